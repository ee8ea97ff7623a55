"""What a list may say about how its links are checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
import math

from awesomecheck.errors import UserError


@dataclass(frozen=True, slots=True)
class Ignore:
    """URLs that are not asked, why, and until when."""

    pattern: str
    """A glob over the whole URL (`*` crosses slashes too), or a `/regular expression/`."""
    reason: str
    until: date | None = None
    """The last day on which it holds."""


@dataclass(frozen=True, slots=True)
class HostSettings:
    """One host's own limits; what is left out is as for any host."""

    concurrency: int | None = None
    """Requests at once."""
    rate: float | None = None
    """Requests a second."""
    timeout: float | None = None
    """Seconds for one request."""

    def __post_init__(self) -> None:
        """Refuses what no check can work with.

        Raises:
            UserError: a number is out of its range.
        """
        _hold_to_ranges(self)


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How links are checked."""

    ignore: tuple[Ignore, ...] = ()
    only: tuple[str, ...] = ()
    """Where given, only URLs that one of these patterns matches are asked."""
    allow_private: bool = False
    """Whether links may lead to private, loopback and other special addresses."""
    allow_ports: tuple[int, ...] = ()
    """Ports that may be asked besides 80, 443, 8080 and 8443."""
    hosts: Mapping[str, HostSettings] = field(default_factory=dict[str, HostSettings])
    """Limits of single hosts, by their names."""
    timeout: float = 20.0
    """Seconds for one request, from the look-up of the name to the end of the headers."""
    retries: int = 2
    """How often a fault that may pass is tried again."""
    max_redirects: int = 10
    max_wait: float = 60.0
    """Longest wait in seconds that a server may ask for; twice that for a host in a whole run."""
    concurrency: int = 1000
    """Connections at once; fewer where the system allows fewer open files."""
    max_age: float = 86_400.0
    """Seconds for which a remembered verdict is not asked again."""
    patience: float = 0.0
    """Days for which a link that was alive must go on failing before it is called dead."""

    def __post_init__(self) -> None:
        """Refuses what no check can work with.

        Raises:
            UserError: a number is out of its range.
        """
        _hold_to_ranges(self)
        for port in self.allow_ports:
            if not 1 <= port <= 65_535:
                raise UserError(f"`allow-ports` has {port}, which is no port")


_LEAST: Mapping[str, float] = {
    "concurrency": 1,
    "rate": 0.001,
    "timeout": 0.1,
    "retries": 0,
    "max_redirects": 0,
    "max_wait": 0,
    "max_age": 0,
    "patience": 0,
}
_MOST: Mapping[str, float] = {"retries": 10}


def _hold_to_ranges(settings: HostSettings | LinkSettings) -> None:
    for name, least in _LEAST.items():
        value = getattr(settings, name, None)
        most = _MOST.get(name, math.inf)
        if value is None or (least <= value <= most and math.isfinite(value)):
            continue
        allowed = f"at least {least:g}" if most == math.inf else f"from {least:g} to {most:g}"
        raise UserError(f"`{name.replace('_', '-')}` is {allowed}, and not {value:g}")
