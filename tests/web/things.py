"""Sites of things that have an API: YouTube, Hugging Face, PyPI, crates.io, npm, Semantic Scholar.

What they answer is known from:

YouTube           https://github.com/lycheeverse/lychee/issues/214 (401 where embedding is off),
                  https://github.com/mellowagain/pomu/issues/9 (400, 401, 404),
                  https://github.com/ruby-oembed/ruby-oembed/issues/79 (private: `Forbidden`)
Hugging Face      https://github.com/huggingface/huggingface_hub/issues/1080 (401)
PyPI, npm         recorded answers: {"message": "Not Found"}, {"error":"Not found"} with 404
crates.io         https://doc.rust-lang.org/cargo/reference/registry-index.html,
                  https://crates.io/data-access (a User-Agent, one request a second)
Semantic Scholar  https://api.semanticscholar.org/api-docs/graph (null in batches, 404, 429)
Wayback Machine   https://archive.org/help/wayback_api.php,
                  https://github.com/edgi-govdata-archiving/wayback/pull/159 (copies of errors)
"""

from collections.abc import Iterable
import json
import re
from typing import Final, Protocol

from tests.web.throttle import Throttle
from tests.web.wire import Request
from tests.web.world import Answer, Limit, Site, Thing, html, redirect, refuse

_JSON: Final = (("Content-Type", "application/json"),)
_TEXT: Final = (("Content-Type", "text/plain"),)
_PICTURE: Final = (("Content-Type", "image/jpeg"),)
_PROGRAM: Final = Answer(body=html("Loading", "<div id='root'></div>"))
"""A page that a script fills: the same for all that are there, and all that are not."""
_WALL: Final = refuse(403, ("cf-mitigated", "challenge"), title="Just a moment...")


class Behaviour(Protocol):
    """A host."""

    def answer(self, request: Request) -> Answer:
        """What a request gets."""
        ...


def _json(value: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value, separators=(",", ":")).encode(), _JSON)


SCHOLAR_KEY: Final = "s2-simulated"


class Things:
    """The things of one site, by name."""

    def __init__(self, things: Iterable[Thing], site: Site) -> None:
        self._things = {one.name.lower(): one for one in things if one.site == site}

    def state(self, name: str) -> str:
        """The state of a thing; empty if there is none."""
        found = self._things.get(name.lower())
        return found.state if found else ""

    def says(self, name: str) -> str:
        """What the site says of a paper on arXiv."""
        found = self._things.get(name.lower())
        return found.says if found else ""

    def new_name(self, name: str) -> str:
        """The name that a thing has now."""
        found = self._things.get(name.lower())
        return found.new_name if found else ""


class YouTube:
    """www.youtube.com: pages are 200 whatever the video."""

    def __init__(self, videos: Things) -> None:
        self._videos = videos

    def answer(self, request: Request) -> Answer:
        """A page, or oEmbed's answer."""
        if request.path != "/oembed":
            return Answer(body=html("- YouTube", "<p>Video unavailable</p>"))
        video = request.query.get("url", "").rpartition("v=")[2]
        match self._videos.state(video):
            case "there":
                return _json({"type": "video", "version": "1.0", "title": "A video"})
            case "not embedded":
                return Answer(401, b"Unauthorized", _TEXT)
            case "private":
                return Answer(403, b"Forbidden", _TEXT)
            case _ if len(video) != 11:
                return Answer(400, b"Bad Request", _TEXT)
            case _:
                return Answer(404, b"Not Found", _TEXT)


class Thumbnails:
    """i.ytimg.com."""

    def __init__(self, videos: Things) -> None:
        self._videos = videos

    def answer(self, request: Request) -> Answer:
        """A picture, and with a 404 another one."""
        there = self._videos.state(request.segments[1]) in {"there", "not embedded", "just gone"}
        return Answer(200 if there else 404, b"\xff\xd8", _PICTURE)


class HuggingFace:
    """huggingface.co: the API, and the pages of papers."""

    def __init__(self, repositories: Things, papers: Behaviour) -> None:
        self._repositories = repositories
        self._papers = papers

    def answer(self, request: Request) -> Answer:
        """The API's answer, or a page."""
        match request.segments:
            case ["papers", *_] | []:
                return self._papers.answer(request)
            case ["api", "papers", name]:
                if not self._repositories.state(f"arxiv:{name}"):
                    return _json({"error": "Paper not found"}, 404)
                code = self._repositories.says(f"arxiv:{name}")
                return _json({"id": name, "upvotes": 3} | ({"githubRepo": code} if code else {}))
            case ["api", kind, *path]:
                name = "/".join(path if kind == "models" else [kind, *path])
                if new := self._repositories.new_name(name):
                    return redirect(f"/api/{'' if '/' in kind else 'models/'}{new}", 307)
                if self._repositories.state(name):
                    return _json({"_id": "0", "id": "/".join(path), "private": False})
                return _json({"error": "Invalid username or password."}, 401)
            case ["transformers", *_]:
                return Answer(body=html("Docs of old"))
            case path if self._repositories.state("/".join(path)):
                return Answer(body=html("/".join(path)))
            case _:
                return refuse(404, title="404 – Hugging Face")


