"""Count work in steps of the interpreter, so that no test depends on a clock."""

from collections.abc import Callable
import sys
from types import FrameType
from typing import Any


def lines(run: Callable[[], object]) -> int:
    """Return how many lines of Python a function executes: loops count, not only calls."""
    executed = 0

    def count(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal executed
        executed += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        run()
    finally:
        sys.settrace(before)
    return executed


def calls(run: Callable[[], object]) -> int:
    """Return how many functions, Python's and C's, a function calls."""
    called = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return called
