"""The link checker: URLs in, verdicts out.

Importing it costs little: what talks to the network is loaded when there is something to request.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from awesomecheck.errors import counted
from awesomecheck.links.cache import (
    NO_SUCH_HOST,
    Cache,
    with_dead_since,
    with_patience,
)
from awesomecheck.links.events import (
    Answered,
    Checked,
    Event,
    Finished,
    Notice,
    Paused,
    Planned,
    Sent,
)
from awesomecheck.links.network import Network
from awesomecheck.links.plan import make_plan
from awesomecheck.links.service import QUESTION, LinkQuery
from awesomecheck.links.services import services
from awesomecheck.links.settings import HostSettings, Ignore, LinkSettings
from awesomecheck.rules import Verdict

if TYPE_CHECKING:
    from awesomecheck.links.runner import Ending, Runner

__all__ = [
    "Answered",
    "Cache",
    "Checked",
    "Event",
    "Finished",
    "HostSettings",
    "Ignore",
    "Interrupted",
    "LinkSettings",
    "Network",
    "Notice",
    "Paused",
    "Planned",
    "Sent",
    "check",
    "check_async",
]


class Interrupted(Exception):
    """The user interrupted the check; `verdicts` has what was known by then, for every URL."""

    def __init__(self, verdicts: dict[str, Verdict]) -> None:
        super().__init__("the link check was interrupted")
        self.verdicts = verdicts


def check(
    urls: Iterable[str],
    settings: LinkSettings | None = None,
    network: Network | None = None,
    cache: Cache | None = None,
    observer: Callable[[Event], None] | None = None,
    added: Callable[[Collection[str]], Mapping[str, float]] | None = None,
) -> dict[str, Verdict]:
    """Return the verdict on each distinct URL, by the URL as it was given.

    What the cache has a fresh verdict on is not requested. Nothing that a URL, a server or the
    network does raises an error.

    Args:
        urls: what to check.
        settings: how.
        network: how to reach the web.
        cache: the verdicts of earlier runs.
        observer: called with each event.
        added: returns when URLs came into their list, as far as that is known, in seconds since
            1970; called with dead ones whose archived copies are wanted.

    Raises:
        Interrupted: the user interrupted it.
        UserError: a pattern of the settings is wrong.
    """
    check = _Check(urls, settings or LinkSettings(), network or Network(), cache, observer, added)
    return check.run()


async def check_async(
    urls: Iterable[str],
    settings: LinkSettings | None = None,
    network: Network | None = None,
    cache: Cache | None = None,
    observer: Callable[[Event], None] | None = None,
) -> dict[str, Verdict]:
    """Do what `check` does in the running event loop; cancelling the task ends the check.

    Raises:
        UserError: a pattern of the settings is wrong.
    """
    check = _Check(urls, settings or LinkSettings(), network or Network(), cache, observer)
    return await check.run_async()


def _ignore(_: Event) -> None:
    return


class _Check:
    """The verdicts of one call, as they come."""

    def __init__(
        self,
        urls: Iterable[str],
        settings: LinkSettings,
        network: Network,
        cache: Cache | None,
        observer: Callable[[Event], None] | None,
        added: Callable[[Collection[str]], Mapping[str, float]] | None = None,
    ) -> None:
        self._added = added
        self._settings = settings
        self._network = network
        self._cache = cache
        self._notify = observer or _ignore
        self._services = services(network)
        today = date.fromtimestamp(network.clock())
        self._plan = make_plan(urls, settings, self._services, today)
        self._before = cache.load(self._plan.queries) if cache else {}
        self._verdicts = dict.fromkeys(self._plan.urls, _INTERRUPTED)
        self._open = self._plan.queries
        if self._before:
            # What has waited longest for an answer comes first, and has it in some run.
            known = {key: before.known_at for key, before in self._before.items()}
            waiting = sorted(self._open.items(), key=lambda pair: known.get(pair[0], 0.0))
            self._open = dict(waiting)

    def run(self) -> dict[str, Verdict]:
        """Check in an event loop of its own."""
        self._set_known()
        if not self._open:
            return self._verdicts
        try:
            ending = self._runner().run(list(self._open.values()))
        except KeyboardInterrupt:
            self._close_open(_INTERRUPTED)
            raise Interrupted(self._verdicts) from None
        self._end(ending)
        return self._verdicts

    async def run_async(self) -> dict[str, Verdict]:
        """Check in the running event loop."""
        self._set_known()
        if self._open:
            self._end(await self._runner().run_async(list(self._open.values())))
        return self._verdicts

    def _set_known(self) -> None:
        """Set the verdicts that need no query: decided ones and fresh ones of the cache."""
        now, max_age = self._network.clock(), self._settings.max_age
        fresh = {
            key: before
            for key, before in self._before.items()
            if before.is_fresh(now, max_age) and not self._needs_copy(before.verdict)
        }
        decided = self._plan.decided
        links = len(decided) + self._links_of(self._plan.queries)
        cached = len(decided) + self._links_of(fresh)
        asked = [query for key, query in self._open.items() if key not in fresh]
        by_service = {
            each: [query for query in asked if query.service == each.name]
            for each in self._services
        }
        services = {each.name: len(queries) for each, queries in by_service.items() if queries}
        seconds = max(each.seconds(queries) for each, queries in by_service.items())
        if self._settings.deadline is not None:
            seconds = min(seconds, self._settings.deadline)
        self._notify(Planned(links, cached, services, seconds))
        for url, verdict in decided.items():
            self._set(url, verdict, cached=True)
        for key, before in fresh.items():
            del self._open[key]
            verdict = self._in_time(key, before.verdict, before.checked)
            self._set_all(key, verdict, cached=True)
        if not self._open:
            self._notify(Finished(0, 0.0))

    def _links_of(self, keys: Iterable[str]) -> int:
        """Return how many URLs of keys are links."""
        return sum(len(self._plan.urls_of(key)) for key in keys if not key.startswith(QUESTION))

    def _needs_copy(self, verdict: Verdict) -> bool:
        """Return whether a cached verdict is of a run that looked for no copy, or found none."""
        copy = verdict.facts.get("archived_copy")
        return self._settings.suggest and verdict.state == "dead" and copy is None

    def _runner(self) -> "Runner":
        from awesomecheck.links.runner import Runner  # noqa: PLC0415 - loads the whole client

        return Runner(
            self._services,
            self._settings,
            self._network,
            self._report,
            self._notify,
            self._times_added,
        )

    def _times_added(self, queries: Sequence[LinkQuery]) -> Mapping[str, float]:
        """Return when links came into their list, by the key of their query."""
        key_of = {url: query.key for query in queries for url in self._plan.urls_of(query.key)}
        times: Mapping[str, float] = self._added(key_of) if self._added and key_of else {}
        found: dict[str, float] = {}
        for url, time in times.items():
            found[key_of[url]] = min(time, found.get(key_of[url], time))
        return found

    def _report(self, query: LinkQuery, verdict: Verdict) -> None:
        key = query.key
        if self._open.pop(key, None) is None:
            return
        if verdict.reason == NO_SUCH_HOST:
            verdict = replace(verdict, state="dead")  # once that has lasted
        if self._cache is not None:
            self._cache.store(key, verdict, self._network.clock(), self._before.get(key))
        verdict = self._in_time(key, verdict, self._network.clock())
        self._set_all(key, verdict, cached=False)

    def _in_time(self, key: str, verdict: Verdict, now: float) -> Verdict:
        """Return a verdict of a time as the link's history makes it."""
        before = self._before.get(key)
        adapt = with_patience if verdict.state == "dead" else with_dead_since
        return adapt(verdict, now, before, self._settings.patience)

    def _end(self, ending: "Ending") -> None:
        """Close what is open at the end of a run.

        Raises:
            RuntimeError: a service forgot one of its queries.
        """
        for query in self._open.values() if ending == "done" else ():
            raise RuntimeError(f"the service `{query.service}` has no verdict on {query.url}")
        if ending == "deadline":
            left = counted(self._links_of(self._open), "link")
            self._notify(
                Notice(
                    f"the deadline is reached: {left} not checked", GO_ON if self._cache else ""
                )
            )
        self._close_open(_DEADLINE if ending == "deadline" else _OFFLINE)

    def _close_open(self, verdict: Verdict) -> None:
        for query in list(self._open.values()):
            self._report(query, verdict)

    def _set_all(self, key: str, verdict: Verdict, *, cached: bool) -> None:
        for url in self._plan.urls_of(key):
            self._set(url, verdict, cached=cached, is_link=not key.startswith(QUESTION))

    def _set(self, url: str, verdict: Verdict, *, cached: bool, is_link: bool = True) -> None:
        self._verdicts[url] = verdict
        self._notify(Checked(url, verdict, cached, is_link))


_INTERRUPTED = Verdict("unsure", "interrupted", evidence="the check was interrupted before")
_OFFLINE = Verdict("unsure", "offline", evidence="no network")
_DEADLINE = Verdict("unsure", "deadline", evidence="the deadline of the run was reached before")
GO_ON = "run again to check the rest: what is known is in the link cache"