class PyPI:
    """pypi.org: pages check for humans."""

    def __init__(self, projects: Things) -> None:
        self._projects = projects

    def answer(self, request: Request) -> Answer:
        """The metadata, much of it."""
        match request.segments:
            case ["pypi", name, *_, "json"] if self._projects.state(name):
                return _json({"info": {"description": "words " * 20_000, "name": name}})
            case ["pypi", *_, "json"]:
                return _json({"message": "Not Found"}, 404)
            case _:
                return Answer(
                    body=html("Client Challenge", "<noscript>Scripts, please</noscript>")
                )


class Npm:
    """registry.npmjs.org."""

    def __init__(self, packages: Things) -> None:
        self._packages = packages

    def answer(self, request: Request) -> Answer:
        """The metadata, much of it."""
        name = "/".join(request.segments)
        if not self._packages.state(name):
            return _json({"error": "Not found"}, 404)
        return _json({"_id": name, "name": name, "versions": "words " * 20_000})


class Fixed:
    """A host with one answer to all."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def answer(self, request: Request) -> Answer:  # noqa: ARG002 - as every host
        """The answer."""
        return self._answer


class Index:
    """index.crates.io: names as they are written."""

    def __init__(self, crates: Things) -> None:
        self._crates = crates

    def answer(self, request: Request) -> Answer:
        """A line for each version."""
        *folder, name = request.segments
        wanted = {1: ["1"], 2: ["2"], 3: ["3", name[0]]}.get(len(name), [name[:2], name[2:4]])
        if folder == wanted and self._crates.state(name):
            line = json.dumps({"name": name, "vers": "1.0.0", "deps": []})
            return Answer(200, f"{line}\n".encode() * 2000, _TEXT)
        return refuse(404)


class Crates:
    """crates.io: the API, which wants a User-Agent and takes `-` for `_`."""

    def __init__(self, crates: Things) -> None:
        self._crates = crates
        self._throttle = Throttle(Limit(3, 2.0))

    def answer(self, request: Request) -> Answer:
        """The API's answer, or the same page for every name."""
        if request.segments[:1] != ["api"]:
            return _PROGRAM
        if "http" not in request.headers.get("user-agent", ""):
            return refuse(403, title="We require a User-Agent that says who you are")
        if refusal := self._throttle.refuses(request):
            return refusal
        name = request.segments[-1]
        for spelling in (name, name.replace("-", "_"), name.replace("_", "-")):
            if self._crates.state(spelling):
                return _json({"crate": {"id": spelling, "name": spelling}})
        return _json({"errors": [{"detail": f"crate `{name}` does not exist"}]}, 404)


class Scholar:
    """api.semanticscholar.org."""

    def __init__(self, papers: Things) -> None:
        self._papers = papers
        self._throttle = Throttle(Limit(4, 4.0))

    def answer(self, request: Request) -> Answer:
        """A batch, or one paper; a key has a limit of its own."""
        if key := request.headers.get("x-api-key"):
            if key != SCHOLAR_KEY:
                return _json({"message": "Forbidden"}, 403)
        elif refusal := self._throttle.refuses(request):
            return refusal
        match request.segments:
            case ["graph", "v1", "paper", "batch"] if request.method == "POST":
                wanted = json.loads(request.body)["ids"]
                return _json([self._paper(one) for one in wanted])
            case ["graph", "v1", "paper", name]:
                missing = {"error": f"Paper with id {name} not found"}
                return _json(self._paper(name) or missing, 200 if self._paper(name) else 404)
            case [name]:
                return redirect(f"https://www.semanticscholar.org/p/{name}", 301)
            case _:
                return refuse(404)

    def _paper(self, name: str) -> dict[str, object] | None:
        if self._papers.state(name) != "there":
            return None
        venue = self._papers.says(name)
        more = {"venue": venue, "publicationVenue": None, "year": 1999} if venue else {}
        return {"paperId": "0" * 40, "corpusId": 1, **more}


