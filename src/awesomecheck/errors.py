"""The one error that a user can cause, and the guess at what was meant."""

from collections.abc import Iterable


class UserError(Exception):
    """Something that the user can put right: printed with its hint, exit code 2."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(UserError):
    """One input that cannot be checked; the others still can."""


class MissingInputError(InputError):
    """An input that is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: no such file or folder")
        self.name = name


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that a misspelt word most likely stands for."""
    import difflib  # noqa: PLC0415 - only a mistake needs it

    found = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.7)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint for a misspelt word: the nearest choice, or all of them where none is near."""
    known = sorted(choices)
    found = nearest(word, known)
    return f"did you mean `{found}`?" if found else f"known are: {', '.join(known)}"


def counted(count: int, noun: str) -> str:
    """Return a number with what is counted, in the plural where that is right."""
    if count == 1 or noun == "info":
        return f"{count} {noun}"
    return f"{count} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{count} {noun}s"


def share(count: int, total: int, noun: str = "entry") -> str:
    """Return how many of all do the same: `68 of 69 entries`."""
    return f"{count} of {counted(total, noun)}"
