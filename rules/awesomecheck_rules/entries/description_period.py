"""The rule `description-period`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
import re
from typing import Literal

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Entry,
    Field,
    Fix,
    Problem,
    Span,
    regex,
    share,
)
from awesomecheck_rules.entries._habits import because, described, deviations, habit

_LEADS_ON = regex(
    r"\b(?:an?|and|are|at|by|for|from|in|is|its|now|of|on|or|our|see|the|to|via|with|your)\Z",
    re.IGNORECASE,
)
"""A sentence that goes on in a link: `see the [documentation](…)`."""
_CLOSING = regex(
    r"(?:\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ ]\"[^\"\n]*\")?\)|\]\[[^\]\n]*\]"
    r"|[*_~`\"'”’»)\]]|</\w+>)*"
)
"""What may close after the last word: a link, emphasis, quotes."""
_PERIODS = (".", "。")
_LATIN_WORD = regex(r"[A-Za-z]+")
_CJK = regex(
    "[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Characters of Chinese and Japanese, whose sentences end in `。`; Korean ones end in a period."""
_Script = Literal["cjk", "mixed", "other"]
_CLEAR = 0.75
"""Of the descriptions of a script, the part that must end in the same period."""
_ENDS = ".。．!?！？…:：;,"
_BRACKETS = regex(r"[.。!?！？]\s*[(（][^()]*(?:\([^()]*\)[^()]*)*[)）]$")
"""Text in brackets after a sentence, which is not part of it."""
_NOTE = regex(r"[.!?。！？]\s*<(su[bp]|small|kbd)\b[^<]*</\1\s*>\s*\Z")
"""A note behind a sentence: `<sup>DRAFT</sup>`."""
_SENTENCE = regex(r"[.!?。！？](?:\s|$)")
_ABBREVIATION = regex(r"(?:\b(?:etc|Inc|Ltd|Co|Jr|al)|\b\w)$")
"""A period that ends the last of several sentences or an abbreviation is never unexpected."""

_WRONG_END = regex(r"(?:[,;:]|(?<!\.)\.\.|(?<=\S)[ \t]+\.)\Z")
"""What nobody means to end a description with."""
_FEWEST_WORDS = 6
"""A description of so many words is one even if it is a link."""
_FEWEST_QUIET = 20
_QUIET = 0.9
_SELDOM = 0.01
"""A larger share of exclamation marks is how the list writes."""
_EMOJI = regex(r":[\w+-]+:\Z")
_SHORTEST_FACE = 3


