"""What differs between two gaps, and how to say it."""

from collections.abc import Sequence
import re
from typing import NamedTuple

from awesomecheck.templates.shape import END, START

_MECHANICAL = frozenset(" \n*_[](){}<>.,:;-–—|'’\"“”`~/，：。；·+")
_OPENING = {"[": "]", "(": ")", "{": "}", "*": "*", "_": "_", '"': '"', "“": "”", "`": "`"}
_BRACKETS = frozenset("[]()")
_STYLES = {
    "**": "bold",
    "__": "bold",
    "*": "in italics",
    "_": "in italics",
    "`": "in code",
    "(": "in parentheses",
    "((": "in double parentheses",
    '"': "in quotes",
    "“": "in quotes",
    "{": "in braces",
}
_ROLES = {"other": "the link", "badge": "the badge", "project": "the project link"}
_NAMES = {
    "name": "the name",
    "title": "the title",
    "authors": "the authors",
    "description": "the description",
    "venue": "the venue",
    "year": "the year",
    "badge": "the badge",
    "mention": "the link",
}


class Change(NamedTuple):
    """The stretch in which a gap differs from the one that was expected."""

    number: int
    """Of the gap in its form."""
    expected: str
    actual: str
    at: int
    """Where the two begin to differ."""
    wanted: str
    found: str

    @property
    def end(self) -> int:
        """Where the stretch ends in the actual gap."""
        return self.at + len(self.found)

    @property
    def is_about_blanks(self) -> bool:
        """Whether it changes nothing that is seen but the blanks between marks."""
        return "".join(self.wanted.split()) == "".join(self.found.split())

    @property
    def is_about_brackets(self) -> bool:
        """Whether it adds or removes brackets."""
        return not self.is_about_blanks and not _BRACKETS.isdisjoint(self.wanted + self.found)


def difference(index: int, expected: str, actual: str) -> Change | None:
    """How two gaps differ; None where it is in words, or in how many lines there are."""
    if expected.count("\n") != actual.count("\n"):
        return None
    shorter = min(len(expected), len(actual))
    at = 0
    while at < shorter and expected[at] == actual[at]:
        at += 1
    tail = 0
    while tail < shorter - at and expected[-1 - tail] == actual[-1 - tail]:
        tail += 1
    wanted = expected[at : len(expected) - tail]
    found = actual[at : len(actual) - tail]
    if not (_MECHANICAL.issuperset(wanted) and _MECHANICAL.issuperset(found)):
        return None
    return Change(index, expected, actual, at, wanted, found)


def style_of_pair(opening: Change, closing: Change) -> str | None:
    """What two changes around something are about together, such as `not bold`."""
    for lacking in (True, False):
        outer = opening.wanted if lacking else opening.found
        inner = closing.wanted if lacking else closing.found
        other = (opening.found + closing.found) if lacking else (opening.wanted + closing.wanted)
        mark = outer.strip()
        if not mark or other.strip() or _mirrored(mark) != inner.strip():
            continue
        whole = (opening.expected if lacking else opening.actual).rstrip()
        run = whole[len(whole.rstrip(mark[-1])) :]
        style = _STYLES.get(run) or ("in double brackets" if "[[" in whole else "in brackets")
        return f"not {style}" if lacking else style
    return None


def _mirrored(opening: str) -> str | None:
    if any(char not in _OPENING for char in opening):
        return None
    return "".join(_OPENING[char] for char in reversed(opening))


def name_of(mark: str) -> str:
    """What a reader would call a mark."""
    if mark in _NAMES:
        return _NAMES[mark]
    if mark[:1] == "=":
        return f"`{mark[1:]}`" if len(mark) > 1 else "the link"
    role = mark.lstrip("@")
    return _ROLES.get(role) or f"the {role} link"


def without_role(mark: str, form: Sequence[str]) -> str:
    """The mark of a link as it is called where it is alone: nobody looks for a code link there."""
    links = sum(each[:1] == "@" for each in form[1::2])
    return "@other" if links == 1 and mark[:1] == "@" else mark


