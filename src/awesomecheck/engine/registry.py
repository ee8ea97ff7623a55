"""Find rule bundles, formats and presets by entry points, and plugins by module name.

Importing `importlib.metadata` takes as long as checking a small list. So entry points are read
here, from the INI file that each distribution has beside its metadata
(https://packaging.python.org/en/latest/specifications/entry-points/).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
import importlib
import importlib.util
import os
from pathlib import Path
import sys
from types import ModuleType, NoneType, UnionType
from typing import (
    Any,
    Literal,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from msgspec import Struct

from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.regexes import regex
from awesomecheck.rules import (
    SEVERITIES,
    DocumentRule,
    FactRule,
    LinkRule,
    Option,
    RepositoryRule,
    Rule,
    SuppressionRule,
    Touch,
    options_of,
    rule_name,
)
from awesomecheck.safety.checkout import work_tree

RULE_GROUP = "awesomecheck.rules"
FORMAT_GROUP = "awesomecheck.formats"
PRESET_GROUP = "awesomecheck.presets"

_RENAME = "rename one, or uninstall its package"
_SECTION = regex(r"^\[(?P<group>[^\]]+)\]\s*$")
_ENTRY = regex(r"^(?P<name>[^=\s#;][^=]*?)\s*=\s*(?P<value>[^#\s]+)")
_DISTRIBUTION = regex(r"(?P<name>.+?)-[^-]+(?:-py[\d.]+)?\.(?:dist|egg)-info$")


class EntryPoint(Struct, frozen=True):
    """A name that a distribution registers in one of our groups."""

    group: str
    name: str
    module: str
    distribution: str

    def load(self) -> ModuleType:
        """Import the module.

        Raises:
            UserError: it cannot be imported.
        """
        return _import(self.module, f"`{self.name}` of the package `{self.distribution}`")


class RegisteredRule(Struct, frozen=True):
    """A rule, its bundle and its package."""

    name: str
    bundle: str
    source: str
    """The distribution, or the module of a plugin."""
    rule: type[Rule]


Registry = Mapping[str, RegisteredRule]


def entry_points(path: Iterable[str] | None = None) -> tuple[EntryPoint, ...]:
    """Return our entry points on a module search path; a distribution counts where first found."""
    found: list[EntryPoint] = []
    seen: set[str] = set()
    for folder in sys.path if path is None else path:
        for name, text in _entry_point_files(folder or "."):
            if name not in seen:
                seen.add(name)
                found += _parse(text, name)
    return tuple(found)


def distributions() -> list[str]:
    """Return the names and versions of installed distributions, as their folders have them."""
    found: list[str] = []
    for folder in sys.path:
        try:
            names = [entry.name for entry in os.scandir(folder or ".")]
        except OSError:  # a zip archive, or no folder
            continue
        found += sorted(name for name in names if name.endswith("-info"))
    return found


def _entry_point_files(folder: str) -> Iterator[tuple[str, str]]:
    try:
        names = sorted(path.name for path in os.scandir(folder) if path.name.endswith("-info"))
    except OSError:  # a zip archive, or no folder
        return
    for each in names:
        match = _DISTRIBUTION.match(each)
        try:
            text = Path(folder, each, "entry_points.txt").read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if "awesomecheck." in text:
            name = match["name"] if match else each.removesuffix("-info").removesuffix(".egg")
            yield name.replace("_", "-").lower(), text


def _parse(text: str, distribution: str) -> Iterator[EntryPoint]:
    group = ""
    for line in text.splitlines():
        if section := _SECTION.match(line):
            group = section["group"].strip()
        elif group.startswith("awesomecheck.") and (entry := _ENTRY.match(line)):
            yield EntryPoint(group, entry["name"], entry["value"], distribution)


def in_group(points: Iterable[EntryPoint], group: str) -> dict[str, EntryPoint]:
    """Return the entry points of one group by name.

    Raises:
        UserError: the group is empty, or two distributions register one name.
    """
    named: dict[str, EntryPoint] = {}
    for point in points:
        if point.group != group:
            continue
        other = named.setdefault(point.name, point)
        if other is not point:
            raise UserError(
                f"the packages `{point.distribution}` and `{other.distribution}` both register"
                f" `{point.name}` in `{group}`",
                hint="uninstall one of them",
            )
    if not named:
        raise UserError(
            f"no installed package has entry points in `{group}`",
            hint="the installation is broken: `pip install --force-reinstall awesomecheck`",
        )
    return named


def load_rules(points: Iterable[EntryPoint]) -> Registry:
    """Return the rules of installed packages by name, in the order of bundles and their `RULES`.

    Args:
        points: the entry points; those of other groups are ignored.

    Raises:
        UserError: a bundle cannot be imported or has something that is not a rule, or two rules
            have the same name.
    """
    registry: Registry = {}
    for point in in_group(points, RULE_GROUP).values():
        registry = with_bundle(registry, point.load(), point.name, point.distribution)
    return registry


def import_plugin(name: str) -> ModuleType:
    """Import the module of a plugin.

    Raises:
        ModuleNotFoundError: there is none.
        UserError: it cannot be imported.
    """
    try:
        return _import(name, f"the plugin `{name}`")
    except UserError as error:
        cause = error.__cause__
        if isinstance(cause, ModuleNotFoundError) and f"{name}.".startswith(f"{cause.name}."):
            raise cause from None
        raise


def is_installed(module: str, *, apart_from: Path) -> bool:
    """Whether a module is of Python or of an installed package, found out without importing it.

    Args:
        module: its full name.
        apart_from: a folder of a work tree whose modules do not count as installed, except for
            those in the running virtual environment.
    """
    try:
        spec = importlib.util.find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return False
    if spec is None:
        return False
    top = (work_tree(apart_from / "file") or apart_from).resolve()
    environment = Path(sys.prefix).resolve()
    places = [Path(place).resolve() for place in spec.submodule_search_locations or ()]
    if spec.has_location and spec.origin:
        places.append(Path(spec.origin).resolve())
    return all(
        place.is_relative_to(environment) or not place.is_relative_to(top) for place in places
    )


def with_bundle(registry: Registry, module: ModuleType, bundle: str, source: str) -> Registry:
    """Return rules with those of a module.

    Raises:
        UserError: it has something that is not a rule, or a rule has the name of another one.
    """
    rules: object = getattr(module, "RULES", None)
    if not isinstance(rules, (tuple, list)) or not rules:
        found = "is empty" if rules in ((), []) else f"is {rules!r}" if rules else "is missing"
        raise UserError(
            f"the bundle `{bundle}` has no rules: `{module.__name__}.RULES` {found}",
            hint="set it to a tuple or list of rule classes: `RULES = (MyRule,)`",
        )
    extended = {**registry}
    for rule in cast("Sequence[object]", rules):
        checked = _checked(rule, bundle)
        name = rule_name(checked)
        other = extended.get(name)
        if other is not None:
            raise UserError(
                f"two rules are named `{name}`: one in `{other.source}`, one in `{source}`",
                hint="name each once" if other.source == source else _RENAME,
            )
        extended[name] = RegisteredRule(name, bundle, source, checked)
    return extended


def _checked(rule: object, bundle: str) -> type[Rule]:
    reason, hint = _fault(rule)
    if reason:
        name = rule.__name__ if isinstance(rule, type) else repr(rule)
        raise UserError(
            f"not a rule in RULES of the bundle `{bundle}`: {name}: {reason}", hint=hint
        )
    return cast("type[Rule]", rule)


_KINDS = (DocumentRule, LinkRule, FactRule, RepositoryRule, SuppressionRule)


def _fault(rule: object) -> tuple[str, str]:
    """Return why something is no rule and what to do; empty texts for a rule."""
    kinds = " or ".join(kind.__name__ for kind in _KINDS)
    if isinstance(rule, _KINDS):
        return "an instance, not a class", "leave out the parentheses: `RULES = (MyRule,)`"
    if not isinstance(rule, type):
        return "not a class", f"list classes derived from {kinds}"
    if not issubclass(rule, _KINDS):
        return f"not derived from {kinds}", f"write `class {rule.__name__}(DocumentRule):`"
    if missing := getattr(rule, "__abstractmethods__", None):
        return f"it has no method {', '.join(sorted(missing))}", "define it as its base class does"
    if rule.severity not in SEVERITIES:
        return f"its severity is {rule.severity!r}", f"use {', '.join(SEVERITIES)}"
    if wrong := [each for each in rule.touches if each not in get_args(Touch)]:
        return f"`{wrong[0]}` in `touches`", did_you_mean(wrong[0], get_args(Touch))
    options = options_of(rule)
    if required := [name for name, each in options.items() if each.default is MISSING]:
        return f"the option `{required[0]}` has no default", "give it one"
    if not (rule.__doc__ or "").strip() or (rule.__doc__ or "").startswith(f"{rule.__name__}("):
        return "it has no docstring", "write one: its first line is the summary of the rule"
    return _fault_of_options(rule, options)


def _fault_of_options(rule: type[Rule], options: Mapping[str, Option]) -> tuple[str, str]:
    """Return which option has a type that no configuration can have values of."""
    types: Mapping[str, Any] = {name: each.annotation for name, each in options.items()}
    if any(isinstance(each, str) for each in types.values()):  # annotations are postponed
        try:
            types = get_type_hints(rule)
        except Exception as error:
            return (
                f"its options cannot be read: {type(error).__name__}: {error}",
                "import the type",
            )
    for name in options:
        if not _is_option(types[name]):
            return (
                f"the option `{name}` has a type that no option can have: {types[name]}",
                'use bool, int, float, str, date, Literal["…"], tuple[…, ...],'
                " Mapping[str, …] or a dataclass of these",
            )
    return "", ""


def _is_option(annotation: Any) -> bool:
    """Whether a configuration can have values of a type: `config.options` reads the same ones."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        single = [each for each in arguments if each is not NoneType]
        return len(single) == 1 and _is_option(single[0])
    if origin is Literal:
        return all(isinstance(each, str) for each in arguments)
    if origin is tuple:
        return arguments[1:] == (...,) and _is_option(arguments[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return arguments[:1] == (str,) and _is_option(arguments[1])
    if is_dataclass(annotation):
        inner = get_type_hints(annotation)
        return all(_is_option(inner[each.name]) for each in fields(annotation))
    return annotation in (bool, int, float, str, date)


def _import(module: str, what: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except (Exception, SystemExit) as error:
        raise UserError(
            f"{what} cannot be imported: {type(error).__name__}: {error}",
            hint=f"run `python -c 'import {module}'` to see where it fails",
        ) from error
