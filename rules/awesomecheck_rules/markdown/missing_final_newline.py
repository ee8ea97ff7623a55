"""The rule `missing-final-newline`."""

from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span


class MissingFinalNewline(DocumentRule):
    """A file that does not end in a newline.

    Whoever adds an entry at the end changes the last line too, so that the diff and `git blame`
    show them as the author of a line that they did not write.

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
            yield Problem(Span(end, end), "no newline at end of file", fix)
