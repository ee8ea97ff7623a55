"""What a report on the health of a list says, however it is written.

Texts may come from the list, from servers or from the cache: each rendering escapes them. Text
between backquotes is code. URLs are without passwords.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from awesomecheck.links.recorded_run import RecordedRun
from awesomecheck.rules import State

LinkState = Literal["alive", "moved", "dead", "unsure", "skipped", "not checked"]
STATES: Final[tuple[LinkState, ...]] = get_args(LinkState)
_SEVERAL = 5
"""Papers in a list of other things that are not there by chance."""


class Item(NamedTuple):
    """A place in the list, and what is to be said of it."""

    line: int | None
    """None for what is not in the list any more."""
    name: str
    """Of the entry, or the text of the link."""
    said: str = ""
    url: str = ""
    """Of the link; empty where it is not about one."""
    new: str = ""
    """The URL of a copy, or where the link leads now."""


class Group(NamedTuple):
    """Places with the same in common."""

    title: str
    items: tuple[Item, ...]
    advice: str = ""
    """What to do, in a sentence without a full stop."""


class Bar(NamedTuple):
    """Something counted by a property, such as its year."""

    label: str
    number: int


class SectionCount(NamedTuple):
    """What a section has, without its subsections."""

    path: tuple[str, ...]
    entries: int
    with_code: int
    dead: int


class Since(NamedTuple):
    """What changed since the check before the last one, which was on an earlier day."""

    day: date
    groups: tuple[Group, ...]
    """Without those that nothing is in."""
    before: Mapping[State, int]


class LinkLine(NamedTuple):
    """A link of the list at its first place."""

    line: int
    name: str
    url: str
    section: str
    year: int | None
    venue: str
    state: LinkState
    said: str
    """Why it has its state; empty for living ones."""


class Health(NamedTuple):
    """The health of a list on a day."""

    title: str
    path: str
    day: date
    page: str
    """The URL of the list's text on GitHub, to which `#L1` can be appended; or empty."""
    entries: int
    papers: int
    with_code: int
    """How many of the papers have a link to code."""
    states: Mapping[LinkState, int]
    """How many links have each state, without states that none has."""
    notices: tuple[str, ...]
    """Why the report may not have everything."""
    to_do: tuple[Group, ...]
    """What is most certain comes first."""
    since: Since | None
    trend: tuple[RecordedRun, ...]
    """Checks of earlier days and of this one, the oldest first."""
    sections: tuple[SectionCount, ...]
    years: tuple[Bar, ...]
    venues: tuple[Bar, ...]
    repositories: tuple[Group, ...]
    """Those that nobody works on any more."""
    unsure: tuple[Group, ...]
    """By reason."""
    rows: tuple[LinkLine, ...]

    @property
    def links(self) -> int:
        """How many different web links there are."""
        return len(self.rows)

    @property
    def has_papers(self) -> bool:
        """Whether it is worth saying how many papers have code."""
        return self.papers >= _SEVERAL or 2 * self.papers >= self.entries > 0

    @property
    def tasks(self) -> int:
        """How many places there are to do something about."""
        return sum(len(group.items) for group in self.to_do)
