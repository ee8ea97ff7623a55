"""The rule `generated-list`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, DocumentRule, Problem, regex

_MARK = regex(
    r"\bauto(?:matically)?[- ]?generated\b|\bgenerated automatically\b"
    r"|(?:^\W*|\b(?:file|readme|list|page|document) (?:is|was) )generated (?:by|from|with|using)\b"
    r"|\b(?:do not|don[’']?t) (?:edit|modify|change) (?:or \w+ )?(?:this|the|readme|manually"
    r"|by hand|directly)\b",
    re.IGNORECASE,
)
_OF_A_PART = regex(
    r"\b(?:toc|table of contents|contents|contributors|section|start|badge|stats|all-contributors"
    r"|end|begin|block|below|markdownlint|cspell|docsgen)\b",
    re.IGNORECASE,
)


class GeneratedList(DocumentRule):
    """A list that a program writes, as a comment in it says.

    The awesome guidelines want lists that people write. Generators of a part, such as a table of
    contents, are left alone.

    ```bad
    <!-- This file is generated from data/trees.yml: do not edit it. -->
    # Awesome Trees
    ```

    ```good
    # Awesome Trees
    ```
    """

    enabled = False
    badge_turns_on = "classic"
    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        for comment in document.comments:
            if _MARK.search(comment.text) and not _OF_A_PART.search(comment.text):
                yield Problem(
                    comment.span,
                    "a program writes this list: for the awesome guidelines, people must",
                )
                return
