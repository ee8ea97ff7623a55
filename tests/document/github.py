"""Documents of the blocks that lists are made of, and how GitHub's own library reads them."""

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any, NamedTuple, cast
from urllib.parse import unquote

import cmarkgfm  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]
from hypothesis import strategies as st

from tests.document.fragments import read

_LIBRARY = cast("Any", cmarkgfm)
_UNSAFE = _LIBRARY.cmark.Options.CMARK_OPT_UNSAFE
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_WORDS = [
    "a", "b ", "word ", "é", "中", ": ", ";", ",", ".", "!", "?", "'", '"', "(", ")", "[",
    "]", "&", "&amp;", "&#124;", "*", "**", "_", "~~", "`", "``", "\\", "\\[", "\\*", "<", ">",
    "#",
    "[a](b)", "[a](<b c>)", "[a]( b 'T' )", "![i](j)", "[![i](j)](k)", "[x][r]", "[r][]", "[r] ",
    "![r] ", "`code`", "<https://a.b/c>", "https://a.b/c_d", "http://a.b/(x)", "http://q:80/x",
    "https://a.b/c;", "https://a.b/&amp;", "www.a.b/c).", "ftp://a.b/c", "https://é.b/ü",
    " [ ] ", " [x] ", "- ", "1. ", "# ",
]  # fmt: skip
_PREFIXES = [
    "", "", "# ", "## ", "- ", "- ", "* ", "1. ", "2) ", "  - ", "   ", "> ", "> - ", "- [ ] t ",
    "- [x] t ", "  * [X] t ", "1. [ ] # ", "- [x] > ", "- - ", "    ", "- # ", "  ",
]  # fmt: skip

_line = st.lists(st.sampled_from(_WORDS), max_size=6).map("".join)
_prefixed = st.tuples(st.sampled_from(_PREFIXES), _line).map("".join)
_row = st.lists(_line, min_size=2, max_size=3).map(lambda cells: f"| {' | '.join(cells)} |")
_table = st.tuples(
    st.sampled_from(["| a | b |\n|---|---|", "a | b\n--|--", "| a | b | c |\n| - | :-: | - |"]),
    st.lists(_row, max_size=2),
).map(lambda parts: "\n".join((parts[0], *parts[1])))
_block = st.one_of(
    _prefixed,
    _prefixed,
    st.lists(_prefixed, min_size=2, max_size=3).map("\n".join),
    _table,
    _line.map(lambda line: f"```\n{line}\n```"),
    st.sampled_from(["[r]: /dest", "[r]: <d e> 'x'", "Title\n===", "Title\n---", "---", "~~~\na"]),
)
documents = st.lists(_block, min_size=1, max_size=4).map("\n\n".join)


class Reading(NamedTuple):
    """What a list is made of."""

    links: Sequence[str]
    headings: Sequence[tuple[int, str]]
    items: Sequence[bool]
    """Whether each is a task."""
    rows: Sequence[int]
    """The number of cells of each."""
    code: int


def ours(text: str) -> Reading:
    """Read a text as the project does."""
    document = read(text)
    return Reading(
        [unquote(link.url) for link in document.links],
        [(heading.level, heading.text) for heading in document.headings],
        [item.task for item in document.items],
        [table.columns for table in document.tables for _ in table.rows],
        len(document.code),
    )


def theirs(text: str) -> Reading:
    """Read a text as GitHub does."""
    page = _Page()
    page.feed(_LIBRARY.github_flavored_markdown_to_html(text, _UNSAFE))
    page.close()
    return Reading(page.links, page.headings, page.items, page.rows, page.code)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.items: list[bool] = []
        self.rows: list[int] = []
        self.code = 0
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        url = dict(attrs).get("src" if tag == "img" else "href")
        if url is not None:
            self.links.append(unquote(url))
        elif tag in _HEADINGS:
            self._heading = []
        elif tag == "li":
            self.items.append(False)
        elif tag == "input":
            self.items[-1] = True
        elif tag == "tr":
            self.rows.append(0)
        elif tag in ("td", "th"):
            self.rows[-1] += 1
        elif tag == "pre":
            self.code += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS and self._heading is not None:
            self.headings.append((int(tag[1]), " ".join("".join(self._heading).split())))
            self._heading = None

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            self._heading.append(data)
