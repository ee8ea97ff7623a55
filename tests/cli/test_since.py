"""`--since`, `--staged`, `--diff-file`: a contributor hears of the own lines alone."""

from collections.abc import Callable
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import RunCommand
from tests.git import ENVIRONMENT, Repository
from tests.web import simulate
from tests.web.command import run as run_in_web
from tests.web.world import Host, World, page

OLD = 50
"""Findings that the list has before any contributor comes."""
NAMES = [f"Tool{number:02}" for number in range(OLD)]
WORLD = World(hosts=(Host("tools.example", {f"/{name}": page() for name in NAMES}),))


def entry(name: str, end: str = "") -> str:
    return f"- [{name}](https://tools.example/{name}) - What {name} does.{end}\n"


OLD_LIST = "# List\n\n## Tools\n\n" + "".join(entry(name, "  ") for name in NAMES)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository.init(tmp_path / "repository")
    repository.commit(README=OLD_LIST)
    return repository


Findings = Callable[..., list[tuple[int, str]]]


@pytest.fixture
def findings(run: RunCommand, repository: Repository) -> Findings:
    """Lint the repository's README; lines and rules of what is reported."""

    def lint(*arguments: str, env: dict[str, str] | None = None) -> list[tuple[int, str]]:
        done = run(
            *("--no-links", "--format", "json", *arguments),
            cwd=repository.top,
            env=ENVIRONMENT | (env or {}),
        )
        return _places(json.loads(done.stdout))

    return lint


def _places(report: dict[str, Any]) -> list[tuple[int, str]]:
    [file] = report["files"]
    return [(each["line"], each["rule"]) for each in file["findings"]]


def insert(text: str, after: str, new: str) -> str:
    place = text.index(after) + len(after)
    return text[:place] + new + text[place:]


