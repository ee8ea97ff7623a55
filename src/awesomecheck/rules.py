"""What a rule is, and what it reports."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, FrozenInstanceError, fields, is_dataclass
from inspect import get_annotations
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    Never,
    cast,
    dataclass_transform,
)

from msgspec import Struct

from awesomecheck.document.nodes import Comment, Link, Span
from awesomecheck.regexes import regex

if TYPE_CHECKING:
    from awesomecheck.document.entry import Entry
    from awesomecheck.document.tree import Document

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The most severe first."""

State = Literal["alive", "moved", "dead", "unsure", "skipped"]
Reason = Literal[
    # alive
    "ok", "redirected",
    # moved
    "moved-permanently", "moved-to-another-site", "renamed",
    # dead
    "not-found", "gone", "unknown-id", "unknown-doi", "missing-repository",
    "wrong-case", "local-path", "no-anchor", "wrong-anchor-case",
    # unsure: the server refused, or showed something else
    "blocked", "login-required", "consent-required", "rate-limited", "legal", "taken-down",
    "server-error", "http-error", "bad-answer", "soft-404", "front-page", "fragment",
    "elsewhere", "parked",
    "api-refused", "unconfirmed",
    # unsure: no answer
    "timeout", "dns", "no-such-host", "no-address", "refused", "unreachable", "reset", "tls",
    "certificate", "proxy-refused", "proxy-unreachable", "port", "private-address",
    "malformed-url", "bad-redirect", "redirect-loop", "too-many-redirects", "offline",
    "interrupted", "deadline",
    # unsure: a file
    "template", "no-repository", "outside", "unreadable", "symbolic-link",
    # skipped
    "not-http", "ignored", "not-selected", "unchanged",
]  # fmt: skip
"""Why a link has its state; an unsure link may have the reason of a dead one."""
FactValue = str | int | float | bool | None | tuple[str, ...]


NO_FACTS: Mapping[str, FactValue] = MappingProxyType({})
"""One for all verdicts without facts."""


class Verdict(Struct, frozen=True):
    """The outcome of checking one URL, its reason and the evidence."""

    state: State
    reason: Reason
    status: int | None = None
    """The last HTTP status, where there was one."""
    final_url: str | None = None
    """The new URL of a moved link; of one that leads to another site, where it leads."""
    evidence: str = ""
    """What was requested and what came back, as a part of a message: without a full stop."""
    facts: Mapping[str, FactValue] = NO_FACTS
    """What the service also said: a paper's title and dates, a repository's state."""


Verdicts = Mapping[Link, Verdict]
"""Verdicts by link; links that were not checked are absent."""

PublicationKind = Literal["conference", "journal", "findings", "workshop"]


class Publication(NamedTuple):
    """Where a paper appeared, according to one source."""

    venue: str
    """As it is usually called: `CVPR`."""
    year: int | None
    """None where the source does not know it."""
    kind: PublicationKind
    """A demonstration counts as `workshop`."""
    source: str
    """Who says so, for messages."""


Published = Callable[["Entry"], tuple[Publication, ...]]
"""Returns where the paper of an entry appeared: the place that counts, or several that do.
Nothing where no source knows, or where it may be another paper."""


class Code(NamedTuple):
    """Where the code of a paper is, according to one source."""

    url: str
    source: str
    """Who says so, for messages."""
    is_sure: bool = False
    """Whether the source is enough alone: several that agree are one."""


CodeOf = Callable[["Entry"], tuple[Code, ...]]
"""Returns where the code of an entry's paper is, according to each source, the best first."""


def _nothing(_: "Entry") -> tuple[()]:
    """Return that nothing is known."""
    return ()


class Facts(NamedTuple):
    """What is known of the papers of a list."""

    verdicts: Verdicts = MappingProxyType({})
    """With what services say of links; where links are not checked, only facts from before."""
    published: Published = _nothing
    code: CodeOf = _nothing


