"""Print errors, and choose the exit status."""

import errno
import os
import sys
import traceback

import click

from awesomecheck.cli.terminal import say
from awesomecheck.errors import UserError, internal_error, is_of_system
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal

DONE, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: no errors found; errors found; a failure; Ctrl-C, as in shells."""


def print_error(error: UserError) -> None:
    """Print an error and its hint to stderr."""
    say(f"error: {error.message}")
    if error.hint:
        say(f"hint: {error.hint}")
    for other in error.others:
        print_error(other)


def failed(error: Exception) -> int:
    """Print an error that ended the program, and return the exit status.

    Raises:
        OSError: a closed pipe, which click handles.
    """
    match error:
        case click.Abort():
            return INTERRUPTED
        case click.UsageError():  # may quote a file name
            said = error.format_message()
            if isinstance(error, click.MissingParameter):  # its choices are on lines of their own
                said = " ".join(said.split())
            message = disarm_commands(escape_for_terminal(said))
            click.UsageError(message, error.ctx).show()
        case click.ClickException():
            print_error(UserError(error.format_message()))
        case UserError():
            print_error(error)
        case OSError() if error.errno == errno.EPIPE:
            raise error
        case OSError() if is_of_system(error):
            print_error(internal_error(error))
        case OSError():
            _abandon_stdout()
            print_error(UserError(f"standard output cannot be written: {error.strerror}"))
        case _:  # may quote the list: print no control codes
            for line in traceback.format_exception(error):
                say(line)
            print_error(internal_error(error))
    return FAILED


def _abandon_stdout() -> None:
    """Redirect stdout to nowhere, so that Python's flush at exit does not fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
