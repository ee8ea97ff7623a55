"""Submissions on OpenReview (https://docs.openreview.net/reference/api-v2).

Pages first: they tell what is there unless they check for humans. So does the API, which then
answers 403 with ChallengeRequiredError (https://github.com/ktwu01/benchmark-radar/issues/81).
Older venues are in the first API alone.
"""

from collections.abc import Mapping, Sequence
import re

from awesomecheck.document.target import Target
from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.links.services._by_api import ByApi, Request


class OpenReview(ByApi):
    """Forums and papers."""

    name = "OpenReview"
    limits: Mapping[str, RateLimit] = dict.fromkeys(
        ("openreview.net", "api.openreview.net", "api2.openreview.net"),
        RateLimit(concurrency=2, rate=2.0),  # faster clients are refused
    )
    page_first = True

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for a submission's forum; its files have to be requested themselves."""
        address = url.partition("#")[0]
        if target.kind != "openreview" or "/forum?" not in address:
            return None
        return LinkQuery(self.name, f"{self.name}:{target.id}", address, "", target)

    def requests_for(self, thing: str) -> Sequence[Request]:
        """Return the requests to both APIs."""
        shows = rf'"id":\s*"{re.escape(thing)}"'
        return [
            Request(f"https://{host}.openreview.net/notes?id={thing}", shows, "NotFoundError")
            for host in ("api2", "api")
        ]
