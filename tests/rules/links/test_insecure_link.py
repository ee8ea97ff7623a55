"""The rule `insecure-link`."""

import tracemalloc

import pytest

from awesomecheck_rules.links.insecure_link import InsecureLink
from tests.rules.conftest import Check, fixed


@pytest.mark.parametrize(
    "url",
    [
        "arxiv.org/abs/2111.06377",
        "www.github.com/a/b",
        "gist.github.com/a/1",
        "dx.doi.org/10.1/x",
        "en.wikipedia.org/wiki/X",
        "someone.github.io/page/",
        "some-tool.dev",
        "www.youtube.com/watch?v=x",
        "proceedings.mlr.press/v119/x.pdf",
    ],
)
def test_a_host_known_to_support_https(check: Check, url: str) -> None:
    text = f"* [x](http://{url})\n"
    findings = check(InsecureLink(), text)
    assert [text[each.span.start : each.span.end] for each in findings] == ["http"]
    assert findings[0].url == f"http://{url}"
    assert findings[0].message.startswith("use https: ")
    assert findings[0].fix is not None
    assert findings[0].fix.safe
    assert fixed(text, findings) == f"* [x](https://{url})\n"


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2111.06377",
        "http://example-university.edu/~me",
        "http://arxiv.org.evil.net/abs/2111.06377",
        "http://notgithub.com/a",
        "http://localhost/x",
        "http://github.com:8080/a/b",
        "http://a.b.github.io/",
        "http:arxiv.org",
        "#http",
    ],
)
def test_what_is_left_alone(check: Check, url: str) -> None:
    assert not check(InsecureLink(), f"* [x]({url})\n")


def test_the_scheme_that_github_adds_to_a_bare_address_is_not_reported(check: Check) -> None:
    assert not check(InsecureLink(), "See www.github.com for more.\n")


def test_code_is_left_alone(check: Check) -> None:
    assert not check(InsecureLink(), "`[x](http://arxiv.org)`\n\n```\nhttp://arxiv.org\n```\n")


def test_a_host_that_the_list_itself_links_to_over_https(check: Check) -> None:
    secure = "".join(f"* [{n}](https://www.red-gate.com/{n})\n" for n in range(3))
    findings = check(InsecureLink(), secure + "* [x](http://www.red-gate.com/x)\n")
    assert [each.message for each in findings] == ["use https: 3 other links to red-gate.com do"]
    assert findings[0].fix is not None
    assert not findings[0].fix.safe


def test_two_links_over_https_are_too_few(check: Check) -> None:
    secure = "".join(f"* [{n}](https://red-gate.com/{n})\n" for n in range(2))
    assert not check(InsecureLink(), secure + "* [x](http://red-gate.com/x)\n")


def test_html_images_references_and_bare_addresses(check: Check) -> None:
    text = (
        '<a href="http://arxiv.org/a">x</a> ![y](HTTP://arxiv.org/b) http://arxiv.org/c [z]\r\n'
        "\r\n[z]: http://arxiv.org/d\r\n"
    )
    findings = check(InsecureLink(), text)
    assert sorted(each.url or "" for each in findings) == [
        "HTTP://arxiv.org/b",
        "http://arxiv.org/a",
        "http://arxiv.org/c",
        "http://arxiv.org/d",
    ]
    normal = text.replace("\r\n", "\n")
    assert "http:" not in fixed(normal, findings).lower()


def test_a_host_of_very_many_labels_takes_no_more_memory_than_the_list(check: Check) -> None:
    text = f"* [x](http://{'a.' * 5_000}dev.example/)\n"
    tracemalloc.start()
    try:
        assert not check(InsecureLink(), text)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
