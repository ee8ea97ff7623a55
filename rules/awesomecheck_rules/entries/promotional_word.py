"""The rule `promotional-word`."""

from collections.abc import Iterator
import re

from awesomecheck import Document, DocumentRule, Field, Problem, Span, regex

_NO_TEXT = regex(r"`[^`\n]*`|\]\([^)\s]*\)|https?://\S+")
"""What is no text of a description: code and URLs."""


class PromotionalWord(DocumentRule):
    """A word of praise in a description.

    The awesome guidelines ask for objective descriptions: say what a thing does, not how good it
    is. The rule is off until you turn it on. Reported is the first such word of a description, in
    lower case: `Awesome` may be a name. Entries for awesome lists are left alone. Change the words
    with the option `words`.

    ```bad
    - [bat](https://github.com/sharkdp/bat) - An amazing tool that prints files with colours.
    ```

    ```good
    - [bat](https://github.com/sharkdp/bat) - Prints files with colours.
    ```
    """

    enabled = False
    severity = "info"
    lists_only = True

    words: tuple[str, ...] = (
        "amazing",
        "astonishing",
        "awesome",
        "blazing",
        "coolest",
        "fantastic",
        "game-changing",
        "gorgeous",
        "greatest",
        "incredible",
        "mind-blowing",
        "revolutionary",
        "stunning",
        "ultimate",
        "world-class",
    )
    """Words that say how good a thing is."""

    def check(self, document: Document) -> Iterator[Problem]:
        if not self.words:
            return
        words = "|".join(re.escape(each.lower()) for each in self.words)
        pattern = re.compile(rf"(?<![\w/.@#-])(?:{words})(?![\w/.@-])")
        for entry in document.entries:
            if any("awesome" in each.link.url.lower() for each in entry.links):
                continue
            found = _first(document, entry.description, pattern)
            if found:
                message = f"`{document.slice(found)}` is praise: say what it does instead"
                yield Problem(found, message)


def _first(document: Document, text: Field | None, pattern: re.Pattern[str]) -> Span | None:
    """Return where the first such word of a field is, outside of code and URLs."""
    if text is None or not pattern.search(text.text):
        return None
    source = document.slice(text.span)
    plain = _NO_TEXT.sub(lambda found: " " * len(found.group()), source)
    found = pattern.search(plain)
    start = text.span.start
    return Span(start + found.start(), start + found.end()) if found else None
