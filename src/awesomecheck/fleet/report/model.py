"""What a report on a fleet says, however it is written.

Texts come out of strangers' lists and servers: each rendering escapes them. They are short, and
URLs are without passwords. Each table has at most `top` rows.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

AnyRow = TypeVar("AnyRow")


class ListName(NamedTuple):
    """A list."""

    name: str
    url: str
    """Empty where it is in no repository on GitHub."""


class Totals(NamedTuple):
    """How much there is in all lists."""

    read: int
    failed: int
    bytes: int
    entries: int
    findings: int
    links: int
    """The links of each list."""
    targets: int
    """Different links."""


class WorstList(NamedTuple):
    """A list with many findings for its size."""

    list: ListName
    entries: int
    findings: int
    errors: int
    """Of the findings."""

    @property
    def per_hundred(self) -> float:
        """Findings per 100 entries."""
        return 100 * self.findings / self.entries


class DyingList(NamedTuple):
    """A list with dead links."""

    list: ListName
    links: int
    dead: int


class RuleCount(NamedTuple):
    """The findings of a rule."""

    rule: str
    severity: str
    """That of most of them."""
    findings: int
    fixable: int
    lists: int


class ReasonCount(NamedTuple):
    """Why links are not alive."""

    verdict: str
    reason: str
    links: int


class HostCount(NamedTuple):
    """The links to a host."""

    host: str
    links: int
    """Different ones."""
    listed: int
    """How often lists have one."""
    dead: int
    blocked: int
    unsure: int
    """Blocked ones included."""


class Widespread(NamedTuple):
    """What many lists have."""

    name: str
    url: str
    lists: int
    some: tuple[ListName, ...]
    """A few of them."""
    said: str = ""


class Place(NamedTuple):
    """Where and when a paper was published, as some lists say."""

    venue: str
    year: int | None
    lists: int
    some: tuple[ListName, ...]


class DisputedPaper(NamedTuple):
    """A paper that lists have under different venues or years."""

    title: str
    url: str
    lists: int
    """Those that name a venue."""
    places: tuple[Place, ...]
    """What most say comes first."""
    others: int
    """How many more lists have it: as a preprint, or without a known venue."""


class FailedList(NamedTuple):
    """A list that could not be read."""

    list: ListName
    error: str


class Shown(NamedTuple, Generic[AnyRow]):
    """The first rows of a table."""

    rows: tuple[AnyRow, ...]
    total: int
    """How many rows there are."""


class FleetReport(NamedTuple):
    """A fleet at the end of a run, or so far."""

    folder: str
    started: datetime
    finished: datetime | None
    version: str
    """Of awesomecheck."""
    notices: tuple[str, ...]
    """Why the report may not have everything."""
    top: int
    totals: Totals
    states: Mapping[str, int]
    """Links by verdict; empty if none was checked."""
    by_findings: Shown[WorstList]
    by_dead: Shown[DyingList]
    rules: Shown[RuleCount]
    reasons: Shown[ReasonCount]
    dead: Shown[Widespread]
    hosts: Shown[HostCount]
    papers: Shown[Widespread]
    repositories: Shown[Widespread]
    disputed: Shown[DisputedPaper]
    failed: Shown[FailedList]
