"""What an option of another tool may become."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from awesomecheck.config.options import key_of
from awesomecheck.errors import UserError
from awesomecheck.links.settings import HostSettings, LinkSettings
from awesomecheck.migrate import values
from awesomecheck.migrate.model import (
    Conversion,
    Given,
    Outcome,
    Remark,
    Setting,
    Status,
    UrlPattern,
)
from awesomecheck.migrate.patterns import (
    Dialect,
    NotCarriedError,
    containing,
    expression,
    may_match_web,
)
from awesomecheck.safety.redact import masked


def _remark(status: Status, why: str) -> Conversion:
    return Conversion(f"{status}: {why}", lambda given: [Remark(status, given, why)])


_not_needed = partial(_remark, "not needed")
_not_carried = partial(_remark, "not carried over")

ALWAYS_SO = _not_needed("always the case")
FILES = _not_needed("relative links are checked as files")
MOVED = _not_needed("a moved link is a warning; `moved-link: off` turns it off")
PRIVATE = _not_needed("private addresses are requested only with `links.allow-private`")
RATE_LIMITS = _not_needed("each host has a rate limit; `links.hosts` sets it for one")
RETRIED = _not_needed("temporary failures are retried, when the server allows it")
STATUS_CODES = _not_needed("only 404 and 410 make a link dead; list such pages in `links.ignore`")
UNSURE = _not_needed("such a link is `unsure`, which by default fails no run")
WHERE_IT_RUNS = _not_needed("set on the command line or in the workflow")

AS_WRITTEN = _not_carried("URLs are requested as written")
FROM_THE_LIST = _not_carried("relative links start at the list's folder (`missing-file`)")
MARKDOWN_ONLY = _not_carried("only Markdown is read")
NO_COUNTERPART = _not_carried("no counterpart")
NO_HEADERS = _not_carried("headers are set for one host, in `links.hosts.HOST.headers`")
PATHS = _not_carried("`exclude` takes patterns as in .gitignore")


def link_setting(field: str, read: Callable[[Given], float]) -> Conversion:
    """Return the conversion to a number of `links`."""
    keys = ("links", key_of(field))
    return Conversion(
        f"`{'.'.join(keys)}`",
        lambda given: [checked(LinkSettings(), keys, field, given, read(given))],
    )


def checked(
    settings: LinkSettings | HostSettings,
    keys: tuple[str, ...],
    field: str,
    given: Given,
    value: float,
) -> Outcome:
    """Return a setting if the field accepts the value."""
    changes: dict[str, Any] = {field: value}
    try:
        replace(settings, **changes)
    except UserError as error:
        return Remark("not carried over", given, error.message)
    return Setting(keys, value, given)


def rule(name: str, value: str) -> Conversion:
    """Return the conversion of a flag to a rule's severity."""
    return Conversion(
        f"`rules.{name}: {value}`",
        lambda given: [Setting(("rules", name), value, given)],
    )


def ignore_containing(reason: str) -> Conversion:
    """Return the conversion of comma-separated texts: URLs that contain one are ignored."""
    return Conversion(
        "`links.ignore`",
        lambda given: (_pattern(each, containing, reason) for each in given.items(",")),
    )


def ignore_matching(reason: str, dialect: Dialect) -> Conversion:
    """Return the conversion of regular expressions: URLs that match one are ignored."""

    def convert(given: Given) -> Iterator[Outcome]:
        for each in given.items():
            if may_match_web(values.text(each, "a regular expression")):
                yield _pattern(each, partial(expression, dialect=dialect), reason)
            else:
                yield from FILES.convert(each)

    return Conversion("`links.ignore`", convert)


def only_matching(dialect: Dialect) -> Conversion:
    """Return the conversion of regular expressions: only URLs that match one are checked."""
    to_pattern = partial(expression, dialect=dialect)
    return Conversion(
        "`links.only`, unless URLs are excluded",
        lambda given: (_pattern(each, to_pattern) for each in given.items()),
    )


def _pattern(given: Given, convert: Callable[[str], str], reason: str = "") -> Outcome:
    written = values.text(given, "a regular expression")
    try:
        return UrlPattern("ignore" if reason else "only", convert(written), reason, given)
    except NotCarriedError as error:
        why = f"`{masked(written)[:200]}`: {error}"
        return Remark("not carried over", given, why)
