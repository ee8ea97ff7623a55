"""The rule `description-case`."""

from collections.abc import Iterator
from typing import Literal

from awesomecheck import Document, DocumentRule, Edit, Entry, Fix, Problem, Span, regex
from awesomecheck_rules.entries._habits import because, described, deviations

_SIGN = regex(r"(?::[a-z0-9_+-]+:|[\u2190-\u2fff\ufe0f\U0001f000-\U0001faff])\s*\Z")
"""An emoji."""
_WORD = regex(r"[^\W\d_](?:[a-zß-ÿа-яё'’-]*[a-zß-ÿа-яё])?(?![\w'’])")
"""A word that can be written in upper or lower case, unlike `iOS` and `x86`."""
_END = regex(r"[,;.]?\s")
_FEWEST_SPACES = 2
"""A shorter description is not a sentence, but a name, a place or a kind."""


class DescriptionCase(DocumentRule):
    """A description that starts in a different case than the others.

    A list is easier to read when all its descriptions start alike. With `expect: habit` a
    description is compared with its section, or with the whole list; `upper` and `lower` demand
    one case everywhere. Code, links, quotes, numbers, scripts without case, and names such as
    `iOS` or `jQuery` may start any description.

    ```options
    expect: upper
    ```

    ```bad
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - jumps between folders.
    ```

    ```good
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders.
    ```
    """

    lists_only = True
    learns = True
    touches = ("wording",)
    severity = "info"
    yields_to = ("description-repeats-name", "unlike-template")

    expect: Literal["habit", "upper", "lower"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        fewest = _FEWEST_SPACES if self.expect == "habit" else 1
        words = {
            id(entry): word
            for entry in described(document)
            if (word := _first_word(document, entry, fewest))
        }
        entries = [entry for entry in document.entries if id(entry) in words]
        names = {entry.name.text.casefold() for entry in document.entries if entry.name}
        seen = set(words.values())
        expected = None if self.expect == "habit" else self.expect == "upper"
        for entry, upper, others in deviations(
            document, entries, lambda each: words[id(each)][0].isupper(), expected
        ):
            word = words[id(entry)]
            turned = word[0].upper() + word[1:] if upper else word[0].lower() + word[1:]
            if _is_name(entry, word, names) or (not upper and turned not in seen):
                continue  # a name keeps its case; a word that others start with is not a name
            start = entry.description.span.start if entry.description else 0
            wanted, given = ("upper", "lower") if upper else ("lower", "upper")
            message = f"description starts in {given} case: use `{turned}`"
            yield Problem(
                Span(start, start + len(word)),
                message + because(others, f"use {wanted} case"),
                Fix((Edit(Span(start, start + 1), turned[0]),), safe=turned in seen),
            )


def _is_name(entry: Entry, word: str, names: set[str]) -> bool:
    """Return whether a word is the name of an entry, or of what this entry links to."""
    folded = word.casefold()
    if folded in names or folded.partition("-")[0] in names:
        return True
    if folded.startswith("lib") and not folded.startswith(("liber", "librar")):
        return True  # `libyaml`
    return len(word) > 3 and any(folded in each.link.url.casefold() for each in entry.links[:1])


def _first_word(document: Document, entry: Entry, fewest: int) -> str | None:
    """Return the first word of a description, unless it can have only one spelling."""
    description = entry.description
    if description is None or description.text.count(" ") < fewest:
        return None
    text, start = document.text, description.span.start
    match = _WORD.match(text, start)
    if match is None or text[start - 1] in "`[\"'“‘«:" or not _END.match(text, match.end()):
        return None
    if text[start - 2 : start] in (") ", "] ", ")\n") or _SIGN.search(
        text, max(0, start - 20), start
    ):
        return None  # the name, or a sign, is a part of the sentence
    return match.group()
