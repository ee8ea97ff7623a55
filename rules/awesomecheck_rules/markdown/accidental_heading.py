"""The rule `accidental-heading`."""

from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Heading, Problem, Span

_LONGEST = 60
_SENTENCE_ENDS = (".", "!", "?", ":")


class AccidentalHeading(DocumentRule):
    """Text that a line of dashes right below it makes a heading.

    `---` is a line only after a blank line. Below text it makes a heading of that text: an entry
    is shown in large letters, and a paragraph gets an anchor. It is reported in list items, and
    for text of several lines or a sentence.

    ```bad
    - [MAE](https://arxiv.org/abs/2111.06377)
      ---
    - [BEiT](https://arxiv.org/abs/2106.08254)
    ```

    ```good
    - [MAE](https://arxiv.org/abs/2111.06377)

    ---

    - [BEiT](https://arxiv.org/abs/2106.08254)
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        for heading in document.headings:
            if heading.form == "setext" and heading.level == 2 and _is_text(document, heading):
                end = heading.span.end
                written = document.slice(document.line_span(end)).strip()
                line = Span(end - len(written), end)
                message = (
                    "this line makes a heading of the text above it: add a blank line before it"
                )
                yield Problem(line, message)


def _is_text(document: Document, heading: Heading) -> bool:
    """Return whether a heading is an entry, or looks like a paragraph."""
    block = document.block_at(heading.text_span.start)
    if block is not None and block.item is not None:
        return True
    is_sentence = len(heading.text) > _LONGEST and heading.text.endswith(_SENTENCE_ENDS)
    return is_sentence or "\n" in document.slice(heading.text_span)
