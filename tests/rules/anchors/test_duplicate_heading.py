"""Two headings with the same text in one section."""

import pytest

from awesomecheck_rules.anchors.duplicate_heading import DuplicateHeading
from tests.rules.conftest import Check


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n## B\n\n## C\n",
        # In different sections.
        "# A\n\n## Tools\n\n# B\n\n## Tools\n",
        "## A\n\n### A\n",
        # Similar anchors, but different texts.
        "# A\n\n## C\n\n## C++\n\n## C#\n",
        # Years, and headings repeated in many sections.
        "# A\n\n## 2024\n\n## B\n\n## 2024\n",
        "# A\n\n## German\n\n## Tools\n\n## French\n\n## Tools\n\n## Dutch\n\n## Tools\n",
        "# A\n\n## German\n\n## Tools\n\n## Data\n\n## French\n\n## Tools\n\n## Data\n",
        # Not a section.
        "# A\n\n## B\n\n> ## B\n",
        "```\n# A\n# A\n```\n",
    ],
)
def test_headings_that_are_right(check: Check, text: str) -> None:
    assert check(DuplicateHeading(), text) == []


@pytest.mark.parametrize(
    "second", ["## Web Sockets", "## web  sockets ##", "<h2>Web Sockets</h2>"]
)
def test_the_second_is_reported_with_the_line_of_the_first(check: Check, second: str) -> None:
    text = f"# A\n\n## Web Sockets\n\n## B\n\n{second}\n"
    (finding,) = check(DuplicateHeading(), text)
    shown = "web sockets" if "web" in second else "Web Sockets"
    assert finding.message == f'duplicate heading "{shown}" (also on line 3): merge or rename one'
    assert text[finding.span.start : finding.span.end].casefold().split() == ["web", "sockets"]
    assert finding.span.start > text.index("## B")
    assert finding.severity == "warning"


def test_without_a_title(check: Check) -> None:
    (finding,) = check(DuplicateHeading(), "\ufeff## Aaa\r\n\r\n## Bbb\r\n\r\n## Aaa\r\n")
    assert finding.message == 'duplicate heading "Aaa" (also on line 1): merge or rename one'
    assert (finding.span.start, finding.span.end) == (19, 22)


def test_a_few_in_a_long_list(check: Check) -> None:
    names = [f"Topic {chr(97 + n)}" for n in range(26)]
    text = "\n\n".join(f"## {name}" for name in [*names, names[3], names[5]])
    assert len(check(DuplicateHeading(), text)) == 2
