"""The rules `duplicate-entry` and `same-id-different-title`."""

import pytest

from awesomecheck import Source, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck_rules.entries.duplicate_entry import DuplicateEntry
from awesomecheck_rules.entries.same_id_different_title import SameIdDifferentTitle
from awesomecheck_rules.links.duplicate_link import DuplicateLink
from tests.rules.conftest import Check, fixed

MAE = "Masked Autoencoders Are Scalable Vision Learners"
CODE = "https://github.com/m/u"
BEIT = "BERT Pre-Training of Image Transformers"
IBOT = "Image BERT Pre-Training with Online Tokenizer"


def paper(title: str, url: str, name: str = "Net") -> str:
    return f"* **{name}**: Jane Doe, Min Li.\n   - {title}. [[CVPR'2022]({url})]\n"


OTHERS = paper(BEIT, "https://arxiv.org/abs/2106.08254") + paper(
    IBOT, "https://arxiv.org/abs/2111.07832"
)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://arxiv.org/abs/2111.06377", "http://www.arxiv.org/pdf/2111.06377v3.pdf"),
        ("https://doi.org/10.1000/182", "https://dx.doi.org/10.1000/182"),
        ("https://openreview.net/forum?id=abc", "https://openreview.net/pdf?id=abc"),
        ("https://arxiv.org/abs/2111.06377", "https://doi.org/10.48550/arXiv.2111.06377"),
        ("https://a.org/mae.pdf", "http://a.org/mae.pdf"),
    ],
)
def test_the_same_paper_by_its_link(check: Check, one: str, two: str) -> None:
    text = paper(MAE, one) + OTHERS + paper(MAE, two)
    [finding] = check(DuplicateEntry(), text)
    assert finding.message == "same paper as line 1: keep one of the two"
    assert finding.severity == "warning"
    assert text[finding.span.start : finding.span.end] == finding.url == two
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(text, [finding]) == paper(MAE, one) + OTHERS


def test_the_same_paper_by_its_title(check: Check) -> None:
    text = paper(MAE, "https://arxiv.org/abs/2111.06377") + paper(
        "Masked autoencoders are scalable vision-learners", "https://a.org/mae"
    )
    [finding] = check(DuplicateEntry(), text)
    assert finding.message == "same title as line 1: keep one of the two"
    assert text[finding.span.start : finding.span.end].startswith("Masked autoencoders")
    assert finding.fix is None  # the other link would be lost


def test_two_sections(check: Check) -> None:
    text = f"# A\n\n{paper(MAE, 'https://a.org/1')}\n# B\n\n{paper(MAE, 'https://a.org/1')}"
    [finding] = check(DuplicateEntry(), text)
    assert finding.message == 'same paper as line 3 (section "A"): keep one of the two'
    assert finding.severity == "info"
    assert finding.fix is None
    assert not check(DuplicateEntry(across_sections="allow"), text)


def test_a_list_that_repeats_many_entries_does_so_on_purpose(check: Check) -> None:
    entries = "".join(
        paper(f"{MAE} of Kind {n}{n}", f"https://arxiv.org/abs/2111.{n:05}") for n in range(9)
    )
    text = f"# A\n\n{entries}\n# B\n\n{entries}"
    assert not check(DuplicateEntry(), text)
    assert len(check(DuplicateEntry(across_sections="report"), text)) == 9


def test_the_same_repository(check: Check) -> None:
    text = "- [fd](https://github.com/Sharkdp/fd) - Finds.\n- [b](https://b.org) - Bees.\n"
    text += "- [fd](https://github.com/sharkdp/fd.git) - Finds.\n"
    [finding] = check(DuplicateEntry(), text)
    assert finding.message == "same repository as line 1: keep one of the two"
    assert fixed(text, [finding]) == "".join(text.splitlines(keepends=True)[:2])


@pytest.mark.parametrize(
    ("name", "severity"), [("hatchling", "info"), ("Hatch", "warning"), ("`hatch`", "warning")]
)
def test_two_names_for_one_repository_may_be_two_things(
    check: Check, name: str, severity: str
) -> None:
    one = "- [hatch](https://github.com/p/hatch) - Builds.\n"
    text = f"{one}- [{name}](https://github.com/p/hatch) - Makes.\n"
    [finding] = check(DuplicateEntry(), text)
    assert finding.severity == severity


