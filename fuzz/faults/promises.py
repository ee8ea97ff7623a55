"""What holds after any fault of the system."""

from collections.abc import Iterable, Iterator, Mapping
import os
import re
import signal
from typing import Final

from fuzz.faults.injecting import CLEANS, KILL, WRITES, Call, Fault, File, Outcome
from fuzz.faults.scenarios import Scenario

_LEFTOVER: Final = re.compile(r"(?:.*/)?\.awesomecheck-[0-9a-f]{16}\.tmp/(new|\.gitignore)")
_IGNORE_ALL: Final = b"*\n"
_SAID_BY_SQLITE: Final = ("disk I/O error", "unable to open database", "disk is full", "readonly")
_RESULTS: Final = (".parquet", ".json")
"""What a run that goes on leaves; the rest is its locks and caches."""
_SHOWN: Final = 300


def broken(
    scenario: Scenario,
    fault: Fault,
    before: Mapping[str, File],
    done: Outcome,
    now: Outcome,
) -> Iterator[str]:
    """Yield what does not hold after a fault.

    Args:
        scenario: what was run.
        fault: how a call failed.
        before: the files before.
        done: a run without faults.
        now: the run.
    """
    call = now.calls[fault.at]
    unread = now.status == 2 and _is_input(
        scenario, call, before
    )  # which a report then says, as a whole
    for name in sorted(before.keys() | done.files.keys() | now.files.keys()):
        file = now.files.get(name)
        if _is_cached(scenario, name) or _goes_on(scenario, name):
            continue
        if name in scenario.writes:
            if file not in (before.get(name), done.files.get(name)) and not unread:
                yield f"torn: {name}: {file and (file.content[:60], oct(file.mode), file.owner)}"
        elif name in before:
            if file != before[name]:
                yield f"changed: {name}"
        elif not (fault.lasts or call.kind == CLEANS) or not _is_ignored(name, now):
            yield f"left over: {name}"
    if fault.mode != KILL:
        yield from _said_wrongly(scenario, fault, done, now)
    elif now.status != -signal.SIGKILL:
        yield f"not killed: status {now.status}"


def _said_wrongly(scenario: Scenario, fault: Fault, done: Outcome, now: Outcome) -> Iterator[str]:
    """Yield what a run says wrongly of its fault."""
    call, said = now.calls[fault.at], now.out + now.err
    if "Traceback" in said or "a bug in awesomecheck" in said or now.status not in (0, 1, 2):
        yield f"no error for users: status {now.status}: {said[-_SHOWN:]}"
    missing = [name for name in scenario.writes if now.files.get(name) != done.files.get(name)]
    costly = [name for name in missing if name not in scenario.said]
    if costly and now.status != 2:
        yield f"status {now.status}, though {costly} are not written"
    if missing and call.kind == WRITES and os.strerror(fault.error) not in said:
        yield f"the cause is not said: {said[-_SHOWN:]}"
    causes = (os.strerror(fault.error), *_SAID_BY_SQLITE)
    ended = scenario.goes_on and now.status == 2 and call.kind == WRITES
    if ended and not any(each in said for each in causes):
        yield f"the cause is not said: {said[-_SHOWN:]}"
    if not missing and now.status != 2 and now.out != done.out:
        yield f"another result: {said[:_SHOWN]}"
    if len(costly) > 1 and call.kind == WRITES and not fault.lasts and "half" not in str(fault):
        yield f"others are not written either: {costly}"
    cached = any(f"/{each}/" in f"/{call.path}" for each in scenario.caches)
    stays = fault.lasts or "half" in str(fault)  # so that it meets the list, too
    if cached and not stays and (now.status, now.out) != (done.status, done.out):
        yield f"a cache changes the result: status {now.status}: {said[-_SHOWN:]}"


def broken_afterwards(
    scenario: Scenario, before: Mapping[str, File], done: Outcome, again: Outcome
) -> Iterator[str]:
    """Yield what a run has spoilt for the next one, which continues it or begins anew."""
    if (again.status, again.out) != (done.status, done.out):
        yield f"the next run: status {again.status}: {again.err[-_SHOWN:]}"
    for name in sorted(before.keys() | done.files.keys() | again.files.keys()):
        if _goes_on(scenario, name) and not name.endswith(_RESULTS):
            continue
        if not _is_cached(scenario, name) and again.files.get(name) != done.files.get(name):
            yield f"the next run: {name}"


def _is_cached(scenario: Scenario, name: str) -> bool:
    return name.startswith(tuple(f"{each}/" for each in scenario.caches))


def _goes_on(scenario: Scenario, name: str) -> bool:
    return bool(scenario.goes_on) and name.startswith(f"{scenario.goes_on}/")


def _is_input(scenario: Scenario, call: Call, before: Iterable[str]) -> bool:
    read = {*before} - set(scenario.writes)
    return call.path.rpartition("/")[2] in {name.rpartition("/")[2] for name in read}


def _is_ignored(name: str, now: Outcome) -> bool:
    """Whether a leftover is one that the next run removes, and that git does not show."""
    found = _LEFTOVER.fullmatch(name)
    if found is None:
        return False
    rule = now.files.get(f"{name.removesuffix(found[1])}.gitignore")
    return found[1] == ".gitignore" or (rule is not None and rule.content == _IGNORE_ALL)
