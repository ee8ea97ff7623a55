"""What is known of a candidate while it is read, and the patterns that its readers share."""

from collections.abc import Iterator, Sequence

from awesomecheck.document.entries._authors import AuthorList
from awesomecheck.document.entries._marks import (
    BLOCK,
    CODE,
    EM_END,
    HARD_BREAK,
    IMAGE,
    LINK_END,
    PAD,
    SPACE,
    SPACE_AND_ENDS,
    SPACE_AND_STARTS,
    SPANS,
    STRONG_END,
)
from awesomecheck.document.entries._roles import (
    is_feed,
    is_pointer,
    names_host,
    role_of_host,
    role_of_label,
    role_of_words,
)
from awesomecheck.document.entries._venues import bare_venue, dated, trimmed
from awesomecheck.document.entry import Role
from awesomecheck.document.nodes import Link
from awesomecheck.regexes import regex

Bounds = tuple[int, int]
"""The start and the end of a stretch of the text."""
_LINE_END = regex(f"[{HARD_BREAK}{BLOCK}]")
_AFTER_KEY = rf"[\s{PAD}{STRONG_END}{EM_END}]*"
KEY = regex(
    rf"{SPACE_AND_STARTS}*+(?=[\w /();\s{PAD}{STRONG_END}{EM_END}]*+[:：])"
    rf"([A-Za-z][A-Za-z /();]{{1,24}}?|[\u4e00-\u9fff/]{{2,8}}){_AFTER_KEY}[:：]{_AFTER_KEY}"
)
"""The key of `Authors: …`."""
KEYS: dict[str, str] = {
    **dict.fromkeys(("author", "authors", "author(s)", "by", "作者"), "authors"),
    **dict.fromkeys(
        (
            "publisher",
            "venue",
            "conference",
            "journal",
            "journal info",
            "published",
            "publication",
            "published in",
            *("会议", "期刊", "会议/期刊", "期刊/会议", "发表", "发表于", "出处", "来源"),
        ),
        "venue",
    ),
    **dict.fromkeys(
        (
            "tldr",
            "tl;dr",
            "tl; dr",
            "tl",
            "abstract",
            "summary",
            "description",
            "note",
            "notes",
            "highlight",
            *("摘要", "简介", "介绍", "描述", "概述", "说明", "备注", "笔记"),
        ),
        "description",
    ),
    **dict.fromkeys(("title", "paper title", "标题", "题目", "论文标题", "论文题目"), "title"),
    **dict.fromkeys(
        ("date", "year", "time", "doi", "pmid", "pmcid", "年份", "时间", "日期"), "other"
    ),
}
PLACE = regex(r"\b(?:Univ\b|Universit|Institut|Research\b|Labs?\b|Laborator|College\b|Inc\b|Corp)")
"""What says that a row of names is of places where authors work."""
_MOST_OF_PLACE = 6
DIGIT = regex(r"\d")
WORD = regex(r"[^\W\d_]{2,}")
LETTER_OR_DIGIT = regex(r"[^\W_]")
EDGES = f" \n\t{SPANS}{IMAGE}"
_LABEL_EDGES = EDGES + "[]"
SEPARATOR = regex(rf"{SPACE_AND_ENDS}*(?:::|[:：|,]|[-–—]+|=>|→){SPACE}*")
DASH = regex(rf"{SPACE_AND_ENDS}*(?:[:：]|[-–—]+\s)")
SPACES_AND_ENDS = regex(f"{SPACE_AND_ENDS}*")
CODE_SPAN = regex(f"{CODE}[^{CODE}]*{CODE}")
SENTENCE = regex(rf"{SPACE_AND_ENDS}*(?:[a-z]+{SPACE}+){{2,}}")
"""Words in lower case that go on after a link."""


class Part:
    """A link of a candidate, with what is known of it."""

    __slots__ = ("dated", "host_role", "key_role", "label", "label_role", "link", "venue")

    def __init__(
        self,
        link: Link,
        label: Bounds,
        label_role: Role | None,
        host_role: Role | None,
        dated: bool,
    ) -> None:
        self.link = link
        self.label = label
        self.label_role: Role | None = label_role
        self.host_role: Role | None = host_role
        self.key_role: Role | None = None
        """What the key of its line says: `Code: https://…`."""
        self.dated = dated
        """Whether its label is a venue, a year, or both."""
        self.venue = False
        """Whether all of its label is a venue, as those of other records in its place are."""

    @property
    def labelled(self) -> bool:
        """Whether its label says what it is, so that it is no name and no title."""
        return self.label_role is not None or self.dated


