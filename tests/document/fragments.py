"""Texts for properties that hold of any text: random characters, and pieces of Markdown."""

from hypothesis import strategies as st

from awesomecheck import Document, Source, Span, parse

_INLINE = [
    "[a](b)", "[a](<b c>)", "[a]( b 'T' )", "![i](j)", "[![i](j)](k)", "[x][r]", "[r][]", "[r]",
    "![r]", "[x][R ]", "<https://a.b/c>", "<a@b.c>", "https://a.b/c_d", "www.a.b/c).",
    "http://a.b/(x)", '<a href="u">t</a>', "<a href='v' id=q>", "</a>", "<img src=w alt=z>",
    "<br>", "<!-- c -->", "`code`", "``", "`", "**", "*", "_", "~~", "~", "\\", "\\[", "\\|", "|",
    "&amp;", "&#124;", "!", "[", "]", "(", ")", "<", ">", "[^1]", "[s]", "[ ] ", "[x] ", "@",
]  # fmt: skip
_BLOCK = [
    "<!-- open", "-->", "<div>", "</div>", "<details>", "<h2>", "</h2>", "<pre>", "[^1]: n",
    "[r]: /dest", "[r]: <d e> 'x'", "[s]:\n/u", "# ", "## ", "#", " ##", "===", "---", "- ", "* ",
    "+ ", "1. ", "2) ", "> ", "\n- ", "\n  - ", "\n> ", "\n    ", "| a | b |\n| - | - |\n| ",
    "```\n", "~~~", "---\nt: x\n---\n",
]  # fmt: skip
_TEXT = [
    "    ", "\t", "  ", "\n", "\n", "\n\n", "\n\n", "  \n", "\\\n", "a", "b ", "word ", "😀", "é",
    "中", "\u00a0", "\u2028", "\x00", "\x0b", "\x0c", "\r\n", "\r",
]  # fmt: skip

markdown = st.lists(st.sampled_from(_INLINE + _BLOCK + _TEXT), max_size=14).map("".join)
any_text = st.one_of(
    markdown, st.text(max_size=60), st.text("[](){}<>!*_`~#-+|\\:& \t\na1", max_size=40)
)

_ENTRY = [
    "- ", "* ", "1. ", "> ", "\n", "\n", "\n\n", "  ", "**", "[A](http://a.example)", ": ", "| ",
    "2023 ", "Mar 2023", "(2024)", "iv2023", "CVPR'22", "ICML 2021", "arXiv", "Ada Lovelace",
    ", ", ". ", " and ", "et al.", "A title of words", " - ", "text", "[", "(", ")", "]", "<br>",
    "[[Paper]]()", "中", "<!-- ",
]  # fmt: skip
entries = st.lists(st.sampled_from(_ENTRY), max_size=20).map("".join)
"""Pieces of entries, which begin and end anywhere."""


def read(text: str) -> Document:
    """The document of a text."""
    return parse(Source.from_text(text))


def cut(document: Document, spans: list[Span]) -> list[str]:
    """The source of some spans."""
    return [document.slice(span) for span in spans]
