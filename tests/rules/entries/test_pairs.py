"""Fixes of `unlike-template` leave no bracket or mark of emphasis without its other half."""

import pytest

from awesomecheck.document import Source, parse
from awesomecheck_rules.entries.unlike_template import UnlikeTemplate
from tests.rules.conftest import fixed

TOOLS = ("ack", "bat", "cut", "dog", "eel", "fox")


@pytest.mark.parametrize(
    ("template", "line"),
    [
        (
            "- **[{name}]({url})**: {description}.",
            "- [{0}](https://{0}.example/) - Does {0} things.",
        ),
        (
            "- [{name}]({url}) - {description}.",
            "- **[{0}](https://{0}.example/)**: Does {0} things.",
        ),
        ("- [{name}]({url}): {description}.", "- **{0}** (https://{0}.example/) Does {0} things."),
        (
            "- `{name}` ([link]({url})): {description}.",
            "- [{0}](https://{0}.example/) Does things.",
        ),
    ],
)
def test_a_configured_template_breaks_no_pair(template: str, line: str) -> None:
    text = "# Tools\n\n" + "".join(line.format(name) + "\n" for name in TOOLS)
    rule = UnlikeTemplate(templates=(template,))
    problems = [each for each in rule.check(parse(Source.from_text(text))) if each.fix]
    result = fixed(text, problems)  # type: ignore[arg-type]
    for before, after in zip(text.splitlines(), result.splitlines(), strict=True):
        assert after.count("**") % 2 == before.count("**") % 2, after
        assert after.count("[") - after.count("]") == before.count("[") - before.count("]"), after


def test_a_template_that_most_entries_do_not_follow_has_no_safe_fix() -> None:
    lines = [f"- [{name}](https://{name}.example/) - Does things." for name in TOOLS]
    text = "# Tools\n\n" + "\n".join(lines) + "\n"
    rule = UnlikeTemplate(templates=("- [{name}]({url}): {description}.",))
    fixes = [each.fix for each in rule.check(parse(Source.from_text(text))) if each.fix]
    assert fixes
    assert not any(fix.safe for fix in fixes)