class Wayback:
    """web.archive.org."""

    def __init__(self, copies: Things) -> None:
        self._copies = copies
        self._throttle = Throttle(Limit(6, 3.0))

    def answer(self, request: Request) -> Answer:
        """A copy, with the status that its page had."""
        if refusal := self._throttle.refuses(request):
            return refusal
        found = re.fullmatch(r"/web/(\d+)/(.+)", request.target)
        memento = (("Memento-Datetime", "Mon, 02 Mar 2020 02:02:02 GMT"),)
        match self._copies.state(found[2]) if found else "":
            case "there" if found and len(found[1]) < 14:
                return redirect(f"/web/{found[1]:0<14}/{found[2]}", 302)
            case "there":
                return Answer(headers=(("Content-Type", "text/html"), *memento))
            case "copy of a 404":
                return refuse(404, *memento, title="Not Found")
            case _:
                return refuse(404, title="Wayback Machine")


class Archive:
    """archive.org: which copies there are."""

    def __init__(self, copies: Things) -> None:
        self._copies = copies

    def answer(self, request: Request) -> Answer:
        """The nearest of two copies."""
        url = request.query.get("url", "")
        if not self._copies.state(url):
            return _json({"url": url, "archived_snapshots": {}})
        early = "0" < request.query.get("timestamp", "") < "2016"
        time = "20120302020202" if early else "20200302020202"
        closest = {"available": True, "status": "200", "timestamp": time}
        return _json({"url": url, "archived_snapshots": {"closest": closest}})


def thing_sites(things: Iterable[Thing], papers: Behaviour) -> dict[str, Behaviour]:
    """All hosts; `papers` are the pages of Hugging Face about arXiv's papers."""
    things = tuple(things)
    videos, crates = Things(things, "youtube"), Things(things, "crates.io")
    scholar, copies = Things(things, "semantic scholar"), Things(things, "wayback")
    youtube, face = YouTube(videos), HuggingFace(Things(things, "hugging face"), papers)
    wall, gate = Fixed(_WALL), Fixed(refuse(202, ("x-amzn-waf-action", "challenge")))
    return {
        "www.youtube.com": youtube,
        "youtube.com": youtube,
        "m.youtube.com": youtube,
        "youtu.be": youtube,
        "i.ytimg.com": Thumbnails(videos),
        "img.youtube.com": Thumbnails(videos),
        "huggingface.co": face,
        "pypi.org": PyPI(Things(things, "pypi")),
        "pypi.python.org": Fixed(redirect("https://pypi.org/")),
        "registry.npmjs.org": Npm(Things(things, "npm")),
        "www.npmjs.com": wall,
        "crates.io": Crates(crates),
        "index.crates.io": Index(crates),
        "www.semanticscholar.org": gate,
        "api.semanticscholar.org": Scholar(scholar),
        "web.archive.org": Wayback(copies),
        "archive.org": Archive(copies),
    }


_URLS: Final[tuple[tuple[Site, str], ...]] = (
    ("youtube", r"(?:www\.|m\.)?youtube\.com/watch\?(?:[^#]*&)?v=([\w-]{11})\b.*"),
    ("youtube", r"(?:www\.)?(?:youtube\.com/(?:embed|shorts|live|v)|youtu\.be)/([\w-]{11})\b.*"),
    ("hugging face", r"huggingface\.co/((?:datasets/|spaces/)?(?!(?:papers|blog|docs|collections"
     r"|datasets|spaces|models|learn|tasks|join|login|settings|organizations|chat|course|posts"
     r"|pricing|enterprise|new|api)/)[\w.-]+/[\w.-]+)/?"),
    ("pypi", r"(?:www\.)?pypi(?:\.org/(?:project|pypi)|\.python\.org/pypi)/([\w.-]+)/?"),
    ("crates.io", r"(?:www\.)?crates\.io/crates/([\w-]+)/?"),
    ("npm", r"(?:www\.)?npmjs\.com/package/((?:@[\w.-]+/)?[\w.-]+)/?"),
    ("semantic scholar", r"www\.semanticscholar\.org/paper/(?:[^/]+/)?([0-9a-f]{40})"),
    ("semantic scholar", r"api\.semanticscholar\.org/(CorpusI[dD]:\d+)"),
    ("wayback", r"web\.archive\.org/web/\d+/(.+)"),
)  # fmt: skip


def thing_of(url: str) -> Thing | None:
    """The thing that a URL stands for."""
    for site, pattern in _URLS:
        if found := re.fullmatch(rf"https?://{pattern}", url):
            return Thing(site, found[1])
    return None
