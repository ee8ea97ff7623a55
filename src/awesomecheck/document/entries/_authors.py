"""Lists of authors: `Jane Doe, J. R. Roe and Min Li`, `Park et al.`."""

from collections.abc import Sequence
from itertools import pairwise
import re

from msgspec import Struct

from awesomecheck.document.entries._initials import (
    CHINESE_NAME,
    FAMILY,
    INITIALS,
    PARTICLE,
    UPPER,
    before_title,
    have_bare_initials,
)
from awesomecheck.document.entries._marks import (
    CODE,
    EM_END,
    EM_START,
    MARKS,
    PAD,
    SPACE,
    SPANS,
    STRONG_END,
    STRONG_START,
)
from awesomecheck.document.entries._venues import bare_venue
from awesomecheck.regexes import regex

NOTE_MARKS = "*†‡§¶∗⋆✉¹²³"
"""What refers from a name to a note on its author."""
# Possessive throughout: runs of padding are as long as URLs, and nothing may try them twice.
_SKIP = rf"[{SPANS}]*+"
"""Marks that may be around a name: emphasis, a link to the author's page."""
_PREFIXED = rf"(?:[dl]['’]|[A-Za-z]{{1,3}}-){UPPER}[\w.'’-]*+"
_TOKEN = rf"(?:{UPPER}[\w.'’‘´`‐‑-]*+|{_PREFIXED})"
_GAP = rf"[ \n{PAD}\t]++"
_NOTE_MARKS = rf"[/{NOTE_MARKS}⁴{PAD}]*+"
_LOWER_END = rf"(?:{_GAP}[a-zß-öø-ÿ]{{2,}}+(?=[,*{EM_END}]|\Z))?"
_NEXT = (
    rf"(?!{_GAP}e[tl]\.?[ ]al\b)(?<![a-z]{{2}}\.)"
    rf"(?:(?<![A-Z][a-z]\.)|(?<=[SCPTEDJM][thrs]\.)){_GAP}"
)
"""What parts two words of a name: not the end of a sentence, nothing before `et al.`"""
_NICKNAME = rf"[\"“(]{UPPER}[\w.-]{{1,14}}[\"”)]"
_INNER = rf"(?:{_TOKEN}|{PARTICLE}|{_NICKNAME}(?={_GAP}{_TOKEN}))"
_FIRST = rf"{_TOKEN}(?:\({UPPER}[\w.-]{{1,14}}\)(?={_GAP}{_TOKEN}))?"
_NAME = rf"{_FIRST}(?:{_NEXT}{_INNER}){{0,5}}{_LOWER_END}"
_NOTE = rf"(?:[ \n{PAD}\t]*+\([^(){MARKS}]{{1,100}}\))?"
_RAISED = rf"(?:(?<={PAD})\d[\d,{NOTE_MARKS}]*+(?:{PAD}++|\Z))?"
"""The numbers of affiliations: `Jane Doe<sup>1,2</sup>`."""
_ONE = rf"{_SKIP}(?:{PARTICLE}{_GAP}){{0,3}}{_NAME}{_NOTE}{_SKIP}{_NOTE_MARKS}{_SKIP}{_RAISED}"
_SPACES = rf"[ \n\t{PAD}]*+"
_AND = rf"(?:and|&)(?=[ \n{PAD}])"
_COMMA = rf"{_SPACES}[,，、;；&·•](?:{_SPACES}[,;])?(?:{_SPACES}{_AND})?"
SEPARATOR = rf"(?:{_COMMA}|[ \n{PAD}]++{_AND}){_SPACES}"
ET_AL = (
    rf"{_SPACES}[,;]?[ \n{PAD}{EM_START}]*+(?:e[tl]\.?[ \n]*al\b\.?"
    r"|and (?:(?:many |several |other )*(?:others|authors|co-?authors|colleagues))\b|\.\.\.|…)"
)
_NAME_FIRST = regex(
    rf"{SPACE}*+(?:{STRONG_START}{SPACE}*+(?P<strong>[^{STRONG_END}\n]{{1,80}}?)[{PAD}\s:：]*+{STRONG_END}"
    rf"|(?P<plain>[^{PAD}{MARKS}\n:：,]{{1,40}}?)(?={SPACE}*+[:：]))"
    rf"{SPACE}*[:：,.–—-]*"
)
_INITIAL_END = regex(r"(?:(?<![^\W\d_])[^\W\d_]|\b(?:Jr|Sr))\.\Z")
# All begin with one of some characters, to which the search skips.
_SPLIT = regex(rf"[,，、;；&·•\n {PAD}](?:(?<![ \n{PAD}])|and(?=[ \n]))")
_OPEN_END = regex(rf"{ET_AL}[{SPANS}.]*\Z")
_OPEN_ENDS = (".", "…", "al", "others", "authors", "colleagues")
_MOST_SURNAMES = 12
_AND_IN = regex(r"\band\b|&")
_FIRST_CJK = "\u3040"
_CJK = "[\u3040-\u9fff]"
_LONG_CJK = regex(rf"{_CJK}{{5}}|{_CJK}[^\u3040-\u9fff]+{_CJK}|[A-Za-z] ?{_CJK}|{_CJK} ?[A-Za-z]")
"""What no name has: a sentence in Chinese or Japanese, or words of two scripts."""
_SENTENCE_END = regex(r"[^\W\d_]{4,}\. ")
_COMPOUND = regex(r"\w+[a-z]-[a-z]{5,}")
"""`Parameter-efficient` alone."""
_NO_NAMES = regex(rf"\([^()]*\)|(?<={PAD})\d[\d,{NOTE_MARKS}]*+(?={PAD}|\Z)")
"""What is in brackets, and numbers of affiliations."""
_EDGES = f" \n\t{SPANS}{CODE}/{NOTE_MARKS}⁴"
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        the for with via from using towards toward how what why when
        learning networks network neural deep model models survey review based arxiv preprint
        paper code conference journal proceedings workshop dataset data project github license
        """,
    )
)
"""Words of titles that are no part of a name."""


class AuthorList(Struct, frozen=True):
    """A list of authors and each name in it, as offsets."""

    start: int
    end: int
    names: tuple[tuple[int, int], ...]
    open: bool
    """Whether it ends in `et al.`"""

    @property
    def several(self) -> bool:
        """Whether it is of several authors, named or left open: hardly anything else looks so."""
        return self.open or len(self.names) > 1


_LONGEST_WORD = 200
_NO_NAME = regex(rf"\w{{{_LONGEST_WORD}}}")
"""A word so long that it is no name: to look for names in it takes the square of its length."""


def find_authors(
    plain: str, start: int, end: int, *, after: str | None = None
) -> AuthorList | None:
    """Return the list of authors at the start of a stretch of plain text, if there is one.

    A single name of several words counts: whether a name can be there, the caller knows. With
    `after`, nothing but these characters may be behind the list.
    """
    if end - start > _LONGEST_WORD and _NO_NAME.search(plain, start, end):
        return None
    match = _LIST.match(plain, start, end)
    if match is None:
        return None
    is_open = match["open"] is not None
    behind = _LAST_OF_OPEN.match(plain, match.end(), end) if is_open else None
    stop = behind.end() if behind else match.end()
    if after is not None and plain[stop:end].strip(after):
        return None
    names = _names(plain, start, match.start("open") if is_open else stop)
    if before := before_title(plain, names):
        names, is_open, stop = before, False, before[-1][1]
    names = _whole_names(plain, names, is_open=is_open)
    if not names:
        return None
    if behind:
        names.append(behind.span(1))
    if len(names) > 2 and (count := _up_to_last(plain, names)) < len(names):
        names, is_open, stop = names[:count], False, names[count - 1][1]
    texts = [plain[first:last] for first, last in names]
    if not _WORDS.isdisjoint(" ".join(texts).lower().split()):
        count = _before_title(texts)
        if count < 2:
            return None
        names, texts, is_open, stop = names[:count], texts[:count], False, names[count - 1][1]
    if (". " in texts[0] and _SENTENCE_END.search(texts[0])) or any(map(_is_long_cjk, texts)):
        return None
    if (
        not is_open
        and "-" in plain[start:stop]
        and (compound := [n for n, text in enumerate(texts) if _COMPOUND.fullmatch(text)])
    ):
        if compound[0] < 2 or not all(map(is_full, texts[: compound[0]])):
            return None
        names, texts = names[: compound[0]], texts[: compound[0]]
        stop = names[-1][1]
    lower = sum([text.rsplit(maxsplit=1)[-1].islower() for text in texts])
    if lower * 3 > len(names):
        return None
    several = sum([is_full(text) for text in texts])
    if several * 2 < len(names) and not (is_open and len(names) <= 3):
        return None
    first, last = names[-1]
    if plain[last - 1] == "." and not (
        _INITIAL_END.search(plain, first, last) and not have_bare_initials(plain, names[:-1])
    ):
        names[-1] = (first, last - 1)  # of `Jane Doe. et al.`, too
        if not is_open and "(" not in plain[last:stop]:
            stop = last - 1
    stop = _list_end(plain, names[-1][1], stop)
    if after is not None and plain[stop:end].strip(after):
        return None
    return AuthorList(names[0][0], stop, tuple(names), is_open)


def are_authors(plain: str, start: int, end: int) -> bool:
    """Return whether a stretch has nothing but several authors: who published them is behind."""
    first = end - len(plain[start:end].lstrip(f" \n{PAD},.:;–—-"))
    authors = find_authors(plain, first, end, after=" ")
    return authors is not None and authors.several


def surnames(plain: str, start: int, end: int) -> AuthorList | None:
    """Return the list of family names alone that a stretch is: `Doe`, `Doe, Roe et al.`.

    Other words are written like it: only where authors are expected, it is one.
    """
    may_be_open = plain[start:end].rstrip(SPANS).endswith(_OPEN_ENDS)
    more = _OPEN_END.search(plain, start, end) if may_be_open else None
    stop = more.start() if more else end
    names = [name for name in _names(plain, start, stop) if name[0] < name[1]]
    if not names or len(names) > _MOST_SURNAMES:
        return None
    texts = [plain[first:last] for first, last in names]
    if not all(FAMILY.fullmatch(text) and text.split()[-1][0].isupper() for text in texts):
        return None
    if not _WORDS.isdisjoint(" ".join(texts).lower().split()):
        return None
    stop = more.end() if more else names[-1][1]
    return AuthorList(names[0][0], stop, tuple(names), more is not None)


_NO_FAMILY = regex(
    rf"{UPPER}+\Z|(?!(?:Ma?c|D[eiu]|L[ae]|V[ao]n|Fitz|O|San|St){UPPER}[^A-Z]+\Z).+[A-Z]|\D*\d"
)
"""An acronym, or the name of a method: `NeRF`, `PyTorch`; a family is called `McKauri`, too."""


def may_be_family(word: str) -> bool:
    """Return whether a word has the letters of a family name."""
    return _NO_FAMILY.match(word) is None


_TOPIC = regex(r"\w{3,}(?:tion|ing|ment|ity|ness|ology|ics|ism|sis)s?\Z")
"""How topics and tasks end: `Segmentation`; few names do."""
_LETTERS = regex(r"[^\W\d_]{2,}")


def family_names(plain: str, start: int, end: int) -> tuple[str, ...]:
    """Return the family names alone that a stretch is, none if it may well be anything else."""
    listed = surnames(plain, start, end)
    if listed is None or bare_venue(plain, start, end) is not None:
        return ()
    names = tuple([plain[first:last] for first, last in listed.names])
    words = [word for name in names for word in _LETTERS.findall(name)]
    if not words or not all(map(may_be_family, words)) or any(map(_TOPIC.match, words)):
        return ()
    return names


def _up_to_last(plain: str, names: Sequence[tuple[int, int]]) -> int:
    """Return how many names a list has: what `and` announces is its last, unless all have one."""
    text = plain[names[0][0] : names[-1][1]]
    if not ("and" in text or "&" in text) or _AND_IN.search(text) is None:
        return len(names)
    announced = [_AND_IN.search(plain, one[1], two[0]) is not None for one, two in pairwise(names)]
    last = announced.index(True) + 1 if True in announced else len(names) - 1
    return len(names) if all(announced[last:]) else last + 1


def _before_title(texts: Sequence[str]) -> int:
    """Return how many full names are before a title: `Ann Doe, Min Li, Memory Networks`."""
    count = next(
        (n for n, text in enumerate(texts) if not _WORDS.isdisjoint(text.lower().split())), 0
    )
    return count if all(is_full(text) for text in texts[:count]) else 0


_LIST = regex(rf"{_ONE}(?:{SEPARATOR}{_ONE})*(?P<open>{ET_AL}{_NOTE})?")
"""The outer repetition is not possessive: Python 3.11.2 then keeps half of a failed round."""


_LAST_OF_OPEN = regex(
    rf"(?:(?<=\.\.\.)|(?<=…)){_SPACES},?{_SPACES}{_AND}{_SPACES}"
    rf"({_NAME}(?:,(?:[ -]{UPPER}(?:\.|\Z)){{1,4}})?)"
)
"""The last author behind those left out: `Oak, A., ... & Elm, B.`"""


def name_and_authors(
    plain: str, start: int, end: int
) -> tuple[tuple[int, int] | None, AuthorList | None]:
    """Return the name and the authors of a line that is `Name: authors`, or authors alone."""
    match = _NAME_FIRST.match(plain, start, end)
    authors = _whole(plain, match.end(), end) if match else None
    if match and authors:
        return match.span(match.lastgroup or 0), authors
    return None, _whole(plain, start, end)


def _whole(plain: str, start: int, end: int) -> AuthorList | None:
    while start < end and plain[start] in f" \n{PAD}{EM_START}":
        start += 1
    return find_authors(plain, start, end, after=_EDGES + ".,;")


def _is_long_cjk(text: str) -> bool:
    return max(text) >= _FIRST_CJK and _LONG_CJK.search(text) is not None


def is_full(name: str) -> bool:
    """Return whether a name has more than one part: given name and surname, initials."""
    return " " in name or "." in name[:-1] or _is_chinese_name(name)


def _is_chinese_name(text: str) -> bool:
    return not text.isascii() and CHINESE_NAME.fullmatch(text) is not None


def _list_end(plain: str, last_name: int, stop: int) -> int:
    while stop > last_name and plain[stop - 1] in _EDGES:
        stop -= 1
    return stop


def _names(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    left = 0
    text = plain[start:end]
    if "(" in text or PAD in text:
        text = _NO_NAMES.sub(lambda note: PAD * len(note.group()), text)
    for match in _SPLIT.finditer(text):
        _add(found, text, left, match.start())
        left = match.end()
    _add(found, text, left, len(text))
    return [(start + first, start + last) for first, last in found]


def _whole_names(
    plain: str, names: list[tuple[int, int]], *, is_open: bool
) -> list[tuple[int, int]]:
    """Join what a comma parts within a name: `Doe, J., Roe, R.`, `Doe, Jane et al.`."""
    if len(names) > 2 and (inverted := _inverted(plain, names)):
        return inverted
    texts = [plain[start:end] for start, end in names]
    if is_open and len(names) == 2 and FAMILY.fullmatch(texts[0]):
        return [(names[0][0], names[1][1])]
    if len(names) > 1 and len(names) % 2 == 0:
        given = [INITIALS.fullmatch(text) is not None for text in texts]
        if all(given[1::2]) and not any(given[::2]):
            return [
                (first[0], last[1]) for first, last in zip(names[::2], names[1::2], strict=True)
            ]
    return names


_GIVEN = regex(r"[^\W\d_]+(?: [^\W\d_a-z]\.?)+")
"""A given name with initials, which comes behind a family name."""


def _inverted(plain: str, names: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join `Family, Given`: of all authors where `and` parts each from the next, or of the first.

    `Doe, Jane and Roe, Richard`; `Doe, Jane, Roe, Richard, and Li, Min`; `Doe, Jane, Richard
    Roe, and Min Li`.
    """
    gaps = [plain[one[1] : two[0]].strip(f" \n{PAD}") for one, two in pairwise(names)]
    in_pairs = set(gaps[::2]) == {","} and (
        set(gaps[1::2]) <= {"and", "&"} or _are_pairs(plain, names, gaps[1::2])
    )
    if len(names) % 2 == 0 and in_pairs and not _are_full(plain, names[0], names[1]):
        return [(one[0], two[1]) for one, two in zip(names[::2], names[1::2], strict=True)]
    if gaps[0] != "," or not FAMILY.fullmatch(plain, *names[0]):
        return []
    if any(FAMILY.fullmatch(plain, *name) for name in names[2:]):
        return []
    if " " in plain[slice(*names[1])] and _GIVEN.fullmatch(plain, *names[1]) is None:
        return []
    return [(names[0][0], names[1][1]), *names[2:]]


