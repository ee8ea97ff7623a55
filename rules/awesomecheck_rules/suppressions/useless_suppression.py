"""The rule `useless-suppression`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import re

from awesomecheck import Document, Edit, Fix, Problem, Span, Suppression, SuppressionRule

_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")


@dataclass(frozen=True, slots=True)
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
            yield Problem(each.span, f"unused {what}: remove it", Fix((Edit(cut, ""),)))


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
    return Span(line_start, line_end) if alone and not joins else span
