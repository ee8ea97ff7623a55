"""What a person sees of a link check while it goes on, and the line that remains of it."""

from collections import Counter
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from awesomecheck.cli.terminal import say
from awesomecheck.errors import counted
from awesomecheck.links.checker import (
    Answered,
    Checked,
    Event,
    Finished,
    Held,
    Notice,
    Planned,
    Sent,
)
from awesomecheck.safety.escape import for_terminal
from awesomecheck.safety.redact import redacted

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SHOWN_HOSTS = 2
_STATES = ("alive", "moved", "dead", "unsure", "skipped")


class Observer:
    """Takes the events of a link check: notices, each verdict if asked for, and a summary."""

    def __init__(self, *, verbose: bool = False, quiet: bool = False) -> None:
        self._verbose = verbose
        self._quiet = quiet
        self._states: Counter[str] = Counter()
        self._requests = 0
        self._started = time.monotonic()

    def __enter__(self) -> "Observer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._quiet and self._states:
            say(self._summary())

    def __call__(self, event: Event) -> None:
        """Note one event."""
        match event:
            case Checked(url, verdict):
                self._states[verdict.state] += 1
                if self._verbose:
                    place = redacted(url)
                    say(f"{verdict.state} {verdict.reason} {place}: {verdict.evidence}")
            case Notice(message, hint):
                say(f"notice: {message}{f' {hint}' if hint else ''}")
            case Finished(requests):
                self._requests += requests
            case _:
                pass

    def _summary(self) -> str:
        total = sum(self._states.values())
        kinds = ", ".join(
            f"{self._states[state]} {state}" for state in _STATES if self._states[state]
        )
        seconds = time.monotonic() - self._started
        links = counted(total, "link")
        asked = counted(self._requests, "request")
        return f"{links}: {kinds}; {asked} in {seconds:.1f} s"


class BarObserver(Observer):
    """The same with a progress bar: for a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        super().__init__(quiet=quiet)
        self._flying: Counter[str] = Counter()
        self._held: dict[str, tuple[float, str]] = {}
        self._bar, self._task = make_bar()

    def __enter__(self) -> "BarObserver":
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()
        super().__exit__(kind, error, trace)

    def __call__(self, event: Event) -> None:
        """Note one event and draw what it changes."""
        match event:
            case Planned(links):
                known = self._bar.tasks[0].total or 0
                self._bar.update(self._task, total=known + links)
            case Checked():
                super().__call__(event)
                self._bar.advance(self._task)
            case Sent(host):
                self._flying[host] += 1
            case Answered(host):
                self._flying[host] -= 1
            case Held(host, seconds, reason):
                self._held[host] = (time.monotonic() + seconds, reason)
            case _:
                super().__call__(event)
        self._bar.update(self._task, waiting=self._waiting())

    def _waiting(self) -> str:
        flying = sum(self._flying.values())
        now = time.monotonic()
        held = [
            (until, host, reason) for host, (until, reason) in self._held.items() if until > now
        ]
        parts = [f"{flying} in flight"]
        parts += [
            f"{for_terminal(host)} in {until - now:.0f} s ({reason})"
            for until, host, reason in sorted(held)[:_SHOWN_HOSTS]
        ]
        return ", ".join(parts)


def make_bar() -> "tuple[Progress, TaskID]":
    """A bar on stderr, with a task that tells what it waits for; that text yields first."""
    from rich.console import Console  # noqa: PLC0415 - only a terminal sees it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.table import Column  # noqa: PLC0415

    firm = Column(no_wrap=True)
    rest = Column(no_wrap=True, ratio=1)
    bar = Progress(
        TextColumn("links"),
        BarColumn(bar_width=30, table_column=Column()),  # shrinks where even that is too wide
        MofNCompleteColumn(table_column=firm),
        TimeRemainingColumn(compact=True, table_column=firm),
        TextColumn("{task.fields[waiting]}", markup=False, table_column=rest),
        console=Console(stderr=True),
        transient=True,
        expand=True,
    )
    return bar, bar.add_task("links", total=None, waiting="")


def observer_for(*, verbose: bool, quiet: bool) -> Observer:
    """The observer for a terminal, or for a pipe."""
    if sys.stderr.isatty() and not (verbose or quiet):
        return BarObserver()
    return Observer(verbose=verbose, quiet=quiet)
