"""Links to anchors that do not exist."""

import pytest

from awesomecheck import Source, parse
from awesomecheck_rules.anchors.missing_anchor import MissingAnchor
from tests.rules.conftest import Check, fixed


def found(check: Check, text: str) -> list[tuple[str, str]]:
    """Return the source and the message of each finding."""
    body = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return [
        (body[each.span.start : each.span.end], each.message)
        for each in check(MissingAnchor(), text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[a](#papers)\n\n## Papers\n",
        "[a](#papers-1)\n\n## Papers\n\n## Papers\n",
        "[a](#user-content-papers)\n\n## Papers\n",
        "[a](#%E8%AE%BA%E6%96%87) [b](#论文)\n\n## 论文\n",
        "[a](#️-tools) [b](#%EF%B8%8F-tools)\n\n## ⚙️ Tools\n",
        '[a](#x) [b](#y)\n\n<a name="x"></a>\n<div id="y"></div>\n',
        '[a](#x)\n\n<a name="user-content-x"></a>\n',
        '<a href="#papers">a</a>\n\n## Papers\n',
        "[a](#top) [b](#readme) [c](#) [d](#TOP) [e](#repo-content-pjax-container)\n",
        "[a](#title)\n\n<h1>Title</h1>\n",
        "[a](#under)\n\nUnder\n=====\n",
        "[a](#own)\n\n## Heading {#own}\n",
        "[a](#fn-1) [b](#user-content-fnref-note-2)\n\nA.[^1] B.[^note]\n\n[^1]: x\n[^note]: y\n",
        "[a](#/route) [b](#L10) [c](#:~:text=x)\n",
        "`[a](#none)`\n\n    [a](#none)\n\n<!-- [a](#none) -->\n",
        "![a](#none)\n",
        "[a](other.md#none) [b](https://a.example/#none)\n",
        "- > ## Quoted\n\n[a](#quoted)\n",
    ],
)
def test_anchors_that_exist(check: Check, text: str) -> None:
    assert check(MissingAnchor(), text) == []


def test_an_anchor_that_does_not_exist(check: Check) -> None:
    text = "# List\n\n* see [the end](#end) and <a href='#finish'>so on</a>\n"
    assert found(check, text) == [
        ("#end", "no heading or HTML anchor `#end` in this file: correct the link"),
        (
            "#finish",
            "no heading or HTML anchor `#finish` in this file: correct the link",
        ),
    ]
    findings = check(MissingAnchor(), text)
    assert [each.severity for each in findings] == ["error", "error"]
    assert [each.url for each in findings] == ["#end", "#finish"]
    assert fixed(text, findings) == text


@pytest.mark.parametrize(
    ("link", "heading", "url"),
    [
        ("[a](#object_detection)", "## Object Detection", "#object-detection"),
        ("[a](#c-and-c++)", "## C and C++", "#c-and-c"),
        ("[a](#data-ingestion-etl)", "## Data Ingestion / ETL", "#data-ingestion--etl"),
        ("[a](#books)", "## 📚 Books", "#-books"),
        ("[a](#-tools)", "## ⚙️ Tools", "#%EF%B8%8F-tools"),
        ("[a](#roq-prover)", "## Rocq Prover", "#rocq-prover"),
        ("[a](#survye)", "## Survey", "#survey"),
        ("[Vulnerabilities/Bugs](#bugs)", "## Vulnerabilities/Bugs", "#vulnerabilitiesbugs"),
        ("[Papers](#papers-1)", "## Papers", "#papers"),
        ("[a](#own_name)", '<a name="own-name"></a>', "#own-name"),
        ('<a href="#object_detection">a</a>', "## Object Detection", "#object-detection"),
        ("[a][x]\n\n[x]: #object_detection", "## Object Detection", "#object-detection"),
        ("[a](<#object detection>)", "## Object Detection", "#object-detection"),
    ],
)
def test_the_one_similar_anchor_is_the_fix(
    check: Check, link: str, heading: str, url: str
) -> None:
    text = f"{link}\n\n## Other\n\n{heading}\n"
    (finding,) = check(MissingAnchor(), text)
    assert url.replace("%EF%B8%8F", "\ufe0f") in finding.message
    assert finding.fix is not None
    assert finding.fix.safe
    right = fixed(text, [finding])
    assert right == text.replace(text[finding.span.start : finding.span.end], url)
    assert check(MissingAnchor(), right) == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](#sectoin)\n\n## Section A\n\n## Section B\n",
        "[a](#a_b)\n\n## A / B\n\n## A B\n",
        "[a](#testing)\n\n## Nesting\n\n## Resting\n",
        "[part two](#part-two-2)\n\n## Part two 1\n",
        "[a](#cat)\n\n## Cats\n",
        "[here](#---)\n\n## Here it is\n",
        "[a](#others)\n\n## Papers\n\n##\n",
    ],
)
def test_no_fix_where_none_or_several_are_similar(check: Check, text: str) -> None:
    (finding,) = check(MissingAnchor(), text)
    assert finding.fix is None


def test_an_anchor_in_the_wrong_case_is_a_warning(check: Check) -> None:
    text = "[a](#Object-Detection)\n\n## Object Detection\n"
    (finding,) = check(MissingAnchor(), text)
    assert finding.severity == "warning"
    assert finding.message == (
        "no heading `#Object-Detection`: use `#object-detection` (only GitHub ignores case)"
    )
    assert fixed(text, [finding]) == "[a](#object-detection)\n\n## Object Detection\n"


