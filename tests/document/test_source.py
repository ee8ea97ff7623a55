"""The text of a file: decoding, line breaks and places."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, UserError

raw_texts = st.text(st.sampled_from("a\n\r😀\t\ufeff"), max_size=30)


@given(raw_texts)
def test_offsets_lead_back_to_the_file(raw: str) -> None:
    source = Source.from_text(raw)
    assert "\r" not in source.text
    for offset, character in enumerate(source.text):
        written = raw[source.to_raw(offset)]
        assert written == character or (character == "\n" and written == "\r")
    offsets = [source.to_raw(offset) for offset in range(len(source.text) + 1)]
    assert offsets == sorted(set(offsets))
    assert offsets[-1] == len(raw)


@given(raw_texts)
def test_nothing_but_line_breaks_and_the_mark_is_lost(raw: str) -> None:
    source = Source.from_text(raw)
    expected = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert source.text == expected
    assert Source.from_bytes(raw.encode(), "x").text == expected


@given(raw_texts)
def test_positions_count_lines_and_characters(raw: str) -> None:
    source = Source.from_text(raw)
    lines = source.text.split("\n")
    for offset in range(len(source.text) + 1):
        position = source.position(offset)
        before = source.text[:offset].split("\n")
        assert (position.line, position.column) == (len(before), len(before[-1]) + 1)
        assert source.line_at(offset) == lines[position.line - 1]
        start, end = source.line_span(position.line)
        assert source.text[start:end] == lines[position.line - 1]


@pytest.mark.parametrize(
    ("raw", "newline"),
    [
        ("", "\n"),
        ("a\nb\n", "\n"),
        ("a\r\nb\r\n", "\r\n"),
        ("a\r\nb\n", "\n"),
        ("a\r\nb\r\nc\n", "\r\n"),
    ],
)
def test_the_line_break_of_most_lines(raw: str, newline: str) -> None:
    assert Source.from_text(raw).newline == newline


def test_what_is_not_utf_8_is_named_by_its_offset() -> None:
    with pytest.raises(UserError, match=r"x\.md:2: not UTF-8: byte 0xe9 at offset 6") as caught:
        Source.from_bytes(b"ab\ncaf\xe9\n", "x.md")
    assert caught.value.hint == "save the file as UTF-8"


def test_a_file_that_no_list_would_be() -> None:
    with pytest.raises(UserError, match=r"x\.md: 50 MB are more than any list has"):
        Source.from_bytes(bytes(50 * 1024 * 1024), "x.md")
