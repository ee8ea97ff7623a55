"""Print notices, and decide whether to use colors."""

import io
import os
import sys
from typing import Literal

import click

from awesomecheck.safety.escape import disarm_commands, escape_for_terminal

ColorWhen = Literal["auto", "always", "never"]


def say(message: str) -> None:
    """Print a line to stderr."""
    click.echo(disarm_commands(escape_for_terminal(message)), err=True)


def escape_what_encodings_lack() -> None:
    """Escape characters that the encoding of stdout or stderr lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def wants_color(when: ColorWhen, *, terminal: bool) -> bool:
    """Whether to use colors: https://no-color.org, https://bixense.com/clicolors."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0" or os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return terminal and os.environ.get("TERM") != "dumb"
