"""Checks of a simulated web by the real engine, in this process."""

from collections.abc import Mapping
from dataclasses import replace

from awesomecheck.links.checker import LinkSettings, Network, check
from awesomecheck.rules import Verdict
from tests.web.server import Web
from tests.web.tls import client_context
from tests.web.world import TRUSTED, Link

HASTY = LinkSettings(timeout=4.0, max_wait=5.0)
"""Settings of tests: nothing in the simulated web that is alive needs a second."""


def network(web: Web, token: str | None = None) -> Network:
    """The way into a simulated web; nothing of the machine's own environment."""
    return replace(
        Network(
            github_api="https://api.github.com",
            github_graphql="https://api.github.com/graphql",
            github_token=token,
            proxies={},
        ),
        resolver=lambda: web.names,
        ssl_context=client_context(),
        port_map=web.ports.map,
        trusted_addresses=TRUSTED,
        clock=web.clock,
    )


def verdicts(
    web: Web, settings: LinkSettings = HASTY, token: str | None = None
) -> Mapping[str, Verdict]:
    """The verdicts on all links of a web's world."""
    return check(web.world.urls, settings, network=network(web, token))


def contradictions(links: tuple[Link, ...], found: Mapping[str, Verdict]) -> list[str]:
    """The links whose verdict denies the truth: live ones called dead, dead ones called alive."""
    denied = {"alive": {"dead"}, "moved": {"dead"}, "dead": {"alive", "moved"}}
    return [
        f"{link.url} is {link.truth}, not {found[link.url].state}: {found[link.url].evidence}"
        for link in links
        if found[link.url].state in denied.get(link.truth, ())
    ]
