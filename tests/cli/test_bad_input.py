"""Input that cannot be checked, or hardly: a message with place and hint, never a traceback."""

import json
import os
from pathlib import Path
import shlex
import subprocess
import sys

import pytest

from awesomecheck.__main__ import main
from awesomecheck.cli import check_command
from tests.conftest import RunCommand, clean_environment
from tests.runner import Runner


def test_not_utf8(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"# List\n\nDoll\xe1r\n")
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md:3: not UTF-8: byte 0xe1 at offset 12" in done.stderr
    assert "hint: save the file as UTF-8" in done.stderr


def test_nul_bytes(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"# List\n\0\n")
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md:2: not a text file: NUL byte at offset 7" in done.stderr


def test_utf16(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes("# List\n".encode("utf-16"))
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md:1: not UTF-8" in done.stderr


def test_an_empty_file_has_no_findings(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"")
    done = run("--no-links")
    assert (done.returncode, done.stdout) == (0, "No findings in 1 file.\n")


def test_a_byte_order_mark_does_not_shift_columns(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes("\ufeffx \n".encode())
    assert "README.md:1:2: warning trailing-space" in run("--no-links").stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x\n")
    (tmp_path / "README.md").chmod(0)
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md: cannot be read: Permission denied" in done.stderr


def test_a_file_that_fails_to_be_read(run: RunCommand) -> None:
    done = run("--no-links", "/proc/self/mem")
    assert done.returncode == 2
    assert "error: /proc/self/mem: cannot be read" in done.stderr


def test_a_file_of_50_mb_is_not_read(run: RunCommand, tmp_path: Path) -> None:
    with (tmp_path / "README.md").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    done = run("--no-links")
    assert done.returncode == 2
    assert "README.md: 50 MB are more than any list has" in done.stderr
    assert "hint: files above 10 MB are not read" in done.stderr


def test_endless_input_is_not_read_to_its_end(tmp_path: Path) -> None:
    done = shell(f"{sys.executable} -m awesomecheck --no-links /dev/stdin < /dev/zero", tmp_path)
    assert done.returncode == 2
    assert "/dev/stdin: 10 MB are more than any list has" in done.stderr


@pytest.mark.parametrize("command", [("--no-links",), ("export",), ("init",)])
def test_a_named_pipe_is_not_waited_for(
    run: RunCommand, tmp_path: Path, command: tuple[str, ...]
) -> None:
    os.mkfifo(tmp_path / "a list.md")
    done = run(*command, "a list.md")
    assert done.returncode == 2
    assert "error: a list.md: not a file but a named pipe" in done.stderr
    assert "hint: copy what it has: `cat 'a list.md' > list.md`" in done.stderr


def test_a_device_is_no_list(run: RunCommand) -> None:
    done = run("--no-links", "/dev/zero")
    assert done.returncode == 2
    assert "error: /dev/zero: not a file but a device" in done.stderr


def test_the_pipe_of_a_shell_is_read(tmp_path: Path) -> None:
    command = f"{sys.executable} -m awesomecheck --no-links <(printf 'x \\n')"
    assert (
        ":1:2: warning trailing-space" in shell(f"bash -c {shlex.quote(command)}", tmp_path).stdout
    )


def test_a_symbolic_link_that_leads_nowhere(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "list.md").symlink_to("gone.md")
    done = run("--no-links", "list.md")
    assert done.returncode == 2
    assert "error: list.md: no such file or folder" in done.stderr
    assert "hint: it is a symbolic link to `gone.md`, which leads nowhere" in done.stderr


def test_a_read_only_file_is_not_fixed(run: RunCommand, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("x \n")
    path.chmod(0o444)
    done = run("--no-links", "--fix")
    assert done.returncode == 2
    assert "error: README.md: not written: Permission denied" in done.stderr
    assert path.read_text() == "x \n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--stdin-filename", "a.md", "README.md"), "--stdin-filename needs the path `-`"),
        (("--write-baseline", "-"), "--write-baseline needs a file: give standard input one with"),
        (("--prune-baseline", "-"), "--prune-baseline needs a file: give standard input one with"),
        (
            ("--select", "anchors,links", "--ignore", "links"),
            "`links` is in both --select and --ignore",
        ),
        (
            ("--fix", "--fixable", "links", "--unfixable", "links"),
            "`links` is in both --fixable and --unfixable",
        ),
        (
            ("--select", "stale-contents", "--ignore", "anchors"),
            "--ignore leaves none of the rules that --select names",
        ),
        (("--max-age", "7d"), "--max-age has no effect with --offline"),
    ],
)
def test_options_without_effect_are_refused(
    run: RunCommand, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "README.md").write_text("x \n")
    done = run("--no-links", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / ".awesomecheck-baseline.json").exists()


@pytest.mark.parametrize("written", ["off", "No", "false"])
def test_a_word_that_yaml_takes_for_false_is_named_as_written(
    run: RunCommand, tmp_path: Path, written: str
) -> None:
    (tmp_path / "README.md").write_text("x \n")
    done = run("--no-links", "--config", f"fail-on={written}")
    assert done.returncode == 2
    assert f"`never`, not `{written}`" in done.stderr
    assert "hint: did you mean `never`?" in done.stderr