NOTHING_KNOWN = Facts()


class Edit(Struct, frozen=True):
    """New text for a span; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits that fix one problem, all or none; unsafe where a reader might disagree."""

    edits: tuple[Edit, ...]
    safe: bool = True
    repeats: tuple[Span, ...] = ()
    """What the edits write again elsewhere, such as the name of a heading: a fix that changes it
    is applied in another pass."""


class RelatedPlace(Struct, frozen=True):
    """Another place of a problem, and the message if the problem is reported there."""

    span: Span
    message: str
    fix: Fix | None = None
    """Fixes the problem by editing this place."""


class Problem(Struct, frozen=True):
    """What a rule reports; the engine adds the rule's name and severity."""

    span: Span
    message: str
    """What is wrong, then what to do: in lower case, without a full stop."""
    fix: Fix | None = None
    url: str | None = None
    """The URL of the link that the problem is about."""
    severity: Severity | None = None
    """Lower than the rule's severity; a higher one has no effect."""
    also: tuple[RelatedPlace, ...] = ()
    """What conflicts with the span, such as the first of two duplicates, or the entries that
    should come after this one. Where a change added all of these places, it caused the problem,
    which is then reported at the first of them."""


class Finding(Struct, frozen=True):
    """A problem with its rule and the severity that the configuration sets."""

    rule: str
    severity: Severity
    span: Span
    message: str
    fix: Fix | None = None
    url: str | None = None
    also: tuple[RelatedPlace, ...] = ()
    fixer: str | None = None
    """The rule that the fix comes from, if it is another one."""


class Suppression(Struct, frozen=True):
    """One rule name in a suppression comment."""

    comment: Comment
    name: str
    """As written; empty where the comment means all rules."""
    span: Span
    """Of the name; of the whole comment if there is no name."""
    known: bool
    """Whether there is such a rule, on or off."""
    used: bool
    """Whether it suppresses a finding, or names a rule that did not run."""
    nearest: str | None
    """The rule with the most similar name, for an unknown one."""


FileTexts = Mapping[str, str | None]
"""Texts by path from the root of a repository; None for one that could not be read."""


class RepositoryFiles(NamedTuple):
    """The files of a list's repository that rules are about."""

    licences: FileTexts
    contributing: FileTexts
    conduct: FileTexts


Touch = Literal[
    "links", "marks", "structure", "headings", "order", "additions", "removals", "wording"
]
"""What a fix may change on the rendered page; without any, the page stays the same.

`links`: URLs. `marks`: punctuation and emphasis. `structure`: nesting of blocks. `headings`: more
headings. `order`: of words. `additions`: more words. `removals`: fewer. `wording`: other words.
"""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Rule(ABC):  # noqa: B024 - its kinds differ in what `check` takes
    """The base of all rules: its fields with a type are its options, each with a default.

    A rule may be a frozen dataclass, but that takes longer to define than all else in it.

    The docstring is the rule's documentation: a summary line, what the rule finds and why that is
    bad, and examples in fences marked `bad` and `good` (see `engine.rule_docs`). Derive a rule
    from one of the classes below, which differ in what `check` is given.
    """

    __slots__ = ()

    def __init__(self, **options: Any) -> None:
        """Set options that differ from their defaults."""
        if options and (unknown := options.keys() - options_of(type(self)).keys()):
            raise TypeError(f"{type(self).__name__} has no option {min(unknown)!r}")
        vars(self).update(options)
        self.__post_init__()

    def __post_init__(self) -> None:  # noqa: B027 - most rules allow all values
        """Refuse options that the type of each allows; raise a `UserError`."""

    def __setattr__(self, name: str, value: object) -> Never:
        raise FrozenInstanceError(f"cannot assign to {name!r}")

    severity: ClassVar[Severity] = "warning"
    """Unless the configuration sets another one."""
    enabled: ClassVar[bool] = True
    """False for a rule that is off by default."""
    badge_turns_on: ClassVar[Literal["nowhere", "classic", "everywhere"]] = "nowhere"
    """Where the awesome badge turns on, as an info, a rule that is off by default: in no list, in
    all but those of papers, or in all."""
    since: ClassVar[str] = "0.1.0"
    """The version of its package that first had it."""
    lists_only: ClassVar[bool] = False
    """Whether it runs in lists only, not in a guide or a changelog."""
    yields_to: ClassVar[tuple[str, ...]] = ()
    """Rules that report the same problem: this one reports nothing where one of them does.

    If its finding has a safe fix and theirs has none, theirs takes the fix over."""
    learns: ClassVar[bool] = False
    """Whether it compares with what most of the list does. It learns that from what was there
    before a change (see `Document.is_new`), and reports nothing on lines that one left alone."""
    touches: ClassVar[tuple[Touch, ...]] = ()
    """What its fixes may change; verified before a file is written."""

    def grounds(self, document: "Document") -> Iterator[str]:  # noqa: ARG002 - most have none
        """Yield what the rule compares the document with, for people to read."""
        return iter(())


