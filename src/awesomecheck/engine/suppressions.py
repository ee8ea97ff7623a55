"""Apply suppression comments, and find out which of them are used."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
import math
import re

from msgspec import Struct, field

from awesomecheck.document.nodes import Comment, Span
from awesomecheck.document.tree import Document
from awesomecheck.errors import nearest
from awesomecheck.regexes import regex
from awesomecheck.rules import Finding, Suppression

_OURS = regex(
    r"\s*awesomecheck-(?P<verb>disable-next-line|disable-line|disable-file|disable|enable)"
    r"(?![\w-])(?P<names>.*)",
    re.DOTALL,
)
_LINT = regex(r"\s*lint\s+(?P<verb>disable|enable|ignore)\b(?P<names>.*)", re.DOTALL)
"""Comments of remark-lint and awesome-lint (https://github.com/remarkjs/remark-message-control)."""
_MISTYPED = regex(
    r"\s*awesome-?check[-_ ](?:disable|enable|ignore)\S*(?:\s.*)?", re.DOTALL | re.IGNORECASE
)
"""Comments that seem meant for us but are misspelt."""
_REASON = regex(r"(?:^|\s)(?:--|[:—–])(?:\s.*|$)", re.DOTALL)
_NAME = regex(r"[^\s,]+")

VERBS = tuple(
    f"awesomecheck-{verb}"
    for verb in ("disable", "disable-line", "disable-next-line", "disable-file", "enable")
)

FOREIGN_NAMES: dict[str, tuple[str, ...]] = {
    "alphabetize-lists": ("out-of-order",),
    "awesome-badge": ("missing-badge",),
    "awesome-code-of-conduct": ("unfilled-placeholder",),
    "awesome-contributing": ("missing-contributing",),
    "awesome-heading": ("second-title", "title-form"),
    "awesome-license": ("licence-section",),
    "awesome-list-item": (
        "unlike-template",
        "missing-description",
        "description-case",
        "description-period",
    ),
    "awesome-no-ci-badge": ("build-badge",),
    "awesome-spell-check": ("misspelt-name",),
    "awesome-toc": ("stale-contents", "missing-anchor", "misplaced-contents"),
    "balanced-punctuation": ("unmatched-bracket",),
    "double-link": ("duplicate-link", "duplicate-entry"),
    "final-newline": ("missing-final-newline",),
    "heading-increment": ("skipped-heading-level",),
    "list-item-bullet-indent": ("uneven-indent",),
    "list-item-content-indent": ("uneven-indent",),
    "list-item-indent": ("uneven-indent",),
    "no-dead-urls": ("dead-link",),
    "no-duplicate-headings": ("duplicate-heading",),
    "no-duplicate-headings-in-section": ("duplicate-heading",),
    "no-empty-url": ("placeholder-link",),
    "no-multiple-toplevel-headings": ("second-title",),
    "no-repeat-item-in-description": ("description-repeats-name",),
    "no-undefined-references": ("undefined-reference",),
    "no-unused-definitions": ("unused-definition",),
    "unordered-list-marker-style": ("mixed-list-marker",),
}
"""Rules of awesome-lint and remark-lint, and ours for the same problem."""


class _Directive(Struct):
    """One rule name of a suppression comment, with the lines that it covers."""

    comment: Comment
    written: str
    span: Span
    names: tuple[str, ...]
    """Our rules that it names; none if it means all."""
    foreign: bool
    """Whether it is a comment of another tool, so that only that tool knows whether it is used."""
    first: float = math.inf
    last: float = math.inf
    enabled: dict[str, float] = field(default_factory=dict[str, float])
    """Rules that a later comment enables again, and from which line on."""
    used: bool = False
    """Whether it ends an earlier comment."""

    def lines_of(self, rule: str) -> tuple[float, float]:
        """Return the first and the last line on which it suppresses a rule."""
        if self.names and rule not in self.names:
            return math.inf, -math.inf
        return self.first, min(self.last, self.enabled.get(rule, math.inf) - 1)


class Suppressor:
    """The suppression comments of one document, and which findings they suppress."""

    def __init__(self, document: Document) -> None:
        self._source = document.source
        self._directives: list[_Directive] = []
        self._covers: dict[str, _LineRanges] = {}
        self._suppressed: dict[str, set[int]] = {}
        """By rule, the lines with suppressed findings."""
        for comment in document.comments:
            self._read(comment, document)

    def filter(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that no comment suppresses, and remember the others."""
        if not self._directives:
            return list(findings)
        kept: list[Finding] = []
        for finding in findings:
            rule, line = finding.rule, self._source.position(finding.span.start).line
            if rule not in self._covers:
                self._covers[rule] = _LineRanges(each.lines_of(rule) for each in self._directives)
            if line in self._covers[rule]:
                self._suppressed.setdefault(rule, set()).add(line)
            else:
                kept.append(finding)
        return kept

    def suppressions(
        self, known: Collection[str], running: Collection[str]
    ) -> Iterator[Suppression]:
        """Yield the names of suppression comments, in order, and whether they are used.

        Names in comments of other tools, and names of rules that did not run, count as used.

        Args:
            known: names of all rules.
            running: names of the rules that ran.
        """
        suppressed = {rule: sorted(lines) for rule, lines in self._suppressed.items()}
        for each in self._directives:
            idle = bool(each.names) and not any(name in running for name in each.names)
            choices = VERBS if each.written.lower().startswith("awesome") else known
            is_known = each.foreign or all(name in known for name in each.names)
            yield Suppression(
                comment=each.comment,
                name=each.written,
                span=each.span,
                known=is_known,
                used=each.used or each.foreign or idle or _has_suppressed(each, suppressed),
                nearest=None if is_known else nearest(each.written, choices),
            )

    def _read(self, comment: Comment, document: Document) -> None:
        ours = _OURS.fullmatch(comment.text)
        match = ours or _LINT.fullmatch(comment.text)
        if match is None:
            if _MISTYPED.fullmatch(comment.text):
                self._add_mistyped(comment)
            return
        verb = match["verb"]
        for directive in _named(comment, match, foreign=ours is None):
            if verb == "enable":
                directive.used = self._enable(directive)
            else:
                directive.first, directive.last = _lines(comment, verb, document)
            self._directives.append(directive)

    def _add_mistyped(self, comment: Comment) -> None:
        word = comment.text.split()[0]
        offset = comment.span.start + len("<!--") + comment.text.index(word)
        span = Span(offset, offset + len(word))
        self._directives.append(_Directive(comment, word, span, (word,), foreign=False))

    def _enable(self, enabling: _Directive) -> bool:
        """End the suppressions that an enabling comment names; return whether there were any."""
        line = self._source.position(enabling.comment.span.start).line
        ended = False
        for each in self._directives:
            if not each.first <= line <= each.last or each.last != math.inf:
                continue
            if not enabling.names or (each.names and set(each.names) <= set(enabling.names)):
                each.last = line
                ended = True
            elif not each.names or set(each.names) & set(enabling.names):
                each.enabled |= dict.fromkeys(enabling.names, line)
                ended = True
        return ended


class _LineRanges:
    """Ranges of lines, which may overlap."""

    def __init__(self, ranges: Iterable[tuple[float, float]]) -> None:
        self._starts: list[float] = []
        self._ends: list[float] = []
        for first, last in sorted(ranges):
            if self._ends and first <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], last)
            elif first <= last:
                self._starts.append(first)
                self._ends.append(last)

    def __contains__(self, line: int) -> bool:
        index = bisect_right(self._starts, line) - 1
        return index >= 0 and line <= self._ends[index]


def _has_suppressed(directive: _Directive, suppressed: Mapping[str, Sequence[int]]) -> bool:
    """Whether a directive covers one of the lines with suppressed findings."""
    for rule in directive.names or suppressed:
        first, last = directive.lines_of(rule)
        lines = suppressed.get(rule, ())
        index = bisect_left(lines, first)
        if index < len(lines) and lines[index] <= last:
            return True
    return False


def _named(comment: Comment, match: re.Match[str], *, foreign: bool) -> Iterator[_Directive]:
    text = _REASON.sub("", match["names"])
    offset = comment.span.start + len("<!--") + match.start("names")
    found = list(_NAME.finditer(text))
    if not found:
        yield _Directive(comment, "", comment.span, (), foreign)
    for name in found:
        written = name.group()
        meant = FOREIGN_NAMES.get(written, (written,)) if foreign else (written,)
        span = Span(offset + name.start(), offset + name.end())
        yield _Directive(comment, written, span, meant, foreign)


def _lines(comment: Comment, verb: str, document: Document) -> tuple[float, float]:
    """Return the first and the last line that a comment covers."""
    source = document.source
    here = source.position(comment.span.start).line
    end = source.position(comment.span.end).line
    match verb:
        case "disable-line":
            return here, end
        case "disable-next-line":
            return end + 1, end + 1
        case "disable-file":
            return 1, math.inf
        case "ignore":
            return end, source.position(_next_node_end(comment.span.end, document)).line
        case _:
            return here, math.inf


def _next_node_end(offset: int, document: Document) -> int:
    """Return the end of the list, table, heading or paragraph after an offset."""
    ends: list[tuple[int, int]] = []
    items = document.items
    first = bisect_left(items, offset, key=lambda item: item.span.start)
    if first < len(items):
        last = first
        while last + 1 < len(items) and (
            items[last + 1].depth > items[first].depth
            or items[last + 1].list_id == items[first].list_id
        ):
            last += 1
        ends.append((items[first].span.start, items[last].span.end))
    for nodes in (document.tables, document.headings, document.blocks):
        index = bisect_left(nodes, offset, key=lambda node: node.span.start)
        if index < len(nodes):
            ends.append((nodes[index].span.start, nodes[index].span.end))
    return min(ends, default=(offset, offset))[1]
