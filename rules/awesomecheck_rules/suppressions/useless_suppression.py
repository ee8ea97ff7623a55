"""The rule `useless-suppression`."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
import re

from awesomecheck import Document, Edit, Fix, Problem, Span, Suppression, SuppressionRule, regex

_ITEM = regex(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")
_BARE_URL = regex(r"https?://|www\.", re.IGNORECASE)
_BLOCK_START = regex(
    r"[ \t>]*(?:(?:#{1,6}|[-+*]|\d{1,9}[.)])(?:[ \t]|$)|[-=*_ \t]*$|[|:<]|`{3}|~{3}|\[[^\]]*\]:)"
)
"""What would begin another block without the comment, or be nothing."""
_UNDERLINE = regex(r"[-=|:+ \t]+")
"""What would make a heading or a table of the line above."""


class UselessSuppression(SuppressionRule):
    """A suppression comment that suppresses nothing.

    The problem is gone, or the comment names the wrong rule or is on the wrong line. If it stays,
    it will hide the next problem of its kind. Comments for rules that did not run in this check
    are ignored, and so are comments for rules that check links, which may find tomorrow what they
    do not find today, and `<!--lint …-->` comments, which other tools use as well.

    ```bad
    <!-- awesomecheck-disable-next-line trailing-space -->
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```
    """

    touches = ("structure",)

    def check(self, document: Document, suppressions: Sequence[Suppression]) -> Iterator[Problem]:
        for each in suppressions:
            if each.used or not each.known:
                continue
            rest = any(
                other.comment is each.comment and (other.used or not other.known)
                for other in suppressions
            )
            what = f"suppression of `{each.name}`" if each.name else "suppression comment"
            whole = _whole(each.comment.span, document)
            cut = _with_separator(each.span, document) if rest else whole
            closed = document.slice(each.comment.span).endswith("-->")  # else all below is hidden
            hyphen = rest and document.text.endswith("-", 0, cut.start)  # `--->` ends no comment
            is_safe = closed and not hyphen and (rest or _is_removable(whole, document))
            fix = Fix((Edit(cut, ""),)) if is_safe else None
            yield Problem(each.span, f"unused {what}: remove it", fix)


def _with_separator(span: Span, document: Document) -> Span:
    """Return a name with the separator before it."""
    start = span.start
    while document.text[start - 1] in " \t,":
        start -= 1
    return Span(start, span.end)


def _whole(span: Span, document: Document) -> Span:
    """Return a comment, with its whole line if nothing else is there and no blocks would join."""
    text = document.text
    line_start = document.line_span(span.start).start
    line_end = min(document.line_span(span.end).end + 1, len(text))
    alone = not (text[line_start : span.start].strip() or text[span.end : line_end].strip())
    above = document.source.line_at(line_start - 1) if line_start else ""
    below = document.source.line_at(line_end)
    joins = above.strip() and below.strip() and not _ITEM.match(below)
    html = bisect_right(document.html, line_start, key=lambda each: each.start) - 1
    if html >= 0 and document.html[html].start < line_start <= line_end <= document.html[html].end:
        joins = False  # an empty line would end the block
    return Span(line_start, line_end) if alone and not joins else span


def _is_removable(cut: Span, document: Document) -> bool:
    """Return whether the blocks around a comment stay what they are without it."""
    text = document.text
    if not text[cut.start : cut.end].rstrip().endswith("-->"):
        return False  # it is open, and hides all that follows
    block = document.block_at(cut.start)
    if block is not None:
        start = max(block.span.start, document.line_span(cut.start).start)
        end = min(block.span.end, document.line_span(cut.end).end)
        before, after = text[start : cut.start], text[cut.end : end]
        # In a URL, Markdown takes other whitespace for letters.
        if (before[-1:].strip(" \t") and after[:1].strip(" \t")) or _BARE_URL.match(after):
            return False  # the comment keeps two words apart, or a URL from being a link
        if {before[-1:], after[:1]} & {"*", "_", "~"}:
            return False  # beside it, a mark may begin or end emphasis
        if before.rfind("<") > before.rfind(">"):
            return False  # it may end a tag
        if text.startswith("[", block.span.start) and "]:" in document.slice(block.span):
            return False  # it may keep a definition from being one
        below = document.source.line_at(min(end + 1, len(text)))
        if _UNDERLINE.fullmatch(before + after) or _UNDERLINE.fullmatch(below.rstrip("\n")):
            return False  # with the line above or below it, it may be a heading or a table
        return block.kind == "cell" or _BLOCK_START.match(before + after) is None
    below = document.source.line_at(min(document.line_span(cut.end).end + 1, len(text)))
    if below.startswith(("    ", "\t")):
        return False  # it would be code, or part of the item above
    line = document.line_span(cut.start)
    return not (text[line.start : cut.start].strip() or text[cut.end : line.end].strip())
