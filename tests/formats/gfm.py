"""What a reader sees of GitHub's Markdown, parsed by GitHub's own library.

GitHub's site does more than its library: it makes links of names, issues and commits in the
text of the rendered page, pictures of `:words:` and formulas of what stands between dollars,
except in code and in links (https://docs.github.com/get-started/writing-on-github).
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
import re
from typing import Any, cast

import cmarkgfm  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]

_REFERENCE = re.compile(
    r"""
    (?:^|\W)@[a-z0-9] | (?:^|\W)\#\d | \w\#\d | \bgh-\d | \bghsa-\w | \bcve-\d
    | (?<!\w)[0-9a-f]{7,40}(?!\w) | :[\w+-]+: | \$ | (?:https?|ftp):// | \bwww\. | \w@\w
    """,
    re.IGNORECASE | re.VERBOSE,
)
_VOID = {"br", "hr", "img", "input"}
_LIBRARY = cast("Any", cmarkgfm)
_OPTIONS = _LIBRARY.cmark.Options.CMARK_OPT_UNSAFE | _LIBRARY.cmark.Options.CMARK_OPT_FOOTNOTES
"""Raw HTML stays, as it does on GitHub but for what its sanitizer takes away."""


@dataclass
class Table:
    """Rows of cells, the header first; each cell as its text."""

    rows: list[list[str]] = field(default_factory=list[list[str]])
    folded: bool = False
    heading: str = ""
    """The last heading before it."""

    @property
    def body(self) -> list[list[str]]:
        """The rows without the header."""
        return self.rows[1:]


class Page(HTMLParser):
    """A rendered page."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.headings: list[str] = []
        self.alerts: list[str] = []
        self.blocks: list[str] = []
        """Blocks of code."""
        self.summaries: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.references: list[str] = []
        """What GitHub would make links or pictures of, or read as formulas."""
        self._open: list[str] = []
        self.feed(_LIBRARY.github_flavored_markdown_to_html(markdown, options=_OPTIONS))
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        match tag:
            case "table":
                heading = self.headings[-1] if self.headings else ""
                self.tables.append(Table(folded="details" in self._open, heading=heading))
            case "tr":
                self.tables[-1].rows.append([])
            case "td" | "th":
                self.tables[-1].rows[-1].append("")
            case "blockquote":
                self.alerts.append("")
            case "pre":
                self.blocks.append("")
            case "summary":
                self.summaries.append("")
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.headings.append("")
            case "a":
                self.links.append(dict(attrs).get("href") or "")
            case "br":
                self.handle_data("\n")
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"closed and never opened: {tag}"
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        inside = set(self._open)
        if not inside & {"code", "pre", "a"}:
            self.references += (match.group() for match in _REFERENCE.finditer(data))
        for tags, places in (
            ({"blockquote"}, self.alerts),
            ({"pre"}, self.blocks),
            ({"summary"}, self.summaries),
            ({"h1", "h2", "h3", "h4", "h5", "h6"}, self.headings),
        ):
            if inside & tags:
                places[-1] += data
        if inside & {"td", "th"}:
            self.tables[-1].rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        assert data in (" awesomecheck ", " "), data
