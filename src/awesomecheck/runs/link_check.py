"""Check the links of the texts of a run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
import time
from typing import TYPE_CHECKING, NamedTuple

from awesomecheck.rules import Verdict
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
    settings_of: dict[int, LinkSettings] = {}
    for file in files:
        own_settings = file.config.links
        settings_of[id(own_settings)] = own_settings or LinkSettings()
        own = urls.setdefault(id(own_settings), {})
        if file.change or not only_changed:
            own.update(dict.fromkeys(_urls_to_check(file)))
    limits = limits or Limits()
    begun = time.monotonic()
    verdicts: dict[str, Verdict] = {}
    for key, settings in settings_of.items():
        checked = limits.applied_to(settings, time.monotonic() - begun)
        try:
            verdicts |= check(urls[key], checked, network, cache, observer)
        except Interrupted as stop:
            return Answers(True, verdicts | stop.verdicts, interrupted=True)
    for file in files:
        for link in file.document.links if file.change or only_changed else ():
            if is_web(link.url):
                verdicts.setdefault(link.url, _UNCHANGED)
    return Answers(True, verdicts)


class Limits(NamedTuple):
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


_SOON = 0.1
"""Seconds that are left when the deadline is over."""
_UNCHANGED = Verdict("skipped", "unchanged", evidence="not on a changed line")


def _urls_to_check(file: ListFile) -> Iterator[str]:
    """Yield the URLs on lines that a change altered or added, or all if there is no change."""
    change, source = file.change, file.document.source
    old = set(change.old.text.split("\n")) if change else set[str]()
    for link in file.document.links:
        if not is_web(link.url):
            continue
        if change is None or (
            change.touches(link.url_span) and source.line_at(link.span.start) not in old
        ):
            yield link.url
