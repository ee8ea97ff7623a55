"""Write the report for people: on a terminal grouped by file, else a line for each finding."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.errors import counted
from awesomecheck.formats import Style, concise
from awesomecheck.formats._summary import next_steps, statistics, summary_lines
from awesomecheck.formats._terminal import (
    COLORS,
    Word,
    as_words,
    columns,
    cut,
    linked,
    styled,
    wrapped,
)
from awesomecheck.formats.report import (
    FileReport,
    Report,
    is_fixable,
    is_unsafely_fixable,
)
from awesomecheck.rules import Finding
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal
from awesomecheck.safety.redact import masked

_MOST_ALIKE = 5
"""Findings of one rule that are listed of a file, if it has more than one other."""
_FEW = 10
"""Up to this many listed findings are shown with their lines, and need no table."""
_LEAST_WIDTH = 40
_SEVERITY_WIDTH = 7
_LOOKED_AT = 1000
"""Characters beside an excerpt that may belong to a URL with a password."""


class _Listing(Struct, frozen=True):
    """The findings of a file that are listed, and how many are not."""

    file: FileReport
    findings: list[Finding]
    folded: Counter[str]
    """By rule."""
    infos: int = 0

    @property
    def left_out(self) -> int:
        return self.folded.total() + self.infos


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield findings, a summary, and on a terminal what to do next."""
    if not style.terminal:
        yield from concise.render(report, style)
        return
    style = replace(style, width=max(style.width, _LEAST_WIDTH))
    listings = [_listing(file, style) for file in report.files if file.findings]
    listed = sum(len(listing.findings) for listing in listings)
    left_out = sum(listing.left_out for listing in listings)
    if style.statistics:
        left_out = 0
        yield from statistics(report, style)
    else:
        for listing in listings:
            if listing.findings:
                yield from _file(report, listing, style, quoted=listed <= _FEW)
                yield "\n"
        if left_out or listed > _FEW:
            yield from statistics(report, style)
    if style.summary:
        if listings and (style.statistics or left_out or listed > _FEW):
            yield "\n"
        for line in summary_lines(report, style):
            for part in wrapped(as_words(line.removesuffix("\n")), style.width):
                yield disarm_commands(part) + "\n"
        yield from next_steps(report, style, left_out)


def _listing(file: FileReport, style: Style) -> _Listing:
    """Choose the findings to list: all errors, and of each rule the first few others."""
    if style.show_all:
        return _Listing(file, list(file.findings), Counter())
    wanted = [each for each in file.findings if style.infos or each.severity != "info"]
    counts = Counter(each.rule for each in wanted if each.severity != "error")
    long = {rule for rule, count in counts.items() if count > _MOST_ALIKE + 1}
    shown: list[Finding] = []
    seen: Counter[str] = Counter()
    for finding in wanted:
        if finding.severity != "error" and finding.rule in long:
            seen[finding.rule] += 1
            if seen[finding.rule] > _MOST_ALIKE:
                continue
        shown.append(finding)
    folded = Counter({rule: counts[rule] - _MOST_ALIKE for rule in long})
    return _Listing(file, shown, folded, len(file.findings) - len(wanted))


def _file(report: Report, listing: _Listing, style: Style, *, quoted: bool) -> Iterator[str]:
    file = listing.file
    path = styled(escape_for_terminal(file.path), on=style.color, bold=True, underline=True)
    yield disarm_commands(path) + "\n"
    positions = [file.position(finding) for finding in listing.findings]
    places = [f"{place.line}:{place.column}" for place in positions]
    width = max(map(len, places))
    indent = " " * (2 + width + 2 + _SEVERITY_WIDTH + 2)
    for place, finding in zip(places, listing.findings, strict=True):
        severity = styled(
            f"{finding.severity:<{_SEVERITY_WIDTH}}", on=style.color, fg=COLORS[finding.severity]
        )
        head = f"  {place:>{width}}  {severity}  "
        for line in wrapped(_words(report, finding, style), style.width - len(indent)):
            yield disarm_commands(head + line) + "\n"
            head = indent
        if quoted:
            yield from _quotation(file, finding, style)
    if listing.left_out:
        yield from _folded(listing, style)


def _words(report: Report, finding: Finding, style: Style) -> Iterator[Word]:
    """Yield the words of a finding: its message, its rule, and whether it has a fix."""
    yield from as_words(escape_for_terminal(finding.message))
    rule = styled(finding.rule, on=style.color, dim=True)
    url = report.rule_url(finding.rule) if style.color else None
    mark, color = "", None
    if is_fixable(finding):
        mark, color = " [fix]", "green"
    elif is_unsafely_fixable(finding):
        mark, color = " [unsafe]", "yellow"
    shown = (linked(rule, url) if url else rule) + styled(mark, on=style.color, fg=color)
    yield Word(f" {finding.rule}{mark}", f" {shown}")


def _folded(listing: _Listing, style: Style) -> Iterator[str]:
    said = [f"{count} more `{rule}`" for rule, count in listing.folded.most_common()]
    if listing.infos:
        said.append(counted(listing.infos, "info"))
    for line in wrapped(as_words(f"… and {', '.join(said)}"), style.width - 2):
        yield f"  {styled(line, on=style.color, dim=True)}\n"


def _quotation(file: FileReport, finding: Finding, style: Style) -> Iterator[str]:
    """Yield the line of a finding, and a line that underlines it."""
    indent = " " * 6
    line, mark = _excerpt(file, finding, style.width - len(indent))
    mark = styled(mark, on=style.color, fg=COLORS[finding.severity])
    yield disarm_commands(f"{indent}{line}") + f"\n{indent}{mark}\n"


def _excerpt(file: FileReport, finding: Finding, width: int) -> tuple[str, str]:
    """Return the line of a finding, cut to the width around it, and a line that underlines it."""
    source = file.source
    place = file.position(finding)
    start, end = source.line_span(place.line)
    left = place.column - 1
    right = min(max(left + 1, min(finding.span.end, end) - start), left + 2 * width)
    first = max(0, min(left - width // 3, end - start - width + 1))
    from_, to = max(0, first - _LOOKED_AT), right + width + _LOOKED_AT
    line = masked(source.text[start + from_ : min(end, start + to)])
    before = ("…" if first else "") + escape_for_terminal(line[first - from_ : left - from_])
    marked = escape_for_terminal(line[left - from_ : right - from_])
    indent = columns(before)
    mark = "^" * max(1, min(columns(marked), width - indent))
    text = before + marked + escape_for_terminal(line[right - from_ : right - from_ + width])
    return cut(text, width), " " * indent + mark
