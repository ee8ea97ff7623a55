"""Months, in words and in digits."""

from collections.abc import Iterator
import re

from awesomecheck.regexes import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
"""The name of a month, in lower case, and no word such as `Apress` that begins like one."""
_MONTH = regex(
    rf"(?<![^\W\d_])(?P<word>{MONTH_NAME})(?![^\W\d_])"
    r"|(?<!\d)(?:19|20)\d\d[-./](?P<number>0?[1-9]|1[0-2])(?!\d)"
    r"|(?<![\d./-])(?P<before>0?[1-9]|1[0-2])[-./](?:19|20)\d\d(?![\d./-])"
    r"|(?<!\d)20[0-3]\d(?P<compact>0[1-9]|1[0-2])\d\d(?!\d)",
    re.IGNORECASE,
)

MONTH_AND_YEAR = regex(rf"{MONTH_NAME},?[ ]?(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_BESIDE_YEAR = regex(r"\d(?:[-./]\d{4}|\d{3}(?:[-./]\d|\d{4}))")
"""What each of the next three patterns has."""
_COMPACT = regex(
    r"(?<![\w./-])(?P<year>20[0-3]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\w/-])"
)
_SLASHED = regex(
    r"(?<![\w./-])(?P<year>(?:19|20)\d\d)[/.-](?:0?[1-9]|1[0-2])(?:[/.-][0-3]?\d)?(?![\w/-])"
)
_AMERICAN = regex(
    r"(?<![\w./-])(?:[01]?\d|[0-3]\d)[-./]\d{1,2}[-./](?P<year>(?:19|20)\d\d)(?![\w/-])"
)
_MONTH_FIRST = regex(
    r"(?<![\w./-])(?:(?:0?[1-9]|1[0-2])[/-]|(?:0[1-9]|1[0-2])\.)(?P<year>(?:19|20)\d\d)(?![\w/-])"
)
_DAY_FIRST = regex(
    r"\d(?<![\w./-].)(?:(?<=[0-3])\d)?-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"-(?P<year>(?:19|20)?\d\d)(?![\w/-])"
)


def stated_month(text: str) -> int | None:
    """Return the month that the text of a date states: `2023/05`, `05/2023`, `May 2023`."""
    lower = text.lower()
    if not (any(map(lower.__contains__, _MONTHS)) or _BESIDE_YEAR.search(text)):  # most dates
        return None
    match = _MONTH.search(text)
    if match is None:
        return None
    if match["word"]:
        return _MONTHS.index(match["word"][:3].lower()) + 1
    return int(match["number"] or match["before"] or match["compact"])


def dates_in_digits(plain: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the dates of a stretch that have a month or a day beside the year, by pattern."""
    patterns: tuple[re.Pattern[str], ...] = ()
    if _BESIDE_YEAR.search(plain, start, end) is not None:
        patterns = (_COMPACT, _SLASHED, _AMERICAN, _MONTH_FIRST)
    if plain.find("-", start, end) >= 0:
        patterns = (*patterns, _DAY_FIRST)
    for pattern in patterns:
        yield from pattern.finditer(plain, start, end)
