"""Parse unified diffs, as `git diff`, `diff -u` and code hosts write them."""

from collections.abc import Iterator, Sequence
import re

from msgspec import Struct, field

from awesomecheck.changes.lines import Hunk, LineChange
from awesomecheck.document.source import Source
from awesomecheck.errors import UserError
from awesomecheck.regexes import regex

_COUNT = r"[0-9]{1,18}"
"""A line or a number of lines: more digits are those of no file."""
_HUNK = regex(
    rf"@@ -(?P<old>{_COUNT})(?:,(?P<less>{_COUNT}))?"
    rf" \+(?P<new>{_COUNT})(?:,(?P<more>{_COUNT}))? @@"
)
_PREFIXED = regex(r"[abciow12]/")
"""What git adds to names: `a/` and `b/`, or others with `diff.mnemonicPrefix`."""
_QUOTED = regex(rb'\\([abtnvfr"\\]|[0-7]{3})')
_ESCAPES = dict(zip(b'abtnvfr"\\', b'\a\b\t\n\v\f\r"\\', strict=True))
_NOWHERE = "/dev/null"
_SWAPPED = {"+": "-", "-": "+"}


class PatchHunk(Struct, frozen=True):
    """A hunk of a patch with its context: lines that begin with a space, `-` or `+`."""

    start: int
    """From 1: the line of the new text where the hunk begins."""
    lines: tuple[str, ...]
    patch_line: int
    """The line of the patch where the hunk begins."""
    old_start: int = 1
    """From 1: the line of the old text where the hunk begins."""

    def reversed(self) -> "PatchHunk":
        """Return the hunk that undoes this one."""
        swapped = tuple(_SWAPPED.get(line[:1], line[:1]) + line[1:] for line in self.lines)
        return PatchHunk(self.old_start, swapped, self.patch_line, self.start)


class FilePatch(Struct):
    """The part of a patch for one file; names are without prefixes."""

    old: str | None = None
    new: str | None = None
    """None for a deleted file."""
    hunks: list[PatchHunk] = field(default_factory=list[PatchHunk])

    def reversed(self) -> "FilePatch":
        """Return the patch that undoes this one."""
        return FilePatch(self.new, self.old, [hunk.reversed() for hunk in self.hunks])

    def change(self, source: Source) -> LineChange:
        """Return the change that the patch made to a text.

        Raises:
            UserError: the text is not the result of the patch.
        """
        lines = source.text.split("\n")
        old: list[str] = []
        changed: list[Hunk] = []
        done = 0
        for hunk in self.hunks:
            start = hunk.start - 1
            kept = [(line[:1], line[1:]) for line in hunk.lines]
            new = [text for mark, text in kept if mark != "-"]
            if start < done or lines[start : start + len(new)] != new:
                raise UserError(
                    f"{source.path}: not the result of the patch: the text from line {hunk.start}"
                    f" on differs from line {hunk.patch_line} on of the patch",
                    hint="apply the patch, then check the result",
                )
            old += lines[done:start]
            old += [text for mark, text in kept if mark != "+"]
            done = start + len(new)
            changed += _split(hunk)
        old += lines[done:]
        return LineChange(source, Source.from_text("\n".join(old), source.path), tuple(changed))


def read_hunks(text: str) -> tuple[Hunk, ...]:
    """Return the hunks in the diff of one file, without context."""
    return tuple(
        each for file in parse_patch(text) for hunk in file.hunks for each in _split(hunk)
    )


def _split(hunk: PatchHunk) -> Iterator[Hunk]:
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
    """Return the files of a patch; none if it is empty.

    Raises:
        UserError: it is not a unified diff, or is cut off.
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
                f"line {number} of the patch: combined diff of a merge",
                hint="make a diff with one parent: `git diff HEAD^1`",
            )
        elif match := _HUNK.match(line):
            if not files:
                raise UserError(f"line {number} of the patch: hunk without a file name before it")
            body, end = _body(lines, number, match)
            start = int(match["new"]) + (match["more"] == "0")
            old_start = int(match["old"]) + (match["less"] == "0")
            files[-1].hunks.append(PatchHunk(start, body, number, old_start))
            number = end
    if not files and text.strip():
        raise UserError("the patch is not a unified diff", hint="make one with `git diff`")
    return files


def _body(lines: Sequence[str], number: int, header: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """Return the lines of a hunk, as many as its header says, and where they end.

    They must be counted: a removed line may look like a header.
    """
    less, more = (1 if count is None else int(count) for count in header.group("less", "more"))
    body: list[str] = []
    end = number
    while (less or more) and end < len(lines):
        line = lines[end] or " "  # some programs strip the space of an empty line
        if line[0] not in "-+ \\":
            break
        if line[0] != "\\":
            body.append(line)
            less -= line[0] != "+"
            more -= line[0] != "-"
        end += 1
    if less or more:
        raise UserError(
            f"line {number} of the patch: fewer lines follow than the hunk header says",
            hint="the patch may be cut off or edited by hand: make it again",
        )
    return tuple(body), end


def _name(files: list[FilePatch], old_line: str, new_line: str) -> None:
    """Set the names of a file; a git header before them has added it already."""
    old, new = (_unquoted(line[4:].split("\t")[0]) for line in (old_line, new_line))
    if all(name == _NOWHERE or _PREFIXED.match(name) for name in (old, new)):
        old, new = (name if name == _NOWHERE else name[2:] for name in (old, new))
    if not files or files[-1].hunks or (files[-1].new is not None and files[-1].new != new):
        files.append(FilePatch())
    files[-1].old = None if old == _NOWHERE else old
    files[-1].new = None if new == _NOWHERE else new


def _unquoted(name: str) -> str:
    r"""Return a name without git's quotes: `ä.md` for `"\303\244.md"`."""
    if len(name) < 2 or not (name.startswith('"') and name.endswith('"')):
        return name
    return _QUOTED.sub(_unescaped, name[1:-1].encode()).decode(errors="replace")


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8) & 0xFF if len(code) == 3 else _ESCAPES[code[0]]])
