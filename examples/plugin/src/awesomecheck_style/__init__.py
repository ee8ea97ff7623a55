"""Rules of style for lists."""

from collections.abc import Iterator
from typing import ClassVar

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Severity, Span, Touch


class LongTitle(DocumentRule):
    """A title of too many words.

    Readers skim a list; the whole title is on the page of the paper. `words` sets how many words
    are allowed.

    ```options
    words: 6
    ```

    ```bad
    * **MAE**: Masked Autoencoders Are Scalable Vision Learners of Many Images. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```

    ```good
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```
    """

    severity: ClassVar[Severity] = "info"
    words: int = 30

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield titles of too many words."""
        for entry in document.entries:
            if entry.title and len(entry.title.text.split()) > self.words:
                message = f"title of more than {self.words} words: shorten it"
                yield Problem(entry.title.span, message)


class ExcitedDescription(DocumentRule):
    """A description that ends in an exclamation mark.

    ```bad
    - [Kite](https://kite.example) - Flies by itself!
    ```

    ```good
    - [Kite](https://kite.example) - Flies by itself.
    ```
    """

    touches: ClassVar[tuple[Touch, ...]] = ("marks",)

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield exclamation marks, with a period as the fix."""
        for entry in document.entries:
            if entry.description and entry.description.text.endswith("!"):
                end = entry.description.span.end
                mark = Span(end - 1, end)
                yield Problem(mark, "exclamation mark: use a period", Fix((Edit(mark, "."),)))


RULES = (LongTitle, ExcitedDescription)
