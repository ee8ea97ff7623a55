"""The rule `malformed-link`."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
import re
from typing import ClassVar

from awesomecheck import Document, DocumentRule, Edit, Fix, Link, Problem, Span, Touch
from awesomecheck_rules.links._destination import Fault, destination_fault, looks_fine
from awesomecheck_rules.links._habits import LinkHabits
from awesomecheck_rules.links._leftover import UNSEEN, leftover_problems

_ODD = (
    re.compile(rf"\](?:[ \t{UNSEEN}]+\(|[ \t]*\n[ \t]*\(|（|\[?https?://)"),
    re.compile(r"\)\[https?://"),
)
"""What betrays a link that is none even where all brackets are paired."""


@dataclass(frozen=True, slots=True)
class MalformedLink(DocumentRule):
    """A link that is broken by the way it is written.

    Either GitHub shows the brackets as they are typed, or the link leads nowhere: a blank
    between `]` and `(`, seen or not, a bracket too few or too many, a blank or words for an
    address, two addresses in one, a scheme that is missing, doubled or misspelt, a stray
    character before or after the address. A link into the page is one of these where the page
    has that place. Where only one thing can be meant, there is a fix.

    `[[CVPR'2022](url)]` and `[[code]](url)` are common idioms and valid; so are task boxes,
    footnotes, `[1] (2020)` and remarks in parentheses that hold no address.

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

    touches: ClassVar[tuple[Touch, ...]] = ("links", "wording")
    severity = "error"

    def check(self, document: Document) -> Iterator[Problem]:
        leftovers = list(_leftovers(document))
        taken = {at for each in leftovers for at in range(each.span.start, each.span.end + 1)}
        yield from leftovers
        seen: set[int] = set()
        for link in document.links:
            if looks_fine(link.url):
                continue
            fault = destination_fault(link.url, bare=link.form == "bare")
            start = link.url_span.start
            if fault is not None and start not in seen and start not in taken:
                seen.add(start)
                yield _placed(document, link, fault)


def _placed(document: Document, link: Link, fault: Fault) -> Problem:
    written = document.slice(link.url_span)
    # GitHub puts `http://` before a bare `www.`; escapes and entities leave no exact place.
    start = link.url_span.start - (len(link.url) - len(written))
    if not link.url.endswith(written) or (written != link.url and link.form != "bare"):
        return Problem(link.url_span, fault.message, url=link.url)
    span = Span(max(start + fault.start, link.url_span.start), start + fault.end)
    fix = None
    if fault.replacement is not None:
        fix = Fix((Edit(span, fault.replacement),), fault.safe)
    return Problem(span, fault.message, fix, link.url)


def _leftovers(document: Document) -> Iterator[Problem]:
    """Problems of the blocks whose brackets do not add up."""
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
        ):
            yield from leftover_problems(document, block, links[first:at], anchors, habits)


def _is_lopsided(body: str, inline: int) -> bool:
    """Whether a block has more places where an inline link could be than it has such links."""
    return (
        body.count("](") != inline
        or body.count("[") != body.count("]")
        or body.count("(") != body.count(")")
    )
