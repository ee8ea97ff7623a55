"""The rule `malformed-link`."""

from collections.abc import Iterator
from itertools import accumulate

from awesomecheck import Document, DocumentRule, Edit, Fix, Link, Problem, Span, regex
from awesomecheck_rules.links._habits import LinkHabits
from awesomecheck_rules.links._links import distinct
from awesomecheck_rules.links._unrendered import unrendered_links
from awesomecheck_rules.links._url_faults import UNSEEN, UrlFault, looks_fine, url_fault

_ODD = (
    regex(rf"\](?:[ \t{UNSEEN}]+\(|[ \t]*\n[ \t]*\(|（|\[?https?://)"),
    regex(r"\)[\[(]https?://"),
)
"""Signs of a link that is not rendered as one even if all brackets are paired."""


class MalformedLink(DocumentRule):
    """A link that is broken by the way it is written.

    Either GitHub shows the brackets as text, or the link leads nowhere: because of a space or an
    invisible character between `]` and `(`, a missing or extra bracket, a space in the URL or
    words in its place, two URLs in one or behind one text, a missing, repeated or misspelt
    scheme, or an extra character before or after the URL. A link to an anchor is reported only
    if the page has that anchor. There is a fix if only one correction is possible.

    `[[CVPR'2022](url)]` and `[[code]](url)` are valid and common; so are task boxes, footnotes,
    `[1] (2020)` and remarks in parentheses without a URL.

    ```bad
    * **MAE** [paper] (https://arxiv.org/abs/2111.06377) [code](htps://github.com/a/mae)
    * **BEiT** [[paper](https://arxiv.org/abs/2106.08254] [page](www.microsoft.com/beit)
    * **iBOT** [paper]https://arxiv.org/abs/2111.07832 [code](https://https://github.com/a/ibot)
    ```

    ```good
    * **MAE** [paper](https://arxiv.org/abs/2111.06377) [code](https://github.com/a/mae)
    * **BEiT** [[paper](https://arxiv.org/abs/2106.08254)] [page](https://www.microsoft.com/beit)
    * **iBOT** [paper](https://arxiv.org/abs/2111.07832) [code](https://github.com/a/ibot)
    ```
    """

    touches = ("links", "wording")
    severity = "error"
    yields_to = ("malformed-arxiv-id",)

    def check(self, document: Document) -> Iterator[Problem]:
        unrendered = list(_unrendered(document))
        taken = {at for each in unrendered for at in range(each.span.start, each.span.end + 1)}
        yield from unrendered
        for link in distinct(link for link in document.links if not looks_fine(link.url)):
            fault = url_fault(link.url, bare=link.form == "bare")
            if fault is not None and link.url_span.start not in taken:
                yield _problem(document, link, fault)


def _problem(document: Document, link: Link, fault: UrlFault) -> Problem:
    written = document.slice(link.url_span)
    # GitHub adds `http://` to a bare `www.`; with escapes and entities the place is not exact.
    start = link.url_span.start - (len(link.url) - len(written))
    if not link.url.endswith(written) or (written != link.url and link.form != "bare"):
        return Problem(link.url_span, fault.message, url=link.url)
    span = Span(max(start + fault.start, link.url_span.start), start + fault.end)
    fix = None
    if fault.replacement is not None:
        fix = Fix((Edit(span, fault.replacement),), fault.safe)
    return Problem(span, fault.message, fix, link.url)


def _unrendered(document: Document) -> Iterator[Problem]:
    """Yield the problems of those blocks whose brackets do not match their links."""
    text, links = document.text, document.links
    habits = LinkHabits(document)
    starts = [*(link.span.start for link in links), len(text) + 1]
    inline = list(accumulate((link.form == "inline" for link in links), initial=0))
    odd = sorted(match.start() for each in _ODD for match in each.finditer(text))
    odd.append(len(text) + 1)
    anchors = {heading.anchor for heading in document.headings}
    anchors.update(anchor.name.lower() for anchor in document.anchors)
    at, next_odd = 0, 0
    for block in document.blocks:
        start, end = block.span.start, block.span.end
        while starts[at] < start:
            at += 1
        first = at
        while starts[at] < end:
            at += 1
        while odd[next_odd] < start:
            next_odd += 1
        if (
            odd[next_odd] < end
            or (first < at and _is_lopsided(text[start:end], inline[at] - inline[first]))
            or (first == at and text.find("](", start, end) >= 0)
            or (
                first == at
                and text.find("(http", start, end) >= 0
                and _is_lopsided(text[start:end], 0)
            )
        ):
            yield from unrendered_links(document, block, links[first:at], anchors, habits)


def _is_lopsided(body: str, inline: int) -> bool:
    """Return whether a block has brackets without a partner, or `](` without a link."""
    return (
        body.count("](") != inline
        or body.count("[") != body.count("]")
        or body.count("(") != body.count(")")
    )
