"""What APIs know of a paper: their URLs are requested for facts, beside the links of a list.

- Semantic Scholar (https://api.semanticscholar.org/api-docs/graph): the venue of a paper on arXiv,
  in batches; only with a key, because all who have none share one limit, and get 429.
- Hugging Face (https://huggingface.co/docs/hub/api): the code of a paper on arXiv that it indexed.
- Crossref (https://www.crossref.org/documentation/retrieve-metadata/rest-api/), and for other DOIs
  DataCite (https://support.datacite.org/docs/api): title, authors, venue and date.
- arXiv's search (https://info.arxiv.org/help/api/user-manual.html): the paper of a whole title.
- OpenReview (https://docs.openreview.net/reference/api-v2): title, authors and decision.

Whatever else is answered (pages, other shapes, too much) says nothing of the paper.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from awesomecheck.document.target import Target
from awesomecheck.links.answers import Answer, Fault, refusal_of
from awesomecheck.links.events import Notice
from awesomecheck.links.network import Network
from awesomecheck.links.service import QUESTION, LinkQuery, RateLimit
from awesomecheck.links.services import _records
from awesomecheck.links.services.arxiv import BadFeed, parse_feed
from awesomecheck.links.services.openreview import OpenReview
from awesomecheck.links.services.semantic_scholar import IDS_A_CALL, SemanticScholar, batch
from awesomecheck.regexes import regex
from awesomecheck.rules import FactValue, Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session

_SCHOLAR: Final = "https://api.semanticscholar.org/graph/v1/paper/ARXIV:"
_CROSSREF: Final = "https://api.crossref.org/works/"
_DATACITE: Final = "https://api.datacite.org/dois/"
_OPENREVIEW: Final = "https://api2.openreview.net/notes?id="
_OPENREVIEW_OF_OLD: Final = "https://api.openreview.net/notes?id="
_SEARCH: Final = "https://export.arxiv.org/api/query?max_results=5&search_query="
_PLAIN: Final = regex(r"[\W_]+")


def _by_title(answer: Answer) -> dict[str, FactValue]:
    """Return arXiv's facts of the only paper with just the title that was searched for."""
    title = _letters(unquote(answer.url.removeprefix(_SEARCH)).removeprefix("ti:"))
    try:
        papers = parse_feed(answer.body).values()
    except BadFeed:
        return {}
    found = [each.facts for each in papers if _letters(str(each.facts["title"])) == title]
    return found[0] if len(found) == 1 else {}


def _letters(title: str) -> str:
    return _PLAIN.sub("", title).casefold()


def _by(read: Callable[[Mapping[str, object]], dict[str, FactValue]]) -> "_Read":
    return lambda answer: read(answer.json_object())


_Read = Callable[[Answer], dict[str, FactValue]]
_READ: Final[Mapping[str, _Read]] = {
    "https://huggingface.co/api/papers/": _by(_records.hugging_face),
    _CROSSREF: _by(_records.crossref),
    _DATACITE: _by(_records.datacite),
    _OPENREVIEW: _by(_records.openreview),
    _OPENREVIEW_OF_OLD: _by(_records.openreview),
    _SEARCH: _by_title,
}
"""How the answer to a URL that begins so reads."""
_ELSEWHERE: Final[Mapping[str, str]] = {
    _CROSSREF: _DATACITE,
    _OPENREVIEW: _OPENREVIEW_OF_OLD,
}
"""Who else may know."""
_UNKNOWN: Final = (400, 404)


class PaperFacts:
    """URLs at which APIs say what they know of one paper."""

    name = "questions about papers"
    limits: Mapping[str, RateLimit] = {
        "api.crossref.org": RateLimit(concurrency=2, rate=5.0),
        "api.datacite.org": RateLimit(concurrency=2, rate=5.0),
        **OpenReview.limits,
        **SemanticScholar.limits,
    }

    def __init__(self, network: Network) -> None:
        self._key = network.semantic_scholar_key

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for such a URL."""
        address = url.partition("#")[0]
        if not address.startswith((_SCHOLAR, *_READ)):
            return None
        return LinkQuery(self.name, f"{QUESTION}{address}", address, "", target)

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take."""
        single = sum(not query.url.startswith(_SCHOLAR) for query in queries)
        return single / 5

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request what Semantic Scholar knows in batches, and all else one by one."""
        scholar = [query for query in queries if query.url.startswith(_SCHOLAR)]
        await self._check_scholar(scholar, session)
        others = [query for query in queries if not query.url.startswith(_SCHOLAR)]
        await session.each_page(
            lambda query: _check_one(query, session), others, lambda query: query.url
        )

    async def _check_scholar(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        if queries and not self._key:
            session.notify(
                Notice(
                    "Semantic Scholar is not asked for venues: it refuses those without a key",
                    hint="set SEMANTIC_SCHOLAR_API_KEY to one from"
                    " https://www.semanticscholar.org/product/api",
                )
            )
        for start in range(0, len(queries), IDS_A_CALL):
            part = queries[start : start + IDS_A_CALL]
            ids = [f"ARXIV:{query.url.removeprefix(_SCHOLAR)}" for query in part]
            found: Verdict | list[Mapping[str, object] | None] = _NO_KEY
            if self._key:
                found = await batch(session, ids, _records.SCHOLAR_FIELDS, self._key)
            for number, query in enumerate(part):
                if isinstance(found, Verdict):
                    session.report(query, found)
                else:
                    paper = found[number]
                    facts = _records.scholar(paper) if paper is not None else {}
                    session.report(query, _known("Semantic Scholar", facts))


_NO_KEY: Final = Verdict("unsure", "login-required", evidence="Semantic Scholar needs a key")


async def _check_one(query: LinkQuery, session: "Session") -> None:
    session.report(query, await _ask(query.url, session))


async def _ask(url: str, session: "Session") -> Verdict:
    """Return what the API of a URL says, or another one that may know of the paper."""
    start = next(start for start in _READ if url.startswith(start))
    host = url.split("/")[2]
    try:
        answer = await session.call_patiently(url)
    except Fault as fault:
        return Verdict("unsure", fault.reason, evidence=fault.evidence)
    facts = _READ[start](answer) if answer.status == 200 else {}
    if not facts and answer.status != 429 and start in _ELSEWHERE:
        return await _ask(url.replace(start, _ELSEWHERE[start], 1), session)
    if answer.status in (200, *_UNKNOWN):
        return _known(host, facts)
    said = f"GET {url} returned {answer.status}"
    return Verdict("unsure", refusal_of(answer.status), answer.status, evidence=said)


def _known(who: str, facts: Mapping[str, FactValue]) -> Verdict:
    """Return the verdict of an API that answered, although it may not know the paper."""
    said = f"{who} knows the paper" if facts else f"{who} knows nothing of the paper"
    return Verdict("alive", "ok", evidence=said, facts=facts)
