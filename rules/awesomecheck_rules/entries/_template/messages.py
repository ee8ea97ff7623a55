"""What to say of an entry that differs: what is wrong, and what the others do."""

from msgspec import Struct

from awesomecheck import counted, regex
from awesomecheck.templates import END, START, GapChange, Shape, marks_around, name_of

_CLOSING = {"[": "]", "(": ")", "{": "}", "*": "*", "_": "_", '"': '"', "“": "”", "`": "`"}
_STYLES = {
    "***": "bold and in italics",
    "**": "bold",
    "__": "bold",
    "*": "in italics",
    "_": "in italics",
    "`": "in backquotes",
    "(": "in parentheses",
    "((": "in double parentheses",
    '"': "in quotes",
    "“": "in quotes",
    "{": "in braces",
}
_EMPHASIS = frozenset("*_")
_MARKER = regex(r"(?:-|1[.)]) *")
_RUN = regex(r"([-–—:~=|/])\1*")
_VISIBLE = regex(r"\S")
_LINE = regex(r"\n([ \t]*)([-*+]|\d+[.)])?( *)")


class Words(Struct, frozen=True):
    """What is wrong with an entry, and how the others do it."""

    what: str
    others: str
    """With `{}` for how many they are."""

    def with_others(self, others: str | None) -> str:
        """Return the whole message.

        Args:
            others: how many entries do otherwise; None if a template says so.
        """
        reason = self.others.format(others) if others else "unlike the template"
        return f"{self.what} ({reason})"


def missing(field: str) -> Words:
    """Return the words for a missing field."""
    return Words(f"missing {field}", f"{{}} have {'them' if field == 'authors' else 'one'}")


def changed(change: GapChange, shape: Shape) -> Words:
    """Return the words for a gap that differs."""
    left, right = (_without_role(mark, shape) for mark in marks_around(shape, change.number))
    if "\n" in change.expected[: change.at + 1] and (words := _nested(change, right)):
        return words
    wanted, found = change.wanted.strip(), change.found.strip()
    place = _place(change, left, right)
    if wanted and _EMPHASIS.isdisjoint(wanted):
        found = found.strip("*_ ")  # half of the emphasis of a text beside it
    if not wanted and not found:
        return _spaces(change, place)
    if run := _longer_run(change):
        return Words(f"use `{run[0]}` instead of `{run[1]}` {place}", "{} do")
    if not found:
        return Words(f"missing `{wanted}` {place}", "{} have it")
    if not wanted:
        return Words(f"unexpected `{found}` {place}", "{} have none")
    if change.is_only_spaces:
        return Words(_spacing(change.wanted, change.found), "unlike {}")
    return Words(f"use `{wanted}` instead of `{found}` {place}", "{} do")


def _longer_run(change: GapChange) -> tuple[str, str] | None:
    """Return the dashes or dots of a format and those of the entry, if these are more or fewer."""
    found = [_RUN.search(gap) for gap in (change.expected, change.actual)]
    if not all(found) or (change.wanted + change.found).strip("-–—.:~=|/"):
        return None
    wanted, here = (match[0] for match in found if match)
    is_all = change.expected.replace(wanted, here, 1) == change.actual
    return (wanted, here) if is_all and wanted != here and wanted[0] == here[0] else None


def restyled(opening: GapChange, closing: GapChange, shape: Shape) -> Words | None:
    """Return the words for two gaps that differ in the style of what is between; None if not."""
    mark = _without_role(marks_around(shape, opening.number)[1], shape)
    name = name_of(mark).removeprefix("the ")
    verb, pronoun = ("are", "they are") if mark == "authors" else ("is", "it is")
    if not (opening.found + closing.found).strip():
        style = _style(opening.expected, opening.wanted, closing.wanted)
        return Words(f"{name} {verb} not {style}", f"{pronoun} in {{}}") if style else None
    if not (opening.wanted + closing.wanted).strip():
        style = _style(opening.actual, opening.found, closing.found)
        return Words(f"{name} {verb} {style}", f"{pronoun} not in {{}}") if style else None
    return None


