"""Table rows with more or fewer cells than their header."""

import pytest

from awesomecheck_rules.markdown.ragged_table_row import RaggedTableRow
from tests.rules.conftest import Check, fixed

HEAD = "| a | b |\n| - | - |\n"


def found(check: Check, text: str) -> list[tuple[str, str]]:
    return [
        (text[each.span.start : each.span.end], each.message)
        for each in check(RaggedTableRow(), text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "| 1 | 2 |\n",
        HEAD + "| 1 \\| 2 | `3 \\| 4` |\n",
        HEAD + "| 1 | |\n| | |\n",
        "a | b\n- | -\n1 | 2\n",
        # The author takes the pipe at the end for an empty last cell.
        "a | b | c\n- | - | -\n1 | 2 |\n1 | 2 | 3\n",
        # Most rows of the table.
        HEAD + "| 1 |\n| 2 |\n| 3 | 4 |\n",
        HEAD + "| 1 | 2 | |\n| 3 | 4 | |\n",
        "| a |\n| - |\n| 1 |\ntext\n",
        "> " + HEAD.replace("\n|", "\n> |") + "> | 1 | 2 |\n",
        # Not meant as a table.
        "a | b\n\n---|---\n",
        "Heading\n---\n",
        "```\n| a | b |\n| - | - | - |\n```\n",
    ],
)
def test_rows_that_fit(check: Check, text: str) -> None:
    assert found(check, text) == []


def test_extra_cells_are_not_shown(check: Check) -> None:
    text = HEAD + "| 1 | 2 | [code](/url) | x |\n| 1 | 2 |\n"
    message = "4 cells in this row, 2 in the header: the extra cells are not shown"
    assert found(check, text) == [("[code](/url) | x", message)]


def test_extra_cells_are_reported_even_in_most_rows(check: Check) -> None:
    assert len(found(check, HEAD + "| 1 | 2 | 3 |\n| 1 | 2 | 3 |\n")) == 2


def test_short_row(check: Check) -> None:
    text = HEAD + "| 1 | 2 |\n| 3 |\n"
    (finding,) = check(RaggedTableRow(), text)
    assert finding.span.start == text.rindex("|")
    assert finding.message == "1 cell in this row, 2 in the header"
    assert finding.fix is None


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ("| 1 | 2 | |", "| 1 | 2 |"),
        ("| 1 | 2 ||", "| 1 | 2 |"),
        ("| 1 | 2 | | | ", "| 1 | 2 | "),
        ("| 1 | | |", "| 1 ||"),
    ],
)
def test_empty_extra_cells_are_removed(check: Check, row: str, right: str) -> None:
    text = HEAD + f"{row}\n| 3 | 4 |\n"
    findings = check(RaggedTableRow(), text)
    assert [each.message for each in findings] == [
        f"{row.count('|') - 1} cells in this row, 2 in the header"
    ]
    assert fixed(text, findings) == HEAD + f"{right}\n| 3 | 4 |\n"


def test_text_right_below_a_table(check: Check) -> None:
    text = HEAD + "| 1 | 2 |\nSome text\non two lines.\n"
    findings = check(RaggedTableRow(), text)
    assert [(text[each.span.start : each.span.end], each.message) for each in findings] == [
        ("Some text", "this line becomes a row of the table above: add a blank line before it")
    ]
    assert fixed(text, findings) == HEAD + "| 1 | 2 |\n\nSome text\non two lines.\n"


def test_table_rendered_as_text(check: Check) -> None:
    text = "x\n\n| a | b | c |\n| :-- | -: |\n| 1 | 2 | 3 |\n"
    assert found(check, text) == [
        (
            "| :-- | -: |",
            "2 cells in the delimiter row, 3 in the header: not rendered as a table",
        )
    ]


@pytest.mark.parametrize(
    ("header", "delimiter", "counts"),
    [
        ("| a | b |", "| --- |", ("1 cell", 2)),
        ("| a | b | c |", "|:-:|", ("1 cell", 3)),
        ("| a |", "| --- | --- |", ("2 cells", 1)),
    ],
)
def test_table_rendered_as_text_for_a_single_cell(
    check: Check, header: str, delimiter: str, counts: tuple[str, int]
) -> None:
    message = (
        f"{counts[0]} in the delimiter row, {counts[1]} in the header: not rendered as a table"
    )
    assert found(check, f"{header}\n{delimiter}\n| 1 | 2 |\n") == [(delimiter, message)]


@pytest.mark.parametrize(
    "text", ["a | b\n--- |\n", "a\n|---|---|\n", "a | b\n---\n", "| a |\n|---|\n| 1 |\n"]
)
def test_a_single_cell_without_its_pipes_is_no_table(check: Check, text: str) -> None:
    assert found(check, text) == []


@pytest.mark.parametrize("leading", ["| ", ""])
def test_a_short_row_is_found_whatever_its_header_begins_with(check: Check, leading: str) -> None:
    rows = "| a | b | c |\n| d | e | f |\n| g | h |\n"
    text = f"{leading}1 | 2 | 3 |\n|---|---|---|\n{rows}"
    assert found(check, text) == [("|", "2 cells in this row, 3 in the header")]


def test_a_row_that_lacks_only_its_last_cells_is_an_info(check: Check) -> None:
    def row(number: int) -> str:
        return f"| t{number} | 2024 | [code](https://c.org/{number}) | [data](https://d.org) |\n"

    text = "| a | b | c | d |\n|--|--|--|--|\n" + "".join(map(row, range(9)))
    last = "| t | 2024 | [code](https://c.org/t) |\n"
    middle = "| t | 2024 | [data](https://d.org) |\n"
    assert [each.severity for each in check(RaggedTableRow(), text + last)] == ["info"]
    assert [each.severity for each in check(RaggedTableRow(), text + middle)] == ["warning"]


OPEN = "| Tool | Code |\n|---|---|\n" + "| knife | none |\n" * 9


def test_a_row_without_the_last_pipe(check: Check) -> None:
    text = f"{OPEN}| fork | none\n"
    [finding] = check(RaggedTableRow(), text)
    assert finding.message == "no `|` at the end of the row: add it (10 of 11 rows have one)"
    assert finding.severity == "info"
    assert fixed(text, [finding]) == f"{OPEN}| fork | none |\n"


@pytest.mark.parametrize(
    "text",
    [
        OPEN.replace("none |", "none"),
        f"{OPEN}| fork | none\n| spoon | none\n",
        f"{OPEN}| fork | none |[//]: #06/28\n",  # a comment
    ],
)
def test_rows_whose_end_is_meant(check: Check, text: str) -> None:
    assert check(RaggedTableRow(), text) == []


@pytest.mark.parametrize("line", ["[^1]: a note", "[a]: /b", "---", "- a", "2. b", "# c", "> d"])
def test_a_line_that_is_more_than_text_is_left_to_its_author(check: Check, line: str) -> None:
    assert not any(each.fix for each in check(RaggedTableRow(), f"{HEAD}| 1 | 2 |\n{line}\n"))


def test_tables_with_one_header_have_one_style(check: Check) -> None:
    head = "| Saw | Date | Code |\n|--|--|--|\n"
    short = "| [a](https://a.org) | 2020 |\n"
    full = "| [b](https://b.org) | 2021 | [code](https://c.org) |\n"
    text = f"{head}{short}{short}{full}\n{head}{short}{short}\n"
    assert check(RaggedTableRow(), f"{text}{head}{full}{full}{short}\n{head}{short}") == []
    assert check(RaggedTableRow(), f"{text}{head}{full}{full}{short}".replace("Date", "Year", 2))
