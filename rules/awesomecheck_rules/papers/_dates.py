"""When a paper was first on arXiv."""

from typing import NamedTuple

from awesomecheck import Entry, EntryLink, Facts, regex

_DATE = regex(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])-\d\d")


class FirstVersion(NamedTuple):
    """The link to a paper on arXiv, and when that was submitted."""

    paper: EntryLink
    year: int
    month: int
    exact: bool
    """Whether arXiv says so, and not only the id, which is that of the announcement."""


def first_version(entry: Entry, facts: Facts) -> FirstVersion | None:
    """Return when the paper of an entry was submitted to arXiv."""
    paper = entry.link("paper")
    of_id = paper.link.target.submitted if paper else None
    if paper is None or of_id is None:
        return None
    verdict = facts.verdicts.get(paper.link)
    said = verdict.facts.get("published") if verdict else None
    found = _DATE.match(said) if isinstance(said, str) else None
    if found is not None:
        return FirstVersion(paper, int(found[1]), int(found[2]), exact=True)
    return FirstVersion(paper, *of_id, exact=False)
