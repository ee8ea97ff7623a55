"""The rule `uneven-spacing`."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from awesomecheck import Document, DocumentRule, Edit, Problem, Span, regex
from awesomecheck_rules.markdown._inline import InlineText, fix_of_text

_HABIT = 0.05
"""A larger share of places with the same spacing is how the list writes."""
_OPENERS = regex(
    r"(?:The|This|These|It|It's|Its|An?|You|Your|We|In|For|With|And|But|Also|If|Is|Can|No|Not"
    r"|Only|Supports?|Includes?|Written|Built|Based|Uses?|Provides?|Works?|See|As|By|To|From|All"
    r"|Has|Optimized)(?= [^\W\d_])"
)
"""Words that begin a sentence and are not the second part of a name, as in `Boost.Asio`."""
_GLUED_ASIDE = regex(r"\((?!https?:)([^()\n]{3,80})\)(?![^\W\d_])")
_GLUED_AFTER = regex(r"[^\W\d_]{3}")
_SUBTITLE = regex(r"[A-Z][a-z]*(?:-\w+)? [^\W\d_]")
_PHRASE = regex(r"(?:an?|and|for|in|is|it|of|the|to|with) [^\W\d_]")
_PAIR = regex(r"(?<![^\W\d_])[^\W\d_]+:([^\W\d_]+)")
_DOUBLED = regex(r"  +")
_BRACKET = regex(r"[()]")
_LONGEST = 1000


class _Kind(Struct, frozen=True):
    """One way of spacing that is wrong unless the list has it often."""

    found: str
    """What the text has, to be looked for first."""
    usual: str
    """What it would have elsewhere, to be counted."""
    message: str
    is_wrong: Callable[[str, int], bool]
    """Whether the text at an offset is wrong."""
    edit: Callable[[str, int], Edit]


class UnevenSpacing(DocumentRule):
    """Words with no space between them, or with a space too many.

    Two words without a space after the comma between them are one word to a search, and a line is
    never broken there. The rule reports a missing space after `,` or `:`, around `(…)` and
    between two sentences; a space before `,` or `.` and inside of `( )`; and two spaces where one
    is enough, as an info. What a list does often is its style and not reported: two spaces after
    a sentence, say. URLs, code and names such as `Node.js` and `f(x)` are not checked.

    ```bad
    - [Salad](https://example.org/salad) - Bowls,plates and  forks .
    - [Soup](https://example.org/soup) - A set of spoons(and ladles).
    ```

    ```good
    - [Salad](https://example.org/salad) - Bowls, plates and forks.
    - [Soup](https://example.org/soup) - A set of spoons (and ladles).
    ```
    """

    lists_only = True
    learns = True
    touches = ("marks", "wording")
    yields_to = (
        "author-list",
        "description-period",
        "malformed-link",
        "trailing-space",
        "unlike-template",
        "unusual-venue",
    )

    def check(self, document: Document) -> Iterator[Problem]:
        text = document.text
        inline = InlineText(document)
        for kind in _KINDS:
            places = [at for at in _places(text, kind) if inline.is_words(at)]
            rows = _rows(text, _without_terms(text, places) if kind.found == ":" else places)
            if len(rows) <= max(1, _HABIT * text.count(kind.usual)):
                for row in rows:
                    yield _one_name(document, row[0]) or _problem(document, kind, row)
        yield from _doubled_spaces(document, inline)


def _places(text: str, kind: _Kind) -> Iterator[int]:
    at = text.find(kind.found)
    while at >= 0:
        if kind.is_wrong(text, at):
            yield at
        at = text.find(kind.found, at + 1)


def _without_terms(text: str, places: Sequence[int]) -> Sequence[int]:
    """Return the colons that are not in a term, in lower case elsewhere: `signal:noise`."""
    if not places:
        return places
    pairs = [match for match in _PAIR.finditer(text) if match.end() - match.start() < 60]
    counts = Counter(pair.group().casefold() for pair in pairs)
    lower = {pair.group().casefold() for pair in pairs if pair[1].islower()}
    repeated = {term for term in lower if counts[term] > 1}
    terms = {pair.start(1) - 1 for pair in pairs if pair.group().casefold() in repeated}
    return [at for at in places if at not in terms]


def _rows(text: str, places: Sequence[int]) -> Sequence[Sequence[int]]:
    """Return places by the line that they are in: `cups,bowls and forks,knives`."""
    rows: dict[int, list[int]] = {}
    for at in places:
        rows.setdefault(text.rfind("\n", 0, at), []).append(at)
    return tuple(rows.values())


def _problem(document: Document, kind: _Kind, row: Sequence[int]) -> Problem:
    span = Span(row[0], row[0] + len(kind.found))
    edits = [kind.edit(document.text, at) for at in row]
    message = kind.message
    if kind.found == "( ":
        ends = [end for at in row if (end := _spaced_end(document.text, at)) is not None]
        edits += [_remove(0)(document.text, end) for end in ends]
        message = "spaces inside of `( )`: remove them" if ends else message
    return Problem(span, message, fix_of_text(document, *edits))


def _spaced_end(text: str, at: int) -> int | None:
    """Return where the space before the `)` of a `( ` is, behind something else than a word."""
    stop = text.find("\n", at)
    depth = 0
    for match in _BRACKET.finditer(text, at, min(at + _LONGEST, stop if stop >= 0 else len(text))):
        depth += 1 if match.group() == "(" else -1
        if depth == 0:
            end = match.start() - 1
            is_own = text[end] != " " or _is_inside_end(text, end)
            return None if is_own else end
    return None


def _one_name(document: Document, at: int) -> Problem | None:
    """Return the problem of a comma between two words that may be the names of one author."""
    if document.text[at] != ",":
        return None
    index = bisect_right(document.entries, at, key=lambda entry: entry.span.start)
    authors = document.entries[index - 1].author_list if index else None
    if authors is None or not authors.contains(at):
        return None
    text = document.slice(authors)
    here = at - authors.start
    start, end = text.rfind(", ", 0, here) + 2, text.find(", ", here)
    start, end = (0 if start < 2 else start), (len(text) if end < 0 else end)
    words = text[start:end].split(",")
    others = f"{text[:start]},{text[end:]}".split(",")
    if len(words) != 2 or any(" " in word.strip() for word in words):
        return None
    if not any(" " in other.strip() for other in others):
        return None
    message = f"`{words[0]},{words[1]}`: one author with a comma too many, or two without a space"
    return Problem(Span(authors.start + start, authors.start + end), message)


def _is_latin(char: str) -> bool:
    """Return whether a character is a letter of a script that sets words apart with spaces."""
    return char.isalpha() and char < "\u2e80"


def _is_comma_glued(text: str, at: int) -> bool:
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    return len(before) == len(after) == 2 and all(map(_is_latin, before + after))


def _is_subtitle_glued(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at]
    if len(before) < 4 or not before.isalpha() or not all(map(_is_latin, before)):
        return False
    if _PHRASE.match(text, at + 1) is not None:
        return True
    return _SUBTITLE.match(text, at + 1) is not None


def _is_sentence_glued(text: str, at: int) -> bool:
    start = text.rfind(" ", 0, at) + 1
    word = text[start:at]
    return len(word) > 2 and word.islower() and _OPENERS.match(text, at + 1) is not None


def _is_aside_glued(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    aside = _GLUED_ASIDE.match(text, at) if before and _is_latin(before) else None
    start = max(text.rfind(" ", 0, at), text.rfind("[", 0, at), text.rfind("\n", 0, at)) + 1
    word = text[start:at].lstrip("*_\"'")
    if aside is None or len(word) < 3 or not word.replace("-", "").isalpha():
        return False
    inner = aside[1]
    if word.isupper():  # an acronym and its words: `NIDS(Network Intrusion …)`
        return inner[0] == word[0] and inner.count(" ") + 1 >= len(word) - 1
    is_name = not word[1:].islower() or (word[0].isupper() and inner.islower())
    return not is_name and _is_latin(inner[0]) and (" " in inner or not inner.islower())


def _is_glued_to_aside(text: str, at: int) -> bool:
    if _GLUED_AFTER.match(text, at + 1) is None or not _is_latin(text[at + 1]):
        return False
    opening = text.rfind("(", max(0, at - 80), at)
    inner = text[opening + 1 : at]
    is_apart = opening > 0 and not text[opening - 1].isalnum() and text[opening - 1] != "]"
    is_aside = len(inner) > 2 and (" " in inner or (inner.isalpha() and inner.isupper()))
    return is_apart and is_aside and inner.isascii() and "](" not in text[at - 1 : at + 2]


def _is_before_mark(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return before.isalnum() and (text[at + 2 : at + 3] or "\n") in " \n"


def _is_before_stop(text: str, at: int) -> bool:
    return _is_before_mark(text, at) and text[at + 2 : at + 3] != " "


def _is_inside(text: str, at: int) -> bool:
    """Return whether a bracket with a space behind it begins an aside."""
    end = text.find(")", at, at + 120)
    inner = text[at + 2 : end].strip() if end >= 0 else ""
    return text[at - 1 : at] in ("", " ", "\n") and len(inner) > 1 and "\n" not in inner


def _is_inside_end(text: str, at: int) -> bool:
    opening = text.rfind("(", max(0, at - 120), at)
    inner = text[opening + 1 : at].strip() if opening >= 0 else ""
    return text[at - 1 : at].isalnum() and len(inner) > 1 and ")" not in inner


def _insert(behind: int) -> Callable[[str, int], Edit]:
    return lambda _, at: Edit(Span(at + behind, at + behind), " ")


def _remove(offset: int) -> Callable[[str, int], Edit]:
    """Return how to remove the spaces that are at an offset of what was found."""

    def edit(text: str, at: int) -> Edit:
        start = end = at + offset
        while text[start - 1 : start] == " ":
            start -= 1
        while text[end : end + 1] == " ":
            end += 1
        return Edit(Span(start, end), "")

    return edit


_KINDS = (
    _Kind(",", ", ", "no space after `,`: add one", _is_comma_glued, _insert(1)),
    _Kind(":", ": ", "no space after `:`: add one", _is_subtitle_glued, _insert(1)),
    _Kind(".", ". ", "no space between two sentences: add one", _is_sentence_glued, _insert(1)),
    _Kind("(", " (", "no space before `(`: add one", _is_aside_glued, _insert(0)),
    _Kind(")", ") ", "no space after `)`: add one", _is_glued_to_aside, _insert(1)),
    _Kind(" ,", ", ", "space before `,`: remove it", _is_before_mark, _remove(0)),
    _Kind(" .", ".\n", "space before `.`: remove it", _is_before_stop, _remove(0)),
    _Kind("( ", " (", "space after `(`: remove it", _is_inside, _remove(1)),
    _Kind(" )", ")", "space before `)`: remove it", _is_inside_end, _remove(0)),
)


def _doubled_spaces(document: Document, inline: InlineText) -> Iterator[Problem]:
    """Yield spaces that no reader sees, unless the list often has two between the same marks."""
    text = document.text
    contexts: dict[str, list[Span]] = {}
    for match in _DOUBLED.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
        if before in "\n\t|>" or after in "\n\t|\\<":
            continue
        piece = inline.piece_at(start)
        if piece is not None and piece.kind == "text" and end <= piece.span.end:
            marks = ("" if each.isalnum() else each for each in (before, after))
            contexts.setdefault(" ".join(marks), []).append(Span(start, end))
    for context, spans in contexts.items():
        if len(spans) <= max(1, _HABIT * text.count(context)):
            for span in spans:
                fix = fix_of_text(document, Edit(Span(span.start + 1, span.end), ""))
                count = span.end - span.start
                message = f"{count if count > 2 else 'two'} spaces: use one"
                yield Problem(span, message, fix, severity="info")
