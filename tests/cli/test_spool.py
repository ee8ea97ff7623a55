"""Long reports: on the disk until they are whole."""

from collections.abc import Iterator
import json
from pathlib import Path

import pytest

from awesomecheck.__main__ import main
from awesomecheck.cli import reports
from awesomecheck.cli.spool import Spool
from awesomecheck.document.parsed_text import Shelf
from awesomecheck.errors import UserError
from awesomecheck.runs import texts

PIECES = ["one\r\n", "", "two 🌱 \udc80\n", "three"]


@pytest.mark.parametrize("most", [0, 4, 1000])
def test_a_text_comes_out_as_it_went_in(most: int) -> None:
    with Spool(most) as spool:
        spool.write(PIECES)
        assert "".join(spool) == "".join(PIECES)
        assert "".join(spool) == "".join(PIECES)


def test_a_text_can_begin_anew() -> None:
    with Spool(0) as spool:
        spool.write(PIECES)
        spool.clear()
        spool.write(["four"])
        assert "".join(spool) == "four"


def test_a_full_disk_is_an_error_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with Spool(0) as spool, pytest.raises(UserError, match="No space left on device"):
        spool.write(PIECES)


@pytest.mark.parametrize("form", ["json", "sarif", "markdown", "concise", "gitlab", "rdjson"])
def test_reports_on_many_files_are_those_on_few(
    form: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(
            f"# List {number}\n\n- [One](https://a.example/{number}) - A thing. \n" * 2
        )
    monkeypatch.chdir(tmp_path)

    def written() -> str:
        with pytest.raises(SystemExit):
            main(["--no-links", "--isolated", "--format", form, "."], guest=True)
        return capsys.readouterr().out

    as_ever = written()

    class SmallSpool(Spool):
        def __init__(self) -> None:
            super().__init__(most=10)

    monkeypatch.setattr(texts, "Shelf", lambda: Shelf(most=1))
    monkeypatch.setattr(reports, "Spool", SmallSpool)
    assert written() == as_ever
    assert as_ever


def test_json_in_pieces_is_written_as_json_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    def lists() -> Iterator[str]:
        for number in range(3):
            (tmp_path / f"{number}.md").write_text(f"# ##[error] {number}\n\nx \n")
            yield f"{number}.md"

    for names in ([], list(lists())):
        with pytest.raises(SystemExit):
            main(
                ["--no-links", "--isolated", "--format", "json", *(names or ["none.md"])],
                guest=True,
            )
        out = capsys.readouterr().out
        assert "##[" not in out
        assert out == json.dumps(json.loads(out), indent=2).replace("##[", r"#\u0023[") + "\n"
