"""Fields that dashes or bars part in the text of a link, where most such texts have them.

    [Growing Elms - Jane Doe, ElmConf 2019](https://youtu.be/elms)
    [ElmNet - Growing Elms - CVPR - 2019](https://a.example)

A title may have a dash; but hardly do most titles of a list end in a person, or begin with a name.
"""

from collections.abc import Mapping, Sequence
import re
from typing import NamedTuple

from msgspec.structs import replace

from awesomecheck.document.entries._authors import find_authors, is_full
from awesomecheck.document.entries._cut import Cut
from awesomecheck.document.entries._dates import Date
from awesomecheck.document.entries._marks import PAD, SPANS
from awesomecheck.document.entries._pieces import Segment
from awesomecheck.document.entries._reading import Bounds
from awesomecheck.document.entries._venues import bare_venue, trimmed
from awesomecheck.regexes import regex

_PARTING = regex(rf"[ {PAD}](?:[-–—|·•]|by)[ {PAD}]")
_EDGES = f" \n\t{SPANS}"
_NAME = regex(r"(?=\S{0,20}[A-Z]\S{0,20}[A-Z\d])[A-Za-z][\w.+/-]{1,20}(?: [\w.+-]{1,12})?")
"""What a method is called: a word with two capitals."""
_UP = r"[^\W\d_a-z][\w.'’-]*+"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SPEAKER = regex(
    rf"(?P<who>{_UP}(?: {_UP}){{1,3}})(?:, (?P<venue>[^\d,|–—]{{2,40}}),? {_YEAR})?\.?"
)
"""One person, and the conference of a talk with its year: `Jane Doe, ElmConf 2019`."""
_CROWDED = regex(rf"(?P<who>{_UP} {_UP}) (?P<venue>[^\d,|–—]{{2,40}}) {_YEAR}\.?")
"""The same without a comma: a name has two words there."""
_OF_TALKS = ("video", "slides")
_FEWEST = 3
_FEWEST_TITLE_WORDS = 3
_LOWER = regex(r"(?<![^\W\d_])[a-z]{3,}(?![^\W\d_])")


class _Link(NamedTuple):
    """The text of a link with a dash in it."""

    record: Cut
    segment: Segment
    first: Bounds
    """Before the first dash."""
    behind: Bounds
    """Behind the first dash."""
    before: Bounds
    """Before the last dash."""
    last: Bounds
    """Behind the last dash."""


def with_link_columns(plain: str, records: Sequence[Cut]) -> Sequence[Cut]:
    """Return the records with what the texts of links have beside titles as segments of theirs."""
    for part, of_papers in ((_venues, False), (_authors, False), (_names, True)):
        links = {index: link for index, each in enumerate(records) if (link := _link(plain, each))}
        if len(links) < _FEWEST:  # in most lists
            break
        found = part(plain, links)
        total = sum(each.paper for each in records) if of_papers else len(links)
        if len(found) >= _FEWEST and 2 * len(found) > total:
            records = [found.get(index, each) for index, each in enumerate(records)]
    return records


def _link(plain: str, record: Cut) -> _Link | None:
    """Return the first segment of a record that is a link, if there is a dash in its text."""
    segment = next((each for each in record.segments if each.style == "link"), None)
    dashes = [*_PARTING.finditer(plain, segment.start, segment.end)] if segment else []
    if segment is None or not dashes:
        return None
    start, end = segment.start, segment.end
    return _Link(
        record,
        segment,
        trimmed(plain, start, dashes[0].start(), _EDGES),
        trimmed(plain, dashes[0].end(), end, _EDGES),
        trimmed(plain, start, dashes[-1].start(), _EDGES),
        trimmed(plain, dashes[-1].end(), end, _EDGES),
    )


