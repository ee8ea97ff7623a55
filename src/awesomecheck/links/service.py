"""What a service is: a site whose links are checked in a way of its own."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from awesomecheck.document.target import Target

if TYPE_CHECKING:
    from awesomecheck.links.session import Session


class RateLimit(Struct, frozen=True):
    """How fast a host may be requested."""

    concurrency: int = 8
    """Requests at once."""
    rate: float = 20.0
    """Requests a second."""


QUESTION = "facts:"
"""How the keys begin of queries that are no links: what APIs are asked about papers."""


class LinkQuery(Struct, frozen=True):
    """One thing to check, however many URLs lead to it."""

    service: str
    """The name of the service that checks it."""
    key: str
    """Equal for URLs that share a verdict; the cache has the verdict under it."""
    url: str
    """What a client can request: without the fragment."""
    fragment: str
    target: Target
    """What the URL stands for."""


class Service(Protocol):
    """A site whose links are checked in a way of its own; the web at large is one, too."""

    name: str
    limits: Mapping[str, RateLimit]
    """The hosts that it sends requests to, without `www.`, and how fast they may come."""

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return what to check for a normalized URL; None where it is not this service's.

        `target` is what the URL stands for, which rules know too: document/target.py says it.
        """

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take, where the site answers as it usually does."""
        ...

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Report a verdict on each query, by `session.report`.

        A verdict is `dead` on hard evidence only: refusals and faults are no evidence.
        """
