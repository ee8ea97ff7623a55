"""Lists of the same papers in shapes that a grammar makes up, as nobody can think of them all.

A shape is an order of fields, marks around each, what parts them, and what repeats: items, lines,
paragraphs, headings, rows. Left out is only what a reader could not tell apart either.
"""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from tests.document.papers import PAPERS

ORDERS = ("TAVL", "TVL", "TVAL", "VTAL", "ATVL", "AVTL", "LTAV", "TLV", "TL", "VTL", "TALV", "TAV")
"""Title, authors, venue with year, labelled links."""
TITLES = {
    "plain": "{title}",
    "bold": "**{title}**",
    "italic": "*{title}*",
    "quoted": '"{title}"',
    "curly": "“{title}”",
    "bold quotes": '**"{title}"**',
    "link": "[{title}]({url})",
    "bold link": "**[{title}]({url})**",
    "link of bold": "[**{title}**]({url})",
    "quoted link": '"[{title}]({url})"',
    "underlined": "<u>{title}</u>",
}
AUTHORS = ("{authors}", "{authors_and}", "*{authors}*", "({authors})", "by {authors_and}")
VENUES = {
    "{venue} {year}": "",
    "{venue}'{yy}": "",
    "{venue}, {year}": "",
    "{venue} ({year})": "",
    "*{venue}* {year}": "",
    "({venue} {year})": "()",
    "[{venue} {year}]": "[]",
    "`{venue} {year}`": "``",
    "**[{venue}' {yy}]**": "[]",
    "*({venue} {year})*": "()",
    "(*{venue}* {year})": "()",
    "【{venue} {year}】": "【】",
}
"""Ways to write a venue and its year, and the brackets around them."""
LINKS = (
    "[[paper]({url})] [[code]({code})]",
    "[[Paper]]({url})[[Code]]({code})",
    "[PDF]({url}), [Code]({code})",
    "[Paper]({url}) | [Code]({code})",
    "([paper]({url}), [code]({code}))",
    "[`pdf`]({url}) [`code`]({code})",
    "**[Paper]({url})** **[Code]({code})**",
    "[![arXiv](https://img.shields.io/badge/a.svg)]({url}) [![Star](https://img.shields.io/s.svg)]({code})",
    "[📄]({url}) [💻]({code})",
)
CODE = ("[[code]({code})]", "[Code]({code})", "([code]({code}))", "[[Code]]({code})")
"""Beside a title that links."""
SEPARATORS = (", ", ". ", " - ", " | ", " — ", "; ", " · ", "<br>")
FORMS = (
    "bullet",
    "numbered",
    "nested",
    "paragraph",
    "numbered paragraph",
    "heading",
    "lines",
    "row",
)


class Shape(NamedTuple):
    """How a list writes its entries."""

    form: str
    order: str
    title: str
    authors: str
    venue: str
    links: str
    separator: str

    @property
    def is_readable(self) -> bool:
        """Whether a reader could tell what is what."""
        linked = "link" in self.title
        if linked == ("L" in self.order and self.links in LINKS) or (
            linked and self.order[0] == "L"
        ):
            return False
        if self.form in ("nested", "heading") and self.order[0] != "T":
            return False
        if self.form in ("nested", "heading", "row", "lines") and self.separator == "<br>":
            return False
        if self.form == "row" and self.authors[0] in "(b":
            return False
        beside = "AT" in self.order or "TA" in self.order
        marked = self.title != "plain" or self.separator in (". ", " | ", " · ", "<br>")
        return marked or not beside

    def write(self) -> str:
        """Return a list with all papers in this shape."""
        lines = [line for place in range(len(PAPERS)) for line in self._entry(place)]
        if self.form == "row":
            names = {"T": "Title", "A": "Authors", "V": "Venue", "L": "Links"}
            columns = [names[field] for field in self.order]
            lines = ["|".join(columns), "|".join("-" * len(columns)), *lines]
        return "# Papers on maps\n\nA list of papers.\n\n## Papers\n\n" + "\n".join(lines) + "\n"

    def _entry(self, place: int) -> Iterator[str]:
        fields = [self._field(field, place) for field in self.order]
        match self.form:
            case "row":
                yield "| " + " | ".join(field.replace(" | ", " ") for field in fields) + " |"
            case "nested":
                yield f"- {fields[0]}"
                yield from (f"  - {field}" for field in fields[1:])
            case "heading":
                rest = self._joined(fields[1:], self.order[1:])
                yield from (f"### {fields[0]}", "", rest, "")
            case form:
                marker = {"bullet": "- ", "numbered": "1. ", "numbered paragraph": f"[{place}] "}
                line = marker.get(form, "") + self._joined(fields, self.order)
                yield line + "<br>" * (form == "lines")
                if "paragraph" in form:
                    yield ""

    def _field(self, field: str, place: int) -> str:
        templates = {"T": TITLES[self.title], "A": self.authors, "V": self.venue, "L": self.links}
        return PAPERS[place].write(templates[field], place)

    def _joined(self, fields: list[str], order: str) -> str:
        line = fields[0]
        for before, field, text in zip(order, order[1:], fields[1:], strict=False):
            line += self._between(line, before, field) + text
        return line

    def _between(self, line: str, before: str, field: str) -> str:
        if "L" in (before, field) and self.separator != "<br>":
            return " "
        if before == "V" and self.order[0] == "V":
            return " " if VENUES[self.venue] else " - "
        return self.separator[line.endswith("?") and self.separator == ". " :]


def shape(number: int) -> Shape:
    """Return one of the shapes; the same at every run."""
    random = Random(number)
    while True:
        title = random.choice(list(TITLES))
        found = Shape(
            FORMS[number % len(FORMS)],
            random.choice(ORDERS),
            title,
            random.choice(AUTHORS),
            random.choice(list(VENUES)),
            random.choice(CODE if "link" in title else LINKS),
            random.choice(SEPARATORS),
        )
        if found.is_readable:
            return found


def stated(found: Shape) -> str:
    """Return the names of the fields that entries of a shape have."""
    return "title" + " authors" * ("A" in found.order) + " venue year" * ("V" in found.order)
