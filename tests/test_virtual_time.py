"""Time jumps when nothing else can happen, and never while data is on its way."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from tests.virtual_time import VirtualTimeLoop

SIZE = 8 * 1024 * 1024
"""More than the kernel takes at once."""


def run(main: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(main)


def test_sleepers_wake_in_their_order_at_their_times() -> None:
    woken: list[tuple[float, float]] = []

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(seconds)
        woken.append((seconds, asyncio.get_running_loop().time()))

    async def main() -> None:
        await asyncio.gather(*map(sleep, (86_400.0 * 3, 0.25, 1.0)))

    run(main())
    assert [seconds for seconds, _ in woken] == [0.25, 1.0, 86_400.0 * 3]
    assert [time for _, time in woken] == [seconds for seconds, _ in woken]


def test_what_is_on_its_way_arrives_before_any_timer() -> None:
    async def give(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(bytes(SIZE))
        await writer.drain()
        writer.close()

    async def main() -> None:
        server = await asyncio.start_server(give, "127.0.0.1", 0)
        async with asyncio.timeout(1.5):
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(b"x")
            taken = 0
            while data := await reader.read(65_536):
                if not taken:
                    await asyncio.sleep(1.0)
                taken += len(data)
        assert taken == SIZE
        writer.close()
        server.close()

    run(main())


def test_waiting_for_what_never_happens_is_an_error() -> None:
    async def main() -> None:
        await asyncio.Event().wait()

    with pytest.raises(RuntimeError, match="never happens"):
        run(main())
