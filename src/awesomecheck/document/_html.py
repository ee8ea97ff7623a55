"""Tags and comments in a stretch of raw HTML, each with its position."""

from collections.abc import Iterator
from html import unescape
from html.entities import html5
import re

from msgspec import Struct

from awesomecheck.regexes import regex

_MARKUP = regex(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    r"(?P<attributes>(?:[\s/]++|=?[^\s/>=<]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'"
    r"|[^\s\"'><][^\s><]*+)?+)?+|=)*+)>",
    re.DOTALL,
)
_ATTRIBUTE = regex(
    r"(?<![^\s\"'/])(?P<name>[A-Za-z_:][\w:.-]*)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<plain>[^\s\"'>][^\s>]*))"
)
_REFERENCE = regex(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*)(?:;|(?![=A-Za-z0-9]))")


class Attribute(Struct, frozen=True):
    """An attribute's value, entities resolved, and its position without the quotes."""

    value: str
    start: int
    end: int


class Markup(Struct, frozen=True):
    """A tag, or a comment (then `name` is empty); offsets count from the start of the stretch."""

    name: str
    closing: bool
    start: int
    end: int
    attributes: dict[str, Attribute]
    comment: str = ""


def scan(html: str) -> Iterator[Markup]:
    """Yield the tags and comments of a stretch of HTML, in order; none inside a comment."""
    for match in _MARKUP.finditer(html):
        comment = match["comment"]
        if comment is not None:
            yield Markup("", False, match.start(), match.end(), {}, comment)
            continue
        source = match["attributes"]
        yield Markup(
            match["name"].lower(),
            match["close"] is not None,
            match.start(),
            match.end(),
            _attributes(source, match.start("attributes")) if "=" in source else {},
        )


def _attributes(source: str, offset: int) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(source):
        group = match.lastgroup or "plain"
        value = match[group]
        if "&" in value:
            value = _REFERENCE.sub(_resolved, value)
        start, end = match.span(group)
        found.setdefault(match["name"].lower(), Attribute(value, offset + start, offset + end))
    return found


def _resolved(reference: re.Match[str]) -> str:
    """Return what a character reference in an attribute stands for: `&copy=1` is text there."""
    name = reference.group()
    return unescape(name) if name[1] == "#" or name[1:] in html5 else name
