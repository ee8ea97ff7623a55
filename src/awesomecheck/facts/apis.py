"""Where APIs say what they know of a paper: URLs that are requested with the links of a list."""

from collections.abc import Iterator
import re
from urllib.parse import quote

from awesomecheck.document.entry import Entry
from awesomecheck.document.target import Target
from awesomecheck.facts.settings import FactSettings

_WORD = re.compile(r"\w+")
_SEARCH = "https://export.arxiv.org/api/query?max_results=5&search_query="
_RECORDS = {
    "doi": "https://api.crossref.org/works/",
    "openreview": "https://api2.openreview.net/notes?id=",
}
_SCHOLAR = "https://api.semanticscholar.org/graph/v1/paper/ARXIV:"
_FACE = "https://huggingface.co/api/papers/"


def scholar_url(arxiv_id: str) -> str:
    """Return the URL of a paper in the API of Semantic Scholar."""
    return f"{_SCHOLAR}{arxiv_id}"


def hugging_face_url(arxiv_id: str) -> str:
    """Return the URL of a paper in the API of Hugging Face."""
    return f"{_FACE}{arxiv_id}"


def record_url(target: Target | None, title: str = "") -> str | None:
    """Return the URL of the record of a DOI or a submission, or of arXiv's paper of a title."""
    if target is None:
        return f"{_SEARCH}{quote('ti:' + chr(34) + ' '.join(_WORD.findall(title)) + chr(34))}"
    start = _RECORDS.get(target.kind)
    return f"{start}{quote(target.id, safe='/:;()._-~')}" if start else None


def arxiv_id_of(entry: Entry) -> str | None:
    """Return the arXiv id of the paper of an entry."""
    paper = entry.link("paper")
    return paper.link.target.id if paper and paper.link.target.kind == "arxiv" else None


def urls_wanted(entry: Entry, settings: FactSettings) -> Iterator[str]:
    """Yield the URLs that may say what an entry lacks: a preprint's venue, a paper's code."""
    arxiv_id = arxiv_id_of(entry)
    if arxiv_id is None:
        return
    venue = entry.known_venue
    if settings.semantic_scholar and venue is not None and venue.kind == "preprint":
        yield scholar_url(arxiv_id)
    if settings.hugging_face and entry.link("code") is None:
        yield hugging_face_url(arxiv_id)
