"""Export entries as JSON, JSON lines, CSV or BibTeX."""

from collections.abc import Callable, Iterable, Sequence
import csv
import io
import json
import re
from typing import Any, NamedTuple, get_args
import unicodedata

from awesomecheck.document import parse
from awesomecheck.document.entry import Entry, EntryLink, Role
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.document.venues import find_venue
from awesomecheck.errors import UserError, as_internal_error, did_you_mean
from awesomecheck.regexes import regex
from awesomecheck.runs import inputs
from awesomecheck.safety.escape import disarm_cell, disarm_json
from awesomecheck.safety.redact import masked, redacted

_CONTROLS = regex(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Control characters except line feeds, which no field has."""

_COLUMNS = ("name", "title", "authors", "venue", "year", "description", "section")
_LAST_COLUMNS = ("line", "end_line", "month", "section_year")
_DECORATION: frozenset[Role] = frozenset({"badge", "mention"})
_LINK_COLUMNS: tuple[Role, ...] = tuple(
    each for each in get_args(Role) if each not in {*_DECORATION, "bibtex", "review", "other"}
)


class _Exported(NamedTuple):
    """An entry, and the document that it is in."""

    entry: Entry
    document: Document


def read_lists(names: Sequence[str], stdin: Callable[[], bytes]) -> list[Document]:
    """Return the lists to export.

    Args:
        names: files or folders, or `-` for standard input; none for the README of this folder.
        stdin: reads standard input.

    Raises:
        UserError: a list cannot be read.
    """
    return [_read(name, stdin) for name in dict.fromkeys(names or (None,))]


def _read(name: str | None, stdin: Callable[[], bytes]) -> Document:
    if name == inputs.STDIN:
        source = Source.from_bytes(stdin(), "<stdin>")
    else:
        path = inputs.one_list(name, "awesomecheck export LIST.md")
        source = inputs.read_source(path, str(path))
    with as_internal_error(source.path):
        document = parse(source)
        _ = document.entries  # read here, so that a failure names the file
    return document


def export(documents: Sequence[Document], format: str) -> str:  # noqa: A002 - what users call it
    """Return the entries of documents in a format, in their order.

    Args:
        documents: with more than one, JSON and CSV name the file of each entry.
        format: `json` (an array of objects), `jsonl` (an object on each line), `csv` (a header
            and a row for each entry) or `bibtex`.

    Raises:
        UserError: the format is none of these.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise UserError(f"unknown export format `{format}`", hint=did_you_mean(format, _WRITERS))
    entries = [_Exported(entry, each) for each in documents for entry in each.entries]
    return writer(entries, len(documents) > 1)


def _json(entries: Sequence[_Exported], name_files: bool) -> str:
    records = [_record(each, name_files) for each in entries]
    return _escaped_json(json.dumps(records, ensure_ascii=False, indent=2)) + "\n"


def _jsonl(entries: Sequence[_Exported], name_files: bool) -> str:
    records = (_record(each, name_files) for each in entries)
    return "".join(
        _escaped_json(json.dumps(record, ensure_ascii=False)) + "\n" for record in records
    )


def _escaped_json(text: str) -> str:
    return disarm_json(_CONTROLS.sub(lambda match: f"\\u{ord(match.group()):04x}", text))


def _record(exported: _Exported, name_files: bool) -> dict[str, Any]:
    entry, document = exported
    line, end_line = _lines(exported)
    record: dict[str, Any] = {
        "name": masked(entry.name.text) if entry.name else None,
        "title": masked(entry.title.text) if entry.title else None,
        "authors": [author.text for author in entry.authors],
        "et_al": entry.et_al,
        "venue": entry.venue.text if entry.venue else None,
        "year": entry.published,
        "description": _description(entry) or None,
        "section": list(entry.section.path),
        "arxiv": _identifier(entry, "arxiv"),
        "doi": _identifier(entry, "doi"),
        "links": [
            {
                "role": each.role,
                "label": masked(each.label.text) if each.label else None,
                "url": redacted(each.link.url),
            }
            for each in _offers(entry)
        ],
        "line": line,
        "end_line": end_line,
        "month": entry.month,
        "section_year": entry.section_year,
    }
    if name_files:
        record["file"] = document.source.path
    return record


def _lines(exported: _Exported) -> tuple[int, int]:
    """Return the first and the last line of an entry."""
    span, source = exported.entry.span, exported.document.source
    return source.position(span.start).line, source.position(max(span.start, span.end - 1)).line


def _description(entry: Entry) -> str:
    return masked(entry.description.text) if entry.description else ""


def _offers(entry: Entry) -> list[EntryLink]:
    """Return the links to the resources of an entry: no badges, no mentions, no `[code]()`."""
    return [each for each in entry.links if each.role not in _DECORATION and each.link.url]


def _identifier(entry: Entry, kind: str) -> str | None:
    targets = [each.link.target for each in _offers(entry) if each.role == "paper"]
    return next((target.id for target in targets if target.kind == kind), None)


def _csv(entries: Sequence[_Exported], name_files: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    files = ("file",) if name_files else ()
    writer.writerow([*_COLUMNS, *_LINK_COLUMNS, "links", *_LAST_COLUMNS, *files])
    for each in entries:
        entry, document = each
        links = [entry.link(role) for role in _LINK_COLUMNS]
        authors = [author.text for author in entry.authors] + ["et al."] * entry.et_al
        row = [
            masked(entry.name.text) if entry.name else "",
            masked(entry.title.text) if entry.title else "",
            "; ".join(authors),
            entry.venue.text if entry.venue else "",
            str(entry.published or ""),
            _description(entry),
            " > ".join(entry.section.path),
            *(redacted(link.link.url) if link else "" for link in links),
            " ".join(redacted(offer.link.url) for offer in _offers(entry)),
            *map(str, _lines(each)),
            str(entry.month or ""),
            str(entry.section_year or ""),
        ]
        if name_files:
            row.append(document.source.path)
        writer.writerow([disarm_cell(cell) for cell in row])
    return out.getvalue()


def _bibtex(entries: Sequence[_Exported], _: bool) -> str:
    keys: set[str] = set()
    return "\n".join(
        _bibtex_entry(entry, _unique(_key_words(entry), keys)) for entry, _ in entries
    )


def _bibtex_entry(entry: Entry, key: str) -> str:
    fields = {name: value for name, value in _bibtex_fields(entry) if value}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{_bibtex_type(entry)}{{{key},\n{lines}}}\n"


def _bibtex_type(entry: Entry) -> str:
    venue = find_venue(entry.venue.text) if entry.venue else None
    if venue is None or venue.kind == "preprint":
        return "misc"
    return "article" if venue.kind == "journal" else "inproceedings"


def _bibtex_fields(entry: Entry) -> Iterable[tuple[str, str]]:
    heading = entry.title or entry.name
    kind = _bibtex_type(entry)
    arxiv = _identifier(entry, "arxiv")
    link = entry.link("paper") or entry.link("project") or next(iter(_offers(entry)), None)
    authors = [_author(author.text) for author in entry.authors] + ["others"] * entry.et_al
    yield "title", _protected(masked(heading.text)) if heading else ""
    yield "author", " and ".join(authors)
    if entry.venue:
        names = {"article": "journal", "inproceedings": "booktitle", "misc": "howpublished"}
        yield names[kind], _escaped(entry.venue.text)
    yield "year", str(entry.published or "")
    if arxiv:
        yield "eprint", arxiv
        yield "archiveprefix", "arXiv"
    yield "doi", _verbatim(_identifier(entry, "doi") or "")
    yield "url", _verbatim(redacted(link.link.url)) if link else ""
    yield "annote", _escaped(_description(entry))


_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: "\\" + char for char in "$&#%_"},
}
_SPECIAL_CHARACTERS = regex(r"[\\{}~^$&#%_]")
_INNER_CAPITAL = regex(r".*\w.*[^\W\d_a-zß-öø-ÿ]|[^\W\d_]+\d")
_STOP_WORDS = frozenset(
    ("a", "an", "the", "on", "of", "in", "for", "to", "and", "with", "is", "are")
)