class DocumentRule(Rule):
    """A rule that needs the document alone."""

    __slots__ = ()

    @abstractmethod
    def check(self, document: "Document") -> Iterator[Problem]:
        """Yield the problems in a document."""


class LinkRule(Rule):
    """A rule that needs the verdicts of links."""

    __slots__ = ()

    @abstractmethod
    def check(self, document: "Document", verdicts: Verdicts) -> Iterator[Problem]:
        """Yield the problems in a document; ignore links without a verdict."""


class FactRule(Rule):
    """A rule that needs to know of papers, with verdicts of links or without."""

    __slots__ = ()

    @abstractmethod
    def check(self, document: "Document", facts: Facts) -> Iterator[Problem]:
        """Yield the problems in a document; report nothing for lack of a fact."""


class RepositoryRule(Rule):
    """A rule about the files of the repository whose README a list is."""

    __slots__ = ()

    @abstractmethod
    def check(self, document: "Document", files: RepositoryFiles) -> Iterator[Problem]:
        """Yield what is wrong with the files, each at a place in the document."""


class SuppressionRule(Rule):
    """A rule about suppression comments, which runs after all other rules."""

    __slots__ = ()

    @abstractmethod
    def check(
        self, document: "Document", suppressions: Sequence[Suppression]
    ) -> Iterator[Problem]:
        """Yield the problems of the suppressions in a document."""


class Option(NamedTuple):
    """An option of a rule."""

    annotation: Any
    """As written: its type, or the text of it."""
    default: object
    """`MISSING` if there is none."""


def options_of(rule: type) -> Mapping[str, Option]:
    """Return the options of a rule by name; of other classes, the fields of a dataclass."""
    bases: tuple[type[object], ...] = rule.__mro__
    defaults: object = rule
    if is_dataclass(rule):
        return {
            each.name: Option(
                each.type,
                each.default
                if each.default_factory is MISSING
                else cast("Callable[[], object]", each.default_factory)(),
            )
            for each in fields(rule)
        }
    return {
        name: Option(annotation, getattr(defaults, name, MISSING))
        for base in reversed(bases)
        if base not in Rule.__mro__
        for name, annotation in get_annotations(base).items()
        if "ClassVar" not in str(annotation)
    }


_WORD_START = regex(r"(?<!^)(?=[A-Z])")


def rule_name(rule: type[Rule]) -> str:
    """Return the name of a rule outside Python: `stale-contents` for `StaleContents`."""
    return _WORD_START.sub("-", rule.__name__).lower()


PAGES = "https://awesomecheck.github.io/awesomecheck/"
"""The documentation on the web."""


def rule_url(name: str) -> str:
    """Return the URL of the page of a built-in rule."""
    return f"{PAGES}rules/{name}/"
