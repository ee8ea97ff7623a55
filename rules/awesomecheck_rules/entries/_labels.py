"""Links whose label and whose host say different things."""

from awesomecheck import EntryLink

_PAPERS_AND_CODE = frozenset(
    {"paperswithcode.com", "zenodo.org", "dl.acm.org", "ieeexplore.ieee.org"}
)
"""Hosts of papers that keep code as well."""


def claims_code(link: EntryLink) -> bool:
    """Whether a label says code, and the host has but papers."""
    target = link.link.target
    return (
        link.label_role == "code"
        and link.host_role == "paper"
        and target.kind != "doi"
        and target.host not in _PAPERS_AND_CODE
        and "supp" not in link.link.url
        and not link.link.image
    )


def claims_paper(link: EntryLink) -> bool:
    """Whether a label says paper, and the target is a repository as a whole."""
    target = link.link.target
    return (
        link.label_role == "paper"
        and link.host_role == "code"
        and target.kind == "github"
        and not target.path
        and not link.link.image
    )
