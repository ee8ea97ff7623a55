"""Entries read from Markdown, as plain values to compare with."""

from collections.abc import Iterable

from awesomecheck.document import Entry, Field, Source, parse


def entries(markdown: str) -> tuple[Entry, ...]:
    return parse(Source.from_text(markdown)).entries


def fields(entry: Entry) -> dict[str, object]:
    """The fields that an entry has, by name; of its links the roles."""
    found = {
        "name": _text(entry.name),
        "title": _text(entry.title),
        "authors": [author.text for author in entry.authors],
        "et al.": entry.et_al,
        "venue": _text(entry.venue),
        "year": entry.published,
        "month": entry.month,
        "section year": entry.section_year,
        "description": _text(entry.description),
        "links": " ".join(each.role for each in entry.links),
    }
    return {name: value for name, value in found.items() if value}


def read(markdown: str, *names: str) -> list[dict[str, object]]:
    """The fields of each entry; with names, only those."""
    return [_only(fields(entry), names) for entry in entries(markdown)]


def _only(found: dict[str, object], names: Iterable[str]) -> dict[str, object]:
    names = set(names) or set(found)
    return {name: value for name, value in found.items() if name in names}


def _text(field: Field | None) -> str | None:
    return field.text if field else None
