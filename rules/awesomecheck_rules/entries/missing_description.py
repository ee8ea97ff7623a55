"""The rule `missing-description`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
import re
from typing import Literal

from awesomecheck import Document, DocumentRule, Entry, Field, Problem
from awesomecheck_rules.entries._habits import described, deviations

_LINK = re.compile(r"!?\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?|<[^>\n]*>|`[^`\n]*`")
_SEPARATOR = re.compile(r"\s[-–—|]\s|:\s|\(|^awesome\b", re.IGNORECASE)
"""What a name has that tells its own meaning: `CybOX - Cyber Observables`, `awesome-flask`."""
_WORDS = re.compile(r"[^\W\d_]{2}")
_LEAST_RUN = 3
"""Entries in a row without a description, from which on that is how they are meant."""


@dataclass(frozen=True, slots=True)
class MissingDescription(DocumentRule):
    """An entry without a description, where the others have one.

    A name alone leaves the reader to follow every link. With `expect: habit` an entry is held
    against its section, or against the whole list; entries under another entry, titles of
    several words, and several bare entries in a row need none. With `always`, every entry that
    is not a paper needs one.

    ```bad
    - [ack](https://beyondgrep.com) - Searches source code.
    - [bat](https://github.com/sharkdp/bat) - Prints files with colours.
    - [dust](https://github.com/bootandy/dust) - Shows what fills a disk.
    - [exa](https://the.exa.website) - Lists files.
    - [fd](https://github.com/sharkdp/fd) - Finds files.
    - [fzf](https://github.com/junegunn/fzf) - Picks lines from anything.
    - [jq](https://jqlang.org) - Cuts JSON to pieces.
    - [procs](https://github.com/dalance/procs) - Lists processes.
    - [tldr](https://tldr.sh) - Explains commands by example.
    - [zoxide](https://github.com/ajeetdsouza/zoxide)
    ```

    ```good
    - [ack](https://beyondgrep.com) - Searches source code.
    - [bat](https://github.com/sharkdp/bat) - Prints files with colours.
    - [dust](https://github.com/bootandy/dust) - Shows what fills a disk.
    - [exa](https://the.exa.website) - Lists files.
    - [fd](https://github.com/sharkdp/fd) - Finds files.
    - [fzf](https://github.com/junegunn/fzf) - Picks lines from anything.
    - [jq](https://jqlang.org) - Cuts JSON to pieces.
    - [procs](https://github.com/dalance/procs) - Lists processes.
    - [tldr](https://tldr.sh) - Explains commands by example.
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders.
    ```
    """

    lists_only = True
    yields_to = ("unlike-template",)

    expect: Literal["habit", "always"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        entries = described(document)
        if self.expect == "always":
            for entry in entries:
                if entry.description is None and _is_bare(document, entry):
                    yield _problem(entry, "")
            return
        parents = [
            None if each.item is None else document.items[each.item].parent for each in entries
        ]
        above, items = set(parents), {each.item for each in entries}
        alone = [
            each
            for each, parent in zip(entries, parents, strict=True)
            if each.item is None or not (each.item in above or parent in items)
        ]
        in_rows = _in_bare_rows(document, alone)
        for entry, _, others in deviations(alone, _has_description):
            lonely = entry.description is None and id(entry) not in in_rows
            if lonely and _is_bare(document, entry) and not _says_all(entry):
                yield _problem(entry, f", unlike {others}")


def _has_description(entry: Entry) -> bool:
    return entry.description is not None


def _in_bare_rows(document: Document, entries: Sequence[Entry]) -> frozenset[int]:
    """The ids of entries that are bare as those beside them, or most of their list, are."""
    lists: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
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
            if not has_one and len(row) >= _LEAST_RUN:
                found.update(map(id, row))
    return frozenset(found)


def _is_bare(document: Document, entry: Entry) -> bool:
    """Whether an entry says nothing but a name: no word stands before or after it."""
    if entry.name is None or not entry.links:
        return False
    text, stop = document.text, entry.links[0].link.span
    before = text[entry.span.start : min(stop.start, entry.name.span.start)]
    after = text[max(stop.end, entry.name.span.end) : entry.span.end]
    return not _WORDS.search(before) and not _WORDS.search(_LINK.sub("", after))


def _says_all(entry: Entry) -> bool:
    """Whether a name needs no description: a title of several words, or the name of a list."""
    name = entry.name.text if entry.name else ""
    return name.count(" ") >= 3 or _SEPARATOR.search(name) is not None


def _problem(entry: Entry, others: str) -> Problem:
    name = entry.name or Field("", entry.span)
    return Problem(name.span, f"no description of `{name.text}`{others}")
