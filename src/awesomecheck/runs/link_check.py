"""Check the links of the texts of a run."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
import time
from typing import TYPE_CHECKING

from msgspec import Struct

from awesomecheck.document.nodes import Link
from awesomecheck.errors import InternalError
from awesomecheck.rules import Verdict
from awesomecheck.runs.paper_facts import fact_urls
from awesomecheck.runs.texts import Answers, ListFile
from awesomecheck.safety.redact import is_web

if TYPE_CHECKING:
    from awesomecheck.links.checker import Cache, Event, LinkSettings, Network


def check_links_of(
    files: Sequence[ListFile],
    network: "Network",
    cache: "Cache | None",
    observer: "Callable[[Event], None]",
    limits: "Limits | None" = None,
    *,
    only_changed: bool = False,
) -> Answers:
    """Check the links of all texts, each URL once per configuration.

    Args:
        files: the texts.
        network: how to reach the web.
        cache: the verdicts of earlier runs; None for no cache.
        observer: called with each event.
        limits: times that replace those of the configurations.
        only_changed: whether to skip texts without a change.
    """
    from awesomecheck.links.checker import Interrupted, LinkSettings, check  # noqa: PLC0415

    urls: dict[int, dict[str, None]] = {}
    whole: dict[Path, list[str]] = {}  # the URLs of lists of which all links are checked
    verdicts: dict[str, Verdict] = {}
    settings_of: dict[int, LinkSettings] = {}
    for file in files:
        own_settings = file.config.links
        settings_of[id(own_settings)] = own_settings or LinkSettings()
        own = urls.setdefault(id(own_settings), {})
        found = list(_web_urls(file, only_changed=only_changed))
        for url, is_wanted in found:
            if is_wanted:
                own[url] = None
            else:
                verdicts[url] = _UNCHANGED
        if file.path and file.change is None and not only_changed and cache:
            whole[file.path] = [url for url, _ in found]
        with suppress(InternalError):  # the report has it
            own |= dict.fromkeys(fact_urls(file))
    limits = limits or Limits()
    begun = time.monotonic()
    for key, settings in settings_of.items():
        checked = limits.applied_to(settings, time.monotonic() - begun)
        try:
            own_urls = list(urls.pop(key))
            verdicts |= check(
                own_urls, checked, network, cache, observer, partial(_times_added, files)
            )
        except Interrupted as stop:
            return Answers(True, verdicts | stop.verdicts, interrupted=True)
    if cache is not None:
        _record(whole, verdicts, cache, network.clock())
    return Answers(True, verdicts)


def _record(
    lists: Mapping[Path, Sequence[str]],
    verdicts: Mapping[str, Verdict],
    cache: "Cache",
    now: float,
) -> None:
    """Record what was found in lists; nothing where the network went away."""
    from awesomecheck.links.recorded_run import recorded  # noqa: PLC0415 - as the checker

    for path, urls in lists.items():
        own = {url: verdicts[url] for url in urls}
        if all(verdict.reason != "offline" for verdict in own.values()):
            cache.record(history_key(path), recorded(own, now))


def history_key(path: Path) -> str:
    """Return under which name the cache has the checks of a list."""
    return path.resolve().as_uri()


class Limits(Struct, frozen=True):
    """What replaces settings of a configuration, in seconds; None for the configured ones."""

    max_age: float | None = None
    deadline: float | None = None
    default_deadline: float | None = None
    """Where none is configured, either."""
    suggest: bool = False
    """Whether to look for archived copies in any case."""

    def applied_to(self, settings: "LinkSettings", passed: float) -> "LinkSettings":
        """Return the settings for what is left of a run."""
        max_age = settings.max_age if self.max_age is None else self.max_age
        deadline = settings.deadline if self.deadline is None else self.deadline
        deadline = self.default_deadline if deadline is None else deadline
        left = None if deadline is None else max(deadline - passed, _SOON)
        suggest = self.suggest or settings.suggest
        return replace(settings, max_age=max_age, deadline=left, suggest=suggest)


_GIT_SECONDS = 20.0
"""How long git may look for the times of dead links: long histories take it seconds a file."""
_SOON = 0.1
"""Seconds that are left when the deadline is over."""
_UNCHANGED = Verdict("skipped", "unchanged", evidence="not on a changed line")


def _web_urls(file: ListFile, *, only_changed: bool) -> Iterator[tuple[str, bool]]:
    """Yield the URLs of a text, and whether they are to be checked.

    Those on lines that a change altered or added are; all if there is no change, unless links are
    checked only where there is one.
    """
    change, source = file.change, file.text.source
    old = set(change.old.text.split("\n")) if change else set[str]()
    for link in _web_links(file):
        yield (
            link.url,
            change.touches(link.url_span) and source.line_at(link.span.start) not in old
            if change
            else not only_changed,
        )


def _web_links(file: ListFile) -> Sequence[Link]:
    """Return the links of a text to the web; none where it cannot be read: the report has it."""
    try:
        return [link for link in file.document.links if is_web(link.url)]
    except InternalError:
        return []


def _times_added(files: Sequence[ListFile], urls: Collection[str]) -> Mapping[str, float]:
    """Return when URLs came into the texts: when git says that their lines were last changed."""
    from awesomecheck.changes.line_ages import times_of_lines  # noqa: PLC0415 - few runs need it

    times: dict[str, float] = {}
    end = time.monotonic() + _GIT_SECONDS
    for file in files:
        if not file.path or (left := end - time.monotonic()) <= 0:
            continue
        source = file.text.source
        lines = {
            link.url: source.line_at(link.url_span.start)
            for link in reversed(_web_links(file))
            if link.url in urls
        }
        known = times_of_lines(file.path, set(lines.values()), left)
        for url, line in lines.items():
            if line in known:
                times[url] = min(known[line], times.get(url, known[line]))
    return times
