"""Tables of contents that do not match the headings."""

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Finding, Rule, Source, fix, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck_rules.anchors.missing_anchor import MissingAnchor
from awesomecheck_rules.anchors.stale_contents import StaleContents
from tests.rules.anchors._fixing import fix_all
from tests.rules.conftest import Check, fixed


def found(check: Check, text: str) -> list[tuple[str, str]]:
    """Return the source and the message of each finding."""
    return [
        (text[each.span.start : each.span.end], each.message)
        for each in check(StaleContents(), text)
    ]


def page(contents: str, headings: str, title: str = "# List") -> str:
    """Return a list with contents; headings are lines `Name`, with a `>` for each deeper level."""
    lines = ["#" * (2 + line.count(">")) + " " + line.lstrip(">") for line in headings.split("\n")]
    return f"{title}\n\n## Contents\n\n{contents}\n\n" + "\n\n".join(lines) + "\n"


FLAT = "- [A one](#a-one)\n- [B two](#b-two)\n- [C three](#c-three)"
DEEP = """\
- [Vision](#vision)
  - [Image](#image)
  - [Video](#video)
- [Speech](#speech)
  - [Audio](#audio)
  - [Music](#music)"""
DEEP_TEXT = "Vision\n>Image\n>Video\nSpeech\n>Audio\n>Music"


@pytest.mark.parametrize(
    ("contents", "headings"),
    [
        (FLAT, "A one\nB two\nC three"),
        (DEEP, DEEP_TEXT),
        # Sections about the list itself may be left out.
        (FLAT, "A one\nB two\nC three\nContributing\nLicense\n🙏 Thanks\nDonate 赞助\n4. Cite us"),
        (FLAT + "\n- [License](#license)", "A one\nB two\nC three\nContributing\nLicense"),
        # Levels that are not listed.
        (FLAT, "A one\n>X\n>Y\nB two\n>X\nC three\n>Z"),
        (DEEP, "Vision\n>Image\n>>2024\n>>2023\n>Video\nSpeech\n>Audio\n>Music"),
        # A single section whose subsections are not listed.
        (DEEP + "\n- [Blogs](#blogs)", DEEP_TEXT + "\nBlogs\n>English\n>Other"),
        # Lines not named like the headings.
        ("- [One](#a-one)\n- [Two!](#b-two)\n- [3](#c-three)", "A one\nB two\nC three"),
        # A selection.
        ("- [A one](#a-one)\n- [C three](#c-three)", "A one\nB two\nC three\nD\nE\nF"),
        # Another order.
        (
            "- [D](#d)\n- [C](#c)\n- [B](#b)\n- [A](#a)\n- [E](#e)",
            "A\nB\nC\nD\nE",
        ),
        # Groups without a link.
        ("- Basics\n  - [A](#a)\n  - [B](#b)\n- More\n  - [C](#c)", "A\nB\nC"),
        # Named without a link.
        (DEEP.replace("- [Vision](#vision)", "- Vision"), DEEP_TEXT),
        # One section in two places of the contents.
        (DEEP.replace("  - [Audio]", "  - [Image](#image)\n  - [Audio]"), DEEP_TEXT),
        (FLAT, "A one\nB two\nC three\nContribution rules\nInclusion criteria\nHow to submit"),
        # An anchor that is not a heading.
        (FLAT + '\n- [Table](#tab)\n\n<p><a name="tab"></a>x</p>', "A one\nB two\nC three"),
    ],
)
def test_contents_that_are_right(check: Check, contents: str, headings: str) -> None:
    assert found(check, page(contents, headings)) == []


def test_a_heading_marked_for_omission_is_not_missing(check: Check) -> None:
    text = page(FLAT, "A one\nB two\nC three\nD four<!-- omit in toc -->")
    assert found(check, text) == []
    above = page(FLAT, "A one\nB two\nC three\nD four").replace(
        "\n\n## D four", "\n\n<!-- omit from toc -->\n## D four"
    )
    assert found(check, above) == []


def test_headings_above_the_contents_and_the_title_are_not_missing(check: Check) -> None:
    text = page(FLAT, "A one\nB two\nC three", "# List\n\n## What it is\n\n## Hints")
    assert found(check, text) == []


