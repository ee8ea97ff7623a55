"""A template: the format of an entry, written as an entry with its fields in braces."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import get_args

from msgspec import Struct

from awesomecheck.document.entry import Role
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.templates.diff import GapChange, gap_change
from awesomecheck.templates.shape import END, FIELDS, START, TEXT, Pair, mark_kind, plain_marker

ADDRESSES = ("url", *(role for role in get_args(Role) if role not in ("badge", "mention")))
"""What stands for the address of a link: its role, or `url` for any."""
WORDS = (*FIELDS, *ADDRESSES, "label", "badge", "mention", TEXT)


class TemplateError(UserError):
    """A text that is not a template; the message shows it and where it fails."""

    def __init__(self, message: str, text: str, at: int, hint: str | None = None) -> None:
        rest = text[at:].partition("\n")[0]
        place = f"at `{rest[:_SHOWN]}`" if rest else "at the end"
        super().__init__(f"{message}, {place} in the template {quoted(text)}", hint=hint)


_SHOWN = 20
_FREE = "\x00"


def quoted(text: str) -> str:
    """Return a template or a gap as it is shown in a message of one line."""
    return f"`{text}`".replace("\n", "\\n")


def literal(text: str) -> str:
    """Return a text as it is written in a template, with its braces doubled."""
    return text.replace("{", "{{").replace("}", "}}")


class TemplatePart(Struct, frozen=True):
    """Literal text, or a mark as in `awesomecheck.templates.shape`."""

    is_literal: bool
    text: str
    group: int | None
    """The number of the `{? … }` around it, if there is one."""


class Template(Struct, frozen=True):
    """A template that has been read."""

    text: str
    parts: tuple[TemplatePart, ...]
    fields: tuple[tuple[str, bool], ...]
    """Each field, in order, and whether it is optional."""
    gaps: Mapping[Pair, tuple[str, ...]]
    """What may be between two marks that may follow each other; nothing if `{text}` may."""

    def lacking(self, fields: Sequence[str]) -> tuple[str, ...] | None:
        """Return which fields are missing from those of an entry; None if it has others."""
        missing: list[str] = []
        position = 0
        for field, optional in self.fields:
            if position < len(fields) and fields[position] == field:
                position += 1
            elif not optional:
                missing.append(field)
        return tuple(missing) if position == len(fields) else None

    def is_near(self, fields: Sequence[str]) -> bool:
        """Return whether at most one field is missing from those of an entry."""
        lacking = self.lacking(fields)
        return lacking is not None and len(lacking) <= 1

    def fits(self, pairs: Sequence[tuple[Pair, str]]) -> bool:
        """Return whether each gap is one that the template has between these marks."""
        return all(gap in self.gaps.get(pair, (gap,)) for pair, gap in pairs)

    def change(self, index: int, pair: Pair, gap: str) -> GapChange | None:
        """Return how a gap differs from the most similar one of the template, if it does."""
        wanted = self.gaps.get(pair, (gap,))
        if gap in wanted:
            return None
        changes = [change for each in wanted if (change := gap_change(index, each, gap))]
        return min(changes, key=lambda each: len(each.wanted) + len(each.found), default=None)

    def render(self, values: Mapping[str, str]) -> str:
        """Return an entry of this format, without each `{? … }` that lacks a value.

        Args:
            values: by the word in braces: `title`, `paper`, …

        Raises:
            KeyError: a value that is not optional is missing.
        """
        missing = {
            part.group for part in self.parts if not part.is_literal and _lacks(part.text, values)
        } - {None}
        return "".join(
            part.text if part.is_literal else _value(part.text, values)
            for part in self.parts
            if part.group not in missing
        )


def _lacks(mark: str, values: Mapping[str, str]) -> bool:
    return mark[:1] != "=" and mark.lstrip("@") not in values


def _value(mark: str, values: Mapping[str, str]) -> str:
    return mark[1:] if mark[:1] == "=" and len(mark) > 1 else values[mark.lstrip("@=") or "label"]


def parse_template(text: str) -> Template:
    """Read a template.

    `{field}` stands for a field, `{paper}` and other roles for the address of a link (`{url}`
    for any), `{label}` for any words in its brackets, `{badge}` for an image, `{mention}` for a
    link in prose, `{text}` for other words. `{? … }` is around what is optional, `{{` and `}}`
    are braces.

    Raises:
        TemplateError: with the place where it fails.
    """
    text = text.strip("\n")
    parts = tuple(_with_labels(_parts(text)))
    fields = tuple(
        (part.text, part.group is not None)
        for part in parts
        if not part.is_literal and part.text in FIELDS
    )
    gaps: dict[Pair, dict[str, None]] = {}
    for pair, gap in _pairs(parts):
        gaps.setdefault(pair, {})[gap] = None
    return Template(text, parts, fields, {pair: tuple(each) for pair, each in gaps.items()})


def _parts(text: str) -> list[TemplatePart]:
    parts: list[TemplatePart] = []
    text_here: list[str] = []
    group: int | None = None
    groups = 0
    opened = 0
    at = 0

    def flush() -> None:
        if text_here:
            parts.append(TemplatePart(True, "".join(text_here), group))
            text_here.clear()

    while at < len(text):
        char = text[at]
        if text[at : at + 2] in ("{{", "}}"):
            text_here.append(char)
            at += 2
        elif text.startswith("{?", at):
            if group is not None:
                raise TemplateError("`{?` inside another `{? … }`", text, at)
            flush()
            group, groups, opened = groups, groups + 1, at
            at += 2
        elif char == "{":
            end = text.find("}", at)
            if end < 0:
                raise TemplateError("`{` without `}`", text, at)
            flush()
            parts.append(TemplatePart(False, _mark(text, at, end), group))
            at = end + 1
        elif char == "}":
            if group is None:
                raise TemplateError("`}` without `{`", text, at)
            flush()
            group = None
            at += 1
        else:
            text_here.append(char)
            at += 1
    if group is not None:
        raise TemplateError("`{?` without `}`", text, opened)
    flush()
    _check(text, parts)
    return parts


def _mark(text: str, start: int, end: int) -> str:
    word = text[start + 1 : end]
    if word not in WORDS:
        message = f"unknown field `{word}`"
        raise TemplateError(message, text, start, did_you_mean(word, WORDS))
    if word == "label":
        return "="
    return f"@{word}" if word in ADDRESSES else word


def _check(text: str, parts: Sequence[TemplatePart]) -> None:
    if all(part.is_literal for part in parts):
        raise TemplateError("no field such as `{title}`", text, 0)
    empty = {part.group for part in parts if part.group is not None} - {
        part.group for part in parts if not part.is_literal and part.text != TEXT
    }
    if empty:
        message = "`{? … }` without a field or an address"
        raise TemplateError(message, text, text.find("{?"))
    seen: set[str] = set()
    for part in parts:
        if not part.is_literal and part.text in FIELDS:
            if part.text in seen:
                at = text.rfind(f"{{{part.text}}}")
                raise TemplateError(f"the field `{part.text}` is used twice", text, at)
            seen.add(part.text)
    for left, right in pairwise(parts):
        if {left.text, right.text} <= set(FIELDS) and {left.text, right.text} != {"venue", "year"}:
            at = text.find(f"{{{right.text}}}")
            message = f"no text between `{left.text}` and `{right.text}`"
            raise TemplateError(message, text, at)


def _with_labels(parts: Sequence[TemplatePart]) -> Iterator[TemplatePart]:
    """Yield the parts with the label of each link as a mark of its own."""
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        opening = part.text.rfind("[")
        closing = part.text.find("]", opening)
        label = part.text[opening + 1 : closing] if 0 <= opening < closing else ""
        is_link = part.is_literal and following is not None and following.text[:1] == "@"
        if is_link and label.strip() and part.text.endswith("]("):
            yield TemplatePart(True, part.text[: opening + 1], part.group)
            yield TemplatePart(False, f"={label}", part.group)
            yield TemplatePart(True, part.text[closing:], part.group)
        else:
            yield part


def _pairs(parts: Sequence[TemplatePart]) -> Iterator[tuple[Pair, str]]:
    """Yield what is between any two marks that may follow each other, if not `{text}`."""
    ends = [(START, "")]
    before: list[tuple[str, str]] = []
    group: int | None = None
    for part in (*parts, TemplatePart(True, "", None)):
        if part.group != group:
            if group is not None:
                ends += before
            if part.group is not None:
                before = list(ends)
            group = part.group
        if part.is_literal or part.text == TEXT:
            added = part.text if part.is_literal else _FREE
            ends = [(left, gap + added) for left, gap in ends]
            continue
        kinds: dict[str, None] = {}
        for left, gap in ends:
            right = mark_kind(part.text, left, gap)
            kinds[right] = None
            if _FREE not in gap:
                yield (left, right), plain_marker(gap) if left == START else gap
        ends = [(kind, "") for kind in kinds]
    for left, gap in ends:
        if _FREE not in gap:
            yield (left, END), gap
