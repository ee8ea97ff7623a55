"""The rule `all-capitals`."""

from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Entry, Field, Problem

_FEWEST_WORDS = 4
"""Fewer words may be an acronym or a name."""
_FEWEST_LETTERS = 20
_SHORTEST_NAME = 3
_USUAL = 0.05
"""A larger share of such entries is how the list writes."""


class AllCapitals(DocumentRule):
    """A title, a description or an author in capital letters only.

    They are harder to read, and a search that minds the case does not find them. Acronyms,
    initials and short names are not reported, and nothing is in a list that has many such entries.

    ```bad
    * **MAE**: KAIMING HE, Xinlei Chen, Saining Xie.
      - MASKED AUTOENCODERS ARE SCALABLE VISION LEARNERS. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```

    ```good
    * **MAE**: Kaiming He, Xinlei Chen, Saining Xie.
      - Masked Autoencoders Are Scalable Vision Learners. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```
    """

    severity = "info"
    lists_only = True
    learns = True

    def check(self, document: Document) -> Iterator[Problem]:
        found = [(entry, list(_in_capitals(entry))) for entry in document.entries]
        loud = sum(
            1 for entry, fields in found if fields and not document.is_new(entry.span.start)
        )
        if loud > max(1, _USUAL * len(found)):
            return
        for _, fields in found:
            for what, field in fields:
                yield Problem(field.span, f"{what} in capitals: use small letters, too")


def _in_capitals(entry: Entry) -> Iterator[tuple[str, Field]]:
    for what, field in (("title", entry.title), ("description", entry.description)):
        if field is not None and _is_loud_text(field.text):
            yield what, field
    for author in entry.authors if len(entry.authors) > 1 else ():
        if _is_loud_name(author.text):
            yield "author", author


def _is_loud_text(text: str) -> bool:
    if not text.isupper() or len(text.split()) < _FEWEST_WORDS:
        return False
    capitals = sum(map(str.isupper, text))
    # Other scripts have letters without a case.
    return capitals >= _FEWEST_LETTERS and capitals == sum(map(str.isalpha, text))


def _is_loud_name(name: str) -> bool:
    words = name.replace(".", " ").split()
    return name.isupper() and len(words) > 1 and len(words[0]) >= _SHORTEST_NAME < len(name)
