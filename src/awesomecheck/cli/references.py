"""The papers and repositories that `add` is given: what each is, and what is known of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import re
from typing import Any, cast, get_args
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.document.entry import Role
from awesomecheck.document.target import Target, classify
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.facts import papers, published
from awesomecheck.facts.acceptance import said_by_arxiv, venue_named
from awesomecheck.facts.apis import record_url
from awesomecheck.regexes import regex
from awesomecheck.rules import FactValue, Publication, Verdict
from awesomecheck.safety.markdown_text import as_one_line
from awesomecheck.templates.shape import FIELDS
from awesomecheck.templates.values import EntryValues, LinkValue

_ARXIV_ID = regex(r"(?:arxiv:)?(?P<id>\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?", re.IGNORECASE)
_DOI = regex(r"(?:doi:)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE)
_HOST = regex(
    r"(?:www\.)?(?:arxiv\.org|github\.com|doi\.org|openreview\.net|huggingface\.co)/",
    re.IGNORECASE,
)
_DATE = regex(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_SHORT_NAME = regex(r"(?P<name>[^\s:]+(?:[ -][^\s:]+)?): ")
"""How a title begins that has the paper's own name: `BEiT: BERT Pre-Training`."""
_LONGEST_NAME = 25
_ROLES: tuple[Role, ...] = tuple(
    role for role in get_args(Role) if role not in ("badge", "mention", "other")
)
_TEXTS = ("name", "title", "venue", "description")
_KNOWN = "an arXiv id, a URL of arXiv, GitHub, a DOI, OpenReview or Hugging Face, or a title"


class Reference(Struct, frozen=True):
    """A paper or repository that is to be added."""

    given: str
    url: str = ""
    """None for a title."""
    target: Target | None = None


def read_reference(given: str) -> Reference:
    """Return what a word of the command line refers to.

    Raises:
        UserError: it is none of what can be added.
    """
    text = as_one_line(given)
    if found := _ARXIV_ID.fullmatch(text):
        return _at(text, f"https://arxiv.org/abs/{found['id'].lower()}")
    if found := _DOI.fullmatch(text):
        return _at(text, f"https://doi.org/{found['doi']}")
    if "://" in text or _HOST.match(text):
        url = text if "://" in text else f"https://{text}"
        if urlsplit(url).scheme.lower() in ("http", "https"):
            return _at(text, url)
    elif papers(text):
        return Reference(text)
    raise UserError(
        f"`{text}` is not known", hint=f"give {_KNOWN} that `awesomecheck facts` knows"
    )


def _at(given: str, url: str) -> Reference:
    target = classify(url)
    if target.kind == "arxiv":
        url = f"https://arxiv.org/abs/{target.id}"
    elif target.kind == "github":
        url = f"https://github.com/{target.id}"
    if target.kind not in ("arxiv", "github", "doi", "openreview"):
        raise UserError(
            f"`{given}` is neither a paper nor a repository that can be looked up",
            hint=f"give {_KNOWN}",
        )
    return Reference(given, url, classify(url))


def fields_given(pairs: Iterable[str]) -> dict[str, str]:
    """Return the fields of `--field NAME=VALUE`.

    Raises:
        UserError: there is no such field.
    """
    fields: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip().lower()
        if name not in (*FIELDS, *_ROLES):
            raise UserError(f"unknown field `{name}`", hint=did_you_mean(name, (*FIELDS, *_ROLES)))
        if not equals or not value.strip():
            raise UserError(
                f"--field {name}: no value", hint=f"like `--field {name}=…`, in quotes if needed"
            )
        if name == "year" and not re.fullmatch(r"(?:19|20)\d\d", value.strip()):
            raise UserError(f"--field year: `{value}` is no year", hint="like `--field year=2024`")
        fields[name] = as_one_line(value)
    return fields


def urls_of(reference: Reference) -> Iterator[str]:
    """Yield the URLs at which something may be known of a paper or repository."""
    if reference.url:
        yield reference.url
    title = "" if reference.target else reference.given
    if url := record_url(reference.target, title):
        yield url


def _facts_about(reference: Reference, verdicts: Mapping[str, Verdict]) -> Mapping[str, FactValue]:
    """Return what the answers at these URLs say."""
    facts: dict[str, FactValue] = {}
    for url in urls_of(reference):
        facts |= verdicts[url].facts if url in verdicts else {}
    return facts


