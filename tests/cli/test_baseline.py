"""`--write-baseline`, `--prune-baseline`: old findings are counted, and not shown."""

import json
from pathlib import Path
import subprocess

import pytest

from tests.conftest import RunCommand
from tests.web import simulate
from tests.web.command import run as run_in_web
from tests.web.world import Host, World, page, refuse

NAME = ".awesomecheck-baseline.json"
OLD = 800


def entry(number: int, end: str = "  ") -> str:
    return f"- [Tool{number:03}](https://tools.example/{number}) - What it does.{end}\n"


ENTRIES = [entry(number) for number in range(OLD)]
LIST = "# List\n\n## Tools\n\n" + "".join(ENTRIES)


def lint(run: RunCommand, *arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return run("--no-links", "--select", "trailing-space", *arguments, cwd=folder)


def subjects(folder: Path) -> dict[str, list[str]]:
    files = json.loads((folder / NAME).read_text())["files"]
    return {name: [record["subject"] for record in records] for name, records in files.items()}


def test_a_list_with_800_old_findings_takes_the_tool_up_in_one_day(
    run: RunCommand, tmp_path: Path
) -> None:
    path = tmp_path / "README.md"
    path.write_text(LIST)
    wrote = lint(run, "--write-baseline", folder=tmp_path)
    assert wrote.returncode == 0
    assert wrote.stdout == f"No findings in 1 file ({OLD} in the baseline).\n"
    assert f"{NAME}: written with {OLD} findings" in wrote.stderr
    again = lint(run, folder=tmp_path)
    assert (again.stdout, again.stderr) == (wrote.stdout, "")
    moved = "# List\n\nA new introduction.\n\n## Tools\n\n" + "".join(reversed(ENTRIES))
    path.write_text(moved + entry(999, " "))
    done = lint(run, folder=tmp_path)
    assert done.stdout.startswith(f"README.md:{OLD + 7}:")
    assert f"1 finding in 1 file: 1 info; 1 fixable with --fix ({OLD} in the baseline)." in (
        done.stdout
    )
    report = json.loads(lint(run, "--format", "json", folder=tmp_path).stdout)
    assert report["summary"]["baseline"] == OLD
    assert report["summary"]["findings"] == 1


def test_what_no_longer_occurs_is_reported_and_pruned(run: RunCommand, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# List\n\n" + entry(1) + entry(2))
    lint(run, "--write-baseline", folder=tmp_path)
    path.write_text("# List\n\n" + entry(1, "") + entry(2) + entry(3))
    done = lint(run, folder=tmp_path)
    assert "README.md: 1 finding of the baseline no longer occurs" in done.stderr
    assert "--prune-baseline" in done.stderr
    assert lint(run, "-q", folder=tmp_path).stderr == ""
    pruned = lint(run, "--prune-baseline", folder=tmp_path)
    assert pruned.stdout.startswith("README.md:5:")
    assert subjects(tmp_path) == {"README.md": ["Tool002"]}
    assert lint(run, folder=tmp_path).stderr == ""


def test_nothing_is_pruned_where_there_is_no_baseline(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# List\n\n" + entry(1))
    done = lint(run, "--prune-baseline", folder=tmp_path)
    assert f"{NAME}: no baseline to prune" in done.stderr
    assert not (tmp_path / NAME).exists()


def test_rules_and_lists_that_did_not_run_are_kept(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# List\n\n" + entry(1) + "\n[x](#nowhere)\n")
    (tmp_path / "other.md").write_text("# List\n\n" + entry(2))
    every = ("--no-links", "--select", "trailing-space,missing-anchor")
    run(*every, "--write-baseline", "README.md", "other.md")
    before = subjects(tmp_path)
    assert before == {"README.md": ["#nowhere", "Tool001"], "other.md": ["Tool002"]}
    (tmp_path / "README.md").write_text("# List\n")
    lint(run, "--prune-baseline", folder=tmp_path)
    assert subjects(tmp_path) == {"README.md": ["#nowhere"], "other.md": ["Tool002"]}
    (tmp_path / "other.md").unlink()
    run(*every, "--prune-baseline", "README.md")
    assert subjects(tmp_path) == {}


def test_another_folder_s_configuration_has_its_own(run: RunCommand, tmp_path: Path) -> None:
    for folder in (tmp_path / "a", tmp_path / "b" / "docs"):
        folder.mkdir(parents=True)
        (folder / "list.md").write_text("# List\n\n" + entry(1))
    (tmp_path / "b" / ".awesomecheck.yaml").write_text("rules: {}\n")
    lint(run, "--write-baseline", ".", folder=tmp_path)
    assert subjects(tmp_path / "a") == {"list.md": ["Tool001"]}
    assert subjects(tmp_path / "b") == {"docs/list.md": ["Tool001"]}
    assert "(2 in the baseline)" in lint(run, ".", folder=tmp_path).stdout
    assert "1 in the baseline" in lint(run, "list.md", folder=tmp_path / "b" / "docs").stdout


def test_fixes_mend_old_findings_too(run: RunCommand, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# List\n\n" + entry(1))
    lint(run, "--write-baseline", folder=tmp_path)
    lint(run, "--fix", folder=tmp_path)
    assert path.read_text() == "# List\n\n" + entry(1, "")


def test_isolated_runs_see_everything(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# List\n\n" + entry(1))
    lint(run, "--write-baseline", folder=tmp_path)
    assert "trailing-space" in lint(run, "--isolated", folder=tmp_path).stdout


def test_a_dead_link_that_answers_unsurely_stays_in_the_baseline(tmp_path: Path) -> None:
    gone, shut = "https://one.example/gone", "https://one.example/shut"
    path = tmp_path / "README.md"
    path.write_text(f"# List\n\n- [a]({gone})\n- [b]({shut})\n")
    options = ("--no-cache", "--select", "dead-link", path)
    with simulate(World(hosts=(Host("one.example", {"/": page()}),))) as web:
        run_in_web(web, tmp_path, "--write-baseline", *options)
    assert subjects(tmp_path) == {"README.md": [gone, shut]}
    pages = {"/": page(), "/gone": page(), "/shut": page(refuse(403))}
    with simulate(World(hosts=(Host("one.example", pages),))) as web:
        done = run_in_web(web, tmp_path, "--prune-baseline", *options)
    assert done.returncode == 0, done.stderr
    assert subjects(tmp_path) == {"README.md": [shut]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"version": 7}', "baseline of version 7, written by a later awesomecheck"),
        ("<<<<<<<", "invalid baseline"),
    ],
)
def test_baselines_that_cannot_be_used(
    run: RunCommand, tmp_path: Path, content: str, message: str
) -> None:
    (tmp_path / "README.md").write_text(LIST)
    (tmp_path / NAME).write_text(content)
    for arguments in ((), ("--write-baseline",), ("--prune-baseline",)):
        done = lint(run, *arguments, folder=tmp_path)
        assert done.returncode == 2
        assert message in done.stderr
        assert "hint: " in done.stderr
        assert (tmp_path / NAME).read_text() == content


def test_a_run_that_saw_not_everything_writes_nothing(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# List\n\n" + entry(1))
    done = lint(run, "--write-baseline", "README.md", "missing.md", folder=tmp_path)
    assert done.returncode == 2
    assert "the baseline was not changed" in done.stderr
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize("other", ["--prune-baseline", "--diff", "--isolated", "--staged"])
def test_options_that_do_not_go_together(run: RunCommand, tmp_path: Path, other: str) -> None:
    (tmp_path / "README.md").write_text("# List\n")
    done = lint(run, "--write-baseline", other, folder=tmp_path)
    assert done.returncode == 2
    assert "cannot be used together" in done.stderr
    assert not (tmp_path / NAME).exists()