def test_a_heading_left_out_many_times_is_not_missing(check: Check) -> None:
    groups = range(4)
    contents = "\n".join(
        f"- [S{n}](#s{n})\n  - [A{n}](#a{n})\n  - [B{n}](#b{n})\n  - [C{n}](#c{n})" for n in groups
    )
    text = "\n".join(f"S{n}\n>A{n}\n>B{n}\n>C{n}\n>Further links: {n}" for n in groups)
    assert found(check, page(contents, text)) == []


def test_sections_listed_in_other_contents_are_not_missing(check: Check) -> None:
    text = page(FLAT, "A one\nB two\nC three\nMore\nX\nY")
    two = text.replace("## More\n", "## More\n\n- [X](#x)\n- [Y](#y)\n")
    assert found(check, two.replace("# List\n", "# List\n\n[more](#more)\n")) == []


def test_a_missing_section_is_reported_at_its_heading(check: Check) -> None:
    text = page(DEEP, "Vision\n>Image\n>Depth\n>Video\nSpeech\n>Audio\n>Music\nTouch")
    assert found(check, text) == [
        ("Depth", '"Depth" is missing from the table of contents on line 5'),
        ("Touch", '"Touch" is missing from the table of contents on line 5'),
    ]
    after = fixed(text, check(StaleContents(), text))
    assert after == text.replace(
        "  - [Image](#image)\n", "  - [Image](#image)\n  - [Depth](#depth)\n"
    ).replace("  - [Music](#music)\n", "  - [Music](#music)\n- [Touch](#touch)\n")


def test_subsections_of_a_missing_section_follow_the_depth_of_others(check: Check) -> None:
    text = page(DEEP, DEEP_TEXT + "\nRelated Project\n>Paper List\n>>2024\n>Projects")
    assert [source for source, _ in found(check, text)] == [
        "Related Project",
        "Paper List",
        "Projects",
    ]
    added = "\n- [Related Project](#related-project)\n  - [Paper List](#paper-list)"
    added += "\n  - [Projects](#projects)\n"
    assert fix_all(check, StaleContents(), text) == text.replace(
        "[Music](#music)\n", f"[Music](#music){added}"
    )


def test_all_lines_for_one_position_are_one_fix_shared_by_their_findings(check: Check) -> None:
    contents = f"{FLAT}\n- [E](#e)\n- [F](#f)"
    text = page(contents, "A one\nNew\nNewer\nB two\nC three\nE\nF\nG\nH")
    findings = check(StaleContents(), text)
    fixes = [each.fix for each in findings]
    assert len(fixes) == 4
    assert fixes[0] is fixes[1]
    assert fixes[2] is fixes[3]
    assert fixes[0] is not fixes[2]


def test_a_section_before_all_listed_ones(check: Check) -> None:
    text = page(FLAT, "First\nA one\nB two\nC three")
    assert fix_all(check, StaleContents(), text) == text.replace(
        "- [A one]", "- [First](#first)\n- [A one]"
    )


def test_the_first_subsection_of_a_listed_section(check: Check) -> None:
    contents = "\n".join(
        f"- [S{n}](#s{n})\n  - [A{n}](#a{n})\n  - [B{n}](#b{n})\n  - [C{n}](#c{n})"
        for n in range(4)
    )
    text = page(
        f"{contents}\n- [Last](#last)",
        "\n".join(f"S{n}\n>A{n}\n>B{n}\n>C{n}" for n in range(4)) + "\nLast\n>Only one",
    )
    assert fix_all(check, StaleContents(), text) == text.replace(
        "- [Last](#last)", "- [Last](#last)\n  - [Only one](#only-one)"
    )


