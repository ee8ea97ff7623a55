"""What is requested from GitHub, and what its answers confirm."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck.links.answers import Answer
from awesomecheck.links.checker import LinkSettings, Network
from awesomecheck.links.plan import make_plan
from awesomecheck.links.services import services
from awesomecheck.links.services._graphql import (
    Subject,
    batches,
    confirms,
    graphql_query,
    missing_aliases,
    repository_from,
    selection,
    subjects,
)
from awesomecheck.links.services._repositories import is_limit, renamed_url


def subjects_of(*urls: str) -> list[Subject]:
    network = Network(github_api="https://api.github.com", github_token=None)
    plan = make_plan(urls, LinkSettings(), services(network), date(2026, 11, 24))
    return subjects(plan.queries.values())


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("", ""),
        ("pulls", ""),
        ("tree/main/examples/data2vec", 'object(expression:"main:examples/data2vec"){__typename}'),
        ("tree/main", 'object(expression:"main:"){__typename}'),
        ("blob/refs/heads/main/a.md", 'object(expression:"main:a.md"){__typename}'),
        ("blob/main/a%20%22b%22.md", 'object(expression:"main:a \\"b\\".md"){__typename}'),
        ("issues/12", "issueOrPullRequest(number:12){__typename}"),
        ("releases/tag/v1.0", 'release(tagName:"v1.0"){tagName}'),
        ("commit/0123abc", 'object(expression:"0123abc"){__typename}'),
        ("wiki/Home", None),
        ("actions/workflows/ci.yml/badge.svg", None),
        ("issues/abc", None),
    ],
)
def test_what_confirms_a_path(path: str, field: str | None) -> None:
    assert selection(path) == field


def test_confirmation_must_be_of_the_kind_that_the_path_names() -> None:
    assert confirms("tree/main/a", {"__typename": "Tree"})
    assert not confirms("tree/main/a.md", {"__typename": "Blob"})
    assert not confirms("pull/3", {"__typename": "Issue"})
    assert not confirms("blob/main/a", None)


def test_one_repository_is_requested_once_with_all_its_paths() -> None:
    (subject,) = subjects_of(
        "https://github.com/a/b",
        "https://github.com/A/B/tree/main/c",
        "https://github.com/a/b/pulls",
    )
    query = graphql_query([subject])
    assert query.count("repository(") == 1
    assert query.count("object(") == 1
    assert "fragment F on Repository" in query


def test_few_calls_for_many_repositories() -> None:
    asked = subjects_of(*(f"https://github.com/owner/name-{number}" for number in range(120)))
    assert [len(batch) for batch in batches(asked)] == [60, 60]


def test_owners_are_requested_beside_repositories() -> None:
    (subject,) = subjects_of("https://github.com/owner")
    assert graphql_query([subject]) == 'query{s0:repositoryOwner(login:"owner"){login}}'


def test_only_not_found_at_the_alias_itself_means_missing() -> None:
    reply: dict[str, object] = {
        "data": {"s0": None, "s1": None, "s2": {"login": "x"}, "s3": None},
        "errors": [
            {"type": "NOT_FOUND", "path": ["s0"]},
            {"type": "FORBIDDEN", "path": ["s1"]},
            {"type": "NOT_FOUND", "path": ["s2", "q0"]},
            {"message": "Something went wrong"},
            "nonsense",
        ],
    }
    assert missing_aliases(reply) == {"s0"}


def test_facts_of_a_repository() -> None:
    found = repository_from(
        {
            "nameWithOwner": "a/b", "isArchived": True, "isEmpty": False, "isDisabled": False,
            "pushedAt": "2025-01-01T00:00:00Z", "stargazerCount": 7,
            "licenseInfo": {"spdxId": "MIT"}, "defaultBranchRef": {"name": "main"},
        }
    )  # fmt: skip
    assert found is not None
    assert found.facts == {
        "full_name": "a/b", "archived": True, "empty": False, "disabled": False,
        "pushed_at": "2025-01-01T00:00:00Z", "license": "MIT", "stars": 7,
        "default_branch": "main",
    }  # fmt: skip
    assert repository_from({}) is None


@given(st.binary(max_size=100))
def test_any_body_is_read_as_an_object(body: bytes) -> None:
    assert isinstance(Answer("", 200, {}, body).json_object(), dict)


@pytest.mark.parametrize(
    ("status", "headers", "body", "limit"),
    [
        (429, {}, b"", True),
        (403, {"x-ratelimit-remaining": "0"}, b"", True),
        (403, {"Retry-After": "60"}, b"", True),
        (403, {}, b'{"message": "You have exceeded a secondary rate limit"}', True),
        (403, {"Retry-After": "60"}, b'{"block": {"reason": "tos"}}', False),
        (403, {}, b'{"message": "Resource not accessible"}', False),
        (451, {}, b'{"block": {"reason": "dmca"}}', False),
        (200, {"x-ratelimit-remaining": "0"}, b"{}", False),
    ],
)
def test_limits_are_distinguished_from_takedowns(
    status: int, headers: dict[str, str], body: bytes, limit: bool
) -> None:
    assert is_limit(Answer("https://api.github.com/", status, headers, body)) is limit


@pytest.mark.parametrize(
    ("url", "now"),
    [
        ("https://github.com/old/name", "https://github.com/new/name"),
        ("https://github.com/old/name/tree/main/a", "https://github.com/new/name/tree/main/a"),
        ("https://github.com/old/name?tab=x", "https://github.com/new/name?tab=x"),
        ("https://github.com/old/name/", "https://github.com/new/name"),
    ],
)
def test_renamed_repositories_keep_the_path(url: str, now: str) -> None:
    assert renamed_url(url, "new/name") == now
