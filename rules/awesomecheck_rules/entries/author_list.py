"""The rule `author-list`."""

from collections.abc import Iterator
from itertools import pairwise

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Entry,
    Fix,
    Problem,
    RelatedPlace,
    Span,
    regex,
)
from awesomecheck_rules.entries._habits import because, deviations, habit

_DOUBLED = regex(r"[,;，；]\s*(?:[,;，；]\s*)+|\band\s+and\b|&\s*&")
_TRAILING = regex(r"\s*[,;]\s*(?=\.(?!\.))")
_AND = regex(r"\band\b|&")
_PLAIN = regex(r"\s*(?:,\s*)?(?:and|&)\s+|\s*,\s*")
_WORD = regex(r"\w{4,}")
_STYLES = frozenset("*_`[")
_BIBTEX = regex(
    r"[^\s,]+,[ ][^\s,]+(?:[ ][^\s,]+){0,2}(?:[ ]and[ ][^\s,]+,[ ][^\s,]+(?:[ ][^\s,]+){0,2})+"
)
"""`Doe, Jane and Li, Min`."""
_TEAM = 7
"""So many authors seldom write two papers together, all of them and in one order."""
_ALIKE = 0.6
"""Share of the words of two titles that makes them versions of one work."""
_INITIAL = regex(r"(?:[^,]+,[ ])?[^\W\d_]\.?(?:[ -]?[^\W\d_]\.)*(?:[ ]|\Z)")
"""How a name begins whose first names are initials: `K. He`, `K He`, `J.-B. Alayrac`, `He, K.`."""


class AuthorList(DocumentRule):
    """A list of authors with an extra separator, or written unlike most others.

    Two things are always wrong: two separators without a name between them, and a separator after
    the last name. Three are compared with the other entries: whether there are commas or
    semicolons between authors, whether there is an `and` before the last one (of two, and of
    more), and whether first names are written in full. Seven or more authors that are those of the
    entry above, in the same order and with another title and link, are an info: probably they were
    copied with it.

    ```bad
    * **MAE**: Kaiming He, , Xinlei Chen, Saining Xie.
       - Masked Autoencoders Are Scalable Vision Learners. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```

    ```good
    * **MAE**: Kaiming He, Xinlei Chen, Saining Xie.
       - Masked Autoencoders Are Scalable Vision Learners. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```
    """

    lists_only = True
    learns = True
    touches = ("marks", "wording")

    def check(self, document: Document) -> Iterator[Problem]:
        text = document.text
        entries = [entry for entry in document.entries if entry.author_list]
        for entry in entries:
            if entry.author_list:
                yield from _separators(text, entry.author_list)
        yield from _pasted(document)
        several = [entry for entry in entries if len(entry.authors) > 1]
        closed = [entry for entry in several if not entry.et_al]
        # Between two names `and` is natural where longer lists have commas alone.
        for peers in (
            [entry for entry in closed if len(entry.authors) == 2],
            [entry for entry in closed if len(entry.authors) > 2],
        ):
            for entry, has_and, others in deviations(
                document, peers, lambda each: _has_and(text, each)
            ):
                yield _last_separator(text, entry, peers, has_and, others)
        for entry, mark, others in deviations(document, several, lambda each: _mark(text, each)):
            if entry.author_list:
                message = f"use `{mark}` between authors{because(others, 'do')}"
                yield Problem(entry.author_list, message, _joined(text, entry, mark))
        for entry, initials, others in deviations(document, entries, _only_initials):
            if entry.author_list and len(entry.authors) > 1:
                message = (
                    "first names are in full: use initials"
                    if initials
                    else "first names are initials: write them in full"
                )
                yield Problem(entry.author_list, message + because(others, "do"))


def _separators(text: str, authors: Span) -> Iterator[Problem]:
    for match in _DOUBLED.finditer(text, authors.start, authors.end):
        mark = match.group()[0]
        right = f"{mark} " if mark in ",;" else match.group().split()[0]
        span = Span(*match.span())
        wrong = " ".join(match.group().split())
        message = f"no author between separators: use `{right.strip()}` instead of `{wrong}`"
        yield Problem(span, message, Fix((Edit(span, right),)))
    trailing = _TRAILING.match(text, authors.end)
    if trailing:
        span = Span(*trailing.span())
        message = f"extra `{trailing.group().strip()}` after the last author: remove it"
        yield Problem(span, message, Fix((Edit(span, ""),)))


