"""What completes options and arguments in shells: names of rules, bundles, formats and files."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from awesomecheck.engine.registry import (
    FORMAT_GROUP,
    Registry,
    entry_points,
    in_group,
    load_rules,
)
from awesomecheck.errors import UserError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

VARIABLE: Final = "_AWESOMECHECK_COMPLETE"
"""The environment variable by which a shell asks for candidates."""
SHELLS: Final = ("bash", "zsh", "fish")


def complete_rule(
    _context: click.Context, _parameter: click.Parameter, word: str
) -> "list[CompletionItem]":
    """Complete the name of an installed rule; no plugin of the folder is run for that."""
    return [_item(name, note) for name, note in _rules(_installed()) if name.startswith(word)]


def complete_rules(
    _context: click.Context, _parameter: click.Parameter, word: str
) -> "list[CompletionItem]":
    """Complete the last of several comma-separated names of rules and bundles."""
    before, comma, last = word.rpartition(",")
    registry = _installed()
    bundles = dict.fromkeys((each.bundle for each in registry.values()), "all rules of the bundle")
    return [
        _item(f"{before}{comma}{name}", note)
        for name, note in (*bundles.items(), *_rules(registry))
        if name.startswith(last)
    ]


def complete_format(
    _context: click.Context, _parameter: click.Parameter, word: str
) -> "list[CompletionItem]":
    """Complete the name of a format; after `NAME=`, a file."""
    _, equals, file = word.partition("=")
    if equals:
        return [_item(file, kind="file")]
    return [
        _item(name) for name in in_group(entry_points(), FORMAT_GROUP) if name.startswith(word)
    ]


def complete_path(
    _context: click.Context, _parameter: click.Parameter, word: str
) -> "list[CompletionItem]":
    """Complete a file that an option names."""
    return [complete_file(word)]


def complete_file(word: str) -> "CompletionItem":
    """Have the shell complete a file."""
    return _item(word, kind="file")


def _item(value: str, note: str | None = None, kind: str = "plain") -> "CompletionItem":
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only shells need it

    return CompletionItem(value, kind, note)


def _installed() -> Registry:
    try:
        return load_rules(entry_points())
    except UserError:  # the prompt is no place for it
        return {}


def _rules(registry: Registry) -> Iterator[tuple[str, str]]:
    from awesomecheck.engine.rule_docs import rule_docs  # noqa: PLC0415 - only shells need it

    return ((name, rule_docs(each.rule).summary) for name, each in registry.items())
