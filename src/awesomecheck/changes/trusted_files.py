"""Read configurations and baselines from a trusted commit where a run has secrets.

GitHub runs some events with the repository's secrets though anybody can trigger them. If such a
run checks out a pull request, its files are untrusted. So the configuration and the baseline are
read from a commit of the maintainers, and no module beside them is imported
(https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/).
"""

from collections.abc import Iterator, Mapping, Sequence
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from awesomecheck.errors import UserError
from awesomecheck.regexes import regex
from awesomecheck.safety.checkout import work_tree
from awesomecheck.safety.file_source import DISK, FileSource
from awesomecheck.safety.runner import untrusted_event

if TYPE_CHECKING:
    from awesomecheck.changes.git import GitRepositories, GitRepository

_BY_HAND = "workflow_dispatch"
"""Only maintainers start such a run, often of the workflow that also runs on a schedule: it is
not to fail because of its plugins."""
_ON_BASE = "pull_request_target"
"""The one event for a pull request whose run is for a commit of the base branch."""
_COMMIT = regex(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def trusted_files(environment: Mapping[str, str]) -> FileSource:
    """Return the source of configurations and baselines for this run."""
    event = untrusted_event(environment)
    if event is None:
        return DISK
    from awesomecheck.changes.git import GitRepositories  # noqa: PLC0415 - rarely needed

    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    source = f"{server}/{environment.get('GITHUB_REPOSITORY', 'OWNER/REPOSITORY')}"
    commits = tuple(_commits(event, environment))
    return _CommittedFiles(event, commits, source, GitRepositories())


def _commits(event: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield commits of the maintainers, which nobody else can set, the best first."""
    from awesomecheck.changes.bases import read_pull_request  # noqa: PLC0415

    base = read_pull_request(environment.get("GITHUB_EVENT_PATH")).base
    own = environment.get("GITHUB_SHA") if base is None or event == _ON_BASE else None
    for commit in (base, own):
        if commit and _COMMIT.fullmatch(commit):
            yield commit


class _CommittedFiles:
    """The files of work trees, as they are in a commit of the maintainers."""

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
        return f"a run for `{self._event}` has secrets, and its files may be untrusted"

    @property
    def skips_plugins(self) -> bool:
        return self._event == _BY_HAND

    def is_file(self, path: Path) -> bool:
        return work_tree(path) is not None and self._content(path) is not None

    def read(self, path: Path, most: int) -> bytes:
        if work_tree(path) is None:  # only the workflow can name it
            return DISK.read(path, most)
        content = self._content(path)
        if content is None:
            raise FileNotFoundError(
                errno.ENOENT, f"not in the base commit; {self.distrust_reason}", str(path)
            )
        return content[:most]

    def named(self, path: Path) -> str:
        top = work_tree(path)
        return str(path) if top is None else f"{path} ({self._commit(top)[:12]})"

    def _content(self, path: Path) -> bytes | None:
        """Return the content in the commit, never from the disk, which may have symbolic links."""
        if path not in self._contents:
            top = work_tree(path)
            assert top  # noqa: S101 - callers check it
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
            if repository.commit(commit) == commit:  # else it is the name of a branch
                return commit
        wanted = self._commits[0] if self._commits else "GITHUB_SHA"
        raise UserError(
            f"{repository.top} does not have the base commit {wanted[:12]}, which the"
            f" configuration is read from: {self.distrust_reason}",
            hint=f"fetch it first: `git fetch --depth=1 {self._source} {wanted}`, or"
            " `fetch-depth: 0` for actions/checkout; or use no configuration: `--isolated`",
        )
