"""The rule `swapped-links`."""

from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span
from awesomecheck_rules.entries._links import claims_code, claims_paper


class SwappedLinks(DocumentRule):
    """An entry whose links to paper and code are swapped.

    Each has the address of the other: a reader who wants the code gets the paper. The fix swaps
    the addresses and leaves the labels where they are.

    ```bad
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://github.com/facebookresearch/mae)] [[code](https://arxiv.org/abs/2111.06377)]
    ```

    ```good
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)] [[code](https://github.com/facebookresearch/mae)]
    ```
    """

    lists_only = True
    touches = ("links",)

    def check(self, document: Document) -> Iterator[Problem]:
        for entry in document.entries:
            if len(entry.links) < 2:
                continue
            papers = [each.link for each in entry.links if claims_paper(each)]
            if not papers:
                continue
            codes = [each.link for each in entry.links if claims_code(each)]
            if len(papers) != 1 or len(codes) != 1:
                continue
            paper, code = papers[0], codes[0]
            span = Span(min(paper.span.start, code.span.start), max(paper.span.end, code.span.end))
            message = "the links to paper and code are swapped: exchange their addresses"
            fix = None
            if paper.form == code.form == "inline":
                edits = (
                    Edit(paper.url_span, document.slice(code.url_span)),
                    Edit(code.url_span, document.slice(paper.url_span)),
                )
                fix = Fix(tuple(sorted(edits, key=lambda edit: edit.span.start)))
            yield Problem(span, message, fix)
