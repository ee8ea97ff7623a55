"""The rule `withdrawn-paper`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, LinkRule, Problem, Verdicts
from awesomecheck_rules.links._facts import first_with


@dataclass(frozen=True, slots=True)
class WithdrawnPaper(LinkRule):
    """A paper that its authors have withdrawn from arXiv.

    The page stands, and says so; readers of the list do not see it there. Each paper is named
    once.

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
        for link in first_with("withdrawn", document, verdicts):
            yield Problem(link.url_span, "this paper was withdrawn from arXiv", url=link.url)