_FORMULA = regex(
    r"(?<![\\$])\$((?:[A-Za-z0-9 +*/=<>().,!|'-]|\^|_|\{[A-Za-z0-9 +*.,-]*\}"
    r"|\\(?:alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|pi|rho|sigma|tau|phi|chi|psi"
    r"|omega|Gamma|Delta|Theta|Lambda|Pi|Sigma|Phi|Psi|Omega|ell|infty|nabla|times|cdot|to|sim|leq"
    r"|geq|rightarrow|math(?:bb|bf|cal|rm)|sqrt|log|text)(?![A-Za-z]))+)\$(?![\d$])"
)
"""A formula of nothing that could do more than show symbols."""
_SUFFIX = regex(
    r"(?P<first>.+?) (?P<last>(?:(?:van|von|der|den|de|la|di|da) )*[^\s,]+),?"
    r" (?P<suffix>[JS]r\.?|I{2,3}|IV)"
)
_GROUP = regex(
    r".* (?:Collaboration|Committee|Community|Consortium|Foundation|Group|Institute|Labs?|Team)"
)


def _escaped(text: str) -> str:
    """Escape text for LaTeX; braces stay balanced, as BibTeX counts even escaped ones."""
    parts = _FORMULA.split(_CONTROLS.sub(" ", text))
    return "".join(
        f"${part}$"
        if number % 2
        else _SPECIAL_CHARACTERS.sub(lambda match: _SPECIAL[match.group()], part)
        for number, part in enumerate(parts)
    )


