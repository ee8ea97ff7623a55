"""Dates of entries whose separator is not that of the others."""

import pytest

from awesomecheck_rules.entries.unlike_template import UnlikeTemplate
from tests.rules.conftest import Check, fixed


def paper(number: int, before: str, title: str = "") -> str:
    """Return an entry whose date is where `before` has it."""
    return (
        f"- {before} **{title or f'Seeing {number}'}.** *Jane Doe et al. arXiv.* "
        f"[[paper](https://arxiv.org/abs/2201.{number:05})]\n"
    )


def papers(usual: str, *odd: str, rows: int = 10) -> str:
    """Return a list with dates of several months, and some others at its end."""
    months = [usual.replace("MM", f"{number % 12 + 1:02}") for number in range(rows)]
    lines = [paper(number, before) for number, before in enumerate((*months, *odd))]
    return "# List\n\n## Papers\n\n" + "".join(lines)


@pytest.mark.parametrize(
    ("usual", "odd", "right"),
    [
        ("[2023/MM]", "[2022-11]", "[2022/11]"),
        ("[2023-MM]", "[2022.11]", "[2022-11]"),
        ("(2023.MM)", "(2022/11)", "(2022.11)"),
        ("[2023/MM/17]", "[2022-11-05]", "[2022/11/05]"),
        ("[2023-MM-17]", "[2022-11/05]", "[2022-11-05]"),
    ],
)
@pytest.mark.parametrize("rows", [10, 40])
def test_another_separator(check: Check, usual: str, odd: str, right: str, rows: int) -> None:
    text = papers(usual, odd, rows=rows)
    [finding] = check(UnlikeTemplate(), text)
    mark = usual[5]
    assert finding.message == (
        f"use `{mark}` between the numbers of the date ({rows} of {rows + 1} entries do)"
    )
    assert finding.fix is not None
    assert finding.fix.safe
    assert fixed(text, [finding]) == papers(usual, right, rows=rows)


def test_dates_of_one_month_are_reported_once(check: Check) -> None:
    text = papers("[2023/04]", "[2023-04]")
    found = check(UnlikeTemplate(), text)
    assert len(found) == 1
    assert fixed(text, found) == papers("[2023/04]", "[2023/04]")


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        ("[2023/MM]", ["[2022-11]", "[2022-10]", "[2022-09]"]),  # both are usual
        ("[2023/MM]", ["[2022]"]),
        ("[2023/MM]", ["[2019-20]"]),  # a span of years
        ("[2023/MM]", ["[2022-11-05]"]),  # another precision
    ],
)
def test_other_dates(check: Check, usual: str, odd: list[str]) -> None:
    found = check(UnlikeTemplate(), papers(usual, *odd))
    assert not [each for each in found if "date" in each.message]


def test_too_few_dates_show_no_separator(check: Check) -> None:
    found = check(UnlikeTemplate(), papers("[2023/MM]", "[2022-11]", rows=6))
    assert not [each for each in found if "date" in each.message]


def test_a_date_in_another_place(check: Check) -> None:
    odd = paper(99, "[2022-11]").replace("- [2022-11] ", "- ").replace("arXiv.", "arXiv 2022-11.")
    found = check(UnlikeTemplate(), papers("[2023/MM]") + odd)
    assert not [each for each in found if "date" in each.message]
    others = papers("(2023/MM)", "[2022-11]")
    found = check(UnlikeTemplate(), others)
    assert not [each for each in found if "date" in each.message]


def test_a_section_has_a_separator_of_its_own(check: Check) -> None:
    own = papers("[2021-MM]").replace("## Papers", "## Older")
    assert check(UnlikeTemplate(), papers("[2023/MM]", rows=90) + "\n" + own) == []


def test_a_template_that_is_set_says_it_all(check: Check) -> None:
    rule = UnlikeTemplate(
        templates=("- [{year}{text}] **{title}.** *{authors}. {venue}.* [[paper]({paper})]",)
    )
    found = check(rule, papers("[2023/MM]", "[2022-11]"))
    assert not [each for each in found if "date" in each.message]
