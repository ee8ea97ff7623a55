"""Build the website: `python docs/build.py` writes it to `build/site`.

The pages of rules, commands, settings and inputs are made of the code, so they are never out of
date. A line `<!-- made by NAME -->` in a page is replaced with what `_PARTS[NAME]` returns.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
import inspect
from io import StringIO
from itertools import groupby
import json
import os
from pathlib import Path
import pty
import re
import shutil
import subprocess
import sys
from tempfile import TemporaryDirectory
import termios
from typing import Any, cast

import click
from rich import terminal_theme
from rich.console import Console
from rich.text import Text
import yaml

import awesomecheck
from awesomecheck.cli.commands import commands
from awesomecheck.cli.rules_command import Card, all_cards, explanation
from awesomecheck.config.config import default, preset_files
from awesomecheck.config.overrides import simple_override
from awesomecheck.config.rule_settings import Choice
from awesomecheck.config.schema import schema
from awesomecheck.engine.registry import entry_points
from awesomecheck.links.network import Network
from awesomecheck.links.service import RateLimit
from awesomecheck.links.services import services
import awesomecheck.rules
from awesomecheck.submission.requirements import REQUIREMENTS

HERE = Path(__file__).parent
ROOT = HERE.parent
_COLUMNS = 100
_SHOWN = ("--offline", "README.md")
"""What is run for the picture."""
_PART = re.compile(r"^<!-- made by (?P<name>[\w-]+)(?: of (?P<file>\S+))? -->$", re.MULTILINE)
_BY_FACT = "`submit`, or a person"
_BUNDLES = {
    "anchors": "Tables of contents, links to headings, headings with one name",
    "awesome": "What the list of awesome lists asks of a list that it is to name",
    "entries": "How entries are written, their fields, papers that are listed twice",
    "links": "Dead, moved, duplicate and malformed links, renamed repositories",
    "markdown": "What renders otherwise than meant: headings, lists, tables, references, spaces",
    "ordering": "Entries out of the order of their section",
    "papers": "Preprints published since, code that came out, wrong links, authors and years",
    "spelling": "Misspelt words, and names of software that are written otherwise: Github, NodeJS",
    "suppressions": "Comments that suppress nothing, or an unknown rule",
}


def write_pages(folder: Path) -> None:
    """Write all pages and the settings of the site generator to a new folder."""
    cards = all_cards(default(entry_points(), Choice()))
    pages = folder / "docs"
    shutil.copytree(HERE, pages, ignore=shutil.ignore_patterns("*.py", "*.toml", "__pycache__"))
    draw_run(pages / "run.svg")
    shutil.copy(ROOT / "src" / "awesomecheck" / "awesomecheck.schema.json", pages)
    for page in sorted(pages.glob("*.md")):
        page.write_text(_PART.sub(_part, page.read_text("utf-8")), "utf-8")
    for each in ("rules", "commands"):
        (pages / each).mkdir()
    (pages / "rules" / "index.md").write_text("\n".join(_rules(cards)), "utf-8")
    for card in cards:
        (pages / "rules" / f"{card.name}.md").write_text(_rule(card), "utf-8")
    (pages / "commands" / "index.md").write_text("\n".join(_commands()), "utf-8")
    for name, command in commands.commands.items():
        page = pages / "commands" / f"{name}.md"
        page.write_text("\n".join(_command(name, command)), "utf-8")
    settings = (HERE / "zensical.toml").read_text("utf-8")
    sections = {"rules": [card.name for card in cards], "commands": [*commands.commands]}
    for section, names in sections.items():
        listed = ", ".join(f'"{section}/{name}.md"' for name in ["index", *names])
        settings = settings.replace(f'"{section}"', f"[{listed}]")
    (folder / "zensical.toml").write_text(settings.replace("SOURCE", str(ROOT / "src")), "utf-8")


def _part(found: re.Match[str]) -> str:
    return _PARTS[found["name"]](found["file"] or "").strip("\n")


# --- Rules ---


def _rules(cards: list[Card]) -> Iterator[str]:
    yield "# Rules\n"
    yield (
        "`awesomecheck rules` prints this table with the severities that are in force in a folder."
        " [Configuration](../configuration.md) says how to change them. `--fix` applies safe"
        " fixes, `--unsafe-fixes` those that may be wrong, too: [Fixes](../fixes.md).\n"
    )
    for bundle, own in groupby(cards, lambda card: card.bundle):
        yield f"## {bundle}\n"
        yield f"{_BUNDLES[bundle]}.\n"
        yield "| rule | severity | fix | finds |\n| --- | --- | --- | --- |"
        for card in own:
            yield (
                f"| [{card.name}]({card.name}.md)"
                f" | {card.severity}{' (with the badge)' if card.by_badge else ''}"
                f" | {card.fix or ''}"
                f" | {card.page.summary} |"
            )
        yield ""


def _rule(card: Card) -> str:
    return f"{explanation(card)}\n\nSince version {card.since}.\n"


def _bundles(_: str) -> str:
    cards = all_cards(default(entry_points(), Choice()))
    rows = [
        f"| {bundle} | {len([*own])} | {_BUNDLES[bundle]} |"
        for bundle, own in groupby(cards, lambda card: card.bundle)
    ]
    return "\n".join(["| bundle | rules | |", "| --- | --- | --- |", *rows])


# --- Commands ---


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    yield (
        "`awesomecheck README.md` is short for `awesomecheck check README.md`."
        " [Completion](completion.md) makes a shell complete all of these.\n"
    )
    yield "| command | |\n| --- | --- |"
    for name, command in commands.commands.items():
        yield f"| [{name}]({name}.md) | {command.get_short_help_str(200)} |"
    yield ""


def _command(
    name: str, command: click.Command, parent: click.Context | None = None
) -> Iterator[str]:
    above = parent or click.Context(commands, info_name="awesomecheck")
    context = click.Context(command, above, name)
    level = "##" if parent else "#"
    yield f"{level} {context.command_path}\n"
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"```text\n{usage}\n```\n"
    yield f"{inspect.cleandoc(command.help or '')}\n"
    yield "Options:\n" if parent else "## Options\n"
    for option in command.get_params(context):
        if isinstance(option, click.Option) and not option.hidden:
            yield _option(option, context)
    yield ""
    if isinstance(command, click.Group):
        for each, inner in command.commands.items():
            yield from _command(each, inner, context)


def _option(option: click.Option, context: click.Context) -> str:
    record = cast("tuple[str, str]", option.get_help_record(context))
    names = ", ".join(f"`{each}`" for each in record[0].split(", "))
    return f"- {names.replace('|', '`, `')}: {record[1]}"


# --- Settings, inputs and files ---


def _settings(_: str) -> str:
    top = schema(entry_points())["properties"]
    return "\n".join(_keys(top, ""))


def _keys(properties: Mapping[str, Any], before: str) -> Iterator[str]:
    yield "| key | value | default | |\n| --- | --- | --- | --- |"
    below: list[tuple[str, Mapping[str, Any]]] = []
    for name, value in properties.items():
        default = f"`{json.dumps(value['default'])}`" if "default" in value else ""
        yield f"| `{name}` | {_kind(value)} | {default} | {value.get('description', '')} |"
        for place, inner in _inner(f"{before}{name}", value):
            if name != "rules":  # they have pages of their own
                below.append((place, inner))
    yield ""
    for place, inner in below:
        yield f"### {place}\n"
        yield from _keys(inner, f"{place}.")


def _inner(place: str, value: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the mappings that a key has as its value, as items or below names."""
    if "properties" in value:
        yield place, value["properties"]
    for inner, mark in (
        (value.get("items"), "[]"),
        (value.get("additionalProperties"), ".NAME"),
    ):
        if isinstance(inner, dict) and "properties" in inner:
            yield f"{place}{mark}", cast("Mapping[str, Any]", inner["properties"])


