"""What is known of a link's target once somebody has looked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["alive", "moved", "dead", "unsure", "skipped"]
FactValue = str | int | float | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one URL, its reason, and where that is known from."""

    state: State
    reason: str
    """A code in kebab case: `ok`, `not-found`, `unknown-id`, `blocked`, `timeout`…"""
    status: int | None = None
    """The last HTTP status, where there was one."""
    final_url: str | None = None
    """Where a moved link leads now."""
    evidence: str = ""
    """What was asked and what came back, in words for people."""
    facts: Mapping[str, FactValue] = field(default_factory=dict[str, FactValue])
    """What the service told along the way: a paper's title and dates, a repository's state."""
