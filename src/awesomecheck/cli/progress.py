"""Show the progress of a link check, and a summary at its end."""

from collections import Counter
import sys
import time
from typing import TYPE_CHECKING

from awesomecheck.cli.terminal import say
from awesomecheck.errors import counted
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
from awesomecheck.safety.escape import escape_for_terminal
from awesomecheck.safety.redact import redacted

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SHOWN_HOSTS = 2
_STATES = ("alive", "moved", "dead", "unsure", "skipped")


class Observer:
    """Print notices of a link check, each verdict if requested, and a summary."""

    def __init__(self, *, verbose: bool = False, quiet: bool = False) -> None:
        self._verbose = verbose
        self._quiet = quiet
        self._states: Counter[str] = Counter()
        self._requests = 0
        self._started = time.monotonic()

    def close(self) -> None:
        """Print the summary."""
        if not self._quiet and self._states:
            say(self._summary())

    def __call__(self, event: Event) -> None:
        """Handle an event."""
        match event:
            case Checked(url, verdict):
                self._states[verdict.state] += 1
                if self._verbose:
                    place = redacted(url)
                    say(f"{verdict.state} {verdict.reason} {place}: {verdict.evidence}")
            case Notice(message, hint):
                say(f"notice: {message}{f'; {hint}' if hint else ''}")
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
        requests = counted(self._requests, "request")
        return f"{links}: {kinds}; {requests} in {seconds:.1f} s"


class BarObserver(Observer):
    """The same with a progress bar, for a terminal."""

    def __init__(self) -> None:
        super().__init__()
        self._in_flight: Counter[str] = Counter()
        self._paused: dict[str, tuple[float, str]] = {}
        self._bar, self._task = make_bar()
        self._bar.start()

    def close(self) -> None:
        """Remove the bar, and print the summary."""
        self._bar.stop()
        super().close()

    def __call__(self, event: Event) -> None:
        """Handle an event and update the bar."""
        match event:
            case Planned(links):
                known = self._bar.tasks[0].total or 0
                self._bar.update(self._task, total=known + links)
            case Checked():
                super().__call__(event)
                self._bar.advance(self._task)
            case Sent(host):
                self._in_flight[host] += 1
            case Answered(host):
                self._in_flight[host] -= 1
            case Paused(host, seconds, reason):
                self._paused[host] = (time.monotonic() + seconds, reason)
            case _:
                super().__call__(event)
        self._bar.update(self._task, waiting=self._waiting())

    def _waiting(self) -> str:
        in_flight = sum(self._in_flight.values())
        now = time.monotonic()
        paused = [
            (until, host, reason) for host, (until, reason) in self._paused.items() if until > now
        ]
        parts = [f"{in_flight} in flight"]
        parts += [
            f"{escape_for_terminal(host)} in {until - now:.0f} s ({reason})"
            for until, host, reason in sorted(paused)[:_SHOWN_HOSTS]
        ]
        return ", ".join(parts)


def make_bar() -> "tuple[Progress, TaskID]":
    """Return a bar on stderr with its task; the text after the bar is cut first."""
    from rich.console import Console  # noqa: PLC0415 - only for a terminal
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.table import Column  # noqa: PLC0415

    fixed = Column(no_wrap=True)
    rest = Column(no_wrap=True, ratio=1)
    bar = Progress(
        TextColumn("links"),
        BarColumn(bar_width=30, table_column=Column()),  # shrinks on a narrow terminal
        MofNCompleteColumn(table_column=fixed),
        TimeRemainingColumn(compact=True, table_column=fixed),
        TextColumn("{task.fields[waiting]}", markup=False, table_column=rest),
        console=Console(stderr=True),
        transient=True,
        expand=True,
    )
    return bar, bar.add_task("links", total=None, waiting="")


def observer_for(*, verbose: bool, quiet: bool) -> Observer:
    """Return the observer for a terminal, or for a pipe."""
    if sys.stderr.isatty() and not (verbose or quiet):
        return BarObserver()
    return Observer(verbose=verbose, quiet=quiet)