def test_a_symbolic_link_that_leads_to_itself(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x \n")
    (tmp_path / "loop.md").symlink_to("loop.md")
    done = run("--no-links", ".")
    assert "README.md:1:2: warning trailing-space" in done.stdout
    assert run("--no-links", "loop.md").returncode == 2


@pytest.mark.parametrize(
    "words", [["--offline"], ["export"], ["report", "--offline"], ["submit"], ["init"]], ids=str
)
def test_an_empty_path(run: RunCommand, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "README.md").write_text("x \n")
    done = run(*words, "")
    assert done.returncode == 2
    assert "the path is empty\nhint: leave it out for the README of this folder" in done.stderr
    assert done.stdout == ""


def test_an_output_that_lacks_characters(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("[漢字](#nowhere)\n", "utf-8")
    latin = {"PYTHONIOENCODING": "latin-1"}
    assert "missing-anchor" in run("--no-links", env=latin).stdout
    report = run("--no-links", "--format", "json", env=latin)
    assert json.loads(report.stdout)["summary"]["errors"] == 1
    assert run("explain", "description-period", env=latin).returncode == 0


def test_a_file_name_that_is_no_text(run: RunCommand, tmp_path: Path) -> None:
    name = b"bad\xff.md"
    (tmp_path / os.fsdecode(name)).write_text("x \n")
    done = run("--no-links", "--format", "json", ".")
    assert json.loads(done.stdout)["files"][0]["path"].startswith("bad")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x \n")
    command = f"{sys.executable} -m awesomecheck --no-links > /dev/full"
    done = shell(command, tmp_path)
    assert done.returncode == 2
    assert done.stderr == "error: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_streams(tmp_path: Path, closed: str) -> None:
    (tmp_path / "README.md").write_text("x \n")
    done = shell(f"{sys.executable} -m awesomecheck --no-links {closed}", tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_closed_pipe(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x \n" * 20_000)
    done = shell(f"{sys.executable} -m awesomecheck --no-links | head -1", tmp_path)
    assert done.stdout == "README.md:1:2: info trailing-space trailing whitespace: remove it\n"
    assert done.stderr == ""


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--offline", "-o", "README.md"),
        ("check", "--offline", "--format", "json=link.md"),
        ("check", "--offline", "--diff", "-o", "README.md"),
        ("check", "--offline", "--config", "own.yaml", "-o", "own.yaml"),
        ("check", "--offline", "--diff-file", "own.patch", "-o", "own.patch"),
        ("check", "--offline", "--peers", "others", "-o", "others/a.md"),
        ("export", "-o", "README.md"),
        ("render", "data.json", "-o", "data.json"),
        ("render", "data.json", "-o", "README.md"),
        ("changes", "others/a.md", "README.md", "-o", "others/a.md"),
        ("report", "--offline", "-o", "README.md"),
        ("report", "--offline", "-o", "page.html", "--badge", "README.md"),
    ],
)
def test_no_output_takes_the_place_of_what_is_read(
    run: RunCommand, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "others").mkdir()
    texts = {
        "README.md": "# List\n\n- [A](https://a.example) \n- [B](https://b.example)\n",
        "others/a.md": "# List\n",
        "own.yaml": "rules:\n  trailing-space: off\n",
        "own.patch": "",
        "data.json": "[]",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "link.md").symlink_to("README.md")
    done = run(*words)
    assert done.returncode == 2
    assert ": would be overwritten, but is read\nhint: name another file" in done.stderr
    assert {name: (tmp_path / name).read_text() for name in texts} == texts
    assert not (tmp_path / "page.html").exists()


def test_nor_of_the_file_that_standard_input_is_redirected_from(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# List\n")
    command = f"{sys.executable} -m awesomecheck report --offline - -o a.md < a.md"
    done = shell(command, tmp_path)
    assert done.returncode == 2
    assert "a.md: would be overwritten, but is read" in done.stderr
    assert (tmp_path / "a.md").read_text() == "# List\n"


@pytest.mark.parametrize("option", ["--output=", "--format=json=", "--config=", "-o"])
def test_the_name_of_a_list_is_no_option(run: RunCommand, tmp_path: Path, option: str) -> None:
    """As pre-commit hands names over; with folders in it, the value of an option is any path."""
    own = tmp_path / "own.md"
    own.write_text("mine\n")
    name = f"{option}{own}"
    place = tmp_path / "checkout"
    (place / name).parent.mkdir(parents=True)
    (place / name).write_text("x \n")
    (place / "README.md").write_text("x \n")
    done = run("check", "--no-links", name, "README.md", cwd=place)
    assert "2 findings in 2 files" in done.stdout
    assert own.read_text() == "mine\n"


def test_a_bug_gives_no_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("words of a list\n::error::x ##[error]y\x1b]0;z\x07")

    monkeypatch.setattr(check_command, "check", fail)
    with pytest.raises(SystemExit) as stop:
        main(["check"], guest=True)
    assert stop.value.code == 2
    output = capsys.readouterr().err
    runner = Runner().take(output)
    assert runner.executed == []
    assert "\x1b" not in output
    assert "error: a bug in awesomecheck: RuntimeError: words of a list\\n" in output


def shell(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "READNE.md"), "hint: did you mean `README.md`?"),
        (("init", "READNE.md"), "hint: did you mean `README.md`?"),
        (("--no-links", "-o", "no/where.txt"), "hint: create the folder no first"),
        (("completion",), "Missing argument '{bash|zsh|fish}'. Choose from: bash, zsh, fish"),
        (
            ("--github-token-file", "gone"),
            "--github-token-file: gone: cannot be read: No such file or directory\n",
        ),
    ],
)
def test_a_file_or_word_that_is_missing(
    run: RunCommand, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "README.md").write_text("x \n")
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
