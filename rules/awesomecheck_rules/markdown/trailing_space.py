"""The rule `trailing-space`."""

from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Severity, Span, regex
from awesomecheck_rules.markdown._inline import InlineText

_EMPTY_TASK = regex(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+\[[ xX]\]")
"""A task without a text; GitHub shows its box only if a space is behind it."""
_EMPTY_ITEM = regex(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])")
"""An item without a text, whose marker may wait for one."""
_INDENTED_BELOW = regex(r"\n(?:[ \t]*\n)*[ \t]+\S")
_MANY = 20


class TrailingSpace(DocumentRule):
    """Spaces or tabs at the end of a line.

    They are invisible and make diffs noisy. Two or more spaces inside a paragraph are a hard line
    break and are not reported; at the end of a paragraph, heading or table row they do nothing.
    The space that makes an empty `[ ]` a task box is needed, and one behind the marker of an
    item without a text is left to its author. Code, raw HTML and front matter are
    not checked. In a list with more than twenty such lines, which nobody cleans up in passing,
    they are infos.

    ```bad
    Papers on masked images,␠␠
    newest first.␠␠

    * [MAE](https://arxiv.org/abs/2111.06377)␠
    ```

    ```good
    Papers on masked images,␠␠
    newest first.

    * [MAE](https://arxiv.org/abs/2111.06377)
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        spans = list(_trailing(document))
        severity: Severity | None = "info" if len(spans) > _MANY else None
        for span in spans:
            fix = Fix((Edit(span, ""),))
            yield Problem(span, "trailing whitespace: remove it", fix, severity=severity)


def _trailing(document: Document) -> Iterator[Span]:
    """Yield the whitespace at the ends of lines that does nothing."""
    text = document.text
    inline = InlineText(document)
    for end in _ends(text):
        line_start = document.line_span(end).start
        start = line_start + len(text[line_start:end].rstrip(" \t"))
        if document.in_code(line_start) or document.in_html(line_start):
            continue
        if _EMPTY_ITEM.fullmatch(text, line_start, start):
            continue
        if start > line_start and _is_meant(document, inline, start, end):
            continue
        if _EMPTY_TASK.fullmatch(text, line_start, start):
            if _goes_on_below(document, end):
                continue  # the whitespace breaks the line
            start += 1
        if start < end:
            yield Span(start, end)


def _goes_on_below(document: Document, end: int) -> bool:
    """Return whether the line below the end of a list item's line belongs to that item, too."""
    below = document.source.line_at(end + 1) if end < len(document.text) else ""
    if _INDENTED_BELOW.match(document.text, end):
        return True  # text, or HTML
    block = document.block_at(end + 1 + len(below) - len(below.lstrip(" \t>"))) if below else None
    item = None if block is None or block.item is None else document.items[block.item]
    return item is not None and item.span.start < end


def _ends(text: str) -> list[int]:
    """Return the ends of lines with trailing whitespace, found by plain search for speed."""
    ends = [len(text)] if text.endswith((" ", "\t")) else []
    for ending in (" \n", "\t\n"):
        at = text.find(ending)
        while at >= 0:
            ends.append(at + 1)
            at = text.find(ending, at + 2)
    return sorted(ends)


def _is_meant(document: Document, inline: InlineText, start: int, end: int) -> bool:
    """Return whether whitespace inside a paragraph changes the rendered page."""
    block = document.block_at(start)
    if block is None or end >= block.span.end:
        return False
    text = document.text
    if text[start:end].endswith("  ") or text[start - 1] == "\\":
        return True  # a hard line break, or a backslash kept from being one
    piece = inline.piece_at(start)
    return piece is not None and piece.kind in ("code", "html")
