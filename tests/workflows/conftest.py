"""A simulated GitHub, and a runner that reaches no other."""

from collections.abc import Iterator
from pathlib import Path
import tempfile

import pytest

from tests.workflows.github_api import GitHub, served
from tests.workflows.running import Runner


@pytest.fixture
def github() -> GitHub:
    return GitHub()


@pytest.fixture
def runner(github: GitHub, tmp_path: Path) -> Iterator[Runner]:
    with tempfile.TemporaryDirectory() as short:  # the address of a socket has 107 bytes at most
        socket = Path(short) / "github"
        with served(github, socket):
            yield Runner(tmp_path, socket)
