"""Texts made to hurt: each is read, and the work grows no faster than the text.

Work is counted in steps of the interpreter, so that no test depends on a clock.
"""

from collections.abc import Callable
from functools import partial

import pytest

from awesomecheck import Document, Source, parse
from tests.document.fragments import read
from tests.work import calls, lines

Shape = Callable[[int], str]

SHAPES: dict[str, Shape] = {
    # Nesting.
    "quotes": lambda n: ">" * n + " a",
    "spaced quotes": lambda n: "> " * n + "a",
    "bullets": lambda n: "- " * n + "a",
    "numbers": lambda n: "1. " * n + "a",
    "quotes and bullets": lambda n: "> - " * n + "a",
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "nested links": lambda n: "[" * n + "a" + "](/u)" * n,
    "nested images": lambda n: "![" * n + "a" + "](/u)" * n,
    "nested emphasis": lambda n: "*a " * n + "b*" * n,
    "alternating emphasis": lambda n: "*_" * n + "a" + "_*" * n,
    "nested tags": lambda n: "<div>" * n + "a" + "</div>" * n,
    "nested details": lambda n: "<details>\n\n" * n,
    "nested footnotes": lambda n: "[^a]: " * n,
    # Texts that may be titles, citations or what names them.
    "ids without a space between": lambda n: "- Growing oaks" + ".doi:a" * n + " x",
    "dashes behind a title": lambda n: "- Growing oaks " + "—" * n + " x",
    "marks within a title": lambda n: (
        f"- Growing {'`oak` *elm* ' * n} tall [pdf](https://arxiv.org/abs/2001.00009) ICML 2020"
    ),
    # Openers that nothing closes, and closers that nothing opens.
    "opening brackets": lambda n: "[" * n,
    "closing brackets": lambda n: "]" * n,
    "brackets and parentheses": lambda n: "[a](" * n,
    "brackets and blanks": lambda n: "[a](b " * n,
    "brackets and angles": lambda n: "[a](<b" * n,
    "brackets and titles": lambda n: '[a](b "c' * n,
    "brackets over lines": lambda n: "[a\n" * n,
    "brackets and backslashes": lambda n: "[a](\\" * n,
    "image openers": lambda n: "![" * n,
    "opening stars": lambda n: "**a *b " * n,
    "stars": lambda n: "*" * n,
    "stars in words": lambda n: "a**b" * n,
    "tildes": lambda n: "~~a " * n,
    "backticks": lambda n: "`" * n,
    "backticks and words": lambda n: "`a `` " * n,
    "backtick runs": lambda n: " ".join("`" * length for length in range(1, int((2 * n) ** 0.5))),
    "angles": lambda n: "<a " * n,
    "attributes": lambda n: '<a b="' * n,
    "tags in a block": lambda n: "<div>\n" + '<img src="' * n,
    "tag names in a block": lambda n: "<div>\n" + "<a" * n,
    "blanks in a tag": lambda n: "<div>\n<img a" + " " * n + ">",
    "comments": lambda n: "<!--" * n,
    "comments in text": lambda n: "x <!--" * n,
    "instructions": lambda n: "x <?" * n,
    "declarations": lambda n: "x <!A " * n,
    "sections of data": lambda n: "x <![CDATA[" * n,
    "backslashes": lambda n: "\\" * n,
    "entities": lambda n: "&a" * n,
    "open anchors": lambda n: 'x <a href="/u">' * n,
    "open heading": lambda n: "<h2>\n\n" + "a\n\n" * n,
    "open headings": lambda n: "<h2>\n\n" * n,
    # References.
    "definitions": lambda n: "".join(f"[{i}]: /u\n" for i in range(n)),
    "one definition": lambda n: "[a]: /u\n" * n,
    "used definitions": lambda n: "".join(f"[{i}]\n\n[{i}]: /u\n\n" for i in range(n)),
    "half a definition": lambda n: "[a]:\n" * n,
    "label over lines": lambda n: "[" + "a\n" * n,
    "title over lines": lambda n: '[a]: /u "b\n' + "c\n" * n,
    "undefined references": lambda n: "[a][b]" * n,
    "defined references": lambda n: "[a][b]" * n + "\n\n[b]: /u\n",
    "footnotes": lambda n: "".join(f"[^{i}]: a\n" for i in range(n)),
    "footnote references": lambda n: "[^a]" * n + "\n\n[^a]: b\n",
    "open footnotes": lambda n: "[^" * n + "\n\n[^a]: b\n",
    # Tables.
    "columns": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|\n",
    "rows": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * n,
    "escaped pipes": lambda n: "|a|\n|-|\n|" + "\\|" * n + "|\n",
    "pipes": lambda n: "|" * n,
    "almost tables": lambda n: "|a|\n|-|-|\n" * n,
    # Lines.
    "words": lambda n: "word " * n,
    "lines": lambda n: "word\n" * n,
    "links in a line": lambda n: "[a](/u) " * n,
    "links in lines": lambda n: "[a](/u)\n" * n,
    "items": lambda n: "- a\n" * n,
    "nested items": lambda n: "- a\n  - b\n" * n,
    "items of two markers": lambda n: "- a\n* b\n" * n,
    "contents": lambda n: "".join(f"- [a](#{i})\n" for i in range(n)),
    "headings": lambda n: "# a\n" * n,
    "underlined headings": lambda n: "a\n=\n" * n,
    "hashes": lambda n: "# a" + " " * n + "#" * n + " b",
    "lazy quotes": lambda n: "> a\n" + "b\n" * n,
    "quotes apart": lambda n: "> a\n\n" * n,
    "fences": lambda n: "```\n" * n,
    "fences in items": lambda n: "- ```\n" * n,
    "blank lines": lambda n: " \n" * n,
    "odd blanks": lambda n: "\u00a0\n" * n,
    "carriage returns": lambda n: "\r" * n,
    "rulers": lambda n: "---\n" * n,
    # Bare URLs.
    "bare URLs": lambda n: "http://a.b " * n,
    "schemes": lambda n: "https://" * n,
    "almost domains": lambda n: "https://a._" * n,
    "parentheses of a URL": lambda n: "http://a.b/" + "(" * n + ")" * n,
    "punctuation of a URL": lambda n: "http://a.b/" + "?!)" * n,
    "entities of a URL": lambda n: "http://a.b/" + "&amp;" * n,
    "autolinks": lambda n: "<a:" * n,
    "addresses": lambda n: "<a@b" * n,
}