class DescriptionPeriod(DocumentRule):
    """A description without a final period where the others have one, or vice versa.

    Details show that a list is well maintained, and this one is the most frequent remark in
    reviews of new entries. With `expect: habit` a description is compared with its section, or
    with the whole list; `always` and `never` demand it everywhere. Other ends of a sentence (`!`,
    `?`, `…`, `。`) are as good as a period, but `!` is an info where hardly any description has
    it; `,`, `;`, `:`, `..` and a space before it are not.

    ```options
    expect: always
    ```

    ```bad
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders
    ```

    ```good
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders.
    ```
    """

    lists_only = True
    learns = True
    touches = ("marks",)
    yields_to = ("conflict-marker", "unlike-template")

    expect: Literal["habit", "always", "never"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        expected = None if self.expect == "habit" else self.expect == "always"
        entries = described(document)
        marks = _marks(document, entries)
        for entry, period, others in deviations(
            document, entries, lambda each: _has_period(document, each), expected
        ):
            words = entry.description
            if words and period:
                yield _missing(document, entry, words, marks[_script(words.text)], others)
            elif words and not (_SENTENCE.search(words.text) or _ABBREVIATION.search(words.text)):
                yield _unexpected(words, others)
        if expected is not False:
            yield from _wrong_ends(document, entries, marks, always=expected is True)
            yield from _loud_ends(document, entries)


def _wrong_ends(
    document: Document,
    entries: Sequence[Entry],
    marks: Mapping[_Script, str | None],
    *,
    always: bool,
) -> Iterator[Problem]:
    """Yield the descriptions that end in other marks, if those of the list end in a period."""
    ends = [(entry, end) for entry in entries if (end := _wrong_end(document, entry))]
    if not ends:
        return
    known = (entry for entry in entries if not document.is_new(entry.span.start))
    periods = (_has_period(document, entry) for entry in known)
    usual = habit(period for period in periods if period is not None)
    if not always and (usual is None or not usual[0]):
        return
    others = "" if always or usual is None else share(usual[1], usual[2])
    for entry, end in ends:
        if document.slice(end) != ":" or _introduces_nothing(document, entry):
            script = _script(entry.description.text) if entry.description else "other"
            yield _replaced(document, end, marks[script], others)


def _loud_ends(document: Document, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield descriptions with an exclamation mark where nearly all others have a period."""
    known = [entry for entry in entries if not document.is_new(entry.span.start)]
    quiet = sum(_has_period(document, entry) is True for entry in known)
    loud = sum(_is_loud(entry) for entry in known)
    if quiet < max(_FEWEST_QUIET, _QUIET * len(known)) or loud > max(1, _SELDOM * quiet):
        return
    for entry in entries:
        if entry.description and _is_loud(entry):
            last = entry.description.span.end
            end = Span(last - 1, last + document.text.startswith(_PERIODS, last))
            others = share(quiet, len(known), "description")
            written = document.slice(end)
            message = f"`{written}` at the end of the description: use `.` ({others} do)"
            yield Problem(end, message, Fix((Edit(end, "."),), safe=False), severity="info")


def _is_loud(entry: Entry) -> bool:
    return entry.description is not None and entry.description.text.endswith("!")


def _introduces_nothing(document: Document, entry: Entry) -> bool:
    """Return whether nothing follows an entry that its colon could introduce."""
    if entry.item is None:
        return False
    item, after = document.items[entry.item], document.items[entry.item + 1 : entry.item + 2]
    rest = document.text[item.span.end : after[0].span.start if after else None].strip()
    is_next = bool(after) and after[0].list_id == item.list_id and not rest
    return is_next or rest.startswith("#") or (not after and not rest)


def _marks(document: Document, entries: Iterable[Entry]) -> dict[_Script, str | None]:
    """Return the period that descriptions of each script end in; None where it is unclear."""
    used: dict[_Script, Counter[str]] = {"cjk": Counter(), "mixed": Counter(), "other": Counter()}
    for words in filter(None, (each.description for each in entries)):
        if (mark := document.text[words.span.end : words.span.end + 1]) in _PERIODS:
            used[_script(words.text)][mark] += 1
    used["mixed"] = used["mixed"] or used["cjk"] + used["other"]
    return {
        "cjk": _usual(used["cjk"], "。"),
        "mixed": _usual(used["mixed"], "."),
        "other": _usual(used["other"], "."),
    }


def _usual(used: Counter[str], otherwise: str) -> str | None:
    """Return the mark that nearly all use; one that is right where there is none."""
    if not used:
        return otherwise
    [(mark, count)] = used.most_common(1)
    return mark if count >= _CLEAR * used.total() else None


def _script(words: str) -> _Script:
    """Return whether a description is in Chinese or Japanese to its end, has some, or has none.

    An English one may end in a name: `A port of the tool 木工`.
    """
    if words.isascii():
        return "other"
    letters = [char for char in words if char.isalnum()]
    if letters and _CJK.match(letters[-1]) and _is_cjk(words):
        return "cjk"
    return "mixed" if _CJK.search(words) else "other"


def _is_cjk(words: str) -> bool:
    """Return whether a text has more letters of Chinese or Japanese than words of others."""
    return len(_CJK.findall(words)) > len(_LATIN_WORD.findall(words))


def _wrong_end(document: Document, entry: Entry) -> Span | None:
    """Return the marks at the end of an entry that are neither a period nor as good as one."""
    words = entry.description
    if words is None or "." in words.text[-2:-1] or entry.span.end > words.span.end + 1:
        return None
    match = _WRONG_END.search(document.text, words.span.start, entry.span.end)
    if match is None or _EMOJI.search(document.text, entry.span.start, entry.span.end):
        return None
    return Span(*match.span())


def _has_period(document: Document, entry: Entry) -> bool | None:
    """Return whether a description ends in a period; None if in another mark, address or tag."""
    if entry.description is None or not entry.blocks:
        return None
    text, words = document.text, entry.description.text
    end = entry.description.span.end
    if text[end : end + 1] in _PERIODS:
        return True
    last = words.rstrip(")\"'”’")[-1:]
    if last in _ENDS or not (last.isalnum() or last in "+#%") or "://" in words[-80:].split()[-1]:
        return None
    if text.startswith("http", end - 1) or _ends_in_face(words) or _LEADS_ON.search(words):
        return None
    if last != words[-1] and _BRACKETS.search(words):
        return None
    closed = _end(document, entry)
    if text[closed - 1] == ">" and _NOTE.search(text, entry.description.span.start, closed):
        return None
    if words.count(" ") < _FEWEST_WORDS and _is_all_links(document, entry):
        return None
    if _has_link_behind(document, entry):
        return None
    after = text[closed : entry.span.end]
    if after[:1] and after[0] in _ENDS:
        return True if after[0] in _PERIODS else None
    return None if after.rstrip(" \t|*_)")[-1:] in _ENDS and after.strip() else False


def _has_link_behind(document: Document, entry: Entry) -> bool:
    """Return whether a description ends in a link behind its period: `… games. [Site](…)`."""
    link = entry.links[-1].link.span if entry.links else None
    if link is None or entry.description is None or link.end < entry.description.span.end:
        return False
    words = document.text[entry.description.span.start : link.start].rstrip()
    return words.endswith(_PERIODS)


def _is_all_links(document: Document, entry: Entry) -> bool:
    """Return whether a description is nothing but links: `[Part 1](…) & [Part 2](…)`."""
    words = entry.description
    if words is None:
        return False
    links = [each.link.span for each in entry.links]
    letters = (at for at in range(words.span.start, words.span.end) if document.text[at].isalnum())
    return all(any(link.contains(at) for link in links) for at in letters)


def _end(document: Document, entry: Entry) -> int:
    """Return where a description ends, closing marks after its last word included."""
    end = entry.description.span.end if entry.description else entry.span.end
    match = _CLOSING.match(document.text, end, entry.span.end)
    return match.end() if match else end


def _ends_in_face(words: str) -> bool:
    """Return whether the last word is a picture made of characters: `(^･o･^)ﾉ`."""
    last = words.rsplit(maxsplit=1)[-1]
    letters = sum(char.isalnum() for char in last)
    return len(last) >= _SHORTEST_FACE and 2 * letters < len(last) and not last.isascii()


def _missing(
    document: Document, entry: Entry, words: Field, mark: str | None, others: str
) -> Problem:
    end = _end(document, entry)
    last = Span(words.span.end - 1, words.span.end)
    message = f"missing period after the description{because(others, 'have one')}"
    return Problem(last, message, Fix((Edit(Span(end, end), mark),)) if mark else None)


def _replaced(document: Document, end: Span, mark: str | None, others: str) -> Problem:
    written, wanted = document.slice(end), f"`{mark}`" if mark else "a period"
    message = f"`{written}` at the end of the description: use {wanted}{because(others, 'do')}"
    return Problem(end, message, Fix((Edit(end, mark),)) if mark else None)


def _unexpected(words: Field, others: str) -> Problem:
    period = Span(words.span.end, words.span.end + 1)
    message = f"unexpected period after the description{because(others, 'have none')}"
    return Problem(period, message, Fix((Edit(period, ""),)))
