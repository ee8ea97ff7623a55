"""When requests may go: told on a clock that moves only when all wait."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from awesomecheck.links.events import Event, Held
from awesomecheck.links.pace import LeftAlone, Limits, Pace
from tests.virtual_time import VirtualTimeLoop


def run(main: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(main)


def pace_of(limits: Limits, *, connections: int = 1000, told: list[Event] | None = None) -> Pace:
    tell: Callable[[Event], None] = (told if told is not None else []).append
    return Pace(lambda _: limits, connections=connections, max_wait=60.0, tell=tell)


class Host:
    """Takes so many seconds for each request, and remembers when it was asked."""

    def __init__(self, pace: Pace, name: str = "a.example", seconds: float = 0.0) -> None:
        self.lane = pace.lane(name)
        self.times: list[float] = []
        self.most = 0
        self.left_alone = 0
        self._seconds = seconds
        self._now = 0

    async def ask(self) -> None:
        try:
            async with self.lane.turn() as turn:
                self.times.append(asyncio.get_running_loop().time())
                self._now += 1
                self.most = max(self.most, self._now)
                await asyncio.sleep(self._seconds)
                self._now -= 1
                self.lane.adapt(refused=False)
                turn.keep_connection()
        except LeftAlone:
            self.left_alone += 1


async def ask_all(*hosts: Host, times: int) -> None:
    await asyncio.gather(*(host.ask() for _ in range(times) for host in hosts))


def test_host_is_asked_so_many_things_at_once_and_a_second() -> None:
    async def main() -> None:
        host = Host(pace_of(Limits(concurrency=4, rate=10.0)), seconds=5.0)
        await ask_all(host, times=30)
        assert len(host.times) == 30
        assert host.most == 4
        gaps = [b - a for a, b in zip(host.times, host.times[1:], strict=False)]
        assert min(gaps) >= 0.1 - 1e-9

    run(main())


def test_host_that_never_answered_is_asked_one_thing() -> None:
    async def main() -> None:
        host = Host(pace_of(Limits()), seconds=1000.0)
        tasks = [asyncio.create_task(host.ask()) for _ in range(10)]
        await asyncio.sleep(500.0)
        assert len(host.times) == 1
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    run(main())


def test_one_request_at_a_time_is_spaced_from_its_end() -> None:
    async def main() -> None:
        host = Host(pace_of(Limits(concurrency=1, rate=1 / 3)), seconds=2.0)
        await ask_all(host, times=3)
        assert host.times == [0.0, 5.0, 10.0]

    run(main())


def test_nothing_waits_behind_a_slow_host_but_that_host() -> None:
    async def main() -> None:
        pace = pace_of(Limits(rate=1000.0))
        slow, quick = Host(pace, "slow.example", 1000.0), Host(pace, "quick.example")
        await ask_all(slow, quick, times=5)
        assert max(quick.times) < 1.0

    run(main())


@pytest.mark.parametrize("connections", [1, 3, 10])
def test_connections_of_all_hosts_are_bounded(connections: int) -> None:
    async def main() -> None:
        pace = pace_of(Limits(rate=1000.0), connections=connections)
        hosts = [Host(pace, f"{number}.example", 1.0) for number in range(20)]
        await ask_all(*hosts, times=5)
        assert sum(len(host.times) for host in hosts) == 100
        assert asyncio.get_running_loop().time() >= 100 / connections

    run(main())


def test_hold_puts_off_all_requests_and_is_told() -> None:
    async def main() -> None:
        told: list[Event] = []
        host = Host(pace_of(Limits(rate=1000.0), told=told))
        assert host.lane.hold(30.0, "retry-after")
        await ask_all(host, times=3)
        assert min(host.times) >= 30.0
        assert told == [Held("a.example", 30.0, "retry-after")]

    run(main())


def test_holds_of_a_run_have_a_bound() -> None:
    async def main() -> None:
        lane = Host(pace_of(Limits())).lane
        held = 0
        while lane.hold(50.0, "retry-after"):
            held += 1
            await asyncio.sleep(50.0)
        assert held == 2

    run(main())


def test_refusals_slow_a_host_down_and_answers_quicken_it() -> None:
    async def main() -> None:
        host = Host(pace_of(Limits(rate=10.0)))
        for _ in range(3):
            host.lane.adapt(refused=True)
        await ask_all(host, times=40)
        gaps = [b - a for a, b in zip(host.times, host.times[1:], strict=False)]
        assert gaps[0] > 0.5
        assert gaps[-1] == pytest.approx(0.1)

    run(main())


@pytest.mark.parametrize(
    ("final", "answered", "reason", "attempts"),
    [(True, True, "server-error", 3), (False, True, "reset", 10), (True, False, "timeout", 1)],
)
def test_host_that_fails_again_and_again_is_left_alone(
    *, final: bool, answered: bool, reason: str, attempts: int
) -> None:
    async def main() -> None:
        host = Host(pace_of(Limits()))
        if answered:
            host.lane.adapt(refused=False)
        waiting = [asyncio.create_task(host.ask()) for _ in range(5)]
        for number in range(attempts):
            assert number < attempts
            host.lane.count(reason, final=final)
        await asyncio.gather(*waiting)
        assert host.left_alone == 5

    run(main())


def test_answer_between_failures_keeps_the_way_open() -> None:
    async def main() -> None:
        host = Host(pace_of(Limits()))
        for _ in range(5):
            host.lane.adapt(refused=False)
            host.lane.count("server-error")
            host.lane.count("server-error")
            host.lane.count(None)
        await ask_all(host, times=2)
        assert host.left_alone == 0

    run(main())


def test_those_who_sleep_wake_when_the_host_is_left_alone() -> None:
    async def main() -> None:
        host = Host(pace_of(Limits()))
        host.lane.hold(50.0, "retry-after")
        waiting = [asyncio.create_task(host.ask()) for _ in range(5)]
        await asyncio.sleep(1.0)
        host.lane.close("rate-limited", "")
        await asyncio.gather(*waiting)
        assert asyncio.get_running_loop().time() < 2.0
        assert host.left_alone == 5

    run(main())


def test_those_who_give_up_leave_their_places_to_others() -> None:
    async def main() -> None:
        pace = pace_of(Limits(concurrency=2, rate=1000.0), connections=1)
        hosts = [Host(pace, "a.example", 1.0), Host(pace, "b.example", 1.0)]
        tasks = [asyncio.create_task(host.ask()) for _ in range(4) for host in hosts]
        await asyncio.sleep(0.5)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert len(hosts[1].times) == 4
        await ask_all(*hosts, times=2)

    run(main())
