"""Rename a heading, with all that leads to it."""

from collections.abc import Iterator
from pathlib import PurePath
import re
from urllib.parse import unquote

from awesomecheck import Document, Edit, Fix, Heading, Link, Span, slugify

_PREFIX = "user-content-"


def heading_fix(document: Document, heading: Heading, word: Span, right: str) -> Fix | None:
    """Return a fix that replaces a word of a heading, in links to it and in their anchors too.

    None where the anchors of other headings would change, or it is not certain what leads there.
    """
    wrong = document.slice(word)
    renamed, number = re.subn(rf"\b{re.escape(wrong)}\b", right, heading.text)
    slug = slugify(renamed)
    anchors = {each.slug for each in document.headings if each is not heading}
    anchors |= {each.anchor for each in document.headings if each is not heading}
    if number != 1 or heading.anchor != heading.slug or {heading.slug, slug} & anchors:
        return None
    edits = {word.start: Edit(word, right)}
    for link in _links_to(document, heading.anchor):
        fragment = _renamed_fragment(document, link, wrong, right)
        if fragment is None:
            return None
        for edit in (fragment, *_renamed_text(document, link, wrong, right)):
            edits[edit.span.start] = edit
    return Fix(tuple(edits[start] for start in sorted(edits)), safe=False)


def _links_to(document: Document, anchor: str) -> Iterator[Link]:
    own = PurePath(document.source.path).name
    for link in document.links:
        page, mark, fragment = link.url.partition("#")
        if (
            mark
            and not link.image
            and page.removeprefix("./") in ("", own)
            and unquote(fragment).removeprefix(_PREFIX).lower() == anchor
        ):
            yield link


def _renamed_fragment(document: Document, link: Link, wrong: str, right: str) -> Edit | None:
    """Return the new anchor of a link; None where the word is not in it just once."""
    address = document.slice(link.url_span)
    page, mark, fragment = address.partition("#")
    if fragment.lower().count(slugify(wrong)) != 1:
        return None
    renamed = re.sub(slugify(wrong), slugify(right), fragment, flags=re.IGNORECASE)
    return Edit(link.url_span, f"{page}{mark}{renamed}")


def _renamed_text(document: Document, link: Link, wrong: str, right: str) -> Iterator[Edit]:
    """Yield the changes of a link's text; a text that names a definition stays."""
    if link.form == "reference":
        return
    for match in re.finditer(rf"\b{re.escape(wrong)}\b", document.slice(link.span)):
        span = Span(link.span.start + match.start(), link.span.start + match.end())
        if span.end <= link.url_span.start or span.start >= link.url_span.end:
            yield Edit(span, right)
