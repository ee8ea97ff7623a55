"""What went wrong, in words for people, and the exit status that it leaves."""

import errno
import os
import sys
import traceback

import click

from awesomecheck.cli.terminal import say
from awesomecheck.errors import UserError
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal

FAILED, INTERRUPTED = 2, 130
"""Exit statuses: something went wrong; Ctrl-C, as shells have it."""


def print_error(error: UserError) -> None:
    """Print what went wrong and what to do, to stderr."""
    say(f"error: {error.message}")
    if error.hint:
        say(f"hint: {error.hint}")


def failed(error: Exception) -> int:
    """Print why nothing could be done, and return the exit status.

    Raises:
        Exception: the error itself, where click or Python knows best what to do.
    """
    match error:
        case click.Abort():
            return INTERRUPTED
        case click.UsageError():  # may quote the name of a file
            message = disarm_commands(escape_for_terminal(error.format_message()))
            click.UsageError(message, error.ctx).show()
        case click.ClickException():
            error.show()
        case UserError():
            print_error(error)
        case OSError() if error.errno == errno.EPIPE:
            raise error
        case OSError():
            _abandon_stdout()
            print_error(UserError(f"the output cannot be written: {error.strerror}"))
        case _:  # it may hold words of the list, which no terminal or runner may obey
            for line in traceback.format_exception(error):
                say(line)
            print_error(bug(error))
    return FAILED


def bug(error: Exception) -> UserError:
    """Return the error that nobody foresaw."""
    return UserError(f"a bug in awesomecheck: {type(error).__name__}: {error}")


def _abandon_stdout() -> None:
    """Lead standard output nowhere, so that nothing fails again when Python flushes it."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
