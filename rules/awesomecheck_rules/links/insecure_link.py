"""The rule `insecure-link`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span, Touch
from awesomecheck_rules.links._address import shows_address
from awesomecheck_rules.links._https import speaks_https

_SCHEME = "http"
_FEWEST = 3
"""Links of a list that vouch for a host."""


@dataclass(frozen=True, slots=True)
class InsecureLink(DocumentRule):
    """A link over http to a host that speaks https.

    Who follows it can be read and tampered with on the way, and it costs a redirect. The rule
    speaks of hosts that browsers ask over https alone (https://hstspreload.org), of well-known
    services, and of hosts that the list itself links to over https at least three times, and
    more often than over http; of the last kind the fix is unsafe. Addresses with a port are
    left alone.

    ```bad
    * [MAE](http://arxiv.org/abs/2111.06377)
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```
    """

    touches: ClassVar[tuple[Touch, ...]] = ("links",)
    yields_to = ("malformed-link", "placeholder-link")

    def check(self, document: Document) -> Iterator[Problem]:
        insecure = [link for link in document.links if link.url[:7].lower() == "http://"]
        if not insecure:
            return
        secure = Counter(
            link.target.host for link in document.links if link.url.startswith("https://")
        )
        plain = Counter(link.target.host for link in insecure)
        seen: set[int] = set()
        for link in insecure:
            host, start = link.target.host, link.url_span.start
            span = Span(start, start + len(_SCHEME))
            if start in seen or document.slice(span).lower() != _SCHEME or _has_port(link.url):
                continue
            seen.add(start)
            known = speaks_https(host)
            if known:
                message = f"http, though {host} speaks https"
            elif secure[host] >= _FEWEST and secure[host] > plain[host]:
                message = f"http here, https in {secure[host]} other links to {host}"
            else:
                continue
            fix = Fix((Edit(span, "https"),), safe=known)
            yield Problem(span, message, None if shows_address(link) else fix, link.url)


def _has_port(url: str) -> bool:
    return ":" in url[len("http://") :].partition("/")[0]
