"""What a change is blamed for, whatever it does."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, load_config
from awesomecheck.changes.git import difference
from awesomecheck.changes.lines import LineChange
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.formats.report import FileReport
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import ListFile
from tests.rules.entries.regular import FORMATS, Regular, regular_list, slips

CONFIG = load_config()
SECTIONS = ("Kites", "Lamps", "Boats")
NAMES = (
    ("spar", "hull", "wick", "jib", "cord", "oar", "lead", "bolt"),
    ("tallow", "keel", "sail", "anvil", "moss", "felt", "lens", "dowel"),
    ("rope", "glue", "tin", "horn", "bast", "wax", "reed", "glass"),
)
NEW = ("zinc", "amber", "paper", "silk", "loom")
HABITS = 2
"""So few entries of before are at fault that what most of them do stays clear."""


def entry(name: str) -> str:
    return f"- [{name}](https://github.com/acme/{name}) - Makes things out of {name} for all."


FAULTS: dict[str, Callable[[str], str]] = {
    "trailing-space": lambda line: line + " ",
    "insecure-link": lambda line: line.replace("https:", "http:"),
    "placeholder-link": lambda line: line.replace(" - ", " [docs]() - "),
    "description-period": lambda line: line.removesuffix("."),
}


class Case(NamedTuple):
    """A list: the lines of its sections."""

    sections: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return "# List\n\n" + "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        for title, lines in zip(SECTIONS, self.sections, strict=True):
            yield f"## {title}\n\n" + "".join(f"{line}\n" for line in lines) + "\n"


def lint_change(old: str, new: str) -> FileReport:
    source = Source.from_text(new)
    change = LineChange(source, Source.from_text(old), difference(old, new))
    [report] = Run((ListFile(None, ParsedText(source), CONFIG, change=change),)).lint().files
    return report


def fixed_change(old: str, new: str) -> str:
    """The new text with the fixes of its change."""
    source = Source.from_text(new)
    change = LineChange(source, Source.from_text(old), difference(old, new))
    [fixed] = Run((ListFile(None, ParsedText(source), CONFIG, change=change),)).fix()
    return fixed.source.text


def reported(old: str, new: str) -> list[tuple[str, str]]:
    """Rules of what is reported, and the lines."""
    report = lint_change(old, new)
    source = report.document.source
    return sorted((each.rule, source.line_at(each.span.start)) for each in report.findings)


@st.composite
def lists(draw: st.DrawFn) -> Case:
    """A list with some mistakes in it."""
    lines = [list(map(entry, names)) for names in NAMES]
    places = [(section, at) for section in range(3) for at in range(8)]
    for section, at in draw(st.lists(st.sampled_from(places), max_size=HABITS, unique=True)):
        lines[section][at] = FAULTS[draw(st.sampled_from(sorted(FAULTS)))](lines[section][at])
    return Case(tuple(map(tuple, lines)))


def with_lines(case: Case, section: int, lines: Sequence[str]) -> Case:
    sections = list(case.sections)
    sections[section] = tuple(lines)
    return Case(tuple(sections))


def inserted(case: Case, draw: st.DrawFn, line: str) -> Case:
    section = draw(st.integers(0, 2))
    lines = list(case.sections[section])
    lines.insert(draw(st.integers(0, len(lines))), line)
    return with_lines(case, section, lines)


def moved(case: Case, draw: st.DrawFn) -> Case:
    """Move an entry to any place."""
    section = draw(st.integers(0, 2))
    lines = list(case.sections[section])
    line = lines.pop(draw(st.integers(0, len(lines) - 1)))
    return inserted(with_lines(case, section, lines), draw, line)


def edited(case: Case, draw: st.DrawFn) -> Case:
    """Alter a word of an entry."""
    section = draw(st.integers(0, 2))
    lines = list(case.sections[section])
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = lines[at].replace("for all", "for everybody").replace("Makes", "Builds")
    return with_lines(case, section, lines)


def removed(case: Case, draw: st.DrawFn) -> Case:
    section = draw(st.integers(0, 2))
    lines = list(case.sections[section])
    del lines[draw(st.integers(0, len(lines) - 1))]
    return with_lines(case, section, lines)


ACTS = (moved, edited, removed)


@st.composite
def harmless(draw: st.DrawFn, case: Case) -> Case:
    """A list after a few changes that bring no mistake."""
    for act in draw(st.lists(st.sampled_from(ACTS), max_size=3)):
        case = act(case, draw)
    for name in NEW[1 : 1 + draw(st.integers(0, 2))]:
        case = inserted(case, draw, entry(name))
    return case


@st.composite
def with_entry(draw: st.DrawFn, case: Case, line: str) -> Case:
    return inserted(case, draw, line)


@settings(max_examples=60)
@given(st.data())
def test_moved_edited_removed_and_clean_new_lines_bring_nothing(data: st.DataObject) -> None:
    before = data.draw(lists())
    after = data.draw(harmless(before))
    assert reported(before.text, after.text) == []


@settings(max_examples=60)
@given(st.data(), st.sampled_from(sorted(FAULTS)))
def test_a_new_entry_brings_its_mistake_alone_whatever_else_changes(
    data: st.DataObject, rule: str
) -> None:
    before = data.draw(lists())
    line = FAULTS[rule](entry(NEW[0]))
    after = data.draw(with_entry(data.draw(harmless(before)), line))
    assert reported(before.text, after.text) == [(rule, line)]


@settings(max_examples=40)
@given(st.data(), st.sampled_from(sorted(FAULTS)))
def test_after_a_rebase_the_same_is_reported(data: st.DataObject, rule: str) -> None:
    before = data.draw(lists())
    base = data.draw(harmless(before))
    line = FAULTS[rule](entry(NEW[0]))
    section = data.draw(st.integers(0, 2))
    first, second = (
        with_lines(case, section, [line, *case.sections[section]]) for case in (before, base)
    )
    assert reported(before.text, first.text) == reported(base.text, second.text)


@st.composite
def regular_lists(draw: st.DrawFn) -> Regular:
    """A list of papers or tools of one format."""
    random = Random(draw(st.integers(0, 1000)))
    return regular_list(random, draw(st.sampled_from(sorted(FORMATS))), sections=3, size=10)


def without(text: str, start: int, source: str) -> str:
    """A text without an entry and the line breaks behind it."""
    rest = text[start + len(source) :]
    return text[:start] + rest.removeprefix("\n").removeprefix("\n" * rest.startswith("\n\n"))


@settings(max_examples=40)
@given(st.data())
def test_a_clean_entry_of_any_format_brings_nothing(data: st.DataObject) -> None:
    made = data.draw(regular_lists())
    start, source, _ = made.entries[data.draw(st.integers(1, len(made.entries) - 2))]
    assert reported(without(made.text, start, source), made.text) == []


@settings(max_examples=40)
@given(st.data())
def test_entries_of_any_format_that_change_places_bring_nothing(data: st.DataObject) -> None:
    made = data.draw(regular_lists())
    pairs = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])
    first, second = (made.entries[10 + at] for at in data.draw(pairs))
    parts = (
        made.text[: first[0]],
        second[1],
        made.text[first[0] + len(first[1]) : second[0]],
        first[1],
        made.text[second[0] + len(second[1]) :],
    )
    assert reported(made.text, "".join(parts)) == []


@settings(max_examples=40)
@given(st.data())
def test_a_broken_entry_of_any_format_is_reported_on_its_lines_alone(data: st.DataObject) -> None:
    made = data.draw(regular_lists())
    number = data.draw(st.integers(1, len(made.entries) - 2))
    slip = data.draw(st.sampled_from(slips(made, number)))
    start, source, _ = made.entries[number]
    end = len(slip.text) - (len(made.text) - start - len(source))
    broken = slip.text[start:end].split("\n")
    old = without(made.text, start, source)
    lines = {line for _, line in reported(old, slip.text)}
    assert lines
    assert lines <= {*broken}


@pytest.mark.parametrize("count", [4, 10, 20])
def test_many_new_entries_do_not_outvote_a_list(count: int) -> None:
    case = Case(tuple(tuple(map(entry, names)) for names in NAMES))
    lines = [entry(f"new{number}").removesuffix(".") for number in range(count)]
    after = case.text + "## More\n\n" + "".join(f"{line}\n" for line in lines)
    assert reported(case.text, after) == sorted(("description-period", line) for line in lines)


def test_one_entry_turns_no_habit_on_or_off_for_others() -> None:
    with_period = [entry(name) for name in NAMES[0]]
    without = [entry(name).removesuffix(".") for name in NAMES[1][:1]]
    old = Case(((*with_period[:-1], *without), (), ()))
    new = with_lines(old, 0, [*with_period, *without])
    assert reported(old.text, new.text) == []


ROWS = """# List

