"""The command `add`: papers and repositories by their ids, in the format and order of a list."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
import re
from typing import NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.changes.git import difference
from awesomecheck.changes.lines import LineChange
from awesomecheck.changes.pairs import letters_and_digits
from awesomecheck.cli.answers import watch_links
from awesomecheck.cli.failures import DONE, FOUND, INTERRUPTED
from awesomecheck.cli.references import (
    Reference,
    fields_given,
    read_reference,
    urls_of,
    values_of,
    with_fields,
)
from awesomecheck.cli.reports import patch_shown
from awesomecheck.cli.requests import CheckRequest
from awesomecheck.cli.terminal import say
from awesomecheck.document import parse
from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Section, Span
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.engine.fix import apply
from awesomecheck.errors import InternalError, UserError, nearest
from awesomecheck.facts import title_key
from awesomecheck.rules import Edit, Verdict
from awesomecheck.runs.fixes import FixedFile, patch_of, write_fixed
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import ListFile
from awesomecheck.templates.placing import edits_for
from awesomecheck.templates.values import EntryValues
from awesomecheck.templates.writing import EntryWriter, WrittenEntry

Given = TypeVar("Given")
Made = TypeVar("Made")

_MOST_OFFERED = 8
_COUNTED = r"(?:papers|entries|resources|projects|tools|works|articles|repositories)"


class AddRequest(Struct, frozen=True):
    """What to add, and to which list."""

    references: tuple[str, ...]
    check: CheckRequest
    section: str | None = None
    fields: tuple[str, ...] = ()
    diff: bool = False


Ask = Callable[[str], str]
"""Asks a person for a value; raises a `UserError` where there is nobody to ask."""


def add_entries(request: AddRequest, file: ListFile, network: object, ask: Ask | None) -> int:
    """Add entries to a list, or show what that would change.

    Args:
        request: what to add.
        file: the list.
        network: a `Network` that replaces the real one.
        ask: asks a person; None where there is nobody.

    Returns:
        The exit status.

    Raises:
        UserError: nothing is added: something is unknown, is listed already, or lacks a field.
    """
    document = file.document
    if not document.entries:
        raise UserError(
            f"{document.source.path}: no entries, so no format to write others in",
            hint="write the first entries by hand; three of one format are enough",
        )
    fields = fields_given(request.fields)
    references = _each([*dict.fromkeys(request.references)], read_reference)
    if fields and len(references) > 1:
        raise UserError("--field is about one paper", hint="add the others in a second command")
    _each(references, lambda each: _refuse_listed(document, each))
    section = _section(document, request.section, ask)
    verdicts = _looked_up(references, file, request.check, network)
    if verdicts is None:
        return INTERRUPTED
    found = _each(references, lambda each: values_of(each, verdicts, fields))
    names = dict(zip([each.given for each in references], found, strict=True))
    after = _with_entries(document, section, names, ask)
    fixed = _contents_fixed(file, after, len(found))
    for error in fixed.report.errors:
        raise error
    if request.diff:
        patch_shown([*patch_of([fixed])], request.check.report.color)
    else:
        write_fixed(fixed)
    return _say(file, fixed, names, request)


def _each(given: Sequence[Given], make: Callable[[Given], Made]) -> list[Made]:
    """Return what a function makes of each; raise the errors of all of them together."""
    made: list[Made] = []
    errors: list[UserError] = []
    for each in given:
        try:
            made.append(make(each))
        except UserError as error:
            errors.append(error)
    if errors:
        first, *others = errors
        raise UserError(first.message, hint=first.hint, others=tuple(others))
    return made


def _refuse_listed(document: Document, reference: Reference) -> None:
    """Refuse what an entry of the list already links to, or has as its title."""
    identity = reference.target.identity if reference.target else None
    for entry in document.entries:
        links = (each for each in entry.links if each.role not in ("badge", "mention"))
        same_link = identity and any(each.link.target.identity == identity for each in links)
        if same_link or (identity is None and _has_title(entry, reference.given)):
            raise _listed(document, entry, reference.given)


def _has_title(entry: Entry, title: str) -> bool:
    return entry.title is not None and title_key(entry.title.text) == title_key(title)


def _listed(document: Document, entry: Entry, given: str) -> UserError:
    line = document.line_of(entry.span)
    place = f'line {line}, section "{entry.section.title}"'
    return UserError(
        f"{given}: already listed in {document.source.path} ({place})", hint="edit that entry"
    )


def _section(document: Document, name: str | None, ask: Ask | None) -> Section:
    """Return the section of a name, however it is spelt; of none, the only one with entries.

    Raises:
        UserError: there is no such section, or several.
    """
    filled = [*dict.fromkeys(entry.section for entry in document.entries)]
    if name is None:
        if len(filled) == 1:
            return filled[0]
        if ask is None:
            raise UserError(
                "the list has several sections",
                hint=f"name one with --section: {_offered(filled)}",
            )
        name = ask(f"section ({_offered(filled)})")
    wanted = letters_and_digits(name)
    every = [each for each in document.sections if each.heading is not None]
    whole = [
        e
        for e in every
        if wanted in (letters_and_digits(e.title), letters_and_digits("".join(e.path)))
    ]
    for found in (
        whole,
        [each for each in every if wanted and wanted in letters_and_digits(each.title)],
    ):
        with_entries = [each for each in found if each in filled] or found
        if len(with_entries) == 1:
            return with_entries[0]
        if len({each.path for each in with_entries}) > 1:
            raise UserError(
                f"several sections are called `{name}`",
                hint=f"name one with those above it: {_offered(with_entries, paths=True)}",
            )
        if found:
            lines = [document.line_of(each.span) for each in with_entries]
            offered = ", ".join(f'"{name}:{line}"' for line in lines[:_MOST_OFFERED])
            raise UserError(
                f"several sections are called `{name}`", hint=f"name one by its line: {offered}"
            )
    title, _, line = name.rpartition(":")
    for section in every:
        if title and line == str(document.line_of(section.span)):
            return section
    close = nearest(name, [each.title for each in every])
    if close is not None:
        raise UserError(f"no section `{name}`", hint=f'did you mean `--section "{close}"`?')
    raise UserError(f"no section `{name}`", hint=f"choose from: {_offered(filled)}")


def _offered(sections: Sequence[Section], *, paths: bool = False) -> str:
    shown = [f'"{" > ".join(each.path) if paths else each.title}"' for each in sections]
    more = f" and {len(shown) - _MOST_OFFERED} more" if len(shown) > _MOST_OFFERED else ""
    return ", ".join(shown[:_MOST_OFFERED]) + more


def _looked_up(
    references: Sequence[Reference], file: ListFile, check: CheckRequest, network: object
) -> Mapping[str, Verdict] | None:
    """Return the verdicts on all URLs, requested in one batch; None if that was interrupted."""
    urls = [url for each in references for url in urls_of(each)]
    listed = parse(Source.from_text("".join(f"<{url}>\n\n" for url in urls)))
    answers = watch_links([file._replace(text=ParsedText.of(listed))], check.scope, check, network)
    return None if answers.interrupted else answers.verdicts


# --- The entries ---


def _with_entries(
    document: Document, section: Section, added: Mapping[str, EntryValues], ask: Ask | None
) -> Document:
    """Return the list with new entries, each where its section's order wants it."""
    writer = EntryWriter(document)
    path = section.path
    place = [each.span for each in _called(document, path)].index(section.span)
    after = document
    complete = _each([*added.items()], lambda each: _written(writer, each[0], each[1], path, ask))
    for given, values, written in complete:
        listed = next((each for each in after.entries if _has_title(each, values.title)), None)
        if values.title and listed is not None:
            raise _listed(after, listed, given)
        here = _called(after, path)[place]
        last = _edited(after, edits_for(after, here, None, written.text, written.example))
        entry = _new_entry(after, last, values)
        if entry is None:
            raise InternalError(
                f"{given}: cannot be written so that it is read as one entry of the list",
                hint="add it by hand, and report it with the list",
            )
        after = _edited(after, edits_for(after, here, entry, written.text, written.example))
    return after