def test_a_name_in_upper_case_is_not_found_by_a_link_in_lower_case(check: Check) -> None:
    text = '[a](#mae)\n\n<a name="MAE"></a>\n'
    (finding,) = check(MissingAnchor(), text)
    assert finding.severity == "error"
    assert finding.message == "no heading `#mae`; an HTML tag has the anchor `#MAE`"
    assert fixed(text, [finding]) == '[a](#MAE)\n\n<a name="MAE"></a>\n'


def test_a_definition_used_often_is_reported_once(check: Check) -> None:
    text = "[up][top] [up][top] [up][top]\n\n[top]: #contens\n\n## Contents\n"
    (finding,) = check(MissingAnchor(), text)
    assert text[finding.span.start : finding.span.end] == "#contens"
    assert fixed(text, [finding]).count("#contents") == 1


def test_in_tables_lists_and_crlf(check: Check) -> None:
    text = "\ufeff| A |\r\n|---|\r\n| [a](#x) |\r\n\r\n> - [b](#y)\r\n"
    assert [source for source, _ in found(check, text)] == ["#x", "#y"]


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("list.md#nowhere", None),
        ("./list.md#tools_", "./list.md#tools"),
        ("list.md#Tools", "list.md#tools"),
    ],
)
def test_a_link_that_names_its_own_file(url: str, right: str | None) -> None:
    text = f"[a]({url})\n\n## Tools\n"
    [problem] = MissingAnchor().check(parse(Source.from_text(text, "docs/list.md")))
    assert text[problem.span.start : problem.span.end] == url
    edits = [edit.text for edit in problem.fix.edits] if problem.fix else [None]
    assert edits == [right]


@pytest.mark.parametrize(
    "url",
    [
        "list.md#tools",
        "./list.md#L12",
        "list.md",
        "other.md#nowhere",
        "docs/list.md#nowhere",
        "../list.md#nowhere",
        "List.md#nowhere",
        "https://a.org/list.md#nowhere",
    ],
)
def test_a_link_to_another_file_or_to_an_anchor_that_exists(url: str) -> None:
    document = parse(Source.from_text(f"[a]({url})\n\n## Tools\n", "docs/list.md"))
    assert not list(MissingAnchor().check(document))


@pytest.mark.parametrize(
    ("heading", "fragment", "is_its_own"),
    [
        ("Survey Papers", "content", False),
        ("Methods", "back-to-contents", False),
        ("论文", "目录", False),
        ("Survey Papers", "survey", True),
        ("CNN-based Models", "cnn-models", True),
    ],
)
def test_a_heading_may_lead_back_to_the_contents(
    check: Check, heading: str, fragment: str, is_its_own: bool
) -> None:
    [(_, message)] = found(check, f"# List\n\n## [{heading}](#{fragment})\n")
    assert message.startswith(f"no heading `#{fragment}`") == is_its_own


_CONTENTS = """\
# Quantum Kernels

- [RGB Detection](#rgb-detection)
- [Pose](#pose)
{line}

## RGB Detection

## Pose

## Survey

Some use RGBD input, too.
"""


@pytest.mark.parametrize(
    "line",
    [
        "- [Quantum Kernels](#q-kernels)",
        "- [Quantum Kernels](#quantum_kernels)",
        "- [RGBD Detection](#rgbd-detection)",
        "- [Pose](#pose-1)",
    ],
)
def test_a_line_means_neither_the_title_nor_a_section_that_has_one(
    check: Check, line: str
) -> None:
    text = _CONTENTS.format(line=line)
    (finding,) = check(MissingAnchor(), text)
    assert finding.fix is None
    assert finding.message.endswith(" in this file: remove this line, or add the section")


def test_a_section_without_a_line_of_its_own_may_still_be_another(check: Check) -> None:
    text = _CONTENTS.format(line="- [RGBD Detection](#rgbd-detection)")
    text = text.replace("- [RGB Detection](#rgb-detection)\n", "- [Survey](#survey)\n")
    (finding,) = check(MissingAnchor(), text)
    assert finding.fix is None


@pytest.mark.parametrize(
    ("text", "right"),
    [
        # Nothing else in the list says `Surveq`: it is a typing error.
        (_CONTENTS.format(line="- [Surveq](#surveq)"), "#survey"),
        # Another form of one word.
        (_CONTENTS.format(line="- [Surveys](#surveys)") + "\nBoth are surveys.\n", "#survey"),
        # A link that is no line of the contents may lead to what has one.
        (_CONTENTS.format(line="\n[Poses](#pose_) of all"), "#pose"),
        (_CONTENTS.format(line="\n[back to the top](#quantum_kernels)"), "#quantum-kernels"),
    ],
)
def test_what_a_wrong_anchor_can_mean(check: Check, text: str, right: str) -> None:
    (finding,) = check(MissingAnchor(), text)
    assert finding.fix is not None
    assert finding.fix.safe
    assert [edit.text for edit in finding.fix.edits] == [right]


def test_the_first_line_may_be_the_title_with_the_sections_below(check: Check) -> None:
    text = "# My List\n\n- [My List](#my_list)\n  - [A](#a)\n  - [B](#b)\n\n## A\n\n## B\n"
    (finding,) = check(MissingAnchor(), text)
    assert finding.fix is not None


def test_many_links_to_one_missing_anchor_are_one_finding(check: Check) -> None:
    text = "".join(f"## Part {n}\n\n[up](#content)\n\n" for n in "abc")
    (finding,) = check(MissingAnchor(), text)
    assert finding.message == (
        "no heading or HTML anchor `#content` in this file, but lines 3, 7 and 1 more link"
        " to it: add the anchor or correct them"
    )
    assert [text.count("\n", 0, each.span.start) + 1 for each in finding.also] == [7, 11]
    two = text.replace("[up](#content)", "", 1)
    assert len(check(MissingAnchor(), two)) == 2
