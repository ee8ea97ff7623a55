"""Processes of the command, forked from one in which it has run: a start costs 0.03 s, not 0.5.

Each has arguments, an environment, a folder and streams of its own. What Python itself reads as
it starts (`PYTHONIOENCODING`, `-X utf8`) is the same for all: tests of that start a process, as
those of signals, terminals and the installed program do.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
import gc
from importlib import import_module
import json
import os
from pathlib import Path
import runpy
import socket
import subprocess
import sys
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, Final, cast

ROOT: Final = Path(__file__).parent.parent
_LIST: Final = ROOT / "examples" / "awesome-representation-learning.md"


class Forking:
    """A process that forks, until it is closed."""

    def __init__(self, environment: Mapping[str, str], patience: float) -> None:
        self._asking, asked = socket.socketpair()
        self._asking.settimeout(patience)
        with asked:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forked", str(asked.fileno())],
                cwd=ROOT,
                env=dict(environment),
                pass_fds=[asked.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    def close(self) -> None:
        """End it."""
        self._asking.close()
        self._process.wait()

    def run(
        self,
        arguments: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        module: str = "awesomecheck",
        path: Sequence[str] = (),
        stdin: bytes = b"",
        one_stream: bool = False,
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run `python -m MODULE ARGUMENTS` to its end.

        Args:
            arguments: its arguments.
            cwd: its current folder.
            env: its environment.
            module: what is run.
            path: folders that Python looks in first.
            stdin: its input.
            one_stream: whether both streams are in `stdout`.
        """
        asked = {
            "arguments": [module, *arguments],
            "cwd": str(cwd),
            "env": dict(env),
            "path": list(path),
        }
        with (
            TemporaryFile() as request,
            TemporaryFile() as given,
            TemporaryFile() as out,
            TemporaryFile() as err,
        ):
            request.write(json.dumps(asked).encode())
            given.write(stdin)
            for file in (request, given):
                file.seek(0)
            files = (request, given, out, out if one_stream else err)
            socket.send_fds(self._asking, [b"."], [file.fileno() for file in files])
            status = int(self._asking.recv(16))
            for file in (out, err):
                file.seek(0)
            return subprocess.CompletedProcess(arguments, status, out.read(), err.read())


def _load() -> None:
    """Run the command, so that all that it imports and makes once is there."""
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        for arguments in (("--diff", "--no-links", "--isolated", str(_LIST)), ("rules",)):
            with suppress(SystemExit):
                _run(["awesomecheck", *arguments])
    for name in ("awesomecheck.links.checker", "tests.web.names"):  # for runs in a simulated web
        import_module(name)
    gc.freeze()


def _run(arguments: list[str]) -> None:
    sys.argv[:] = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


def _child(listening: socket.socket) -> Mapping[str, Any] | None:
    """Fork at each request, and return it in the child; nothing if there are no more."""
    while True:
        data, files, _, _ = socket.recv_fds(listening, 1, 4)
        if not data:
            return None
        if child := os.fork():
            for file in files:
                os.close(file)
            _, status = os.waitpid(child, 0)
            listening.send(b"%d" % os.waitstatus_to_exitcode(status))
            continue
        listening.close()
        request, *streams = files
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        with os.fdopen(request) as asked:
            return cast("Mapping[str, Any]", json.load(asked))


def _serve() -> None:
    number = int(sys.argv[1])
    _load()
    with socket.socket(fileno=number) as listening:
        asked = _child(listening)
    if asked is None:
        return
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.path[:1] = asked["path"]
    try:
        _run(asked["arguments"])
    except SystemExit as ended:
        if isinstance(ended.code, int):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(ended.code)  # Python takes apart all that is loaded, which costs 0.05 s
        raise


if __name__ == "__main__":
    _serve()
