"""arXiv: its export API with the documented limits, its pages, and sites that show its papers.

After https://info.arxiv.org/help/api/user-manual.html and https://info.arxiv.org/help/api/tou.html
(one request in three seconds, one connection at a time) and the API's behaviour: a malformed id
fails its whole call, unknown ids are left out, and entries come in an order of their own.
"""

from collections import Counter
from html import escape
import re
from typing import Final

from tests.web.throttle import Throttle
from tests.web.wire import Request
from tests.web.world import Answer, Arxiv, Limit, Paper, html, redirect, refuse

_ID: Final = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_LINE_LIMIT: Final = 4096
_TOLERANCE: Final = 0.15
"""Seconds by which two calls may come nearer than their spacing: what a network adds."""
_ATOM = (("Content-Type", "application/atom+xml; charset=utf-8"),)
_PDF = (("Content-Type", "application/pdf"),)


class Papers:
    """All papers by id."""

    def __init__(self, papers: tuple[Paper, ...]) -> None:
        self._papers = {paper.id: paper for paper in papers}

    def find(self, id_: str) -> tuple[Paper, int] | None:
        """A paper and the version asked for (the newest where none is), if there is one."""
        name, _, version = re.sub(r"v(\d+)$", r" \1", id_).partition(" ")
        paper = self._papers.get(name)
        if paper is None or (version and not 1 <= int(version) <= paper.versions):
            return None
        return paper, int(version or paper.versions)

    def titled(self, phrase: str) -> list[tuple[Paper, int]]:
        """The papers whose titles have the words of `ti:"…"` side by side."""
        words = " ".join(re.findall(r"\w+", phrase.removeprefix("ti:"))).lower()
        found = [
            paper
            for paper in self._papers.values()
            if words in " ".join(re.findall(r"\w+", paper.title)).lower()
        ]
        return [(paper, paper.versions) for paper in found]


class Api:
    """export.arxiv.org."""

    def __init__(self, arxiv: Arxiv, papers: Papers) -> None:
        self._arxiv = arxiv
        self._papers = papers
        self._last = float("-inf")
        self._calls = 0
        self._forgets = Counter(dict.fromkeys(arxiv.forgets, arxiv.forgets_times))
        self._mirror = Site(papers, arxiv.pages)

    def answer(self, request: Request) -> Answer:
        """A feed, or the refusal of a call that breaks the rules."""
        if request.path != "/api/query":
            return self._mirror.answer(request)
        if not request.tls:
            return redirect(f"https://export.arxiv.org{request.target}")
        early = request.time - self._last < self._arxiv.spacing - _TOLERANCE
        self._last = request.time
        self._calls += 1
        if early or request.concurrent > 1 or self._calls <= self._arxiv.refuse_first:
            return self._arxiv.refusal
        if len(f"{request.method} {request.target} HTTP/1.1") > _LINE_LIMIT:
            return refuse(414, title="URI Too Long")
        query = request.query
        if phrase := query.get("search_query"):
            return Answer(body=_feed(self._papers.titled(phrase), 1), headers=_ATOM)
        ids = [part.strip() for part in query.get("id_list", "").split(",") if part.strip()]
        for id_ in ids:
            if not _ID.fullmatch(id_):
                return _incorrect(id_)
        start = int(query.get("start", "0"))
        most = int(query.get("max_results", "10"))
        known = [id_ for id_ in ids if not self._forgets[id_]]
        self._forgets = self._forgets - Counter(ids)
        found = [hit for id_ in known if (hit := self._papers.find(id_))]
        shown = found[start : start + most][::-1]
        return Answer(body=_feed(shown, len(found)), headers=_ATOM, delay=self._arxiv.delay)


class Site:
    """arxiv.org: abstracts, PDFs and HTML."""

    def __init__(self, papers: Papers, limit: Limit) -> None:
        self._papers = papers
        self._throttle = Throttle(limit)

    def answer(self, request: Request) -> Answer:
        """A page about a paper."""
        if refusal := self._throttle.refuses(request):
            return refusal
        match request.segments:
            case []:
                return Answer(body=html("arXiv.org e-Print archive"))
            case ["abs" | "pdf" | "html" | "ps" as view, *rest]:
                return self._view(view, "/".join(rest))
            case ["list" | "a" | "archive" | "help" | "search", *_]:
                return Answer(body=html("arXiv"))
            case _:
                return refuse(404, title="404 Not Found | arXiv")

    def _view(self, view: str, id_: str) -> Answer:
        if view == "pdf" and id_.endswith(".pdf"):
            return redirect(f"/pdf/{id_.removesuffix('.pdf')}")
        hit = self._papers.find(id_)
        if hit is None:
            if view == "abs" and not _ID.fullmatch(id_):
                return refuse(400, title=f"Article identifier '{escape(id_)}' not recognized")
            return refuse(404, title=f"Article {escape(id_)} not found")
        paper, version = hit
        if view == "html":
            if not paper.html:
                return refuse(404, title="No HTML for this paper")
            return Answer(body=html(escape(paper.title)))
        if view == "abs":
            return Answer(body=html(f"[{paper.id}] {escape(paper.title)}"))
        if paper.withdrawn and version == paper.versions:
            return refuse(404, title="No PDF: the paper was withdrawn")
        return Answer(body=b"%PDF-1.5", headers=_PDF)


