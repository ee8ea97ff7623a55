"""Where the repository of a clone is on GitHub."""

from awesomecheck.changes.git import GitRepository
from awesomecheck.document.target import github_target

_SSH = "git@"


def github_name(repository: GitRepository) -> str | None:
    """Return `owner/name` of the remote `origin`, if it is on GitHub."""
    done = repository.run("config", "--get", "remote.origin.url")
    return _full_name(done.stdout.decode(errors="replace").strip())


def is_pushed(repository: GitRepository, commit: str) -> bool:
    """Return whether a branch of the remote `origin` has a commit, as far as the clone knows."""
    done = repository.run(
        "for-each-ref", "--count=1", f"--contains={commit}", "refs/remotes/origin"
    )
    return done.returncode == 0 and bool(done.stdout.strip())


def _full_name(url: str) -> str | None:
    """Return `owner/name` of a remote on GitHub."""
    if url.startswith(_SSH):
        url = f"https://{url.removeprefix(_SSH).replace(':', '/', 1)}"
    if "//" not in url:
        return None
    host = url.partition("//")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    target = github_target(url.replace("ssh://git@", "https://", 1))
    return target.id if target and host.endswith("github.com") else None
