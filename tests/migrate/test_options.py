"""What the README says of each option is what becomes of it."""

from collections.abc import Iterator
from pathlib import Path
import re

import pytest

from awesomecheck.errors import UserError
from awesomecheck.migrate.lychee import OPTIONS as LYCHEE
from awesomecheck.migrate.markdown_link_check import KEYS
from awesomecheck.migrate.model import (
    Elsewhere,
    Given,
    Left,
    Needless,
    Option,
    Outcome,
    Pattern,
    Setting,
)
from awesomecheck.migrate.place import Origin, Place
from awesomecheck.migrate.shell import split
from awesomecheck.migrate.table import TOOLS, table
from awesomecheck.migrate.taking import from_table, from_words

VALUES: dict[str, object] = {
    "hosts": {"example.org": {"concurrency": 2}},
    "ignorePatterns": {"pattern": "example"},
    "scheme": "https",
    "timeout": "7s",
    "max_cache_age": "7d",
    "httpHeaders": {"urls": []},
    **dict.fromkeys(("--allow", "accept", "aliveStatusCodes", "--alive"), "429"),
}
"""Values that options take; a flag takes true, and all others take 7."""


def given(option: Option) -> Given:
    value = VALUES.get(option.name, "7" if option.takes else True)
    if option.name.startswith("retryOn") or option.name == "ignoreDisable":
        value = True
    return Given(option.name, value, Origin("file", 1))


def described(outcome: Outcome) -> str:
    """A cell of the table for something that has become of an option."""
    match outcome:
        case Pattern("ignore"):
            return "`links.ignore`"
        case Pattern("only"):
            return "`links.only`, where nothing is excluded"
        case Setting(("rules", name), value):
            return f"`rules.{name}: {value}`"
        case Setting(keys):
            return f"`{'.'.join(keys[:2])}`"
        case Needless(_, why):
            return f"nothing: {why}"
        case Left(_, why):
            return f"not carried over: {why}"
        case Elsewhere():
            return "what that file says"
        case _:
            raise AssertionError(outcome)


def cells() -> Iterator[tuple[str, str, str]]:
    """Tool, option, and what the table says of it."""
    head, _, *rows = table()
    _, *tools = (cell.strip() for cell in head.strip("|").split("|"))
    for row in rows:
        becomes, *names = (cell.strip() for cell in row.strip("|").split("|"))
        for tool, cell in zip(tools, names, strict=True):
            yield from ((tool, name, becomes) for name in re.findall(r"`([^`]+)`", cell))


def test_the_table_has_each_option_once() -> None:
    named = [(tool, name) for tool, name, _ in cells()]
    expected = [(tool, each.name) for tool, options in TOOLS.items() for each in options]
    assert sorted(named) == sorted(expected)
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(("tool", "name", "becomes"), list(cells()))
def test_the_table_says_what_becomes_of_an_option(tool: str, name: str, becomes: str) -> None:
    [option] = (
        each for own, options in TOOLS.items() for each in options
        if (own, each.name) == (tool, name)
    )  # fmt: skip
    assert {described(each) for each in option.fate.carry(given(option))} == {becomes}


def outcomes(text: str, tool: str = "lychee") -> list[Outcome]:
    [options] = (each for own, each in TOOLS.items() if own == tool)
    return from_words(split(text), options, Place.of("file", text))


def settings(found: list[Outcome]) -> dict[tuple[str, ...], object]:
    return {each.keys: each.value for each in found if isinstance(each, Setting)}


@pytest.mark.parametrize(
    "text",
    ["--timeout 5", "--timeout=5", "-t 5", "-t5", "-vnt5", "-t=5", "--time 5", "x -t 5 y"],
)
def test_ways_to_write_an_option(text: str) -> None:
    assert settings(outcomes(text)) == {("links", "timeout"): 5}


def test_what_follows_two_hyphens_is_no_option() -> None:
    assert outcomes("-- --timeout 5") == []


