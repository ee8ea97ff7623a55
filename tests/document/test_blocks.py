"""Headings, sections, items, tables, comments, definitions, front matter, footnotes, code."""

import pytest

from awesomecheck import Document
from tests.document.fragments import cut, read


def headings(document: Document) -> list[tuple[int, str, str, str, bool]]:
    return [
        (
            each.level,
            each.text,
            document.slice(each.span),
            document.slice(each.text_span),
            each.top_level,
        )
        for each in document.headings
    ]


@pytest.mark.parametrize(
    ("text", "level", "shown", "span", "text_span"),
    [
        ("# A\n", 1, "A", "# A", "A"),
        ("### A ###\n", 3, "A", "### A ###", "A"),
        ("  ##   A b  \n", 2, "A b", "##   A b", "A b"),
        ("#\tA\n", 1, "A", "#\tA", "A"),
        ("# A #b\n", 1, "A #b", "# A #b", "A #b"),
        ("# [A](/u) `b`\n", 1, "A b", "# [A](/u) `b`", "[A](/u) `b`"),
        ("A\n===\n", 1, "A", "A\n===", "A"),
        ("A\nb\n---\n", 2, "A b", "A\nb\n---", "A\nb"),
        ("<h2>A <b>b</b></h2>\n", 2, "A b", "<h2>A <b>b</b></h2>", "A <b>b</b>"),
        (
            '<h1 align="center">\n  A\n</h1>\n',
            1,
            "A",
            '<h1 align="center">\n  A\n</h1>',
            "\n  A\n",
        ),
        (
            "<h2>\n\nA [b](/u)\n\n</h2>\n",
            2,
            "A b",
            "<h2>\n\nA [b](/u)\n\n</h2>",
            "\n\nA [b](/u)\n\n",
        ),
        ("<h2>A\n\n<b></b></h2>\n", 2, "A", "<h2>A\n\n<b></b></h2>", "A\n\n<b></b>"),
        ("<a id='x'></a><h2>A b</h2>\n", 2, "A b", "<h2>A b</h2>", "A b"),
        ("<h2>A&amp;b&eacute;</h2>\n", 2, "A&bé", "<h2>A&amp;b&eacute;</h2>", "A&amp;b&eacute;"),
    ],
)
def test_headings(text: str, level: int, shown: str, span: str, text_span: str) -> None:
    assert headings(read("x\n\n" + text)) == [(level, shown, span, text_span, True)]


def test_headings_inside_other_blocks_are_not_on_the_top_level() -> None:
    document = read("# A\n> # B\n\n- # C\n\n[^1]: # D\n\n<details>\n\n# E\n\n</details>\n")
    assert [(each.text, each.top_level) for each in document.headings] == [
        ("A", True),
        ("B", False),
        ("C", False),
        ("D", False),
        ("E", True),
    ]


def test_sections_are_a_tree() -> None:
    document = read("intro\n# A\n## B\n#### C\n## D\n> # quoted\n# E\n")
    assert [section.path for section in document.sections] == [
        (),
        ("A",),
        ("A", "B"),
        ("A", "B", "C"),
        ("A", "D"),
        ("E",),
    ]
    assert cut(document, [section.span for section in document.sections])[1:] == [
        "# A\n## B\n#### C\n## D\n> # quoted\n",
        "## B\n#### C\n",
        "#### C\n",
        "## D\n> # quoted\n",
        "# E\n",
    ]
    assert cut(document, [section.own for section in document.sections]) == [
        "intro\n",
        "# A\n",
        "## B\n",
        "#### C\n",
        "## D\n> # quoted\n",
        "# E\n",
    ]
    assert document.section_at(0).path == ()
    assert document.section_at(document.text.index("quoted")).path == ("A", "D")
    assert document.section_at(len(document.text)).path == ("E",)


def test_items() -> None:
    text = "- a\n  more\n  * b\n\n    c\n- [ ] d\n+ e\n\n1) f\n   2. g\n> - h\n"
    document = read(text)
    assert [
        (document.slice(item.span), item.marker, item.ordered, item.indent, item.depth)
        for item in document.items
    ] == [
        ("- a\n  more\n  * b\n\n    c", "-", False, 0, 0),
        ("* b\n\n    c", "*", False, 2, 1),
        ("- [ ] d", "-", False, 0, 0),
        ("+ e", "+", False, 0, 0),
        ("1) f\n   2. g", "1)", True, 0, 0),
        ("- h", "-", False, 2, 0),
    ]
    assert [item.parent for item in document.items] == [None, 0, None, None, None, None]
    assert [item.list_id for item in document.items] == [1, 2, 1, 3, 4, 5]
    assert [item.task for item in document.items] == [False, False, True, False, False, False]
    assert [item.quoted for item in document.items] == [False] * 5 + [True]
    assert [text[item.content] for item in document.items] == ["a", "b", "[", "e", "f", "h"]


