"""A URL as it is written in a list, made into one that can be sent, as a browser would."""

import re
from urllib.parse import unquote_to_bytes

from awesomecheck.links import address
from awesomecheck.safety.redact import without_dropped

# https://url.spec.whatwg.org/#percent-encoded-bytes; a percent sign is never encoded again.
_PATH = re.compile(r"[^\x21\x24-\x3b\x3d\x40-\x5d\x5f\x61-\x7a\x7c\x7e]")
_QUERY = re.compile(r"[^\x21\x24-\x26\x28-\x3b\x3d\x3f-\x7e]")
_FRAGMENT = re.compile(r"[^\x21\x23-\x3b\x3d\x3f-\x5f\x61-\x7e]")
_URL = re.compile(
    r"(?P<scheme>https?):(?P<slashes>/*)(?P<authority>[^/?#]*)"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
_DOT_SEGMENT = re.compile(r"/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


class MalformedUrl(ValueError):
    """No client can send this URL; the message says why."""


def sendable(url: str) -> str:
    """An ASCII URL without user and password, with its fragment.

    Raises:
        MalformedUrl: the host or the port is impossible.
    """
    cleaned = without_dropped(url)
    if cleaned.startswith("//"):
        cleaned = "https:" + cleaned
    before, mark, after = split_tail(cleaned)
    match = _URL.fullmatch(before.replace("\\", "/") + mark + after)
    if match is None:
        raise MalformedUrl("it is no http(s) URL")
    scheme = match["scheme"].lower()
    host, port = _host_and_port(match["authority"], scheme)
    path = _without_dot_segments(_encoded(match["path"], _PATH)) or "/"
    query, fragment = match["query"], match["fragment"]
    return (
        f"{scheme}://{host}{port}{path}"
        + (f"?{_encoded(query, _QUERY)}" if query is not None else "")
        + (f"#{_encoded(fragment, _FRAGMENT)}" if fragment else "")
    )


def host_of(url: str) -> str:
    """The host of a URL that `sendable` made."""
    authority = url.split("/", 3)[2]
    return authority if authority.endswith("]") else re.sub(r":\d+$", "", authority)


def port_of(url: str) -> int:
    """The port of a URL that `sendable` made."""
    scheme, _, rest = url.partition("://")
    authority = rest.partition("/")[0]
    written = re.search(r":(\d+)$", authority)
    return int(written[1]) if written else _DEFAULT_PORTS[scheme]


def split_tail(url: str) -> tuple[str, str, str]:
    """Splits at the query or fragment: only in front of them is a backslash a slash."""
    match = re.search(r"[?#]", url)
    return (url[: match.start()], match[0], url[match.end() :]) if match else (url, "", "")


def _encoded(text: str, unsafe: re.Pattern[str]) -> str:
    return unsafe.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode(errors="replace")), text
    )


def _without_dot_segments(path: str) -> str:
    if not _DOT_SEGMENT.search(path):
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for place, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            del kept[-1:]
        if plain not in (".", ".."):
            kept.append(segment)
        elif place == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _host_and_port(authority: str, scheme: str) -> tuple[str, str]:
    written = authority.rpartition("@")[2]
    host, port = _split_port(written)
    if port:
        number = port.lstrip("0")
        if not (number.isascii() and number.isdigit() and int(number[:6]) < 65_536):
            # What stands there is not told: it may be a piece of a password.
            raise MalformedUrl("its port is no number from 1 to 65535")
        port = "" if int(number) == _DEFAULT_PORTS[scheme] else f":{number}"
    return ascii_host(host), port


def _split_port(authority: str) -> tuple[str, str]:
    if authority.startswith("["):
        host, bracket, rest = authority.partition("]")
        return host + bracket, rest.removeprefix(":")
    host, _, port = authority.partition(":")
    return host, port


def ascii_host(host: str) -> str:
    """A host as it is looked up: lower-case, ASCII, an address in its usual form.

    Raises:
        MalformedUrl: no such host can exist.
    """
    if not host:
        raise MalformedUrl("it names no host")
    try:
        spelled = address.literal(host)
        if spelled is not None:
            return f"[{spelled}]" if ":" in spelled else spelled
        name = _percent_decoded(host)
        if not name.isascii():
            name = _idna(name)
            spelled = address.literal(name)
            if spelled is not None:
                return spelled
    except ValueError as error:
        raise MalformedUrl(f"there is no host {host[:80]}: {error}") from error
    name = name.lower()
    labels = name.removesuffix(".").split(".")
    if _FORBIDDEN_IN_HOST.search(name):
        raise MalformedUrl(f"there is no host {host[:80]}: it has characters that no name has")
    if not all(labels) or len(name) > 254 or any(len(label) > 63 for label in labels):
        raise MalformedUrl(f"there is no host {host[:80]}: a label is empty or too long")
    return name


def _percent_decoded(host: str) -> str:
    if "%" not in host:
        return host
    return unquote_to_bytes(host).decode()


def _idna(name: str) -> str:
    import idna  # noqa: PLC0415 - few hosts need it

    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        # Emoji and other symbols are registered and looked up, though the standard has none.
        mapped = idna.uts46_remap(name, std3_rules=False, transitional=False)
        return ".".join(
            label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
            for label in mapped.split(".")
        )
