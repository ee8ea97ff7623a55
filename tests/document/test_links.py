"""Links and images: what each says, and where it stands."""

import pytest

from tests.document.fragments import read

PARTS = tuple[str, str, str, str]


def links(text: str) -> list[PARTS]:
    """Source, text, destination and source of the destination of each link."""
    document = read(text)
    return [
        (document.slice(link.span), link.text, link.url, document.slice(link.url_span))
        for link in document.links
    ]


@pytest.mark.parametrize(
    ("source", "shown", "url", "written"),
    [
        ("[a](/u)", "a", "/u", "/u"),
        ("[a]( /u )", "a", "/u", "/u"),
        ("[a](</u v>)", "a", "/u v", "/u v"),
        ("[a](<>)", "a", "", ""),
        ("[a]()", "a", "", ""),
        ("[](/u)", "", "/u", "/u"),
        ('[a](/u "title")', "a", "/u", "/u"),
        ("[a](/u 'title')", "a", "/u", "/u"),
        ("[a](/u (title))", "a", "/u", "/u"),
        ("[a](/u(v)w)", "a", "/u(v)w", "/u(v)w"),
        ("[a](/u\\)v)", "a", "/u)v", "/u\\)v"),
        ("[a](/u?a=1&amp;b=2)", "a", "/u?a=1&b=2", "/u?a=1&amp;b=2"),
        ("[a](/ü%20v)", "a", "/ü%20v", "/ü%20v"),
        ("[a\\]b](/u)", "a]b", "/u", "/u"),
        ("[a **b** `c`](/u)", "a b c", "/u", "/u"),
        ("[a [b] c](/u)", "a [b] c", "/u", "/u"),
        ("[CVPR'2022](/u)", "CVPR'2022", "/u", "/u"),
        ("[a\nb](/u)", "a b", "/u", "/u"),
        ("![a](/u)", "a", "/u", "/u"),
        ("![a *b*](/u)", "a b", "/u", "/u"),
        ("![](/u)", "", "/u", "/u"),
        ('![a](/u "title")', "a", "/u", "/u"),
        ("<https://a.b/c>", "https://a.b/c", "https://a.b/c", "https://a.b/c"),
        ("<me@a.b>", "me@a.b", "mailto:me@a.b", "me@a.b"),
        ("https://a.b/c", "https://a.b/c", "https://a.b/c", "https://a.b/c"),
        ("www.a.b/c", "www.a.b/c", "http://www.a.b/c", "www.a.b/c"),
        ('<a href="/u">a</a>', "a", "/u", "/u"),
        ("<a href='/u'>a</a>", "a", "/u", "/u"),
        ("<A HREF=/u>a</A>", "a", "/u", "/u"),
        ('<a class="x" href="/u?a&amp;b">a <b>b</b></a>', "a b", "/u?a&b", "/u?a&amp;b"),
        ('<img src="/u" alt="a">', "a", "/u", "/u"),
        ('<img alt="a" src="/u"/>', "a", "/u", "/u"),
    ],
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("text ", " text"),
        ("* ", "\n"),
        ("😀 é ", ""),
        ("\t- ", "\n- x"),
        ("> ", "\n"),
        ("# ", " #"),
        ("**", "**"),
        ("(", ")"),
        ("x\n", "\nx"),
    ],
)
def test_forms(before: str, after: str, source: str, shown: str, url: str, written: str) -> None:
    if before in ("# ", "> ") and "\n" in source:
        source = source.replace("\n", " ")
    if before == "\t- ":
        before = "- x\n\t- "
    assert links(before + source + after) == [(source, shown, url, written)]


@pytest.mark.parametrize(
    ("source", "shown", "image"),
    [
        ("[a][label]", "a", False),
        ("[a][LABEL]", "a", False),
        ("[label][]", "label", False),
        ("[Label]", "Label", False),
        ("![a][label]", "a", True),
        ("![label][]", "label", True),
        ("![label]", "label", True),
    ],
)
def test_references(source: str, shown: str, image: bool) -> None:
    document = read(f"x {source} y\n\n> [label]: </u> 'title'\n")
    (link,) = document.links
    assert document.slice(link.span) == source
    assert (link.text, link.url, link.form, link.image) == (shown, "/u", "reference", image)
    assert link.label == "LABEL"
    assert document.slice(link.url_span) == "/u"
    assert document.source.position(link.url_span.start).line == 3


def test_references_over_two_lines_of_a_quote() -> None:
    assert links("> [a][la\n> bel]\n\n[la bel]: /u\n") == [("[a][la\n> bel]", "a", "/u", "/u")]


def test_image_in_a_link() -> None:
    assert links("[![a](/i)](/u)") == [
        ("[![a](/i)](/u)", "a", "/u", "/u"),
        ("![a](/i)", "a", "/i", "/i"),
    ]
    assert links("[![a][i] b][u]\n\n[i]: /i\n[u]: /u\n") == [
        ("[![a][i] b][u]", "a b", "/u", "/u"),
        ("![a][i]", "a", "/i", "/i"),
    ]


def test_image_in_an_html_link() -> None:
    assert links('<p align="center">\n<a href="/u"><img src="/i" alt="a"></a>\n</p>\n') == [
        ('<a href="/u"><img src="/i" alt="a"></a>', "a", "/u", "/u"),
        ('<img src="/i" alt="a">', "a", "/i", "/i"),
    ]


