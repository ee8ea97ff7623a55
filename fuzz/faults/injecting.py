"""Run a scenario in a forked process in which a system call fails, and look at its folder."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
import ctypes
import errno
import gc
import os
from pathlib import Path
import sys
import traceback
from typing import Final, NamedTuple

from fuzz.faults.scenarios import Scenario

_ONCE, _FROM_THEN_ON, KILL, _HALF = range(4)
READS, WRITES, CLEANS = 1, 2, 4
"""Kinds of calls, as `shim.c` has them."""

_FAILS: Final[Mapping[tuple[str, int], Sequence[int]]] = {
    ("open", READS): (errno.EACCES, errno.EIO, errno.EMFILE),
    ("open", WRITES): (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EINTR),
    ("opendir", READS): (errno.EACCES, errno.EIO),
    ("read", READS): (errno.EIO, errno.EINTR),
    ("write", WRITES): (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EINTR),
    ("fsync", WRITES): (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EINTR),
    ("truncate", WRITES): (errno.EIO, errno.EINTR),
    ("close", CLEANS): (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EINTR),
    ("rename", WRITES): (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO),
    ("mkdir", WRITES): (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES),
    ("chmod", WRITES): (errno.EPERM, errno.EROFS),
    ("chown", WRITES): (errno.EPERM, errno.EROFS),
    ("unlink", CLEANS): (errno.EACCES, errno.EROFS, errno.EIO),
    ("rmdir", CLEANS): (errno.EACCES, errno.EROFS, errno.EIO),
    ("stat", READS): (errno.EACCES, errno.EIO),
    ("access", READS): (errno.EACCES,),
    ("readlink", READS): (errno.EACCES, errno.EIO),
    ("lock", READS): (errno.ENOLCK, errno.EINTR),
    ("record-lock", READS): (errno.EIO,),
    ("utime", WRITES): (errno.EACCES, errno.EROFS),
    ("link", WRITES): (errno.ENOSPC, errno.EROFS),
}
"""How calls fail once, by their name and kind."""
_LASTING: Final = (
    (errno.ENOSPC, WRITES),
    (errno.EROFS, WRITES | CLEANS),
    (errno.EIO, READS | WRITES | CLEANS),
)
"""How a disk fails from a call on: it is full, becomes read-only, or is gone."""


class Fault(NamedTuple):
    """How one call of a run fails."""

    at: int
    error: int
    mode: int
    kinds: int = 0
    """Which calls fail from then on."""

    @property
    def lasts(self) -> bool:
        """Whether it may keep a run from removing what it has made."""
        return self.mode in (KILL, _FROM_THEN_ON)

    def __str__(self) -> str:
        if self.mode == KILL:
            return "killed"
        lasting = {_FROM_THEN_ON: " from then on", _HALF: " after half a write"}
        return errno.errorcode[self.error] + lasting.get(self.mode, "")


class Call(NamedTuple):
    """A call on a file of a scenario."""

    name: str
    kind: int
    path: str


class File(NamedTuple):
    """What is to be seen of a file, or of a symbolic link."""

    content: bytes
    mode: int
    owner: int


class Outcome(NamedTuple):
    """How a run has ended, and what it has left."""

    status: int
    out: str
    err: str
    calls: Sequence[Call]
    files: Mapping[str, File]


def faults_of(calls: Sequence[Call]) -> Iterator[Fault]:
    """Yield the faults that each call may have."""
    for at, call in enumerate(calls):
        for error in _FAILS[call.name, call.kind]:
            yield Fault(at, error, _ONCE)
        if call.kind == READS:  # files are now as before the next call that changes them
            continue
        yield Fault(at, 0, KILL)
        if call.name == "write":
            yield Fault(at, errno.ENOSPC, _HALF)
        for error, kinds in _LASTING:
            yield Fault(at, error, _FROM_THEN_ON, kinds)


def seen(folder: Path) -> Mapping[str, File]:
    """Return the files in a folder."""
    found: dict[str, File] = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            status = path.lstat()
            content = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
            place = path.relative_to(folder).as_posix()
            found[place] = File(content, status.st_mode, status.st_uid)
    return found


def load(scenario: Scenario, folder: Path) -> None:
    """Run a scenario in this process, so that forked ones need not import what it uses."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        with (
            Path(os.devnull).open("w") as out,
            redirect_stdout(out),
            redirect_stderr(out),
            suppress(SystemExit),
        ):
            scenario.run()
    finally:
        os.chdir(here)
    gc.collect()
    gc.freeze()


def run(scenario: Scenario, folder: Path, fault: Fault | None) -> Outcome:
    """Run a scenario in a forked process; its streams and calls are beside its folder."""
    if (child := os.fork()) == 0:
        _become(scenario, folder, fault)
    _, status = os.waitpid(child, 0)
    out, err, called = (
        (folder.parent / name).read_text("utf-8", "replace") for name in ("out", "err", "calls")
    )
    rows = [row.split(" ", 4) for row in called.splitlines()]
    calls = [Call(name, int(kind), path) for _, name, kind, _, path in rows]
    return Outcome(os.waitstatus_to_exitcode(status), out, err, calls, seen(folder))


def _become(scenario: Scenario, folder: Path, fault: Fault | None) -> None:
    status = 99
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(folder.parent / name, flags), number)
        log = os.open(folder.parent / "calls", flags)
        os.chdir(folder)
        at, error, mode, kinds = fault or Fault(-1, 0, _ONCE)
        ctypes.CDLL(None).fault_arm(os.fsencode(folder), at, error, mode, kinds, log)
        scenario.run()
        status = 0
    except SystemExit as ended:
        if isinstance(ended.code, str):
            sys.stderr.write(ended.code)
        status = ended.code if isinstance(ended.code, int) else 2 if ended.code else 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
