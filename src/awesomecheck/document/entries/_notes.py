"""Leave out what is no field of an entry, and set names behind titles apart.

**[NEW]** Growing Elms (**Kite**), ICML 2020 (**Best Paper**)
"""

from collections.abc import Sequence
import re

from msgspec.structs import replace

from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._venues import bare_venue
from awesomecheck.regexes import regex

_NEWS = regex(r"\W*(?:brand )?new\W*", re.IGNORECASE)
AWARD = regex(
    r"(?:best |outstanding )?(?:student )?(?:paper|oral|spotlight|poster|highlight)"
    r"(?: award| finalist| candidate| nominee)?\W*",
    re.IGNORECASE,
)
_MARKED = ("tag", "strong", "em", "code")


def without_notes(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return records without awards behind their fields, and news of themselves before them."""
    return [
        replace(record, segments=kept)
        if 0 < len(kept := _kept(plain, record)) < len(record.segments)
        else record
        for record in records
    ]


def _kept(plain: str, record: Cut) -> tuple[Segment, ...]:
    return tuple(
        [
            segment
            for at, segment in enumerate(record.segments)
            if segment.style not in _MARKED
            or segment.key is not None
            or not (AWARD if at else _NEWS).fullmatch(plain, segment.start, segment.end)
        ]
    )


_FEWEST_BEHIND = 4
_LONGEST_BEHIND = 30
_SHARE = 0.3
_ALIKE = 0.8
_TITLED = ("link", "em", "quote", "strong")


def with_names_behind(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return the records with what ends their titles in brackets as names: `… (**Kite**)`.

    Names differ from each other; awards, places and notes do not.
    """
    papers = [index for index, record in enumerate(records) if record.paper]
    last = {
        index: record for index in papers if (record := _with_last(records[index])) is not None
    }
    plainly = {
        index: record
        for index in papers
        if index not in last and (record := _with_word(plain, records[index])) is not None
    }
    found: dict[int, Cut] = {}
    for group, fewest in (
        (last, _FEWEST_BEHIND),
        (plainly, max(_FEWEST_BEHIND, _SHARE * len(papers))),
    ):
        names = {_name(plain, record) for record in group.values()}
        if len(group) >= fewest and len(names) >= _ALIKE * len(group):
            found |= group
    return [found.get(index, record) for index, record in enumerate(records)] if found else records


def _name(plain: str, record: Cut) -> str:
    name = next(each for each in record.segments if each.key == "behind")
    return plain[name.start : name.end].lower()


def _with_last(record: Cut) -> Cut | None:
    """Return a record that ends in a name in bold or in code in brackets, told as one."""
    if len(record.segments) < 2:
        return None
    last = record.segments[-1]
    if (
        last.style not in ("strong", "code")
        or last.before != "("
        or last.key is not None
        or last.end - last.start > _LONGEST_BEHIND
    ):
        return None
    return replace(record, segments=(*record.segments[:-1], replace(last, key="behind")))


def _with_word(plain: str, record: Cut) -> Cut | None:
    """Return a record with the one word in brackets behind its title told as a name."""
    segments = record.segments
    for at, segment in enumerate(segments):
        if segment.key is not None:
            continue
        if (
            at > 0
            and segments[at - 1].style in _TITLED
            and _is_in_brackets(plain, segment)
            and may_be_name(plain, segment.start, segment.end)
        ):
            named = (replace(segment, before="(", key="behind"),)
            return replace(record, segments=(*segments[:at], *named, *segments[at + 1 :]))
    return None


def _is_in_brackets(plain: str, segment: Segment) -> bool:
    return segment.style in ("text", "tag") and plain.startswith("(", segment.start - 1)


def may_be_name(plain: str, start: int, end: int) -> bool:
    """Return whether a word in brackets is no award and no venue, and may name a paper."""
    text = plain[start:end]
    return (
        " " not in text
        and text.isascii()
        and any(char.isupper() for char in text)
        and AWARD.fullmatch(text) is None
        and bare_venue(plain, start, end) is None
    )
