"""Headings that skip a level."""

import pytest

from awesomecheck_rules.markdown.skipped_heading_level import SkippedHeadingLevel
from tests.rules.conftest import Check


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A\n## B\n### C\n# D\n## E\n",
        "### C\n# A\n## B\n",
        # Level 2 is used nowhere, or hardly anywhere.
        "# A\n### B\n### C\n",
        "# A\n" + "### B\n" * 40 + "## C\n",
        # Half of the time.
        "# A\n### B\n# C\n### D\n# E\n## F\n# G\n## H\n",
        # HTML headings are not reported, but count as a level.
        "# A\n<h3>tagline</h3>\n\n## B\n",
        "## X\n# A\n<h3>tagline</h3>\n\n#### B\n",
        # In a quote or in code.
        "# A\n## B\n> #### C\n",
        "# A\n## B\n```\n#### C\n```\n",
    ],
)
def test_no_level_skipped(check: Check, text: str) -> None:
    assert check(SkippedHeadingLevel(), text) == []


def test_a_level_skipped(check: Check) -> None:
    text = "# A\n\n## B\n\n#### C\n\n#### D\n\n### E\n"
    (finding,) = check(SkippedHeadingLevel(), text)
    assert text[finding.span.start :].startswith("#### C")
    assert text[finding.span.start : finding.span.end] == "####"
    assert finding.message == "heading of level 4 after level 2: use level 3"
    assert finding.fix is None


def test_names_the_level_that_the_list_uses(check: Check) -> None:
    (finding,) = check(SkippedHeadingLevel(), "# A\n\n#### B\n\n### C\n\n#### D\n")
    assert finding.message == "heading of level 4 after level 1: use level 3"
