"""Which findings belong to a change."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from awesomecheck import Finding, Fix, RelatedPlace, Source, Span
from awesomecheck.changes.attribution import Attributed, attribute
from awesomecheck.changes.git import difference
from awesomecheck.changes.lines import LineChange
from awesomecheck.changes.origins import origins_of
from tests.work import lines

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
    return attribute(findings, change, origins_of(change), lambda _: before)


def messages(findings: Sequence[Finding]) -> list[str]:
    return [each.message for each in findings]


def test_findings_on_its_lines_and_others() -> None:
    old = "one\ntwo\nfour\n"
    before = [finding("two", text=old), finding("four", text=old)]
    found = parted(old, finding("two"), finding("three"), finding("four"), before=before)
    assert messages(found.inside) == ["at three"]
    assert messages(found.outside) == ["at two", "at four"]


def test_a_fault_that_the_change_alone_brought_is_reported_there_with_its_own_fix() -> None:
    fix = Fix(())
    [moved] = parted("one\nfour\n", finding("one", place("three", fix))).inside
    assert (moved.message, moved.span, moved.fix) == ("instead at three", span(NEW, "three"), fix)


def test_a_fault_that_was_there_before_stays_where_it_is() -> None:
    old = "one\ntwo\nfour\n"
    before = [finding("one", text=old)]
    found = parted(old, finding("one", place("three"), place("four")), before=before)
    assert found.inside == ()
    assert messages(found.outside) == ["at one"]


def test_a_fix_that_would_mend_old_findings_too_is_left_out() -> None:
    fix = Fix(())
    own, old = (replace(finding(word), fix=fix) for word in ("three", "one"))
    assert [each.fix for each in parted("one\ntwo\nfour\n", own).inside] == [fix]
    known = [finding("one", text="one\ntwo\nfour\n")]
    found = parted("one\ntwo\nfour\n", own, old, before=known)
    assert [each.fix for each in found.inside] == [None]


def test_one_entry_at_odds_with_several_is_reported_once() -> None:
    found = parted(
        "one\ntwo\nfour\n", finding("one", place("three")), finding("four", place("three"))
    )
    assert messages(found.inside) == ["instead at three"]


OLD = "one\ngone\ntwo\nthree\nfour\n"


def test_the_text_before_is_linted_only_with_the_rules_in_doubt() -> None:
    asked: list[set[str]] = []

    def before(rules: Collection[str]) -> Sequence[Finding]:
        asked.append(set(rules))
        return ()

    for old, word in (("one\ntwo\nfour\n", "three"), (OLD, "four")):
        change = LineChange(Source.from_text(NEW), Source.from_text(old), difference(old, NEW))
        attribute([finding(word)], change, origins_of(change), before)
    assert asked == [{"some-rule"}]


def test_on_lines_left_alone_what_is_new_belongs_to_the_change() -> None:
    assert messages(parted(OLD, finding("two"), finding("four")).inside) == ["at two", "at four"]
    known = [finding("two", text=OLD)]
    assert parted(OLD, finding("two"), before=known).inside == ()


def test_but_not_what_most_of_the_list_decides() -> None:
    change = LineChange(Source.from_text(NEW), Source.from_text(OLD), difference(OLD, NEW))
    found = attribute([finding("two")], change, origins_of(change), lambda _: (), {"some-rule"})
    assert found.inside == ()


def test_each_finding_of_before_accounts_for_one() -> None:
    both = [finding("two"), replace(finding("two"), message="twice")]
    known = [finding("two", text=OLD)]
    assert messages(parted(OLD, *both, before=known).inside) == ["twice"]


def test_on_an_altered_line_a_text_that_was_there_is_not_the_change_s() -> None:
    old = "one\ntwo\nthree of a kind\nfour\n"
    new = NEW.replace("three", "three of one kind")
    change = LineChange(Source.from_text(new), Source.from_text(old), difference(old, new))
    known = [finding("of", text=old), finding("a", text=old)]
    found = attribute(
        [finding("of", text=new), finding("one kind", text=new)],
        change,
        origins_of(change),
        lambda _: known,
    )
    assert messages(found.inside) == ["at one kind"]
    assert messages(found.older) == ["at of"]


def test_the_work_grows_with_the_findings_of_a_line_alone() -> None:
    def work(count: int) -> int:
        change = LineChange(Source.from_text(NEW), Source.from_text(OLD), difference(OLD, NEW))
        origins, known = origins_of(change), [finding("two", text=OLD)] * count
        found = [finding("two") for _ in range(count)]
        return lines(lambda: attribute(found, change, origins, lambda _: known))

    assert work(2000) < 2.5 * work(1000)


def test_what_is_wrong_with_a_link_is_not_of_the_change_that_makes_it_secure() -> None:
    old, new = "one\nhttp://a.org/b\n", "one\nhttps://a.org/b\n"
    change = LineChange(Source.from_text(new), Source.from_text(old), difference(old, new))
    found, known = (
        replace(finding("a.org", text=text), url=text.split("\n")[1]) for text in (new, old)
    )
    assert attribute([found], change, origins_of(change), lambda _: [known]).inside == ()


def test_two_places_in_conflict_are_recognised_from_either_end() -> None:
    old, new = "one\ntwo\nthree\n", "two\nthree\none\n"
    change = LineChange(Source.from_text(new), Source.from_text(old), difference(old, new))
    here = Finding(
        "some-rule", "warning", span(new, "one"), "like two",
        also=(RelatedPlace(span(new, "two"), "like one"),),
    )  # fmt: skip
    there = Finding(
        "some-rule", "warning", span(old, "two"), "like one",
        also=(RelatedPlace(span(old, "one"), "like two"),),
    )  # fmt: skip
    assert attribute([here], change, origins_of(change), lambda _: [there]).inside == ()
    assert attribute([here], change, origins_of(change), lambda _: ()).inside == (here,)
