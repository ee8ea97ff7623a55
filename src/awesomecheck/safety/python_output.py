"""Escape what Python and libraries print by themselves: logs, warnings, uncaught exceptions."""

from collections.abc import Iterable
import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any, TextIO
import warnings

from awesomecheck.safety.escape import disarm_commands, escape_for_terminal


def escape_python_output() -> None:
    """Escape log records, warnings and uncaught exceptions from now on.

    They may quote a list, a server or a file name. This changes the whole process: programs call
    it as they start, the library never does.
    """
    logging.setLogRecordFactory(_Record)
    logging.raiseExceptions = False  # a handler that fails would print the record as it is
    warnings.showwarning = _show_warning
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _uncaught_in_thread


class _Record(logging.LogRecord):
    """A log record that any handler may print."""

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        if self.exc_info and self.exc_info[0]:
            self.exc_text = _escaped(traceback.format_exception(*self.exc_info))
        if self.stack_info:
            self.stack_info = _escaped([self.stack_info])

    def getMessage(self) -> str:  # noqa: N802 - as logging calls it
        try:
            message = super().getMessage()
        except Exception:
            message = str(self.msg)
        return _escaped_line(message)


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    _print([warnings.formatwarning(message, category, filename, lineno, line)], file)


def _uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _print(traceback.format_exception(kind, error, trace))


def _uncaught_in_thread(raised: threading.ExceptHookArgs) -> None:
    if raised.exc_type is not SystemExit and raised.exc_value is not None:
        name = raised.thread.name if raised.thread else "unknown"
        _print([f"Exception in thread {name}:"])
        _uncaught(raised.exc_type, raised.exc_value, raised.exc_traceback)


def _unraisable(raised: "sys.UnraisableHookArgs") -> None:
    _print([f"{raised.err_msg or 'Exception ignored in'}: {raised.object!r}"])
    if raised.exc_value is not None:
        _uncaught(raised.exc_type, raised.exc_value, raised.exc_traceback)


def _print(parts: Iterable[str], file: TextIO | None = None) -> None:
    stream = file or sys.stderr
    # Python sets it to None if it was closed at the start.
    if stream is not None:  # pyright: ignore[reportUnnecessaryComparison]
        stream.write(_escaped(parts) + "\n")


def _escaped(parts: Iterable[str]) -> str:
    """Return parts of a traceback or of a warning, escaped line by line."""
    return "\n".join(_escaped_line(line) for part in parts for line in part.splitlines())


def _escaped_line(text: str) -> str:
    return disarm_commands(escape_for_terminal(text))
