"""Characters that copying left behind, or of another script."""

import pytest

from awesomecheck_rules.markdown.irregular_character import IrregularCharacter
from tests.rules.conftest import Check, fixed

LATIN = "".join(f"- Bowls, plates: cups; forks! (really) {number}.\n" for number in range(30))
CHINESE = "".join(f"- 碗，盘子：杯子；叉子！（真的）{number}。\n" for number in range(10))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("- Uniﬁed ﬂows", "- Unified flows"),
        ("- [Uniﬁed](https://example.org)", "- [Unified](https://example.org)"),
        ("- Discrimina- tion needs discrimination", "- Discrimina- tion needs discrimination"),
        (
            "- learning discrimina- tion and discrimination",
            "- learning discrimination and discrimination",
        ),
        ("- Bowls，plates", "- Bowls, plates"),
        ("- Bowls ，plates", "- Bowls, plates"),
        ("- Bowls（plates）", "- Bowls (plates)"),
        ("- Cups：", "- Cups:"),
    ],
)
def test_irregular_characters_are_fixed(check: Check, text: str, right: str) -> None:
    text, right = LATIN + text + "\n", LATIN + right + "\n"
    assert fixed(text, check(IrregularCharacter(), text)) == right


@pytest.mark.parametrize("comma", [",", ", "])
def test_half_width_between_ideographs(check: Check, comma: str) -> None:
    text = f"{CHINESE}- 姓名{comma}姓氏\n"
    assert fixed(text, check(IrregularCharacter(), text)) == f"{CHINESE}- 姓名，姓氏\n"


@pytest.mark.parametrize("char", ["\u00ad", "\ue000", "\ufffd"])
def test_invisible_and_private_characters_have_no_fix(check: Check, char: str) -> None:
    [finding] = check(IrregularCharacter(), f"- Class{char}Incremental\n")
    assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        f"{LATIN}- 碗，盘子\n",
        f"{LATIN}- (╯°□°）╯︵ ┻━┻\n",
        f"{LATIN}- `，` and https://example.org/，\n",
        f"{CHINESE}- [tool](https://example.org)：Django。\n",
        f"{LATIN}- state- and URL-based, pre- and postprocessing postand\n",
        "- \uf8ffPay\n",
        "- 姓名,姓氏\n",
    ],
)
def test_what_is_meant_is_not_reported(check: Check, text: str) -> None:
    assert check(IrregularCharacter(), text) == []


def test_the_same_on_one_line_is_one_finding(check: Check) -> None:
    text = f"{2 * CHINESE}- 姓名,姓氏,名字\n- 姓名,姓氏\n"
    found = check(IrregularCharacter(), text)
    assert len(found) == 2
    assert fixed(text, found) == f"{2 * CHINESE}- 姓名，姓氏，名字\n- 姓名，姓氏\n"


def test_a_line_of_the_contents_keeps_the_words_of_its_heading(check: Check) -> None:
    text = f"- [Bowls（big）](#bowlsbig)\n\n{LATIN}\n## Bowls（big）\n"
    found = check(IrregularCharacter(), text)
    assert len(found) == 3
    assert fixed(text, found) == text


def test_marks_of_addresses_are_no_habit(check: Check) -> None:
    links = "".join(f"- [苹果{n}](https://www.a{n}.example.org/x.y.z)。\n" for n in range(9))
    assert check(IrregularCharacter(), f"{links}- [Salad](https://example.org/a.b)。\n") == []
