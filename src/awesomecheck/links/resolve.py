"""Names to IP addresses, with only those let through that may be connected to."""

import asyncio
from collections.abc import Callable, Mapping
import socket
import threading

from aiohttp.abc import AbstractResolver, ResolveResult

_LOOKUPS_AT_ONCE = 64


class ForbiddenAddress(OSError):
    """A name has only addresses that must not be connected to."""


class SystemResolver(AbstractResolver):
    """The system's lookup, in threads that never keep the process from ending.

    The loop's own executor has few threads, and waits for lookups that hang.
    """

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(_LOOKUPS_AT_ONCE)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a host.

        Raises:
            OSError: the lookup failed; `socket.gaierror` says how.
        """
        async with self._places:
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


class GuardedResolver(AbstractResolver):
    """Another resolver's addresses without those that are not allowed.

    What it returns is what is connected to: there is no second lookup after the check.
    """

    def __init__(
        self,
        inner: AbstractResolver,
        allowed: Callable[[str], bool],
        port_map: Mapping[int, int],
    ) -> None:
        self._inner = inner
        self._allowed = allowed
        self._port_map = port_map
        self.found_any = False
        """Whether any name has had an address."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a host that may be connected to.

        Raises:
            ForbiddenAddress: it has only others.
            OSError: the lookup failed.
        """
        found = await self._inner.resolve(host, port, family)
        self.found_any = self.found_any or bool(found)
        kept = [result for result in found if self._allowed(result["host"])]
        if found and not kept:
            raise ForbiddenAddress(f"{host} has the address {found[0]['host']}")
        for result in kept:
            result["port"] = self._port_map.get(port, result["port"])
        return kept

    async def close(self) -> None:
        """Close the other resolver."""
        await self._inner.close()