class Reading:
    """The fields of a candidate; `head` is name or title, which the entries around it decide."""

    head: Bounds | None = None
    head_part: Part | None = None
    name: Bounds | None = None
    title: Bounds | None = None
    authors: AuthorList | None = None
    description: Bounds | None = None
    venue: Bounds | None = None
    year: Bounds | None = None
    month: int | None = None
    sure: bool = False
    """Whether it has a title by its own evidence: it is published, or has authors."""
    published: bool = False
    """Whether it is a paper: it has a venue or leads to a paper."""
    known: bool = True
    """Whether its venue is known, or it leads to a paper; else it may be of who is behind it."""

    def __init__(self, parts: list[Part], badges: list[Link], end: int) -> None:
        self.parts = parts
        self.badges = badges
        self.end = end


_LAST_WORD = regex(r"([^\W_]+)\W{1,10}\Z")


def feed_key(plain: str, link: Link) -> int:
    """Return where the word starts that is right before the address of a feed, -1 for none."""
    start = link.span.start
    if link.form not in ("bare", "autolink"):
        return -1
    before = plain[max(0, start - 20) : start].lower()
    if not ("rss" in before or "atom" in before or "feed" in before):
        return -1
    word = _LAST_WORD.search(plain, max(0, start - 20), start)
    return word.start() if word and is_feed(word[1], link) else -1


def leads_to_paper(parts: Sequence[Part]) -> bool:
    """Return whether one of the links leads to a paper by its label or its host."""
    return any(part.label_role == "paper" or part.host_role == "paper" for part in parts)


def make_parts(plain: str, links: Sequence[Link]) -> tuple[list[Part], list[Link]]:
    """Return the links of a candidate that leave the page, and its images that are no link."""
    parts: list[Part] = []
    badges: list[Link] = []
    inside = -1
    for link in links:
        span = link.span
        if link.image:
            if span.start >= inside:
                badges.append(link)
            continue
        inside = span.end
        if link.target.kind == "anchor":
            continue
        start = span.start + 1
        end = plain.find(LINK_END, start, span.end)
        if end < 0:
            end = start
        start, end = trimmed(plain, start, end, _LABEL_EDGES)
        if plain.startswith("]", end) and (
            plain.count("[", start, end) > plain.count("]", start, end)
        ):
            end += 1  # `Title [ICML 2019]`
        if plain.endswith(")", start, end):
            end = _without_site(plain, start, end, link)
        bare = link.form in ("bare", "autolink")
        role = None if bare else role_of_label(link.text)
        if role is None and parts and is_bracketed(plain, link):
            role = role_of_words(link.text, role_of_host(link))
        host = role_of_host(link)
        if role is None and (feed_key(plain, link) >= 0 if bare else is_feed(link.text, link)):
            role = "other"
        if role == "project" and host is not None and is_pointer(link.text):
            role = host
        may_date = role is None or (
            role == "paper" and DIGIT.search(plain, start, end) is not None
        )
        is_dated = (
            may_date
            and start < end
            and _is_dated(plain, start, end, link, host)
            and _SEASON.search(plain, start, end) is None
        )
        parts.append(Part(link, (start, end), "paper" if is_dated else role, host, is_dated))
    _set_key_roles(plain, parts)
    return parts, badges


def _without_site(plain: str, start: int, end: int, link: Link) -> int:
    """Return where a label ends before its site, as browsers call pages: `Kites (lab.org)`."""
    stop = plain.rfind(" (", start, end)
    site = plain[stop + 2 : end - 1].lower()
    if stop <= start or "." not in site or not f".{link.target.host}".endswith(f".{site}"):
        return end
    return stop


_SHORT_CODE = regex(r":[a-z0-9_+-]+:")
_FEWEST_ALIKE = 3
_MOST_LABEL_WORDS = 3
_IN_SENTENCE = regex(rf"[^\W_][ \n{PAD}]*\Z")
_GOES_ON = regex(rf"[{PAD}{SPANS}]*+[ \n]?[a-z]")


def label_alike(plain: str, records: Sequence[tuple[int, Sequence[Part]]]) -> None:
    """Take for labels the texts of links that several records share, and those of their hosts.

    What no sentence is around: `… . [Archive](…)`, `…, [@Springer](https://link.springer.com/…)`.
    """
    found: list[tuple[str, Part]] = []
    urls: dict[str, set[str]] = {}
    for start, parts in records:
        others = list(_unlabelled(plain, start, parts))
        of_hosts = all(names_host(text, part.link) for text, part in others)
        for text, part in others:
            if not _is_set_off(plain, start, part.link):
                continue
            if of_hosts:
                part.label_role = part.host_role or "other"
            if text.count(" ") < _MOST_LABEL_WORDS:
                urls.setdefault(text, set()).add(part.link.url)
                found.append((text, part))
    for text, part in found:
        if len(urls[text]) >= _FEWEST_ALIKE:
            part.label_role = part.host_role or "other"


