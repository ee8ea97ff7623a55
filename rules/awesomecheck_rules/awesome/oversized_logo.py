"""The rule `oversized-logo`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, Link, LinkRule, Problem, Verdicts, regex
from awesomecheck_rules.awesome._top import images_in, top_of

_WIDTH = regex(r"\swidth\s*=\s*[\"']?\s*(?P<value>\d+)\s*(?P<relative>%)?", re.IGNORECASE)
_HEIGHT = regex(r"\sheight\s*=", re.IGNORECASE)
_COLUMN = 1000
"""About how many pixels GitHub has for a README: wider images are shown as wide as this."""
_NARROWEST = 200
"""A narrower image is an icon."""


class OversizedLogo(LinkRule):
    """A logo that is shown at more than half the width of its file.

    The awesome guidelines ask for it, as screens with twice as many pixels show it blurred. Only
    the first image at the top is checked, if its file is in the repository: a PNG, JPEG, GIF or
    WebP.

    ```links
    logo.png alive ok width=1200
    ```

    ```bad
    # Awesome Trees

    <img src="logo.png" width="900">

    ## Tall
    ```

    ```good
    # Awesome Trees

    <img src="logo.png" width="600">

    ## Tall
    ```
    """

    enabled = False
    badge_turns_on = "classic"
    lists_only = True

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for image, _ in images_in(document, top_of(document).span):
            if document.slice(image.span)[:8].lower() == "<source ":
                continue  # another file of the image behind it, for dark mode
            width = verdicts[image].facts.get("width") if image in verdicts else None
            if isinstance(width, int) and width >= _NARROWEST:
                shown = _shown(document, image, width)
                if shown is not None and shown * 2 > width + 1:
                    half = width // 2
                    message = f'logo shown at {shown} of its {width} pixels: use `width="{half}"`'
                    yield Problem(image.span, message, None, image.url)
                return


def _shown(document: Document, logo: Link, width: int) -> int | None:
    """Return at how many pixels an image is shown; None where its tag does not say that."""
    tag = document.slice(logo.span) if logo.form == "html" else ""
    found = _WIDTH.search(tag)
    if (found and found["relative"]) or (not found and _HEIGHT.search(tag)):
        return None
    return min(int(found["value"]) if found else width, _COLUMN)
