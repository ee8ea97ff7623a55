"""Web addresses as browsers read them (https://url.spec.whatwg.org), fit to be requested."""

import ada_url

from awesomecheck.safety.redact import without_ignored

_DEFAULT_PORTS = {"http:": 80, "https:": 443}


class MalformedUrl(ValueError):
    """No client can request this URL; the message says why."""


def normalize(url: str, base: str | None = None) -> str:
    """Return an absolute ASCII URL with its fragment, without user and password.

    Raises:
        MalformedUrl: it is no http(s) URL, or its host or port cannot exist.
    """
    written = without_ignored(url)
    if base is None and written.startswith("//"):
        written = "https:" + written
    try:
        parsed = ada_url.URL(written, base)
    except ValueError as error:
        # No part of it is shown: it may be a piece of a password.
        raise MalformedUrl("not a valid http(s) URL") from error
    if parsed.protocol not in _DEFAULT_PORTS:
        raise MalformedUrl("not an http(s) URL")
    if parsed.port == "0":
        raise MalformedUrl("its port is not a number from 1 to 65535")
    if not _may_be_looked_up(parsed.hostname):
        raise MalformedUrl("its host has a part that is empty or too long")
    parsed.username = parsed.password = ""
    return parsed.href if parsed.hash else parsed.href.removesuffix("#")


def _may_be_looked_up(host: str) -> bool:
    """Return whether the DNS can have a name (https://www.rfc-editor.org/rfc/rfc1035)."""
    labels = host.removesuffix(".").split(".")
    return len(host) <= 254 and all(0 < len(label) <= 63 for label in labels)


def host_of(url: str) -> str:
    """Return the host of a normalized URL; an IPv6 address is in brackets."""
    return ada_url.URL(url).hostname


def port_of(url: str) -> int:
    """Return the port of a normalized URL."""
    parsed = ada_url.URL(url)
    return int(parsed.port or _DEFAULT_PORTS[parsed.protocol])
