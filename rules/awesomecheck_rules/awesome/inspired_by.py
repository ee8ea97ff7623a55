"""The rule `inspired-by`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, DocumentRule, Problem, Span, regex
from awesomecheck_rules.awesome._top import top_of

_SENTENCE = regex(r"\binspired\s+by\b[^.]{0,40}(?:\[|<a\s|https?://|\bawesome\b)", re.IGNORECASE)


class InspiredBy(DocumentRule):
    """A link to the list that inspired this one, at the top.

    For the awesome guidelines the badge is enough. Credits can be in a section `Footnotes` at the
    end.

    ```bad
    # Awesome Trees

    > Woody plants. Inspired by [awesome-python](https://github.com/vinta/awesome-python).
    ```

    ```good
    # Awesome Trees

    > Woody plants.
    ```
    """

    enabled = False
    badge_turns_on = "classic"
    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        end = top_of(document).span.end
        for found in _SENTENCE.finditer(document.text, 0, end):
            if not document.in_code(found.start()) and not _in_comment(document, found.start()):
                line = document.line_span(found.start())
                yield Problem(
                    Span(found.start(), line.end),
                    "`Inspired by` at the top: remove it, or move it to `Footnotes` at the end",
                )


def _in_comment(document: Document, offset: int) -> bool:
    return any(comment.span.contains(offset) for comment in document.comments)