def read_all(text: str) -> None:
    document = parse(Source.from_text(text))
    for block in document.blocks:
        block.pieces()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_work_grows_with_the_text(shape: Shape) -> None:
    read("warm up: [a](/u)")
    once, twice = (lines(partial(read_all, shape(size))) for size in (500, 1000))
    assert twice < 2.2 * once + 3000


def test_a_line_of_five_megabytes() -> None:
    text = "word " * 1_000_000 + "[a](/u)"
    assert calls(partial(read_all, text)) < len(text) / 100
    (link,) = read(text).links
    assert link.span.start == 5_000_000


def test_a_word_of_five_megabytes() -> None:
    assert calls(partial(read_all, "a" * 5_000_000)) < 10_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " a",
        "> " * 10_000 + "a",
        "- " * 10_000 + "a",
        "1. " * 10_000 + "a",
        "".join("  " * (depth % 500) + "- a\n" for depth in range(10_000)),
        "[" * 10_000 + "a" + "](/u)" * 10_000,
        "![" * 10_000 + "a" + "](/u)" * 10_000,
        "*a " * 10_000 + "b*" * 10_000,
        "<div>" * 10_000 + "</div>" * 10_000,
        "<details>\n\n" * 10_000 + "</details>\n\n" * 10_000,
    ],
    ids=[
        "quotes",
        "spaced",
        "bullets",
        "numbers",
        "lines",
        "links",
        "images",
        "stars",
        "tags",
        "details",
    ],
)
def test_nesting_ten_thousand_deep(text: str) -> None:
    assert calls(partial(read_all, text)) < 60 * len(text)


def _definitions() -> str:
    return "[99999]\n\n" + "".join(f"[{number}]: /{number}\n" for number in range(100_000))


@pytest.mark.slow
def test_a_hundred_thousand_definitions() -> None:
    document: Document = read(_definitions())
    assert len(document.definitions) == 100_000
    assert [link.url for link in document.links] == ["/99999"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "]" * 100_000,
        "[]" * 100_000,
        "`" * 100_000,
        "`a " * 100_000,
        "*a " * 100_000,
        "<!--" * 100_000,
        "x <!-- " * 100_000,
        "|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + "|[b](/u)" * 10_000 + "|\n",
    ],
    ids=["[", "]", "[]", "`", "`a", "*a", "<!--", "x <!--", "columns"],
)
def test_a_hundred_thousand_of_a_kind(text: str) -> None:
    assert calls(partial(read_all, text)) < 60 * len(text)
