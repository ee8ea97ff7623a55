"""What a list may say about how its links are checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


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
