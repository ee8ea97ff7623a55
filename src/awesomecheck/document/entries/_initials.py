"""Family names with initials behind them, and where such names end before a title.

Doe, J., Roe, R. Tall Trees
Doe J, Roe R. Tall Trees
"""

from collections.abc import Sequence

from awesomecheck.document.entries._marks import PAD
from awesomecheck.regexes import regex

UPPER = r"[^\W\d_a-zß-öø-ÿ]"
PARTICLE = (
    r"(?:van|von|vom|zu[mr]|de|des|der|den|del|della|di|da|das|do|dos|du|la|le|el|al|bin|ibn|ben"
    r"|ter|ten|zu|e|y|af)(?=[ \n])"
)
FAMILY = regex(rf"(?:(?i:{PARTICLE})[ ])*[^\W\d_][^ \n{PAD}]+")
"""One word, and the particles before it: `van den Berg`."""
INITIALS = regex(r"(?:[^\W\d_a-z]\.?[ -]?){1,4}")
CHINESE_NAME = regex(
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文]"
    "[\u4e00-\u9fff]{1,2}"
)
"""One of the hundred most common surnames, and a given name."""


_BARE_INITIAL = regex(rf" {UPPER}\Z")


def have_bare_initials(plain: str, names: Sequence[tuple[int, int]]) -> bool:
    """Return whether a name ends with an initial that has no period: `Doe J`."""
    return any(_BARE_INITIAL.search(plain, *name) for name in names)


def before_title(plain: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the names that are before a title, if the last of some has taken its first words."""
    if not names or ". " not in plain[names[0][0] : names[-1][1]]:  # most lists
        return []
    return _inverted_before_title(plain, names) or _bare_before_title(plain, names)


_BEFORE_TITLE = regex(rf"(?:{UPPER}\.[ -]?){{1,4}}(?<=[ ])(?=[^ .]*\w\w)")
"""Initials, and a word behind them that begins a title."""


def _inverted_before_title(plain: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the names before a title that only a space sets off: `Doe, J., Roe, R. Tall Trees`.

    At least one author, whose initials a comma follows, is before the last.
    """
    for index in range(0, len(names) - 1, 2):
        if not FAMILY.fullmatch(plain, *names[index]):
            break
        if INITIALS.fullmatch(plain, *names[index + 1]) is None:
            last = _BEFORE_TITLE.match(plain, *names[index + 1])
            return [*names[: index + 1], (last.start(), last.end() - 1)] if last and index else []
    return []


_FAMILY_FIRST = rf"(?:(?i:{PARTICLE})[ ])*(?:{UPPER}[\w'’-]+[ ])?{UPPER}[\w'’-]+"
_GIVEN_FIRST = rf"{UPPER}[\w'’-]+(?: (?:{PARTICLE}|{UPPER}(?:\.|[\w'’-]+))){{0,3}} {UPPER}[\w'’-]+"
_FAMILY_LAST = rf"\. {UPPER}[\w'’-]+(?:[,.]| and\b| &)"
ALONE = (
    rf"(?:{_FAMILY_FIRST} {UPPER}{{1,3}}(?!\w|{_FAMILY_LAST})"
    rf"|(?:(?i:{PARTICLE})[ ])*{UPPER}[\w'’-]+, {UPPER}\.(?:[ -]?{UPPER}\.){{0,2}}|{_GIVEN_FIRST})"
)
"""`Doe JR`, `Doe, J. R.`, or `Jane R. Doe`."""
_WITH_BARE_INITIALS = regex(rf"{_FAMILY_FIRST} {UPPER}{{1,3}}(?P<title>[.:] +(?=\w))?")
"""`Doe JR`, and what parts it from a title."""


def _bare_before_title(plain: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the names before a title that a period sets off: `Doe J, Roe RB. Tall Trees`."""
    for index, (start, end) in enumerate(names):
        name = _WITH_BARE_INITIALS.match(plain, start, end)
        if name is None:
            break
        if name["title"]:
            return [*names[:index], (start, name.start("title"))] if index else []
        if name.end() < end:
            break
    return []
