"""arXiv papers, in batches through its export API (https://info.arxiv.org/help/api/)."""

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
import math
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from msgspec import Struct, field
from msgspec.structs import replace

from awesomecheck.document.target import (
    ARXIV_COMPANIONS,
    ARXIV_HOSTS,
    ARXIV_MIRRORS,
    Target,
    classify,
)
from awesomecheck.links.answers import Answer, Fault, HostGivenUp
from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.rules import FactValue, Reason, Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session

_API: Final = "https://export.arxiv.org/api/query"
_SECONDS_BETWEEN_CALLS: Final = 3.0
"""Required by arXiv (https://info.arxiv.org/help/api/tou.html)."""
_SPARE_SECONDS: Final = 0.1
"""Added because calls may arrive closer together than they were sent."""
_IDS_A_CALL: Final = 200
_REQUEST_LINE_BYTES: Final = 3900
MAX_PAGES: Final = 30
"""Abstract pages requested beside the API, which are no way to check a long list."""

_OLD_ID: Final = re.compile(
    r"(?:acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg"
    r"|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph"
    r"|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int"
    r"|supr-con)/\d\d(?:0[1-9]|1[0-2])\d{3}"
)
"""Archives that were part of ids, until March 2007."""
_NEW_ID: Final = re.compile(r"(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})")
_WRONG_ID: Final = re.compile(r"incorrect id format for ([^\s<&]+)", re.IGNORECASE)
_WITHDRAWN: Final = re.compile(
    r"^(?:this (?:paper|article|submission|manuscript|work|preprint)|the (?:paper|article)|paper|"
    r"article|submission)?\s*(?:has been|is|was|have been)?\s*withdrawn\b"
    r"(?![^.;]*\bfrom (?!arxiv))"
    r"|\bwithdrawn (?:by|due|because|from|as)\b(?<!from)(?![^.;]*\bfrom (?!arxiv))"
    r"|\bwithdrawn from arxiv\b",
    re.IGNORECASE,
)
_REPOSITORY: Final = re.compile(
    r"https?://(?:www\.)?(github\.com|gitlab\.com)/([\w-]+/[\w.-]*[\w-])", re.IGNORECASE
)
_CODE: Final = re.compile(
    r"\b(?:(?:source |our )?codes?(?:base)?|implementations?|software|open[- ]?sourced?)\b",
    re.IGNORECASE,
)
_OTHERS_CODE: Final = re.compile(
    r"\b(?:based on|built? (?:up)?on|fork|baseline|datasets?(?! and)|benchmarks?|website)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+(?=[A-Z])|;\s")
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ARXIV: Final = "{http://arxiv.org/schemas/atom}"


