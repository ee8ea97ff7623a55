"""The rule `duplicate-entry`."""

from collections.abc import Iterator
from typing import Literal

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Entry,
    Fix,
    Link,
    Problem,
    RelatedPlace,
    Span,
    regex,
)
from awesomecheck_rules.entries._groups import BoldLines
from awesomecheck_rules.entries._links import paper_link
from awesomecheck_rules.entries._papers import plain_title
from awesomecheck_rules.entries._repeats import Sameness, repeats, titles_agree

_WHAT: dict[Sameness, str] = {
    "link": "same paper as",
    "title": "same title as",
    "repository": "same repository as",
}
_SUBJECTS = ("blog", "code", "project", "video")
_MANY = 5
_LARGE_SHARE = 0.03
"""A list that has more of its entries in two sections does so on purpose."""
_MARKS = " \t*_`:："
_WORD = regex(r"\w+")
_ADDRESS = regex(r"\]\([^)\s]*\)|https?://\S+")


class DuplicateEntry(DocumentRule):
    """An entry that is already in the list.

    Usually two people added the same paper, and only one of the two entries is kept up to date.
    Papers are the same if they have the same arXiv id, DOI, OpenReview id or page, however the
    link is written, or the same title; other resources if they have the same repository.

    An item without a link that repeats one with a link in another list refers to it, and one
    paper may be below two things that are lines of their own, such as algorithms.

    Within one section this is a warning, across sections or below two lines in bold an info; so
    are a preprint and the published paper of the same title, and two names for one paper or
    repository, which may be of two things. With `across-sections: auto` a list that has many
    entries in two sections is taken to do so on purpose; `report` always reports them, `allow`
    never. The fix removes the later entry; it is unsafe, and exists only within one section where
    the later entry says nothing that the first does not.

    ```bad
    * **MAE**: Masked Autoencoders Are Scalable. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    * **BEiT**: BERT Pre-Training. [[ICLR'2022](https://arxiv.org/abs/2106.08254)]
    * **MAE**: Masked Autoencoders Are Scalable. [[CVPR'2022](https://arxiv.org/pdf/2111.06377v2)]
    ```

    ```good
    * **MAE**: Masked Autoencoders Are Scalable. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    * **BEiT**: BERT Pre-Training. [[ICLR'2022](https://arxiv.org/abs/2106.08254)]
    ```
    """

    lists_only = True
    yields_to = ("conflict-marker",)
    learns = True
    touches = ("removals", "links")

    across_sections: Literal["auto", "report", "allow"] = "auto"

    def check(self, document: Document) -> Iterator[Problem]:
        found = [each for each in repeats(document) if _is_same(*each)]
        found = [each for each in found if not _are_two_things(document, *each[:2])]
        if not found:
            return
        lines = BoldLines(document)
        across = [each for each in found if each[0].section is not each[1].section]
        allowed = self.across_sections == "allow" or (
            self.across_sections == "auto"
            and sum(not document.is_new(each[0].span.start) for each in across)
            > max(_MANY, _LARGE_SHARE * len(document.entries))
        )
        for entry, other, reason in found:
            apart = entry.section is not other.section
            if not (apart and allowed) and not _refers(document, entry, other):
                apart = apart or lines.above(entry) != lines.above(other)
                yield _problem(document, lines, entry, other, reason, apart=apart)


def _are_two_things(document: Document, entry: Entry, other: Entry) -> bool:
    """Return whether two things, each a line of its own, have one paper below: two algorithms."""
    names = [each.name for each in (entry, other)]
    titles = [plain_title(each.title.text) if each.title else "" for each in (entry, other)]
    if names[0] is None or names[1] is None or titles[0] != titles[1] or entry.row is not None:
        return False
    blocks = [document.block_at(name.span.start) for name in names if name]
    alone = all(
        block and name and document.slice(block.span).strip(_MARKS) == name.text
        for block, name in zip(blocks, names, strict=True)
    )
    return alone and plain_title(names[0].text) != plain_title(names[1].text)


def _refers(document: Document, entry: Entry, other: Entry) -> bool:
    """Return whether an entry without a link names one with a link in another group of items."""
    if entry.links or not other.links or entry.item is None or other.item is None:
        return False
    return document.items[entry.item].list_id != document.items[other.item].list_id


