"""Names to IP addresses, with only those let through that may be connected to."""

import asyncio
from collections.abc import Callable, Mapping
import socket
import threading

from aiohttp.abc import AbstractResolver, ResolveResult

_LOOKUPS_AT_ONCE = 64
_KEPT = 5000
"""Hosts whose addresses are kept."""
_SLOW_SECONDS = 2.0
"""Seconds after which a lookup leaves its place to another one: names that hang cost no other."""


class ForbiddenAddress(OSError):
    """A name has only addresses that must not be connected to."""


class SystemResolver(AbstractResolver):
    """The system's lookup, in threads that never keep the process from ending.

    The loop's own executor has few threads, and waits for lookups that hang.
    """

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a host.

        Raises:
            OSError: the lookup failed; `socket.gaierror` says how.
        """
        loop = asyncio.get_running_loop()
        found: asyncio.Future[list[ResolveResult]] = loop.create_future()

        def look_up() -> None:
            try:
                result = _look_up(host, port, family)
            except (OSError, UnicodeError) as error:
                _deliver(loop, found, error)
            else:
                _deliver(loop, found, result)

        threading.Thread(target=look_up, daemon=True).start()
        return await found

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    return [
        ResolveResult(
            hostname=host,
            host=str(address[0]),
            port=int(address[1]),
            family=kind,
            proto=protocol,
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )
        for kind, _, protocol, _, address in socket.getaddrinfo(
            host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
        )
    ]


def _deliver(
    loop: asyncio.AbstractEventLoop,
    found: "asyncio.Future[list[ResolveResult]]",
    outcome: list[ResolveResult] | Exception,
) -> None:
    def settle() -> None:
        if found.done():
            return
        if isinstance(outcome, Exception):
            found.set_exception(outcome)
        else:
            found.set_result(outcome)

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:
        return  # the run has ended, nobody waits


def _retrieve(lookup: asyncio.Task[list[ResolveResult]]) -> None:
    """Take a lookup's error for which nobody waits any more, so that it is not logged."""
    if not lookup.cancelled():
        lookup.exception()


class GuardedResolver(AbstractResolver):
    """Another resolver's addresses without those that are not allowed; each host's are kept.

    A lookup has its own time, which begins when it does: waiting for others costs no host its
    verdict.

    What it returns is what is connected to: there is no second lookup after the check.
    """

    def __init__(
        self,
        inner: AbstractResolver,
        allowed: Callable[[str], bool],
        port_map: Mapping[int, int],
        seconds: float,
    ) -> None:
        self._inner = inner
        self._allowed = allowed
        self._port_map = port_map
        self._seconds = seconds
        self._places = asyncio.Semaphore(_LOOKUPS_AT_ONCE)
        self._lookups: dict[str, asyncio.Task[list[ResolveResult]]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a host that may be connected to.

        Raises:
            ForbiddenAddress: it has only others.
            TimeoutError: the lookup took too long.
            OSError: the lookup failed.
        """
        found = await self._look_up(host)
        allowed = [result for result in found if self._allowed(result["host"])]
        if found and not allowed:
            raise ForbiddenAddress(f"{host} has the address {found[0]['host']}")
        kept = [result.copy() for result in allowed]
        for result in kept:
            result["port"] = self._port_map.get(port, port)
        return [one for one in kept if family in (socket.AF_UNSPEC, one["family"])]

    async def _look_up(self, host: str) -> list[ResolveResult]:
        """Return the addresses of a host; all who ask share one lookup, and what it found."""
        lookup = self._lookups.get(host)
        if lookup is None:
            lookup = self._lookups[host] = asyncio.create_task(self._search(host))
            lookup.add_done_callback(_retrieve)
            self._forget_first()
        try:
            return await asyncio.shield(lookup)
        except OSError:
            self.forget(host)
            raise

    async def _search(self, host: str) -> list[ResolveResult]:
        """Look a host up when there is a place; one that takes long leaves its place to others."""
        await self._places.acquire()
        loop = asyncio.get_running_loop()
        timer = loop.call_later(_SLOW_SECONDS, self._places.release)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._inner.resolve(host)
        finally:
            if timer.when() > loop.time():
                timer.cancel()
                self._places.release()

    def forget(self, host: str) -> None:
        """Look a host up anew the next time."""
        lookup = self._lookups.pop(host, None)
        if lookup is not None:
            lookup.cancel()

    def _forget_first(self) -> None:
        """Keep no more addresses than are of use."""
        first = next(iter(self._lookups))
        if len(self._lookups) > _KEPT and self._lookups[first].done():
            del self._lookups[first]

    def reopen(self) -> None:
        """Give up the lookups that have not ended, and take half the time for others."""
        self._seconds /= 2
        for host in [host for host, lookup in self._lookups.items() if not lookup.done()]:
            self.forget(host)

    async def close(self) -> None:
        """Close the other resolver."""
        for host in list(self._lookups):
            self.forget(host)
        await self._inner.close()
