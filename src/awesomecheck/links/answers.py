"""What comes of a request: an answer, or the reason why there is none."""

from collections.abc import Mapping
import json
from typing import cast

from msgspec import Struct

from awesomecheck.rules import Reason


class Answer(Struct, frozen=True):
    """A response, as far as it was read."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Names are found in any case."""
    body: bytes = b""
    whole: bool = False
    """Whether `body` is all of it: reading stops at a limit, after some time, or by a fault."""
    cookies: tuple[str, ...] = ()
    """Its Set-Cookie headers."""

    def json_object(self) -> Mapping[str, object]:
        """Return the JSON object in the body; an empty one if there is none, or it is cut off."""
        try:
            value: object = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


class Fault(Exception):
    """There is no answer to a request; `reason` is that of a verdict."""

    def __init__(self, reason: Reason, evidence: str, *, temporary: bool = False) -> None:
        super().__init__(evidence)
        self.reason: Reason = reason
        self.evidence = evidence
        self.temporary = temporary
        """Whether another attempt may succeed."""


class HostGivenUp(Fault):
    """The host is not requested any more in this run."""


def refusal_of(status: int) -> Reason:
    """Return why a status shows nothing of what was requested."""
    if status in (403, 406, 999):
        return "blocked"
    named: dict[int, Reason] = {
        401: "login-required",
        407: "proxy-refused",
        429: "rate-limited",
        451: "legal",
    }
    if status in named:
        return named[status]
    if 500 <= status < 600:
        return "server-error"
    return "http-error" if status >= 400 else "bad-answer"
