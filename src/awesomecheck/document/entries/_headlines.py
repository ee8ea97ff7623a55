"""Tell the titles of articles, talks and courses from the names of tools, by their words.

One long name is no headline: a section has headlines where many of its heads are worded as one.
"""

from collections import Counter
from collections.abc import Sequence
import re

from awesomecheck.document.nodes import Section
from awesomecheck.regexes import regex

_ASKS = regex(
    r"(?:how|why|introducing|introduction to|an? (?:\w+ )?(?:introduction|guide|tutorial)"
    r"|understanding|getting started|building|scaling|debunking)\b(?:[^\w\n]+\w+){2}"
    r"|(?:what|when|where|who|which|should|do|does|can|is|are)\b(?:[^\w\n]+\w+){4}"
    r"|\w+(?:[^\w\n]+\w+){2,}\?\Z",
    re.IGNORECASE,
)
"""A question, or the words that no tool is called by."""
_ORDERS = regex(
    r"(?:build|creat|mak|writ|learn|deploy|develop|implement|design|program|cod|us)(?:e|ing)?\b"
    r"(?:[^\w\n]+\w+){2}",
    re.IGNORECASE,
)
"""What a tutorial tells its reader to do; tools are called so, too."""
_JOINTS = frozenset(
    re.findall(
        r"\w+",
        "a an the of in for to with and on at from by via vs using your our my is are how why",
    )
)
"""Words that are within a sentence."""
_SITE = regex(r"\b(?:blog|channel|podcast|newsletter|website|forum)\Z", re.IGNORECASE)
_PART = regex(r"(?:part|chapter|lesson|day)s? (?:\d|[ivx]+\b)", re.IGNORECASE)
"""A part says nothing of what it is part of."""
_FEWEST_WORDS = 6
_FEWEST_IN_TITLE = 3
_FEWEST_HEADLINES = 2


def headlines(heads: Sequence[str | None], sections: Sequence[Section]) -> set[int]:
    """Return which heads are titles by their words and those of the others in their section.

    `heads` are None where an entry is known to be something else. Sections with too few to tell
    are taken together; in a list of articles, one worded as such is one in any section.
    """
    asks = {at for at, head in enumerate(heads) if head and _ASKS.match(head)}
    if len(asks) < _FEWEST_HEADLINES:
        return set()
    heads = [None if head and _PART.match(head) else head for head in heads]
    worded = asks | {at for at, head in enumerate(heads) if head and _is_sentence(head)}
    total = Counter([sections[at] for at, head in enumerate(heads) if head is not None])
    groups = [each if total[each] > _FEWEST_HEADLINES else None for each in sections]
    sizes = Counter([groups[at] for at, head in enumerate(heads) if head is not None])
    found = Counter([groups[at] for at in worded])
    asking = {groups[at] for at in asks}
    titled = {
        group
        for group, count in found.items()
        if count >= _FEWEST_HEADLINES
        and 3 * count >= sizes[group]
        and (group in asking or 2 * count >= sizes[group])
    }
    everywhere = 3 * len(worded) >= sizes.total()
    return {
        at
        for at, head in enumerate(heads)
        if head
        and (groups[at] in titled or (everywhere and at in worded))
        and (at in worded or len(head.split()) >= _FEWEST_IN_TITLE)
        and _SITE.search(head) is None
    }


def _is_sentence(head: str) -> bool:
    if _ORDERS.match(head):
        return True
    words = head.split()
    return len(words) >= _FEWEST_WORDS and not _JOINTS.isdisjoint(map(str.lower, words[1:-1]))