def _venues(plain: str, links: Mapping[int, _Link]) -> dict[int, Cut]:
    """Return the records with the venue that ends the text of their link as their date."""
    found: dict[int, Cut] = {}
    for index, link in links.items():
        venue = bare_venue(plain, *link.last) if link.record.paper else None
        if venue is not None:
            found[index] = _without(link, Date(*link.last, venue, None, True))
    return found


def _authors(plain: str, links: Mapping[int, _Link]) -> dict[int, Cut]:
    """Return the records with the authors that end the text of their link as such."""
    found: dict[int, Cut] = {}
    persons: dict[int, re.Match[str]] = {}
    for index, link in links.items():
        person = _speaker(plain, link)
        if not (person and person["year"]) and _are_authors(plain, link.last):
            found[index] = _without(link, None, link.last)
        elif person:
            persons[index] = person
    listed = len(found) >= _FEWEST  # one alone among them is one, too
    persons = {
        index: person
        for index, person in persons.items()
        if listed or _leads_to_talk(links[index].segment)
    }
    if persons and _are_persons(plain, [person["who"] for person in persons.values()]):
        for index, person in persons.items():
            date = None
            if person["year"]:
                start, end = person.span("venue")[0], person.end()
                date = Date(start, end, person.span("venue"), person.span("year"), False)
            found[index] = _without(links[index], date, person.span("who"))
    return found


def _are_authors(plain: str, bounds: Bounds) -> bool:
    """Return whether a text is a list of several whole names, or of one and more."""
    listed = find_authors(plain, *bounds, after=_EDGES + ".")
    return listed is not None and (
        listed.open
        or (listed.several and all(is_full(plain[slice(*name)]) for name in listed.names))
    )


def _speaker(plain: str, link: _Link) -> re.Match[str] | None:
    """Return the person behind a title, with the conference of a talk."""
    if (
        not (link.record.paper or _leads_to_talk(link.segment))
        or len(plain[slice(*link.before)].split()) < _FEWEST_TITLE_WORDS
    ):
        return None
    return _SPEAKER.fullmatch(plain, *link.last) or _CROWDED.fullmatch(plain, *link.last)


def _leads_to_talk(segment: Segment) -> bool:
    return segment.part is not None and segment.part.host_role in _OF_TALKS


def _are_persons(plain: str, names: Sequence[str]) -> bool:
    """Return whether names are different, and hardly any has a word that is in sentences, too."""
    common = set(_LOWER.findall(plain))
    worded = sum(not common.isdisjoint(name.lower().split()) for name in names)
    return 3 * len(set(names)) >= 2 * len(names) and 3 * worded <= len(names)


def _names(plain: str, links: Mapping[int, _Link]) -> dict[int, Cut]:
    """Return the records of papers with the name that begins the text of their link as such."""
    found: dict[int, Cut] = {}
    for index, link in links.items():
        if not link.record.paper or _NAME.fullmatch(plain, *link.first) is None:
            continue
        if len(plain[slice(*link.behind)].split()) >= _FEWEST_TITLE_WORDS:
            start, end = link.first
            name = replace(
                link.segment,
                start=start,
                end=end,
                style="text",
                part=None,
                key="behind",
                ends_line=False,
            )
            title = replace(link.segment, start=link.behind[0], before="-")
            found[index] = _with(link, (name, title))
    return found


def _without(link: _Link, date: Date | None, names: Bounds | None = None) -> Cut:
    """Return the record of a link without what is behind the last dash."""
    title = replace(link.segment, end=link.before[1])
    own = [title]
    if names:
        title = replace(title, ends_line=False)
        authors = replace(
            link.segment,
            start=names[0],
            end=names[1],
            style="text",
            part=None,
            key="authors",
            before="-",
        )
        own = [title, authors]
    cut = _with(link, own)
    return replace(cut, dates=(*cut.dates, date)) if date else cut


def _with(link: _Link, own: Sequence[Segment]) -> Cut:
    at = link.record.segments.index(link.segment)
    segments = link.record.segments
    return replace(link.record, segments=(*segments[:at], *own, *segments[at + 1 :]))
