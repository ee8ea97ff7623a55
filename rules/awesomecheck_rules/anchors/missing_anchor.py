"""The rule `missing-anchor`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Edit, Fix, Link, Problem
from awesomecheck_rules.anchors._places import Place, Places, encoded, fragment_of


@dataclass(frozen=True, slots=True)
class MissingAnchor(DocumentRule):
    """A link to a place that the page does not have.

    A reader who clicks on it stays where they are. Headings (with the anchors that GitHub gives
    them, repeats numbered), `id` and `name` of HTML tags, footnotes, and the places that GitHub
    itself adds (`#readme`, `#top`) are places. Where exactly one place is near, with the same
    letters, or the text of the link, or one letter apart, the fix leads there.

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

    severity = "error"

    def check(self, document: Document) -> Iterator[Problem]:
        links = [link for link in document.links if link.kind == "anchor" and not link.image]
        if not links:
            return
        places = Places(document)
        definitions: set[int] = set()
        for link in links:
            # All references of one definition share one fault, at the first of them.
            if link.label is not None and link.url_span.start in definitions:
                continue
            problem = _problem(link, places)
            if problem is not None:
                definitions.add(link.url_span.start)
                yield problem


def _problem(link: Link, places: Places) -> Problem | None:
    fragment = fragment_of(link)
    if places.exact(fragment) or places.of_the_site(fragment):
        return None
    place = places.lower(fragment)
    if place is not None:
        return Problem(
            link.url_span,
            f"the anchor `#{fragment}` is written `#{place.anchor}`: only GitHub ignores case",
            _fix(link, place),
            link.url,
            severity="warning",
        )
    place = places.nearest(fragment, link.text)
    if place is None:
        message = f"no heading, `id` or `name` of this page has the anchor `#{fragment}`"
        return Problem(link.url_span, message, None, link.url)
    message = f"no such anchor `#{fragment}`: {_what(place)} has `#{place.anchor}`"
    return Problem(link.url_span, message, _fix(link, place), link.url)


def _what(place: Place) -> str:
    return f"the heading `{place.heading.text}`" if place.heading else "an HTML tag"


def _fix(link: Link, place: Place) -> Fix:
    return Fix((Edit(link.url_span, "#" + encoded(place.anchor)),))
