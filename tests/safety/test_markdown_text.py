"""Text and addresses of strangers, written into Markdown."""

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, parse
from awesomecheck.safety.markdown_text import as_one_line, markdown_text, markdown_url

CONTEXTS = ("- {}\n", "- a **{}** b\n", "- [{}](https://x.io)\n", "| a |\n| --- |\n| {} |\n")
TRICKY = st.text(st.sampled_from("ab *_[](){}<>!&;#|`\\~:/.-+=1$@\n\t\x1b\u202e"), max_size=14)


def read(text: str, context: str) -> str:
    """What a reader sees of a text that is written into a context."""
    document = parse(Source.from_text(context.format(markdown_text(text))))
    pieces = [piece for block in document.blocks for piece in block.pieces()]
    seen = "".join(piece.text if piece.kind == "text" else "" for piece in pieces)
    marks = [piece.kind for piece in pieces if piece.kind not in ("text", "html")]
    expected = 2 * (("**" in context) + ("](" in context))
    assert len(marks) == expected, (marks, markdown_text(text))
    assert not document.comments or "<!-- -->" in markdown_text(text)
    return seen


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize(
    "text",
    [
        "Plain words: a title",
        "A* and C_3 of the L_p norm",
        "Evil ](https://evil.io)",
        "[a](b) ![c](d) <img src=x onerror=y> <!-- c -->",
        "**bold** _it_ `code` ~~gone~~",
        "Rows | and | cells",
        "&lt;script&gt; R&D",
        "Back\\slash",
        "see https://x.io and www.x.io",
    ],
)
def test_it_is_read_as_the_same_text(text: str, context: str) -> None:
    before = {"- a **{}** b\n": "a {} b", "| a |\n| --- |\n| {} |\n": "a{}"}.get(context, "{}")
    assert read(text, context) == before.format(text)


@pytest.mark.parametrize(
    "text", ["# no heading", "- no item", "1. no item", "+ x", "---", "12) x"]
)
def test_it_begins_no_block(text: str) -> None:
    document = parse(Source.from_text(f"{markdown_text(text)}\n"))
    assert not document.headings
    assert not document.items
    [block] = document.blocks
    assert "".join(piece.text for piece in block.pieces()) == text


def test_plain_text_is_left_as_it_is() -> None:
    for text in ("C_3 of H_2", "Learning $k$-NN [sic]", "C++ & R&D", "What? 100%!"):
        assert markdown_text(text) == text


def test_it_is_one_line_without_what_hides_text() -> None:
    assert as_one_line(" a\n\tb \x1b[31m\u202e c\u200b ") == "a b [31m c"


@settings(max_examples=60)
@given(TRICKY)
def test_whatever_the_text_nothing_of_it_is_mark_up(text: str) -> None:
    for context in CONTEXTS[:3]:
        read(f"x{text}x", context)


@settings(max_examples=60)
@given(TRICKY)
def test_whatever_the_address_it_ends_with_its_bracket(url: str) -> None:
    written = f"- [a](https://x.io/{markdown_url(url)}) b\n"
    [link] = parse(Source.from_text(written)).links
    assert link.span.end == len("- ") + len(written.strip()) - len("- ") - len(" b")
