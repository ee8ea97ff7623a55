"""Find the change that a report is limited to: from the request, pre-commit or GitHub."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.changes.lines import ChangeRequest
from awesomecheck.errors import MissingInputError, UserError
from awesomecheck.runs.texts import ListFile, Texts

if TYPE_CHECKING:
    from awesomecheck.changes.find import ChangeNotice

_VARIABLES = ("PRE_COMMIT", "PRE_COMMIT_FROM_REF", "GITHUB_EVENT_NAME")


class Narrowed(Struct, frozen=True):
    """The texts of a run, each with its change, and notices."""

    files: tuple[ListFile, ...]
    notices: "tuple[ChangeNotice, ...]" = ()


def in_hook(environment: Mapping[str, str]) -> bool:
    """Whether pre-commit or prek runs the program: a hook that passes has one line to say."""
    return bool(environment.get("PRE_COMMIT"))


def narrow(
    request: ChangeRequest, files: Sequence[ListFile], environment: Mapping[str, str]
) -> Narrowed:
    """Find the change of each text.

    Raises:
        UserError: the requested change cannot be found.
    """
    requested = request.since is not None or request.staged or request.patch is not None
    if request.whole or not (requested or any(name in environment for name in _VARIABLES)):
        return Narrowed(tuple(files))
    from awesomecheck.changes.find import Text, find  # noqa: PLC0415 - few runs need it

    texts = [Text(file.path, file.text.source) for file in files]
    found = find(request, texts, environment)
    pairs = zip(files, found.changes, strict=True)
    return Narrowed(tuple(file._replace(change=change) for file, change in pairs), found.notices)


def without_deleted(
    texts: Texts, environment: Mapping[str, str]
) -> "tuple[Texts, tuple[ChangeNotice, ...]]":
    """Replace errors about missing lists that the change deletes by notices.

    A workflow names such a list until someone changes the workflow.
    """
    missing = [Path(error.name) for error in texts.errors if isinstance(error, MissingInputError)]
    if not missing:
        return texts, ()
    from awesomecheck.changes.find import ChangeNotice, deleted  # noqa: PLC0415 - few runs need it

    gone = dict(deleted(missing, environment))
    notices = tuple(
        ChangeNotice(
            f"{path}: skipped: deleted since {base.description}",
            "remove it from the command or workflow",
        )
        for path, base in gone.items()
    )
    return replace(texts, errors=tuple(_without(texts.errors, gone))), notices


def _without(errors: Iterable[UserError], gone: Mapping[Path, object]) -> Iterable[UserError]:
    return (
        error
        for error in errors
        if not (isinstance(error, MissingInputError) and Path(error.name) in gone)
    )
