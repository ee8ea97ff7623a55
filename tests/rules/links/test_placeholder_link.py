"""The rule `placeholder-link`."""

import pytest

from awesomecheck_rules.links.placeholder_link import PlaceholderLink
from tests.rules.conftest import Check


@pytest.mark.parametrize(
    ("link", "marked", "message"),
    [
        ("[code]()", "()", "empty link"),
        ("[code]( )", "[code]( )", "empty link"),
        ("[code](<>)", "[code](<>)", "empty link"),
        ('<a href="">code</a>', '""', "empty link"),
        ("![figure]()", "()", "empty link"),
        ("[code](#)", "#", "`#` is a placeholder"),
        ("[code](TODO)", "TODO", "`TODO` is a placeholder"),
        ("[code](todo)", "todo", "`todo` is a placeholder"),
        ("[code](link)", "link", "`link` is a placeholder"),
        ("[code](coming-soon)", "coming-soon", "`coming-soon` is a placeholder"),
        ("[code](<coming soon>)", "coming soon", "`coming soon` is a placeholder"),
        ("[code](coming%20soon)", "coming%20soon", "`coming%20soon` is a placeholder"),
        ("[code](xxx)", "xxx", "`xxx` is a placeholder"),
        ("[code](...)", "...", "`...` is a placeholder"),
        ("[code](https://)", "https://", "`https://` is a placeholder"),
        (
            "[code](https://github.com/)",
            "https://github.com/",
            "link to the home page of github.com",
        ),
        ("[[paper](http://arxiv.org)]", "http://arxiv.org", "link to the home page of arxiv.org"),
        (
            "[x](https://arxiv.org/abs/xxxx.xxxxx)",
            "https://arxiv.org/abs/xxxx.xxxxx",
            "`https://arxiv.org/abs/xxxx.xxxxx` is a placeholder",
        ),
        (
            "[x](https://openreview.net/forum?id=)",
            "https://openreview.net/forum?id=",
            "`https://openreview.net/forum?id=` is a placeholder",
        ),
        (
            "[x](https://github.com/username/repo)",
            "https://github.com/username/repo",
            "`https://github.com/username/repo` is a placeholder",
        ),
        (
            "[x](https://example.com/paper.pdf)",
            "https://example.com/paper.pdf",
            "`https://example.com/paper.pdf` is a placeholder",
        ),
    ],
)
def test_placeholders(check: Check, link: str, marked: str, message: str) -> None:
    text = f"# List\r\n\r\n* MAE {link}\r\n"
    [finding] = check(PlaceholderLink(), text)
    assert finding.message == f"{message}: add the URL or remove the link"
    assert finding.severity == "warning"
    assert text.replace("\r\n", "\n")[finding.span.start : finding.span.end] == marked
    assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        "[Back to top](#) [⬆](#) [↑ up](#)\n",
        "[![Stars](https://img.shields.io/stars.svg)](#)\n",
        "[![Stars](https://img.shields.io/stars.svg)]()\n",
        '<a href="#"><img src="https://img.shields.io/stars.svg"></a>\n',
        "See [TODO](TODO), [LICENSE](LICENSE) and [the notes](docs/todo) or [x](TODO.md).\n",
        "Hosted on [GitHub](https://github.com/), preprints from [arXiv](https://arxiv.org).\n",
        "[Org](https://github.com/vuejs/) [user](https://github.com/octocat)\n",
        "[x](https://openreview.net/forum?id=6xHJ37MVxxp)\n",
        "[tbd](https://github.com/lucasepe/tbd) [x](https://gobyexample.com)\n",
        "Ask www.example.com or <https://example.com> for it.\n",
        "`[code]()` and\n\n```\n* [Name](link)\n```\n\n<!-- [code]() -->\n",
        "## Contributing\n\nWrite\n\n* [Name](link): what it is\n",
        "[x](#todo) [y](todo/) [z](mailto:todo@a.org)\n",
    ],
)
def test_what_is_meant(check: Check, text: str) -> None:
    assert not check(PlaceholderLink(), text)


def test_in_tables(check: Check) -> None:
    text = "| Name | Code |\n|--|--|\n| MAE | [code]() |\n"
    [finding] = check(PlaceholderLink(), text)
    assert text[finding.span.start : finding.span.end] == "()"


@pytest.mark.parametrize(
    "sample",
    [
        "Format: [short - title - venue](link)[[code](url)]\n",
        "Please follow this format:\n\n- **Title.** [[pdf]](link) [[code]](url)\n",
        "论文格式：[题目](link) [[代码]](url)\n",
        'Please consider our "style guide":\n\n- **A title.** [[pdf]](link-to-paper)\n',
    ],
)
def test_a_line_that_shows_the_format_of_entries_is_meant(check: Check, sample: str) -> None:
    assert not check(PlaceholderLink(), sample)
    assert check(PlaceholderLink(), sample + "\n## Papers\n\n- **Doors.** [[pdf]](link)\n")


@pytest.mark.parametrize(
    "text",
    [
        "- Formats of Doors: A Survey [[code]](url)\n",
        "## Examples:\n\n- Doors [[code]](url)\n",
        "- Doors [[paper]](https://example.edu/a) example: [b](url)\n",
    ],
)
def test_the_word_format_in_an_entry_shows_none(check: Check, text: str) -> None:
    assert len(check(PlaceholderLink(), text)) == 1
