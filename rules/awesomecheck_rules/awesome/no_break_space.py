"""The rule `no-break-space`."""

from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span, regex

_SPACES = "\u00a0\u2002-\u200b\u202f\u205f\u3000"
"""Spaces that look like a usual one, or are not seen, but are others."""
_SEPARATOR = regex(rf"(?<=[)\]])([ {_SPACES}]+[-–—][ {_SPACES}]+|[-–—][{_SPACES}]+)")
_REACH = 4
_SPACE = regex(rf"[{_SPACES}]")


class NoBreakSpace(DocumentRule):
    """A space beside the dash of an entry that is another character.

    It looks like a usual space, but programs that read `- [Name](url) - Description.` do not find
    the dash. Some keyboards write it where a key is held too long.

    ```bad
    - [zoxide](https://github.com/ajeetdsouza/zoxide) -\u00a0Jumps between folders.
    ```

    ```good
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders.
    ```
    """

    enabled = False
    badge_turns_on = "classic"
    lists_only = True
    touches = ("marks", "wording")

    def check(self, document: Document) -> Iterator[Problem]:
        if document.text.isascii():
            return
        last = 0
        for space in _SPACE.finditer(document.text):
            start = max(last, space.start() - _REACH)
            found = _SEPARATOR.search(document.text, start, space.start() + _REACH)
            block = document.block_at(space.start())
            if not found or block is None or block.item is None or space.start() < last:
                continue
            last = found.end()
            spaces = list(_SPACE.finditer(document.text, *found.span()))
            if not spaces:
                continue
            edits = tuple(Edit(Span(*each.span()), " ") for each in spaces)
            code = f"U+{ord(spaces[0].group()):04X}"
            message = f"{code} beside the dash, which is no usual space: use a space"
            yield Problem(Span(spaces[0].start(), spaces[-1].end()), message, Fix(edits))
