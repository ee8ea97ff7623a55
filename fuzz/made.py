"""Made inputs: pieces put together anyhow, and texts of the corpus cut, doubled and spliced."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

_ODD = (
    *(b"\x00", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\r\n", b"\r", b"\x0b", b"\x0c", b"\x1b[2J"),
    *(each.encode() for each in "\x85\xa0\u2028\u200b\u202e\ufeff\u0301é中😀"),
    *(b"9" * 5000, b"[" * 300, b"{" * 300, b"a" * 3000, b"> " * 300, b"- " * 300),
)
"""What few expect, for any kind of input."""
_MOST_PIECES = 24
_LONGEST = 20_000


def inputs(random: Random, pieces: Sequence[bytes], corpus: Sequence[bytes]) -> Iterator[bytes]:
    """Yield made inputs without end.

    Args:
        random: decides; the same seed gives the same inputs.
        pieces: what inputs of a kind are made of.
        corpus: inputs to change.
    """
    while True:
        if corpus and random.random() < 0.5:
            data = random.choice(corpus)
            for _ in range(random.randint(1, 4)):
                data = _changed(random, data, pieces, corpus)
        else:
            data = b"".join(_piece(random, pieces) for _ in range(random.randint(1, _MOST_PIECES)))
        yield data[:_LONGEST]


def _piece(random: Random, pieces: Sequence[bytes]) -> bytes:
    return random.choice(_ODD if random.random() < 0.02 else pieces)


def _changed(
    random: Random, data: bytes, pieces: Sequence[bytes], corpus: Sequence[bytes]
) -> bytes:
    start, end = sorted(random.randint(0, len(data)) for _ in range(2))
    match random.randrange(5):
        case 0:
            return data[:start] + data[end:]
        case 1:
            return data[:end] + data[start:]
        case 2:
            return data[:start] + _piece(random, pieces) + data[start:]
        case 3:
            return data[:start] + _piece(random, pieces) + data[end:]
        case _:
            other = random.choice(corpus)
            return data[:start] + other[random.randint(0, len(other)) :]


def smallest(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Return a part of an input that still fails, and of which no byte can be left out."""
    size = len(data) // 2
    while size:
        start = 0
        while start < len(data):
            shorter = data[:start] + data[start + size :]
            if fails(shorter):
                data = shorter
            else:
                start += size
        size //= 2
    return data
