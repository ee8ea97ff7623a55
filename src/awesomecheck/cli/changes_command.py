"""The command `changes`: what a change does to lists, in words."""

from collections.abc import Callable, Sequence
import json

from awesomecheck.changes.compare import compare
from awesomecheck.document import parse
from awesomecheck.errors import as_internal_error
from awesomecheck.formats.list_changes import ChangedList, as_data, as_markdown, as_text
from awesomecheck.formats.markdown import MAX_CHARACTERS
from awesomecheck.runs.run import without_collection
from awesomecheck.runs.sides import find_sides
from awesomecheck.safety.escape import disarm_json


def changes(
    old: str | None,
    new: str | None,
    lists: Sequence[str],
    format_name: str,
    stdin: Callable[[], bytes],
) -> str:
    """Return what a change does to lists.

    Args:
        old: as for `find_sides`.
        new: as for `find_sides`.
        lists: as for `find_sides`.
        format_name: `text`, `markdown` or `json`.
        stdin: reads standard input.

    Raises:
        UserError: a version cannot be found or read.
    """
    found: list[ChangedList] = []
    for path, before, after in find_sides(old, new, lists, stdin):
        with as_internal_error(path), without_collection():
            found.append(ChangedList(path, compare(parse(before), parse(after))))
    if format_name == "json":
        return disarm_json(json.dumps(as_data(found), indent=2)) + "\n"
    if format_name == "markdown":
        return "".join(as_markdown(found, MAX_CHARACTERS)).lstrip("\n")
    return "".join(f"{line}\n" for line in as_text(found))
