"""Months, in words and in digits."""

import re

from awesomecheck.regexes import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_MONTH = regex(
    rf"(?<![^\W\d_])(?P<word>{MONTH_NAME})(?![^\W\d_])"
    r"|(?<!\d)(?:19|20)\d\d[-./](?P<number>0?[1-9]|1[0-2])(?!\d)"
    r"|(?<!\d)20[0-3]\d(?P<compact>0[1-9]|1[0-2])\d\d(?!\d)",
    re.IGNORECASE,
)


def stated_month(text: str) -> int | None:
    """Return the month that the text of a date states: `2023/05`, `May 2023`, `20230517`."""
    match = _MONTH.search(text)
    if match is None:
        return None
    if match["word"]:
        return _MONTHS.index(match["word"][:3].lower()) + 1
    return int(match["number"] or match["compact"])
