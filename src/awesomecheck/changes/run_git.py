"""Run git so that it runs nothing else, whatever the repository configures.

A repository may be a stranger's, with its `.git` folder: an unpacked archive, an artifact. Its
settings name programs for many occasions (https://git-scm.com/docs/git-config). So no command is
used that reads the work tree, fetches, merges or shows a log, and what is left is switched off
here. Arguments never pass through a shell.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
import os
from pathlib import Path
import signal
import subprocess
import sys
import threading
from types import MappingProxyType
from typing import IO, cast

from awesomecheck.errors import UserError
from awesomecheck.safety.runner import untrusted_event

SECONDS = 60.0
"""How long git may take, if nothing else is said; a folder of lists takes it a tenth of one."""
MOST_OUTPUT = 2**26
"""Bytes: a file of a commit may be a bomb."""
_OPTIONS = (
    "--no-pager",
    "--no-optional-locks",
    *("-c", "safe.bareRepository=explicit"),  # no folder of the list passes for a repository
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", f"core.attributesFile={os.devnull}"),
    *("-c", "core.alternateRefsCommand="),
    *("-c", "submodule.recurse=false"),
)
_VARIABLES = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
}
_OF_HOOKS = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE")
NO_REPOSITORY: Mapping[str, str] = MappingProxyType(
    {
        "GIT_DIR": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
    }
)
"""Variables with which git uses no repository, no settings and no attributes."""


def hook_variables(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Return the variables that git sets for a hook, which lead it to the commit being made.

    None for events with secrets, whose files may be a stranger's.
    """
    if untrusted_event(environment):
        return {}
    return {name: environment[name] for name in _OF_HOOKS if name in environment}


def run_git(
    arguments: Sequence[str],
    *,
    folder: Path | None = None,
    variables: Mapping[str, str] = MappingProxyType({}),
    data: bytes = b"",
    seconds: float = SECONDS,
    protocols: str = "none",
) -> "subprocess.CompletedProcess[bytes]":
    """Run git; an exit status raises no error.

    Args:
        arguments: the command and its arguments.
        folder: where to run it; None for the current folder.
        variables: the only variables whose names begin with `GIT_` that git gets from outside.
        data: its standard input, less than a pipe holds.
        seconds: how long it may take.
        protocols: those with which it may reach other repositories, separated by colons.

    Raises:
        UserError: git cannot be run, is killed, takes longer, or prints too much.
    """
    if seconds <= 0:
        raise _late(arguments, seconds)
    inherited = {
        name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")
    }
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and whole arguments
            [_program(), *_OPTIONS, *arguments],
            cwd=folder,
            env={**inherited, **variables, **_VARIABLES, "GIT_ALLOW_PROTOCOL": protocols},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # killed with what it has started
        )
    except OSError as error:
        raise UserError(f"git cannot be run: {error.strerror}") from error
    late = threading.Event()
    said: list[bytes] = []
    with process:
        timer = threading.Timer(seconds, lambda: _kill(process, late))
        errors = threading.Thread(target=lambda: said.append(_read(process.stderr)))
        try:
            timer.start()
            errors.start()
            with suppress(BrokenPipeError), cast("IO[bytes]", process.stdin) as stdin:
                stdin.write(data)
            out = _read(process.stdout)
            if len(out) > MOST_OUTPUT:
                most = MOST_OUTPUT >> 20
                raise UserError(f"git: `git {arguments[0]}` prints more than {most} MB")
            errors.join()
            status = process.wait()
        finally:
            timer.cancel()
            _kill(process)
    if late.is_set():
        raise _late(arguments, seconds)
    if status < 0:
        raise UserError(f"git: `git {arguments[0]}` was killed by signal {-status}")
    return subprocess.CompletedProcess(arguments, status, out, b"".join(said))


def _late(arguments: Sequence[str], seconds: float) -> UserError:
    return UserError(
        f"git: `git {arguments[0]}` does not end within {seconds:g} seconds",
        hint="run it by hand to see why; a file in `.git` may be no regular one",
    )


def _read(stream: "IO[bytes] | None") -> bytes:
    return stream.read(MOST_OUTPUT + 1) if stream else b""


def _kill(process: "subprocess.Popen[bytes]", killed: threading.Event | None = None) -> None:
    """Kill git, and what it has started, unless it has ended; set an event if it had not."""
    if process.poll() is not None:
        return
    if killed:
        killed.set()
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def git_error(done: "subprocess.CompletedProcess[bytes]") -> UserError:
    """Return git's own error message, with its advice as the hint."""
    first, _, rest = done.stderr.decode(errors="replace").strip().partition("\n")
    message = first.removeprefix("fatal: ") or f"exit status {done.returncode}"
    return UserError(f"git: {message}", hint=" ".join(rest.split()) or None)


def _program() -> str:
    """Return the path of git, from the absolute folders of PATH only.

    Windows would look in the current folder first, and other systems if PATH has a `.`.

    Raises:
        UserError: git is not found.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    folders = filter(os.path.isabs, os.get_exec_path())
    for path in (Path(folder, name) for folder in folders):
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    raise UserError(
        "git is not installed, or not in PATH",
        hint="install git, or give the change as a patch: `awesomecheck --diff-file FILE`,"
        " `awesomecheck changes FILE.patch`",
    )
