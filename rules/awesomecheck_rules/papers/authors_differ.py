"""The rule `authors-differ`."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
import unicodedata

from msgspec import Struct

from awesomecheck import (
    Document,
    Edit,
    Entry,
    FactRule,
    Facts,
    Field,
    Fix,
    Problem,
    Span,
    counted,
    regex,
)
from awesomecheck_rules.papers._names import (
    Person,
    are_same,
    is_misspelt,
    may_be_same,
    person,
    plain_words,
)

_NOT_KEY = regex(r"[\W_]+")
_PLAIN = regex(r"[^\W\d_](?:[^\W\d_]|[ .'’-](?![ .'’-]))*")
"""A name that Markdown reads as it is."""
_SHOWN = 4
_FEWEST_NAMED = 3
_MOST_MISSING = 1 / 4
"""Of a paper's authors; lists that leave out more name only some on purpose."""
_HABIT, _FEWEST = 1 / 5, 3
"""Where so many entries leave authors out, the list does so on purpose."""


class AuthorsDiffer(FactRule):
    """Authors that are not those of the paper on arXiv.

    A name is misspelt, an author is left out, or the authors are those of the entry above, from
    which a line was copied. Only entries with the title of the paper on arXiv are compared;
    accents, initials, middle names, family names first, short forms and `et al.` do not count,
    and neither do papers of teams. Another first author, an author who is none, and a misspelt
    name are warnings; a missing author and another order are infos. What arXiv says is known where
    links are checked, or were before. The fix corrects the spelling of a name; it is unsafe,
    because arXiv's may be the wrong one.

    ```links
    https://arxiv.org/abs/2111.06377 alive ok title=Vision_Learners authors=Kaiming_He;Xinlei_Chen
    ```

    ```bad
    * **MAE**: Kaming He, Xinlei Chen.
       - Vision Learners. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```

    ```good
    * **MAE**: Kaiming He, Xinlei Chen.
       - Vision Learners. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```
    """

    lists_only = True
    touches = ("wording",)

    def grounds(self, document: Document) -> Iterator[str]:
        papers = sum(bool(_on_arxiv(entry)) for entry in document.entries)
        if papers:
            yield (
                f"authors of {counted(papers, 'paper')} are compared with what arXiv says of them,"
                " if links are checked, or were before"
            )

    def check(self, document: Document, facts: Facts) -> Iterator[Problem]:
        found = (_compared(document, entry, facts) for entry in document.entries)
        compared = [each for each in found if each is not None]
        short = sum(1 for each in compared if each.missing)
        leaves_out = short >= _FEWEST and short > _HABIT * len(compared)
        for each in compared:
            yield from _problems(each, leaves_out=leaves_out)


class _Compared(Struct, frozen=True):
    """The authors of an entry beside those that arXiv names."""

    entry: Entry
    names: Sequence[str]
    """Of the authors, according to arXiv."""
    matches: Sequence[int | None]
    """Which of them each author of the entry is."""
    misspelt: Sequence[int]
    """The authors of the entry whose names are spelt otherwise."""

    @property
    def missing(self) -> list[int]:
        """The authors that the entry does not name; none where its list is left open."""
        found = set(self.matches)
        return [] if self.entry.et_al else [n for n in range(len(self.names)) if n not in found]

    def problem(
        self, span: Span | None, message: str, *, is_info: bool = False, fix: Fix | None = None
    ) -> Problem:
        entry = self.entry
        paper, whole = entry.link("paper"), entry.author_list or entry.span
        url = paper.link.url if paper else None
        return Problem(span or whole, message, fix, url, severity="info" if is_info else None)


def _on_arxiv(entry: Entry) -> bool:
    paper = entry.link("paper")
    return paper is not None and paper.link.target.kind == "arxiv" and bool(entry.authors)


def _compared(document: Document, entry: Entry, facts: Facts) -> _Compared | None:
    """Return the authors of an entry as compared with arXiv's; None where they cannot be."""
    paper = entry.link("paper")
    if paper is None or not _on_arxiv(entry) or entry.title is None:
        return None
    verdict = facts.verdicts.get(paper.link)
    title = verdict.facts.get("title") if verdict else None
    names = verdict.facts.get("authors") if verdict else None
    if not isinstance(title, str) or not isinstance(names, tuple) or not names:
        return None
    if not _is_title(entry.title.text, title):
        return None
    theirs, ours = [*map(person, names)], [person(each.text) for each in entry.authors]
    if any(each is None or len(each.words) == 1 for each in theirs) or None in ours:
        return None
    if all(each.text.islower() for each in entry.authors):
        return None  # the name of an account
    compared = _matched(entry, names, [*filter(None, ours)], [*filter(None, theirs)])
    if _is_read_in_part(document, compared):
        return None
    return compared


