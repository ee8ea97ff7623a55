"""The rule `code-available`."""

from collections import Counter
from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from msgspec import Struct

from awesomecheck import (
    Code,
    Document,
    Edit,
    Entry,
    EntryLink,
    FactRule,
    Facts,
    Fix,
    Problem,
    Span,
    regex,
)

_FEWEST, _SHARE = 3, 1 / 5
"""Entries with code in a list that has links to code on purpose."""
_JOINT = regex(r"[^\n|]{0,20}")
"""What is between the links to paper and code in one line."""
_URL = regex(r"https?:|www\.", re.IGNORECASE)


class CodeAvailable(FactRule):
    """A paper whose code came out, without a link to it.

    Authors name their repository on arXiv, in the abstract or in the comment, often after a list
    has taken the paper in. Where links are checked, that is read; the configuration can have
    Hugging Face asked, too (`facts: {hugging-face: true}`), and `--peers` names a folder of other
    lists. Only lists that link to code are checked, and only entries without any repository. Two
    sources that agree, or two other lists, are enough for a fix, which writes the link as the list
    writes others; it is unsafe, because a list may leave it out on purpose. What only one source
    says is to be looked at, and so is one repository for two entries.

    ```links
    https://arxiv.org/abs/2111.06377 alive ok code=https://github.com/facebookresearch/mae;
    https://huggingface.co/api/papers/2111.06377 alive ok code=https://github.com/facebookresearch/mae
    ```

    ```bad
    * Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    * BERT Pre-Training. [[ICLR'2022](https://arxiv.org/abs/2106.08254)] [[code](https://github.com/a/beit)]
    * Simple Frameworks. [[CVPR'2022](https://arxiv.org/abs/2111.09886)] [[code](https://github.com/a/simmim)]
    * Context Autoencoders. [[IJCV'2023](https://arxiv.org/abs/2202.03026)] [[code](https://github.com/a/cae)]
    ```

    ```good
    * Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)] [[code](https://github.com/facebookresearch/mae)]
    * BERT Pre-Training. [[ICLR'2022](https://arxiv.org/abs/2106.08254)] [[code](https://github.com/a/beit)]
    * Simple Frameworks. [[CVPR'2022](https://arxiv.org/abs/2111.09886)] [[code](https://github.com/a/simmim)]
    * Context Autoencoders. [[IJCV'2023](https://arxiv.org/abs/2202.03026)] [[code](https://github.com/a/cae)]
    ```
    """

    lists_only = True
    severity = "info"
    touches = ("links", "additions")

    def grounds(self, document: Document) -> Iterator[str]:
        if _links_to_code(document):
            lacking = sum(not _has_repository(entry) for entry in document.entries)
            yield (
                f"{lacking} of {len(document.entries)} entries have no link to code: what arXiv"
                " says of them is known if links are checked, or were before"
            )

    def check(self, document: Document, facts: Facts) -> Iterator[Problem]:
        if not _links_to_code(document):
            return
        form = _usual_form(document)
        found = [each for entry in document.entries if (each := _found(entry, facts))]
        named = Counter(each.code.url.lower() for each in found)
        listed = {link.target.identity for link in document.links if link.kind == "github"}
        for entry, paper, code in found:
            repository = code.url.lower()
            if f"github:{repository.removeprefix('https://github.com/')}" in listed:
                continue  # of a series of papers, or of the entry above
            message = f"code, according to {code.source}: {code.url}"
            is_sure = code.is_sure and named[repository] == 1
            fix = _fix(entry, paper, form, code.url) if is_sure else None
            yield Problem(paper.link.span, message, fix, url=paper.link.url)


class _Found(NamedTuple):
    """An entry without code, its paper, and the repository that sources name."""

    entry: Entry
    paper: EntryLink
    code: Code


def _found(entry: Entry, facts: Facts) -> _Found | None:
    paper = entry.link("paper")
    if paper is None or _has_repository(entry):
        return None
    code = facts.code(entry)
    return _Found(entry, paper, code[0]) if len(code) == 1 else None


def _links_to_code(document: Document) -> bool:
    having = sum(entry.link("code") is not None for entry in document.entries)
    return having >= _FEWEST and having >= _SHARE * len(document.entries)


def _has_repository(entry: Entry) -> bool:
    return any(each.role == "code" or each.link.kind == "github" for each in entry.links)


class _Form(Struct, frozen=True):
    """How a link to code follows that to the paper."""

    before: str
    """What is between the two: `] [`."""
    start: str
    """The link up to its URL: `[code](`."""
    end: str
    form: str
    """That of the entry."""


def _usual_form(document: Document) -> _Form | None:
    """Return how most entries write the link to code, if it follows that to the paper."""
    found: Counter[_Form] = Counter()
    for entry in document.entries:
        paper, code = entry.link("paper"), entry.link("code")
        if paper is None or code is None or paper.link.span.end > code.link.span.start:
            continue
        text, own, url = document.text, code.link.span, code.link.url_span
        before = text[paper.link.span.end : own.start]
        start, end = text[own.start : url.start], text[url.end : own.end]
        if _JOINT.fullmatch(before) and not _URL.search(before + start + end):
            found[_Form(before, start, end, entry.form)] += 1
    return max(found, key=found.__getitem__) if found else None


def _fix(entry: Entry, paper: EntryLink, form: _Form | None, url: str) -> Fix | None:
    """Return the fix that adds the link, where the paper is the last of the links."""
    if form is None or form.form != entry.form or not _is_last(paper, entry.links):
        return None
    at = paper.link.span.end
    edit = Edit(Span(at, at), f"{form.before}{form.start}{url}{form.end}")
    return Fix((edit,), safe=False)


def _is_last(paper: EntryLink, links: Sequence[EntryLink]) -> bool:
    return all(each.link.span.end <= paper.link.span.end for each in links)
