"""The link checker: URLs in, verdicts out.

Importing this costs little: what talks to the network is loaded when something has to be asked.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from awesomecheck.links.events import (
    Answered,
    Checked,
    Event,
    Finished,
    Held,
    Notice,
    Planned,
    Sent,
)
from awesomecheck.links.memory import Memory, Remembered, default_folder, mindful, patient
from awesomecheck.links.network import Network
from awesomecheck.links.plan import Plan, Question, make_plan
from awesomecheck.links.settings import HostSettings, Ignore, LinkSettings
from awesomecheck.rules import Verdict

__all__ = [
    "Answered",
    "Checked",
    "Event",
    "Finished",
    "Held",
    "HostSettings",
    "Ignore",
    "Interrupted",
    "LinkSettings",
    "Memory",
    "Network",
    "Notice",
    "Planned",
    "Sent",
    "check",
    "default_folder",
]


class Interrupted(Exception):
    """The user broke the check off; `verdicts` has what was known by then, for every URL."""

    def __init__(self, verdicts: dict[str, Verdict]) -> None:
        super().__init__("the check was broken off")
        self.verdicts = verdicts


def check(
    urls: Iterable[str],
    settings: LinkSettings | None = None,
    network: Network | None = None,
    memory: Memory | None = None,
    observer: Callable[[Event], None] | None = None,
) -> dict[str, Verdict]:
    """Gives each distinct URL its verdict, by the URL as it was given.

    What the memory has a fresh verdict for is not asked. Nothing that a URL, a server or the
    network does raises an error.

    Raises:
        Interrupted: the user broke it off.
        UserError: a pattern of the settings is wrong.
    """
    settings = settings or LinkSettings()
    network = network or Network()
    tell = observer or _ignore
    today = date.fromtimestamp(network.clock())
    plan = make_plan(urls, settings, github_host=network.github_host, today=today)
    return _Check(plan, settings, network, memory, tell).run()


def _ignore(_: Event) -> None:
    return


class _Check:
    """The verdicts of one call, as they come."""

    def __init__(
        self,
        plan: Plan,
        settings: LinkSettings,
        network: Network,
        memory: Memory | None,
        tell: Callable[[Event], None],
    ) -> None:
        self._settings = settings
        self._network = network
        self._memory = memory
        self._tell = tell
        self._questions = plan.questions
        self._urls_of: dict[str, list[str]] = {}
        for url, key in plan.keys.items():
            self._urls_of.setdefault(key, []).append(url)
        self._decided = plan.decided
        self._before: Mapping[str, Remembered] = memory.recall(plan.questions) if memory else {}
        self._verdicts = dict.fromkeys(plan.urls, _UNFINISHED)
        self._open = dict(plan.questions)

    def run(self) -> dict[str, Verdict]:
        now = self._network.clock()
        fresh = [
            key
            for key, remembered in self._before.items()
            if remembered.is_fresh(now, self._settings.max_age)
        ]
        remembered = len(self._decided) + sum(len(self._urls_of[key]) for key in fresh)
        self._tell(Planned(len(self._verdicts), remembered))
        for url, verdict in self._decided.items():
            self._give(url, verdict, remembered=True)
        for key in fresh:
            del self._open[key]
            for url in self._urls_of[key]:
                self._give(url, self._judged(key, self._before[key].verdict), remembered=True)
        if not self._open:
            self._tell(Finished(0, 0.0))
            return self._verdicts
        try:
            self._ask()
        except KeyboardInterrupt:
            self._close_open(_UNFINISHED)
            raise Interrupted(self._verdicts) from None
        self._close_open(_OFFLINE)
        return self._verdicts

    def _ask(self) -> None:
        from awesomecheck.links._run import run  # noqa: PLC0415 - loads the whole client

        run(list(self._open.values()), self._settings, self._network, self._report, self._tell)

    def _report(self, question: Question, verdict: Verdict) -> None:
        key = question.key
        if self._open.pop(key, None) is None:
            return
        if self._memory is not None:
            self._memory.record(key, verdict, self._network.clock(), self._before.get(key))
        for url in self._urls_of[key]:
            self._give(url, self._judged(key, verdict), remembered=False)

    def _judged(self, key: str, verdict: Verdict) -> Verdict:
        now, before = self._network.clock(), self._before.get(key)
        judge = patient if verdict.state == "dead" else mindful
        return judge(verdict, now, before, self._settings.patience)

    def _close_open(self, verdict: Verdict) -> None:
        for question in list(self._open.values()):
            self._report(question, verdict)

    def _give(self, url: str, verdict: Verdict, *, remembered: bool) -> None:
        self._verdicts[url] = verdict
        self._tell(Checked(url, verdict, remembered))


_UNFINISHED = Verdict("unsure", "interrupted", evidence="The check was broken off before.")
_OFFLINE = Verdict("unsure", "offline", evidence="There was no network.")
