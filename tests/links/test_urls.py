"""URLs are requested as a browser would request them, or called malformed."""

from hypothesis import given
from hypothesis import strategies as st
import pytest
from yarl import URL

from awesomecheck.links.urls import MalformedUrl, host_of, normalize, port_of
from awesomecheck.safety.redact import masked, redacted


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/A", "https://example.org/A"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/ü?ö=ä#ß", "https://example.org/%C3%BC?%C3%B6=%C3%A4#%C3%9F"),
        ("https://example.org/[x](y)|z", "https://example.org/[x](y)|z"),
        ('https://example.org/<>"`{}^', "https://example.org/%3C%3E%22%60%7B%7D%5E"),
        ("https://example.org/?a='b'", "https://example.org/?a=%27b%27"),
        ("https://example.org/%41%zz%", "https://example.org/%41%zz%"),
        ("https://example.org/a/../b/./c/..", "https://example.org/b/"),
        ("https://example.org/%2e%2e/b", "https://example.org/b"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://example.org:0080/", "http://example.org/"),
        ("http://example.org:0000008080/", "http://example.org:8080/"),
        ("http://example.org:/", "http://example.org/"),
        ("https:\\\\example.org\\a?b=\\c", "https://example.org/a?b=\\c"),
        ("https:/example.org", "https://example.org/"),
        ("//example.org/a", "https://example.org/a"),
        (" https://exam\nple.org/\t ", "https://example.org/"),
        ("https://user:secret@example.org/a@b", "https://example.org/a@b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("https://i❤.ws/", "https://xn--i-7iq.ws/"),
        ("https://例え。JP/", "https://xn--r8jz45g.jp/"),
        ("https://exa\u00admple．org/", "https://example.org/"),
        ("https://مثال.إختبار/", "https://xn--mgbh0fb.xn--kgbechtv/"),
        ("https://xn--BCHER-kva.example/", "https://xn--bcher-kva.example/"),
        ("https://example.org/%c3%bc?%C3%BC ü", "https://example.org/%c3%bc?%C3%BC%20%C3%BC"),
        ("https://exa%6Dple.org/", "https://example.org/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://[::FFFF:127.0.0.1]:80/", "http://[::ffff:7f00:1]/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://127.0.0.1./", "http://127.0.0.1/"),
        ("http://127.0.0.1.nip.io/", "http://127.0.0.1.nip.io/"),
        ("https://example.org/a#", "https://example.org/a"),
        (
            "https://example.org/a#b#",
            "https://example.org/a#b#",
        ),
        ("https://under_score.example/", "https://under_score.example/"),
    ],
)
def test_written_urls_are_normalized(written: str, sent: str) -> None:
    assert normalize(written) == sent


@pytest.mark.parametrize(
    "written",
    [
        "https://", "https:///", "https://?", "https://a b/", "https://a..b/", "https://.a/",
        "https://" + "a" * 64 + ".org/", "https://" + "a." * 130 + "org/", "https://a:99999/",
        "https://a:-1/", "https://a:b/", "https://a:0/", "https://[::1/", "https://[x]/",
        "https://1.2.3.4.5/", "https://256.1.1.1/", "https://09.1.1.1/", "https://a.1/",
        "https://[::1::]/", "https://a%00b/", "https://a%2Fb/", "https://a<b/",
        "ftp://example.org/", "example.org", "",
    ],
)  # fmt: skip
def test_malformed_urls(written: str) -> None:
    with pytest.raises(MalformedUrl):
        normalize(written)


@given(st.text(max_size=60))
def test_whatever_is_normalized_can_be_requested(rest: str) -> None:
    try:
        sent = normalize("https://" + rest)
    except MalformedUrl:
        return
    assert sent.isascii()
    assert normalize(sent) == sent
    url = URL(sent, encoded=True)
    assert url.scheme == "https"
    assert url.raw_host == host_of(sent).strip("[]")
    assert url.port == port_of(sent)
    assert url.user is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/a@b", "https://example.org/a@b"),
        ("//user@example.org", "//example.org"),
        ("https://a:b@c:d@example.org/", "https://example.org/"),
        (" \thttps://us\ner:secret@example.org/", "https://example.org/"),
        ("https:\\\\user:secret@example.org\\a", "https:\\\\example.org\\a"),
        ("https:user:secret@example.org", "https:example.org"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("images/a@2x.png", "images/a@2x.png"),
        (" https://example.org/ ", " https://example.org/ "),
        ("no url", "no url"),
    ],
)
def test_users_and_passwords_are_not_shown(url: str, shown: str) -> None:
    assert redacted(url) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- [a](https://u:pw@a.example/b@c) b@c", "- [a](https://****@a.example/b@c) b@c"),
        ("HTTP://u@a.example, //x@b.example", "HTTP://*@a.example, //*@b.example"),
        ("a b@c https://a.example/ d@e", "a b@c https://a.example/ d@e"),
    ],
)
def test_users_and_passwords_are_masked_in_texts(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_password_in_the_place_of_a_port_is_not_shown() -> None:
    with pytest.raises(MalformedUrl) as told:
        normalize("https://user:secret/@example.org")
    assert "secret" not in str(told.value)
