"""GitHub: repositories in batches through GraphQL, else one by one through REST, else as pages.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
import json
from typing import Final
from urllib.parse import urlsplit

from awesomecheck.links.client import Answer, Client
from awesomecheck.links.events import Event, Notice
from awesomecheck.links.faults import Fault
from awesomecheck.links.graphql import (
    Json,
    Repository,
    Subject,
    batches,
    child,
    errors,
    json_object,
    missing_aliases,
    number_or_none,
    proves,
    query_for,
    repository_from,
    selection,
    subjects,
    text_or_none,
)
from awesomecheck.links.network import Network
from awesomecheck.links.pace import LeftAlone
from awesomecheck.links.plan import Question
from awesomecheck.rules import FactValue, Verdict

_SECONDARY_WAIT: Final = 60.0
"""What GitHub asks to wait after a secondary limit that names no time."""
_PAUSE: Final = 1.0
"""Seconds before a call that broke down is made once more."""
_REST_AT_ONCE: Final = 8
_HEADERS: Final = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
}


class Refused(Exception):
    """The API answers no more for now, or not at all."""


class BadToken(Refused):
    """The token is not accepted."""


class TooMuch(Exception):
    """The call took GitHub too long; a smaller one may do."""


class GitHub:
    """The way to GitHub in one run."""

    def __init__(
        self,
        client: Client,
        network: Network,
        tries: int,
        *,
        page: Callable[[str, str], Awaitable[Verdict]],
        report: Callable[[Question, Verdict], None],
        tell: Callable[[Event], None],
    ) -> None:
        self._client = client
        self._network = network
        self._tries = tries
        self._page = page
        self._report = report
        self._tell = tell
        self._token = network.github_token
        self._told = False
        self._missing: set[str] = set()
        """Keys of questions about repositories that the API does not know."""
        self._pages: list[tuple[Question, Mapping[str, FactValue]]] = []
        """What only the page itself can tell, and the facts that are known already."""

    async def ask(self, questions: Sequence[Question]) -> None:
        """Reports a verdict on each question."""
        open_subjects = subjects(questions)
        if self._token:
            open_subjects = await self._ask_graphql(open_subjects)
        await self._ask_rest(open_subjects)
        await asyncio.gather(*(self._ask_page(*left) for left in self._pages))

    # --- GraphQL ---

    async def _ask_graphql(self, asked: Sequence[Subject]) -> list[Subject]:
        """Asks in batches, one call after the other; returns what it could not settle."""
        unsettled: list[Subject] = []
        waiting = deque(batches(asked))
        while waiting:
            batch = waiting.popleft()
            try:
                reply = await self._query(batch)
            except TooMuch:
                if len(batch) == 1:
                    unsettled += batch
                else:
                    half = len(batch) // 2
                    waiting.extendleft((batch[half:], batch[:half]))
            except Refused as error:
                if isinstance(error, BadToken):
                    self._drop_token()
                for left in (batch, *waiting):
                    unsettled += left
                break
            else:
                unsettled += self._settle_batch(batch, reply)
        return unsettled

    def _settle_batch(self, batch: Sequence[Subject], reply: Json) -> list[Subject]:
        missing = missing_aliases(reply)
        data = child(reply, "data")
        unsettled: list[Subject] = []
        for number, subject in enumerate(batch):
            alias = f"s{number}"
            value = child(data, alias)
            repository = repository_from(value)
            if repository is not None:
                self._settle(subject, repository, value)
            elif "login" in value:
                said = f"GitHub tells of {subject.owner}."
                self._report_all(subject, Verdict("alive", "ok", evidence=said))
            elif alias in missing and subject.name:
                self._report_missing(subject)
            else:
                unsettled.append(subject)
        return unsettled

    async def _query(self, batch: Sequence[Subject]) -> Json:
        url = self._network.github_graphql
        body = json.dumps({"query": query_for(batch)}).encode()
        hiccups_left = 1
        for _ in range(self._tries):
            try:
                answer = await self._client.api(url, headers=self._headers(), data=body)
            except Fault as fault:
                if fault.reason == "timeout":
                    raise TooMuch from fault
                if not (hiccups_left and fault.passing and self._client.hold(url, _PAUSE)):
                    raise Refused from fault
                hiccups_left -= 1
                continue
            except LeftAlone as left:
                raise Refused from left
            reply = json_object(answer.body)
            limited = any(error.get("type") == "RATE_LIMITED" for error in errors(reply))
            if answer.status == 401:
                raise BadToken
            if answer.status == 200 and not limited:
                return reply
            if answer.status in (500, 502, 504):
                raise TooMuch
            if not (limited or is_limit(answer)) or not self._rest(answer):
                raise Refused
        raise Refused

    # --- REST ---

    async def _ask_rest(self, asked: Sequence[Subject]) -> None:
        """Asks for repositories that stand for themselves; all else goes to the pages."""
        waiting: deque[Subject] = deque()
        for subject in asked:
            if subject.name and any(
                selection(question.target.path) == "" for question in subject.questions
            ):
                waiting.append(subject)
            else:
                self._to_pages(subject.questions)

        async def work() -> None:
            while waiting:
                subject = waiting.popleft()
                try:
                    await self._ask_repository(subject)
                except Refused:
                    self._tell_of_limit()
                except (Fault, LeftAlone):
                    pass
                else:
                    continue
                for left in (subject, *waiting):
                    self._to_pages(left.questions)
                waiting.clear()

        await asyncio.gather(*(work() for _ in range(_REST_AT_ONCE)))

    def _tell_of_limit(self) -> None:
        if self._token is None and not self._told:
            self._told = True
            self._tell(
                Notice(
                    "GitHub's API answers no more for now; its pages are asked instead, slowly.",
                    hint="With a token in GITHUB_TOKEN, it answers for hundreds of repositories "
                    "at once.",
                )
            )

    async def _ask_repository(self, subject: Subject) -> None:
        url = f"{self._network.github_api}/repos/{subject.owner}/{subject.name}"
        answer = await self._get(url)
        if answer.status == 404:
            self._report_missing(subject)
            return
        reply = json_object(answer.body)
        full_name = reply.get("full_name")
        if answer.status == 200 and isinstance(full_name, str):
            self._settle(subject, Repository(full_name, _rest_facts(full_name, reply)), {})
        elif answer.status == 451 or "block" in reply:
            said = f"GitHub has taken {subject.owner}/{subject.name} down."
            self._report_all(
                subject, Verdict("unsure", "taken-down", answer.status, evidence=said)
            )
        else:
            self._to_pages(subject.questions)

    async def _get(self, url: str) -> Answer:
        """An answer that is no limit; renamed repositories are followed within the API alone."""
        for _ in range(self._tries):
            answer = await self._client.api(url, headers=self._headers())
            if answer.status == 401 and self._token:
                self._drop_token()
            elif answer.status in (301, 302, 307, 308):
                url = answer.headers.get("Location", "")
                if not url.startswith(self._network.github_api + "/"):
                    raise Refused
            elif is_limit(answer):
                if not self._rest(answer):
                    raise Refused
            else:
                return answer
        raise Refused

    # --- What the two share ---

    def _headers(self) -> dict[str, str]:
        sent = dict(_HEADERS)
        if self._token:
            sent["Authorization"] = f"Bearer {self._token}"
        return sent

    def _drop_token(self) -> None:
        if self._token is not None:
            self._token = None
            self._tell(
                Notice(
                    "GitHub does not accept the token; it is asked without one.",
                    hint="Set GITHUB_TOKEN to a valid token, or unset it.",
                )
            )

    def _rest(self, answer: Answer) -> bool:
        """Lets the API rest as long as it asks; False where that is too long."""
        asked = self._client.asked_wait(answer)
        if asked is None and answer.headers.get("x-ratelimit-remaining") == "0":
            reset = answer.headers.get("x-ratelimit-reset", "")
            asked = max(float(reset) - self._network.clock(), 0.0) if reset.isdigit() else None
        return self._client.hold(answer.url, _SECONDARY_WAIT if asked is None else asked)

    def _settle(
        self, subject: Subject, repository: Repository, value: Mapping[str, object]
    ) -> None:
        for number, question in enumerate(subject.questions):
            wanted = selection(question.target.path)
            if wanted == "":
                self._report(question, _verdict(question, repository, repository.facts))
            elif wanted and proves(question.target.path, value.get(f"q{number}")):
                facts = {**repository.facts, "path_exists": True}
                self._report(question, _verdict(question, repository, facts))
            else:
                self._pages.append((question, repository.facts))

    def _report_missing(self, subject: Subject) -> None:
        """The page has the last word: the API may be another one, and the URL no repository's."""
        self._missing.update(question.key for question in subject.questions)
        self._to_pages(subject.questions)

    def _report_all(self, subject: Subject, verdict: Verdict) -> None:
        for question in subject.questions:
            self._report(question, verdict)

    def _to_pages(self, questions: Iterable[Question]) -> None:
        self._pages += [(question, {}) for question in questions]

    async def _ask_page(self, question: Question, facts: Mapping[str, FactValue]) -> None:
        verdict = await self._page(question.url, question.fragment)
        if verdict.state == "unsure" and verdict.reason == "legal":
            verdict = replace(verdict, reason="taken-down")
        if verdict.state == "dead" and question.key in self._missing:
            said = f"GitHub knows no repository {question.target.id}. {verdict.evidence}"
            verdict = replace(verdict, reason="missing-repository", evidence=said)
        if verdict.state == "dead" and facts and question.target.path:
            facts = {**facts, "path_exists": False}
        self._report(question, replace(verdict, facts=facts))


