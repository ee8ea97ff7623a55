"""What is wrong with a link's destination, told from its characters alone."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
import re
from typing import NamedTuple

from awesomecheck_rules.links._https import speaks_https


class Fault(NamedTuple):
    """A fault between two offsets of a destination, and what should stand there if known."""

    start: int
    end: int
    message: str
    replacement: str | None = None
    safe: bool = True


_FINE = re.compile(
    r"https?://(?:[\w-]++\.)++[a-z]{2,}(?::\d+)?"
    r"(?:[/?#](?:[\w./?#=&%~+@!$*;,-]++|:(?!//))*+(?<![.,;:!*])(?<!%20))?|#.*",
    re.IGNORECASE,
)
looks_fine = _FINE.fullmatch
"""Whether a destination is of the plain form that nearly all have; others need a closer look."""

_ADDRESS = r"(?:https?://|www\.)"
_WRAPPED = re.compile(rf"[(\[\"'“‘](?P<inner>{_ADDRESS}[^\s\"]*?)[)\]\"'”’]?", re.IGNORECASE)
_LINK_INSIDE = re.compile(rf"\[(?P<label>[^\]]*)\]\((?P<inner>{_ADDRESS}[^\s)]*)\)", re.IGNORECASE)
_JUNK = re.compile(r"(?:%20|[^\w#(\[\"'“‘]){1,4}(?=https?://)", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<word>[a-z]{2,8})(?P<mark>[:;.,]*[/\\]*)(?=[\w\[])", re.IGNORECASE)
_DOUBLED_SCHEME = re.compile(r"(?:https?:?/{0,2})+(?=https?://)", re.IGNORECASE)
_KNOWN_SCHEMES = frozenset({"http", "https", "ftp", "ftps", "sftp", "ssh", "shttp", "tftp"})
_DOMAIN = re.compile(
    r"(?:www\.[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|edu|gov|io|net|org))(?=[/?#:]|$)"
    r"|(?:[\w-]+\.)+(?:ac|ai|app|ca|ch|cn|co|de|dev|eu|fr|info|it|jp|kr|me|nl|ru|se|tv|uk|us)(?=/)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?")
_SECOND = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"https?://(?P<host>[^/?#]*)", re.IGNORECASE)
_NO_HOST = re.compile(r"[\s,;!*'\"()<>\\^`|]|\.\.|^[.-]")
_STRAY = frozenset(",;'\"“”‘’<>[\\|，。、；")
_LONGEST_TAIL = 20
_ARXIV_TAIL = re.compile(r"(?<=\d)[.:]+$")
_NOT_WRAPPING = frozenset(
    {"arxiv.org", "dx.doi.org", "doi.org", "github.com", "huggingface.co", "openreview.net"}
)
"""Hosts under whose front page no other site's address can stand."""
_WIDE = re.compile(r"[（）。，、；：！？「」『』【】《》“”]")


def destination_fault(url: str, *, bare: bool = False) -> Fault | None:
    """The first fault of a destination.

    Args:
        url: the destination as the parser sees it.
        bare: whether it stands in the text without any brackets, where it ends at a blank.
    """
    if looks_fine(url):
        return None
    checks = (_swallowed,) if bare else _CHECKS
    return next((fault for check in checks for fault in check(url)), None)


def _swallowed(url: str) -> Iterator[Fault]:
    match = _WIDE.search(url)
    if match:
        yield Fault(
            match.start(),
            len(url),
            f"`{match.group()}` and what follows become part of the address",
        )


def _wrapped(url: str) -> Iterator[Fault]:
    match = _LINK_INSIDE.fullmatch(url)
    if match:
        sure = not _SECOND.match(match["label"])
        yield Fault(
            0, len(url), "a link where an address should be", match["inner"] if sure else None
        )
    elif match := _WRAPPED.fullmatch(url):
        yield Fault(0, len(url), f"`{url[0]}` before the address", match["inner"])


def _junk(url: str) -> Iterator[Fault]:
    match = _JUNK.match(url)
    if match:
        yield Fault(0, match.end(), f"`{match.group()}` before the address", "")


def _scheme(url: str) -> Iterator[Fault]:
    if match := _DOUBLED_SCHEME.match(url):
        yield Fault(0, match.end(), "two schemes, of which the last is enough", "")
        return
    match = _SCHEME.match(url)
    if match is None or (len(match["mark"]) < 2 and match["mark"] != ":"):
        return
    word = match["word"].lower()
    right = "https" if "s" in word else "http"
    if word in ("http", "https"):
        if match["mark"] != "://":
            written = match.group()
            yield Fault(0, match.end(), f"`{written}` for `{word}://`", f"{word}://")
    elif "/" in match["mark"] and word not in _KNOWN_SCHEMES and _resembles(word, right):
        yield Fault(0, match.end(), f"`{match.group()}` for `{right}://`", f"{right}://")


def _resembles(word: str, scheme: str) -> bool:
    return SequenceMatcher(None, word, scheme).ratio() >= 0.75


def _no_scheme(url: str) -> Iterator[Fault]:
    if match := _DOMAIN.match(url):
        sure = speaks_https(match.group().lower().removeprefix("www."))
        message = "no `https://`: GitHub takes this for a file of the repository"
        yield Fault(0, match.end(), message, f"https://{match.group()}", sure)
    elif _MAIL.fullmatch(url):
        yield Fault(0, len(url), "no `mailto:` before the address", f"mailto:{url}")


def _second(url: str) -> Iterator[Fault]:
    match = _SECOND.search(url, 8)
    first = _HOST.match(url)
    if match is None or first is None:
        return
    at = match.start()
    before, inner = url[:at], url[at:]
    host = first["host"].lower().removeprefix("www.")
    if url[at - 1].isalnum() or url[at - 1] in ")],; ":
        same = before.rstrip(")],; ") == inner
        start = len(before.rstrip(" ")) if same else at
        yield Fault(start, len(url), "two addresses in one", "" if same else None)
    elif before.rstrip("/") == first.group() and host in _NOT_WRAPPING:
        yield Fault(0, at, f"`{before}` before the address", "")


def _host(url: str) -> Iterator[Fault]:
    match = _HOST.match(url)
    if match and (wrong := _NO_HOST.search(match["host"])):
        start = match.start("host")
        end = match.end("host")
        message = f"`{wrong.group()}` in the name of the host"
        yield Fault(start, end, message)


def _tail(url: str) -> Iterator[Fault]:
    host = _HOST.match(url)
    if host is None:
        return
    start = _tail_start(url, host.end())
    if start == len(url) and host["host"].lower().endswith("arxiv.org"):
        match = _ARXIV_TAIL.search(url)
        start = match.start() if match else start
    if start < len(url):
        yield Fault(start, len(url), f"`{url[start:]}` at the end of the address", "")


def _tail_start(url: str, least: int) -> int:
    end = len(url)
    while end > max(least, len(url) - _LONGEST_TAIL):
        last = url[end - 1]
        if url.endswith("%20", 0, end):
            end -= 3
        elif last == " " or last in _STRAY or _is_unopened(url, end):
            end -= 1
        else:
            break
    return end


def _is_unopened(url: str, end: int) -> bool:
    closing = url[end - 1]
    opening = {")": "(", "]": "["}.get(closing)
    return opening is not None and url.count(closing, 0, end) > url.count(opening, 0, end)


_CHECKS: tuple[Callable[[str], Iterator[Fault]], ...] = (
    _wrapped,
    _junk,
    _scheme,
    _no_scheme,
    _second,
    _host,
    _tail,
)
