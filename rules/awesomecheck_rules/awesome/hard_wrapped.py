"""The rule `hard-wrapped`."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from awesomecheck import Block, Document, DocumentRule, Edit, Fix, Problem, Span, regex

_SOFT = regex(r"[ \t]?\n[ \t>]*")
"""A line break that is not shown."""
_GOES_ON = regex(r"[^\W_],?[ \t]?\n[ \t>]*[a-z(\[]|[,;)\]][ \t]?\n[ \t>]*[a-z]")
_SUPPRESSED = regex(r"\bhard-wrapped\b|\b(?:disable[\w-]*|ignore)\s*(?:$|--|[:—–])")
"""A comment that may suppress findings of this rule."""
_THROUGHOUT = 20
"""A list with more such paragraphs is wrapped on purpose."""
_LEAST_WIDTH = 60
_MOST_WIDTH = 130


class HardWrapped(DocumentRule):
    """A paragraph whose lines end at a fixed width.

    The awesome guidelines do not allow it: a change of one word then changes many lines. Lines
    that end with a sentence, and breaks on purpose, are left alone. The fix joins the lines; the
    page stays the same. A list that is wrapped throughout gets one finding for all paragraphs.

    ```bad
    An oak is a tree of the genus Quercus in the beech family, and its leaves
    have lobes, while its fruit is a nut in a cup that is called an acorn, from
    which a new oak grows.
    ```

    ```good
    An oak is a tree of the genus Quercus in the beech family, and its leaves have lobes, while its fruit is a nut in a cup that is called an acorn, from which a new oak grows.
    ```
    """  # noqa: E501 - the good example is one line

    enabled = False
    badge_turns_on = "classic"
    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        wrapped = [
            (block.span, breaks)
            for block in document.blocks
            if block.kind == "paragraph" and _may_be_wrapped(document, block.span)
            if (breaks := _wrapped(document, block))
        ]
        if len(wrapped) > _THROUGHOUT and not _are_some_suppressed(document):
            place = next((each for each, _ in wrapped if not document.is_new(each.start)), None)
            message = f"{len(wrapped)} hard-wrapped paragraphs: write each as one line"
            every = [each for _, breaks in wrapped for each in breaks]
            yield Problem(place or wrapped[0][0], message, _joined(every))
            return
        for span, breaks in wrapped:
            yield Problem(span, "hard-wrapped paragraph: write it as one line", _joined(breaks))


def _are_some_suppressed(document: Document) -> bool:
    """Return whether a comment may be about single paragraphs, which one finding would ignore."""
    return any(_SUPPRESSED.search(comment.text) for comment in document.comments)


def _joined(breaks: Sequence[Span]) -> Fix:
    return Fix(tuple(Edit(each, " ") for each in breaks), safe=False)


def _may_be_wrapped(document: Document, span: Span) -> bool:
    """Return whether the source of a paragraph has lines of such widths."""
    if not document.text.count("\n", span.start, span.end):
        return False
    first = document.text.find("\n", span.start) - span.start
    return first < _MOST_WIDTH and _GOES_ON.search(document.text, span.start, span.end) is not None


def _wrapped(document: Document, block: Block) -> Sequence[Span]:
    """Return the line breaks of a paragraph that its width explains."""
    breaks = [piece.span for piece in block.pieces() if piece.kind == "break"]
    if not all(_SOFT.fullmatch(document.slice(each)) for each in breaks):
        return ()
    starts = [block.span.start, *(each.end for each in breaks)]
    ends = [*(each.start for each in breaks), block.span.end]
    lines = [document.text[start:end] for start, end in zip(starts, ends, strict=True)]
    width = max(map(len, lines))
    if not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        return ()
    pairs = list(pairwise(lines))
    fits = (len(line) + 1 + len(_first_word(rest)) <= width for line, rest in pairs)
    if any(fits) or not any(_goes_on(line, rest) for line, rest in pairs):
        return ()
    return breaks


def _first_word(line: str) -> str:
    return line.split(maxsplit=1)[0] if line.strip() else ""


def _goes_on(line: str, rest: str) -> bool:
    """Return whether a sentence goes on from one line to the next."""
    return len(line) >= _LEAST_WIDTH and _GOES_ON.search(f"{line}\n{rest}") is not None
