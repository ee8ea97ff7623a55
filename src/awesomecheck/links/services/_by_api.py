"""Sites with an API that knows each of their things by name: what their services share."""

from collections.abc import Mapping, Sequence
import re
from typing import TYPE_CHECKING, NamedTuple

from awesomecheck.document.target import Target
from awesomecheck.links.answers import Answer, Fault, refusal_of
from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.rules import Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session


class Request(NamedTuple):
    """A request to an API for one thing, and how its answers read."""

    url: str
    shows: str | None
    """A regular expression for the start of an answer where there is the thing; None where that is
    any plain text."""
    denies: str
    """One for an answer with the status 404, where there is none."""


class ByApi:
    """A site of things that an API knows, while its pages tell less, or refuse programs.

    A subclass says what the URLs of things look like, and what to request for one.
    """

    name: str
    limits: Mapping[str, RateLimit]
    urls: re.Pattern[str]
    """Matches the URL of a thing, without its fragment; the groups name the thing."""
    page_first = False
    """Whether the page of a thing is requested, and the API only where that leaves it open."""

    def thing_of(self, found: re.Match[str]) -> str:
        """Return what a matching URL names; equal for all URLs of one thing."""
        return found[1]

    def requests_for(self, thing: str) -> Sequence[Request]:
        """Return what to request: the thing is missing where all answers say so."""
        raise NotImplementedError

    def new_url(self, location: str) -> str | None:  # noqa: ARG002 - most things keep their names
        """Return the page of a thing to which the API redirects."""
        return None

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for the URL of a thing."""
        address = url.partition("#")[0]
        found = self.urls.fullmatch(address)
        if not found:
            return None
        return LinkQuery(self.name, f"{self.name}:{self.thing_of(found)}", address, "", target)

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take."""
        return len(queries) / next(iter(self.limits.values())).rate

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request each thing from the API."""
        await session.report_each(queries, lambda query: self.verdict(query, session))

    async def verdict(self, query: LinkQuery, session: "Session") -> Verdict:
        """Return the verdict on one query."""
        on_page = await session.page_verdict(query.url) if self.page_first else None
        if on_page and on_page.state != "unsure":
            return on_page
        verdict = await self._by_api(query.key.partition(":")[2], session)
        return on_page if on_page and verdict.state == "unsure" else verdict

    async def _by_api(self, thing: str, session: "Session") -> Verdict:
        open_verdict = None
        for request in self.requests_for(thing):
            verdict = await self._answer(request, session)
            if verdict and verdict.state != "unsure":
                return verdict
            open_verdict = open_verdict or verdict
        missing = Verdict("dead", "not-found", 404, evidence=f"{self.name} has no {thing}")
        return open_verdict or missing

    async def _answer(self, request: Request, session: "Session") -> Verdict | None:
        """Return the verdict of one answer; None where it denies that there is the thing."""
        try:
            answer = await session.get(request.url)
        except Fault as fault:
            return Verdict("unsure", fault.reason, evidence=fault.evidence)
        status, said = answer.status, f"GET {request.url} returned {answer.status}"
        if status == 200 and _says(answer, request.shows):
            return Verdict("alive", "ok", status, evidence=said)
        new = self.new_url(answer.headers.get("Location", ""))
        if status in (301, 307, 308) and new:
            return Verdict("moved", "moved-permanently", status, new, said)
        if status == 404 and _says(answer, request.denies):
            return None
        return Verdict("unsure", refusal_of(status), status, evidence=said)


def _says(answer: Answer, pattern: str | None) -> bool:
    if pattern is None:
        return answer.headers.get("Content-Type", "").startswith("text/plain")
    return re.search(pattern.encode(), answer.body) is not None
