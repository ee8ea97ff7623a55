"""A simulated web as data: hosts, what their pages answer, and what is true of each URL."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

WEB = "127.77.0.1"
"""Where all hosts live that say nothing else. (macOS wants `ifconfig lo0 alias 127.77.0.1`.)"""
WEB6 = "::1"
REFUSES = "127.77.0.2"
"""Nobody listens here."""
SILENT = "127.77.0.3"
"""Accepts connections, reads nothing and says nothing."""
SLAMS = "127.77.0.4"
"""Accepts connections and closes them at once."""
PRIVATE = "127.0.0.1"
"""What no checker may connect to; a server that records who does listens here."""
TRUSTED = frozenset({WEB, WEB6, REFUSES, SILENT, SLAMS})

Truth = Literal["alive", "moved", "dead", "unknown"]
Fault = Literal[
    "reset", "close", "hang", "short", "endless", "drip", "garbage",
    "reset-head", "drip-head", "endless-head", "interim", "reset-body",
]  # fmt: skip
"""What goes wrong with an answer:

reset    the connection is reset instead of an answer
close    the connection is closed instead of an answer
hang     nothing is answered
short    `Content-Length` promises more than the body that comes before the connection closes
endless  the body never ends, as fast as the client reads
drip     the head comes, and then a byte of the body each second
garbage  the answer is no HTTP

reset-head    the connection is reset within the headers
drip-head     a header comes each second, without end
endless-head  headers never end, as fast as the client reads
interim       an answer with the status 103 comes each second, without end
reset-body    the connection is reset within the body
"""
DnsFault = Literal["nxdomain", "no-data", "temporary", "timeout"]
Certificate = Literal["good", "expired", "self-signed", "wrong-host", "untrusted"]
Headers = tuple[tuple[str, str], ...]

HTML: tuple[str, str] = ("Content-Type", "text/html; charset=utf-8")


def html(title: str, body: str = "<p>Words.</p>") -> bytes:
    """A small page."""
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body>{body}</body></html>"
    ).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server, or its failure."""

    status: int = 200
    body: bytes = html("A page")
    headers: Headers = (HTML,)
    delay: float = 0.0
    """Seconds before the first byte."""
    fault: Fault | None = None
    date_after: int | None = None
    """Adds a `Retry-After` with the date so many seconds after the answer."""


OK = Answer()
GONE = Answer(404, html("404 Not Found"))
HANG = Answer(fault="hang")


def refuse(status: int, *headers: tuple[str, str], title: str = "") -> Answer:
    """An error with a page of its own."""
    return Answer(status, html(title or f"Error {status}"), (HTML, *headers))


def redirect(to: str, status: int = 301, *headers: tuple[str, str]) -> Answer:
    """A redirect to an absolute or relative URL."""
    return Answer(status, html("Moved"), (HTML, ("Location", to), *headers))


@dataclass(frozen=True, slots=True)
class Guard:
    """A header that requests must have (or must not), else they get another answer."""

    header: str
    contains: str
    otherwise: Answer
    forbidden: bool = False
    """The header must not contain the text."""

    def admits(self, headers: Mapping[str, str]) -> bool:
        """Whether a request with these headers (lower-case names) gets through."""
        has = self.contains.lower() in headers.get(self.header.lower(), "").lower()
        return has != self.forbidden


@dataclass(frozen=True, slots=True)
class Page:
    """What a path answers: each request gets the next answer, and the last one stays."""

    answers: tuple[Answer, ...] = (OK,)
    head: tuple[Answer, ...] | None = None
    """What HEAD gets where that differs from GET."""
    guard: Guard | None = None


def page(*answers: Answer, head: Answer | None = None, guard: Guard | None = None) -> Page:
    """A page from its answers in turn."""
    return Page(answers or (OK,), (head,) if head else None, guard)


TOO_MANY = refuse(429, title="Too Many Requests")
OVERLOADED = refuse(503, ("Retry-After", "1"), title="Rate exceeded.")


@dataclass(frozen=True, slots=True)
class Limit:
    """Requests that a host takes in a stretch of time before it refuses."""

    requests: int
    seconds: float
    otherwise: Answer = TOO_MANY


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the name service says of a host."""

    addresses: tuple[str, ...] = (WEB,)
    fault: DnsFault | None = None
    delay: float = 0.0


NO_HOST = Lookup((), "nxdomain")


@dataclass(frozen=True, slots=True)
class Host:
    """A host: its name, where it is found, its pages by path and query."""

    name: str
    pages: Mapping[str, Page] = field(default_factory=dict[str, Page])
    other: Page = Page((GONE,))
    """What all other paths answer."""
    lookups: tuple[Lookup, ...] = (Lookup(),)
    """What successive look-ups find; the last one stays."""
    certificate: Certificate = "good"
    limit: Limit | None = None
    most_at_once: int | None = None
    """Requests under way beyond these get a 503."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on arXiv."""

    id: str
    """Without a version, old-style ids with their archive."""
    title: str = "A Paper"
    authors: tuple[str, ...] = ("Ada Author",)
    versions: int = 1
    published: str = "2021-01-05"
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    categories: tuple[str, ...] = ("cs.CV",)
    withdrawn: bool = False
    html: bool = True
    """Whether arXiv shows it as HTML."""


