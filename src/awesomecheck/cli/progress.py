"""Show the progress of a link check, and a summary at its end."""

from collections import Counter
from collections.abc import Mapping
import math
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
SECONDS_BETWEEN = 30
"""Between lines about how far a check is, where there is no terminal."""
_SLOW = 60
"""Links from which on a check may take so long that its plan is printed."""
_SHORTEST = 45
"""Seconds below which a check is likely to take less than a minute."""
_STATES = ("alive", "moved", "dead", "unsure", "skipped")


def _plan(links: int, cached: int, services: Mapping[str, int], seconds: float) -> str:
    """Return what a long check has to do, and how long it may take; empty for a short one."""
    if links - cached < _SLOW:
        return ""
    kinds = ", ".join(f"{count} {service}" for service, count in sorted(services.items()))
    known = f"; {cached} need no request" if cached else ""
    return f"checking {counted(links, 'link')}: {kinds}{known}; {_about(seconds)}"


def _about(seconds: float) -> str:
    """Return a time as an estimate: too short is worse than too long."""
    if seconds < _SHORTEST:
        return "less than a minute"
    return f"about {counted(math.ceil(seconds / 60), 'minute')}"


class Observer:
    """Print notices of a link check, each verdict if requested, and a summary."""

    def __init__(self, *, verbose: bool = False, quiet: bool = False) -> None:
        self._verbose = verbose
        self._quiet = quiet
        self._states: Counter[str] = Counter()
        self._requests = 0
        self._links = self._checked = 0
        self._started = self._said = time.monotonic()

    def close(self) -> None:
        """Print the summary."""
        if not self._quiet and self._states:
            say(self._summary())

    def __call__(self, event: Event) -> None:
        """Handle an event."""
        match event:
            case Planned(links, cached, services, seconds):
                self._links += links - cached
                self._print(_plan(links, cached, services, seconds))
            case Checked(url, verdict, cached, is_link):
                if is_link:
                    self._states[verdict.state] += 1
                    self._checked += not cached
                    self._say_how_far()
                if self._verbose:
                    place = redacted(url)
                    say(f"{verdict.state} {verdict.reason} {place}: {verdict.evidence}")
            case Notice(message, hint):
                say(f"notice: {message}{f'; {hint}' if hint else ''}")
            case Finished(requests):
                self._requests += requests
            case _:
                pass

    def _print(self, line: str) -> None:
        """Print how the check gets on, where there is no bar."""
        if line and not self._quiet:
            say(line)

    def _say_how_far(self) -> None:
        """Say from time to time how many links are checked."""
        now, done = time.monotonic(), self._checked
        if now - self._said >= SECONDS_BETWEEN and 0 < done < self._links:
            self._said = now
            rest = (now - self._started) / done * (self._links - done)
            self._print(
                f"{done} of {self._links} links checked in {now - self._started:.0f} s;"
                f" about {rest:.0f} s left"
            )

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

    def _print(self, line: str) -> None:
        """Print nothing: the bar shows it."""

    def close(self) -> None:
        """Remove the bar, and print the summary."""
        self._bar.stop()
        super().close()

    def __call__(self, event: Event) -> None:
        """Handle an event and update the bar."""
        match event:
            case Planned(links):
                super().__call__(event)
                known = self._bar.tasks[0].total or 0
                self._bar.update(self._task, total=known + links)
            case Checked(is_link=is_link):
                super().__call__(event)
                self._bar.advance(self._task, int(is_link))
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


def make_bar(things: str = "links") -> "tuple[Progress, TaskID]":
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
        TextColumn(things),
        BarColumn(bar_width=30, table_column=Column()),  # shrinks on a narrow terminal
        MofNCompleteColumn(table_column=fixed),
        TimeRemainingColumn(compact=True, table_column=fixed),
        TextColumn("{task.fields[waiting]}", markup=False, table_column=rest),
        console=Console(stderr=True),
        transient=True,
        expand=True,
    )
    return bar, bar.add_task(things, total=None, waiting="")


def observer_for(*, verbose: bool, quiet: bool) -> Observer:
    """Return the observer for a terminal, or for a pipe."""
    if sys.stderr.isatty() and not (verbose or quiet):
        return BarObserver()
    return Observer(verbose=verbose, quiet=quiet)
