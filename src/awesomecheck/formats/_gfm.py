"""Escape untrusted text for GitHub's Markdown, so that it is shown and does nothing else.

GitHub turns URLs, `@names`, `#1`, `GH-1` and commit hashes into links, `:words:` into pictures
and `$…$` into formulas anywhere in text, escaped or not, but not in code
(https://docs.github.com/get-started/writing-on-github). So a word that may be one of these
becomes code here; the rest is escaped with backslashes.

No result contains a bare pipe or a workflow command (`##[`); only a block of code contains line
breaks.
"""

from bisect import bisect_right
from collections.abc import Iterator
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.formats.report import shortened
from awesomecheck.regexes import regex
from awesomecheck.safety.escape import escape_for_terminal

_MARK = regex(r"[\\`*_\[\]<>&~]")
_BLOCK_MARK = regex(r"([+=:-]|\d+(?=[.)]))")
"""At the start of a line: a list item, or the line below a heading or a table's header."""
_MEANT_TO_LINK = regex(
    r"""
    [@#$] | :// | www\. | (?:mailto|xmpp): | :[^\s:]+:
    | \b(?:gh|ghsa|cve)-\w      # issues and advisories
    | \b[0-9a-f]{7,}\b          # commits
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE, _AFTER = "([{<“‘\"'", ")]}>”’\"'.,;:!?…"
"""Punctuation around a word."""
_OPENING = regex(r"(?<![\w`])`")
_CLOSING = regex(r"`(?![\w`])")
_SEPARATOR = "<!-- -->"
"""Separates two spans of code; not shown."""
_NO_CODE = regex(r"(\||(?<=#)(?=#\w*\[))")
"""What ends a table cell even in code, and the middle of a workflow command."""


def prose(text: str, most: int) -> str:
    """Escape a sentence that may contain code between backticks, as the messages of rules do.

    Args:
        text: the sentence; whitespace around it is dropped.
        most: the most characters to keep.
    """
    enough = text[: 4 * most]  # a short span of code keeps one of four characters
    pieces = _cut(_pieces(escape_for_terminal(enough).strip()), most)
    shown = "".join(_joined(code(each.text) if each.is_code else _words(each) for each in pieces))
    return _BLOCK_MARK.sub(_escaped_block, shown, count=1) if _BLOCK_MARK.match(shown) else shown


def code(text: str, most: int | None = None) -> str:
    """Return a text as code.

    Args:
        text: any text that is not empty.
        most: the most characters to keep; None for all.
    """
    shown = (
        escape_for_terminal(text)
        if most is None
        else shortened(escape_for_terminal(text[: most + 1]), most)
    )
    outside = {"|": "&#124;", "": _SEPARATOR}
    return "".join(
        outside[part] if number % 2 else _span(part)
        for number, part in enumerate(_NO_CODE.split(shown))
    )


def code_block(text: str, language: str) -> str:
    """Return lines as a block of code."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


class _Piece(Struct, frozen=True):
    text: str
    is_code: bool = False


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield text and code by turns; code may itself contain backticks."""
    closings = [match.start() for match in _CLOSING.finditer(text)]
    done = 0
    for opening in _OPENING.finditer(text):
        start = opening.end()
        if start <= done:
            continue
        index = bisect_right(closings, start)
        if index == len(closings):
            break
        yield _Piece(text[done : start - 1])
        yield _Piece(text[start : closings[index]], is_code=True)
        done = closings[index] + 1
    yield _Piece(text[done:])


def _cut(pieces: Iterator[_Piece], most: int) -> Iterator[_Piece]:
    for piece in pieces:
        if len(piece.text) > most:
            yield replace(piece, text=shortened(piece.text, most))
            return
        most -= len(piece.text)
        yield piece


def _joined(parts: Iterator[str]) -> Iterator[str]:
    before = ""
    for part in filter(None, parts):
        yield f"{_SEPARATOR}{part}" if before.endswith("`") and part.startswith("`") else part
        before = part


def _words(piece: _Piece) -> str:
    return re.sub(r"\S+", _word, piece.text)


def _word(match: re.Match[str]) -> str:
    word = match.group()
    if not _MEANT_TO_LINK.search(word):
        return _escaped(word)
    start = len(word) - len(word.lstrip(_BEFORE))
    end = max(start, len(word.rstrip(_AFTER)))
    if start == end:
        start, end = 0, len(word)
    return _escaped(word[:start]) + code(word[start:end]) + _escaped(word[end:])


def _escaped(text: str) -> str:
    return _MARK.sub(r"\\\g<0>", text).replace("|", "&#124;")


def _escaped_block(match: re.Match[str]) -> str:
    mark = match.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _span(text: str) -> str:
    if not text:
        return ""
    fence = "`" * (_longest_run(text) + 1)
    at_edge = text.startswith("`") or text.endswith("`")
    dropped = text.startswith(" ") and text.endswith(" ") and text.strip(" ")
    space = " " if at_edge or dropped else ""
    return f"{fence}{space}{text}{space}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall(r"`+", text)), default=0)
