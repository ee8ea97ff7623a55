"""`awesomecheck fleet diff`: what changed between two runs."""

from collections.abc import Sequence
import json
from pathlib import Path
import re

import pytest

from tests.fleet.made import (
    Values,
    a_list,
    finding,
    fleet,
    link,
    manifest,
    not_read,
    verdict,
    write_fleet,
)


def difference(tmp_path: Path, old: Sequence[Values], new: Sequence[Values], *more: str) -> str:
    folders = [write_fleet(tmp_path / name, rows) for name, rows in (("old", old), ("new", new))]
    done = fleet("diff", *folders, *more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.replace(f"{tmp_path}/", "")


def test_nothing_changed(tmp_path: Path) -> None:
    rows = [a_list("a.md"), finding("a.md"), link("a.md", "one.example/")]
    assert difference(tmp_path, rows, rows) == "old → new: no differences in 1 list\n"


def test_lists_come_go_and_fail(tmp_path: Path) -> None:
    old = [a_list("a.md"), a_list("b.md"), a_list("c.md"), not_read("d.md", "gone")]
    new = [a_list("a.md"), not_read("c.md", "gone"), a_list("d.md"), a_list("e.md")]
    said = difference(tmp_path, old, new)
    assert "New lists (1):\n  e.md\n" in said
    assert "Lists that are not there any more (1):\n  b.md\n" in said
    assert "Lists that could not be read any more (1):\n  c.md\n" in said
    assert "Lists that could be read again (1):\n  d.md\n" in said
    assert "in 1 list that both have" in said


def test_findings_by_rule_of_lists_that_both_have(tmp_path: Path) -> None:
    old = [
        a_list("a.md"),
        a_list("gone.md"),
        *[finding("a.md", "bare-url", "x")] * 3,
        finding("a.md", "trailing-space"),
        finding("gone.md", "bare-url"),
    ]
    new = [
        a_list("a.md"),
        a_list("new.md"),
        finding("a.md", "bare-url", "x"),
        finding("a.md", "bare-url", "y"),
        finding("a.md", "trailing-space")._replace(line=99, column=9),
        finding("new.md", "bare-url"),
    ]
    said = difference(tmp_path, old, new)
    assert "1 finding came and 2 went in 1 list that both have" in said
    assert "Findings by rule:\n  came  went\n     1     2  bare-url\n" in said
    assert "trailing-space" not in said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("also on line 12", "also on line 15"),
        ("missing `:` (68 of 69 entries have it)", "missing `:` (70 of 71 entries have it)"),
    ],
)
def test_a_finding_is_the_same_where_others_have_moved(
    tmp_path: Path, before: str, after: str
) -> None:
    old, new = ([a_list("a.md"), finding("a.md", "a-rule", each)] for each in (before, after))
    assert "no differences" in difference(tmp_path, old, new)


STATES = {
    "died": ("alive", "dead"),
    "unsure-died": ("unsure", "dead"),
    "revived": ("dead", "alive"),
    "moved": ("dead", "moved"),
    "still": ("dead", "dead"),
    "maybe": ("dead", "unsure"),
}


def test_links_that_died_and_that_are_there_again(tmp_path: Path) -> None:
    lists = [a_list("a.md"), a_list("b.md")]
    links = [link(name, f"one.example/{each}") for name in ("a.md", "b.md") for each in STATES]
    old, new = (
        [verdict(f"one.example/{name}", states[number]) for name, states in STATES.items()]
        for number in (0, 1)
    )
    removed, fresh = "one.example/removed", "one.example/fresh"
    old += [verdict(removed, "dead"), verdict("one.example/open", "unsure")._replace(checked=None)]
    new += [verdict(fresh, "dead"), verdict("one.example/open", "dead"), verdict(removed, "dead")]
    more = [link("a.md", "one.example/open"), link("a.md", fresh)]
    data = json.loads(
        difference(
            tmp_path,
            [*lists, *links, *old, link("a.md", removed)],
            [*lists, *links, *new, *more],
            "--format",
            "json",
        )
    )
    assert {each["url"] for each in data["links_died"]} == {
        "https://one.example/died",
        "https://one.example/unsure-died",
    }
    assert {each["url"] for each in data["links_alive_again"]} == {
        "https://one.example/revived",
        "https://one.example/moved",
    }
    assert data["dead_links_removed"] == 1
    assert data["links_died"][0]["some"] == ["a.md", "b.md"]


