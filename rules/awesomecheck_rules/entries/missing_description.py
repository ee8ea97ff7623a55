"""The rule `missing-description`."""

from collections.abc import Iterator, Sequence
from itertools import groupby
import re
from typing import Literal

from awesomecheck import Document, DocumentRule, Entry, Problem, regex
from awesomecheck_rules.entries._habits import because, described, deviations

_LINK = regex(r"!?\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?|<[^>\n]*>|`[^`\n]*`")
_IN_CODE = regex(r"\s[-–—]\s+`[^`\n]+\s[^`\n]+`")
"""A description that is a command."""
_SEPARATOR = regex(r"\s[-–—|]\s|:\s|\(|^awesome\b", re.IGNORECASE)
"""What a name has that describes itself: `CybOX - Cyber Observables`, `awesome-flask`."""
_WORDS = regex(r"[^\W\d_]{2}")
_SHORTEST_RUN = 3
"""So many entries in a row without a description have none on purpose."""


class MissingDescription(DocumentRule):
    """An entry without a description where the others have one.

    Without a description a reader has to follow the link. With `expect: habit` an entry is
    compared with its section, or with the whole list; entries under another entry, titles of
    several words, and several entries in a row without a description need none. With `always`,
    every entry that is not a paper needs one.

    ```options
    expect: always
    ```

    ```bad
    - [zoxide](https://github.com/ajeetdsouza/zoxide)
    ```

    ```good
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders.
    ```
    """

    lists_only = True
    learns = True
    yields_to = ("unlike-template",)

    expect: Literal["habit", "always"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        entries = described(document)
        if self.expect == "always":
            missing = deviations(document, entries, _has_description, expected=True)
        else:
            entries = _outermost(document, entries)
            excused = _in_bare_rows(document)
            missing = (
                each
                for each in deviations(document, entries, _has_description)
                if id(each[0]) not in excused and not _describes_itself(each[0])
            )
        for entry, _, others in missing:
            if entry.name and entry.description is None and _is_bare(document, entry):
                message = f"missing description of `{entry.name.text}`"
                yield Problem(entry.name.span, message + because(others, "have one"))


def _outermost(document: Document, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that are neither nested in another one nor have others nested in them."""
    items = {each.item for each in entries if each.item is not None}
    parents = {document.items[item].parent for item in items}
    return [
        each
        for each in entries
        if each.item is None
        or not (each.item in parents or document.items[each.item].parent in items)
    ]


def _has_description(entry: Entry) -> bool:
    return entry.description is not None


def _in_bare_rows(document: Document) -> frozenset[int]:
    """Return the ids of bare entries in a run of such, or in a list of which most are bare."""
    lists: dict[tuple[int, int], list[Entry]] = {}
    for entry in _outermost(document, document.entries):
        its_list = -1 if entry.item is None else document.items[entry.item].list_id
        lists.setdefault((id(entry.section), its_list), []).append(entry)
    found: set[int] = set()
    for siblings in lists.values():
        bare = [each for each in siblings if not _has_description(each)]
        if len(bare) > 1 and len(siblings) < 2 * len(bare):
            found.update(map(id, bare))
            continue
        for has_one, group in groupby(siblings, _has_description):
            row = list(group)
            if not has_one and len(row) >= _SHORTEST_RUN:
                found.update(map(id, row))
    return frozenset(found)


def _is_bare(document: Document, entry: Entry) -> bool:
    """Return whether an entry has only a name, without a word before or after it."""
    if entry.name is None or not entry.links or not entry.links[0].link.text.strip():
        return False  # without a link text, what is read as the name may be the description
    text, stop = document.text, entry.links[0].link.span
    before = text[entry.span.start : min(stop.start, entry.name.span.start)]
    after = text[max(stop.end, entry.name.span.end) : entry.span.end]
    if _IN_CODE.search(after):
        return False
    return not _WORDS.search(before) and not _WORDS.search(_LINK.sub("", after))


def _describes_itself(entry: Entry) -> bool:
    """Return whether a name needs no description: a title of several words, a list's name."""
    name = entry.name.text if entry.name else ""
    return name.count(" ") >= 3 or _SEPARATOR.search(name) is not None
