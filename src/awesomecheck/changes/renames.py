"""Find the headings that a change renamed."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from awesomecheck.changes.lines import LineChange
from awesomecheck.changes.origins import Origins
from awesomecheck.document.parsed_text import parse
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex

_HEADING = regex(r"#{1,6}[ \t]+\S")
_MOST = 0.5
"""Share of the lines below a heading that were below one other heading before."""


def renamed_headings(
    document: Document, change: LineChange, origins: Origins
) -> Mapping[str, str]:
    """Return the anchors that headings had before a change, each with the one it has now.

    A heading was renamed if most of what is below it was below another heading, which is gone.

    Args:
        document: the text after the change.
        change: the change of the text.
        origins: where its lines were before.
    """
    if not any(change.touches(heading.span) for heading in document.headings):
        return {}
    old = change.old.text.split("\n")
    heads = [number for number, line in enumerate(old, start=1) if _HEADING.match(line)]
    found: dict[int, list[str]] = {}
    for anchor, lines in _touched_sections(document, change):
        above = Counter(
            bisect_left(heads, origin) for line in lines if (origin := origins.get(line))
        )
        [(index, count)] = above.most_common(1) or [(0, 0)]
        if index and count > _MOST * len(lines):
            found.setdefault(heads[index - 1], []).append(anchor)
    present = {heading.anchor for heading in document.headings}
    names = {
        before.anchor: anchors[0]
        for head, anchors in found.items()
        if len(anchors) == 1
        for before in parse(Source.from_text(old[head - 1])).headings
    }
    return {before: anchor for before, anchor in names.items() if before not in present}


def _touched_sections(document: Document, change: LineChange) -> Iterator[tuple[str, list[int]]]:
    """Yield the anchors of touched headings, each with the lines of text below it.

    Where the next heading is directly below, its line counts as text.
    """
    source = document.source
    places = [(heading, source.position(heading.span.start).line) for heading in document.headings]
    end = len(source.line_starts) + 1
    for (heading, _), (_, following) in pairwise([*places, (None, end)]):
        if heading is not None and change.touches(heading.span):
            first = source.position(heading.span.end).line + 1
            lines = [
                line
                for line in range(first, following)
                if document.text[slice(*source.line_span(line))].strip()
            ]
            yield heading.anchor, lines or ([following] if following < end else [])
