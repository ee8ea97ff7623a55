"""Errors for users, and words that their messages need."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
import os
import traceback
from typing import TypeGuard

_LONGEST_CAUSE = 200
"""Characters of an exception's message, which may quote a whole list."""


class UserError(Exception):
    """A problem that the user can solve: printed with its hint, exit code 2."""

    def __init__(
        self, message: str, *, hint: str | None = None, others: "tuple[UserError, ...]" = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.others = others
        """More of the same kind, to be printed after it."""


class InputError(UserError):
    """An input that cannot be checked; the others still can."""


class InternalError(InputError):
    """A bug in awesomecheck, or a failure of the system; other inputs still can be checked."""


@contextmanager
def as_internal_error(name: str) -> Generator[None]:
    """Raise an exception that is no `UserError` as an `InternalError` about an input.

    Args:
        name: the input, for the message.

    Raises:
        InternalError: there was such an exception.
    """
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        raise internal_error(error, f"{name}: ") from error


def internal_error(error: BaseException, prefix: str = "") -> InternalError:
    """Return the error for an unexpected exception: what it is, and where to report it.

    Of exceptions of several tasks it is the first: the group says nothing of what went wrong.
    """
    while _is_group(error):
        error = error.exceptions[0]
    if is_of_system(error):
        return InternalError(f"{prefix}{os.fsdecode(error.filename)}: {error.strerror}")
    where = traceback.extract_tb(error.__traceback__)
    place = f" ({where[-1].filename}:{where[-1].lineno})" if where else ""
    cause = f"{type(error).__name__}: {str(error)[:_LONGEST_CAUSE]}"
    return InternalError(
        f"{prefix}a bug in awesomecheck: {cause}{place}",
        hint="report it with the list: https://github.com/awesomecheck/awesomecheck/issues",
    )


class MissingInputError(InputError):
    """An input that does not exist."""

    def __init__(self, name: str, *, hint: str | None = None) -> None:
        super().__init__(f"{name}: no such file or folder", hint=hint)
        self.name = name


def is_of_system(error: BaseException) -> TypeGuard[OSError]:
    """Return whether an exception is no bug: the system refused something about a file."""
    return isinstance(error, OSError) and isinstance(error.filename, str | bytes | os.PathLike)


def _is_group(error: BaseException) -> "TypeGuard[BaseExceptionGroup[BaseException]]":
    return isinstance(error, BaseExceptionGroup)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most similar to a misspelt word, if one is similar enough."""
    import difflib  # noqa: PLC0415 - rarely needed

    found = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.7)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return a hint for a misspelt word: the most similar choice, or all choices."""
    known = sorted(choices)
    found = nearest(word, known)
    return f"did you mean `{found}`?" if found else f"choose from: {', '.join(known)}"


def counted(count: int, noun: str) -> str:
    """Return a number and a noun, in the plural where needed: `2 entries`."""
    if count == 1 or noun == "info":
        return f"{count} {noun}"
    return f"{count} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{count} {noun}s"


def share(count: int, total: int, noun: str = "entry") -> str:
    """Return a part of a whole: `68 of 69 entries`."""
    return f"{count} of {counted(total, noun)}"