def test_links_of_most_lists_come_first_and_few_are_shown(tmp_path: Path) -> None:
    names = [f"{number}.md" for number in range(5)]
    targets = [f"one.example/{number}" for number in range(25)]
    rows: list[Values] = [*map(a_list, names), *(link("0.md", target) for target in targets)]
    rows += [link(name, "one.example/24") for name in names[1:]]
    old, new = (
        [*rows, *(verdict(target, state) for target in targets)] for state in ("alive", "dead")
    )
    said = difference(tmp_path, old, new).splitlines()
    at = said.index("Newly dead (25):")
    assert said[at + 1] == (
        "  https://one.example/24 (GET answered 404) in 5 lists: 0.md, 1.md, 2.md and 2 more"
    )
    assert said[at + 21] == "  … and 5 more"
    assert "  … and 24 more" in difference(tmp_path, old, new, "--top", "1")
    assert len(json.loads(difference(tmp_path, old, new, "--format", "json"))["links_died"]) == 25


def test_markdown_is_the_body_of_an_issue(tmp_path: Path) -> None:
    old = [a_list("a.md"), finding("a.md"), link("a.md", "one.example/")]
    new = [a_list("a.md"), a_list("@someone/#1"), link("a.md", "one.example/")]
    verdicts = [[verdict("one.example/", state)] for state in ("alive", "dead")]
    said = difference(tmp_path, [*old, *verdicts[0]], [*new, *verdicts[1]], "--format", "markdown")
    assert "| `trailing-space` | 0 | 1 |" in said
    assert "### New lists (1)\n\n- `@someone/#1`\n" in said
    assert "- `https://one.example/` (GET answered 404) in 1 list: `a.md`\n" in said


def test_markdown_is_no_longer_than_an_issue_may_be(tmp_path: Path) -> None:
    names = [a_list(f"{number:03}{'x' * 300}") for number in range(300)]
    said = difference(tmp_path, [], names, "--format", "markdown", "--top", "300")
    assert 50_000 < len(said) < 60_000
    assert said.endswith("> The rest did not fit: `--format text` and `json` have it.\n")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_hostile_texts_do_nothing(tmp_path: Path, form: str) -> None:
    bad = "##[error]x\x1b[31m\n::warning::y <img src=x>"
    old = [a_list("a.md"), finding("a.md", bad, bad), link("a.md", bad, bad)]
    new = [a_list("a.md"), a_list(bad), link("a.md", bad, bad)]
    verdicts = [
        [verdict(bad, state)._replace(url="javascript:alert(1)", evidence=bad)]
        for state in ("alive", "dead")
    ]
    said = difference(tmp_path, [*old, *verdicts[0]], [*new, *verdicts[1]], "--format", form)
    assert "##[" not in said
    assert "\x1b" not in said
    assert not re.search("^ *::", said, re.MULTILINE)
    assert form != "markdown" or not re.search(r"(?<!\\)<img", re.sub(r"`[^`]*`", "", said))


def test_what_may_not_be_true_is_said(tmp_path: Path) -> None:
    old = write_fleet(tmp_path / "old", [a_list("a.md")], manifest(version="1.0.0"))
    new = write_fleet(tmp_path / "new", [], manifest(finished=None, version="2.0.0"))
    said = fleet("diff", old, new).stdout
    assert f"note: `{new}` has not finished" in said
    assert "note: made with awesomecheck 1.0.0 and 2.0.0" in said


def test_a_damaged_file_is_no_difference(tmp_path: Path) -> None:
    rows = [a_list("a.md"), finding("a.md")]
    folders = [write_fleet(tmp_path / name, rows) for name in ("old", "new")]
    bad = folders[1] / "findings" / "0.parquet"
    bad.write_bytes(bad.read_bytes()[:-20])
    done = fleet("diff", *folders)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error: {bad}: cannot be read" in done.stderr


@pytest.mark.parametrize("arguments", [("new", "missing"), ("missing", "new"), ("new", ".")])
def test_bad_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_fleet(Path("new"), [])
    done = fleet("diff", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
