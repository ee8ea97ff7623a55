"""The rule `misspelt-name`."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span, regex
from awesomecheck_rules.spelling._heading_fix import heading_fix
from awesomecheck_rules.spelling._prose import Passage, Prose, distinct_words, places

_GLUE = "-/.@#_"
"""What joins a word to others in paths, packages and handles."""
_NEXT = regex(r" ([a-z]+)\b")
_FEWEST = 3
"""How often a list has a form that it has chosen."""


class MisspeltName(DocumentRule):
    """A name of software that is not written as its makers write it.

    Readers notice, and the guidelines for awesome lists ask for it: `Node.js`, `GitHub`, `macOS`.
    Reported is only what is in a list of names, in descriptions and headings: not in code, links,
    addresses, handles and names of entries, and no form that the list itself uses most of the
    time. What is right all the same goes into the option `allow`.

    ```bad
    - [zx](https://github.com/google/zx) - Scripts in Javascript.
    ```

    ```good
    - [zx](https://github.com/google/zx) - Scripts in JavaScript.
    ```
    """

    severity = "info"
    lists_only = True
    touches = ("links", "wording")

    allow: tuple[str, ...] = ()
    """Forms that are right in this list."""

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the misspelt names."""
        words = distinct_words(document.text)
        written = [
            name
            for wrong, name in misspelt_names().items()
            if all(part in words for part in wrong.split()) and wrong not in self.allow
        ]
        if not written:
            return
        prose = _Names(document)
        for name in written:
            found = list(prose.places(name.wrong, name.before))
            chosen = len(found) >= _FEWEST
            if chosen and len(found) > len(list(prose.places(name.right, name.before))):
                continue
            for span, passage in found:
                message = f"`{name.wrong}` is written `{name.right}`"
                yield Problem(span, message, _fix(document, passage, span, name.right))


class _Name(Struct, frozen=True):
    """A name that is written otherwise."""

    wrong: str
    right: str
    before: frozenset[str]
    """It is one only before these words; before any if there are none."""


class _Names:
    """Find names in the descriptions and headings of a list."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._prose = Prose(document)
        self._links = [link.span for link in document.links]

    def places(self, name: str, before: frozenset[str]) -> Iterator[tuple[Span, Passage]]:
        """Yield where a name is by itself, before one of some words if there are any."""
        text = self._document.text
        for span in places(text, name):
            if before:
                next_word = _NEXT.match(text, span.end)
                if next_word is None or next_word[1] not in before:
                    continue
                if self._is_glued(next_word.end()):  # `python script.py`, a command
                    continue
            if text[span.start - 1 : span.start] in (*_GLUE,) or self._is_glued(span.end):
                continue
            passage = self._prose.at(span.start)
            if passage is None or passage.place == "title" or self._in_link(span.start):
                continue
            if any(token.contains(span.start) for token in self._prose.tokens(passage)):
                yield span, passage

    def _is_glued(self, end: int) -> bool:
        after = self._document.text[end : end + 2]
        return after[:1] in (*_GLUE,) and (after[:1] != "." or after[1:].isalnum())

    def _in_link(self, offset: int) -> bool:
        index = bisect_right(self._links, offset, key=lambda span: span.start) - 1
        return index >= 0 and self._links[index].contains(offset)


def _fix(document: Document, passage: Passage, span: Span, right: str) -> Fix | None:
    """Return a fix; safe where only the case of letters changes, and no anchor with it."""
    if passage.heading is not None:
        return heading_fix(document, passage.heading, span, right)
    return Fix((Edit(span, right),), safe=document.slice(span).lower() == right.lower())


@cache
def misspelt_names() -> Mapping[str, _Name]:
    """Return the names that are written otherwise, by how they are written."""
    lines = Path(__file__).with_name("names.tsv").read_text("utf-8").splitlines()
    names: dict[str, _Name] = {}
    for line in lines:
        if not line.startswith("#"):
            right, wrongs, *before = line.split("\t")
            words = frozenset(" ".join(before).split())
            for wrong in wrongs.split():
                written = wrong.replace("_", " ")
                names[written] = _Name(written, right, words)
    return names
