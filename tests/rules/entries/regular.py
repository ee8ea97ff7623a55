"""Regular lists made by a template, and single slips made in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from awesomecheck import Template, parse_template

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
    "described": "- [{name}]({url}) - {description}.",
    "described after a colon": "* [{name}]({url}): {description}.",
}

_WORDS = """
    masked autoencoders image modeling vision transformers scalable learners contrastive networks
    representation distillation attention video language recognition segmentation detection
    adaptive robust sparse dense graph audio speech generation diffusion policy planning memory
""".split()
_GIVEN = "Kaiming Xinlei Saining Yanghao Piotr Ross Hangbo Li Furu Zhenda Mathilde Hugo Ishan Julien".split()
_FAMILY = (
    "He Chen Xie Li Girshick Bao Dong Wei Zhang Caron Touvron Misra Mairal Bojanowski".split()
)
_VENUES = "CVPR ICCV ICLR ICML NeurIPS ECCV".split()


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
        "url": f"https://github.com/owner/{name}",
    }
    if random.random() < 0.6:
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
    found: list[Slip] = []

    def add(kind: str, changed: str, at: int, *, mechanical: bool = True) -> None:
        text = regular.text[:start] + changed + regular.text[start + len(source) :]
        found.append(Slip(kind, text, start + at, mechanical))

    literal = _literal_places(regular.template, values)
    for at in literal:
        char = source[at]
        if char in ".,:'-" and at > 1 and source[at - 1] != "\n" and source[at - 3 : at] != "\n  ":
            add(f"missing {char}", source[:at] + source[at + 1 :], at)
        elif char in "[]()" and source[at - 1 : at + 2] not in ("](h",):
            add(f"missing {char}", source[:at] + source[at + 1 :], at)
        elif char == " " and source[at - 1] not in "\n " and at > 2 and source[at + 1] not in "\n":
            add("doubled blank", source[:at] + " " + source[at:], at)
            add("missing blank", source[:at] + source[at + 1 :], at)
    for mark in ("**", "*"):
        places = [
            at
            for at in literal
            if source.startswith(mark, at)
            and source[at - 1 : at] != "*"
            and source[at + len(mark) :][:1] not in ("*", " " if at == 0 else "")
        ]
        for first, last in zip(places[::2], places[1::2], strict=False):
            without = (
                source[:first] + source[first + len(mark) : last] + source[last + len(mark) :]
            )
            add(f"missing {mark}…{mark}", without, first)
    for label in ("code", "Code", "Paper", "pdf", "PDF"):
        at = source.find(f"[{label}]")
        if at >= 0:
            changed = label.lower() if label != label.lower() else label.title()
            add("label case", source.replace(f"[{label}]", f"[{changed}]", 1), at + 1)
    at = source.find("[[")
    closing = source.find(")]", at) + 1
    if at >= 0 and closing > 0:
        add("single brackets", source[:at] + source[at + 1 : closing] + source[closing + 1 :], at)
    if source[:2] in ("* ", "- "):
        add("wrong marker", ("-" if source[0] == "*" else "*") + source[1:], 0)
    if "\n  - " in source:
        at = source.index("\n  - ")
        add("wrong nested marker", source.replace("\n  - ", "\n  * ", 1), at + 3)
        add("wrong indent", source.replace("\n  - ", "\n   - ", 1), at + 1)
    for field in ("authors", "venue", "year"):
        value = values[field]
        at = source.find(value)
        if field in {name for name, _ in regular.template.core()} and at >= 0:
            add(f"no {field}", source[:at] + source[at + len(value) :], at, mechanical=False)
    return found


def _literal_places(template: Template, values: dict[str, str]) -> list[int]:
    """The offsets in a rendered entry that are no value."""
    marked = template.render({key: "\x00" * len(value) for key, value in values.items()})
    return [at for at, char in enumerate(marked) if char != "\x00"]
