"""Entries in sections of one or two, as in lists by topic and year: all decide together."""

import pytest

from tests.document.papers import PAPERS
from tests.document.papers import stated as stated_by
from tests.document.reading import read

PAPER = "title authors venue year"


def sections(template: str, *, below: str = "") -> str:
    """A list with each paper in a section of its own."""
    return "# Papers on maps\n\n" + "".join(
        f"## Topic {place}\n\n{below}{paper.write(template, place)}\n"
        for place, paper in enumerate(PAPERS)
    )


SHAPES = {
    "a paragraph": ("**{title}**, {authors}, {venue} {year} [[paper]({url})]\n", PAPER),
    "a title that links": ("[{title}]({url}); by {authors_and} `{venue} {year}`\n", PAPER),
    "a name apart": ("`{name}` [{title}]({url}) - *{authors}*\n", "name title authors"),
    "lines": ("{title} · *{authors}* · {venue} {year} [[paper]({url})]<br>\n", PAPER),
    "numbered": ("**[{month}]** **{title}** | *{authors}* [PDF]({url})\n", "title authors"),
    "a heading": ("### {title}\n\n{authors} · {venue} {year} · [[paper]({url})]\n", PAPER),
    "a heading that links": ("### [{title}]({url})\n\n*{authors}*, {venue} {year}\n", PAPER),
    "a heading without authors": (
        "### [{title}]({url})\n\n`{venue} {year}`\n",
        "title venue year",
    ),
    "a heading and a note": (
        "### {title}\n\n*{authors}* [[paper]({url})] `survey`\n\nTL;DR: maps fold.\n",
        "title authors",
    ),
}


@pytest.mark.parametrize(("template", "names"), SHAPES.values(), ids=SHAPES)
def test_entries_alone_in_their_sections_are_read(template: str, names: str) -> None:
    assert read(sections(template), *names.split(), "et al.") == stated_by(names)


def test_prose_without_a_link_above_them_is_no_vote() -> None:
    text = sections("**{title}**, {authors} [[paper]({url})]\n", below="Sorted by hand.\n\n")
    assert read(text, "title", "authors", "et al.") == stated_by("title authors")


def test_they_are_entries_beside_many_items_of_another_kind() -> None:
    tools = "".join(f"- [Saw{n}](https://{n}.example) - Cuts.\n" for n in range(9))
    text = sections("[{title}]({url}); by {authors_and}\n") + f"\n## Tools\n\n{tools}"
    found = read(text, "title", "authors", "et al.")
    assert found == stated_by("title authors") + [{}] * 9


def test_headings_in_small_and_large_sections_are_entries_once() -> None:
    lines = [
        f"## Topic {place}\n\n" * (place in (0, 1, 5))
        + paper.write("### {title}\n\n*{authors}* [[paper]({url})]\n", place)
        for place, paper in enumerate(PAPERS)
    ]
    text = "# Papers on maps\n\n" + "\n".join(lines)
    assert read(text, "title", "authors", "et al.") == stated_by("title authors")


FIELDS_BELOW = {
    "an award": "{authors} · {venue} {year} **Oral**",
    "an unknown venue": "{authors} · KiteConf ({year})",
}


@pytest.mark.parametrize("below", FIELDS_BELOW.values(), ids=FIELDS_BELOW)
def test_awards_and_unknown_venues_are_fields_below_a_heading(below: str) -> None:
    text = sections(f"### [{{title}}]({{url}})\n\n{below}\n")
    assert read(text, "title", "year") == stated_by("title year")


NO_ENTRIES = {
    "an introduction": "For more on it see this [tutorial](https://a.example/{month}) first.\n",
    "a tool in prose": "[Saw{month}](https://a.example/{month}) cuts what you have.\n",
    "a paper in prose": "The first was [{title}]({url}) and others followed.\n",
    "a heading above prose": "### How {name} works\n\nSee [this paper]({url}) first.\n",
    "a heading above a place": "### {name} in practice\n\nAcorn Valley, far from maps.\n",
}


@pytest.mark.parametrize("template", NO_ENTRIES.values(), ids=NO_ENTRIES)
def test_what_introduces_sections_is_no_entry(template: str) -> None:
    assert read(sections(template)) == []


def test_a_line_below_a_title_is_no_entry_of_its_own() -> None:
    text = sections("{title}<br>\n{authors} [[paper]({url})]\n")
    assert read(text, "title", "authors", "et al.") == stated_by("title authors")


HEADED = "### {name}\n\nFolds the maps of {name}.\n\n- [GitHub]({code})\n- Licence: MIT\n\n"


def test_headings_above_a_sentence_and_labels_name_tools() -> None:
    text = "# Tools\n\n## Maps\n\n" + "".join(
        paper.write(HEADED, place) for place, paper in enumerate(PAPERS)
    )
    assert read(text, "name", "description", "links") == [
        {"name": paper.name, "description": f"Folds the maps of {paper.name}", "links": "code"}
        for paper in PAPERS
    ]


def test_headings_above_a_sentence_and_entries_name_topics() -> None:
    text = "# Tools\n\n## Maps\n\n" + "".join(
        f"### On {paper.name}\n\nFold.\n\n- [Saw{place}](https://a.example/{place}) - Cuts.\n\n"
        for place, paper in enumerate(PAPERS)
    )
    assert [each["name"] for each in read(text)] == [f"Saw{n}" for n in range(len(PAPERS))]
