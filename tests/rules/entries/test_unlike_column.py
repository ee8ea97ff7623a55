"""Cells that are not written as their column."""

import pytest

from awesomecheck import lint
from awesomecheck_rules.entries.unlike_column import UnlikeColumn
from tests.rules.conftest import Check, fixed

URL = "https://example.org"


def table(*odd: str, usual: str, header: str = "Tool | Form", rows: int = 12) -> str:
    """Return a table whose last cells are all written alike but for some."""
    lines = [f"| {header} |", "|---|---|"]
    lines += [f"| Tool {n} | {usual.format(n)} |" for n in range(rows)]
    lines += [f"| Odd {n} | {cell} |" for n, cell in enumerate(odd)]
    return "## Tools\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("usual", "odd", "right"),
    [
        (f"[code]({URL}/{{0}})", f"[[code]]({URL}/x)", f"[code]({URL}/x)"),
        (f"[[code]({URL}/{{0}})]", f"[code]({URL}/x)", f"[[code]({URL}/x)]"),
        (f"[code]({URL}/{{0}})", f"[code]({URL}/x )", f"[code]({URL}/x)"),
        (f"[code]({URL}/{{0}})", f"[Code]({URL}/x)", f"[code]({URL}/x)"),
        (f"**[Knife {{0}}]({URL}/{{0}})**", f"[Fork]({URL}/x)", f"**[Fork]({URL}/x)**"),
        (f"[**Knife {{0}}**]({URL}/{{0}})", f"[Fork]({URL}/x)", f"[**Fork**]({URL}/x)"),
        ("*Knife no. {0}*", "Fork", "*Fork*"),
        ("“Knife no. {0}”", "Fork", "“Fork”"),
        ("CVPR 20{0:02}", "CVPR2022", "CVPR 2022"),
        ("CVPR'{0:02}", "CVPR 22", "CVPR'22"),
        (f"[a]({URL}/{{0}}), b{{0}}", f"[a]({URL}) b", f"[a]({URL}), b"),
    ],
)
def test_odd_cells_are_written_like_the_others(
    check: Check, usual: str, odd: str, right: str
) -> None:
    text = table(odd, usual=usual)
    found = check(UnlikeColumn(), text)
    assert fixed(text, found) == table(right, usual=usual)


def test_a_year_of_another_length_has_no_fix(check: Check) -> None:
    [finding] = check(UnlikeColumn(), table("CVPR'2022", usual="CVPR'{0:02}"))
    assert finding.fix is None


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ("Knife no. {0}", "**Best knife**"),  # emphasis that is meant
        ("Knife no. {0}", "`knife`"),
        ("Knife no. {0}", "Knives (two of them)"),
        ("Knife no. {0}", "What is a knife?"),
        ("Knife no. {0}", "(un)sharpened"),
        ("Knife no. {0}", '"Cut once." - a knife'),
        (f"[code]({URL}/{{0}})", "-"),
        (f"[code]({URL}/{{0}})", ""),
        (f"[code]({URL}/{{0}})", f"[code]({URL}/x), [demo]({URL}/y)"),
        (f"[Knife {{0}}]({URL}/{{0}})", f"[Fork (new)]({URL}/x)"),
        ("CVPR 20{0:02}", "Journal of Forks 2022"),
        ("CVPR20{0:02}", "Journal of Forks 2022"),
    ],
)
def test_other_cells_are_not_reported(check: Check, usual: str, odd: str) -> None:
    assert check(UnlikeColumn(), table(odd, usual=usual)) == []


def test_a_column_without_a_habit_is_not_reported(check: Check) -> None:
    odd = [f"[[code]]({URL}/{n})" for n in range(4)]
    assert check(UnlikeColumn(), table(*odd, usual=f"[code]({URL}/{{0}})")) == []
    assert check(UnlikeColumn(), table(odd[0], usual=f"[code]({URL}/{{0}})", rows=4)) == []


def test_tables_with_the_same_header_are_one(check: Check) -> None:
    usual = table(usual=f"[code]({URL}/{{0}})", rows=5)
    last = table(f"[[code]]({URL}/x)", usual=f"[code]({URL}/{{0}})", rows=5)
    assert len(check(UnlikeColumn(), usual + "\n" + last)) == 1
    other = last.replace("Form", "Other")
    assert check(UnlikeColumn(), usual + "\n" + other) == []


GITHUB = "https://github.com/acme"


