"""When lines of a file were last changed, as git knows it."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from awesomecheck.changes.git import GitRepositories, GitRepository
from awesomecheck.errors import UserError
from awesomecheck.regexes import regex

_BLAME = ("blame", "--line-porcelain", "--no-textconv")
_LINE = regex(rb"[0-9a-f]{40,64} \d+ (\d{1,9})(?: \d+)?")
_LATEST = 4_102_444_800
"""The year 2100, in seconds: no commit is from later."""


def times_of_lines(path: Path, lines: Collection[str], seconds: float) -> Mapping[str, float]:
    """Return when some lines of a file were last changed, in seconds since 1970.

    There is no time for what is not committed, and for what is older than a shallow clone. Of
    equal lines, the first one counts.

    Args:
        path: a file.
        lines: whole lines of it, without their ends.
        seconds: how long git may take.
    """
    try:
        repository = GitRepositories().of(path)
        commit = repository.commit("HEAD")
        name = path.resolve().relative_to(repository.top).as_posix()
        data = repository.committed(commit, name) if commit else None
        if commit is None or data is None:
            return {}
        committed = data.decode(errors="replace").replace("\r\n", "\n").split("\n")
        first = {line: len(committed) - at for at, line in enumerate(reversed(committed))}
        numbers = {line: first[line] for line in lines if line in first}
        times = _times(repository, commit, name, sorted(set(numbers.values())), seconds)
        return {line: times[number] for line, number in numbers.items() if number in times}
    except (UserError, ValueError):
        return {}


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
