"""Run git so that it runs nothing else, whatever the repository configures.

A repository may be a stranger's, with its `.git` folder: an unpacked archive, an artifact. Its
settings name programs for many occasions (https://git-scm.com/docs/git-config). So no command is
used that reads the work tree, fetches, merges or shows a log, and what is left is switched off
here. Arguments never pass through a shell.
"""

from collections.abc import Mapping, Sequence
import os
from pathlib import Path
import subprocess
import sys
from types import MappingProxyType

from awesomecheck.errors import UserError
from awesomecheck.safety.runner import untrusted_event

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
    "GIT_ALLOW_PROTOCOL": "none",
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
    seconds: float | None = None,
) -> "subprocess.CompletedProcess[bytes]":
    """Run git; a failure of git raises no error.

    Args:
        arguments: the command and its arguments.
        folder: where to run it; None for the current folder.
        variables: the only variables whose names begin with `GIT_` that git gets from outside.
        data: its standard input.
        seconds: how long it may take; None for as long as it does.

    Raises:
        UserError: git cannot be run.
        TimeoutExpired: it takes longer.
    """
    inherited = {
        name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")
    }
    try:
        return subprocess.run(  # noqa: S603 - no shell, and whole arguments
            [_program(), *_OPTIONS, *arguments],
            cwd=folder,
            env={**inherited, **variables, **_VARIABLES},
            input=data,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except OSError as error:
        raise UserError(f"git cannot be run: {error.strerror}") from error


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
