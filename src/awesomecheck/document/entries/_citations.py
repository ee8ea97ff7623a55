"""The publication in a citation: `Neural Computation 9.8 (1997): 1735-1780`, in any usual style.

What volume, issue, pages and year follow is a venue, whatever its name.
"""

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from awesomecheck.document.entries._marks import EM_START, MARKS, PAD, SPANS
from awesomecheck.document.entries._months import MONTH_NAME
from awesomecheck.document.entries._venues import trimmed
from awesomecheck.regexes import regex


class Citation(Struct, frozen=True):
    """A publication, as offsets."""

    start: int
    end: int
    venue: tuple[int, int] | None
    year: tuple[int, int] | None
    paged: bool
    """Whether it states pages, as only publications do."""


_SEPARATORS = rf"[ \n,.:;{PAD}{SPANS}]*+"
_PAGES = (
    r"(?P<pages>pp?\.? ?\d+|(?<![\d/-])\d{1,6}(?= ?[-–—])|(?<=:)[a-z]{1,5}\d{2,7})"
    r"(?: ?[-–—]{1,2} ?\d{1,6})?"
)
_MONTH = f"(?i:{MONTH_NAME})"
_DAY = rf"(?: {_MONTH}(?: \d{{1,2}})?(?=[;:]))?"
_YEAR = rf"(?:{_MONTH} )?(?P<year>(?:19[5-9]|20[0-4])\d)(?![\d–—-]){_DAY}"
_VOLUME = (
    r"(?P<volume>(?!(?:19|20)\d\d\.(?:0[1-9]|1[0-2])(?!\d))\d{1,4}\.(?:\d{1,5}|[A-Z][a-z]{2})"
    r"|\d{1,4} ?\((?!(?:19|20)\d\d\))\d{1,5}(?:[-–]\d{1,5})?\)"
    r"|[Vv]ol(?:ume|\.)? ?\d{1,5}|[Nn]o\. ?\d{1,5}|\d{1,7})(?![\w-])"
)
_TAIL = rf"(?>(?:{_SEPARATORS}(?:\(?(?:{_PAGES}|{_YEAR})\)?|{_VOLUME}))+)"
"""Read one way only: numbers may be years, volumes or pages, which are 2^n ways for n of them."""
_SHORT = (
    r"(?:Proc|Conf|Int|Intl|Symp|Trans|J|Lett|Rev|Nat|Sci|Commun|Inf|Process|Comput|Comp|Vis"
    r"|Recognit|Mach|Intell|Syst|Netw|Robot|Autom|Eng|Technol|Med|Imag|Anal|Assoc|Adv|Appl|Ann"
    r"|Am|Acad|Natl|Soc|Phys|Chem|Biol|Res|Mag|Artif|Surv|Softw|Electron|Veh|Eur|Linguist|Knowl"
    r"|Manag|Wirel|Mob|Secur|Distrib|Bioinform|Comm)\."
)
"""Abbreviations in the names of journals: their period ends no title."""
_WORD = rf"(?:{_SHORT}|[^\s.,;:!?()\[\]\"“”{PAD}{MARKS}]++)"
_BODY = (
    rf"(?P<lead>(?:[Ii]n:?|Available at) [{PAD}{SPANS}]*+)?(?:(?P<first>19\d\d|20\d\d) )?"
    r"(?P<venue>(?=\d?[A-Z]|\d{1,3}(?:st|nd|rd|th)\b|nature\b|[\u4e00-\u9fff])"
    rf"{_WORD}(?:[ \n]{_WORD}){{0,17}}?"
    rf"(?: \([A-Z][\w '’-]{{1,14}}\))?)"
    rf"(?:{_TAIL}\)?(?=[ \n{PAD}{SPANS}]*(?:\Z|[{MARKS}\[(.;,]))"
    rf"|(?=[ {PAD}{SPANS}]*(?:\Z|\.)))"
)
_FIRST = regex(rf"[ \n{PAD}{SPANS}]*+{_BODY}")
_CITED = regex(
    rf"(?:(?P<weak>,)|(?<=\])//|[.?!][\"”]?|,?[\"”]|{EM_START})[ \n{PAD}{SPANS}]*+{_BODY}"
)
_HINT = regex(
    r"\d ?[-–—(.,]{1,2} ?\d|Proc|Conf|Journal|Trans|Symp|Workshop|Advances|Annals|IEEE|ACM|[Vv]ol"
)
"""What every citation has some of."""
_PUBLICATION = regex(
    r"\b(?:Proceedings|Journal|Transactions|Conference|Symposium|Workshops?|Advances in|Annals"
    r"|IEEE|ACM)\b|\b(?:Proc|Trans|Conf|Symp)\."
)


_PREFIX = regex(
    rf"[ {PAD}{SPANS}]*+(?P<year>(?:19|20)?\d\d)"
    r"(?:_(?:(?P<venue>[A-Za-z][A-Za-z&-]{1,14})_)?(?=[A-Z])"
    r"| ?[-–—] ?(?P<hyphened>[A-Z][A-Za-z&]*[A-Z][A-Za-z&]{0,9}|[Aa]r[Xx]iv)"
    r"(?: ?[-–—] ?|: )(?=\w|\Z))"
)


def date_before_title(plain: str, start: int, end: int) -> Citation | None:
    """Return the year and the venue before a title: `20_ICML_Title`, `2020-ICML-Title`."""
    match = _PREFIX.match(plain, start, end)
    if match is None:
        return None
    venue = match.span(match.lastgroup or 0) if match.lastgroup != "year" else None
    return Citation(match.start("year"), match.end(), venue, match.span("year"), False)


_ABBREVIATED = regex(rf".*\b{_SHORT} (?:.* )?{_SHORT}")


def _with_period(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return a venue with the period of its last word if others are abbreviated, too."""
    whole = plain.startswith(".", end) and _ABBREVIATED.fullmatch(plain, start, end + 1)
    return start, end + bool(whole)


def find_citations(plain: str, start: int, end: int) -> Iterator[Citation]:
    """Yield the publications that a stretch cites as journals and publishers do, in order."""
    if _HINT.search(plain, start, end) is None:  # most texts
        return
    first = _FIRST.match(plain, start, end)
    rest = _CITED.finditer(plain, first.end() if first else start, end)
    for match in chain((first,) if first else (), rest):
        year = "year" if match["year"] else "first"
        weak = match is not first and match["weak"]
        if match is first and not match[year]:
            continue
        if match["pages"] is None:
            if weak or not (match[year] or match["lead"]):
                continue
            named = _PUBLICATION.search(plain, *match.span("venue"))
            if named is None and (match["volume"] is None or match[year] is None):
                continue
        group = "lead" if match["lead"] else "first" if match["first"] else "venue"
        yield Citation(
            match.start(group),
            match.end(),
            _with_period(plain, *trimmed(plain, *match.span("venue"))),
            match.span(year) if match[year] else None,
            match["pages"] is not None,
        )
