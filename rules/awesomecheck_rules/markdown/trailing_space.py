"""The rule `trailing-space`."""

from collections.abc import Iterator
from dataclasses import dataclass
import re

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span

_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TrailingSpace(DocumentRule):
    """Blanks at the end of a line.

    They are invisible, make noise in diffs, and two of them by accident break a line. Two or
    more spaces between two lines of a paragraph are a hard line break, which is meant: they
    stay. Code is left alone.

    ```bad
    * [MAE](https://arxiv.org/abs/2111.06377)␠
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```
    """

    def check(self, document: Document) -> Iterator[Problem]:
        text = document.text
        for match in _TRAILING.finditer(text):
            if document.in_code(match.start()) or _is_hard_break(text, match):
                continue
            span = Span(*match.span())
            yield Problem(span, "blanks at the end of the line", Fix((Edit(span, ""),)))


def _is_hard_break(text: str, match: re.Match[str]) -> bool:
    # Whether the next line goes on with the paragraph only the parser could say for sure; a
    # line that is not blank is close enough to be left alone.
    if not match.group().endswith("  "):
        return False
    rest = text[match.end() + 1 : match.end() + 200].partition("\n")[0]
    return bool(rest.strip()) and bool(text[: match.start()].rpartition("\n")[2].strip())
