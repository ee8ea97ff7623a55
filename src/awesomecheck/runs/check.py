"""One run: paths to documents, documents to findings, findings to a report."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
import gc
from pathlib import Path
import traceback
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from awesomecheck.changes.attribution import scoped
from awesomecheck.changes.baseline import Counts, part
from awesomecheck.changes.lines import Change
from awesomecheck.config import config as configuration
from awesomecheck.config import file as config_file
from awesomecheck.config.config import Choice, Config
from awesomecheck.document import Document, Link, Source, parse
from awesomecheck.document.kind import kind_of
from awesomecheck.engine.linter import ActiveRule, Crash, LintResult, lint
from awesomecheck.engine.registry import EntryPoint
from awesomecheck.errors import InputError, UserError
from awesomecheck.formats.report import FileReport, LinkRow, Report
from awesomecheck.links.local_files import file_verdicts
from awesomecheck.rules import Finding, LinkRule, Verdict
from awesomecheck.runs import inputs
from awesomecheck.safety.file_source import DISK, Files
from awesomecheck.safety.redact import is_web, redacted

if TYPE_CHECKING:
    from awesomecheck.links.checker import Cache, Event, Network


class Target(NamedTuple):
    """A text to check: where it is, what it is called in the report, and its configuration."""

    path: Path | None
    """None for standard input without a name."""
    document: Document
    config: Config
    piped: bool = False
    """Whether it came through standard input: mended, it goes to standard output."""
    change: Change | None = None
    """What alone is to be spoken of; None for the whole text."""
    known: Counts | None = None
    """Findings of which the baseline knows."""


class Configs:
    """Finds the configuration of each file; each is read once."""

    def __init__(
        self,
        points: Sequence[EntryPoint],
        choice: Choice,
        *,
        given: Path | None = None,
        isolated: bool = False,
        files: Files = DISK,
    ) -> None:
        self._points = points
        self._choice = choice
        self._given = given
        self._isolated = isolated
        self._files = files
        self._loaded: dict[Path | None, Config] = {}
        self._found: dict[Path, Path | None] = {}

    def of(self, folder: Path) -> Config:
        """The configuration for the files of a folder.

        Raises:
            UserError: it is faulty.
        """
        path = self._path(folder.absolute())
        if path not in self._loaded:
            self._loaded[path] = (
                configuration.load(path, self._points, self._choice, self._files)
                if path
                else configuration.default(self._points, self._choice)
            )
        return self._loaded[path]

    def _path(self, folder: Path) -> Path | None:
        if self._isolated:
            return None
        if self._given is not None:
            return self._given
        if folder not in self._found:
            self._found[folder] = config_file.discover(folder, self._files)
        return self._found[folder]


@dataclass(slots=True)
class Collected:
    """The texts of a run, and why some could not be read."""

    targets: list[Target] = field(default_factory=list[Target])
    errors: list[UserError] = field(default_factory=list[UserError])


def collect(
    paths: Sequence[str],
    configs: Configs,
    stdin: Callable[[], bytes],
    stdin_name: str | None = None,
) -> Collected:
    """Read and parse all that is to be checked, each file once.

    Raises:
        UserError: a configuration is faulty, or no path is given and there is no README.
    """
    collected = Collected()
    seen: set[Path] = set()
    for name in paths or [str(inputs.default_path(Path()))]:
        try:
            if name == inputs.STDIN:
                _add_stdin(collected, configs, stdin, stdin_name)
                continue
            folder = Path(name)
            exclude = configs.of(folder).exclude if folder.is_dir() else ()
            for path in inputs.expand(name, exclude):
                if (real := path.resolve()) not in seen:
                    seen.add(real)
                    _add_file(collected, path, configs)
        except InputError as error:
            collected.errors.append(error)
    return collected


def _add_stdin(
    collected: Collected, configs: Configs, stdin: Callable[[], bytes], name: str | None
) -> None:
    path = Path(name) if name else None
    config = configs.of(path.parent if path else Path())
    source = Source.from_bytes(stdin(), name or "<stdin>")
    collected.targets.append(Target(path, parse(source), config, piped=True))


def _add_file(collected: Collected, path: Path, configs: Configs) -> None:
    config = configs.of(path.parent)
    try:
        source = inputs.read(path, str(path))
    except InputError as error:
        collected.errors.append(error)
    else:
        collected.targets.append(Target(path, parse(source), config))


class Scope(Enum):
    """Which rules of the configuration run."""

    ALL = "all"
    OFFLINE = "offline"
    """All, but no link is asked."""
    CHANGED = "changed"
    """All, and links are asked on the lines of a change; none where no change is known."""
    LINKS = "links"
    """Only those about where links lead."""


class Answers(NamedTuple):
    """What asking links has brought."""

    asked: bool = False
    verdicts: Mapping[str, Verdict] = MappingProxyType({})
    """By URL."""
    interrupted: bool = False


def ask(
    collected: Collected,
    network: "Network",
    cache: "Cache | None",
    observer: "Callable[[Event], None]",
    max_age: float | None = None,
    *,
    only_changed: bool = False,
) -> Answers:
    """Ask the links of all texts, each URL once for each configuration that has it.

    Args:
        collected: the texts.
        network: the way to the outside.
        cache: verdicts of earlier runs, or none.
        observer: is told what happens.
        max_age: seconds; goes before what the configurations say.
        only_changed: whether nothing is asked of texts without a change.
    """
    from awesomecheck.links.checker import Interrupted, LinkSettings, check  # noqa: PLC0415

    urls: dict[int, dict[str, None]] = {}
    configs: dict[int, Config] = {}
    for target in collected.targets:
        configs[id(target.config)] = target.config
        own = urls.setdefault(id(target.config), {})
        if target.change or not only_changed:
            own.update(dict.fromkeys(_asked_urls(target)))
    verdicts: dict[str, Verdict] = {}
    for key, config in configs.items():
        settings = config.links or LinkSettings()
        if max_age is not None:
            settings = replace(settings, max_age=max_age)
        try:
            verdicts |= check(urls[key], settings, network, cache, observer)
        except Interrupted as stop:
            return Answers(True, verdicts | stop.verdicts, interrupted=True)
    for target in collected.targets:
        for link in target.document.links if target.change or only_changed else ():
            if is_asked(link):
                verdicts.setdefault(link.url, _UNCHANGED)
    return Answers(True, verdicts)


_UNCHANGED = Verdict("skipped", "unchanged", evidence="no change touches this link")


def _asked_urls(target: Target) -> Iterator[str]:
    """The URLs to ask: those of the change where there is one, else all."""
    change = target.change
    for link in target.document.links:
        if is_asked(link) and (change is None or change.touches(link.url_span)):
            yield link.url


def is_asked(link: Link) -> bool:
    """Whether a link leads to the web."""
    return is_web(link.url)


class Outcome(NamedTuple):
    """A report, and what went wrong on the way to it."""

    report: Report
    errors: tuple[UserError, ...]


@contextmanager
def without_collection() -> Generator[None]:
    """Keep Python from looking for cycles, which documents do not have, among all their parts.

    The search costs a third of a run over a long list, and its share grows with the list.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


