"""Find out which repository on GitHub a report links to, from a runner's variables or a clone.

On a runner, only these variables contain the repository's address:
https://docs.github.com/actions/reference/workflows-and-actions/variables
"""

from collections.abc import Mapping
import os
from pathlib import Path

from awesomecheck.document.source import Source
from awesomecheck.errors import UserError
from awesomecheck.regexes import regex
from awesomecheck.safety.checkout import repository_path

_SERVER = regex(r"https?://[\w.:-]+")
_REPOSITORY = regex(r"[\w.-]+/[\w.-]+")
_COMMIT = regex(r"[0-9a-f]{40,64}")


def page(source: Source, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the URL of a file's source on GitHub, to which `#L1` and so on can be appended.

    None if the text differs from that in the commit of the run, because it was fixed or another
    commit is checked out: line numbers would be wrong.
    """
    server = environment.get("GITHUB_SERVER_URL", "")
    repository = environment.get("GITHUB_REPOSITORY", "")
    commit = environment.get("GITHUB_SHA", "")
    shapes = ((_SERVER, server), (_REPOSITORY, repository), (_COMMIT, commit))
    if not all(shape.fullmatch(value) for shape, value in shapes):
        return None
    return _page(source, f"{server}/{repository}", commit)


def page_of_clone(source: Source) -> str | None:
    """Return the same for a file of a clone; None if its commit is not on GitHub, too."""
    from awesomecheck.changes.git import GitRepositories  # noqa: PLC0415 - few runs need git
    from awesomecheck.changes.remote import github_name, is_pushed  # noqa: PLC0415

    try:
        repository = GitRepositories().of(Path(source.path))
        name, commit = github_name(repository), repository.commit("HEAD")
        if not (name and commit and is_pushed(repository, commit)):
            return None
    except UserError:
        return None
    return _page(source, f"https://github.com/{name}", commit)


def _page(source: Source, repository: str, commit: str) -> str | None:
    path = repository_path(source.path)
    if _committed(source.path, path, commit) != source.text:
        return None
    from urllib.parse import quote  # noqa: PLC0415 - most runs are not on GitHub

    return f"{repository}/blob/{commit}/{quote(os.fsencode(path))}?plain=1"


def base_branch(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the base branch of the pull request, if the run is for one."""
    return environment.get("GITHUB_BASE_REF") or None


def _committed(shown: str, path: str, commit: str) -> str | None:
    from awesomecheck.changes.git import GitRepositories  # noqa: PLC0415 - as above

    if not Path(shown).is_file():
        return None
    try:
        data = GitRepositories().of(Path(shown)).committed(commit, path)
    except UserError:
        return None
    return None if data is None else Source.from_text(data.decode(errors="replace")).text
