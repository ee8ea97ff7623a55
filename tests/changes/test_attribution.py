"""Which findings belong to a change."""

from collections.abc import Sequence
from dataclasses import replace

from awesomecheck import Finding, Fix, RelatedPlace, Source, Span
from awesomecheck.changes.attribution import Attributed, attribute
from awesomecheck.changes.git import difference
from awesomecheck.changes.lines import LineChange

NEW = "one\ntwo\nthree\nfour\n"


def span(text: str, word: str) -> Span:
    start = text.index(word)
    return Span(start, start + len(word))


def finding(word: str, *also: RelatedPlace, text: str = NEW) -> Finding:
    return Finding("some-rule", "warning", span(text, word), f"at {word}", also=also)


def place(word: str, fix: Fix | None = None) -> RelatedPlace:
    return RelatedPlace(span(NEW, word), f"instead at {word}", fix)


def parted(old: str, *findings: Finding, before: Sequence[Finding] = ()) -> Attributed:
    change = LineChange(Source.from_text(NEW), Source.from_text(old), difference(old, NEW))
    return attribute(findings, change, lambda: before)


def messages(findings: Sequence[Finding]) -> list[str]:
    return [each.message for each in findings]


def test_findings_on_its_lines_and_others() -> None:
    found = parted("one\ntwo\nfour\n", finding("two"), finding("three"), finding("four"))
    assert messages(found.inside) == ["at three"]
    assert messages(found.outside) == ["at two", "at four"]


def test_a_fault_that_the_change_alone_brought_is_reported_there_with_its_own_fix() -> None:
    fix = Fix(())
    [moved] = parted("one\nfour\n", finding("one", place("three", fix))).inside
    assert (moved.message, moved.span, moved.fix) == ("instead at three", span(NEW, "three"), fix)


def test_a_fault_that_was_there_before_stays_where_it_is() -> None:
    found = parted("one\ntwo\nfour\n", finding("one", place("three"), place("four")))
    assert found.inside == ()
    assert messages(found.outside) == ["at one"]


def test_a_fix_that_would_mend_old_findings_too_is_left_out() -> None:
    fix = Fix(())
    own, old = (replace(finding(word), fix=fix) for word in ("three", "one"))
    assert [each.fix for each in parted("one\ntwo\nfour\n", own).inside] == [fix]
    assert [each.fix for each in parted("one\ntwo\nfour\n", own, old).inside] == [None]


def test_one_entry_at_odds_with_several_is_reported_once() -> None:
    found = parted(
        "one\ntwo\nfour\n", finding("one", place("three")), finding("four", place("three"))
    )
    assert messages(found.inside) == ["instead at three"]


def test_the_text_before_is_judged_only_where_lines_were_taken_away_beside_a_finding() -> None:
    def never() -> Sequence[Finding]:
        raise AssertionError

    for old, word in (("one\ntwo\nfour\n", "four"), ("one\ngone\ntwo\nthree\nfour\n", "four")):
        change = LineChange(Source.from_text(NEW), Source.from_text(old), difference(old, NEW))
        assert attribute([finding(word)], change, never).inside == ()


def test_beside_a_gap_only_what_is_new_belongs_to_the_change() -> None:
    old = "one\ngone\ntwo\nthree\nfour\n"
    assert messages(parted(old, finding("two"), finding("four")).inside) == ["at two"]
    known = [finding("two", text=old)]
    assert parted(old, finding("two"), before=known).inside == ()
