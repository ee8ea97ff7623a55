"""Names are looked up once for all who ask, and those that hang cost others nothing."""

import asyncio
import socket
import threading

from aiohttp.abc import ResolveResult
import pytest

from awesomecheck.links import resolve
from awesomecheck.links.resolve import GuardedResolver, SystemResolver
from tests.virtual_time import VirtualTimeLoop
from tests.web.names import Names
from tests.web.world import WEB, Lookup


def test_lookups_that_hang_leave_their_places_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()

    def look_up(host: str, _port: int, _family: object) -> list[ResolveResult]:
        if host.startswith("hangs"):
            stop.wait()
        return []

    async def main() -> None:
        names = GuardedResolver(SystemResolver(), lambda _: True, {}, 1800.0)
        hanging = [asyncio.create_task(names.resolve(f"hangs-{n}.example")) for n in range(200)]
        await asyncio.sleep(0)
        assert await names.resolve("good.example") == []
        stop.set()
        await asyncio.gather(*hanging)

    monkeypatch.setattr(resolve, "_look_up", look_up)
    monkeypatch.setattr(resolve, "_SLOW_SECONDS", 0.001)
    asyncio.run(main())


def test_host_is_looked_up_once_while_that_succeeds() -> None:
    names = Names({"one.example": (Lookup((), "temporary"), Lookup(delay=1.0))})

    async def main() -> None:
        guarded = GuardedResolver(names, lambda _: True, {443: 4443}, 20.0)
        with pytest.raises(socket.gaierror):
            await guarded.resolve("one.example")
        found = await asyncio.gather(*(guarded.resolve("one.example", 443) for _ in range(5)))
        assert {(one["host"], one["port"]) for each in found for one in each} == {(WEB, 4443)}

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(main())
    assert names.asked["one.example"] == 2


def test_waiting_for_other_lookups_costs_no_host_its_own() -> None:
    table = {f"{number}.example": (Lookup(delay=1.5),) for number in range(2000)}

    async def main() -> None:
        guarded = GuardedResolver(Names(table), lambda _: True, {}, 2.0)
        found = await asyncio.gather(*map(guarded.resolve, table))
        assert all(found)

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(main())
