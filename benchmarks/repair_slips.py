"""Mistakes that maintainers of lists repair by hand later, inserted one at a time.

Used by `python -m benchmarks.slips`. Each kind is one row of what maintainers repair: spaces,
punctuation, brackets, markers, indents, dashes, emphasis, capitals, characters, cells of tables.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
import re

from tests.rules.entries.regular import Regular, Slip, regular_list

COUNTED = "counted"
TABLE = "table"
_REPOSITORY = re.compile(r"\]\((https://github\.com/[^()\s]+)\)")
_ROW = "| {name} | [{title}]({paper}) | {authors} | {venue} {year} | [code]({url}) |"
_Entry = tuple[int, str, dict[str, str]]


def counted_list(random: Random) -> Regular:
    """Return a list whose items are numbered from 1."""
    regular = regular_list(random, "numbered", sections=3, size=10)
    parts = ["# Awesome list\n"]
    entries: list[tuple[int, str, dict[str, str]]] = []
    for number, (_, source, values) in enumerate(regular.entries):
        if number % 10 == 0:
            parts.append(f"\n## Section {number // 10}\n\n")
        marker = f"{number % 10 + 1}. "
        below = source[3:].replace("\n   ", "\n" + " " * len(marker))
        entries.append((sum(map(len, parts)), marker + below, values))
        parts += [marker + below, "\n\n"]
    return Regular("".join(parts), tuple(entries), regular.template)


def table_list(random: Random) -> Regular:
    """Return a list of tables."""
    regular = regular_list(random, "nested", sections=3, size=10)
    parts = ["# Awesome list\n"]
    entries: list[tuple[int, str, dict[str, str]]] = []
    for number, (_, _, values) in enumerate(regular.entries):
        if number % 10 == 0:
            parts.append(f"\n## Section {number // 10}\n\n")
            parts.append("| Name | Title | Authors | Venue | Code |\n|---|---|---|---|---|\n")
        row = _ROW.format(**values)
        entries.append((sum(map(len, parts)), row, values))
        parts += [row, "\n"]
    return Regular("".join(parts), tuple(entries), regular.template)


def repair_slips(regular: Regular, number: int) -> Iterator[Slip]:
    """Yield what maintainers would have to repair in one entry."""
    start, source, values = regular.entries[number]
    neighbour = regular.entries[number - 1 if number % 10 else number + 1]
    changes: dict[str, str] = {
        **_in_texts(source, values),
        **_in_marks(source, values),
        **_in_links(source, neighbour),
    }
    if source.startswith("|"):
        changes |= _in_cells(source, values)
    else:
        changes |= _in_markers(source)
    for kind, changed in changes.items():
        if changed != source:
            at = next(
                (each for each, (a, b) in enumerate(zip(source, changed, strict=False)) if a != b),
                0,
            )
            text = regular.text[:start] + changed + regular.text[start + len(source) :]
            yield Slip(kind, text, start + at, mechanical=False)


def _texts(source: str, values: Mapping[str, str]) -> Sequence[str]:
    return [values[each] for each in ("title", "description") if values[each] in source]


def _in_texts(source: str, values: Mapping[str, str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for text in _texts(source, values):
        words = text.split()
        first, rest = " ".join(words[:2]), " ".join(words[2:])
        for kind, changed in {
            "space: doubled in a text": f"{first}  {rest}",
            "space: none before (": f"{words[0]} {words[1].lower()}(ABC) {rest}",
            "space: none after )": f"{first} (ABC){rest.lower()}",
            "space: inside ( )": f"{first} ( ABC ) {rest}",
            "space: none after ,": f"{words[0]},{words[1]} {rest}",
            "space: before ,": f"{first} , {rest}",
            "space: none after :": f"{words[0]}:{words[1]} {rest}",
            "word: twice": f"{first} the the {rest}",
            "mark: , twice": f"{first},, {rest}",
            "mark: full-width ,": f"{first}，{rest}",
            "character: ligature": f"{first} Deﬁning {rest}",
            "character: private": f"{first} \ue001{rest}",
            "capitals: title": text.upper(),
            "quotes around a text": f"“{text}”",
            "bold around a text": f"**{text}**",
        }.items():
            found[kind] = source.replace(text, changed, 1)
    if values["authors"] in source:
        authors = values["authors"]
        for kind, changed in {
            "space: none between authors": authors.replace(", ", ",", 1),
            "space: before , of authors": authors.replace(", ", " , ", 1),
            "space: doubled in authors": authors.replace(", ", ",  ", 1),
            "mark: , twice in authors": authors.replace(", ", ", , ", 1),
            "mark: full-width , in authors": authors.replace(", ", "，", 1),
            "mark: ; between authors": authors.replace(", ", "; "),
            "capitals: authors": authors.upper(),
        }.items():
            found[kind] = source.replace(authors, changed, 1)
    return found


def _in_marks(source: str, values: Mapping[str, str]) -> Mapping[str, str]:
    venue = values["venue"]
    found = {
        "venue: case": source.replace(venue, venue.title(), 1),
        "dash: –": source.replace(" - ", " – ", 1),
        "dash: --": source.replace(" - ", " -- ", 1),
        "mark: ! at the end": f"{source[:-1]}!" if source.endswith(".") else source,
        "mark: . twice at the end": f"{source}." if source.endswith(".") else source,
    }
    match = re.search(rf"{venue}(.{{0,2}}){values['year']}", source)
    if match:
        joined = f"{venue}'{values['year'][2:]}"
        other = f"{venue} {values['year']}" if match[1] != " " else f"{venue}{values['year']}"
        found["venue: two digits"] = source.replace(match.group(), joined, 1)
        found["venue: joined"] = source.replace(match.group(), other, 1)
    return found


def _in_links(source: str, neighbour: _Entry) -> Mapping[str, str]:
    found: dict[str, str] = {}
    match = _REPOSITORY.search(source)
    if match:
        found["link: second URL"] = source.replace(
            match.group(), f"{match.group()}(https://x.org/y)", 1
        )
        other = _REPOSITORY.search(neighbour[1])
        if other and "code" in source.lower():
            named = neighbour[2]["name"] in neighbour[1].replace(other[1], "")
            kind = "named" if named else "unnamed"  # of which nobody could see it
            found[f"link: neighbour's repository, {kind}"] = source.replace(match[1], other[1])
        found["link: http"] = source.replace(match[1], match[1].replace("https", "http"))
    return found


def _in_markers(source: str) -> Mapping[str, str]:
    match = re.match(r"([-*]|\d+\.) ", source)
    if not match:
        return {}
    rest = source[match.end() :]
    found = {
        f"indent: {kind}": " " * spaces + source.replace("\n", "\n" + " " * spaces)
        for kind, spaces in (("1 space", 1), ("a level", 2), ("4 spaces", 4))
    }
    if match[1] in "-*":
        found |= {
            "marker: --": f"-- {rest}",
            "marker: –": f"– {rest}",
            "marker: twice": f"{match.group()}{match.group()}{rest}",
            "marker: none": rest,
            "marker: no space": f"{match[1]}{rest}",
        }
    elif match[1] != "1.":
        found["number: that of another"] = f"{int(match[1][:-1]) - 1}. {rest}"
    return found


def _in_cells(source: str, values: Mapping[str, str]) -> Mapping[str, str]:
    code = f"[code]({values['url']})"
    return {
        "cell: label case": source.replace("[code]", "[Code]", 1),
        "cell: other label": source.replace("[code]", "[link]", 1),
        "cell: brackets": source.replace(code, f"[{code}]", 1),
        "cell: italics": source.replace(values["authors"], f"*{values['authors']}*", 1),
        "cell: no last bar": source[:-2],
        "cell: missing": source.replace(f" {values['authors']} |", "", 1),
        "cell: link not rendered": source.replace(code, f"[code] ({values['url']})", 1),
    }