@dataclass(frozen=True, slots=True)
class Arxiv:
    """arXiv with its export API and pages."""

    papers: tuple[Paper, ...] = ()
    spacing: float = 3.0
    """Seconds between calls of the API; faster ones are refused."""
    delay: float = 0.0
    """Seconds that the API thinks about a call."""
    refuse_first: int = 0
    """So many calls of the API are refused whatever their pace."""
    refusal: Answer = OVERLOADED
    forgets: tuple[str, ...] = ()
    """Ids that the API leaves out of its first answers although they exist."""
    forgets_times: int = 1
    """In so many answers."""
    pages: Limit = Limit(4, 1.0)


RepositoryState = Literal["open", "dmca", "tos", "private", "disabled"]


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub."""

    name: str
    """`owner/name` in its true case."""
    former: tuple[str, ...] = ()
    """Names that redirect to it."""
    state: RepositoryState = "open"
    archived: bool = False
    empty: bool = False
    paths: tuple[str, ...] = ("README.md",)
    """Files on the default branch; folders follow from them."""
    branch: str = "main"
    tags: tuple[str, ...] = ()
    issues: tuple[int, ...] = ()
    pulls: tuple[int, ...] = ()
    wiki: tuple[str, ...] = ()
    """Pages of its wiki beside Home; without any it has no wiki."""
    stars: int = 10
    license: str | None = "MIT"
    pushed_at: str = "2025-06-01T00:00:00Z"
    description: str | None = "A repository"
    topics: tuple[str, ...] = ()
    created_at: str = "2020-01-01T00:00:00Z"
    texts: tuple[tuple[str, str], ...] = ()
    """Texts of some of its files, by path."""
    graphql_error: str | None = None
    """GraphQL answers null and an error of this type although the repository exists."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """GitHub with its APIs and pages."""

    repositories: tuple[Repository, ...] = ()
    users: tuple[str, ...] = ()
    gists: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    """Tokens that are accepted; with any other the answer is 401."""
    rest_limit: int = 60
    """REST calls that one may make in an hour without a token."""
    rest_used: int = 0
    graphql_limit: int = 5000
    graphql_broken: Answer | None = None
    """What GraphQL answers to everything, say a 502."""
    graphql_breaks: int | None = None
    """So many calls alone are answered in that way."""
    secondary_after: int | None = None
    """So many API calls, and then the secondary limit."""
    pages: Limit = Limit(30, 3.0)
    delay: float = 0.0
    api: str = "api.github.com"
    """The host of the APIs; another one is an Enterprise server with `/api/v3` and `/api`."""
    web: str = "github.com"


@dataclass(frozen=True, slots=True)
class Doi:
    """A registered DOI; without a target its handle has no URL."""

    name: str
    target: str | None
    title: str = ""
    """Of its record; empty for a DOI of an agency that has no API."""
    authors: tuple[tuple[str, str], ...] = ()
    """Given and family names."""
    container: str = ""
    date: tuple[int, ...] = (2021,)
    agency: Literal["Crossref", "DataCite"] = "Crossref"


@dataclass(frozen=True, slots=True)
class Note:
    """A submission on OpenReview."""

    id: str
    title: str = "A Submission"
    authors: tuple[str, ...] = ("Ada Author",)
    venue: str = ""
    """With the decision: `ICLR 2024 poster`."""
    of_old: bool = False
    """Whether only the first API knows it."""


Site = Literal[
    "youtube", "hugging face", "pypi", "crates.io", "npm", "semantic scholar", "wayback"
]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a site with an API has: a video, a package, a paper, a copy of a page."""

    site: Site
    name: str
    state: str = "there"
    """Or one that its site knows (`tests/web/things.py`)."""
    new_name: str = ""
    """Where it is now."""
    says: str = ""
    """What its site says of a paper on arXiv, `arxiv:2111.06377`: its venue, its code."""


@dataclass(frozen=True, slots=True)
class Link:
    """A URL of a list and what is true of it."""

    url: str
    truth: Truth
    states: tuple[str, ...] = ()
    """The verdicts that are right; empty for all that do not contradict the truth."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """A whole web, and the truth of the URLs that a list would hold."""

    links: tuple[Link, ...] = ()
    hosts: tuple[Host, ...] = ()
    arxiv: Arxiv = Arxiv()
    github: GitHub = GitHub()
    dois: tuple[Doi, ...] = ()
    notes: tuple[Note, ...] = ()
    things: tuple[Thing, ...] = ()
    line: float | None = None
    """Bytes a second that all answers together get: a narrow line."""

    @property
    def urls(self) -> list[str]:
        """The URLs of its links."""
        return [link.url for link in self.links]
