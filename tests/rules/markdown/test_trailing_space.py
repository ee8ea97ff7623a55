"""Whitespace at the ends of lines."""

import pytest

from awesomecheck_rules.markdown.trailing_space import TrailingSpace
from tests.rules.conftest import Check, fixed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no spaces\n",
        # Hard line breaks, wherever the paragraph goes on.
        "one  \ntwo\n",
        "one    \ntwo\n",
        "- one  \n  two\n",
        "- one  \nlazy\n",
        "> one  \n> two\n",
        "> - one  \n>   two\n",
        "one\t  \ntwo\n",
        "Title  \nover two lines\n===\n",
        # A marker that waits for a text.
        "- one\n-   \n- two\n",
        "1. one\n2. \n",
        "> * \n",
        # The space keeps the backslash from breaking the line.
        "one\\ \ntwo\n",
        # Code, HTML and front matter.
        "```  \ncode  \n   \n```\n",
        "```\nleft open \n   \n",
        "    code \n\n    more \n",
        "- item\n\n      code \n",
        "<div> \n<b>x</b>  \n</div>\n",
        "<!-- a \n b -->\n",
        "---\ntitle: x \n---\n",
        "`code \nspan`\n",
        '<img src="x" \nwidth="3">\n',
    ],
)
def test_meaningful_whitespace_is_not_reported(check: Check, text: str) -> None:
    assert check(TrailingSpace(), text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("one \n", "one\n"),
        ("one\n\n* * * \n", "one\n\n* * *\n"),
        ("one ", "one"),
        ("one\t\n", "one\n"),
        ("one \ntwo\n", "one\ntwo\n"),
        ("one \t\ntwo\n", "one\ntwo\n"),
        ("one  \n\ntwo\n", "one\n\ntwo\n"),
        ("one  \n# Heading\n", "one\n# Heading\n"),
        ("one  \n- item  \n- item  \n", "one\n- item\n- item\n"),
        ("Title  \n===\n", "Title\n===\n"),
        ("# Heading  \ntext\n", "# Heading\ntext\n"),
        ("| a | b |  \n| - | - | \n| c | d |   \n", "| a | b |\n| - | - |\n| c | d |\n"),
        ("a\n  \nb\n", "a\n\nb\n"),
        ("- a\n  \n  b\n", "- a\n\n  b\n"),
        ("> a\n> \n> b\n", "> a\n>\n> b\n"),
        ("[a]: /url  \n\n[a]\n", "[a]: /url\n\n[a]\n"),
        ("```\ncode\n```\ntext \n", "```\ncode\n```\ntext\n"),
        ("`code` \ntext\n", "`code`\ntext\n"),
        ("a 🎉 \n", "a 🎉\n"),
    ],
)
def test_trailing_whitespace_is_removed(check: Check, text: str, right: str) -> None:
    assert fixed(text, check(TrailingSpace(), text)) == right


def test_where_it_is_reported(check: Check) -> None:
    line, empty = check(TrailingSpace(), "one  \n\n \ntwo\n")
    assert (line.span.start, line.span.end) == (3, 5)
    assert line.message == "trailing whitespace: remove it"
    assert (empty.span.start, empty.span.end) == (7, 8)
    assert empty.message == "trailing whitespace: remove it"


def test_windows_line_breaks_are_not_whitespace(check: Check) -> None:
    assert check(TrailingSpace(), "one\r\ntwo\r\n") == []
    assert len(check(TrailingSpace(), "one \r\ntwo\r\n")) == 1


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("- [ ]  \n", "- [ ] \n"),
        ("- [x]  \n- [ ]  \n", "- [x] \n- [ ] \n"),
        ("- [ ]  ", "- [ ] "),
        ("- [ ]  \n\nText.\n", "- [ ] \n\nText.\n"),
        ("- [ ]  \n:\n", "- [ ]  \n:\n"),
        ("- [ ]  \n  more\n", "- [ ]  \n  more\n"),
        ("> - [ ]  \n>   more\n", "> - [ ]  \n>   more\n"),
    ],
)
def test_the_box_of_a_task_without_a_text_stays(check: Check, text: str, right: str) -> None:
    assert fixed(text, check(TrailingSpace(), text)) == right