@pytest.mark.parametrize(
    ("entry", "heading", "added"),
    [
        ("* [{}](#{})", "New", "* [New](#new)"),
        ("+   [{}](#{})", "New", "+   [New](#new)"),
        ("- **[{}](#{})**", "New", "- **[New](#new)**"),
        ("- [**{}**](#{})", "New", "- [**New**](#new)"),
        ("1. [{}](#{})", "New", "1. [New](#new)"),
        ("- <a href='#{1}'>{0}</a>", "R & D", "- <a href='#r--d'>R &amp; D</a>"),
        ("- [{}](#{})", "Data / ETL", "- [Data / ETL](#data--etl)"),
        ("- [{}](#{})", "C [draft] *x*", r"- [C \[draft\] x](#c-draft-x)"),
        ("- [{}](#{})", "C++", "- [C++](#c)"),
        ("- [{}](#{})", "数据", "- [数据](#数据)"),
        ("- [{}](#{})", "[Linked](https://a.example/)", "- [Linked](#linked)"),
    ],
)
def test_a_new_line_is_written_as_the_others_are(
    check: Check, entry: str, heading: str, added: str
) -> None:
    names = ["Abe", "Bee", "Cee"]
    contents = "\n".join(entry.format(name, name.lower()) for name in names)
    text = page(contents, "\n".join([*names, heading]))
    last = entry.format("Cee", "cee")
    assert fix_all(check, StaleContents(), text) == text.replace(last, f"{last}\n{added}")


def test_lines_at_the_end_of_numbered_contents_get_the_next_numbers(check: Check) -> None:
    text = page("1. [A](#a)\n2. [B](#b)\n3. [C](#c)", "A\nB\nC\nD\nE")
    assert fix_all(check, StaleContents(), text) == text.replace(
        "3. [C](#c)", "3. [C](#c)\n4. [D](#d)\n5. [E](#e)"
    )


@pytest.mark.parametrize(
    ("contents", "headings", "right"),
    [
        # in a gap
        (
            "1) [A](#a)\n2) [B](#b)\n4) [D](#d)\n5) [E](#e)",
            "A\nB\nC\nD\nE",
            "1) [A](#a)\n2) [B](#b)\n3) [C](#c)\n4) [D](#d)\n5) [E](#e)",
        ),
        # after a line without a link
        (
            "1. [A](#a)\n2. [B](#b)\n3. Others\n4. [D](#d)",
            "A\nB\nD\nE",
            "1. [A](#a)\n2. [B](#b)\n3. Others\n4. [D](#d)\n5. [E](#e)",
        ),
        # nested
        (
            "1. [A](#a)\n   1. [X](#x)\n   2. [Y](#y)\n2. [C](#c)\n   1. [Z](#z)\n   2. [T](#t)",
            "A\n>X\n>Y\nC\n>Z\n>T\n>S\nB\n>V\n>W",
            "1. [A](#a)\n   1. [X](#x)\n   2. [Y](#y)\n2. [C](#c)\n   1. [Z](#z)\n   2. [T](#t)\n"
            "   3. [S](#s)\n3. [B](#b)\n   1. [V](#v)\n   2. [W](#w)",
        ),
        # all the same number
        (
            "1. [A](#a)\n1. [B](#b)\n1. [D](#d)",
            "A\nB\nC\nD",
            "1. [A](#a)\n1. [B](#b)\n1. [C](#c)\n1. [D](#d)",
        ),
    ],
)
def test_numbers_of_new_lines(check: Check, contents: str, headings: str, right: str) -> None:
    text = page(contents, headings)
    assert fix_all(check, StaleContents(), text) == text.replace(contents, right)


@pytest.mark.parametrize(
    ("contents", "headings"),
    [
        ("1. [A](#a)\n2. [B](#b)\n3. [D](#d)", "A\nB\nC\nD"),
        ("1. [B](#b)\n2. [C](#c)\n3. [D](#d)", "A\nB\nC\nD"),
        ("9. [B](#b)\n10. [C](#c)\n11. [D](#d)", "A\nB\nC\nD"),
        ("1. [A](#a)\n2. [B](#b)\n3. Others\n4. [D](#d)", "A\nB\nC\nD"),
    ],
)
def test_no_fix_where_other_lines_need_a_new_number(
    check: Check, contents: str, headings: str
) -> None:
    [finding] = check(StaleContents(), page(contents, headings))
    assert finding.fix is None


