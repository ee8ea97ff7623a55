"""Learn how a list writes its links, to know where a missing bracket belongs."""

from collections import Counter
from functools import cached_property

from awesomecheck import Document, regex

_FEWEST = 3
_FEWEST_STARTS = 5
_NEARLY_ALL = 0.8
_LONGEST_LABEL = 40
_LONGEST_NAME = 200
_WORD_START = regex(r"(?<!\w)\w")
_NAME = regex(r"\w(?:[^\[\]()*\x00-\x1f,;:.!?]|[,;:.!?](?! ))*")


class LinkHabits:
    """The habits of a document, each learned at its first use."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def opening(self, text: str, end: int, inner: int | None) -> int | None:
        """Return where the missing `[` of a `]` belongs, or None if that is not clear.

        Args:
            text: a block, with links and code as control characters.
            end: the index of the `]`.
            inner: the start of the pair of brackets that ends right before it, if any.
        """
        if inner is not None:
            return inner if self._is_doubled(text[inner:end]) else None
        for match in _WORD_START.finditer(text, max(0, end - _LONGEST_LABEL), end):
            start = match.start()
            if self._labels[text[start:end]] >= _FEWEST:
                before = text[max(0, start - 2) : start].rstrip(" ")
                return None if before[-1:].isalpha() else start
        is_name = end <= _LONGEST_NAME and _NAME.fullmatch(text, 0, end)
        return 0 if is_name and self._starts_with_links else None

    def _is_doubled(self, label: str) -> bool:
        """Return whether most links with this label have double brackets: `[[label]](url)`."""
        return self._labels[label] >= max(_FEWEST, self._labels[label[1:-1]])

    @cached_property
    def _labels(self) -> Counter[str]:
        return Counter(link.text for link in self._document.links if link.form == "inline")

    @cached_property
    def _starts_with_links(self) -> bool:
        """Return whether nearly all blocks with links begin with one."""
        starts = {link.span.start for link in self._document.links}
        blocks = {
            block.span.start
            for start in starts
            if (block := self._document.block_at(start)) is not None
        }
        return len(blocks & starts) >= max(_FEWEST_STARTS, _NEARLY_ALL * len(blocks))
