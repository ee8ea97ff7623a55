"""What the answers of a visit say about a link."""

from pathlib import Path
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
import pytest

import awesomecheck
from awesomecheck.links.answers import Answer, Fault
from awesomecheck.links.html import HtmlPage
from awesomecheck.links.pages import page_verdict
from awesomecheck.links.visit import Visit
from awesomecheck.rules import Reason

URL = "https://example.org/a/page"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(title: str = "A page", body: str = "", status: int = 200, **headers: str) -> Answer:
    text = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return Answer(URL, status, {**HTML, **headers}, text.encode(), whole=True)


def led(to: str, *statuses: int, end: int = 200) -> Visit:
    hops = tuple(Answer(URL, status, {}) for status in statuses)
    return Visit(hops, Answer(to, end, HTML, b"<p id=part>", whole=True), to)


def state(visit: Visit, url: str = URL, fragment: str = "") -> tuple[str, str]:
    verdict = page_verdict(url, fragment, visit)
    return verdict.state, verdict.reason


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, ("alive", "ok")),
        (204, ("alive", "ok")),
        (404, ("dead", "not-found")),
        (410, ("dead", "gone")),
        (400, ("unsure", "http-error")),
        (401, ("unsure", "login-required")),
        (403, ("unsure", "blocked")),
        (405, ("unsure", "http-error")),
        (429, ("unsure", "rate-limited")),
        (451, ("unsure", "legal")),
        (500, ("unsure", "server-error")),
        (503, ("unsure", "server-error")),
        (999, ("unsure", "blocked")),
        (304, ("unsure", "bad-answer")),
    ],
)
def test_statuses(status: int, expected: tuple[str, str]) -> None:
    assert state(Visit((), page(status=status), URL)) == expected


def test_no_answer_is_no_evidence() -> None:
    assert state(Visit((), Fault("timeout", "No answer."), URL)) == ("unsure", "timeout")


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((301,), ("moved", "moved-permanently")),
        ((308, 301), ("moved", "moved-permanently")),
        ((302,), ("alive", "redirected")),
        ((307,), ("alive", "redirected")),
        ((301, 302), ("alive", "redirected")),
    ],
)
def test_redirects(statuses: tuple[int, ...], expected: tuple[str, str]) -> None:
    assert state(led("https://example.org/b/page", *statuses)) == expected


def test_redirect_to_nowhere_is_dead() -> None:
    assert state(led("https://example.org/b", 301, end=404)) == ("dead", "not-found")


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("https://example.org/", "front-page"),
        ("https://example.org/index.html", "front-page"),
        ("https://example.org/en/", "front-page"),
        ("https://www.example.org/en-us", "front-page"),
        ("https://other.example/", "elsewhere"),
        ("https://example.org/login?next=/a/page", "login-required"),
        ("https://accounts.example.org/x", "login-required"),
        ("https://accounts.other.example/signin?hd=example.org", "login-required"),
        ("https://example.org/users/sign_in", "login-required"),
        ("https://consent.example.org/m?continue=x", "consent-required"),
        ("https://example.org/cookie-consent", "consent-required"),
        ("https://example.org/challenge?redirect=x", "blocked"),
        ("https://example.org/unsupported-browser", "blocked"),
        ("https://example.org/unsupported_browser.html", "blocked"),
        ("https://example.org/unusual-traffic", "blocked"),
        ("https://example.org/cookies-not-supported", "blocked"),
        ("https://example.org/action/cookieAbsent", "blocked"),
        ("https://example.org/404.html", "soft-404"),
        ("https://example.org/errors/not-found", "soft-404"),
    ],
)
@pytest.mark.parametrize("status", [301, 302])
def test_redirects_to_another_page_than_was_meant(to: str, reason: str, status: int) -> None:
    assert state(led(to, status)) == ("unsure", reason)


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("http://example.org/", "https://www.example.org/"),
        ("https://example.org/en/", "https://example.org/"),
        ("https://user.github.io/project", "https://project.example/"),
        ("https://bit.ly/abc", "https://project.example/"),
        ("https://tool.example/", "https://github.com/owner/tool.example"),
        ("https://tool.example/a", "https://www.tool.example/sites/tool.example/a"),
        ("https://tool.example/a", "https://www.tool.example/a?domain=tool.example"),
        ("https://example.org/login", "https://example.org/account/login"),
        ("https://example.org/blog/login", "https://example.org/blog/login/"),
        ("https://example.org/a", "https://example.org/?page=a"),
        ("https://example.org/a", "https://example.org/go"),
        ("http://example.org/a", "http://example.org/b"),
        ("https://example.org/a?lang=en", "https://example.org/b?lang=en"),
        ("https://example.org/en/a", "https://example.org/en/b"),
        ("https://example.org/en/a", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/docs/a"),
    ],
)
def test_redirects_that_are_meant(url: str, to: str) -> None:
    assert state(led(to, 301), url)[0] == "moved"


