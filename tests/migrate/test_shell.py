"""Commands are split as a shell splits them."""

import shlex

from hypothesis import assume, given
from hypothesis import strategies as st
import pytest

from awesomecheck.migrate.shell import commands, inner, split


def words(text: str) -> list[list[str]]:
    return [[word.text for word in each.words] for each in commands(text, ["bot"]) if each.words]


@given(st.lists(st.text("ab '\"\\$`|&;<>()#\t*~é"), max_size=5))
def test_what_is_quoted_comes_out_as_it_was(arguments: list[str]) -> None:
    text = " ".join(["bot", *map(shlex.quote, arguments)])
    assert words(text) == [["bot", *arguments]]


@given(st.text("ab '\"\\ "))
def test_quotes_and_backslashes_are_python_s_own(text: str) -> None:
    try:
        expected = shlex.split(text)
    except ValueError:
        assume(False)
        return
    assert [word.text for word in split(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bot a --b # c", [["bot", "a", "--b"]]),
        ("bot a#b", [["bot", "a#b"]]),
        ("x && bot a; y | bot b", [["x"], ["bot", "a"], ["y"], ["bot", "b"]]),
        ("bot a > out.txt 2>&1 b", [["bot", "a", "b"]]),
        ("bot a \\\n  b \\\n  c\nnext", [["bot", "a", "b", "c"]]),
        ("bot 'a\nb' c\nnext", [["bot", "a\nb", "c"]]),
        ("echo don't\nbot a\necho won't", [["bot", "a"]]),
        ("\tbot a,\\\n\tb", [["bot", "a,b"]]),
        ("bot a,\\\nb", [["bot", "a,b"]]),
        ("other\nbot", [["bot"]]),
        ("bot ''", [["bot", ""]]),
        ("# bot a\n", []),
    ],
)
def test_what_shells_do(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expansions"),
    [
        ("'$a'", ()),
        ('"$a"', ("$a",)),
        ("x$(cat 'a b' | (c))y", ("$(cat 'a b' | (c))",)),
        ("`ls *.md`", ("`ls *.md`",)),
        ('"$(a "b c" d)"', ('$(a "b c" d)',)),
        ("${{ inputs.a }}", ("${{ inputs.a }}",)),
        ("$$PWD:/x", ("$$PWD",)),
        ("${A:-b}", ("${A:-b}",)),
        ("a$", ()),
        (r"\$a", ()),
    ],
)
def test_what_a_shell_puts_together_is_told(text: str, expansions: tuple[str, ...]) -> None:
    [word] = split(text)
    assert word.expansions == expansions


def test_lines_are_told() -> None:
    found = [
        (each.first, each.last)
        for each in commands("a\nbot \\\n b\nc\nbot\n", ["bot"])
        if each.words
    ]
    assert found == [(1, 2), (4, 4)]


def test_a_command_in_another_is_found() -> None:
    assert [inner(each) for each in ("$(bot a)", "`bot`", "$A", "${{ bot }}")] == [
        "bot a", "bot", "", "",
    ]  # fmt: skip


@given(st.text("bot '\"\\$`({})#\n|;&<>\t"))
def test_no_text_is_too_odd(text: str) -> None:
    for command in commands(text, ["bot"]):
        assert 0 <= command.first <= command.last <= text.count("\n")
