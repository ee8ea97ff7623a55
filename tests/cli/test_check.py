"""`awesomecheck check`: what it reads, what it prints, how it exits."""

import json
from pathlib import Path

import pytest

from tests.conftest import RunCommand

CLEAN = "# List\n\n* [A](https://a.example/)\n"
TRAILING = "# List\n\n* [A](https://a.example/) \n"
BROKEN = "# List\n\n[to nowhere](#nowhere-at-all)\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_a_finding_is_one_line_with_its_place(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=TRAILING)
    done = run("--no-links", "README.md")
    assert done.stdout.splitlines()[0] == (
        "README.md:3:26: warning trailing-space trailing whitespace: remove it"
    )
    assert done.stdout.splitlines()[-1] == "1 finding in 1 file: 1 warning; 1 fixable with --fix."
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_path_the_readme_is_checked(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=TRAILING, OTHER=TRAILING)
    assert run("--no-links").stdout.startswith("README.md:3:26: ")


def test_without_a_path_and_a_readme_it_says_what_to_do(run: RunCommand) -> None:
    done = run("--no-links")
    assert done.returncode == 2
    assert "no README.md in this folder" in done.stderr
    assert "hint: name the list" in done.stderr


def test_errors_exit_with_1_and_warnings_with_0(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, broken=BROKEN, trailing=TRAILING, clean=CLEAN)
    assert run("check", "--no-links", "broken.md").returncode == 1
    assert run("check", "--no-links", "trailing.md").returncode == 0
    assert run("check", "--no-links", "clean.md").returncode == 0
    assert run("check", "--no-links", "--exit-zero", "broken.md").returncode == 0


def test_a_clean_file_says_so(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=CLEAN)
    assert run("--no-links").stdout == "No findings in 1 file.\n"
    assert run("--no-links", "-q").stdout == ""


def test_a_missing_file_does_not_keep_others_from_being_checked(
    run: RunCommand, tmp_path: Path
) -> None:
    write(tmp_path, README=TRAILING)
    done = run("--no-links", "nowhere.md", "README.md")
    assert done.returncode == 2
    assert "error: nowhere.md: no such file or folder" in done.stderr
    assert "trailing-space" in done.stdout


def test_a_folder_gives_its_markdown_files_less_what_git_ignores(
    run: RunCommand, tmp_path: Path
) -> None:
    write(
        tmp_path,
        README=TRAILING,
        docs__one=TRAILING,
        docs__build__two=TRAILING,
        node_modules__x=TRAILING,
        ignored=TRAILING,
        docs__kept=TRAILING,
    )
    (tmp_path / "notes.txt").write_text(TRAILING)
    (tmp_path / ".gitignore").write_text("ignored.md\nbuild/\n")
    (tmp_path / "docs" / ".gitignore").write_text("*.md\n!kept.md\n")
    done = run("--no-links", "--format", "json", ".")
    files = [file["path"] for file in json.loads(done.stdout)["files"]]
    assert files == ["README.md", "docs/kept.md"]


def test_a_folder_is_judged_by_the_gitignore_of_the_repository_above(
    run: RunCommand, tmp_path: Path
) -> None:
    write(tmp_path, docs__a=TRAILING, docs__b=TRAILING)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("/docs/b.md\n")
    done = run("--no-links", "--format", "json", "docs")
    assert [file["path"] for file in json.loads(done.stdout)["files"]] == ["docs/a.md"]


def test_lines_of_a_gitignore_that_can_never_match_are_passed_over(
    run: RunCommand, tmp_path: Path
) -> None:
    write(tmp_path, a=TRAILING, **{"a" * 120: TRAILING})
    (tmp_path / ".gitignore").write_text("[z-a]\nx\\\n[[a].md\n[\n" + "*a" * 14 + "*b\n")
    done = run("--no-links", "--format", "json", ".")
    assert [file["path"] for file in json.loads(done.stdout)["files"]] == [f"{'a' * 120}.md"]
    assert done.stderr == ""


