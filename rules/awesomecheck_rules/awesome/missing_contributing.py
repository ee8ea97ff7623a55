"""The rule `missing-contributing`."""

from collections.abc import Iterator

from awesomecheck import Document, Problem, RepositoryFiles, RepositoryRule
from awesomecheck_rules.awesome._top import top_of

_COPIED = (
    "use the following format: `[list name](link)`",
    "make sure your list is useful before submitting",
    "a link back to this list from yours",
)
"""Sentences about lists of lists: https://github.com/sindresorhus/awesome/blob/main/contributing.md"""


class MissingContributing(RepositoryRule):
    """A repository without notes for contributors, or with those of another list.

    The awesome guidelines require a file `contributing.md`, in any case, in the root, in `docs` or
    in `.github`, and refuse the text of the list of lists, which is about adding lists. Only the
    README of a git work tree is checked.

    ```files
    LICENSE CC0 1.0 Universal
    ```

    ```bad
    # Awesome Trees
    ```

    ```files
    LICENSE CC0 1.0 Universal
    .github/CONTRIBUTING.md Please add only trees that you have seen.
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
        place = top_of(document).place
        if not files.contributing:
            yield Problem(place, "no `contributing.md`: add one that says what the list takes")
        for path, text in files.contributing.items():
            if text is None:
                continue
            if not text.strip():
                yield Problem(place, f"`{path}` is empty: say what the list takes, and how")
            elif any(sentence in " ".join(text.casefold().split()) for sentence in _COPIED):
                message = f"`{path}` is copied from the list of awesome lists: write your own"
                yield Problem(place, message)
