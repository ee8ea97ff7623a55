"""`--fix`, `--unsafe-fixes` and `--diff`, as a process."""

import json
import os
from pathlib import Path
import shutil
import subprocess
import sys

import pytest

from tests.conftest import RunCommand, clean_environment
from tests.runner import Runner

BAD = "# List\n\n- [a](https://a.example/) - A tool. \n- [b](https://b.example/) - A tool.\t\n"
GOOD = "# List\n\n- [a](https://a.example/) - A tool.\n- [b](https://b.example/) - A tool.\n"

PLUGIN = """
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span, Touch


class Replacing(DocumentRule):
    __slots__ = ()
    old: ClassVar[str]
    new: ClassVar[str]

    def check(self, document: Document) -> Iterator[Problem]:
        start = document.text.find(self.old)
        if start >= 0:
            span = Span(start, start + len(self.old))
            yield Problem(span, "wrong", Fix((Edit(span, self.new),)))
"""
RULE = '''

@dataclass(frozen=True, slots=True)
class {name}(Replacing):
    """A thing.

    ```bad
    x
    ```

    ```good
    y
    ```
    """

    touches: ClassVar[tuple[Touch, ...]] = {touches!r}
    old: ClassVar[str] = {old!r}
    new: ClassVar[str] = {new!r}
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(BAD)
    return path


def plugin(
    folder: Path, *rules: tuple[str, str, str, tuple[str, ...]], body: str = "", more: str = ""
) -> None:
    """Rules beside the configuration, each of which replaces one thing by another."""
    module = PLUGIN + "".join(
        RULE.format(name=name, old=old, new=new, touches=touches) + body
        for name, old, new, touches in rules
    )
    listed = "".join(f"{name}, " for name, *_ in rules)
    (folder / "my_rules.py").write_text(f"{module}{more}\n\nRULES = ({listed})\n")
    (folder / ".awesomecheck.yaml").write_text("plugins: [my_rules]\n")


def test_fix_writes_fixes_and_reports_what_is_left(run: RunCommand, file: Path) -> None:
    file.write_text(BAD + "[c](#nothing)\n")
    done = run("--no-links", "--fix")
    assert file.read_text() == GOOD + "[c](#nothing)\n"
    assert "missing-anchor" in done.stdout
    assert "trailing-space" not in done.stdout
    assert "2 fixed. 1 finding in 1 file" in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


def test_fix_again_changes_nothing(run: RunCommand, file: Path) -> None:
    assert run("--no-links", "--fix").returncode == 0
    before = file.stat()
    done = run("--no-links", "--fix")
    assert done.stdout == "0 fixed. No findings in 1 file.\n"
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_without_fix_nothing_is_written(run: RunCommand, file: Path) -> None:
    assert "2 fixable with --fix" in run("--no-links").stdout
    assert file.read_text() == BAD


def test_machine_formats_report_the_text_as_it_is_now(run: RunCommand, file: Path) -> None:
    report = json.loads(run("--no-links", "--fix", "--format", "json").stdout)
    assert report["files"][0]["findings"] == []
    assert file.read_text() == GOOD


@pytest.mark.parametrize(
    "raw",
    [
        BAD.encode(),
        BAD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + BAD.encode(),
        b"a \r\nb\nc\rd \r\n\te\t\n",
        "é \r\n😀 \n中\u2028 \x0c\n".encode(),
        b"a \r \n b",
        b"\x1b[31mred \x1b[0m \n",
    ],
)
def test_all_other_bytes_stay(run: RunCommand, file: Path, raw: bytes) -> None:
    file.write_bytes(raw)
    select = ("--select", "trailing-space")
    assert run("--no-links", "--fix", *select).returncode == 0
    fixed = file.read_bytes()
    assert fixed != raw
    spaces = b" \t"
    assert fixed.translate(None, spaces + b"\r") == raw.translate(None, spaces + b"\r")
    assert fixed.count(b"\r\n") >= raw.count(b"\r\n")
    piped = run("--no-links", "--fix", *select, "-", stdin=raw)
    assert piped.stdout.encode() == fixed


def test_standard_input_goes_to_standard_output_and_the_report_beside_it(
    run: RunCommand, file: Path
) -> None:
    done = run("--no-links", "--fix", "-", stdin=BAD)
    assert (done.stdout, done.stderr) == (GOOD, "2 fixed. No findings in 1 file.\n")
    assert file.read_text() == BAD


def test_as_many_are_fixed_as_a_check_names(run: RunCommand, tmp_path: Path) -> None:
    section = "\n{}\n\n- [{}](https://{}.example) - Text.\n"
    text = "# List\n\n- [One](#one)\n- [Two](#two)\n"
    for name, heading in (("one", "## One"), ("two", "## Two"), ("three", "##Three")):
        text += section.format(heading, name, name)
    (tmp_path / "README.md").write_text(text)
    assert "1 fixable with --fix." in run("--offline").stdout
    assert run("--offline", "--diff").stderr == "would fix 1 finding in 1 file\n"
    done = run("--offline", "--fix", "--show-fixes")
    assert "- [Three](#three)\n" in (tmp_path / "README.md").read_text()  # a second pass
    assert "1 fixed. No findings" in done.stdout


def test_the_file_that_standard_input_is_named_after_is_not_written(
    run: RunCommand, file: Path
) -> None:
    done = run("--no-links", "--fix", "-", "--stdin-filename", "README.md", stdin=BAD)
    assert (done.stdout, done.returncode) == (GOOD, 0)
    assert file.read_text() == BAD


def test_standard_input_is_printed_without_a_fix_that_cannot_be_verified(
    run: RunCommand, file: Path
) -> None:
    plugin(file.parent, ("Lying", "tool", "fool", ()))
    done = run("--no-links", "--fix", "-", stdin=BAD)
    assert (done.stdout, done.returncode) == (GOOD, 2)
    assert (
        "error: <stdin>: line 3 not fixed: bug in the fixes of `lying`:"
        " the rendered page changes" in done.stderr
    )


def test_unsafe_fixes_are_applied_on_request(run: RunCommand, file: Path) -> None:
    text = "# One\n\n[x]: https://x.example/\n"
    file.write_text(text)
    assert run("--no-links", "--fix").returncode == 0
    assert file.read_text() == text
    assert "1 fixed" in run("--no-links", "--fix", "--unsafe-fixes").stdout
    assert file.read_text() == "# One\n\n"


def test_unsafe_fixes_alone_would_do_nothing_and_say_so(run: RunCommand, file: Path) -> None:
    done = run("--no-links", "--unsafe-fixes")
    assert done.returncode == 2
    assert "--unsafe-fixes needs --fix or --diff" in done.stderr
    assert file.read_text() == BAD


def test_diff_shows_and_writes_nothing(run: RunCommand, file: Path) -> None:
    done = run("--no-links", "--diff")
    assert done.returncode == 1
    assert done.stdout.startswith("--- a/README.md\n+++ b/README.md\n@@ ")
    assert "-- [a](https://a.example/) - A tool. \n" in done.stdout
    assert done.stderr == "would fix 2 findings in 1 file\n"
    assert file.read_text() == BAD


def test_a_diff_of_nothing_is_empty(run: RunCommand, file: Path) -> None:
    file.write_text(GOOD + "[c](#nothing)\n")
    done = run("--no-links", "--diff")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "nothing to fix\n")


def test_a_diff_goes_to_a_file_on_request(run: RunCommand, file: Path) -> None:
    done = run("--no-links", "--diff", "-o", "my.patch", "--exit-zero")
    assert (done.returncode, done.stdout) == (0, "")
    assert (file.parent / "my.patch").read_text().startswith("--- a/README.md\n")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("README.md", BAD.encode()),
        ("README.md", BAD.replace("\n", "\r\n").encode()),
        ("README.md", b"\xef\xbb\xbfa \r\nb\r\n"),
        ("README.md", b"a \nb\nc \nno end "),
        ("README.md", b"a \r\nb\nc\rd \r\n"),
        ("README.md", b"a \n" + b"b\n" * 40 + b"c \n"),
        ("README.md", "a\u2028b \x0c\x1cc \n".encode()),
        ("sub/my list.md", BAD.encode()),
        ('q"\n\\.md', BAD.encode()),
        ("é\t.md", BAD.encode()),
    ],
)
def test_git_takes_the_diff(run: RunCommand, tmp_path: Path, name: str, raw: bytes) -> None:
    git = shutil.which("git")
    assert git, "this test needs git"
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw)
    subprocess.run([git, "init", "-q"], cwd=tmp_path, check=True)
    done = run("--no-links", "--diff", name, "-o", "my.patch", "--select", "markdown")
    assert done.returncode == 1
    subprocess.run([git, "apply", "my.patch"], cwd=tmp_path, check=True)
    applied = path.read_bytes()
    path.write_bytes(raw)
    run("--no-links", "--fix", name, "--select", "markdown")
    assert path.read_bytes() == applied != raw


def test_a_runner_of_github_does_not_obey_a_diff_that_applies(run: RunCommand, file: Path) -> None:
    git = shutil.which("git")
    assert git, "this test needs git"
    file.write_text("a \n ::error::x\nb ##[error]y\n\r::error::z\n", newline="")
    patch = run("--no-links", "--diff").stdout
    runner = Runner().take(patch)
    assert [each.name for each in runner.executed] == ["stop-commands"]
    assert not runner.stopped
    assert "##[error]y" in patch
    subprocess.run([git, "apply"], cwd=file.parent, input=patch, text=True, check=True)
    assert file.read_bytes() == b"a\n ::error::x\nb ##[error]y\n\r::error::z\n"


def test_a_fix_that_cannot_be_verified_costs_neither_the_others_nor_other_files(
    run: RunCommand, file: Path
) -> None:
    plugin(file.parent, ("Lying", "fragile", "broken", ()))
    other = file.parent / "b.md"
    other.write_text("fragile \n")
    done = run("--no-links", "--fix", "README.md", "b.md", "none.md")
    assert done.returncode == 2
    assert file.read_text() == GOOD
    assert other.read_text() == "fragile\n"
    assert (
        "error: b.md: line 1 not fixed: bug in the fixes of `lying`: the rendered page changes"
        in done.stderr
    )
    assert "report it to my_rules with the list; all other fixes are applied" in done.stderr
    assert "error: none.md: no such file" in done.stderr
    assert "b.md:1:1: warning lying" in done.stdout
    assert "3 fixed. 1 finding in 2 files: 1 warning.\n" in done.stdout
    again = run("--no-links", "--fix", "b.md")
    assert "0 fixed." in again.stdout
    assert other.read_text() == "fragile\n"


@pytest.mark.parametrize(
    ("old", "new", "touches", "fault"),
    [
        (
            "\n- [b](https://b.example/) - ",
            "",
            ("links", "wording"),
            "the entry `b` is removed",
        ),
        ("# List", "List", ("structure", "wording"), "the headings change"),
        ("https://a.example/", "https://e.example/", ("wording",), "the link `https://a.exa"),
        ("(https://a.example/)", "(https://e.example/)", (), "the link `https://a.example/` is"),
        ("tool", "fool", ("marks",), "the words of the page change"),
    ],
)
@pytest.mark.parametrize("mode", ["--fix", "--diff"])
def test_a_rule_that_does_other_than_it_says_is_named_and_the_others_are_applied(
    run: RunCommand,
    file: Path,
    old: str,
    new: str,
    touches: tuple[str, ...],
    fault: str,
    mode: str,
) -> None:
    plugin(
        file.parent, ("Lying", old, new, touches), ("Honest", "A tool", "One tool", ("wording",))
    )
    text = GOOD.replace("- A tool.\n- [b]", "- A tool. \n- [b]")
    file.write_text(text)
    done = run("--no-links", mode)
    assert done.returncode == 2
    assert f"not fixed: bug in the fixes of `lying`: {fault}" in done.stderr
    fixed = GOOD.replace("A tool", "One tool")
    if mode == "--fix":
        assert file.read_text() == fixed
    else:
        assert file.read_text() == text
        added = [line for line in fixed.splitlines() if "One tool" in line]
        assert [line[1:] for line in done.stdout.splitlines() if line[:2] == "+-"] == added


def test_rules_that_undo_each_other_are_named_and_the_others_are_applied(
    run: RunCommand, file: Path
) -> None:
    plugin(
        file.parent,
        ("There", "tool", "toll", ("wording",)),
        ("Back", "toll", "tool", ("wording",)),
    )
    done = run("--no-links", "--fix")
    assert done.returncode == 2
    assert "the fixes of `back`, `there`: the text changes again and again" in done.stderr
    assert file.read_text() == GOOD


def test_a_rule_that_crashes_is_reported_once(run: RunCommand, file: Path) -> None:
    body = (
        "\n    def check(self, document: Document) -> Iterator[Problem]:\n        raise ValueError"
    )
    plugin(file.parent, ("Failing", "a", "b", ()), body=body)
    done = run("--no-links", "--fix")
    assert done.returncode == 2
    assert done.stderr.count("the rule `failing` failed: ValueError") == 1
    assert file.read_text() == BAD


MEDDLING = """
    def check(self, document: Document) -> Iterator[Problem]:
        path = Path("README.md")
        if not path.read_text().startswith("Somebody"):
            path.write_text("Somebody was here. " + path.read_text())
        return iter(())
"""


def test_a_file_that_somebody_writes_meanwhile_is_not_written(run: RunCommand, file: Path) -> None:
    plugin(file.parent, ("Meddling", "a", "b", ()), body=MEDDLING)
    done = run("--no-links", "--fix")
    assert done.returncode == 2
    assert "error: README.md: not written: the file changed during the check" in done.stderr
    assert "hint: run awesomecheck again" in done.stderr
    assert file.read_text() == f"Somebody was here. {BAD}"
    assert "0 fixed." in done.stdout
    assert "README.md:3:36: warning trailing-space" in done.stdout
    assert run("--no-links", "--fix").returncode == 0
    assert file.read_text() == f"Somebody was here. {GOOD}"


def test_two_runs_at_once_mend_a_file_once(file: Path) -> None:
    command = [sys.executable, "-m", "awesomecheck", "--no-links", "--fix", "README.md"]
    runs = [
        subprocess.Popen(
            command,
            cwd=file.parent,
            env=clean_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for each in runs:
        _, errors = each.communicate()
        assert (each.returncode, errors) == (0, "") or "changed during" in errors
    assert 0 in [each.returncode for each in runs]
    assert file.read_text() == GOOD
    assert sorted(path.name for path in file.parent.iterdir()) == ["README.md"]


def test_a_symbolic_link_stays_one_and_the_mode_stays(run: RunCommand, file: Path) -> None:
    file.chmod(0o640)
    link = file.parent / "link.md"
    link.symlink_to("README.md")
    assert run("--no-links", "--fix", "link.md").returncode == 0
    assert link.is_symlink()
    assert file.read_text() == GOOD
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_with_two_names_is_an_error(run: RunCommand, file: Path) -> None:
    os.link(file, file.parent / "other.md")
    done = run("--no-links", "--fix", "README.md")
    assert done.returncode == 2
    assert "README.md: not written: the file has 2 names (hard links)" in done.stderr
    assert "apply the output of `--diff`" in done.stderr
    assert file.read_text() == BAD


def test_a_diff_is_named_from_here_or_from_the_repository(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "README.md").write_text("x \n")
    assert "--- a/README.md\n" in run("--no-links", "--diff", tmp_path / "README.md").stdout
    below = run("--no-links", "--diff", "../README.md", cwd=tmp_path / "sub").stdout
    assert "--- a/README.md\n+++ b/README.md\n" in below


def test_what_was_fixed_is_listed_by_rule(run: RunCommand, tmp_path: Path) -> None:
    text = "# List\n\n- [A](http://github.com/a/b) \n- [B](http://github.com/a/c)\n"
    (tmp_path / "README.md").write_text(text)
    done = run("--no-links", "--fix", "--show-fixes")
    assert "Fixed in README.md: 2 insecure-link, 1 trailing-space\n" in done.stdout
    assert "3 fixed. " in done.stdout
    assert run("--no-links", "--show-fixes").returncode == 2


def test_a_diff_ends_with_a_count(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# List\n\n- [A](https://a.example/) \n")
    done = run("--no-links", "--diff")
    assert (done.returncode, done.stderr) == (1, "would fix 1 finding in 1 file\n")
    run("--no-links", "--fix")
    again = run("--no-links", "--diff")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "nothing to fix\n")
    assert run("--no-links", "--diff", "-q").stderr == ""