def test_a_folder_without_markdown_is_an_error(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("--no-links", "empty")
    assert done.returncode == 2
    assert "empty: no Markdown files in this folder" in done.stderr


def test_a_file_named_twice_is_checked_once(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=TRAILING)
    done = run("--no-links", "README.md", ".", str(tmp_path / "README.md"))
    assert done.stdout.count("trailing-space") == 1


def test_standard_input_is_a_list_too(run: RunCommand) -> None:
    done = run("--no-links", "-", stdin=TRAILING)
    assert done.stdout.startswith("<stdin>:3:26: ")
    named = run("--no-links", "--stdin-filename", "lists/a.md", "-", stdin=TRAILING)
    assert named.stdout.startswith("lists/a.md:3:26: ")


def test_a_report_in_json_has_the_fields_that_others_rely_on(
    run: RunCommand, tmp_path: Path
) -> None:
    write(tmp_path, README=TRAILING)
    report = json.loads(run("--no-links", "--format", "json").stdout)
    assert report["version"] == 1
    [file] = report["files"]
    assert file["path"] == "README.md"
    assert file["links"] == []
    assert isinstance(file["entries"], int)
    assert file["findings"] == [
        {
            "rule": "trailing-space",
            "severity": "warning",
            "message": "trailing whitespace: remove it",
            "line": 3,
            "column": 26,
            "end_line": 3,
            "end_column": 27,
            "fixable": True,
            "fix": "safe",
            "url": None,
            "edits": [{"line": 3, "column": 26, "end_line": 3, "end_column": 27, "text": ""}],
            "rule_url": "https://awesomecheck.github.io/awesomecheck/rules/trailing-space/",
        }
    ]
    assert report["summary"]["findings"] == report["summary"]["warnings"] == 1


def test_the_report_goes_to_a_file_where_one_is_named(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=TRAILING)
    done = run("--no-links", "--format", "json", "-o", "report.json")
    assert done.stdout == ""
    assert json.loads((tmp_path / "report.json").read_text())["version"] == 1
    failed = run("--no-links", "-o", "no/such/folder.txt")
    assert failed.returncode == 2
    assert "no/such/folder.txt: not written" in failed.stderr


def test_statistics_count_by_rule(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=TRAILING + TRAILING.replace("# List\n", ""))
    done = run("--no-links", "--select", "trailing-space", "--statistics")
    assert done.stdout.splitlines()[0] == "2 warning trailing-space (2 fixable)"


def test_rules_are_picked_by_name_and_by_bundle(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=BROKEN + "x \n")
    assert "trailing-space" not in run("--no-links", "--select", "anchors").stdout
    assert "missing-anchor" in run("--no-links", "--select", "anchors").stdout
    both = run("--no-links", "--select", "anchors,trailing-space").stdout
    assert "trailing-space" in both
    assert "missing-anchor" not in run("--no-links", "--ignore", "missing-anchor").stdout


def test_an_unknown_rule_is_named_with_the_nearest_one(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=CLEAN)
    done = run("--no-links", "--select", "trailing-spcae")
    assert done.returncode == 2
    assert "unknown rule or bundle `trailing-spcae`" in done.stderr
    assert "hint: did you mean `trailing-space`?" in done.stderr


def test_an_unknown_format_is_named_with_those_there_are(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=CLEAN)
    done = run("--no-links", "--format", "xml")
    assert done.returncode == 2
    assert "unknown format `xml`" in done.stderr
    assert "json" in done.stderr


def test_verbose_says_which_configuration_is_in_force(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=CLEAN)
    assert "README.md: configuration: none; preset: auto" in run("--no-links", "-v").stderr
    (tmp_path / ".awesomecheck.yaml").write_text("rules: {}\n")
    assert "/.awesomecheck.yaml; preset: auto" in run("--no-links", "-v").stderr


def test_verbose_says_how_entries_are_read(run: RunCommand, tmp_path: Path) -> None:
    paper = "- [Folding {}](https://arxiv.org/abs/2301.0000{}), Ann Kauri, Bob Elm. CVPR 2023.\n"
    papers = "".join(paper.format(place, place) for place in range(3))
    tool = "\n## Tools\n\n- [Kite](https://kite.example.org) - Flies.\n"
    write(tmp_path, README=f"# Papers\n\n{papers}{tool}")
    assert (
        "README.md: 4 entries read: 3 as title, authors, venue, year (bullets);"
        " 1 as name, description (bullets)\n"
    ) in run("--no-links", "-v").stderr
    write(tmp_path, README="# Nothing\n")
    assert " read: " not in run("--no-links", "-v").stderr


def test_help_and_version(run: RunCommand) -> None:
    assert run("--version").stdout.startswith("awesomecheck ")
    assert "explain" in run("--help").stdout
    assert "--stdin-filename" in run("check", "-h").stdout


def test_completion_for_shells(run: RunCommand) -> None:
    done = run(env={"_AWESOMECHECK_COMPLETE": "bash_source"})
    assert "_AWESOMECHECK_COMPLETE=bash_complete" in done.stdout


def test_paths_and_messages_cannot_drive_a_terminal_or_a_runner(
    run: RunCommand, tmp_path: Path
) -> None:
    hostile = "\x1b[31m::error::x.md"
    (tmp_path / hostile).write_text("# List\n\n[x](#\x1b[2J##[error]no)\n", "utf-8")
    done = run("--no-links", hostile, env={"GITHUB_ACTIONS": "true"})
    assert "\x1b" not in done.stdout
    assert "##[" not in done.stdout
    assert not any(line.lstrip().startswith("::") for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (("fix", "README.md"), "`fix` is neither a command", "did you mean `--fix`?"),
        (("chekc",), "`chekc` is neither a command nor a file", "did you mean `check`?"),
        (("lnks", "README.md"), "`lnks` is neither a command", "did you mean `links`?"),
        (("-q", "links", "README.md"), "`links` is a command", "write `awesomecheck links"),
        (("--select", "links", "none.md"), "none.md: no such file", ""),
        (("READNE.md",), "READNE.md: no such file", "did you mean `README.md`?"),
        (("https://a.example/README.md",), "no such file", "a URL is not read: save what"),
        (("docs/*.md",), "docs/*.md: no such file", "no file matches this pattern"),
        (("nowhere/a.md",), "nowhere/a.md: no such file", "there is no folder `nowhere`, either"),
        (("xyzzy",), "xyzzy: no such file", "name a list or a folder; `awesomecheck --help`"),
        (("links", "none.md", "README.md"), "none.md: no such file", ""),
        (("a\nb",), "a\\nb: no such file", ""),
    ],
)
def test_a_word_that_is_no_file_stops_the_run_before_the_network(
    run: RunCommand, tmp_path: Path, words: tuple[str, ...], message: str, hint: str
) -> None:
    write(tmp_path, README=TRAILING)
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert f"hint: {hint}" in done.stderr
    assert "request" not in done.stderr


def test_other_lists_are_checked_without_their_links(run: RunCommand, tmp_path: Path) -> None:
    write(tmp_path, README=TRAILING)
    done = run("README.md", "none.md")
    assert done.returncode == 2
    assert "trailing-space" in done.stdout
    assert "links are not checked: none.md: no such file" in done.stderr
    assert "request" not in done.stderr


def test_a_file_named_like_a_command_is_a_file(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "chekc").write_text(TRAILING)
    assert "trailing-space" in run("chekc", "--no-links").stdout


def test_an_ignored_url_whose_time_has_passed_is_a_warning(
    run: RunCommand, tmp_path: Path
) -> None:
    write(tmp_path, README="# List\n\n- [A](#b)\n")
    (tmp_path / ".awesomecheck.yaml").write_text(
        "links:\n  ignore:\n    - {pattern: 'https://a.example/*', reason: x, until: 2020-01-31}\n"
        "    - {pattern: 'https://b.example/*', reason: x, until: 9999-01-31}\n"
    )
    done = run("--no-cache")
    assert "`https://a.example/*` is checked again: its `until` (2020-01-31) has passed" in (
        done.stderr
    )
    assert "b.example" not in done.stderr
    assert "a.example" not in run("--no-links").stderr
