"""The rule `missing-badge`."""

from collections.abc import Iterator
import re

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Fix,
    Link,
    Problem,
    Span,
    is_awesome_badge,
    regex,
)
from awesomecheck_rules.awesome._top import (
    BADGE_URL,
    LIST_URL,
    Top,
    images_in,
    prose_above,
    top_of,
)

_VARIANTS = frozenset(f"https://awesome.re/badge{each}.svg" for each in ("", "-flat", "-flat2"))
_BACK = regex(
    r"https?://(?:www\.)?(?:awesome\.re|github\.com/sindresorhus/awesome)/?(?:[?#].*)?",
    re.IGNORECASE,
)
_IMITATION = regex(r"//img\.shields\.io/badge/[^/?]*awesome|/awesome[\w-]*badge", re.IGNORECASE)
_BADGE = f"[![Awesome]({BADGE_URL})]({LIST_URL})"


class MissingBadge(DocumentRule):
    """A list without the awesome badge beside its title, or with a changed one.

    The awesome guidelines require one of the three badges of awesome.re, unmodified, at the title
    or right below it, and linked to the list of lists. The old URL of the image belongs to a
    service that has shut down. The fix of where the badge leads is unsafe: that may be meant.

    ```bad
    # Awesome Trees

    > Woody plants.
    ```

    ```good
    # Awesome Trees [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

    > Woody plants.
    ```

    ```bad
    # Awesome Trees [![Awesome](https://awesome.re/badge.svg)](https://github.com/kauri/trees)
    ```

    ```good
    # Awesome Trees [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)
    ```
    """

    enabled = False
    badge_turns_on = "everywhere"
    severity = "error"
    lists_only = True
    touches = ("links",)

    def check(self, document: Document) -> Iterator[Problem]:
        top = top_of(document)
        images = list(images_in(document, top.span))
        found = next((each for each in images if is_awesome_badge(each[0])), None)
        if found is None:
            imitation = next((each for each, _ in images if _IMITATION.search(each.url)), None)
            if imitation:
                message = f"not the official awesome badge: use `{_BADGE}`"
                yield Problem(imitation.span, message, None, imitation.url)
            else:
                yield Problem(top.place, f"no awesome badge at the title: add `{_BADGE}`")
            return
        badge, around = found
        yield from _image(badge)
        yield from _link(badge, around)
        yield from _place(document, top, badge)


def _image(badge: Link) -> Iterator[Problem]:
    if badge.url not in _VARIANTS:
        message = f"not the URL of the awesome badge: use `{BADGE_URL}`"
        yield Problem(
            badge.address_span, message, _new_url(badge, BADGE_URL, safe=True), badge.url
        )


def _link(badge: Link, around: Link | None) -> Iterator[Problem]:
    if around is None:
        yield Problem(badge.span, f"the awesome badge is not linked: link it to `{LIST_URL}`")
    elif not _BACK.fullmatch(around.url):
        message = f"the awesome badge leads elsewhere: link it to `{LIST_URL}`"
        yield Problem(
            around.address_span, message, _new_url(around, LIST_URL, safe=False), around.url
        )


def _new_url(link: Link, url: str, *, safe: bool) -> Fix | None:
    if link.form == "reference" or link.url_span.start == link.url_span.end:
        return None
    return Fix((Edit(link.url_span, url),), safe)


def _place(document: Document, top: Top, badge: Link) -> Iterator[Problem]:
    """Yield a problem if sentences are between the title and the badge."""
    if top.title is None or badge.span.start < top.title.span.end:
        return
    between = Span(top.title.span.end, badge.span.start)
    if any(span.end <= badge.span.start for span, _ in prose_above(document, between)):
        yield Problem(badge.span, "the awesome badge is below the text: put it beside the title")
