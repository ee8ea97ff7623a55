"""The answer to each requirement: met, not met, or what a person or the network must say."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
import re
from typing import Literal, NamedTuple

from awesomecheck.document.nodes import Link
from awesomecheck.document.tree import Document
from awesomecheck.formats.report import FileReport
from awesomecheck.regexes import regex
from awesomecheck.rules import Finding, RepositoryFiles
from awesomecheck.submission.entry import OwnEntry, theme_of
from awesomecheck.submission.facts import ListFacts
from awesomecheck.submission.requirements import REQUIREMENTS, Fact, Requirement

Outcome = Literal["met", "not met", "unsure", "needs a person"]

_DAYS = 30
_NAME = regex(r"awesome-[a-z0-9]+(?:[-.][a-z0-9]+)*")
_TOPICS = ("awesome", "awesome-list")
_BADGES = regex(
    r"//awesome\.re/|//img\.shields\.io/|/badges?[/.-]|/workflows/|badge\.svg|//badgen\.net/"
    r"|trackawesomelist",
    re.IGNORECASE,
)
_MARKDOWN = 39
"""The requirement that all other findings are about."""
_MOST_SHOWN = 3
_ABOUT_FILES = (
    "missing-licence",
    "unsuitable-licence",
    "missing-contributing",
    "unfilled-placeholder",
)
"""Rules whose findings are on no line of the list itself."""
_FEW_SECTIONS = 4


class Assessment(NamedTuple):
    """The answer to a requirement."""

    requirement: Requirement
    state: Outcome
    reason: str


class Candidate(NamedTuple):
    """What a list is examined by."""

    document: Document
    report: FileReport
    facts: ListFacts
    files: RepositoryFiles | None
    entry: OwnEntry
    links_checked: bool
    now: datetime


_Said = tuple[Outcome, str]


def assess(candidate: Candidate) -> list[Assessment]:
    """Return the answer to each requirement, in their order."""
    return [Assessment(each, *_answer(each, candidate)) for each in REQUIREMENTS]


def _answer(requirement: Requirement, candidate: Candidate) -> _Said:
    findings = _findings(requirement, candidate.report.findings)
    if findings:
        return "not met", _shown(findings, candidate)
    if requirement.fact:
        return _BY_FACT[requirement.fact](candidate)
    return "met", ""


def _findings(requirement: Requirement, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that show that a requirement is not met."""
    if requirement.number == _MARKDOWN:
        others = {rule for each in REQUIREMENTS for rule in each.rules}
        return [each for each in findings if each.rule not in others and each.severity != "info"]
    says, negated = requirement.says.removeprefix("!"), requirement.says.startswith("!")
    return [
        each
        for each in findings
        if each.rule in requirement.rules and (says in each.message) != negated
    ]


def _shown(findings: Sequence[Finding], candidate: Candidate) -> str:
    source = candidate.document.source
    shown = [
        each.message
        if each.rule in _ABOUT_FILES
        else f"line {source.position(each.span.start).line}: {each.message}"
        for each in findings[:_MOST_SHOWN]
    ]
    more = len(findings) - len(shown)
    return "; ".join([*shown, f"and {more} more"] if more else shown)


# --- What is not a finding of a rule ---


def _request_title(candidate: Candidate) -> _Said:
    return "needs a person", f"use `Add {candidate.entry.name}`"


def _entry(candidate: Candidate) -> _Said:
    if candidate.entry.description is None:
        return "needs a person", "write the description: the list's own is of the list, or missing"
    return "needs a person", f"read whether “{candidate.entry.description}” is about the subject"


def _category(_: Candidate) -> _Said:
    return "needs a person", "choose the category, and add the entry below its last line"


def _entry_title(_: Candidate) -> _Said:
    return "needs a person", "the entry below has this form; check the case of names"


def _reviews(_: Candidate) -> _Said:
    return "needs a person", "name the pull requests that you reviewed"


def _age(candidate: Candidate) -> _Said:
    since = candidate.facts.since
    if since is None:
        return _unknown(candidate, "date of the first commit")
    days = (candidate.now - since).days
    said = f"{days} days since {since:%Y-%m-%d}"
    if days < _DAYS:
        return "not met", f"{said}: wait until {since + timedelta(days=_DAYS):%Y-%m-%d}"
    return "met", said


def _branch(candidate: Candidate) -> _Said:
    branch = candidate.facts.branch
    if branch is None:
        return _unknown(candidate, "default branch")
    return ("met", "") if branch == "main" else ("not met", f"it is `{branch}`")


