"""The rule `duplicate-link`."""

import pytest

from awesomecheck_rules.links.duplicate_link import DuplicateLink
from tests.rules.conftest import Check

MAE = "https://arxiv.org/abs/2111.06377"


def test_a_paper_twice_in_one_section(check: Check) -> None:
    text = (
        f"# A\n\n* **MAE**: Masked. [[CVPR'2022]({MAE})]\n* [BEiT](https://arxiv.org/abs/2106.08254)\n"
        "* **MAE**: [[paper](http://www.arxiv.org/pdf/2111.06377v2.pdf)]\n"
    )
    [finding] = check(DuplicateLink(), text)
    assert finding.message == "same link as line 3: check the link"
    assert finding.severity == "warning"
    where = text[finding.span.start : finding.span.end]
    assert where == finding.url == "http://www.arxiv.org/pdf/2111.06377v2.pdf"
    assert finding.fix is None


def test_a_paper_in_two_sections_weighs_less_and_says_where(check: Check) -> None:
    text = f"# A\n\n* Masked. [[paper]({MAE})]\n\n# B\n\n* Masked. [[paper]({MAE})]\n"
    [finding] = check(DuplicateLink(), text)
    assert finding.message == 'same link as line 3 (section "A"): check the link'
    assert finding.severity == "info"
    assert not check(DuplicateLink(scope="section"), text)


def test_the_nearest_of_several_is_named(check: Check) -> None:
    text = f"# A\n\n* [x]({MAE})\n\n# B\n\n* [x]({MAE})\n* [x]({MAE})\n"
    assert [each.message for each in check(DuplicateLink(), text)] == [
        'same link as line 3 (section "A"): check the link',
        "same link as line 7: check the link",
    ]


def test_a_page_in_other_spellings(check: Check) -> None:
    text = (
        "* [a](https://github.com/Owner/Tool)\n* **[b](http://www.github.com/owner/tool.git)**\n"
        "* [c](https://tool.example.org/?utm_source=x)\n* [d](http://www.tool.example.org)\n"
    )
    assert [each.message for each in check(DuplicateLink(), text)] == [
        "same link as line 1: check the link",
        "same link as line 3: check the link",
    ]


def test_references_are_marked_where_they_are_used(check: Check) -> None:
    text = f"* [one][m]\n* [two][m]\n\n[m]: {MAE}\n"
    [finding] = check(DuplicateLink(), text)
    assert text[finding.span.start : finding.span.end] == "[two][m]"


def test_rows_of_a_table(check: Check) -> None:
    text = (
        "| Name | Paper |\n|--|--|\n| MAE | [x](https://arxiv.org/abs/2111.06377) |\n"
        "| [Tool](https://a.org) | |\n| MAE | [y](https://arxiv.org/abs/2111.06377) |\n"
        "| **[Tool](https://a.org)** | |\n"
    )
    assert [each.message for each in check(DuplicateLink(), text)] == [
        "same link as line 3: check the link",
        "same link as line 4: check the link",
    ]


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("Alder", "Birch", "Cedar"), 0),
        (("Alder", "Birch", "Cedar", "Alder"), 0),
        (("Alder", "Birch"), 1),
        (("Alder", "Alder", "Alder"), 2),
    ],
)
def test_a_paper_of_several_rows_with_names_is_theirs(
    check: Check, names: tuple[str, ...], count: int
) -> None:
    rows = "".join(f"| {name} | 12 | [Paper]({MAE}) |\n" for name in names)
    text = f"| Dataset | Size | Paper |\n|--|--|--|\n{rows}"
    assert len(check(DuplicateLink(), text)) == count


