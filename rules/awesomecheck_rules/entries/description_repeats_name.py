"""The rule `description-repeats-name`."""

from collections.abc import Iterator
import re
from typing import Literal

from awesomecheck import Document, DocumentRule, Edit, Field, Fix, Problem, Span, regex, share
from awesomecheck_rules.entries._habits import because, described

_AFTER = regex(
    r"(?:\s*[:：]\s+|\s+[-–—]\s+)|\s+(?:is|are)\s+(?=(?:an?|the|your)\s)|\s*$"
    r"|(?P<comma>,\s+(?=(?:an?|the|fast|free|lightweight|minimal|modern|powerful|simple|small)\s))"
)
"""What follows a repeated name that can be left out with it."""
_FEWEST = 8
_NEARLY_ALL = 0.95
"""Fewer descriptions, or a smaller share of them without the name, show no habit."""


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
    learns = True
    touches = ("removals", "wording")
    severity = "info"

    expect: Literal["habit", "never"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        entries = [
            (entry.heading, entry.description)
            for entry in described(document)
            if entry.heading and entry.description
        ]
        repeats = [
            (name, words, match)
            for name, words in entries
            if (match := _repeat(name.text, words.text))
        ]
        others = ""
        if self.expect == "habit":
            # A comma may go on with the sentence: few repeats before one are no habit.
            known = [words for _, words in entries if not document.is_new(words.span.start)]
            old = [match for _, words, match in repeats if not document.is_new(words.span.start)]
            without = len(known) - sum(not match["comma"] for match in old)
            if len(known) < _FEWEST or without < _NEARLY_ALL * len(known):
                return
            others = share(len(known) - len(old), len(known))
        cases = [
            words.text[0].isupper()
            for _, words in entries
            if not document.is_new(words.span.start)
        ]
        for name, words, match in repeats:
            upper = words.text[0].isupper() or 2 * sum(cases) > len(cases)
            yield _problem(document, name, words, match.end(), others, upper=upper)


def _repeat(name: str, words: str) -> re.Match[str] | None:
    """Return what ends the part of a description that repeats the name."""
    if words[: len(name)].casefold() != name.casefold():
        return None
    return _AFTER.match(words, len(name))


def _problem(
    document: Document, name: Field, words: Field, end: int, others: str, *, upper: bool
) -> Problem:
    start = words.span.start
    repeated = Span(start, start + len(name.text))
    message = f"description repeats the name `{name.text}`: leave it out{because(others, 'do')}"
    rest = words.text[end : end + 1]
    if not rest or document.text[start : start + end + 1] != words.text[: end + 1]:
        return Problem(repeated, message)
    first = rest.upper() if upper else rest
    edit = Edit(Span(start, start + end + 1), first)
    return Problem(repeated, message, Fix((edit,), safe=False))
