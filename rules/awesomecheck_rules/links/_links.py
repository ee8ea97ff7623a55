"""What several rules need to know of a link."""

from collections.abc import Collection, Iterable

from awesomecheck import Document, Link


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
