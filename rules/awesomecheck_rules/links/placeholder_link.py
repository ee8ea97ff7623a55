"""The rule `placeholder-link`."""

from collections.abc import Iterator
from dataclasses import dataclass
import re

from awesomecheck import Document, DocumentRule, Link, Problem, Span

_SUSPECT = re.compile(
    r"""
      (?P<nothing>) | (?P<top>\#)
    | (?P<word>[^/.:\#]{1,24} | [.…?-]+)
    | (?P<scheme>https?:/*)
    | (?P<front>https?://(?:www\.)?(?:github\.com|arxiv\.org|doi\.org|openreview\.net)/?)
    | (?P<stub>
          https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/*(?:[x?]+(?:\.[x?]+)?)?
        | https?://openreview\.net/(?:forum|pdf)/*(?:\?id=)?
        | https?://github\.com/(?:your[-_]?(?:user)?(?:name|org)|user(?:[-_]?name)?|owner)
          (?:/(?:your[-_]?)?(?:repo(?:sitory|[-_]?name)?|project))?/*
      )
    | (?P<example>https?://(?:www\.)?example\.(?:com|net|org)(?:[/:?\#].*)?)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORDS = frozenset(
    {
        "",
        "codelink",
        "codeurl",
        "comingsoon",
        "inserturl",
        "link",
        "linkhere",
        "linktopaper",
        "linktocode",
        "none",
        "null",
        "paperlink",
        "paperurl",
        "pdflink",
        "placeholder",
        "soon",
        "tba",
        "tbd",
        "tobeadded",
        "tobedone",
        "tobereleased",
        "todo",
        "undefined",
        "url",
        "urlhere",
        "wip",
        "yoururl",
        "yourlink",
    }
)
"""Destinations that stand for one to come, without case, blanks and punctuation."""
_FILLING = re.compile(r"%20|[\W_]")
_ALL_X = re.compile(r"x{2,}")
_ROLE = re.compile(
    r"\W*(?:codes?|official|project|paper|pdf|link|repo(?:sitory)?|implementation|pytorch"
    r"|tensorflow|jax|html|abs)\W*",
    re.IGNORECASE,
)
"""Labels that promise more than the front page of a service."""
_TO_THE_TOP = re.compile(r"\b(?:top|up|back|contents?|toc|index|home|menu)\b", re.IGNORECASE)
_TEMPLATE_SECTION = re.compile(
    r"\b(?:contribut\w+|templates?|formats?|guidelines?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PlaceholderLink(DocumentRule):
    """A link that still waits for its destination.

    An empty destination, a lone `#`, `TODO`, `link`, `example.com`, or a service's address
    with nothing behind it: readers click and find nothing. Better have no link until there is
    one. Links to the top of the page that say so, badges, code, and the samples of a section on
    contributing are meant.

    ```bad
    * **MAE**: Masked Autoencoders. [[paper](https://arxiv.org/abs/2111.06377)] [[code]()]
    * **SUN**: Some Unpublished Novelty. [[paper](https://arxiv.org/abs/)] [[code](TODO)]
    ```

    ```good
    * **MAE**: Masked Autoencoders. [[paper](https://arxiv.org/abs/2111.06377)]
    * **SUN**: Some Unpublished Novelty.
    ```
    """

    yields_to = ("malformed-link",)

    def check(self, document: Document) -> Iterator[Problem]:
        seen: set[int] = set()
        for link in document.links:
            match = _SUSPECT.fullmatch(link.url)
            if match is None or link.url_span.start in seen:
                continue
            message = _message(document, link, match.lastgroup or "")
            if message is not None and not _is_sample(document, link):
                seen.add(link.url_span.start)
                yield Problem(_place(document, link), message, url=link.url)


def _message(document: Document, link: Link, what: str) -> str | None:
    url, text = link.url, link.text.strip()
    written_out = link.form in ("bare", "autolink")
    match what:
        case "nothing":
            return "no destination"
        case "top":
            meant = _TO_THE_TOP.search(text) or not any(char.isalnum() for char in text)
            return None if meant or _holds_image(document, link) else "`#` leads nowhere"
        case "word":
            # A file may well be called `TODO`: where the text says the same, it is one.
            word = _FILLING.sub("", url.casefold())
            is_placeholder = word in _WORDS or _ALL_X.fullmatch(word)
            return f"`{url}` stands for an address" if is_placeholder and text != url else None
        case "scheme":
            return f"`{url}` is no address yet"
        case "front":
            promised = _ROLE.fullmatch(text) and not written_out
            return f"{link.target.host} with nothing behind it" if promised else None
        case "example":
            meant = written_out or _holds_image(document, link)
            return None if meant else f"{link.target.host} stands for an address"
        case _:
            return None if written_out else f"`{url}` names nothing yet"


def _holds_image(document: Document, link: Link) -> bool:
    inside = document.slice(link.span)
    return "![" in inside or "<img" in inside


def _is_sample(document: Document, link: Link) -> bool:
    heading = document.section_at(link.span.start).heading
    return heading is not None and _TEMPLATE_SECTION.search(heading.text) is not None


def _place(document: Document, link: Link) -> Span:
    span = link.url_span
    if span.end > span.start:
        return span
    around = Span(max(0, span.start - 1), span.end + 1)
    return around if document.slice(around) in ("()", '""', "''") else link.span
