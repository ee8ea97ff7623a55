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
def test_an_extra_separator(check: Check, wrong: str, right: str) -> None:
    text = papers(wrong)
    [finding] = check(AuthorList(), text)
    assert finding.message.startswith("no author between separators: use `")
    assert finding.fix is not None
    assert finding.fix.safe
    assert fixed(text, [finding]) == papers(right)


def test_a_separator_after_the_last(check: Check) -> None:
    text = papers("Jane Doe, Min Li,")
    [finding] = check(AuthorList(), text)
    assert finding.message == "extra `,` after the last author: remove it"
    assert fixed(text, [finding]) == papers("Jane Doe, Min Li")


def test_and_where_the_others_have_commas(check: Check) -> None:
    text = papers(*COMMAS, "Jane Doe, Min Li and Ann Roe")
    [finding] = check(AuthorList(), text)
    assert finding.message == (
        "use `,` instead of `and` before the last author (9 of 10 entries do)"
    )
    assert fixed(text, [finding]) == papers(*COMMAS, "Jane Doe, Min Li, Ann Roe")


def test_two_authors_are_compared_only_with_other_pairs(check: Check) -> None:
    assert check(AuthorList(), papers(*COMMAS, "Jane Doe and Min Li")) == []


def test_commas_where_the_others_have_and(check: Check) -> None:
    text = papers(*ANDS, "Jane Doe, Min Li, Ann Roe")
    [finding] = check(AuthorList(), text)
    assert finding.message == "use `and` before the last author (9 of 10 entries do)"
    assert fixed(text, [finding]) == papers(*ANDS, "Jane Doe, Min Li and Ann Roe")


def test_and_between_all_authors_is_not_fixed(check: Check) -> None:
    [finding] = check(AuthorList(), papers(*COMMAS, "Jane Doe and Min Li and Ann Roe"))
    assert finding.fix is None


def test_initials_where_names_are_written_out(check: Check) -> None:
    text = papers(*COMMAS, "J. Doe, M. Li, A. Roe")
    [finding] = check(AuthorList(), text)
    assert finding.message == ("first names are initials: write them in full (9 of 10 entries do)")
    assert text[finding.span.start : finding.span.end] == "J. Doe, M. Li, A. Roe"
    assert finding.fix is None


def test_names_written_out_where_initials_are_usual(check: Check) -> None:
    text = papers(*["J. Doe, M. Li"] * 9, "Jane Doe, Min Li")
    [finding] = check(AuthorList(), text)
    assert finding.message == "first names are in full: use initials (9 of 10 entries do)"


def test_initials_behind_family_names_are_initials(check: Check) -> None:
    behind = ["Doe, J., Li, M., Roe, A."] * 9
    assert not check(AuthorList(), papers(*behind, "J Doe, M Li, A Roe"))
    [finding] = check(AuthorList(), papers(*behind, "Jane Doe, Min Li, Ann Roe"))
    assert finding.message == "first names are in full: use initials (9 of 10 entries do)"


def test_the_last_author_is_joined_as_by_the_others(check: Check) -> None:
    text = papers(*["Jane Doe, Min Li & Ann Roe"] * 9, "Jane Doe, Min Li, Ann Roe")
    [finding] = check(AuthorList(), text)
    assert finding.message == "use `&` before the last author (9 of 10 entries do)"
    assert fixed(text, [finding]) == papers(*["Jane Doe, Min Li & Ann Roe"] * 10)


def test_a_message_about_a_line_break_is_one_line(check: Check) -> None:
    [finding] = check(AuthorList(), papers("Jane Doe,\n   , Min Li"))
    assert finding.message == "no author between separators: use `,` instead of `, ,`"


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


def test_semicolons_where_the_others_have_commas(check: Check) -> None:
    text = papers(*["Ann Ash, Bob Birch, Cai Cedar"] * 20, "Ann Ash; Bob Birch; Cai Cedar")
    found = check(AuthorList(), text)
    assert [each.message for each in found] == ["use `,` between authors (20 of 21 entries do)"]
    assert "Ann Ash, Bob Birch, Cai Cedar" in fixed(text, found).splitlines()[-2]


