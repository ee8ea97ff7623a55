"""Ways in which lists sort names, and on which order of two names all of them agree."""

from collections.abc import Callable, Sequence, Set
from functools import cached_property
import re
from typing import Literal
import unicodedata

from awesomecheck import regex

Counting = Literal["auto", "count", "ignore"]
Collation = Callable[[str], str]
"""Returns what a name is compared by."""

_ARTICLE = regex(r"\A(?:an?|the) (?=\S)", re.IGNORECASE)
_REST = regex(r"\s*(?:[:：]|\s[-–—]\s).*", re.DOTALL)
"""What follows a short name: `: a longer explanation`."""
_DIGITS = regex(r"\d+")
_SPACES = regex(r" {2,}")
_LIGATURES = str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th"}
    | dict(
        zip(
            "øðđħıłŋŧᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
            "oddhilntabcdefghijklmnoprstuvwyz",
            strict=True,
        )
    )
)
_PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%"
_SYMBOLS = "`^+<=>|~$"
_BELOW_LETTERS = str.maketrans(
    {mark: chr(place) for place, mark in enumerate(f" {_PUNCTUATION}{_SYMBOLS}", start=1)}
)
"""Punctuation before symbols before digits, as in the root collation of ICU."""
_NO_MARKS = {code: None for code in range(33, 128) if not chr(code).isalnum()}
_NO_SPACES = {**_NO_MARKS, 32: None}
_SPACED = dict.fromkeys(_NO_MARKS, " ")


def letters(text: str) -> str:
    """Compare letter by letter: `go-redis` is `goredis`."""
    if text.isascii():
        return text.lower().translate(_NO_SPACES)
    return "".join([char for char in folded(text) if char.isalnum()])


def joined_words(text: str) -> str:
    """Compare word by word, where a hyphen joins: `Go Redis` comes before `Goa`."""
    if text.isascii():
        return text.lower().translate(_NO_MARKS).strip()
    return "".join([char for char in folded(text) if char.isalnum() or char == " "]).strip()


def words(text: str) -> str:
    """Compare word by word, where a hyphen is a space: `Auto-paint` comes before `Autobahn`."""
    spaced = (
        text.lower().translate(_SPACED)
        if text.isascii()
        else "".join([char if char.isalnum() else " " for char in folded(text)])
    )
    return _SPACES.sub(" ", spaced).strip()


def marks_first(text: str) -> str:
    """Compare with punctuation before digits before letters."""
    return folded(text).translate(_BELOW_LETTERS)


def characters(text: str) -> str:
    """Compare by the code of each character, without case: accents come after `z`."""
    return text.lower()


def lines(text: str) -> str:
    """Compare as editors sort lines of links: `[Docker Compose]` comes before `[Docker]`."""
    return text.lower() + "]"


def codes(text: str) -> str:
    """Compare by the code of each character: capitals come before small letters."""
    return text


def code_lines(text: str) -> str:
    """Compare lines of links by the code of each character."""
    return text + "]"


def folded(text: str) -> str:
    """Return a text without case, accents and ligatures."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    return "".join([char for char in plain if not unicodedata.combining(char)])


def numbered(collation: Collation) -> Collation:
    """Return a collation that compares numbers by value: `Vol. 9` comes before `Vol. 10`."""
    return lambda text: _DIGITS.sub(lambda match: match.group().zfill(9), collation(text))


_IGNORING: Sequence[Collation] = (letters, joined_words, words)
_COUNTING: Sequence[Collation] = (characters, lines, marks_first)
_CODES: Sequence[Collation] = (codes, code_lines)
"""Capitals first: whole lists are sorted in this way, single names are not placed in it."""


def candidates(names: Sequence[str], punctuation: Counting) -> Sequence[Collation]:
    """Return the ways to compare names that an option allows, the most usual one first."""
    numbers = (numbered(letters),) if _have_numbers(names) else ()
    if punctuation == "ignore":
        return (*_IGNORING, *numbers)
    if punctuation == "count":
        return (*_COUNTING, *_CODES)
    return (*_IGNORING, *numbers, *_COUNTING, *_CODES)


def _have_numbers(names: Sequence[str]) -> bool:
    return any(_DIGITS.search(name) for name in names)


def without_article(text: str) -> str:
    return _ARTICLE.sub("", text, count=1)


def readings(names: Sequence[str], articles: Counting) -> Sequence[Sequence[str]]:
    """Return names with their leading articles, without them, or both."""
    if articles == "count":
        return (names,)
    less = [without_article(text) for text in names]
    return (less,) if articles == "ignore" else (names, less) if less != names else (names,)


class Agreement:
    """The order of names that all usual collations agree on."""

    def __init__(self, names: Sequence[str], articles: Counting, punctuation: Counting) -> None:
        ignoring = () if punctuation == "count" else _IGNORING
        counting, codes = ((), ()) if punctuation == "ignore" else (_COUNTING, _CODES)
        plain = (*ignoring, *counting)
        self._names = names
        self._articles: Counting = articles
        self._plain = plain
        self._codes: Sequence[Collation] = codes
        self._keys: dict[int, Sequence[str]] = {}

    @cached_property
    def _collations(self) -> Sequence[Collation]:
        numbers = map(numbered, self._plain) if _have_numbers(self._names) else ()
        return (*self._plain, *numbers)

    def above(self, one: int, two: int) -> bool:
        """Return whether one name comes after another, case and accents aside."""
        return all(map(str.__gt__, self._of(one), self._of(two)))

    def misplaced(self, run: Sequence[int], outliers: Sequence[int]) -> set[int]:
        """Return the outliers that are out of place by the codes of characters, too."""
        found = set(outliers)
        for collation in self._codes:
            keys = [collation(name) for name in self._names]
            found &= _out_of_place(keys, set(run), found)
        return found

    def _of(self, position: int) -> Sequence[str]:
        if position not in self._keys:
            full = self._names[position]
            names = {"count": [full], "ignore": [without_article(full)]}.get(
                self._articles, [full, without_article(full)]
            )
            names += [_REST.sub("", name, count=1) or name for name in names]
            self._keys[position] = [each(name) for name in names for each in self._collations]
        return self._keys[position]


def _out_of_place(keys: Sequence[str], run: Set[int], outliers: Set[int]) -> set[int]:
    """Return the outliers with a higher key of the run before them, or a lower one after."""
    wrong: set[int] = set()
    highest, lowest = "", ""
    for position, key in enumerate(keys):
        if position in run:
            highest = max(highest, key)
        elif position in outliers and highest > key:
            wrong.add(position)
    for position in range(len(keys) - 1, -1, -1):
        key = keys[position]
        if position in run:
            lowest = min(lowest or key, key)
        elif position in outliers and lowest and lowest < key:
            wrong.add(position)
    return wrong
