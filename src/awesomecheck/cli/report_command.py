"""The command `report`: the health of a list, as a page or as Markdown, and a badge."""

from collections.abc import Callable, Iterator
from contextlib import closing
import os
from pathlib import Path
from typing import Literal, NamedTuple

from awesomecheck.changes.trusted_files import trusted_files
from awesomecheck.cli.check_command import DONE, watch_links, with_sources
from awesomecheck.cli.failures import FAILED, INTERRUPTED, print_error
from awesomecheck.cli.reports import write_out
from awesomecheck.cli.requests import CheckRequest, place_of
from awesomecheck.cli.terminal import say
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import UserError
from awesomecheck.formats._on_github import page, page_of_clone
from awesomecheck.health.badge import badge
from awesomecheck.health.examine import Found, health_of
from awesomecheck.health.model import Health
from awesomecheck.health.tasks import RULES
from awesomecheck.links.cache import Cache
from awesomecheck.links.cache_folder import default_folder
from awesomecheck.links.events import Notice
from awesomecheck.links.known import Known, known_links
from awesomecheck.links.network import Network
from awesomecheck.links.recorded_run import RecordedRun
from awesomecheck.links.settings import LinkSettings
from awesomecheck.runs.link_check import history_key
from awesomecheck.runs.run import Run, without_collection
from awesomecheck.runs.texts import Answers, Configs, ListFile, Scope, read_texts
from awesomecheck.safety.redact import is_web


class HealthRequest(NamedTuple):
    """What to write about a list, and where."""

    check: CheckRequest
    format: Literal["html", "markdown"]
    output: Path | None = None
    """None for standard output."""
    badge: Path | None = None


class _Cached(NamedTuple):
    """What the cache has of a list."""

    known: Known = Known({}, {})
    runs: tuple[RecordedRun, ...] = ()


def write_health(request: HealthRequest, network: object, stdin: Callable[[], bytes]) -> int:
    """Check a list, and write what its health is.

    Args:
        request: what to write.
        network: a `Network` that replaces the real one.
        stdin: reads standard input.

    Returns:
        The exit status.

    Raises:
        UserError: the list cannot be read, or the report not be written.
    """
    with without_collection():
        return _write_health(request, network, stdin)


def _write_health(request: HealthRequest, network: object, stdin: Callable[[], bytes]) -> int:
    check = request.check
    way = network if isinstance(network, Network) else Network()
    texts = read_texts(
        check.paths, Configs(entry_points(), check.config, trusted_files(os.environ)), stdin
    )
    for error in texts.errors:
        raise error
    [file] = texts.files
    _protect(file, request)
    answers = Answers()
    if check.scope is not Scope.OFFLINE:
        answers = watch_links(texts.files, check.scope, check, network)
    cached = _from_cache(file, answers, check, way)
    if check.scope is Scope.OFFLINE:
        answers = Answers(checked=True, verdicts=cached.known.verdicts)
    answers = with_sources(answers, (file,), check)
    [report] = Run((_with_shown_rules(file),), Scope.ALL, answers).lint().files
    found = Found(
        report=report,
        history=cached.known.history,
        runs=cached.runs,
        now=way.clock(),
        page=page(file.text.source) or page_of_clone(file.text.source) or "",
        notices=tuple(_notices(answers, cached, check)),
    )
    health = health_of(found)
    write_out(_rendered(health, request.format), request.output)
    if request.badge:
        write_out(badge(health), request.badge)
    for error in report.errors:
        print_error(error)
    if answers.interrupted:
        return INTERRUPTED
    return FAILED if report.errors else DONE


def _protect(file: ListFile, request: HealthRequest) -> None:
    """Check that no file would be written over the list or another one.

    Raises:
        UserError: one would.
    """
    output, badge_file = request.output, request.badge
    for path in filter(None, (output, badge_file)):
        if file.path and place_of(path) == place_of(file.path):
            raise UserError(f"{path}: the report would overwrite the list")
    if output and badge_file and place_of(output) == place_of(badge_file):
        raise UserError(f"{badge_file}: the badge would overwrite the report")


def _with_shown_rules(file: ListFile) -> ListFile:
    """Return the list with the rules whose findings are shown, and those that they yield to."""
    above = [each.rule.yields_to for each in file.config.rules if each.name in RULES]
    return file.with_only(RULES.union(*above))


def _from_cache(
    file: ListFile, answers: Answers, check: CheckRequest, network: Network
) -> _Cached:
    """Return what the cache has of a list: of all links, or of the dead ones that a check found.

    What is wrong with the cache has been said by the check, if there was one.
    """
    if not check.links.use_cache:
        return _Cached()
    offline = check.scope is Scope.OFFLINE
    folder = check.links.cache_dir or default_folder()
    with closing(Cache.open(folder, _say if offline else None)) as cache:
        urls = (
            [link.url for link in file.document.links if is_web(link.url)]
            if offline
            else [url for url, verdict in answers.verdicts.items() if verdict.state == "dead"]
        )
        found = known_links(urls, file.config.links or LinkSettings(), network, cache)
        runs = cache.runs(history_key(file.path)) if file.path else ()
    return _Cached(found, runs)


def _say(notice: Notice) -> None:
    say(notice.message)
    if notice.hint:
        say(f"hint: {notice.hint}")


def _notices(answers: Answers, cached: _Cached, check: CheckRequest) -> Iterator[str]:
    """Yield why the report may lack something."""
    if answers.interrupted:
        yield "The check was interrupted: some links were not checked."
    elif answers.none_checked and check.scope is not Scope.OFFLINE:
        yield "There was no network: links were not checked."
    if check.scope is Scope.OFFLINE:
        yield (
            "No request was made: what is said of links is what the link cache knew."
            if cached.known.history
            else "No request was made, and the link cache knows nothing of these links:"
            " `awesomecheck links` checks them."
        )


def _rendered(health: Health, format_name: Literal["html", "markdown"]) -> str:
    if format_name == "markdown":
        from awesomecheck.health.issue import as_issue  # noqa: PLC0415 - one of two is needed

        return as_issue(health)
    from awesomecheck.health.page import as_page  # noqa: PLC0415 - loads jinja2

    return as_page(health)
