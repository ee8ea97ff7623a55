"""What GitHub's APIs say of a repository, and what that says of a link."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast
from urllib.parse import urlsplit

from msgspec import Struct

from awesomecheck.links.answers import Answer
from awesomecheck.links.service import LinkQuery
from awesomecheck.rules import FactValue, Verdict

Json = Mapping[str, object]
_DAY = 86_400


class Repository(Struct, frozen=True):
    """What an API says about a repository."""

    full_name: str
    facts: dict[str, FactValue]


def is_limit(answer: Answer) -> bool:
    """Return whether an answer of the API is a limit, primary or secondary, and may pass."""
    if answer.status == 429:
        return True
    if answer.status not in (403, 503) or "block" in answer.json_object():
        return False
    said = answer.body.lower()
    return (
        "Retry-After" in answer.headers
        or answer.headers.get("x-ratelimit-remaining") == "0"
        or b"rate limit" in said
        or b"abuse" in said
    )


def repository_of(full_name: str, reply: Json) -> Repository:
    """Return the repository that an answer of REST describes."""
    size = reply.get("size")
    facts: dict[str, FactValue] = {
        "full_name": full_name,
        "archived": bool(reply.get("archived")),
        # The size lags behind, and is counted in kilobytes: it cannot show that nothing is there.
        "empty": False if isinstance(size, int) and size > 0 else None,
        "disabled": bool(reply.get("disabled")),
        "pushed_at": text_or_none(reply.get("pushed_at")),
        "license": text_or_none(child(reply, "license").get("spdx_id")),
        "stars": number_or_none(reply.get("stargazers_count")),
        "default_branch": text_or_none(reply.get("default_branch")),
    }
    return Repository(full_name, facts)


def with_idle_days(repository: Repository, now: float) -> Repository:
    """Return a repository with the days since anything was pushed to it, if that is known.

    `now` is in seconds since 1970.
    """
    pushed = repository.facts.get("pushed_at")
    try:
        then = datetime.fromisoformat(str(pushed)).timestamp()
    except (ValueError, OverflowError):
        return repository
    days = max(0, int((now - then) // _DAY))
    return Repository(repository.full_name, {**repository.facts, "idle_days": days})


def verdict_on(
    query: LinkQuery, repository: Repository, facts: Mapping[str, FactValue]
) -> Verdict:
    """Return the verdict on a link to what is in a repository."""
    if repository.full_name.lower() == query.target.id.lower():
        said = f"GitHub has {repository.full_name}"
        return Verdict("alive", "ok", evidence=said, facts=facts)
    final = renamed_url(query.url, repository.full_name)
    if query.fragment:
        final = f"{final}#{query.fragment}"
    said = f"{query.target.id} is now {repository.full_name} on GitHub"
    return Verdict("moved", "renamed", final_url=final, evidence=said, facts=facts)


def renamed_url(url: str, full_name: str) -> str:
    """Return the same place in a repository under its present name."""
    parts = urlsplit(url)
    _, _, _, *rest = parts.path.split("/", 3)
    inside = f"/{rest[0]}" if rest and rest[0] else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}/{full_name}{inside}{query}"


def child(node: Json, name: str) -> Json:
    """Return the object inside another; an empty one where there is none."""
    value = node.get(name)
    return cast("Json", value) if isinstance(value, dict) else {}


def text_or_none(value: object) -> str | None:
    """Return a text as a fact."""
    return value if isinstance(value, str) else None


def number_or_none(value: object) -> int | None:
    """Return a whole number as a fact."""
    return value if isinstance(value, int) else None
