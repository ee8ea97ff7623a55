"""The rule `mislabelled-link`."""

from collections.abc import Iterator
from dataclasses import dataclass

from awesomecheck import Document, DocumentRule, Problem
from awesomecheck_rules.entries._links import claims_code, claims_paper


@dataclass(frozen=True, slots=True)
class MislabelledLink(DocumentRule):
    """A link labelled as code that leads to a paper, or as a paper that leads to code.

    Usually the line above was copied, and only one of its links was changed. Only clear cases are
    reported: code on arXiv or on a publisher's site, a paper that is a whole repository. PDF
    files in repositories, project pages and supplements with code are fine.

    ```bad
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)] [[code](https://arxiv.org/abs/2106.08254)]
    ```

    ```good
    * **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)] [[code](https://github.com/facebookresearch/mae)]
    ```
    """

    lists_only = True
    yields_to = ("swapped-links",)

    def check(self, document: Document) -> Iterator[Problem]:
        for entry in document.entries:
            for each in entry.links:
                link = each.link
                if claims_code(each):
                    message = f"labelled as code, but {link.target.host} hosts papers"
                elif claims_paper(each):
                    message = f"labelled as a paper, but `{link.target.id}` is a repository"
                else:
                    continue
                message += ": correct the link or its label"
                yield Problem(link.address_span, message, url=link.url)
