"""The rule `author-list`."""

import pytest

from awesomecheck_rules.entries.author_list import AuthorList
from tests.rules.conftest import Check, fixed


def paper(authors: str, number: int = 0) -> str:
    url = f"https://arxiv.org/abs/2111.{number:05}"
    return f"* **Net{number}**: {authors}.\n   - Network of Kind {number}. [[CVPR'2022]({url})]\n"


def papers(*authors: str) -> str:
    return "".join(paper(each, number) for number, each in enumerate(authors))


COMMAS = ["Jane Doe, Min Li, Ann Roe"] * 9
ANDS = ["Jane Doe, Min Li and Ann Roe"] * 9


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Jane Doe, , Min Li", "Jane Doe, Min Li"),
        ("Jane Doe,, Min Li", "Jane Doe, Min Li"),
        ("Jane Doe; ; Min Li", "Jane Doe; Min Li"),
    ],
)
def test_a_separator_too_many(check: Check, wrong: str, right: str) -> None:
    text = papers(wrong)
    [finding] = check(AuthorList(), text)
    assert finding.message.endswith("with no author between")
    assert finding.fix is not None
    assert finding.fix.safe
    assert fixed(text, [finding]) == papers(right)


def test_a_separator_after_the_last(check: Check) -> None:
    text = papers("Jane Doe, Min Li,")
    [finding] = check(AuthorList(), text)
    assert finding.message == "`,` after the last author"
    assert fixed(text, [finding]) == papers("Jane Doe, Min Li")


def test_and_where_the_others_have_commas(check: Check) -> None:
    text = papers(*COMMAS, "Jane Doe, Min Li and Ann Roe")
    [finding] = check(AuthorList(), text)
    assert finding.message == (
        "a comma expected before the last author, as in 9 of 10 in this list"
    )
    assert fixed(text, [finding]) == papers(*COMMAS, "Jane Doe, Min Li, Ann Roe")


def test_two_authors_are_held_against_other_pairs_alone(check: Check) -> None:
    assert check(AuthorList(), papers(*COMMAS, "Jane Doe and Min Li")) == []


def test_commas_where_the_others_have_and(check: Check) -> None:
    text = papers(*ANDS, "Jane Doe, Min Li, Ann Roe")
    [finding] = check(AuthorList(), text)
    assert finding.message == "`and` expected before the last author, as in 9 of 10 in this list"
    assert fixed(text, [finding]) == papers(*ANDS, "Jane Doe, Min Li and Ann Roe")


def test_and_between_all_of_them_has_no_one_answer(check: Check) -> None:
    [finding] = check(AuthorList(), papers(*COMMAS, "Jane Doe and Min Li and Ann Roe"))
    assert finding.fix is None


def test_initials_where_names_are_written_out(check: Check) -> None:
    text = papers(*COMMAS, "J. Doe, M. Li, A. Roe")
    [finding] = check(AuthorList(), text)
    assert finding.message == "initials here, first names in full in 9 of 10 in this list"
    assert text[finding.span.start : finding.span.end] == "J. Doe, M. Li, A. Roe"
    assert finding.fix is None


def test_names_written_out_where_initials_are_usual(check: Check) -> None:
    text = papers(*["J. Doe, M. Li"] * 9, "Jane Doe, Min Li")
    [finding] = check(AuthorList(), text)
    assert finding.message.startswith("first names in full here, initials in 9 of 10")


@pytest.mark.parametrize(
    "authors",
    [
        "Jane Doe, Min Li, et al",
        "Jane Doe",
        "Alexei A. Efros, N. Siddharth, Philip H.S. Torr",
        "Wei-Ning Hsu, Piotr Dollár, José de la Torre",
        "[Jane Doe](https://a.org/x,y), Min Li, Ann Roe",
        "Jane Doe\\*, Min Li\\*, Ann Roe",
    ],
)
def test_lists_that_are_fine(check: Check, authors: str) -> None:
    assert not check(AuthorList(), papers(*COMMAS, authors))


def test_no_habit_no_finding(check: Check) -> None:
    assert not check(AuthorList(), papers(*COMMAS, *ANDS))
