"""The commands `fleet report` and `fleet diff`: what there is to say of fleets that have run."""

from collections.abc import Callable, Iterator, Sequence
import json
from pathlib import Path
from typing import Final, TypeVar

from awesomecheck.cli.failures import DONE, FAILED, print_error
from awesomecheck.cli.reports import write_out
from awesomecheck.cli.requests import protect
from awesomecheck.cli.terminal import say
from awesomecheck.errors import UserError
from awesomecheck.fleet.compare import compare_fleets
from awesomecheck.fleet.differences import diff_as_data, diff_as_markdown, diff_as_text
from awesomecheck.fleet.manifest import MANIFEST
from awesomecheck.fleet.query import FAULTS, Fleet, open_fleet, without_damaged
from awesomecheck.fleet.report.examine import examined, notices
from awesomecheck.fleet.report.page import fleet_page
from awesomecheck.formats.markdown import MAX_CHARACTERS, within
from awesomecheck.safety.escape import disarm_json

Found = TypeVar("Found")
_FOR_PEOPLE: Final = 20
"""Lists and links of each kind that are shown."""
_REST: Final = "\n> [!NOTE]\n> The rest did not fit: `--format text` and `json` have it.\n"


def write_report(folder: Path, output: Path | None, top: int) -> int:
    """Write the page about a fleet.

    Args:
        folder: of the fleet.
        output: the file to write; None for standard output.
        top: the most rows of each table.

    Returns:
        The exit status.

    Raises:
        UserError: there is no fleet, or the page cannot be written.
    """
    fleet = without_damaged(open_fleet(folder), whole=False)
    protect((output,), _files(fleet))
    fleet, found = _asked(fleet, lambda readable: examined(readable, top))
    for notice in notices(fleet):
        say(f"{folder}: {notice}")
    write_out(fleet_page(found), output)
    for error in fleet.left_out:
        print_error(error)
    return FAILED if fleet.left_out else DONE


def write_diff(
    folders: tuple[Path, Path], format_name: str, output: Path | None, top: int | None
) -> None:
    """Write what changed from one fleet to another.

    Args:
        folders: of the fleets, the earlier one first.
        format_name: `text`, `markdown` or `json`.
        output: the file to write; None for standard output.
        top: the most lists and links of each kind; None for what suits the format.

    Raises:
        UserError: a folder has no fleet, or a file in it cannot be read.
    """
    old, new = (_whole(folder) for folder in folders)
    protect((output,), (*_files(old), *_files(new)))
    most = top or (None if format_name == "json" else _FOR_PEOPLE)
    try:
        found = compare_fleets(old, new, most)
    except FAULTS as error:
        for fleet in (old, new):
            _refuse(without_damaged(fleet, whole=True))
        raise _unreadable(error, new) from error
    if format_name == "json":
        text = disarm_json(json.dumps(diff_as_data(found), indent=2)) + "\n"
    elif format_name == "markdown":
        text = _fitting([*diff_as_markdown(found)])
    else:
        text = "".join(f"{line}\n" for line in diff_as_text(found))
    write_out(text, output)


def _fitting(parts: Sequence[str]) -> str:
    """Return as much Markdown as GitHub takes."""
    shown = within(MAX_CHARACTERS - len(_REST), parts)
    return "".join(shown) + (_REST if len(shown) < len(parts) else "")


def _files(fleet: Fleet) -> Iterator[Path]:
    yield fleet.folder / MANIFEST
    for paths in fleet.files.values():
        yield from paths


def _asked(fleet: Fleet, question: Callable[[Fleet], Found]) -> tuple[Fleet, Found]:
    """Return an answer, and the fleet without files that turned out to be damaged.

    Raises:
        UserError: no damaged file explains why there is no answer.
    """
    try:
        return fleet, question(fleet)
    except FAULTS as error:
        readable = without_damaged(fleet, whole=True)
        if readable.left_out == fleet.left_out:
            raise _unreadable(error, fleet) from error
        return readable, question(readable)


def _unreadable(error: BaseException, fleet: Fleet) -> UserError:
    return UserError(f"{fleet.folder}: cannot be read: {str(error).partition(chr(10))[0]}")


def _whole(folder: Path) -> Fleet:
    """Return a fleet none of whose files is damaged.

    Raises:
        UserError: there is no fleet, or one is: what it had would seem to be gone.
    """
    fleet = without_damaged(open_fleet(folder), whole=False)
    _refuse(fleet)
    return fleet


def _refuse(fleet: Fleet) -> None:
    match fleet.left_out:
        case (first, *others):
            raise UserError(first.message, hint=first.hint, others=tuple(others))
        case _:
            pass
