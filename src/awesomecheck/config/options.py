"""Convert configuration values to the typed options of rules, and fields of dataclasses."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING
from datetime import date, datetime
import types
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from awesomecheck.config.file import ConfigFile, Node
from awesomecheck.config.mistakes import Mistakes
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.links.durations import Unit, duration
from awesomecheck.rules import options_of

_T = TypeVar("_T")


def _without_a_type(cls: type, name: str) -> str:
    """Return what to do about a value of a class that is no option; empty if it is none at all."""
    value = vars(cls).get(name)
    inherited = any(hasattr(base, name) for base in cls.__mro__[1:])
    if value is None or inherited or callable(value) or isinstance(value, property):
        return ""
    return f"an option has a type: write `{name}: TYPE = ...` in `class {cls.__name__}`"


def key_of(field_name: str) -> str:
    """Return the configuration key of an option."""
    return field_name.replace("_", "-")


def build(cls: type[_T], node: Node, file: ConfigFile, what: str) -> _T:
    """Make a rule or a dataclass from a mapping of its options.

    Args:
        cls: the class; its annotations give the types of the values.
        node: the mapping.
        file: the configuration, for error messages.
        what: what the mapping configures, for error messages.

    Raises:
        UserError: a key is unknown or missing, a value has another type, or the class
            refuses it.
    """
    values = node.mapping
    if values is None:
        keys = ", ".join(map(key_of, options_of(cls)))
        message = f"{what} must be a mapping of options, not {_shown(node)}"
        raise file.error(node, message, f"use the keys {keys}" if keys else None)
    hints = get_type_hints(cls, include_extras=True)
    options = options_of(cls)
    by_key = {key_of(name): name for name in options}
    arguments: dict[str, Any] = {}
    mistakes = Mistakes()
    for key, value in values.items():
        with mistakes.collected():
            if key not in by_key:
                hint = did_you_mean(key, by_key) if by_key else "it has no options"
                hint = _without_a_type(cls, key.replace("-", "_")) or hint
                raise file.error(value, f"unknown option `{key}` of {what}", hint)
            name = by_key[key]
            arguments[name] = typed_value(hints[name], value, file, f"`{key}` of {what}")
    for key, name in by_key.items():
        if key not in values and options[name].default is MISSING:
            with mistakes.collected():
                raise file.error(node, f"missing option `{key}` of {what}")
    mistakes.check()
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
    mistakes = Mistakes()
    if origin is Annotated:
        return _duration(arguments[1], node, file, what)
    if origin in (Union, types.UnionType):
        return _union(arguments, node, file, what)
    if origin is Literal:
        if isinstance(value, str) and value in arguments:
            return value
        choices = ", ".join(f"`{choice}`" for choice in arguments)
        hint = did_you_mean(value, arguments) if isinstance(value, str) else None
        if value is False and "never" in arguments:  # YAML reads `off` and `no` as false
            hint = "did you mean `never`?"
        raise file.error(node, f"{what} must be one of {choices}, not {_shown(node)}", hint)
    if origin is tuple:
        if node.items is not None:
            found = [
                mistakes.value(None, typed_value, arguments[0], item, file, f"an item of {what}")
                for item in node.items
            ]
            mistakes.check()
            return tuple(found)
        hint = f"write `[{node.value}]`" if isinstance(node.value, str) else None
        raise file.error(node, f"{what} must be a list, not {_shown(node)}", hint)
    if origin is not None and issubclass(origin, Mapping):
        if node.mapping is not None:
            by_key: dict[str, Any] = {}
            for key, item in node.mapping.items():
                with mistakes.collected():
                    by_key[key] = typed_value(arguments[1], item, file, f"`{key}` of {what}")
            mistakes.check()
            return by_key
        raise file.error(node, f"{what} must be a mapping, not {_shown(node)}")
    if hasattr(annotation, "__dataclass_fields__"):
        return build(annotation, node, file, what)
    if not (node.items or node.mapping) and _is_a(value, annotation):
        return float(cast("float", value)) if annotation is float else value
    raise file.error(node, f"{what} must be {_NAMES[annotation]}, not {_shown(node)}")


def _duration(unit: Unit, node: Node, file: ConfigFile, what: str) -> float:
    """Return a number of seconds or days: of a number, or of a text such as `7d`."""
    if isinstance(node.value, str) and (seconds := duration(node.value, unit)) is not None:
        return seconds / unit.seconds
    if not (node.items or node.mapping) and _is_a(node.value, float):
        return float(cast("float", node.value))
    raise file.error(
        node,
        f"{what} must be a number of {unit.name}, or a duration such as 90s, 30m, 12h or 7d,"
        f" not {_shown(node)}",
    )


def _union(arguments: Sequence[Any], node: Node, file: ConfigFile, what: str) -> Any:
    if node == node.empty() and type(None) in arguments:
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
    return f"`{(node.written or str(node.value))[:80]}`"