def _called(document: Document, path: tuple[str, ...]) -> Sequence[Section]:
    """Return the sections with the same headings: there may be several."""
    return [each for each in document.sections if each.path == path]


def _new_entry(before: Document, after: Document, values: EntryValues) -> Entry | None:
    """Return the one entry that was added, if it is read as it was written."""
    known = Counter(before.slice(each.span) for each in before.entries)
    new: list[Entry] = []
    for entry in after.entries:
        text = after.slice(entry.span)
        if known[text] > 0:
            known[text] -= 1
        else:
            new.append(entry)
    if len(new) != 1 or len(after.entries) != len(before.entries) + 1:
        return None
    [entry] = new
    return entry if _is_read_as(entry, values) else None


def _is_read_as(entry: Entry, values: EntryValues) -> bool:
    """Return whether the title or the name of an entry is the one that was written."""
    wanted = title_key(values.title or values.name)
    return any(wanted == title_key(each.text) for each in (entry.title, entry.name) if each)


class _Complete(NamedTuple):
    given: str
    values: EntryValues
    written: WrittenEntry


def _written(
    writer: EntryWriter, given: str, values: EntryValues, path: tuple[str, ...], ask: Ask | None
) -> _Complete:
    """Return an entry in the format of its section, after asking for what it lacks.

    Raises:
        UserError: something is missing, and there is nobody to ask.
    """
    values = _in_place_of_project(writer, replace(values, section=path))
    missing = writer.missing(values)
    if missing and ask is None:
        options = " ".join(f'--field {name}="…"' for name in missing)
        raise UserError(
            f"{given}: not known, but in the list's entries: {', '.join(missing)}",
            hint=f"add `{options}`",
        )
    while missing and ask is not None:
        values = with_fields(
            values, fields_given([f"{missing[0]}={ask(f'{missing[0]} of {given}')}"])
        )
        missing = writer.missing(values)
    written = writer.write(writer.usual(values))
    if written is None:
        raise UserError(
            f"{given}: the list has no entry with just {', '.join(values.fields)}",
            hint="write one such entry by hand first",
        )
    for link in written.left_out:
        say(f"{given}: left out: the list has no place for a {link.role} link")
    return _Complete(given, values, written)


