"""What a URL stands for: its kind, and an identity that all its spellings share."""

from collections.abc import Callable
import re
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct

from awesomecheck.regexes import regex

TargetKind = Literal["web", "arxiv", "github", "doi", "openreview", "anchor", "file", "mail"]


class Target(Struct, frozen=True):
    """What a URL stands for."""

    kind: TargetKind
    identity: str
    """Equal for all URLs of one resource."""
    id: str = ""
    """An arXiv id without version, a DOI, an OpenReview id, or a repository's `owner/name`."""
    path: str = ""
    """GitHub: what follows the repository, such as `tree/main/examples` or `issues/3`."""
    host: str = ""
    """The host of an http(s) URL, lower-case, without user, port or a leading `www.`."""
    version: int | None = None
    """The version of an arXiv paper that the URL names."""

    @property
    def submitted(self) -> tuple[int, int] | None:
        """Year and month of an arXiv id (https://info.arxiv.org/help/arxiv_identifier.html)."""
        match = _ARXIV_MONTH.fullmatch(self.id) if self.kind == "arxiv" else None
        if match is None:
            return None
        year = int(match[1])
        return (1900 + year if year > 90 else 2000 + year), int(match[2])


_WEB = regex(
    r"(?P<scheme>https?):/*(?P<authority>[^/\\?#]*)"
    r"(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.IGNORECASE | re.DOTALL,
)
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:")

ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z-]+)?/\d{7})"
"""arXiv ids, new and old style (https://info.arxiv.org/help/arxiv_identifier.html)."""

_ARXIV_MONTH = regex(r"(?:.*/)?(\d\d)(0[1-9]|1[0-2])\d*(?:\.\d+)?")
_ARXIV_PATH = regex(
    rf"/+(?:abs|pdf|html|ps|format|e-print|src|list|labs)/+(?:arxiv:)?({ARXIV_ID})(?:v(\d{{1,4}}))?"
    r"(?:\.pdf|\.ps(?:\.gz)?)?/*",
    re.IGNORECASE,
)
_MIRROR_PATH = regex(
    rf"/+(?:abs|html|pdf|overview|papers|paper|vanity|arxiv)/+({ARXIV_ID})(?:v(\d{{1,4}}))?(?:\.pdf|\.md)?/*",
    re.IGNORECASE,
)
ARXIV_HOSTS = frozenset(
    {
        "arxiv.org", "aps.arxiv.org", "browse.arxiv.org", "cn.arxiv.org", "de.arxiv.org",
        "es.arxiv.org", "export.arxiv.org", "fr.arxiv.org", "in.arxiv.org", "lanl.arxiv.org",
        "uk.arxiv.org", "web3.arxiv.org", "web7.arxiv.org", "xxx.lanl.gov", "xxx.itp.ac.cn",
        "128.84.4.18", "128.84.4.27", "128.84.4.29", "128.84.4.34", "128.84.21.199",
    }
)  # fmt: skip
"""arXiv's own hosts, past ones and their addresses included."""
ARXIV_MIRRORS = frozenset({"ar5iv.org", "ar5iv.labs.arxiv.org", "arxiv-vanity.com"})
"""Hosts that show nothing but arXiv's papers."""
ARXIV_COMPANIONS = frozenset({"alphaxiv.org", "huggingface.co", "hf.co"})
"""Hosts with pages of their own about arXiv's papers."""
_GITHUB_PATH = regex(r"/+([A-Za-z0-9_-]+)/+([A-Za-z0-9_.-]+)(?:/+(.*))?", re.DOTALL)
GITHUB_PAGES = frozenset(
    {
        "about", "apps", "collections", "contact", "customer-stories", "enterprise", "events",
        "explore", "features", "issues", "login", "marketplace", "notifications", "orgs",
        "pricing", "pulls", "search", "security", "sessions", "settings", "sponsors", "stars",
        "topics", "trending", "users",
    }
)  # fmt: skip
"""First path parts of github.com that are pages of the site, not owners."""

