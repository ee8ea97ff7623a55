"""In no world is a live link called dead, or a dead one alive, with a token or without."""

from dataclasses import replace

import pytest

from tests.web import simulate
from tests.web.checking import HASTY, contradictions, verdicts
from tests.web.world import PRIVATE
from tests.web.worlds import TOKEN, random_world

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("token", [TOKEN, None], ids=["token", "no token"])
@pytest.mark.parametrize("seed", range(4))
def test_no_verdict_contradicts_the_truth(seed: int, token: str | None) -> None:
    world = random_world(seed)
    with simulate(world) as web:
        found = verdicts(web, replace(HASTY, retries=1), token)
    assert web.connections[PRIVATE] == 0
    assert found.keys() == set(world.urls)
    assert contradictions(world.links, found) == []
