"""The rule `unclean-link`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import re
from typing import ClassVar, Literal, NamedTuple

from awesomecheck import (
    ARXIV_HOSTS,
    ARXIV_MIRRORS,
    Document,
    DocumentRule,
    Edit,
    Fix,
    Link,
    Problem,
    Span,
    Touch,
    is_tracking,
)
from awesomecheck_rules.links._address import shows_address

_ARXIV = re.compile(
    r"(?P<scheme>https?://)(?P<host>[^/?#]+)/+(?P<form>abs|pdf|html|ps|format)/+"
    r"(?P<id>(?:[a-z-]+(?:\.[a-z]{2})?/)?\d[\d.]*\d)(?P<version>v\d+)?"
    r"(?:\.pdf|\.ps(?:\.gz)?)?/*",
    re.IGNORECASE,
)
_WWW_GITHUB = re.compile(r"(?<=://)www\.(?=github\.com/)", re.IGNORECASE)
_README_TAB = re.compile(r"\?tab=readme-ov-file(?=#|$)", re.IGNORECASE)
_HABIT = 0.8
_FEWEST = 5
"""A habit is what at least this share of at least so many links do."""


class _Habit(NamedTuple):
    """How many links of one sort are clean in some respect."""

    clean: int
    total: int

    def __bool__(self) -> bool:
        return self.total >= _FEWEST and self.clean >= _HABIT * self.total

    def __str__(self) -> str:
        return f"{self.clean} of {self.total}"


class _Habits(NamedTuple):
    """What a list mostly does; of arXiv apart for links that say `pdf` and those that do not."""

    abstracts: dict[bool, _Habit]
    unversioned: _Habit
    bare: _Habit
    """Links to repositories without a slash at the end."""
    plain: _Habit
    """Links to repositories without `#readme`."""


@dataclass(frozen=True, slots=True)
class UncleanLink(DocumentRule):
    """An address with parts that are not needed, or that are not the usual ones.

    One resource under several addresses is hard to find again and easily listed twice; a link
    to a PDF or to one version of a paper hides its abstract and its later versions; tracking
    parameters tell on readers.

    The rule speaks of

    * arXiv: PDF and HTML pages where the list mostly links to abstracts, versions where it
      mostly gives none, and mirrors (`export.arxiv.org`, `ar5iv.org`). With `arxiv: abs` every
      link has to lead to the abstract without a version; with `arxiv: any` only mirrors count.
    * GitHub: `www.`, `.git` and `?tab=readme-ov-file`; a slash at the end or `#readme` where
      the list mostly has none.
    * Parameters that track: `utm_…`, `fbclid`, `gclid` and the like.

    The scheme is not its concern: that is `insecure-link`'s, and both fixes go together.

    ```bad
    * [A](https://github.com/facebookresearch/mae.git)
    * [B](https://export.arxiv.org/abs/2111.06377)
    * [C](https://example.org/post?id=3&utm_source=newsletter)
    ```

    ```good
    * [A](https://github.com/facebookresearch/mae)
    * [B](https://arxiv.org/abs/2111.06377)
    * [C](https://example.org/post?id=3)
    ```
    """

    touches: ClassVar[tuple[Touch, ...]] = ("links",)
    severity = "info"
    yields_to = ("malformed-link", "placeholder-link")

    arxiv: Literal["habit", "abs", "any"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        links = [link for link in document.links if not link.image]
        habits = _habits(links)
        seen: set[int] = set()
        for link in links:
            kind = link.target.kind
            if kind == "arxiv":
                clean, reasons = self._arxiv(link, habits)
            elif kind == "github":
                clean, reasons = _github(link, habits)
            else:
                clean, reasons = link.url, []
            if "?" in clean:
                clean = _untracked(link, clean, reasons)
            if reasons and link.url_span.start not in seen and not _is_badge(document, link):
                seen.add(link.url_span.start)
                yield _problem(document, link, clean, "; ".join(reasons))

    def _arxiv(self, link: Link, habits: _Habits) -> tuple[str, list[str]]:
        match = _ARXIV.fullmatch(link.url)
        if match is None:
            return link.url, []
        host, form, version = link.target.host, match["form"].lower(), match["version"] or ""
        reasons: list[str] = []
        if host in ARXIV_MIRRORS and host.partition(".")[0] not in link.text:
            return f"{match['scheme']}arxiv.org/abs/{match['id']}", [f"{host} mirrors arxiv.org"]
        if host not in ARXIV_HOSTS:
            return link.url, []
        clean = link.url
        if match["host"].lower() != "arxiv.org":
            reasons.append(f"`{match['host']}` for arxiv.org")
            clean = f"{match['scheme']}arxiv.org{clean[match.end('host') :]}"
        habit = habits.abstracts["pdf" in link.text.lower()]
        strict = self.arxiv == "abs"
        if form != "abs" and (strict or (habit and self.arxiv == "habit")):
            why = "" if strict else f", where {habit} such links lead to the abstract"
            reasons.append(f"arXiv's `{form}`{why}")
            clean = f"{match['scheme']}arxiv.org/abs/{match['id']}{version}"
        if version and (strict or (habits.unversioned and self.arxiv == "habit")):
            why = "" if strict else f", where {habits.unversioned} arXiv links have none"
            reasons.append(f"the version `{version}`{why}")
            clean = clean.replace(f"{match['id']}{version}", match["id"])
        return clean, reasons


def _habits(links: Sequence[Link]) -> _Habits:
    forms = Counter[tuple[bool, bool]]()
    versions = Counter[bool]()
    repositories = slashes = readmes = 0
    for link in links:
        kind = link.target.kind
        if kind == "arxiv" and (match := _ARXIV.fullmatch(link.url)):
            forms["pdf" in link.text.lower(), match["form"].lower() == "abs"] += 1
            versions[match["version"] is None] += 1
        elif kind == "github" and not link.target.path:
            repositories += 1
            slashes += link.url.endswith("/")
            readmes += link.url.endswith("#readme")
    return _Habits(
        {
            pdf: _Habit(forms[pdf, True], forms[pdf, True] + forms[pdf, False])
            for pdf in (False, True)
        },
        _Habit(versions[True], versions.total()),
        _Habit(repositories - slashes, repositories),
        _Habit(repositories - readmes, repositories),
    )


def _github(link: Link, habits: _Habits) -> tuple[str, list[str]]:
    url = link.url
    reasons: list[str] = []
    if "//www." in url[:12].lower():
        url = _WWW_GITHUB.sub("", url)
        reasons.append("`www.` is not needed")
    if "?tab=" in url and _README_TAB.search(url):
        url = _README_TAB.sub("", url)
        reasons.append("`?tab=readme-ov-file` is not needed")
    if link.target.path:
        return url, reasons
    if url.endswith("#readme") and habits.plain:
        url = url.removesuffix("#readme")
        reasons.append(f"`#readme`, where {habits.plain} links to repositories have none")
    if url.endswith("/") and habits.bare:
        url = url.rstrip("/")
        reasons.append(f"a slash at the end, where {habits.bare} links to repositories have none")
    if url.lower().endswith((".git", ".git/")):
        url = url.rstrip("/")[: -len(".git")]
        reasons.append("`.git` is not needed")
    return url, reasons


def _untracked(link: Link, url: str, reasons: list[str]) -> str:
    """The URL without parameters that track; a reason is added where there were any."""
    base, _, rest = url.partition("?")
    query, mark, fragment = rest.partition("#")
    kept: list[str] = []
    dropped: list[str] = []
    for part in query.split("&"):
        (dropped if is_tracking(part, link.target.host) else kept).append(part)
    if not dropped:
        return url
    names = ", ".join(f"`{part.partition('=')[0]}`" for part in dropped)
    reasons.append(f"{names} only to track who follows the link")
    return base + ("?" + "&".join(kept) if kept else "") + mark + fragment


def _is_badge(document: Document, link: Link) -> bool:
    """Whether a link to a site holds an image: such are handed out as they are to be used."""
    inside = document.slice(link.span)
    return link.kind == "web" and ("![" in inside or "<img" in inside)


def _problem(document: Document, link: Link, clean: str, message: str) -> Problem:
    written = document.slice(link.url_span)
    if written != link.url:  # with escapes or entities
        return Problem(link.url_span, message, url=link.url)
    start = 0
    while start < len(clean) and clean[start] == written[start]:
        start += 1
    end = 0
    while end < len(clean) - start and clean[-1 - end] == written[-1 - end]:
        end += 1
    span = Span(link.url_span.start + start, link.url_span.end - end)
    fix = None if shows_address(link) else Fix((Edit(span, clean[start : len(clean) - end]),))
    return Problem(span, message, fix, link.url)
