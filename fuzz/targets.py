"""The targets: what must hold of any bytes, for each kind of input."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
import json
from pathlib import Path
import tempfile
from typing import Final, NamedTuple, cast

from awesomecheck import (
    Config,
    Edit,
    Report,
    Source,
    Style,
    UserError,
    fix,
    lint,
    load_config,
    parse,
)
from awesomecheck.changes.baseline import read_baseline
from awesomecheck.changes.patch import parse_patch, read_hunks
from awesomecheck.config.file import parse_yaml
from awesomecheck.config.patterns import ignores, read_patterns
from awesomecheck.document.target import classify
from awesomecheck.engine.fix import choose, fixer_of
from awesomecheck.engine.registry import FORMAT_GROUP, entry_points, in_group
from awesomecheck.facts.published import PublishedTitles
from awesomecheck.formats import load_format
from awesomecheck.links.answers import Answer
from awesomecheck.links.cache import Cache
from awesomecheck.links.cache_folder import FILE
from awesomecheck.links.cached_verdict import from_row
from awesomecheck.links.pages import page_verdict
from awesomecheck.links.services._graphql import errors, missing_aliases, repository_from
from awesomecheck.links.services.arxiv import BadFeed, parse_feed
from awesomecheck.links.urls import MalformedUrl, normalize
from awesomecheck.links.visit import Visit
from awesomecheck.migrate import read as read_migration
from awesomecheck.migrate.writing import link_lines, rule_lines
from fuzz.properties import changed_only, spans
from tests.runner import ANNOTATIONS, Runner


class Target(NamedTuple):
    """A kind of input."""

    name: str
    check: Callable[[bytes], None]
    """Raises where something does not hold; errors for users are none."""
    kind: str
    """Which folder of `fuzz/corpus` it begins with, and which of `fuzz/dictionaries`."""


@cache
def _config() -> Config:
    return load_config()


@cache
def _formats() -> Mapping[str, Callable[[Report, Style], Iterator[str]]]:
    return {
        name: load_format(each) for name, each in in_group(entry_points(), FORMAT_GROUP).items()
    }


def _text(data: bytes) -> str:
    """A text that a file may have: what has other characters is refused, which tests show."""
    text = data.decode("utf-8", "replace")
    return text.translate(dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127]))


def document(data: bytes) -> None:
    """Any text is read; places are in the text, and in order."""
    read = parse(Source.from_text(_text(data)))
    for span in spans(read):
        if not 0 <= span.start <= span.end <= len(read.text):
            raise AssertionError(f"a place outside the text: {span}")
    for sequence in (read.headings, read.links, read.blocks, read.items, read.entries):
        starts = [each.span.start for each in sequence]
        if starts != sorted(starts):
            raise AssertionError("places out of order")


def fixes(data: bytes) -> None:
    """Fixes are verified, change only what was named, and leave nothing to fix."""
    text = _text(data)
    before = lint(text, config=_config())
    _without_errors(before)
    done = fix(text, config=_config(), unsafe=True)
    _without_errors(done.report)
    named = choose(before.findings(), unsafe=True)
    if done.text != text and not named:
        raise AssertionError("a fix of what was not found")
    source = before.files[0].document.source
    lines = {
        source.position(offset).line + by
        for each in before.findings()
        for edit in (each.fix.edits if each.fix else (Edit(each.span, ""),))
        for offset in (each.span.start, edit.span.start, edit.span.end)
        for by in (-1, 0, 1)
    }
    plain = done.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    later = {each.rule for each in done.applied} - {each.rule for each in named}
    if not later and not changed_only(source.text, plain, lines):
        raise AssertionError("a line is changed that no finding is on, or beside")
    left = choose(done.report.findings(), unsafe=True)
    if kept := [each for each in left if not _config().registry[fixer_of(each)].rule.learns]:
        raise AssertionError(f"left to fix: {kept[0].rule}")


def _without_errors(report: Report) -> None:
    for error in report.errors:
        raise AssertionError(error.message)


def newlines(data: bytes) -> None:
    """The same findings, at the same places, with line breaks of Windows."""
    text = _text(data).replace("\r\n", "\n").replace("\r", "\n")
    found, other = (_places(each) for each in (text, text.replace("\n", "\r\n")))
    if found != other:
        raise AssertionError(f"differs: {sorted(found ^ other)[:3]}")


def _places(text: str) -> set[tuple[str, int, int]]:
    [file] = lint(text, config=_config()).files
    return {
        (each.rule, position.line, position.column)
        for each in file.findings
        for position in [file.position(each)]
        if each.rule != "mixed-line-breaks"
    }


def reports(data: bytes) -> None:
    """No format passes commands on to a runner, or has control characters for a terminal."""
    text = _text(data)
    report = lint(text, path=text[:40].replace("\n", " ") or "README.md", config=_config())
    shown = Report(report.files, errors=(*report.errors, UserError(text[:200] or "x")))
    for name, render in _formats().items():
        output = "".join(render(shown, Style(color=False)))
        executed = {each.name for each in Runner().take(output).executed}
        allowed = {*ANNOTATIONS, "group", "endgroup"} if name == "github" else set[str]()
        if executed - allowed:
            raise AssertionError(f"{name}: a runner would execute {executed - allowed}")
        if "\x1b" in output:
            raise AssertionError(f"{name}: an escape character")


def yaml(data: bytes) -> None:
    """A configuration is valid, or its error says where."""
    with _file(".awesomecheck.yaml", data) as path, suppress(UserError):
        load_config(path)


def toml(data: bytes) -> None:
    """The same for a table in pyproject.toml."""
    with _file("pyproject.toml", data) as path, suppress(UserError):
        load_config(path)


def migration(data: bytes) -> None:
    """What is written for the configuration of another tool is a valid configuration."""
    for name in ("lychee.toml", ".lycheeignore", "config.json"):
        with _file(name, data) as path, suppress(UserError):
            found = read_migration([str(path)])
            lines = (*link_lines(found), "rules:", *rule_lines(found))
            parse_yaml("".join(f"{line}\n" for line in lines), "config")


def baseline(data: bytes) -> None:
    """A baseline is read, or its error says why not."""
    with _file(".awesomecheck-baseline.json", data) as path, suppress(UserError):
        read_baseline(path)


def patch(data: bytes) -> None:
    """A patch is read, or its error says why not."""
    text = data.decode(errors="replace")
    with suppress(UserError):
        parse_patch(text)
    with suppress(UserError):
        read_hunks(text)


def cached(data: bytes) -> None:
    """A file of verdicts is used or set aside; a row is believed only where it can be ours."""
    with _file(FILE, data) as path, closing(Cache.open(path.parent)):
        pass
    try:
        row = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(row, list):
        from_row(cast("list[object]", row))


def answers(data: bytes) -> None:
    """Any answer of a service is read: what it does not say is not known."""
    url = "https://a.example/"
    answer = Answer(url, 200, {"Content-Type": "text/html"}, data, whole=True)
    page_verdict(url, "part", Visit((), answer, url))
    reply = answer.json_object()
    repository_from(reply)
    missing_aliases(reply)
    errors(reply)
    with suppress(BadFeed):
        parse_feed(data)


def facts(data: bytes) -> None:
    """A foreign file of published titles is refused, or finds what it finds."""
    with suppress(UserError):
        titles = PublishedTitles(data, "published.bin")
        titles.published("A title of some words", "Ada Lovelace")
        titles.papers("A title of some words")


def addresses(data: bytes) -> None:
    """Any address is read; one that can be sent stays as it is when it is read again."""
    url = data.decode("utf-8", "replace")
    classify(url)
    with suppress(MalformedUrl):
        once = normalize(url)
        if normalize(once) != once:
            raise AssertionError(f"{once!r} is read as another one")


def patterns(data: bytes) -> None:
    """Any file of patterns is read, and matched in linear time."""
    lines, _, path = data.rpartition(b"\n")
    ignores(read_patterns(lines), path, is_folder=False)


@contextmanager
def _file(name: str, data: bytes) -> Generator[Path]:
    """A file in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


TARGETS: Final[Mapping[str, Target]] = {
    name: Target(name, check, kind)
    for name, check, kind in (
        ("document", document, "lists"),
        ("fix", fixes, "lists"),
        ("newlines", newlines, "lists"),
        ("reports", reports, "lists"),
        ("yaml", yaml, "configurations"),
        ("toml", toml, "configurations"),
        ("migration", migration, "configurations"),
        ("baseline", baseline, "data"),
        ("patch", patch, "patches"),
        ("cache", cached, "data"),
        ("answers", answers, "data"),
        ("facts", facts, "bytes"),
        ("addresses", addresses, "addresses"),
        ("patterns", patterns, "patterns"),
    )
}