class Arxiv:
    """Papers on arXiv, its mirrors and sites about its papers; arXiv's own DOIs, too.

    A mirror may be gone, and a page about a paper not be there: they are requested themselves, and
    arXiv adds its facts about the paper.
    """

    name = "arxiv"
    limits: Mapping[str, RateLimit] = {
        "arxiv.org": RateLimit(concurrency=1, rate=1.0),
        "export.arxiv.org": RateLimit(
            concurrency=1, rate=1 / (_SECONDS_BETWEEN_CALLS + _SPARE_SECONDS)
        ),
    }

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for a paper, or for a version or a file of it."""
        if target.kind != "arxiv":
            return None
        address = url.partition("#")[0]
        version = f"v{target.version}" if target.version else ""
        file = f" {address}" if _is_mirror(target) else _file_of(target, address)
        key = f"{target.identity}{version}{file}"
        return LinkQuery(self.name, key, address, "", target)

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take."""
        return math.ceil(len(queries) / _IDS_A_CALL) / self.limits["export.arxiv.org"].rate

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request all papers from the API, and few pages beside it.

        Those have to answer what the API leaves open, and come before a paper is called dead.
        """
        mirrors: dict[str, Verdict] = {}

        async def visit_mirror(query: LinkQuery) -> None:
            mirrors[query.key] = await session.page_verdict(query.url)

        async with asyncio.TaskGroup() as group:
            on_mirrors = [query for query in queries if _is_mirror(query.target)]
            group.create_task(session.each(visit_mirror, on_mirrors))
            found = await _find(session, (query.target.id for query in queries))
        abstracts: dict[str, Verdict] = {}
        for query in queries:
            paper_id, abstract = query.target.id, _abstract(query.target)
            paper = found.papers.get(paper_id)
            if query.key in mirrors:
                facts = paper.facts if paper else {}
                session.report(query, replace(mirrors[query.key], facts=facts))
            elif paper is not None and not _is_about_a_file(query, paper):
                said = f"arXiv has {paper.id}v{paper.version}"
                session.report(query, Verdict("alive", "ok", evidence=said, facts=paper.facts))
            elif paper is not None:
                verdict = await session.page_verdict(query.url)
                session.report(query, replace(verdict, facts=paper.facts))
            elif abstract in abstracts or (
                len(abstracts) < MAX_PAGES and (paper_id in found.absent or session.pages_may_help)
            ):
                if abstract not in abstracts:
                    abstracts[abstract] = await session.page_verdict(abstract)
                session.report(query, _from_page(abstracts[abstract], paper_id))
            else:
                session.report(query, _left_open(paper_id, absent=paper_id in found.absent))


def _is_mirror(target: Target) -> bool:
    return target.host in ARXIV_MIRRORS or target.host in ARXIV_COMPANIONS


def _file_of(target: Target, address: str) -> str:
    """Return what an arXiv URL names beside the abstract: not every paper has an HTML page."""
    form = address.split("/", 3)[3].strip("/").partition("/")[0].lower()
    return f" {form}" if target.host in ARXIV_HOSTS and form != "abs" else ""


def _is_about_a_file(query: LinkQuery, paper: "Paper") -> bool:
    """Return whether there may be the paper, and not what the URL names of it."""
    target = query.target
    if target.version is not None and not 1 <= target.version <= paper.version:
        return True
    path = urlsplit(query.url).path
    if target.host not in ARXIV_HOSTS or path.startswith("/abs/"):
        return False
    return path.startswith("/html/") or bool(paper.facts["withdrawn"])


def _abstract(target: Target) -> str:
    return f"https://arxiv.org/abs/{target.id}{f'v{target.version}' if target.version else ''}"


def _left_open(paper_id: str, *, absent: bool) -> Verdict:
    """Return the verdict where no more pages are requested: the API alone is no hard evidence."""
    reason: Reason = "unconfirmed" if absent else "api-refused"
    said = f"arXiv's API has no {paper_id}" if absent else "arXiv's API did not answer"
    said = f"{said}, and such papers are too many to request their pages"
    return Verdict("unsure", reason, evidence=said)


def _from_page(verdict: Verdict, paper_id: str) -> Verdict:
    if verdict.state == "moved":
        return replace(verdict, state="alive", reason="ok", final_url=None)
    if verdict.state == "dead":
        return replace(verdict, reason="unknown-id", facts={"arxiv_id": paper_id})
    return verdict


class Paper(Struct, frozen=True):
    """An entry of the API's feed."""

    id: str
    """Without version, as `Target.id` has it."""
    version: int
    facts: dict[str, FactValue]


class BadFeed(Exception):
    """An answer that is not the feed that was requested."""


class WrongId(Exception):
    """The API refuses a batch for an id that it calls malformed."""

    def __init__(self, paper_id: str) -> None:
        super().__init__(paper_id)
        self.id = paper_id


def is_well_formed(paper_id: str) -> bool:
    """Return whether an id can exist; the API refuses the whole batch of one that cannot."""
    new = _NEW_ID.fullmatch(paper_id)
    if new:
        after_2014 = new[1] + new[2] >= "1501"
        return new[1] + new[2] >= "0704" and len(new[3]) == (5 if after_2014 else 4)
    return _OLD_ID.fullmatch(paper_id) is not None


