"""Fixes that move whole entries to where they belong, with all that is nested in them."""

from collections.abc import Iterator, Sequence

from awesomecheck import Document, Edit, Entry, Fix, ListItem, Row, Span

_MOST_BREAKS = 2
_BEFORE = " \t>"
"""What may be before an entry on its line."""


class Moves:
    """Makes fixes that move entries of one group."""

    def __init__(self, document: Document, members: Sequence[Entry]) -> None:
        self._text = document.text
        self._items = _items(document, members)
        """All siblings, entries or not, if they are list items."""
        spans = [each.span for each in self._items or _rows(document, members) or members]
        self._starts = [span.start for span in spans]
        self._place = {start: place for place, start in enumerate(self._starts)}
        self._chunks = list(_chunks(document.text, spans))
        """The lines of each sibling, without the last line break."""
        self._safe = members[0].item is not None or members[0].row is not None

    def fix(
        self, moved: Sequence[Entry], anchor: Entry | None, first: Entry, *, safe: bool
    ) -> Fix | None:
        """Return the fix that moves entries, in their new order, after one or before `first`."""
        if not first.blocks:
            return None  # raw HTML: who knows what is around it
        places = [self._place[each.span.start] for each in moved]
        around = self._place[(anchor or first).span.start]
        touched = {each + 1 for each in (around, *places)} | {around, *places}
        touched = {each for each in touched if each < len(self._chunks)}
        gap = self._gap(around)
        if gap.count("\n") > _MOST_BREAKS:
            gap = min(gap, *map(self._gap, places), key=lambda each: each.count("\n"))
        texts: list[str] = []
        for place in places:
            chunk = self._chunks[place]
            body = self._text[chunk.start : chunk.end]
            texts += (gap, body) if anchor else (body, gap)
        apart = any(
            "\n" not in each or each.strip(_BEFORE + "\n")
            for each in (gap, *map(self._gap, places))
        )
        if apart or not self._movable(touched):  # there is something else between the entries
            return None
        at = self._chunks[around].end if anchor else self._chunks[around].start
        edits = [*self._deletions(places), Edit(Span(at, at), "".join(texts))]
        edits.sort(key=lambda edit: (edit.span.start, edit.span.end))
        return Fix(tuple(edits), safe=safe and self._safe and self._in_one_list(touched))

    def _gap(self, place: int) -> str:
        """Return the text between an entry and the next, or before the last one."""
        left = place if place + 1 < len(self._chunks) else place - 1
        return self._text[self._chunks[left].end : self._chunks[left + 1].start]

    def _deletions(self, places: Sequence[int]) -> Iterator[Edit]:
        """Remove entries, each with the gap after it; with the one before it where that is less.

        So a blank line that parts others from them stays.
        """
        chunks, gone = self._chunks, set(places)
        for place in sorted(gone):
            if place - 1 in gone:
                continue
            stop = place
            while stop + 1 in gone:
                stop += 1
            if stop + 1 < len(chunks) and not (
                place and self._lines(stop) > self._lines(place - 1)
            ):
                yield Edit(Span(chunks[place].start, chunks[stop + 1].start), "")
            else:
                yield Edit(Span(chunks[place - 1].end, chunks[stop].end), "")

    def _lines(self, place: int) -> int:
        return self._gap(place).count("\n")

    def _movable(self, places: set[int]) -> bool:
        """Return whether entries have lines of their own, equal indents, and no numbers."""
        text, indents = self._text, set[str]()
        for place in places:
            start, end = self._starts[place], self._chunks[place].end
            line = text.rfind("\n", 0, start) + 1
            indents.add(text[line:start])
            if text[line:start].strip(_BEFORE) or text[end : end + 1] not in ("", "\n"):
                return False
        return len(indents) == 1 and not any(item.ordered for item in self._items_at(places))

    def _in_one_list(self, places: set[int]) -> bool:
        lists = {(item.list_id, item.marker) for item in self._items_at(places)}
        comments = any(
            "\n" in self._text[self._chunks[each].start : self._starts[each]] for each in places
        )
        return len(lists) < 2 and not comments

    def _items_at(self, places: set[int]) -> list[ListItem]:
        return [self._items[each] for each in places] if self._items else []


def _items(document: Document, members: Sequence[Entry]) -> Sequence[ListItem]:
    first, last = members[0].item, members[-1].item
    if first is None or last is None:
        return ()
    parent = document.items[first].parent
    return [each for each in document.items[first : last + 1] if each.parent == parent]


def _rows(document: Document, members: Sequence[Entry]) -> Sequence[Row]:
    row = members[0].row
    return () if row is None else document.tables[row[0]].rows[1:]


def _chunks(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the whole lines of spans, each with the comment right above it."""
    last = 0
    for number, span in enumerate(spans):
        start = text.rfind("\n", 0, span.start) + 1
        if number and text.find("<!--", last, start) >= 0:
            gap = text.rfind("\n\n", last, start)
            start = gap + 2 if gap >= 0 else min(last + 1, start)
        end = span.end
        while text[end : end + 1] in (" ", "\t"):
            end += 1
        yield Span(start, end)
        last = end
