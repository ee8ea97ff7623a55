"""Entries that name the same paper or the same repository."""

from collections.abc import Iterator, Sequence
import re
from typing import Literal

from awesomecheck import Document, Entry, regex
from awesomecheck_rules.entries._links import paper_link
from awesomecheck_rules.entries._papers import plain_title

Sameness = Literal["link", "title", "repository"]

_SHORTEST_TITLE = 16
"""A shorter title, such as `Introduction`, may be that of several papers."""
_PART = regex(
    r"(?:official )?(?:codes?|datasets?|data|github|models?|projects?|demo|weights|website)"
    r"|代码|数据集?",
    re.IGNORECASE,
)
"""The name of a field of the entry above: `Code: …`."""
_WORD = regex(r"\w+")
_ALIKE = 0.6
_MOST_COMPARED = 16
"""Of more entries of one paper, only the first ones are compared with."""


def repeats(document: Document) -> Iterator[tuple[Entry, Entry, Sameness]]:
    """Yield each entry that repeats an earlier one, that earlier one, and what they share.

    Of several earlier ones it is the first in the same section, or else the first of all. Lists
    are not compared with tables, because many documents show the same entries in both.
    """
    seen: dict[tuple[bool, str], list[Entry]] = {}
    for entry in document.entries:
        found = False
        for reason, key in _keys(entry):
            group = seen.setdefault((entry.row is not None, key), [])
            earlier = _earlier(group, entry) if group and not found else None
            if earlier is not None:
                yield entry, earlier, reason
                found = True
            group.append(entry)


def _keys(entry: Entry) -> list[tuple[Sameness, str]]:
    """Return what an entry shares with one that repeats it."""
    if not entry.is_paper:
        return _repository(entry)
    keys: list[tuple[Sameness, str]] = []
    paper = paper_link(entry)
    if paper is not None:
        keys.append(("link", paper.link.target.identity))
    title = plain_title(entry.title.text) if entry.title else ""
    if len(title) >= _SHORTEST_TITLE:
        keys.append(("title", title))
    return keys


def _repository(entry: Entry) -> list[tuple[Sameness, str]]:
    if not entry.links or entry.name is None or _PART.fullmatch(entry.name.text.strip()):
        return []
    each = entry.links[0]
    target = each.link.target
    about = each.label is None and target.kind == "github" and not target.path
    return [("repository", target.identity)] if about and not each.link.image else []


def _earlier(group: Sequence[Entry], entry: Entry) -> Entry | None:
    first: Entry | None = None
    for each in group[:_MOST_COMPARED]:
        if each.span.end > entry.span.start:
            continue  # `entry` is inside of it
        if each.section is entry.section:
            return each
        first = first or each
    return first


def titles_agree(entry: Entry, other: Entry) -> bool | None:
    """Return whether two entries have the same title; None if one has no title."""
    if entry.title is None or other.title is None:
        return None
    one, two = entry.title.text, other.title.text
    keys = plain_title(one), plain_title(two)
    if keys[0] in keys[1] or keys[1] in keys[0]:
        return True
    words, more = (set(_WORD.findall(text.casefold())) for text in (one, two))
    return len(words & more) >= _ALIKE * min(len(words), len(more))