def _kind(value: Mapping[str, Any]) -> str:
    if "enum" in value:
        return ", ".join(f"`{each}`" for each in value["enum"] if not isinstance(each, bool))
    if "anyOf" in value:
        return " or ".join(filter(None, map(_kind, value["anyOf"])))
    if "$ref" in value:
        return f"as for `{value['$ref'].rpartition('/')[2]}` above"
    if value.get("format") == "date":
        return "date"
    if "pattern" in value:
        return "duration"
    match str(value["type"]):
        case "array":
            return f"list of {_kind(value['items'])}"
        case "object":
            return "mapping"
        case "null":
            return ""
        case kind:
            return {"boolean": "`true`, `false`", "string": "text"}.get(kind, kind)


def _inputs(_: str) -> str:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    lines = ["| input | default | |", "| --- | --- | --- |"]
    for name, each in action["inputs"].items():
        value = f"`{each['default']}`" if each.get("default") else ""
        lines.append(f"| `{name}` | {value} | {' '.join(each['description'].split())} |")
    lines += ["", "| output | |", "| --- | --- |"]
    for name, each in action["outputs"].items():
        lines.append(f"| `{name}` | {' '.join(each['description'].split())} |")
    return "\n".join(lines)


def _file(path: str) -> str:
    language = {".py": "python", ".toml": "toml", ".yml": "yaml"}.get(Path(path).suffix, "text")
    return f"````{language}\n{(ROOT / path).read_text('utf-8')}````"


def _hooks(_: str) -> str:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    rows = [f"| `{each['id']}` | {each['description']} | `{each['entry']}` |" for each in hooks]
    return "\n".join(["| hook | | runs |", "| --- | --- | --- |", *rows])


