"""The rule `missing-final-newline`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span


@dataclass(frozen=True, slots=True)
class MissingFinalNewline(DocumentRule):
    """A last line that does not end in a line break.

    Whoever adds an entry below it changes that line too, so that the diff, and the blame, names
    them for a line that they have not written.

    ```bad
    * [MAE](https://arxiv.org/abs/2111.06377)␃
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        text = document.text
        end = len(text)
        if document.source.line_at(end).strip(" \t"):
            fix = Fix((Edit(Span(end, end), "\n"),))
            yield Problem(Span(end, end), "the last line does not end in a line break", fix)
