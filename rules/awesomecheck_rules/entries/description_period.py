"""The rule `description-period`."""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Literal

from awesomecheck import Document, DocumentRule, Edit, Entry, Field, Fix, Problem, Span
from awesomecheck_rules.entries._habits import because, described, deviations

_CLOSING = re.compile(
    r"(?:\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ ]\"[^\"\n]*\")?\)|\]\[[^\]\n]*\]"
    r"|[*_~`\"'”’»)\]]|</\w+>)*"
)
"""What may close after the last word: a link, emphasis, quotes."""
_PERIODS = (".", "。")
_ENDS = ".。．!?！？…:：;,"
_BRACKETS = re.compile(r"[.。!?！？]\s*[(（][^()]*(?:\([^()]*\)[^()]*)*[)）]$")
"""Text in brackets after a sentence, which is not part of it."""
_SENTENCE = re.compile(r"[.!?。！？](?:\s|$)")
_ABBREVIATION = re.compile(r"(?:\b(?:etc|Inc|Ltd|Co|Jr|al)|\b\w)$")
"""A period that ends the last of several sentences or an abbreviation is never unexpected."""


@dataclass(frozen=True, slots=True)
class DescriptionPeriod(DocumentRule):
    """A description without a final period where the others have one, or vice versa.

    Details show that a list is well maintained, and this one is the most frequent remark in
    reviews of new entries. With `expect: habit` a description is compared with its section, or
    with the whole list; `always` and `never` demand it everywhere. Other ends of a sentence (`!`,
    `?`, `…`, `。`) are as good as a period.

    ```options
    expect: always
    ```

    ```bad
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders
    ```

    ```good
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders.
    ```
    """

    lists_only = True
    touches = ("marks",)
    yields_to = ("unlike-template",)

    expect: Literal["habit", "always", "never"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        expected = None if self.expect == "habit" else self.expect == "always"
        for entry, period, others in deviations(
            described(document), lambda each: _has_period(document, each), expected
        ):
            words = entry.description
            if words and period:
                yield _missing(document, entry, words, others)
            elif words and not (_SENTENCE.search(words.text) or _ABBREVIATION.search(words.text)):
                yield _unexpected(words, others)


def _has_period(document: Document, entry: Entry) -> bool | None:
    """Return whether a description ends in a period; None if in another mark or an address."""
    if entry.description is None:
        return None
    text, words = document.text, entry.description.text
    end = entry.description.span.end
    if text[end : end + 1] in _PERIODS:
        return True
    last = words.rstrip(")\"'”’")[-1:]
    if last in _ENDS or not (last.isalnum() or last in "+#%") or "://" in words[-80:].split()[-1]:
        return None
    if text.startswith("http", end - 1):
        return None
    if last != words[-1] and _BRACKETS.search(words):
        return None
    after = text[_end(document, entry) : entry.span.end]
    if after[:1] and after[0] in _ENDS:
        return True if after[0] in _PERIODS else None
    return None if after.rstrip(" \t|*_)")[-1:] in _ENDS and after.strip() else False


def _end(document: Document, entry: Entry) -> int:
    """Return where a description ends, closing marks after its last word included."""
    end = entry.description.span.end if entry.description else entry.span.end
    match = _CLOSING.match(document.text, end, entry.span.end)
    return match.end() if match else end


def _missing(document: Document, entry: Entry, words: Field, others: str) -> Problem:
    end = _end(document, entry)
    mark = "。" if ord(words.text[-1]) >= 0x2E80 else "."
    last = Span(words.span.end - 1, words.span.end)
    message = f"missing period after the description{because(others, 'have one')}"
    return Problem(last, message, Fix((Edit(Span(end, end), mark),)))


def _unexpected(words: Field, others: str) -> Problem:
    period = Span(words.span.end, words.span.end + 1)
    message = f"unexpected period after the description{because(others, 'have none')}"
    return Problem(period, message, Fix((Edit(period, ""),)))
