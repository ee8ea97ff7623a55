"""The arithmetic of the documentation: what the limits in the code come to."""

from pathlib import Path
import re

import pytest

from awesomecheck.document.target import classify
from awesomecheck.links.network import Network
from awesomecheck.links.rate_limits import FAILED_LINKS, LONGEST_INTERVAL
from awesomecheck.links.service import LinkQuery, RateLimit, Service
from awesomecheck.links.services.arxiv import Arxiv
from awesomecheck.links.services.doi import Doi
from awesomecheck.links.services.github import GitHub

TEXT = (Path(__file__).parents[2] / "docs" / "fleet.md").read_text("utf-8")
HOUR = 3600.0
TOKEN = "x"  # noqa: S105 - no secret
WITH_TOKEN, WITHOUT = Network(github_token=TOKEN), Network(github_token=None)
QUERY = LinkQuery("", "", "", "", classify(""))


def hours(service: Service, links: int) -> float:
    """Return how long a service says that so many links take."""
    return service.seconds([QUERY] * links) / HOUR


def an_hour(name: str) -> int:
    """Return how many links the page says are checked in an hour."""
    [row] = re.findall(rf"^\| {re.escape(name)} \| .* \| ([\d,]+) \|$", TEXT, re.MULTILINE)
    return int(row.replace(",", ""))


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("arXiv", Arxiv()),
        ("GitHub, with a token", GitHub(WITH_TOKEN)),
        ("GitHub, without one", GitHub(WITHOUT)),
    ],
)
def test_an_hour_of_a_service_is_an_hour(name: str, service: Service) -> None:
    links = an_hour(name)
    assert hours(service, links) == pytest.approx(1, rel=0.001)


def test_rates_of_other_sites() -> None:
    assert an_hour("DOIs") == Doi.limits["doi.org"].rate * HOUR
    assert an_hour("any other site") == RateLimit().rate * HOUR
    assert an_hour("a site that refuses requests again and again") == HOUR / LONGEST_INTERVAL
    assert f"200 ids every {Arxiv().seconds([QUERY] * 200):.1f} seconds" in TEXT
    assert f"given up after {FAILED_LINKS} links" in TEXT


def test_what_ten_thousand_lists_take() -> None:
    papers, pages = 1_020_000, 2_390_000
    arxiv = hours(Arxiv(), papers)
    github = hours(GitHub(WITH_TOKEN), pages)
    without = hours(GitHub(WITHOUT), pages) / 24
    assert f"{papers:,} papers, which take {arxiv:.1f} hours" in TEXT
    assert f"{pages:,} pages on GitHub, which take {github:.1f} hours with a token" in TEXT
    assert f"and {without:.0f} days without one" in TEXT
    assert f"some three million papers, takes {hours(Arxiv(), 3_000_000):.0f} hours" in TEXT
    slow = 20_000 * LONGEST_INTERVAL / HOUR
    assert f"every {LONGEST_INTERVAL:.0f} seconds take {slow:.0f} hours" in TEXT
    assert -(-slow // 6) == 4
    assert "in the fourth night" in TEXT
