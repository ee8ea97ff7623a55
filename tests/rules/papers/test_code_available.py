"""The rule `code-available`."""

import pytest

from awesomecheck import Finding, Source, Verdict, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.facts.apis import hugging_face_url
from awesomecheck.facts.peers import Peers
from awesomecheck.facts.sources import facts_of
from awesomecheck.rules import FactValue
from awesomecheck_rules.papers.code_available import CodeAvailable
from tests.rules.conftest import fixed

URL = "https://arxiv.org/abs/2111.06377"
MAE = "https://github.com/facebookresearch/mae"
CODE = f" [[code]({MAE})]"


def entry(title: str, arxiv_id: str, more: str = "") -> str:
    return f"* {title}. [[CVPR'2022](https://arxiv.org/abs/{arxiv_id})]{more}\n"


OTHERS = "".join(
    entry(f"A Study of {thing}", f"2106.0825{number}", f" [[code](https://github.com/a/{number})]")
    for number, thing in enumerate(("Old Doors", "Flat Roofs", "Thin Walls"))
)


def findings(
    text: str, arxiv: FactValue = None, face: FactValue = None, *lists: str
) -> list[Finding]:
    document = parse(Source.from_text(text))
    said = Verdict("alive", "ok", facts={"code": arxiv})
    by_url = {hugging_face_url("2111.06377"): Verdict("alive", "ok", facts={"code": face})}
    peers = Peers(parse(Source.from_text(each, f"{n}.md")) for n, each in enumerate(lists))
    verdicts = {link: said for link in document.links if link.url == URL}
    facts = facts_of(verdicts, by_url, titles=None, peers=peers)
    rules = [ActiveRule("code-available", CodeAvailable(), "info")]
    result = run_rules(document, rules, known=(), facts=facts)
    assert not result.crashes
    return list(result.findings)


TEXT = OTHERS + entry("Masked Autoencoders", "2111.06377")
DONE = OTHERS + entry("Masked Autoencoders", "2111.06377", CODE)


def test_one_source_alone_is_reported_without_a_fix() -> None:
    [finding] = findings(TEXT, (MAE,))
    assert finding.message == f"code, according to arXiv: {MAE}"
    assert finding.fix is None
    [finding] = findings(TEXT, None, MAE)
    assert finding.message == f"code, according to Hugging Face: {MAE}"
    [finding] = findings(TEXT, None, None, DONE)
    assert finding.message == f"code, according to 1 other list: {MAE}"
    assert finding.fix is None


def test_two_sources_that_agree_write_the_link_as_the_list_does() -> None:
    [finding] = findings(TEXT, (MAE,), f"{MAE}.git")
    assert finding.message == f"code, according to arXiv and Hugging Face: {MAE}"
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(TEXT, [finding]) == DONE
    [finding] = findings(TEXT, None, None, DONE, DONE.replace("[code]", "[Code]"))
    assert finding.message == f"code, according to 2 other lists: {MAE}"
    assert fixed(TEXT, [finding]) == DONE


@pytest.mark.parametrize(
    "text",
    [
        entry("Masked Autoencoders", "2111.06377"),  # the list has no links to code
        DONE,
        OTHERS + entry("Masked Autoencoders", "2111.06377", " [[data](https://github.com/b/c)]"),
        OTHERS + entry("An Older Paper", "2012.01234", CODE) * 2
        + entry("Masked Autoencoders", "2111.06377"),
    ],
)  # fmt: skip
def test_what_has_code_or_need_not_have_it_is_left_alone(text: str) -> None:
    assert findings(text, (MAE,), MAE) == []


@pytest.mark.parametrize(
    "said",
    [
        "https://github.com/facebookresearch/mae/issues/3",
        "https://example.org/code",
        "https://github.com/a/b) [x](https://evil.example",
        "javascript:alert(1)",
        3,
        (),
    ],
)
def test_what_is_no_repository_is_not_said(said: FactValue) -> None:
    arxiv = said if isinstance(said, tuple) else (str(said),)
    assert findings(TEXT, arxiv, said) == []


def test_two_repositories_are_left_to_the_maintainer() -> None:
    assert findings(TEXT, (MAE, "https://github.com/other/mae")) == []


def test_where_other_links_follow_nothing_is_written() -> None:
    text = OTHERS + entry("Masked Autoencoders", "2111.06377", " [[page](https://mae.example)]")
    [finding] = findings(text, (MAE,), MAE)
    assert finding.fix is None


def test_one_repository_for_two_papers_is_not_written() -> None:
    text = TEXT + entry("Masked Autoencoders Again", "2111.06377")
    assert [finding.fix for finding in findings(text, (MAE,), MAE)] == [None, None]
