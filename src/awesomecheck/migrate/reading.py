"""Read settings of other tools, and merge them into one migration.

`python -m awesomecheck.migrate.reading` prints the table in the README, made from all options.
"""

from collections.abc import Iterator, Mapping, Sequence
import json
from pathlib import Path
from typing import NamedTuple, cast

import click

from awesomecheck.config.file import parse_toml, read_text
from awesomecheck.errors import UserError, nearest
from awesomecheck.migrate import awesome_bot, lychee, markdown_link_check
from awesomecheck.migrate.model import (
    Given,
    Options,
    Outcome,
    Remark,
    Setting,
    SettingsSource,
    UrlPattern,
)

UNDERSTOOD = (
    "supported are lychee.toml, .lycheeignore, the JSON file of markdown-link-check, and"
    " 'awesome_bot OPTIONS' in quotes"
)
_TOOLS: Mapping[str, Options] = {
    "awesome_bot": awesome_bot.OPTIONS,
    "lychee": lychee.OPTIONS,
    "markdown-link-check": markdown_link_check.OPTIONS,
}
_PRIORITY = "it has priority over `exclude`, but `links.only` has none over `links.ignore`"


class Migration(NamedTuple):
    """Settings for a configuration, each with where it comes from."""

    ignore: tuple[UrlPattern, ...] = ()
    only: tuple[UrlPattern, ...] = ()
    settings: tuple[Setting, ...] = ()
    """Each path of keys once."""
    remarks: tuple[str, ...] = ()
    """For people: what is not carried over, and what needs no setting."""

    @property
    def size(self) -> int:
        """How many settings there are."""
        return len(self.ignore) + len(self.only) + len(self.settings)


def read(sources: Sequence[str]) -> Migration:
    """Merge the settings of files and commands; of two values for one setting the first wins.

    Raises:
        UserError: a source cannot be read, or is not one that is understood.
    """
    patterns: dict[tuple[str, str], UrlPattern] = {}
    settings: dict[tuple[str, ...], Setting] = {}
    rest: list[Remark] = []
    for each in (outcome for source in sources for outcome in _outcomes(source)):
        if isinstance(each, UrlPattern):
            patterns.setdefault((each.key, each.pattern), each)
        elif isinstance(each, Setting):
            first = settings.setdefault(each.keys, each)
            if first.value != each.value:
                rest.append(Remark("not carried over", each.given, _taken(first)))
        else:
            rest.append(each)
    ignore = tuple(each for each in patterns.values() if each.key == "ignore")
    only = tuple(each for each in patterns.values() if each.key == "only")
    if ignore and only:
        rest += (Remark("not carried over", each.given, _PRIORITY) for each in only)
        only = ()
    return Migration(ignore, only, tuple(settings.values()), tuple(_sentences(rest)))


def table_of_options() -> Iterator[str]:
    """Yield a row of Markdown for each thing that options become; settings come first."""
    yield f"| here | {' | '.join(_TOOLS)} |"
    yield "| --- " * (len(_TOOLS) + 1) + "|"
    kinds = dict.fromkeys(each.becomes for options in _TOOLS.values() for each in options.values())
    last = ("not needed: ", "not carried over: ")
    for becomes in sorted(
        kinds, key=lambda each: (each.startswith(last[1]), each.startswith(last))
    ):
        cells = (
            ", ".join(f"`{name}`" for name, each in options.items() if each.becomes == becomes)
            for options in _TOOLS.values()
        )
        yield f"| {becomes} | {' | '.join(cells)} |"


def convert(
    values: Mapping[str, object], options: Options, source: SettingsSource
) -> Iterator[Outcome]:
    """Yield what the options of a tool become; what is switched off becomes nothing."""
    for name, value in values.items():
        line = source.line_of_key(name, 1) if source.lines else 0
        given = Given(name, value, source, line)
        option = options.get(name) or options.get(name.replace("-", "_"))
        if option is None:
            near = nearest(name, options)
            why = f"unknown option{f'; did you mean `{near}`?' if near else ''}"
            yield Remark("not carried over", given, why)
        elif value is not False:
            yield from option.convert(given)


def _outcomes(source: str) -> Iterator[Outcome]:
    if source.split()[:1] == ["awesome_bot"]:
        return convert(
            awesome_bot.parse(source), awesome_bot.OPTIONS, SettingsSource("awesome_bot")
        )
    path = Path(source)
    if path.name != lychee.IGNORE_FILE and path.suffix not in (".toml", ".json"):
        raise UserError(f"{path}: not a configuration of another link checker", hint=UNDERSTOOD)
    text = read_text(path)
    lines = SettingsSource(str(path), text.split("\n"))
    if path.name == lychee.IGNORE_FILE:
        return lychee.ignore_file(lines)
    is_toml = path.suffix == ".toml"
    options = lychee.OPTIONS if is_toml else markdown_link_check.OPTIONS
    values = parse_toml(path, text) if is_toml else _json_object(text, path)
    if not any(key.replace("-", "_") in options for key in values):
        raise UserError(f"{path}: no settings of another link checker found", hint=UNDERSTOOD)
    return convert(values, options, lines)


def _json_object(text: str, path: Path) -> Mapping[str, object]:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    except (RecursionError, ValueError) as error:  # nested too deeply, or a number too long
        raise UserError(f"{path}: not JSON that can be read") from error
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _taken(first: Setting) -> str:
    value = first.value if isinstance(first.value, str) else f"{first.value:g}"
    return f"`{'.'.join(first.keys)}` is already {value}, from {first.given.place}"


def _sentences(remarks: Sequence[Remark]) -> Iterator[str]:
    """Yield a sentence for each source and reason, first for what is not carried over."""
    groups: dict[tuple[str, str, str], list[Given]] = {}
    for each in sorted(remarks, key=lambda remark: remark.status == "not needed"):
        groups.setdefault((each.given.source.name, each.status, each.why), []).append(each.given)
    for (name, status, why), group in groups.items():
        lines = ", ".join(str(line) for line in sorted({each.line for each in group}) if line)
        names = ", ".join(dict.fromkeys(f"`{each.name}`" for each in group))
        yield f"{name}{f':{lines}' if lines else ''}: {names}: {status}: {why}"


if __name__ == "__main__":
    click.echo("\n".join(table_of_options()))