def values_of(
    reference: Reference, verdicts: Mapping[str, Verdict], fields: Mapping[str, str]
) -> EntryValues:
    """Return what is known of a paper or repository; given fields win.

    Raises:
        UserError: it does not exist, or nothing could be found out about it.
    """
    verdict = verdicts.get(reference.url)
    if verdict is not None and verdict.state == "dead":
        raise UserError(
            f"{reference.given}: does not exist: {verdict.evidence or verdict.reason}",
            hint="check the id or URL",
        )
    facts = _facts_about(reference, verdicts)
    if reference.target is None and (arxiv_id := _text(facts.get("arxiv_id"))):
        reference = _at(reference.given, f"https://arxiv.org/abs/{arxiv_id}")
    kind = reference.target.kind if reference.target else None
    title = fields.get("title") or _text(facts.get("title"))
    if kind is None:
        title = fields.get("title") or reference.given
    if kind in ("arxiv", "doi", "openreview") and not title:
        why = f" ({verdict.evidence or verdict.reason})" if verdict else ""
        raise UserError(
            f"{reference.given}: nothing is known of it{why}",
            hint="try again later, or give what the list needs:"
            ' `--field title="…" --field authors="A. Name, B. Name" --field year=2024`',
        )
    authors = _names(fields.get("authors")) or _authors(facts.get("authors"))
    venue = "arXiv" if kind == "arxiv" else _text(facts.get("container"))
    year, month, day = _date(facts)
    known = _published(facts, title, authors)
    if len(known) == 1:
        venue, year, month, day = known[0].venue, known[0].year or year, None, None
    if given := fields.get("year"):
        year, month, day = int(given), None, None
    name = fields.get("name", "")
    if not name:
        name = _repository_name(reference) if kind == "github" else _name_in(title)
    return EntryValues(
        name=name,
        title=title,
        authors=tuple(authors),
        venue=fields.get("venue", venue),
        year=year,
        month=month,
        day=day,
        description=_without_stop(fields.get("description") or _text(facts.get("description"))),
        links=tuple(_links(reference, fields)),
    )


def _published(
    facts: Mapping[str, FactValue], title: str, authors: Sequence[str]
) -> Sequence[Publication]:
    """Return where a paper appeared: what its authors or its record say, then what titles do."""
    container = _text(facts.get("container"))
    said = said_by_arxiv(facts) or (venue_named(container) if container else ())
    main = [each for each in said if each.kind != "workshop"]
    return main or (published(title, authors[0] if authors else "") if title else ())


def _date(facts: Mapping[str, FactValue]) -> Sequence[int | None]:
    """Return year, month and day of a paper, as far as they are known."""
    date = _DATE.match(_text(facts.get("published")))
    return [int(part) if part else None for part in date.groups()] if date else [None] * 3


def with_fields(values: EntryValues, fields: Mapping[str, str]) -> EntryValues:
    """Return what is known of an entry, with fields that were given later.

    Raises:
        UserError: the address of a link is none.
    """
    texts: dict[str, Any] = {name: fields[name] for name in _TEXTS if name in fields}
    if "description" in texts:
        texts["description"] = _without_stop(texts["description"])
    if "authors" in fields:
        texts["authors"] = tuple(_names(fields["authors"]))
    if "year" in fields:
        texts["year"] = int(fields["year"])
    links = [_link(role, fields[role]) for role in _ROLES if role in fields]
    complete = replace(values, **texts, links=(*values.links, *links))
    if complete.year is None and complete.authors and complete.title:  # the author tells which
        known = published(complete.title, complete.authors[0])
        if len(known) == 1:
            venue = complete.venue or known[0].venue
            complete = replace(complete, venue=venue, year=known[0].year)
    return complete


def _text(fact: object) -> str:
    return as_one_line(fact) if isinstance(fact, str) else ""


def _authors(fact: object) -> list[str]:
    if not isinstance(fact, tuple):
        return []
    return [as_one_line(each) for each in cast("Sequence[object]", fact) if isinstance(each, str)]


def _without_stop(text: str) -> str:
    """Return a sentence without its full stop: the list's format has one, or has none."""
    return text if text.endswith("..") else text.removesuffix(".")


def _names(given: str | None) -> list[str]:
    return [name.strip() for name in re.split(r",|;| and ", given or "") if name.strip()]


def _name_in(title: str) -> str:
    found = _SHORT_NAME.match(title)
    return found["name"] if found and len(found["name"]) <= _LONGEST_NAME else ""


def _repository_name(reference: Reference) -> str:
    return reference.target.id.rpartition("/")[2] if reference.target else ""


def _links(reference: Reference, fields: Mapping[str, str]) -> Iterator[LinkValue]:
    """Yield the link to what is added, then those of fields: `--field code=URL`."""
    kind = reference.target.kind if reference.target else None
    own: Role = "code" if kind == "github" else "paper"
    given: dict[Role, str] = {role: fields[role] for role in _ROLES if role in fields}
    if reference.url and own not in given:
        given = {own: reference.url, **given}
    for role, url in sorted(given.items(), key=lambda each: each[0] != "paper"):
        yield _link(role, url)


def _link(role: Role, url: str) -> LinkValue:
    if urlsplit(url).scheme.lower() not in ("http", "https"):
        raise UserError(f"--field {role}: `{url}` is no http(s) URL", hint="like `https://…`")
    return LinkValue(role, url, any_label=True)