def test_idioms_of_paper_lists() -> None:
    text = "[[CVPR'2022](/p)] [[code](/c)] [[page]](/w)\n"
    assert [source for source, *_ in links(text)] == [
        "[CVPR'2022](/p)",
        "[code](/c)",
        "[[page]](/w)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`[a](/u)`",
        "``[a](/u) ` <https://a.b>``",
        "```\n[a](/u)\nhttps://a.b\n```",
        "    [a](/u)",
        "- x\n\n      [a](/u)",
        "~~~ [a](/u)\n~~~",
        "<!-- [a](/u) <a href=x> -->",
        "<div>\n[a](/u) https://a.b\n</div>",
        "\\[a](/u)",
        "[a] (/u)",
        "[a](/u v)",
        "[a](/u",
        "<a name='x'>",
        "[a](javascript:alert(1))",
        "---\nurl: https://a.b\n---\n",
        "xhttps://a.b",
        "http://a_b.c/d",
        "Www.a.b",
        "[https://a.b/c]",  # nothing in open brackets is one, as on GitHub
        "[see https://a.b/c",
        "[^1](",
    ],
)
def test_no_links(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("(https://a.b/c)", "https://a.b/c"),
        ("(https://a.b/c_(d))", "https://a.b/c_(d)"),
        ("https://a.b/c, and", "https://a.b/c"),
        ("https://a.b/c?!.", "https://a.b/c"),
        ("https://a.b/c&amp;", "https://a.b/c"),
        ("https://a.b/c&d;e", "https://a.b/c&d;e"),
        ("**https://a.b/c**", "https://a.b/c"),
        ("https://a.b/c<br>", "https://a.b/c"),
        ("https://a.b.", "https://a.b"),
        ("HTTPS://A.B/c", "HTTPS://A.B/c"),
        ("https://a.b/c; and", "https://a.b/c"),
        ("https://a.b/c&word; and", "https://a.b/c"),
        ("https://a.b/c&w0; and", "https://a.b/c&w0"),
        ("[a] https://a.b/c]", "https://a.b/c]"),
        ("http://localhost:80/c", "http://localhost:80/c"),
        ("ftp://a.b/c", "ftp://a.b/c"),
        ("\\https://a.b/c", "https://a.b/c"),
        ("https://a.b/c[d]e", "https://a.b/c[d]e"),
    ],
)
def test_where_a_bare_url_ends(text: str, url: str) -> None:
    document = read(text)
    assert [link.url for link in document.links] == [url]
    assert document.slice(document.links[0].url_span) == url


def test_in_a_table() -> None:
    text = "| a | b |\n|---|---|\n| x \\| y [a \\| b](/u) | `\\|` <https://c.d> |\n> x\n"
    assert links(text) == [
        ("[a \\| b](/u)", "a | b", "/u", "/u"),
        ("<https://c.d>", "https://c.d", "https://c.d", "https://c.d"),
    ]


def test_in_nested_lists_and_quotes() -> None:
    text = "1. > - [a](/1)\n   >   text\n   >   [b](\n   >   /2)\n   > lazy\n[c](/3)\n"
    assert links(text) == [
        ("[a](/1)", "a", "/1", "/1"),
        ("[b](\n   >   /2)", "b", "/2", "/2"),
        ("[c](/3)", "c", "/3", "/3"),
    ]


def test_html_over_several_lines_of_a_quote() -> None:
    text = '> <p>\n> <a\n>   href="/u">a</a>\n> </p>\n'
    assert links(text) == [('<a\n>   href="/u">a</a>', "a", "/u", "/u")]


@pytest.mark.parametrize(
    ("attributes", "urls"),
    [
        ('href="a?b&copy=1&section=2"', ["a?b&copy=1&section=2"]),
        ('href="a?b&amp;copy=1&#38;c&lt;"', ["a?b&copy=1&c<"]),
        ("href='&copy'", ["©"]),
        ("title=it's href=a", ["a"]),
        ('title="a>b" href = a', ["a"]),
        ("title= href", []),
    ],
)
def test_attributes_are_read_as_browsers_do(attributes: str, urls: list[str]) -> None:
    document = read(f"<div>\n<a {attributes}>b</a>\n</div>\n")
    assert [link.url for link in document.links] == urls


def test_pictures() -> None:
    text = (
        '<picture>\n<source srcset="a.png, b,c.png 2x , https://a.b/d?e=1">\n'
        '<source srcset="f?a&amp;b">\n<img src=g.png>\n</picture>\n'
    )
    document = read(text)
    assert [link.url for link in document.links] == [
        "a.png",
        "b,c.png",
        "https://a.b/d?e=1",
        "f?a&b",
        "g.png",
    ]
    assert all(link.image and link.form == "html" for link in document.links)
    assert [document.slice(link.url_span) for link in document.links][1:4] == [
        "b,c.png",
        "https://a.b/d?e=1",
        "f?a&amp;b",
    ]


def test_html_link_that_is_not_closed() -> None:
    assert links('x <a href="/1">a <a href="/2">b</a>\n\nnext\n') == [
        ('<a href="/1">', "a", "/1", "/1"),
        ('<a href="/2">b</a>', "b", "/2", "/2"),
    ]


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_breaks_and_byte_order_marks(breaks: str, bom: str) -> None:
    raw = bom + f"# 😀 [a](/1){breaks}{breaks}text{breaks}[b](/2) and https://c.d"
    document = read(raw)
    assert [document.slice(link.span) for link in document.links] == [
        "[a](/1)",
        "[b](/2)",
        "https://c.d",
    ]
    for link in document.links:
        start, end = (document.source.to_raw(at) for at in (link.span.start, link.span.end))
        assert raw[start:end] == document.slice(link.span)
    positions = [document.source.position(link.span.start) for link in document.links]
    assert [(at.line, at.column) for at in positions] == [(1, 5), (4, 1), (4, 13)]
