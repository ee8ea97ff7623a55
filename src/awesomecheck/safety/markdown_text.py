"""Write untrusted text and addresses into Markdown, so that they are read as just that."""

import re
import unicodedata

from awesomecheck.document import parse
from awesomecheck.document.source import Source
from awesomecheck.regexes import regex
from awesomecheck.safety.escape import CONTROLS

_SPACE = regex(rf"[\s{CONTROLS}]+")
_HIDDEN = regex(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that reorder or hide text."""
_MARK = regex(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|(?<=:)(?=//)|(?<=www)(?=\.)")
"""What may be mark-up; the empty ones are where the address of a link without brackets begins."""
_BLOCK = regex(r"(?P<number>\d{0,9})(?P<mark>[-+.)](?=\s|$)|#{1,6}(?=\s|$)|[=-]+$)")
"""At the start of a line: a heading, an item, or the line below a heading."""
_CONTEXTS = (("x ", " x"), ("[", "](https://example.org)"), ("**", "**"))
_PLAIN_KINDS = {"text", "link_open", "link_close", "strong_open", "strong_close"}
_BROKEN = regex(rf"[\s{CONTROLS}<>\\`|\"{{}}^]")


def as_one_line(text: str) -> str:
    """Return a text on one line, without control characters and characters that hide text."""
    return unicodedata.normalize("NFC", _HIDDEN.sub("", _SPACE.sub(" ", text))).strip()


def markdown_text(text: str) -> str:
    """Return Markdown that is read as a text: in a paragraph, a link, a table cell, in bold.

    It has backslashes only if it needs them: `C_3` and `[sic]` are read as they are.
    """
    plain = as_one_line(text)
    if _BLOCK.match(plain):
        return _BLOCK.sub(r"\g<number>\\\g<mark>", _MARK.sub(_escaped, plain), count=1)
    if not _MARK.search(plain) or ("|" not in plain and _is_plain(plain)):
        return plain
    return _MARK.sub(_escaped, plain)


def _escaped(match: re.Match[str]) -> str:
    mark = match.group()
    return f"\\{mark}" if mark not in ("", "&") else "&amp;" if mark else "<!-- -->"


def _is_plain(text: str) -> bool:
    """Whether a text is read as it is written, in a paragraph, in a link and in bold."""
    for before, after in _CONTEXTS:
        document = parse(Source.from_text(f"{before}{text}{after}\n"))
        if len(document.blocks) != 1 or len(document.links) != before.count("["):
            return False
        pieces = document.blocks[0].pieces()
        read = "".join(piece.text for piece in pieces if piece.kind == "text")
        around = "" if before in ("[", "**") else before
        if not {piece.kind for piece in pieces} <= _PLAIN_KINDS:
            return False
        if read != f"{around}{text}{around[::-1]}":
            return False
    return True


def markdown_url(url: str) -> str:
    """Return an address that no character of it can end, in a link or in a table."""
    shown = _BROKEN.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode(errors="replace")),
        _HIDDEN.sub("", url.strip()),
    )
    return shown if _is_balanced(shown) else shown.replace("(", "%28").replace(")", "%29")


def _is_balanced(url: str) -> bool:
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0
