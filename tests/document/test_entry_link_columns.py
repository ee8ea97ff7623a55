"""Fields that share the text of a link: parted by dashes and bars, in bold, or on lines."""

import pytest

from tests.document.papers import PAPERS, stated, written
from tests.document.reading import read

WITHIN = {
    "lines": ("- [**{title}** ({year})<br>*{authors}*]({url})", "title authors year"),
    "lines without marks": (
        "- [{title}<br />{authors_and}, {venue} {year}]({url})",
        "title authors venue year",
    ),
    "bold and emphasis": ("* [*{authors}* **{title}** ({year})]({url})", "title authors year"),
    "HTML": (
        '- <a href="{url}"><b>{title}</b><br/><i>{authors}</i> ({venue} {year})</a>',
        "title authors venue year",
    ),
    "a name first": ("- [{name} - {title} - {venue} - {year}]({url})", "name title venue year"),
    "bars": ("1. [{name} | {title} | {venue} | {year}]({url})", "name title venue year"),
    "authors behind a dash": (
        "- [({year}) {title} – {authors_and}]({url})",
        "title authors year",
    ),
}


@pytest.mark.parametrize(("template", "names"), WITHIN.values(), ids=WITHIN)
def test_all_fields_may_be_in_one_link(template: str, names: str) -> None:
    assert read(written(template), *names.split(), "et al.") == stated(names)


TALKS = (
    ("Flying Kites on the Web", "Ann Kauri", "RailsConf", 2015),
    ("How We Fold Maps", "Bob Birch", "Strange Loop", 2018),
    ("Honest Kites: Pick Three", "Cyd McElm", "RedDot Ruby Conf", 2017),
    ("Kites in Production", "Dee Oak-Alder", "KubeCon EU", 2019),
)


def _talks(template: str) -> str:
    lines = "\n".join(
        template.format(title=title, speaker=speaker, venue=venue, year=year)
        for title, speaker, venue, year in TALKS
    )
    return (
        f"# Kites\n\n## Tools\n\n- [Kite](https://kite.example) - Flies.\n\n## Talks\n\n{lines}\n"
    )


@pytest.mark.parametrize("behind", ["{speaker}, {venue} {year}", "{speaker} {venue} {year}"])
def test_talks_have_speaker_and_conference_behind_a_dash(behind: str) -> None:
    template = f"- [{{title}} - {behind}](https://www.youtube.com/watch?v=a{{year}}) It is fun."
    assert read(_talks(template), "title", "authors", "venue", "year")[1:] == [
        {"title": title, "authors": [speaker], "venue": venue, "year": year}
        for title, speaker, venue, year in TALKS
    ]


@pytest.mark.parametrize("parting", [" - ", " — ", " | ", " by "])
def test_talks_have_their_speaker_behind_the_title(parting: str) -> None:
    template = f"- [{{title}}{parting}{{speaker}}](https://www.youtube.com/watch?v=a{{year}})"
    assert read(_talks(template), "title", "authors")[1:] == [
        {"title": title, "authors": [speaker]} for title, speaker, _, _ in TALKS
    ]


def _videos(*texts: str) -> str:
    lines = "\n".join(
        f"- [{text}](https://www.youtube.com/watch?v=b{number}) Learn machine learning and more."
        for number, text in enumerate(texts)
    )
    return f"# Kites\n\n## Videos\n\n{lines}\n"


@pytest.mark.parametrize(
    "texts",
    [
        ("Oak CS229 - Machine Learning", "Elm 18.06 - Linear Algebra", "Fir - Data Structures"),
        (
            "The Big Kite Course - Machine Learning",
            "All of the Kites - Learning Machines",
            "One More Kite Course - Machine Learning",
        ),
        ("Kites and Wind Part - One", "Kites and Wind Part - Two", "Kites and Wind Part - Three"),
        ("Flying Kites on Mars - Ann Kauri", "Kite Tools - Overview", "Kite Maps - Folding Them"),
    ],
)
def test_what_most_titles_have_behind_a_dash_may_be_no_person(texts: tuple[str, ...]) -> None:
    assert not any("authors" in each for each in read(_videos(*texts)))


def test_few_names_before_a_dash_are_parts_of_titles() -> None:
    lines = "\n".join(
        f"- [{'KiteNet - ' * (place < 2)}{paper.title}](https://arxiv.org/abs/2001.0000{place})"
        for place, paper in enumerate(PAPERS)
    )
    found = read(f"# Kites\n\n{lines}\n", "name", "title")
    assert [each["title"] for each in found][:2] == [
        f"KiteNet - {paper.title}" for paper in PAPERS[:2]
    ]
