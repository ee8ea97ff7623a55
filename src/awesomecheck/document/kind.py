"""Whether a document is a list of resources, or other Markdown: a guide, a changelog, a README.

The content decides, as names say little: many lists are no README, and most READMEs no list.
A list names one thing after another, and leads to as many places; in a guide prose and code
prevail, and the entries of a changelog lead to one repository. The figures were set with 72 real
lists, with these cut short after a few entries, and with 2,356 other documents of packages.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
import re

from msgspec import Struct

from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Link
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_LEAST_SHARE = 1 / 3
"""How much of the text is entries: 0.74 in the least of lists that are read well."""
_LEAST_SHARE_OF_AWESOME = 0.1
"""The same where the title says so: young lists have more introduction than entries."""
_LEAST_SHARE_OF_PAPERS = 1 / 6
"""The same where it names papers: packages name few."""
_FEWEST_PAPERS = 5
_MANY_PLACES = 100
"""What leads to so many places is a list, whatever else it is."""
_MOST_ENTRIES_A_PLACE = 3
"""On average: two in a list that shows its entries twice, more in changelogs."""
_AWESOME = regex(r"\bawesome\b", re.IGNORECASE)
_GUIDE = regex(r"\b(?:contribut|guide|code of conduct|change ?log)", re.IGNORECASE)
_NO_LIST = regex(
    r"(?:the )?(?:change ?log|release notes|(?:contributor (?:covenant )?)?code of conduct"
    r"|contributing(?: guidelines?| guide| to .*)?|contribution guid(?:e|elines?)"
    r"|(?:security|support) policy)",
    re.IGNORECASE,
)
"""Whole titles of files beside a list, where short ones may be little but links."""
_BADGE = regex(r"//awesome\.re/badge|/sindresorhus/awesome[/@]\S*/badge", re.IGNORECASE)
"""The badge of an awesome list; what such a list names shows `mentioned-badge`."""


class Kind(Struct, frozen=True):
    """What a document is taken for."""

    is_list: bool
    reason: str
    """In words for people."""


def kind_of(document: Document) -> Kind:
    """Return whether a document is a list, and why; in doubt it is one."""
    entries = document.entries
    if not entries:
        return Kind(False, "it has no entries")
    places = len(set(_places(entries)))
    linked = sum(bool(entry.links) or entry.title is None for entry in entries)
    is_spread = linked <= places * _MOST_ENTRIES_A_PLACE
    if is_spread and places >= _MANY_PLACES:
        return Kind(True, f"its entries lead to {places} places")
    title = document.headings[0].text.strip() if document.headings else ""
    is_awesome = _calls_itself_awesome(document, title)
    share = _share(document)
    reason = f"entries make up {share:.0%} of its text"
    papers = sum(entry.is_paper for entry in entries)
    names_papers = papers >= _FEWEST_PAPERS and 2 * linked >= len(entries)
    if share < _least_share(is_awesome=is_awesome, names_papers=names_papers):
        return Kind(False, reason)
    if not (is_spread or is_awesome):
        return Kind(False, f"its entries lead to few places: {len(entries)} to {places}")
    if _NO_LIST.fullmatch(title):
        return Kind(False, f"its title is “{title}”")
    return Kind(True, reason)


def has_badge(document: Document) -> bool:
    """Return whether a document has the awesome badge at its top."""
    sections = (each.span.start for each in document.headings if each.level > 1 and each.text)
    top = next(sections, len(document.text))
    return any(link.span.start < top and is_awesome_badge(link) for link in document.links)


def is_awesome_badge(link: Link) -> bool:
    """Return whether an image is the awesome badge, under any of its URLs so far."""
    return link.image and _BADGE.search(link.url) is not None


def is_mostly_papers(document: Document) -> bool:
    """Return whether at least half of a document's entries are papers."""
    return sum(entry.is_paper for entry in document.entries) * 2 >= len(document.entries)


def _least_share(*, is_awesome: bool, names_papers: bool) -> float:
    if is_awesome:
        return _LEAST_SHARE_OF_AWESOME
    return _LEAST_SHARE_OF_PAPERS if names_papers else _LEAST_SHARE


def _calls_itself_awesome(document: Document, title: str) -> bool:
    if _GUIDE.search(title):
        return False
    return bool(_AWESOME.search(title)) or any(map(is_awesome_badge, document.links))


def _share(document: Document) -> float:
    """Return how much of the text is entries; headings and tables of contents left out."""
    own = {block for entry in document.entries for block in entry.blocks}
    contents = [each.span for each in document.contents]
    starts = [span.start for span in contents]
    listed = other = 0
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        if block in own:
            listed += end - start
        elif block.kind != "heading":
            index = bisect_right(starts, start) - 1
            if index < 0 or end > contents[index].end:
                other += end - start
    listed += sum(
        entry.span.end - entry.span.start for entry in document.entries if not entry.blocks
    )
    other += sum(span.end - span.start for span in document.code)
    return listed / (listed + other) if listed else 0.0


def _places(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield where entries lead first: to a page of the web, or to a repository as a whole."""
    for entry in entries:
        links = (each.link for each in entry.links if each.role != "badge")
        link = next((link for link in links if link.target.host), None)
        if link is not None:
            yield _place(link)


def _place(link: Link) -> str:
    target = link.target
    return target.id.lower() if target.kind == "github" else target.identity.partition("#")[0]
