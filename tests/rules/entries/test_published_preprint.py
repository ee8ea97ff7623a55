"""The rule `published-preprint`."""

import pytest

from awesomecheck import Finding, Source, Verdict, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.rules import FactValue
from awesomecheck_rules.entries.published_preprint import PublishedPreprint
from tests.rules.conftest import fixed

URL = "https://arxiv.org/abs/2111.06377"
OTHER = "* **BEiT**: BERT Pre-Training. [[{}](https://arxiv.org/abs/2106.08254)]\n"


def entry(label: str) -> str:
    return f"* **MAE**: Masked Autoencoders. [[{label}]({URL})]\n"


def findings(text: str, **facts: FactValue) -> list[Finding]:
    document = parse(Source.from_text(text))
    verdicts = {
        link: Verdict("alive", "ok", facts=facts) for link in document.links if link.url == URL
    }
    rules = [ActiveRule("published-preprint", PublishedPreprint(), "info")]
    result = run_rules(document, rules, known=(), verdicts=verdicts)
    assert not result.crashes
    return list(result.findings)


@pytest.mark.parametrize(
    ("fact", "said", "label"),
    [
        ("comment", "Accepted to CVPR 2022. Code: https://x.example", "CVPR'2022"),
        ("comment", "NeurIPS 2022 (oral)", "NeurIPS'2022"),
        ("comment", "To appear in ICLR'2023", "ICLR'2023"),
        ("journal_ref", "TPAMI, 2023", "TPAMI'2023"),
    ],
)
def test_a_preprint_that_was_published(fact: str, said: str, label: str) -> None:
    text = entry("arXiv'2021")
    [finding] = findings(text, **{fact: said})
    shown = label.replace("'", " ")
    assert finding.message == f"published, according to arXiv: use `{shown}` instead of `arXiv`"
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(text, [finding]) == entry(label)


@pytest.mark.parametrize(
    "said",
    [
        "12 pages, 3 figures",
        "Submitted to CVPR 2022",
        "Under review at ICLR 2023",
        "CVPR 2022 Workshop on Vision",
        "Rejected from ICML 2022",
        "Extends our CVPR 2020 and ECCV 2022 papers",
        "",
    ],
)
def test_comments_that_do_not_say_so(said: str) -> None:
    assert findings(entry("arXiv'2021"), comment=said) == []


def test_what_is_labelled_with_its_venue_is_left_alone() -> None:
    assert findings(entry("CVPR'2022"), comment="Accepted to CVPR 2022") == []
    assert findings(entry("arXiv'2021")) == []


def test_the_venue_is_spelt_as_in_the_list() -> None:
    text = OTHER.format("NIPS'2020") + entry("arXiv'2021")
    [finding] = findings(text, comment="NeurIPS 2022")
    assert fixed(text, [finding]) == OTHER.format("NIPS'2020") + entry("NIPS'2022")
