"""Untrusted text as GitHub's Markdown that shows it and does nothing else.

GitHub makes links of addresses, `@names`, `#1`, `GH-1` and names of commits, pictures of
`:words:` and formulas of `$…$` wherever they stand in rendered text, escaped or not; only in code
it leaves them alone (https://docs.github.com/get-started/writing-on-github). So a word that it
could take for anything of the kind becomes code here; the rest is escaped with backslashes.

No result has a bare pipe or a workflow command (`##[`) in it, and none but a block of code has a
line break.
"""

from bisect import bisect_right
from collections.abc import Iterator
import re
from typing import NamedTuple

from awesomecheck.safety.escape import for_terminal

_MARK = re.compile(r"[\\`*_\[\]<>&~]")
_BLOCK_MARK = re.compile(r"([+=:-]|\d+(?=[.)]))")
"""What begins a list, or underlines a heading or the head of a table, at the start of a line."""
_MEANT_TO_LINK = re.compile(
    r"""
    [@#$] | :// | www\. | (?:mailto|xmpp): | :[^\s:]+:
    | \b(?:gh|ghsa|cve)-\w      # issues and advisories
    | \b[0-9a-f]{7,}\b          # commits
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE, _AFTER = "([{<“‘\"'", ")]}>”’\"'.,;:!?…"
"""Punctuation around a word that is no part of it."""
_OPENING = re.compile(r"(?<![\w`])`")
_CLOSING = re.compile(r"`(?![\w`])")
_SEPARATOR = "<!-- -->"
"""Keeps apart what is not to be read as one, and is not shown."""
_NO_CODE = re.compile(r"(\||(?<=#)(?=#\w*\[))")
"""What would end a table's cell even in code, and the middle of what a runner would obey."""


def prose(text: str, most: int) -> str:
    """A sentence in which code may stand between backticks, as in the messages of rules.

    Args:
        text: the sentence; white space around it is dropped.
        most: the number of characters to keep of it.
    """
    enough = text[: 4 * most]  # of `x` one character is kept, and no longer text is looked at
    pieces = _cut(_pieces(for_terminal(enough).strip()), most)
    shown = "".join(_joined(code(each.text) if each.is_code else _words(each) for each in pieces))
    return _BLOCK_MARK.sub(_escaped_block, shown, count=1) if _BLOCK_MARK.match(shown) else shown


def code(text: str, most: int | None = None) -> str:
    """A text as code.

    Args:
        text: any text that is not empty.
        most: the number of characters to keep of it; None for all.
    """
    shown = for_terminal(text if most is None else text[: most + 1])
    if most is not None and len(shown) > most:
        shown = shown[: most - 1] + "…"
    outside = {"|": "&#124;", "": _SEPARATOR}
    return "".join(
        outside[part] if number % 2 else _span(part)
        for number, part in enumerate(_NO_CODE.split(shown))
    )


def code_block(text: str, language: str) -> str:
    """Lines as a block of code."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


class _Piece(NamedTuple):
    text: str
    is_code: bool = False


def _pieces(text: str) -> Iterator[_Piece]:
    """Text and code in turn; text of a list in backticks may hold backticks itself."""
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
            yield piece._replace(text=piece.text[: max(0, most - 1)] + "…")
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
    blank = " " if at_edge or dropped else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall(r"`+", text)), default=0)