class Mirror:
    """A site that shows arXiv's papers under paths of its own."""

    def __init__(self, papers: Papers, folders: tuple[str, ...]) -> None:
        self._papers = papers
        self._folders = folders

    def answer(self, request: Request) -> Answer:
        """A page for a paper that exists."""
        match request.segments:
            case []:
                return Answer(body=html("Papers"))
            case [folder, *rest] if folder in self._folders:
                hit = self._papers.find("/".join(rest))
                return Answer(body=html(escape(hit[0].title))) if hit else refuse(404)
            case _:
                return refuse(404)


def arxiv_sites(arxiv: Arxiv) -> dict[str, Api | Site | Mirror]:
    """arXiv's hosts, and those that stand for its ids."""
    papers = Papers(arxiv.papers)
    site = Site(papers, arxiv.pages)
    return {
        "arxiv.org": site,
        "www.arxiv.org": site,
        "export.arxiv.org": Api(arxiv, papers),
        "ar5iv.org": Mirror(papers, ("abs", "html")),
        "ar5iv.labs.arxiv.org": Mirror(papers, ("html", "abs")),
        "www.alphaxiv.org": Mirror(papers, ("abs", "overview", "pdf")),
        "alphaxiv.org": Mirror(papers, ("abs", "overview", "pdf")),
        "huggingface.co": Mirror(papers, ("papers",)),
    }


def _incorrect(id_: str) -> Answer:
    entry = (
        f"<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_{escape(id_)}</id>"
        f"<title>Error</title><summary>incorrect id format for {escape(id_)}</summary>"
        '<updated>2026-11-24T00:00:00-05:00</updated><link href="https://arxiv.org/api/errors#'
        f'incorrect_id_format_for_{escape(id_)}" rel="alternate" type="text/html"/>'
        "<author><name>arXiv api core</name></author></entry>"
    )
    return Answer(400, _atom(entry, 1), _ATOM)


def _feed(hits: list[tuple[Paper, int]], total: int) -> bytes:
    return _atom("\n".join(_entry(paper, version) for paper, version in hits), total)


def _atom(entries: str, total: int) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        '<link href="http://arxiv.org/api/query?search_query=" rel="self" '
        'type="application/atom+xml"/>\n<title type="html">ArXiv Query</title>\n'
        "<id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>\n"
        "<updated>2026-11-24T00:00:00-05:00</updated>\n"
        '<opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"{total}</opensearch:totalResults>\n{entries}\n</feed>"
    ).encode()


def _entry(paper: Paper, version: int) -> str:
    optional = {"comment": paper.comment, "journal_ref": paper.journal_ref, "doi": paper.doi}
    if paper.withdrawn:
        optional["comment"] = "This paper has been withdrawn by the authors"
    extra = "".join(
        f'<arxiv:{name} xmlns:arxiv="http://arxiv.org/schemas/atom">{escape(value)}</arxiv:{name}>'
        for name, value in optional.items()
        if value
    )
    authors = "".join(f"<author><name>{escape(one)}</name></author>" for one in paper.authors)
    scheme = "http://arxiv.org/schemas/atom"
    terms = "".join(f'<category term="{term}" scheme="{scheme}"/>' for term in paper.categories)
    title = escape(paper.title).replace(": ", ":\n  ", 1)
    return (
        f"<entry><id>http://arxiv.org/abs/{paper.id}v{version}</id>"
        f"<updated>{paper.published}T12:00:00Z</updated>"
        f"<published>{paper.published}T12:00:00Z</published><title>{title}</title>"
        f"<summary>  Words about the paper.\n</summary>{authors}{extra}"
        f'<link href="http://arxiv.org/abs/{paper.id}v{version}" rel="alternate" '
        f'type="text/html"/><link title="pdf" href="http://arxiv.org/pdf/{paper.id}v{version}" '
        f'rel="related" type="application/pdf"/>'
        f'<arxiv:primary_category xmlns:arxiv="{scheme}" '
        f'term="{paper.categories[0]}" scheme="{scheme}"/>{terms}</entry>'
    )