def test_no_fix_where_a_longer_number_would_change_the_nesting(check: Check) -> None:
    names = [f"S{number}" for number in range(9)]
    lines = [f"{at + 1}. [{name}](#{name.lower()})" for at, name in enumerate(names)]
    contents = "\n".join([*lines[:-1], "   - [In](#in)", "   - [Out](#out)", lines[-1]])
    text = page(contents, "\n".join([*names[:-1], ">In", ">Out", names[-1], "New", ">Sub"]))
    new, sub = check(StaleContents(), text)
    assert new.fix is not None
    assert sub.fix is None


@pytest.mark.parametrize(
    "broken",
    [
        "[B two] (#b-two)",
        "[B two](#b-two",
        "B two](#b-two)",
        "[B two](#b two)",
        "[B two]((#b-two)",
        "**[B two] (#b-two)**",
        "B two (#b-two)",
    ],
)
def test_a_line_with_a_mistyped_link_lists_the_section_that_it_names(
    check: Check, broken: str
) -> None:
    text = page(FLAT.replace("[B two](#b-two)", broken), "A one\nB two\nC three")
    assert not check(StaleContents(), text)


def test_a_link_to_another_section_does_not_list_what_it_names(check: Check) -> None:
    text = page(FLAT.replace("#b-two", "#a-one"), "A one\nB two\nC three")
    assert check(StaleContents(), text)


def test_emoji_and_colons_are_left_out_as_in_the_other_lines(check: Check) -> None:
    text = page(
        "- [Abe](#-abe)\n- [Bee](#-bee)\n- [Cee](#-cee)", "📚 Abe:\n🎥 Bee:\n🎧 Cee:\n⚙️ New one:"
    )
    assert fix_all(check, StaleContents(), text) == text.replace(
        "(#-cee)", "(#-cee)\n- [New one](#%EF%B8%8F-new-one)"
    )


@pytest.mark.parametrize(
    "contents",
    [
        "- [Abe](#abe) (12)\n- [Bee](#bee) (3)\n- [Cee](#cee) (4)",
        "- 📚 [Abe](#abe)\n- 🎥 [Bee](#bee)\n- 🎧 [Cee](#cee)",
        "- [ ] [Abe](#abe)\n- [ ] [Bee](#bee)\n- [ ] [Cee](#cee)",
        "- [Abe][a]\n- [Bee][b]\n- [Cee][c]\n\n[a]: #abe\n[b]: #bee\n[c]: #cee",
        "| A | B | C |\n|---|---|---|\n| [Abe](#abe) | [Bee](#bee) | [Cee](#cee) |",
    ],
)
def test_no_fix_where_lines_have_more_than_a_link(check: Check, contents: str) -> None:
    text = page(contents, "Abe\nBee\nCee\nNew")
    (finding,) = check(StaleContents(), text)
    assert finding.message.startswith('"New" is missing')
    assert finding.fix is None


HTML = """\
<ul>
  <li><a href="#abe">Abe</a></li>
  <li><a href="#bee">Bee</a></li>
  <li><a href="#cee">Cee</a></li>
</ul>"""


def test_contents_in_raw_html(check: Check) -> None:
    text = page(HTML, "Abe\nBee\nNew & old\nCee")
    line = '  <li><a href="#new--old">New &amp; old</a></li>\n'
    assert fix_all(check, StaleContents(), text) == text.replace(
        '  <li><a href="#cee">', f'{line}  <li><a href="#cee">'
    )


def test_contents_at_the_end_of_a_file_without_a_final_newline(check: Check) -> None:
    text = "# A\n\n# B\n\n# Contents\n\n- [A](#a)\n- [B](#b)"
    assert found(check, text) == []


