"""What is known of a candidate while it is read, and the patterns that its readers share."""

from collections.abc import Sequence
import re

from awesomecheck.document.entries._authors import AuthorList
from awesomecheck.document.entries._roles import role_of_host, role_of_label
from awesomecheck.document.entries._venues import bare_venue, dated, trimmed
from awesomecheck.document.entry import Role
from awesomecheck.document.nodes import Link

Place = tuple[int, int]
MOST_LINES = 40
"""How far into a candidate its fields are looked for; a longer one is no entry but an essay."""
_LINES = re.compile(r"[\x0e\x0f]")
KEY = re.compile(
    r"[\x00\s\x03\x05]*([A-Za-z][A-Za-z /()]{1,24}?)[\s\x00\x04\x06]*[:：][\s\x00\x04\x06]*"
)
KEYS: dict[str, str] = {
    **dict.fromkeys(("author", "authors", "author(s)", "by"), "authors"),
    **dict.fromkeys(
        (
            "publisher",
            "venue",
            "conference",
            "journal",
            "published",
            "publication",
            "published in",
        ),
        "venue",
    ),
    **dict.fromkeys(
        ("tldr", "tl", "abstract", "summary", "description", "note", "notes", "highlight"),
        "description",
    ),
    **dict.fromkeys(("title", "paper title"), "title"),
}
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W\d_]{2,}")
SHOWN = re.compile(r"[^\W_]")
EDGES = " \n\t\x00\x01\x02\x03\x04\x05\x06\x10"
_LABEL_EDGES = EDGES + "[]"
SEPARATOR = re.compile(r"[\x00\s\x02\x04\x06]*(?:::|[:：|,]|[-–—]+|=>|→)[\x00\s]*")
BLANK = re.compile(r"[\x00\s\x02\x04\x06]*")
SENTENCE = re.compile(r"[\x00\s\x02\x04\x06]*(?:[a-z]+[\s\x00]+){2,}")


class Part:
    """A link of a candidate, with what is known of it."""

    __slots__ = ("dated", "host_role", "label", "label_role", "link")

    def __init__(
        self,
        link: Link,
        label: Place,
        label_role: Role | None,
        host_role: Role | None,
        dated: bool,
    ) -> None:
        self.link = link
        self.label = label
        self.label_role: Role | None = label_role
        self.host_role: Role | None = host_role
        self.dated = dated
        """Whether its label is a venue, a year, or both."""

    @property
    def labelled(self) -> bool:
        """Whether its label says what it is, so that it is no name and no title."""
        return self.label_role is not None or self.dated


class Reading:
    """What a candidate turned out to hold; `head` is name or title, which its company decides."""

    head: Place | None = None
    head_part: Part | None = None
    name: Place | None = None
    title: Place | None = None
    authors: AuthorList | None = None
    description: Place | None = None
    venue: Place | None = None
    year: Place | None = None
    leads_to_paper: bool = False
    """Whether one of its links is to a paper."""
    sure: bool = False
    """Whether it is a paper by its own evidence."""

    def __init__(self, parts: list[Part], badges: list[Link], end: int) -> None:
        self.parts = parts
        self.badges = badges
        self.end = end


def leads_to_paper(parts: Sequence[Part]) -> bool:
    """Whether one of the links says by its label or its host that it is to a paper."""
    return any(part.label_role == "paper" or part.host_role == "paper" for part in parts)


def make_parts(plain: str, links: Sequence[Link]) -> tuple[list[Part], list[Link]]:
    """The links of a candidate that lead somewhere else, and its images that are no link."""
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
        end = plain.find("\x02", start, span.end)
        if end < 0:
            end = start
        start, end = trimmed(plain, start, end, _LABEL_EDGES)
        role = role_of_label(link.text) if link.form not in ("bare", "autolink") else None
        host = role_of_host(link)
        is_dated = role is None and start < end and _is_dated(plain, start, end, link, host)
        parts.append(Part(link, (start, end), "paper" if is_dated else role, host, is_dated))
    return parts, badges


def _is_dated(plain: str, start: int, end: int, link: Link, host: Role | None) -> bool:
    if end - start > 48 or (end - start > 24 and not DIGIT.search(plain, start, end)):
        return False
    for found in dated(plain, start, end):
        rest = plain[start : found.start] + plain[found.end : end]
        if len(WORD.findall(rest)) <= (1 if found.venue or found.start == start else 3):
            return (
                found.likely
                or (host == "paper" and _in_brackets(plain, link.span.start))
                or (found.venue is None and host != "code")
            )
    return bare_venue(plain, start, end) is not None


def _in_brackets(plain: str, start: int) -> bool:
    return "[" in (plain[start - 1 : start], plain[start + 1 : start + 2])


def line_end(plain: str, start: int, end: int) -> int:
    """Where the line around an offset ends, by hard breaks and blocks."""
    match = _LINES.search(plain, start, end)
    return match.start() if match else end
