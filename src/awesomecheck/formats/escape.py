"""Untrusted text made harmless for where it is printed."""

import os
import re
import unicodedata

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Control characters, which a terminal obeys, and marks that reorder or hide text."""

_COMMAND = re.compile(r"^(\s*)::|##(?=\[)")
_ZERO_WIDTH_SPACE = "\u200b"


def for_terminal(text: str) -> str:
    """Text in one line without anything that a terminal would obey.

    On a runner of GitHub Actions it also holds no workflow command
    (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands): neither
    `::command::` at the start of a line, nor `##[command]` anywhere.
    """
    return _UNSAFE.sub(_escaped, text)


def defused(line: str) -> str:
    """A line of output that a runner of GitHub Actions prints and does not obey."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return line
    return _COMMAND.sub(
        lambda match: (
            f"##{_ZERO_WIDTH_SPACE}" if match.group() == "##" else f"{_ZERO_WIDTH_SPACE}::"
        ),
        line,
    )


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
    return {"\t": " ", "\n": "\\n", "\r": "\\r"}.get(char, f"\\u{ord(char):04x}")
