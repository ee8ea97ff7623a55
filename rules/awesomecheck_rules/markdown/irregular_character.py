"""The rule `irregular-character`."""

from collections.abc import Iterator
import re
from unicodedata import normalize

from awesomecheck import Document, DocumentRule, Edit, Problem, Span, regex
from awesomecheck_rules.markdown._inline import InlineText, fix_of_text, one_a_line

_WIDE_SHARE = 0.05
"""More wide marks than this for each narrow one are how the list writes."""
_FEW = 2
"""So few are no habit, however short the list is."""
_NARROW_SHARE = 0.25
"""The reverse: Chinese and Japanese texts often have some narrow marks."""
_CJK = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_COPIED = regex("[\u00ad\u2028\u2029\ue000-\uf8fe\ufb00-\ufb06\ufffd]")
"""Without U+F8FF, the apple of Apple's fonts."""
_BROKEN_WORD = regex(r"([A-Za-z]{2,})- ([a-z]{3,})")
_CONJUNCTIONS = ("and", "nor")
_MARKS = {"，": ",", "。": ".", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")"}
_WIDE_OF = {narrow: wide for wide, narrow in _MARKS.items()}
_NARROW = regex(f"(?<=[{_CJK}])([,;:!?]) ?(?=[{_CJK}])")
_ADDRESS = regex(r"\]\([^()\s]*\)?|https?://[^\s()]*")
"""Marks in it are no habit of writing."""
_IDEOGRAPH = regex(f"[{_CJK}]")


class IrregularCharacter(DocumentRule):
    """A character that copying has left in a text, or that belongs to another script.

    Text copied from a PDF has ligatures (`ﬁ` is one character), hyphens that divided a word at
    the end of a line, and characters that only the font of the PDF has; a search does not find
    such words. A comma or colon of Chinese or Japanese width in an English text, or the reverse,
    is reported in a list that nearly always writes it in the other way.

    ```bad
    - [Salad](https://example.org/salad) - Deﬁning leaves.
    ```

    ```good
    - [Salad](https://example.org/salad) - Defining leaves.
    ```
    """

    lists_only = True
    learns = True
    touches = ("marks", "wording")
    yields_to = ("malformed-link", "unlike-template")

    def check(self, document: Document) -> Iterator[Problem]:
        inline = InlineText(document)
        if not document.text.isascii():
            yield from one_a_line(document, _copied(document, inline))
            yield from one_a_line(document, _wide_marks(document, inline))
            yield from one_a_line(document, _narrow_marks(document, inline))
        yield from _broken_words(document, inline)


def _copied(document: Document, inline: InlineText) -> Iterator[Problem]:
    """Yield ligatures, and characters that are not shown or that no font has."""
    for match in _COPIED.finditer(document.text):
        char, span = match.group(), Span(*match.span())
        if inline.is_words(match.start()):
            letters = normalize("NFKC", char)
            if letters != char:
                message = f"`{char}` is one character: write `{letters}`"
                yield Problem(span, message, fix_of_text(document, Edit(span, letters)))
            elif char == "\u00ad":
                yield Problem(span, "soft hyphen, which is not shown: remove it or write `-`")
            else:
                yield Problem(
                    span, f"character U+{ord(char):04X}, which no font shows: replace it"
                )


def _broken_words(document: Document, inline: InlineText) -> Iterator[Problem]:
    """Yield words in two parts, with a hyphen, that the document also has in one."""
    text = document.text
    at = text.find("- ")
    while at >= 0:
        found = _BROKEN_WORD.fullmatch(text, *_word_ends(text, at))
        if found is not None and inline.is_words(at):
            word = found[1] + found[2]
            if found[2] not in _CONJUNCTIONS and re.search(rf"\b{word}\b", text):
                message = f"`{found.group()}` is one word: write `{word}`"
                span = Span(at, at + 2)
                yield Problem(span, message, fix_of_text(document, Edit(span, "")))
        at = text.find("- ", at + 1)


def _word_ends(text: str, at: int) -> tuple[int, int]:
    """Return where the words around `- ` begin and end."""
    start, end = at, at + 2
    while text[start - 1 : start].isalpha():
        start -= 1
    while text[end : end + 1].isalpha():
        end += 1
    return start, end


def _wide_marks(document: Document, inline: InlineText) -> Iterator[Problem]:
    """Yield wide marks on lines without a CJK letter, in a list that has nearly none of them."""
    text = document.text
    wide_marks = sum(map(text.count, _MARKS))
    words = _ADDRESS.sub("", text) if wide_marks else ""
    if wide_marks > max(_FEW, _WIDE_SHARE * sum(map(words.count, _WIDE_OF))):
        return
    for wide, narrow in _MARKS.items():
        at = text.find(wide)
        while at >= 0:
            line = document.line_span(at)
            is_latin = not _IDEOGRAPH.search(text, line.start, line.end)
            if is_latin and _ends_word(text, at) and inline.is_words(at):
                span, right = _narrowed(text, at, narrow)
                message = f"full-width `{wide}`: use `{narrow}`"
                yield Problem(Span(at, at + 1), message, fix_of_text(document, Edit(span, right)))
            at = text.find(wide, at + 1)


def _ends_word(text: str, at: int) -> bool:
    """Return whether a mark is between words, and not in an emoticon: `(°□°）╯`."""
    after = text[at + 1 : at + 2]
    return after.isalnum() or not after.strip() or after in "*_[(|"


def _narrowed(text: str, at: int, narrow: str) -> tuple[Span, str]:
    """Return what to replace for a wide mark, and the narrow one with the space that it wants."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if narrow == "(":
        return Span(at, at + 1), " (" if before.isalnum() else "("
    start = at - 1 if before == " " else at
    return Span(start, at + 1), f"{narrow} " if after.isalnum() else narrow


def _narrow_marks(document: Document, inline: InlineText) -> Iterator[Problem]:
    """Yield narrow marks between two CJK letters, in a list that mostly has wide ones there."""
    text = document.text
    if not any(wide in text for wide in _MARKS):
        return
    found: dict[str, list[Span]] = {}
    for match in _NARROW.finditer(text):
        found.setdefault(match[1], []).append(Span(*match.span()))
    for narrow, places in found.items():
        wide = _WIDE_OF[narrow]
        if len(places) > _NARROW_SHARE * text.count(wide):
            continue
        for span in places:
            if inline.is_words(span.start):
                message = f"half-width `{narrow}` in Chinese or Japanese: use `{wide}`"
                yield Problem(span, message, fix_of_text(document, Edit(span, wide)))
