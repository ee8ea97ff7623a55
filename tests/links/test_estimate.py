"""How long a check is said to take, against how long it takes in virtual time."""

import pytest

from awesomecheck.links.checker import Event, Finished, LinkSettings, Planned, check
from tests.web import simulate
from tests.web.checking import network
from tests.web.world import Arxiv, GitHub, Link, Paper, Repository, World
from tests.web.worlds import TOKEN, large_world

pytestmark = pytest.mark.slow

PAPERS = tuple(Paper(f"2101.{number:05}") for number in range(1, 251))
REPOSITORIES = tuple(Repository(f"owner/name-{number}") for number in range(140))


def science() -> World:
    urls = (f"https://arxiv.org/abs/{paper.id}" for paper in PAPERS)
    return World(tuple(Link(url, "alive") for url in urls), arxiv=Arxiv(PAPERS, delay=0.5))


def code() -> World:
    urls = (f"https://github.com/{each.name}" for each in REPOSITORIES)
    hub = GitHub(REPOSITORIES, tokens=(TOKEN,), delay=0.2)
    return World(tuple(Link(url, "alive") for url in urls), github=hub)


@pytest.mark.parametrize(
    ("world", "token"),
    [
        (science(), None),
        (code(), None),
        (code(), TOKEN),
        (large_world(120, 60, 0, slow=1.0), None),
        (large_world(120, 60, 1, slow=1.0), None),
        (large_world(200, 2, 0, slow=0.5), None),
    ],
    ids=["papers", "code", "code by API", "many hosts", "a silent host", "few hosts"],
)
def test_an_estimate_is_roughly_right(world: World, token: str | None) -> None:
    said: list[float] = []
    took: list[float] = []

    def observe(event: Event) -> None:
        if isinstance(event, Planned):
            said.append(event.seconds)
        elif isinstance(event, Finished):
            took.append(event.seconds)

    with simulate(world) as web:
        check(world.urls, LinkSettings(), network(web, token), None, observe)
    assert took[0] / 2 - 10 <= said[0] <= 2 * took[0] + 60


def test_no_estimate_is_longer_than_the_deadline() -> None:
    said: list[float] = []
    urls = [f"https://host-{number}.example/" for number in range(60)]

    def observe(event: Event) -> None:
        if isinstance(event, Planned):
            said.append(event.seconds)

    with simulate(World(())) as web:
        check(urls, LinkSettings(deadline=0.1), network(web), None, observe)
    assert said == [0.1]