def _pasted(document: Document) -> Iterator[Problem]:
    """Yield many authors that are those of the entry above, which is another paper."""
    for above, entry in pairwise(document.entries):
        count = len(entry.authors)
        if count < _TEAM or above.section is not entry.section or entry.author_list is None:
            continue
        if [each.text for each in above.authors] != [each.text for each in entry.authors]:
            continue
        if above.author_list is not None and not _is_same_work(above, entry):
            here, there = (
                f"same {count} authors as {document.line_seen_from(one, other)}, which has another"
                " title: correct them if they were copied"
                for one, other in (
                    (entry.author_list, above.author_list),
                    (above.author_list, entry.author_list),
                )
            )
            also = (RelatedPlace(above.author_list, there),)
            yield Problem(entry.author_list, here, severity="info", also=also)


def _is_same_work(one: Entry, other: Entry) -> bool:
    """Return whether two entries have a link in common, or much the same title."""
    if {each.link.url for each in one.links} & {each.link.url for each in other.links}:
        return True
    titles = [each.title.text.casefold() if each.title else "" for each in (one, other)]
    words = [set(_WORD.findall(title)) for title in titles]
    return len(words[0] & words[1]) >= _ALIKE * min(map(len, words))


def _between(text: str, entry: Entry) -> str:
    """Return the separator before the last author."""
    return text[entry.authors[-2].span.end : entry.authors[-1].span.start]


def _has_and(text: str, entry: Entry) -> bool | None:
    between = _between(text, entry)
    if len(between) > 9 or not _STYLES.isdisjoint(between):
        return None  # what is emphasised behind the authors may be something else
    return _AND.search(between) is not None


def _last_separator(
    text: str, entry: Entry, entries: list[Entry], has_and: bool, others: str
) -> Problem:
    whole = entry.author_list
    if whole and not has_and and _BIBTEX.fullmatch(text, whole.start, whole.end):
        message = "family names come first, as in BibTeX: write `First Last, First Last`"
        return Problem(whole, message)
    between = _between(text, entry)
    span = Span(entry.authors[-2].span.end, entry.authors[-1].span.start)
    usual = habit(
        (_between(text, each) for each in entries if _has_and(text, each) == has_and), 0.5
    )
    joint = _AND.search(usual[0]) if usual else None
    word = joint.group() if joint else "and"
    message = f"use `{word}`" if has_and else f"use `,` instead of `{' '.join(between.split())}`"
    earlier = text[entry.authors[0].span.end : entry.authors[-2].span.start]
    mixed = _AND.search(earlier) is not None
    where = "between authors" if mixed and not has_and else "before the last author"
    message += f" {where}{because(others, 'do')}"
    if usual is None or mixed or not (_PLAIN.fullmatch(between) and _PLAIN.fullmatch(usual[0])):
        return Problem(span, message)
    right = f" {word} " if has_and and len(entry.authors) == 2 else usual[0]
    return Problem(span, message, Fix((Edit(span, right),)))


def _mark(text: str, entry: Entry) -> str | None:
    """Return the comma or semicolon between all authors; None if there are others."""
    if any("," in author.text for author in entry.authors):
        return None  # `Ash, Ann; Birch, Bob`
    marks = {each.strip() for each, _ in _gaps(text, entry)}
    return marks.pop() if len(marks) == 1 and marks <= {",", ";"} else None


def _gaps(text: str, entry: Entry) -> list[tuple[str, Span]]:
    """Return what is between two authors, without the gaps that have an `and`."""
    spans = [Span(a.span.end, b.span.start) for a, b in pairwise(entry.authors)]
    gaps = [(text[span.start : span.end], span) for span in spans]
    return [(gap, span) for gap, span in gaps if _AND.search(gap) is None]


def _joined(text: str, entry: Entry, mark: str) -> Fix:
    return Fix(tuple([Edit(span, f"{mark} ") for _, span in _gaps(text, entry)]))


def _only_initials(entry: Entry) -> bool | None:
    """Return whether the first names of all authors are initials; None if some are."""
    found = {_INITIAL.match(author.text) is not None for author in entry.authors}
    return found.pop() if len(found) == 1 else None
