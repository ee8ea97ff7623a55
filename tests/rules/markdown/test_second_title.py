"""A second title."""

import pytest

from awesomecheck_rules.markdown.second_title import SecondTitle
from tests.rules.conftest import Check, fixed

SECTIONS = "# Awesome\n\n## Papers\n\n## Books\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Awesome\n",
        "no heading\n",
        "## Papers\n\n# Awesome\n\n## Books\n",
        # Level 1 for all sections.
        "# Awesome\n\n# Papers\n\n# Books\n",
        "# Papers\n\n## Images\n\n# Books\n\n## Images\n",
        # Level 1 for parts.
        SECTIONS + "# Resources\n\n## Tutorials\n\n## Courses\n",
        "# Awesome\n\n## Papers\n\n# Contribution\n\n# Licence\n",
        # In a quote or an item.
        SECTIONS + "> # Quoted\n",
        SECTIONS + "- # In an item\n",
        # A logo without text.
        '<h1><img src="logo.png"></h1>\n\n' + SECTIONS,
        "```\n# shell comment\n```\n\n" + SECTIONS,
    ],
)
def test_one_title_or_a_list_of_titles(check: Check, text: str) -> None:
    assert check(SecondTitle(), text) == []


def test_section_at_the_level_of_the_title(check: Check) -> None:
    text = SECTIONS + "# Contribution\n\nText.\n"
    (finding,) = findings = check(SecondTitle(), text)
    assert text[finding.span.start : finding.span.end] == "Contribution"
    assert finding.message == "second level 1 heading (the first is on line 1): use level 2"
    assert fixed(text, findings) == SECTIONS + "## Contribution\n\nText.\n"
    assert finding.fix is not None
    assert not finding.fix.safe


def test_title_in_html_and_one_in_markdown(check: Check) -> None:
    text = "<h1>Awesome</h1>\n\n# Contents\n\n## Papers\n\n## Books\n"
    (finding,) = check(SecondTitle(), text)
    assert text[finding.span.start : finding.span.end] == "Contents"
    assert finding.fix is None


def test_underlined_heading_has_no_fix(check: Check) -> None:
    (finding,) = check(SecondTitle(), SECTIONS + "Contribution\n===\n")
    assert finding.fix is None


def test_section_with_subsections_is_not_lowered_alone(check: Check) -> None:
    text = SECTIONS + "## Tools\n\n## More\n\n# Cite\n\n## BibTeX\n\n# Contact\n\n# Licence\n"
    assert [each.fix is not None for each in check(SecondTitle(), text)] == [False, True, True]
