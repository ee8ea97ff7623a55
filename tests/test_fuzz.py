"""The fuzzers: what has failed once holds now, and what is made holds, too."""

from itertools import islice
from pathlib import Path
import random

import pytest

from fuzz import __main__ as driver
from fuzz.made import inputs, smallest
from fuzz.targets import TARGETS, Target

CORPUS = Path(driver.__file__).parent / "corpus"


@pytest.mark.parametrize("name", TARGETS)
def test_what_has_failed_once_holds(name: str) -> None:
    target = TARGETS[name]
    for data in driver.corpus_of(target):
        assert driver.failure_of(target, data) is None, data


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_made_holds(name: str) -> None:
    target = TARGETS[name]
    made = inputs(random.Random(1), driver.pieces_of(target), driver.corpus_of(target))
    for data in islice(made, 25):
        assert driver.failure_of(target, data) is None, data


def test_the_same_seed_makes_the_same_inputs() -> None:
    one, other = (
        list(islice(inputs(random.Random(3), [b"a", b"b"], [b"cde"]), 20)) for _ in range(2)
    )
    assert one == other
    assert len(set(one)) > 10


def test_an_input_is_reduced_to_what_fails() -> None:
    assert smallest(b"some text with <bad> in it", lambda data: b"<bad>" in data) == b"<bad>"


def test_a_failure_is_reduced_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(data: bytes) -> None:
        if b"x" in data:
            raise ValueError("an x")

    monkeypatch.setattr(driver, "FOUND", tmp_path / "found")
    made = [b"aaa", b"axa", b"bxxb"]
    assert driver.try_inputs(Target("letters", check, "lists"), iter(made), float("inf")) == (3, 1)
    [kept] = (tmp_path / "found").iterdir()
    assert kept.read_bytes() == b"x"
    assert "ValueError: an x" in capsys.readouterr().out


def test_every_kind_of_input_has_some_to_begin_with() -> None:
    assert {target.kind for target in TARGETS.values()} == {each.name for each in CORPUS.iterdir()}
