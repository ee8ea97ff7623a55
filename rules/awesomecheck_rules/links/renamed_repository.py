"""The rule `renamed-repository`."""

from collections.abc import Iterator

from awesomecheck import Document, LinkRule, Problem, Verdicts
from awesomecheck_rules.links._verdicts import checked_links, moved_problem


class RenamedRepository(LinkRule):
    """A repository that has been renamed or moved to another owner.

    GitHub redirects the old name to the new one, but only until somebody else takes the old name;
    then the link shows another project.

    ```links
    https://github.com/openai/old-name moved renamed https://github.com/openai/new-name
    ```

    ```bad
    * [Project](https://github.com/openai/old-name)
    ```

    ```good
    * [Project](https://github.com/openai/new-name)
    ```
    """

    touches = ("links",)

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link, verdict in checked_links(document, verdicts):
            if verdict.state == "moved" and verdict.final_url and verdict.reason == "renamed":
                name = verdict.facts.get("full_name") or verdict.final_url
                message = f"repository renamed: use {name}"
                yield moved_problem(link, verdict.final_url, message)