def _unlabelled(plain: str, start: int, parts: Sequence[Part]) -> Iterator[tuple[str, Part]]:
    """Yield the links of a record that no label tells, but the first one if it begins with it."""
    for number, part in enumerate(parts):
        before = _SHORT_CODE.sub("", plain[start : part.link.span.start]) if number == 0 else ""
        begins = number == 0 and not WORD.search(before)
        if not part.labelled and not begins and part.label[0] < part.label[1]:
            yield plain[slice(*part.label)].lower(), part


def _is_set_off(plain: str, start: int, link: Link) -> bool:
    """Return whether no sentence is around a link."""
    before = plain[max(start, link.span.start - 100) : link.span.start].rstrip(PAD + SPANS)
    return not _IN_SENTENCE.search(before) and not _GOES_ON.match(plain, link.span.end)


_COLON_BEFORE = rf"[:：][\s{PAD}{SPANS}\[(|,]*\Z"
_LINK_KEY_END = regex(_COLON_BEFORE)
_LINK_KEY = regex(rf"([^\W\d_][\w /&'-]{{1,30}}?)[\s{PAD}{STRONG_END}{EM_END}]*{_COLON_BEFORE}")


def _set_key_roles(plain: str, parts: Sequence[Part]) -> None:
    """Give the links of a line what the key before them says, as in `Data: [A](…), [B](…)`."""
    role: Role | None = None
    last = max(0, parts[0].link.span.start - 60) if parts else 0
    for part in parts:
        gap = plain[last : part.link.span.start]
        last = part.link.span.end
        if role is None and ":" not in gap and "：" not in gap:
            continue
        line = gap[max([gap.rfind(mark) for mark in ("\n", HARD_BREAK, BLOCK)]) + 1 :]
        line_end = line[-60:]
        key = _LINK_KEY.search(line_end) if _LINK_KEY_END.search(line_end) else None
        if key is not None:
            role = role_of_label(key[1])
        elif line is not gap or WORD.search(line):
            role = None
        part.key_role = role


_SEASON = regex(r"\b(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter|[Ss]emester|[Tt]erm)\b")
"""What dates a course, and no paper."""


_SHORT_DATE = regex(r"([A-Za-z][A-Za-z&*+/ ]{1,20}?)[ '’-]{0,2}\d\d")
"""`ICLR23`."""


def _is_dated(plain: str, start: int, end: int, link: Link, host: Role | None) -> bool:
    has_digit = DIGIT.search(plain, start, end) is not None
    if end - start > 48 or (end - start > 24 and not has_digit):
        return False
    for found in dated(plain, start, end) if has_digit else ():
        rest = plain[start : found.start] + plain[found.end : end]
        if host == "code" and not found.known and found.venue:
            return False  # `KiteConf2017.jl` is a repository
        if found.venue is None and role_of_label(rest) not in (None, "paper"):
            return False  # `2013 YouTube`
        most = 2 if found.known else 1 if found.venue or found.start == start else 3
        if len(WORD.findall(rest)) <= most:
            return (
                found.likely
                or (host == "paper" and _in_brackets(plain, link.span.start))
                or (found.venue is None and host != "code")
            )
    set_off = host == "paper" or is_bracketed(plain, link)
    short = _SHORT_DATE.fullmatch(plain, start, end) if set_off else None
    return bare_venue(plain, *(short.span(1) if short else (start, end))) is not None


def is_bracketed(plain: str, link: Link) -> bool:
    """Return whether a link is in brackets: `[[x](u)]`, `[[x]](u)`, `([x](u))`."""
    start = link.span.start
    return plain[start - 1 : start] in ("[", "(") or "[" in plain[start + 1 : start + 3]


def _in_brackets(plain: str, start: int) -> bool:
    return "[" in (plain[start - 1 : start], plain[start + 1 : start + 2])


def ends_in_place(plain: str, start: int, end: int) -> bool:
    """Return whether a university behind a comma ends a stretch: `…, Oak University`."""
    comma = plain.rfind(", ", start, end)
    words = plain[comma + 2 : end].split()
    return (
        comma >= 0 and len(words) <= _MOST_OF_PLACE and PLACE.search(plain, comma, end) is not None
    )


def line_end(plain: str, start: int, end: int) -> int:
    """Return the end of the line around an offset, by hard breaks and blocks."""
    match = _LINE_END.search(plain, start, end)
    return match.start() if match else end
