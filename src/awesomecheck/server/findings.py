"""Findings in an editor: as diagnostics, with their rules' pages, and as actions that fix them."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
import re

from lsprotocol import types

from awesomecheck.config.file import CONFIG_NAMES
from awesomecheck.document.nodes import Span
from awesomecheck.engine.fix import next_pass
from awesomecheck.engine.rule_docs import rule_docs, with_labels
from awesomecheck.errors import UserError
from awesomecheck.formats.report import FileReport
from awesomecheck.regexes import regex
from awesomecheck.rules import Finding
from awesomecheck.runs.fixes import unverified
from awesomecheck.runs.run import Run
from awesomecheck.server.opened import Opened

_SOURCE = "awesomecheck"
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{_SOURCE}"
"""The kind of the action that applies all safe fixes; editors can run it on save."""
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_MOST_FIXES = 10
"""Findings of a range whose fixes are offered: to verify one takes as long as to lint."""
_RULES_KEY = regex(r"^rules:[ \t]*(?:#.*)?\n", re.MULTILINE)


def diagnostics(opened: Opened) -> list[types.Diagnostic]:
    """Return the findings on a text, and its errors at the start of it."""
    found = [_diagnostic(opened, finding) for finding in opened.found.findings]
    return [*found, *map(error_diagnostic, opened.report.errors)]


def _diagnostic(opened: Opened, finding: Finding) -> types.Diagnostic:
    url = opened.report.rule_url(finding.rule)
    return types.Diagnostic(
        range=opened.range(finding.span),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(url) if url else None,
        source=_SOURCE,
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(opened.uri, opened.range(place.span)), place.message
            )
            for place in finding.also
        ],
    )


def error_diagnostic(error: UserError) -> types.Diagnostic:
    """Return an error, such as an invalid configuration, as a diagnostic of the first line."""
    start = types.Position(0, 0)
    message = f"{error.message}: {error.hint}" if error.hint else error.message
    return types.Diagnostic(
        range=types.Range(start, start),
        message=message,
        severity=types.DiagnosticSeverity.Error,
        source=_SOURCE,
    )


def page_at(opened: Opened, position: types.Position) -> types.Hover | None:
    """Return the page of the rule of the finding at a position."""
    offset = opened.offset(position)
    for finding in opened.found.findings:
        if finding.span.start <= offset <= finding.span.end:
            docs = rule_docs(opened.file.config.registry[finding.rule].rule)
            page = f"**{finding.rule}**: {docs.summary}\n\n{with_labels(docs.body)}"
            content = types.MarkupContent(types.MarkupKind.Markdown, page)
            return types.Hover(content, opened.range(finding.span))
    return None


def actions(
    opened: Opened, wanted: types.Range, only: Iterable[str] | None
) -> Iterator[types.CodeAction]:
    """Yield what can be done about the findings of a range, then about all of the text.

    Args:
        opened: the list.
        wanted: where the cursor or the selection is.
        only: the kinds of actions that are asked for; None for all.
    """
    start, end = opened.offset(wanted.start), opened.offset(wanted.end)
    if _is_wanted(types.CodeActionKind.QuickFix.value, only):
        here = [
            finding
            for finding in opened.found.findings
            if finding.span.start <= end and start <= finding.span.end
        ]
        for finding in here[:_MOST_FIXES]:
            yield from _fixes(opened, finding)
        for finding in here:
            yield from _suppressions(opened, finding)
    if _is_wanted(FIX_ALL, only) and any(
        finding.fix and finding.fix.safe for finding in opened.found.findings
    ):
        title = "Apply all safe fixes of awesomecheck"
        yield types.CodeAction(title=title, kind=FIX_ALL, data=opened.uri)


def _is_wanted(kind: str, only: Iterable[str] | None) -> bool:
    return only is None or any(kind == each or kind.startswith(f"{each}.") for each in only)


def _fixes(opened: Opened, finding: Finding) -> Iterator[types.CodeAction]:
    if finding.fix is not None and _is_verified(opened, finding):
        unsafe = "" if finding.fix.safe else " (may be wrong)"
        yield _quick(
            opened,
            finding,
            f"Fix: {finding.message}{unsafe}",
            opened.text_edits(finding.fix.edits),
            preferred=finding.fix.safe,
        )


def _is_verified(opened: Opened, finding: Finding) -> bool:
    """Return whether the fix of a finding alone changes only what it may, as for `--fix`."""
    verify = partial(unverified, opened.file)
    step = next_pass(opened.document, [finding], (), verify, unsafe=True)
    return step.done is not None


def _suppressions(opened: Opened, finding: Finding) -> Iterator[types.CodeAction]:
    """Yield the actions that turn a rule off: on the line, and for the folder."""
    document, rule = opened.document, finding.rule
    line = document.line_span(finding.span.start)
    if not (document.in_code(line.start) or document.in_html(line.start)):
        text = document.slice(line)
        end = line.start + len(text.rstrip())
        comment = f" <!-- awesomecheck-disable-line {rule} -->"
        if any(row.span.start == line.start for table in document.tables for row in table.rows):
            end -= text.rstrip().endswith("|")
            comment = f"{comment[1:]} "
        at = opened.position(end)
        edit = types.TextEdit(types.Range(at, at), comment)
        yield _quick(opened, finding, f"Suppress {rule} on this line", [edit])
    changes = _turned_off(opened, rule)
    if changes:
        yield types.CodeAction(
            title=f"Turn {rule} off in {_config_path(opened)}",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[_diagnostic(opened, finding)],
            edit=types.WorkspaceEdit(document_changes=changes),
        )


def _config_path(opened: Opened) -> Path:
    known = opened.file.config.path
    folder = opened.file.path.parent if opened.file.path else Path()
    return known or folder / CONFIG_NAMES[0]


def _turned_off(
    opened: Opened, rule: str
) -> list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile]:
    """Return the changes that turn a rule off in the configuration; none if they are unclear."""
    path = _config_path(opened)
    if opened.file.path is None or path.suffix not in (".yaml", ".yml"):
        return []
    uri = path.absolute().as_uri()
    text = path.read_text("utf-8") if path.is_file() else ""
    setting = f"  {rule}: off\n"
    key = _RULES_KEY.search(text)
    if f"{rule}:" in text or (key is None and "rules:" in text):
        return []
    line = text.count("\n", 0, key.end()) if key else text.count("\n")
    new = setting if key else f"rules:\n{setting}"
    if key is None and text and not text.endswith("\n"):
        line, new = line + 1, f"\n{new}"
    at = types.Position(line, 0)
    edit = types.TextDocumentEdit(
        types.OptionalVersionedTextDocumentIdentifier(uri),
        [types.TextEdit(types.Range(at, at), new)],
    )
    return [edit] if path.is_file() else [types.CreateFile(uri), edit]


def all_fixes(opened: Opened) -> types.WorkspaceEdit:
    """Return the verified changes of all safe fixes."""
    [fixed] = Run((opened.file,)).fix()
    return types.WorkspaceEdit(changes={opened.uri: list(_difference(opened, fixed.report))})


def _difference(opened: Opened, fixed: FileReport) -> Iterator[types.TextEdit]:
    """Yield what is different in the fixed text, line by line."""
    old = opened.document.text.splitlines(keepends=True)
    new = fixed.document.text.splitlines(keepends=True)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for tag, first, last, begin, stop in matcher.get_opcodes():
        if tag != "equal":
            span = Span(starts[first], starts[last])
            yield types.TextEdit(opened.range(span), "".join(new[begin:stop]))


def _quick(
    opened: Opened,
    finding: Finding,
    title: str,
    edits: list[types.TextEdit],
    *,
    preferred: bool = False,
) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(opened, finding)],
        is_preferred=preferred or None,
        edit=types.WorkspaceEdit(changes={opened.uri: edits}),
    )
