"""The rule `title-differs`."""

from collections.abc import Iterator, Sequence
import unicodedata

from awesomecheck import Document, Entry, LinkRule, Problem, Verdicts, regex

_WORD = regex(r"[^\W_]+")
_COMMAND = regex(r"\\[A-Za-z]+")
_SMALL = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "by", "for", "from", "how", "in", "into", "is", "it",
        "its", "of", "on", "or", "over", "the", "to", "toward", "towards", "under", "using", "via",
        "with", "without",
    }
)  # fmt: skip
_FEWEST = 3
"""Words of a title that say what a paper is about."""
_PREFIX = 4
"""Letters that two forms of a word share: `learn`, `learning`."""
_SHARED = 1 / 4
"""Papers get other titles, of which some words stay; those of another paper share fewer."""


class TitleDiffers(LinkRule):
    """A title that is not that of the paper on arXiv to which the entry links.

    An entry was copied and its link was not changed, or an id has a wrong digit: readers get
    another paper. Only titles that have nearly no words in common are reported, and only where
    none of the authors that the entry names is one of the paper. Papers are renamed from version
    to version: other words, another order, a subtitle more or less, LaTeX and truncated titles do
    not count.

    ```links
    https://arxiv.org/abs/2111.06377 alive ok title=Masked_Autoencoders_for_Vision
    ```

    ```bad
    * **BEiT**: Pre-Training of Image Transformers. [[ICLR'2022](https://arxiv.org/abs/2111.06377)]
    ```

    ```good
    * **MAE**: Masked Autoencoders for Vision. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]
    ```
    """

    lists_only = True

    def check(self, document: Document, verdicts: Verdicts) -> Iterator[Problem]:
        for entry in document.entries:
            paper = entry.link("paper")
            if paper is None or paper.link.kind != "arxiv" or entry.title is None:
                continue
            verdict = verdicts.get(paper.link)
            title = verdict.facts.get("title") if verdict else None
            authors = verdict.facts.get("authors") if verdict else None
            if not isinstance(title, str) or not _are_other_titles(entry, title):
                continue
            if isinstance(authors, tuple) and _share_an_author(entry, authors):
                continue
            yield Problem(
                paper.link.address_span,
                f"arXiv:{paper.link.target.id} is `{title}`: correct the link or the title",
                url=paper.link.url,
            )


def _are_other_titles(entry: Entry, title: str) -> bool:
    """Return whether a title is another one than that of an entry, and not another form of it."""
    own, other = _stems(entry.title.text if entry.title else ""), _stems(title)
    if entry.name is not None and not _stems(entry.name.text).isdisjoint(other):
        return False
    if min(len(own), len(other)) < _FEWEST or not all(map(str.isascii, own | other)):
        return False  # too short, or translated
    return len(own & other) < _SHARED * min(len(own), len(other))


def _share_an_author(entry: Entry, authors: Sequence[str]) -> bool:
    """Return whether an author of an entry has a name of one of a paper's authors."""
    named = {word for author in entry.authors for word in _words(author.text) if len(word) > 1}
    return any(word in named for author in authors for word in _words(author)[-1:])


def _stems(title: str) -> frozenset[str]:
    """Return how the words of a title begin, without small words."""
    return frozenset(word[:_PREFIX] for word in _words(title) if word not in _SMALL)


def _words(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents and LaTeX."""
    plain = unicodedata.normalize("NFKD", _COMMAND.sub(" ", text)).casefold()
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))
