"""What is taken for a table of contents, and what is not."""

import pytest

from awesomecheck.document import Contents, Source, parse


def contents(text: str) -> list[Contents]:
    return list(parse(Source.from_text(text)).contents)


def entries(text: str) -> list[tuple[str, str, int]]:
    """Text, URL and depth of all entries of the only contents."""
    (found,) = contents(text)
    return [(item.link.text, item.link.url, item.depth) for item in found.items]


def test_a_list_of_in_page_links_is_one_whatever_stands_above_it() -> None:
    text = "**Was es gibt**\n\n- [A](#a)\n  - [B](#b)\n- [C](#c)\n\n## A\n"
    assert entries(text) == [("A", "#a", 0), ("B", "#b", 1), ("C", "#c", 0)]
    (found,) = contents(text)
    assert found.form == "list"
    assert text[found.span.start : found.span.end] == "- [A](#a)\n  - [B](#b)\n- [C](#c)"


@pytest.mark.parametrize(
    "text",
    [
        "- [A](https://a.example/)\n- [B](https://b.example/)\n",
        "- [A](#a)\n",
        "- [A](#a)\n- [A again](#a)\n",
        "- [Back](#top)\n- [Up](#readme)\n- [Away](#)\n",
        "- See [A](#a) for more\n- and then [B](#b)\n",
        "- [A](#a)\n- [X](https://x.example/)\n- [Y](https://y.example/)\n- [B](#b)\n",
        "[A](#a) and [B](#b) in a paragraph\n",
        "    - [A](#a)\n    - [B](#b)\n",
        "| Task | Read |\n|---|---|\n| Read on in [A](#a) | x |\n| Read on in [B](#b) | y |\n",
        "- ![A](#a)\n- ![B](#b)\n",
        "",
    ],
)
def test_other_lists_are_none(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "- 📚 [A](#a)",
        "- :books: [A](#a)",
        "- **[A](#a)**",
        "- 1.2 [A](#a)",
        "- [ ] [A](#a)",
        "- <b>[A](#a)</b>",
        '- <img src="a.png"> [A](#a)',
        "- ![icon](a.png) [A](#a)",
        "- [A](#a) (12)",
        "- [A](#a) - what stands in A",
        '- <a href="#a">A</a>',
        "1. [A](#a)",
    ],
)
def test_marks_before_the_link_and_words_after_it_do_no_harm(line: str) -> None:
    assert entries(f"{line}\n{line.replace('#a', '#b')}\n") == [("A", "#a", 0), ("A", "#b", 0)]


def test_items_without_a_link_group_what_stands_under_them() -> None:
    text = "- Methods\n  - [A](#a)\n- Other\n  - [B](#b)\n"
    assert entries(text) == [("A", "#a", 1), ("B", "#b", 1)]


def test_lists_of_one_section_are_one_contents() -> None:
    text = "## Contents\n\n**One**\n\n- [A](#a)\n- [B](#b)\n\n**Two**\n\n- [C](#c)\n- [D](#d)\n"
    (found,) = contents(text)
    assert [item.link.url for item in found.items] == ["#a", "#b", "#c", "#d"]


def test_each_section_has_its_own() -> None:
    text = "- [A](#a)\n- [B](#b)\n\n## A\n\n- [X](#x)\n- [Y](#y)\n\n### X\n"
    assert [found.section.path for found in contents(text)] == [(), ("A",)]


def test_a_table() -> None:
    text = "| | |\n|---|---|\n| [A](#a) | [B](#b) |\n| [C](#c) | |\n"
    (found,) = contents(text)
    assert found.form == "table"
    assert [item.link.url for item in found.items] == ["#a", "#b", "#c"]


def test_a_list_inside_details() -> None:
    text = "<details>\n<summary>Contents</summary>\n\n- [A](#a)\n- [B](#b)\n\n</details>\n"
    assert entries(text) == [("A", "#a", 0), ("B", "#b", 0)]


HTML = """\
<details>
  <summary>Table of Contents</summary>
  <ol>
    <!-- <li><a href="#gone">Gone</a></li> -->
    <li><a href="#a">A</a>
      <ul>
        <li>🔤 <a href="#b">B</a></li>
      </ul>
    </li>

  <li><a href="#c">C</a></li>
  </ol>
</details>
"""


def test_a_list_in_raw_html() -> None:
    (found,) = contents(HTML)
    assert found.form == "html"
    rows = [(item.link.text, item.link.url, item.depth, item.item) for item in found.items]
    assert rows == [("A", "#a", 0, None), ("B", "#b", 1, None), ("C", "#c", 0, None)]


def test_a_list_in_raw_html_that_leads_elsewhere_is_none() -> None:
    assert contents(HTML.replace('"#', '"https://a.example/')) == []


def test_in_crlf_and_after_a_byte_order_mark() -> None:
    text = "\ufeff- [A](#a)\r\n- [B](#b)\r\n"
    assert entries(text) == [("A", "#a", 0), ("B", "#b", 0)]


def test_a_long_stretch_of_marks_is_read_once() -> None:
    assert contents(f"- {':1' * 5000} [A](#a)\n- {'<' * 5000} [B](#b)\n") == []