def _in_place_of_project(writer: EntryWriter, values: EntryValues) -> EntryValues:
    """Return values with their only link as the project's, where entries have no other."""
    if len(values.links) != 1 or writer.missing(values) != ("project",):
        return values
    moved = replace(values, links=(replace(values.links[0], role="project"),))
    return values if writer.missing(moved) else moved


def _edited(document: Document, edits: Iterable[Edit]) -> Document:
    return parse(apply(document.source, edits))


# --- What else changes ---


def _contents_fixed(file: ListFile, after: Document, added: int) -> FixedFile:
    """Return the list with its stated counts and its table of contents as they are now."""
    after = _edited(after, _counts(file.document, after, added))
    old, new = file.document.source, after.source
    change = LineChange(new, old, difference(old.text, new.text))
    alone = file.with_only({"stale-contents"})._replace(
        text=ParsedText.of(after), change=change, baseline=None
    )
    [fixed] = Run((alone,)).fix()
    return replace(fixed, file=file)


def _counts(before: Document, after: Document, added: int) -> Iterator[Edit]:
    """Yield the numbers in the text that are the number of entries there was: `86 papers`."""
    total = len(before.entries)
    spans = [entry.span for entry in after.entries]
    counted = rf"(?<![\w.,]){total}(?=\W{{1,4}}(?:\w+ )?{_COUNTED}\b)"
    pattern = re.compile(counted, re.IGNORECASE)
    for found in pattern.finditer(after.text):
        if not any(span.contains(found.start()) for span in spans):
            yield Edit(Span(found.start(), found.end()), str(total + added))


def _say(
    file: ListFile, fixed: FixedFile, added: Mapping[str, EntryValues], request: AddRequest
) -> int:
    """Say where the entries are, and what a check finds on their lines."""
    document = fixed.report.document
    verb = "would be added" if request.diff else "added"
    for given, values in added.items():
        for entry in document.entries:
            if _is_read_as(entry, values):
                line, section = document.line_of(entry.span), entry.section.title
                say(f'{document.source.path}:{line}: {verb}: {given} (section "{section}")')
                break
    old, new = file.document.source, document.source
    change = LineChange(new, old, difference(old.text, new.text))
    [report] = Run((file._replace(text=ParsedText.of(document), change=change),)).lint().files
    for finding in report.findings:
        place = report.position(finding)
        say(f"{report.path}:{place.line}:{place.column}: {finding.rule} {finding.message}")
    return FOUND if request.diff else DONE
