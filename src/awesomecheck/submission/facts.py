"""Facts about the repository of a list: from its clone, and from GitHub."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from awesomecheck.changes.git import GitRepositories, GitRepository
from awesomecheck.changes.remote import github_name
from awesomecheck.errors import UserError
from awesomecheck.links.services.repository import RemoteRepository

_SHALLOW = "the clone is shallow: `git fetch --unshallow` fetches the rest"


class ListFacts(NamedTuple):
    """What is known of a repository; None for what is not."""

    full_name: str | None = None
    """`owner/name` on GitHub."""
    name: str | None = None
    branch: str | None = None
    """The default branch."""
    description: str | None = None
    topics: tuple[str, ...] | None = None
    archived: bool | None = None
    since: datetime | None = None
    """The first commit, or when the repository was created: whichever is later."""
    unknown: str = ""
    """Why facts are not known."""

    def over(self, other: "ListFacts") -> "ListFacts":
        """Return these facts, with what is not known from others."""
        dates = [each for each in (self.since, other.since) if each]
        return ListFacts(
            full_name=self.full_name or other.full_name,
            name=self.name or other.name,
            branch=self.branch or other.branch,
            description=other.description if self.description is None else self.description,
            topics=other.topics if self.topics is None else self.topics,
            archived=other.archived if self.archived is None else self.archived,
            since=max(dates, default=None),
            unknown=self.unknown or other.unknown,
        )


def remote_facts(repository: RemoteRepository) -> ListFacts:
    """Return what GitHub says."""
    return ListFacts(
        full_name=repository.full_name,
        name=repository.full_name.partition("/")[2],
        branch=repository.branch,
        description=repository.description,
        topics=repository.topics,
        archived=repository.archived,
        since=_date(repository.created),
    )


def local_facts(path: Path) -> ListFacts:
    """Return what the clone says that a list is in."""
    try:
        repository = GitRepositories().of(path)
        full_name = github_name(repository)
        name = full_name.partition("/")[2] if full_name else repository.top.name
        facts = ListFacts(full_name, name, _branch(repository))
        if repository.shallow:
            return facts._replace(unknown=_SHALLOW)
        return facts._replace(since=_first_commit(repository))
    except UserError as error:
        return ListFacts(unknown=error.message)


def _line(repository: GitRepository, *arguments: str) -> str | None:
    done = repository.run(*arguments)
    text = done.stdout.decode(errors="replace").strip()
    return text if done.returncode == 0 and text else None


def _branch(repository: GitRepository) -> str | None:
    """Return the default branch of the remote, else the one that is checked out."""
    remote = _line(repository, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
    if remote:
        return remote.removeprefix("refs/remotes/origin/")
    own = _line(repository, "symbolic-ref", "--quiet", "HEAD")
    return own.removeprefix("refs/heads/") if own else None


def _first_commit(repository: GitRepository) -> datetime | None:
    """Return the date of the first commit."""
    roots = _line(repository, "rev-list", "--max-parents=0", "--timestamp", "HEAD") or ""
    try:
        seconds = [int(line.partition(" ")[0]) for line in roots.splitlines()]
        return datetime.fromtimestamp(min(seconds), UTC) if seconds else None
    except (ValueError, OverflowError, OSError):  # years that no calendar has
        return None


def _date(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
