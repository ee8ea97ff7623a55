"""What happens during a check, reported as it happens."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesomecheck.rules import Verdict


@dataclass(frozen=True, slots=True)
class Planned:
    """The first event: how much there is to do."""

    links: int
    """Distinct URLs."""
    cached: int
    """Those whose verdict is known without a request."""
    services: "Mapping[str, int]" = field(default_factory=dict[str, int])
    """The number of others by the service that checks them."""
    seconds: float = 0.0
    """About how long the check takes: as long as the slowest service."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A URL has its verdict; comes once for each distinct URL."""

    url: str
    verdict: "Verdict"
    cached: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A request goes out; an `Answered` for the same host follows."""

    host: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A request has ended."""

    host: str
    status: int | None
    """None where no answer came."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Paused:
    """Nothing goes to a host for a while."""

    host: str
    seconds: float
    reason: str
    """`rate-limit` as for everyone, `retry-after` as the host has asked for."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the user should know; each comes once."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event."""

    requests: int
    seconds: float


Event = Planned | Checked | Sent | Answered | Paused | Notice | Finished
