"""Write the report for GitHub: a job summary, or the body of an issue or comment."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
import shlex

from awesomecheck.changes.compare import compare
from awesomecheck.document import parse
from awesomecheck.engine.rule_docs import rule_docs
from awesomecheck.errors import counted
from awesomecheck.formats import Style
from awesomecheck.formats._finding_tables import FIXABLE, ICONS, definitions, tables
from awesomecheck.formats._gfm import code, code_block, prose
from awesomecheck.formats._on_github import base_branch
from awesomecheck.formats._summary import not_shown
from awesomecheck.formats.list_changes import ChangedList, as_markdown
from awesomecheck.formats.report import FileReport, Report, is_fixable
from awesomecheck.rules import SEVERITIES, Finding, LinkRule, Severity, State
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal
from awesomecheck.safety.redact import is_web

MARKER = "<!-- awesomecheck -->"
"""The first line, by which a workflow finds its own issue or comment."""
MAX_CHARACTERS = 60_000
"""Issues, comments and pull requests accept 65,536, which leaves room for a workflow's own text;
a job summary accepts 1 MiB, which this many characters never fill."""

_STATES: tuple[State, ...] = ("alive", "moved", "dead", "unsure", "skipped")
_OUTSIDE = "unchanged"
"""The reason of a link that is skipped because it is not on a changed line."""
_INSTALLING = "python3 -m pip install git+https://github.com/awesomecheck/awesomecheck"
_ROOM_FOR_ALERTS = 8_000
_ROOM_FOR_RULES = 12_000
_ROOM_FOR_CHANGES = 10_000
_MOST_PATHS = 10
_LONG, _SHORT = 500, 200


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield a headline, counts, tables of findings for each file, and what to do.

    The same findings in the same commit give the same text. If there are too many, the most
    severe are shown. With `style.statistics` findings are counted by rule and not listed.
    """
    head = "".join(_head(report))
    head += "".join(_changes(report))
    foot = "".join(_what_to_do(report, style)) if report.total else ""
    yield head
    if not style.statistics:
        yield tables(report, MAX_CHARACTERS - len(head) - len(foot))
    yield foot


def _head(report: Report) -> Iterator[str]:
    yield f"{MARKER}\n\n## {_headline(report)}\n\n{' '.join(_counts(report))}\n"
    yield from _alerts("CAUTION", [error.message for error in report.errors])
    yield from _alerts("NOTE", report.notices)


def _changes(report: Report) -> Iterator[str]:
    """Yield what the change that the report is about does to the lists."""
    changed = [
        ChangedList(file.path, compare(parse(file.change.old), file.document))
        for file in report.files
        if file.change and file.change.hunks
    ]
    if changed:
        yield "\n### What the change does\n"
        yield from as_markdown(changed, _ROOM_FOR_CHANGES)


def _headline(report: Report) -> str:
    found: list[Severity] = [severity for severity in SEVERITIES if report.count(severity)]
    counts = ", ".join(counted(report.count(severity), severity) for severity in found)
    if report.errors:
        return f"❌ awesomecheck could not check everything: {counts or 'no findings'}"
    return f"{ICONS[found[0]] if found else '✅'} awesomecheck: {counts or 'no findings'}"


def _counts(report: Report) -> Iterator[str]:
    files = counted(len(report.files), "file")
    entries = counted(sum(file.text.entries for file in report.files), "entry")
    yield f"{files}, {entries}, {_links(report.files)}."
    if report.fixed is not None:
        yield f"{counted(report.fixed, 'finding')} fixed."
    if hidden := not_shown(report):
        yield f"Findings not counted: {hidden}."


def _links(files: Sequence[FileReport]) -> str:
    if all(file.links is None for file in files):
        return "links not checked"
    verdicts = [row.verdict for file in files for row in file.links or ()]
    unchanged = sum(each.reason == _OUTSIDE for each in verdicts)
    states = Counter(each.state for each in verdicts if each.reason != _OUTSIDE)
    links = counted(len(verdicts), "link")
    if set(states) == {"alive"} and not unchanged:
        return f"{links}: all alive"
    counts = [f"{states[state]} {state}" for state in _STATES if states[state]]
    if unchanged:
        counts.append(f"{unchanged} outside the change")
    return f"{links}: {', '.join(counts)}" if counts else links


