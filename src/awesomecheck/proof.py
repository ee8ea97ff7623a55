"""Holds a mended text against the old one: fixes change what their rules say, and nothing else."""

from collections import Counter
from collections.abc import Collection, Iterator
import re

from awesomecheck.document import Document
from awesomecheck.document.renderer import render
from awesomecheck.rule import Touch

_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_URL = re.compile(r"(?:https?://|www\.)[^\s<]*", re.IGNORECASE)
_ADDRESS = re.compile(r"""(?<=\s)(href|src)="[^"]*\"""")
_WORD = re.compile(r"\w+")
_BLANKS = re.compile(r"\s+")


def faults(before: Document, after: Document, touches: Collection[Touch]) -> Iterator[str]:
    """What changed though no applied rule may change it; nothing where all is well.

    Args:
        before: the text as it was.
        after: the text as it would be written.
        touches: what the applied rules may change.
    """
    if _outline(before, touches) != _outline(after, touches):
        yield "the headings change"
    if "removals" not in touches and len(after.entries) < len(before.entries):
        yield f"{len(before.entries) - len(after.entries)} entries are lost"
    yield from _link_faults(before, after, touches)
    yield from _page_faults(before, after, touches)


def _outline(document: Document, touches: Collection[Touch]) -> list[tuple[int, str]]:
    levels = "structure" not in touches
    return [(each.level if levels else 0, each.text) for each in document.headings]


def _link_faults(before: Document, after: Document, touches: Collection[Touch]) -> Iterator[str]:
    old = Counter(link.url for link in before.links)
    new = Counter(link.url for link in after.links)
    if "links" not in touches:
        lost, added = old - new, new - old
        if lost and "removals" not in touches:
            yield f"the link {next(iter(lost))} is lost"
        if added and "additions" not in touches:
            yield f"the link {next(iter(added))} is added"
    elif new.total() < old.total() and "removals" not in touches:
        yield f"{old.total() - new.total()} links are lost"


def _page_faults(before: Document, after: Document, touches: Collection[Touch]) -> Iterator[str]:
    old, new = _changed_pages(before, after)
    if set(touches) <= {"links"}:
        if touches:
            old, new = (_URL.sub("", _ADDRESS.sub("", page)) for page in (old, new))
        if _BLANKS.sub(" ", old) != _BLANKS.sub(" ", new):
            yield "the rendered page changes"
    elif "wording" not in touches:
        yield from _word_faults(_words(old), _words(new), touches)


def _word_faults(old: list[str], new: list[str], touches: Collection[Touch]) -> Iterator[str]:
    if not {"additions", "order", "removals"} & set(touches):
        if old != new:
            yield "the words of the page change"
        return
    lost, added = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if lost and "removals" not in touches:
        yield f"the word “{next(iter(lost))}” is lost"
    if added and "additions" not in touches:
        yield f"the word “{next(iter(added))}” is added"


def _words(page: str) -> list[str]:
    return _WORD.findall(_TAG.sub(" ", page))


def _changed_pages(before: Document, after: Document) -> tuple[str, str]:
    """The HTML of those outermost blocks that are not the same, word for word, in both."""
    old = [before.slice(span) for span in before.outermost]
    new = [after.slice(span) for span in after.outermost]
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return _page(before, old, gone), _page(after, new, come)


def _page(document: Document, blocks: list[str], wanted: Counter[str]) -> str:
    chosen: list[str] = []
    for block in blocks:
        if wanted[block] > 0:
            wanted[block] -= 1
            chosen.append(block)
    # First, and in their order: of two with one label the first counts.
    definitions = [document.slice(each.span) for each in document.definitions]
    return _COMMENT.sub("", render("\n\n".join([*definitions, *chosen])))
