"""What is beside the fields of an entry: awards, news, names in brackets, empty cells."""

import pytest

from tests.document.papers import PAPERS, written
from tests.document.papers import stated as stated_by
from tests.document.reading import read


@pytest.mark.parametrize(
    "award", ["(**Best Paper**)", "**Oral**", "[Spotlight]", "`Best Paper Award`"]
)
def test_an_award_behind_the_venue_is_no_field(award: str) -> None:
    text = written(f"- **{{name}}** - *{{title}}* · {{venue}}, {{year}} {award} [`pdf`]({{url}})")
    assert read(text, "name", "title", "authors", "venue", "year") == stated_by(
        "name title venue year"
    )


def test_a_title_that_begins_with_the_word_for_an_award_is_one() -> None:
    text = written("- **Oral Histories of {name}** - {authors} [[pdf]({url})]")
    assert [each["title"] for each in read(text)] == [
        f"Oral Histories of {p.name}" for p in PAPERS
    ]


@pytest.mark.parametrize("news", ["**[NEW]** ", "**New!** ", "[new] "])
def test_what_says_that_an_entry_is_new_is_no_name(news: str) -> None:
    lines = [
        (news if place % 4 == 1 else "")
        + paper.write("`{venue} {year}` *{title}* [pdf]({url})", place)
        for place, paper in enumerate(PAPERS)
    ]
    text = "# Papers\n\n## Papers\n\n" + "".join(f"- {line}\n" for line in lines)
    assert read(text, "name", "title", "venue", "year") == stated_by("title venue year")


NAMES = ("Drift", "Spindle", "Tern", "Mirage", "Bracket", "Flock")
BEHIND = {
    "plain": "- {title} (NAME), ({venue} {year}) [[pdf]({url})]",
    "italic": "- *{title}* (NAME) [[pdf]({url})]",
    "quoted": '- "{title}" (NAME) - {authors} [[pdf]({url})]',
    "a link": "- [{title}]({url}) (NAME). {authors}",
}


def behind(template: str, names: tuple[str, ...]) -> str:
    lines = [
        paper.write(template.replace("NAME", name), place)
        for place, (paper, name) in enumerate(zip(PAPERS, names, strict=True))
    ]
    return "# Papers on maps\n\n## Papers\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("template", BEHIND.values(), ids=BEHIND)
def test_one_word_in_brackets_behind_most_titles_is_their_name(template: str) -> None:
    found = read(behind(template, NAMES), "name", "title")
    assert found == [
        {"name": name, "title": paper.title} for name, paper in zip(NAMES, PAPERS, strict=True)
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("Google", "Google", "Google", "Kauri", "Kauri", "Kauri"),
        ("Oral", "Poster", "Spotlight", "Oral", "Poster", "Oral"),
        ("折叠地图", "用GNN折叠", "两个网络", "GAN的扩展", "图与地图", "新方法"),
    ],
)
def test_places_and_awards_in_brackets_are_no_names(words: tuple[str, ...]) -> None:
    assert read(behind(BEHIND["a link"], words), "name") == [{}] * len(PAPERS)


def test_a_word_in_brackets_behind_one_title_is_part_of_it() -> None:
    text = written("- {title}. {authors} [[pdf]({url})]").replace("with Graphs", "(Slowly)")
    assert read(text, "name", "title")[0] == {"title": "Folding Paper Maps (Slowly)"}


def test_the_second_half_of_a_title_before_a_month_is_no_journal() -> None:
    text = written("- **Why Fold? Probing {name} by Hand** | {year}.0{month} ([pdf]({url}))")
    assert read(text, "title", "venue", "year", "month") == [
        {"title": f"Why Fold? Probing {p.name} by Hand", "year": p.year, "month": place + 4}
        for place, p in enumerate(PAPERS)
    ]


def test_links_below_a_header_that_says_nothing_are_what_their_hosts_are() -> None:
    text = written("| {title} | {venue} | [link]({url}) | [link]({code}) |").replace(
        "## Papers\n\n", "## Papers\n\n| Title | Venue | Link | URL |\n|---|---|---|---|\n"
    )
    assert {each["links"] for each in read(text, "links")} == {"paper code"}


def test_a_link_below_a_header_of_links_may_be_on_any_site() -> None:
    text = "| Name | About | Link |\n|---|---|---|\n" + "".join(
        f"| Saw{n} | Cuts wood. | [link](https://saw{n}.example) |\n" for n in range(3)
    )
    assert {each["links"] for each in read(text, "links")} == {"project"}


@pytest.mark.parametrize("nothing", ["N/A", "n/a", "—", ""])
def test_cells_that_say_that_something_is_not_there_are_no_fields(nothing: str) -> None:
    rows = [
        paper.write(
            "| {mon} {year} | {title} | VENUE | [paper]({url}) | [page]({code}) |".replace(
                "VENUE", nothing if place == 2 else paper.venue
            ),
            place,
        )
        for place, paper in enumerate(PAPERS)
    ]
    rows[1] = rows[1].split(" | [page]")[0] + f" | {nothing} |"
    table = "| Date | Title | Venue | PDF | Project |\n|---|---|---|---|---|\n" + "\n".join(rows)
    wanted = stated_by("title venue year month")
    del wanted[2]["venue"]
    assert read(f"# Papers\n\n{table}\n", "name", "title", "venue", "year", "month") == wanted
