"""Lay out text on a terminal: colors, links, and lines of so many columns."""

from collections.abc import Iterable, Iterator

import click
from msgspec import Struct

from awesomecheck.formats.report import shortened
from awesomecheck.rules import Severity

COLORS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}


class Word(Struct, frozen=True):
    """What is never broken at the end of a line, plain and as a terminal shows it."""

    plain: str
    shown: str


def as_words(text: str) -> Iterator[Word]:
    """Yield the words of a text."""
    return (Word(each, each) for each in text.split(" "))


def linked(text: str, url: str) -> str:
    """Return text with a link that terminals open (OSC 8)."""
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"


def wrapped(parts: Iterable[Word], width: int) -> Iterator[str]:
    """Yield lines of words; longer words than a line are cut, except for URLs, to stay links."""
    line: list[str] = []
    left = width
    for part in parts:
        word = part
        size = columns(word.plain)
        if line and size > left:
            yield " ".join(line)
            line, left = [], width
            word = Word(word.plain.lstrip(), word.shown.lstrip())
        while size > width and word.plain == word.shown and "://" not in word.plain:
            head = _fitting(word.plain, width)
            yield head
            rest = word.plain[len(head) :]
            word, size = Word(rest, rest), columns(rest)
        line.append(word.shown)
        left -= size + 1
    if line:
        yield " ".join(line)


def _fitting(text: str, width: int) -> str:
    """Return as much of the beginning of a text as fits, at least one character."""
    end = min(len(text), width)
    while end > 1 and columns(text[:end]) > width:
        end -= 1
    return text[: max(1, end)]


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - few lines need it

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Return the beginning of a text, with `…` at its end if it does not fit."""
    if columns(text) <= width:
        return text
    if text.isascii():
        return shortened(text, width)
    from rich.cells import set_cell_size  # noqa: PLC0415

    return set_cell_size(text, width - 1) + "…"


def styled(
    text: str,
    *,
    on: bool,
    fg: str | None = None,
    bold: bool | None = None,
    dim: bool | None = None,
    underline: bool | None = None,
) -> str:
    """Return text as `click.style` does if styles are on."""
    return click.style(text, fg=fg, bold=bold, dim=dim, underline=underline) if on else text
