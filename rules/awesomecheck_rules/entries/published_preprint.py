"""The rule `published-preprint`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
import re

from awesomecheck import (
    Document,
    Edit,
    Entry,
    Fix,
    LinkRule,
    Problem,
    Verdict,
    Verdicts,
    find_venue,
)
from awesomecheck_rules.entries._papers import venue_of

_VENUE_AND_YEAR = re.compile(
    r"(?<![\w-])(?P<venue>[A-Z][A-Za-z/]*[A-Z][A-Za-z]*)\s*[-,('’]*\s*(?P<year>(?:19|20)\d\d)\b"
)
_NOT_YET = re.compile(
    r"submi|under review|reject|withdraw|workshop|w\s?20\d\d|challenge", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PublishedPreprint(LinkRule):
    """A preprint that has been published since it was added.

    For many papers arXiv says where they appeared: authors write it into the comment (`Accepted
    to CVPR 2022`) or name the journal. A list that still says `arXiv` hides that from its readers.
    Comments about a submission, a review or a workshop do not count. The fix replaces arXiv and
    its year by the venue and its year; it is unsafe, because a list may mean the preprint.

    ```links
    https://arxiv.org/abs/2111.06377 alive ok comment=Accepted_to_CVPR_2022
    ```

    ```bad
    * **MAE**: Masked Autoencoders. [[arXiv'2021](https://arxiv.org/abs/2111.06377)]
    ```

    ```good
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```
    """

    lists_only = True
    severity = "info"
    touches = ("wording",)

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        spellings = Counter(each.venue.text for each in document.entries if each.venue)
        for entry in document.entries:
            venue, paper = venue_of(entry), entry.link("paper")
            if venue is None or venue.kind != "preprint" or paper is None or entry.venue is None:
                continue
            verdict = verdicts.get(paper.link)
            published = _published(verdict) if verdict else None
            if published is not None:
                name, year = published
                venue_text = _as_in_list(name, spellings)
                yield Problem(
                    entry.venue.span,
                    f"published, according to arXiv: use `{venue_text} {year}` instead of"
                    f" `{entry.venue.text}`",
                    _fix(entry, venue_text, year),
                    url=paper.link.url,
                )


def _published(verdict: Verdict) -> tuple[str, str] | None:
    """Return venue and year as the authors give them on arXiv."""
    for fact in ("journal_ref", "comment"):
        said = verdict.facts.get(fact)
        if not isinstance(said, str) or _NOT_YET.search(said):
            continue
        found = {
            (venue.name, match["year"])
            for match in _VENUE_AND_YEAR.finditer(said)
            if (venue := find_venue(match["venue"])) is not None and venue.kind != "preprint"
        }
        if len(found) == 1:
            return found.pop()
    return None


def _as_in_list(name: str, spellings: Counter[str]) -> str:
    """Return the most frequent spelling of a venue in the list."""
    own = [
        (count, text)
        for text, count in spellings.items()
        if (venue := find_venue(text)) is not None and venue.name == name
    ]
    return max(own)[1] if own else name


def _fix(entry: Entry, venue: str, year: str) -> Fix | None:
    if entry.venue is None or entry.year is None:
        return None
    digits = year[-len(entry.year.text) :]
    return Fix((Edit(entry.venue.span, venue), Edit(entry.year.span, digits)), safe=False)
