"""The rule `title-differs`."""

import pytest

from awesomecheck import Finding, Source, Verdict, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.rules import FactValue
from awesomecheck_rules.papers.title_differs import TitleDiffers

URL = "https://arxiv.org/abs/2111.06377"
MAE = "Masked Autoencoders Are Scalable Vision Learners"


def findings(written: str, on_arxiv: object, name: str = "Net") -> list[Finding]:
    text = f"* **{name}**: {written}. [[CVPR'2022]({URL})]\n"
    document = parse(Source.from_text(text))
    facts = {"title": on_arxiv} if isinstance(on_arxiv, str) else {}
    verdicts = {link: Verdict("alive", "ok", facts=facts) for link in document.links}
    rules = [ActiveRule("title-differs", TitleDiffers(), "warning")]
    result = run_rules(document, rules, known=(), verdicts=verdicts)
    assert not result.crashes
    return list(result.findings)


def test_the_link_of_another_paper() -> None:
    [finding] = findings("BERT Pre-Training of Image Transformers", MAE)
    assert finding.message == f"arXiv:2111.06377 is `{MAE}`: correct the link or the title"
    assert finding.url == URL
    assert finding.fix is None


@pytest.mark.parametrize(
    ("written", "on_arxiv"),
    [
        (MAE, MAE),
        (MAE.upper(), MAE),
        ("Masked autoencoders are scalable vision learners!", MAE),
        ("Masked Autoencoders", MAE),
        ("Masked Autoencoders Are Scalable ...", MAE),
        ("MAE: Masked Autoencoders Are Scalable Vision Learners", MAE),
        (MAE, f"{MAE}: A Study of What Is Left When Much Is Hidden"),
        ("Scalable Learners of Vision by Masks", MAE),
        ("Mask Autoencoding for Images and Video", MAE),
        (r"The $\ell_1$-Norm of \textbf{Deep} Networks", "The ℓ1-Norm of Deep Networks"),
        ("Über Räume und Netze für Bilder", "Uber Raume und Netze fur Bilder"),
        ("掩码自编码器是可扩展的视觉学习者", MAE),
        ("基于 GAN 的 图像 生成 研究", MAE),
        ("Slow Nets", MAE),
        ("BERT Pre-Training of Image Transformers", None),
    ],
)
def test_other_forms_of_a_title(written: str, on_arxiv: str | None) -> None:
    assert findings(written, on_arxiv) == []


def test_a_renamed_paper_keeps_the_name_of_its_model() -> None:
    assert findings("BERT Pre-Training of Image Transformers", f"BEiT: {MAE}", "BEiT") == []


def test_a_renamed_paper_keeps_its_authors() -> None:
    text = f"* Kaiming He, Ida Berg.\n   - Seeing through Holes in Pictures. [[CVPR'22]({URL})]\n"
    document = parse(Source.from_text(text))

    def found(*authors: str) -> int:
        facts: dict[str, FactValue] = {"title": MAE, "authors": authors}
        verdicts = {link: Verdict("alive", "ok", facts=facts) for link in document.links}
        return len(list(TitleDiffers().check(document, verdicts)))

    assert found("Jun Ogawa", "Kaiming Lee") == 1
    assert found("Kaiming He", "Jun Ogawa") == 0
