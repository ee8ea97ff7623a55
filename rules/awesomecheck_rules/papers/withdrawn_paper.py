"""The rule `withdrawn-paper`."""

from collections.abc import Iterator

from awesomecheck import Document, LinkRule, Problem, Verdicts


class WithdrawnPaper(LinkRule):
    """A paper that its authors have withdrawn from arXiv.

    The page on arXiv says so, but readers of the list do not see it. Each paper is reported once.
    A submission that was withdrawn from a conference is another matter.

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
        seen: set[str] = set()
        for link in document.links:
            verdict = verdicts.get(link)
            if verdict is None or verdict.facts.get("withdrawn") is not True:
                continue
            if link.target.id not in seen:
                seen.add(link.target.id)
                message = "paper withdrawn from arXiv by its authors"
                yield Problem(link.url_span, message, url=link.url)
