"""The command `fleet run`: shows how far it is, and what it has found."""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

from awesomecheck.cli.failures import DONE, FAILED, INTERRUPTED
from awesomecheck.cli.progress import SECONDS_BETWEEN, make_bar
from awesomecheck.cli.terminal import say
from awesomecheck.errors import counted

if TYPE_CHECKING:
    from types import FrameType

    from rich.progress import Progress, TaskID

    from awesomecheck.fleet.progress import Progress as FleetProgress
    from awesomecheck.fleet.run import FleetOutcome

_STATES = ("alive", "moved", "dead", "unsure", "skipped")


def show_run(run: "Callable[[FleetProgress], FleetOutcome]") -> int:
    """Run a fleet, show how far it is, and print what it has found.

    Returns:
        The exit status.

    Raises:
        UserError: it cannot be run.
    """
    shown = _Bars() if sys.stderr.isatty() else _Lines()
    try:
        with closing(shown), _second_ctrl_c_ends_at_once():
            outcome = run(shown)
    except KeyboardInterrupt:
        say("interrupted: run the same command again to go on")
        return INTERRUPTED
    for line in _summary(outcome):
        say(line)
    asked = outcome.asked
    nothing_checked = asked and asked.links and asked.not_reached == asked.links
    return FAILED if outcome.failed == outcome.lists or nothing_checked else DONE


@contextmanager
def _second_ctrl_c_ends_at_once() -> Generator[None]:
    """Raise KeyboardInterrupt once; whoever does not wait until workers have ended is not made to.

    Workers end with this process, whatever ends it.
    """
    own = [
        number
        for number in (signal.SIGINT, signal.SIGTERM)
        if threading.current_thread() is threading.main_thread()
        and signal.getsignal(number) is signal.default_int_handler
    ]

    def leave(_signal: int, _frame: "FrameType | None") -> None:
        os._exit(INTERRUPTED)

    def interrupt(_signal: int, _frame: "FrameType | None") -> None:
        for number in own:
            signal.signal(number, leave)  # to the end, when Dask, too, closes what is left
        raise KeyboardInterrupt

    for number in own:
        signal.signal(number, interrupt)
    yield
    for number in own:
        signal.signal(number, signal.default_int_handler)


def _summary(outcome: "FleetOutcome") -> list[str]:
    """Return what was found, in sentences."""
    failed = f", {outcome.failed} could not be read" if outcome.failed else ""
    lines = [f"{counted(outcome.lists, 'list')}{failed}; {counted(outcome.findings, 'finding')}"]
    if outcome.failed:
        lines.append("hint: `awesomecheck fleet report` says which lists were not read, and why")
    if asked := outcome.asked:
        states = [
            f"{outcome.verdicts[each]} {each}" for each in _STATES if each in outcome.verdicts
        ]
        requests = counted(asked.requests, "request")
        lines.append(f"{counted(asked.links, 'link')}: {', '.join(states)}; {requests}")
        if asked.not_reached:
            left = counted(asked.not_reached, "link")
            lines.append(
                f"{left} due but not checked: the next run in this folder begins with them"
            )
    return lines


class _Lines:
    """Says from time to time how far a run is."""

    def __init__(self) -> None:
        self._phase = ""
        self._total = self._done = self._before = 0
        self._begun = self._said = time.monotonic()

    def close(self) -> None:
        """End."""

    def begin(self, phase: str, total: int, done: int = 0) -> None:
        """Say what begins."""
        self._phase, self._total, self._done, self._before = phase, total, done, done
        self._begun = self._said = time.monotonic()
        before = f", {done} of them by an earlier run" if done else ""
        self.say(f"{phase}: {total}{before}")

    def reach(self, done: int) -> None:
        """Say how far the run is, if that was said some time ago."""
        now, self._done = time.monotonic(), done
        if now - self._said >= SECONDS_BETWEEN:
            self._said = now
            self.say(self._line(now))

    def _line(self, now: float) -> str:
        passed, new = now - self._begun, self._done - self._before
        rest = passed / new * (self._total - self._done) if new > 0 else None
        left = "" if rest is None else f"; about {rest:.0f} s left"
        return f"{self._phase}: {self._done} of {self._total} in {passed:.0f} s{left}"

    def say(self, message: str) -> None:
        """Print a line."""
        say(message)


class _Bars:
    """Shows a bar for each phase, on a terminal."""

    def __init__(self) -> None:
        self._bar: tuple[Progress, TaskID] | None = None

    def close(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar[0].stop()
            self._bar = None

    def begin(self, phase: str, total: int, done: int = 0) -> None:
        """Show a new bar."""
        self.close()
        bar, task = self._bar = make_bar(phase)
        bar.update(task, total=total, completed=done)
        bar.start()

    def reach(self, done: int) -> None:
        """Move the bar."""
        if self._bar is not None:
            bar, task = self._bar
            bar.update(task, completed=done)

    def say(self, message: str) -> None:
        """Print a line above the bar."""
        say(message)