Judge = Callable[[Target], LintResult]
"""Runs over a text the rules that are to run."""


def judge(target: Target, answers: Answers, scope: Scope) -> LintResult:
    """Run a text's rules over it, and keep back what is old."""
    rules = rules_for(target, scope)
    result = _lint(target, target.document, rules, answers)
    change = target.change
    elsewhere: Sequence[Finding] = ()
    if change is not None:
        change = change.onto(target.document.source, with_new=True)
        before = partial(_before, target, change.old, rules, answers)
        inside, elsewhere = scoped(result.findings, change, before)
        result = result._replace(findings=inside, elsewhere=len(elsewhere))
    if target.known:
        new, known = part(result.findings, target.known, target.document, elsewhere)
        result = result._replace(findings=new, known=known)
    return result


def _before(
    target: Target, old: Source, rules: Sequence[ActiveRule], answers: Answers
) -> Sequence[Finding]:
    """The findings on a text as it was."""
    return _lint(target, parse(old), rules, answers).findings


def _lint(
    target: Target, document: Document, rules: Sequence[ActiveRule], answers: Answers
) -> LintResult:
    by_url = answers.verdicts
    verdicts = dict(file_verdicts(document, target.path))
    if by_url:
        verdicts |= {link: by_url[link.url] for link in document.links if link.url in by_url}
    return lint(document, rules, known=target.config.registry, verdicts=verdicts)


def rules_for(target: Target, scope: Scope) -> Sequence[ActiveRule]:
    """The rules of a text's configuration that run over it."""
    rules = target.config.rules
    if scope is Scope.LINKS:
        rules = tuple(active for active in rules if isinstance(active.rule, LinkRule))
    if any(map(_needs_list, rules)) and not kind_of(target.document).is_list:
        rules = tuple(active for active in rules if not _needs_list(active))
    return rules


def _needs_list(active: ActiveRule) -> bool:
    return active.rule.lists_only and not active.named


def open_urls(document: Document, answers: Answers) -> frozenset[str]:
    """The URLs of a text, as findings name them, that may or may not be well for all we know."""
    verdicts = answers.verdicts
    return frozenset(
        redacted(link.url)
        for link in document.links
        if is_asked(link)
        and (link.url not in verdicts or verdicts[link.url].state in ("unsure", "skipped"))
    )


def thorough_rules(target: Target, answers: Answers, scope: Scope) -> frozenset[str]:
    """The rules that have seen all that they need to."""
    return frozenset(
        active.name
        for active in rules_for(target, scope)
        if answers.asked or not isinstance(active.rule, LinkRule)
    )


def lint_all(collected: Collected, answers: Answers, judging: Judge) -> Outcome:
    """Judge all texts."""
    files: list[FileReport] = []
    errors = list(collected.errors)
    for target in collected.targets:
        result = judging(target)
        errors += (crash_error(target, crash) for crash in result.crashes)
        files.append(file_report(target.document, result, answers, target.change))
    report = Report(tuple(files), tuple(error.message for error in errors))
    return Outcome(report, tuple(errors))


def file_report(
    document: Document, result: LintResult, answers: Answers, change: Change | None = None
) -> FileReport:
    """What is to be said of a text."""
    return FileReport(
        path=document.source.path,
        document=document,
        findings=result.findings,
        suppressed=result.suppressed,
        elsewhere=result.elsewhere,
        known=result.known,
        links=tuple(_rows(document, answers.verdicts)) if answers.asked else None,
        change=change and change.onto(document.source, with_new=True),
    )


def _rows(document: Document, by_url: Mapping[str, Verdict]) -> Iterator[LinkRow]:
    """A row for each distinct URL, at its first place."""
    seen: set[str] = set()
    for link in document.links:
        if link.url in by_url and link.url not in seen:
            seen.add(link.url)
            yield LinkRow(link, by_url[link.url])


def crash_error(target: Target, crash: Crash) -> UserError:
    """What to tell of a rule that failed."""
    error = crash.error
    where = traceback.extract_tb(error.__traceback__)[-1]
    path = target.document.source.path
    return UserError(
        f"{path}: the rule `{crash.rule}` failed: {type(error).__name__}: {error}"
        f" ({where.filename}:{where.lineno})",
        hint=f"a defect of the rule, not of the list; `--ignore {crash.rule}` leaves it out",
    )
