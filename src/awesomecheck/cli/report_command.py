"""The command `report`: the health of a list, as a page or as Markdown, and a badge."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
import os
from pathlib import Path
from typing import Literal

from msgspec import Struct

from awesomecheck.changes.trusted_files import trusted_files
from awesomecheck.cli.answers import watch_links, with_sources
from awesomecheck.cli.check_command import inputs_of
from awesomecheck.cli.failures import DONE, FAILED, INTERRUPTED, print_error
from awesomecheck.cli.reports import write_out
from awesomecheck.cli.requests import CheckRequest, place_of, protect
from awesomecheck.cli.terminal import say
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import InternalError, UserError
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


class HealthRequest(Struct, frozen=True):
    """What to write about a list, and where."""

    check: CheckRequest
    format: Literal["html", "markdown"]
    output: Path | None = None
    """None for standard output."""
    badge: Path | None = None


class _Checked(Struct, frozen=True):
    """What is known of the links of a list."""

    answers: Answers
    known: Known
    """Of the cache: of all links where no other answers are used, else of dead ones."""
    runs: tuple[RecordedRun, ...]
    notices: tuple[str, ...]


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
    file = _read(check, stdin)
    _protect(file, request)
    checked = _check(file, check, way)
    answers = with_sources(checked.answers, (file,), check)
    [report] = Run((_with_shown_rules(file),), Scope.ALL, answers).lint().files
    for error in report.errors:
        if isinstance(error, InternalError):  # there is nothing to report on
            raise error
        print_error(error)
    found = Found(
        report=report,
        history=checked.known.history,
        runs=checked.runs,
        now=way.clock(),
        page=page(file.text.source) or page_of_clone(file.text.source) or "",
        notices=checked.notices,
    )
    health = health_of(found)
    unwritten = [*_write(health, request)]
    for each in unwritten:
        print_error(each)
    if answers.interrupted:
        return INTERRUPTED
    return FAILED if report.errors or unwritten else DONE


def _write(health: Health, request: HealthRequest) -> Iterator[UserError]:
    """Write the report and its badge, and yield an error for each that cannot be written."""
    texts = [(_rendered(health, request.format), request.output)]
    if request.badge:
        texts.append((badge(health), request.badge))
    for text, path in texts:
        try:
            write_out(text, path)
        except UserError as error:
            yield error


def _read(check: CheckRequest, stdin: Callable[[], bytes]) -> ListFile:
    """Return the list.

    Raises:
        UserError: it cannot be read.
    """
    configs = Configs(entry_points(), check.config, trusted_files(os.environ))
    texts = read_texts(check.paths, configs, stdin)
    for error in texts.errors:
        raise error
    [file] = texts.files
    return file


def _protect(file: ListFile, request: HealthRequest) -> None:
    """Check that no file would be written over one that is read, or over another one.

    Raises:
        UserError: one would.
    """
    output, badge_file = request.output, request.badge
    protect((output, badge_file), inputs_of((file,), request.check))
    if output and badge_file and place_of(output) == place_of(badge_file):
        raise UserError(f"{badge_file}: the badge would overwrite the report")


def _with_shown_rules(file: ListFile) -> ListFile:
    """Return the list with the rules whose findings are shown, and those that they yield to."""
    above = [each.rule.yields_to for each in file.config.rules if each.name in RULES]
    return file.with_only(RULES.union(*above))


def _check(file: ListFile, check: CheckRequest, network: Network) -> _Checked:
    """Check the links of a list; without a network, they are as the cache knows them."""
    wanted = check.scope is not Scope.OFFLINE
    answers = watch_links((file,), check.scope, check, network) if wanted else Answers()
    urls = [link.url for link in file.document.links if is_web(link.url)]
    if wanted and not answers.none_checked:
        dead = [url for url, verdict in answers.verdicts.items() if verdict.state == "dead"]
        notices = (_INTERRUPTED,) if answers.interrupted else ()
        return _Checked(answers, *_from_cache(file, check, network, dead), notices)
    known, runs = _from_cache(file, check, network, urls)
    before = "There was no network" if wanted else "No request was made"
    notices = (f"{before}{_last_checked(known)}",) if urls else ()
    return _Checked(Answers(checked=True, verdicts=known.verdicts), known, runs, notices)


_INTERRUPTED = "The check was interrupted: some links were not checked."


def _last_checked(known: Known) -> str:
    """Return when links were checked, as the rest of a sentence."""
    times = [each.checked for each in known.history.values()]
    if not times:
        return ", and nothing is known of the links: `awesomecheck links` checks them."
    first, last = (datetime.fromtimestamp(time, UTC).date() for time in (min(times), max(times)))
    days = f"on {first}" if first == last else f"between {first} and {last}"
    return f": links are as they were when they were last checked, {days}."


def _from_cache(
    file: ListFile, check: CheckRequest, network: Network, urls: Sequence[str]
) -> tuple[Known, tuple[RecordedRun, ...]]:
    """Return what the cache has of links, and of earlier checks of a list.

    What is wrong with the cache has been said by the check, if there was one.
    """
    if not check.links.use_cache:
        return Known({}, {}), ()
    folder = check.links.cache_dir or default_folder()
    notify = _say if check.scope is Scope.OFFLINE else None
    with closing(Cache.open(folder, notify)) as cache:
        found = known_links(urls, file.config.links or LinkSettings(), network, cache)
        return found, cache.runs(history_key(file.path)) if file.path else ()


def _say(notice: Notice) -> None:
    say(notice.message)
    if notice.hint:
        say(f"hint: {notice.hint}")


def _rendered(health: Health, format_name: Literal["html", "markdown"]) -> str:
    if format_name == "markdown":
        from awesomecheck.health.issue import as_issue  # noqa: PLC0415 - one of two is needed

        return as_issue(health)
    from awesomecheck.health.page import as_page  # noqa: PLC0415 - loads jinja2

    return as_page(health)
