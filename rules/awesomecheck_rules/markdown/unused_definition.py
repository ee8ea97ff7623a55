"""The rule `unused-definition`."""

from collections.abc import Iterator, Mapping

from awesomecheck import (
    Definition,
    Document,
    DocumentRule,
    Edit,
    Fix,
    Problem,
    RelatedPlace,
    Span,
    nearest,
    regex,
)
from awesomecheck_rules.markdown._inline import InlineText

_COMMENT_URLS = frozenset({"", "#", "<>"})
_LABEL = regex(r"\[([^\[\]\n]{1,200})\]")
_DIGITS = regex(r"\d+")
_FEWEST_LETTERS = 5
_PER_LETTER = 7
"""A name of so many letters may have one wrong one."""
_MOST_LETTERS = 60
_MOST_COMPARED = 200
_NEUTRAL = regex(r"\s*(?:\Z|#{1,6}[ \t]|\[[^\[\]\n]+\]:)")
"""What may follow a removed definition and does not join the text above it."""


class UnusedDefinition(DocumentRule):
    """A link or footnote that is defined but never used.

    It is not rendered: readers see neither the link nor the text of the footnote. Where a label
    is defined twice, only the first definition is used. Comments in the form of a definition
    (`[//]: # (text)`) are not reported, and neither are labels used in a commented-out passage.

    Where the text has brackets that differ by a letter or two from the label, and no definition
    is for them, they are probably what it is for: the fix gives the definition their label, as
    without it the page shows only brackets.

    ```bad
    * [MAE][mae]

    [mae]: https://arxiv.org/abs/2111.06377
    [beit]: https://arxiv.org/abs/2106.08254
    ```

    ```good
    * [MAE][mae]

    [mae]: https://arxiv.org/abs/2111.06377
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        commented = _labels_in_comments(document)
        undefined: tuple[Mapping[str, Span], Mapping[str, Span]] | None = None
        first: dict[str, int] = {}
        for definition in document.definitions:
            earlier = first.setdefault(definition.label, document.line_of(definition.span))
            if definition.used or definition.url in _COMMENT_URLS:
                continue
            name = _name(document, definition)
            if definition.overridden:
                message = (
                    f"duplicate definition of `[{name}]`: only the one on line {earlier} is used"
                )
            elif name.casefold() in commented:
                continue
            else:
                if undefined is None:
                    undefined = _undefined_labels(document)
                alone, others = undefined
                meant = _meant(definition.label, alone)
                other = meant or others.get(definition.label)
                if other is not None:
                    yield _misspelt(document, definition, other, is_fixed=meant is not None)
                    continue
                message = f"unused definition `[{name}]`: use it or remove it"
            yield Problem(definition.span, message, _removal(document, definition))
        for footnote in document.footnotes:
            if not footnote.used and f"^{footnote.label}".casefold() not in commented:
                message = f"unused footnote `[^{footnote.label}]`: use it or remove it"
                yield Problem(footnote.span, message)


def _labels_in_comments(document: Document) -> frozenset[str]:
    return frozenset(
        label.casefold() for comment in document.comments for label in _LABEL.findall(comment.text)
    )


def _undefined_labels(document: Document) -> tuple[Mapping[str, Span], Mapping[str, Span]]:
    """Return the brackets that no definition is for, by label: alone, and by the nearest one.

    The latter are of `[text][label]`, which `undefined-reference` gives the nearest label.
    """
    alone: dict[str, Span] = {}
    others: dict[str, Span] = {}
    if any(link.form == "reference" for link in document.links):
        defined = {definition.label for definition in document.definitions}
        inline = InlineText(document)
        for match in _LABEL.finditer(document.text):
            label, span = _normalized(match[1]), Span(*match.span())
            behind = document.text[span.end : span.end + 2]
            if label in defined or behind[:1] in {"(", ":"} or not inline.is_text(span):
                continue
            if document.text[span.start - 1 : span.start] == "]" or behind == "[]":
                others.setdefault(label, span)
            elif behind[:1] != "[":
                alone.setdefault(label, span)
        if len(others) * len(defined) <= _MOST_COMPARED**2:
            others = {nearest(label, defined) or "": span for label, span in others.items()}
    return (alone if len(alone) <= _MOST_COMPARED else {}), others


def _normalized(label: str) -> str:
    return " ".join(label.split()).lower().upper()


def _meant(label: str, undefined: Mapping[str, Span]) -> Span | None:
    """Return the brackets for which a definition with a misspelt label is."""
    if not _FEWEST_LETTERS <= len(label) <= _MOST_LETTERS:
        return None
    most = min(2, len(label) // _PER_LETTER) or 1
    numbers = _DIGITS.findall(label)
    near = [
        other
        for other in undefined
        if _DIGITS.findall(other) == numbers and _distance(label, other, most) <= most
    ]
    return undefined[near[0]] if len(near) == 1 else None


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters have to be added, removed or replaced, if no more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, start=1):
        above, row = row, [at]
        for to, letter in enumerate(other, start=1):
            row.append(min(above[to] + 1, row[-1] + 1, above[to - 1] + (char != letter)))
    return row[-1]


def _misspelt(
    document: Document, definition: Definition, meant: Span, *, is_fixed: bool
) -> Problem:
    """Report a definition with another label than the brackets that it is for."""
    name, label = _name(document, definition), document.slice(meant)
    here = f"no definition of `{label}`: probably `[{name}]` on line"
    start = definition.span.start + 1
    edit = Edit(Span(start, start + len(name)), label[1:-1])
    return Problem(
        definition.span,
        f"unused definition `[{name}]`: probably for `{label}` on line {document.line_of(meant)}",
        Fix((edit,), safe=False) if is_fixed else None,
        also=(RelatedPlace(meant, f"{here} {document.line_of(definition.span)}"),),
    )


def _name(document: Document, definition: Definition) -> str:
    """Return the label of a definition as it is written."""
    return document.slice(definition.span).partition("[")[2].partition("]:")[0]


def _removal(document: Document, definition: Definition) -> Fix | None:
    """Remove the lines of a definition; None where the text around it could then join."""
    text = document.text
    start, end = definition.span.start, definition.span.end
    line_start = document.line_span(start).start
    indent = text[line_start:start]
    if len(indent) > 3 or indent.strip(" ") or not _NEUTRAL.match(text, end):
        return None
    end = min(end + 1, len(text))
    return Fix((Edit(Span(line_start, end), ""),), safe=False)
