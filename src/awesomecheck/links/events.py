"""What happens during a check, told as it happens."""

from dataclasses import dataclass

from awesomecheck.rules import Verdict


@dataclass(frozen=True, slots=True)
class Planned:
    """The first event: how much there is to do."""

    links: int
    """Distinct URLs."""
    remembered: int
    """Those whose verdict was known before anything was asked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A URL has its verdict; comes once for each distinct URL."""

    url: str
    verdict: Verdict
    remembered: bool


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
class Held:
    """Nothing goes to a host for a while."""

    host: str
    seconds: float
    reason: str
    """`spacing` as the service asks of everyone, `retry-after` as it asked of us, `back-off`."""


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


Event = Planned | Checked | Sent | Answered | Held | Notice | Finished
