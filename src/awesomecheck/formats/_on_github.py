"""What GitHub's runner tells of where a report will be read, for links and commands in it.

A report depends on these variables beside what was found, for nothing else knows the repository's
address: https://docs.github.com/actions/reference/workflows-and-actions/variables
"""

from collections.abc import Mapping
import os
from pathlib import Path
import re

from awesomecheck.document import Source
from awesomecheck.errors import UserError
from awesomecheck.safety.checkout import repository_path

_SERVER = re.compile(r"https?://[\w.:-]+")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


def page(source: Source, environment: Mapping[str, str] = os.environ) -> str | None:
    """The address at which GitHub shows the source of a file, `#L1` and so on to be appended.

    There is none where the commit of the run has another text, be it mended or not checked out:
    lines would not be where the report says.
    """
    server = environment.get("GITHUB_SERVER_URL", "")
    repository = environment.get("GITHUB_REPOSITORY", "")
    commit = environment.get("GITHUB_SHA", "")
    shapes = ((_SERVER, server), (_REPOSITORY, repository), (_COMMIT, commit))
    if not all(shape.fullmatch(value) for shape, value in shapes):
        return None
    path = repository_path(source.path)
    if _committed(source.path, path, commit) != source.text:
        return None
    from urllib.parse import quote  # noqa: PLC0415 - most runs are not on GitHub

    return f"{server}/{repository}/blob/{commit}/{quote(os.fsencode(path))}?plain=1"


def base_branch(environment: Mapping[str, str] = os.environ) -> str | None:
    """The branch that a pull request is to be merged into, where the run is for one."""
    return environment.get("GITHUB_BASE_REF") or None


def _committed(shown: str, path: str, commit: str) -> str | None:
    from awesomecheck.changes.git import Repositories  # noqa: PLC0415 - as above

    if not Path(shown).is_file():
        return None
    try:
        data = Repositories().of(Path(shown)).blob(commit, path)
    except UserError:
        return None
    return None if data is None else Source.from_text(data.decode(errors="replace")).text
