"""In no world is a live link called dead, or a dead one alive, with a token or without."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.web import serve
from tests.web.checking import HASTY, contradictions, verdicts
from tests.web.world import PRIVATE
from tests.web.worlds import TOKEN, random_world


def denied(seed: int, token: str | None) -> list[str]:
    world = random_world(seed)
    with serve(world) as web:
        found = verdicts(web, replace(HASTY, retries=1), token)
        assert web.connections[PRIVATE] == 0
    assert found.keys() == set(world.urls)
    return contradictions(world.links, found)


@pytest.mark.parametrize("seed", range(4))
def test_no_verdict_contradicts_the_truth(seed: int) -> None:
    with ThreadPoolExecutor() as pool:  # both mostly wait
        runs = [pool.submit(denied, seed, token) for token in (TOKEN, None)]
    assert [run.result() for run in runs] == [[], []]
