"""URLs -> what has to be asked: each thing once, however many URLs lead to it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import translate
import re
from typing import Literal

from awesomecheck.document.target import ARXIV_HOSTS, GITHUB_PAGES, Target, classify, github_target
from awesomecheck.errors import UserError
from awesomecheck.links.settings import Ignore, LinkSettings
from awesomecheck.links.urls import MalformedUrl, host_of, normalize
from awesomecheck.rules import Verdict
from awesomecheck.safety.redact import is_web

_OWNER_PAGE = re.compile(
    r"https?://[^/]+/([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?)/?", re.IGNORECASE
)
_UP_TO_HOST = re.compile(r"\s*(?:[^/]*//)?[^/?#]*")
_HOST_ALONE = re.compile(r"[^/?#]*//[^/?#]+(?![^?#])")
Service = Literal["arxiv", "github", "doi", "web"]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be asked, and the key under which its verdict is remembered."""

    key: str
    service: Service
    target: Target
    url: str
    """What can be sent, without its fragment."""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of each URL."""

    urls: list[str] = field(default_factory=list[str])
    """Distinct, in their order."""
    decided: dict[str, Verdict] = field(default_factory=dict[str, Verdict])
    """URLs whose verdict needs no asking."""
    questions: dict[str, Question] = field(default_factory=dict[str, Question])
    """By key."""
    keys: dict[str, str] = field(default_factory=dict[str, str])
    """The key of the question that answers a URL."""


def make_plan(
    urls: Iterable[str], settings: LinkSettings, *, github_host: str, today: date
) -> Plan:
    """Sorts distinct URLs into decided ones and questions."""
    plan = Plan(list(dict.fromkeys(urls)))
    excluded = _exclusions(settings, today)
    for url in plan.urls:
        verdict = excluded(url)
        if verdict is None:
            try:
                question = _question(url, github_host)
            except MalformedUrl as error:
                verdict = Verdict("unsure", "malformed-url", evidence=f"Cannot be asked: {error}.")
            else:
                plan.questions.setdefault(question.key, question)
                plan.keys[url] = question.key
        if verdict is not None:
            plan.decided[url] = verdict
    return plan


def _question(url: str, github_host: str) -> Question:
    sent = normalize(url)
    address, _, fragment = sent.partition("#")
    target = classify(sent)
    if target.kind == "arxiv":
        version = f"v{target.version}" if target.version else ""
        key = f"{target.identity}{version}{_file_of(target, address)}"
        return Question(key, "arxiv", target, address)
    if target.kind == "doi":
        return Question(target.identity, "doi", target, address)
    host = host_of(address).removeprefix("www.")
    if host == github_host and target.kind != "github":
        target = github_target(sent) or target
    if target.kind == "github" and _knows(github_host, target.host):
        fragment = target.identity.partition("#")[2]  # `#readme` names the page itself
        return Question(target.identity, "github", target, address, fragment)
    if host == github_host and owner_of(address):
        return Question(address, "github", target, address, fragment)
    key = f"{address}#{fragment}" if fragment else address
    return Question(key, "web", target, address, fragment)


def _file_of(target: Target, address: str) -> str:
    """What an arXiv URL names beside the abstract: there may be a paper and no HTML of it."""
    form = address.split("/", 3)[3].strip("/").partition("/")[0].lower()
    return f" {form}" if target.host in ARXIV_HOSTS and form != "abs" else ""


def _knows(github_host: str, host: str) -> bool:
    return host == github_host or (
        github_host == "github.com" and host == "raw.githubusercontent.com"
    )


def owner_of(url: str) -> str | None:
    """The user or organisation whose page a URL on a GitHub server is."""
    found = _OWNER_PAGE.fullmatch(url)
    return found[1] if found and found[1].lower() not in GITHUB_PAGES else None


def _exclusions(settings: LinkSettings, today: date) -> Callable[[str], Verdict | None]:
    wanted = [pattern(written) for written in settings.only]
    ignored = [
        (pattern(ignore.pattern), ignore)
        for ignore in settings.ignore
        if ignore.until is None or ignore.until >= today
    ]

    def excluded(url: str) -> Verdict | None:
        if not is_web(url):
            return Verdict("skipped", "not-http", evidence="Only http and https are asked.")
        ignore = _first(ignored, url)
        if ignore is not None:
            until = f" until {ignore.until}" if ignore.until else ""
            return Verdict("skipped", "ignored", evidence=f"Ignored{until}: {ignore.reason}")
        if wanted and not any(_matches(one, url) for one in wanted):
            return Verdict("skipped", "not-selected", evidence="No pattern of `only` matches.")
        return None

    return excluded


def _first(ignored: Sequence[tuple[re.Pattern[str], Ignore]], url: str) -> Ignore | None:
    return next((ignore for matcher, ignore in ignored if _matches(matcher, url)), None)


def _matches(matcher: re.Pattern[str], url: str) -> bool:
    small = _with_small_host(url)
    return any(matcher.search(each) for each in dict.fromkeys((url, small, _with_path(small))))


def _with_path(url: str) -> str:
    """A URL with the `/` that is asked for where a host stands without a path."""
    found = _HOST_ALONE.match(url)
    return f"{found[0]}/{url[found.end() :]}" if found else url


def _with_small_host(url: str) -> str:
    """A URL or a glob with its scheme and host in lower case, which for them is all the same."""
    return _UP_TO_HOST.sub(lambda found: found[0].lower(), url, count=1)


def pattern(written: str) -> re.Pattern[str]:
    """A glob over the whole URL, or a `/regular expression/` anywhere in it.

    A glob's scheme and host match in upper and lower case.

    Raises:
        UserError: the regular expression is wrong.
    """
    if len(written) > 1 and written[0] == written[-1] == "/":
        try:
            return re.compile(written[1:-1])
        except re.error as error:
            raise UserError(
                f"The link pattern {written} is no regular expression: {error}.",
                hint="Without the slashes it is taken for a glob, such as https://example.org/*.",
            ) from error
    spellings = dict.fromkeys((written, _with_small_host(written)))
    return re.compile("|".join(r"\A" + translate(one) for one in spellings))
