"""A template: the format of an entry, written as an entry with its fields in braces."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, get_args

from awesomecheck.document import Role
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.templates.shape import END, FIELDS, START, TEXT, Pair, kind_of, plain_marker

ADDRESSES = ("url", *(role for role in get_args(Role) if role not in ("badge", "mention")))
"""What stands for the address of a link: by its role, or `url` for any."""
WORDS = (*FIELDS, *ADDRESSES, "label", "badge", "mention", TEXT)


class TemplateError(UserError):
    """A text that is no template; the message shows it and the place where it fails."""

    def __init__(self, message: str, text: str, at: int, hint: str | None = None) -> None:
        end = text.find("\n", at)
        rest = text[at : end if end >= 0 else len(text)]
        place = f"at `{rest[:_SHOWN]}`" if rest else "at the end"
        shown = text.replace("\n", "\\n")
        super().__init__(f"{message}, {place} in the template `{shown}`", hint=hint)


_SHOWN = 20
_FREE = "\x00"


class Part(NamedTuple):
    """A step through a template: literal text, or a mark as in `awesomecheck.templates.shape`."""

    literal: bool
    text: str
    group: int | None
    """The number of the part in `{? … }` that it belongs to, if it belongs to one."""


class Template(NamedTuple):
    """A template that has been read."""

    text: str
    parts: tuple[Part, ...]

    def core(self) -> tuple[tuple[str, bool], ...]:
        """Its fields in order, links left out, each with whether it may be absent."""
        return tuple(
            (part.text, part.group is not None)
            for part in self.parts
            if not part.literal and part.text in FIELDS
        )

    def pairs(self) -> Iterator[tuple[Pair, str]]:
        """What it wants between any two marks that may follow each other in it.

        Of marks with `{text}` between them it wants nothing.
        """
        ends = [(START, "")]
        before: list[tuple[str, str]] = []
        group: int | None = None
        for part in (*self.parts, Part(True, "", None)):
            if part.group != group:
                if group is not None:
                    ends += before
                if part.group is not None:
                    before = list(ends)
                group = part.group
            if part.literal or part.text == TEXT:
                added = part.text if part.literal else _FREE
                ends = [(left, gap + added) for left, gap in ends]
                continue
            kinds: dict[str, None] = {}
            for left, gap in ends:
                right = kind_of(part.text, left, gap)
                kinds[right] = None
                if _FREE not in gap:
                    yield (left, right), plain_marker(gap) if left == START else gap
            ends = [(kind, "") for kind in kinds]
        for left, gap in ends:
            if _FREE not in gap:
                yield (left, END), gap

    def render(self, values: Mapping[str, str]) -> str:
        """An entry of this format; a part in `{? … }` is left out where a value of it is missing.

        Args:
            values: by the word in braces: `title`, `paper`, …

        Raises:
            KeyError: a value that may not be absent is.
        """
        missing = {
            part.group
            for part in self.parts
            if part.group is not None and not part.literal and _lacks(part.text, values)
        }
        return "".join(
            part.text if part.literal else _value(part.text, values)
            for part in self.parts
            if part.group is None or part.group not in missing
        )


def _lacks(mark: str, values: Mapping[str, str]) -> bool:
    return mark[:1] != "=" and mark.lstrip("@") not in values


def _value(mark: str, values: Mapping[str, str]) -> str:
    return mark[1:] if mark[:1] == "=" and len(mark) > 1 else values[mark.lstrip("@=") or "label"]


def parse_template(text: str) -> Template:
    """Read a template.

    `{field}` stands for a field, `{paper}` and other roles for the address of a link (`{url}`
    for any), `{label}` for any words in its brackets, `{badge}` for an image, `{mention}` for a
    link in prose, `{text}` for other words. `{? … }` holds what may be absent, `{{` and `}}`
    are braces.

    Raises:
        TemplateError: with the place where it fails.
    """
    text = text.strip("\n")
    parts: list[Part] = []
    literal: list[str] = []
    group: int | None = None
    groups = 0
    opened = 0
    at = 0

    def flush() -> None:
        if literal:
            parts.append(Part(True, "".join(literal), group))
            literal.clear()

    while at < len(text):
        char = text[at]
        if text[at : at + 2] in ("{{", "}}"):
            literal.append(char)
            at += 2
        elif text.startswith("{?", at):
            if group is not None:
                raise TemplateError("a part that may be absent holds another one", text, at)
            flush()
            group, groups, opened = groups, groups + 1, at
            at += 2
        elif char == "{":
            end = text.find("}", at)
            if end < 0:
                raise TemplateError("`{` is never closed", text, at)
            flush()
            parts.append(Part(False, _mark(text, at, end), group))
            at = end + 1
        elif char == "}":
            if group is None:
                raise TemplateError("`}` closes nothing", text, at)
            flush()
            group = None
            at += 1
        else:
            literal.append(char)
            at += 1
    if group is not None:
        raise TemplateError("`{?` is never closed", text, opened)
    flush()
    _check(text, parts)
    return Template(text, tuple(_with_labels(parts)))


def _mark(text: str, start: int, end: int) -> str:
    word = text[start + 1 : end]
    if word not in WORDS:
        message = f"there is no field `{word}`"
        raise TemplateError(message, text, start, did_you_mean(word, WORDS))
    if word == "label":
        return "="
    return f"@{word}" if word in ADDRESSES else word


def _check(text: str, parts: Sequence[Part]) -> None:
    empty = {part.group for part in parts if part.group is not None} - {
        part.group for part in parts if not part.literal and part.text != TEXT
    }
    if empty:
        message = "a part that may be absent has a field or an address"
        raise TemplateError(message, text, text.find("{?"))
    seen: set[str] = set()
    for part in parts:
        if not part.literal and part.text in FIELDS:
            if part.text in seen:
                at = text.rfind(f"{{{part.text}}}")
                raise TemplateError(f"the field `{part.text}` stands here twice", text, at)
            seen.add(part.text)
    for left, right in pairwise(parts):
        if {left.text, right.text} <= set(FIELDS) and {left.text, right.text} != {"venue", "year"}:
            at = text.find(f"{{{right.text}}}")
            message = f"nothing tells where `{left.text}` ends and `{right.text}` begins"
            raise TemplateError(message, text, at)
    if all(part.literal for part in parts):
        raise TemplateError("a template has fields, such as `{title}`", text, 0)


def _with_labels(parts: Sequence[Part]) -> Iterator[Part]:
    """Set the words of a link's label apart from what stands around them."""
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        if not part.literal or following is None or following.text[:1] != "@":
            yield part
            continue
        opening = part.text.rfind("[")
        closing = part.text.find("]", opening)
        label = part.text[opening + 1 : closing] if 0 <= opening < closing else ""
        if not label.strip() or not part.text.endswith("]("):
            yield part
            continue
        yield Part(True, part.text[: opening + 1], part.group)
        yield Part(False, f"={label}", part.group)
        yield Part(True, part.text[closing:], part.group)
