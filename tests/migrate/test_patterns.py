"""Patterns of other tools mean the same with us, or are not carried over."""

from datetime import date
import re

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck.links.checker import Ignore, LinkSettings, Network
from awesomecheck.links.plan import make_plan
from awesomecheck.links.services import services
from awesomecheck.migrate.patterns import Dialect, NotCarriedError, containing, expression


def ignored(pattern: str, url: str) -> bool:
    settings = LinkSettings(ignore=(Ignore(pattern, "why"),))
    plan = make_plan([url], settings, services(Network()), date(2026, 1, 1))
    return url in plan.decided and plan.decided[url].reason == "ignored"


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("gph.is", "*gph.is*"),
        ("a[1]*?", "*a[[]1][*][?]*"),
        ("https://Example.org/A", "*https://Example.org/A*"),
        ("Foo/Bar", "/Foo/Bar/"),
        ("Foo.Bar", r"/Foo\.Bar/"),
    ],
)
def test_a_text_is_a_glob_where_a_glob_says_it(text: str, pattern: str) -> None:
    assert containing(text) == pattern


_PATH = st.text("abAB.*[]?/-!\\", max_size=6)


@given(text=st.text("abAB.*[]?/-!\\", min_size=1, max_size=4), path=_PATH)
def test_a_text_is_found_exactly_where_it_stands(text: str, path: str) -> None:
    url = f"https://b.example/{path}"
    assert ignored(containing(text), url) == (text in url)


SHARED = [
    (r"^https://www\.linkedin\.com", "https://www.linkedin.com/in/x", True),
    (r"^https://www\.linkedin\.com", "https://a.example/?u=https://www.linkedin.com", False),
    ("example.com", "https://example-com.example/", True),
    (r"\.(com|org)/?$", "https://a.example.com", True),
    (r"[^a-z0-9]{2,}x", "https://a.example/--x", True),
    (r"https?:\/\/(?:a|b)\.example\/\d+$", "http://b.example/12", True),
    (r"https?:\/\/(?:a|b)\.example\/\d+$", "http://c.example/12", False),
    (r"a.*?b", "https://xaxxb.example/", True),
    (r"/[\w.-]+\.pdf", "https://a.example/some-file.v2.pdf", True),
    ("https://example.org/", "https://example.org", True),
    ("", "https://a.example/", True),
]


@pytest.mark.parametrize("dialect", ["Rust", "JavaScript"])
@pytest.mark.parametrize(("written", "url", "found"), SHARED)
def test_an_expression_of_all_dialects_stays(
    written: str, url: str, found: bool, dialect: Dialect
) -> None:
    assert expression(written, dialect) == f"/{written}/"
    assert ignored(expression(written, dialect), url) == found


def test_what_one_dialect_alone_has_in_common_with_ours() -> None:
    assert expression("^(?!https)", "JavaScript") == "/^(?!https)/"
    assert expression("{{BASEURL}}", "JavaScript") == "/{{BASEURL}}/"
    assert expression("(?i)linkedin", "Rust") == "/(?i)linkedin/"


@pytest.mark.parametrize(
    "written",
    [
        "a++",  # twice repeated to Rust, without a way back to Python
        "a**",
        "*.example.com",
        "a{,3}",
        "a{2}{3}",
        "[a-z&&[^b]]",
        "[[:alpha:]]",
        "[a--b]",
        "[]",
        "[z-a]",
        r"\p{L}",
        r"\x41",
        r"\<a",
        r"\1(a)",
        "(?P<name>a)",
        "(?<name>a)",
        "(?x) a",
        "(?>a)",
        "(",
        "a)",
        "a\\",
        "a{99999999999}",
        "tab\there",
        "\u202e",
        "a" * 1_001,
    ],
)
@pytest.mark.parametrize("dialect", ["Rust", "JavaScript"])
def test_what_may_mean_something_else_is_not_carried_over(written: str, dialect: Dialect) -> None:
    with pytest.raises(NotCarriedError):
        expression(written, dialect)


def test_a_glob_is_no_expression() -> None:
    with pytest.raises(NotCarriedError, match="nothing to repeat"):
        expression("*.zip", "JavaScript")


@pytest.mark.parametrize("written", ["(?=a)", "(?!a)", "(?<=a)b", "{", "(a+)+$", "(?:(a*)b){2,}"])
def test_what_rust_lacks_or_python_takes_for_ever_is_not_carried_over(written: str) -> None:
    with pytest.raises(NotCarriedError):
        expression(written, "Rust")


@given(written=st.text(r"ab.*+?{}()[]|\^$-&,1 dW<:!=~", max_size=12))
def test_no_expression_is_carried_over_that_ours_does_not_read(written: str) -> None:
    for dialect in ("Rust", "JavaScript"):
        try:
            pattern = expression(written, dialect)
        except NotCarriedError:
            continue
        found = re.search(pattern[1:-1], "https://a.example/")
        assert ignored(pattern, "https://a.example/") == bool(found)
