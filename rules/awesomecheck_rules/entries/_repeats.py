"""Entries that name the same paper or the same repository."""

from collections.abc import Iterator, Sequence
import re
from typing import Literal

from awesomecheck import Document, Entry, EntryLink
from awesomecheck_rules.entries._papers import title_key

Reason = Literal["link", "title", "repository"]

_PAPERS = frozenset({"arxiv", "doi", "openreview", "web"})
_LEAST_TITLE = 16
"""Letters and digits of a title that only one paper has; `Introduction` is not one."""
_WORD = re.compile(r"\w+")
_ALIKE = 0.6
_COMPARED = 16
"""A paper that is in a list more often is compared with the first of these alone."""


def repeats(document: Document) -> Iterator[tuple[Entry, Entry, Reason]]:
    """Each entry that an earlier one has already: that one, and what they share.

    Of several earlier ones it is the first in the same section, or the first of all. Lists and
    tables are compared each among themselves, for many lists show the same entries in both.
    """
    seen: dict[tuple[bool, str], list[Entry]] = {}
    for entry in document.entries:
        silent = False
        for reason, key in _keys(entry):
            group = seen.setdefault((entry.row is not None, key), [])
            earlier = _earlier(group, entry) if group and not silent else None
            if earlier is not None:
                yield entry, earlier, reason
                silent = True
            group.append(entry)


def paper_link(entry: Entry) -> EntryLink | None:
    """The link that tells which paper an entry is about."""
    if not entry.is_paper:
        return None
    paper = entry.link("paper")
    return paper if paper and paper.link.kind in _PAPERS and not paper.link.image else None


def _keys(entry: Entry) -> list[tuple[Reason, str]]:
    if not entry.is_paper:
        return _repository(entry)
    keys: list[tuple[Reason, str]] = []
    paper = paper_link(entry)
    if paper is not None:
        keys.append(("link", paper.link.target.identity))
    title = title_key(entry.title.text) if entry.title else ""
    if len(title) >= _LEAST_TITLE:
        keys.append(("title", title))
    return keys


def _repository(entry: Entry) -> list[tuple[Reason, str]]:
    if not entry.links or entry.name is None:
        return []
    each = entry.links[0]
    target = each.link.target
    about = each.label is None and target.kind == "github" and not target.path
    return [("repository", target.identity)] if about and not each.link.image else []


def _earlier(group: Sequence[Entry], entry: Entry) -> Entry | None:
    first: Entry | None = None
    for each in group[:_COMPARED]:
        if each.span.end > entry.span.start:
            continue  # that one contains this one
        if each.section is entry.section:
            return each
        first = first or each
    return first


def titles_agree(entry: Entry, other: Entry) -> bool | None:
    """Whether two entries call a paper by the same title; None where one gives none."""
    if entry.title is None or other.title is None:
        return None
    one, two = entry.title.text, other.title.text
    keys = title_key(one), title_key(two)
    if keys[0] in keys[1] or keys[1] in keys[0]:
        return True
    words, more = (set(_WORD.findall(text.casefold())) for text in (one, two))
    return len(words & more) >= _ALIKE * min(len(words), len(more))


def where(document: Document, entry: Entry, other: Entry) -> str:
    """The place of another entry, in words."""
    line = document.source.position(other.span.start).line
    heading = other.section.heading
    if other.section is entry.section or heading is None:
        return f"on line {line}"
    return f"on line {line}, in “{heading.text}”"
