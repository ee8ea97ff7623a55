"""The commands for very many lists at once, which need the extra `fleet`."""

from collections.abc import Generator
from contextlib import contextmanager

import click

from awesomecheck.errors import UserError

_WITH_FLEET = "awesomecheck[fleet] @ git+https://github.com/awesomecheck/awesomecheck"


@click.group(short_help="Check very many lists, on all processors or on a cluster.")
def fleet() -> None:
    """Check very many lists, on all processors of this machine or on a cluster.

    It needs the extra `fleet`: https://awesomecheck.github.io/awesomecheck/fleet/
    """


@contextmanager
def extra_needed() -> Generator[None]:
    """Say how to install what a command imports beyond the other commands.

    Raises:
        UserError: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise UserError(
            f"`awesomecheck fleet` needs {error.name}, which is not installed",
            hint=f"install it: `python3 -m pip install '{_WITH_FLEET}'`",
        ) from error
