"""The rule `authors-differ`."""

import pytest

from awesomecheck import Finding, Source, Verdict, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.rules import Facts
from awesomecheck_rules.papers.authors_differ import AuthorsDiffer
from tests.rules.conftest import fixed

URL = "https://arxiv.org/abs/2111.06377"
TITLE = "Masked Autoencoders Are Scalable Vision Learners"
ARXIV = ("Kaiming He", "Xinlei Chen", "Saining Xie", "Yanghao Li", "Piotr Dollár", "Ross Girshick")
WRITTEN = "Kaiming He, Xinlei Chen, Saining Xie, Yanghao Li, Piotr Dollár, Ross Girshick"


def entry(authors: str, title: str = TITLE) -> str:
    return f"* **MAE**: {authors}.\n   - {title}. [[CVPR'2022]({URL})]\n"


def findings(text: str, names: tuple[str, ...] = ARXIV, title: str = TITLE) -> list[Finding]:
    document = parse(Source.from_text(text))
    said = Verdict("alive", "ok", facts={"title": title, "authors": names})
    facts = Facts({link: said for link in document.links if link.url == URL})
    rules = [ActiveRule("authors-differ", AuthorsDiffer(), "warning")]
    result = run_rules(document, rules, known=(), facts=facts)
    assert not result.crashes
    return list(result.findings)


@pytest.mark.parametrize(
    "authors",
    [
        WRITTEN,
        "Kaiming He et al",
        "He et al",
        "Kaiming He, Xinlei Chen, et al",
        "K. He, X. Chen, S. Xie, Y. Li, P. Dollar, R. Girshick",
        "K He, X Chen, S Xie, Y Li, P Dollar, R B Girshick",
        "Kaiming He*, Xin-Lei Chen*, Saining Xie, Yanghao Li, Piotr Dollar, Ross B. Girshick",
        "He Kaiming, Chen Xinlei, Xie Saining, Li Yanghao, Dollár Piotr, Girshick Ross",
        "Kaiming He, Ross Girshick",  # names only some on purpose
    ],
)
def test_the_same_authors_written_otherwise(authors: str) -> None:
    assert findings(entry(authors)) == []


@pytest.mark.parametrize(
    ("listed", "on_arxiv"),
    [
        ("J.-B. Alayrac, Jeff Donahue, Pauline Luc", "Jean-Baptiste Alayrac"),
        ("JB Alayrac, Jeff Donahue, Pauline Luc", "Jean-Baptiste Alayrac"),
        ("Klaus-Robert Mueller, Jeff Donahue, Pauline Luc", "Klaus-Robert Müller"),
        ("Soren Norgaard, Jeff Donahue, Pauline Luc", "Søren Nørgaard"),
        ("Mike Lewis, Jeff Donahue, Pauline Luc", "Michael Lewis"),
        ("Y. Ai, Jeff Donahue, Pauline Luc", "Yang Ai"),
        ("Bill Dolan, Jeff Donahue, Pauline Luc", "William B. Dolan"),
        ("Alex Kurakin, Jeff Donahue, Pauline Luc", "Alexey Kurakin"),
        ("Liam ODonnell, Jeff Donahue, Pauline Luc", "Liam O'Donnell Jr."),
    ],
)
def test_one_name_in_two_forms(listed: str, on_arxiv: str) -> None:
    assert findings(entry(listed), (on_arxiv, "Jeff Donahue", "Pauline Luc")) == []


def test_a_misspelt_name_is_corrected() -> None:
    text = entry(WRITTEN.replace("Kaiming", "Kaming").replace("Xie", "Xei"))
    first, second = findings(text)
    assert first.message == "author `Kaming He`: arXiv has `Kaiming He`"
    assert second.message == "author `Saining Xei`: arXiv has `Saining Xie`"
    assert fixed(text, [first, second]) == entry(WRITTEN)
    assert first.fix is not None
    assert not first.fix.safe


def test_names_with_mark_up_or_in_another_form_are_not_written() -> None:
    [finding] = findings(entry("He Kaming et al"))
    assert finding.fix is None
    [finding] = findings(entry("Kaming He et al"), ("Kaiming *He*",))
    assert finding.fix is None


def test_another_first_author() -> None:
    [finding] = findings(entry("Xinlei Chen, Kaiming He, et al"))
    assert finding.message == "first author `Xinlei Chen`, on arXiv `Kaiming He`"
    assert finding.severity == "warning"


def test_authors_of_another_paper() -> None:
    [finding] = findings(entry("Hangbo Bao, Li Dong, Furu Wei"))
    assert finding.message == (
        "other authors than on arXiv: `Kaiming He`, `Xinlei Chen`, `Saining Xie`, `Yanghao Li`, …"
    )


def test_an_author_who_is_none_and_one_who_is_left_out() -> None:
    [finding] = findings(entry(WRITTEN.replace("Saining Xie", "Li Dong")))
    assert finding.message == "author `Li Dong`, whom arXiv does not name"
    [finding] = findings(entry(WRITTEN.replace("Saining Xie, ", "")))
    assert finding.message == "authors without `Saining Xie`: add them"
    assert finding.severity == "info"


def test_another_order() -> None:
    [finding] = findings(
        entry("Kaiming He, Saining Xie, Xinlei Chen, Yanghao Li, Piotr Dollár, Ross Girshick")
    )
    assert finding.message.startswith("other order of authors than on arXiv: `Kaiming He`")
    assert finding.severity == "info"


def test_where_a_list_leaves_authors_out_that_is_its_way() -> None:
    text = entry(WRITTEN.replace(", Ross Girshick", "")) * 3
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "names", "title"),
    [
        (entry("Hangbo Bao, Li Dong"), ARXIV, "BEiT: BERT Pre-Training of Image Transformers"),
        (entry("Meta AI"), ARXIV, TITLE),
        (entry("acids-ircam"), ARXIV, TITLE),
        (entry("[Kaiming He](https://x.io) Xinlei Chen, Saining Xie"), ARXIV, TITLE),
        (entry("eong Park, Xinlei Chen, Saining Xie"), ("Jeong Park", *ARXIV[1:3]), TITLE),
        (entry("Hangbo Bao, Li Dong"), ("OpenAI", ":", "Josh Achiam"), TITLE),
        (entry("Hangbo Bao, Li Dong"), ("Gemini Team", "Rohan Anil"), TITLE),
        (entry("何恺明, 陈鑫磊"), ARXIV, TITLE),
        (entry("Hangbo Bao, Li Dong"), (), TITLE),
        (f"* **MAE**: Masked Autoencoders. [[CVPR'2022]({URL})]\n", ARXIV, TITLE),
    ],
)
def test_in_doubt_nothing_is_said(text: str, names: tuple[str, ...], title: str) -> None:
    assert findings(text, names, title) == []


def test_the_grounds_say_where_the_authors_come_from() -> None:
    [line] = AuthorsDiffer().grounds(parse(Source.from_text(entry(WRITTEN))))
    assert line.startswith("authors of 1 paper are compared with what arXiv says")
