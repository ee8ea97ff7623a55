"""The rule `build-badge`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, DocumentRule, Link, Problem, Span, regex
from awesomecheck_rules.awesome._top import images_in

_URL = regex(
    r"travis-ci\.(?:org|com)/|circleci\.com/|/(?:actions/)?workflows/[^?#]*/badge\.svg|appveyor\.com/"
    r"|/badges/[^?#]*/pipeline\.svg|codeship\.(?:com|io)/|semaphoreci\.com/badges|/api/badges/"
    r"|dev\.azure\.com/.*/_apis/build|buildkite\.com/|app\.wercker\.com/|cirrus-ci\.com/|drone\.io/"
    r"|//img\.shields\.io/(?:travis|circleci|appveyor|github/(?:actions/)?workflow|cirrus|drone"
    r"|azure-devops/build|gitlab/pipeline|buildkite|codeship|wercker)|badge\.buildkite\.com/",
    re.IGNORECASE,
)
_TEXT = regex(
    r"(?:the )?(?:build|ci|tests?|lint(?:er)?|awesome lint|link check(?:er)?)"
    r"(?:[ /-]?(?:status|badge|passing|state))?"
    r"|(?:build|github) (?:actions|workflow|pipeline)(?: status)?",
    re.IGNORECASE,
)


class BuildBadge(DocumentRule):
    """A badge of a build, such as that of a GitHub workflow, in the list's own text.

    It says nothing to readers of a list, and the awesome guidelines refuse it. A list may well
    have such a workflow. Badges of the projects that the list names are left alone.

    ```bad
    # Awesome Trees

    ![Build](https://github.com/kauri/trees/actions/workflows/lint.yml/badge.svg)
    ```

    ```good
    # Awesome Trees
    ```
    """

    enabled = False
    badge_turns_on = "classic"
    severity = "error"
    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        for image, around in images_in(document, Span(0, len(document.text))):
            if _is_of_a_build(image) and not _is_of_an_entry(document, image):
                place = around or image
                yield Problem(
                    place.span, "badge of a build: remove it from the list", None, image.url
                )


def _is_of_a_build(image: Link) -> bool:
    text = image.text.strip()
    return _URL.search(image.url) is not None or _TEXT.fullmatch(text) is not None


def _is_of_an_entry(document: Document, image: Link) -> bool:
    block = document.block_at(image.span.start)
    if block is not None and (block.item is not None or block.kind == "cell"):
        return True
    return any(entry.span.start <= image.span.start < entry.span.end for entry in document.entries)
