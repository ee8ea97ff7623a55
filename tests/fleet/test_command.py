"""`awesomecheck fleet run` as users call it."""

from collections.abc import Sequence
import json
import os
from pathlib import Path
import signal
import subprocess
import sys
import time
from typing import NoReturn

from click.testing import CliRunner
import pytest

from awesomecheck.cli.commands import commands
from awesomecheck.cli.fleet_run_command import show_run
from awesomecheck.errors import UserError
from tests.conftest import clean_environment
from tests.fleet.inline import list_of, rows
from tests.web import Web, serve
from tests.web.process import ROOT
from tests.web.world import Answer, Host, World, page

_LIST = list_of(["https://one.example/a"])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--workers", "2", "--scheduler", "tcp://h:1"], "--workers and --scheduler cannot"),
        (["--links", "none", "--budget", "6h"], "--budget is for checking links"),
        (["--budget", "0"], "less than a second is no time"),
        (["--budget", "soon"], "not a duration"),
        (["--workers", "0"], "not in the range"),
        (["--out", ""], "the name of the folder is empty"),
    ],
)
def test_what_cannot_be_run_is_a_usage_error(
    options: Sequence[str], expected: str, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(_LIST)
    arguments = ["fleet", "run", str(tmp_path / "a.md"), "--out", str(tmp_path / "out"), *options]
    done = CliRunner().invoke(commands, arguments)
    said = str(done.exception) if isinstance(done.exception, UserError) else done.output
    assert done.exit_code
    assert expected in said
    assert not (tmp_path / "out").exists()


def test_without_the_extra_users_are_told_how_to_install_it(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['distributed'] = None\n"
        "from awesomecheck.__main__ import main; main(sys.argv[1:])"
    )
    arguments = ["fleet", "run", str(tmp_path), "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    first, hint = done.stderr.splitlines()
    assert first == "error: `awesomecheck fleet` needs distributed, which is not installed"
    assert "pip install 'awesomecheck[fleet]" in hint


def test_other_commands_load_nothing_of_it() -> None:
    loaded = "import sys, awesomecheck.cli.commands as c; print(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    names = {line.partition(".")[0] for line in done.stdout.split()}
    assert not names & {"dask", "distributed", "pyarrow"}
    assert "awesomecheck.fleet" not in done.stdout


def _start(way: Path, *arguments: str | Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.fleet.ways", str(way), "fleet", "run", *map(str, arguments)],
        env=clean_environment({"PYTHONPATH": str(ROOT)}),
        stderr=subprocess.PIPE,
        text=True,
    )


def _wait_for(web: Web, requests: int, process: "subprocess.Popen[str]") -> None:
    while len(web.requests) < requests:
        assert process.poll() is None
        time.sleep(0.02)


def test_an_interrupted_run_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_: object) -> NoReturn:
        raise KeyboardInterrupt

    assert show_run(interrupted) == 130
    assert "interrupted: run the same command again to go on" in capsys.readouterr().err


def test_a_second_ctrl_c_waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os._exit", sys.exit)

    def slow_to_end(_: object) -> NoReturn:
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(signal.SIGINT)
        raise AssertionError

    try:
        with pytest.raises(SystemExit) as ended:
            show_run(slow_to_end)
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    assert ended.value.code == 130


@pytest.mark.slow
def test_ctrl_c_counts_while_workers_are_started(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(_LIST)
    process = subprocess.Popen(
        [sys.executable, "-m", "awesomecheck", "fleet", "run", "a.md", "--out", "out"],
        cwd=tmp_path,
        env=clean_environment({"PYTHONWARNINGS": "ignore"}),  # it may be about to load a module
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not (tmp_path / "out" / "lock.sqlite").exists():
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, said = process.communicate()
    assert process.returncode == 130
    assert said == "interrupted: run the same command again to go on\n"


@pytest.mark.slow
def test_a_run_that_dies_with_its_scheduler_goes_on(tmp_path: Path) -> None:
    count = 15
    (tmp_path / "a.md").write_text(list_of([f"https://slow.example/{n}" for n in range(count)]))
    (tmp_path / "own.yaml").write_text("links: {hosts: {slow.example: {concurrency: 1}}}\n")
    options = (tmp_path / "a.md", "--out", tmp_path / "out", "--workers", "1")
    config = ("--config", tmp_path / "own.yaml")
    slow = Host("slow.example", other=page(Answer(delay=0.05)))
    with serve(World((), (slow,))) as web:
        way = web.save(tmp_path)
        first = _start(way, *options, *config)
        _wait_for(web, 3, first)
        first.kill()
        first.communicate()
        second = _start(way, *options, *config)
        _, said = second.communicate()
        assert second.returncode == 0, said
        paths = [each.path for each in web.requests]
    assert len(set(paths)) == count
    assert len(paths) - count <= 2, "what was under way"
    assert len(rows(tmp_path / "out", "verdicts")) == count
    assert f"{count} links: {count} alive" in said
    assert json.loads((tmp_path / "out" / "fleet.json").read_text())["phase"] == "done"
