"""Regular lists made by a template, and single slips made in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from awesomecheck.templates import Template, parse_template

FORMATS = {
    "nested": "* **{name}**: {authors}.\n  - {title}. [[{venue}'{year}]({paper})]"
    "{? [[code]({code})]}",
    "linked title": "- [{title}]({paper}), {authors}, {venue} {year}{? [[code]]({code})}",
    "broken lines": "* **{title}** <br>\n  *{authors}* <br>\n  {venue}, {year}. [[Paper]]({paper})"
    "{? [[Code]]({code})}",
    "plain title": "- {title}. *{authors}*. {venue} {year}. [[pdf]({paper})]{? [[code]({code})]}",
    "numbered": "1. **[{title}.]({paper})**{? [[code]({code})]}\n\n   *{authors}.* {venue}'{year}",
    "paragraphs": "**{title}.**<br>\n*{authors}.*<br>\n{venue} {year}. [[PDF]({paper})]"
    "{? [[Code]({code})]}",
    "double brackets": "- {title} <br> {venue} {year} [[Paper]]({paper}){? [[Code]]({code})}",
    "in parentheses": "* [{title}]({paper}), *{authors}*, {venue} {year}{? ([code]({code}))}",
    "described": "- [{name}]({url}) - {description}.",
    "described after a colon": "* [{name}]({url}): {description}.",
}

_WORDS = (
    *("masked", "autoencoders", "image", "modeling", "vision", "transformers", "scalable"),
    *("learners", "contrastive", "networks", "representation", "distillation", "attention"),
    *("video", "language", "recognition", "segmentation", "detection", "adaptive", "robust"),
    *("sparse", "dense", "graph", "audio", "speech", "generation", "diffusion", "planning"),
)
_GIVEN = ("Kaiming", "Xinlei", "Saining", "Yanghao", "Piotr", "Ross", "Hangbo", "Furu", "Ishan")
_FAMILY = ("He", "Chen", "Xie", "Li", "Girshick", "Bao", "Dong", "Wei", "Zhang", "Caron", "Misra")
_VENUES = ("CVPR", "ICCV", "ICLR", "ICML", "NeurIPS", "ECCV")
_LABELS = ("code", "Code", "Paper", "pdf", "PDF")


def _title(random: Random) -> str:
    return " ".join(random.sample(_WORDS, random.randint(4, 8))).title()


def _authors(random: Random) -> str:
    names = [f"{random.choice(_GIVEN)} {family}" for family in random.sample(_FAMILY, 4)]
    return ", ".join(names[: random.randint(2, 4)])


def _values(random: Random, number: int) -> dict[str, str]:
    name = f"{random.choice(_WORDS)[:3].upper()}{random.choice(['Net', 'MAE', 'ViT'])}{number}"
    values = {
        "name": name,
        "title": f"{_title(random)} {number}",
        "authors": _authors(random),
        "venue": random.choice(_VENUES),
        "year": "2022",
        "description": " ".join(random.sample(_WORDS, random.randint(4, 8))).capitalize(),
        "paper": f"https://arxiv.org/abs/2201.{10000 + number}",
        "url": f"https://github.com/{name.lower()}-team/{name}",
    }
    if number % 5 < 3:
        values["code"] = f"https://github.com/owner/{name}"
    return values


@dataclass(frozen=True, slots=True)
class Regular:
    """A list whose entries are all written alike."""

    text: str
    entries: tuple[tuple[int, str, dict[str, str]], ...]
    """Where each starts, its source, and its values."""
    template: Template


def regular_list(random: Random, format_name: str, sections: int = 2, size: int = 12) -> Regular:
    """A list of some sections with so many entries each."""
    template = parse_template(FORMATS[format_name])
    parts = ["# Awesome list\n"]
    entries: list[tuple[int, str, dict[str, str]]] = []
    apart = "\n\n" if format_name in ("paragraphs", "numbered") else "\n"
    for section in range(sections):
        parts.append(f"\n## Section {section}\n\n")
        for number in range(size):
            values = _values(random, section * size + number)
            source = template.render(values)
            entries.append((sum(map(len, parts)), source, values))
            parts += [source, apart if number < size - 1 else "\n"]
    return Regular("".join(parts), tuple(entries), template)


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing done wrong in a regular list."""

    kind: str
    text: str
    """The list with it."""
    at: int
    """Where, in that text."""
    mechanical: bool


def slips(regular: Regular, entry: int) -> Sequence[Slip]:
    """All single slips that one entry lends itself to."""
    start, source, values = regular.entries[entry]
    return [
        Slip(
            kind,
            regular.text[:start] + changed + regular.text[start + len(source) :],
            start + at,
            mechanical=not kind.startswith("no "),
        )
        for kind, changed, at in _changes(source, values, regular.template)
    ]


_Change = tuple[str, str, int]
"""What was done, the entry with it, and where in the entry."""


def _changes(source: str, values: dict[str, str], template: Template) -> Iterator[_Change]:
    marked = template.render({key: "\x00" * len(value) for key, value in values.items()})
    literal = [at for at, char in enumerate(marked) if char != "\x00"]
    for at in literal:
        yield from _at(source, at)
    for mark in ("**", "*"):
        yield from _unmarked(source, literal, mark)
    yield from _relabelled(source)
    yield from _moved(source)
    for field, _ in template.fields:
        at = source.find(values[field])
        if field in ("authors", "venue", "year"):
            yield f"no {field}", source.replace(values[field], "", 1), at


def _at(source: str, at: int) -> Iterator[_Change]:
    """What can be left out or doubled at one place of the format."""
    char, without = source[at], source[:at] + source[at + 1 :]
    is_marker = not source[:at].rpartition("\n")[2].strip(" 1")
    if (char in ".,:'-" and not is_marker) or (char in "[]()" and source[at : at + 2] != "(h"):
        yield f"missing {char}", without, at
    elif char == " " and at > 2 and source[at - 1] not in "\n " and source[at + 1] != "\n":
        yield "doubled space", source[:at] + " " + source[at:], at
        yield "missing space", without, at


def _unmarked(source: str, literal: Sequence[int], mark: str) -> Iterator[_Change]:
    """Both marks of emphasis left out."""
    found = [at for at in literal if source.startswith(mark, at) and source[at - 1 : at] != "*"]
    places = [at for at in found if at > 0 and not source.startswith("*", at + len(mark))]
    for first, last in zip(places[::2], places[1::2], strict=False):
        inner = source[first + len(mark) : last]
        yield f"missing {mark}…{mark}", source[:first] + inner + source[last + len(mark) :], first


def _relabelled(source: str) -> Iterator[_Change]:
    for label in _LABELS:
        at = source.find(f"[{label}]")
        if at >= 0:
            other = label.lower() if label != label.lower() else label.title()
            yield "label case", source.replace(f"[{label}]", f"[{other}]", 1), at + 1
    at = source.find("[[")
    closing = source.find(")]", at) + 1
    if at >= 0 and closing > 0:
        bare = source[:at] + source[at + 1 : closing] + source[closing + 1 :]
        yield "single brackets", bare, at


def _moved(source: str) -> Iterator[_Change]:
    """Markers and indents."""
    if source[:2] in ("* ", "- "):
        yield "wrong marker", ("-" if source[0] == "*" else "*") + source[1:], 0
    at = source.find("\n  - ")
    if at >= 0:
        yield "wrong nested marker", source.replace("\n  - ", "\n  * ", 1), at + 3
        yield "wrong indent", source.replace("\n  - ", "\n   - ", 1), at + 1
