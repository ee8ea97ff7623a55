"""Test rules: run the examples of their docstrings."""

from msgspec.structs import replace

from awesomecheck.document import parse
from awesomecheck.document.source import Source
from awesomecheck.engine.fix import apply
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.engine.registry import Registry, entry_points, load_rules
from awesomecheck.engine.repository_files import repository_files_of
from awesomecheck.engine.rule_docs import Example, rule_docs
from awesomecheck.facts.sources import facts_of
from awesomecheck.rules import Finding, Rule, SuppressionRule, rule_name


def check_examples(rule: type[Rule]) -> None:
    """Check the examples of a rule's docstring: call it in a test.

    The rule must report each `bad` example, must not report the `good` one, and if it has fixes,
    they must make the `good` one of the `bad` one.

    Args:
        rule: the class of the rule; it need not be installed.

    Raises:
        AssertionError: an example is not as it must be, or there is none.
    """
    name = rule_name(rule)
    examples = rule_docs(rule).examples
    if not examples:
        raise AssertionError(f"{name}: the docstring has no example")
    for number, example in enumerate(examples, 1):
        where = f"{name}, example {number}"
        found = findings(rule, example.bad, example)
        if not found:
            raise AssertionError(f"{where}: the `bad` text is not reported")
        good = replace(example, files=example.good_files)
        for finding in findings(rule, example.good, good):
            line = Source.from_text(example.good).position(finding.span.start).line
            raise AssertionError(
                f"{where}: line {line} of the `good` text is reported: {finding.message}"
            )
        fixed = _fixed(example.bad, found)
        if any(finding.fix for finding in found) and fixed != example.good:
            raise AssertionError(
                f"{where}: the fixed `bad` text is not the `good` one, but:\n{fixed}"
            )


def findings(rule: type[Rule], text: str, example: Example) -> list[Finding]:
    """Return what a rule reports in a text, with the options and link verdicts of an example.

    Raises:
        Exception: the one that the rule raises.
    """
    document = parse(Source.from_text(text))
    name = rule_name(rule)
    chosen: dict[str, type[Rule]] = {name: rule}
    known: Registry = load_rules(entry_points())
    if issubclass(rule, SuppressionRule):  # what it reports depends on the others
        chosen |= {other.name: other.rule for other in known.values()}
    rules = [
        ActiveRule(each, example.with_options(chosen[each]), chosen[each].severity)
        for each in chosen
    ]
    verdicts, files = example.verdicts(document), repository_files_of(dict(example.files))
    facts = facts_of(verdicts, dict(example.links), titles=None)
    result = run_rules(document, rules, known=known, verdicts=verdicts, files=files, facts=facts)
    for crash in result.crashes:
        raise crash.error
    return [finding for finding in result.findings if finding.rule == name]


def _fixed(text: str, found: list[Finding]) -> str:
    edits = [edit for finding in found if finding.fix for edit in finding.fix.edits]
    return apply(Source.from_text(text), edits).raw
