"""The driver: `python -m fuzz TARGET --minutes 10`.

A made input that fails is reduced, printed, and written to `fuzz/found/`; one for each place in
the code. The status is 1 if any failed. With `--atheris` (`pip install atheris`) libFuzzer makes
the inputs, guided by what they reach, and stops at the first that fails.
"""

import argparse
import ast
from collections.abc import Iterator
import hashlib
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random
import re
import sys
import time
import traceback
from typing import Any, NamedTuple

from fuzz.made import inputs, smallest
from fuzz.targets import TARGETS, Target

HERE = Path(__file__).parent
FOUND = HERE / "found"


class Failure(NamedTuple):
    """What an input has shown."""

    place: str
    """Where in the code, and which exception: one failure of each is kept."""
    said: str


def corpus_of(target: Target) -> list[bytes]:
    """Return the inputs that a target begins with."""
    return [path.read_bytes() for path in sorted((HERE / "corpus" / target.kind).glob("*"))]


def pieces_of(target: Target) -> list[bytes]:
    """Return what inputs are made of: the lines of a dictionary of libFuzzer's."""
    lines = _dictionary(target).read_text("ascii").splitlines()
    return [ast.literal_eval(f"b{line}") for line in lines]


def _dictionary(target: Target) -> Path:
    return HERE / "dictionaries" / f"{target.kind}.dict"


def failure_of(target: Target, data: bytes) -> Failure | None:
    """Return how an input fails; None if all holds."""
    try:
        target.check(data)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        said = re.sub(r"\d+|`.*?`", "", str(error)) if isinstance(error, AssertionError) else ""
        place = f"{Path(last.filename).name}:{last.lineno} {type(error).__name__} {said}"
        return Failure(place, "".join(traceback.format_exception(error)))
    return None


def try_inputs(target: Target, made: Iterator[bytes], until: float) -> tuple[int, int]:
    """Try inputs until a time of `time.monotonic`; return how many, and how many failures."""
    places: set[str] = set()
    tried = 0
    for data in made:
        if time.monotonic() > until:
            break
        tried += 1
        failure = failure_of(target, data)
        if failure and failure.place not in places:
            places.add(failure.place)
            _keep(target, data, failure)
    return tried, len(places)


def _keep(target: Target, data: bytes, failure: Failure) -> None:
    def fails(shorter: bytes) -> bool:
        found = failure_of(target, shorter)
        return found is not None and found.place == failure.place

    least = smallest(data, fails)
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{target.name}-{hashlib.sha256(least).hexdigest()[:12]}"
    path.write_bytes(least)
    shown = failure_of(target, least) or failure
    print(f"{shown.said}{target.name}: {least!r}\nwritten to {path}", flush=True)


def _by_atheris(target: Target) -> None:
    atheris: Any = import_module("atheris")  # few have it
    atheris.instrument_all()
    FOUND.mkdir(exist_ok=True)
    options = [f"-artifact_prefix={FOUND}/{target.name}-", f"-dict={_dictionary(target)}"]
    corpus = str(HERE / "corpus" / target.kind)
    atheris.Setup([sys.argv[0], *options, str(FOUND), corpus], target.check)
    atheris.Fuzz()


def main() -> int:
    """Run the targets that are named, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=1.0, help="for each target")
    parser.add_argument("--inputs", type=int, help="at most so many for each target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    arguments = parser.parse_args()
    names = arguments.targets or list(TARGETS)
    if unknown := [name for name in names if name not in TARGETS]:
        parser.error(f"no target {unknown[0]!r}: {', '.join(TARGETS)}")
    failed = 0
    for target in (TARGETS[name] for name in names):
        if arguments.atheris:
            _by_atheris(target)
        before = time.process_time()
        made = inputs(Random(arguments.seed), pieces_of(target), corpus_of(target))
        until = time.monotonic() + arguments.minutes * 60
        tried, failures = try_inputs(target, islice(made, arguments.inputs), until)
        seconds = time.process_time() - before
        print(f"{target.name}: {tried:,} inputs, {failures} failures, {seconds:.0f} s", flush=True)
        failed += failures
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
