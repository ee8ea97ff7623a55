"""The rule `unclean-link`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
import re
from typing import Literal, NamedTuple

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
    classify,
    is_tracking,
    regex,
    share,
)
from awesomecheck_rules.links._https import supports_https
from awesomecheck_rules.links._links import has_image, shows_url
from awesomecheck_rules.links._wrappers import is_of_session, unwrapped, without_parameters

_ARXIV = regex(
    r"(?P<scheme>https?://)(?P<host>[^/?#]+)/+(?P<form>abs|pdf|html|ps|format)/+"
    r"(?P<id>(?:[a-z-]+(?:\.[a-z-]+)?/)?\d[\d.]*\d)(?P<version>v\d+)?"
    r"(?:\.pdf|\.ps(?:\.gz)?)?/*",
    re.IGNORECASE,
)
_ABSTRACT, _VERSION = "link to the abstract", "remove the version"
_MEANT = regex(f"{_ABSTRACT}|{_VERSION}")
"""What leads elsewhere, which somebody may have meant: the fix is safe only if configured."""
_SPACE_AT_END = regex(r"[ \t]+(?=\))")
_WWW_GITHUB = regex(r"(?<=://)www\.(?=github\.com/)", re.IGNORECASE)
_README_TAB = regex(r"\?tab=readme-ov-file(?=#|$)", re.IGNORECASE)
_ENDS_BARE_URL = regex(r"\s|[?!.,:*_~'\";)]\Z")
"""What GitHub takes for the punctuation of the sentence around a bare URL, or for its end."""
_AFTER_BARE_URL = regex(r"[*)\].,;:!?]*(?:[ \t\n]|\Z)")
_PLAIN = regex(r"[\w?&=#%.+~/:@-]*", re.ASCII)
_OWN_CAMPAIGN = regex(r"utm_\w+=[^&#]*(?:github|awesome|readme|sponsor)", re.IGNORECASE)
"""Says that somebody made a link for such a list, as sponsors do."""
_CAMPAIGN = 3
"""Parameters that so many links share are a campaign of the list, and no slip."""
_HABIT = 0.8
_FEWEST = 5
"""A habit is what at least this share of at least so many links do."""


class _Habit(NamedTuple):
    """How many links of one kind are clean in some respect."""

    clean: int
    total: int

    @classmethod
    def of(cls, values: Sequence[bool]) -> "_Habit":
        return cls(sum(values), len(values))

    def __bool__(self) -> bool:
        return self.total >= _FEWEST and self.clean >= _HABIT * self.total


class _Habits(NamedTuple):
    """How a list mostly writes its links."""

    abstracts: dict[bool, _Habit]
    """Links to arXiv abstracts, by whether `pdf` is in the link text."""
    unversioned: _Habit
    no_slash: _Habit
    no_readme: _Habit


class UncleanLink(DocumentRule):
    """A URL with unnecessary or unusual parts.

    A resource with several URLs is hard to find again and easily listed twice; a link to a PDF or
    to one version of a paper hides its abstract and its later versions; tracking parameters tell
    others who follows the link.

    The rule reports

    * arXiv: PDF and HTML pages if the list mostly links to abstracts, versions if it mostly links
      without them (unsafe fixes, as a link to the PDF or to a version may be meant), and mirrors
      (`export.arxiv.org`, `ar5iv.org`). With `arxiv: abs` every link has to lead to the abstract
      without a version; with `arxiv: any` only mirrors are reported.
    * GitHub: `www.`, `.git` and `?tab=readme-ov-file`; a trailing slash or `#readme` if the list
      mostly links without them.
    * Tracking parameters: `utm_…`, `fbclid`, `gclid` and the like, but for campaigns of the list
      itself: `utm_source=github`, or what three of its links share.
    * Parameters of a session that is over: `casa_token`, `CFID`, `CFTOKEN`; and URLs of
      Google that only lead on to another one (`google.com/url?q=…`, `scholar_url?url=…`).

    `http` instead of `https` is reported by `insecure-link`; both fixes can be applied together.

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

    learns = True
    touches = ("links",)
    severity = "info"
    yields_to = ("malformed-arxiv-id", "malformed-link", "placeholder-link")

    arxiv: Literal["habit", "abs", "any"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        links = [link for link in document.links if not link.image]
        habits = _habits([link for link in links if not document.is_new(link.span.start)])
        campaigns = _campaigns(links)
        seen: set[int] = set()
        for link in links:
            kind, safe = link.target.kind, True
            if kind == "arxiv":
                clean, reasons = self._arxiv(link, habits)
                safe = self.arxiv == "abs" or not any(_MEANT.match(each) for each in reasons)
            elif kind == "github":
                clean, reasons = _github(link, habits)
            else:
                clean, reasons = link.url, []
            if "?" in clean and not campaigns.intersection(_tracking(link)):
                clean, names = without_parameters(
                    clean, partial(is_tracking, host=link.target.host)
                )
                reasons += [f"remove tracking {_parameters(names)}"] if names else []
            if "?" in clean:
                clean, names = without_parameters(clean, is_of_session)
                end = "of a session that is over"
                reasons += [f"remove {_parameters(names)} {end}"] if names else []
            if (wrapped := unwrapped(link.url)) is not None:
                target = _settled(wrapped)
                clean, reasons = target or link.url, ["use the URL to which Google leads on"]
            if reasons and link.url_span.start not in seen and not _is_badge(document, link):
                seen.add(link.url_span.start)
                yield _problem(document, link, clean, "; ".join(reasons), safe=safe)
        yield from _spaced(document)

    def _arxiv(self, link: Link, habits: _Habits) -> tuple[str, list[str]]:
        match = _ARXIV.fullmatch(link.url)
        if match is None:
            return link.url, []
        host, form, version = link.target.host, match["form"].lower(), match["version"] or ""
        use_arxiv = f"use arxiv.org, not `{match['host']}`"
        if host in ARXIV_MIRRORS and host.partition(".")[0] not in link.text:
            scheme = match["scheme"] if supports_https(host) else "https://"
            return f"{scheme}arxiv.org/abs/{match['id']}", [use_arxiv]
        if host not in ARXIV_HOSTS:
            return link.url, []
        clean, scheme = link.url, match["scheme"]
        reasons: list[str] = []
        if match["host"].lower() != "arxiv.org":
            reasons.append(use_arxiv)
            if not supports_https(host):  # for those that do, another rule writes it
                scheme = "https://"
            clean = f"{scheme}arxiv.org{clean[match.end('host') :]}"
        habit = habits.abstracts["pdf" in link.text.lower()]
        strict = self.arxiv == "abs"
        if form != "abs" and (strict or (habit and self.arxiv == "habit")):
            why = "" if strict else f" ({share(*habit, 'link')} do)"
            reasons.append(f"{_ABSTRACT}, not `{form}`{why}")
            clean = f"{scheme}arxiv.org/abs/{match['id']}{version}"
        if version and (strict or (habits.unversioned and self.arxiv == "habit")):
            why = "" if strict else f" ({share(*habits.unversioned, 'arXiv link')} have none)"
            reasons.append(f"{_VERSION} `{version}`{why}")
            clean = clean.replace(f"{match['id']}{version}", match["id"])
        return clean, reasons


def _spaced(document: Document) -> Iterator[Problem]:
    """Yield problems of spaces between the parentheses of a link and its URL."""
    for link in document.links:
        start, end = link.url_span.start, link.url_span.end
        if link.form != "inline" or start == end:
            continue
        text = document.text
        if text[start - 1] == "<":
            start, end = start - 1, end + 1
        before = text[link.span.start : start]
        opening = link.span.start + len(before.rstrip(" \t"))
        edges = [Span(opening, start)] if opening < start and text[opening - 1] == "(" else []
        if match := _SPACE_AT_END.match(text, end, link.span.end):
            edges.append(Span(*match.span()))
        if edges:
            fix = Fix(tuple(Edit(edge, "") for edge in edges))
            yield Problem(edges[0], "space around the URL: remove it", fix, link.url)


def _habits(links: Sequence[Link]) -> _Habits:
    arxiv = [
        (link, match)
        for link in links
        if link.target.kind == "arxiv" and (match := _ARXIV.fullmatch(link.url))
    ]
    forms = [("pdf" in link.text.lower(), match["form"].lower()) for link, match in arxiv]
    github = [link for link in links if link.target.kind == "github" and not link.target.path]
    return _Habits(
        {
            pdf: _Habit.of([form == "abs" for own, form in forms if own == pdf])
            for pdf in (False, True)
        },
        _Habit.of([match["version"] is None for _, match in arxiv]),
        _Habit.of([not link.url.endswith("/") for link in github]),
        _Habit.of([not link.url.endswith("#readme") for link in github]),
    )


def _github(link: Link, habits: _Habits) -> tuple[str, list[str]]:
    url = link.url
    reasons: list[str] = []
    if "//www." in url[:12].lower():
        url = _WWW_GITHUB.sub("", url)
        reasons.append("remove `www.`")
    if "?tab=" in url and _README_TAB.search(url):
        url = _README_TAB.sub("", url)
        reasons.append("remove `?tab=readme-ov-file`")
    if link.target.path:
        return url, reasons
    if url.endswith("#readme") and habits.no_readme:
        url = url.removesuffix("#readme")
        reasons.append(
            f"remove `#readme` ({share(*habits.no_readme, 'repository link')} have none)"
        )
    if url.endswith("/") and habits.no_slash:
        url = url.rstrip("/")
        others = share(*habits.no_slash, "repository link")
        reasons.append(f"remove the trailing slash ({others} have none)")
    if url.lower().endswith((".git", ".git/")):
        url = url.rstrip("/")[: -len(".git")]
        reasons.append("remove `.git`")
    return url, reasons


def _tracking(link: Link) -> list[str]:
    """Return the parameters of a link that only track its visitors."""
    parts = link.url.partition("#")[0].partition("?")[2].split("&")
    return [part for part in parts if is_tracking(part, link.target.host)]


def _campaigns(links: Sequence[Link]) -> frozenset[str]:
    """Return the tracking parameters that are meant."""
    counts = Counter(part for link in links if "?" in link.url for part in _tracking(link))
    return frozenset(
        part for part, count in counts.items() if count >= _CAMPAIGN or _OWN_CAMPAIGN.match(part)
    )


def _parameters(names: Sequence[str]) -> str:
    noun = "parameter" if len(names) == 1 else "parameters"
    return f"{noun} {', '.join(f'`{name}`' for name in names)}"


def _settled(url: str) -> str | None:
    """Return a URL as the rules for links would have it in a next run; None if that is unclear."""
    target = classify(url)
    if target.kind != "web":
        return None
    clean, _ = without_parameters(
        url,
        lambda part: not part or is_tracking(part, target.host) or is_of_session(part),
    )
    if supports_https(target.host):
        clean = clean.replace("http://", "https://", 1) if clean.startswith("http://") else clean
    return clean


def _is_badge(document: Document, link: Link) -> bool:
    """Return whether a link is a badge, which sites give out with the URL to use."""
    return link.target.kind != "arxiv" and has_image(document, link)


def _problem(document: Document, link: Link, clean: str, message: str, *, safe: bool) -> Problem:
    written = document.slice(link.url_span)
    if written != link.url:  # with escapes or entities
        return Problem(link.url_span, message, url=link.url)
    start = 0
    # Not a part that another fix of the URL could touch, where it is another one.
    is_whole = unwrapped(written) is not None
    while not is_whole and start < len(clean) and clean[start] == written[start]:
        start += 1
    end = 0
    while not is_whole and end < len(clean) - start and clean[-1 - end] == written[-1 - end]:
        end += 1
    span = Span(link.url_span.start + start, link.url_span.end - end)
    fix = None
    if (
        clean != written
        and not shows_url(link)
        and (link.form != "bare" or _stays_bare(document, link, span, clean))
    ):
        fix = Fix((Edit(span, clean[start : len(clean) - end]),), safe)
    return Problem(span, message, fix, link.url)


def _stays_bare(document: Document, link: Link, cut: Span, clean: str) -> bool:
    """Return whether GitHub still reads a clean URL without brackets as one, and no more of it."""
    return (
        _ENDS_BARE_URL.search(clean) is None
        and _PLAIN.fullmatch(document.slice(cut)) is not None
        and _AFTER_BARE_URL.match(document.text, link.url_span.end) is not None
    )
