"""Packages on npm, whose pages refuse programs with 403.

https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md
"""

from collections.abc import Mapping, Sequence
import re

from awesomecheck.links.service import RateLimit
from awesomecheck.links.services._by_api import ByApi, Request


class Npm(ByApi):
    """Packages, with a scope or without; of a link to a version, the package."""

    name = "npm"
    limits: Mapping[str, RateLimit] = {"registry.npmjs.org": RateLimit(concurrency=4, rate=10.0)}
    urls = re.compile(
        r"https?://(?:www\.)?npmjs\.(?:com|org)/package/((?:(?:@|%40)[\w.~-]+/)?[\w.~-]+)(?:/v/[\w.+-]+)?/?"
    )

    def thing_of(self, found: re.Match[str]) -> str:
        """Return the package's name."""
        return found[1].replace("%40", "@")

    def requests_for(self, thing: str) -> Sequence[Request]:
        """Return the request for its metadata: large ones begin with its name."""
        url = f"https://registry.npmjs.org/{thing.replace('/', '%2f')}"
        return [Request(url, rf'"name":\s*"{re.escape(thing)}"', r'"error":\s*"Not found"')]
