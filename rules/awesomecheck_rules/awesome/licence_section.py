"""The rule `licence-section`."""

from collections.abc import Iterator
import re

from awesomecheck import Block, Document, DocumentRule, Problem, Section, regex
from awesomecheck_rules.awesome._top import bare_name

_NAME = regex(
    r"(?:copyright (?:and|&) )?(?:the )?licen[cs](?:e|es|ing)(?: (?:and|&) copyright| info.*)?"
)
_SENTENCE = regex(
    r"\b(?:(?:this|the) (?:work|list|repository|repo|project|document|readme|content)\b"
    r"[^.\n]{0,60}\b(?:licen[cs]ed|released|available|distributed|published)\b[^.\n]{0,20}\bunder\b"
    r"|to the extent possible under law\b)",
    re.IGNORECASE,
)
_WORDS = ("licen", "possible under law")
_CALLED_A_LICENCE = regex(
    r"licen[cs]e|\bCC\b|creative ?commons|copyright|public domain", re.IGNORECASE
)
_FEWEST_ITEMS = 2
"""So many name resources about licences."""
_MOST_LEVEL = 2
"""A lower section is about what resources are for."""


class LicenceSection(DocumentRule):
    """A section or a sentence about the licence of the list.

    GitHub shows the licence of a repository above its files, and the awesome guidelines want it
    nowhere else: only the file `license` is needed. A section that names resources about licences
    is left alone.

    ```bad
    # Awesome Trees

    ## License

    MIT
    ```

    ```good
    # Awesome Trees
    ```
    """

    enabled = False
    badge_turns_on = "everywhere"
    severity = "error"
    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        own = [each for each in document.sections if _is_about_the_licence(document, each)]
        for section in own:
            if section.heading:
                message = (
                    f"section `{section.heading.text}`: remove it, the licence file is enough"
                )
                yield Problem(section.heading.text_span, message)
        for block in _about_licences(document):
            if any(each.span.contains(block.span.start) for each in own):
                continue
            found = _SENTENCE.search(document.text, block.span.start, block.span.end)
            if found and _CALLED_A_LICENCE.search(document.slice(block.span)):
                message = "text about the list's licence: remove it, the licence file is enough"
                yield Problem(block.span, message)


def _about_licences(document: Document) -> Iterator[Block]:
    """Yield the paragraphs that have a word of which the sentences have one."""
    text = document.text.lower()
    last: Block | None = None
    for word in _WORDS:
        at = text.find(word)
        while at >= 0:
            block = document.block_at(at)
            if block is not None and block is not last and block.kind == "paragraph":
                last = block
                yield block
            at = text.find(word, at + 1 if block is None else max(at + 1, block.span.end))


def _is_about_the_licence(document: Document, section: Section) -> bool:
    heading = section.heading
    if heading is None or not heading.top_level or not _NAME.fullmatch(bare_name(heading)):
        return False
    if heading is document.headings[-1]:
        return True
    items = sum(section.span.contains(item.span.start) for item in document.items)
    return heading.level <= _MOST_LEVEL and items < _FEWEST_ITEMS
