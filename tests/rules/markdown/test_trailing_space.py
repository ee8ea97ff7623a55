"""Blanks at the ends of lines."""

import pytest

from awesomecheck_rules.markdown.trailing_space import TrailingSpace
from tests.rules.conftest import Check, fixed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no blanks\n",
        # Hard line breaks, wherever the paragraph goes on.
        "one  \ntwo\n",
        "one    \ntwo\n",
        "- one  \n  two\n",
        "- one  \nlazy\n",
        "> one  \n> two\n",
        "> - one  \n>   two\n",
        "one\t  \ntwo\n",
        "Title  \nover two lines\n===\n",
        # The blank keeps the backslash from breaking the line.
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
def test_blanks_that_mean_something_stay(check: Check, text: str) -> None:
    assert check(TrailingSpace(), text) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("one \n", "one\n"),
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
def test_blanks_that_mean_nothing_go(check: Check, text: str, mended: str) -> None:
    assert fixed(text, check(TrailingSpace(), text)) == mended


def test_says_where(check: Check) -> None:
    line, empty = check(TrailingSpace(), "one  \n\n \ntwo\n")
    assert (line.span.start, line.span.end) == (3, 5)
    assert line.message == "blanks at the end of the line"
    assert (empty.span.start, empty.span.end) == (7, 8)
    assert empty.message == "blanks on an empty line"


def test_windows_line_breaks_are_no_blanks(check: Check) -> None:
    assert check(TrailingSpace(), "one\r\ntwo\r\n") == []
    assert len(check(TrailingSpace(), "one \r\ntwo\r\n")) == 1
