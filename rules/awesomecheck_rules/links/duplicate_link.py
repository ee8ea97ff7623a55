"""The rule `duplicate-link`."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
import re
from typing import Literal

from msgspec import Struct

from awesomecheck import (
    Block,
    Document,
    DocumentRule,
    EntryLink,
    Link,
    Problem,
    RelatedPlace,
    Section,
    Severity,
    is_tracking,
    regex,
)

_PAPERS = frozenset({"arxiv", "doi", "openreview"})
_RESOURCES = _PAPERS | {"web", "github"}
_PARTS = (
    r"official|codes?|codes?base|github|repo(?:sitory)?|implementation|pytorch|tensorflow|jax"
    r"|project|website|site|web ?page|home ?page|page|demo|video|slides|blog|docs|documentation"
    r"|data|datasets?|colab|models?|weights|license"
)
_ROLE = regex(rf"\W*(?:(?:{_PARTS})|[\w ]+ reference)\W*", re.IGNORECASE)
"""Texts of links that belong to an entry and are not its subject."""
_FIELD = regex(r"[*_`]{0,3}[^\W\d_][\w /-]{0,24}[*_`]{0,3}[:：]")
"""The start of an item that is a field of the entry above it: `Code: …`."""
_PART = regex(
    rf"[*_`]{{0,3}}(?:paper|pdf|arxiv|abstract|论文|代码|数据集?|{_PARTS})[*_`]{{0,3}}\s*[:：]",
    re.IGNORECASE,
)
"""The start of an item that is a field wherever it is, as in a list below a title."""
_WORD = regex(r"\w")
_FOOTER = regex(
    r"\b(?:acknowledge?ments?|citations?|citing|contribut\w+|credits|footer|licen[cs]e|references"
    r"|sponsors?)\b",
    re.IGNORECASE,
)
_NEWS = regex(
    r"\b(?:announcements?|change ?log|news|updates?|what['’]?s new)\b|更新|新闻|最新",
    re.IGNORECASE,
)
_DATED = regex(r"[^\n]{0,24}?\b(?:19|20)\d\d\b")
"""The start of a line of news, in a section of news about the list; others are of news sites."""


_INTENDED, _INTENDED_SHARE = 5, 0.03
"""A list with more repeats across sections than both repeats links on purpose."""

_PORTAL = 5
"""A page that so many entries lead to under other names lists what they are about."""

_View = Literal["list", "table", "text"]


class _Entry(Struct, frozen=True):
    """The link that an entry is about."""

    link: Link
    view: _View
    item: int | None
    """Index of the list item that holds it."""
    owner: Hashable
    """What the link belongs to, if not to its item alone."""


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
    duplicates are links of one entry, a repository with the code of several papers, the paper of
    three or more datasets or tools of one table, a page that five or more entries with different
    names have, authors' pages, badges, images, links in prose,
    the fields of an entry (`Code: …`), lines of news, and links in a section of sponsors,
    citations or licenses; nor is a sponsor's row above the regular one of its table, recognized
    by its tracking parameters. Entries of lists are not compared with rows of tables, because
    many lists show the same entries in both.

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
    learns = True
    yields_to = ("conflict-marker", "duplicate-entry", "same-id-different-title")

    scope: Literal["auto", "section", "document"] = "auto"

    def check(self, document: Document) -> Iterator[Problem]:
        groups: dict[tuple[str, str], list[_Entry]] = {}
        for entry in _entries(document):
            groups.setdefault((entry.view, entry.link.target.identity), []).append(entry)
        repeats = [
            (each, len({entry.link.text for entry in group}) >= _PORTAL)
            for group in groups.values()
            for each in self._repeats(document, group)
        ]
        across = sum(
            each.severity == "info" and not document.is_new(each.span.start) for each, _ in repeats
        )
        limit = max(_INTENDED, _INTENDED_SHARE * len(document.entries))
        is_intended = self.scope == "auto" and across > limit
        for each, is_portal in repeats:
            if not is_portal and not (is_intended and each.severity == "info"):
                yield each

    def _repeats(self, document: Document, entries: Sequence[_Entry]) -> Iterator[Problem]:
        """Yield the problems of entries with one link, each against the first of its section."""
        firsts: dict[int, Link] = {}
        items: set[int] = set()
        owners: set[Hashable] = set()
        for entry in entries:
            link, section = entry.link, document.section_at(entry.link.span.start)
            if _FOOTER.search(section.title) or _is_news(document, entry, section):
                continue
            start = section.own.start
            parent, is_field = _parent(document, entry)
            seen = entry.item in items or parent in items or entry.owner in owners
            first = firsts.get(start) or next(iter(firsts.values()), link)
            is_ad = entry.view == "table" and _is_tracked(first) and not _is_tracked(link)
            if firsts and not seen and not is_ad:
                if start in firsts:
                    yield _problem(document, link, firsts[start])
                elif self.scope != "section":
                    yield _problem(document, link, next(iter(firsts.values())), "info")
            firsts.setdefault(start, link)
            owners.update(() if entry.owner is None else (entry.owner,))
            items.update(
                each for each in (entry.item, parent if is_field else None) if each is not None
            )


def _problem(
    document: Document, link: Link, other: Link, severity: Severity | None = None
) -> Problem:
    """Return the problem of a link that repeats another one."""
    message, counterpart = (
        f"same link as {document.line_seen_from(here.span, there.span)}: check the link"
        for here, there in ((link, other), (other, link))
    )
    also = (RelatedPlace(other.address_span, counterpart),)
    return Problem(link.address_span, message, url=link.url, severity=severity, also=also)


def _is_news(document: Document, entry: _Entry, section: Section) -> bool:
    if entry.item is None or not _NEWS.search(section.title):
        return False
    return _DATED.match(document.text, document.items[entry.item].content) is not None


def _is_tracked(link: Link) -> bool:
    """Return whether a URL says where its visitor comes from."""
    query = link.url.partition("#")[0].partition("?")[2]
    return any(is_tracking(each, link.target.host) for each in query.split("&"))


def _entries(document: Document) -> Iterator[_Entry]:
    """Yield the entries with a link that occurs twice, in document order."""
    links = [link for link in document.links if link.target.kind in _RESOURCES and not link.image]
    counts = Counter([link.target.identity for link in links])
    rows = [row.span for table in document.tables for row in table.rows]
    known: Mapping[Link, _Known] = (
        _known(document) if any(count > 1 for count in counts.values()) else {}
    )
    for index, link in enumerate(links):
        if counts[link.target.identity] == 1:
            continue
        block = document.block_at(link.span.start)
        if block is None or block.kind == "heading" or block.span.end <= link.span.start:
            continue
        its = known.get(link)
        if (
            its is not None
            and its.part.label is not None
            and (its.part.role != "paper" or its.is_shared)
        ):
            continue
        start = block.span.start
        view: _View = "text" if block.item is None else "list"
        if block.kind == "cell":
            row = bisect_left(rows, block.span.end, key=lambda row: row.end)
            view, start = "table", rows[row].start
        elif view == "text" and its is None:
            continue
        if (its is not None and its.is_bare) or _is_subject(document, links, index, start, view):
            yield _Entry(link, view, block.item, _owner(document, block, its))


class _Known(Struct, frozen=True):
    """A link of an entry that was read."""

    entry: int
    """Where the entry starts."""
    part: EntryLink
    is_shared: bool
    """Whether several rows with other names, and without titles, have it in their table."""
    is_bare: bool
    """Whether it is the bare URL behind a name, and the entry's only link: `Name https://…`."""


_SEVERAL = 3
"""So many rows with a paper share it: it is where they are described."""


def _known(document: Document) -> Mapping[Link, _Known]:
    named: dict[tuple[int, str], set[str]] = {}
    for entry in document.entries:
        if entry.row is not None and entry.title is None and entry.name is not None:
            for each in entry.links:
                key = (entry.row[0], each.link.target.identity)
                named.setdefault(key, set()).add(entry.name.text)
    shared = {key for key, names in named.items() if len(names) >= _SEVERAL}
    return {
        each.link: _Known(
            entry.span.start,
            each,
            entry.row is not None and (entry.row[0], each.link.target.identity) in shared,
            each.link.form == "bare"
            and document.text[each.link.span.start - 1].isspace()
            and entry.name is not None
            and len(entry.links) == 1,
        )
        for entry in document.entries
        for each in entry.links
    }


def _owner(document: Document, block: Block, its: _Known | None) -> Hashable:
    """Return what a link belongs to: the list of fields below a title, or an entry."""
    if block.item is not None:
        item = document.items[block.item]
        if _PART.match(document.text, item.content, item.span.end):
            return "list", item.list_id
    return its and its.entry


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
