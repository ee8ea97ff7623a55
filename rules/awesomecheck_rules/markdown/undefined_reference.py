"""The rule `undefined-reference`."""

from collections.abc import Collection, Iterator
import re

from msgspec import Struct

from awesomecheck import (
    Definition,
    Document,
    DocumentRule,
    Edit,
    Fix,
    Problem,
    Span,
    nearest,
    regex,
)
from awesomecheck_rules.markdown._inline import InlineText

_DEFINITION = regex(
    r"^ {0,3}(?P<mark>\[(?P<label>[^\[\]\\\n^][^\[\]\\\n]{0,200})\]:)[ \t]+<?https?://\S+[^\n]*$",
    re.MULTILINE,
)
_BRACKETED = regex(r"\[([^\[\]\\\n]{1,200})\](?!\()")
_LABEL = regex(r"\]\[([^\[\]\\\n]{0,200})\]")
_FOOTNOTE = regex(r"\[\^(\w[\w.-]{0,99})\](?![+*?{])")
_BRACKET = regex(r"(?<!\\)[\[\]]")
_LONGEST_TEXT = 500
_MOST_SUGGESTIBLE = 500
_WORD_CHARACTER = regex(r"\w")


class UndefinedReference(DocumentRule):
    """A reference to a link or footnote that is not defined.

    GitHub shows the brackets as they are written, where a link should be. Brackets are common in
    text, so `[text][label]` and `[label][]` count as references only in a list that defines
    labels and uses them; `[label]` alone is never reported.

    A definition right below a line of text is text, too: it needs a blank line before it. It is
    reported if a reference has its label.

    ```bad
    * [MAE][mae], [BEiT][biet]

    [mae]: https://arxiv.org/abs/2111.06377
    [beit]: https://arxiv.org/abs/2106.08254
    ```

    ```good
    * [MAE][mae], [BEiT][beit]

    [mae]: https://arxiv.org/abs/2111.06377
    [beit]: https://arxiv.org/abs/2106.08254
    ```

    ```bad
    See [the survey][survey] first.
    [survey]: https://arxiv.org/abs/2111.06377
    ```

    ```good
    See [the survey][survey] first.

    [survey]: https://arxiv.org/abs/2111.06377
    ```

    ```bad
    Papers with code come first.[^1]
    ```

    ```good
    Papers with code come first.[^1]

    [^1]: As far as the authors tell.
    ```
    """

    touches = ("links", "wording")

    def check(self, document: Document) -> Iterator[Problem]:
        swallowed = list(_swallowed(document)) if "]: " in document.text else []
        yield from (each.problem for each in swallowed)
        if any(definition.used for definition in document.definitions):
            yield from _undefined_labels(document, {each.label for each in swallowed})
        if "[^" in document.text:
            yield from _undefined_footnotes(document)


class _Swallowed(Struct, frozen=True):
    """A definition that is a part of the paragraph above it."""

    label: str
    problem: Problem


def _swallowed(document: Document) -> Iterator[_Swallowed]:
    """Yield the definitions right below text to which references lead."""
    inline = InlineText(document)
    found = list(_DEFINITION.finditer(document.text))
    marks = {each.start("mark") for each in found}
    referenced = {
        _normalized(each[1])
        for each in (_BRACKETED.finditer(document.text) if found else ())
        if each.start() not in marks and inline.is_text(Span(*each.span()))
    }
    wanted = referenced.difference(_normalized(each.label) for each in document.definitions)
    end, fix = -1, Fix(())
    for each in found:
        mark = Span(*each.span("mark"))
        if not inline.is_text(mark):
            continue
        if each.start() != end + 1:  # the first of some below each other
            fix = Fix((Edit(Span(each.start(), each.start()), "\n"),))
        end = each.end()
        if (label := _normalized(each["label"])) in wanted:
            message = f"no blank line above `{each['mark']}`: not rendered as a definition"
            yield _Swallowed(label, Problem(mark, message, fix))


def _undefined_labels(document: Document, swallowed: Collection[str]) -> Iterator[Problem]:
    known = {each.label: _written_label(document, each) for each in document.definitions}
    suggestible = known if len(known) <= _MOST_SUGGESTIBLE else ()
    inline = InlineText(document)
    for match in _LABEL.finditer(document.text):
        closing = match.start()
        opening = _opening_bracket(document, closing)
        if opening is None or not _is_unlinked(document, inline, Span(opening, match.end())):
            continue
        collapsed = not match[1].strip()
        span = Span(opening + 1, closing) if collapsed else Span(*match.span(1))
        label = document.slice(span)
        if not _WORD_CHARACTER.search(label) or label.startswith("^"):
            continue
        if _normalized(label) in swallowed:
            continue
        near = nearest(_normalized(label), suggestible)
        if near:
            written = known[near]
            # A collapsed reference gets its label after it, so that the page looks the same.
            fix = Fix((Edit(Span(*match.span(1)), written),), safe=False)
            yield Problem(span, f"undefined reference `[{label}]`: probably `[{written}]`", fix)
        else:
            message = f"undefined reference `[{label}]`: not rendered as a link"
            yield Problem(Span(opening, match.end()), message)


def _is_unlinked(document: Document, inline: InlineText, span: Span) -> bool:
    """Return whether brackets are text; those of an image may be in a link, or have an image."""
    if document.text[span.start - 1 : span.start] == "!":
        pieces = (inline.piece_at(span.start), inline.piece_at(span.end - 1))
        return all(piece is not None and piece.kind == "text" for piece in pieces)
    end = document.text.rfind("][", span.start, span.end)
    return inline.is_text(Span(end, span.end)) and not inline.touches_link(Span(span.start, end))


def _written_label(document: Document, definition: Definition) -> str:
    return document.slice(definition.span).partition("[")[2].partition("]:")[0]


def _normalized(label: str) -> str:
    """Normalize a label as CommonMark does."""
    return " ".join(label.split()).lower().upper()


def _opening_bracket(document: Document, closing: int) -> int | None:
    """Return the opening bracket of a closing one; None after a word, as in `a[0][1]`."""
    block = document.block_at(closing)
    if block is None:
        return None
    first = max(block.span.start, closing - _LONGEST_TEXT)
    depth = 0
    for match in reversed(list(_BRACKET.finditer(document.text, first, closing))):
        depth += 1 if match.group() == "]" else -1
        if depth < 0:
            before = document.text[match.start() - 1 : match.start()]
            return None if before.isalnum() else match.start()
    return None


def _undefined_footnotes(document: Document) -> Iterator[Problem]:
    known = {footnote.label.casefold() for footnote in document.footnotes}
    inline = InlineText(document)
    for match in _FOOTNOTE.finditer(document.text):
        span = Span(*match.span())
        if match[1].casefold() not in known and inline.is_text(span):
            yield Problem(span, f"undefined footnote `{match.group()}`: not rendered as a link")
