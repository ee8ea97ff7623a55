"""The rule `missing-file`."""

from collections.abc import Iterator

from awesomecheck import (
    Document,
    Edit,
    Fix,
    Link,
    LinkRule,
    Problem,
    Severity,
    Verdict,
    Verdicts,
    regex,
)
from awesomecheck_rules.links._links import distinct, is_sample

_WORD = regex(r"[^/.#]+")
"""Stands for a URL where the format of entries is shown: `[paper](link-to-pdf)`."""


class MissingFile(LinkRule):
    """A relative link to a file, or to an anchor in another file, that does not exist.

    GitHub answers with 404. The path is relative to the list's own folder or, with a leading `/`,
    to the root of the repository. GitHub distinguishes upper and lower case, even if your system
    does not; if only the case is wrong, there is a fix. Links that lead out of the repository,
    such as `../../issues`, are not checked. An anchor in another Markdown file is looked up there;
    one in the wrong case, which works on GitHub only, is a warning.

    ```links
    CONTRIBUTING.md dead not-found
    ```

    ```bad
    Please read [how to contribute](CONTRIBUTING.md).
    ```

    ```good
    Please read [how to contribute](docs/contributing.md).
    ```

    ```links
    Contributing.md dead wrong-case CONTRIBUTING.md
    ```

    ```bad
    Please read [how to contribute](Contributing.md).
    ```

    ```good
    Please read [how to contribute](CONTRIBUTING.md).
    ```
    """

    touches = ("links",)
    severity = "error"
    yields_to = ("malformed-link", "placeholder-link")

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for link in distinct(link for link in document.links if link.kind == "file"):
            verdict = verdicts.get(link)
            if verdict is None or verdict.state != "dead":
                continue
            is_word = _WORD.fullmatch(link.url) is not None
            if not (is_word and is_sample(document, link)):
                message = verdict.evidence or "file not found"
                severity: Severity | None = (
                    "warning" if verdict.reason == "wrong-anchor-case" else None
                )
                fix = _fix(document, link, verdict)
                yield Problem(link.url_span, message, fix, link.url, severity)


def _fix(document: Document, link: Link, verdict: Verdict) -> Fix | None:
    if verdict.final_url is None or document.slice(link.url_span) != link.url:
        return None
    return Fix((Edit(link.url_span, verdict.final_url),))
