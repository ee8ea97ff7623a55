"""What the maintainer of a list should do, the most certain first."""

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from operator import not_
import shlex
from typing import NamedTuple

from awesomecheck.health.model import Group, Item
from awesomecheck.health.places import Places
from awesomecheck.rules import Finding

_CONFIRMED = 2
"""Failures of a link in different checks after which it is certainly dead."""
_LINK_RULES = ("dead-link", "moved-link", "renamed-repository")
_MOVED = _LINK_RULES[1:]
_PAPER_RULES = (
    "title-differs",
    "authors-differ",
    "same-id-different-title",
    "year-before-preprint",
    "preprint-year",
)
RULES = frozenset(
    (*_LINK_RULES, *_PAPER_RULES, "withdrawn-paper", "published-preprint", "code-available")
)
"""The rules whose findings are shown; all others are the business of `check`."""


class _Task(NamedTuple):
    """Something to do about the findings of some rules that have a property."""

    title: str
    advice: str
    rules: Sequence[str]
    applies: Callable[[Places, Finding], bool] = lambda _, __: True


def to_do(places: Places, findings: Sequence[Finding], path: str) -> Iterator[Group]:
    """Yield what there is to do.

    Args:
        places: the list.
        findings: what the rules found; each is in the first group that it fits.
        path: of the list, for commands.
    """
    rest = sorted(findings, key=lambda finding: finding.span.start)
    for task in _TASKS:
        fits = [each.rule in task.rules and task.applies(places, each) for each in rest]
        chosen = list(compress(rest, fits))
        rest = list(compress(rest, map(not_, fits)))
        if chosen:
            items = tuple(_item(places, finding) for finding in chosen)
            yield Group(task.title, items, task.advice.format(list=_argument(path)))


def _argument(path: str) -> str:
    """Return the path as an argument after a command; nothing for what is the default."""
    return "" if path == "README.md" else f" {shlex.quote(path)}"


def _item(places: Places, finding: Finding) -> Item:
    """Return the place of a finding: what a link's server said, or else the message."""
    item, known = places.item(finding), places.known(finding)
    if known is None or finding.rule not in _LINK_RULES:
        return item
    about = places.link_item(known)
    was_dead = known.verdict is None or known.verdict.state == "unsure"
    return item if was_dead else item._replace(said=about.said, new=about.new)


def _is_confirmed(places: Places, finding: Finding) -> bool:
    known = places.known(finding)
    failures = known.history.failures if known and known.history else 0
    return _is_dead(places, finding) and failures >= _CONFIRMED


def _has_copy(places: Places, finding: Finding) -> bool:
    return _is_confirmed(places, finding) and _has_fix(places, finding)


def _is_dead(places: Places, finding: Finding) -> bool:
    known = places.known(finding)
    return known is not None and known.verdict is not None and known.verdict.state == "dead"


def _has_fix(_: Places, finding: Finding) -> bool:
    return finding.fix is not None


def _has_safe_fix(_: Places, finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe


_TASKS = (
    _Task(
        "Dead links, confirmed by a second check, with an archived copy",
        "Put the copies in their place, or remove the entries:"
        " `awesomecheck --fix --unsafe-fixes --select dead-link{list}`",
        ("dead-link",),
        _has_copy,
    ),
    _Task(
        "Dead links, confirmed by a second check",
        "Look for where they are now, or remove them",
        ("dead-link",),
        _is_confirmed,
    ),
    _Task(
        "Moved links with a certain new address",
        "Follow them: `awesomecheck update --only links --only repositories{list}`",
        _MOVED,
        _has_safe_fix,
    ),
    _Task(
        "Withdrawn papers",
        "Remove them, or say that they are withdrawn",
        ("withdrawn-paper",),
    ),
    _Task(
        "Published since their preprint",
        "Give them their venue: `awesomecheck update --only published{list}`",
        ("published-preprint",),
        _has_fix,
    ),
    _Task(
        "Papers whose code is available, as two sources say",
        "Add links to it: `awesomecheck update --only code{list}`",
        ("code-available",),
        _has_fix,
    ),
    _Task(
        "Papers whose code may be available",
        "Look at what one source says, and add a link",
        ("code-available",),
    ),
    _Task(
        "Dead links, seen once",
        "Check them again on another day before you remove them",
        ("dead-link",),
        _is_dead,
    ),
    _Task(
        "Links that were dead, and could not be checked now",
        "Look whether they are back",
        ("dead-link",),
    ),
    _Task(
        "Moved links to look at",
        "Look at where they lead now, then follow them by hand",
        _MOVED,
    ),
    _Task(
        "Entries to compare with their papers",
        "They say something else than what is known of their papers",
        (*_PAPER_RULES, "published-preprint"),
    ),
)
