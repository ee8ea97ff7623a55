"""Numbers of items that repeat or skip."""

import pytest

from awesomecheck_rules.markdown.uneven_numbering import UnevenNumbering
from tests.rules.conftest import Check, fixed


def items(*numbers: int, mark: str = ".") -> str:
    return "".join(f"{n}{mark} [Tool {at}](https://a.dev/{at})\n" for at, n in enumerate(numbers))


@pytest.mark.parametrize(
    ("text", "right", "message"),
    [
        (items(1, 2, 2, 4, 5, 6), items(1, 2, 3, 4, 5, 6), "`2.` after `2.`: write `3.`"),
        (items(1, 2, 3, 4, 5, 5), items(1, 2, 3, 4, 5, 6), "`5.` after `5.`: write `6.`"),
        (items(1, 2, 3, 4, 5, 8), items(1, 2, 3, 4, 5, 6), "`8.` after `5.`: write `6.`"),
        (
            items(1, 2, 2, 4, 5, 6, mark=")"),
            items(1, 2, 3, 4, 5, 6, mark=")"),
            "`2)` after `2)`: write `3)`",
        ),
        (
            items(11, 12, 12, 14, 15, 16),
            items(11, 12, 13, 14, 15, 16),
            "`12.` after `12.`: write `13.`",
        ),
    ],
)
def test_a_number_that_is_wrong_by_itself(
    check: Check, text: str, right: str, message: str
) -> None:
    [finding] = check(UnevenNumbering(), text)
    assert finding.message == message
    assert finding.severity == "info"
    assert fixed(text, [finding]) == right


@pytest.mark.parametrize("numbers", [(1, 2, 3, 3, 4, 5, 6), (1, 2, 3, 5, 6, 7, 8)])
def test_where_those_below_count_on_all_are_to_be_numbered_anew(
    check: Check, numbers: tuple[int, ...]
) -> None:
    [finding] = check(UnevenNumbering(), items(*numbers))
    assert finding.message.endswith(": number this item and those below anew")
    assert finding.fix is None


def test_no_fix_where_the_text_below_would_need_another_indent(check: Check) -> None:
    [finding] = check(UnevenNumbering(), items(5, 6, 7, 8, 9, 9, 11))
    assert finding.message == "`9.` after `9.`: write `10.`"
    assert finding.fix is None


@pytest.mark.parametrize(
    "numbers",
    [
        (1, 1, 1, 1, 1, 1),
        (7, 8, 9, 10, 11, 12),
        (1, 2, 2, 4, 5),
        (1, 3, 5, 7, 9, 10),
        (1, 0, 1, 0, 1, 0),
    ],
)
def test_lists_that_do_not_count_or_begin_anywhere(check: Check, numbers: tuple[int, ...]) -> None:
    assert check(UnevenNumbering(), items(*numbers)) == []
