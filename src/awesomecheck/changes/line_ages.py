"""When lines of a file were last changed, as git knows it."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
import re
import subprocess

from awesomecheck.changes.git import GitRepositories, GitRepository
from awesomecheck.errors import UserError

_BLAME = ("blame", "--line-porcelain", "--no-textconv")
_LINE = re.compile(rb"[0-9a-f]{40,64} \d+ (\d{1,9})(?: \d+)?")
_LATEST = 4_102_444_800
"""The year 2100, in seconds: no commit is from later."""


def times_of_lines(path: Path, texts: Collection[str], seconds: float) -> Mapping[str, float]:
    """Return when the first line with each of some texts was last changed, in seconds since 1970.

    There is no time for what is not committed, and for what is older than a shallow clone.

    Args:
        path: a file.
        texts: what the lines have.
        seconds: how long git may take.
    """
    try:
        repository = GitRepositories().of(path)
        commit = repository.commit("HEAD")
        name = path.resolve().relative_to(repository.top).as_posix()
        data = repository.committed(commit, name) if commit else None
        if commit is None or data is None:
            return {}
        lines = _first_lines(data.decode(errors="replace").split("\n"), texts)
        times = _times(repository, commit, name, sorted(set(lines.values())), seconds)
        return {text: times[line] for text, line in lines.items() if line in times}
    except (UserError, ValueError, subprocess.TimeoutExpired):
        return {}


def _first_lines(lines: Collection[str], texts: Collection[str]) -> Mapping[str, int]:
    """Return the number of the first line with each text."""
    left = set(texts)
    found: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        here = {text for text in left if text in line}
        found |= dict.fromkeys(here, number)
        left -= here
    return found


def _times(
    repository: GitRepository, commit: str, name: str, lines: Collection[int], seconds: float
) -> Mapping[int, float]:
    """Return when each of some lines of a commit's file was last changed."""
    if not lines:
        return {}
    shallow = repository.shallow
    done = repository.run(
        *_BLAME,
        *(() if shallow else ("--root",)),  # else the first commit would be a boundary, too
        *(f"-L{line},{line}" for line in lines),
        *(commit, "--", name),
        seconds=seconds,
    )
    return dict(_read(done.stdout))


def _read(output: bytes) -> Iterator[tuple[int, float]]:
    line, time = 0, 0
    for row in output.split(b"\n"):
        if row.startswith(b"\t"):
            if 0 < time < _LATEST:
                yield line, float(time)
            time = 0
        elif found := _LINE.fullmatch(row):
            line = int(found[1])
        elif row.startswith(b"author-time ") and row[12:].isdigit():
            time = int(row[12:])
        elif row == b"boundary":
            time = _LATEST
