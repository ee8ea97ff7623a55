"""The command line."""

from collections.abc import Iterator, Sequence
import os
from pathlib import Path
import sys
from typing import Any, Literal

import click

from awesomecheck import __version__
from awesomecheck.errors import UserError, did_you_mean

_Color = Literal["auto", "always", "never"]


class _Commands(click.Group):
    """`awesomecheck README.md` means `awesomecheck check README.md`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if not args or (args[0] not in self.commands and args[0] not in own):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            report_error(error)
            ctx.exit(2)


def report_error(error: UserError) -> None:
    """Print what went wrong and what to do, to stderr."""
    from awesomecheck.formats.escape import defused, for_terminal  # noqa: PLC0415

    click.echo(defused(f"error: {for_terminal(error.message)}"), err=True)
    if error.hint:
        click.echo(defused(f"hint: {for_terminal(error.hint)}"), err=True)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def main() -> None:
    """Check awesome lists and paper lists: entries, order, anchors and links.

    Without a command, `check` is meant.
    """


def _comma_separated(
    context: click.Context,  # noqa: ARG001 - click's interface
    parameter: click.Parameter,  # noqa: ARG001
    values: Sequence[str],
) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())
