"""What the documentation says of each option is what becomes of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
import re

import pytest

from awesomecheck.errors import UserError
from awesomecheck.migrate import awesome_bot, lychee, markdown_link_check
from awesomecheck.migrate.model import (
    Given,
    Options,
    Outcome,
    Remark,
    Setting,
    SettingsSource,
    UrlPattern,
)
from awesomecheck.migrate.reading import convert, table_of_options

TOOLS: Mapping[str, Options] = {
    "awesome_bot": awesome_bot.OPTIONS,
    "lychee": lychee.OPTIONS,
    "markdown-link-check": markdown_link_check.OPTIONS,
}
VALUES: dict[str, object] = {
    "hosts": {"example.org": {"concurrency": 2}},
    "ignorePatterns": {"pattern": "example"},
    "scheme": "https",
    "timeout": "7s",
    "max_cache_age": "7d",
}
"""Values that options take; all others take 7."""


def described(outcome: Outcome) -> str:
    """Return the cell of the table for what has become of an option."""
    match outcome:
        case UrlPattern("ignore"):
            return "`links.ignore`"
        case UrlPattern("only"):
            return "`links.only`, unless URLs are excluded"
        case Setting(("rules", name), value):
            return f"`rules.{name}: {value}`"
        case Setting(keys):
            return f"`{'.'.join(keys[:2])}`"
        case Remark(status, _, why):
            return f"{status}: {why}"
        case _:
            raise AssertionError(outcome)


def cells() -> Iterator[tuple[str, str, str]]:
    """Yield each tool and option, and what the table says of it."""
    head, _, *rows = table_of_options()
    _, *tools = (cell.strip() for cell in head.strip("|").split("|"))
    for row in rows:
        becomes, *names = (cell.strip() for cell in row.strip("|").split("|"))
        for tool, cell in zip(tools, names, strict=True):
            yield from ((tool, name, becomes) for name in re.findall(r"`([^`]+)`", cell))


def test_the_table_has_each_option_once() -> None:
    named = [(tool, name) for tool, name, _ in cells()]
    assert sorted(named) == sorted((tool, name) for tool in TOOLS for name in TOOLS[tool])
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(("tool", "name", "becomes"), list(cells()))
def test_the_table_says_what_becomes_of_an_option(tool: str, name: str, becomes: str) -> None:
    given = Given(name, VALUES.get(name, "7"), SettingsSource("file", [""]), 1)
    assert {described(each) for each in TOOLS[tool][name].convert(given)} == {becomes}


def outcomes(values: Mapping[str, object]) -> list[Outcome]:
    return list(convert(values, lychee.OPTIONS, SettingsSource("lychee.toml", [""])))


def of_json(values: Mapping[str, object]) -> list[Outcome]:
    return list(convert(values, markdown_link_check.OPTIONS, SettingsSource("mlc.json", [""])))


def settings(found: list[Outcome]) -> dict[tuple[str, ...], object]:
    return {each.keys: each.value for each in found if isinstance(each, Setting)}


def statuses(found: list[Outcome]) -> set[str]:
    return {each.status for each in found if isinstance(each, Remark)}


def test_an_unknown_option_is_reported_with_the_nearest() -> None:
    [remark] = outcomes({"exlude": ["a"]})
    assert isinstance(remark, Remark)
    assert remark.why == "unknown option; did you mean `exclude`?"


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (20, 20), ("20", 20), ("20s", 20), ("500ms", 0.5), ("1h 30m", 5_400), ("2 days", 172_800),
        ("1day12hours", 129_600), ("1M", 2_630_016), (0.5, 0.5),
    ],
)  # fmt: skip
def test_durations(written: object, seconds: float) -> None:
    found = outcomes({"timeout": written})
    assert settings(found) == {("links", "timeout"): seconds}


def test_bare_numbers_of_markdown_link_check_are_milliseconds() -> None:
    found = of_json({"timeout": 2_000})
    assert settings(found) == {("links", "timeout"): 2}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("timeout", "soon"), ("timeout", True), ("timeout", [["x"]]), ("timeout", -1),
        ("max_retries", "x"), ("max_retries", 1.5), ("exclude", 3), ("exclude", [3]),
        ("scheme", [1]), ("timeout", "5 parsecs"),
        ("hosts", 1), ("hosts", {"a": 1}), ("hosts", {"a": {"concurrency": "x"}}),
        ("timeout", "1" * 5_000), ("max_retries", 10**400), ("timeout", float("nan")),
    ],
)  # fmt: skip
def test_a_value_of_a_wrong_type_is_an_error_at_its_line(key: str, value: object) -> None:
    source = SettingsSource("lychee.toml", ["", f"{key} = x"])
    with pytest.raises(UserError, match=r"^lychee\.toml:2: ") as error:
        list(convert({key: value}, lychee.OPTIONS, source))
    assert error.value.hint


@pytest.mark.parametrize(
    ("key", "value"), [("timeout", 0), ("max_retries", 11), ("max_concurrency", 0)]
)
def test_a_value_out_of_our_range_is_not_carried_over(key: str, value: int) -> None:
    found = outcomes({key: value})
    assert statuses(found) == {"not carried over"}
    assert settings(found) == {}


def test_hosts_have_limits_of_their_own() -> None:
    hosts = {
        "API.example.org": {"concurrency": 2, "request_interval": "250ms", "headers": {"a": "b"}},
        "x/y": {"concurrency": 1},
        "b.example": {"request-interval": "0s"},
    }
    found = outcomes({"hosts": hosts})
    assert settings(found) == {
        ("links", "hosts", "api.example.org", "concurrency"): 2,
        ("links", "hosts", "api.example.org", "rate"): 4,
    }
    assert [each.status for each in found if isinstance(each, Remark)] == [
        "not carried over", "not carried over", "not needed",
    ]  # fmt: skip


@pytest.mark.parametrize("name", lychee.OPTIONS)
def test_what_is_switched_off_becomes_nothing(name: str) -> None:
    assert outcomes({name: False}) == []


@pytest.mark.parametrize(
    ("schemes", "patterns"),
    [
        (["https"], ["http://*"]), (["http", "https"], []), (["https", "file"], ["http://*"]),
        (["mailto"], ["http://*", "https://*"]),
    ],
)  # fmt: skip
def test_schemes(schemes: list[str], patterns: list[str]) -> None:
    found = outcomes({"scheme": schemes})
    assert [each.pattern for each in found if isinstance(each, UrlPattern)] == patterns


def excluded(pattern: str) -> list[Outcome]:
    """Return what becomes of a pattern in the configurations of both tools."""
    found = of_json({"ignorePatterns": [{"pattern": pattern}]})
    return [*found, *outcomes({"exclude": [pattern]})]


@pytest.mark.parametrize(
    "pattern",
    ["^#", "^/docs", r"^\/docs", "^mailto:", "^./", r"^\.\./", "^tel:", r"^\./", r"^LICENSE\.md"],
)
def test_patterns_for_what_is_not_of_the_web_need_nothing(pattern: str) -> None:
    found = excluded(pattern)
    assert len(found) == 2
    assert statuses(found) == {"not needed"}


@pytest.mark.parametrize(
    "pattern",
    [
        "^//cdn", "^.*x", "^https", "/docs", r"^\/\/", "^.example", "^#|https://a", "^a*http",
        "^s?http", "^HTTP",
    ],
)  # fmt: skip
def test_patterns_that_may_match_the_web_are_carried_over(pattern: str) -> None:
    assert [type(each) for each in excluded(pattern)] == [UrlPattern, UrlPattern]


PAGE = (Path(__file__).parents[2] / "docs" / "coming-from.md").read_text("utf-8")


def test_the_documentation_shows_the_table() -> None:
    assert "\n".join(table_of_options()) in PAGE