def id_batches(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield ids in as few calls as the API's limits allow."""
    room = _REQUEST_LINE_BYTES - len(
        f"GET {urlsplit(_API).path}?id_list=&max_results=200 HTTP/1.1"
    )
    batch: list[str] = []
    length = 0
    for paper_id in ids:
        if batch and (len(batch) == _IDS_A_CALL or length + len(paper_id) + 1 > room):
            yield tuple(batch)
            batch, length = [], 0
        batch.append(paper_id)
        length += len(paper_id) + 1
    if batch:
        yield tuple(batch)


def parse_feed(body: bytes) -> dict[str, Paper]:
    """Return the papers of a feed, by id.

    Raises:
        BadFeed: it is no feed, or it reports an error.
    """
    try:
        text = body.decode("utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise BadFeed("the feed declares entities")
        root = ET.fromstring(text)  # noqa: S314 - without declarations there is nothing to expand
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise BadFeed(f"the answer is no XML: {error}") from error
    if root.tag != f"{_ATOM}feed":
        raise BadFeed("the answer is no Atom feed")
    papers: dict[str, Paper] = {}
    for entry in root.iter(f"{_ATOM}entry"):
        paper = _paper(entry)
        if paper is not None:
            papers[paper.id] = paper
    return papers


def _paper(entry: ET.Element) -> Paper | None:
    written = _text(entry, f"{_ATOM}id")
    if "/api/errors" in written:
        raise BadFeed(_text(entry, f"{_ATOM}summary") or "the API reports an error")
    target = classify(written)
    title = _text(entry, f"{_ATOM}title")
    if target.kind != "arxiv" or not title:
        return None
    comment = _text(entry, f"{_ARXIV}comment")
    summary = _text(entry, f"{_ATOM}summary")
    primary = entry.find(f"{_ARXIV}primary_category")
    version = target.version or 1
    facts: dict[str, FactValue] = {
        "arxiv_id": target.id,
        "version": version,
        "title": title,
        "authors": tuple(
            _text(author, f"{_ATOM}name") for author in entry.findall(f"{_ATOM}author")
        ),
        "published": _text(entry, f"{_ATOM}published") or None,
        "updated": _text(entry, f"{_ATOM}updated") or None,
        "categories": tuple(
            term
            for category in entry.findall(f"{_ATOM}category")
            if (term := category.get("term"))
        ),
        "primary_category": primary.get("term") if primary is not None else None,
        "comment": comment or None,
        "journal_ref": _text(entry, f"{_ARXIV}journal_ref") or None,
        "doi": _text(entry, f"{_ARXIV}doi") or None,
        "withdrawn": bool(_WITHDRAWN.search(comment) or _WITHDRAWN.match(summary)),
    }
    if code := tuple(dict.fromkeys((*_code_in(comment), *_code_in(summary)))):
        facts["code"] = code
    return Paper(target.id, version, facts)


def _code_in(text: str) -> Iterator[str]:
    """Yield the repositories that authors call their code."""
    for sentence in _SENTENCE.split(text):
        links = [*_REPOSITORY.finditer(sentence)]
        words = _REPOSITORY.sub("", sentence)
        if not links or _OTHERS_CODE.search(words):
            continue
        if _CODE.search(words) or not re.search(r"\w", words):
            for found in links:
                yield f"https://{found[1].lower()}/{found[2].removesuffix('.git')}"


def _text(element: ET.Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


class _Found(Struct):
    """What the API has answered."""

    papers: dict[str, Paper] = field(default_factory=dict[str, Paper])
    absent: set[str] = field(default_factory=set[str])
    """Ids that are in none of two answers; their pages have the last word."""


async def _find(session: "Session", ids: Iterable[str]) -> _Found:
    """Request papers from the API, absent ones twice.

    The second call also requests a paper of the first one's answer: an answer without it is a
    faulty one, and no evidence.
    """
    found = _Found()
    absent = await _call_all(
        session, [one for one in dict.fromkeys(ids) if is_well_formed(one)], found
    )
    witness = next(iter(found.papers), None)
    if absent and witness is not None:
        found.absent.update(await _call_all(session, absent, found, witness))
    return found


async def _call_all(
    session: "Session", ids: Sequence[str], found: _Found, witness: str | None = None
) -> list[str]:
    """Add the papers of all ids; return the ids that are absent from good answers."""
    absent: list[str] = []
    waiting = deque(id_batches(ids))
    while waiting:
        batch = waiting.popleft()
        try:
            papers = await _call(session, (*batch, witness) if witness else batch)
        except WrongId as error:
            rest = tuple(one for one in batch if one != error.id)
            if rest and len(rest) < len(batch):
                waiting.appendleft(rest)
        except (Fault, BadFeed):
            break
        else:
            found.papers.update(papers)
            if witness is None or witness in papers:
                absent += [one for one in batch if one not in papers]
    return absent


async def _call(session: "Session", ids: Sequence[str]) -> dict[str, Paper]:
    """Return the papers that the API has; one fault or faulty answer is not the last word."""
    url = f"{_API}?id_list={','.join(ids)}&max_results={len(ids)}"
    faults_left = 1
    for _ in range(session.attempts):
        try:
            answer = await session.call(url)
            if answer.status == 200:
                return _papers_of(answer)
        except HostGivenUp:
            raise
        except (Fault, BadFeed) as error:
            timed_out = isinstance(error, Fault) and error.reason == "timeout"
            if timed_out or not faults_left:  # another timeout would take too long
                raise
            faults_left -= 1
            continue
        if answer.status == 400:
            wrong = _WRONG_ID.search(answer.body.decode("utf-8", "replace"))
            raise WrongId(wrong[1]) if wrong else BadFeed("the API refuses the request")
        asked = session.retry_after(answer)
        if not session.pause(url, _SECONDS_BETWEEN_CALLS if asked is None else asked):
            break
    raise BadFeed("the API refuses to answer")


def _papers_of(answer: Answer) -> dict[str, Paper]:
    """Return the papers of an answer.

    Raises:
        BadFeed: it has none, or may be incomplete.
    """
    papers = parse_feed(answer.body)
    if not papers or not answer.whole:
        raise BadFeed("the feed is empty or incomplete")
    return papers
