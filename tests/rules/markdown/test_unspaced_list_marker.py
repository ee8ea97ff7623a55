"""List markers without a space after them."""

import pytest

from awesomecheck_rules.markdown.unspaced_list_marker import UnspacedListMarker
from tests.rules.conftest import Check, fixed

A, B, C = (f"[{name}](https://{name}.org) - Text." for name in "abc")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f"- {A}\n-{B}\n- {C}\n", f"- {A}\n- {B}\n- {C}\n"),
        (f"- {A}\n- {C}\n-{B}\n", f"- {A}\n- {C}\n- {B}\n"),
        (f"-{B}\n- {A}\n", f"- {B}\n- {A}\n"),
        (f"- {A}\n\n-{B}\n\n- {C}\n", f"- {A}\n\n- {B}\n\n- {C}\n"),
        (f"*   {A}\n*{B}\n", f"*   {A}\n*   {B}\n"),
        (f"- {A}\n-**{B}**\n", f"- {A}\n- **{B}**\n"),
        (f"- {A}\n  - {B}\n  -{C}\n", f"- {A}\n  - {B}\n  - {C}\n"),
        (f"- {A}\n  - {B}\n-{C}\n  - x\n", f"- {A}\n  - {B}\n- {C}\n  - x\n"),
        (f"- {A}\n-![i](i.png) {B}\n", f"- {A}\n- ![i](i.png) {B}\n"),
        (f"- {A}\n-**Net**: Ann Ash\n", f"- {A}\n- **Net**: Ann Ash\n"),
        (f"* {A}\n***{B}**: Ann Ash\n", f"* {A}\n* **{B}**: Ann Ash\n"),
        (f"* {A}\n*{B}, *Ann Ash*\n", f"* {A}\n* {B}, *Ann Ash*\n"),
        ("- A title. *Ann*\n-The title. *Bob*\n", "- A title. *Ann*\n- The title. *Bob*\n"),
    ],
)
def test_a_marker_without_a_space(check: Check, text: str, right: str) -> None:
    [finding] = check(UnspacedListMarker(), text)
    marker = text[finding.span.start : finding.span.end]
    assert finding.message == f"no space after `{marker}`: not rendered as a list item"
    assert fixed(text, [finding]) == right
    assert not check(UnspacedListMarker(), right)


@pytest.mark.parametrize(
    "text",
    [
        f"-{B}\n",  # no list
        f"* {A}\n*{B}*\n",  # emphasis
        f"* {A}\n*{B} and\nmore*\n",
        f"* {A}\n***b** and c*\n",
        f"* {A}\n***b***\n",
        f"* {A}\n-{B}\n",  # another marker
        f"- {A}\n  -{B}\n",  # another indent: the author of a quotation
        f"- {A}\n\nText.\n\n-{B}\n",  # not next to the list
        f"- {A}\n-b\n--{B}\n",  # no link
        f"- {A}\n\n```\n-{B}\n```\n",
        f"- {A}\n\n<!--\n-{B}\n-->\n",
        f"- {A}\n\n<p>\n-{B}\n</p>\n",
        f"> - {A}\n-{B}\n",
    ],
)
def test_lines_that_are_not_meant_as_items(check: Check, text: str) -> None:
    assert not check(UnspacedListMarker(), text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f"-{A}\n-{B}\n-{C}\n- x\n", f"- {A}\n- {B}\n- {C}\n- x\n"),
        (f"- <!--\n-{A}\nmore\n-{B}\n", f"- <!--\n- {A}\nmore\n- {B}\n"),
        (f"- <!-- x -->\n-{A}\n\n-{B}\n", f"- <!-- x -->\n- {A}\n\n- {B}\n"),
    ],
)
def test_lines_behind_each_other_are_found_at_once(check: Check, text: str, right: str) -> None:
    findings = check(UnspacedListMarker(), text)
    assert fixed(text, findings) == right
    assert len(findings) == text.count("-[")
    assert not check(UnspacedListMarker(), right)


def test_no_fix_nests_items_whose_lines_would_begin_others(check: Check) -> None:
    [finding] = check(UnspacedListMarker(), "- <!-- x -->\n-Mr 2\n   - two\n    7.\n")
    assert finding.fix is None
    [finding] = check(UnspacedListMarker(), "- <!-- x -->\n-Mr 2\n   - two\n   - three\n")
    assert finding.fix is not None


def test_crlf(check: Check) -> None:
    text = f"- {A}\r\n-{B}\r\n"
    normal = text.replace("\r\n", "\n")
    assert fixed(normal, check(UnspacedListMarker(), text)) == f"- {A}\n- {B}\n"
