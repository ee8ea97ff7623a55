"""What may become of an option of another tool."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from awesomecheck.config.options import key_of
from awesomecheck.errors import UserError
from awesomecheck.links.settings import HostSettings, LinkSettings
from awesomecheck.migrate import values
from awesomecheck.migrate.model import (
    Elsewhere,
    Fate,
    Form,
    Given,
    Left,
    Needless,
    Outcome,
    Pattern,
    Setting,
)
from awesomecheck.migrate.patterns import (
    Dialect,
    NotCarriedError,
    containing,
    expression,
    is_of_the_web,
)
from awesomecheck.migrate.words import CODES, ONLY_THE_WEB
from awesomecheck.safety.redact import masked

_HARD_EVIDENCE = (404, 410)
VARIES = "its value is put together when the command runs"


def needless(why: str) -> Fate:
    """Nothing has to be set, because it is always so, or because it is not said there."""

    def carry(given: Given) -> Iterator[Outcome]:
        yield Needless(given, why)

    return Fate(f"nothing: {why}", carry)


def left(why: str) -> Fate:
    """There is nothing like it."""

    def carry(given: Given) -> Iterator[Outcome]:
        yield Left(given, why)

    return Fate(f"not carried over: {why}", carry)


def switched(fate: Fate) -> Fate:
    """A fate of what is switched on; what is switched off is as if it were not there."""

    def carry(given: Given) -> Iterator[Outcome]:
        if given.value is True or given.value == "true":
            yield from fate.carry(given)
        elif given.value is not False and given.value != "false":
            raise values.wrong(given, "true or false")

    return Fate(fate.becomes, carry)


def setting(field: str, read: Callable[[Given], float]) -> Fate:
    """A number of `links`."""

    def carry(given: Given) -> Iterator[Outcome]:
        if given.varies:
            yield Left(given, VARIES)
            return
        value = read(given)
        fault = fault_in(LinkSettings(), field, value)
        if fault is None:
            yield Setting(("links", key_of(field)), value, given)
        else:
            yield Left(given, fault)

    return Fate(f"`links.{key_of(field)}`", carry)


def fault_in(settings: LinkSettings | HostSettings, field: str, value: float) -> str | None:
    """Why a field of settings does not take a value."""
    changes: dict[str, Any] = {field: value}
    try:
        replace(settings, **changes)
    except UserError as error:
        return error.message
    return None


def rule(name: str, value: str) -> Fate:
    """A rule that is set to something."""

    def carry(given: Given) -> Iterator[Outcome]:
        yield Setting(("rules", name), value, given)

    return Fate(f"`rules.{name}: {value}`", carry)


def substrings(reason: str) -> Fate:
    """URLs that contain a text are ignored."""

    def carry(given: Given) -> Iterator[Outcome]:
        written = values.text(given).strip()
        if written:
            yield _pattern(
                given, written, lambda: Pattern("ignore", containing(written), reason, given)
            )

    return Fate("`links.ignore`", carry)


def ignored(reason: str, dialect: Dialect, *, yields: bool = False) -> Fate:
    """URLs in which a regular expression is found are ignored."""

    def carry(given: Given) -> Iterator[Outcome]:
        written = values.text(given, "a regular expression")
        if not is_of_the_web(written):
            yield Needless(given, ONLY_THE_WEB)
            return
        yield _pattern(
            given,
            written,
            lambda: Pattern("ignore", expression(written, dialect), reason, given, yields),
        )

    return Fate("`links.ignore`", carry)


def only(dialect: Dialect) -> Fate:
    """No other URLs than those in which a regular expression is found are asked."""

    def carry(given: Given) -> Iterator[Outcome]:
        written = values.text(given, "a regular expression")
        yield _pattern(
            given, written, lambda: Pattern("only", expression(written, dialect), "", given)
        )

    return Fate("`links.only`, where nothing is excluded", carry)


def _pattern(given: Given, written: str, make: Callable[[], Pattern]) -> Outcome:
    if given.varies:
        return Left(given, f"`{masked(written)}`: {VARIES}")
    try:
        return make()
    except NotCarriedError as error:
        return Left(given, f"`{masked(written)[:200]}`: {error}")


def statuses() -> Fate:
    """Status codes that count as alive: with us, only two of them make a link dead."""
    becomes = needless(CODES)
    evidence = (
        "404 and 410 are what shows that a link is dead; name single pages in `links.ignore`"
    )

    def carry(given: Given) -> Iterator[Outcome]:
        if given.varies:
            yield Left(given, VARIES)
        elif values.covers(given, _HARD_EVIDENCE):
            yield Left(given, evidence)
        else:
            yield from becomes.carry(given)

    return Fate(becomes.becomes, carry)


def elsewhere(form: Form) -> Fate:
    """Another file is read too."""

    def carry(given: Given) -> Iterator[Outcome]:
        name = values.text(given, "the name of a file")
        yield Left(given, VARIES) if given.varies else Elsewhere(name, form, given)

    return Fate("what that file says", carry)
