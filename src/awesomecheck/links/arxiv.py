"""arXiv papers, in batches through its export API (https://info.arxiv.org/help/api/)."""

from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
import re
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from awesomecheck.document.target import ARXIV_HOSTS
from awesomecheck.links.client import Answer, Client
from awesomecheck.links.faults import Fault
from awesomecheck.links.pace import LeftAlone
from awesomecheck.links.plan import Question
from awesomecheck.rules import FactValue, Verdict

SPACING: Final = 3.0
"""Seconds between two calls (https://info.arxiv.org/help/api/tou.html)."""
_IDS_A_CALL: Final = 200
_REQUEST_LINE_BYTES: Final = 3900
PAGES_AT_MOST: Final = 30
"""Abstracts that are asked beside the API; they are no way to check a long list."""

_OLD_ID: Final = re.compile(
    r"(?:acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg"
    r"|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph"
    r"|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int"
    r"|supr-con)/\d\d(?:0[1-9]|1[0-2])\d{3}"
)
"""Archives as they were when they still were part of an id, until March 2007."""
_NEW_ID: Final = re.compile(r"(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})")
_WRONG_ID: Final = re.compile(r"incorrect id format for ([^\s<&]+)", re.IGNORECASE)
_WITHDRAWN: Final = re.compile(
    r"^(?:this (?:paper|article|submission|manuscript|work|preprint)|the (?:paper|article)|paper|"
    r"article|submission)?\s*(?:has been|is|was|have been)?\s*withdrawn\b"
    r"|\bwithdrawn (?:by|due|because|from|as)\b",
    re.IGNORECASE,
)
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ARXIV: Final = "{http://arxiv.org/schemas/atom}"

Report = Callable[[Question, Verdict], None]


@dataclass(frozen=True, slots=True)
class Paper:
    """An entry of the API's feed."""

    id: str
    """Without version, as `Target.id` has it."""
    version: int
    facts: dict[str, FactValue]


class BadFeed(Exception):
    """An answer that is not the feed that was asked for."""


class WrongId(Exception):
    """The API takes an id for impossible, and has answered nothing on its account."""

    def __init__(self, paper_id: str) -> None:
        super().__init__(paper_id)
        self.id = paper_id


def is_well_formed(paper_id: str) -> bool:
    """Whether an id can exist; one that cannot makes the API refuse its whole batch."""
    new = _NEW_ID.fullmatch(paper_id)
    if new:
        after_2014 = new[1] + new[2] >= "1501"
        return new[1] + new[2] >= "0704" and len(new[3]) == (5 if after_2014 else 4)
    return _OLD_ID.fullmatch(paper_id) is not None


