"""The rule `repeated-word`."""

from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Edit, Problem, Span, regex
from awesomecheck_rules.markdown._inline import InlineText, fix_of_text

_WORDS = (
    *("the", "an", "and", "of", "to", "in", "on", "for", "with", "from", "by", "at", "as", "or"),
    *("is", "are", "be", "was", "can", "will", "it", "its", "this", "which", "your", "you", "we"),
    *("et", "al.", "into", "using", "based", "their", "than", "has", "have", "not", "but", "if"),
)
"""Words that nobody writes twice on purpose, as in `many many more`."""
_COMMA = regex(r",[ ]?,(?=[ \n])")
_STOPS = regex(r"(?<=[^\W_])\.(\.|[ ]\.)(?=\s|$)")


class RepeatedWord(DocumentRule):
    """A short word, or a comma or period, that is there twice.

    Mostly one is left over from a change. Reported are words such as `the`, `and` or `with`, two
    commas in a row, and two periods at the end of a text. Three periods are an ellipsis.

    ```bad
    - [Salad](https://example.org/salad) - All of the the leaves..
    ```

    ```good
    - [Salad](https://example.org/salad) - All of the leaves.
    ```
    """

    lists_only = True
    touches = ("marks", "wording")
    yields_to = ("author-list", "description-period", "unlike-template")

    def check(self, document: Document) -> Iterator[Problem]:
        inline = InlineText(document)
        for span, message in sorted(_repeated(document.text), key=lambda each: each[0].start):
            if inline.is_words(span.start):
                yield Problem(span, message, fix_of_text(document, Edit(span, "")))


def _repeated(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what is there for the second time, and how to say that."""
    for word in _WORDS:
        at = text.find(f" {word} {word} ")
        while at >= 0:
            start = at + 1 + len(word)
            yield Span(start, start + 1 + len(word)), f"`{word}` twice: remove one"
            at = text.find(f" {word} {word} ", start)
    at = text.find(",")
    while at >= 0:
        if match := _COMMA.match(text, at):
            yield Span(at + 1, match.end()), "`,` twice: remove one"
        at = text.find(",", at + 1)
    for match in _STOPS.finditer(text):
        if _ends_text(text, match.end()):
            yield Span(*match.span(1)), "`.` twice: remove one"


def _ends_text(text: str, end: int) -> bool:
    """Return whether nothing or a new sentence follows."""
    rest = text[end : end + 2]
    return not rest.strip() or rest.startswith("\n") or rest[1:2] in "(["