@pytest.mark.parametrize(
    "text",
    [
        # one repository as the code of two papers, and places in one repository
        (
            f"* {MAE}. [[CVPR'2022](https://arxiv.org/abs/2111.06377)] [[code]({CODE})]\n"
            f"* {BEIT}. [[ICLR'2022](https://arxiv.org/abs/2106.08254)] [[code]({CODE})]\n"
        ),
        (
            "- [a](https://github.com/m/u/tree/main/a) - A.\n"
            "- [b](https://github.com/m/u/tree/main/b) - B.\n"
        ),
        # short titles, and papers of one title by others
        paper("Introduction", "https://a.org/1") + paper("Introduction", "https://a.org/2"),
        (
            f"* **A**: Jane Doe, Min Li.\n   - {MAE}. [[CVPR'2022](https://a.org/1)]\n"
            f"* **B**: Ann Roe, Bo Ek.\n   - {MAE}. [[CVPR'2021](https://a.org/2)]\n"
        ),
        # the same in a list and in a table
        (
            "- [fd](https://github.com/sharkdp/fd) - Finds.\n\n| Name | What |\n|--|--|\n"
            "| [fd](https://github.com/sharkdp/fd) | Finds |\n"
        ),
    ],
)
def test_what_is_not_a_duplicate(check: Check, text: str) -> None:
    assert not check(DuplicateEntry(), text)


def test_a_preprint_and_the_published_paper_may_both_be_meant(check: Check) -> None:
    preprint = f"* {MAE}. [[arXiv'2021](https://arxiv.org/abs/2111.06377)]\n"
    published = f"* {MAE}. [[CVPR'2022](https://a.org/mae)]\n"
    [finding] = check(DuplicateEntry(), preprint + published)
    assert finding.severity == "info"
    assert finding.message.startswith("same title as line 1")
    again = published.replace("a.org", "b.org")
    [finding] = check(DuplicateEntry(), published + again)
    assert finding.severity == "warning"


def test_two_datasets_of_one_paper_have_names_of_their_own(check: Check) -> None:
    url = "https://arxiv.org/abs/2111.06377"
    [finding] = check(DuplicateEntry(), paper(MAE, url, name="A-Set") + paper(MAE, url, name="B"))
    assert finding.severity == "info"


def test_code_and_dataset_of_one_paper_are_no_entries(check: Check) -> None:
    text = "".join(
        f"**{title}**\n\n- Paper: https://arxiv.org/abs/2103.0000{n}\n"
        f"- Code: https://github.com/m/u{n}\n- Dataset: https://github.com/m/u{n}\n\n"
        for n, title in enumerate((MAE, BEIT, IBOT))
    )
    assert not check(DuplicateEntry(), text)
    assert not check(DuplicateLink(), text)


def test_an_entry_that_says_more_is_not_removed(check: Check) -> None:
    text = paper(MAE, "https://a.org/1") + paper(MAE, "https://a.org/1", name="MAE")
    [finding] = check(DuplicateEntry(), text)
    assert finding.fix is None


def test_loose_lists_and_rows_are_removed_whole(check: Check) -> None:
    one, two = "- [fd](https://github.com/s/fd) - Finds.\n", "- [b](https://b.org) - Bees.\n"
    text = f"{one}\n{one}\n{two}"
    assert fixed(text, check(DuplicateEntry(), text)) == f"{one}\n{two}"
    head, row = "| Name | What |\n|--|--|\n", "| [fd](https://github.com/s/fd) | Finds |\n"
    other = "| [b](https://github.com/s/b) | Bees |\n"
    text = head + row + other + row
    assert fixed(text, check(DuplicateEntry(), text)) == head + row + other


def test_one_link_under_two_titles(check: Check) -> None:
    text = OTHERS + paper(MAE, "https://arxiv.org/pdf/2106.08254")
    [finding] = check(SameIdDifferentTitle(), text)
    assert finding.message == f"same link as `{BEIT}` on line 1: check the link"
    assert text[finding.span.start : finding.span.end] == "https://arxiv.org/pdf/2106.08254"
    assert not check(DuplicateEntry(), text)


@pytest.mark.parametrize(
    ("title", "found"), [("OPT-1.3|6.7|13B", 0), ("OPT 13B", 1), ("图像变换器的预训练", 1)]
)
def test_models_of_one_paper_have_other_titles(check: Check, title: str, found: int) -> None:
    url = "https://arxiv.org/abs/2106.08254"
    text = OTHERS + f"## Models\n\n* [{title}]({url})\n* [GLM]({url})\n"
    assert len(check(SameIdDifferentTitle(), text)) == found