## Papers

| Paper | Link |
| --- | --- |
| *Lamps of moss* | https://arxiv.org/abs/2007.05144 |
| *Oil for lamps* | https://arxiv.org/abs/2008.01738 |

More papers are elsewhere.
"""


def test_a_line_that_a_new_row_makes_part_of_its_table_is_reported() -> None:
    row = "| *Glass for lamps* | https://arxiv.org/abs/2009.03340 |"
    old, line = ROWS, "More papers are elsewhere."
    new = old.replace(f"\n\n{line}", f"\n{row}\n{line}")
    assert reported(old, new) == [("ragged-table-row", line)]


CONTENTS = "# List\n\n- [Kites](#kites)\n- [Lamps](#lamps)\n- [Boats](#boats)\n\n"


def test_a_section_that_moves_without_its_line_in_the_contents_is_reported() -> None:
    parts = [f"## {title}\n\n{entry(title.lower())}\n\n" for title in SECTIONS]
    old = CONTENTS + "".join(parts)
    new = CONTENTS + "".join([parts[2], *parts[:2]])
    assert reported(old, new) == [("stale-contents", "- [Boats](#boats)")]


def test_what_still_links_to_a_renamed_heading_is_reported_and_fixed_at_the_heading() -> None:
    parts = [f"## {title}\n\n{entry(title.lower())}\n\n" for title in SECTIONS]
    old = f"{CONTENTS}Oil is for [lamps](#lamps).\n\n" + "".join(parts)
    new = old.replace("## Lamps", "## Sources of Light")
    assert reported(old, new) == [("missing-anchor", "## Sources of Light")]
    [finding] = lint_change(old, new).findings
    assert finding.message == (
        "renamed, but lines 4 and 7 still link to `#lamps`: use `#sources-of-light`"
    )
    assert fixed_change(old, new) == new.replace(
        "[Lamps](#lamps)", "[Sources of Light](#sources-of-light)"
    ).replace("(#lamps)", "(#sources-of-light)")


@settings(max_examples=40)
@given(st.data(), st.integers(0, 2))
def test_a_renamed_heading_is_recognised_whatever_else_changes(
    data: st.DataObject, section: int
) -> None:
    before = data.draw(lists())
    after = data.draw(harmless(before))
    title = f"## {SECTIONS[section]}\n"
    old, new = (text.replace("# List\n\n", CONTENTS) for text in (before.text, after.text))
    assert reported(old, new.replace(title, "## Other Matters\n")) == [
        ("missing-anchor", "## Other Matters")
    ]


def test_older_mistakes_on_lines_of_a_change_are_counted() -> None:
    old = Case(tuple(tuple(map(entry, names)) for names in NAMES)).text
    old = old.replace(entry("wick"), entry("wick").replace("https:", "http:") + " ")
    new = old.replace("out of wick", "out of wicks")
    report = lint_change(old, new)
    assert report.findings == ()
    assert sorted(each.rule for each in report.older) == ["insecure-link", "trailing-space"]


def test_a_number_that_repeats_is_reported_at_the_new_item_wherever_it_is() -> None:
    def numbered(*numbers: int, new: int | None = None) -> str:
        names = [name for names in NAMES for name in names]
        rows = [f"{number}. {entry(names[number])[2:]}" for number in numbers]
        if new is not None:
            rows.insert(4, f"{new}. {entry(NEW[0])[2:]}")
        return "# List\n\n" + "\n".join(rows) + "\n"

    old = numbered(*range(1, 10))
    for number in (4, 5):
        new = numbered(*range(1, 10), new=number)
        assert reported(old, new) == [("uneven-numbering", f"{number}. {entry(NEW[0])[2:]}")]


def test_both_sides_of_a_merge_conflict_are_one_finding() -> None:
    old = Case(tuple(tuple(map(entry, names)) for names in NAMES)).text
    ours, theirs = entry("wick"), entry("wick").replace("for all", "for everybody")
    new = old.replace(ours, f"<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> lamps")
    assert reported(old, new) == [("conflict-marker", "<<<<<<< HEAD")]