def _are_full(plain: str, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Return whether two names are of several words each, and so of two persons."""
    return FAMILY.fullmatch(plain, *one) is None and " " in plain[slice(*two)]


def _are_pairs(plain: str, names: Sequence[tuple[int, int]], gaps: Sequence[str]) -> bool:
    """Return whether `and`, which announces the last author, is before the last pair of names.

    `gaps` are those between pairs.
    """
    return (
        all(gap == "," for gap in gaps[:-1])
        and _AND_IN.search(gaps[-1]) is not None
        and all(FAMILY.fullmatch(plain, *name) for name in names[::2])
        and all(may_be_family(plain[slice(*name)].split(maxsplit=1)[0]) for name in names)
    )


def is_inverted(plain: str, authors: AuthorList) -> bool:
    """Return whether a list has a family name before its given name: `Doe, Jane`."""
    return plain.find(",", *authors.names[0]) > 0


def as_inverted(plain: str, authors: AuthorList) -> AuthorList:
    """Return a list of two single words as the one author that it is where others are so."""
    names = authors.names
    if len(names) != 2 or plain[names[0][1] : names[1][0]].strip(f" \n{PAD}") != ",":
        return authors
    if not FAMILY.fullmatch(plain, *names[0]) or (
        " " in plain[slice(*names[1])] and not _GIVEN.fullmatch(plain, *names[1])
    ):
        return authors
    return AuthorList(authors.start, authors.end, ((names[0][0], names[1][1]),), authors.open)


def _add(found: list[tuple[int, int]], plain: str, start: int, end: int) -> None:
    rest = plain[start:end].lstrip(_EDGES)
    if rest:
        start = end - len(rest)
        found.append((start, start + len(rest.rstrip(_EDGES))))