@pytest.mark.parametrize(
    "text",
    [
        # one repository as the code of two papers
        (
            "* A. [[x](https://arxiv.org/abs/2111.06377)] [[code](https://github.com/m/unilm)]\n"
            "* B. [[x](https://arxiv.org/abs/2106.08254)] [[code](https://github.com/m/unilm)]\n"
        ),
        "- A\n  - [Code](https://github.com/m/unilm)\n- B\n  - [Code](https://github.com/m/unilm)\n",
        (
            "- A\n  - Code: [m/unilm](https://github.com/m/unilm)\n"
            "- B\n  - Code: [m/unilm](https://github.com/m/unilm)\n"
        ),
        # within one entry
        f"* [MAE]({MAE}) [![arXiv](https://img.shields.io/b.svg)]({MAE})\n",
        f"* [MAE]({MAE}): good\n  - Paper: [pdf]({MAE})\n  - Code: none\n",
        f"* [MAE]({MAE})\n  - [arXiv]({MAE})\n",
        f"* MAE\n  - Paper: [abs]({MAE})\n  - PDF: [pdf]({MAE})\n",
        f"| [MAE]({MAE}) | [pdf]({MAE}) |\n|--|--|\n| a | b |\n",
        # what a tool builds upon, a page that prose mentions
        f"* [Tool](https://a.org) of [MAE]({MAE})\n* [Other](https://b.org) of [MAE]({MAE})\n",
        "* [a](https://a.org) for [Redis](https://redis.io)\n* [Redis](https://redis.io)\n",
        "[Redis](https://redis.io) is good.\n\n[Redis](https://redis.io) is fast.\n",
        # places in the page, files, badges, other views of the same
        "* [a](#a)\n* [b](#a)\n* [c](c.md)\n* [d](c.md)\n",
        "* ![a](https://a.org/x.png)\n* ![b](https://a.org/x.png)\n",
        "* [x](https://a.org)\n\n| Name |\n|--|\n| [x](https://a.org) |\n",
        # other places of one repository
        "* [a](https://github.com/m/u/tree/main/a)\n* [b](https://github.com/m/u/tree/main/b)\n",
        "* [a](https://a.org/#one)\n* [b](https://a.org/#two)\n",
        # footers
        f"# A\n\n* [x]({MAE})\n\n# Citation\n\n* [x]({MAE})\n",
        # links of one entry, a library under several papers, prose, news
        f"* **MAE** sees less.\n  - [[Paper]]({MAE})\n  - [[Python Reference]]({MAE})\n",
        f"**MAE sees less**\n\n- Paper: {MAE}\n- Code: {MAE}\n",
        (
            "* A net. [[x](https://arxiv.org/abs/2111.06377)]\n"
            "  - [[Python Reference]](https://github.com/m/u)\n"
            "* A web. [[x](https://arxiv.org/abs/2106.08254)]\n"
            "  - [[Python Reference]](https://github.com/m/u)\n"
        ),
        f"After [this survey]({MAE}).\n\n* [x](https://a.org)\n\n# B\n\nSee [it]({MAE}).\n",
        f"# News\n\n* [2024/05] [Ours]({MAE}) is accepted.\n* [2024/02] [Ours]({MAE}) is out.\n",
        f"# News\n\n* 2024-05 [Ours]({MAE}) is out.\n\n# Papers\n\n* [Ours]({MAE})\n",
        # a sponsor above the regular row
        (
            "| Name |\n|--|\n| [Wind](https://a.org/?utm_source=list&utm_campaign=best) |\n"
            "| [Aerie](https://b.org) |\n| [Wind](https://a.org) |\n"
        ),
        "`[x](https://a.org)`\n\n* [x](https://a.org)\n\n```\n* [x](https://a.org)\n```\n",
    ],
)
def test_what_is_no_duplicate(check: Check, text: str) -> None:
    assert not check(DuplicateLink(), text)


def test_code_fields_do_not_hide_other_entries(check: Check) -> None:
    text = f"* Group\n  - [a]({MAE})\n  - [b]({MAE})\n"
    assert [each.message for each in check(DuplicateLink(), text)] == [
        "same link as line 2: check the link"
    ]


def test_a_list_of_news_sites_is_compared(check: Check) -> None:
    text = "# News\n\n* [One](https://a.org) - Daily.\n* [Two](https://a.org) - Weekly.\n"
    assert [each.message for each in check(DuplicateLink(), text)] == [
        "same link as line 3: check the link"
    ]


def test_a_page_that_many_entries_with_names_of_their_own_have_is_a_portal(check: Check) -> None:
    portal = "https://data.example.org/catalogue"
    named = "".join(f"* [Corpus {number}]({portal}): letters\n" for number in range(6))
    assert check(DuplicateLink(), named) == []
    again = "".join(f"* [Corpus]({portal}): letters of {number}\n" for number in range(6))
    assert len(check(DuplicateLink(), again)) == 5
    few = "".join(f"* [Corpus {number}]({portal}): letters\n" for number in range(3))
    assert len(check(DuplicateLink(), few)) == 2


def test_bare_urls_behind_names_are_compared(check: Check) -> None:
    text = "# Blogs\n\n" + "".join(
        f"* {name} https://{name.lower()}.example.org/blog/\n"
        for name in ("Elm", "Oak", "Fir", "Elm", "Yew", "Ash")
    )
    assert [each.message for each in check(DuplicateLink(), text)] == [
        "same link as line 3: check the link"
    ]


def test_bare_urls_beside_other_links_are_notes(check: Check) -> None:
    text = "# Tools\n\n" + "".join(
        f"* [{name}](https://{name.lower()}.example.org): see https://forum.example.org/\n"
        for name in ("Elm", "Oak", "Fir")
    )
    assert check(DuplicateLink(), text) == []
