"""Markdown that a block above takes in."""

import pytest

from awesomecheck_rules.markdown.swallowed_markdown import SwallowedMarkdown
from tests.rules.conftest import Check

ENTRY = "- [tar](https://tar.example/) - Packs files.\n"
IN_HTML = "Markdown inside HTML is shown as plain text: add a blank line before it"


def messages(check: Check, text: str) -> list[tuple[str, str]]:
    return [
        (text[each.span.start : each.span.end], each.message)
        for each in check(SwallowedMarkdown(), text)
    ]


@pytest.mark.parametrize("fence", ["```", "~~~~", "``` sh", "  ```"])
def test_a_fence_that_is_never_closed(check: Check, fence: str) -> None:
    text = f"# List\n\n{fence}\nmake\n\n## Tools\n\n{ENTRY}"
    message = "code fence is never closed: all below it is shown as code"
    assert messages(check, text) == [(fence.strip(), message)]
    closed = fence.strip().split()[0]
    assert messages(check, text.replace("make\n", f"make\n{closed}\n")) == []


def test_a_fence_at_the_end_takes_in_nothing(check: Check) -> None:
    assert messages(check, f"# List\n\n{ENTRY}\n```\nmake\n") == []
    assert messages(check, f"# List\n\n```md\n{ENTRY}```\n") == []


def test_a_comment_that_is_never_closed(check: Check) -> None:
    text = f"# List\n\n<!-- to do\n\n## Tools\n\n{ENTRY}"
    message = "comment is never closed: all below it is hidden"
    assert messages(check, text) == [("<!-- to do", message)]
    assert messages(check, text.replace("to do", "to do -->")) == []
    assert messages(check, f"# List\n\n<!--\n{ENTRY}-->\n") == []


@pytest.mark.parametrize("above", ["<details><summary>Tools</summary>", "<br>", "</div>"])
@pytest.mark.parametrize("line", ["## Tools", ENTRY.strip(), "| [tar](https://tar.example) | C |"])
def test_markdown_right_below_html(check: Check, above: str, line: str) -> None:
    assert messages(check, f"# List\n\n{above}\n{line}\n{line}\n") == [(line, IN_HTML)]
    assert messages(check, f"# List\n\n{above}\n\n{line}\n") == []


@pytest.mark.parametrize(
    "html",
    [
        f"<pre>\n## Tools\n{ENTRY}</pre>",
        f"<div>\n<!--\n{ENTRY}-->\n</div>",
        "<p align=center>\n  <b>1. Tools</b> - and more\n</p>",
        "<table>\n<tr><td>a | b</td></tr>\n</table>",
    ],
)
def test_what_is_meant_as_it_is(check: Check, html: str) -> None:
    assert messages(check, f"# List\n\n{html}\n") == []


def test_a_quote_right_below_html(check: Check) -> None:
    html = '<img src="tar.png" alt="tar">'
    assert messages(check, f"## tar\n{html}\n> Packs files.\n") == [("> Packs files.", IN_HTML)]
    for right in (
        f"## tar\n{html}\n\n> Packs files.\n",
        f"## tar\n\n> {html}\n> Packs files.\n",
        f"## tar\n\n- > {html}\n  > Packs files.\n",
        '<a href="tar.png"\n> Packs files.</a>\n',
    ):
        assert messages(check, right) == []


INDENTED = "shown as code, not as text: indent it like the others"
OTHERS = "".join(f"- **[tool {n}](https://t{n}.example/)** - Does.\n" for n in range(3))


def test_entries_that_are_code(check: Check) -> None:
    code = (
        "    - **[tar](https://tar.example/)**\n      Packs.\n\n    - [zip](https://z.example/)\n"
    )
    first = "- **[tar](https://tar.example/)**"
    assert messages(check, f"## One\n\n{OTHERS}\n## Two\n\n{code}") == [(first, INDENTED)]
    for meant in (
        f"## Two\n\n{code}",  # nothing else is written so
        f"## One\n\n{OTHERS}\n## Two\n\nAdd a tool so:\n\n{code}",
        f"## One\n\n{OTHERS}\n## Two\n\nWe use this format.\n\n{code}",
        f"## One\n\n{OTHERS}\n## Contributing\n\n{code}",
        f"## One\n\n{OTHERS}\n## Two\n\n    cd tools\n{code}",
        f"## One\n\n{OTHERS}\n## Two\n\n```\n{code}```\n",
        f"## One\n\n{OTHERS}\n## Two\n\n    - [name](url) - Description.\n",
        f"## One\n\n{OTHERS}\n{code}",  # nested in the last item
    ):
        assert messages(check, meant) == []


PAPER = "{n}. **A Paper.** 2020. [paper](https://p{n}.example/)\n\n    *Jane Doe, Min Li.*\n\n"


def test_authors_that_are_code(check: Check) -> None:
    papers = "".join(PAPER.format(n=n) for n in range(1, 4))
    apart = "4. **A Paper.** 2020.\n\n[paper](https://p4.example/)\n\n    *Jo Kim, Ida Moe.*\n"
    assert messages(check, papers + apart) == [("*Jo Kim, Ida Moe.*", INDENTED)]
    assert messages(check, papers + apart.replace("    *", "*")) == []
    assert messages(check, papers + apart.replace("*Jo", "Jo")) == []
    assert messages(check, apart) == []
    assert messages(check, papers + "## More\n\n    *ptr = *other;\n") == []
