"""What several rules need to know of a link."""

from collections.abc import Collection, Iterable
import re

from awesomecheck import Document, Link, regex

_FORMAT = r"\b(?:convention|format|formatted|pattern|template)\b|格式|模板"
_SAMPLE_LINE = regex(rf"[^\n\[]{{0,15}}?(?:{_FORMAT})[^\n\[]{{0,20}}?[:：]", re.IGNORECASE)
_SAMPLE_BELOW = regex(
    rf"[^\W\d_][^\n]*?(?:{_FORMAT}|\b(?:examples?|guidelines?|style guide)\b|示例|范例)"
    r"[^\n]{0,40}[:：]\W{0,3}\Z",
    re.IGNORECASE,
)
"""What announces an entry that only shows how entries are written: in its line, or above it."""
_LONGEST_LINE = 1_000


def distinct(links: Iterable[Link]) -> Collection[Link]:
    """Return links, of those that share a definition only the first."""
    firsts: dict[int, Link] = {}
    for link in links:
        firsts.setdefault(link.url_span.start, link)
    return firsts.values()


def shows_url(link: Link) -> bool:
    """Return whether the text of a link is a URL, which would have to change too."""
    return link.form in ("inline", "reference", "html") and link.text.lstrip().startswith("http")


def has_image(document: Document, link: Link) -> bool:
    """Return whether the text of a link has an image, such as a badge."""
    inside = document.slice(link.span)
    return "![" in inside or "<img" in inside


def is_sample(document: Document, link: Link) -> bool:
    """Return whether a link is in a line that only shows how entries are written.

    Words before it say so, in the line or at the end of the text above: `Format: [title](link)`.
    """
    text, start = document.text, link.span.start
    line = text.rfind("\n", 0, start) + 1
    above = text[max(0, line - _LONGEST_LINE) : line].rstrip()
    return (
        _SAMPLE_LINE.match(text, line, start) is not None
        or _SAMPLE_BELOW.match(above, above.rfind("\n") + 1) is not None
    )