def be(mark: str) -> str:
    """The verb that goes with the name of a mark."""
    return "are" if mark == "authors" else "is"


def described(change: Change, left: str, right: str) -> str:
    """A change in words, without the habit that it is held against.

    Args:
        change: the change.
        left: the mark before the gap, or START.
        right: the mark after it, or END.

    Returns:
        What is wanted, beginning with `expected`, or else what is wrong.
    """
    if "\n" in change.expected[: change.at + 1]:
        nested = _nested(change, right)
        if nested:
            return nested
    wanted, found = change.wanted.strip(), change.found.strip()
    place = _place(change, left, right)
    if not wanted and not found:
        return _blanks(change, place)
    if not found:
        return f"expected `{wanted}` {place}"
    if not wanted:
        return f"unexpected `{found}` {place}"
    if change.is_about_blanks:
        return _spacing(change.wanted, change.found)
    return f"expected `{wanted}` {place}, not `{found}`"


_MARKER = re.compile(r"(?:-|1[.)]) *")


def _place(change: Change, left: str, right: str) -> str:
    if right == END:
        return f"after {name_of(left)}"
    marks = (change.wanted + change.found).strip()
    if left == START and not marks and _MARKER.fullmatch(change.actual, 0, change.at):
        return "after the marker"
    rest = change.actual[change.end :]
    opens = set(marks) <= set("[({*_") and not rest.strip("[({*_") and change.at > 0
    if left == START or (opens and (marks or change.actual[: change.at].strip())):
        return f"before {name_of(right)}"
    return f"after {name_of(left)}"


def _blanks(change: Change, place: str) -> str:
    if change.actual[change.end : change.end + 1] == "\n":
        return f"{'unexpected' if change.found else 'expected'} blanks at the end of the line"
    wanted, found = _run_at(change.expected, change.at), _run_at(change.actual, change.at)
    if wanted > 1:
        return f"expected {wanted} blanks {place}, not {found}"
    if not change.found:
        return f"expected a blank {place}"
    return f"{'more than one' if wanted else 'unexpected'} blank {place}"


def _run_at(gap: str, at: int) -> int:
    """The number of blanks that stand together at a place."""
    before, after = gap[:at], gap[at:]
    return len(before) - len(before.rstrip(" ")) + len(after) - len(after.lstrip(" "))


def _spacing(wanted: str, found: str) -> str:
    """What is wrong with the blanks between marks that are the right ones."""
    marks = "".join(wanted.split())
    parts: list[str] = []
    runs = zip(_VISIBLE.split(wanted), _VISIBLE.split(found), strict=True)
    for at, (want, here) in enumerate(runs):
        if want != here:
            count = "a blank" if not want else f"{len(here)} blanks" if here else "no blank"
            if 0 < at < len(marks):
                parts.append(f"{count} between `{marks[at - 1]}` and `{marks[at]}`")
            else:
                parts.append(f"{count} {'after' if at else 'before'} `{marks}`")
    if len(parts) == 2 and len(_VISIBLE.split(wanted)) == 2:
        return parts[0].removesuffix(f" `{marks}`") + f" and {parts[1]}"
    return " and ".join(parts)


_VISIBLE = re.compile(r"\S")
_LINE = re.compile(r"\n([ \t]*)([-*+]|\d+[.)])?( *)")


def _nested(change: Change, right: str) -> str | None:
    expected, actual = _LINE.search(change.expected), _LINE.search(change.actual)
    if expected is None or actual is None:
        return None
    if expected[1] != actual[1]:
        return (
            f"the line of {name_of(right)} is indented by {len(actual[1])},"
            f" {len(expected[1])} expected"
        )
    if expected[2] != actual[2] and expected[2] and actual[2]:
        return f"expected the marker `{expected[2]}` before {name_of(right)}, not `{actual[2]}`"
    return None


def quoted(gap: str) -> str:
    """A gap or a template in a message of one line."""
    return f"`{gap}`".replace("\n", "\\n")
