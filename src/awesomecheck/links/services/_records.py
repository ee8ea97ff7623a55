"""What the records of a paper in APIs say, as facts; anything of another shape says nothing."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
import html
import re
from typing import cast

from awesomecheck.regexes import regex
from awesomecheck.rules import FactValue

SCHOLAR_FIELDS = "venue,publicationVenue"
_MOST = 500
"""Authors, or names of a venue."""
_LONGEST = 1000
_MARKUP = regex(r"</?(?:i|b|em|sub|sup|scp|tt|mml:\w+|jats:\w+)\b[^<>]*>", re.IGNORECASE)
Record = Mapping[str, object]
_NOTHING: Record = {}


def scholar(paper: Record) -> dict[str, FactValue]:
    """Return the names of the venue that Semantic Scholar gives a paper."""
    venue = _child(paper, "publicationVenue")
    names: list[object] = [venue.get("name"), paper.get("venue")]
    names += _listed(venue, "alternate_names")
    found = tuple(dict.fromkeys(name for each in names if (name := _text(each))))
    return {"venue_names": found} if found else {}


def hugging_face(paper: Record) -> dict[str, FactValue]:
    """Return the repository that Hugging Face shows with a paper."""
    url = _text(paper.get("githubRepo"))
    return {"code": url} if url else {}


def crossref(answer: Record) -> dict[str, FactValue]:
    """Return what Crossref has of a DOI."""
    work = _child(answer, "message")
    authors = [
        " ".join(filter(None, (_text(each.get("given")), _text(each.get("family")))))
        for each in _children(work, "author")
    ]
    parts = _child(work, "published").get("date-parts") or _child(work, "issued").get("date-parts")
    return _facts(
        next(_texts(work, "title"), ""),
        authors,
        next(_texts(work, "container-title"), "") or _text(_child(work, "event").get("name")),
        _date(parts),
    )


def datacite(answer: Record) -> dict[str, FactValue]:
    """Return what DataCite has of a DOI."""
    work = _child(_child(answer, "data"), "attributes")
    authors = [
        " ".join(filter(None, (_text(each.get("givenName")), _text(each.get("familyName")))))
        or _text(each.get("name"))
        for each in _children(work, "creators")
    ]
    title = next((_text(each.get("title")) for each in _children(work, "titles")), "")
    venue = _text(_child(work, "container").get("title"))
    return _facts(title, authors, venue, _date([[work.get("publicationYear")]]))


def openreview(answer: Record) -> dict[str, FactValue]:
    """Return what OpenReview has of a submission; the first API has bare values."""
    note = next(_children(answer, "notes"), _NOTHING)
    content = _child(note, "content")
    values = {
        key: cast("Record", value).get("value") if isinstance(value, dict) else value
        for key, value in content.items()
    }
    facts = _facts(_text(values.get("title")), list(_texts(values, "authors")), "", "")
    if not facts:
        return {}
    made = note.get("pdate") or note.get("cdate")
    if isinstance(made, int) and 0 < made < 4_102_444_800_000:
        facts["published"] = datetime.fromtimestamp(made / 1000, UTC).date().isoformat()
    if venue := _text(values.get("venue")):
        facts["journal_ref"] = venue
    return facts


def _facts(title: str, authors: list[str], venue: str, date: str) -> dict[str, FactValue]:
    """Return the facts of a paper; none without a title."""
    if not title:
        return {}
    facts: dict[str, FactValue] = {"title": title, "authors": tuple(filter(None, authors))}
    if venue:
        facts["container"] = venue
    if date:
        facts["published"] = date
    return facts


def _date(parts: object) -> str:
    """Return a date of CSL as far as it goes: `[[2022, 6]]`."""
    first = _items(_items(parts)[0]) if _items(parts) else []
    numbers = [each for each in first[:3] if isinstance(each, int) and not isinstance(each, bool)]
    if len(numbers) < len(first[:3]) or not numbers or not 1000 <= numbers[0] <= 2100:
        return ""
    return "-".join(f"{number:02}" for number in numbers)


def _child(record: Record, key: str) -> Record:
    value = record.get(key)
    return cast("Record", value) if isinstance(value, dict) else {}


def _children(record: Record, key: str) -> Iterator[Record]:
    for each in _listed(record, key):
        if isinstance(each, dict):
            yield cast("Record", each)


def _texts(record: Record, key: str) -> Iterator[str]:
    for each in _listed(record, key):
        if text := _text(each):
            yield text


def _listed(record: Record, key: str) -> list[object]:
    return _items(record.get(key))[:_MOST]


def _items(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _text(value: object) -> str:
    """Return a text in one line, without the mark-up that publishers leave in titles."""
    if not isinstance(value, str):
        return ""
    return " ".join(html.unescape(_MARKUP.sub("", value[:_LONGEST])).split())
