"""The rules `mislabelled-link` and `swapped-links`."""

import pytest

from awesomecheck import Source, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck_rules.entries.mislabelled_link import MislabelledLink
from awesomecheck_rules.entries.swapped_links import SwappedLinks
from tests.rules.conftest import Check, fixed

ARXIV = "https://arxiv.org/abs/2111.06377"
GITHUB = "https://github.com/facebookresearch/mae"


def paper(links: str) -> str:
    return f"* **MAE**: Kaiming He, Xinlei Chen.\n   - Masked Autoencoders. {links}\n"


@pytest.mark.parametrize(
    ("links", "url", "message"),
    [
        (
            f"[[code]({ARXIV})]",
            ARXIV,
            "labelled as code, but arxiv.org hosts papers: correct the link or its label",
        ),
        (
            f"[[Paper]({GITHUB})]",
            GITHUB,
            "labelled as a paper, but `facebookresearch/mae` is a repository:"
            " correct the link or its label",
        ),
        (
            f"[[CVPR'2022]({GITHUB})]",
            GITHUB,
            "labelled as a paper, but `facebookresearch/mae` is a repository:"
            " correct the link or its label",
        ),
    ],
)
def test_a_label_against_its_host(check: Check, links: str, url: str, message: str) -> None:
    text = paper(links)
    [finding] = check(MislabelledLink(), text)
    assert finding.message == message
    assert text[finding.span.start : finding.span.end] == finding.url == url


@pytest.mark.parametrize(
    "links",
    [
        f"[[CVPR'2022]({ARXIV})] [[code]({GITHUB})]",
        f"[[pdf]({GITHUB}/blob/main/paper.pdf)]",
        "[[paper](https://facebookresearch.github.io/mae)]",
        "[[code](https://facebookresearch.github.io/mae)]",
        "[[code](https://openreview.net/attachment?id=a&name=supplementary_material)]",
        "[[code](https://doi.org/10.5281/zenodo.123)]",
        "[[code](https://paperswithcode.com/paper/mae)]",
        f"[[project]({GITHUB})] [[dataset]({GITHUB})]",
        f"[[video]({ARXIV})]",
        f"[[source]({ARXIV})]",
    ],
)
def test_labels_that_fit(check: Check, links: str) -> None:
    assert not check(MislabelledLink(), paper(links))


def test_swapped_links_are_exchanged(check: Check) -> None:
    text = paper(f"[[CVPR'2022]({GITHUB})] [[code]({ARXIV})]")
    [finding] = check(SwappedLinks(), text)
    assert finding.fix is not None
    assert finding.fix.safe
    assert fixed(text, [finding]) == paper(f"[[CVPR'2022]({ARXIV})] [[code]({GITHUB})]")


def test_references_are_not_exchanged(check: Check) -> None:
    text = paper("[[paper][p]] [[code][c]]") + f"\n[p]: {GITHUB}\n[c]: {ARXIV}\n"
    [finding] = check(SwappedLinks(), text)
    assert finding.fix is None


def test_swapped_links_are_one_finding() -> None:
    document = parse(Source.from_text(paper(f"[[code]({ARXIV})] [[paper]({GITHUB})]")))
    rules = [
        ActiveRule("mislabelled-link", MislabelledLink(), "warning"),
        ActiveRule("swapped-links", SwappedLinks(), "warning"),
    ]
    findings = run_rules(document, rules, known=()).findings
    assert [each.rule for each in findings] == ["swapped-links"]


def test_a_bare_url_is_what_the_word_before_it_says(check: Check) -> None:
    text = "# Seeing\n\n" + "".join(
        f"**Net {number} sees**\n\n- Paper: https://arxiv.org/abs/2103.{number:05}\n"
        f"- Code: https://github.com/a/net{number}\n\n"
        for number in range(8)
    )
    wrong = text.replace("https://github.com/a/net7", "https://arxiv.org/abs/2103.00007")
    assert not check(MislabelledLink(), text)
    [finding] = check(MislabelledLink(), wrong)
    assert finding.message == (
        "labelled as code, but arxiv.org hosts papers: correct the link or its label"
    )


ENTRY = "* **{}**: Kaiming He, Xinlei Chen.\n   - {}. [[CVPR'2022](https://arxiv.org/abs/2111.{})]"
SIMMIM = "https://github.com/microsoft/SimMIM"
ABOVE = f"{ENTRY.format('SimMIM', 'A Simple Framework', '09886')} [[code]({SIMMIM})]\n"


def test_the_repository_of_the_entry_above(check: Check) -> None:
    below = f"{ENTRY.format('MAE', 'Masked Autoencoders', '06377')} [[code]({SIMMIM})]\n"
    [finding] = check(MislabelledLink(), ABOVE + below)
    assert finding.message == (
        "`microsoft/SimMIM` is the code of the entry above: correct the link"
    )
    assert (ABOVE + below)[: finding.span.start].endswith("[[code](")


@pytest.mark.parametrize(
    "below",
    [
        f"{ENTRY.format('SimMIM2', 'More of It', '06377')} [[code]({SIMMIM})]\n",
        f"{ENTRY.format('MAE', 'After SimMIM', '06377')} [[code]({SIMMIM})]\n",
        f"{ENTRY.format('MAE', 'Masked', '06377')} [[code]({SIMMIM}/tree/main/mae)]\n",
        f"{ENTRY.format('MAE', 'Masked', '06377')} [[SimMIM code]({SIMMIM})]\n",
        f"\n## Other\n\n{ENTRY.format('MAE', 'Masked', '06377')} [[code]({SIMMIM})]\n",
    ],
)
def test_a_repository_of_two_papers(check: Check, below: str) -> None:
    assert check(MislabelledLink(), ABOVE + below) == []
