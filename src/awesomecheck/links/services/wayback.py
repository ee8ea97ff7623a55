"""Archived copies in the Wayback Machine (https://archive.org/help/wayback_api.php)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
import re
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from msgspec.structs import replace

from awesomecheck.document.target import Target
from awesomecheck.links.answers import Fault
from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.rules import Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session

_COPY = re.compile(r"https?://(?:web|wayback)\.archive\.org/web/(\d+)[a-z_]*/(.+)")
_FAILED_IN_A_ROW = 3
_API = "https://archive.org/wayback/available?url={}&timestamp={}"


class Wayback:
    """Copies of pages: one may answer with the 404 that was archived."""

    name = "wayback"
    limits: Mapping[str, RateLimit] = {
        "web.archive.org": RateLimit(concurrency=2, rate=1.0),
        "archive.org": RateLimit(concurrency=2, rate=1.0),
    }

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for a copy."""
        if not _COPY.match(url):
            return None
        address, _, fragment = url.partition("#")
        return LinkQuery(self.name, url, address, fragment, target)

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take."""
        return len(queries) / self.limits["web.archive.org"].rate

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request each copy; one that is missing must be unknown to the API, too."""
        await session.report_each(queries, lambda query: _verdict(query, session))


async def _verdict(query: LinkQuery, session: "Session") -> Verdict:
    verdict = await session.page_verdict(query.url, query.fragment)
    if verdict.state == "dead":
        return await _confirmed(query.url, verdict, session)
    if verdict.state == "moved":  # to the nearest copy
        return replace(verdict, state="alive", reason="redirected", final_url=None)
    return verdict


async def _confirmed(url: str, verdict: Verdict, session: "Session") -> Verdict:
    """Return a verdict that a copy is missing, if the API has none of its page.

    The API alone is no evidence: it leaves out some copies
    (https://github.com/internetarchive/wayback/issues/296).
    """
    found = _COPY.fullmatch(url)
    try:
        answer = (
            await session.get(_API.format(quote(found[2], safe=""), found[1])) if found else None
        )
    except Fault:
        answer = None
    if answer and answer.status == 200 and answer.json_object().get("archived_snapshots") == {}:
        return verdict
    said = f"{verdict.evidence}, but the Wayback Machine may have other copies"
    return replace(verdict, state="unsure", reason="unconfirmed", evidence=said)


async def report_copies(
    dead: Sequence[tuple[LinkQuery, Verdict]], added: Mapping[str, float], session: "Session"
) -> None:
    """Report dead links, each with the fact `archived_copy` where there is a copy of its page.

    Args:
        dead: the links.
        added: when links came into their list, by the key of their query.
        session: of the run.
    """
    failed = 0
    for query, verdict in dead:
        copy = None
        if failed < _FAILED_IN_A_ROW:
            try:
                copy = await _copy_of(query.url, added.get(query.key), session)
                failed = 0
            except Fault:
                failed += 1
        facts = {**verdict.facts, "archived_copy": copy} if copy else verdict.facts
        session.report(query, replace(verdict, facts=facts))


async def _copy_of(url: str, added: float | None, session: "Session") -> str | None:
    """Return a copy of a page that answered 200: that nearest to a time, or the newest.

    Raises:
        Fault: the API does not answer.
    """
    time = "" if added is None else datetime.fromtimestamp(added, UTC).strftime("%Y%m%d%H%M%S")
    answer = await session.get(_API.format(quote(url, safe=""), time))
    found: object = answer.json_object().get("archived_snapshots")
    closest: object = cast("dict[str, object]", found).get("closest") if _is_dict(found) else None
    if answer.status != 200 or not _is_dict(closest):
        return None
    copy = cast("dict[str, object]", closest)
    taken = str(copy.get("timestamp"))
    if copy.get("status") != "200" or not re.fullmatch(r"(?:19|20)\d{12}", taken, re.ASCII):
        return None
    return f"https://web.archive.org/web/{taken}/{url}"


def _is_dict(value: object) -> bool:
    return isinstance(value, dict)
