"""The plain text that entries are read from."""

from hypothesis import given, settings
from hypothesis import strategies as st

from awesomecheck.document.entries._plain import marked_plain, simple_plain
from tests.document.fragments import any_text, read

_INLINE = [
    "[", "](u)", "[a](b_c)", "[**a**](b)", "*", "**", "**a**", "*a b*", "***", "`", "`c`", " ",
    "a", "é", "1", ".", ":", ",", "(", ")", "-", "“", "\u00a0", "\u3000", "€", "😀", "\u0301",
    "&", ";", "amp", "\\", "![i](j)", "www.a.b", "[r]", "- ", "| ", "\t", "!", "[^1]", "_",
]  # fmt: skip
one_line = st.lists(st.sampled_from(_INLINE), max_size=16).map("".join)


@settings(max_examples=1000)
@given(st.one_of(any_text, one_line))
def test_the_short_cut_says_what_the_tokens_say(text: str) -> None:
    document = read(text)
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        inside = [each for each in document.links if start <= each.span.start < end]
        simple = simple_plain(document.text, start, end, inside)
        assert simple in (None, marked_plain(block.runs(), document.text, block.span))
