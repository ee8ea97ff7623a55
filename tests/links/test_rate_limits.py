"""When requests may go out, on a clock that moves only when all wait."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from awesomecheck.links.answers import HostGivenUp
from awesomecheck.links.events import Event, Paused
from awesomecheck.links.rate_limits import RateLimiter
from awesomecheck.links.service import RateLimit
from awesomecheck.rules import Reason
from tests.virtual_time import VirtualTimeLoop


def run(main: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(main)


def limiter_of(
    limit: RateLimit, *, connections: int = 1000, events: list[Event] | None = None
) -> RateLimiter:
    notify: Callable[[Event], None] = (events if events is not None else []).append
    return RateLimiter(lambda _: limit, connections=connections, max_wait=60.0, notify=notify)


class Host:
    """Takes so many seconds for each request, and remembers when it was requested."""

    def __init__(
        self, limiter: RateLimiter, name: str = "a.example", seconds: float = 0.0
    ) -> None:
        self.limiter = limiter.host(name)
        self.times: list[float] = []
        self.most = 0
        self.given_up = 0
        self._seconds = seconds
        self._now = 0

    async def request(self) -> None:
        try:
            async with self.limiter.turn() as turn:
                self.times.append(asyncio.get_running_loop().time())
                self._now += 1
                self.most = max(self.most, self._now)
                await asyncio.sleep(self._seconds)
                self._now -= 1
                self.limiter.adapt(refused=False)
                turn.keep_connection()
        except HostGivenUp:
            self.given_up += 1


async def request_all(*hosts: Host, times: int) -> None:
    await asyncio.gather(*(host.request() for _ in range(times) for host in hosts))


def test_host_gets_so_many_requests_at_once_and_a_second() -> None:
    async def main() -> None:
        host = Host(limiter_of(RateLimit(concurrency=4, rate=10.0)), seconds=5.0)
        await request_all(host, times=30)
        assert len(host.times) == 30
        assert host.most == 4
        gaps = [b - a for a, b in zip(host.times, host.times[1:], strict=False)]
        assert min(gaps) >= 0.1 - 1e-9

    run(main())


def test_host_that_never_answered_gets_few_requests_spread_over_time() -> None:
    async def main() -> None:
        host = Host(limiter_of(RateLimit()), seconds=1000.0)
        tasks = [asyncio.create_task(host.request()) for _ in range(10)]
        await asyncio.sleep(500.0)
        assert host.times == [0.0, 5.0, 10.0]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    run(main())


def test_one_request_at_a_time_is_spaced_from_its_end() -> None:
    async def main() -> None:
        host = Host(limiter_of(RateLimit(concurrency=1, rate=1 / 3)), seconds=2.0)
        await request_all(host, times=3)
        assert host.times == [0.0, 5.0, 10.0]

    run(main())


def test_nothing_waits_behind_a_slow_host_but_that_host() -> None:
    async def main() -> None:
        limiter = limiter_of(RateLimit(rate=1000.0))
        slow, quick = Host(limiter, "slow.example", 1000.0), Host(limiter, "quick.example")
        await request_all(slow, quick, times=5)
        assert max(quick.times) < 1.0

    run(main())


@pytest.mark.parametrize("connections", [1, 3, 10])
def test_connections_of_all_hosts_are_bounded(connections: int) -> None:
    async def main() -> None:
        limiter = limiter_of(RateLimit(rate=1000.0), connections=connections)
        hosts = [Host(limiter, f"{number}.example", 1.0) for number in range(20)]
        await request_all(*hosts, times=5)
        assert sum(len(host.times) for host in hosts) == 100
        assert asyncio.get_running_loop().time() >= 100 / connections

    run(main())


def test_pause_puts_off_all_requests_and_is_reported() -> None:
    async def main() -> None:
        events: list[Event] = []
        host = Host(limiter_of(RateLimit(rate=1000.0), events=events))
        assert host.limiter.pause(30.0, "retry-after")
        await request_all(host, times=3)
        assert min(host.times) >= 30.0
        assert events == [Paused("a.example", 30.0, "retry-after")]

    run(main())


def test_pauses_of_a_run_have_a_bound() -> None:
    async def main() -> None:
        host = Host(limiter_of(RateLimit())).limiter
        pauses = 0
        while host.pause(25.0, "retry-after"):
            pauses += 1
            await asyncio.sleep(25.0)
        assert pauses == 2

    run(main())


def test_refusals_slow_requests_down_and_answers_speed_them_up() -> None:
    async def main() -> None:
        host = Host(limiter_of(RateLimit(rate=10.0)))
        for _ in range(3):
            host.limiter.adapt(refused=True)
        await request_all(host, times=40)
        gaps = [b - a for a, b in zip(host.times, host.times[1:], strict=False)]
        assert gaps[0] > 0.5
        assert gaps[-1] == pytest.approx(0.1)

    run(main())


@pytest.mark.parametrize(
    ("final", "answered", "reason", "attempts"),
    [(True, True, "server-error", 3), (False, True, "reset", 10), (True, False, "timeout", 3)],
)
def test_host_that_fails_again_and_again_is_given_up(
    *, final: bool, answered: bool, reason: Reason, attempts: int
) -> None:
    async def main() -> None:
        host = Host(limiter_of(RateLimit()))
        if answered:
            host.limiter.adapt(refused=False)
        waiting = [asyncio.create_task(host.request()) for _ in range(5)]
        for number in range(attempts):
            assert number < attempts
            host.limiter.count_failure(reason, final=final)
        await asyncio.gather(*waiting)
        assert host.given_up == 5

    run(main())


def test_host_that_could_not_be_reached_gets_one_more_request() -> None:
    async def main() -> None:
        limiter = limiter_of(RateLimit())
        silent, refusing = Host(limiter), Host(limiter, "b.example")
        silent.limiter.give_up("timeout", "")
        refusing.limiter.give_up("rate-limited", "")
        limiter.reopen()
        await request_all(silent, refusing, times=1)
        assert (len(silent.times), len(refusing.times)) == (1, 0)
        silent.limiter.count_failure("timeout")
        await request_all(silent, times=1)
        assert silent.given_up == 1

    run(main())


def test_host_that_answers_between_failures_is_not_given_up() -> None:
    async def main() -> None:
        host = Host(limiter_of(RateLimit()))
        for _ in range(5):
            host.limiter.adapt(refused=False)
            host.limiter.count_failure("server-error")
            host.limiter.count_failure("server-error")
            host.limiter.count_success()
        await request_all(host, times=2)
        assert host.given_up == 0

    run(main())


def test_those_who_wait_wake_when_the_host_is_given_up() -> None:
    async def main() -> None:
        host = Host(limiter_of(RateLimit()))
        host.limiter.pause(50.0, "retry-after")
        waiting = [asyncio.create_task(host.request()) for _ in range(5)]
        await asyncio.sleep(1.0)
        host.limiter.give_up("rate-limited", "")
        await asyncio.gather(*waiting)
        assert asyncio.get_running_loop().time() < 2.0
        assert host.given_up == 5

    run(main())


def test_those_who_give_up_leave_their_places_to_others() -> None:
    async def main() -> None:
        limiter = limiter_of(RateLimit(concurrency=2, rate=1000.0), connections=1)
        hosts = [Host(limiter, "a.example", 1.0), Host(limiter, "b.example", 1.0)]
        tasks = [asyncio.create_task(host.request()) for _ in range(4) for host in hosts]
        await asyncio.sleep(0.5)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert len(hosts[1].times) == 4
        await request_all(*hosts, times=2)

    run(main())