def test_contents_of_one_section(check: Check) -> None:
    text = page(DEEP, DEEP_TEXT + "\n>>Folk\n>>Rock\n>>Jazz").replace(
        "### Music\n", "### Music\n\n- [Folk](#folk)\n- [Rock](#rock)\n"
    )
    assert found(check, text) == [
        ("Jazz", '"Jazz" is missing from the table of contents on line 24')
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_fewest_lines_out_of_order_are_reported(check: Check, newline: str) -> None:
    contents = "- [D](#d)\n" + "\n".join(f"- [{x}](#{x.lower()})" for x in "ABCEF")
    text = page(contents, "A\nB\nC\nD\nE\nF")
    (finding,) = check(StaleContents(), text.replace("\n", newline))
    assert finding.message == 'out of order: "D" comes after "C" in the text'
    assert text[finding.span.start : finding.span.end] == "[D]"
    assert fixed(text, [finding]) == page(
        "\n".join(f"- [{x}](#{x.lower()})" for x in "ABCDEF"), "A\nB\nC\nD\nE\nF"
    )


def test_a_line_moves_with_the_lines_nested_in_it(check: Check) -> None:
    extra = "- [Text](#text)\n- [Touch](#touch)\n- [Smell](#smell)\n"
    speech = DEEP[DEEP.index("- [Speech]") :]
    wrong = f"{speech}\n{extra}{DEEP[: DEEP.index('- [Speech]')]}".rstrip()
    text = page(wrong, f"Text\nTouch\nSmell\n{DEEP_TEXT}")
    (finding,) = check(StaleContents(), text)
    assert finding.message == 'out of order: "Speech" comes after "Vision" in the text'
    right = page(f"{extra}{DEEP}", f"Text\nTouch\nSmell\n{DEEP_TEXT}")
    assert fixed(text, [finding]) == right


def test_a_line_that_belongs_first(check: Check) -> None:
    text = page("- [B](#b)\n- [C](#c)\n- [D](#d)\n- [A](#a)", "A\nB\nC\nD")
    assert found(check, text) == [("[A]", 'out of order: "A" comes first in the text')]
    right = page("- [A](#a)\n- [B](#b)\n- [C](#c)\n- [D](#d)", "A\nB\nC\nD")
    assert fix_all(check, StaleContents(), text) == right


@pytest.mark.parametrize(
    ("contents", "headings", "message"),
    [
        (
            DEEP.replace("  - [Video]", "- [Video]"),
            DEEP_TEXT,
            '"Video" is at the top level here, but under "Vision" in the text: move it there',
        ),
        (
            DEEP,
            "Vision\n>Image\nSpeech\n>Audio\n>Music\n>Video",
            '"Video" is under "Vision" here, but under "Speech" in the text: move it there',
        ),
        (
            "- [A](#a)\n- [B](#b)\n- [C](#c)\n  - [C2](#c2)",
            "A\nB\nC\nC2",
            '"C2" is under "C" here, but at the top level in the text: move it there',
        ),
        (
            "- [A](#a)\n- [C](#c)\n  - [C1](#c1)\n  - [C2](#c2)\n- [D](#d)",
            "A\nC\n>C1\nC2\nD",
            '"C2" is under "C" here, but at the top level in the text: move it there',
        ),
    ],
)
def test_a_line_nested_unlike_its_section(
    check: Check, contents: str, headings: str, message: str
) -> None:
    (finding,) = check(StaleContents(), page(contents, headings))
    assert finding.message == message
    assert finding.fix is None


def test_two_lines_whose_sections_moved_up_a_level(check: Check) -> None:
    others = "".join(f"- [S{n}](#s{n})\n" for n in range(9))
    contents = f"{others}- [C](#c)\n  - [C1](#c1)\n  - [C2](#c2)"
    headings = "\n".join(f"S{n}" for n in range(9)) + "\nC\nC1\nC2"
    assert [source for source, _ in found(check, page(contents, headings))] == ["[C1]", "[C2]"]


def test_a_short_contents_may_group_a_pair(check: Check) -> None:
    assert not check(StaleContents(), page("- [A](#a)\n  - [B](#b)\n- [C](#c)", "A\nB\nC"))


def test_a_link_to_the_section_of_the_same_name_elsewhere(check: Check) -> None:
    contents = DEEP.replace("Music](#music)", "Image](#image)")
    text = page(contents, "Vision\n>Image\n>Video\nSpeech\n>Audio\n>Image")
    (finding,) = check(StaleContents(), text)
    assert finding.message == (
        'links to "Image" on line 14, not to "Image" on line 22: use `#image-1`'
    )
    assert fixed(text, [finding]) == text.replace("Image](#image)\n\n", "Image](#image-1)\n\n")


@pytest.mark.parametrize(
    ("contents", "headings", "right"),
    [
        # Of three sections of one name, the second and the third line are copied from the first.
        (
            "- [A](#a)\n- [Z](#z)\n- [B](#b)\n- [Z](#z)\n- [C](#c)\n- [Z](#z)",
            "A\nZ\nB\nZ\nC\nZ",
            "- [A](#a)\n- [Z](#z)\n- [B](#b)\n- [Z](#z-1)\n- [C](#c)\n- [Z](#z-2)",
        ),
        # The last line is at the place of the second section, not in the subsection of the first.
        (
            "- [语音](#语音)\n- [图像](#图像)\n- [其他](#其他)",
            "语音\n>其他\n图像\n其他",
            "- [语音](#语音)\n- [图像](#图像)\n- [其他](#其他-1)",
        ),
        # Two lines under one.
        (
            "- [A](#a)\n  - [X](#x)\n  - [Other](#other)\n  - [Y](#y)\n  - [Other](#other)",
            "A\n>X\n>Other\n>Y\n>Other",
            "- [A](#a)\n  - [X](#x)\n  - [Other](#other)\n  - [Y](#y)\n  - [Other](#other-1)",
        ),
    ],
)
def test_lines_of_one_name_lead_to_the_sections_at_their_place(
    check: Check, contents: str, headings: str, right: str
) -> None:
    text = page(contents, headings)
    assert fixed(text, check(StaleContents(), text)) == text.replace(contents, right)


@pytest.mark.parametrize(
    ("contents", "headings"),
    [
        # All in one level, in the order of the text.
        ("- [A](#a)\n- [Other](#other)\n- [B](#b)\n- [Other](#other-1)", "A\n>Other\nB\nOther"),
        ("- [A](#a)\n- [B](#b)\n- [Other](#other-1)", "A\n>Other\nB\nOther"),
        ("- [A](#a)\n- [Other](#other)\n- [B](#b)\n- [C](#c)", "A\nOther\nB\n>Other\nC"),
    ],
)
def test_lines_of_one_name_that_are_right(check: Check, contents: str, headings: str) -> None:
    assert found(check, page(contents, headings)) == []


def test_no_fix_adds_a_second_line_of_one_name_under_one(check: Check) -> None:
    text = page("- [A](#a)\n- [Other](#other)\n- [B](#b)", "A\nOther\nB\nOther\nC")
    other, new = check(StaleContents(), text)
    assert other.fix is None
    assert fixed(text, [new]) == text.replace("(#b)", "(#b)\n- [C](#c)")


_MARK = '<a name="lm"></a>'


@pytest.mark.parametrize(
    "section",
    [
        f"{_MARK}\n\n## Language Models",
        f"{_MARK}\n\n---\n\n## Language Models",
        f"{_MARK}&nbsp;\n<!-- long -->\n\n## Language Models",
        f"## {_MARK}Language Models",
        f"## Language Models\n{_MARK}",
        f"## Language Models\n\n{_MARK}\n\nText.",
    ],
)
@pytest.mark.parametrize("label", ["Language Models", "LLMs"])
def test_a_line_that_leads_to_a_tag_beside_a_heading_lists_it(
    check: Check, section: str, label: str
) -> None:
    contents = f"{FLAT}\n- [{label}](#lm)"
    text = page(contents, "A one\nB two\nC three") + f"\n{section}\n"
    assert found(check, text) == []


def test_a_line_that_leads_to_a_tag_elsewhere_lists_the_section_of_its_name(check: Check) -> None:
    section = f"\nText.\n\n{_MARK}\n\nText between.\n\n## Language Models\n"
    text = page(f"{FLAT}\n- [{{}}](#lm)", "A one\nB two\nC three") + section
    assert found(check, text.format("Language Models")) == []
    assert [source for source, _ in found(check, text.format("Text"))] == ["Language Models"]


def test_a_new_line_leads_to_a_tag_where_the_others_do(check: Check) -> None:
    names = {"Alpha": "a", "Beta": "b", "Gamma": "g", "Delta": "d"}
    lines = [f"- [{name}](#{mark})" for name, mark in names.items()]
    headings = (f'<a name="{mark}"></a>\n\n## {name}\n' for name, mark in names.items())
    text = "\n".join(["# List\n", *lines[:-1], "", *headings, "## Epsilon\n"])
    last = "- [Delta](#d)\n- [Epsilon](#epsilon)"
    assert fix_all(check, StaleContents(), text) == text.replace(lines[2], f"{lines[2]}\n{last}")


def test_a_link_that_was_copied_and_not_changed(check: Check) -> None:
    text = page(FLAT.replace("#b-two", "#a-one"), "A one\nB two\nC three")
    (finding,) = check(StaleContents(), text)
    assert finding.message == (
        'links to "A one" on line 9, not to "B two" on line 11: use `#b-two`'
    )
    assert fixed(text, [finding]) == page(FLAT, "A one\nB two\nC three")


def test_a_duplicate_line(check: Check) -> None:
    text = page(f"{FLAT}\n- [A one](#a-one)", "A one\nB two\nC three")
    assert found(check, text) == [
        ("[A one]", '"A one" is in the table of contents twice: remove it here or on line 5')
    ]


def test_a_misspelt_line(check: Check) -> None:
    text = page("- [Framework](#frameworks)\n- [B](#b)\n- [C](#c)", "Frameworks\nB\nC")
    assert found(check, text) == [
        (
            "[Framework]",
            '"Framework" here, but "Frameworks" in the heading on line 9: make them the same',
        )
    ]


def both(text: str) -> list[tuple[str, str]]:
    """Return the findings of both rules that report links in the contents."""
    active = [
        ActiveRule("missing-anchor", MissingAnchor(), "error"),
        ActiveRule("stale-contents", StaleContents(), "warning"),
    ]
    known = {"missing-anchor", "stale-contents"}
    result = run_rules(parse(Source.from_text(text)), active, known=known)
    assert not result.crashes
    return [(each.rule, each.message) for each in result.findings]


def test_a_dangling_line_is_one_finding(check: Check) -> None:
    text = page(f"{FLAT}\n- [Gone](#gone)", "A one\nB two\nC three")
    assert found(check, text) == [("[Gone](#gone)", 'no section "Gone": remove this line')]
    message = (
        "no heading or HTML anchor `#gone` in this file: remove this line, or add the section"
    )
    assert both(text) == [("missing-anchor", message)]


def test_a_section_with_a_longer_name_is_one_finding() -> None:
    text = page(
        FLAT.replace("B two](#b-two", "Detection](#detection"),
        "A one\nDetection and more\nC three",
    )
    assert both(text) == [
        (
            "missing-anchor",
            'no heading `#detection`; probably renamed to "Detection and more": '
            "`#detection-and-more`",
        )
    ]


@pytest.mark.parametrize(
    "name", ["Large Language Model Papers", "Language Modelling", "Models of Language"]
)
def test_a_section_whose_name_shares_most_words_is_one_finding(check: Check, name: str) -> None:
    old = "[Language Models](#language-models)"
    text = page(FLAT.replace("[B two](#b-two)", old), f"A one\n{name}\nC three")
    assert [rule for rule, _ in both(text)] == ["missing-anchor"]
    (finding,) = check(MissingAnchor(), text)
    assert finding.fix is not None
    assert not finding.fix.safe
    new = f"[{name}](#{name.lower().replace(' ', '-')})"
    assert fixed(text, [finding]) == text.replace(old, new)


def test_numbers_of_sections_are_no_words_that_they_share() -> None:
    old = "[2.1.1 Trained Router](#211-trained-router)"
    headings = "A one\n2.1.1 Utility Methods\nC three"
    text = page(FLAT.replace("[B two](#b-two)", old), headings)
    assert [rule for rule, _ in both(text)] == ["missing-anchor", "stale-contents"]


@pytest.mark.parametrize("name", ["Image Models", "Text", "Speech Models and Language"])
def test_a_section_whose_name_shares_few_words_is_a_new_one(name: str) -> None:
    old = "[Language Models](#language-models)"
    headings = f"A one\nC three\n{name}" if "and" in name else f"A one\n{name}\nC three"
    text = page(FLAT.replace("[B two](#b-two)", old), headings)
    assert [rule for rule, _ in both(text)] == ["missing-anchor", "stale-contents"]


def test_a_misspelt_heading_is_listed_by_its_corrected_name() -> None:
    text = page(FLAT, "A one\nB two\nC three\nSelf-supervised Porjects")
    text = text.replace("\n\n## ", "\n\n- [Tool](https://tool.example) - Does it.\n\n## ")
    after = fix(text + "\n- [Oak](https://oak.example) - Grows.\n", unsafe=True).text
    assert "- [Self-supervised Projects](#self-supervised-projects)\n" in after
    assert "Porjects" not in after


def test_all_problems_are_found_at_once(check: Check) -> None:
    text = page(
        f"- [F](#f)\n{FLAT}\n- [D](#d)\n- [E](#e)\n- [Gone](#gone)\n- [New name](#g)",
        "A one\nB two\nC three\nD\nE\nF\nNew name\nG\nH",
    )
    assert len(found(check, text)) == 4


_ROWS = st.lists(st.tuples(st.sampled_from("ABCDEFGH"), st.integers(0, 2)), min_size=2, max_size=9)


@settings(max_examples=100, deadline=None)
@given(_ROWS, _ROWS, st.sampled_from(["-", "1.", "*"]), st.sampled_from([2, 3, 4]))
def test_fixing_ends_and_changes_nothing_but_the_contents(
    listed: list[tuple[str, int]], sections: list[tuple[str, int]], marker: str, indent: int
) -> None:
    rows = [f"{' ' * indent * depth}{marker} [{x}](#{x.lower()})" for x, depth in listed]
    headings = "\n".join(f"{'>' * depth}{x}" for x, depth in sections)
    text = page("\n".join(rows), headings)
    after = fix_all(run_rule, StaleContents(), text)
    body = text.index("\n##", text.index("## Contents") + 1)
    assert after.endswith(text[body:])
    assert after.startswith("# List\n\n## Contents\n\n")


def run_rule(rule: Rule, text: str) -> list[Finding]:
    active = [ActiveRule("stale-contents", rule, "warning")]
    result = run_rules(parse(Source.from_text(text)), active, known={"stale-contents"})
    assert not result.crashes
    return list(result.findings)


def test_sections_that_share_a_line_of_the_contents_are_listed(check: Check) -> None:
    lines = "- [Vision](#vision) | [Speech](#speech)\n- [Touch](#touch) · [Taste](#taste)"
    text = page(lines, "Vision\nSpeech\nTouch\nTaste")
    assert found(check, text) == []
    assert found(check, text + "\n## Smell\n") == [
        ("Smell", '"Smell" is missing from the table of contents on line 5')
    ]


_TWICE = """\
- [Courses](#courses)
  - [Deep](#deep)
- [Papers](#papers)
  - [Deep](#deep)
    - [Nets](#nets)
    - [Trees](#trees)
  - [Wide](#wide)

## Courses

<a name="deep"></a>
### Deep things

## Papers

<a name="deep"></a>
### Deep matters
#### Nets
#### Trees
### Wide
"""


def test_of_tags_with_one_name_a_line_means_the_one_in_its_section(check: Check) -> None:
    assert found(check, _TWICE) == []


def test_a_section_of_entries_about_contributions_is_missing(check: Check) -> None:
    text = page(FLAT, "A one\nB two\nC three\nContribution evaluation")
    text += "\n- [Kites](https://kites.example/) - Measure who gave what.\n"
    assert [source for source, _ in found(check, text)] == ["Contribution evaluation"]


def test_lines_below_one_that_is_around_all_of_them_are_in_order(check: Check) -> None:
    lines = "".join(
        f"  - [{name}](#{name.lower()})\n" for name in ("Apes", "Bees", "Dogs", "Cats")
    )
    text = page(f"- [My List](https://github.com/a/b)\n{lines}", "Apes\nBees\nCats\nDogs")
    assert [message for _, message in found(check, text)] == [
        'out of order: "Dogs" comes after "Cats" in the text'
    ]
    right = fix_all(check, StaleContents(), text)
    assert "[Bees](#bees)\n  - [Cats](#cats)\n  - [Dogs](#dogs)\n" in right
    # Of several groups each may have an order of its own.
    groups = text.replace("  - [Dogs]", "- Others\n  - [Dogs]")
    assert found(check, groups) == []
