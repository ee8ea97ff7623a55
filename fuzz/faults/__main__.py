"""Have each system call on written files fail in each way, and look at what is left.

    python -m fuzz.faults [SCENARIO...]

Each scenario runs once unharmed. Then, for each call on a file below its folder, which a library
loaded before libc counts (`shim.c`), it runs again in a forked process in which this call fails,
once or from then on, or which is killed as the call begins. Whatever fails, a file is the old one
or the new one, byte for byte, with its mode, owner and link. It needs Linux and a C compiler.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
import os
from pathlib import Path
import shutil
import subprocess
import sys
from tempfile import TemporaryDirectory, mkdtemp
from typing import Final

from fuzz.faults.injecting import KILL, File, Outcome, faults_of, load, run, seen
from fuzz.faults.promises import broken, broken_afterwards
from fuzz.faults.scenarios import SCENARIOS, Scenario

_SHIM: Final = "AWESOMECHECK_SHIM"
_MOST_SHOWN: Final = 20


def sweep(scenario: Scenario, place: Path, every: int = 1) -> tuple[Counter[str], list[str]]:
    """Try the faults of a scenario; return how many of each kind, and what did not hold."""
    folder = place / "here"

    def fresh() -> Mapping[str, File]:
        shutil.rmtree(folder, ignore_errors=True)
        scenario.prepare(folder)
        return seen(folder)

    fresh()
    load(scenario, folder)
    before = fresh()
    done = run(scenario, folder, None)
    if any(done.files.get(name) == before.get(name) for name in scenario.writes):
        raise SystemExit(f"{scenario.name} does not write its files: {done.err}{done.out}")
    tried = Counter[str]()
    wrong: list[str] = []
    for fault in list(faults_of(done.calls))[:: every * scenario.every]:
        before = fresh()
        now = run(scenario, folder, fault)
        if len(now.calls) <= fault.at:
            continue  # the run took another way
        call = now.calls[fault.at]
        tried[f"{call.name}: {fault}"] += 1
        found = list(broken(scenario, fault, before, done, now))
        if fault.mode == KILL or (scenario.goes_on and now.status):
            found += broken_afterwards(scenario, before, done, _again(scenario, folder, before))
        wrong += [f"{call.name} {call.path}: {fault}: {each}" for each in found]
    return tried, wrong


def _again(scenario: Scenario, folder: Path, before: Mapping[str, File]) -> Outcome:
    """Run a scenario after a killed one, on the files that it found."""
    for name in scenario.writes:
        if name in before:
            (folder / name).write_bytes(before[name].content)
        else:
            (folder / name).unlink(missing_ok=True)
    return run(scenario, folder, None)


def _with_shim() -> None:
    """Begin anew with the library loaded."""
    library = Path(mkdtemp(prefix="faults-"), "shim.so")
    source = Path(__file__).with_name("shim.c")
    compiler = [os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", str(library)]
    subprocess.run([*compiler, str(source), "-ldl"], check=True)  # noqa: S603 - a compiler, by hand or in CI
    environment = {**os.environ, "LD_PRELOAD": str(library), _SHIM: str(library)}
    arguments = [sys.executable, "-m", "fuzz.faults", *sys.argv[1:]]
    os.execve(sys.executable, arguments, environment)  # noqa: S606 - no shell is wanted


def _table(tried: Counter[str]) -> Iterator[str]:
    """Yield how many faults there were, by call."""
    by_call: dict[str, list[str]] = {}
    for name, count in sorted(tried.items()):
        call, _, fault = name.partition(": ")
        by_call.setdefault(call, []).append(f"{count} {fault}")
    yield from (f"  {call}: {', '.join(some)}" for call, some in by_call.items())


def try_all(scenarios: Iterable[Scenario], place: Path, every: int) -> int:
    """Sweep scenarios and print figures; return how many faults broke a promise."""
    total, wrong = Counter[str](), list[str]()
    torn = 0
    for scenario in scenarios:
        tried, found = sweep(scenario, place, every)
        halves = sum(": torn: " in each for each in found)
        counts = f"{tried.total():,} faults, {halves} torn files, {len(found)} broken promises"
        print(f"{scenario.name}: {counts}", flush=True)
        for each in found[:_MOST_SHOWN]:
            print(f"  {each.replace(str(place), '')}", flush=True)
        total += tried
        wrong += found
        torn += halves
    print(*_table(total), sep="\n")
    print(f"{total.total():,} faults, {torn} torn files, {len(wrong)} broken promises")
    return len(wrong)


def main() -> int:
    """Sweep the scenarios that are named."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.faults", description=__doc__)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(SCENARIOS))
    parser.add_argument("--every", type=int, default=1, help="try every Nth fault only")
    arguments = parser.parse_args()
    names = arguments.scenarios or list(SCENARIOS)
    if unknown := [name for name in names if name not in SCENARIOS]:
        parser.error(f"no scenario {unknown[0]!r}: {', '.join(SCENARIOS)}")
    if _SHIM not in os.environ:
        _with_shim()
    shutil.rmtree(Path(os.environ.pop(_SHIM)).parent)
    del os.environ["LD_PRELOAD"]  # not for programs that are started
    with TemporaryDirectory(prefix="faults-") as temporary:
        place = Path(temporary)
        for name in ("home", "tmp"):
            (place / name).mkdir()
        os.environ |= {
            "HOME": str(place / "home"),
            "TMPDIR": str(place / "tmp"),
            "XDG_CACHE_HOME": str(place / "here" / "cache"),
            "COLUMNS": "100",
        }
        return min(1, try_all((SCENARIOS[name] for name in names), place, arguments.every))


if __name__ == "__main__":
    sys.exit(main())
