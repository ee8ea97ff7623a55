"""Groups of entries below a line in bold, which lists without headings have in their place."""

from bisect import bisect_right

from awesomecheck import Block, Document, Entry, regex

_BOLD_LINE = regex(
    r"(?:<[^<>\n]*>|[ \t])*(?P<mark>\*\*|__)[ \t]*(?P<name>[^*_\n]{2,80})(?P=mark)[:：]?"
    r"(?:<[^<>\n]*>|[ \t])*"
)


class BoldLines:
    """The paragraphs in bold that are in no list and in no entry."""

    def __init__(self, document: Document) -> None:
        ends = {entry.span.start: entry.span.end for entry in document.entries}
        starts = sorted(ends)

        def is_in_entry(block: Block) -> bool:
            index = bisect_right(starts, block.span.start) - 1
            return index >= 0 and block.span.start < ends[starts[index]]

        self._names = {
            block.span.start: match["name"].strip(" :：")
            for block in document.blocks
            if block.kind == "paragraph" and block.item is None
            if (match := _BOLD_LINE.fullmatch(document.text, block.span.start, block.span.end))
            if not is_in_entry(block)
        }
        self._starts = sorted(self._names)

    def above(self, entry: Entry) -> str | None:
        """Return the nearest line in bold above an entry, in its section."""
        index = bisect_right(self._starts, entry.span.start) - 1
        if index < 0 or self._starts[index] < entry.section.own.start:
            return None
        return self._names[self._starts[index]]
