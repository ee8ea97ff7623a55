"""List markers unlike the others."""

import pytest

from awesomecheck_rules.markdown.mixed_list_marker import MixedListMarker
from tests.rules.conftest import Check, fixed


@pytest.mark.parametrize(
    "text",
    [
        "* a\n* b\n",
        "- a\n  * b\n    + c\n- d\n  * e\n",
        # As many of one as of the other.
        "* a\n- b\n",
        "* a\n* b\n\n- c\n- d\n",
        # Separated on purpose.
        "* a\n* b\n* c\n\ntext\n\n- d\n",
        "* a\n* b\n* c\n* d\n\n<!-- -->\n\n- e\n",
        "- a\n- b\n- c\n- d\n\n1. e\n2. f\n",
        "> * a\n> * b\n> * c\n\n- d\n",
        # Meant as nested: that is about its indentation.
        "+ a\n - b\n+ c\n+ d\n+ e\n",
        # A marker of its own for a section of another kind.
        "# A\n## B\n* b\n* b\n* b\n* b\n* b\n## C\n* b\n* b\n* b\n## Related\n- x\n- y\n",
        "```\n* a\n* b\n* c\n- d\n```\n",
    ],
)
def test_consistent_markers(check: Check, text: str) -> None:
    assert check(MixedListMarker(), text) == []


def test_in_the_middle_of_a_list(check: Check) -> None:
    text = "* a\n* b\n- c\n  - nested\n- d\n* e\n* f\n* g\n* h\n* i\n"
    (finding,) = findings = check(MixedListMarker(), text)
    assert (finding.span.start, finding.span.end) == (8, 9)
    assert finding.message == "`-` starts a new list here: use `*` like the items around it"
    assert fixed(text, findings) == "* a\n* b\n* c\n  - nested\n* d\n* e\n* f\n* g\n* h\n* i\n"


def test_no_fix_where_joining_would_loosen_the_list(check: Check) -> None:
    (finding,) = check(MixedListMarker(), "* a\n* b\n* c\n* d\n\n- e\n")
    assert finding.fix is None


@pytest.mark.parametrize("odd", ["+ - -", "+"])
def test_no_fix_where_an_item_would_become_something_else(check: Check, odd: str) -> None:
    (finding,) = check(MixedListMarker(), f"- a\n- b\n- c\n- d\n{odd}\n")
    assert finding.fix is None


def test_a_close_count_is_decided_by_the_whole_document(check: Check) -> None:
    other = "# A\n" + "- x\n" * 20 + "\n# B\n"
    text = other + "* a\n* b\n* c\n- d\n"
    (finding,) = check(MixedListMarker(), text)
    assert text[finding.span.start :].startswith("* a")


def test_lists_nested_in_one_list(check: Check) -> None:
    text = "".join(f"* {n}\n  {'+' if n == 3 else '-'} x\n" for n in range(6))
    (finding,) = findings = check(MixedListMarker(), text)
    assert text[finding.span.start : finding.span.end] == "+"
    assert finding.message == "list marker `+`: use `-` like 5 of 6 similar lists"
    assert fixed(text, findings) == text.replace("+", "-")


def test_lists_of_sibling_sections(check: Check) -> None:
    text = "# A\n" + "".join(f"## {n}\n{'-' if n == 5 else '*'} x\n" for n in range(12))
    (finding,) = findings = check(MixedListMarker(), text)
    assert finding.message == "list marker `-`: use `*` like 11 of 12 similar lists"
    assert fixed(text, findings) == text.replace("-", "*")


def test_a_table_of_contents_may_have_its_own_marker(check: Check) -> None:
    contents = "".join(f"- [{n}](#{n})\n" for n in range(1, 12))
    sections = "".join(f"## {n}\n* x\n" for n in range(1, 12))
    assert check(MixedListMarker(), f"# A\n## Contents\n{contents}\n{sections}") == []