@pytest.mark.parametrize(
    "title",
    [MAE, MAE.upper(), f"MAE: {MAE}", "Masked Autoencoders Are Scalable Learners of Vision"],
)
def test_titles_that_agree(check: Check, title: str) -> None:
    text = paper(MAE, "https://a.org/abs/1").replace("a.org/abs/1", "arxiv.org/abs/2111.06377")
    text += paper(title, "https://arxiv.org/abs/2111.06377")
    assert not check(SameIdDifferentTitle(), text)
    assert len(check(DuplicateEntry(), text)) == 1


@pytest.mark.parametrize("title", [MAE, BEIT])
def test_a_problem_is_reported_once(title: str) -> None:
    url = "https://arxiv.org/abs/2111.06377"
    document = parse(Source.from_text(paper(MAE, url) + paper(title, url)))
    rules = [
        ActiveRule("duplicate-entry", DuplicateEntry(), "warning"),
        ActiveRule("duplicate-link", DuplicateLink(), "warning"),
        ActiveRule("same-id-different-title", SameIdDifferentTitle(), "warning"),
    ]
    findings = run_rules(document, rules, known=()).findings
    assert len(findings) == 1
    assert findings[0].rule == ("duplicate-entry" if title == MAE else "same-id-different-title")


@pytest.mark.parametrize(
    ("venues", "same"),
    [
        (("ICLR 2015", "UAI 2015"), False),
        (("CVPR 2018", "TPAMI 2020"), False),
        (("ICLR 2015", "ICLR 2015"), True),
        (("arXiv 2015", "UAI 2015"), True),
    ],
)
def test_one_title_at_two_venues_are_two_papers(
    check: Check, venues: tuple[str, str], same: bool
) -> None:
    text = "".join(
        f"- Jane Doe, Min Li, **Deep Doors for Houses of Wood**, {venue}. [pdf](https://a.example/{n})\n"
        for n, venue in enumerate(venues)
    )
    assert bool(check(DuplicateEntry(), text)) == same


def test_an_item_without_a_link_refers_to_the_entry_of_another_group(check: Check) -> None:
    linked = f"  - [{MAE}](https://arxiv.org/abs/2111.06377), CVPR 2022.\n"
    others = "".join(
        f"  - [{title}](https://arxiv.org/abs/2106.0825{number}), CVPR 2022.\n"
        for number, title in enumerate((BEIT, IBOT))
    )
    bare = f"  - {MAE}, CVPR 2022.\n"
    groups = "# Papers\n\n- Images\n" + linked + others + "- Masks\n"
    assert check(DuplicateEntry(), groups + bare) == []
    assert len(check(DuplicateEntry(), groups + linked)) == 1
    assert len(check(DuplicateEntry(), "# Papers\n\n- Images\n" + linked + others + bare)) == 1


_THING = """\
{n}. {name}
- Paper: *Finding Odd Spoons in Drawers*, https://a.example/odd.pdf
- Implementation: https://b.example/{n}

"""
_OTHER_THING = """\
{n}. {name}
- Paper: *Sorting Forks of Kind {n}*, https://a.example/fork{n}.pdf
- Implementation: https://b.example/{n}

"""


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("Exact Spoon", "Quick Spoon"), 0),  # two algorithms of one paper
        (("Exact Spoon", "Exact-Spoon"), 1),
    ],
)
def test_two_things_with_one_paper_below(check: Check, names: tuple[str, str], count: int) -> None:
    others = "".join(_OTHER_THING.format(n=n, name=f"Fork {n}") for n in range(1, 4))
    twice = "".join(_THING.format(n=n, name=name) for n, name in enumerate(names, start=4))
    found = check(DuplicateEntry(), f"## Tools\n\n{others}{twice}")
    assert len(found) == count


def test_lines_in_bold_part_a_section_as_headings_do(check: Check) -> None:
    entry = "- [A Study of Spoons in Drawers](https://arxiv.org/abs/2111.06377), ICML 2021.\n"
    other = "- [A Study of Forks in Drawers](https://arxiv.org/abs/2111.06378), ICML 2021.\n"
    text = f"**Spoons**\n\n{entry}\n<span> **Forks** </span>\n\n{other}{entry}"
    [finding] = check(DuplicateEntry(), text)
    assert finding.severity == "info"
    assert finding.message == 'same paper as line 3 (below "Spoons"): keep one of the two'
    assert finding.fix is None
    [finding] = check(DuplicateEntry(), text.replace("<span> **Forks** </span>\n\n", ""))
    assert finding.severity == "warning"
    assert finding.message == "same paper as line 3: keep one of the two"
