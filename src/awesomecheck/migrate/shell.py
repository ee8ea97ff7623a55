"""Commands in texts that a shell reads: scripts, steps of workflows, recipes of Makefiles."""

from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple


class Word(NamedTuple):
    """A word as the command gets it, but for expansions, which stay as they are written."""

    text: str
    expansions: tuple[str, ...] = ()


class Command(NamedTuple):
    """A simple command: no pipe, no list."""

    words: tuple[Word, ...]
    first: int
    """The lines that it stands on, from 0."""
    last: int


_CONTINUED = re.compile(r"[^\n\\]*(?:\\(?:.|\n)?[^\n\\]*)*")
"""A line with those that continue it."""
_LONGEST_QUOTE = 5_000
"""Characters on further lines that one quoted text may go on for."""
_EXPANSION = (
    r"\$\{\{.{0,500}?\}\}"  # an expression of GitHub Actions
    r"|\$\$?\((?:[^()]|\([^()]{0,500}\)){0,1000}\)|\$\$?\{[^{}]{0,500}\}|`[^`]{0,2000}`"
    r"|\$\$?(?:[A-Za-z_]\w*|[@*#?!0-9])"  # twice `$` in a Makefile
)
_PIECE = re.compile(
    rf"""(?P<gone>\\\n|(?<![^\s;&|()])\#[^\n]*)
    |\\(?P<escaped>.)
    |'(?P<literal>[^']*)'
    |"(?P<quoted>(?:[^"\\$`]|\\.|{_EXPANSION}|[$`])*+)"
    |(?P<expansion>{_EXPANSION})
    |(?P<redirection>\d?[<>]+&?)
    |(?P<blank>[ \t\r\f\v]+)
    |(?P<end>[\n;&|()])
    |(?P<plain>[^\s\\'"`$<>;&|()]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_IN_QUOTES = re.compile(
    rf"""\\(?:\n|(?P<escaped>["\\`$]))|(?P<expansion>{_EXPANSION})|(?P<plain>.)""",
    re.VERBOSE | re.DOTALL,
)


def commands(text: str, wanted: Sequence[str]) -> Iterator[Command]:
    """The commands on lines that hold one of the wanted texts.

    What no shell would read is taken as it comes: a quotation mark without its counterpart stands
    for itself.
    """
    position = line = 0
    while position < len(text):
        end = _end_of_line(text, position)
        if any(each in text[position:end] for each in wanted):
            part = _whole(text, position, end)
            last = line + part.count("\n")
            yield from (Command(words, line, last) for words in _split(part))
        line += text.count("\n", position, end + 1)
        position = end + 1


def split(text: str) -> tuple[Word, ...]:
    """All words of a text that holds one command's arguments, on however many lines."""
    return tuple(word for words in _split(text.replace("\n", " ")) for word in words)


def inner(expansion: str) -> str:
    """The command in `$(…)` or in backticks; what else is expanded holds none."""
    for start, end in (("$$(", ")"), ("$(", ")"), ("`", "`")):
        if expansion.startswith(start) and expansion.endswith(end):
            return expansion[len(start) : -len(end)]
    return ""


def _end_of_line(text: str, start: int) -> int:
    found = _CONTINUED.match(text, start)
    return found.end() if found else len(text)


def _whole(text: str, start: int, end: int) -> str:
    """A line, with the lines below on which a quoted text that it opens goes on."""
    part = text[start:end]
    for mark in ("'", '"'):
        closing = text.find(mark, end, end + _LONGEST_QUOTE)
        if part.count(mark) % 2 and closing >= 0:
            part = text[start : _end_of_line(text, closing)]
            break
    # Of each line of a recipe, make itself takes one tab off.
    return part.replace("\\\n\t", "\\\n") if part.startswith("\t") else part


def _split(text: str) -> Iterator[tuple[Word, ...]]:
    """The words of each command."""
    words: list[Word] = []
    word: Word | None = None
    redirected = False
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup or ""
        if kind == "gone":
            continue
        if kind not in ("blank", "end", "redirection"):
            more = _word(piece, kind)
            word = more if word is None else Word(word.text + more.text, word[1] + more[1])
            continue
        if word is not None:
            if not redirected:
                words.append(word)
            word, redirected = None, False
        if kind == "redirection":
            redirected = True
        elif kind == "end":
            yield tuple(words)
            words, redirected = [], False
    if word is not None and not redirected:
        words.append(word)
    yield tuple(words)


def _word(piece: re.Match[str], kind: str) -> Word:
    text = piece[kind]
    if kind == "expansion":
        return Word(text, (text,))
    if kind != "quoted":
        return Word(text)
    parts = list(_IN_QUOTES.finditer(text))
    return Word(
        "".join(part[part.lastgroup] if part.lastgroup else "" for part in parts),
        tuple(part["expansion"] for part in parts if part["expansion"]),
    )
