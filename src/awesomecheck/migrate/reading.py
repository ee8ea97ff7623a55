"""Files that hold settings of other tools: what kind they are, and what is in them."""

from collections.abc import Mapping, Sequence
import json
from pathlib import Path
from typing import NamedTuple, cast

from awesomecheck.config import file as config_file
from awesomecheck.errors import UserError
from awesomecheck.migrate import awesome_bot, lychee, markdown_link_check, shell
from awesomecheck.migrate.finding import Invocation, in_strings, in_text, in_yaml
from awesomecheck.migrate.model import (
    Elsewhere,
    Form,
    Given,
    Left,
    Needless,
    Option,
    Outcome,
    Reading,
    Tool,
)
from awesomecheck.migrate.place import Place
from awesomecheck.migrate.taking import from_table, from_words
from awesomecheck.migrate.words import WHERE_IT_RUNS

UNDERSTOOD = (
    "understood are lychee.toml, .lycheeignore, markdown-link-check's JSON, and the commands of"
    " awesome_bot, lychee and markdown-link-check in workflows, .travis.yml, Makefiles and scripts"
)
_OPTIONS: Mapping[Tool, Sequence[Option]] = {
    "awesome_bot": awesome_bot.OPTIONS,
    "lychee": lychee.OPTIONS,
    "markdown-link-check": markdown_link_check.OPTIONS,
}
_TABLES = (
    ("tool", "lychee"),
    ("package", "metadata", "lychee"),
    ("workspace", "metadata", "lychee"),
    ("lychee",),
)
"""Where lychee's settings stand in the files of others: pyproject.toml, Cargo.toml, package.json
(https://github.com/lycheeverse/lychee/tree/master/lychee-bin/src/config/loaders)."""


class _File(NamedTuple):
    path: Path
    form: Form
    folder: Path
    """Where the tool runs, from which the names of other files count."""


def read(paths: Sequence[Path]) -> list[Reading]:
    """What the files, and those that they name in turn, hold of other tools.

    Raises:
        UserError: a file cannot be read, is not what its name says, or holds nothing of any tool
            that is understood.
    """
    readings: list[Reading] = []
    seen: set[Path] = set()
    queue = [_File(path, _form(path), _folder(path)) for path in paths]
    while queue:
        file = queue.pop(0)
        real = file.path.resolve()
        if real in seen:
            continue
        seen.add(real)
        found = _readings(file)
        if not found:
            raise UserError(
                f"{file.path}: no settings of another link checker are found in it",
                hint=UNDERSTOOD,
            )
        for reading in found:
            outcomes: list[Outcome] = []
            for outcome in reading.outcomes:
                if isinstance(outcome, Elsewhere):
                    named = _named(outcome, file)
                    if isinstance(named, _File):
                        queue.append(named)
                    elif named is not None:
                        outcomes.append(named)
                else:
                    outcomes.append(outcome)
            readings.append(reading._replace(outcomes=outcomes))
    return readings


def _form(path: Path) -> Form:
    return "lychee-patterns" if path.name == lychee.IGNORE_FILE else "unknown"


def _folder(path: Path) -> Path:
    """Where a file's tools run: at the top of the repository, or beside the file."""
    folder = path.absolute().parent
    if folder.name == "workflows" and folder.parent.name == ".github":
        return folder.parent.parent
    return folder


def _named(outcome: Elsewhere, file: _File) -> _File | Left | None:
    """The file that another one names; never one outside of the folder where the tool runs."""
    path = file.folder / outcome.name
    try:
        is_there = path.resolve().is_relative_to(file.folder.resolve()) and path.is_file()
    except (OSError, ValueError):  # a name that is too long, or has a NUL character
        is_there = False
    if is_there:
        return _File(_near(path), outcome.form, file.folder)
    if outcome.optional:
        return None
    return Left(outcome.given, f"there is no file `{outcome.name}` in {_near(file.folder)}")


