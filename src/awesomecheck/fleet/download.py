"""Read lists at URLs, by the way on which links are checked, with its guard and rate limits."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from awesomecheck.document.source import MAX_BYTES
from awesomecheck.errors import InputError
from awesomecheck.links.answers import Answer, Fault
from awesomecheck.links.events import Event
from awesomecheck.links.network import Network
from awesomecheck.links.rate_limits import RateLimiter
from awesomecheck.links.service import RateLimit
from awesomecheck.links.settings import LinkSettings
from awesomecheck.links.transport import HttpRequest, Transport
from awesomecheck.links.urls import MalformedUrl, host_of, normalize

_MOST_REDIRECTS: Final = 10
_ATTEMPTS: Final = 3
_SECONDS: Final = 60.0
_USUAL: Final = RateLimit()
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_TEMPORARY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


def downloaded(
    urls: Sequence[str], network: Network, workers: int
) -> Mapping[str, bytes | InputError]:
    """Return what is at URLs, or why it cannot be read.

    Args:
        urls: of texts.
        network: how to reach the web.
        workers: how many do so at once: together they keep to the rate limit of a host.
    """
    return asyncio.run(_downloaded(urls, network, workers)) if urls else {}


async def _downloaded(
    urls: Sequence[str], network: Network, workers: int
) -> Mapping[str, bytes | InputError]:
    own = RateLimit(max(_USUAL.concurrency // workers, 1), _USUAL.rate / workers)
    settings = LinkSettings()
    limiter = RateLimiter(
        lambda _: own,
        connections=len(urls) + _USUAL.concurrency,
        max_wait=settings.max_wait,
        notify=_ignore,
    )
    transport = Transport(settings, network, _ignore)
    try:
        read = partial(_read, transport=transport, limiter=limiter)
        return dict(zip(urls, await asyncio.gather(*map(read, urls)), strict=True))
    finally:
        await transport.close(at_once=False)


async def _read(url: str, transport: Transport, limiter: RateLimiter) -> bytes | InputError:
    try:
        answer = await _answer(normalize(url), transport, limiter)
    except (Fault, MalformedUrl) as error:
        return InputError(f"{url}: cannot be read: {error}")
    if answer.status in (404, 410):
        return InputError(f"{url}: cannot be read: it is gone ({answer.status})")
    if answer.status != 200:
        return InputError(f"{url}: cannot be read: the server answered {answer.status}")
    if "html" in answer.headers.get("Content-Type", "").lower():
        return InputError(
            f"{url}: cannot be read: a page, not Markdown", hint="name the URL of the raw file"
        )
    if not answer.whole and len(answer.body) <= MAX_BYTES:
        return InputError(f"{url}: cannot be read: the answer is cut off")
    return answer.body


async def _answer(url: str, transport: Transport, limiter: RateLimiter) -> Answer:
    """Return the answer at the end of all redirects.

    Raises:
        Fault: there is none.
        MalformedUrl: a redirect leads to no URL.
    """
    for _ in range(_MOST_REDIRECTS + 1):
        answer = await _attempts(url, transport, limiter)
        location = answer.headers.get("Location", "")
        if answer.status not in _REDIRECTS or not location:
            return answer
        url = normalize(location, url)
    raise Fault("too-many-redirects", f"redirected more than {_MOST_REDIRECTS} times")


async def _attempts(url: str, transport: Transport, limiter: RateLimiter) -> Answer:
    request = HttpRequest(url.partition("#")[0], _SECONDS, most_bytes=MAX_BYTES + 1)
    left = _ATTEMPTS
    while True:
        left -= 1
        try:
            answer = await transport.send(request, limiter.host(host_of(url)))
        except Fault as fault:
            if not (left and fault.temporary):
                raise
        else:
            if not (left and answer.status in _TEMPORARY):
                return answer
        await asyncio.sleep(3.0 ** (_ATTEMPTS - left))


def _ignore(_: Event) -> None:
    return
