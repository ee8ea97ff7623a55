"""Convert configuration values to the typed fields of dataclasses."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date, datetime
import types
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from awesomecheck.config.file import ConfigFile, Node
from awesomecheck.errors import UserError, did_you_mean

_T = TypeVar("_T")


def key_of(field_name: str) -> str:
    """Return the configuration key of a dataclass field."""
    return field_name.replace("_", "-")


def build(cls: type[_T], node: Node, file: ConfigFile, what: str) -> _T:
    """Make a dataclass from a mapping of its fields.

    Args:
        cls: the dataclass; its annotations give the types of the values.
        node: the mapping.
        file: the configuration, for error messages.
        what: what the mapping configures, for error messages.

    Raises:
        UserError: a key is unknown or missing, a value has another type, or the dataclass
            refuses it.
    """
    values = node.mapping
    if values is None:
        raise file.error(node, f"{what} must be a mapping of options, not {_shown(node)}")
    hints = get_type_hints(cls)
    by_key = {key_of(field.name): field for field in fields(cast("Any", cls))}
    for key, value in values.items():
        if key not in by_key:
            raise file.error(
                value,
                f"unknown option `{key}` of {what}",
                did_you_mean(key, by_key) if by_key else None,
            )
    for key, field in by_key.items():
        if key not in values and field.default is MISSING and field.default_factory is MISSING:
            raise file.error(node, f"missing option `{key}` of {what}")
    arguments = {
        by_key[key].name: typed_value(hints[by_key[key].name], value, file, f"`{key}` of {what}")
        for key, value in values.items()
    }
    try:
        return cls(**arguments)
    except UserError as error:
        named = (value for key, value in values.items() if f"`{key}`" in error.message)
        place = next(named, node)
        raise file.error(place, f"{what}: {error.message}", error.hint) from error


def typed_value(annotation: Any, node: Node, file: ConfigFile, what: str) -> Any:
    """Return the value of a node as the annotated type.

    Raises:
        UserError: the value has another type.
    """
    value = node.value
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _union(arguments, node, file, what)
    if origin is Literal:
        if isinstance(value, str) and value in arguments:
            return value
        choices = ", ".join(f"`{choice}`" for choice in arguments)
        hint = did_you_mean(value, arguments) if isinstance(value, str) else None
        raise file.error(node, f"{what} must be one of {choices}, not {_shown(node)}", hint)
    if origin is tuple:
        if node.items is not None:
            return tuple(
                typed_value(arguments[0], item, file, f"an item of {what}") for item in node.items
            )
        raise file.error(node, f"{what} must be a list, not {_shown(node)}")
    if origin is not None and issubclass(origin, Mapping):
        if node.mapping is not None:
            return {
                key: typed_value(arguments[1], item, file, f"`{key}` of {what}")
                for key, item in node.mapping.items()
            }
        raise file.error(node, f"{what} must be a mapping, not {_shown(node)}")
    if hasattr(annotation, "__dataclass_fields__"):
        return build(annotation, node, file, what)
    if not (node.items or node.mapping) and _is_a(value, annotation):
        return float(cast("float", value)) if annotation is float else value
    raise file.error(node, f"{what} must be {_NAMES[annotation]}, not {_shown(node)}")


def _union(arguments: Sequence[Any], node: Node, file: ConfigFile, what: str) -> Any:
    if node == Node(node.line) and type(None) in arguments:
        return None
    [single] = [each for each in arguments if each is not type(None)]
    return typed_value(single, node, file, what)


_NAMES = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date (2026-12-31)",
}


def _is_a(value: object, annotation: type) -> bool:
    if isinstance(value, bool):
        return annotation is bool
    if annotation is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, (int, float) if annotation is float else annotation)


def _shown(node: Node) -> str:
    if node.mapping is not None:
        return "a mapping"
    if node.items is not None:
        return "a list"
    if node.value is None:
        return "nothing"
    return f"`{str(node.value)[:80]}`"
