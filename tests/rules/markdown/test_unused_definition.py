"""Definitions that are never used."""

import pytest

from awesomecheck_rules.markdown.unused_definition import UnusedDefinition
from tests.rules.conftest import Check, fixed


@pytest.mark.parametrize(
    "text",
    [
        "[a] [b][] [c][d] ![e][f]\n\n[a]: /1\n[b]: /2\n[d]: /3\n[f]: /4\n",
        "# [a]\n\n[a]: /1\n",
        "| [a] | b |\n| - | - |\n| [b] | c |\n\n[a]: /1\n[b]: /2\n",
        "[![x][a]][b]\n\n[a]: /1\n[b]: /2\n",
        "[A  B]\n\n[a b]: /1\n",
        # Comments in the form of definitions.
        "[//]: # (comment)\n[comment]: <> (comment)\n",
        # Used in a comment.
        "<!-- [x][a] [^1] -->\n\n[a]: /1\n[^1]: text\n",
        "text[^1]\n\n[^1]: note\n",
        "```\n[a]: /1\n```\n",
    ],
)
def test_used(check: Check, text: str) -> None:
    assert check(UnusedDefinition(), text) == []


def test_unused(check: Check) -> None:
    text = "[a]\n\n[a]: /1\n[B c]: /2\n"
    (finding,) = findings = check(UnusedDefinition(), text)
    assert text[finding.span.start : finding.span.end] == "[B c]: /2"
    assert finding.message == "unused definition `[B c]`: use it or remove it"
    assert fixed(text, findings) == "[a]\n\n[a]: /1\n"


def test_defined_twice(check: Check) -> None:
    text = "[a]\n\n[a]: /1\n[A]: /2\n"
    (finding,) = findings = check(UnusedDefinition(), text)
    assert finding.message == "duplicate definition of `[A]`: only the one on line 3 is used"
    assert fixed(text, findings) == "[a]\n\n[a]: /1\n"


def test_unused_footnote(check: Check) -> None:
    text = "text\n\n[^1]: note\n    on two lines\n"
    (finding,) = check(UnusedDefinition(), text)
    assert text[finding.span.start : finding.span.end] == "[^1]: note\n    on two lines"
    assert finding.message == "unused footnote `[^1]`: use it or remove it"
    assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        "- one\n\n[a]: /1\n\n- two\n",  # without it, one list
        "> [a]: /1\n",
        "- [a]: /1\n",
        "text\n\n[a]: /1\n\n    code\n",
    ],
)
def test_no_fix_where_the_page_would_change(check: Check, text: str) -> None:
    (finding,) = check(UnusedDefinition(), text)
    assert finding.fix is None


_STORIES = """\
- [Storyline] - Plans.
- [Bloomer] - Draws.

[Storyline]: https://a.example
[{label}]: https://b.example
"""


def test_a_misspelt_label_is_for_brackets_without_a_definition(check: Check) -> None:
    text = _STORIES.format(label="Bloober")
    (finding,) = findings = check(UnusedDefinition(), text)
    assert finding.message == "unused definition `[Bloober]`: probably for `[Bloomer]` on line 2"
    assert [each.message for each in finding.also] == [
        "no definition of `[Bloomer]`: probably `[Bloober]` on line 5"
    ]
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(text, findings) == _STORIES.format(label="Bloomer")


def test_a_misspelt_label_of_a_full_reference_is_not_removed(check: Check) -> None:
    text = "[a] and [BEiT v][beit]\n\n[a]: /1\n[biet]: /2\n"
    (finding,) = check(UnusedDefinition(), text)
    assert finding.message == "unused definition `[biet]`: probably for `[beit]` on line 1"
    assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        _STORIES.format(label="Tracker"),  # another word
        _STORIES.format(label="Groomed"),  # two letters of seven
        "[one] and [bert]\n\n[one]: /1\n[bart]: /2\n",  # short names are often alike
        "[one] and [GPT model 3]\n\n[one]: /1\n[GPT model 4]: /2\n",
        "[Storyline] and [Storylines] and [Storylined]()\n\n"
        "[Storyline]: /1\n[Storylines]: /2\n[Storyliner]: /3\n",  # each has its own
        "[one] and `[Bloomer]`\n\n[one]: /1\n[Bloober]: /2\n",  # code
        "A [Bloomer] in brackets\n\n[Bloober]: /2\n",  # a list without references
    ],
)
def test_other_labels_are_removed(check: Check, text: str) -> None:
    (finding,) = check(UnusedDefinition(), text)
    assert finding.message.endswith(": use it or remove it")