@pytest.mark.parametrize(
    "to",
    [
        URL,
        "https://example.org/page;jsessionid=0A1B2C",
        "https://example.org/page?PHPSESSID=0a1b2c",
        "https://example.org/page?utm_source=redirect",
        "https://example.org/a/page?cookieSet=1",
        "https://example.org/en/a/page",
        "https://www.example.org/de-DE/a/page/",
        "https://example.org/a/page?lang=en",
        "https://en.example.org/a/page",
        "http://example.org/a/page",
        "http://example.org/b/page",
    ],
)
def test_redirects_that_are_not_for_everybody(to: str) -> None:
    assert state(led(to, 301)) == ("alive", "redirected")


@pytest.mark.parametrize(
    "title",
    ["404", "404 | Site", "404: this page could not be found", "404 Error", "404 Not Found",
     "Error 404", "Error 404 - Site", "Page not found · GitHub Pages", "Page Not Found | Site",
     "Not Found", "Oops! That page can’t be found", "File not found", "Seite nicht gefunden",
     "Page introuvable - Site", "Página no encontrada", "页面不存在", "Страница не найдена"],
)  # fmt: skip
def test_soft_404(title: str) -> None:
    expected = ("alive", "ok") if "can’t" in title else ("unsure", "soft-404")
    assert state(Visit((), page(title), URL)) == expected


@pytest.mark.parametrize(
    "title",
    ["Found in translation", "Area 404 art gallery's page", "What we found", "Pages found by you",
     "How to fix a missing page", "Lost and Found", "404 Media", "404 errors", "404’s",
     "Captcha recognition with CNN", "Security checklist", "Access denied by design",
     "Just a moment in time", "Please wait for me", "Are you a robot too?"],
)  # fmt: skip
def test_titles_that_only_sound_like_it(title: str) -> None:
    assert state(Visit((), page(title), URL))[0] == "alive"


@pytest.mark.parametrize("status", [200, 403, 404, 503])
@pytest.mark.parametrize(
    "title",
    ["Just a moment...", "Attention Required! | Cloudflare", "Access denied", "Are you a robot?",
     "Please wait while we verify your browser", "Vercel Security Checkpoint", "Captcha"],
)  # fmt: skip
def test_bot_checks(title: str, status: int) -> None:
    assert state(Visit((), page(title, status=status), URL)) == ("unsure", "blocked")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sign in", "login-required"),
        ("Log in to Site", "login-required"),
        ("Login | Site", "login-required"),
        ("Site - Sign in", "login-required"),
        ("Log in the fire", "moved-permanently"),
        ("Signing in rain", "moved-permanently"),
    ],
)
def test_titles_of_redirects_to_a_login(title: str, expected: str) -> None:
    to = "https://example.org/user?return=/a"
    hops = (Answer(URL, 301, {}),)
    assert state(Visit(hops, page(title), to))[1] == expected
    assert state(Visit((), page(title), URL)) == ("alive", "ok")


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("one", True), ("two", True), ("three", True), ("usage", True), ("%C3%BC", True),
        ("four", False), ("", None), ("top", None), (":~:text=x", None), ("/route", None),
        ("L10", None), ("!x", None), ("gid=0", None),
    ],
)  # fmt: skip
def test_fragments(fragment: str, found: bool | None) -> None:
    body = """<p id="one"><a name='two'></a><i id=three><a id="user-content-usage"><b id="ü">"""
    assert HtmlPage(page(body=body)).has_anchor(fragment) is found


def test_fragments_of_an_incomplete_page_are_unknown() -> None:
    half = Answer(URL, 200, HTML, b"<p>", whole=False)
    assert HtmlPage(half).has_anchor("x") is None
    assert state(Visit((), half, URL), fragment="x") == ("alive", "ok")


def test_missing_fragment_is_never_dead() -> None:
    assert state(Visit((), page(), URL), fragment="x") == ("unsure", "fragment")


def test_moved_page_keeps_the_fragment() -> None:
    visit = led("https://example.org/b/page", 301)
    assert page_verdict(URL, "part", visit).final_url == "https://example.org/b/page#part"


def test_titles_are_one_line_of_text() -> None:
    assert HtmlPage(page("A &amp;\n  B")).title == "A & B"
    assert HtmlPage(Answer(URL, 200, HTML, b"no title")).title == ""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<p>Some <b>words</b>", "Some words"),
        (b"<head><title>No</title><style>p{}</style><p>Yes", "Yes"),
        (b"<script>if (a < b) '<p>'</script>Yes<!-- <p>no -->, and<template>no</template> more",
         "Yes , and more"),
        (b"Yes<script>never ends", "Yes"),
        (b"a &lt; b <", "a < b"),
    ],
)  # fmt: skip
def test_words_are_what_a_reader_sees(body: bytes, words: str) -> None:
    assert HtmlPage(Answer(URL, 200, HTML, body, whole=True)).words == words


@given(st.binary(max_size=300), st.sampled_from([b"", b"<script>", b"<!--", b"<meta "]))
def test_any_body_has_a_verdict(body: bytes, start: bytes) -> None:
    shown = Answer(URL, 200, HTML, start + body, whole=True)
    assert page_verdict(URL, "", Visit((), shown, URL)).state in {"alive", "unsure"}


def test_every_reason_is_one_that_a_link_can_have() -> None:
    modules = Path(awesomecheck.__path__[0]).rglob("*.py")
    given = "".join(each.read_text("utf-8") for each in modules if each.name != "rules.py")
    assert [each for each in get_args(Reason) if f'"{each}"' not in given] == []
