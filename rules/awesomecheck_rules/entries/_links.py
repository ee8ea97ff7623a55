"""The links of an entry: which one leads to its paper, and which labels cannot be right."""

from awesomecheck import Entry, EntryLink, Role

_PAPERS = frozenset({"arxiv", "doi", "openreview", "web"})
_PAPERS_AND_CODE = frozenset(
    {"paperswithcode.com", "zenodo.org", "dl.acm.org", "ieeexplore.ieee.org"}
)
"""Hosts of papers that host code as well."""
_SOURCES = frozenset({"source", "sources", "[source]"})
"""May be where something is said."""


def paper_link(entry: Entry) -> EntryLink | None:
    """Return the link that identifies the paper of an entry."""
    paper = entry.link("paper") if entry.is_paper else None
    return paper if paper and paper.link.kind in _PAPERS and not paper.link.image else None


def _said_role(link: EntryLink) -> Role | None:
    """Return what the label of a link says that it is; of a bare URL, the word before it."""
    return link.role if link.link.form in ("bare", "autolink") else link.label_role


def claims_code(link: EntryLink) -> bool:
    """Return whether a link is labelled as code and its host has only papers."""
    target = link.link.target
    return (
        _said_role(link) == "code"
        and link.host_role == "paper"
        and target.kind != "doi"
        and target.host not in _PAPERS_AND_CODE
        and not (link.label and link.label.text.casefold() in _SOURCES)
        and "supp" not in link.link.url
        and not link.link.image
    )


def claims_paper(link: EntryLink) -> bool:
    """Return whether a link is labelled as a paper and leads to a whole repository."""
    target = link.link.target
    return (
        _said_role(link) == "paper"
        and link.host_role == "code"
        and target.kind == "github"
        and not target.path
        and not link.link.image
    )
