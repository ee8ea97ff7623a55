"""List markers that are none, doubled or missing."""

import pytest

from awesomecheck_rules.markdown.broken_list_marker import BrokenListMarker
from tests.rules.conftest import Check, fixed


def items(*lines: str, marker: str = "-", count: int = 4) -> str:
    """Return a list with some lines after its first entries, and more entries below them."""
    entries = [f"{marker} [Tool {n}](https://example.org/{n}) - Cuts." for n in range(2 * count)]
    return "\n".join(("## Tools", "", *entries[:count], *lines, *entries[count:], ""))


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("-- [Peeler](https://example.org/peeler)", "- [Peeler](https://example.org/peeler)"),
        ("– [Peeler](https://example.org/peeler)", "- [Peeler](https://example.org/peeler)"),
        ("• [Peeler](https://example.org/peeler)", "- [Peeler](https://example.org/peeler)"),
        ("- - [Peeler](https://example.org/peeler)", "- [Peeler](https://example.org/peeler)"),
        ("[Peeler](https://example.org/peeler)", "- [Peeler](https://example.org/peeler)"),
    ],
)
def test_broken_markers_are_fixed(check: Check, line: str, right: str) -> None:
    found = check(BrokenListMarker(), items(line))
    assert len(found) == 1
    assert fixed(items(line), found) == items(right)


def test_words_behind_a_marker_that_is_none(check: Check) -> None:
    text = "- A title. *Ann Ash*\n-- Another title. *Bob Birch*\n- A third title. *Cai Cedar*\n"
    assert fixed(text, check(BrokenListMarker(), text)) == text.replace("--", "-")
    remark = "- A title. *Ann Ash*\n\n– a remark by somebody\n"
    assert check(BrokenListMarker(), remark) == []


def test_markers_that_are_none_above_a_list(check: Check) -> None:
    text = "## Tools\n\n-- [A](https://example.org/a)\n-- [B](https://example.org/b)\n"
    text += "- [C](https://example.org/c)\n"
    assert fixed(text, check(BrokenListMarker(), text)) == text.replace("--", "-")


@pytest.mark.parametrize("marker", ["-- ", ""])
def test_entries_with_nested_fields(check: Check, marker: str) -> None:
    entries = [f"* **Net{n}**: Ann Ash.\n  - A title of {n} words.\n" for n in range(6)]
    right = "".join(entries)
    wrong = right.replace("* **Net3", f"{marker}**Net3")
    [finding] = check(BrokenListMarker(), wrong)
    assert fixed(wrong, [finding]) == right


def test_a_dash_before_a_field(check: Check) -> None:
    right = "".join(f"* **Net{n}**: Ann Ash.\n  - A title of {n} words.\n" for n in range(6))
    wrong = right.replace("- A title of 3", "– A title of 3")
    [finding] = check(BrokenListMarker(), wrong)
    assert finding.message == "`–` is no list marker: use `-`"
    assert fixed(wrong, [finding]) == right


WORDS = [f"- A title of {n} words. *Ann Ash*. [[pdf](https://a.dev/{n})]" for n in range(6)]


def test_a_line_of_words_and_a_link_as_all_items_have(check: Check) -> None:
    right = "\n".join(WORDS) + "\n"
    wrong = right.replace("- A title of 3", "A title of 3")
    [finding] = check(BrokenListMarker(), wrong)
    assert finding.message == "no list marker: not rendered as an entry: add `-`"
    assert fixed(wrong, [finding]) == right


@pytest.mark.parametrize(
    "line",
    [
        "A remark on this title. [[slides](https://a.dev/slides)]",
        "See [[pdf](https://a.dev/x)]",
        "and in some more words [[pdf](https://a.dev/x)]",
        "A title of many words without a link",
    ],
)
def test_lines_that_go_on_with_the_item_above(check: Check, line: str) -> None:
    assert check(BrokenListMarker(), "\n".join([*WORDS[:3], line, *WORDS[3:]]) + "\n") == []


def test_a_paragraph_between_two_items(check: Check) -> None:
    text = items("", "[Peeler](https://example.org/peeler) - Peels.", "")
    [finding] = check(BrokenListMarker(), text)
    assert finding.message == "no list marker: not rendered as an entry: add `-`"


@pytest.mark.parametrize(
    "lines",
    [
        ["  -- [Peeler](https://example.org/peeler)"],  # not the indent of the items
        ["  Also [Peeler](https://example.org/peeler)"],
        ["Also [Peeler](https://example.org/peeler)"],
        ["  [Peeler](https://example.org/peeler) belongs to the item above"],
        ["- Peelers", "  - [Peeler](https://example.org/peeler)"],
        ["", "**More tools**", ""],
        ["", "[Back to top](#tools)", ""],
        ["", "![Peeler](https://example.org/peeler.png)", ""],
        ["", "```", "-- [Peeler](https://example.org/peeler)", "```", ""],
    ],
)
def test_other_lines_are_not_reported(check: Check, lines: list[str]) -> None:
    assert check(BrokenListMarker(), items(*lines)) == []


def test_authors_below_titles_are_not_reported(check: Check) -> None:
    entry = "* [A title](https://example.org/{0}) <br>\n[Ann Ash](https://example.org/ash)\n"
    assert check(BrokenListMarker(), "".join(map(entry.format, range(9)))) == []


def test_a_list_of_nested_lists_is_not_reported(check: Check) -> None:
    assert check(BrokenListMarker(), "- - one\n- - two\n- - three\n- - four\n- five\n") == []
