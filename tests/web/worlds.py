"""Worlds made from a seed, and from the URLs of a list."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
import random
import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from awesomecheck.document.target import classify
from tests.web.catalog import CATALOG, SUPPORT
from tests.web.sites import sites_of
from tests.web.things import thing_of
from tests.web.world import (
    SILENT,
    Answer,
    Arxiv,
    Doi,
    GitHub,
    Host,
    Link,
    Lookup,
    Note,
    Page,
    Paper,
    Repository,
    Thing,
    Truth,
    World,
    html,
    page,
    refuse,
)

TOKEN: Final = "ghp_simulated"  # noqa: S105 - opens nothing
_SHOWN: Final = {"", "tree", "blob", "raw", "issues", "pull", "wiki"}
"""What of a repository the simulated GitHub shows as it is."""
_AS_IS: Final = "!$%&'()*+,-./:;=?@[\\]_|~"
"""What browsers do not encode in paths and queries."""
_URL: Final = re.compile(r"https?://[^\s<>\"'`\\\]]+")


def random_world(seed: int, size: int = 40, domain: str = "example") -> World:
    """Papers, repositories, DOIs and sites of every kind, some of them there and some not.

    Some checkers leave out the domain `example`.
    """
    dice = random.Random(seed)
    papers = [Paper(f"21{dice.randrange(1, 13):02}.{number:05}") for number in range(1, 31)]
    repositories = [
        Repository(
            f"owner-{number}/Name-{number}",
            former=(f"old-{number}/name",) if dice.random() < 0.3 else (),
            archived=dice.random() < 0.2,
            empty=dice.random() < 0.1,
            graphql_error=dice.choice([None, None, None, "SERVICE_UNAVAILABLE"]),
            paths=("README.md", "src/a.py"),
        )
        for number in range(15)
    ]
    dois = [Doi(f"10.1234/paper.{number}", "https://landing.example/") for number in range(5)]
    links: list[Link] = []
    hosts: list[Host] = [*SUPPORT]
    for number in range(size):
        match dice.choice(["site", "site", "site", "paper", "repository", "doi"]):
            case "paper":
                links.append(_paper_link(dice, papers))
            case "repository":
                links.append(_repository_link(dice, repositories))
            case "doi":
                known = dice.random() < 0.7
                name = dice.choice(dois).name if known else f"10.1234/gone.{number}"
                links.append(Link(f"https://doi.org/{name}", "alive" if known else "dead"))
            case _:
                case = dice.choice(CATALOG)
                hosts.append(case.host(f"site-{number}.{domain}"))
                links.append(case.link(f"site-{number}.{domain}"))
    hub = GitHub(tuple(repositories), tokens=(TOKEN,), rest_used=dice.choice([0, 30, 58, 60]))
    arxiv = Arxiv(tuple(papers), forgets=tuple(dice.sample([one.id for one in papers], 2)))
    distinct = {link.url: link for link in links}
    return World(tuple(distinct.values()), tuple(hosts), arxiv, hub, tuple(dois))


def _paper_link(dice: random.Random, papers: Sequence[Paper]) -> Link:
    view = dice.choice(["abs", "pdf"])
    if dice.random() < 0.3:
        return Link(f"https://arxiv.org/{view}/2001.{dice.randrange(90_000, 99_999)}", "dead")
    return Link(f"https://arxiv.org/{view}/{dice.choice(papers).id}", "alive")


def _repository_link(dice: random.Random, repositories: Sequence[Repository]) -> Link:
    repository = dice.choice(repositories)
    base = f"https://github.com/{repository.name}"
    if dice.random() < 0.25:
        return Link(f"https://github.com/{repository.name}-gone", "dead")
    if repository.former and dice.random() < 0.7:
        return Link(f"https://github.com/{repository.former[0]}", "moved")
    if repository.empty:
        return Link(base, "alive")
    path, there = dice.choice(
        [("", True), ("/blob/main/README.md", True), ("/tree/main/src", True),
         ("/blob/main/gone.md", False)]
    )  # fmt: skip
    return Link(base + path, "alive" if there else "dead")


def urls_in(text: str) -> list[str]:
    """The distinct URLs of a Markdown file, as far as a regular expression can tell."""
    found: dict[str, None] = {}
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?*_|")
        while url.count(")") > url.count("("):
            url = url[: url.rindex(")")]
        found[url] = None
    return list(found)


def world_of(
    urls: Iterable[str], *, dead: float = 0.05, slow: float = 0.0, seed: int = 0
) -> World:
    """A world in which a list's URLs are alive, but for a share of them.

    `slow` is the most that an answer takes, in seconds; half of them take less than a fifth.
    """
    dice = random.Random(seed)
    links: list[Link] = []
    fates: dict[str, bool] = {}
    pages: dict[str, dict[str, Page]] = {}
    papers: dict[str, Paper] = {}
    repositories: dict[str, Repository] = {}
    users: set[str] = set()
    notes: set[str] = set()
    dois: dict[str, Doi] = {}
    things: dict[Thing, None] = {}
    services = {name.removeprefix("www.") for name in sites_of(World())}
    for url in dict.fromkeys(urls):
        target = classify(url)
        thing = thing_of(url)
        # All spellings of one thing share its fate.
        name = target.id.lower() or (thing.name.lower() if thing else url)
        alive = fates.setdefault(name, dice.random() >= dead)
        match target.kind:
            case "arxiv" if alive:
                papers[target.id] = Paper(target.id, f"Paper {target.id}", versions=9)
            case "github" if target.path.partition("/")[0] not in _SHOWN:
                links.append(Link(url, "unknown"))
                continue
            case "github" if alive:
                known = repositories.get(target.id.lower(), Repository(target.id))
                repositories[target.id.lower()] = _with_path(known, target.path)
            case "doi" if alive:
                dois[target.id] = Doi(target.id, "https://landing.example/")
            case "openreview" if alive:
                notes.add(target.id)
            case "arxiv" | "github" | "doi" | "openreview":
                pass
            case _ if (
                target.host == "github.com" and alive and "/" not in urlsplit(url).path.strip("/")
            ):
                users.add(urlsplit(url).path.strip("/"))
            case _ if thing:
                things.update({thing: None} if alive else {})
            case _ if target.host not in services:
                alive = _site(dice, pages, url, alive, slow)
            case _:
                links.append(Link(url, "unknown"))
                continue
        links.append(Link(url, "alive" if alive else "dead"))
    hub = GitHub(tuple(repositories.values()), tuple(users), tokens=(TOKEN,), delay=slow / 4)
    hosts = tuple(Host(name, answers) for name, answers in pages.items())
    arxiv = Arxiv(tuple(papers.values()), delay=slow / 2)
    shown = tuple(map(Note, notes))
    return World(tuple(links), hosts, arxiv, hub, tuple(dois.values()), shown, tuple(things))


def _with_path(repository: Repository, path: str) -> Repository:
    """The repository with a place that one of its links leads to."""
    view, _, rest = unquote(path).partition("/")
    ref, _, inner = rest.partition("/")
    inner = inner.strip("/")
    if view in {"tree", "blob", "raw"}:
        paths = {
            *repository.paths,
            *([inner if view != "tree" else f"{inner}/file"] * bool(inner)),
        }
        tags = {*repository.tags, ref}
        return replace(repository, paths=tuple(sorted(paths)), tags=tuple(sorted(tags)))
    if view == "wiki":
        return replace(repository, wiki=(*repository.wiki, rest.strip("/") or "Home"))
    number = int(ref) if ref.isdecimal() else 0
    if view == "issues":
        return replace(repository, issues=(*repository.issues, number))
    if view == "pull":
        return replace(repository, pulls=(*repository.pulls, number))
    if path.startswith("releases/tag/"):
        return replace(repository, tags=(*repository.tags, path.removeprefix("releases/tag/")))
    return repository


def _site(
    dice: random.Random, pages: dict[str, dict[str, Page]], url: str, alive: bool, slow: float
) -> bool:
    """Put a page at a URL, unless one is there; whether it is alive."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_AS_IS)
    answer = Answer(404) if not alive else Answer(delay=slow * dice.random() ** 3)
    here = pages.setdefault(host, {})
    old = here.get(path)
    shown = answer if old is None else old.answers[0]
    spot = f"<h2 id='{escape(parts.fragment)}'>Here</h2>"
    body = html("A page", spot) if old is None else shown.body + spot.encode()
    here[path] = page(replace(shown, body=body))
    return shown.status == 200


def large_world(links: int, hosts: int, silent: int, *, slow: float, seed: int = 0) -> World:
    """Many links over many hosts, of which some never answer."""
    dice = random.Random(seed)
    names = [f"host-{number}.site" for number in range(hosts)]
    quiet = set(dice.sample(names, silent))
    pages: dict[str, dict[str, Page]] = {name: {} for name in names}
    made: list[Link] = []
    for number in range(links):
        name = names[number] if number < hosts else dice.choice(names)
        alive = dice.random() >= 0.05
        answer = Answer(delay=slow * dice.random() ** 3) if alive else refuse(404)
        pages[name][f"/{number}"] = page(answer)
        truth: Truth = "unknown" if name in quiet else "alive" if alive else "dead"
        made.append(Link(f"https://{name}/{number}", truth))
    silence = (Lookup((SILENT,)),)
    return World(
        tuple(made),
        tuple(
            Host(name, pages[name], lookups=silence if name in quiet else (Lookup(),))
            for name in names
        ),
    )
