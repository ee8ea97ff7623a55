"""What entries may be ordered by: their names, their years, the dates of their arXiv ids."""

from collections.abc import Callable, Sequence
import re
from typing import Literal
import unicodedata

from awesomecheck import Entry

Spellings = Sequence[Callable[[str], str]]
"""Ways to compare names, the most usual one first."""
Counting = Literal["auto", "count", "ignore"]

_SHORT = 8
"""The most characters of a marker with its spaces and brackets."""
_WORDS = re.compile(r"(?<![\w<:/])[^\W\d_]{2,}(?![\w>:=])")
_APART = re.compile(r"/|(?:part|chapter|lesson|lecture|day|week|episode|step)\b", re.IGNORECASE)
"""How names start that have an order of their own or form a separate part, such as `/r/python`."""
_ARTICLE = re.compile(r"\A(?:an?|the) (?=\S)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ARXIV = re.compile(r"(\d\d)(\d\d)\.\d+")
_MARKS = {code: None for code in range(33, 128) if not chr(code).isalnum()}
_MARKS_AND_SPACES = {**_MARKS, 32: None}


def month(entry: Entry) -> int | None:
    """Return the month of the arXiv id, counted from 2000.

    See https://info.arxiv.org/help/arxiv_identifier.html.
    """
    for each in entry.links:
        target = each.link.target
        if each.role == "paper" and target.kind == "arxiv":
            match = _ARXIV.match(target.id)
            return int(match[1]) * 12 + int(match[2]) if match else None
    return None


def name(text: str, entry: Entry) -> str | None:
    """Return the name, if a list could be ordered by it.

    With other words before the name, a line is ordered by those.
    """
    heading = entry.name or entry.title
    if heading is None:
        return None
    start, end = entry.span.start, heading.span.start
    if end - start > _SHORT and entry.row is None and _WORDS.search(text, start, end):
        return None
    return None if _APART.match(heading.text) else heading.text


def spellings(punctuation: Counting) -> Spellings:
    """Return the ways to compare names that an option allows."""
    with_marks, without = (as_written, as_line), (without_marks, words_without_marks, with_numbers)
    return {"auto": (*without, *with_marks), "count": with_marks, "ignore": without}[punctuation]


def readings(names: Sequence[str], articles: Counting) -> Sequence[Sequence[str]]:
    """Return names with their leading articles, without them, or both."""
    if articles == "count":
        return (names,)
    less = [_ARTICLE.sub("", text, count=1) for text in names]
    return (less,) if articles == "ignore" else (names, less) if less != names else (names,)


def without_marks(text: str) -> str:
    """Return only letters and digits, without case and accents: `go-redis` is `goredis`."""
    if text.isascii():
        return text.lower().translate(_MARKS_AND_SPACES)
    return "".join([char for char in _folded(text) if char.isalnum()])


def words_without_marks(text: str) -> str:
    """Return the same word by word: `Go Redis` comes before `Goa`."""
    if text.isascii():
        return text.lower().translate(_MARKS).strip()
    return "".join([char for char in _folded(text) if char.isalnum() or char == " "]).strip()


def with_numbers(text: str) -> str:
    """Return the same with numbers compared by value: `Vol. 9` comes before `Vol. 10`."""
    return _DIGITS.sub(lambda match: match.group().zfill(9), without_marks(text))


def as_written(text: str) -> str:
    """Compare by the code of each character, without case: accents come after `z`."""
    return text.lower()


def as_line(text: str) -> str:
    """Compare as editors sort lines of links: `[Docker Compose]` comes before `[Docker]`."""
    return text.lower() + "]"


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join([char for char in plain if not unicodedata.combining(char)])
