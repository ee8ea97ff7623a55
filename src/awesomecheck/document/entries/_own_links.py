"""Nested items with the link of the item above, which has none: a title, and its address."""

from collections.abc import Sequence

from awesomecheck.document.entries._item_tree import ItemTree
from awesomecheck.document.entries._roles import role_of_host
from awesomecheck.document.nodes import Link
from awesomecheck.regexes import regex

_FEWEST_CHARACTERS = 4
"""So many characters, with the spaces around it, has a text that a link below it repeats."""
_LONGEST = 400
_SITE_BEHIND = regex(r"\s*\([^()\s]{1,60}\.[^()\s]{1,60}\)\Z")
"""`Title (site.org)`, as browsers call a page."""
_WORD = regex(r"\w+")
_YEAR_IN_BRACKETS = regex(r"[\[(（][^\[\]()（）\n]{0,40}(?:(?:19|20)|['’])\d\d[\])）]")
"""What a group of links hardly has behind its name."""


def own_links(plain: str, tree: ItemTree, index: int, children: Sequence[int]) -> frozenset[int]:
    """Return the nested items whose link is that of the item, which has none itself."""
    kinds = {child: tree.looks[child].kind for child in children if child in tree.looks}
    called = [
        each for each in kinds if kinds[each] == "link" and _is_called(plain, tree, index, each)
    ]
    urls = [child for child, kind in kinds.items() if kind == "url"]
    papers = sum(role_of_host(_first_link(tree, child)) == "paper" for child in urls)
    span = tree.text(index)
    if papers > 1 or not (
        papers or len(kinds) == 1 or _YEAR_IN_BRACKETS.search(plain, span.start, span.end)
    ):
        urls = []
    return frozenset((*(called if len(called) == 1 else ()), *urls))


def _is_called(plain: str, tree: ItemTree, index: int, child: int) -> bool:
    """Return whether a nested link is called as the item is: `MapNet` and `[MapNet: Maps](…)`.

    Several such are what a group is named after.
    """
    span = tree.text(index)
    if span.end - span.start > _LONGEST:
        return False
    link, below = _first_link(tree, child), tree.text(child)
    text, other = _words(plain[span.start : span.end]), _words(link.text)
    return (
        min(len(text), len(other)) > _FEWEST_CHARACTERS
        and (text in other or other in text)
        and not tree.looker.has_words([link], below.start, below.end)  # no description
    )


def _first_link(tree: ItemTree, index: int) -> Link:
    span = tree.text(index)
    return tree.looker.links(span.start, span.end)[0]


def _words(text: str) -> str:
    """Return the words of a text, with a space around each, and no site in brackets behind."""
    return f" {' '.join(_WORD.findall(_SITE_BEHIND.sub('', text.lower())))} "
