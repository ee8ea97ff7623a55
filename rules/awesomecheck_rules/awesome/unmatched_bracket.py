"""The rule `unmatched-bracket`."""

from collections.abc import Iterator, Sequence
import re

from awesomecheck import Block, Document, DocumentRule, Problem, Span, regex

_PAIRS = {"(": ")", "（": "）", "「": "」", "『": "』", "《": "》", "【": "】", "“": "”"}
_OPENINGS = {closing: opening for opening, closing in _PAIRS.items()}
_MARK = regex(f"[{''.join(map(re.escape, (*_PAIRS, *_OPENINGS)))}]")
_NUMBER = regex(r"(?:^|[\s(,;])(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})$|[:;=8xX]['’^-]?$|\(ツ$")
"""What is before a mark that closes nothing: `1)`, `a)`, `:)`."""
_LONE_QUOTE = regex(r"""(?:^|[\s(\[:,–—-])(?P<mark>")(?=[^\W\d_])""")
"""A straight quotation mark that opens; one that only closes may be inches: `7"`."""
_SAD = regex(r"[:;=]['’-]?\((?!\w)")


class UnmatchedBracket(DocumentRule):
    """A bracket or a quotation mark without its other half in a text.

    One of the two was lost or is too many. Code, URLs, emoticons and numbers such as `1)` do not
    count, nor do apostrophes. A straight quote is reported if it opens, and is the only one.

    ```bad
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders (like z.
    ```

    ```good
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders (like z).
    ```
    """

    enabled = False
    badge_turns_on = "classic"
    yields_to = ("malformed-link",)
    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        text = document.text
        pairs = [pair for pair in _PAIRS.items() if pair[0] in text or pair[1] in text]
        for block in document.blocks:
            if block.kind != "cell":
                start, end = block.span.start, block.span.end
                if text.count('"', start, end) == 1:
                    yield from _lone_quote(block)
                if all(
                    text.count(opening, start, end) == text.count(closing, start, end)
                    for opening, closing in pairs
                ):
                    continue
                found = _unmatched(block)
                if len(found) == 1:
                    at, mark = found[0]
                    other = _PAIRS.get(mark) or _OPENINGS[mark]
                    message = f"`{mark}` without `{other}`: add it, or remove this one"
                    yield Problem(Span(at, at + 1), message)


def _lone_quote(block: Block) -> Iterator[Problem]:
    for kind, text, start, end in block.runs():
        if kind == "text" and end - start == len(text) and (found := _LONE_QUOTE.search(text)):
            at = start + found.start("mark")
            yield Problem(Span(at, at + 1), '`"` that is not closed: add one, or remove it')


def _unmatched(block: Block) -> Sequence[tuple[int, str]]:
    """Return the marks of a paragraph that have no other half, each with its position."""
    waiting: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    for kind, text, start, end in block.runs():
        if kind != "text" or end - start != len(text):
            continue
        sad = {found.end() - 1 for found in _SAD.finditer(text)}
        for found in _MARK.finditer(text):
            at, mark = found.start(), found.group()
            if mark in _PAIRS:
                if at not in sad:
                    waiting.append((start + at, mark))
            elif waiting and waiting[-1][1] == _OPENINGS[mark]:
                waiting.pop()
            elif not _NUMBER.search(text[:at]):
                alone.append((start + at, mark))
    return [*alone, *waiting]