def test_of_a_pull_request_exactly_its_own_findings_are_reported(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("checkout", "-q", "-b", "topic")
    mine = insert(OLD_LIST, entry("Tool40", "  "), entry("Aardvark"))
    repository.commit(README=mine)
    repository.git("checkout", "-q", "main")
    repository.commit(README=OLD_LIST.replace("# List\n", "# List\n\nMain has moved on.  \n\n"))
    repository.git("checkout", "-q", "topic")
    monkeypatch.chdir(repository.top)
    with simulate(WORLD) as web:
        everything = run_in_web(web, tmp_path, "--no-cache", "--format", "json")
        done = run_in_web(
            web, tmp_path, "--no-cache", "--format", "json", "--since", "main",
            environment=ENVIRONMENT,
        )  # fmt: skip
    assert len(_places(json.loads(everything.stdout))) == OLD + 2
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    line = mine[: mine.index("Aardvark")].count("\n") + 1
    assert sorted(_places(report)) == [(line, "dead-link"), (line, "out-of-order")]
    assert report["summary"]["elsewhere"] == OLD
    checked = [row for row in report["files"][0]["links"] if row["verdict"] != "skipped"]
    assert [(row["url"], row["verdict"]) for row in checked] == [
        ("https://tools.example/Aardvark", "dead")
    ]
    assert len(report["files"][0]["links"]) == OLD + 1


def test_links_of_lines_that_were_only_moved_are_not_checked(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = entry("Tool07", "  ")
    repository.commit(README=OLD_LIST.replace(line, "") + line + entry("Tool50"))
    monkeypatch.chdir(repository.top)
    with simulate(WORLD) as web:
        done = run_in_web(
            web, tmp_path, "--no-cache", "--format", "json", "--since", "HEAD~1",
            environment=ENVIRONMENT,
        )  # fmt: skip
    [file] = json.loads(done.stdout)["files"]
    checked = [row["url"] for row in file["links"] if row["verdict"] != "skipped"]
    assert checked == ["https://tools.example/Tool50"]
    assert "trailing-space" not in {each["rule"] for each in file["findings"]}


def test_without_the_option_everything_is_reported(
    repository: Repository, findings: Findings
) -> None:
    repository.commit(README=OLD_LIST + entry("Tool99", " "))
    assert len(findings()) == OLD + 1
    assert findings("--since", "HEAD~1") == [(OLD + 5, "trailing-space")]


def test_the_summary_counts_what_is_left_out(run: RunCommand, repository: Repository) -> None:
    done = run("--no-links", "--since", "HEAD", cwd=repository.top, env=ENVIRONMENT)
    assert done.stdout == f"No findings in 1 file ({OLD} outside the change).\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_older_mistakes_on_touched_lines_are_counted_and_shown_on_request(
    run: RunCommand, repository: Repository
) -> None:
    line = entry("Tool07", "  ")
    repository.commit(README=OLD_LIST.replace(line, line.replace("does", "does now")))
    done = run("--no-links", "--since", "HEAD~1", cwd=repository.top, env=ENVIRONMENT)
    count = f"{OLD - 1} outside the change, 1 older on lines you touched"
    assert done.stdout == f"No findings in 1 file ({count}).\n"
    assert "Tool07" not in done.stderr
    done = run("--no-links", "-v", "--since", "HEAD~1", cwd=repository.top, env=ENVIRONMENT)
    place = f"README.md:12:{len(line) + 2}"
    shown = "info trailing-space trailing whitespace: remove it (older than the change)"
    assert f"{place} {shown}" in done.stderr


def test_what_is_staged(repository: Repository, findings: Findings) -> None:
    path = repository.top / "README.md"
    path.write_text(OLD_LIST + entry("Tool98", " "))
    repository.git("add", "-A")
    path.write_text(OLD_LIST + entry("Tool98", " ") + entry("Tool99", " "))
    assert findings("--staged") == [(OLD + 5, "trailing-space")]


def test_a_patch_from_a_file_and_from_standard_input(
    run: RunCommand, repository: Repository, findings: Findings
) -> None:
    (repository.top / "README.md").write_text(OLD_LIST + entry("Tool99", " "))
    patch = repository.git("diff") + "\n"
    (repository.top / "change.diff").write_text(patch)
    assert findings("--diff-file", "change.diff") == [(OLD + 5, "trailing-space")]
    done = run("--no-links", "--diff-file", "-", cwd=repository.top, stdin=patch)
    assert done.stdout.startswith(f"README.md:{OLD + 5}:")


def test_a_list_from_standard_input(run: RunCommand, repository: Repository) -> None:
    done = run(
        *("--no-links", "--since", "HEAD", "--stdin-filename", "README.md", "-"),
        cwd=repository.top,
        stdin="# List  \n" + OLD_LIST.partition("\n")[2],
        env=ENVIRONMENT,
    )
    assert done.stdout.startswith("README.md:1:7: info trailing-space")
    assert "1 finding in 1 file" in done.stdout


# What a change causes on other lines


def changed(
    repository: Repository, findings: Findings, old: str, new: str
) -> list[tuple[int, str]]:
    repository.commit(README=old)
    repository.commit(README=new)
    return findings("--since", "HEAD~1")


def test_a_duplicate_is_reported_on_the_new_entry_wherever_it_stands(
    repository: Repository, findings: Findings
) -> None:
    old = "# List\n\n" + entry("Beta") + entry("Gamma") + entry("Delta")
    first = old.replace(entry("Beta"), entry("Delta") + entry("Beta"))
    assert (3, "duplicate-link") in changed(repository, findings, old, first)
    assert (5, "duplicate-link") not in findings("--since", "HEAD~1")
    last = old + entry("Beta")
    assert (6, "duplicate-link") in changed(repository, findings, old, last)


def test_an_old_duplicate_is_not_the_change_s(repository: Repository, findings: Findings) -> None:
    old = "# List\n\n" + entry("Beta") + entry("Beta") + entry("Gamma")
    assert changed(repository, findings, old, old + entry("Zeta")) == []


def test_a_wrong_order_is_reported_on_the_entry_that_the_change_put_there(
    repository: Repository, findings: Findings
) -> None:
    """Whichever of two neighbours the rule would move if it did not know."""
    names = ["Ant", "Bee", "Cat", "Dog", "Eel", "Fox", "Gnu", "Hen"]
    old = "# List\n\n" + "".join(map(entry, names))
    below = insert(old, entry("Cat"), entry("Bat"))
    above = insert(old, entry("Cat"), entry("Doge"))
    for new in (below, above):
        assert changed(repository, findings, old, new) == [(6, "out-of-order")]
    reversed_before = old.replace(entry("Bee") + entry("Cat"), entry("Cat") + entry("Bee"))
    assert changed(repository, findings, reversed_before, reversed_before + entry("Yak")) == []


CONTENTS = "# List\n\n- [One](#one)\n- [Two](#two)\n- [Three](#three)\n"
SECTIONS = "\n## One\n\nText.\n\n## Two\n\nText.\n\n## Three\n\nText.\n"


def test_a_heading_without_its_line_in_the_contents(
    repository: Repository, findings: Findings
) -> None:
    old = CONTENTS + SECTIONS
    new = old + "\n## Four\n\nText.\n"
    assert changed(repository, findings, old, new) == [(19, "stale-contents")]


def test_a_line_of_the_contents_whose_heading_was_taken_away_or_renamed(
    repository: Repository, findings: Findings
) -> None:
    old = CONTENTS + "- [Old fault](#nowhere)\n" + SECTIONS
    gone = old.replace("## Two\n\nText.\n\n", "")
    assert [line for line, _ in changed(repository, findings, old, gone)] == [4]
    renamed = old.replace("## Two", "## Deux")
    heading = renamed[: renamed.index("## Deux")].count("\n") + 1
    assert changed(repository, findings, old, renamed) == [(heading, "missing-anchor")]


def test_a_heading_whose_line_of_the_contents_was_taken_away(
    repository: Repository, findings: Findings
) -> None:
    old = CONTENTS + SECTIONS
    new = old.replace("- [Two](#two)\n", "")
    assert changed(repository, findings, old, new) == [(10, "stale-contents")]


def test_definitions_that_were_taken_away_or_are_not_used_any_more(
    repository: Repository, findings: Findings
) -> None:
    uses = "# List\n\nSee [one][1] and [two][2].\n\nOr [three][3].\n\nText.\n\n"
    definitions = "".join(f"[{number}]: https://{number}.example/\n" for number in (1, 2, 3))
    old = uses + definitions + "[4]: https://4.example/\n"
    gone = old.replace("[2]: https://2.example/\n", "")
    assert changed(repository, findings, old, gone) == [(3, "undefined-reference")]
    unused = old.replace("Or [three][3].\n\n", "")
    assert changed(repository, findings, old, unused) == [(9, "unused-definition")]


def test_a_heading_that_stands_in_the_way_of_an_old_line_of_the_contents(
    repository: Repository, findings: Findings
) -> None:
    old = CONTENTS + SECTIONS
    misspelt = old.replace("## Three", '<a name="three"></a>\n## Threee')
    assert (16, "stale-contents") in changed(repository, findings, old, misspelt)
    sections = "".join(f"## S{number}\n\n" for number in range(3))
    titled = "# New title\n\n# List\n\nText.\n\n" + sections
    found = changed(repository, findings, titled.replace("# New title\n\n", ""), titled)
    assert found == [(1, "second-title")]


def test_what_shows_beside_a_gap_is_the_change_s_where_it_is_new(
    repository: Repository, findings: Findings
) -> None:
    tail = "## More\n\n### Large\n\n" + entry("Delta")
    old = "# List\n\n## Tools\n\n### Small  \n\n" + entry("Beta", "  ") + entry("Gamma") + tail
    new = old.replace("## Tools\n\n", "")
    assert changed(repository, findings, old, new) == [(3, "skipped-heading-level")]
    assert changed(repository, findings, old, old.replace(entry("Gamma"), "")) == []


def test_a_suppression_taken_away_lets_its_findings_out(
    repository: Repository, findings: Findings
) -> None:
    comment = "<!-- awesomecheck-disable trailing-space -->\n"
    new = "# List\n\n" + entry("Beta", "  ") + entry("Gamma", " ")
    old = "# List\n" + comment + "\n" + entry("Beta", "  ") + entry("Gamma", " ")
    assert [line for line, _ in changed(repository, findings, old, new)] == [3, 4]


# Fixes


def test_only_the_contributor_s_lines_are_fixed(run: RunCommand, repository: Repository) -> None:
    mine = insert(OLD_LIST, entry("Tool40", "  "), entry("Tool40a", "  "))
    repository.commit(README=mine)
    done = run("--no-links", "--fix", "--since", "HEAD~1", cwd=repository.top, env=ENVIRONMENT)
    fixed = insert(OLD_LIST, entry("Tool40", "  "), entry("Tool40a"))
    assert (repository.top / "README.md").read_text() == fixed
    assert f"{OLD} outside the change" in done.stdout


# Where the base is found by itself


def test_a_pull_request_on_github_and_how_to_see_everything(
    run: RunCommand, repository: Repository, findings: Findings
) -> None:
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(README=OLD_LIST + entry("Tool99", " "))
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "topic")
    merge = {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_SHA": repository.git("rev-parse", "HEAD"),
    }
    assert findings(env=merge) == [(OLD + 5, "trailing-space")]
    assert len(findings("--no-since", env=merge)) == OLD + 1
    done = run("--no-links", "-q", cwd=repository.top, env=ENVIRONMENT | merge)
    assert "only changes since the base of the pull request are reported" in done.stderr
    assert "hint: report whole files with `--no-since`" in done.stderr


