"""How links are checked: the `links` part of a configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
import math
import re
from typing import Annotated

from awesomecheck.errors import UserError
from awesomecheck.links.durations import DAYS, SECONDS
from awesomecheck.regexes import regex


@dataclass(frozen=True, slots=True)
class Ignore:
    """URLs that are not checked, why, and until when."""

    pattern: str
    """A glob over the whole URL (`*` matches slashes too), or a `/regular expression/`."""
    reason: str
    """Why, for people."""
    until: date | None = None
    """The last day on which they are ignored."""

    def __post_init__(self) -> None:
        """Refuse a pattern that no URL can match.

        Raises:
            UserError: it is one.
        """
        check_pattern("pattern", self.pattern)


@dataclass(frozen=True, slots=True)
class HostSettings:
    """How one host is requested; what is left out is as for any host."""

    concurrency: int | None = None
    """Requests at once."""
    rate: float | None = None
    """Requests a second."""
    timeout: Annotated[float, SECONDS] | None = None
    """Seconds for one request."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """More headers; `${NAME}` is a variable of the environment, and goes out over https only."""
    accept: tuple[int, ...] = ()
    """Statuses of links that are alive, besides those of success."""

    def __post_init__(self) -> None:
        """Refuse what no check can work with.

        Raises:
            UserError: a number is out of its range, or a header cannot be sent.
        """
        _check_ranges(self)
        for status in self.accept:
            if not 200 <= status <= 999:
                raise UserError(f"`accept` must have statuses from 200 to 999, not {status}")
        for name, value in self.headers.items():
            if not _HEADER_NAME.fullmatch(name):
                raise UserError("`headers` has a name that no header can have")
            if not is_header_value(value):
                raise UserError(
                    f"`headers`: `{name}` has a line break or another character that is not sent"
                )
            if name.lower() in _OWN_HEADERS:
                raise UserError(f"`headers` cannot set `{name}`: the link checker does")

    def headers_for(
        self, url: str, environment: Mapping[str, str]
    ) -> tuple[dict[str, str], set[str]]:
        """Return the headers for a URL, and the variables that are missing for others."""
        headers: dict[str, str] = {}
        missing: set[str] = set()
        for name, value in self.headers.items():
            variables = set(_VARIABLE.findall(value))
            values = {each: environment.get(each, "").strip() for each in variables}
            unset = {
                each for each, text in values.items() if not text or not is_header_value(text)
            }
            missing |= unset
            if not unset and (not variables or url.startswith("https:")):
                headers[name] = _VARIABLE.sub(lambda found: values[found[1]], value)  # noqa: B023
        return headers, missing


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How links are checked."""

    ignore: tuple[Ignore, ...] = ()
    """URLs that are not checked."""
    only: tuple[str, ...] = ()
    """Patterns; where there are any, only URLs that match one are checked."""
    allow_private: bool = False
    """Whether to check links to private, loopback and other special addresses."""
    allow_ports: tuple[int, ...] = ()
    """Ports to allow in URLs besides 80, 443, 8080 and 8443."""
    hosts: Mapping[str, HostSettings] = field(default_factory=dict[str, HostSettings])
    """Limits of single hosts, by name."""
    timeout: Annotated[float, SECONDS] = 20.0
    """For one request, from when it is sent to the end of the answer, and for a DNS lookup."""
    retries: int = 2
    """How often a request is made again after a temporary fault or a refusal, of any service."""
    max_redirects: int = 10
    """Redirects to follow for one URL."""
    max_wait: Annotated[float, SECONDS] = 60.0
    """How long a host may make a run wait, by all pauses that it asks for together."""
    concurrency: int = 1000
    """Most connections at once; few at first, and more while answers are quick."""
    deadline: Annotated[float, SECONDS] | None = None
    """How long a run may take; what is known by then is reported, and the rest is unsure."""
    suggest: bool = False
    """Whether to look for archived copies of dead links."""
    max_age: Annotated[float, SECONDS] = 86_400.0
    """How long a cached verdict is fresh."""
    patience: Annotated[float, DAYS] = 0.0
    """How long a link that was alive must fail before it is dead."""

    def __post_init__(self) -> None:
        """Refuse what no check can work with.

        Raises:
            UserError: a number is out of its range.
        """
        _check_ranges(self)
        for pattern in self.only:
            check_pattern("only", pattern)
        for port in self.allow_ports:
            if not 1 <= port <= 65_535:
                raise UserError(f"`allow-ports` must have ports from 1 to 65535, not {port}")


_WEB = ("http://", "https://", "//")
_SPECIAL = regex(r"[*?\[]")


def check_pattern(key: str, written: str) -> None:
    """Refuse a pattern that no URL can match.

    Args:
        key: of the configuration, for the message.
        written: a glob over the whole URL, or a `/regular expression/`.

    Raises:
        UserError: it is one.
    """
    if len(written) > 1 and written[0] == written[-1] == "/":
        try:
            re.compile(written[1:-1])
        except re.error as error:
            raise UserError(
                f"`{key}`: `{written}` is not a valid regular expression: {error}",
                hint="without the slashes it is a glob, such as `https://example.org/*`",
            ) from error
        return
    start = _SPECIAL.split(written.lower(), maxsplit=1)[0]
    if not any(start.startswith(each) or each.startswith(start) for each in _WEB):
        raise UserError(
            f"`{key}`: no URL matches `{written}`: a pattern is for the whole URL",
            hint=f"write `*{written.lstrip('/')}*`, or a regular expression: `/{written}/`",
        )


_HEADER_NAME = regex(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
_VARIABLE = regex(r"\$\{(\w+)\}", re.ASCII)
_OWN_HEADERS = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "cookie"}
)


def is_header_value(text: str) -> bool:
    """Return whether a header can have a value: visible characters, spaces and tabs alone."""
    return all(" " <= each <= "~" or each == "\t" for each in text)


_LEAST: Mapping[str, float] = {
    "concurrency": 1,
    "rate": 0.001,
    "timeout": 0.1,
    "retries": 0,
    "max_redirects": 0,
    "max_wait": 0,
    "deadline": 0.1,
    "max_age": 0,
    "patience": 0,
}
_MOST: Mapping[str, float] = {"retries": 10}


def _check_ranges(settings: HostSettings | LinkSettings) -> None:
    for name, least in _LEAST.items():
        value = getattr(settings, name, None)
        most = _MOST.get(name, math.inf)
        if value is None or (least <= value <= most and math.isfinite(value)):
            continue
        allowed = f"at least {least:g}" if most == math.inf else f"from {least:g} to {most:g}"
        raise UserError(f"`{name.replace('_', '-')}` must be {allowed}, not {value:g}")
