"""What the cache knows of links, however old, without any request."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from awesomecheck.links.cache import Cache, with_dead_since, with_patience
from awesomecheck.links.cached_verdict import CachedVerdict
from awesomecheck.links.network import Network
from awesomecheck.links.plan import make_plan
from awesomecheck.links.services import services
from awesomecheck.links.settings import LinkSettings
from awesomecheck.rules import Verdict


class Known(NamedTuple):
    """What is known of links, by URL; nothing of those that were never checked."""

    verdicts: Mapping[str, Verdict]
    """As of when they were last checked; those that the settings exclude are skipped."""
    history: Mapping[str, CachedVerdict]
    """When that was, and how often a link has failed; not of excluded ones."""


def known_links(
    urls: Iterable[str], settings: LinkSettings, network: Network, cache: Cache
) -> Known:
    """Return what the cache knows of URLs.

    Raises:
        UserError: a pattern of the settings is wrong.
    """
    today = date.fromtimestamp(network.clock())
    plan = make_plan(urls, settings, services(network), today)
    verdicts = dict(plan.decided)
    history: dict[str, CachedVerdict] = {}
    for key, cached in cache.load(plan.queries).items():
        adapt = with_patience if cached.verdict.state == "dead" else with_dead_since
        verdict = adapt(cached.verdict, cached.checked, cached, settings.patience)
        for url in plan.urls_of(key):
            verdicts[url] = verdict
            history[url] = cached
    return Known(verdicts, history)
