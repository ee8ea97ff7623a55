"""Write authors as a list writes them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from awesomecheck.document.entry import Entry
from awesomecheck.document.tree import Document
from awesomecheck.safety.markdown_text import markdown_text
from awesomecheck.templates.habits import most_common

_DEFAULT_SEPARATOR = ", "


class AuthorHabits:
    """What a list has between authors, before the last one and after them."""

    def __init__(self) -> None:
        self._between: Counter[str] = Counter()
        self._last: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        """Before the last of two, and of more."""
        self._et_al: Counter[str] = Counter()

    def add(self, document: Document, entry: Entry) -> None:
        authors, listed = entry.authors, entry.author_list
        if listed is None or not authors:
            return
        gaps = [document.text[one.span.end : other.span.start] for one, other in pairwise(authors)]
        closed = not entry.et_al
        self._between.update(gaps[: len(gaps) - 1] if closed else gaps)
        if gaps and closed:
            self._last[len(authors) == 2][gaps[-1]] += 1
        if entry.et_al:
            self._et_al[document.text[authors[-1].span.end : listed.end]] += 1

    def written(self, authors: Sequence[str], *, et_al: bool) -> str:
        between = _usual(self._between) or _usual(self._last[False]) or _DEFAULT_SEPARATOR
        names = [markdown_text(each) for each in authors]
        if et_al:
            return between.join(names) + (_usual(self._et_al) or " et al")
        last = _usual(self._last[len(names) == 2]) or between
        if len(names) < 2:
            return "".join(names)
        return f"{between.join(names[:-1])}{last}{names[-1]}"


def _usual(counts: Mapping[str, int]) -> str:
    return most_common(counts) if counts else ""