def _alerts(kind: str, sentences: Sequence[str]) -> Iterator[str]:
    alerts = (f"\n> [!{kind}]\n> {prose(each, _LONG)}\n" for each in sentences)
    shown = within(_ROOM_FOR_ALERTS, alerts)
    yield from shown
    if more := len(sentences) - len(shown):
        yield f"\n> [!{kind}]\n> … and {more} more.\n"


def within(room: int, parts: Iterable[str]) -> list[str]:
    """Return the first parts that fit."""
    kept: list[str] = []
    for part in parts:
        room -= len(part)
        if room < 0:
            break
        kept.append(part)
    return kept


def _what_to_do(report: Report, style: Style) -> Iterator[str]:
    yield "\n### What to do\n"
    yield from _fixes(report)
    yield "\n`RULE: off` under `rules:` in `.awesomecheck.yaml` turns a rule off. This comment"
    yield " suppresses its findings on the next line:\n"
    yield "\n```markdown\n<!-- awesomecheck-disable-next-line RULE -->\n```\n"
    rules = "".join(_rules(report))
    if style.statistics:
        yield f"\n{rules}"
    else:
        yield f"\n<details>\n<summary>What the rules look for</summary>\n\n{rules}\n</details>\n"
    if links := "".join(definitions(report)):
        yield f"\n{links}"


def _fixes(report: Report) -> Iterator[str]:
    fixable = [file for file in report.files if any(map(is_fixable, file.findings))]
    paths = [file.path for file in fixable if _can_be_typed(file.path)][:_MOST_PATHS]
    if fixable:
        yield f"\n{FIXABLE} {report.fixable} of {counted(report.total, 'finding')} can be fixed by"
        yield f" this command ({code(_INSTALLING, _SHORT)} installs it):\n"
        yield f"\n{code_block(_command(report, paths), 'sh')}\n"
    if paths and (more := len(fixable) - len(paths)):
        yield f"\nIt can also fix {counted(more, 'more file')}.\n"
    unsafe = sum(each.fix is not None and not each.fix.safe for each in report.findings())
    if unsafe:
        yield f"\n`--fix --unsafe-fixes` also applies {counted(unsafe, 'unsafe fix')}: review the"
        yield " changes first with `--diff --unsafe-fixes`.\n"


def _can_be_typed(path: str) -> bool:
    is_name = path == disarm_commands(escape_for_terminal(path)) and not path.startswith("<")
    return is_name and len(path) <= _SHORT


def _command(report: Report, paths: Sequence[str]) -> str:
    links = any(_needs_links(report, each) for each in report.findings() if is_fixable(each))
    words = ["awesomecheck", *([] if links else ["--offline"]), "--fix"]
    if any(file.change for file in report.files) and (base := base_branch()):
        words += ["--since", f"origin/{base}"]
    return shlex.join([*words, *(f"./{path}" if path.startswith("-") else path for path in paths)])


def _needs_links(report: Report, finding: Finding) -> bool:
    """Whether a finding, and so its fix, depends on checking a link."""
    known = report.rules.get(finding.fixer or finding.rule)
    return known is not None and issubclass(known.rule, LinkRule) and is_web(finding.url or "")


def _rules(report: Report) -> Iterator[str]:
    """Yield a table of the rules with findings, those with most findings first."""
    counts = report.by_rule()
    rows = (
        f"| {_linked(report, name)} | {count} | {prose(_summary(report, name), _SHORT)} |\n"
        for name, count in counts.items()
    )
    shown = within(_ROOM_FOR_RULES, rows)
    yield from ("| Rule | Findings | What it looks for |\n| :-- | --: | :-- |\n", *shown)
    if more := len(counts) - len(shown):
        yield f"\n… and {counted(more, 'more rule')}.\n"
    explain = f"awesomecheck explain {next(iter(counts))}"
    yield f"\n{code(explain, _SHORT)} describes a rule in full.\n"


def _linked(report: Report, name: str) -> str:
    """Return the name of a rule, as a link to its page if it has one."""
    shown = code(name, _SHORT)
    return f"[{shown}]" if report.rule_url(name) else shown


def _summary(report: Report, name: str) -> str:
    if name not in report.rules:
        return ""
    try:
        return rule_docs(report.rules[name].rule).summary
    except ValueError:  # a plugin's rule without a page
        return ""
