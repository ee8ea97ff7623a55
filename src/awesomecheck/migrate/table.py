"""The README's table of what becomes of other tools' options, made from the options themselves.

`python -m awesomecheck.migrate.table` prints it.
"""

from collections.abc import Iterator, Mapping, Sequence

import click

from awesomecheck.migrate import awesome_bot, lychee, markdown_link_check
from awesomecheck.migrate.model import Option, Tool

TOOLS: Mapping[Tool, Sequence[Option]] = {
    "awesome_bot": awesome_bot.OPTIONS,
    "lychee": lychee.OPTIONS,
    "markdown-link-check": (*markdown_link_check.KEYS, *markdown_link_check.OPTIONS),
}
_LAST = ("nothing: ", "not carried over: ")
"""How what becomes of options begins where no setting does; rows stand in this order."""


def table() -> Iterator[str]:
    """A row for each thing that becomes of options, in Markdown; settings come first."""
    yield f"| here | {' | '.join(TOOLS)} |"
    yield "| --- " * (len(TOOLS) + 1) + "|"
    fates = dict.fromkeys(each.fate.becomes for options in TOOLS.values() for each in options)
    for becomes in sorted(fates, key=lambda each: [each.startswith(last) for last in _LAST[::-1]]):
        cells = (
            ", ".join(f"`{each.name}`" for each in options if each.fate.becomes == becomes)
            for options in TOOLS.values()
        )
        yield f"| {becomes} | {' | '.join(cells)} |"


if __name__ == "__main__":
    click.echo("\n".join(table()))
