"""URLs to queries: each thing is checked once, however many URLs lead to it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fnmatch import translate
import re

from msgspec import Struct, field

from awesomecheck.document.target import classify
from awesomecheck.errors import UserError
from awesomecheck.links.service import LinkQuery, Service
from awesomecheck.links.settings import Ignore, LinkSettings
from awesomecheck.links.urls import MalformedUrl, normalize
from awesomecheck.regexes import regex
from awesomecheck.rules import Verdict
from awesomecheck.safety.redact import is_web

_UP_TO_HOST = regex(r"\s*(?:[^/]*//)?[^/?#]*")
_HOST_ALONE = regex(r"[^/?#]*//[^/?#]+(?![^?#])")


class Plan(Struct, frozen=True):
    """What becomes of each URL."""

    urls: list[str] = field(default_factory=list[str])
    """Distinct, in their order."""
    decided: dict[str, Verdict] = field(default_factory=dict[str, Verdict])
    """URLs whose verdict needs no request."""
    queries: dict[str, LinkQuery] = field(default_factory=dict[str, LinkQuery])
    """By key."""
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """The URLs of a key where they are not the key alone: most are, and take no room here."""

    def urls_of(self, key: str) -> tuple[str, ...]:
        """Return the URLs that share a key."""
        return self.spellings.get(key) or (key,)

    def add(self, url: str, query: LinkQuery) -> None:
        """Add a URL with its query."""
        key = query.key
        if key in self.queries:
            self.spellings[key] = (*self.urls_of(key), url)
        else:
            self.queries[key] = query
            if url != key:
                self.spellings[key] = (url,)


def make_plan(
    urls: Iterable[str], settings: LinkSettings, services: Sequence[Service], today: date
) -> Plan:
    """Sort distinct URLs into decided ones and queries to services."""
    plan = Plan(list(dict.fromkeys(urls)))
    excluded = _exclusions(settings, today)
    for url in plan.urls:
        verdict = excluded(url)
        if verdict is None:
            try:
                normal = normalize(url)
                # Most URLs are normalized: one text for both takes half the memory.
                plan.add(url, query_for(url if normal == url else normal, services))
            except MalformedUrl as error:
                verdict = Verdict("unsure", "malformed-url", evidence=str(error))
        if verdict is not None:
            plan.decided[url] = verdict
    return plan


def query_for(url: str, services: Sequence[Service]) -> LinkQuery:
    """Return what the first service that takes a normalized URL has to check."""
    target = classify(url)
    queries = (service.query_for(url, target) for service in services)
    return next(query for query in queries if query is not None)


def _exclusions(settings: LinkSettings, today: date) -> Callable[[str], Verdict | None]:
    wanted = [pattern(written) for written in settings.only]
    ignored = [
        (pattern(ignore.pattern), ignore)
        for ignore in settings.ignore
        if ignore.until is None or ignore.until >= today
    ]

    def excluded(url: str) -> Verdict | None:
        if not is_web(url):
            return Verdict("skipped", "not-http", evidence="only http and https URLs are checked")
        ignore = _first(ignored, url)
        if ignore is not None:
            until = f" until {ignore.until}" if ignore.until else ""
            return Verdict("skipped", "ignored", evidence=f"ignored{until}: {ignore.reason}")
        if wanted and not any(_matches(one, url) for one in wanted):
            return Verdict(
                "skipped", "not-selected", evidence="no pattern of `links.only` matches"
            )
        return None

    return excluded


def _first(ignored: Sequence[tuple[re.Pattern[str], Ignore]], url: str) -> Ignore | None:
    return next((ignore for matcher, ignore in ignored if _matches(matcher, url)), None)


def _matches(matcher: re.Pattern[str], url: str) -> bool:
    small = _with_lower_host(url)
    return any(matcher.search(each) for each in dict.fromkeys((url, small, _with_path(small))))


def _with_path(url: str) -> str:
    """Return a URL with the `/` that is requested where a host has no path."""
    found = _HOST_ALONE.match(url)
    return f"{found[0]}/{url[found.end() :]}" if found else url


def _with_lower_host(url: str) -> str:
    """Return a URL or a glob with scheme and host, whose case does not matter, in lower case."""
    return _UP_TO_HOST.sub(lambda found: found[0].lower(), url, count=1)


def pattern(written: str) -> re.Pattern[str]:
    """Return what matches a glob over the whole URL, or a `/regular expression/` anywhere in it.

    A glob's scheme and host match in upper and lower case.

    Raises:
        UserError: the regular expression is wrong.
    """
    if len(written) > 1 and written[0] == written[-1] == "/":
        try:
            return re.compile(written[1:-1])
        except re.error as error:
            raise UserError(
                f"the link pattern `{written}` is not a valid regular expression: {error}",
                hint="without the slashes it is a glob, such as `https://example.org/*`",
            ) from error
    spellings = dict.fromkeys((written, _with_lower_host(written)))
    return re.compile("|".join(r"\A" + translate(one) for one in spellings))