@pytest.mark.parametrize(
    ("usual", "odd", "right"),
    [
        ("Ann Ash, Bob Birch of {0}", "*Cai Cedar, Dan Elm*", "Cai Cedar, Dan Elm"),
        (f"[code]({GITHUB}/{{0}})", f"[link]({GITHUB}/x)", f"[code]({GITHUB}/x)"),
        (f"[link]({GITHUB}/{{0}})", f"[GitHub]({GITHUB}/x)", f"[link]({GITHUB}/x)"),
    ],
)
def test_italics_and_labels_of_one_cell_alone(
    check: Check, usual: str, odd: str, right: str
) -> None:
    text = table(odd, usual=usual, rows=30)
    found = check(UnlikeColumn(), text)
    assert fixed(text, found) == table(right, usual=usual, rows=30)


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ("Ann Ash, Bob Birch of {0}", ["**Cai Cedar, Dan Elm**"]),
        ("Ann Ash, Bob Birch of {0}", ["*Cai Cedar*", "*Dan Elm*"]),
        (f"[code]({GITHUB}/{{0}})", [f"[PyTorch]({GITHUB}/x)"]),
        (f"[code]({GITHUB}/{{0}})", [f"[link]({URL}/x)"]),
        (f"[data]({GITHUB}/{{0}})", [f"[code]({GITHUB}/x)"]),
    ],
)
def test_what_one_cell_says_on_purpose(check: Check, usual: str, odd: list[str]) -> None:
    assert check(UnlikeColumn(), table(*odd, usual=usual, rows=30)) == []


def test_rows_without_their_last_cells_are_compared_too(check: Check) -> None:
    text = table(f"[[code]]({URL}/x)", usual=f"[code]({URL}/{{0}})", header="Tool | Form | Data")
    text = text.replace("|---|---|", "|---|---|---|")
    found = check(UnlikeColumn(), text)
    assert [each.message for each in found] == [
        "write `[code](https://example.org/x)` as 12 of 13 cells of this column do"
    ]


def test_a_label_that_is_odd_itself_is_not_part_of_the_form(check: Check) -> None:
    usual = f"[code]({GITHUB}/{{0}})"
    text = table(f"[[link]]({GITHUB}/x)", usual=usual, rows=30)
    found = check(UnlikeColumn(), text)
    assert [each.message for each in found] == [
        "write `[…](https://github.com/acme/x)` as 30 of 31 cells of this column do",
        "write `code` instead of `link` as 30 of 31 cells of this column do",
    ]


def test_a_space_in_an_address_is_reported_once() -> None:
    text = table(f"[code]({GITHUB}/x )", usual=f"[code]({GITHUB}/{{0}})", rows=30)
    rules = {each.rule for each in lint(text).findings()}
    assert "unclean-link" in rules
    assert "unlike-column" not in rules


def papers(*odd: str, usual: str = "[**Seeing {0}**]", rows: int = 10) -> str:
    """Return a table of papers, some with other titles."""
    lines = ["| Title | Venue | Date | Code |", "|---|---|---|---|"]
    titles = [f"{usual.format(n)}(https://arxiv.org/abs/2304.{n:05})" for n in range(rows)]
    for n, title in enumerate((*titles, *odd)):
        lines.append(f"| {title} | arXiv | 2023-04 | [Code](https://github.com/acme/see{n}) |")
    return "# Seeing\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("rows", [10, 30])
def test_the_one_title_without_a_link(check: Check, rows: int) -> None:
    [finding] = check(UnlikeColumn(), papers("Kauri sees: a model", rows=rows))
    assert finding.message == f"title without a link ({rows} of {rows + 1} rows have one)"
    assert finding.severity == "info"
    assert finding.fix is None
    assert finding.span.end - finding.span.start == len("Kauri sees: a model")


@pytest.mark.parametrize(
    "text",
    [
        papers("Kauri sees: a model", "Larch sees: a model", rows=30),
        papers("Kauri sees: a model", rows=9),
        papers("**Kauri sees: a model**", rows=30),  # bold, so its lack of a link is known
        papers("Kauri sees: a model", usual="[Seeing {0}]", rows=30),
        papers("", rows=30),
        papers("-", rows=30),
        papers(rows=30) + "| More of them | | | |\n",
    ],
)
def test_titles_without_a_link_that_may_be_meant(check: Check, text: str) -> None:
    found = check(UnlikeColumn(), text)
    assert not [each for each in found if "without a link" in each.message]


def test_a_label_of_one_cell_without_a_link(check: Check) -> None:
    text = table("soon", usual=f"[**code**]({GITHUB}/{{0}})", rows=30)
    assert check(UnlikeColumn(), text) == []


def test_the_last_slash_of_an_address_is_its_own(check: Check) -> None:
    assert not check(UnlikeColumn(), table(f"{URL}/knife/", usual=f"{URL}/{{0}}.html"))
