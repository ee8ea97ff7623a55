"""Titles and authors in capital letters."""

import pytest

from awesomecheck_rules.entries.all_capitals import AllCapitals
from tests.rules.conftest import Check

PAPERS = "".join(
    f"- A title of {n} words. *Ann Ash, Bob Birch*. ICLR 2022. [[pdf](https://x.org/{n})]\n"
    for n in range(10, 40)
)
PAPER = "- {}. *{}*. ICLR 2022. [[pdf](https://arxiv.org/abs/2201)]\n"


@pytest.mark.parametrize(
    ("title", "authors", "message"),
    [
        ("FORKS AND SPOONS ARE ALL YOU NEED", "Ann Ash, Bob Birch", "title"),
        ("Forks and spoons", "ANN ASH, Bob Birch", "author"),
    ],
)
def test_capitals_are_reported(check: Check, title: str, authors: str, message: str) -> None:
    [finding] = check(AllCapitals(), PAPERS + PAPER.format(title, authors))
    assert finding.message == f"{message} in capitals: use small letters, too"
    assert finding.severity == "info"


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("BERT AND GPT", "Ann Ash, Bob Birch"),
        ("Forks and spoons", "A. K. ASH, Bob Birch"),
        ("Forks and spoons", "OPENAI, Bob Birch"),
        ("用来处理 HTML 和 XML 的库 PROCESSING AND READING", "Ann Ash, Bob Birch"),
    ],
)
def test_acronyms_and_initials_are_not_reported(check: Check, title: str, authors: str) -> None:
    assert check(AllCapitals(), PAPERS + PAPER.format(title, authors)) == []


def test_a_list_in_capitals_is_not_reported(check: Check) -> None:
    title = "FORKS AND SPOONS ARE ALL YOU NEED"
    assert check(AllCapitals(), PAPER.format(title, "Ann Ash, Bob Birch") * 5) == []
