"""A whole fleet in this process: what is read, what a bad list costs, and how a run goes on."""

from collections.abc import Mapping
import errno
import json
import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from awesomecheck.document.source import MAX_BYTES
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import UserError
from awesomecheck.fleet.lock import locked
from awesomecheck.fleet.manifest import MANIFEST
from awesomecheck.fleet.read import ReadTask
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import ConfigRequest, Configs, read_texts
from tests.fleet.inline import InlinePool, Said, rows, run_here

_GOOD = "# Papers\n\n## 2023\n\n* **MAE**: A, B. A Title. [paper](https://one.example/a) \n"


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A folder of some lists."""
    folder = tmp_path / "lists"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.md").write_text(_GOOD * (number + 1))
    return folder


def _by_list(folder: Path) -> Mapping[str, Any]:
    return {Path(row["list"]).name: row for row in rows(folder, "lists")}


def test_a_fleet_finds_what_single_runs_find(lists: Path, tmp_path: Path) -> None:
    outcome = run_here(tmp_path / "out", lists, links="none")
    texts = read_texts([str(lists)], Configs(entry_points(), ConfigRequest()), bytes)
    single = [
        (report.path, each.rule, each.message, report.position(each).line)
        for report in Run(texts.files).lint().files
        for each in report.findings
    ]
    found = [
        (row["list"], row["rule"], row["message"], row["line"])
        for row in rows(tmp_path / "out", "findings")
    ]
    assert sorted(found) == sorted(single)
    assert outcome.findings == len(single) > 5
    assert outcome.lists == 5
    by_list = {row["list"]: row for row in rows(tmp_path / "out", "lists")}
    for file in texts.files:
        row = by_list[file.name]
        assert (row["entries"], row["status"]) == (len(file.document.entries), "read")
        assert row["bytes"] == len(file.text.raw_bytes())


_BAD: Mapping[str, bytes] = {
    "not-utf-8.md": b"# Caf\xe9\n\n- [a](https://one.example/b)\n",
    "nul.md": b"# A\0B\n",
    "huge.md": b"- a\n" * (MAX_BYTES // 4 + 1),
    "hostile.md": b"[" * 30_000 + b"](" * 30_000 + "\u202e\x1b[2J\n::error::x\n".encode(),
    "empty.md": b"",
}


def test_a_bad_list_costs_itself_only(lists: Path, tmp_path: Path) -> None:
    for name, content in _BAD.items():
        (lists / name).write_bytes(content)
    (lists / "gone.md").symlink_to("nowhere")
    outcome = run_here(tmp_path / "out", lists, links="none")
    found = _by_list(tmp_path / "out")
    failed = {name for name, row in found.items() if row["status"] == "failed"}
    assert failed >= {"not-utf-8.md", "nul.md", "huge.md"}
    assert failed <= {"not-utf-8.md", "nul.md", "huge.md", "gone.md"}
    assert outcome.failed == len(failed)
    assert "not UTF-8" in found["not-utf-8.md"]["error"]
    assert all(found[f"{number}.md"]["status"] == "read" for number in range(5))


def test_a_list_that_kills_workers_costs_itself_only(lists: Path, tmp_path: Path) -> None:
    pool = InlinePool(
        lambda task: (
            isinstance(task, ReadTask)
            and any(source.name.endswith("3.md") for source in task.sources)
        )
    )
    outcome = run_here(tmp_path / "out", lists, links="none", pool=pool)
    found = _by_list(tmp_path / "out")
    assert (outcome.lists, outcome.failed) == (5, 1)
    assert "the processes that read it died" in found["3.md"]["error"]
    assert pool.tasks[-1].alone


def test_a_run_that_was_interrupted_reads_what_is_left(lists: Path, tmp_path: Path) -> None:
    def stop(_: object) -> bool:
        if len(pool.tasks) == 3:
            raise KeyboardInterrupt
        return False

    pool = InlinePool(stop)
    with pytest.raises(KeyboardInterrupt):
        run_here(tmp_path / "out", lists, links="none", pool=pool)
    (lists / "4.md").write_text(_GOOD)  # was among the first
    again = InlinePool()
    run_here(tmp_path / "out", lists, links="none", pool=again)
    read = {Path(source.name).name for task in again.tasks for source in task.sources}
    assert read == {"0.md", "1.md", "2.md", "4.md"}
    found = _by_list(tmp_path / "out")
    assert len(found) == len(rows(tmp_path / "out", "lists")) == 5
    assert found["4.md"]["bytes"] == len(_GOOD)


def test_a_run_after_one_that_ended_reads_all_again(lists: Path, tmp_path: Path) -> None:
    run_here(tmp_path / "out", lists, links="none")
    (lists / "1.md").unlink()
    pool = InlinePool()
    outcome = run_here(tmp_path / "out", lists, links="none", pool=pool)
    assert sum(len(task.sources) for task in pool.tasks) == outcome.lists == 4
    assert len(rows(tmp_path / "out", "lists")) == 4


def test_a_disk_that_is_full_ends_the_run_which_goes_on_later(lists: Path, tmp_path: Path) -> None:
    written = 0

    def write(number: int, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > 8:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return os_write(number, data)

    os_write = os.write
    with (
        patch("awesomecheck.safety.atomic_write.os.write", write),
        pytest.raises(UserError, match="No space left on device") as raised,
    ):
        run_here(tmp_path / "out", lists, links="none")
    assert "run the same command again" in str(raised.value.hint)
    again = InlinePool()
    outcome = run_here(tmp_path / "out", lists, links="none", pool=again)
    assert outcome.lists == 5
    assert 0 < sum(len(task.sources) for task in again.tasks) < 5
    assert not list((tmp_path / "out").rglob("*.tmp"))


def test_two_fleets_do_not_share_a_folder(lists: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "out"), pytest.raises(UserError, match="another run uses this folder"):
        run_here(tmp_path / "out", lists, links="none")
    assert run_here(tmp_path / "out", lists, links="none").lists == 5


def test_a_fleet_is_not_replaced_by_another(
    lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.md").write_text(_GOOD)
    run_here(tmp_path / "out", lists, links="none")
    with pytest.raises(UserError, match=f"has a fleet of `{lists}`, which this run would"):
        run_here(tmp_path / "out", other, links="none")
    assert len(rows(tmp_path / "out", "lists")) == 5
    monkeypatch.chdir(lists)
    outcome = run_here(tmp_path / "out", ".", "../other", links="none")
    assert outcome.lists == 6, "the same source, named otherwise, and another one"


def test_a_folder_that_cannot_be_made_is_said_in_words(lists: Path) -> None:
    path = lists / "0.md" / "out"
    with pytest.raises(UserError, match=r"out: cannot be written: Not a dir[a-z]+$"), locked(path):
        pass


def test_a_folder_with_other_files_is_left_alone(lists: Path) -> None:
    with pytest.raises(UserError, match="the folder has other files"):
        run_here(lists, lists, links="none")
    assert sorted(path.name for path in lists.iterdir()) == [f"{n}.md" for n in range(5)]


def test_a_run_that_was_ended_before_its_first_file_was_written_begins_again(
    lists: Path, tmp_path: Path
) -> None:
    left = tmp_path / "out" / ".awesomecheck-0123456789abcdef.tmp"
    with locked(tmp_path / "out"):
        left.mkdir()
    (left / "new").write_text("{")
    (left / ".gitignore").write_text("*\n")
    assert run_here(tmp_path / "out", lists, links="none").lists == 5
    assert not left.exists()


def test_a_folder_of_another_version_is_left_alone(lists: Path, tmp_path: Path) -> None:
    run_here(tmp_path / "out", lists, links="none")
    manifest = tmp_path / "out" / MANIFEST
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "schema": 99}))
    with pytest.raises(UserError, match="another version"):
        run_here(tmp_path / "out", lists, links="none")


def test_a_strangers_table_is_an_error_for_users(lists: Path, tmp_path: Path) -> None:
    run_here(tmp_path / "out", lists, links="none")
    (tmp_path / "out" / "lists" / "other.parquet").write_bytes(b"PAR1 no table PAR1")
    with pytest.raises(UserError, match="not the files of a fleet"):
        run_here(tmp_path / "out", lists, links="none")


def test_the_configuration_beside_a_list_counts_as_in_single_runs(
    lists: Path, tmp_path: Path
) -> None:
    (lists / ".awesomecheck.yaml").write_text("rules: {trailing-space: off}\n")
    run_here(tmp_path / "out", lists, links="none")
    assert "trailing-space" not in {row["rule"] for row in rows(tmp_path / "out", "findings")}


def test_the_manifest_says_what_was_done(lists: Path, tmp_path: Path) -> None:
    said = Said()
    run_here(tmp_path / "out", lists, links="none", said=said)
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text())
    assert (manifest["phase"], manifest["workers"], manifest["sources"]) == ("done", 3, 5)
    assert manifest["finished"] >= manifest["started"]
    assert 0 < manifest["busy"]["read"] <= 1
    assert said.lines == ["3 workers", "reading lists: 0 of 5"]
    assert said.reached[-1] == 5
