"""What entries may be ordered by: their names, dates that they state, and dates of arXiv ids."""

from collections.abc import Sequence
import re

from awesomecheck import Entry, regex

_SHORT = 8
"""The most characters of a marker with its spaces and brackets."""
_WORDS = regex(r"(?<![\w<:/])[^\W\d_]{2,}(?![\w>:=])")
_APART = regex(r"/|(?:part|chapter|lesson|lecture|day|week|episode|step)\b", re.IGNORECASE)
"""How names start that have an order of their own or form a separate part, such as `/r/python`."""
_NO_ALPHABET = regex(r"\W*[\u0e00-\u0eff\u1100-\u11ff\u2e80-\uffff\U00020000-\U0003ffff]")
"""The start of a name in a script that lists sort in many ways, such as Chinese."""
_ARXIV = regex(r"([0-8]\d)(0[1-9]|1[0-2])\.\d+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = regex(
    r"""(?<![\w./-]) (?: (?P<year>(?:19|20)\d\d)
          (?: [-/.] (?P<number>0?[1-9]|1[0-2]) (?:[-/.]\d{1,2})? (?![\w/-]|\.\d)
            | (?P<digits>0[1-9]|1[0-2]) (?:[0-2]\d|3[01])? \b
            | \s?年\s? (?P<cjk>0?[1-9]|1[0-2]) \s?月 )
        | (?:\d{1,2}(?:st|nd|rd|th)?\ )?
          (?P<word>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?
          [ ,'’-]{1,2} (?:\d{1,2},\ )? (?P<after>(?:19|20)\d\d) \b )""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = regex(r"\]\([^)\s]*\)|https?://\S+|<[^>\n]*>")
_SAMPLE = 8
"""Where none of some so many entries states a date, none of their group is taken to."""
_MOST, _SOME = 0.75, 0.25
"""A group is ordered by the dates that it states if so many of its entries state one. Where some
do, it is at least not ordered by the dates of ids."""


def id_month(entry: Entry) -> int | None:
    """Return the month of the arXiv id, counted from the year 0.

    See https://info.arxiv.org/help/arxiv_identifier.html.
    """
    for each in entry.links:
        target = each.link.target
        if each.role == "paper" and target.kind == "arxiv":
            match = _ARXIV.match(target.id)
            return (2000 + int(match[1])) * 12 + int(match[2]) if match else None
    return None


def stated_months(text: str, group: Sequence[Entry]) -> Sequence[int | None]:
    """Return the month that each entry states, counted from the year 0; none if few do."""
    if any(_stated_month(text, each) for each in group[:: 1 + len(group) // _SAMPLE]):
        months = [_stated_month(text, each) for each in group]
        if _share(months) >= _SOME:
            return months
    return ()


def state_dates(months: Sequence[int | None]) -> bool:
    """Return whether enough entries state a month for all to be ordered by it."""
    return _share(months) >= _MOST


def _share(months: Sequence[int | None]) -> float:
    return sum(month is not None for month in months) / max(1, len(months))


def _stated_month(text: str, entry: Entry) -> int | None:
    for block in entry.blocks:
        words = text[block.span.start : block.span.end]
        match = ("19" in words or "20" in words) and _DATE.search(_ADDRESS.sub(" ", words))
        if match:
            month = match["number"] or match["digits"] or match["cjk"]
            number = int(month) if month else 1 + _MONTHS.index(match["word"][:3].lower())
            return int(match["year"] or match["after"]) * 12 + number
    return None


def name(text: str, entry: Entry) -> str | None:
    """Return the name, if a list could be ordered by it.

    With other words before the name, a line is ordered by those.
    """
    heading = entry.name or entry.title
    if heading is None or (not heading.text.isascii() and _NO_ALPHABET.match(heading.text)):
        return None
    start, end = entry.span.start, heading.span.start
    if end - start > _SHORT and entry.row is None and _WORDS.search(text, start, end):
        return None
    return None if _APART.match(heading.text) else heading.text
