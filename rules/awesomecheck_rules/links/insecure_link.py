"""The rule `insecure-link`."""

from collections import Counter
from collections.abc import Iterator

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span
from awesomecheck_rules.links._https import supports_https
from awesomecheck_rules.links._links import distinct, shows_url
from awesomecheck_rules.links._wrappers import unwrapped

_SCHEME = "http"
_FEWEST = 3
"""Links over https in a list that show that a host supports it."""


class InsecureLink(DocumentRule):
    """A link over http to a host that supports https.

    Others can read and change what is sent over http, and the redirect to https takes time. The
    rule reports hosts that browsers open over https only (https://hstspreload.org), well-known
    services, and hosts that the list itself links to over https at least three times and more
    often than over http; for these the fix is unsafe. URLs with a port are not reported.

    ```bad
    * [MAE](http://arxiv.org/abs/2111.06377)
    ```

    ```good
    * [MAE](https://arxiv.org/abs/2111.06377)
    ```
    """

    severity = "info"
    learns = True
    touches = ("links",)
    yields_to = ("malformed-link", "placeholder-link")

    def check(self, document: Document) -> Iterator[Problem]:
        insecure = [link for link in document.links if link.url[:7].lower() == "http://"]
        if not insecure:
            return
        old = [link for link in document.links if not document.is_new(link.span.start)]
        secure = Counter(link.target.host for link in old if link.url.startswith("https://"))
        plain = Counter(link.target.host for link in old if link.url.lower().startswith("http://"))
        for link in distinct(insecure):
            host, start = link.target.host, link.url_span.start
            span = Span(start, start + len(_SCHEME))
            has_port = ":" in link.url[len("http://") :].partition("/")[0]
            if document.slice(span).lower() != _SCHEME or has_port or unwrapped(link.url):
                continue  # `unclean-link` replaces what only leads on to another URL
            known = supports_https(host)
            if known:
                message = f"use https: {host} supports it"
            elif secure[host] >= _FEWEST and secure[host] > plain[host]:
                message = f"use https: {secure[host]} other links to {host} do"
            else:
                continue
            fix = Fix((Edit(span, "https"),), safe=known)
            yield Problem(span, message, None if shows_url(link) else fix, link.url)
