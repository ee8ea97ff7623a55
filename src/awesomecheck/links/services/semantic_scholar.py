"""Papers on Semantic Scholar, whose pages check for humans.

In batches (https://api.semanticscholar.org/api-docs/graph#tag/Paper-Data/operation/post_graph_get_papers):
all who have no key share one limit, so that calls must be few. What a batch lacks is requested
itself, which answers 404.
"""

from collections.abc import Mapping, Sequence
import json
import re
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from awesomecheck.links.answers import Answer, Fault
from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.links.services._by_api import ByApi, Request
from awesomecheck.rules import Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session

_API = "https://api.semanticscholar.org/graph/v1/paper/"
IDS_A_CALL = 500


class SemanticScholar(ByApi):
    """Papers by their hash or corpus id."""

    name = "Semantic Scholar"
    limits: Mapping[str, RateLimit] = {
        "api.semanticscholar.org": RateLimit(concurrency=1, rate=0.5)
    }
    urls = re.compile(
        r"https?://(?:(?:www\.)?semanticscholar\.org/paper/(?:[^/?]+/)?([0-9a-f]{40})"
        r"|api\.semanticscholar\.org/(CorpusI[dD]:\d+))/?(?:\?.*)?"
    )

    def thing_of(self, found: re.Match[str]) -> str:
        """Return the paper's id for the API."""
        return found[1] or found[2].replace("CorpusID", "CorpusId")

    def requests_for(self, thing: str) -> Sequence[Request]:
        """Return the request for a paper that was in no batch."""
        return [
            Request(
                f"{_API}{thing}?fields=corpusId",
                r'"paperId":',
                r"(?i)paper with id [^<]* not found",
            )
        ]

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request the papers in batches, and what an answer lacks one by one."""
        left: list[LinkQuery] = []
        for start in range(0, len(queries), IDS_A_CALL):
            part = queries[start : start + IDS_A_CALL]
            ids = [query.key.partition(":")[2] for query in part]
            found = await batch(session, ids, "corpusId")
            for number, query in enumerate(part):
                if isinstance(found, Verdict):
                    evidence = f"{found.evidence} {ids[number]}"
                    session.report(query, replace(found, evidence=evidence))
                elif found[number] is None:
                    left.append(query)
                else:
                    said = f"Semantic Scholar has {ids[number]}"
                    session.report(query, Verdict("alive", "ok", evidence=said))
        await super().check(left, session)


async def batch(
    session: "Session", ids: Sequence[str], fields: str, key: str | None = None
) -> list[Mapping[str, object] | None] | Verdict:
    """Return the paper of each id, None where the API lacks it; a verdict without an answer."""
    url = f"{_API}batch?fields={fields}"
    headers = {"Content-Type": "application/json"} | ({"x-api-key": key} if key else {})
    body = json.dumps({"ids": list(ids)}).encode()
    failure = Verdict(
        "unsure", "api-refused", evidence="Semantic Scholar's API did not answer for"
    )
    try:
        answer = await session.call_patiently(url, headers=headers, data=body)
    except Fault as fault:
        return replace(failure, reason=fault.reason)
    papers = _papers_in(answer, len(ids)) if answer.status == 200 else []
    return papers or failure


def _papers_in(answer: Answer, number: int) -> list[Mapping[str, object] | None]:
    """Return the papers of a whole answer; nothing if it is no such answer."""
    try:
        papers: object = json.loads(answer.body)
    except (ValueError, RecursionError):
        return []
    found = cast("list[object]", papers) if isinstance(papers, list) else []
    if len(found) != number:
        return []
    return [cast("Mapping[str, object]", one) if isinstance(one, dict) else None for one in found]
