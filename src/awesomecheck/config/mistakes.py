"""Collect the mistakes in a configuration, to report them all at once."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from awesomecheck.errors import UserError

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Mistakes:
    """Errors about parts of a configuration; each leaves the other parts to be read."""

    def __init__(self) -> None:
        self._errors: list[UserError] = []

    @contextmanager
    def collected(self) -> Generator[None]:
        """Collect the error of a part."""
        try:
            yield
        except UserError as error:
            own = UserError(error.message, hint=error.hint)
            self._errors += [own, *error.others]

    def value(
        self, otherwise: _T, read: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Return what a function reads of a part, or something else if there is a mistake."""
        with self.collected():
            return read(*args, **kwargs)
        return otherwise

    def check(self) -> None:
        """Raise what was collected.

        Raises:
            UserError: there were mistakes; the first one, with the others.
        """
        if self._errors:
            first, *others = self._errors
            raise UserError(first.message, hint=first.hint, others=tuple(others))
