"""Texts and regular expressions of other tools as patterns of ours.

Ours are globs over a whole URL, or a `/regular expression/` of Python's `re` anywhere in it.
Other dialects differ: what stands here is the part that means the same, to Python, to Rust's
`regex` (https://docs.rs/regex/latest/regex/#syntax) and to JavaScript
(https://tc39.es/ecma262/#sec-patterns), for every URL of ASCII characters.
"""

import re
from typing import Literal
import warnings

Dialect = Literal["Rust", "JavaScript"]
_PUNCTUATION = r"[ -/:;=?@\[-`{-~]"
"""What is the same with a backslash before it: no letter, no digit, and not `<` or `>`."""
_TOKEN = re.compile(
    rf"""\\(?P<edge>[bB])
    |(?P<atom>\\(?:[dDwWsS]|{_PUNCTUATION})|\[\^?(?:\\(?:[dDwWsS]|{_PUNCTUATION})|[^\\\[\]])+\]|\.)
    |(?P<look>\(\?<?[=!])
    |(?P<open>\((?:\?:|(?!\?)))
    |(?P<close>\))
    |(?P<repeat>(?:[*+?]|\{{(?P<least>\d{{1,4}})(?P<more>,(?P<most>\d{{0,4}}))?\}})\??)
    |(?P<free>[|^$])
    |(?P<brace>\{{(?![\d,])|[\]}}])
    |(?P<literal>[^\\\[\](){{}}*+?|^$.])""",
    re.VERBOSE,
)
_SET_OPERATION = re.compile(r"--|&&|\|\||~~")
"""In brackets these stand for operations on sets, or will."""
_NO_WEB = re.compile(
    r"""\^(?:\\?\#|\\?/(?!\\?/)|\\\.|\.(?:\\?/|\\\.)|(?![hH])[a-zA-Z](?![?*{]))[^|]*""",
    re.DOTALL,
)
"""Expressions that match no address that begins with `http`."""
_INSENSITIVE = "(?i)"
_MAGIC = re.compile(r"[*?[]")


class NotCarriedError(Exception):
    """A pattern that has no counterpart, and why."""


def containing(text: str) -> str:
    """The pattern of URLs that contain a text.

    A glob, but where it would not tell upper case from lower case, which globs do not in what may
    be a host.
    """
    _hold_to_printable(text)
    if text == text.lower() or re.match(r"https?://", text):
        return f"*{_MAGIC.sub(_in_brackets, text)}*"
    return f"/{re.escape(text)}/"


def expression(written: str, dialect: Dialect) -> str:
    """The pattern of URLs in which another tool finds a regular expression.

    Raises:
        NotCarriedError: it means something else to Python, or might, or could take it for ever.
    """
    _hold_to_printable(written)
    body = written
    if dialect == "Rust":
        body = body.removeprefix(_INSENSITIVE)
    _hold_to_common(body, dialect)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(written)
    except (re.error, Warning, OverflowError, RecursionError) as error:
        raise NotCarriedError(f"it is no regular expression of Python's: {error}") from error
    return f"/{written}/"


def is_of_the_web(written: str) -> bool:
    """Whether a regular expression may match a URL of http or https."""
    return not _NO_WEB.fullmatch(written)


def _in_brackets(found: re.Match[str]) -> str:
    return f"[{found[0]}]"


def _hold_to_printable(text: str) -> None:
    if not text.isprintable():
        raise NotCarriedError("it holds characters that no URL has")
    if len(text) > 1_000:
        raise NotCarriedError("it is longer than 1,000 characters")


def _hold_to_common(written: str, dialect: Dialect) -> None:
    """Refuse what is not known to mean the same in both dialects."""
    position = 0
    before = ""  # the kind of token that a repetition would apply to
    groups = [(False, False)]  # of each open group: whether it looks around, whether it repeats
    while position < len(written):
        token = _TOKEN.match(written, position)
        kind = token.lastgroup if token else None
        if token is None or (kind == "look" and dialect == "Rust"):
            raise _unlike(written[position : position + 8])
        if kind == "atom" and _SET_OPERATION.search(token.group()):
            raise _unlike(token.group())
        if kind == "brace" and dialect == "Rust" and token.group() == "{":
            raise _unlike("{")
        if kind in ("look", "open"):
            groups.append((kind == "look", False))
        elif kind == "close":
            if len(groups) == 1:
                raise NotCarriedError("it closes a group that is not open")
            looks, repeats = groups.pop()
            groups[-1] = (groups[-1][0], groups[-1][1] or repeats)
            before = "" if looks else "repeating" if repeats else "group"
        elif token["repeat"]:
            if not position:
                raise NotCarriedError(f"its first `{token.group()}` repeats nothing")
            if not before:
                raise _unlike(token.group())
            if _most(token) > 1:
                if before == "repeating" and dialect == "Rust":
                    raise NotCarriedError("its nested repetitions could take Python for ever")
                groups[-1] = (groups[-1][0], True)
        if kind != "close":
            before = kind if kind in ("atom", "literal", "brace") else ""
        position = token.end()
    if len(groups) > 1:
        raise NotCarriedError("it opens a group and does not close it")


def _most(token: re.Match[str]) -> int:
    """How often a repetition repeats at most."""
    if token["least"] is None:
        return 1 if token.group().startswith("?") else 9_999
    if token["more"] is None:
        return int(token["least"])
    return int(token["most"] or 9_999)


def _unlike(part: str) -> NotCarriedError:
    return NotCarriedError(f"Python may read `{part}` in another way")
