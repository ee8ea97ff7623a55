"""The rule `out-of-order`."""

from calendar import month_name
from collections.abc import Callable, Sequence
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, fix, load_config, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck_rules.ordering.out_of_order import OutOfOrder
from tests.rules.conftest import Check, fixed
from tests.work import lines

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


@given(one=st.integers(0, 9), to=st.integers(2, 9), end=st.sampled_from(["\n", "\r\n"]))
def test_any_entry_is_moved_back(one: int, to: int, end: str) -> None:
    right = entries(NAMES).replace("\n", end)
    assert all_fixed(entries(moved(NAMES, one, to)).replace("\n", end)) == right


@given(one=st.integers(0, 9), to=st.integers(2, 9))
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


def test_rows_in_html_are_left_where_they_are(check: Check) -> None:
    order = moved(NAMES, 0, 5)
    rows = "".join(f'<tr><td><a href="https://{n}.org">{n}</a></td></tr>\n' for n in order)
    text = f"# Tools\n\n<table>\n{rows}</table>\n"
    assert len(parse(Source.from_text(text)).entries) == len(order)
    assert not any(finding.fix for finding in check(OutOfOrder(), text))


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


def test_a_date_that_the_id_denies_moves_nothing(check: Check) -> None:
    lines = [
        f"- [2023/{month:02}] **The net of {month * 7 % 13} trees.**"
        f" [[paper](https://arxiv.org/abs/23{month:02}.00001)]\n"
        for month in range(12, 0, -1)
    ]
    last = "- [2023/04] **The last.** [[paper](https://arxiv.org/abs/{}.03483)]\n"
    assert len(check(OutOfOrder(), "".join([*lines, last.format("2304")]))) == 1
    assert len(check(OutOfOrder(), "".join([*lines, last.format("2202")]))) == 1
    assert not check(OutOfOrder(), "".join([*lines, last.format("1602")]))


def test_a_short_section_follows_the_list(check: Check) -> None:
    long = "".join(
        f"# Section {n}\n\n{entries([f'{name}{n}' for name in NAMES])}\n" for n in range(5)
    )
    text = f"{long}# Last\n\n{entries(['ack', 'jq', 'fzf'])}"
    [finding] = check(OutOfOrder(), text)
    assert finding.message.endswith("(2 of 3 entries are in order)")
    assert not check(OutOfOrder(), f"# Last\n\n{entries(['ack', 'jq', 'fzf'])}")


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


FOLDED = {"ä": "a", "é": "e", "ø": "o", "æ": "ae", "ɪ": "i", "Ø": "o", "Ä": "a"}


def plain(name: str) -> str:
    return "".join(FOLDED.get(char, char) for char in name).lower()


def without_article(name: str) -> str:
    return re.sub(r"(?i)^(?:an?|the) (?=\S)", "", name)


def titled(article: str, joint: str, words: list[str]) -> str:
    return article + joint.join(words)


def by_value(name: str) -> list[tuple[int, int, str]]:
    parts = re.findall(r"\d+|\D", re.sub(r"[^a-z0-9]", "", plain(name)))
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


COLLATIONS: dict[str, Callable[[str], Any]] = {
    "codes": lambda name: name,
    "lines of links": lambda name: f"- [{name}](https://a.org)",
    "lines without case": lambda name: f"- [{name}](https://a.org)".lower(),
    "without case": str.lower,
    "by letters": lambda name: re.sub(r"[^a-z0-9]", "", plain(name)),
    "by words": lambda name: re.sub(r"[^a-z0-9]+", " ", plain(name)).strip(),
    "hyphens join": lambda name: re.sub(r"[^a-z0-9 ]", "", plain(name)).strip(),
    "numbers": by_value,
    "articles": lambda name: re.sub(r"[^a-z0-9]", "", plain(without_article(name))),
    "punctuation first": lambda name: [
        " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz".index(char)
        for char in plain(name)
    ],
    "short names": lambda name: re.sub(r"[^a-z0-9]", "", plain(name.partition(":")[0])),
}


