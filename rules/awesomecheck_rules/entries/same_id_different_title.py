"""The rule `same-id-different-title`."""

from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Entry, Problem, RelatedPlace, Span
from awesomecheck_rules.entries._links import paper_link
from awesomecheck_rules.entries._repeats import titles_agree

_MOST_COMPARED = 8
"""A link with more titles than these is the same mistake again and again."""
_IDS = frozenset({"arxiv", "doi", "openreview"})


class SameIdDifferentTitle(DocumentRule):
    """Two entries with different titles that link to the same paper.

    Usually an entry was copied and its link was not changed, so that one of the two leads to the
    wrong paper. (Or the paper got a new title and is in the list under both.) Links are compared
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
    yields_to = ("conflict-marker",)
    learns = True

    def check(self, document: Document) -> Iterator[Problem]:
        groups: dict[str, list[tuple[Entry, Span]]] = {}
        for entry in document.entries:
            paper = paper_link(entry)
            if paper is None or paper.link.kind not in _IDS or not _is_titled(entry):
                continue
            span = paper.link.address_span
            group = groups.setdefault(paper.link.target.identity, [])
            compared = (each for each, _ in group[-_MOST_COMPARED:])
            if group and all(titles_agree(entry, each) is False for each in compared):
                first, its_span = group[0]
                there = RelatedPlace(its_span, _message(document, first, entry))
                message = _message(document, entry, first)
                yield Problem(span, message, url=paper.link.url, also=(there,))
            group.append((entry, span))


def _is_titled(entry: Entry) -> bool:
    """Return whether the title of an entry is more than one word, which may name a model.

    One paper may describe many models: `OPT-1.3|6.7|13B` is not another title of it. Text in
    scripts without spaces between words counts as several words.
    """
    title = entry.title.text.strip() if entry.title else ""
    return " " in title or not title.isascii()


def _message(document: Document, entry: Entry, other: Entry) -> str:
    title = other.title.text if other.title else ""
    where = document.line_seen_from(entry.span, other.span)
    return f"same link as `{title}` on {where}: check the link"
