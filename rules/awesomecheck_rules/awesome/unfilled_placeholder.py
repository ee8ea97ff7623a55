"""The rule `unfilled-placeholder`."""

from collections.abc import Iterator

from awesomecheck import Document, Problem, RepositoryFiles, RepositoryRule, regex
from awesomecheck_rules.awesome._top import top_of

_PLACEHOLDER = regex(r"\[INSERT [^\]\n]+\]")
"""As in the Contributor Covenant: https://www.contributor-covenant.org/"""
_COPIED = "sindresorhus@gmail.com"
"""The address in that of the list of lists, which many copy."""
_ITS_OWNER = "sindresorhus/"


class UnfilledPlaceholder(RepositoryRule):
    """A code of conduct or notes for contributors with a placeholder of their template.

    The Contributor Covenant has `[INSERT CONTACT METHOD]` where a way to reach you belongs. An
    empty code of conduct is reported, too. Only the README of a git work tree is checked.

    ```files
    code-of-conduct.md Report abuse to [INSERT EMAIL ADDRESS].
    ```

    ```bad
    # Awesome Trees
    ```

    ```files
    code-of-conduct.md Report abuse to conduct@trees.example.
    ```

    ```good
    # Awesome Trees
    ```
    """

    enabled = False
    badge_turns_on = "everywhere"
    lists_only = True

    def check(self, document: Document, files: RepositoryFiles) -> Iterator[Problem]:
        place = top_of(document).place
        for path, text in files.conduct.items():
            if text is not None and not text.strip():
                yield Problem(place, f"`{path}` is empty: say what you expect, and whom to tell")
        for path, text in (*files.conduct.items(), *files.contributing.items()):
            found = _PLACEHOLDER.search(text or "")
            if found is None and _COPIED in (text or "") and not _is_of_its_owner(document):
                yield Problem(place, f"`{path}` is copied: replace `{_COPIED}` by your address")
            if found:
                message = f"`{path}` has a placeholder of its template: replace `{found.group()}`"
                yield Problem(place, message)


def _is_of_its_owner(document: Document) -> bool:
    """Return whether a list may be of the owner of that address: it names what else is his."""
    return any(
        link.target.id.lower().startswith(_ITS_OWNER)
        and link.target.id.lower() != f"{_ITS_OWNER}awesome"
        for link in document.links
    )
