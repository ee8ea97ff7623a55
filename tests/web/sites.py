"""What the hosts of a world answer: their pages, in turn, with guards and limits."""

from collections import Counter
from typing import Protocol

from tests.web.arxiv import arxiv_sites
from tests.web.doi import doi_sites
from tests.web.github import github_sites
from tests.web.openreview import openreview_sites
from tests.web.things import thing_sites
from tests.web.throttle import Throttle
from tests.web.wire import Request
from tests.web.world import Answer, Host, Lookup, World, refuse


class Site(Protocol):
    """A host's behaviour."""

    def answer(self, request: Request) -> Answer:
        """What a request gets."""
        ...


class Pages:
    """A host as its data describe it."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._throttle = Throttle(host.limit)
        self._turns: Counter[tuple[str, bool]] = Counter()

    def answer(self, request: Request) -> Answer:
        """The next answer of the page."""
        most = self._host.most_at_once
        if most is not None and request.concurrent > most:
            return refuse(503)
        if refusal := self._throttle.refuses(request):
            return refusal
        page = self._host.pages.get(request.target, self._host.other)
        if page.guard and not page.guard.admits(request.headers):
            return page.guard.otherwise
        apart = request.method == "HEAD" and page.head is not None
        answers = page.head if apart and page.head else page.answers
        turn = self._turns[request.target, apart]
        self._turns[request.target, apart] += 1
        return answers[min(turn, len(answers) - 1)]


def sites_of(world: World) -> dict[str, Site]:
    """The sites of all hosts by name; a world's own hosts stand before the services'."""
    sites: dict[str, Site] = {}
    sites.update(arxiv_sites(world.arxiv))
    sites.update(github_sites(world.github))
    sites.update(doi_sites(world.dois))
    sites.update(openreview_sites(world.notes))
    sites.update(thing_sites(world.things, sites["huggingface.co"]))
    sites.update({host.name: Pages(host) for host in world.hosts})
    return sites


def lookups_of(world: World) -> dict[str, tuple[Lookup, ...]]:
    """What the name service says of each host."""
    table: dict[str, tuple[Lookup, ...]] = dict.fromkeys(sites_of(world), (Lookup(),))
    table.update({host.name: host.lookups for host in world.hosts})
    return table
