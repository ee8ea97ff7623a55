"""Crates on crates.io, whose pages are a program that answers 200 for any name.

The index first, as https://crates.io/data-access recommends, then the API, which takes a name in
any spelling, wants a User-Agent that says who asks, and at most one request a second. A crate that
the index lacks answers 404 (https://doc.rust-lang.org/cargo/reference/registry-index.html); of one
that it has, a text is not read, which may be long.
"""

from collections.abc import Mapping, Sequence
import re

from awesomecheck.links.service import RateLimit
from awesomecheck.links.services._by_api import ByApi, Request


class CratesIo(ByApi):
    """Crates; of a link to a version, the crate."""

    name = "crates.io"
    limits: Mapping[str, RateLimit] = {
        "index.crates.io": RateLimit(concurrency=8, rate=20.0),
        "crates.io": RateLimit(concurrency=1, rate=1.0),
    }
    urls = re.compile(r"https?://(?:www\.)?crates\.io/crates/([\w-]{1,64})(?:/[\w.+-]+)?/?")

    def thing_of(self, found: re.Match[str]) -> str:
        """Return the crate's name, whose case does not matter."""
        return found[1].lower()

    def requests_for(self, thing: str) -> Sequence[Request]:
        """Return the requests to the index and to the API."""
        name = re.escape(thing).replace(r"\-", "[-_]").replace("_", "[-_]")
        shows = rf'(?i)"(?:name|id)":\s*"{name}"'
        folder = f"{len(thing)}" if len(thing) < 3 else f"{thing[:2]}/{thing[2:4]}"
        if len(thing) == 3:
            folder = f"3/{thing[0]}"
        return [
            Request(f"https://index.crates.io/{folder}/{thing}", None, ""),
            Request(f"https://crates.io/api/v1/crates/{thing}", shows, r'"errors":\s*\['),
        ]