def _style(gap: str, opening: str, closing: str) -> str | None:
    """Return the style that marks at the end of a gap begin, if others end it."""
    opening, gap = opening.strip(), gap.rstrip()
    mirrored = "".join(_CLOSING.get(char, "\0") for char in reversed(opening))
    if not opening or mirrored != closing.strip():
        return None
    run = gap[len(gap.rstrip(opening[-1])) :]
    return _STYLES.get(run) or ("in double brackets" if "[[" in gap else "in brackets")


def _without_role(mark: str, shape: Shape) -> str:
    """Return a mark so that an only link is called just that: the link."""
    is_only = mark[:1] == "@" and sum(each[:1] == "@" for each in shape[1::2]) == 1
    return "@other" if is_only else mark


def _place(change: GapChange, left: str, right: str) -> str:
    if right == END:
        return f"after {name_of(left)}"
    marks = (change.wanted + change.found).strip()
    if left == START and not marks and _MARKER.fullmatch(change.actual, 0, change.at):
        return "after the list marker"
    rest = change.actual[change.end :]
    opens = set(marks) <= set("[({*_") and not rest.strip("[({*_") and change.at > 0
    if left == START or (opens and (marks or change.actual[: change.at].strip())):
        return f"before {name_of(right)}"
    return f"after {name_of(left)}"


def _spaces(change: GapChange, place: str) -> Words:
    if change.actual[change.end : change.end + 1] == "\n":
        place = "at the end of the line"
        if change.found:
            return Words(f"unexpected spaces {place}", "{} have none")
        return Words(f"missing spaces {place}", "{} have them")
    wanted, found = _run_at(change.expected, change.at), _run_at(change.actual, change.at)
    if wanted > 1 or (wanted and change.found):
        return Words(f"{counted(found, 'space')} {place}: use {wanted}", "{} do")
    if change.found:
        return Words(f"unexpected space {place}", "{} have none")
    return Words(f"missing space {place}", "{} have one")


def _run_at(gap: str, at: int) -> int:
    """Return the number of neighbouring spaces at a place."""
    before, after = gap[:at], gap[at:]
    return len(before) - len(before.rstrip(" ")) + len(after) - len(after.lstrip(" "))


def _spacing(wanted: str, found: str) -> str:
    """Return what is wrong with the spaces between marks that are the right ones."""
    marks = "".join(wanted.split())
    parts: list[tuple[str, str]] = []
    runs = zip(_VISIBLE.split(wanted), _VISIBLE.split(found), strict=True)
    for at, (want, here) in enumerate(runs):
        if want != here:
            what = "missing space"
            if here:
                what = f"{len(here)} spaces" if want else "unexpected space"
            where = f"between `{marks[at - 1 : at]}` and `{marks[at : at + 1]}`"
            if at in (0, len(marks)):
                where = f"{'after' if at else 'before'} `{marks}`"
            parts.append((what, where))
    if len(marks) == 1 and len(parts) == 2:
        (before, _), (after, where) = parts
        return f"{before} before and {'' if before == after else f'{after} '}{where}"
    return " and ".join(f"{what} {where}" for what, where in parts)


def _nested(change: GapChange, right: str) -> Words | None:
    expected, actual = _LINE.search(change.expected), _LINE.search(change.actual)
    if expected is None or actual is None:
        return None
    line = "last line" if right == END else f"line of {name_of(right)}"
    if expected[1] != actual[1]:
        is_alike = set(actual[1]) <= set(expected[1]) or not expected[1]
        wanted = str(len(expected[1])) if is_alike else _indent(expected[1])
        what = f"{line} is indented by {_indent(actual[1])}: use {wanted}"
        return Words(what, "{} do")
    if expected[2] != actual[2] and expected[2] and actual[2]:
        return Words(f"{line} starts with `{actual[2]}`: use `{expected[2]}`", "{} do")
    return None


def _indent(spaces: str) -> str:
    """Return how a line is indented, in words."""
    if "\t" in spaces and " " in spaces:
        return "spaces and tabs"
    return counted(len(spaces), "tab" if "\t" in spaces else "space")
