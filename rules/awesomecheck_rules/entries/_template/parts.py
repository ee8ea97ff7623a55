"""Entries whose parts are not those of the others: no second line, links in another order."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from awesomecheck import Document, Entry, EntryLink, Span, share
from awesomecheck.templates import CLEAR_SHARE, MIN_ENTRIES
from awesomecheck_rules.entries._template.deviation import Deviation

_FEWEST_LINKED = 9
"""Entries with links of two roles that make their order a habit."""
_NEARLY_ALL = 0.9


def missing_lines(document: Document) -> Iterator[Deviation]:
    """Yield items without a second line, where nearly all that begin so have one with links."""
    below = {
        entry.item
        for entry in document.entries
        if entry.item is not None and entry.form == "nested" and _is_linked_below(document, entry)
    }
    if len(below) < max(MIN_ENTRIES, CLEAR_SHARE * len(document.entries)):
        return
    starts = Counter([document.text[document.items[index].content] for index in below])
    start, count = starts.most_common(1)[0]
    if start.isalnum() or count < CLEAR_SHARE * len(below):
        return  # nothing tells an entry from a remark
    lists = {document.items[index].list_id for index in below}
    parents = {item.parent for item in document.items}
    links = [link.span.start for link in document.links]
    lacking: list[Span] = []
    for index, item in enumerate(document.items):
        if item.list_id not in lists or index in below or index in parents:
            continue
        line = Span(item.content, item.span.end)
        if not document.text.startswith(start, line.start):
            continue
        linked = bisect_left(links, line.start) < bisect_left(links, line.end)
        if not linked and "\n" not in document.slice(line):
            lacking.append(line)
    others = share(len(below), len(below) + len(lacking))
    for line in lacking:
        yield Deviation(line, f"missing second line with the links ({others} have one)")


def _is_linked_below(document: Document, entry: Entry) -> bool:
    first = document.text.find("\n", entry.span.start, entry.span.end)
    return 0 <= first < min((each.link.span.start for each in entry.links), default=-1)


def misplaced_links(document: Document) -> Iterator[Deviation]:
    """Yield links that are before the one that they are after in nearly all entries."""
    followed: Counter[tuple[str, str]] = Counter()
    found: defaultdict[tuple[str, str], list[EntryLink]] = defaultdict(list)
    for entry in document.entries:
        first = _first_links(entry)
        roles = list(first)
        for place, role in enumerate(roles):
            for later in roles[place + 1 :]:
                followed[role, later] += 1
                found[role, later].append(first[role])
    for (role, later), links in found.items():
        usual = followed[later, role]
        total = usual + len(links)
        if usual < max(_FEWEST_LINKED, _NEARLY_ALL * total):
            continue
        for each in links:
            message = f"the {role} link is before the {later} link: put it after"
            yield Deviation(each.link.span, f"{message} ({share(usual, total)} do)")


def _first_links(entry: Entry) -> Mapping[str, EntryLink]:
    """Return the first link of each role that its label says, in order.

    A venue or a year is the label of a paper.
    """
    dates = [field.span.start for field in (entry.venue, entry.year) if field is not None]
    first: dict[str, EntryLink] = {}
    for each in entry.links:
        span = each.link.span
        role = each.label_role
        if role is None and any(span.start <= date < span.end for date in dates):
            role = each.role
        if role is not None and role != "other":
            first.setdefault(role, each)
    return first
