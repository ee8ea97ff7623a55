"""Make the JSON Schema of the configuration from the rules and settings.

`python -m awesomecheck.config.schema` prints it; `awesomecheck.schema.json` is a copy.
"""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import MISSING
from datetime import date
import inspect
from itertools import pairwise
import json
import types
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import click

from awesomecheck.config.config import AUTO, preset_files
from awesomecheck.config.file_settings import FailOn
from awesomecheck.config.options import key_of
from awesomecheck.config.rule_settings import OFF, SEVERITY_KEY, bundles_of
from awesomecheck.engine.registry import EntryPoint, Registry, entry_points, load_rules
from awesomecheck.engine.rule_docs import rule_docs
from awesomecheck.facts.settings import FactSettings
from awesomecheck.links.settings import LinkSettings
from awesomecheck.rules import SEVERITIES, Severity, options_of

_DURATION = r"^\s*\d+(\.\d+)?\s*[smhdwSMHDW]?\s*$"

_SIMPLE: Mapping[Any, Mapping[str, str]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
}


def schema(points: Sequence[EntryPoint]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `.awesomecheck.yaml` for the installed rules."""
    registry = load_rules(points)
    strings = _of(tuple[str, ...])
    file_settings = _file_settings(registry)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of awesomecheck",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "preset": {
                "description": "The default rules and severities.",
                "enum": [AUTO, *sorted(preset_files(points))],
            },
            **file_settings,
            "per-file": {
                "type": "object",
                "description": "Settings for files that match a pattern as in .gitignore.",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {key: {"$ref": f"#/properties/{key}"} for key in file_settings},
                },
            },
            "plugins": strings | {"description": "Importable modules with your own `RULES`."},
            "exclude": strings
            | {"description": "Files to skip when a folder is checked, as in .gitignore."},
            "links": _options(LinkSettings) | {"description": "How links are checked."},
            "facts": _options(FactSettings)
            | {"description": "What is asked about papers when links are checked."},
        },
    }


def _file_settings(registry: Registry) -> dict[str, Any]:
    names = {"type": "array", "items": {"type": "string"}}
    return {
        "rules": _rules(registry),
        "fail-on": _of(FailOn)
        | {"description": "The least severe findings with which a run fails.", "default": "error"},
        "min-severity": _of(Severity)
        | {
            "description": "The least severe findings that are reported and fixed.",
            "default": "info",
        },
        "fixable": names | {"description": "Rules and bundles whose fixes are applied."},
        "unfixable": names | {"description": "Rules and bundles whose fixes are not applied."},
    }


def _rules(registry: Registry) -> dict[str, Any]:
    severity = {"enum": [*SEVERITIES, "on", OFF, True, False]}
    return {
        "type": "object",
        "description": "Severities and options of rules, and severities of bundles.",
        # Rules of plugins are unknown here.
        "additionalProperties": {"anyOf": [severity, {"type": "object"}]},
        "properties": {
            bundle: severity | {"description": f"All rules of the bundle {bundle}."}
            for bundle in bundles_of(registry)
        }
        | {
            name: {
                "description": rule_docs(each.rule).summary,
                "anyOf": [severity, _options(each.rule, {SEVERITY_KEY: severity})],
            }
            for name, each in registry.items()
        },
    }


def _options(cls: type, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    hints, texts = get_type_hints(cls, include_extras=True), _descriptions(cls)
    own = options_of(cls)
    described: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": dict(more or {})
        | {
            key_of(name): _of(hints[name]) | texts.get(name, {}) | _default(each.default)
            for name, each in own.items()
        },
    }
    required = [key_of(name) for name, each in own.items() if each.default is MISSING]
    return described | ({"required": required} if required else {})


def _descriptions(cls: type) -> dict[str, dict[str, str]]:
    """Return the text below each field of a class, which only its source has."""
    [definition] = ast.parse(inspect.getsource(cls)).body
    described: dict[str, dict[str, str]] = {}
    for field, text in pairwise(cast("ast.ClassDef", definition).body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(ast.Constant(str(value))):
                described[name] = {"description": " ".join(value.split())}
            case _:
                pass
    return described


def _default(value: object) -> dict[str, object]:
    return {} if value is None or value is MISSING or value in ((), {}) else {"default": value}


def _of(annotation: Any) -> dict[str, Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is Annotated:
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _DURATION}]}
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0])}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(each) for each in arguments]}
    if origin is not None:
        return {"type": "object", "additionalProperties": _of(arguments[1])}
    if annotation is type(None):
        return {"type": "null"}
    return dict(_SIMPLE[annotation]) if annotation in _SIMPLE else _options(annotation)


def rendered() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(schema(entry_points()), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    click.echo(rendered(), nl=False)
