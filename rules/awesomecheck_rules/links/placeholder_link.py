"""The rule `placeholder-link`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, DocumentRule, Link, Problem, Span, regex
from awesomecheck_rules.links._links import distinct, has_image, is_sample

_SUSPECT = regex(
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
_WORD = regex(
    r"|(?:code|paper|pdf|your)?link|(?:code|insert|paper|your)?url|(?:link|url)here"
    r"|linkto(?:code|paper)|(?:coming)?soon|none|null|placeholder|tb[ad]|todo|undefined|wip|x{2,}"
    r"|tobe(?:added|done|released)"
)
"""Stand-ins for a URL, in lower case and without spaces and punctuation."""
_FILLING = regex(r"%20|[\W_]")
_ROLE = regex(
    r"\W*(?:codes?|official|project|paper|pdf|link|repo(?:sitory)?|implementation|pytorch"
    r"|tensorflow|jax|html|abs)\W*",
    re.IGNORECASE,
)
"""Link texts that promise more than the home page of a service."""
_TO_TOP = regex(r"\b(?:top|up|back|contents?|toc|index|home|menu)\b", re.IGNORECASE)
_SAMPLE_SECTION = regex(r"\b(?:contribut\w+|templates?|formats?|guidelines?)\b", re.IGNORECASE)


class PlaceholderLink(DocumentRule):
    """A link whose URL has not been filled in.

    The URL is empty, `#`, `TODO`, `link`, `example.com`, or only the home page of a service:
    readers click and find nothing. Better have no link until there is a URL. Not reported are
    links to the top of the page that say so, badges, code, and examples in a section about
    contributing or behind words such as `Format:`.

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
        for link in distinct(link for link in document.links if _is_placeholder(document, link)):
            message = f"{_description(link)}: add the URL or remove the link"
            yield Problem(_span(document, link), message, url=link.url)


def _kind(link: Link) -> str | None:
    """Return in which way a URL is suspect; None if it is not."""
    match = _SUSPECT.fullmatch(link.url)
    return match.lastgroup if match else None


def _is_placeholder(document: Document, link: Link) -> bool:
    kind, text = _kind(link), link.text.strip()
    if kind is None or _SAMPLE_SECTION.search(document.section_at(link.span.start).title):
        return False
    if is_sample(document, link):
        return False
    is_written_out = link.form in ("bare", "autolink")
    match kind:
        case "nothing":
            return link.image or not has_image(document, link)
        case "scheme":
            return True
        case "top":
            is_meant = _TO_TOP.search(text) or not any(char.isalnum() for char in text)
            return not is_meant and not has_image(document, link)
        case "word":  # a file may be called `TODO`: if the text says the same, it is one
            word = _FILLING.sub("", link.url.casefold())
            return text != link.url and _WORD.fullmatch(word) is not None
        case "front":
            return not is_written_out and _ROLE.fullmatch(text) is not None
        case "example":
            return not is_written_out and not has_image(document, link)
        case _:
            return not is_written_out


def _description(link: Link) -> str:
    match _kind(link):
        case "nothing":
            return "empty link"
        case "front":
            return f"link to the home page of {link.target.host}"
        case _:
            return f"`{link.url}` is a placeholder"


def _span(document: Document, link: Link) -> Span:
    span = link.url_span
    if span.end > span.start:
        return span
    around = Span(max(0, span.start - 1), span.end + 1)
    return around if document.slice(around) in ("()", '""', "''") else link.span