def batches(api: str, ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Ids cut into as few calls as the API's limits allow."""
    room = _REQUEST_LINE_BYTES - len(f"GET {urlsplit(api).path}?id_list=&max_results=200 HTTP/1.1")
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
    """The papers of a feed, by id.

    Raises:
        BadFeed: it is no feed, or one that tells of an error.
    """
    try:
        text = body.decode("utf-8")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise BadFeed("the feed declares entities")
        root = ET.fromstring(text)  # noqa: S314 - without declarations there is nothing to expand
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise BadFeed(f"the answer is no XML ({error})") from error
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
    found = re.search(r"/abs/(.+?)(?:v(\d+))?/?$", written)
    title = _text(entry, f"{_ATOM}title")
    if found is None or not title:
        return None
    archive, slash, number = found[1].lower().rpartition("/")
    comment = _text(entry, f"{_ARXIV}comment")
    summary = _text(entry, f"{_ATOM}summary")
    primary = entry.find(f"{_ARXIV}primary_category")
    version = int(found[2] or 1)
    paper_id = archive.partition(".")[0] + slash + number
    facts: dict[str, FactValue] = {
        "arxiv_id": paper_id,
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
    return Paper(paper_id, version, facts)


def _text(element: ET.Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


@dataclass(slots=True)
class Gathered:
    """What the API has said."""

    papers: dict[str, Paper] = field(default_factory=dict[str, Paper])
    absent: set[str] = field(default_factory=set[str])
    """Ids that are in none of two answers; pages of theirs have the last word."""
    untold: set[str] = field(default_factory=set[str])
    """Ids of which it says nothing that could be relied on."""


class Arxiv:
    """The way to arXiv in one run."""

    def __init__(self, client: Client, api: str, retries: int) -> None:
        self._client = client
        self._api = api
        self._tries = retries + 1

    async def gather(self, ids: Iterable[str]) -> Gathered:
        """Asks the API for papers, for absent ones twice.

        The second call also asks for a paper that the first one told of: an answer without it
        is a faulty one, and no evidence.
        """
        gathered = Gathered()
        well_formed: list[str] = []
        for paper_id in dict.fromkeys(ids):
            if is_well_formed(paper_id):
                well_formed.append(paper_id)
            else:
                gathered.untold.add(paper_id)
        missing = await self._call_all(well_formed, gathered)
        witness = next(iter(gathered.papers), None)
        if missing and witness is None:
            gathered.untold.update(missing)
        elif missing and witness is not None:
            told = Gathered()
            absent = await self._call_all(missing, told, witness)
            gathered.papers.update(told.papers)
            gathered.untold.update(told.untold)
            gathered.absent.update(absent)
        return gathered

    async def _call_all(
        self, ids: Sequence[str], gathered: Gathered, witness: str | None = None
    ) -> list[str]:
        """Calls in batches; the ids that are absent from good answers."""
        absent: list[str] = []
        waiting = deque(batches(self._api, ids))
        while waiting:
            batch = waiting.popleft()
            asked = (*batch, witness) if witness else batch
            try:
                papers = await self._call(asked)
            except WrongId as error:
                rest = tuple(one for one in batch if one != error.id)
                gathered.untold.update(set(batch) - set(rest))
                if rest and len(rest) < len(batch):
                    waiting.appendleft(rest)
                else:
                    gathered.untold.update(rest)
            except (Fault, LeftAlone, BadFeed):
                gathered.untold.update(batch, *waiting)
                break
            else:
                gathered.papers.update(papers)
                missing = [one for one in batch if one not in papers]
                if witness and witness not in papers:
                    gathered.untold.update(missing)
                else:
                    absent += missing
        return absent

    async def _call(self, ids: Sequence[str]) -> dict[str, Paper]:
        """The papers that the API tells of; one hiccup of it is passed over."""
        url = f"{self._api}?id_list={','.join(ids)}&max_results={len(ids)}"
        hiccups_left = 1
        for _ in range(self._tries):
            try:
                answer = await self._client.api(url)
                if answer.status == 200:
                    return _told(answer)
            except (Fault, BadFeed) as error:
                timed_out = isinstance(error, Fault) and error.reason == "timeout"
                if timed_out or not hiccups_left:  # another timeout would be too dear
                    raise
                hiccups_left -= 1
                continue
            if answer.status == 400:
                found = _WRONG_ID.search(answer.body.decode("utf-8", "replace"))
                if found:
                    raise WrongId(found[1])
                raise BadFeed("the API refuses the request")
            asked = self._client.asked_wait(answer)
            if not self._client.hold(url, SPACING if asked is None else asked):
                break
        raise BadFeed("the API refuses to answer")


def _told(answer: Answer) -> dict[str, Paper]:
    """The papers of an answer.

    Raises:
        BadFeed: it tells of none, and may be a faulty one.
    """
    papers = parse_feed(answer.body)
    if not papers or not answer.whole:
        raise BadFeed("the feed is empty, or breaks off")
    return papers


async def ask(
    questions: Sequence[Question],
    arxiv: Arxiv,
    page: Callable[[str], Awaitable[Verdict]],
    report: Report,
) -> None:
    """Reports a verdict on each question about a paper.

    `page` gives the verdict on a page. Few pages are asked beside the API: where it leaves
    questions open, and before a paper that it does not know is called dead.
    """
    gathered = await arxiv.gather(question.target.id for question in questions)
    abstracts: dict[str, Verdict] = {}
    for question in questions:
        paper_id, abstract = question.target.id, _abstract(question)
        paper = gathered.papers.get(paper_id)
        if paper is not None and not _is_about_a_file(question, paper):
            report(question, _alive(paper))
        elif paper is not None:
            report(question, replace(await page(question.url), facts=paper.facts))
        elif abstract in abstracts or len(abstracts) < PAGES_AT_MOST:
            if abstract not in abstracts:
                abstracts[abstract] = await page(abstract)
            report(question, _from_page(abstracts[abstract], paper_id))
        else:
            report(question, _left_open(paper_id, absent=paper_id in gathered.absent))


def _is_about_a_file(question: Question, paper: Paper) -> bool:
    """Whether the paper's existence does not settle that there is what the URL names."""
    target = question.target
    if target.version is not None and not 1 <= target.version <= paper.version:
        return True
    path = urlsplit(question.url).path
    if target.host not in ARXIV_HOSTS or path.startswith("/abs/"):
        return False
    return path.startswith("/html/") or bool(paper.facts["withdrawn"])


def _abstract(question: Question) -> str:
    version = question.target.version
    return f"https://arxiv.org/abs/{question.target.id}{f'v{version}' if version else ''}"


def _alive(paper: Paper) -> Verdict:
    said = f"arXiv tells of {paper.id}v{paper.version}."
    return Verdict("alive", "ok", evidence=said, facts=paper.facts)


def _left_open(paper_id: str, *, absent: bool) -> Verdict:
    """The verdict where no more pages are asked: the API's silence alone is no hard evidence."""
    reason = "unconfirmed" if absent else "api-refused"
    said = f"arXiv's API knows no {paper_id}" if absent else "arXiv's API did not tell"
    said = f"{said}, and there are too many such papers to ask for all their pages."
    return Verdict("unsure", reason, evidence=said)


def _from_page(verdict: Verdict, paper_id: str) -> Verdict:
    if verdict.state == "moved":
        return replace(verdict, state="alive", reason="ok", final_url=None)
    if verdict.state == "dead":
        return replace(verdict, reason="unknown-id", facts={"arxiv_id": paper_id})
    return verdict
