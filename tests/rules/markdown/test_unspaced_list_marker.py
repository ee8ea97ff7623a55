"""List items without a blank after their marker."""

import pytest

from awesomecheck_rules.markdown.unspaced_list_marker import UnspacedListMarker
from tests.rules.conftest import Check, fixed

A, B, C = (f"[{name}](https://{name}.org) - Text." for name in "abc")


@pytest.mark.parametrize(
    ("text", "mended"),
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
    ],
)
def test_an_item_without_a_blank(check: Check, text: str, mended: str) -> None:
    [finding] = check(UnspacedListMarker(), text)
    marker = text[finding.span.start : finding.span.end]
    assert finding.message == f"no blank after `{marker}`: Markdown takes this for no item"
    assert fixed(text, [finding]) == mended
    assert not check(UnspacedListMarker(), mended)


@pytest.mark.parametrize(
    "text",
    [
        f"-{B}\n",  # no list
        f"* {A}\n*{B}*\n",  # emphasis
        f"* {A}\n*{B} and\nmore*\n",
        f"* {A}\n-{B}\n",  # another marker
        f"- {A}\n  -{B}\n",  # another indent: whom a quotation is by
        f"- {A}\n\nText.\n\n-{B}\n",  # not beside the list
        f"- {A}\n-b\n--{B}\n",  # no link
        f"- {A}\n\n```\n-{B}\n```\n",
        f"- {A}\n\n<!--\n-{B}\n-->\n",
        f"- {A}\n\n<p>\n-{B}\n</p>\n",
        f"> - {A}\n-{B}\n",
    ],
)
def test_what_is_no_item(check: Check, text: str) -> None:
    assert not check(UnspacedListMarker(), text)


def test_crlf(check: Check) -> None:
    text = f"- {A}\r\n-{B}\r\n"
    normal = text.replace("\r\n", "\n")
    assert fixed(normal, check(UnspacedListMarker(), text)) == f"- {A}\n- {B}\n"