def test_an_option_of_ruby_s_is_replaced_where_it_is_given_again() -> None:
    found = outcomes("-w a.b -w c.d,e.f --allow-dupe", "awesome_bot")
    assert [each.pattern for each in found if isinstance(each, Pattern)] == ["*c.d*", "*e.f*"]
    [left] = (each for each in found if isinstance(each, Left))
    assert left.given.value == "a.b"
    assert settings(found) == {("rules", "duplicate-link"): "off"}


def test_a_flag_may_be_given_twice() -> None:
    assert {type(each) for each in outcomes("--exclude-all-private -E")} == {Needless}


def test_lychee_adds_up_what_it_excludes() -> None:
    found = outcomes("--exclude a --exclude=b")
    assert [each.pattern for each in found if isinstance(each, Pattern)] == ["/a/", "/b/"]


def test_an_option_without_its_value_is_passed_over_unread() -> None:
    assert outcomes("-w --allow-ssl", "awesome_bot")[0] == Left(
        Given("-w", True, Origin("file", 1)), "its value is missing"
    )


def test_an_unknown_option_is_told() -> None:
    [left] = outcomes("--no-such-thing x")
    assert isinstance(left, Left)
    assert left.given.name == "--no-such-thing"


@pytest.mark.parametrize("value", ["$TIME", "${{ inputs.time }}", '"$(cat time)"', "`cat time`"])
def test_a_value_that_is_put_together_later_is_not_carried_over(value: str) -> None:
    [left] = outcomes(f"--timeout {value}")
    assert isinstance(left, Left)
    assert "put together when the command runs" in left.why


def test_what_a_shell_does_not_touch_is_carried_over() -> None:
    found = outcomes("-w a.b,$MORE,c.d", "awesome_bot")
    assert [type(each) for each in found] == [Pattern, Left, Pattern]


@pytest.mark.parametrize(
    "value", ["`paste -sd, skip`", '"$(IFS=,; printf "%s" "${URLS[*]}")"', "$(a ,),${B:-c,d}"]
)
def test_a_list_is_not_parted_where_it_is_put_together(value: str) -> None:
    found = outcomes(f"-w {value}", "awesome_bot")
    assert {type(each) for each in found} == {Left}


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (20, 20), ("20", 20), ("20s", 20), ("500ms", 0.5), ("1h 30m", 5_400), ("2 days", 172_800),
        ("1day12hours", 129_600), ("1M", 2_630_016), (0.5, 0.5),
    ],
)  # fmt: skip
def test_spans_of_time(written: object, seconds: float) -> None:
    found = list(from_table({"timeout": written}, LYCHEE, Place.of("lychee.toml", "")))
    assert settings(found) == {("links", "timeout"): seconds}


def test_bare_numbers_of_markdown_link_check_are_milliseconds() -> None:
    found = list(from_table({"timeout": 2_000}, KEYS, Place.of("mlc.json", "")))
    assert settings(found) == {("links", "timeout"): 2}


@pytest.mark.parametrize(
    ("codes", "dead"),
    [
        ([200, 429], False), ("200..=299, 403", False), (["400..=499"], True), ("404", True),
        (["..=410"], True), ("410..", True), ("405..410", False), ("..404", False), (410, True),
    ],
)  # fmt: skip
def test_only_codes_that_show_a_link_dead_need_telling(codes: object, dead: bool) -> None:
    found = list(from_table({"accept": codes}, LYCHEE, Place.of("lychee.toml", "")))
    assert any(isinstance(each, Left) for each in found) == dead
    assert all(isinstance(each, Left | Needless) for each in found)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("timeout", "soon"), ("timeout", True), ("timeout", [["x"]]), ("timeout", -1),
        ("max_retries", "x"), ("max_retries", 1.5), ("exclude", 3), ("exclude", [3]),
        ("accept", "all"), ("accept", [True]), ("insecure", "perhaps"), ("insecure", 1),
        ("hosts", 1), ("hosts", {"a": 1}), ("hosts", {"a": {"concurrency": "x"}}),
        ("timeout", "1" * 5_000), ("max_retries", 10**400), ("timeout", float("nan")),
    ],
)  # fmt: skip
def test_a_value_of_a_wrong_type_is_an_error_at_its_line(key: str, value: object) -> None:
    place = Place.of("lychee.toml", f"\n{key} = x\n")
    with pytest.raises(UserError, match=r"^lychee\.toml:2: ") as error:
        list(from_table({key: value}, LYCHEE, place))
    assert error.value.hint


