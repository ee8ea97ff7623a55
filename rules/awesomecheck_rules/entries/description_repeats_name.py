"""The rule `description-repeats-name`."""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Literal

from awesomecheck import Document, DocumentRule, Edit, Field, Fix, Problem, Span, share
from awesomecheck_rules.entries._habits import because, described

_AFTER = re.compile(r"(?:\s*[:：]\s+|\s+[-–—]\s+)|\s+(?:is|are)\s+(?=(?:an?|the|your)\s)|\s*$")
"""What follows a repeated name that can be left out with it."""
_FEWEST = 8
_NEARLY_ALL = 0.95
"""Fewer descriptions, or a smaller share of them without the name, show no habit."""


@dataclass(frozen=True, slots=True)
class DescriptionRepeatsName(DocumentRule):
    """A description that starts with the name of its entry.

    `jq - jq is a tool for JSON` says one thing twice, and many readers look only at the first
    words of a description. With `expect: habit` this is reported only in lists where nearly all
    other descriptions leave the name out; with `never`, everywhere. A name that is part of the
    sentence (`AWS clients for Elixir`) is fine.

    ```options
    expect: never
    ```

    ```bad
    - [bat](https://github.com/sharkdp/bat) - Bat: Prints files with colours.
    ```

    ```good
    - [bat](https://github.com/sharkdp/bat) - Prints files with colours.
    ```
    """

    lists_only = True
    touches = ("removals", "wording")
    severity = "info"

    expect: Literal["habit", "never"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        entries = [
            (entry.name, entry.description)
            for entry in described(document)
            if entry.name and entry.description
        ]
        repeats = [
            (name, words, end)
            for name, words in entries
            if (end := _repeat(name.text, words.text))
        ]
        others = ""
        if self.expect == "habit":
            without = len(entries) - len(repeats)
            if len(entries) < _FEWEST or without < _NEARLY_ALL * len(entries):
                return
            others = share(without, len(entries))
        for name, words, end in repeats:
            yield _problem(document, name, words, end, others)


def _repeat(name: str, words: str) -> int:
    """Return how many characters at the start of a description repeat the name."""
    if words[: len(name)].casefold() != name.casefold():
        return 0
    match = _AFTER.match(words, len(name))
    return match.end() if match else 0


def _problem(document: Document, name: Field, words: Field, end: int, others: str) -> Problem:
    start = words.span.start
    repeated = Span(start, start + len(name.text))
    message = f"description repeats the name `{name.text}`: leave it out{because(others, 'do')}"
    rest = words.text[end : end + 1]
    if not rest or document.text[start : start + end + 1] != words.text[: end + 1]:
        return Problem(repeated, message)
    first = rest.upper() if words.text[0].isupper() else rest
    edit = Edit(Span(start, start + end + 1), first)
    return Problem(repeated, message, Fix((edit,), safe=False))
