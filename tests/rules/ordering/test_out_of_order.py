"""The rule `out-of-order`."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, fix, load_config, parse
from awesomecheck.engine.linter import ActiveRule
from awesomecheck_rules.ordering.out_of_order import OutOfOrder
from tests.rules.conftest import Check, fixed

CONFIG = load_config()

NAMES = ("ack", "bat", "dust", "exa", "fd", "fzf", "jq", "procs", "ripgrep", "tldr")


def entry(name: str) -> str:
    return f"- [{name}](https://{name.lower().replace(' ', '-')}.org) - Does what it does.\n"


def entries(names: Sequence[str]) -> str:
    return "".join(map(entry, names))


def moved(names: Sequence[str], one: int, to: int) -> list[str]:
    rest = list(names)
    rest.insert(to, rest.pop(one))
    return rest


def paper(number: int, label: str, id_: str) -> str:
    return (
        f"* **Net{number}**: Jane Doe, Min Li.\n"
        f"   - A Network of Kind {number}. [[{label}](https://arxiv.org/abs/{id_})]\n"
    )


def papers(*labels: str) -> str:
    """Papers whose names are in no order."""
    return "".join(
        paper(number * 37 % 101, label, f"9901.{number:05}") for number, label in enumerate(labels)
    )


def all_fixed(text: str, rule: OutOfOrder | None = None, *, unsafe: bool = False) -> str:
    """The text when all fixes have settled."""
    active = ActiveRule("out-of-order", rule or OutOfOrder(), "warning")
    return fix(text, config=CONFIG._replace(rules=(active,)), unsafe=unsafe).text


def test_the_one_that_has_to_move_and_where(check: Check) -> None:
    text = entries(moved(NAMES, 7, 2))
    [finding] = check(OutOfOrder(), text)
    assert text[finding.span.start : finding.span.end] == "procs"
    assert finding.message == (
        "out of order by name: move after `jq` on line 8 (9 of 10 entries are in order)"
    )
    assert finding.fix is not None
    assert finding.fix.safe
    assert fixed(text, [finding]) == entries(NAMES)


def test_one_that_belongs_first(check: Check) -> None:
    text = entries(moved(NAMES, 0, 9))
    [finding] = check(OutOfOrder(), text)
    assert finding.message.startswith("out of order by name: move before `bat` on line 1 (")
    assert fixed(text, [finding]) == entries(NAMES)


@given(one=st.integers(0, 9), to=st.integers(0, 9), end=st.sampled_from(["\n", "\r\n"]))
def test_any_entry_is_moved_back(one: int, to: int, end: str) -> None:
    right = entries(NAMES).replace("\n", end)
    assert all_fixed(entries(moved(NAMES, one, to)).replace("\n", end)) == right


@given(one=st.integers(0, 9), to=st.integers(0, 9))
def test_without_a_last_line_break(one: int, to: int) -> None:
    assert all_fixed(entries(moved(NAMES, one, to)).rstrip("\n")) == entries(NAMES).rstrip("\n")


@settings(max_examples=60)
@given(order=st.permutations(NAMES), loose=st.booleans())
def test_any_list_can_be_put_in_order(order: list[str], loose: bool) -> None:
    gap = "\n" if loose else ""
    text = gap.join(map(entry, order))
    assert all_fixed(text, OutOfOrder(order="name")) == gap.join(map(entry, NAMES))
    down = gap.join(map(entry, reversed(NAMES)))
    assert all_fixed(text, OutOfOrder(order="name-down")) == down


@settings(max_examples=60)
@given(years=st.lists(st.integers(2018, 2022), min_size=2, max_size=12))
def test_equal_keys_keep_their_order(years: list[int]) -> None:
    def lines(order: Sequence[int]) -> str:
        return "".join(paper(each, f"CVPR'{years[each]}", f"9901.{each:05}") for each in order)

    stable = sorted(range(len(years)), key=lambda each: years[each])
    assert all_fixed(lines(range(len(years))), OutOfOrder(order="year")) == lines(stable)


def test_nested_lines_comments_and_blank_lines_move_along(check: Check) -> None:
    one = "- [procs](https://procs.org) - Lists.\n\n  More.\n\n  - Needs root.\n  <!-- new -->\n"
    rest = [entry(name) for name in NAMES if name != "procs"]
    text = "".join([*rest[:2], one, *rest[2:]])
    [finding] = check(OutOfOrder(), text)
    assert fixed(text, [finding]) == "".join([*rest[:7], one, *rest[7:]])


def test_a_comment_above_an_entry_is_its_own() -> None:
    one = "<!-- needs root -->\n" + entry("procs")
    rest = [entry(name) for name in NAMES if name != "procs"]
    text = "".join([*rest[:2], one, *rest[2:]])
    assert all_fixed(text) == text  # the comment separates two lists
    assert all_fixed(text, unsafe=True) == "".join([*rest[:7], one, *rest[7:]])


def test_rows_move_whole(check: Check) -> None:
    head = "| Name | What |\n|--|--|\n"
    rows = [f"| [{name}](https://{name}.org) | does what it does |  \n" for name in NAMES]
    text = head + "".join([*rows[:2], rows[7], *rows[2:7], *rows[8:]])
    [finding] = check(OutOfOrder(), text)
    assert finding.fix is not None
    assert finding.fix.safe
    assert fixed(text, [finding]) == head + "".join(rows)


def test_paragraphs_move_by_an_unsafe_fix(check: Check) -> None:
    def lines(names: Sequence[str]) -> str:
        return "\n".join(
            f"**[{name}](https://{name}.org)**  \nDoes what it does for you.\n" for name in names
        )

    text = lines(moved(NAMES, 7, 2))
    [finding] = check(OutOfOrder(), text)
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(text, [finding]) == lines(NAMES)


@pytest.mark.parametrize("mark", ["1. ", "  - "])
def test_no_fix_where_more_would_change(check: Check, mark: str) -> None:
    names = moved(NAMES, 7, 2)
    lines = [entry(name) for name in names]
    lines[2] = mark + lines[2].removeprefix("- ")
    if mark == "1. ":
        lines = [
            f"{number}. {line[2:]}"
            for number, line in enumerate(entries(names).splitlines(keepends=True), 1)
        ]
    for finding in check(OutOfOrder(), "".join(lines)):
        assert finding.fix is None


@pytest.mark.parametrize(
    "names",
    [
        NAMES,
        tuple(reversed(NAMES)),
        ("jq", "ack", "tldr", "fd", "bat", "exa", "procs", "dust", "fzf"),  # no order at all
        moved(NAMES[:6], 4, 1),  # too few to tell
        ("Ack", "bat", "Dust", "exa", "FD", "fzf", "Jq", "procs", "TLDR"),
        ("ack", "bät", "dust", "éxa", "fd", "fzf", "jq", "prócs", "tldr"),
        ("ack", "bat", "dust", "The exa", "fd", "fzf", "jq", "procs", "A tldr"),
        ("the ack", "the bat", "dust", "exa", "fd", "fzf", "jq", "procs", "the tldr"),
        ("go-a", "goa", "go-b", "gob", "go-c", "goc", "go-d", "god"),
        ("Go Lint", "Go Test", "Go", "Goa", "Gob", "Goc", "God", "Goe"),  # as lines
        ("Vol 1", "Vol 2", "Vol 3", "Vol 4", "Vol 9", "Vol 10", "Vol 11", "Vol 12"),
        ("ack", "bat", "dust", "exa", "fd", "源代码", "fzf", "jq", "procs", "tldr"),
        ("ack", "bat", "dust", "exa", "fd", "source", "tldr", "/r/bash", "/r/go", "/r/zsh"),
        ("Part Two", "Part One", *(f"Part {n}" for n in range(3, 11))),
    ],
)
def test_names_that_are_fine(check: Check, names: Sequence[str]) -> None:
    assert not check(OutOfOrder(), entries(names))


def test_a_separate_part_at_the_end_is_not_misplaced(check: Check) -> None:
    names = [f"{chr(97 + n)}{chr(97 + m)}x" for n in range(8) for m in range(6)]
    assert not check(OutOfOrder(), entries([*names, "aaa", "bbb", "ccc", "ddd"]))


def test_years_up_and_down(check: Check) -> None:
    years = [
        f"CVPR'{year}" for year in (2018, 2018, 2019, 2019, 2020, 2020, 2021, 2021, 2022, 2022)
    ]
    assert not check(OutOfOrder(), papers(*years))
    assert not check(OutOfOrder(), papers(*reversed(years)))
    text = papers(*moved(years, 8, 1))
    [finding] = check(OutOfOrder(), text)
    assert finding.message.startswith("out of order by year: move after `Net")
    [finding] = check(OutOfOrder(), papers(*moved(list(reversed(years)), 8, 1)))
    assert finding.message.startswith("out of order by year, latest first: move after")


@pytest.mark.parametrize(
    "years",
    [
        [2020] * 9 + [2019],  # one year shows no order
        [2020] * 5 + [2019] + [2020] * 5,
        [2019, 2020] * 6,
        [2021, 2019, 2020, 2018, 2022, 2017, 2021, 2020, 2019, 2022],
    ],
)
def test_years_that_show_no_order(check: Check, years: list[int]) -> None:
    assert not check(OutOfOrder(), papers(*(f"CVPR'{year}" for year in years)))


def test_entries_without_a_year_break_no_run(check: Check) -> None:
    years = [f"CVPR'{year}" for year in range(2010, 2022)]
    years[3:3] = ["CVPR", "CVPR"]
    assert not check(OutOfOrder(), papers(*years))


def test_dates_of_ids(check: Check) -> None:
    ids = [f"{year}{month:02}.00001" for year in (20, 21, 22) for month in (1, 4, 6, 9, 11)]

    def lines(order: Sequence[str]) -> str:
        return "".join(paper(n * 37 % 101, "ICML", each) for n, each in enumerate(order))

    assert not check(OutOfOrder(), lines(ids))
    [finding] = check(OutOfOrder(), lines(moved(ids, 12, 2)))
    assert finding.message.startswith("out of order by arXiv date: move after")


def test_a_paper_in_order_by_its_preprint(check: Check) -> None:
    text = "".join(paper(n * 37 % 101, f"CVPR'{2010 + n}", f"{10 + n}01.00001") for n in range(14))
    assert not check(OutOfOrder(), text.replace("CVPR'2014", "CVPR'2017"))
    assert check(OutOfOrder(), text.replace("CVPR'2014", "CVPR'2017").replace("1401.0", "1701.0"))


def test_a_short_section_follows_the_list(check: Check) -> None:
    long = "".join(
        f"# Section {n}\n\n{entries([f'{name}{n}' for name in NAMES])}\n" for n in range(5)
    )
    text = f"{long}# Last\n\n{entries(['fzf', 'ack', 'jq'])}"
    [finding] = check(OutOfOrder(), text)
    assert finding.message.endswith("(2 of 3 entries are in order)")
    assert not check(OutOfOrder(), f"# Last\n\n{entries(['fzf', 'ack', 'jq'])}")


def test_orders_as_configured(check: Check) -> None:
    text = f"# A\n\n{entries(['fzf', 'ack'])}\n## B\n\n{entries(['ack', 'jq'])}"
    assert not check(OutOfOrder(), text)
    assert len(check(OutOfOrder(order="name"), text)) == 1
    assert len(check(OutOfOrder(order="name-down"), text)) == 1
    assert not check(OutOfOrder(order="none"), text)
    assert len(check(OutOfOrder(sections={"a": "name-down"}), text)) == 1
    assert not check(OutOfOrder(sections={"A": "name-down", "B": "name"}), text)


def test_articles_and_marks_as_configured(check: Check) -> None:
    text = entries(["The bat", "ack"])
    assert len(check(OutOfOrder(order="name", articles="ignore"), text)) == 1
    assert len(check(OutOfOrder(order="name", articles="count"), text)) == 1
    assert not check(OutOfOrder(order="name", articles="count"), entries(["ack", "The bat"]))
    dashed = entries(["go-z", "goa"])
    assert not check(OutOfOrder(order="name", punctuation="count"), dashed)
    assert len(check(OutOfOrder(order="name", punctuation="ignore"), dashed)) == 1


def test_grounds(check: Check) -> None:
    text = f"# A\n\n{entries(NAMES)}\n# B\n\n{entries(['jq', 'ack', 'tldr', 'fd', 'bat', 'exa'])}"
    assert list(OutOfOrder().grounds(parse(Source.from_text(text)))) == [
        "1 group of entries: by name",
        "1 group of entries: in no order",
    ]
    assert not check(OutOfOrder(), text)