def _near(path: Path) -> Path:
    """A path as one would write it here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _readings(file: _File) -> list[Reading]:
    text = config_file.text_of(file.path)
    place = Place.of(str(file.path), text)
    suffix = file.path.suffix.lower()
    if file.form == "lychee-patterns":
        return [Reading("lychee", place.origin(), list(lychee.patterns_of(text, place)))]
    if file.form == "markdown-link-check" or suffix == ".json":
        return _from_json(text, place, file)
    if file.form == "lychee" or suffix == ".toml":
        return _from_toml(text, place, file)
    if suffix in (".yaml", ".yml"):
        return _from_yaml(text, place)
    found = [_from_command(each) for each in in_text(text, place, shift=0)]
    if not found and "awesome_bot" in file.path.name:  # its options, and nothing else
        found = [_from_command(Invocation("awesome_bot", shell.split(text), place))]
    return found


def _from_yaml(text: str, place: Place) -> list[Reading]:
    import yaml  # noqa: PLC0415 - only where a YAML file is read

    try:
        return [_from_command(each) for each in in_yaml(text, place)]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise config_file.not_yaml(error, place.path, UNDERSTOOD) from error


def _from_json(text: str, place: Place, file: _File) -> list[Reading]:
    try:
        value: object = json.loads(text)
        commands = list(in_strings(value, place))
    except json.JSONDecodeError as error:
        where = f"{place.path}:{error.lineno}:{error.colno}"
        raise UserError(f"{where}: not JSON: {error.msg}", hint=UNDERSTOOD) from error
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise UserError(f"{place.path}: not JSON that can be read", hint=UNDERSTOOD) from error
    keys = {each.name for each in markdown_link_check.KEYS}
    if isinstance(value, dict):
        table = cast("dict[str, object]", value)
        if file.form == "markdown-link-check" or keys & table.keys():
            outcomes = list(from_table(table, markdown_link_check.KEYS, place))
            return [Reading("markdown-link-check", place.origin(), outcomes)]
        inner = table.get("lychee")
        if isinstance(inner, dict):
            return [_lychee_table(cast("dict[str, object]", inner), place, "lychee")]
    elif file.form == "markdown-link-check":
        raise UserError(f"{place.path}: a configuration is an object", hint=UNDERSTOOD)
    return [_from_command(each) for each in commands]


def _from_toml(text: str, place: Place, file: _File) -> list[Reading]:
    table = config_file.toml_data(file.path, text)
    for way in _TABLES:
        inner: object = table
        for key in way:
            inner = cast("dict[str, object]", inner).get(key) if isinstance(inner, dict) else None
        if isinstance(inner, dict):
            return [_lychee_table(cast("dict[str, object]", inner), place, ".".join(way))]
    keys = {each.name for each in lychee.OPTIONS}
    known = keys & {key.replace("-", "_") for key in table}
    if known or file.form == "lychee" or "lychee" in file.path.name:
        return [_lychee_table(table, place)]
    return []


def _lychee_table(table: Mapping[str, object], place: Place, under: str = "") -> Reading:
    own = place.part(place.origin(f"[{under}]", f'"{under}"').line if under else 1, place.last)
    beside = lychee.files_beside(Given("lychee", True, own.origin()), config=False)
    return Reading("lychee", own.origin(), [*from_table(table, lychee.OPTIONS, own), *beside])


def _from_command(found: Invocation) -> Reading:
    origin = found.place.origin(found.tool)
    outcomes = from_words(found.arguments, _OPTIONS[found.tool], found.place)
    command = Given(found.tool, True, origin)
    for name in found.inputs:
        outcomes.append(Needless(Given(name, "", found.place.origin(f"{name}:")), WHERE_IT_RUNS))
    if found.tool == "lychee":
        config = not any(
            isinstance(each, Elsewhere) and each.form == "lychee" for each in outcomes
        )
        outcomes += lychee.files_beside(command, config=config)
    elif found.config is not None:
        named = Given("config-file", found.config, found.place.origin("config-file"))
        outcomes.append(Elsewhere(found.config, "markdown-link-check", named))
    elif found.is_action:
        outcomes.append(
            Elsewhere(
                markdown_link_check.CONFIG_FILE, "markdown-link-check", command, optional=True
            )
        )
    return Reading(found.tool, origin, outcomes, is_command=True)
