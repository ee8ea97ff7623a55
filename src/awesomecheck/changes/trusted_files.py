"""What may be believed where the files of strangers meet the secrets of a repository.

GitHub runs some events with the secrets of the repository though anybody can cause them. A
workflow that checks out a pull request in such a run has a stranger's files before it. There the
configuration and the baseline are read from a commit of the maintainers, and no module that lies
beside them is run
(https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/).
"""

from collections.abc import Iterator, Mapping, Sequence
import errno
import os
from pathlib import Path
import re
from typing import TYPE_CHECKING

from awesomecheck.errors import UserError
from awesomecheck.safety.checkout import work_tree
from awesomecheck.safety.file_source import DISK, FileSource

if TYPE_CHECKING:
    from awesomecheck.changes.git import GitRepositories, GitRepository

_EVENTS = frozenset(
    {
        "discussion",
        "discussion_comment",
        "fork",
        "gollum",
        "issue_comment",
        "issues",
        "pull_request_target",
        "watch",
        "workflow_run",
    }
)
"""https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows:
these run on the default branch, with its secrets, whoever causes them."""
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def trusted_files(environment: Mapping[str, str]) -> FileSource:
    """Where configurations and baselines are to be read from in this run."""
    event = environment.get("GITHUB_EVENT_NAME", "")
    if event not in _EVENTS:
        return DISK
    from awesomecheck.changes.git import GitRepositories  # noqa: PLC0415 - few runs need git

    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    source = f"{server}/{environment.get('GITHUB_REPOSITORY', 'OWNER/REPOSITORY')}"
    return _Committed(event, tuple(_commits(environment)), source, GitRepositories())


def _commits(environment: Mapping[str, str]) -> Iterator[str]:
    """Commits of the maintainers, the fittest first: no stranger can bring another one for it."""
    from awesomecheck.changes.bases import read_pull_request  # noqa: PLC0415

    proposed = read_pull_request(environment.get("GITHUB_EVENT_PATH"))
    for commit in (proposed.base, environment.get("GITHUB_SHA")):
        if commit and _COMMIT.fullmatch(commit):
            yield commit


class _Committed:
    """The files of work trees as a commit of the maintainers has them."""

    def __init__(
        self, event: str, commits: Sequence[str], source: str, repositories: "GitRepositories"
    ) -> None:
        self._event = event
        self._commits = commits
        self._source = source
        self._repositories = repositories
        self._found: dict[Path, str] = {}
        self._contents: dict[Path, bytes | None] = {}

    @property
    def distrust_reason(self) -> str:
        return f"a run for `{self._event}` has secrets, and may have the files of a stranger"

    def is_file(self, path: Path) -> bool:
        return work_tree(path) is not None and self._content(path) is not None

    def read(self, path: Path, most: int) -> bytes:
        if work_tree(path) is None:  # only the workflow can have named it
            return DISK.read(path, most)
        content = self._content(path)
        if content is None:
            raise FileNotFoundError(
                errno.ENOENT, f"it is not in the base, and {self.distrust_reason}", str(path)
            )
        return content[:most]

    def named(self, path: Path) -> str:
        top = work_tree(path)
        return str(path) if top is None else f"{path} ({self._commit(top)[:12]})"

    def _content(self, path: Path) -> bytes | None:
        """What the commit has at a path, which is never looked up on the disk: links are there."""
        if path not in self._contents:
            top = work_tree(path)
            assert top  # noqa: S101 - callers ask before
            name = Path(os.path.abspath(path)).relative_to(top).as_posix()  # noqa: PTH100
            repository = self._repositories.at(top)
            self._contents[path] = repository.committed(self._commit(top), name)
        return self._contents[path]

    def _commit(self, top: Path) -> str:
        if top not in self._found:
            self._found[top] = self._first(self._repositories.at(top))
        return self._found[top]

    def _first(self, repository: "GitRepository") -> str:
        for commit in self._commits:
            if repository.commit(commit):
                return commit
        wanted = self._commits[0] if self._commits else "GITHUB_SHA"
        raise UserError(
            f"{self.distrust_reason}, so that the configuration counts as the base has it;"
            f" {repository.top} does not have the base, {wanted[:12]}",
            hint=f"fetch it first: `git fetch --depth=1 {self._source} {wanted}`, or"
            " `fetch-depth: 0` for actions/checkout; --isolated does without a configuration",
        )
