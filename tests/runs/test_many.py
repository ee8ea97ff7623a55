"""Several files: linted in several processes, with the same reports as in one."""

from collections.abc import Iterator
import json
import os
from pathlib import Path
import shutil
import signal
import subprocess
import sys
import time

import pytest

from awesomecheck.document import parsed_text
from awesomecheck.engine.registry import FORMAT_GROUP, entry_points, in_group
from awesomecheck.formats import Style, load_format
from awesomecheck.formats.report import Report
from awesomecheck.runs import many, workers
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import ConfigRequest, Configs, read_texts
from tests.conftest import HANGS, RunCommand, clean_environment
from tests.formats.made import FAULTY, UNORDERED

RULE = '''
from collections.abc import Iterator
from dataclasses import dataclass
import os
from pathlib import Path
import signal
import sys

from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span


@dataclass(frozen=True, slots=True)
class Obedient(DocumentRule):
    """Do as the title says.

    ```bad
    # Report
    ```

    ```good
    # List
    ```
    """

    words: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        title = document.headings[0].text
        if title == "Report":
            yield Problem(Span(2, 8), f"said so: {', '.join(self.words)}")
        if title == "Odd":
            yield Problem(Span(2, 5), "odd", fix=Fix((Edit(Span(2, 5), 5),)))
        if title == "Exit":
            os._exit(3)
        if title == "Kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if title == "Fail":
            raise ValueError("oh no")
        if title.startswith("Wait"):
            Path(f"{title}.pid").write_text(str(os.getpid()))
            signal.pause()


RULES = (Obedient,)
'''
CONFIG = "plugins: [my_rules]\nrules:\n  obedient: {words: [one, two]}\n"
LONG = f"\n```\n{'some words of no interest ' * 1800}\n```\n"
"""A text that takes no time, and for which a process pays."""
LISTS = {
    "a.md": FAULTY,
    "b.md": "# Report\n\nx \n",
    "c.md": UNORDERED,
    "d.md": "# Guide\n\nNothing is wrong here.\n",
    "e.md": "\ufeff# Report\r\n\r\n<!-- awesomecheck-disable-next-line -->\r\nx \r\ny \r\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "my_rules.py").write_text(RULE)
    (tmp_path / ".awesomecheck.yaml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    sys.modules.pop("my_rules", None)  # each test has a module of its own


def write(folder: Path, lists: dict[str, str], tail: str = "") -> None:
    for name, text in lists.items():
        (folder / name).write_bytes(f"{text}{tail}".encode())


def read() -> Run:
    texts = read_texts(["."], Configs(entry_points(), ConfigRequest()), lambda: b"")
    return Run(texts.files, errors=texts.errors)


def in_all_formats(report: Report) -> dict[str, str]:
    return {
        name: "".join(load_format(point)(report, Style(terminal=name == "text", show_all=True)))
        for name, point in in_group(entry_points(), FORMAT_GROUP).items()
    }


def test_what_is_kept_of_a_file_is_enough_for_all_formats(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, LISTS)
    whole, report = read().lint(), many.lint_files(read())

    def parse(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(parsed_text, "parse", parse)
    assert in_all_formats(report) == in_all_formats(whole)
    assert [file.suppressed for file in report.files] == [0, 0, 0, 0, 1]


def test_processes_that_begin_anew_find_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, LISTS)
    monkeypatch.setattr(workers, "start_method", lambda: "spawn")
    monkeypatch.setattr(many, "_LEAST_TEXT", {"spawn": 1})
    path = [*sys.path]
    whole = in_all_formats(read().lint())
    monkeypatch.setattr("awesomecheck.runs.many._Work.__call__", None)  # here, not in workers
    assert in_all_formats(many.lint_files(read(), jobs=2)) == whole
    assert sys.path == path


def test_what_cannot_be_sent_is_linted_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local = RULE.replace("RULES = (Obedient,)", "RULES = ((lambda: Obedient)(),); del Obedient")
    (folder / "my_rules.py").write_text(local)
    write(folder, LISTS)
    monkeypatch.setattr(workers, "start_method", lambda: "spawn")
    monkeypatch.setattr(many, "_LEAST_TEXT", {"spawn": 1})
    assert many.lint_files(read(), jobs=2).total == read().lint().total


@pytest.mark.parametrize("options", [(), ("--format", "json"), ("--diff",)], ids=str)
def test_the_output_is_that_of_one_process(
    run: RunCommand, folder: Path, options: tuple[str, ...]
) -> None:
    write(folder, LISTS, LONG)
    one, two = (
        run("--no-links", "--no-cache", "--jobs", jobs, *options, ".") for jobs in ("1", "2")
    )
    assert (two.stdout, two.stderr, two.returncode) == (one.stdout, one.stderr, one.returncode)
    assert one.stdout


def test_files_are_fixed_as_in_one_process(run: RunCommand, folder: Path, tmp_path: Path) -> None:
    write(folder, LISTS, LONG)
    copies = [folder / "one", folder / "two"]
    for copy in copies:
        copy.mkdir()
        for name in (*LISTS, "my_rules.py", ".awesomecheck.yaml"):
            shutil.copy(tmp_path / name, copy)
    one, two = (
        run("--no-links", "--fix", "--show-fixes", "--jobs", jobs, ".", cwd=copy)
        for jobs, copy in zip(("1", "2"), copies, strict=True)
    )
    assert (two.stdout, two.stderr, two.returncode) == (one.stdout, one.stderr, one.returncode)
    assert "Fixed in a.md" in one.stdout
    for name in LISTS:
        assert (copies[0] / name).read_bytes() == (copies[1] / name).read_bytes()


def test_a_process_that_dies_is_an_error_of_its_file(run: RunCommand, folder: Path) -> None:
    others = {
        "1.md": "# Exit\n",
        "2.md": "# Kill\n",
        "3.md": "# Fail\n",
        "4.md": "# Exit\n",
        "5.md": "# Odd\n",
    }
    write(folder, LISTS | others, LONG)
    done = run("--no-links", "--no-cache", "--jobs", "2", "--format", "json", ".")
    assert done.returncode == 2
    assert "error: 1.md: the process that checked it ended (exit code 3)" in done.stderr
    assert "error: 2.md: the process that checked it ended (signal 9)" in done.stderr
    assert "error: 3.md: the rule `obedient` failed: ValueError: oh no" in done.stderr
    assert "error: 4.md: the process that checked it ended (exit code 3)" in done.stderr
    assert "error: 5.md: a bug in awesomecheck: ValueError: no report: " in done.stderr
    files = {file["path"]: file["findings"] for file in json.loads(done.stdout)["files"]}
    assert [*files] == [*others, *LISTS]
    assert files["b.md"]
    assert not files["1.md"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_processes_quietly(folder: Path, number: signal.Signals) -> None:
    names = ("Wait 1", "Wait 2")
    write(folder, {f"{name}.md": f"# {name}\n" for name in names}, LONG * 3)
    process = subprocess.Popen(
        [sys.executable, "-m", "awesomecheck", "--no-links", "--no-cache", "--jobs", "2", "."],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=clean_environment(),
        process_group=0,
    )
    pids = [folder / f"{name}.pid" for name in names]
    end = time.monotonic() + HANGS
    while not all(pid.is_file() and pid.read_text() for pid in pids):
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    os.killpg(process.pid, number)  # as a terminal does
    output, _ = process.communicate(timeout=HANGS)
    assert (process.returncode, output.strip()) == (130, b"")
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid.read_text()), 0)


@pytest.mark.parametrize("value", ["0", "-1", "many"])
def test_a_number_of_processes_is_positive(run: RunCommand, value: str) -> None:
    done = run("--jobs", value, "a.md")
    assert done.returncode == 2
    assert "Invalid value for '--jobs'" in done.stderr
