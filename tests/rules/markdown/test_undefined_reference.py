"""References without a definition."""

import pytest

from awesomecheck_rules.markdown.undefined_reference import UndefinedReference
from tests.rules.conftest import Check, fixed

DEFINED = "\n\n[used][mae]\n\n[mae]: https://arxiv.org/abs/2111.06377\n"


@pytest.mark.parametrize(
    "text",
    [
        "[MAE][mae] [mae][] [mae]" + DEFINED,
        "[MAE][Mae] [x][ mae ]" + DEFINED,
        "[![badge](/b.svg)][mae]" + DEFINED,
        # Brackets in text.
        "[2021][CVPR] [code]\n",
        "[ ] [x] [todo]" + DEFINED,
        "a[0][1] and int[][]" + DEFINED,
        "[..][-]" + DEFINED,
        "[a](/url)[b](/url) [a][b](/url)" + DEFINED,
        "[x [a](/url)][b]" + DEFINED,
        "[x [a][b] y](/url)" + DEFINED,
        "`[a][b]`" + DEFINED,
        "```\n[a][b] [^1]\n```" + DEFINED,
        "<!-- [a][b] -->" + DEFINED,
        "<div>\n[a][b]\n</div>" + DEFINED,
        "\\[a][b]" + DEFINED,
        # Footnotes.
        "a[^1]\n\n[^1]: text\n",
        "a[^Note]\n\n[^note]: text\n",
        "`[^1]` and [^/] and [^a-z]+ and [^ x]\n",
    ],
)
def test_defined_or_no_reference(check: Check, text: str) -> None:
    assert check(UndefinedReference(), text) == []


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("[a][code]", "[a][code]", "undefined reference `[code]`: not rendered as a link"),
        ("* [a b][code]", "[a b][code]", "undefined reference `[code]`: not rendered as a link"),
        ("[code][]", "[code][]", "undefined reference `[code]`: not rendered as a link"),
        (
            "[![b](/b.svg)][code]",
            "[![b](/b.svg)][code]",
            "undefined reference `[code]`: not rendered as a link",
        ),
        (
            "[![b][badge]][mae]",
            "[b][badge]",
            "undefined reference `[badge]`: not rendered as a link",
        ),
        (
            "[![b][badge]](/u)",
            "[b][badge]",
            "undefined reference `[badge]`: not rendered as a link",
        ),
        ("[[a]][code]", "[[a]][code]", "undefined reference `[code]`: not rendered as a link"),
        ("**[a][code]**", "[a][code]", "undefined reference `[code]`: not rendered as a link"),
        ("text[^1]", "[^1]", "undefined footnote `[^1]`: not rendered as a link"),
    ],
)
def test_undefined(check: Check, source: str, place: str, message: str) -> None:
    text = source + DEFINED
    (finding,) = check(UndefinedReference(), text)
    assert text[finding.span.start : finding.span.end] == place
    assert finding.message == message
    assert finding.fix is None


def test_in_a_table(check: Check) -> None:
    text = "| a | b |\n| - | - |\n| x \\| y | [a][code] |" + DEFINED
    (finding,) = check(UndefinedReference(), text)
    assert text[finding.span.start : finding.span.end] == "[a][code]"


@pytest.mark.parametrize(
    ("source", "right"), [("[MAE][maee]", "[MAE][mae]"), ("[maee][]", "[maee][mae]")]
)
def test_a_misspelt_label(check: Check, source: str, right: str) -> None:
    findings = check(UndefinedReference(), source + DEFINED)
    assert [each.message for each in findings] == [
        "undefined reference `[maee]`: probably `[mae]`"
    ]
    assert fixed(source + DEFINED, findings) == right + DEFINED


def test_footnotes_need_no_other_footnote(check: Check) -> None:
    (finding,) = check(UndefinedReference(), "text[^note]\n")
    assert finding.message == "undefined footnote `[^note]`: not rendered as a link"


DOCS = "# List\n\n- See [the docs][docs].\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DOCS + "[docs]: https://a.example/\n", DOCS + "\n[docs]: https://a.example/\n"),
        (
            "See [Docs].\n[docs]: <https://a.example/>\n",
            "See [Docs].\n\n[docs]: <https://a.example/>\n",
        ),
        (
            "[a][] [b][]\n[a]: https://a.example/\n[b]: https://b.example/\n",
            "[a][] [b][]\n\n[a]: https://a.example/\n[b]: https://b.example/\n",
        ),
    ],
)
def test_a_definition_right_below_text_gets_a_blank_line(
    check: Check, before: str, after: str
) -> None:
    found = check(UndefinedReference(), before)
    assert {each.message.partition(" `")[0] for each in found} == {"no blank line above"}
    assert {fixed(before, [each]) for each in found} == {after}
    assert not check(UndefinedReference(), after)


def test_its_reference_is_not_reported_as_well(check: Check) -> None:
    text = DOCS + "[docs]: https://a.example/\n\nAnd [more][m].\n\n[m]: https://m.example/\n"
    assert len(check(UndefinedReference(), text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Some text\n[docs]: https://a.example/\n",  # no reference
        "See [the docs](#docs).\n[docs]: https://a.example/\n",
        "See [docs].\n[docs]: the manual of the thing\n",
        "```\nSee [docs].\n[docs]: https://a.example/\n```\n",
        "See [docs].\n[docs]: https://a.example/\n\n[docs]: https://b.example/\n",
    ],
)
def test_text_that_only_looks_like_a_definition(check: Check, text: str) -> None:
    assert not check(UndefinedReference(), text)
