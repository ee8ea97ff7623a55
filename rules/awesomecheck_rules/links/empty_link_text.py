"""The rule `empty-link-text`."""

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
    Target,
    classify,
    regex,
)
from awesomecheck_rules.links._links import distinct
from awesomecheck_rules.links._url_faults import UNSEEN

_BLANK = regex(rf"[\s{UNSEEN}]*")
_URL = regex(r"\s*(?P<url>(?:https?://|www\.)[^\s<>…]+)\s*", re.IGNORECASE)
_PAGE = regex(r"(?:(?:tree|issues|pull|releases|wiki|discussions)(?:/.*)?)?")
"""Paths of a repository that are never an image."""
_SHORTENERS = frozenset(
    {
        "aka.ms", "amzn.to", "bit.ly", "buff.ly", "doi.org", "dx.doi.org", "git.io", "goo.gl",
        "is.gd", "ow.ly", "t.co", "t.ly", "tinyurl.com", "youtu.be", "w3id.org", "purl.org",
    }
)  # fmt: skip
_LEAST_NAME = 4


class EmptyLinkText(DocumentRule):
    """A link without a text, or with the text of another link.

    Readers cannot see a link without a text. A `!` before a link makes it an image, and a page on
    GitHub or arXiv is none: readers see a broken image. A text that is itself a URL, but that of
    another site, repository or paper, leads readers elsewhere than it says: one of the two is
    wrong. The same site under another name, short URLs and archived copies are not reported.

    ```bad
    - ![BEiT](https://github.com/microsoft/unilm) - Bidirectional encoder.
    ```

    ```good
    - [BEiT](https://github.com/microsoft/unilm) - Bidirectional encoder.
    ```

    ```bad
    - [](https://github.com/facebookresearch/mae) - Masked autoencoders.
    - [https://github.com/bytedance/ibot](https://github.com/microsoft/SimMIM) - Simple.
    ```

    ```good
    - [MAE](https://github.com/facebookresearch/mae) - Masked autoencoders.
    - [https://github.com/microsoft/SimMIM](https://github.com/microsoft/SimMIM) - Simple.
    ```
    """

    touches = ("links", "structure", "additions")
    yields_to = ("malformed-link", "placeholder-link")

    def check(self, document: Document) -> Iterator[Problem]:
        for link in document.links:
            if link.image:
                if link.form != "html" and _is_page(link.target):
                    yield _image(document, link)
            elif link.form in ("bare", "autolink"):
                continue
            elif _BLANK.fullmatch(link.text):
                if link.url and _is_seen(document, link) and _has_no_content(document, link):
                    yield Problem(link.span, "link without text: add its name", None, link.url)
            elif (match := _URL.fullmatch(link.text)) and _differs(match["url"], link):
                message = f"the text is another URL than the link, `{link.url}`: correct one"
                yield Problem(link.span, message, None, link.url)


def _is_seen(document: Document, link: Link) -> bool:
    """Return whether a link leads to a page, or from the table of contents: others are anchors."""
    return link.kind != "anchor" or any(
        item.link is link for contents in document.contents for item in contents.items
    )


def _has_no_content(document: Document, link: Link) -> bool:
    """Return whether a Markdown link has nothing in its brackets, not even an image or a tag."""
    inside = document.slice(Span(link.span.start + 1, link.span.end)).partition("]")[0]
    return link.form != "html" and _BLANK.fullmatch(inside) is not None


def _is_page(target: Target) -> bool:
    if target.kind == "github":
        return target.host == "github.com" and _PAGE.fullmatch(target.path) is not None
    return target.kind in ("arxiv", "openreview")


def _image(document: Document, link: Link) -> Problem:
    mark = Span(link.span.start, link.span.start + 1)
    inside = any(
        other.span.start < link.span.start < other.span.end and not other.image
        for other in distinct(document.links)
    )
    fix = Fix((Edit(mark, ""),)) if _BLANK.fullmatch(link.text) is None and not inside else None
    remedy = "remove the `!`" if fix else "use the URL of an image"
    return Problem(
        mark, f"`!` makes this link an image, but the URL is a page: {remedy}", fix, link.url
    )


def _differs(text: str, link: Link) -> bool:
    """Return whether the URL that a link shows leads to another place than its own."""
    shown = classify(text.rstrip(".") if text[:4].lower() == "http" else f"http://{text}")
    target = link.target
    if shown.identity == target.identity or not target.host:
        return False
    if shown.host == target.host:
        ids = shown.id.lower(), target.id.lower()
        return all(ids) and shown.kind == target.kind and ids[0] != ids[1]
    if {shown.host, target.host} & _SHORTENERS or shown.host in link.url.lower():
        return False
    return not _is_related(shown.host, target.host)


def _is_related(one: str, other: str) -> bool:
    """Return whether two hosts may be of one site: `docs.site.org`, `site.org`, `site.io`."""
    if one.endswith(f".{other}") or other.endswith(f".{one}"):
        return True
    first, second = one.split("."), other.split(".")
    if first[-2:] == second[-2:]:
        return False
    names = {part for part in first[:-1] if len(part) >= _LEAST_NAME}
    return any(name in other for name in names) or any(
        part in one for part in second[:-1] if len(part) >= _LEAST_NAME
    )