def _protected(text: str) -> str:
    """Return a title with the capitals of its names protected: `{BEiT}: {BERT} Pre-Training`."""
    words = text.split(" ")
    return " ".join(
        f"{{{_escaped(word)}}}" if _INNER_CAPITAL.match(word) else _escaped(word) for word in words
    )


def _author(name: str) -> str:
    """Return an author: a group in braces, a suffix between surname and first name."""
    if match := _SUFFIX.fullmatch(name):
        return _escaped(f"{match['last']}, {match['suffix']}, {match['first']}")
    escaped = _escaped(name)
    is_whole = "," in name or " and " in f" {name.lower()} " or _GROUP.fullmatch(name)
    return f"{{{escaped}}}" if is_whole else escaped


def _surname(name: str) -> str:
    match = _SUFFIX.fullmatch(name)
    return (match["last"] if match else name).split(" ")[-1]


def _verbatim(url: str) -> str:
    """Encode the characters of a URL or identifier that would end a BibTeX field.

    Also a second `#`, which URLs cannot have: `##[…]` is a workflow command.
    """
    return re.sub(
        r"[\s\x00-\x1f\x7f-\x9f{}\\\"<>^`|]|(?<=#)#",
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()),
        url,
    )


def _key_words(entry: Entry) -> list[str]:
    """Return the parts of a key: surname, year and first word, then more words of the title."""
    surname = _ascii(_surname(entry.authors[0].text)) if entry.authors else ""
    heading = entry.title or entry.name
    words = [_ascii(word) for word in heading.text.split()] if heading else []
    content_words = [word for word in words if word and word not in _STOP_WORDS]
    first = content_words[0] if content_words else ""
    return [f"{surname}{entry.published or ''}{first}" or "entry", *content_words[1:]]


def _ascii(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", decomposed.lower())


def _unique(words: Sequence[str], taken: set[str]) -> str:
    """Return the shortest unused key, so that later entries do not change earlier keys."""
    key = words[0]
    for word in words[1:]:
        if key not in taken:
            break
        key += word
    number = 2
    candidate = key
    while candidate in taken:
        candidate = f"{key}-{number}"
        number += 1
    taken.add(candidate)
    return candidate


_WRITERS: dict[str, Callable[[Sequence[_Exported], bool], str]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "bibtex": _bibtex,
}
