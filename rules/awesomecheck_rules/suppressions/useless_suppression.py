"""The rule `useless-suppression`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import re
from typing import ClassVar

from awesomecheck import (
    Document,
    Edit,
    Fix,
    Problem,
    Span,
    Suppression,
    SuppressionRule,
    Touch,
)

_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")


@dataclass(frozen=True, slots=True)
class UselessSuppression(SuppressionRule):
    """A suppression comment that keeps nothing back.

    What it was written for is gone, or it names the wrong rule or stands on the wrong line. Left
    in place it would hide the next fault of its kind. Comments for rules that did not run in
    this check are passed over, and so are those for rules about where links lead, which may find
    tomorrow what they do not find today, and `<!--lint …-->` comments, which other tools obey too.

    ```bad
    <!-- awesomecheck-disable-next-line trailing-space -->
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```
    """

    touches: ClassVar[tuple[Touch, ...]] = ("structure",)

    def check(self, document: Document, suppressions: Sequence[Suppression]) -> Iterator[Problem]:
        for each in suppressions:
            if each.used or not each.known:
                continue
            rest = any(
                other.comment is each.comment and (other.used or not other.known)
                for other in suppressions
            )
            what = f"`{each.name}`" if each.name else "this comment"
            span = each.span
            cut = _with_blanks(span, document) if rest else _whole(each.comment.span, document)
            yield Problem(span, f"{what} suppresses nothing here", Fix((Edit(cut, ""),)))


def _with_blanks(span: Span, document: Document) -> Span:
    """A name with the separator before it."""
    start = span.start
    while document.text[start - 1] in " \t,":
        start -= 1
    return Span(start, span.end)


def _whole(span: Span, document: Document) -> Span:
    """A comment, and its line with it where nothing else stands there and nothing would join."""
    text = document.text
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end + 1
    alone = not (text[line_start : span.start].strip() or text[span.end : line_end].strip())
    above = text[text.rfind("\n", 0, max(0, line_start - 1)) + 1 : line_start].strip()
    below_end = text.find("\n", line_end)
    below = text[line_end : below_end if below_end >= 0 else len(text)]
    joins = above and below.strip() and not _ITEM.match(below)
    return Span(line_start, line_end) if alone and not joins else span