def test_a_hook_for_what_is_staged_serves_for_pushed_commits(
    repository: Repository, findings: Findings
) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.commit(README=OLD_LIST + entry("Tool99", " "))
    assert findings("--staged") == []
    pushing = {"PRE_COMMIT_FROM_REF": first, "PRE_COMMIT_TO_REF": "HEAD"}
    assert findings("--staged", env=pushing) == [(OLD + 5, "trailing-space")]


def test_without_a_base_whole_files_are_reported_and_that_is_said(
    run: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text(OLD_LIST)
    done = run("--no-links", env={"PRE_COMMIT_FROM_REF": "main"})
    assert "whole files are reported: README.md: not in a git repository" in done.stderr
    assert f"{OLD} findings in 1 file" in done.stdout


# Mistakes


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "nowhere"), "unknown revision `nowhere`"),
        (("--since", "main", "--staged"), "--since and --staged cannot be used together"),
        (("--since", "main", "--no-since"), "--since and --no-since cannot be used together"),
        (
            ("--staged", "--write-baseline"),
            "--staged and --write-baseline cannot be used together",
        ),
        (("--diff-file", "-", "-"), "both the list and the patch"),
        (("--diff-file", "no.diff"), "--diff-file: no.diff cannot be read"),
    ],
)
def test_usage_errors_are_reported(
    run: RunCommand, repository: Repository, arguments: tuple[str, ...], message: str
) -> None:
    done = run("--no-links", *arguments, cwd=repository.top, env=ENVIRONMENT)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_a_patch_for_another_file_and_an_empty_one(
    run: RunCommand, repository: Repository
) -> None:
    patch = "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\n+b\n"
    for text, message in (
        (patch, "nothing is reported: not in the patch"),
        ("", "nothing is reported: the patch is empty"),
    ):
        done = run("--no-links", "--diff-file", "-", cwd=repository.top, stdin=text)
        assert done.returncode == 0
        assert f"README.md: {message}" in done.stderr
        assert f"{OLD} outside the change" in done.stdout


def test_a_patch_that_is_none_or_does_not_fit(run: RunCommand, repository: Repository) -> None:
    patch = "--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-a\n+b\n"
    for text, message in (
        (patch, "README.md: not the result of the patch"),
        ("hello", "not a unified diff"),
    ):
        done = run("--no-links", "--diff-file", "-", cwd=repository.top, stdin=text)
        assert done.returncode == 2
        assert message in done.stderr
