"""Bodies are read up to a limit, whatever they decompress to."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck.links.body import Body
from awesomecheck.links.client import retry_after

LIMIT = 1000


def read(data: bytes, encoding: str, size: int = 100) -> Body:
    body = Body(encoding, LIMIT)
    for start in range(0, len(data), size):
        if not body.feed(data[start : start + size]):
            break
    return body


@given(st.binary(max_size=3000), st.integers(1, 500), st.sampled_from(["", "gzip", "deflate"]))
def test_beginning_is_what_was_sent(text: bytes, size: int, encoding: str) -> None:
    packed = {"": text, "gzip": gzip.compress(text), "deflate": zlib.compress(text)}[encoding]
    body = read(packed, encoding, size)
    assert text.startswith(body.data)
    assert len(body.data) <= LIMIT
    if len(packed) < LIMIT:
        assert body.data == text[:LIMIT]


def test_raw_deflate_is_read() -> None:
    packer = zlib.compressobj(wbits=-15)
    assert read(packer.compress(b"words") + packer.flush(), "deflate").data == b"words"


@given(st.lists(st.binary(max_size=200), max_size=6), st.integers(1, 500))
def test_gzip_in_several_members_is_one_body(parts: list[bytes], size: int) -> None:
    packed = b"".join(map(gzip.compress, parts))
    if len(packed) < LIMIT:
        assert read(packed, "gzip", size).data == b"".join(parts)[:LIMIT]


def test_what_follows_a_compressed_body_is_left_out() -> None:
    assert read(gzip.compress(b"words") + bytes(50), "gzip", size=7).data == b"words"


def test_thousands_of_empty_members_are_an_empty_body() -> None:
    body = Body("gzip", 1_000_000)
    assert body.feed(gzip.compress(b"") * 3000)
    assert body.data == b""


def test_decompression_bomb_stays_within_the_limit() -> None:
    body = Body("gzip", LIMIT)
    assert not body.feed(gzip.compress(bytes(50_000_000)))
    assert len(body.data) == LIMIT


@pytest.mark.parametrize("encoding", ["br", "zstd", "nonsense"])
def test_unknown_encodings_are_ignored(encoding: str) -> None:
    assert read(b"words", encoding).data == b""


def test_what_only_claims_to_be_compressed_is_ignored() -> None:
    assert read(b"<html>words</html>", "gzip").data == b""


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 60.0),
        ("Thu, 01 Jan 1970 00:00:01 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_retry_after(written: str, seconds: float | None) -> None:
    assert retry_after({"Retry-After": written}, now=60.0) == seconds


def test_no_retry_after() -> None:
    assert retry_after({}, now=0.0) is None
