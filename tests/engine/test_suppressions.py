"""Suppression comments: what they keep back, and what is said of those that have no effect."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import pytest

from awesomecheck import (
    Document,
    DocumentRule,
    LinkRule,
    Problem,
    Source,
    Span,
    Verdicts,
    parse,
)
from awesomecheck.engine.linter import ActiveRule, LintResult, run_rules
from awesomecheck.engine.registry import entry_points, load_rules
from awesomecheck.engine.suppressions import FOREIGN_NAMES
from awesomecheck_rules.entries.description_repeats_name import DescriptionRepeatsName
from awesomecheck_rules.suppressions import RULES
from tests.work import calls


@dataclass(frozen=True, slots=True)
class FoundWord(DocumentRule):
    """The word `bad` anywhere."""

    word: str = "bad"

    def check(self, document: Document) -> Iterator[Problem]:
        start = document.text.find(self.word)
        while start >= 0:
            yield Problem(Span(start, start + len(self.word)), "bad")
            start = document.text.find(self.word, start + 1)


@dataclass(frozen=True, slots=True)
class DeadEnd(LinkRule):
    """Needs verdicts, of which there are none."""

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:  # noqa: ARG002
        yield from ()


def result(text: str) -> LintResult:
    rules = [
        ActiveRule("found-word", FoundWord(), "warning"),
        ActiveRule("other-word", FoundWord(word="evil"), "warning"),
        ActiveRule("dead-end", DeadEnd(), "error"),
        *(ActiveRule(rule.__name__, rule(), "warning") for rule in RULES),
    ]
    document = parse(Source.from_text(text))
    return run_rules(
        document, rules, known=("found-word", "other-word", "sleeping-rule", "dead-end")
    )


def lines(text: str) -> list[int]:
    """The lines on which a bad word is still reported."""
    source = Source.from_text(text)
    return [
        source.position(finding.span.start).line
        for finding in result(text).findings
        if finding.rule.endswith("-word")
    ]


def complaints(text: str) -> list[tuple[str, str]]:
    """What is said of the comments: rule, and the text at the place."""
    return [
        (finding.rule, text[finding.span.start : finding.span.end])
        for finding in result(text).findings
        if not finding.rule.endswith("-word")
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("bad\n", [1]),
        ("bad <!-- awesomecheck-disable-line found-word -->\n\nbad\n", [3]),
        ("bad <!-- awesomecheck-disable-line -->\n\nbad\n", [3]),
        ("<!-- awesomecheck-disable-next-line found-word -->\nbad\nbad\n", [3]),
        ("bad\n\n<!-- awesomecheck-disable-file found-word -->\n\nbad\n", []),
        ("bad\n\n<!-- awesomecheck-disable found-word -->\n\nbad\n", [1]),
        (
            "<!-- awesomecheck-disable found-word -->\n\nbad\n\n"
            "<!-- awesomecheck-enable found-word -->\n\nbad\n",
            [7],
        ),
        (
            "<!-- awesomecheck-disable -->\n\nbad evil\n\n"
            "<!-- awesomecheck-enable found-word -->\n\nbad evil\n",
            [7],
        ),
        (
            "<!-- awesomecheck-disable found-word -->\n\nbad\n\n"
            "<!-- awesomecheck-enable -->\n\nbad\n",
            [7],
        ),
        ("<!-- awesomecheck-disable-next-line other-word, found-word -->\nbad evil\n", []),
        ("<!-- awesomecheck-disable-next-line other-word -->\nbad evil\n", [2]),
        ("<!-- awesomecheck-disable-next-line found-word -- it is meant -->\nbad\n", []),
        ("<!-- awesomecheck-disable-next-line found-word: it is meant -->\nbad\n", [2]),
        ("```\n<!-- awesomecheck-disable-file found-word -->\n```\n\nbad\n", [5]),
        ("- bad <!-- awesomecheck-disable-line found-word -->\n- bad\n", [2]),
        ("| a | b |\n|-|-|\n| bad <!-- awesomecheck-disable-line --> | bad |\n", []),
        ("<!--lint disable found-word-->\n\nbad\n\n<!--lint enable found-word-->\n\nbad\n", [7]),
        ("<!--lint disable-->\n\nbad\n", []),
        ("<!--lint ignore found-word-->\n\n- bad\n  - bad\n- bad\n\nbad\n", [7]),
        ("<!--lint ignore-->\n\nbad\nbad\n\nbad\n", [6]),
        ("<!-- lint ignore found-word -->\n# bad\n\nbad\n", [4]),
    ],
)
def test_what_is_kept_back(text: str, left: list[int]) -> None:
    assert lines(text) == left


def test_what_is_kept_back_is_counted() -> None:
    assert result("bad <!-- awesomecheck-disable-line -->\n\nbad\n").suppressed == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bad <!-- awesomecheck-disable-line found-word -->\n", []),
        (
            "<!-- awesomecheck-disable-next-line found-word -->\nfine\n",
            [("UselessSuppression", "found-word")],
        ),
        (
            "<!-- awesomecheck-disable-next-line -->\nfine\n",
            [("UselessSuppression", "<!-- awesomecheck-disable-next-line -->")],
        ),
        (
            "bad <!-- awesomecheck-disable-line found-word other-word -->\n",
            [("UselessSuppression", "other-word")],
        ),
        ("<!-- awesomecheck-disable-file sleeping-rule -->\n\nfine\n", []),
        (
            "<!-- awesomecheck-enable found-word -->\n\nfine\n",
            [("UselessSuppression", "found-word")],
        ),
        (
            "<!-- awesomecheck-disable-file found-wrod -->\n\nbad\n",
            [("UnknownSuppression", "found-wrod")],
        ),
        (
            "<!-- awesomecheck-disable-nextline found-word -->\nbad\n",
            [("UnknownSuppression", "awesomecheck-disable-nextline")],
        ),
        (
            "<!-- awesomecheck disable-file found-word -->\nbad\n",
            [("UnknownSuppression", "awesomecheck")],
        ),
        ("bad <!-- awesomecheck-disable-line found-word — it is meant -->\n", []),
        ("<!-- awesomecheck-disable-file dead-end -->\n\nfine\n", []),
        ("<!--lint disable awesome-heading no-such-rule found-word-->\n\nfine\n", []),
        ("<!--lint ignore double-link-->\n\nfine\n", []),
        ("<!-- awesomecheck is a linter -->\n\nfine\n", []),
    ],
)
def test_what_is_said_of_comments(text: str, said: list[tuple[str, str]]) -> None:
    assert complaints(text) == said


def test_an_unknown_name_is_told_the_nearest() -> None:
    [finding] = [
        each
        for each in result("<!-- awesomecheck-disable-file sleeping-rul -->\n").findings
        if each.rule == "UnknownSuppression"
    ]
    assert finding.message == "unknown rule `sleeping-rul`: did you mean `sleeping-rule`?"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("a\n\n<!-- awesomecheck-disable-file found-word -->\n\nb\n", "a\n\n\nb\n"),
        ("a <!-- awesomecheck-disable-line found-word -->\n", "a \n"),
        (
            "bad <!-- awesomecheck-disable-line found-word, other-word -->\n",
            "bad <!-- awesomecheck-disable-line found-word -->\n",
        ),
        (
            "bad <!-- awesomecheck-disable-line other-word found-word -->\n",
            "bad <!-- awesomecheck-disable-line found-word -->\n",
        ),
    ],
)
def test_a_useless_comment_can_be_taken_out(text: str, mended: str) -> None:
    [fix] = [each.fix for each in result(text).findings if each.fix]
    [edit] = fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == mended


def test_names_of_others_stand_for_rules_that_there_are() -> None:
    assert set(chain.from_iterable(FOREIGN_NAMES.values())) <= set(load_rules(entry_points()))


def test_a_name_of_another_tool_keeps_back_what_ours_finds() -> None:
    item = "- [bat](https://github.com/sharkdp/bat) - Bat: Prints files.\n"
    rules = [
        ActiveRule("description-repeats-name", DescriptionRepeatsName(expect="never"), "info")
    ]
    for comment, left in (("", 1), ("<!--lint disable no-repeat-item-in-description-->\n\n", 0)):
        document = parse(Source.from_text(f"# List\n\n## Tools\n\n{comment}{item}"))
        found = run_rules(document, rules, known=("description-repeats-name",)).findings
        assert len(found) == left


def _calls(count: int) -> int:
    """Return the number of calls for so many comments and as many findings."""
    rule = ActiveRule("found-word", FoundWord(), "warning")
    document = parse(Source.from_text("<!-- awesomecheck-disable x -->\nbad\n\n" * count))
    assert len(run_rules(document, [rule], known=("found-word", "x")).findings) == count
    return calls(lambda: run_rules(document, [rule], known=("found-word", "x")))


def test_work_grows_with_the_comments_and_the_findings() -> None:
    assert _calls(400) < 2.2 * _calls(200)