def _is_read_in_part(document: Document, compared: _Compared) -> bool:
    """Return whether the entry has the names of authors beside those that were read as such."""
    found = {*compared.matches}
    unseen = [name for n, name in enumerate(compared.names) if n not in found]
    whole, read = compared.entry.span, compared.entry.author_list or compared.entry.span
    beside = f"{document.text[whole.start : read.start]} {document.text[read.end : whole.end]}"
    there = {*plain_words(beside)}
    return any({*plain_words(name)[-1:]} & there for name in unseen)


def _is_title(own: str, other: str) -> bool:
    """Return whether two titles are one, or one with and without its subtitle."""
    short, long = sorted((_key(own), _key(other)), key=len)
    return bool(short) and long.startswith(short)


def _key(title: str) -> str:
    return _NOT_KEY.sub("", unicodedata.normalize("NFKD", title).casefold())


def _matched(
    entry: Entry, names: Sequence[str], ours: Sequence[Person], theirs: Sequence[Person]
) -> _Compared:
    """Find out who is who: the same names first, then those that are spelt otherwise."""
    matches: list[int | None] = [None] * len(ours)
    misspelt: list[int] = []
    for alike in (are_same, is_misspelt, may_be_same):
        for at, own in enumerate(ours):
            left = [n for n in range(len(theirs)) if n not in matches]
            left.sort(key=lambda n: abs(n - at))
            if matches[at] is None:
                matches[at] = next((n for n in left if alike(own, theirs[n])), None)
                if alike is is_misspelt and matches[at] is not None:
                    misspelt.append(at)
        if alike is is_misspelt and len(ours) > 1 and not any(n is not None for n in matches):
            break  # shared words are no evidence where nobody is the same
    return _Compared(entry, names, matches, misspelt)


def _problems(compared: _Compared, *, leaves_out: bool) -> Iterator[Problem]:
    entry, names, matches = compared.entry, compared.names, compared.matches
    if all(each is None for each in matches):
        yield compared.problem(None, f"other authors than on arXiv: {_shown(names)}")
        return
    for at in compared.misspelt:
        yield _misspelt(compared, entry.authors[at], names[matches[at] or 0])
    if matches[0] != 0:
        first = entry.authors[0]
        message = f"first author `{first.text}`, on arXiv `{names[0]}`"
        yield compared.problem(first.span, message)
    elif not entry.et_al and _is_reordered(matches):
        message = f"other order of authors than on arXiv: {_shown(names)}"
        yield compared.problem(None, message, is_info=True)
    for at, match in enumerate(matches):
        if match is None and at:
            author = entry.authors[at]
            message = f"author `{author.text}`, whom arXiv does not name"
            yield compared.problem(author.span, message)
    missing = compared.missing
    few = len(missing) <= _MOST_MISSING * len(names) and len(matches) >= _FEWEST_NAMED
    if missing and few and not leaves_out and None not in matches:
        message = f"authors without {_shown([names[each] for each in missing])}: add them"
        yield compared.problem(None, message, is_info=True)


def _misspelt(compared: _Compared, author: Field, name: str) -> Problem:
    message = f"author `{author.text}`: arXiv has `{name}`"
    # Another form or mark-up is for people to write.
    can_be_written = _PLAIN.fullmatch(name) and _initials(author.text) == _initials(name)
    fix = Fix((Edit(author.span, name),), safe=False) if can_be_written else None
    return compared.problem(author.span, message, fix=fix)


def _initials(name: str) -> list[str]:
    return [word[0].casefold() for word in name.split()]


def _is_reordered(matches: Sequence[int | None]) -> bool:
    known = [each for each in matches if each is not None]
    return len(known) == len(matches) and any(one > other for one, other in pairwise(known))


def _shown(names: Sequence[str]) -> str:
    more = ", …" if len(names) > _SHOWN else ""
    return ", ".join(f"`{name}`" for name in names[:_SHOWN]) + more
