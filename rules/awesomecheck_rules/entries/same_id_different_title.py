"""The rule `same-id-different-title`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Entry, Problem
from awesomecheck_rules.entries._repeats import paper_link, titles_agree, where

_COMPARED = 8
"""A link that stands for more titles than these is the same slip again and again."""
_IDS = frozenset({"arxiv", "doi", "openreview"})


@dataclass(frozen=True, slots=True)
class SameIdDifferentTitle(DocumentRule):
    """Two titles that link to one paper.

    An entry was copied, and its link was not changed: the reader of one of them gets another
    paper. (Or the paper has got a new title, and is in the list under both.) Links are compared
    by arXiv id, DOI and OpenReview id.

    ```bad
    * **MAE**: Masked Autoencoders Are Scalable Vision Learners. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    * **BEiT**: BERT Pre-Training of Image Transformers. [[ICLR'2022](https://arxiv.org/abs/2111.06377)]
    ```

    ```good
    * **MAE**: Masked Autoencoders Are Scalable Vision Learners. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    * **BEiT**: BERT Pre-Training of Image Transformers. [[ICLR'2022](https://arxiv.org/abs/2106.08254)]
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        groups: dict[str, list[Entry]] = {}
        for entry in document.entries:
            paper = paper_link(entry)
            if paper is None or entry.title is None or paper.link.kind not in _IDS:
                continue
            group = groups.setdefault(paper.link.target.identity, [])
            if all(titles_agree(entry, other) is False for other in group[-_COMPARED:]) and group:
                link, title = paper.link, group[0].title
                span = link.span if link.form == "reference" else link.url_span
                called = f"“{title.text}” " if title else ""
                message = f"the same paper is called {called}{where(document, entry, group[0])}"
                yield Problem(span, message, url=link.url)
            group.append(entry)
