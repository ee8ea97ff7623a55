"""Rules over a document: what a rule is, how rules are run, and what they report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
import re
from typing import ClassVar, Literal, Protocol

from awesomecheck.document import Document, Link, Span
from awesomecheck.verdict import Verdict

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest down."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces what stands at a span; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend one problem, all or none. Unsafe where a reader might disagree."""

    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found. The engine adds the rule's name and the severity."""

    span: Span
    message: str
    """One sentence without a full stop: what is wrong, and what would be right."""
    fix: Fix | None = None
    url: str | None = None
    """The destination of the link that this is about, if it is about one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the rule that found it and the weight that the configuration gives it."""

    rule: str
    severity: Severity
    span: Span
    message: str
    fix: Fix | None = None
    url: str | None = None


class Rule:
    """Base of all rules: a frozen, slotted dataclass whose fields are its options.

    Its docstring is its page (see `awesomecheck.pages`). `bundle` is filled in by the module that
    registers it.
    """

    __slots__ = ()
    severity: ClassVar[Severity] = "warning"
    """Used where the configuration names no other."""
    scope: ClassVar[Literal["markdown", "list"]] = "markdown"
    """`list` where the rule makes no sense for Markdown that is no list of links."""


class DocumentRule(Rule, Protocol):
    """A rule that needs the document alone."""

    def check(self, document: Document) -> Iterator[Problem]:
        """Every problem of its kind, in any order."""
        ...


Verdicts = Mapping[Link, Verdict]
