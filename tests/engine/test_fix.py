"""Edits over a text: which are made together, when there is an end, and what stays as it was."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
import re
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from awesomecheck import Document, Edit, Finding, Fix, Source, Span, parse
from awesomecheck.engine.fix import (
    MAX_PASSES,
    LeftOut,
    NamedLines,
    Pass,
    apply,
    choose,
    next_pass,
)

Rule = Callable[[str], Iterator[Fix]]


def edit(start: int, end: int, text: str = "") -> Edit:
    return Edit(Span(start, end), text)


def finding(rule: str, *edits: Edit, safe: bool = True) -> Finding:
    start = min((each.span.start for each in edits), default=0)
    return Finding(rule, "warning", Span(start, start), "wrong", Fix(edits, safe))


def replacing(pattern: str, text: str) -> Rule:
    """A rule that wants all matches of a pattern replaced."""

    def fixes(source: str) -> Iterator[Fix]:
        for match in re.finditer(pattern, source):
            yield Fix((edit(*match.span(), match.expand(text)),))

    return fixes


class Linter:
    """Finds what some rules find, and counts the texts that it is given."""

    def __init__(self, **rules: Rule) -> None:
        self.rules = rules
        self.texts = 0

    def lint(self, source: Source) -> list[Finding]:
        self.texts += 1
        return [
            Finding(name, "warning", Span(0, 0), "wrong", each)
            for name, rule in self.rules.items()
            for each in rule(source.text)
        ]


class Fixed(NamedTuple):
    source: Source
    findings: list[Finding]
    passes: list[Pass]
    left_out: list[LeftOut]
    endless: frozenset[str]

    @property
    def applied(self) -> Counter[str]:
        return Counter(finding.rule for each in self.passes for finding in each.fixed)


class Verifier:
    """Refuses some texts, and counts the texts that it is given."""

    def __init__(self, refused: Callable[[str, str], bool] = lambda _old, _new: False) -> None:
        self.refused = refused
        self.texts = 0

    def __call__(self, before: Document, after: Document, _: Sequence[Finding]) -> Iterator[str]:
        self.texts += 1
        if self.refused(before.text, after.text):
            yield "refused"


def fix(source: Source, linter: Linter, verify: Verifier | None = None) -> Fixed:
    """Apply pass after pass until nothing is left."""
    passes: list[Pass] = []
    findings = linter.lint(source)
    while True:
        step = next_pass(parse(source), findings, passes, verify or Verifier(), unsafe=False)
        if step.done is None:
            return Fixed(source, findings, passes, list(step.left_out), step.endless)
        passes.append(step.done)
        source = step.done.after.source
        findings = linter.lint(source)


def fixed(text: str, **rules: Rule) -> str:
    return fix(Source.from_text(text), Linter(**rules)).source.raw


def test_a_line_is_named_to_each_rule_by_its_own_findings_while_it_moves() -> None:
    document = parse(Source.from_text("one\ntwo\nthree\n"))
    first = finding("a", edit(8, 8, "x")), finding("b", edit(0, 0, "y\n"))
    lines = NamedLines(document, first)
    assert lines.include(finding("a", edit(12, 12)))
    assert not lines.include(finding("b", edit(12, 12)))
    assert not lines.include(finding("a", edit(4, 4)))
    lines.follow(first)
    assert lines.include(finding("a", edit(15, 15)))
    assert not lines.include(finding("c", edit(15, 15)))


def test_without_a_fix_the_text_is_read_once_and_stays() -> None:
    linter = Linter(rule=replacing("x", "y"))
    result = fix(Source.from_text("a\n"), linter)
    assert (result.source.raw, result.passes, linter.texts) == ("a\n", [], 1)


def test_all_fixes_of_a_text_take_one_pass_and_one_look_at_what_is_left() -> None:
    linter = Linter(a=replacing("x", "y"), b=replacing("z", "w"))
    result = fix(Source.from_text("xzxz x\n"), linter)
    assert result.source.raw == "ywyw y\n"
    assert result.applied == {"a": 3, "b": 2}
    assert result.findings == []
    assert linter.texts == 2


def test_an_overlapping_fix_waits_and_is_made_anew() -> None:
    result = fix(
        Source.from_text("abc\n"), Linter(a=replacing("ab", "xb"), b=replacing("bc", "yc"))
    )
    assert result.source.raw == "xyc\n"
    assert [[each.rule for each in one.fixed] for one in result.passes] == [["a"], ["b"]]


def test_a_fix_whose_fault_is_gone_with_another_is_not_made() -> None:
    assert fixed("abc\n", a=replacing("abc", "ok"), b=replacing("bc", "no")) == "ok\n"


def test_the_order_of_rules_is_of_no_account() -> None:
    rules = {
        "a": replacing("x+", "y"),
        "b": replacing("xz", "w"),
        "c": replacing("zz", "z"),
        "d": replacing(" +$", ""),
    }
    texts = {
        fixed("xxz zz xz  ", **{name: rules[name] for name in order})
        for order in permutations(rules)
    }
    assert len(texts) == 1


def test_a_fix_that_findings_share_is_made_once_and_mends_them_all() -> None:
    both = (edit(0, 0, "new "), edit(4, 5))
    first, second = finding("a", *both), finding("b", *both)
    assert choose([first, second], unsafe=False) == [first, second]

    def share(text: str) -> Iterator[Fix]:
        if text.endswith("!"):
            yield from (Fix(both), Fix(both))

    result = fix(Source.from_text("text!"), Linter(a=share))
    assert result.source.raw == "new text"
    assert result.applied == {"a": 2}


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    far = finding("far", edit(0, 1), edit(20, 21))
    near = finding("near", edit(19, 22))
    other = finding("other", edit(30, 31))
    assert choose([near, far, other], unsafe=False) == [far, other]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ((0, 2), (2, 4), True),
        ((0, 2), (1, 4), False),
        ((0, 9), (3, 4), False),
        ((2, 2), (2, 2), False),
        ((2, 2), (2, 4), True),
        ((0, 2), (2, 2), True),
        ((0, 4), (2, 2), False),
    ],
)
def test_edits_that_overlap_or_insert_at_one_place_are_not_made_together(
    first: tuple[int, int], second: tuple[int, int], together: bool
) -> None:
    one, other = finding("a", edit(*first)), finding("b", edit(*second, text="x"))
    assert (len(choose([one, other], unsafe=False)) == 2) is together
    assert (len(choose([other, one], unsafe=False)) == 2) is together


@pytest.mark.parametrize(
    ("edited", "together"),
    [((10, 12), False), ((12, 20), False), ((2, 10), True), ((14, 14), True)],
)
def test_a_fix_that_repeats_a_text_is_not_applied_with_one_that_changes_it(
    edited: tuple[int, int], together: bool
) -> None:
    repeating = Fix((edit(0, 0, "copy"),), repeats=(Span(10, 14),))
    one = replace(finding("a"), fix=repeating)
    other = finding("b", edit(*edited, text="x"))
    assert choose([one, other], unsafe=False) == ([one, other] if together else [one])


def test_fixes_may_repeat_the_same_text() -> None:
    both = [
        replace(finding("a"), fix=Fix((edit(at, at, "copy"),), repeats=(Span(10, 14),)))
        for at in (0, 2)
    ]
    assert choose(both, unsafe=False) == both


def test_what_is_inserted_where_another_edit_begins_stands_before_it() -> None:
    period = replacing(r"(?<=\w)(?= +$)", ".")
    result = fix(Source.from_text("end  "), Linter(period=period, space=replacing(" +$", "")))
    assert result.source.raw == "end."
    assert len(result.passes) == 1


def test_unsafe_fixes_are_made_where_asked_for() -> None:
    safe, unsafe = finding("a", edit(0, 1)), finding("b", edit(2, 3), safe=False)
    without = Finding("c", "warning", Span(0, 0), "wrong")
    assert choose([safe, unsafe, without], unsafe=False) == [safe]
    assert choose([safe, unsafe, without], unsafe=True) == [safe, unsafe]


def test_rules_that_undo_each_other_are_both_named_and_no_other() -> None:
    linter = Linter(
        grey=replacing("gray", "grey"), gray=replacing("grey", "gray"), space=replacing(" +$", "")
    )
    endless = fix(Source.from_text("gray  "), linter).endless
    assert endless == {"gray", "grey"}


def test_a_rule_that_never_has_enough_is_named() -> None:
    linter = Linter(more=replacing("!$", "!!"), space=replacing(" $", ""))
    endless = fix(Source.from_text("oh! !"), linter).endless
    assert endless == {"more"}
    assert linter.texts <= MAX_PASSES + 1


def test_a_fix_that_changes_nothing_is_no_end_either() -> None:
    endless = fix(Source.from_text("x\n"), Linter(idle=replacing("x", "x"))).endless
    assert endless == {"idle"}


@pytest.mark.parametrize(
    "edits",
    [
        [edit(0, 3), edit(1, 2)],
        [edit(0, 3), edit(2, 4)],
        [edit(2, 1)],
        [edit(0, 99)],
        [edit(-1, 1)],
        [edit(0, 1, "\ud800")],
        [edit(0, 1, "a\rb")],
        [edit(0, 1, "\0")],
    ],
)
def test_edits_that_make_no_text_are_refused(edits: list[Edit]) -> None:
    def broken(_: str) -> Iterator[Fix]:
        yield Fix(tuple(edits))

    linter = Linter(broken=broken, other=replacing("t$", ""))
    result = fix(Source.from_text("text\n"), linter)
    assert [each.rules for each in result.left_out] == [("broken",)]
    assert result.source.raw == "tex\n"


@pytest.mark.parametrize("faulty", [{0}, {63}, {5, 6}, {1, 30, 61}])
def test_a_fix_that_cannot_be_verified_costs_itself_alone(faulty: set[int]) -> None:
    text = "".join(f"x{number} \n" for number in range(64))
    verify = Verifier(lambda _, new: any(re.search(rf"^x{n}$", new, re.MULTILINE) for n in faulty))
    result = fix(Source.from_text(text), Linter(space=replacing(" (?=\n)", "")), verify)
    assert result.source.raw == "".join(
        f"x{number} \n" if number in faulty else f"x{number}\n" for number in range(64)
    )
    assert len(result.left_out) == len(faulty)
    assert verify.texts < 40 * len(faulty)


def test_fixes_that_cannot_be_verified_together_are_not_all_lost() -> None:
    verify = Verifier(lambda _, new: "A" in new and "B" in new)
    linter = Linter(a=replacing("a", "A"), b=replacing("b", "B"), c=replacing("c", "C"))
    result = fix(Source.from_text("a b c\n"), linter, verify)
    assert result.source.raw == "A b C\n"
    assert [each.rules for each in result.left_out] == [("b",)]


def test_a_fix_that_overlaps_one_that_is_left_out_is_made_in_its_place() -> None:
    verify = Verifier(lambda _, new: "bad" in new)
    linter = Linter(a=replacing("one two", "bad"), b=replacing("two", "2"))
    result = fix(Source.from_text("one two\n"), linter, verify)
    assert result.source.raw == "one 2\n"
    assert result.left_out == []


@pytest.mark.slow
def test_fixes_that_are_all_faulty_take_bounded_work() -> None:
    verify = Verifier(lambda old, new: old != new)
    text = "x \n" * 2000
    result = fix(Source.from_text(text), Linter(space=replacing(" (?=\n)", "")), verify)
    assert result.source.raw == text
    assert sum(len(each.findings) for each in result.left_out) == 2000
    assert verify.texts < 150


def test_a_verification_that_fails_costs_the_fix_alone() -> None:
    def fail(_: str, new: str) -> bool:
        if "B" in new:
            raise LookupError(new)
        return False

    linter = Linter(a=replacing("a", "A"), b=replacing("b", "B"))
    result = fix(Source.from_text("a b\n"), linter, Verifier(fail))
    assert result.source.raw == "A b\n"
    assert "LookupError" in result.left_out[0].what


_PIECES = ["\r\n", "\n", "\r", "\t", " ", "a", "é", "😀", "e\u0301", "\ufeff", "\u2028", "\x0c"]
_texts = st.builds(
    "".join, st.tuples(st.sampled_from(["", "\ufeff"]), st.text(st.sampled_from("ab")))
).flatmap(lambda head: st.lists(st.sampled_from(_PIECES)).map(lambda rest: head + "".join(rest)))


@st.composite
def edited(draw: st.DrawFn) -> tuple[Source, list[Edit]]:
    source = Source.from_text(draw(_texts))
    places = sorted(draw(st.lists(st.integers(0, len(source.text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    texts = st.sampled_from(["", "x", "\n", "x\ny", "\n\n", "😀"])
    return source, [edit(start, end, draw(texts)) for start, end in pairs]


@given(edited())
def test_every_byte_that_no_edit_names_stays(case: tuple[Source, list[Edit]]) -> None:
    source, edits = case
    pattern = ""
    position = 0
    for each in edits:
        start, end = source.to_raw(each.span.start), source.to_raw(each.span.end)
        brought = re.escape(each.text).replace("\\\n", "(\\r\\n|\\n)")
        pattern += re.escape(source.raw[position:start]) + f"\\r?{brought}\\r?"
        position = end
    pattern += re.escape(source.raw[position:])
    assert re.fullmatch(pattern, apply(source, edits).raw)


@given(edited())
def test_the_text_is_what_its_edits_make_of_it_whatever_ends_its_lines(
    case: tuple[Source, list[Edit]],
) -> None:
    source, edits = case
    text = source.text
    for each in reversed(edits):
        text = text[: each.span.start] + each.text + text[each.span.end :]
    assert apply(source, edits).text == text or text.startswith("\ufeff")


@given(_texts)
def test_no_edits_change_no_byte(raw: str) -> None:
    assert apply(Source.from_text(raw), []).raw == raw


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\r\n", "a!\r\n?\r\nb\r\n"),
        ("a\nb\n", "a!\n?\nb\n"),
        ("\ufeffa\r\nb\r\nc\n", "\ufeffa!\r\n?\r\nb\r\nc\n"),
        ("a\nb\nc\r\n", "a!\n?\nb\nc\r\n"),
    ],
)
def test_a_new_line_ends_as_most_lines_of_the_file(raw: str, expected: str) -> None:
    assert apply(Source.from_text(raw), [edit(1, 1, "!\n?")]).raw == expected


def test_a_break_of_old_and_one_of_new_stay_two() -> None:
    source = Source.from_text("a\r \nb")
    mended = apply(source, [edit(2, 3)])
    assert mended.text == "a\n\nb"
    assert mended.raw == "a\r\r\nb"


@pytest.mark.slow
def test_thousands_of_edits_are_no_more_work_than_their_number() -> None:
    text = "a \n" * 20_000
    result = fix(Source.from_text(text), Linter(space=replacing(" (?=\n)", "")))
    assert result.source.raw == "a\n" * 20_000


def test_a_line_is_named_by_a_rule_to_which_another_yields_and_by_unsafe_fixes_to_all() -> None:
    document = parse(Source.from_text("one\ntwo\nthree\n"))
    unsafe = Fix((edit(4, 5, "x"),), safe=False)
    first = finding("a", edit(0, 0, "y")), replace(finding("b", edit(4, 5)), fix=unsafe)
    lines = NamedLines(document, first)
    assert lines.include(finding("c", edit(1, 1)), yields_to=["a"])
    assert not lines.include(finding("c", edit(1, 1)))
    assert lines.include(finding("c", edit(5, 5)))


def test_a_finding_without_a_fix_names_its_line_to_unsafe_fixes_of_its_rule() -> None:
    document = parse(Source.from_text("one\ntwo\n"))
    lines = NamedLines(document, [replace(finding("a", edit(0, 1)), fix=None)])
    later = finding("a", edit(1, 1))
    assert not lines.include(later)
    assert lines.include(replace(later, fix=Fix((edit(1, 1),), safe=False)))