def _requirements(_: str) -> str:
    rows = ["| | requirement | awesomecheck | awesome-lint |", "| --- | --- | --- | --- |"]
    for each in REQUIREMENTS:
        rules = [f"[{name}](rules/{name}.md)" for name in each.rules]
        by = ", ".join(rules) or ("all other rules" if not each.fact else _BY_FACT)
        lint = f"`{each.awesome_lint}`" if each.awesome_lint else ""
        rows.append(f"| {each.number} | {each.text} | {by} | {lint} |")
    return "\n".join(rows)


def _presets(_: str) -> str:
    """Return which rules each preset turns on, and its file."""
    points = entry_points()
    parts: list[str] = []
    for name, file in {"auto": None, **preset_files(points)}.items():
        config = default(points, Choice(), [simple_override("preset", name, "")])
        on = [each.name for each in config.rules]
        off = [each for each in config.registry if each not in on]
        count = f"{len(on)} of {len(config.registry)} rules are on"
        said = f"all but {_pages(off)}" if len(off) < len(on) else _pages(on)
        parts += [f"### {name}", f"{count}: {said if off else 'all'}."]
        if file is None:
            parts.append("Each is as on its page: what depends on the list is learned from it.")
        else:
            parts.append(f"````yaml\n{file.read_text('utf-8')}````")
    return "\n\n".join(parts)


def _pages(rules: Iterable[str]) -> str:
    return ", ".join(f"[{name}](rules/{name}.md)" for name in rules)


def _limits(_: str) -> str:
    """Return how fast each host is requested, of which a service knows more than of others."""
    limits: dict[str, RateLimit] = {}
    for service in services(Network()):
        limits |= service.limits
    rows = [
        f"| {host} | {limit.concurrency} | {_frequency(limit.rate)} |"
        for host, limit in {**dict(sorted(limits.items())), "any other": RateLimit()}.items()
    ]
    return "\n".join(["| host | requests at once | at most |", "| --- | --- | --- |", *rows])


def _frequency(rate: float) -> str:
    return f"{rate:g} a second" if rate >= 1 else f"one every {1 / rate:.2g} seconds"


def _reasons(_: str) -> str:
    """Return the reasons of verdicts by the comments above them."""
    source = inspect.getsource(awesomecheck.rules)
    listed = source[source.index("Reason = Literal[") :].partition("]")[0]
    lines = ["| verdict | reasons |", "| --- | --- |"]
    for group in listed.split("# ")[1:]:
        title, _, codes = group.partition("\n")
        reasons = ", ".join(re.findall('"(.+?)"', codes)).replace(", ", "`, `")
        lines.append(f"| {title} | `{reasons}` |")
    return "\n".join(lines)


# --- The library ---


def _functions(_: str) -> str:
    return _reference(inspect.isfunction)


def _classes(_: str) -> str:
    return _reference(inspect.isclass)


def _reference(is_wanted: Callable[[object], bool]) -> str:
    names = sorted(awesomecheck.__all__, key=str.lower)
    return "\n\n".join(
        f"::: awesomecheck.{name}" for name in names if is_wanted(getattr(awesomecheck, name))
    )


def _testing(_: str) -> str:
    return "::: awesomecheck.testing.check_examples"


# --- The picture ---


def draw_run(target: Path) -> None:
    """Draw a run over the example list, as a terminal shows it."""
    with TemporaryDirectory() as folder:
        shutil.copy(
            ROOT / "examples" / "awesome-representation-learning.md", f"{folder}/README.md"
        )
        shown = _in_terminal([sys.executable, "-m", "awesomecheck", *_SHOWN], folder)
    console = Console(record=True, width=_COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text("$ awesomecheck --offline README.md", style="bold"))
    console.print(Text.from_ansi(shown))
    console.save_svg(str(target), title="awesomecheck", theme=terminal_theme.MONOKAI)


def _in_terminal(command: list[str], folder: str) -> str:
    """Run a command in a terminal of its own, and return what it prints."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, _COLUMNS))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(_COLUMNS)}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


_PARTS: Mapping[str, Callable[[str], str]] = {
    "bundles": _bundles,
    "settings": _settings,
    "inputs": _inputs,
    "presets": _presets,
    "hooks": _hooks,
    "requirements": _requirements,
    "reasons": _reasons,
    "limits": _limits,
    "file": _file,
    "functions": _functions,
    "classes": _classes,
    "testing": _testing,
}


def main() -> None:
    """Write the pages to `build`, and build the site there."""
    folder = ROOT / "build"
    shutil.rmtree(folder, ignore_errors=True)
    write_pages(folder)
    program = str(Path(sys.executable).parent / "zensical")
    sys.exit(subprocess.call([program, "build", "--strict"], cwd=folder))


if __name__ == "__main__":
    main()
