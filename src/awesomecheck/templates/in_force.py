"""The templates that are in force in a document, and where they come from."""

from collections.abc import Iterator

from msgspec import Struct

from awesomecheck.document.tree import Document
from awesomecheck.errors import share
from awesomecheck.templates.compose import compose
from awesomecheck.templates.documented import Documented
from awesomecheck.templates.formats import Formats
from awesomecheck.templates.habits import (
    MIN_ENTRIES,
    SECOND_SHARE,
    Family,
    FamilyKey,
    ShapeGroup,
    has_words,
    most_common,
)
from awesomecheck.templates.match import follows
from awesomecheck.templates.shape import END, START, Pair, name_of
from awesomecheck.templates.template import quoted


class InForce(Struct, frozen=True):
    """A template that entries are checked against."""

    text: str
    origin: str
    """Where it comes from, in words."""
    followers: int
    """The number of entries that are written so."""
    remarks: tuple[str, ...] = ()
    """Where the entries differ from what is documented."""


def templates_in_force(document: Document, formats: Formats) -> tuple[InForce, ...]:
    """Return the templates that entries are checked against, the most followed first."""
    found = list(_configured(formats))
    if not formats.everywhere:
        found += _shown(document, formats)
    return tuple(sorted(found, key=lambda each: -each.followers))


def _configured(formats: Formats) -> Iterator[InForce]:
    for section, template in formats.configured():
        place = f" for the section `{section}`" if section is not None else ""
        followers = sum(
            len(group.entries)
            for group in formats.habits.groups
            if template in (formats.configured_for(group) or ())
            and template.lacking(group.fields) == ()
            and template.fits(group.pairs)
        )
        yield InForce(template.text, f"the configuration{place}", followers)


def _shown(document: Document, formats: Formats) -> Iterator[InForce]:
    """Yield the templates that entries show, where none is configured."""
    habits = formats.habits
    followed: dict[FamilyKey, list[ShapeGroup]] = {}
    for group in habits.groups:
        if formats.configured_for(group) is None and follows(group, formats):
            followed.setdefault(group.key, []).append(group)
    for key, family in habits.families.items():
        documented = formats.documented_for(family)
        if documented is None and family.total < max(MIN_ENTRIES, SECOND_SHARE * habits.total):
            continue
        ways: dict[tuple[tuple[Pair, str], ...], list[ShapeGroup]] = {}
        for group in followed.get(key, ()):
            ways.setdefault(_unusual(group, family), []).append(group)
        for way, groups in ways.items():
            count = sum(len(group.entries) for group in groups)
            if documented is not None and not way:
                origin = _origin(document, documented)
                remarks = tuple(_remarks(documented, family))
            elif count >= max(MIN_ENTRIES, SECOND_SHARE * family.total):
                origin, remarks = "the entries", ()
            else:
                continue
            yield InForce(compose(document, habits.labels, groups), origin, count, remarks)


def _unusual(group: ShapeGroup, family: Family) -> tuple[tuple[Pair, str], ...]:
    """Return where a group does not have the usual gaps, and so has a template of its own."""
    return tuple(
        [
            (pair, gap)
            for pair, gap in group.pairs
            if gap != most_common(family.gaps[pair]) and not has_words(gap)
        ]
    )


def _origin(document: Document, documented: Documented) -> str:
    line = document.source.position(documented.span.start).line
    return f"the section `{documented.section}` (line {line})"


def _remarks(documented: Documented, family: Family) -> Iterator[str]:
    """Yield where most entries do not follow what is documented, and so are right themselves."""
    for pair, wanted in documented.template.gaps.items():
        counts = family.gaps.get(pair)
        if not counts or family.documented_habit(pair, wanted) is not None:
            continue
        usual = most_common(counts)
        if usual not in wanted:
            others = share(counts[usual], sum(counts.values()))
            yield (
                f"{_place(*pair)}, {quoted(wanted[0])} is documented, but {others} use"
                f" {quoted(usual)}: the entries win"
            )


def _place(left: str, right: str) -> str:
    if left == START:
        return f"before {_called(right)}"
    if right == END:
        return f"after {_called(left)}"
    return f"between {_called(left)} and {_called(right)}"


def _called(kind: str) -> str:
    if kind in ("=", "@", "@="):
        return "a link"
    return f"the address of {name_of(kind[1:])}" if kind[0] == "@" else name_of(kind)
