"""Who wrote a book, gave a talk or made a tool, where the entry says it behind the title."""

import pytest

from tests.document.reading import read

WORKS = (
    ("Folding at Scale", "Ann Kauri", 2019),
    ("Practical Kites", "Bob Birch", 2021),
    ("Rivers: An Essay", "Cyd Elm and Dee Oak", 2014),
)


def works(template: str, section: str = "Books", tail: str = "") -> str:
    lines = "\n".join(
        template.format(title=title, by=by, year=year, url=f"https://works.example/{n}")
        for n, (title, by, year) in enumerate(WORKS)
    )
    return f"# Maps\n\n## {section}\n\n{lines}\n{tail}"


CREDITED = {
    "by": "- [{title}]({url}) by {by}",
    "by, behind bold": "- **{title}** by {by} [[link]({url})]",
    "by, with a year": "- [{title}]({url}) by {by}, {year}",
    "by, behind a quote": '- "[{title}]({url})" by {by}, {year}',
    "a publisher": "- [{title}]({url}) - {by} (Hartley Press, {year})",
    "a conference": "- [{title}]({url}) - {by}, KiteConf {year}",
}


@pytest.mark.parametrize("section", ["Books", "Talks"])
@pytest.mark.parametrize("template", CREDITED.values(), ids=CREDITED)
def test_persons_behind_the_titles_of_works_are_their_authors(template: str, section: str) -> None:
    assert read(works(template, section), "title", "authors", "description") == [
        {"title": title, "authors": by.split(" and ")} for title, by, _ in WORKS
    ]


@pytest.mark.parametrize("mark", [" - ", ". "])
def test_what_is_said_behind_the_authors_is_the_description(mark: str) -> None:
    text = works(f"- [{{title}}]({{url}}) by {{by}}{mark}A calm book for all.")
    assert read(text, "title", "authors", "description") == [
        {"title": title, "authors": by.split(" and "), "description": "A calm book for all"}
        for title, by, _ in WORKS
    ]


def test_one_who_wrote_several_books_with_others_is_no_publisher() -> None:
    lines = "".join(
        f"- [{n} Maps](https://{n}.example/book) by Ann Oak and Bo Elm\n" for n in "abc"
    )
    assert read(f"## Books\n\n{lines}", "authors") == [{"authors": ["Ann Oak", "Bo Elm"]}] * 3
    lines = lines.replace(" and Bo Elm", ", Casa Editora")
    assert read(f"## Books\n\n{lines}", "authors") == [{}] * 3


NO_CREDITS = {
    "a company": "- [{title}]({url}) by Kauri Media",
    "what is done by": "- [{title}]({url}) by hand - Shows how it is done.",
    "a topic and a year": "- [{title}]({url}) - Maps of lakes, {year}",
}


@pytest.mark.parametrize("template", NO_CREDITS.values(), ids=NO_CREDITS)
def test_what_is_no_person_is_no_author(template: str) -> None:
    assert read(works(template), "authors") == [{}] * 3


def test_tools_that_somebody_made_have_names() -> None:
    text = works("- [{title}]({url}) by {by}", "Tools")
    assert read(text, "name", "authors") == [{"name": title} for title, *_ in WORKS]


def test_by_within_the_title_of_a_paper_names_nobody() -> None:
    text = (
        "# Papers\n\n- **Long Maps** by Routing Diverse Experts. Ann Oak, Bo Elm. ICLR 2021 "
        "[[pdf]](https://arxiv.org/abs/2010.00001)\n"
        "- **Wide Maps**. Cy Fir, Dee Ivy. ICLR 2021 [[pdf]](https://arxiv.org/abs/2010.00002)\n"
    )
    assert read(text, "title")[0] == {"title": "Long Maps by Routing Diverse Experts"}


def test_some_said_to_be_by_persons_take_no_title_from_the_others() -> None:
    asks = "".join(
        f"- [{title}](https://{n}.example/1) by Ann Oak and others, for all.\n"
        for n, title in enumerate(("How Maps Fold", "Why Do Kites Fly So High?", "Maps at Sea"))
    )
    assert all("title" in each for each in read(works(CREDITED["by"], "Articles", asks)))
