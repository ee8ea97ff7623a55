"""The rule `withdrawn-paper`."""

from awesomecheck import Verdict, parse
from awesomecheck.document.source import Source
from awesomecheck_rules.papers.withdrawn_paper import WithdrawnPaper

ONE, OTHER = "https://arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.00002"


def test_a_withdrawn_paper_is_reported_once() -> None:
    document = parse(Source.from_text(f"* [a]({ONE}), [b]({ONE}v2), [c]({OTHER})\n"))
    verdicts = {
        link: Verdict("alive", "ok", facts={"withdrawn": link.url != OTHER})
        for link in document.links
    }
    [problem] = WithdrawnPaper().check(document, verdicts)
    assert problem.url == ONE
    assert problem.message == "paper withdrawn from arXiv by its authors"


def test_links_without_a_verdict_are_left_alone() -> None:
    document = parse(Source.from_text(f"* [a]({ONE})\n"))
    assert list(WithdrawnPaper().check(document, {})) == []