def is_limit(answer: Answer) -> bool:
    """Whether an answer of the API is a limit, primary or secondary, and no refusal for good."""
    if answer.status == 429:
        return True
    if answer.status not in (403, 503) or "block" in json_object(answer.body):
        return False
    said = answer.body.lower()
    return (
        "Retry-After" in answer.headers
        or answer.headers.get("x-ratelimit-remaining") == "0"
        or b"rate limit" in said
        or b"abuse" in said
    )


def _rest_facts(full_name: str, reply: Json) -> dict[str, FactValue]:
    size = reply.get("size")
    return {
        "full_name": full_name,
        "archived": bool(reply.get("archived")),
        # The size lags behind, and is counted in kilobytes: only what is there can be told.
        "empty": False if isinstance(size, int) and size > 0 else None,
        "disabled": bool(reply.get("disabled")),
        "pushed_at": text_or_none(reply.get("pushed_at")),
        "license": text_or_none(child(reply, "license").get("spdx_id")),
        "stars": number_or_none(reply.get("stargazers_count")),
        "default_branch": text_or_none(reply.get("default_branch")),
    }


def _verdict(
    question: Question, repository: Repository, facts: Mapping[str, FactValue]
) -> Verdict:
    said = f"GitHub tells of {repository.full_name}."
    if repository.full_name.lower() == question.target.id.lower():
        return Verdict("alive", "ok", evidence=said, facts=facts)
    final = renamed_url(question.url, repository.full_name)
    if question.fragment:
        final = f"{final}#{question.fragment}"
    said = f"GitHub has {question.target.id} under the name {repository.full_name}."
    return Verdict("moved", "renamed", final_url=final, evidence=said, facts=facts)


def renamed_url(url: str, full_name: str) -> str:
    """The same place in a repository under its present name."""
    parts = urlsplit(url)
    _, _, _, *rest = parts.path.split("/", 3)
    inside = f"/{rest[0]}" if rest and rest[0] else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}/{full_name}{inside}{query}"
