"""DOIs, through the handle API of doi.org, which no publisher's bot check is in front of.

https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from awesomecheck.document.target import Target
from awesomecheck.links.answers import Fault
from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.rules import Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session

_API: Final = "https://doi.org/api/handles/"
_FOUND: Final = 1
_NO_SUCH_HANDLE: Final = 100
_FAILED_IN_A_ROW: Final = 3
"""Answers without sense after which the API is not called any more."""
_LEFT_OPEN: Final = Verdict(
    "unsure", "api-refused", evidence="doi.org's API did not answer, nor did other pages in time"
)


class Doi:
    """Links to doi.org."""

    name = "doi"
    limits: Mapping[str, RateLimit] = {"doi.org": RateLimit(concurrency=4, rate=10.0)}

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for a DOI."""
        if target.kind != "doi":
            return None
        return LinkQuery(self.name, target.identity, url.partition("#")[0], "", target)

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take."""
        return len(queries) / self.limits["doi.org"].rate

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request each DOI from the API, and from its page what that leaves open."""
        failed = 0

        async def check_one(query: LinkQuery) -> None:
            nonlocal failed
            verdict = None
            if failed < _FAILED_IN_A_ROW:
                verdict = await _from_api(query.target.id, session)
                failed = failed + 1 if verdict is None else 0
            if verdict is None and session.pages_may_help:
                verdict = await session.page_verdict(query.url)
            session.report(query, verdict or _LEFT_OPEN)

        await session.each_page(check_one, queries, lambda _: _API)


async def _from_api(doi: str, session: "Session") -> Verdict | None:
    """Return the verdict on a DOI; None where the API's answer makes no sense."""
    try:
        answer = await session.get(f"{_API}{quote(doi, safe='/:;()._-~')}?type=URL")
    except Fault as fault:
        return Verdict("unsure", fault.reason, evidence=fault.evidence)
    code = answer.json_object().get("responseCode")
    if code == _FOUND:
        return Verdict("alive", "ok", evidence=f"doi.org has {doi}", facts={"doi": doi})
    if code == _NO_SUCH_HANDLE:
        return Verdict("dead", "unknown-doi", evidence=f"doi.org has no {doi}")
    return None
