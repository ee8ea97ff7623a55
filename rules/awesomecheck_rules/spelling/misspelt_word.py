"""The rule `misspelt-word`."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
import re

from msgspec import Struct

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span, regex
from awesomecheck_rules.spelling._heading_fix import heading_fix
from awesomecheck_rules.spelling._prose import (
    Passage,
    Prose,
    distinct_words,
    is_title,
    places,
    title_of,
)
from awesomecheck_rules.spelling._vocabulary import vocabulary

_LONG = regex(r"\b[a-z]{5,}\b")
_CAPITALISED = regex(r"\b[A-Z][a-z]{4,}\b")
"""A word of five letters or more that is not written like a name: `MixMIM`."""
_PERSON = regex(r"[A-Z]\w+ [A-Z]\w+\.")
"""A sentence of two words: an author after a full stop in place of a comma."""
_SINGLE = regex(r"^\W*\[[^\s\]]*$", re.MULTILINE)
"""The text of a link if it is one word: a name."""
_LOWER = regex(r"\b[a-z]{4,}\b")
_FOREIGN = regex(
    r"\b(?:au|con|das|de|del|della|der|des|du|el|en|et|il|la|las|le|les|los|och|para"
    r"|por|que|sur|und|un|una|une|y)\b",
    re.IGNORECASE,
)
"""Short words of languages that have words like English ones."""
_FEWEST_FOREIGN = 2
_SHORTEST = 5
_MOST = 3
"""A word that a list has more often is one of its own."""
_SHOWN = 2


class MisspeltWord(DocumentRule):
    """A word in a heading, a title or a description that is probably misspelt.

    Reported is only what is almost certainly a mistake: a word that is in no dictionary, that
    other lists and titles of papers do not have, and that differs in a letter or two from a word
    which they have often; a word of nine letters or more from any right word, if a letter was left
    out, doubled or swapped. Code, addresses, names of one or two words, authors, capitalised words
    in descriptions and those of five letters in titles are left out. The fix of a heading also
    renames its entry in the table of contents and every link to it. What is right all the same
    goes into the option `allow`.

    ```bad
    ## Contents
    - [Fundermental Methods](#fundermental-methods)

    ## Fundermental Methods
    - [Salad](https://example.org/salad) - Green.
    ```

    ```good
    ## Contents
    - [Fundamental Methods](#fundamental-methods)

    ## Fundamental Methods
    - [Salad](https://example.org/salad) - Green.
    ```
    """

    lists_only = True
    touches = ("links", "wording")

    allow: tuple[str, ...] = ()
    """Words that are right in this list."""

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the misspelt words."""
        meant = self._suspects(document)
        found = sorted(_in_prose(document, meant), key=lambda word: word.span.start)
        counts = Counter(word.text.lower() for word in found)
        for word in found:
            if counts[word.text.lower()] <= _MOST:
                yield _problem(document, word, meant[word.text])

    def _suspects(self, document: Document) -> dict[str, Sequence[str]]:
        """Return the words anywhere in a text that are probably misspelt, and what they mean."""
        known = vocabulary()
        allowed = {word.lower() for word in self.allow}
        found: dict[str, Sequence[str]] = {}
        for word in _candidates(document):
            low = word.lower()
            if not known.knows(low) and low not in allowed:
                meant = known.meant_by(low)
                if meant and not (word[0].isupper() and known.abbreviates(low)):
                    found[word] = meant
        names = _names(document) if found else ""
        return {word: meant for word, meant in found.items() if word.lower() not in names}


def _candidates(document: Document) -> set[str]:
    """Return the words of a text that may be reported: no capitalised one of a description."""
    words = _SINGLE.sub("", distinct_words(document.text))
    found = set(_LONG.findall(words))
    titles = [heading.text for heading in document.headings]
    titles += [title.text for title in map(title_of, document.entries) if title is not None]
    return found.union(_CAPITALISED.findall("\n".join(titles)))


class _Word(Struct, frozen=True):
    """A word in the prose of a list."""

    text: str
    span: Span
    passage: Passage


def _in_prose(document: Document, meant: Iterable[str]) -> Iterator[_Word]:
    """Yield the suspects in prose that is English, unless they are written like names."""
    prose = Prose(document)
    known = {word.lower() for word in meant}
    for word in meant:
        for span in places(document.text, word):
            passage = prose.at(span.start)
            if passage is None or (word[0].isupper() and _is_name(document, span, passage)):
                continue
            tokens = list(prose.tokens(passage))
            is_text = any(token.contains(span.start) for token in tokens)
            if is_text and _is_english(map(document.slice, tokens), word, known):
                yield _Word(word, span, passage)


def _is_name(document: Document, word: Span, passage: Passage) -> bool:
    """Return whether a capitalised word is probably a name, as in `MAE: A Text`."""
    if passage.place == "heading":
        return False
    if passage.place == "description" or document.text.startswith(",", word.start - 2):
        return True
    if document.text.startswith(". ", word.start - 2) and _PERSON.match(document.text, word.start):
        return True
    if word.end - word.start == _SHORTEST:
        return True  # as many surnames are
    return word.start == passage.span.start and document.text.startswith(":", word.end)


def _is_english(tokens: Iterable[str], word: str, meant: Container[str]) -> bool:
    """Return whether most words around a word are known, or mean known ones.

    A short word is as near to many others: nothing unknown may be around it.
    """
    known = vocabulary()
    text = " ".join(tokens)
    others = [each for each in _LOWER.findall(text) if each not in meant]
    unknown = sum(not known.knows(each) for each in others)
    if len(word) == _SHORTEST and unknown:
        return False
    return 3 * unknown <= len(others) and len(_FOREIGN.findall(text)) < _FEWEST_FOREIGN


def _names(document: Document) -> str:
    """Return the addresses and the names that a list has, for words that come from them."""
    urls = [link.url for link in document.links if link.kind != "anchor"]
    names = [
        entry.name.text
        for entry in document.entries
        if entry.name is not None and not is_title(entry.name)
    ]
    authors = [author.text for entry in document.entries for author in entry.authors]
    return "\n".join((*urls, *names, *authors)).lower()


def _problem(document: Document, word: _Word, meant: Sequence[str]) -> Problem:
    right = [each.capitalize() if word.text[0].isupper() else each for each in meant[:_SHOWN]]
    message = f"`{word.text}` is probably {' or '.join(f'`{each}`' for each in right)}"
    fix = None
    if len(right) == 1:
        fix = _fix(document, word, right[0])
    return Problem(word.span, message, fix, severity=None if word.passage.heading else "info")


def _fix(document: Document, word: _Word, right: str) -> Fix | None:
    if word.passage.heading is not None:
        return heading_fix(document, word.passage.heading, word.span, right)
    return Fix((Edit(word.span, right),), safe=False)
