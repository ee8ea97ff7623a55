"""The simulated web's name service, as the resolver that aiohttp asks."""

import asyncio
from collections import Counter
from collections.abc import Mapping
import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from tests.web.world import NO_HOST, DnsFault, Lookup

_ERRORS: dict[DnsFault, tuple[int, str]] = {
    "nxdomain": (socket.EAI_NONAME, "Name or service not known"),
    "no-data": (getattr(socket, "EAI_NODATA", socket.EAI_NONAME), "No address for the host name"),
    "temporary": (socket.EAI_AGAIN, "Temporary failure in name resolution"),
}


class Names(AbstractResolver):
    """Answers for every host of a table; all others do not exist."""

    def __init__(self, table: Mapping[str, tuple[Lookup, ...]]) -> None:
        self._table = table
        self.asked: Counter[str] = Counter()
        self.gone = False
        """Whether the name service cannot be reached."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host, or the error that a system's resolver would raise."""
        name = host.rstrip(".").lower()
        turn = self.asked[name]
        self.asked[name] += 1
        lookups = self._table.get(name, (NO_HOST,))
        lookup = lookups[min(turn, len(lookups) - 1)]
        if self.gone:
            raise socket.gaierror(*_ERRORS["temporary"])
        await asyncio.sleep(lookup.delay)
        if lookup.fault == "timeout":
            await asyncio.Event().wait()
        if lookup.fault:
            raise socket.gaierror(*_ERRORS[lookup.fault])
        found = [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in lookup.addresses
        ]
        fitting = [one for one in found if family in {socket.AF_UNSPEC, one["family"]}]
        if not fitting:
            raise socket.gaierror(*_ERRORS["no-data"])
        return fitting

    async def close(self) -> None:
        """Nothing is held."""