def test_semicolons_between_names_with_commas(check: Check) -> None:
    text = papers(*["Ann Ash, Bob Birch, Cai Cedar"] * 20, "Ash, Ann; Birch, Bob; Cedar, Cai")
    assert not any("between authors" in each.message for each in check(AuthorList(), text))


TEAM = "Ann Ash, Bob Birch, Cai Cedar, Dan Elm, Eva Fir, Flo Gale, Gus Hay"


def titled(authors: str, title: str, url: str = "https://arxiv.org/abs/2111.00001") -> str:
    return f"* **Net**: {authors}.\n   - {title}. [[CVPR'2022]({url})]\n"


def test_the_authors_of_the_entry_above_are_an_info(check: Check) -> None:
    other = "https://arxiv.org/abs/2203.00002"
    text = titled(TEAM, "How to Peel Carrots") + titled(TEAM, "Soup without Salt", other)
    [finding] = check(AuthorList(), text)
    assert finding.severity == "info"
    assert finding.message == (
        "same 7 authors as line 1, which has another title: correct them if they were copied"
    )
    assert finding.fix is None


@pytest.mark.parametrize(
    ("authors", "title", "url"),
    [
        ("Ann Ash, Bob Birch, Cai Cedar", "Soup without Salt", "https://a.dev/2"),
        (TEAM, "How to Peel Carrots and Leeks", "https://a.dev/2"),
        (TEAM, "Soup without Salt", "https://a.dev/1"),
    ],
)
def test_teams_that_write_again_are_not(check: Check, authors: str, title: str, url: str) -> None:
    text = titled(authors, "How to Peel Carrots", "https://a.dev/1") + titled(authors, title, url)
    assert check(AuthorList(), text) == []


def test_what_is_emphasised_behind_the_authors_is_none(check: Check) -> None:
    entries = "".join(
        f"- J. Doe, M. Li, and P. Roe, **A Study of Doors {n}**, ICML 2015. [pdf](https://a.example/{n})\n"
        for n in range(12)
    )
    odd = "- J. Doe, M. Li, and P. Roe, **Trust Region**, ICML 2015. [pdf](https://a.example/x)\n"
    assert check(AuthorList(), entries + odd) == []


def test_one_list_of_authors_with_an_and_between_all(check: Check) -> None:
    entries = "".join(
        f"- **A Study of Doors {n}**. *Jane Doe, Min Li, Paul Roe*. [pdf](https://a.example/{n})\n"
        for n in range(12)
    )
    odd = "- **Trust Regions of Roofs**. *Jane Doe and Min Li and Paul Roe*. [pdf](https://a.example/x)\n"
    [found] = check(AuthorList(), entries + odd)
    assert found.message == "use `,` instead of `and` between authors (12 of 13 entries do)"
    assert found.fix is None


def test_initials_of_papers_by_one_author_count(check: Check) -> None:
    several = ["Jane Doe, Min Li"] * 11
    odd = "J. Doe, M. Li"
    [finding] = check(AuthorList(), papers(*several, odd))
    assert finding.message == "first names are initials: write them in full (11 of 12 entries do)"
    assert check(AuthorList(), papers(*several, odd, "J. Doe", "M. Li")) == []


def test_names_as_in_bibtex_are_not_joined_by_commas(check: Check) -> None:
    entries = "".join(
        f"- **A Study of Doors {n}**. *Jane Doe, Min Li, Paul Roe*. [pdf](https://a.example/{n})\n"
        for n in range(12)
    )
    odd = "- **Trust Regions**. *{}*. [pdf](https://a.example/x)\n"
    [found] = check(AuthorList(), entries + odd.format("Doe, Jane and Li, Min and Roe, Paul"))
    assert found.message.startswith("family names come first, as in BibTeX: write ")
    assert found.fix is None
    [found] = check(AuthorList(), entries + odd.format("Jane Doe, Min Li and Paul Roe"))
    assert found.message.startswith("use `,` instead of `and` before the last author")