@pytest.mark.parametrize(
    ("key", "value"), [("timeout", 0), ("max_retries", 11), ("max_concurrency", 0)]
)
def test_a_value_that_ours_does_not_take_is_told(key: str, value: int) -> None:
    [left] = from_table({key: value}, LYCHEE, Place.of("lychee.toml", ""))
    assert isinstance(left, Left)
    assert "and not" in left.why


def test_hosts_have_limits_of_their_own() -> None:
    hosts = {
        "API.example.org": {"concurrency": 2, "request_interval": "250ms", "headers": {"a": "b"}},
        "x/y": {"concurrency": 1},
        "b.example": {"request-interval": "0s"},
    }
    found = list(from_table({"hosts": hosts}, LYCHEE, Place.of("lychee.toml", "")))
    assert settings(found) == {
        ("links", "hosts", "api.example.org", "concurrency"): 2,
        ("links", "hosts", "api.example.org", "rate"): 4,
    }
    assert [type(each) for each in found] == [Setting, Setting, Left, Left, Needless]


@pytest.mark.parametrize("option", [each for each in LYCHEE if not each.takes])
def test_what_is_switched_off_is_as_if_it_were_not_there(option: Option) -> None:
    if option.name not in ("verbose", "quiet"):
        place = Place.of("lychee.toml", "")
        assert list(from_table({option.name: False}, LYCHEE, place)) == []


@pytest.mark.parametrize(
    ("schemes", "patterns"),
    [
        (["https"], ["http://*"]), (["http", "https"], []), (["https", "file"], ["http://*"]),
        (["mailto"], ["http://*", "https://*"]),
    ],
)  # fmt: skip
def test_schemes(schemes: list[str], patterns: list[str]) -> None:
    found = list(from_table({"scheme": schemes}, LYCHEE, Place.of("lychee.toml", "")))
    assert [each.pattern for each in found if isinstance(each, Pattern)] == patterns


def excluded(pattern: str) -> list[Outcome]:
    """What becomes of a pattern in the configurations of both tools."""
    mlc, toml = Place.of("mlc.json", ""), Place.of("lychee.toml", "")
    return [
        *from_table({"ignorePatterns": [{"pattern": pattern}]}, KEYS, mlc),
        *from_table({"exclude": [pattern]}, LYCHEE, toml),
    ]


@pytest.mark.parametrize(
    "pattern",
    ["^#", "^/docs", r"^\/docs", "^mailto:", "^./", r"^\.\./", "^tel:", r"^\./", r"^LICENSE\.md"],
)
def test_patterns_for_what_is_not_of_the_web_need_nothing(pattern: str) -> None:
    assert [type(each) for each in excluded(pattern)] == [Needless, Needless]


@pytest.mark.parametrize(
    "pattern",
    [
        "^//cdn", "^.*x", "^https", "/docs", r"^\/\/", "^.example", "^#|https://a", "^a*http",
        "^s?http", "^HTTP",
    ],
)  # fmt: skip
def test_patterns_that_may_match_the_web_are_carried_over(pattern: str) -> None:
    assert [type(each) for each in excluded(pattern)] == [Pattern, Pattern]


README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


@pytest.mark.skipif("## Coming from" not in README, reason="the README has no such section")
def test_the_readme_shows_the_table() -> None:
    assert "\n".join(table()) in README
