"""Patterns that are compiled at first use are like those of `re`."""

import re

from awesomecheck import regex


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    word = regex(r"(?P<word>[a-z]+)", re.IGNORECASE)
    assert [match["word"] for match in word.finditer("One two")] == ["One", "two"]
    assert word.sub("x", "One two") == "x x"
    assert word.groupindex == {"word": 1}
    assert regex(rb"\d").search(b"a1") is not None


def test_an_expression_is_made_of_others_without_compiling_them() -> None:
    unfinished = regex("(")
    assert regex(rf"\{unfinished.pattern}").fullmatch("(")
