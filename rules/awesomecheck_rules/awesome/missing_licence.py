"""The rule `missing-licence`."""

from collections.abc import Iterator

from awesomecheck import Document, Problem, RepositoryFiles, RepositoryRule
from awesomecheck_rules.awesome._top import top_of


class MissingLicence(RepositoryRule):
    """A repository without a licence file in its root.

    Without a licence nobody may copy or change a list. The awesome guidelines require one for
    content, such as CC0, in a file `license` beside the README. Only the README of a git work tree
    is checked.

    ```files
    contributing.md Please do.
    ```

    ```bad
    # Awesome Trees
    ```

    ```files
    contributing.md Please do.
    LICENSE CC0 1.0 Universal
    ```

    ```good
    # Awesome Trees
    ```
    """

    enabled = False
    badge_turns_on = "everywhere"
    severity = "error"
    lists_only = True

    def check(self, document: Document, files: RepositoryFiles) -> Iterator[Problem]:
        if not files.licences:
            yield Problem(
                top_of(document).place,
                "no licence file in the root of the repository: add `LICENSE`, such as CC0-1.0",
            )