@pytest.mark.parametrize("collation", COLLATIONS)
@settings(max_examples=50)
@given(data=st.data())
def test_what_any_collation_sorts_is_never_reported(collation: str, data: st.DataObject) -> None:
    words = st.text("abcABC19äéøæɪØÄ", min_size=1, max_size=3)
    name = st.builds(
        titled,
        st.sampled_from(["", "", "", "The ", "a "]),
        st.sampled_from([" ", "-", "", ": ", "."]),
        st.lists(words, min_size=1, max_size=3),
    )
    names = sorted(data.draw(st.lists(name, min_size=2, max_size=24)), key=COLLATIONS[collation])
    text = "".join(f"- [{name}](https://a.org/{n})\n" for n, name in enumerate(names))
    rule = OutOfOrder()
    found = run_rules(parse(Source.from_text(text)), [ActiveRule("o", rule, "warning")], known=())
    assert not found.crashes
    assert not found.findings


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("Tree-shaker", "Treeline"),
        ("Rail Zone", "Railing"),
        ("Kelp: a sea of tasks", "Kelp++: a better sea"),
        ("Præsto", "Pragma"),
        ("Øresund", "Ozone"),
        ("The Zebra", "Zeal"),
        ("R2D2", "R10"),
    ],
)
def test_what_one_usual_order_allows(check: Check, name: str, after: str) -> None:
    others = [f"{letter}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    names = [*sorted([*others, after], key=str.lower)]
    names.insert(names.index(after), name)
    assert not check(OutOfOrder(), entries(names))
    names.remove(name)
    names.insert(6, f"zz{name}")
    assert len(check(OutOfOrder(), entries(names))) == 1


def test_capitals_first_is_an_order(check: Check) -> None:
    names = ["Bat", "Cat", "Elk", "Fox", "Gnu", "Yak", "ant", "bee", "dog", "eel", "owl", "rat"]
    assert not check(OutOfOrder(), entries(names))


@settings(max_examples=40)
@given(one=st.integers(0, 19), to=st.integers(3, 19), loose=st.booleans())
def test_a_safe_fix_leaves_the_section_in_order_and_loses_nothing(
    one: int, to: int, loose: bool
) -> None:
    names = [f"{chr(97 + number)}x" for number in range(20)]
    gap = "\n" if loose else ""
    text = gap.join(map(entry, moved(names, one, to)))
    result = all_fixed(text)
    assert sorted(result.splitlines()) == sorted(text.splitlines())
    assert result == gap.join(map(entry, names))


def test_only_a_single_entry_is_moved_by_a_safe_fix(check: Check) -> None:
    names = [f"{chr(97 + number)}x" for number in range(24)]
    findings = check(OutOfOrder(), entries(moved(moved(names, 20, 4), 9, 15)))
    assert len(findings) == 2
    assert not any(finding.fix is None or finding.fix.safe for finding in findings)


@pytest.mark.parametrize(
    "first", [["tldr"], ["tldr", "fzf"], ["zoo", "yak", "xerox"]], ids=["one", "two", "three"]
)
def test_entries_pinned_at_the_start(check: Check, first: list[str]) -> None:
    names = [f"{one}{two}" for one in "abcdefghijklmnopqrst" for two in "xy"]
    assert not check(OutOfOrder(), entries([*first, *names]))
    [finding] = check(OutOfOrder(), entries([*first, *names, "cz"]))
    assert finding.message.startswith("out of order by name: move after `cy`")


@pytest.mark.parametrize(
    "between", ["\n    ---\n", "\n  These are paid:\n", "\n---\n\n", "\nAlso:\n\n"]
)
def test_what_ends_the_order_of_a_section(check: Check, between: str) -> None:
    names = [f"{chr(97 + number)}x" for number in range(12)]
    text = entries(names[4:8]) + between + entries([*names[:4], *names[8:]])
    assert not check(OutOfOrder(), text)


@pytest.mark.parametrize("names", [reversed(NAMES[:8]), moved(NAMES[:8], 1, 5), NAMES[:8]])
def test_few_names_show_no_order(check: Check, names: Sequence[str]) -> None:
    assert not check(OutOfOrder(), entries(list(names)))


def test_no_list_is_ordered_from_z_to_a(check: Check) -> None:
    names = [f"{chr(97 + number)}x" for number in reversed(range(24))]
    assert not check(OutOfOrder(), entries(moved(names, 20, 4)))


@pytest.mark.parametrize(
    "date",
    [
        "[{y}/{m:02}]",
        "{y}-{m:02}",
        "{y}.{m}",
        "{y}{m:02}15",
        "{y}{m:02}",
        "28 {name} {y}",
        "{name}, {y}",
        "{y}年{m}月",
    ],
)
def test_dates_that_entries_state(check: Check, date: str) -> None:
    months = [(2021 + n // 4, 1 + n * 3 % 12) for n in range(12)][::-1]

    def text(order: Sequence[tuple[int, int]]) -> str:
        return "".join(
            f"- {date.format(y=y, m=m, name=month_name[m])} **The net of {n * 7 % 12} trees.**"
            f" [[paper](https://arxiv.org/abs/{(n * 5) % 12 + 1001}.{n:05})]\n"
            for n, (y, m) in enumerate(order)
        )

    assert not check(OutOfOrder(), text(months))
    [finding] = check(OutOfOrder(), text([*months[:2], *months[3:9], months[2], *months[9:]]))
    assert finding.message.startswith("out of order by date, latest first: move after ")


def test_dates_of_ids_do_not_count_where_entries_state_others(check: Check) -> None:
    ids = [f"{20 + n // 4}{1 + n % 4 * 3:02}.{n:05}" for n in range(16)]
    ids.insert(12, "2001.00077")
    lines = [
        f"- {'' if n % 2 else f'20230{1 + n // 4}10 '}**The net of {n * 7 % 17} trees.**"
        f" [[paper](https://arxiv.org/abs/{id_})]\n"
        for n, id_ in enumerate(ids)
    ]
    assert not check(OutOfOrder(), "".join(lines))
    assert len(check(OutOfOrder(), re.sub("2023....", "", "".join(lines)))) == 1


def test_the_first_of_the_latest_entries_may_belong_a_little_lower(check: Check) -> None:
    rows = [f"| [Net {n * 7 % 11}](https://a.org/{n}) | 20{24 - n}-03 |\n" for n in range(11)]
    head = "| Name | Date |\n|--|--|\n"
    [finding] = check(OutOfOrder(), head + "".join([rows[2], *rows[:2], *rows[3:]]))
    assert finding.message.startswith("out of order by date, latest first: move after ")
    assert not check(OutOfOrder(), head + "".join([rows[8], *rows[:8], *rows[9:]]))


def test_years_of_venues_that_the_dates_of_ids_explain(check: Check) -> None:
    ids = [f"{14 + n // 2}{1 + n % 2 * 6:02}.00001" for n in range(16)]
    years = [f"CVPR'{2014 + n // 2}" for n in range(16)]
    years[5] = "NeurIPS'2018"
    text = "".join(paper(n * 37 % 101, year, ids[n]) for n, year in enumerate(years))
    assert not check(OutOfOrder(), text)
    text = text.replace(ids[5], "1807.00009")
    assert len(check(OutOfOrder(), text)) == 1


UNSORTED = ("jq", "ack", "tldr", "fd", "bat", "exa", "procs", "dust", "fzf")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("The tools are listed in alphabetical order.", "by name: sort them, as `in alphabetical"),
        ("Sorted by name.", "by name: sort them, as `Sorted by name` on line 3 says"),
        ("条目按字母顺序排列。", "by name: sort them, as `字母顺序排列` on line 3 says"),
    ],
)
def test_a_stated_order_that_a_section_is_far_from(check: Check, said: str, message: str) -> None:
    [finding] = check(OutOfOrder(), f"# Tools\n\n{said}\n\n{entries(UNSORTED)}")
    assert finding.severity == "info"
    assert finding.fix is None
    assert message in finding.message
    assert not check(OutOfOrder(), f"# Tools\n\n{said}\n\n{entries(NAMES)}")


@pytest.mark.parametrize(
    ("said", "years", "count"),
    [
        ("Papers are in chronological order.", (2019, 2021, 2020, 2022), 1),
        ("Papers are in chronological order.", (2022, 2021, 2019, 2020), 1),
        ("The newest first.", (2022, 2021, 2019, 2020), 1),
        ("In reverse chronological order.", (2019, 2020, 2021, 2022), 1),
        ("论文按时间顺序排列。", (2019, 2021, 2020, 2022), 1),
        ("从新到旧", (2022, 2021, 2019, 2020), 1),
        ("Sorted by date.", (2022, 2021, 2020, 2019), 0),
        ("In no particular order.", (2019, 2021, 2020, 2022), 0),
        ("Papers of all years.", (2019, 2021, 2020, 2022), 0),
    ],
)
def test_a_stated_order_by_date(check: Check, said: str, years: Sequence[int], count: int) -> None:
    list_ = papers(*(f"CVPR'{year}" for year in years))
    findings = check(OutOfOrder(), f"# Nets\n\n{said}\n\n## Papers\n\n{list_}")
    assert [finding.severity for finding in findings] == ["info"] * count
    assert not any(finding.fix and finding.fix.safe for finding in findings)
    findings = check(OutOfOrder(), f"# Nets\n\n## Papers\n\n{list_}\n## Other\n\n{said}\n")
    assert not findings


def test_a_guide_for_contributors_states_the_order_of_the_list(check: Check) -> None:
    guide = "## Contributing\n\nKeep the alphabetical order.\n"
    text = f"# Tools\n\n{entries(UNSORTED)}\n{guide}"
    [finding] = check(OutOfOrder(), text.replace("Keep the", "Keep to"))
    assert finding.severity == "info"


def test_what_is_said_of_the_order_of_another_file_is_not_of_this_one(check: Check) -> None:
    said = "See [this page](by_name.md) for tools in alphabetical order."
    text = f"# Tools\n\n{said}\n\n## Used\n\n{entries(UNSORTED)}"
    assert not check(OutOfOrder(), text)
    here = "[Others](more.md) are elsewhere. Tools are in alphabetical order."
    assert check(OutOfOrder(), text.replace(said, here))


def test_what_an_entry_says_of_order_is_not_the_list_speaking(check: Check) -> None:
    text = entries(UNSORTED).replace("Does what it does.", "Shows posts in chronological order.")
    assert not check(OutOfOrder(), text)


def test_work_grows_with_the_number_of_entries() -> None:
    def work(size: int) -> int:
        order = [(number * 7919) % size if number % 11 == 0 else number for number in range(size)]
        text = entries([f"n{number:06}" for number in order])
        document = parse(Source.from_text(text))
        assert document.entries
        return lines(lambda: list(OutOfOrder().check(document)))

    assert work(1600) < 2.6 * work(800)


def test_an_entry_is_called_by_its_title_where_others_share_its_name(check: Check) -> None:
    years = (2011, 2012, 2020, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2021, 2022)
    own = papers(*(f"CVPR'{year}" for year in years))
    text = re.sub(r"Net\d+", "Net", own)
    [named], [finding] = check(OutOfOrder(), own), check(OutOfOrder(), text)
    assert "move after `Net30` on line 19 (" in named.message
    assert "move after `A Network of Kind 30` on line 19 (" in finding.message


def test_what_only_the_more_regular_list_would_show_is_found_at_once(check: Check) -> None:
    long = [chr(97 + at) * 3 for at in range(26)]
    books, tools = moved([*long, "zzzz"], 20, 3), list(long[:14])
    books = [books[2], *books[:2], *books[3:]]  # two of 27
    tools += ["adder", "cobra"]  # two of 16: too many to learn the order from these alone
    text = f"## Books\n\n{entries(books)}\n## Tools\n\n{entries(tools)}"
    found = [text[each.span.start : each.span.end] for each in check(OutOfOrder(), text)]
    assert found[-2:] == ["adder", "cobra"]
    settled = all_fixed(text, unsafe=True)
    assert check(OutOfOrder(), settled) == []


def test_a_move_takes_no_blank_line_into_the_list() -> None:
    names = [chr(97 + at) * 3 for at in range(26)]
    text = f"## Tools\n\n{entries(names[1:])}\n{entries(['aaa', 'fzf'])}"
    right = [*names[:6], "fzf", *names[6:]]
    assert all_fixed(text, unsafe=True) == f"## Tools\n\n{entries(right)}"


def test_a_blank_line_stays_between_those_whom_it_parts() -> None:
    names = moved(NAMES, 2, 4)
    text = f"## Tools\n\n{entries(names[:5])}\n{entries(names[5:])}"
    assert (
        all_fixed(text, unsafe=True) == f"## Tools\n\n{entries(NAMES[:5])}\n{entries(NAMES[5:])}"
    )