def test_the_rest_of_a_line_after_a_task_box_is_text() -> None:
    document = read("- [ ] # a\n- [x] 1. b\n- [X] > c\n  # d\n- - [ ] e\n- [ ]\n\n> - [ ] f\n")
    assert [item.task for item in document.items] == [True, True, True] + [False] * 4
    assert [heading.text for heading in document.headings] == ["d"]
    shown = [document.slice(block.span) for block in document.blocks]
    assert shown == ["# a", "1. b", "> c", "d", "[ ] e", "[ ]", "[ ] f"]


def test_a_task_may_go_on() -> None:
    document = read("- [ ] [a](/a)\n  [b](/b)\n\n  [c](/c)\n- d\n")
    assert [link.url for link in document.links] == ["/a", "/b", "/c"]
    assert [block.item for block in document.blocks] == [0, 0, 1]


def test_items_indented_with_tabs() -> None:
    document = read("-\ta\n\t-\tb\n\n-\n  c\n")
    assert [(item.indent, item.depth) for item in document.items] == [(0, 0), (4, 1), (0, 0)]
    assert [document.text[item.content] for item in document.items] == ["a", "b", "\n"]


def test_deeply_nested_items_are_read() -> None:
    document = read("".join("  " * depth + f"- [{depth}](/{depth})\n" for depth in range(30)))
    assert [item.depth for item in document.items] == list(range(30))
    assert len(document.links) == 30


def test_tables() -> None:
    text = "- x\n\n  | a | b |\n  |:--|--:|\n  | 1 \\| 2 | `3` | 4 |\n  5\n\ny | z\n-|-\n | \n"
    document = read(text)
    first, second = document.tables
    assert document.slice(first.span) == text[text.index("| a") : text.index("\n\ny")]
    assert first.columns == 2
    assert [cut(document, list(row.cells)) for row in first.rows] == [
        ["a", "b"],
        ["1 \\| 2", "`3`", "4"],
        ["5"],
    ]
    assert [document.slice(row.span) for row in second.rows] == ["y | z", "|"]
    cells = [document.slice(block.span) for block in document.blocks if block.kind == "cell"]
    assert cells == ["a", "b", "1 \\| 2", "`3`", "5", "y", "z"]


def test_a_table_row_of_no_cells() -> None:
    document = read("| a | b |\n| - | - |\n|\n| [x](/u) |\n")
    assert [link.url for link in document.links] == ["/u"]


def test_comments() -> None:
    text = "<!-- a -->\n\nx <!--b--> y\n\n> <!-- c\n> d -->\n\n`<!-- code -->`\n\n<!-- open\n"
    document = read(text)
    assert [comment.text for comment in document.comments] == [" a ", "b", " c\nd ", " open\n"]
    assert cut(document, [comment.span for comment in document.comments])[:3] == [
        "<!-- a -->",
        "<!--b-->",
        "<!-- c\n> d -->",
    ]


def test_anchors() -> None:
    document = read('<a name="x"></a>\n\ntext <span id=\'y\'>\n\n`<a id="z">`\n')
    assert [anchor.name for anchor in document.anchors] == ["x", "y"]
    assert cut(document, [anchor.span for anchor in document.anchors]) == [
        '<a name="x">',
        "<span id='y'>",
    ]


def test_definitions() -> None:
    text = "[a]: /1\n[A]: </2 x>\n   'title'\n\n> [b c]:\n> /3\n\n- [d]: /4\n\n[a] [d]\n"
    document = read(text)
    assert [
        (each.label, each.url, document.slice(each.span), document.slice(each.url_span))
        for each in document.definitions
    ] == [
        ("A", "/1", "[a]: /1", "/1"),
        ("A", "/2 x", "[A]: </2 x>\n   'title'", "/2 x"),
        ("B C", "/3", "[b c]:\n> /3", "/3"),
        ("D", "/4", "[d]: /4", "/4"),
    ]
    assert [each.used for each in document.definitions] == [True, False, False, True]
    assert [each.overridden for each in document.definitions] == [False, True, False, False]


