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


_NAMED = """\
[One](#{link})

<a name="deep"></a>
## Deep
## Wide

<a {tag}></a>

## {heading}
"""


@pytest.mark.parametrize("tag", ['name="deep"', "id='deep'", 'name="user-content-deep"'])
def test_a_second_tag_of_a_name_that_links_have(check: Check, tag: str) -> None:
    text = _NAMED.format(link="deep-nets", tag=tag, heading="Deep nets")
    assert check(DuplicateHeading(), text) == []
    text = text.replace("## Deep\n", "## Deep papers\n").replace("#deep-nets", "#deep")
    (finding,) = check(DuplicateHeading(), text)
    assert finding.message == (
        "the anchor `#deep` is also on line 3, where links to it lead: give this one another name"
    )
    assert text[finding.span.start : finding.span.end].startswith("<a ")
    assert finding.span.start > text.index("## Wide")


@pytest.mark.parametrize(
    "text",
    [
        '[a](#x)\n\n<a id="x" name="x"></a>\n## One\n\n## Two\n',  # one tag
        '[a](#x)\n\n<a id="x"></a>\n## One <a name="x"></a>\n\n## Two\n',  # one heading
        '[a](#one)\n\n<a id="one"></a>\n## One\n\n## Two\n',  # the heading's own anchor
        '[a](#y)\n\n<a id="x"></a>\n## One\n\n<a id="x"></a>\n## Two\n',  # no link
        '[a](#x)\n\n<a id="x"></a>\n## One\n\nText <a id="x"></a> more\n',  # no heading
    ],
)
def test_tags_whose_name_is_no_trouble(check: Check, text: str) -> None:
    assert check(DuplicateHeading(), text) == []
