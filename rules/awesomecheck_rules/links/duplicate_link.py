"""The rule `duplicate-link`."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import re
from typing import Literal, NamedTuple

from awesomecheck import Document, DocumentRule, Link, Problem, RelatedPlace, Severity

_PAPERS = frozenset({"arxiv", "doi", "openreview"})
_RESOURCES = _PAPERS | {"web", "github"}
_ROLE = re.compile(
    r"\W*(?:official|code|codes?base|github|repo(?:sitory)?|implementation|pytorch|tensorflow|jax"
    r"|project|website|site|web ?page|home ?page|page|demo|video|slides|blog|docs|documentation"
    r"|data|dataset|colab|model|weights|license)\W*",
    re.IGNORECASE,
)
"""Texts of links that belong to an entry and are not its subject."""
_FIELD = re.compile(r"[*_`]{0,3}[^\W\d_][\w /-]{0,24}[*_`]{0,3}[:：]")
"""The start of an item that is a field of the entry above it: `Code: …`."""
_WORD = re.compile(r"\w")
_FOOTER = re.compile(
    r"\b(?:acknowledge?ments?|citations?|citing|contribut\w+|credits|footer|licen[cs]e|references"
    r"|sponsors?)\b",
    re.IGNORECASE,
)


_INTENDED, _INTENDED_SHARE = 5, 0.03
"""A list with more repeats across sections than both repeats links on purpose."""

_View = Literal["list", "table", "text"]


class _Entry(NamedTuple):
    """The link that an entry is about."""

    link: Link
    view: _View
    item: int | None
    """Index of the list item that holds it."""


@dataclass(frozen=True, slots=True)
class DuplicateLink(DocumentRule):
    """An entry with the same link as an earlier entry.

    Usually two people have added the same thing, and only one of the entries is kept up to date.
    Links are the same if they lead to the same page: an arXiv paper in all its forms and
    versions, a DOI, a repository in any case and with `.git`, a page with or without `www.`,
    https and tracking parameters.

    In one section this is a warning. Across sections, where many lists repeat entries on purpose,
    it is an info; with `scope: section` it is not reported. With `scope: auto` it is not reported
    if the list does it often: more than 5 times, and for more than 3 % of its entries.

    Only the link that an entry is about counts: the paper, or else the link at its start. Not
    duplicates are a repository with the code of several papers, authors' pages, badges, images,
    the fields of an entry (`Code: …`), and links in a license or citation section. Entries of
    lists are not compared with rows of tables, because many lists show the same entries in both.

    ```bad
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    * **BEiT**: BERT Pre-Training. [[ICLR'2022](https://arxiv.org/abs/2106.08254)]
    * **MAE**: Masked Autoencoders. [[paper](https://arxiv.org/pdf/2111.06377v2.pdf)]
    ```

    ```good
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    * **BEiT**: BERT Pre-Training. [[ICLR'2022](https://arxiv.org/abs/2106.08254)]
    ```
    """

    lists_only = True
    yields_to = ("duplicate-entry", "same-id-different-title")

    scope: Literal["auto", "section", "document"] = "auto"

    def check(self, document: Document) -> Iterator[Problem]:
        groups: dict[tuple[str, str], list[_Entry]] = {}
        for entry in _entries(document):
            groups.setdefault((entry.view, entry.link.target.identity), []).append(entry)
        repeats = [each for group in groups.values() for each in self._repeats(document, group)]
        across = sum(each.severity == "info" for each in repeats)
        limit = max(_INTENDED, _INTENDED_SHARE * len(document.entries))
        is_intended = self.scope == "auto" and across > limit
        for each in repeats:
            if not (is_intended and each.severity == "info"):
                yield each

    def _repeats(self, document: Document, entries: Sequence[_Entry]) -> Iterator[Problem]:
        """Yield the problems of entries with one link, each against the first of its section."""
        firsts: dict[int, Link] = {}
        items: set[int] = set()
        for entry in entries:
            link, section = entry.link, document.section_at(entry.link.span.start)
            if _FOOTER.search(section.title):
                continue
            start = section.own.start
            parent, is_field = _parent(document, entry)
            if firsts and entry.item not in items and parent not in items:
                if start in firsts:
                    yield _problem(document, link, firsts[start])
                elif self.scope != "section":
                    yield _problem(document, link, next(iter(firsts.values())), "info")
            firsts.setdefault(start, link)
            items.update(
                each for each in (entry.item, parent if is_field else None) if each is not None
            )


def _problem(
    document: Document, link: Link, other: Link, severity: Severity | None = None
) -> Problem:
    """Return the problem of a link that repeats another one."""
    message, counterpart = (
        f"same link as {document.line_seen_from(here.span, there.span)}"
        for here, there in ((link, other), (other, link))
    )
    also = (RelatedPlace(other.address_span, counterpart),)
    return Problem(link.address_span, message, url=link.url, severity=severity, also=also)


def _entries(document: Document) -> Iterator[_Entry]:
    """Yield the entries with a link that occurs twice, in document order."""
    links = [link for link in document.links if link.target.kind in _RESOURCES and not link.image]
    counts = Counter([link.target.identity for link in links])
    rows = [row.span for table in document.tables for row in table.rows]
    for index, link in enumerate(links):
        if counts[link.target.identity] == 1:
            continue
        block = document.block_at(link.span.start)
        if block is None or block.kind == "heading" or block.span.end <= link.span.start:
            continue
        start = block.span.start
        view: _View = "text" if block.item is None else "list"
        if block.kind == "cell":
            row = bisect_left(rows, block.span.end, key=lambda row: row.end)
            view, start = "table", rows[row].start
        if _is_subject(document, links, index, start, view):
            yield _Entry(link, view, block.item)


def _is_subject(
    document: Document, links: Sequence[Link], index: int, start: int, view: _View
) -> bool:
    """Return whether an entry is about a link: it begins with it, or it is its first paper.

    A paragraph is often prose: there only a paper counts.
    """
    link = links[index]
    if view != "text" and _begins(document, start, link):
        return not _ROLE.fullmatch(link.text)
    if link.kind not in _PAPERS:
        return False
    while index > 0 and links[index - 1].span.start >= start:
        index -= 1
        if links[index].kind in _PAPERS:
            return False
    return view == "text" or not _begins(document, start, links[index])


def _begins(document: Document, start: int, link: Link) -> bool:
    return not _WORD.search(document.text, start, link.span.start)


def _parent(document: Document, entry: _Entry) -> tuple[int | None, bool]:
    """Return the list item around an entry's own, and whether the entry is a field of it."""
    if entry.item is None:
        return None, False
    item = document.items[entry.item]
    return item.parent, _FIELD.match(document.text, item.content, item.span.end) is not None