_DOI = regex(r"/+(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ARXIV_DOI = regex(rf"10\.48550/arxiv\.({ARXIV_ID})(?:v(\d{{1,4}}))?", re.IGNORECASE)
"""The DOIs that arXiv gives its papers (https://info.arxiv.org/help/doi.html)."""
_OPENREVIEW = regex(r"[?&]id=([\w-]+)")
_TRACKING = regex(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igsh(?:id)?|ref_src|spm|_hsenc|_hsmi",
    re.IGNORECASE,
)
"""Query parameters that only say where a visitor came from, as browsers strip them
(https://github.com/brave/brave-browser/wiki/Query-String-Filter)."""
_YOUTUBE = frozenset({"youtube.com", "m.youtube.com", "youtu.be"})
_YOUTUBE_TRACKING = frozenset({"si", "feature", "ab_channel", "pp"})


def classify(url: str) -> Target:
    """Return what a link's destination stands for."""
    match = _WEB.match(url)
    if match is None:
        return _other(url)
    authority = match["authority"].rpartition("@")[2].lower()
    host, _, port = authority.partition(":") if authority[:1] != "[" else (authority, "", "")
    host = host.removeprefix("www.").rstrip(".")
    path, query, fragment = match["path"], match["query"] or "", match["fragment"] or ""
    handler = None if port else _HANDLERS.get(host)
    found = handler(host, path, query, fragment) if handler else None
    return found or Target(
        "web",
        _web_identity(host, port, path, query, fragment),
        host=host,
    )


def _other(url: str) -> Target:
    if url.startswith("#"):
        return Target("anchor", url)
    if url.startswith("//"):
        return classify("https:" + url)
    if url[:7].lower() == "mailto:":
        return Target("mail", url.lower())
    if _SCHEME.match(url):
        return Target("web", url)
    return Target("file", url)


def is_tracking(parameter: str, host: str) -> bool:
    """Return whether a `name=value` of a query only says where a visitor of a host came from.

    `host` is in lower case and without `www.`, as `Target.host` is.
    """
    name, equals, _ = parameter.partition("=")
    tracks = _TRACKING.fullmatch(name) or (host in _YOUTUBE and name in _YOUTUBE_TRACKING)
    return bool(equals and tracks)


def _without_tracking(host: str, query: str) -> str:
    """Return a query (with its `?`) without the parameters that only track visitors."""
    if not query or not (host in _YOUTUBE or _TRACKING.search(query)):
        return query
    kept = [part for part in query[1:].split("&") if not is_tracking(part, host)]
    return "?" + "&".join(kept) if kept else ""


def _web_identity(host: str, port: str, path: str, query: str, fragment: str) -> str:
    tail = _without_tracking(host, query)
    if port and port not in ("80", "443"):
        host = f"{host}:{port}"
    if "%" in path:
        path = unquote(path)
    if fragment.startswith("#:~:"):  # a text fragment scrolls, and names no other resource
        fragment = ""
    tail = "" if tail == "?" else tail
    return f"{host}{path.rstrip('/')}{tail}{fragment if fragment != '#' else ''}"


def _arxiv(host: str, path: str, _query: str, _fragment: str) -> Target | None:
    match = _ARXIV_PATH.fullmatch(path)
    return _arxiv_target(match[1], match[2], host) if match else None


def _arxiv_mirror(host: str, path: str, _query: str, _fragment: str) -> Target | None:
    match = _MIRROR_PATH.fullmatch(path)
    return _arxiv_target(match[1], match[2], host) if match else None


def _arxiv_target(written: str, version: str | None, host: str) -> Target:
    # `math.GT/0309136` and `math/0309136` are one paper: the subject class is not part of the id.
    archive, slash, number = written.lower().rpartition("/")
    paper = archive.partition(".")[0] + slash + number
    return Target(
        "arxiv",
        f"arxiv:{paper}",
        paper,
        host=host,
        version=int(version) if version else None,
    )


def github_target(url: str) -> Target | None:
    """Return what a URL on a GitHub server stands for; None where it is no repository."""
    match = _WEB.match(url)
    if match is None:
        return None
    host = match["authority"].rpartition("@")[2].lower().removeprefix("www.").rstrip(".")
    return _github(host, match["path"], match["query"] or "", match["fragment"] or "")


def _github(host: str, path: str, query: str, fragment: str) -> Target | None:
    match = _GITHUB_PATH.fullmatch(path)
    if match is None or match[1].lower() in GITHUB_PAGES:
        return None
    name = match[2]
    if name.lower().endswith(".git") and len(name) > 4:
        name = name[:-4]
    repository = f"{match[1]}/{name}"
    rest = (match[3] or "").rstrip("/")
    if fragment in ("#", "#readme") or fragment.startswith("#:~:"):
        fragment = ""
    if query.startswith("?tab="):
        query = ""
    identity = f"github:{repository.lower()}{'/' + rest if rest else ''}"
    return Target(
        "github", identity + _without_tracking(host, query) + fragment, repository, rest, host
    )


def _github_raw(host: str, path: str, query: str, fragment: str) -> Target | None:
    match = _GITHUB_PATH.fullmatch(path)
    if match is None or not match[3]:
        return None
    return _github(host, f"/{match[1]}/{match[2]}/raw/{match[3]}", query, fragment)


def _doi(host: str, path: str, _query: str, _fragment: str) -> Target | None:
    match = _DOI.fullmatch(unquote(path))
    if match is None:
        return None
    doi = match[1].rstrip("/").lower()
    paper = _ARXIV_DOI.fullmatch(doi)
    if paper:
        return _arxiv_target(paper[1], paper[2], host)
    return Target("doi", f"doi:{doi}", doi, host=host)


def _openreview(host: str, path: str, query: str, _fragment: str) -> Target | None:
    match = _OPENREVIEW.search(query)
    if match is None or path.strip("/") not in ("forum", "pdf", "attachment"):
        return None
    return Target("openreview", f"openreview:{match[1]}", match[1], host=host)


_ANTHOLOGY_PATH = regex(
    r"/+(?:anthology/+)?(?:papers/+(?:[^/]+/+){2})?([a-z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+)"
    r"(?:v\d)?(?:\.pdf|\.bib)?/*",
    re.IGNORECASE,
)
_PMLR_PATH = regex(r"/+(v\d+/+([\w-]+))(?:\.html|/+\2\.pdf)", re.IGNORECASE)
_CVF_PATH = regex(
    r"/+(?:content|content_[^/]+)(?:/+[^/]+)?/+(?:html|papers)/+(?:[^/]+/+)?([\w-]+_paper)"
    r"(?:\.html|\.php|\.pdf)",
    re.IGNORECASE,
)


_Handler = Callable[[str, str, str, str], Target | None]


def _proceedings(name: str, paths: re.Pattern[str]) -> _Handler:
    """Return what tells the paper that both its page and its PDF in some proceedings stand for."""

    def target(host: str, path: str, _query: str, _fragment: str) -> Target | None:
        match = paths.fullmatch(path)
        return Target("web", f"{name}:{match[1].lower()}", host=host) if match else None

    return target


_HANDLERS: dict[str, _Handler] = {
    **dict.fromkeys(ARXIV_HOSTS, _arxiv),
    **dict.fromkeys(ARXIV_MIRRORS | ARXIV_COMPANIONS, _arxiv_mirror),
    "github.com": _github,
    "raw.githubusercontent.com": _github_raw,
    "doi.org": _doi,
    "dx.doi.org": _doi,
    "openreview.net": _openreview,
    **dict.fromkeys(
        ("aclanthology.org", "aclweb.org"), _proceedings("anthology", _ANTHOLOGY_PATH)
    ),
    "proceedings.mlr.press": _proceedings("pmlr", _PMLR_PATH),
    "openaccess.thecvf.com": _proceedings("cvf", _CVF_PATH),
}
