"""The shapes that entries of a list have, as patterns with places for links and dates."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
import re

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex
from awesomecheck.templates.shape import FIELDS, START, Shape, ShapedEntry, mark_kind
from awesomecheck.templates.values import EntryValues, LinkValue

_MONTH, _DAY = "\x01", "\x02"
"""In a gap after a year: the rest of its date."""
_DATE = regex(r"(?P<first>[-/.])(?P<month>\d\d)(?:(?P<second>[-/.])(?P<day>\d\d))?(?!\d)")
REPOSITORY = "\x00"
"""In the pattern of a badge: the repository of the entry."""


class Pattern(Struct, frozen=True):
    """A shape, and the entries that have it."""

    shape: Shape
    followers: int
    by_section: Mapping[tuple[str, ...], int]
    example: ShapedEntry
    badges: tuple[str, ...]
    """The source of each badge, with NULs in place of the repository."""


class Filled(Struct, frozen=True):
    """The links of an entry in the places that a shape has for them."""

    at: Mapping[int, LinkValue]
    """By the index of a mark: its label or its address."""
    badges: tuple[str, ...]

    @property
    def links(self) -> set[LinkValue]:
        """The links that have a place."""
        return set(self.at.values())


def pattern_of(document: Document, shape: Shape, own: Sequence[ShapedEntry]) -> Pattern:
    sections = Counter(each.entry.section.path for each in own)
    badges: list[str] = []
    for index, mark in enumerate(shape[1::2]):
        if mark == "badge":
            badges.append(_badge(document, own[0], index))
    return Pattern(shape, len(own), sections, own[0], tuple(badges))


def with_bare_links(each: ShapedEntry) -> ShapedEntry:
    """Return a shape in which links without brackets are addresses, as others are."""
    if "badge" not in each.shape[1::2]:
        return each
    bare = {
        link.link.span.start: link.role
        for link in each.entry.links
        if link.link.form in ("bare", "autolink")
    }
    parts = list(each.shape)
    for index, (start, _) in enumerate(each.spans):
        if parts[2 * index + 1] == "badge" and start in bare:
            parts[2 * index + 1] = f"@{bare[start]}"
    return replace(each, shape=tuple(parts))


def with_date(each: ShapedEntry) -> ShapedEntry:
    """Return a shape with marks for the month and the day of its date."""
    month = each.entry.month
    if month is None or "year" not in each.shape[1::2]:
        return each
    parts = list(each.shape)
    after = 2 * parts[1::2].index("year") + 2
    found = _DATE.match(parts[after])
    if found and int(found["month"]) == month:
        day = f"{found['second']}{_DAY}" if found["day"] else ""
        parts[after] = f"{found['first']}{_MONTH}{day}{parts[after][found.end() :]}"
    return replace(each, shape=tuple(parts))


def _lacks_date(gap: str, values: EntryValues) -> bool:
    return (_MONTH in gap and values.month is None) or (_DAY in gap and values.day is None)


def written_date(gap: str, values: EntryValues) -> str:
    if _MONTH not in gap:
        return gap
    return gap.replace(_MONTH, f"{values.month or 0:02d}").replace(_DAY, f"{values.day or 0:02d}")


def _badge(document: Document, example: ShapedEntry, index: int) -> str:
    start, end = example.spans[index]
    source = document.text[start:end]
    targets = [link.link.target for link in example.entry.links]
    name = next((each.id for each in targets if each.kind == "github"), "")
    return re.sub(re.escape(name), REPOSITORY, source, flags=re.IGNORECASE) if name else source


def shape_fields(shape: Shape) -> tuple[str, ...]:
    return tuple(mark for mark in shape[1::2] if mark in FIELDS)


def mark_kinds(shape: Shape) -> Iterator[str]:
    kind = START
    for index, mark in enumerate(shape[1::2]):
        kind = mark_kind(mark, kind, shape[2 * index])
        yield kind


def filled_by(pattern: Pattern, values: EntryValues, repository: str) -> Filled | None:
    """Return the links in the places of a shape; None if a place would be empty."""
    marks = pattern.shape[1::2]
    left = list(values.links)
    at: dict[int, LinkValue] = {}
    label: tuple[int, str] | None = None
    for index, mark in enumerate(marks):
        if mark[0] == "=":
            label = index, mark[1:]
        elif mark[0] == "@":
            wanted = label if label and label[0] == index - 1 else None
            found = next((each for each in left if _fits(each, mark[1:], wanted)), None)
            if found is None:
                return None
            left.remove(found)
            at[index] = found
            if wanted:
                at[index - 1] = found
        elif mark == "mention":
            return None
    if any(_lacks_date(gap, values) for gap in pattern.shape[::2]):
        return None
    if any(REPOSITORY in each for each in pattern.badges) and not repository:
        return None
    badges = tuple(each.replace(REPOSITORY, repository) for each in pattern.badges)
    return Filled(at, badges)


def _fits(link: LinkValue, role: str, label: tuple[int, str] | None) -> bool:
    """Whether a link may be in a place with a role, and perhaps with certain words."""
    if link.role != role:
        return False
    if link.any_label:
        return label is None or bool(label[1])
    if label is None:
        return link.label is None
    if link.label is None:
        return False
    return label[1] == link.label or not label[1]
