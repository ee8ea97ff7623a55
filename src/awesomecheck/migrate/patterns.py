"""Convert substrings and regular expressions of other tools to our URL patterns.

Ours are globs over a whole URL, or a `/regular expression/` of Python's `re` anywhere in it.
Only syntax is accepted that means the same to Python, to Rust's `regex`
(https://docs.rs/regex/latest/regex/#syntax) and to JavaScript
(https://tc39.es/ecma262/#sec-patterns), for every URL of ASCII characters.
"""

import re
from typing import Literal
import warnings

from awesomecheck.regexes import regex

Dialect = Literal["Rust", "JavaScript"]
_PUNCTUATION = r"[ -/:;=?@\[-`{-~]"
"""What a backslash makes literal in all dialects: no letter, no digit, and not `<` or `>`."""
_ATOM = (
    rf"\\(?:[bBdDwWsS]|{_PUNCTUATION})"
    rf"|\[\^?(?:\\(?:[dDwWsS]|{_PUNCTUATION})|[^\\\[\]])+\]"
    r"|[^\\\[\](){}*+?|]|\)"
)
_REPEAT = r"(?:(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??)?"
_COMMON = {
    "Rust": regex(rf"(?:(?:{_ATOM}){_REPEAT}|\((?:\?:)?|\|)*+"),
    "JavaScript": regex(rf"(?:(?:{_ATOM}|\{{(?!\d|,)|[\]}}]){_REPEAT}|\((?:\?:|\?<?[=!])?|\|)*+"),
}
_NESTED_REPEAT = regex(r"[*+}].*\)[*+{]", re.DOTALL)
"""Linear in Rust, but perhaps not in Python."""
_NO_WEB = regex(
    r"""\^(?:\\?\#|\\?/(?!\\?/)|\\\.|\.(?:\\?/|\\\.)|(?![hH])[a-zA-Z](?![?*{]))[^|]*""",
    re.DOTALL,
)
"""Expressions that match no URL that begins with `http`."""


class NotCarriedError(Exception):
    """A pattern cannot be converted; the message says why."""


def containing(text: str) -> str:
    """Return the pattern for URLs that contain a text.

    It is a glob, unless upper and lower case differ where a host may be: globs ignore case there.

    Raises:
        NotCarriedError: no URL contains the text, or it is too long.
    """
    _check_printable(text)
    if text == text.lower() or re.match(r"https?://", text):
        escaped = re.sub(r"[*?[]", r"[\g<0>]", text)
        return f"*{escaped}*"
    return f"/{re.escape(text)}/"


def expression(written: str, dialect: Dialect) -> str:
    """Return the pattern for URLs in which another tool finds a regular expression.

    Raises:
        NotCarriedError: it may mean something else to Python, or could take very long.
    """
    _check_printable(written)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of set operations between brackets
            re.compile(written)
    except (re.error, Warning, OverflowError, RecursionError) as error:
        raise NotCarriedError(f"not a Python regular expression: {error}") from error
    body = written.removeprefix("(?i)") if dialect == "Rust" else written
    common = _COMMON[dialect].match(body)
    rest = body[common.end() if common else 0 :]
    if rest:
        raise NotCarriedError(f"`{rest[:8]}` may mean something else in Python")
    if dialect == "Rust" and _NESTED_REPEAT.search(body):
        raise NotCarriedError("nested repetitions can take Python very long")
    return f"/{written}/"


def may_match_web(written: str) -> bool:
    """Whether a regular expression may match a URL of http or https."""
    return not _NO_WEB.fullmatch(written)


def _check_printable(text: str) -> None:
    if not text.isprintable():
        raise NotCarriedError("it contains characters that no URL contains")
    if len(text) > 1_000:
        raise NotCarriedError("longer than 1,000 characters")
