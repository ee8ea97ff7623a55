"""The rule `same-id-different-title`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Entry, Place, Problem, Span
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

    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        groups: dict[str, list[Entry]] = {}
        for entry in document.entries:
            paper = paper_link(entry)
            if paper is None or paper.link.kind not in _IDS or not _is_titled(entry):
                continue
            group = groups.setdefault(paper.link.target.identity, [])
            if group and all(titles_agree(entry, each) is False for each in group[-_COMPARED:]):
                there = Place(_place(group[0]), _message(document, group[0], entry))
                message = _message(document, entry, group[0])
                yield Problem(_place(entry), message, url=paper.link.url, also=(there,))
            group.append(entry)


def _is_titled(entry: Entry) -> bool:
    """Whether an entry has a title of words, not one word that may be the name of a model.

    Many models come with one paper: `OPT-1.3|6.7|13B` is no other title of it. Scripts in which
    words have no blanks between them are taken for words.
    """
    title = entry.title.text.strip() if entry.title else ""
    return " " in title or not title.isascii()


def _place(entry: Entry) -> Span:
    paper = paper_link(entry)
    if paper is None:
        return entry.span
    return paper.link.span if paper.link.form == "reference" else paper.link.url_span


def _message(document: Document, entry: Entry, other: Entry) -> str:
    called = f"“{other.title.text}” " if other.title else ""
    return f"the same paper is called {called}{where(document, entry, other)}"
