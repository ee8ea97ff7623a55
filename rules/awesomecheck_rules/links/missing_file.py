"""The rule `missing-file`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from awesomecheck import Document, Edit, Fix, Link, LinkRule, Problem, Touch, Verdict, Verdicts


@dataclass(frozen=True, slots=True)
class MissingFile(LinkRule):
    """A relative link to a file that is not there.

    GitHub answers it with a 404. A target counts from the list's own folder; with a leading `/`
    it counts from the root of the repository. Case matters, though some systems do not care: of
    a name that is wrong in case alone the fix is offered. Nothing is said of what leaves the
    repository, such as `../../issues`.

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

    touches: ClassVar[tuple[Touch, ...]] = ("links",)
    severity = "error"
    yields_to = ("malformed-link", "placeholder-link")

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        seen: set[int] = set()
        for link in document.links:
            if link.kind != "file" or link.url_span.start in seen:
                continue
            verdict = verdicts.get(link)
            if verdict is not None and verdict.state == "dead":
                seen.add(link.url_span.start)
                message = verdict.evidence or "there is no such file"
                yield Problem(link.url_span, message, _fix(document, link, verdict), link.url)


def _fix(document: Document, link: Link, verdict: Verdict) -> Fix | None:
    if verdict.final_url is None or document.slice(link.url_span) != link.url:
        return None
    return Fix((Edit(link.url_span, verdict.final_url),))