def _name(candidate: Candidate) -> _Said:
    name = candidate.facts.name
    if name is None:
        return _unknown(candidate, "name of the repository")
    if _NAME.fullmatch(name):
        return "met", f"it is `{name}`"
    if candidate.facts.full_name is None:
        return "unsure", f"there is no remote on GitHub, and the folder is `{name}`"
    return "not met", f"it is `{name}`"


def _topics(candidate: Candidate) -> _Said:
    topics = candidate.facts.topics
    if topics is None:
        return _unknown(candidate, "topics")
    missing = [f"`{each}`" for each in _TOPICS if each not in topics]
    return ("not met", f"without {' and '.join(missing)}") if missing else ("met", "")


def _description(candidate: Candidate) -> _Said:
    description = candidate.facts.description
    if description is None:
        return _unknown(candidate, "description")
    return ("met", f"“{description}”") if description.strip() else ("not met", "it has none")


def _unknown(candidate: Candidate, what: str) -> _Said:
    return "unsure", f"{what} not known: {candidate.facts.unknown or 'the clone does not say'}"


def _file(candidate: Candidate) -> _Said:
    if candidate.files is None:
        return "unsure", "the files beside the list are not known: it is not in a git work tree"
    return "met", ""


def _licence(candidate: Candidate) -> _Said:
    if any(each.rule == "missing-licence" for each in candidate.report.findings):
        return "unsure", "there is no licence file"
    return _file(candidate)


def _theme(candidate: Candidate) -> _Said:
    theme = theme_of(candidate.document)
    return "met", f"“{theme}”: read whether it is about the subject" if theme else ""


def _logos(candidate: Candidate) -> list[Link]:
    """Return the images above the first section that are no badges."""
    sections = (each.span.start for each in candidate.document.headings if each.level > 1)
    end = next(sections, len(candidate.document.text))
    return [
        link
        for link in candidate.document.links
        if link.image and link.span.start < end and not _BADGES.search(link.url)
    ]


def _logo(candidate: Candidate) -> _Said:
    logos = _logos(candidate)
    if not logos:
        return "met", "there is no logo; one is welcome"
    links = [each for each in candidate.document.links if not each.image]
    start = logos[0].span.start
    is_linked = any(each.span.contains(start) for each in links)
    return "needs a person", f"look at `{logos[0].url}`" + ("" if is_linked else ": link it")


def _logo_title(candidate: Candidate) -> _Said:
    logos = _logos(candidate)
    title = next(
        (each.text.strip() for each in candidate.document.headings if each.level == 1), ""
    )
    if not logos or not title:
        return "met", ""
    says = " (its text does)" if logos[0].text.strip().casefold() == title.casefold() else ""
    return "needs a person", f"look whether the logo says “{title}”{says}, as the title does"


def _contents(candidate: Candidate) -> _Said:
    if candidate.document.contents:
        return "met", ""
    sections = sum(each.level == 2 for each in candidate.document.headings)
    if sections < _FEW_SECTIONS:
        return "needs a person", f"there is no table of contents, and {sections} sections"
    return "not met", "there is no table of contents"


def _lines_of_contents(candidate: Candidate) -> _Said:
    return ("met", "") if candidate.document.contents else ("unsure", "there are no contents")


def _links(candidate: Candidate) -> _Said:
    if candidate.facts.archived:
        return "not met", "the list's own repository is archived"
    if not candidate.links_checked:
        return "unsure", "links were not checked: use `--links`"
    return "needs a person", "no archived repository, no dead link; look for what is unmaintained"


def _duplicates(_: Candidate) -> _Said:
    return "needs a person", "none in the list; search the list of lists for the same subject"


def _spelling(_: Candidate) -> _Said:
    return "needs a person", "no mistake that awesomecheck knows; read the texts"


def _worth(_: Candidate) -> _Said:
    return "needs a person", "read the entries"


_BY_FACT: Mapping[Fact, Callable[[Candidate], _Said]] = {
    "request-title": _request_title,
    "entry": _entry,
    "category": _category,
    "entry-title": _entry_title,
    "reviews": _reviews,
    "age": _age,
    "branch": _branch,
    "name": _name,
    "topics": _topics,
    "description": _description,
    "licence-file": _file,
    "licence": _licence,
    "contributing-file": _file,
    "theme": _theme,
    "logo": _logo,
    "logo-title": _logo_title,
    "contents": _contents,
    "lines-of-contents": _lines_of_contents,
    "links": _links,
    "duplicates": _duplicates,
    "spelling": _spelling,
    "worth": _worth,
}


def counts(found: Sequence[Assessment]) -> Iterator[tuple[Outcome, int]]:
    """Yield how many answers have each state."""
    for state in ("met", "not met", "unsure", "needs a person"):
        yield state, sum(each.state == state for each in found)
