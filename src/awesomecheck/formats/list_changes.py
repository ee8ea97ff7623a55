"""Say in words what a change does to a list: for people, for GitHub, and as JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from awesomecheck.changes.compare import ChangeKind, ListChange
from awesomecheck.errors import counted
from awesomecheck.formats._gfm import prose
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal

_ENTRIES: Mapping[ChangeKind, str] = {
    "entry-added": "adds {}",
    "entry-removed": "removes {}",
    "venue-given": "gives {} a venue",
    "venue-changed": "changes the venue of {}",
    "venue-removed": "removes the venue of {}",
    "link-added": "adds links to {}",
    "link-changed": "changes links of {}",
    "link-removed": "removes links of {}",
    "name-changed": "changes the name of {}",
    "title-changed": "changes the title of {}",
    "authors-changed": "changes the authors of {}",
    "date-changed": "changes the date of {}",
    "description-changed": "changes the description of {}",
    "wording-changed": "changes other words of {}",
    "entry-moved": "moves {}",
    "form-changed": "changes the form of {}",
}
_SECTIONS: Mapping[ChangeKind, str] = {
    "section-added": "adds {}",
    "section-removed": "removes {}",
    "section-renamed": "renames {}",
    "section-moved": "moves {}",
}
_UNNAMED: tuple[ChangeKind, ...] = ("contents-changed", "other-lines", "blank-lines")
_MOST_OPEN = 10
"""So many changes of a kind are listed in Markdown without being folded."""
_LONGEST = 300


class ChangedList(Struct, frozen=True):
    """A list, and what a change does to it."""

    path: str
    changes: tuple[ListChange, ...]


def in_words(changes: Sequence[ListChange]) -> str:
    """Return in one line what a change does: `adds 3 entries, moves 1 entry`."""
    return ", ".join(_phrase(kind, own) for kind, own in _by_kind(changes)) or "changes nothing"


def _by_kind(changes: Sequence[ListChange]) -> Iterator[tuple[ChangeKind, list[ListChange]]]:
    for kind, own in groupby(changes, key=_kind):
        yield kind, list(own)


def _kind(change: ListChange) -> ChangeKind:
    return change.kind


def _phrase(kind: ChangeKind, changes: Sequence[ListChange]) -> str:
    if kind in _ENTRIES:  # an entry may have gained two links
        places = {(each.line, each.old_line) for each in changes}
        return _ENTRIES[kind].format(counted(len(places), "entry"))
    if kind in _SECTIONS:
        return _SECTIONS[kind].format(counted(len(changes), "section"))
    if kind == "contents-changed":
        return "changes the table of contents"
    if kind == "blank-lines":
        return "changes only blank lines or line breaks"
    [change] = changes
    counts = (("adds", int(change.after)), ("removes", int(change.before)))
    said = [f"{verb} {counted(count, 'other line')}" for verb, count in counts if count]
    return " and ".join(said)


def _detail(change: ListChange) -> str:
    """Return what happened to one entry or section, after its line and name."""
    match change.kind:
        case "entry-moved" | "section-moved":
            if change.before or change.after:
                return f'from "{change.before}" to "{change.after}"'
            return f"from line {change.old_line}"
        case "section-renamed":
            return f'was "{change.before}"'
        case "section-added" | "section-removed":
            return ""
        case "entry-added" | "entry-removed" | "form-changed" | "wording-changed":
            return f'in "{change.section}"' if change.section else ""
        case _:
            was = f"was {change.before}" if change.before else ""
            return "; ".join(filter(None, (change.after, was)))


def _line(change: ListChange) -> str:
    """Return the line of a change: in the new list, or in the old one if it is not there."""
    return str(change.line) if change.line is not None else f"{change.old_line} (old)"


def as_text(lists: Sequence[ChangedList]) -> Iterator[str]:
    """Yield lines for a terminal: in one line what happens to a list, then each change."""
    for number, each in enumerate(lists):
        if number:
            yield ""
        yield _shown(f"{each.path}: {in_words(each.changes)}")
        for kind, own in _by_kind(each.changes):
            if kind not in _UNNAMED:
                yield ""
                yield f"{_phrase(kind, own)}:"
                yield from (_shown(_sentence(change)) for change in own)


def _sentence(change: ListChange) -> str:
    detail = _detail(change)
    subject = change.subject or "(no name)"
    return f"  line {_line(change)}: {subject}{f' ({detail})' if detail else ''}"


def _shown(line: str) -> str:
    return disarm_commands(escape_for_terminal(line))


def as_markdown(lists: Sequence[ChangedList], room: int) -> Iterator[str]:
    """Yield Markdown for GitHub: a sentence for each list, then lists of changes by kind.

    Args:
        lists: the lists.
        room: the most characters; what does not fit is counted.
    """
    for each in lists:
        head = f"\n{prose(f'`{each.path}` {in_words(each.changes)}', _LONGEST)}.\n"
        yield head
        room -= len(head)
        for kind, own in _by_kind(each.changes):
            if kind in _UNNAMED:
                continue
            lines: list[str] = []
            for change in own:
                line = f"- {prose(_item(change), _LONGEST)}\n"
                room -= len(line)
                if room < 0:
                    lines.append(f"- … and {len(own) - len(lines)} more\n")
                    break
                lines.append(line)
            title = _phrase(kind, own)
            title = title[0].upper() + title[1:]
            if len(lines) > _MOST_OPEN:
                body = "".join(lines)
                yield f"\n<details>\n<summary>{title}</summary>\n\n{body}\n</details>\n"
            else:
                yield f"\n{title}:\n\n{''.join(lines)}"


def _item(change: ListChange) -> str:
    detail = _detail(change)
    subject = change.subject or "(no name)"
    return f"{subject}, line {_line(change)}{f' ({detail})' if detail else ''}"


def as_data(lists: Sequence[ChangedList]) -> dict[str, object]:
    """Return an object with what happens to each list."""
    return {
        "version": 1,
        "files": [
            {
                "path": each.path,
                "summary": in_words(each.changes),
                "counts": dict(Counter(change.kind for change in each.changes)),
                "changes": [_record(change) for change in each.changes],
            }
            for each in lists
        ],
    }


def _record(change: ListChange) -> dict[str, object]:
    return {
        **change._asdict(),
        "before": change.before or None,
        "after": change.after or None,
    }
