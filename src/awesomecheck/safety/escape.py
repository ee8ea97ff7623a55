"""Untrusted text made harmless for where it is printed.

A runner of GitHub Actions obeys what any process of a step prints, on both streams: `::command::`
where a line begins, blanks before it left out, and `##[command]` anywhere in a line
(https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). A process may
not know that it runs there, as in a container; so the defence does not ask.
"""

import re
import unicodedata

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Control characters, which a terminal obeys, and marks that reorder or hide text."""

_HASHES = r"##(?=\w*\[)"
"""What begins `##[command]`, and `##vso[command]` of Azure Pipelines."""
_COMMAND = re.compile(rf"^\s*(?=::)|{_HASHES}")
_LINE_END = re.compile(r"[\r\n]")
_ZERO_WIDTH_SPACE = "\u200b"


def for_terminal(text: str) -> str:
    """Text in one line without anything that a terminal would obey."""
    return _UNSAFE.sub(_escaped, text)


def defused(line: str) -> str:
    """A line that looks the same, but which a runner of GitHub Actions does not obey."""
    return _COMMAND.sub(rf"\g<0>{_ZERO_WIDTH_SPACE}", line)


def fenced(text: str) -> str:
    """Lines as they are, but between marks where a runner of GitHub Actions would obey them.

    For text of which no character may change, such as a patch: `patch` and `git apply` skip
    lines around it. Nothing in the text can end the fence, whose name nobody can foresee.
    """
    if all(defused(line) == line for line in _LINE_END.split(text)):
        return text
    import secrets  # noqa: PLC0415 - hardly a text needs it

    token = secrets.token_hex(16)
    return f"::stop-commands::{token}\n{text}::{token}::\n"


def inert_json(text: str) -> str:
    """JSON that means the same, but which a runner of GitHub Actions does not obey.

    Of its lines none can begin with `::`, and in a string `#` may be written as an escape.
    """
    return re.sub(_HASHES, r"#\\u0023", text)


def columns(text: str) -> int:
    """How many columns a terminal gives to a text."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    code = f"\\u{ord(char):04x}" if char <= "\uffff" else f"\\U{ord(char):08x}"
    return {"\t": " ", "\n": "\\n", "\r": "\\r"}.get(char, code)


_ESCAPES = re.compile(r"\\ud[89ab]..\\ud[c-f]..|\\ud[89a-f]..|\\.")
r"""The escapes of `json.dumps`, pairs of surrogates as one."""
_LONE = len(r"\ud800")


def encoded(value: object) -> str:
    """JSON in ASCII and in one line.

    Half a pair of surrogates, which stands in a file's name for a byte that is no UTF-8 and which
    parsers in Go and Ruby refuse, becomes U+FFFD.
    """
    import json  # noqa: PLC0415 - reports for people do without it

    text = json.dumps(value)
    if r"\ud" in text:
        text = _ESCAPES.sub(_whole, text)
    return inert_json(text)


def _whole(escape: re.Match[str]) -> str:
    return r"\ufffd" if len(escape.group()) == _LONE else escape.group()
