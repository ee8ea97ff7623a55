"""The rule `missing-anchor`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar

from awesomecheck import Document, DocumentRule, Edit, Fix, Heading, Link, Problem, Touch
from awesomecheck_rules.anchors._outline import outlines
from awesomecheck_rules.anchors._places import Place, Places, encoded, fragment_of


@dataclass(frozen=True, slots=True)
class MissingAnchor(DocumentRule):
    """A link to a place that the page does not have.

    A reader who clicks on it stays where they are. A link that names the list's own file is one
    into the page, too. Headings (with the anchors that GitHub gives them, repeats numbered),
    `id` and `name` of HTML tags, footnotes, and the places that GitHub itself adds (`#readme`,
    `#top`) are places. Where exactly one place is near, with the same letters, or the text of
    the link, or one letter apart, the fix leads there. In a table of contents, where the one
    unlisted section between an entry's neighbours has a longer or shorter name, the fix leads to
    that and is unsafe.

    An anchor that is wrong only in case works on GitHub, whose script looks for it in lower case
    too, and nowhere else: that one is a warning.

    ```bad
    - [Object Detection](#object_detection)
    - [Survey](#Survey)

    ## Object Detection
    ## Survey
    ```

    ```good
    - [Object Detection](#object-detection)
    - [Survey](#survey)

    ## Object Detection
    ## Survey
    ```
    """

    touches: ClassVar[tuple[Touch, ...]] = ("links",)
    severity = "error"

    def check(self, document: Document) -> Iterator[Problem]:
        links = list(_into_the_page(document))
        if not links:
            return
        places = Places(document)
        renamed: dict[int, Heading] | None = None
        definitions: set[int] = set()
        for link in links:
            # All references of one definition share one fault, at the first of them.
            if _leads_somewhere(link, places) or link.url_span.start in definitions:
                continue
            definitions.add(link.url_span.start)
            problem = _mistaken(link, places)
            if problem is None:
                if renamed is None:
                    renamed = _renamed(document, places)
                problem = _gone(link, renamed.get(link.span.start))
            yield problem


def _into_the_page(document: Document) -> Iterator[Link]:
    """The links to a place in the page, with or without the name of its own file."""
    own = PurePath(document.source.path).name
    for link in document.links:
        if link.kind == "anchor" and not link.image:
            yield link
        elif link.kind == "file" and not link.image and "#" in link.url:
            name = link.url.partition("#")[0].removeprefix("./")
            if name == own and document.slice(link.url_span) == link.url:
                yield link


def _leads_somewhere(link: Link, places: Places) -> bool:
    fragment = fragment_of(link)
    return places.exact(fragment) is not None or places.of_the_site(fragment)


def _renamed(document: Document, places: Places) -> dict[int, Heading]:
    """What sections are called now whose entries in the contents lead nowhere, by link."""
    return {
        entry.item.link.span.start: entry.near.heading
        for outline in outlines(document, places)
        for entry in outline.entries
        if entry.renamed and entry.near is not None and entry.near.heading is not None
    }


def _mistaken(link: Link, places: Places) -> Problem | None:
    """An anchor that is written in another case, or is near to one that there is."""
    fragment = fragment_of(link)
    place = places.lower(fragment)
    if place is not None:
        message = (
            f"the anchor `#{fragment}` is written `#{place.anchor}`: only GitHub ignores case"
        )
        fix = _fix(link, place.anchor)
        return Problem(link.url_span, message, fix, link.url, severity="warning")
    place = places.nearest(fragment, link.text)
    if place is None:
        return None
    message = f"no such anchor `#{fragment}`: {_what(place)} has `#{place.anchor}`"
    return Problem(link.url_span, message, _fix(link, place.anchor), link.url)


def _gone(link: Link, renamed: Heading | None) -> Problem:
    fragment = fragment_of(link)
    if renamed is None:
        message = f"no heading, `id` or `name` of this page has the anchor `#{fragment}`"
        return Problem(link.url_span, message, None, link.url)
    message = (
        f"no such anchor `#{fragment}`: in its place stands the heading `{renamed.text}` "
        f"with `#{renamed.anchor}`"
    )
    return Problem(link.url_span, message, _fix(link, renamed.anchor, safe=False), link.url)


def _what(place: Place) -> str:
    return f"the heading `{place.heading.text}`" if place.heading else "an HTML tag"


def _fix(link: Link, anchor: str, *, safe: bool = True) -> Fix:
    file = link.url.partition("#")[0]
    return Fix((Edit(link.url_span, f"{file}#{encoded(anchor)}"),), safe)
