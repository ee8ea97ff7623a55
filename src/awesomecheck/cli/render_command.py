"""The command `render`: entries from data, in the format of a list."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
import json
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from msgspec import Struct

from awesomecheck.document import parse
from awesomecheck.document.entry import Role
from awesomecheck.document.nodes import Section
from awesomecheck.document.source import MAX_BYTES
from awesomecheck.document.tree import Document
from awesomecheck.errors import InputError, UserError, counted
from awesomecheck.regexes import regex
from awesomecheck.runs import inputs
from awesomecheck.runs.run import without_collection
from awesomecheck.safety.markdown_text import markdown_text
from awesomecheck.templates.values import EntryValues, LinkValue
from awesomecheck.templates.writing import EntryWriter, WrittenEntry

_NUMBER = regex(r"\A1(?=[.)][ \t])")
_FIRST_LEVEL = 2
"""Of headings for sections that the list does not have."""


class Rendered(Struct, frozen=True):
    """Entries as Markdown, and errors for those that cannot be written."""

    text: str
    errors: tuple[UserError, ...]


def template_of(name: str | None) -> Path:
    """Return the list whose format to use.

    Raises:
        UserError: there is none.
    """
    return inputs.one_list(name, "awesomecheck render DATA --template-from LIST.md")


def render(data: str, template: str | None, stdin: Callable[[], bytes]) -> Rendered:
    """Return the entries of a file as a list writes them.

    Args:
        data: a file that `export` wrote as JSON or JSON lines; `-` for standard input.
        template: the list; None for the README of this folder.
        stdin: reads standard input.

    Raises:
        UserError: a file cannot be read, or the list has no entries.
    """
    records = read_records(data, stdin)
    path = template_of(template)
    document = parse(inputs.read_source(path, str(path)))
    if not document.entries:
        raise UserError(
            f"{path}: no entries, so no format to write others in",
            hint="name a list with some entries: `--template-from LIST.md`",
        )
    with without_collection():
        return _rendered(records, document, data)


class _Problem(NamedTuple):
    """Why an entry cannot be written, and what to do."""

    what: str
    hint: str


def _rendered(records: Sequence[EntryValues], document: Document, name: str) -> Rendered:
    writer = EntryWriter(document)
    written: list[tuple[tuple[str, ...], WrittenEntry]] = []
    problems: dict[_Problem, list[str]] = {}
    for number, values in enumerate(records, start=1):
        found = writer.write(values)
        problem = _problem(found, values)
        if problem is not None:
            place = f"entry {number} ({values.name or values.title or 'no name'})"
            problems.setdefault(problem, []).append(place)
        elif found is not None:
            written.append((values.section, found))
    errors = [
        InputError(f"{name}: {_some(places)}: {document.source.path} {what}", hint=hint)
        for (what, hint), places in problems.items()
    ]
    return Rendered("".join(_sections(written, document)), tuple(errors))


def _problem(found: WrittenEntry | None, values: EntryValues) -> _Problem | None:
    """Return why an entry cannot be written."""
    if found is None:
        return _Problem(
            f"has no entry to follow with just: {', '.join(values.fields) or 'no field'}",
            "add or remove fields in the data, or write one such entry by hand first",
        )
    if found.left_out:
        roles = ", ".join(dict.fromkeys(link.role for link in found.left_out))
        return _Problem(
            f"has no entry with these fields and such a link: {roles}",
            "change the link's label in the data, or write one such entry by hand",
        )
    return None


def _some(places: Sequence[str]) -> str:
    """Return the first of several entries, and how many others there are."""
    others = len(places) - 1
    return f"{places[0]} and {counted(others, 'other entry')}" if others else places[0]


# --- Sections ---


def _sections(
    written: Sequence[tuple[tuple[str, ...], WrittenEntry]], document: Document
) -> Iterator[str]:
    """Yield entries below the headings of their sections, as the list separates them."""
    known = {section.path: section for section in document.sections}
    between = _between_entries(document)
    above: tuple[str, ...] = ()
    number = 0
    table: object = None
    for at, (path, each) in enumerate(written):
        if path != above or not at:
            for depth, heading in enumerate(_headings(above, path, known)):
                yield f"\n{heading}\n" if at or depth else f"{heading}\n"
            yield "\n"
            above, number, table = path, 0, None
        elif table is None:
            yield between
        number += 1
        row = each.example.row
        if row and table != (path, row[0]):
            table = path, row[0]
            yield _table_head(document, row[0])
        yield _NUMBER.sub(str(number), each.text) + "\n"


def _headings(
    before: tuple[str, ...], path: tuple[str, ...], known: Mapping[tuple[str, ...], Section]
) -> Iterator[str]:
    """Yield the headings that lead from one section to another."""
    shared = 0
    while shared < min(len(before), len(path)) and before[shared] == path[shared]:
        shared += 1
    for depth in range(shared, len(path)):
        section = known.get(path[: depth + 1])
        level = section.heading.level if section and section.heading else depth + _FIRST_LEVEL
        yield f"{'#' * min(level, 6)} {markdown_text(path[depth])}"


def _between_entries(document: Document) -> str:
    """Return the empty lines that most entries have between them."""
    gaps: Counter[str] = Counter()
    for one, other in pairwise(document.entries):
        gap = document.text[one.span.end : other.span.start]
        if one.section is other.section and not gap.strip():
            gaps["\n" * max(0, gap.count("\n") - 1)] += 1
    return gaps.most_common(1)[0][0] if gaps else ""


def _table_head(document: Document, index: int) -> str:
    table = document.tables[index]
    start = document.line_span(table.span.start).start
    end = document.line_span(table.rows[1].span.start).start
    return document.text[start:end]


# --- Data ---


def read_records(name: str, stdin: Callable[[], bytes]) -> list[EntryValues]:
    """Return the entries of a JSON file, or of one with an object on each line.

    Raises:
        UserError: it cannot be read, or is no such data.
    """
    text = _text(name, stdin)
    try:
        loaded: object = json.loads(text) if text.lstrip()[:1] != "{" else _lines(text)
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"{name}: not JSON: {error}", hint="write it with `awesomecheck export -o data.json`"
        ) from error
    if not isinstance(loaded, list):
        raise UserError(
            f"{name}: not a list of entries", hint="write it with `awesomecheck export`"
        )
    records = cast("Sequence[Any]", loaded)
    return [_record(each, f"{name}: entry {number}") for number, each in enumerate(records, 1)]


def _lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _text(name: str, stdin: Callable[[], bytes]) -> str:
    try:
        data = stdin() if name == inputs.STDIN else Path(name).read_bytes()
        if len(data) > 4 * MAX_BYTES:
            raise UserError(f"{name}: larger than any list's data")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UserError(
            f"{name}: cannot be read: {error.strerror}",
            hint="write it with `awesomecheck export -o data.json`",
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(f"{name}: not UTF-8", hint="save the file as UTF-8") from error


def _record(value: object, place: str) -> EntryValues:
    if not isinstance(value, dict):
        raise UserError(f"{place}: not an object", hint='an entry looks like `{"name": …}`')
    record = cast("dict[str, Any]", value)
    return EntryValues(
        name=_string(record, "name", place),
        title=_string(record, "title", place),
        authors=tuple(_strings(record, "authors", place)),
        et_al=record.get("et_al") is True,
        venue=_string(record, "venue", place),
        year=_number(record, "year", place),
        month=_number(record, "month", place),
        description=_string(record, "description", place),
        links=tuple(_links(record, place)),
        section=tuple(_strings(record, "section", place)),
    )


def _string(record: Mapping[str, Any], key: str, place: str) -> str:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    raise UserError(f"{place}: `{key}` is not a text", hint='write it in quotes: `"…"`, or null')


def _strings(record: Mapping[str, Any], key: str, place: str) -> list[str]:
    value: object = record.get(key) or []
    if isinstance(value, list):
        texts = cast("Sequence[Any]", value)
        if all(isinstance(each, str) for each in texts):
            return [*texts]
    raise UserError(f"{place}: `{key}` is not a list of texts", hint='like `["…", "…"]`')


def _number(record: Mapping[str, Any], key: str, place: str) -> int | None:
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST_YEARS:
        return value
    raise UserError(f"{place}: `{key}` is not a {key}", hint="a whole number, or null")


_MOST_YEARS = 10_000


def _links(record: Mapping[str, Any], place: str) -> Iterator[LinkValue]:
    links: object = record.get("links") or []
    if not isinstance(links, list):
        raise UserError(f"{place}: `links` is not a list", hint='like `[{"role": …, "url": …}]`')
    for link in cast("Sequence[Any]", links):
        if not isinstance(link, dict):
            raise UserError(f"{place}: a link is not an object", hint='it has "role" and "url"')
        own = cast("dict[str, Any]", link)
        role = _string(own, "role", f"{place}: link")
        url = _string(own, "url", f"{place}: link")
        if role not in get_args(Role) or not url:
            raise UserError(
                f"{place}: a link without a role or without a URL",
                hint=f"roles: {', '.join(get_args(Role))}",
            )
        label = _string(own, "label", f"{place}: link")
        yield LinkValue(cast("Role", role), url, label if label and label != url else None)
