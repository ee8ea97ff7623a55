"""Links without a text, or with the URL of another link as text."""

import pytest

from awesomecheck_rules.links.empty_link_text import EmptyLinkText
from tests.rules.conftest import Check, fixed


@pytest.mark.parametrize(
    "link",
    ["[](https://oar.org)", "[ ](https://oar.org)", "[\u200b](https://oar.org)", "[](oars.md)"],
)
def test_a_link_without_text(check: Check, link: str) -> None:
    [finding] = check(EmptyLinkText(), f"- {link} - Text.\n")
    assert finding.message == "link without text: add its name"
    assert finding.fix is None


def test_a_line_of_the_contents_without_text(check: Check) -> None:
    lines = "".join(f"- [{name}](#{name.lower()})\n" for name in ("Oars", "Sails", "Ropes"))
    sections = "\n## Oars\n\n## Sails\n\n## Ropes\n"
    [finding] = check(EmptyLinkText(), lines.replace("[Sails]", "[]") + sections)
    assert finding.url == "#sails"
    assert check(EmptyLinkText(), f"[](#sails)\n\n{lines}{sections}") == []


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/oar/oar",
        "https://github.com/oar/oar/tree/main/docs",
        "https://arxiv.org/abs/2103.01234",
        "https://openreview.net/forum?id=oar",
    ],
)
def test_an_image_of_a_page(check: Check, url: str) -> None:
    text = f"- ![Oar]({url}) - Text.\n"
    [finding] = check(EmptyLinkText(), text)
    assert finding.message == "`!` makes this link an image, but the URL is a page: remove the `!`"
    assert fixed(text, [finding]) == f"- [Oar]({url}) - Text.\n"


@pytest.mark.parametrize(
    "image",
    ["[![Oar](https://github.com/oar/oar)](https://oar.org)", "![](https://github.com/oar/oar)"],
)
def test_an_image_of_a_page_that_is_no_link(check: Check, image: str) -> None:
    [finding] = check(EmptyLinkText(), image)
    assert finding.message == (
        "`!` makes this link an image, but the URL is a page: use the URL of an image"
    )
    assert finding.fix is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://oar.example.org", "https://sail.example.org"),
        ("www.oar.net", "https://sail.com/oar"),
        ("https://github.com/oar/oar", "https://github.com/oar/sail"),
        ("https://arxiv.org/abs/2103.01234", "https://arxiv.org/abs/2103.01235"),
    ],
)
def test_a_text_that_is_another_url(check: Check, text: str, url: str) -> None:
    [finding] = check(EmptyLinkText(), f"- [{text}]({url})\n")
    assert finding.message == f"the text is another URL than the link, `{url}`: correct one"


@pytest.mark.parametrize(
    "text",
    [
        "[]()",  # placeholder-link
        "[](#oars)",
        "[![](oar.png)](https://oar.org)",
        "[<i class=oar></i>](https://oar.org)",
        '<a href="https://oar.org"></a>',
        "![Oar](https://github.com/oar/oar/raw/main/oar.png)",
        "![Oar](https://github.com/oar/oar/assets/1/2)",
        "![Oar](https://github.com/user-attachments/assets/1)",
        "![Oar](https://github.com/oar/oar/workflows/ci/badge.svg)",
        "[https://oar.org](http://www.oar.org/)",
        "[https://oar.org](https://docs.oar.org/en)",
        "[https://oarlock.org](https://oarlock.io)",
        "[https://oarlock.github.io](https://github.com/oarlock/site)",
        "[https://oar.org/a](https://web.archive.org/web/2020/https://oar.org/a)",
        "[https://doi.org/10.1000/1](https://sail.com/1)",
        "[https://bit.ly/oar](https://sail.com/1)",
        "[https://oar.org/a…](https://sail.com/1)",
        "[https://arxiv.org/pdf/2103.01234](https://arxiv.org/abs/2103.01234)",
        "[the site https://oar.org](https://sail.com)",
        "<https://oar.org> https://oar.org",
    ],
)
def test_links_that_say_where_they_lead(check: Check, text: str) -> None:
    assert not check(EmptyLinkText(), f"- {text} - Text.\n")
