"""The rule `withdrawn-paper`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, LinkRule, Problem, Verdicts
from awesomecheck_rules.links._verdicts import fact_problems


@dataclass(frozen=True, slots=True)
class WithdrawnPaper(LinkRule):
    """A paper that its authors have withdrawn from arXiv.

    The page on arXiv says so, but readers of the list do not see it. Each paper is reported once.

    ```links
    https://arxiv.org/abs/2401.00001 alive ok withdrawn=true
    ```

    ```bad
    * [Paper](https://arxiv.org/abs/2401.00001)
    ```

    ```good
    * [Paper](https://arxiv.org/abs/2401.00002)
    ```
    """

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        message = "paper withdrawn from arXiv by its authors"
        return fact_problems("withdrawn", message, document, verdicts)
