"""Escape untrusted text for the place where it is printed.

A runner of GitHub Actions executes commands that any process of a step prints, on both streams:
`::command::` at the start of a line, after spaces too, and `##[command]` anywhere in a line
(https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). A process, as
in a container, may not know that it runs there; so text is always escaped.
"""

import re

from awesomecheck.regexes import regex

CONTROLS = r"\x00-\x1f\x7f-\x9f"
"""Control characters, as part of a regular expression's character set."""
_CONTROL = regex(f"[{CONTROLS}]")
_UNSAFE = regex(
    rf"[{CONTROLS}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)
"""Control characters, which a terminal executes, and characters that reorder or hide text."""

_HASHES = r"##(?=\w*\[)"
"""The start of `##[command]`, and of `##vso[command]` of Azure Pipelines."""
_COMMAND = regex(rf"^\s*(?=::)|{_HASHES}")
_LINE_END = regex(r"[\r\n]")
_ZERO_WIDTH_SPACE = "\u200b"
_ESCAPES = regex(r"\\ud[89ab]..\\ud[c-f]..|\\ud[89a-f]..|\\.")
r"""The escapes of `json.dumps`, surrogate pairs as one."""
_LONE_SURROGATE = len(r"\ud800")


def escape_for_terminal(text: str) -> str:
    """Return text as one line without anything that a terminal executes."""
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_escaped, text)


def disarm_commands(line: str) -> str:
    """Return a line that looks the same, but that a GitHub Actions runner does not execute."""
    if "::" not in line and "##" not in line:  # nearly all: the pattern takes long
        return line
    return _COMMAND.sub(rf"\g<0>{_ZERO_WIDTH_SPACE}", line)


def stop_commands(text: str) -> str:
    """Return lines unchanged, between marks if a runner of GitHub Actions would execute them.

    This is for text that must not change, such as a patch: `patch` and `git apply` skip lines
    around it. Nothing in the text can end the fence, because its name is random.
    """
    if all(disarm_commands(line) == line for line in _LINE_END.split(text)):
        return text
    import secrets  # noqa: PLC0415 - rarely needed

    token = secrets.token_hex(16)
    return f"::stop-commands::{token}\n{text}::{token}::\n"


def disarm_cell(cell: str) -> str:
    """Return the text of a cell of CSV, on one line, that a spreadsheet takes for no formula.

    A runner of GitHub Actions does not execute it, either.
    https://owasp.org/www-community/attacks/CSV_Injection
    """
    plain = disarm_commands(_CONTROL.sub(" ", cell))
    return f"'{plain}" if plain.startswith(("=", "+", "-", "@")) else plain


def disarm_json(text: str) -> str:
    """Return JSON that means the same, but that a runner of GitHub Actions does not execute.

    No line of JSON can begin with `::`, and in a string `#` may be written as an escape.
    """
    return re.sub(_HASHES, r"#\\u0023", text)


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    code = f"\\u{ord(char):04x}" if char <= "\uffff" else f"\\U{ord(char):08x}"
    return {"\t": " ", "\n": "\\n", "\r": "\\r"}.get(char, code)


def json_line(value: object) -> str:
    """Return JSON in ASCII on one line.

    A lone surrogate becomes U+FFFD: in a file name it represents a byte that is not UTF-8, and
    parsers in Go and Ruby reject it.
    """
    import json  # noqa: PLC0415 - reports for people do not need it

    text = json.dumps(value)
    if r"\ud" in text:
        text = _ESCAPES.sub(_without_lone_surrogate, text)
    return disarm_json(text)


def _without_lone_surrogate(escape: re.Match[str]) -> str:
    return r"\ufffd" if len(escape.group()) == _LONE_SURROGATE else escape.group()
