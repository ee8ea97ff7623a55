"""Match paths with patterns as in `.gitignore`, in time that is linear in pattern and path.

git and most libraries try all ways in which the stars of a pattern can match; a stranger's
`*a*a*a*a*b` then never ends. Here every star takes the first place that fits what follows it, and
never tries another: inside a folder's name, and between two `**`, the first one is always as good
as any later one. The rules are git's (https://git-scm.com/docs/gitignore), with bytes for letters.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
import re
import string

from msgspec import Struct

from awesomecheck.regexes import regex

_SPECIAL = regex(rb"[*?\[\\]")
_STAR, _SLASH, _FOLDERS, _ANYTHING = b"*", b"/", b"**/", b"**"
"""Tokens of a pattern; any other one is a regular expression for one byte that is not a slash."""
_NO_NAMES = frozenset({b".", b".."})
_MOST_BYTES = 4096
"""Of a pattern, as of a path on Linux."""
_NAMED = {
    "alpha": string.ascii_letters,
    "digit": string.digits,
    "alnum": string.ascii_letters + string.digits,
    "upper": string.ascii_uppercase,
    "lower": string.ascii_lowercase,
    "punct": string.punctuation,
    "xdigit": string.hexdigits,
    "space": " \t\n\r",  # git's own
    "blank": " \t",
    "cntrl": "".join(map(chr, (*range(32), 127))),
    "graph": "".join(map(chr, range(33, 127))),
    "print": "".join(map(chr, range(32, 127))),
}


class Pattern(Struct, frozen=True):
    """A pattern for files and folders."""

    negative: bool
    """Whether what it matches is not ignored after all."""
    folders_only: bool
    by_name: bool
    """Whether it is for the last name of a path only, wherever this is."""
    matches: Callable[[bytes], object]


def read_patterns(data: bytes) -> tuple[Pattern, ...]:
    """Return the patterns of a `.gitignore`; lines that can never match are passed over."""
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    found = (parse_pattern(line.removesuffix(b"\r")) for line in lines)
    return tuple(pattern for pattern in found if pattern)


def matches_path(pattern: Pattern, path: bytes) -> bool:
    """Whether a pattern matches a file, or a folder that it is in.

    Args:
        pattern: the pattern.
        path: of the file, relative to the folder of the pattern, separated by `/`.
    """
    names = path.split(b"/")
    return any(
        ignores((pattern,), b"/".join(names[:end]), is_folder=end < len(names))
        for end in range(1, len(names) + 1)
    )


def ignores(patterns: Sequence[Pattern], path: bytes, *, is_folder: bool) -> bool | None:
    """Whether a path is ignored; None if no pattern matches. The last one that does decides.

    Args:
        patterns: those of one file, in their order.
        path: relative to the folder of the file, separated by `/`.
        is_folder: whether it is a folder.
    """
    name = path[path.rfind(b"/") + 1 :]
    for pattern in reversed(patterns):
        if pattern.folders_only and not is_folder:
            continue
        if pattern.matches(name if pattern.by_name else path):
            return not pattern.negative
    return None


def parse_pattern(line: bytes) -> Pattern | None:
    """Return a pattern, or None if it can never match: it is empty, a comment or malformed."""
    if line.startswith(b"#") or len(line) > _MOST_BYTES:
        return None
    text = _without_trailing_spaces(line.partition(b"\0")[0])
    negative = text.startswith(b"!")
    text = text.removeprefix(b"!") if negative else text
    folders_only = text.endswith(b"/")
    text = text.removesuffix(b"/") if folders_only else text
    by_name = b"/" not in text
    text = text.removeprefix(b"/")
    if not text or (b"[" not in text and not _NO_NAMES.isdisjoint(text.split(b"/"))):
        return None
    matches = _matcher(text, by_name=by_name)
    return Pattern(negative, folders_only, by_name, matches) if matches else None


def _without_trailing_spaces(line: bytes) -> bytes:
    kept = line.rstrip(b" ")
    escapes = len(kept) - len(kept.rstrip(b"\\"))
    return line[: len(kept) + 1] if escapes % 2 else kept


def _matcher(text: bytes, *, by_name: bool) -> Callable[[bytes], object] | None:
    special = _SPECIAL.search(text)
    if special is None:
        return text.__eq__
    if text.startswith(_STAR) and by_name and not _SPECIAL.search(text, 1):
        return lambda name: name.endswith(text[1:])
    # As in git, what comes before the first special character is compared first, so that a `**`
    # after it is at the beginning of its pattern.
    start = 0 if by_name else special.start()
    tokens = _tokens(text[start:], by_name=by_name)
    if tokens is None:
        return None
    expression = re.escape(text[:start]) + _expression(tokens)

    @cache
    def compiled() -> re.Pattern[bytes]:
        return re.compile(expression, re.DOTALL)

    return lambda path: compiled().fullmatch(path)


def _tokens(text: bytes, *, by_name: bool) -> list[bytes] | None:
    """Return the tokens of a pattern; None if it is malformed."""
    tokens: list[bytes] = []
    place = 0
    while place < len(text):
        char = text[place : place + 1]
        if char == b"*":
            end = place
            while text[end : end + 1] == b"*":
                end += 1
            bounded = place == 0 or text[place - 1 : place] == b"/"
            if by_name or end - place == 1 or not bounded:
                tokens.append(_STAR)
            elif text[end : end + 1] == b"/":
                tokens.append(_FOLDERS)
                end += 1
            else:
                whole = end == len(text) or text.startswith(b"\\/", end)
                tokens.append(_ANYTHING if whole else _STAR)
            place = end
        elif char == b"[":
            found = _character_set(text, place + 1)
            if found is None or not found[0]:
                return None
            tokens.append(_set_expression(found[0]))
            place = found[1]
        else:
            if char == b"\\":
                place += 1
                char = text[place : place + 1]
                if not char:
                    return None
                tokens.append(re.escape(char))
            else:
                tokens.append(b"[^/]" if char == b"?" else re.escape(char))
            place += 1
    return tokens


def _character_set(text: bytes, place: int) -> tuple[frozenset[int], int] | None:
    """Return the bytes of a set from after its `[` on, and its end; None if it is malformed.

    A slash is never one of them.
    """
    negative = text[place : place + 1] in (b"!", b"^")
    place += negative
    members: set[int] = set()
    first = place
    previous: int | None = None
    while place == first or text[place : place + 1] != b"]":
        char, end = _member(text, place)
        if char is None:
            return None
        is_range = char == b"-" and previous is not None and text[place : place + 1] == b"-"
        if is_range and text[end : end + 1] not in (b"", b"]"):
            last, place = _member(text, end)
            if last is None:
                return None
            members.update(range(previous or 0, last[0] + 1))
            previous = None
        elif text.startswith(b"[:", place) and (named := _named(text, place)):
            members.update(named[0])
            place, previous = named[1], None
            if not named[0]:
                return None
        else:
            members.add(char[0])
            place, previous = end, char[0]
    every = frozenset(range(256))
    return (every - members if negative else frozenset(members)) - {0x2F}, place + 1


def _member(text: bytes, place: int) -> tuple[bytes | None, int]:
    """Return a byte of a set, perhaps after a backslash, and its end; None at the end."""
    place += text[place : place + 1] == b"\\"
    return text[place : place + 1] or None, place + 1


def _named(text: bytes, place: int) -> tuple[bytes, int] | None:
    """Return the bytes of a class such as `[:alpha:]`, none for an unknown one, and its end.

    None if it is not written in full, so that `[` stands for itself.
    """
    end = text.find(b"]", place + 2)
    if end == place + 2 or (end >= 0 and text[end - 1 : end] != b":"):
        return None
    name = text[place + 2 : end - 1].decode("latin-1") if end >= 0 else ""
    return _NAMED.get(name, "").encode(), end + 1


def _set_expression(members: Iterable[int]) -> bytes:
    """Return a regular expression for a set, with its runs as ranges."""
    runs: list[list[int]] = []
    for member in sorted(members):
        if runs and runs[-1][1] == member - 1:
            runs[-1][1] = member
        else:
            runs.append([member, member])
    return b"[%s]" % b"".join(b"\\x%02x-\\x%02x" % (first, last) for first, last in runs)


def _expression(tokens: Sequence[bytes]) -> bytes:
    """Return the regular expression for a pattern: one atomic group for each star."""
    whole = b""
    before = b""
    blocks = list(_split(tokens, (_FOLDERS, _ANYTHING)))
    for number, (block, end) in enumerate(blocks):
        last = number == len(blocks) - 1
        inner = b"/".join(_names(block)) + (rb"\Z" if last else b"")
        if before == _FOLDERS:
            whole += b"(?>(?:.*?/)??%s)" % inner
        elif before == _ANYTHING:
            whole += b"(?>.*?%s)" % inner if block else b".*"
        else:
            whole += inner
        before = end
    return whole


def _names(block: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the expression for each name in a part of a path."""
    for name, _ in _split(block, (_SLASH,)):
        parts = [b"".join(part) for part, _ in _split(name, (_STAR,))]
        expression = parts[0]
        for part in parts[1:-1]:
            expression += b"(?>[^/]*?%s)" % part
        if len(parts) > 1:
            expression += b"(?>[^/]*?%s(?=/|\\Z))" % parts[-1] if parts[-1] else b"[^/]*+"
        yield expression


def _split(
    tokens: Sequence[bytes], ends: Sequence[bytes]
) -> Iterator[tuple[Sequence[bytes], bytes]]:
    """Yield the parts of a list between some tokens, each with the token that ends it."""
    start = 0
    for place, token in enumerate(tokens):
        if token in ends:
            yield tokens[start:place], token
            start = place + 1
    yield tokens[start:], b""
