"""`retries` means the same for every service: so many requests more, where all are refused."""

from dataclasses import replace

import pytest

from tests.web import simulate
from tests.web.checking import HASTY, verdicts
from tests.web.world import Host, Link, Page, World, refuse
from tests.web.worlds import TOKEN

REFUSING = Page((refuse(429, ("Retry-After", "1")),))


@pytest.mark.parametrize("retries", [0, 1, 3])
@pytest.mark.parametrize(
    ("url", "host", "path", "token"),
    [
        ("https://one.example/page", "one.example", None, None),
        ("https://doi.org/10.1000/1", "doi.org", "/api/handles/10.1000/1", None),
        ("https://arxiv.org/abs/2111.06377", "export.arxiv.org", None, None),
        ("https://github.com/owner/name", "api.github.com", "/repos/owner/name", None),
        ("https://github.com/owner/name", "api.github.com", "/graphql", TOKEN),
        ("https://pypi.org/project/name/", "pypi.org", "/pypi/name/json", None),
        ("https://youtu.be/abcdefghijk", "www.youtube.com", "/oembed", None),
        ("https://web.archive.org/web/2020/http://a.example/", "web.archive.org", None, None),
    ],
    ids=["web", "DOI", "arXiv", "GitHub's REST", "GitHub's GraphQL", "PyPI", "YouTube", "Wayback"],
)
def test_refused_request_is_made_again_as_often_as_the_settings_say(
    *, url: str, host: str, path: str | None, token: str | None, retries: int
) -> None:
    world = World((Link(url, "unknown"),), (Host(host, other=REFUSING),))
    with simulate(world) as web:
        verdicts(web, replace(HASTY, retries=retries), token)
    assert len(web.asked(host, path)) == retries + 1
