"""Markdown to the HTML that a reader's browser shows."""

from collections import ChainMap
from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from awesomecheck.document._markdown import Parser
from awesomecheck.document.nodes import Definition


@lru_cache(maxsize=1)
def _parser() -> Parser:
    parser = Parser()
    parser.core.ruler.enable(["inline", "text_join"])
    parser.options["inline_definitions"] = False  # a reader sees none
    return parser


class HtmlRenderer:
    """Render parts of a document, whose links may be defined elsewhere in it."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        self._references: dict[str, dict[str, str]] = {}
        for each in definitions:
            self._references.setdefault(each.label, {"title": "", "href": each.url})

    def render(self, text: str) -> str:
        """Return the HTML of a part."""
        # What the parser adds for the part goes into a map of its own.
        references = ChainMap[str, dict[str, str]]({}, self._references)
        return cast("str", _parser().render(text, {"references": references}))
