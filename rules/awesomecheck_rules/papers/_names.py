"""Names of people as lists and arXiv write them: who is who, and what is only spelt otherwise."""

from collections.abc import Sequence
from itertools import pairwise
import unicodedata

from msgspec import Struct

from awesomecheck import regex

_NOTE = regex(r"\([^()]*\)|\[[^\[\]]*\]|[*†‡§¶∗⋆✉\d¹²³⁴]+")
_APOSTROPHE = regex(r"(?<=\w)['’‘´`](?=\w)")
_WORD = regex(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)  # fmt: skip
"""Letters that are not a plain one with an accent."""
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "dr", "prof"})
_UMLAUT = regex(r"(?<=[aou])e")
_GROUPS = frozenset(
    {
        "alliance", "association", "authors", "center", "collaboration", "community",
        "consortium", "contributors", "deepmind", "foundation", "google", "group", "inc",
        "institute", "lab", "labs", "meta", "microsoft", "nvidia", "openai", "organization",
        "project", "qwen", "research", "team", "technologies", "technology", "university",
    }
)  # fmt: skip
"""Words of names that are not those of a person."""
_SHORTENED = 3
"""So many letters of a first name may stand for it: `Alex`."""
_FEW, _MORE = 1, 2
"""Letters by which a short name and a longer one differ where one is misspelt."""
_LONG = 10


class Person(Struct, frozen=True):
    """A name, by its words in plain lower case."""

    words: tuple[str, ...]

    @property
    def letters(self) -> str:
        """All of it without spaces."""
        return "".join(self.words)

    @property
    def is_full(self) -> bool:
        """Whether no word is an initial."""
        return len(self.words) > 1 and all(len(word) > 1 for word in self.words)


def person(name: str) -> Person | None:
    """Return whose name it is; None for a group, and for a script that is not Latin."""
    text = _NOTE.sub(" ", name)
    words = plain_words(text)
    is_group = not _GROUPS.isdisjoint(words) or "AI" in _WORD.findall(text)
    if not words or is_group or not all(map(str.isascii, words)):
        return None
    return Person(words)


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without accents, titles and generations."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text)).lower().translate(_LETTERS)
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return tuple(word for word in _WORD.findall(plain) if word not in _GENERATIONS)


def are_same(one: Person, other: Person) -> bool:
    """Return whether two names are of one person: initials, order, middle names do not count."""
    if one == other or sorted(one.words) == sorted(other.words):
        return True
    if {_folded(each) for each in _turns(one)} & {_folded(each) for each in _turns(other)}:
        return True
    fewer, more = sorted((one.words, other.words), key=len)
    return _is_short_for(fewer, more) or _is_short_for(_spelt_out(fewer), more)


def _turns(name: Person) -> list[str]:
    """Return the letters of a name, with each of its words first."""
    words = name.words
    return ["".join((*words[at:], *words[:at])) for at in range(len(words))]


def _folded(letters: str) -> str:
    """Return letters without the second one that stands for an umlaut: `mueller`."""
    return _UMLAUT.sub("", letters)


def _is_short_for(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Return whether each word is one of another name, or an initial or a short form of one."""
    left = list(more)
    equal = False
    for word in sorted(fewer, key=len, reverse=True):
        found = next((each for each in left if _folded(each) == _folded(word)), None)
        equal = equal or (found is not None and len(word) > 1)
        found = found or next((each for each in left if _is_form(word, each)), None)
        if found is None:
            return False
        left.remove(found)
    return equal


def _is_form(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= _SHORTENED)


def _spelt_out(words: Sequence[str]) -> list[str]:
    """Return words, with initials that are written as one taken apart: `jb alayrac`."""
    apart: list[str] = []
    for word in words:
        apart += word if len(word) <= _SHORTENED and len(words) > 1 else [word]
    return apart


def may_be_same(one: Person, other: Person) -> bool:
    """Return whether two names share their first or last word.

    `Mike Lewis` and `Michael Lewis` do, and the names of one person before and after a marriage.
    """
    ends = ((one.words[at], other.words[at]) for at in (0, -1))
    return any(word == its_word and len(word) > 1 for word, its_word in ends)


def is_misspelt(one: Person, other: Person) -> bool:
    """Return whether a full name is another one with a wrong letter or two."""
    if not (one.is_full and other.is_full):
        return False
    most = _MORE if min(len(one.letters), len(other.letters)) >= _LONG else _FEW
    return any(_differ_by(turn, other.letters, most) for turn in _turns(one))


def _differ_by(one: str, other: str, most: int) -> bool:
    """Return whether one text becomes another by so few changes; two swapped letters are one."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for place, (left, right) in enumerate(pairwise(" " + other), 1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != right))
            if at > 1 and place > 1 and letter == left and one[at - 2] == right:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
    return row[-1] <= most