def _is_same(entry: Entry, other: Entry, reason: Sameness) -> bool:
    if reason == "repository":
        return True
    if reason == "title":
        if _are_published_apart(entry, other):
            return False
        return not (entry.authors and other.authors) or _shares_author(entry, other)
    agree = titles_agree(entry, other)
    if agree is None and entry.name and other.name:
        return plain_title(entry.name.text) == plain_title(other.name.text)
    return agree is True


def _shares_author(entry: Entry, other: Entry) -> bool:
    """Return whether two papers with the same title have an author's family name in common."""
    one, two = (
        {author.text.rsplit(maxsplit=1)[-1].casefold() for author in each.authors}
        for each in (entry, other)
    )
    return bool(one & two)


def _are_published_apart(entry: Entry, other: Entry) -> bool:
    """Return whether two entries name different venues, as of a paper and its longer version."""
    venues = [each.known_venue for each in (entry, other)]
    names = {venue.name for venue in venues if venue is not None and venue.kind != "preprint"}
    return len(names) > 1


def _may_differ(entry: Entry, other: Entry, reason: Sameness) -> bool:
    """Return whether two entries may both be meant to be there.

    One repository or paper may have two things with names of their own, and a paper that was a
    preprint first may be named as both.
    """
    names = [plain_title(each.name.text) if each.name else "" for each in (entry, other)]
    if names[0] != names[1]:
        return reason == "repository" or all(names)
    return reason == "title" and _is_preprint(entry) != _is_preprint(other)


def _is_preprint(entry: Entry) -> bool:
    venue = entry.known_venue
    if entry.venue is not None:
        return venue is not None and venue.kind == "preprint"
    paper = paper_link(entry)
    return paper is not None and paper.link.kind == "arxiv"


def _problem(
    document: Document,
    lines: BoldLines,
    entry: Entry,
    other: Entry,
    reason: Sameness,
    *,
    apart: bool,
) -> Problem:
    span, link = _shared(entry, other)
    message, counterpart = (
        f"{_WHAT[reason]} {_line(document, lines, here, there)}: keep one of the two"
        for here, there in ((entry, other), (other, entry))
    )
    fix = None if apart else _removal(document, entry, other)
    its_fix = None if apart else _removal(document, other, entry)
    return Problem(
        span,
        message,
        fix,
        url=link.url if link else None,
        severity="info" if apart or _may_differ(entry, other, reason) else None,
        also=(RelatedPlace(_shared(other, entry)[0], counterpart, its_fix),),
    )


def _line(document: Document, lines: BoldLines, here: Entry, there: Entry) -> str:
    """Return the line of an entry, with its section or line in bold if that is another one."""
    line, group = document.line_seen_from(here.span, there.span), lines.above(there)
    is_other = here.section is there.section and group not in (None, lines.above(here))
    return f'{line} (below "{group}")' if is_other else line


def _shared(entry: Entry, other: Entry) -> tuple[Span, Link | None]:
    """Return where an entry repeats another one: at a common link, or else its title or name."""
    targets = {each.link.target.identity for each in other.links}
    for each in entry.links:
        link = each.link
        about = each.role == "paper" or (each.label is None and each.role in _SUBJECTS)
        if about and link.target.identity in targets and not link.image:
            return link.address_span, link
    return (entry.title or entry.name or entry).span, None


def _removal(document: Document, entry: Entry, other: Entry) -> Fix | None:
    """Return the fix that removes an entry, if nothing is lost with it."""
    text, (start, end) = document.text, (entry.span.start, entry.span.end)
    targets = {each.link.target.identity for each in other.links}
    more = any(each.link.target.identity not in targets for each in entry.links)
    if more or not entry.blocks or not _words(document, entry) <= _words(document, other):
        return None
    line, after = document.line_span(start).start, document.line_span(end).end + 1
    alone = not (text[line:start].strip() or text[end:after].strip())
    if not alone or after > len(text) or entry.form == "numbered":
        return None
    if text[:line].endswith("\n\n"):
        while text[after : after + 1] == "\n":
            after += 1
    return Fix((Edit(Span(line, after), ""),), safe=False)


def _words(document: Document, entry: Entry) -> set[str]:
    return set(_WORD.findall(_ADDRESS.sub(" ", document.slice(entry.span)).casefold()))
