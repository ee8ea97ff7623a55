"""A checkout to check, and a pull request to it."""

from pathlib import Path

import pytest

from tests.action.step import NEW, OLD, Place
from tests.forked import Forking
from tests.git import Repository


@pytest.fixture
def place(tmp_path: Path, forking: Forking) -> Place:
    """A folder that is no git repository, on a push."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    return Place(tmp_path, checkout, forking)


@pytest.fixture
def repository(place: Place) -> Repository:
    """The checkout as a git repository with an old list."""
    repository = Repository.init(place.checkout)
    repository.commit(README=OLD)
    return repository


@pytest.fixture
def pull_request(place: Place, repository: Repository) -> Place:
    """A pull request that adds line 7 to the list."""
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(README=OLD + NEW)
    place.pull_request(repository)
    return place
