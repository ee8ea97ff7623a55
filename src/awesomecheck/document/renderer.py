"""Markdown to the HTML that a reader's browser shows."""

from functools import lru_cache
from typing import cast

from awesomecheck.document._markdown import Parser


@lru_cache(maxsize=1)
def _parser() -> Parser:
    parser = Parser()
    parser.core.ruler.enable(["inline", "text_join"])
    return parser


def render(text: str) -> str:
    """The HTML of a text."""
    return cast("str", _parser().render(text))
