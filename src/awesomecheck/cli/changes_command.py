"""The command `changes`: what a change does to lists, in words."""

from collections.abc import Iterable
import json

from awesomecheck.changes.compare import compare
from awesomecheck.document import parse
from awesomecheck.errors import as_internal_error
from awesomecheck.formats.list_changes import ChangedList, as_data, as_markdown, as_text
from awesomecheck.formats.markdown import MAX_CHARACTERS
from awesomecheck.runs.run import without_collection
from awesomecheck.runs.sides import Sides
from awesomecheck.safety.escape import disarm_json


def changes(compared: Iterable[Sides], format_name: str) -> str:
    """Return what a change does to lists.

    Args:
        compared: the lists before and after it.
        format_name: `text`, `markdown` or `json`.
    """
    found: list[ChangedList] = []
    for path, before, after in compared:
        with as_internal_error(path), without_collection():
            found.append(ChangedList(path, compare(parse(before), parse(after))))
    if format_name == "json":
        return disarm_json(json.dumps(as_data(found), indent=2)) + "\n"
    if format_name == "markdown":
        return "".join(as_markdown(found, MAX_CHARACTERS)).lstrip("\n")
    return "".join(f"{line}\n" for line in as_text(found))
