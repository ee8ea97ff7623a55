"""What happens during a check, reported as it happens."""

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesomecheck.rules import Verdict


class Planned(Struct, frozen=True):
    """The first event: how much there is to do."""

    links: int
    """Distinct URLs, without what APIs are asked about papers."""
    cached: int
    """Those whose verdict is known without a request."""
    services: "Mapping[str, int]" = field(default_factory=dict[str, int])
    """The number of others by the service that checks them."""
    seconds: float = 0.0
    """About how long the check takes: as long as the slowest service."""


class Checked(Struct, frozen=True):
    """A URL has its verdict; comes once for each distinct URL."""

    url: str
    verdict: "Verdict"
    cached: bool
    is_link: bool = True
    """Whether it is no question to an API about a paper."""


class Sent(Struct, frozen=True):
    """A request goes out; an `Answered` for the same host follows."""

    host: str


class Answered(Struct, frozen=True):
    """A request has ended."""

    host: str
    status: int | None
    """None where no answer came."""
    seconds: float


class Paused(Struct, frozen=True):
    """Nothing goes to a host for a while."""

    host: str
    seconds: float
    reason: str
    """`rate-limit` as for everyone, `retry-after` as the host has asked for."""


class Notice(Struct, frozen=True):
    """Something that the user should know; each comes once."""

    message: str
    hint: str = ""


class Finished(Struct, frozen=True):
    """The last event."""

    requests: int
    seconds: float


Event = Planned | Checked | Sent | Answered | Paused | Notice | Finished
