"""The text of one file: decoding, line breaks, and the position of an offset."""

from bisect import bisect_left, bisect_right
import re

from msgspec import Struct

from awesomecheck.errors import InputError
from awesomecheck.regexes import regex

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
"""Of the names of Markdown files."""
MAX_BYTES = 10 * 1024 * 1024
"""Largest file that is read. GitHub itself renders no Markdown above 512 KB."""

_BOM = "\ufeff"
_BREAK = regex(r"\r\n?|\n")


class Position(Struct, frozen=True):
    """A place as people count it: line and column from 1, columns in characters."""

    line: int
    column: int


class Source(Struct, frozen=True):
    r"""A file's text with every line break as `\n` and no byte-order mark.

    All offsets of a document count characters of `text`. `raw` is the text as it was, which
    only the writing of fixes needs; `to_raw` leads there.
    """

    path: str
    text: str
    raw: str
    line_starts: tuple[int, ...]
    crlf: tuple[int, ...]
    r"""Offsets in `text` of those line breaks that are `\r\n` in `raw`."""

    @classmethod
    def from_text(cls, raw: str, path: str = "<text>") -> "Source":
        """Take a decoded text as it is, with its own line breaks and byte-order mark."""
        body = raw.removeprefix(_BOM)
        if "\r" not in body:
            crlf: tuple[int, ...] = ()
            text = body
        else:
            breaks = _BREAK.finditer(body)
            wide = [match.start() for match in breaks if len(match.group()) == 2]
            crlf = tuple(start - before for before, start in enumerate(wide))
            text = _BREAK.sub("\n", body)
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        return cls(path, text, raw, tuple(starts), crlf)

    @classmethod
    def from_bytes(cls, data: bytes, path: str) -> "Source":
        """Decode a file's bytes.

        Raises:
            InputError: there are more than `MAX_BYTES`, or they are no text in UTF-8.
        """
        return cls.from_text(decoded(data, path), path)

    def position(self, offset: int) -> Position:
        """Return line and column of an offset."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line_span(self, line: int) -> tuple[int, int]:
        """Return start and end of a line (from 1), its line break left out."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] - 1 if line < len(self.line_starts) else len(self.text)
        return start, end

    def line_at(self, offset: int) -> str:
        """Return the line around an offset, without its line break."""
        start, end = self.line_span(bisect_right(self.line_starts, offset))
        return self.text[start:end]

    def to_raw(self, offset: int) -> int:
        """Return the offset in `raw` of an offset in `text`."""
        bom = 1 if self.raw.startswith(_BOM) else 0
        return offset + bom + bisect_left(self.crlf, offset)

    @property
    def newline(self) -> str:
        """The line break that most lines of the file have."""
        return "\r\n" if len(self.crlf) * 2 > len(self.line_starts) - 1 else "\n"


def decoded(data: bytes, path: str) -> str:
    """Return the text of a file's bytes.

    Raises:
        InputError: there are more than `MAX_BYTES`, or they are no text in UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise too_large(path, len(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02x}"
        raise InputError(
            f"{path}:{line}: not UTF-8: byte {byte} at offset {error.start}",
            hint="save the file as UTF-8",
        ) from error
    if (nul := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise InputError(
            f"{path}:{line}: not a text file: NUL byte at offset {nul}",
            hint="remove it, or save the file as UTF-8",
        )
    return text


def too_large(path: str, size: int) -> InputError:
    """Return the error for a file that is larger than any list."""
    megabytes = 1024 * 1024
    return InputError(
        f"{path}: {size / megabytes:.0f} MB are more than any list has",
        hint=f"files above {MAX_BYTES // megabytes} MB are not read",
    )