def test_footnotes() -> None:
    text = "a[^1] [^x]\n\n[^1]: one\n    [two](/2)\n\n- [^y]: z\n\n`[^y]`\n"
    document = read(text)
    assert [(each.label, each.used) for each in document.footnotes] == [("1", True), ("y", False)]
    assert cut(document, [each.span for each in document.footnotes]) == [
        "[^1]: one\n    [two](/2)",
        "[^y]: z",
    ]
    assert [link.url for link in document.links] == ["/2"]


def test_front_matter() -> None:
    document = read("---\ntitle: '[a](/u)'\n---\n\n# A\n")
    assert document.front_matter is not None
    assert document.slice(document.front_matter) == "---\ntitle: '[a](/u)'\n---"
    assert not document.links
    assert [heading.text for heading in document.headings] == ["A"]
    assert read("# A\n\n---\nx: y\n---\n").front_matter is None


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n# A\n\n---\n",
        "---\n\n# A\n\n- [a](/u): b\n\n---\n",
        "---\n- a: b\n---\n",
        "---\nt: x\n",
        "---\n---\n",
        "---\nt: x\nwords\n---\n",
    ],
)
def test_no_front_matter_without_keys(text: str) -> None:
    assert read(text).front_matter is None


@pytest.mark.parametrize(
    "text",
    [
        "---\nt: x\n\n# a comment\nlist:\n- a\n  b\n'c d': {\n}\n---\n",
        "---\n# a comment\nt:\n...\n",
    ],
)
def test_front_matter_of_several_lines(text: str) -> None:
    document = read(f"{text}# A\n")
    assert [heading.text for heading in document.headings] == ["A"]
    assert document.front_matter is not None


def test_a_formula_has_no_links() -> None:
    document = read("a\n\n$$\n[b](c) # d\n$$\n\n$$ [e](f)\n\n$$\n[g](h)\n\n$$\n")
    assert [link.url for link in document.links] == ["f", "h"]
    assert cut(document, list(document.code)) == ["$$\n[b](c) # d\n$$"]


def test_code_and_html_blocks() -> None:
    text = "```py\n# a\n```  \n\n    b\n\n- c\n\n  ~~~\n  d\n\n<div>\n<b>\n</div>\n\ne `f`\n"
    document = read(text)
    assert cut(document, list(document.code)) == ["```py\n# a\n```  ", "    b", "  ~~~\n  d\n"]
    assert cut(document, list(document.html)) == ["<div>\n<b>\n</div>"]
    for inside in ("# a", "    b", "d\n"):
        assert document.in_code(text.index(inside))
    for outside in ("c", "e `f`", "<b>"):
        assert not document.in_code(text.index(outside))
    assert document.in_html(text.index("<b>"))
    assert not document.in_html(text.index("e `f`"))


def test_block_at() -> None:
    document = read("# A\n\ntext\non\n\n- b\n")
    for offset, expected in [(0, None), (2, "A"), (8, "text\non"), (12, "text\non"), (16, "b")]:
        block = document.block_at(offset)
        assert (document.slice(block.span) if block else None) == expected


def test_lines() -> None:
    document = read("a\n\nbc")
    assert [(number, document.slice(span)) for number, span in document.lines()] == [
        (1, "a"),
        (2, ""),
        (3, "bc"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\x00", "#", "-", ">", "|", "[", "<", "\\"])
def test_next_to_nothing(text: str) -> None:
    document = read(text)
    assert document.sections[0].span.end == len(document.text)


def test_pieces() -> None:
    text = "> a **b *c*** `d`  \n> [e](/u) ![f](/i) ~~g~~ <br> &amp; \\* [^1]\n\n[^1]: x\n"
    document = read(text)
    pieces = document.blocks[0].pieces()
    assert [(piece.kind, document.slice(piece.span)) for piece in pieces] == [
        ("text", "a "),
        ("strong_open", "**"),
        ("text", "b "),
        ("em_open", "*"),
        ("text", "c"),
        ("em_close", "*"),
        ("strong_close", "**"),
        ("text", " "),
        ("code", "`d`"),
        ("break", "  \n> "),
        ("link_open", "["),
        ("text", "e"),
        ("link_close", "](/u)"),
        ("text", " "),
        ("image", "![f](/i)"),
        ("text", " "),
        ("s_open", "~~"),
        ("text", "g"),
        ("s_close", "~~"),
        ("text", " "),
        ("html", "<br>"),
        ("text", " "),
        ("text", "&amp;"),
        ("text", " "),
        ("text", "\\*"),
        ("text", " "),
        ("footnote", "[^1]"),
    ]
    shown = [piece.text for piece in pieces if piece.kind in ("text", "code", "break", "image")]
    assert "".join(shown) == "a b c d e f g  & * "
