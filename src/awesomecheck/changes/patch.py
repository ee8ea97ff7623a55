"""Unified diffs, as `git diff`, `diff -u` and code hosts write them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
import re
from typing import NamedTuple

from awesomecheck.changes.lines import Hunk, LineChange
from awesomecheck.document.source import Source
from awesomecheck.errors import UserError

_HUNK = re.compile(r"@@ -(?P<old>\d+)(?:,(?P<less>\d+))? \+(?P<new>\d+)(?:,(?P<more>\d+))? @@")
_PREFIXED = re.compile(r"[abciow12]/")
"""What git sets before names: `a/` and `b/`, or with `diff.mnemonicPrefix` others."""
_QUOTED = re.compile(rb'\\([abtnvfr"\\]|[0-7]{3})')
_ESCAPES = dict(zip(b'abtnvfr"\\', b'\a\b\t\n\v\f\r"\\', strict=True))
_NOWHERE = "/dev/null"


class PatchHunk(NamedTuple):
    """A stretch of a patch: lines that begin with a blank, `-` or `+`."""

    start: int
    """The line of the new text, from 1, that the first one of these is or comes before."""
    lines: tuple[str, ...]
    place: int
    """The line of the patch at which it begins."""


@dataclass(slots=True)
class FilePatch:
    """What a patch does to one file; its names as they stand there, prefixes taken off."""

    old: str | None = None
    new: str | None = None
    """None where the file is taken away."""
    hunks: list[PatchHunk] = field(default_factory=list[PatchHunk])

    def change(self, source: Source) -> LineChange:
        """What the patch did to a text.

        Raises:
            UserError: the text is not the one that the patch leads to.
        """
        lines = source.text.split("\n")
        old: list[str] = []
        blocks: list[Hunk] = []
        done = 0
        for hunk in self.hunks:
            start = hunk.start - 1
            kept = [(line[:1], line[1:]) for line in hunk.lines]
            new = [text for mark, text in kept if mark != "-"]
            if start < done or lines[start : start + len(new)] != new:
                raise UserError(
                    f"the patch does not fit {source.path}: what line {hunk.place} of the patch"
                    f" and the next ones say does not stand at line {hunk.start}",
                    hint="apply the patch first, then check: it is the text after it that counts",
                )
            old += lines[done:start]
            old += [text for mark, text in kept if mark != "+"]
            done = start + len(new)
            blocks += _blocks(hunk)
        old += lines[done:]
        return LineChange(source, Source.from_text("\n".join(old), source.path), tuple(blocks))


def blocks(text: str) -> tuple[Hunk, ...]:
    """What a diff of one file changed."""
    return tuple(
        block for file in parse_patch(text) for hunk in file.hunks for block in _blocks(hunk)
    )


def _blocks(hunk: PatchHunk) -> Iterator[Hunk]:
    line = first = hunk.start
    removed: list[str] = []
    for text in (*hunk.lines, " "):
        if text.startswith("+"):
            line += 1
        elif text.startswith("-"):
            removed.append(text[1:])
        else:
            if removed or line > first:
                yield Hunk(first, line - first, tuple(removed))
                removed = []
            line += 1
            first = line


def parse_patch(text: str) -> list[FilePatch]:
    """The files of a patch; none where it is empty.

    Raises:
        UserError: it is no unified diff, or ends in the middle.
    """
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    files: list[FilePatch] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.startswith("diff --git "):
            files.append(FilePatch())
        elif line.startswith("--- ") and number < len(lines) and lines[number][:4] == "+++ ":
            _name(files, line, lines[number])
            number += 1
        elif line.startswith("rename from ") and files:
            files[-1].old = _unquoted(line.removeprefix("rename from "))
        elif line.startswith("rename to ") and files:
            files[-1].new = _unquoted(line.removeprefix("rename to "))
        elif line.startswith("@@@ "):
            raise UserError(
                f"line {number} of the patch: a combined diff of a merge",
                hint="compare with one parent: `git diff HEAD^1`",
            )
        elif match := _HUNK.match(line):
            if not files:
                raise UserError(f"line {number} of the patch: no file is named before it")
            body, end = _body(lines, number, match)
            start = int(match["new"]) + (match["more"] == "0")
            files[-1].hunks.append(PatchHunk(start, body, number))
            number = end
    if not files and text.strip():
        raise UserError("the patch is no unified diff", hint="make one with `git diff`")
    return files


def _body(lines: Sequence[str], number: int, header: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """The lines of a hunk after its header, as many as that says, and where they end.

    Counting is the only safe way: a line that was taken away may look like a header itself.
    """
    less, more = (1 if count is None else int(count) for count in header.group("less", "more"))
    body: list[str] = []
    end = number
    while (less or more) and end < len(lines):
        line = lines[end] or " "  # some programs strip the blank of an empty line
        if line[0] not in "-+ \\":
            break
        if line[0] != "\\":
            body.append(line)
            less -= line[0] != "+"
            more -= line[0] != "-"
        end += 1
    if less or more:
        raise UserError(
            f"line {number} of the patch: not as many lines follow as it says",
            hint="the patch is cut off, or was edited by hand",
        )
    return tuple(body), end


def _name(files: list[FilePatch], old_line: str, new_line: str) -> None:
    """Note the names of a file; a git header before them has begun it already."""
    old, new = (_unquoted(line[4:].split("\t")[0]) for line in (old_line, new_line))
    if all(name == _NOWHERE or _PREFIXED.match(name) for name in (old, new)):
        old, new = (name if name == _NOWHERE else name[2:] for name in (old, new))
    if not files or files[-1].hunks or (files[-1].new is not None and files[-1].new != new):
        files.append(FilePatch())
    files[-1].old = None if old == _NOWHERE else old
    files[-1].new = None if new == _NOWHERE else new


def _unquoted(name: str) -> str:
    r"""A name without git's quotes: `"\303\244.md"` is `ä.md`."""
    if len(name) < 2 or not (name.startswith('"') and name.endswith('"')):
        return name
    return _QUOTED.sub(_meant, name[1:-1].encode()).decode(errors="replace")


def _meant(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8) & 0xFF if len(code) == 3 else _ESCAPES[code[0]]])
