"""What a rule is, and what it reports."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
import re
from typing import TYPE_CHECKING, ClassVar, Literal

from awesomecheck.document.nodes import Comment, Link, Span

if TYPE_CHECKING:
    from awesomecheck.document import Document

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest down."""

State = Literal["alive", "moved", "dead", "unsure", "skipped"]
FactValue = str | int | float | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of checking one URL, its reason and the evidence."""

    state: State
    reason: str
    """A code in kebab case: `ok`, `not-found`, `unknown-id`, `blocked`, `timeout`…"""
    status: int | None = None
    """The last HTTP status, where there was one."""
    final_url: str | None = None
    """The new URL of a moved link."""
    evidence: str = ""
    """What was requested and what came back, as a part of a message: without a full stop."""
    facts: Mapping[str, FactValue] = field(default_factory=dict[str, FactValue])
    """What the service also said: a paper's title and dates, a repository's state."""


Verdicts = Mapping[Link, Verdict]
"""Verdicts by link; links that were not checked are absent."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces what stands at a span; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend one problem, all or none; unsafe where a reader might disagree."""

    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """Another place that a problem is about, and what is to be said if it is reported there."""

    span: Span
    message: str
    fix: Fix | None = None
    """What mends the problem by an edit of this place, where there is such a thing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found; the engine adds the rule's name and its severity."""

    span: Span
    message: str
    """What is wrong and what would be right, lower-case, without a full stop."""
    fix: Fix | None = None
    url: str | None = None
    """The destination of the link that this is about, if it is about one."""
    severity: Severity | None = None
    """Where this one weighs less than the rule's severity; never more than that."""
    also: tuple[RelatedPlace, ...] = ()
    """What this is at odds with, such as the earlier of two duplicates, or the entries that this
    one should stand before: as long as any of it is there, so is the problem. Where a change
    added all of it, the change is to blame, and the problem is reported at the first place."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, signed with its rule and the weight that the configuration gives it."""

    rule: str
    severity: Severity
    span: Span
    message: str
    fix: Fix | None = None
    url: str | None = None
    also: tuple[RelatedPlace, ...] = ()
    fixer: str | None = None
    """The rule whose fix it is, where that is another one."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule name in a suppression comment."""

    comment: Comment
    name: str
    """As written; empty where the comment means all rules."""
    span: Span
    """Of the name, or of the whole comment where there is none."""
    known: bool
    """Whether there is such a rule, whatever the configuration says of it."""
    used: bool
    """Whether it kept a finding back, or names a rule that did not run."""
    nearest: str | None
    """The rule whose name is most like an unknown one."""


Touch = Literal["links", "marks", "structure", "order", "additions", "removals", "wording"]
"""What a fix may change of what a reader sees; without any, the rendered page stays the same.

`links`: where links lead. `marks`: punctuation and emphasis. `structure`: how blocks nest.
`order`: which comes first. `additions`: more words than before. `removals`: fewer. `wording`:
other words.
"""


class Rule(ABC):  # noqa: B024 - its kinds differ in what `check` takes
    """The base of all rules: a frozen, slotted dataclass whose fields are its options.

    The docstring of a rule is its page: a summary line, what it finds and why that is bad, and
    its examples in fences marked `bad` and `good` (see `engine.rule_docs`). A rule derives from
    one of the three kinds below, which differ in what `check` is given.
    """

    __slots__ = ()

    severity: ClassVar[Severity] = "warning"
    """In force where the configuration names no other."""
    enabled: ClassVar[bool] = True
    """False for a rule that has to be asked for."""
    lists_only: ClassVar[bool] = False
    """Whether it makes sense in lists alone: in a guide or a changelog it then does not run."""
    yields_to: ClassVar[tuple[str, ...]] = ()
    """Rules that own the same fault: where one of them speaks of a place, this one is silent.

    Where the owner has no safe fix and this one has, the owner's finding takes it over."""
    touches: ClassVar[tuple[Touch, ...]] = ()
    """What its fixes may change of the page; every fix is held to it before a file is written."""

    def grounds(self, document: "Document") -> Iterator[str]:  # noqa: ARG002 - most have none
        """What it holds a document against, in words for people."""
        return iter(())


class DocumentRule(Rule):
    """A rule that needs the document alone."""

    __slots__ = ()

    @abstractmethod
    def check(self, document: "Document") -> Iterator[Problem]:
        """All problems of this kind in a document."""


class LinkRule(Rule):
    """A rule that needs to know where links lead."""

    __slots__ = ()

    @abstractmethod
    def check(self, document: "Document", verdicts: Verdicts) -> Iterator[Problem]:
        """All problems of this kind; links without a verdict are passed over."""


class SuppressionRule(Rule):
    """A rule about suppression comments, run when all others have spoken."""

    __slots__ = ()

    @abstractmethod
    def check(
        self, document: "Document", suppressions: Sequence[Suppression]
    ) -> Iterator[Problem]:
        """All problems of this kind."""


_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")


def rule_name(rule: type[Rule]) -> str:
    """The name of a rule everywhere but in Python: `StaleContents` is `stale-contents`."""
    return _WORD_START.sub("-", rule.__name__).lower()
