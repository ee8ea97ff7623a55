"""Keys of a configuration that the command line sets: `--config KEY=VALUE`."""

from collections.abc import Iterable
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.config.file import Node, parse_yaml
from awesomecheck.errors import UserError
from awesomecheck.regexes import regex

_KEY = regex(r'(?:^|\.)(?:"(?P<quoted>[^"]+)"|(?P<bare>[^".=\s]+))')
_WHOLE = regex(r'(?P<key>(?:"[^"]*"|[^"=])+)=(?P<value>.*)', re.DOTALL)


class Override(Struct, frozen=True):
    """A value for a key, which may be in mappings."""

    keys: tuple[str, ...]
    value: Node


def parse_override(text: str) -> Override | None:
    """Return the override of `KEY=VALUE`; None if it is not of this form.

    Parts of a key are separated by dots, and quoted if they contain dots; the value is YAML.

    Raises:
        UserError: the value is not YAML.
    """
    whole = _WHOLE.fullmatch(text)
    if whole is None:
        return None
    key, option = whole["key"].strip(), f"--config {text}"
    parts = list(_KEY.finditer(key))
    if not parts or "".join(part[0] for part in parts) != key:
        raise UserError(
            f"{option}: `{key}` is not a key",
            hint="write the keys with dots: `rules.trailing-space=off`; quote one that has dots",
        )
    value = parse_yaml(whole["value"], option) if whole["value"].strip() else Node(0)
    keys = tuple(part["quoted"] or part["bare"] for part in parts)
    return Override(keys, _from_option(value, option))


def simple_override(key: str, value: str | tuple[str, ...], option: str) -> Override:
    """Return the override of an option that sets one key."""
    node = (
        Node(0, value)
        if isinstance(value, str)
        else Node(0, items=tuple(Node(0, each) for each in value))
    )
    return Override((key,), _from_option(node, option))


def _from_option(node: Node, option: str) -> Node:
    """Return a value without lines, which belongs to an option."""
    items = node.items and tuple(_from_option(item, option) for item in node.items)
    mapping = node.mapping and {
        key: _from_option(value, option) for key, value in node.mapping.items()
    }
    return replace(node, line=0, items=items, mapping=mapping, option=option)


def with_overrides(root: Node, overrides: Iterable[Override]) -> Node:
    """Return a configuration with keys replaced; later overrides have priority."""
    for each in overrides:
        root = _with(root, each.keys, each.value)
    return root


def _with(node: Node, keys: tuple[str, ...], value: Node) -> Node:
    if not keys:
        return value
    first, *rest = keys
    mapping = dict(node.mapping or {})
    inner = mapping.get(first, Node(0, mapping={}, option=value.option))
    mapping[first] = _with(inner, tuple(rest), value)
    return replace(node, value=None, items=None, mapping=mapping)
