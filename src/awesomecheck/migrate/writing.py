"""Write settings as lines of our configuration, each with where it comes from."""

from collections.abc import Iterator, Sequence

from awesomecheck.migrate.model import Given, Setting, UrlPattern
from awesomecheck.migrate.reading import Migration
from awesomecheck.safety.escape import escape_for_terminal


def rule_lines(migration: Migration) -> Iterator[str]:
    """Yield the items of the mapping `rules`."""
    yield from _values([each for each in migration.settings if each.keys[0] == "rules"], 1)


def link_lines(migration: Migration) -> Iterator[str]:
    """Yield the mapping `links`; nothing if it would be empty."""
    settings = [each for each in migration.settings if each.keys[0] == "links"]
    if not (settings or migration.ignore or migration.only):
        return
    yield "links:"
    if migration.ignore:
        yield "  ignore:"
        for each in migration.ignore:
            yield f"    - pattern: {_quoted(each.pattern)}{_comment(each.given)}"
            yield f"      reason: {_quoted(each.reason)}"
    yield from _only(migration.only)
    yield from _values([each for each in settings if len(each.keys) == 2], 1)
    hosts = [each for each in settings if len(each.keys) > 2]
    if hosts:
        yield "  hosts:"
        for name in dict.fromkeys(each.keys[2] for each in hosts):
            yield f"    {_quoted(name)}:"
            yield from _values([each for each in hosts if each.keys[2] == name], 3)


def _only(patterns: Sequence[UrlPattern]) -> Iterator[str]:
    if patterns:
        yield "  only:"
        yield from (f"    - {_quoted(each.pattern)}{_comment(each.given)}" for each in patterns)


def _values(settings: Sequence[Setting], depth: int) -> Iterator[str]:
    for each in settings:
        yield f"{'  ' * depth}{each.keys[-1]}: {_scalar(each.value)}{_comment(each.given)}"


def _scalar(value: float | str) -> str:
    if isinstance(value, str):
        return value
    if value == int(value):
        return str(int(value))
    return f"{value:.6f}".rstrip("0")


def _quoted(text: str) -> str:
    """Quote printable text for YAML."""
    return "'" + text.replace("'", "''") + "'"


def _comment(given: Given) -> str:
    return escape_for_terminal(f"  # {given.place}")
