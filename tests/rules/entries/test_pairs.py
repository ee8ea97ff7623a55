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


def test_a_quote_with_its_other_half_is_not_taken_alone() -> None:
    def line(n: int, opening: str = "", closing: str = "") -> str:
        return (
            f"- [2023/{1 + n % 12:02}] **{opening}Folding {TOOLS[n % 6].title()} {n}.{closing}**"
            f" *Ann Oak et al. arXiv.* [[paper](https://arxiv.org/abs/2301.{n:05})]\n"
        )

    text = "# Papers\n\n" + "".join(map(line, range(40))) + line(41, '"', '"') + line(42, "", '"')
    found = list(UnlikeTemplate().check(parse(Source.from_text(text))))
    assert [text.count("\n", 0, each.span.start) for each in found] == [43]
