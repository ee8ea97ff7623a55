"""The rule `mislabelled-link`."""

from collections.abc import Iterator
from itertools import pairwise

from awesomecheck import Document, DocumentRule, Entry, Problem
from awesomecheck_rules.entries._links import claims_code, claims_paper

_SHORTEST = 3
"""Shorter names of repositories are in too many titles."""


class MislabelledLink(DocumentRule):
    """A link labelled as code that leads to a paper, or as a paper that leads to code.

    Usually the line above was copied, and only one of its links was changed. Only clear cases are
    reported: code on arXiv or on a publisher's site, a paper that is a whole repository, and the
    repository of the entry above if it is named after that one alone. PDF files in repositories,
    project pages and supplements with code are fine.

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
        yield from _pasted(document)


def _pasted(document: Document) -> Iterator[Problem]:
    """Yield repositories left over from the entry above, after which they are named."""
    for above, entry in pairwise(document.entries):
        if above.section is not entry.section or not entry.is_paper:
            continue
        for each in entry.links:
            target = each.link.target
            if target.kind != "github" or each.role != "code" or target.path:
                continue
            name = _letters(target.id.partition("/")[2])
            is_pasted = (
                len(name) > _SHORTEST
                and name in _words(above)
                and name not in _words(entry)
                and not (each.label and name in _letters(each.label.text))
                and any(other.link.target == target for other in above.links)
            )
            if is_pasted:
                message = f"`{target.id}` is the code of the entry above: correct the link"
                yield Problem(each.link.address_span, message, url=each.link.url)


def _words(entry: Entry) -> str:
    """Return the letters of the name and the title of an entry."""
    return " ".join(_letters(field.text) for field in (entry.name, entry.title) if field)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
