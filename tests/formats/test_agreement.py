"""All formats for programs say the same of a list."""

from collections.abc import Callable, Mapping
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from awesomecheck.engine.registry import FORMAT_GROUP, entry_points, in_group
from tests.conftest import RunCommand
from tests.formats.made import FAULTY, UNORDERED

Said = list[tuple[str, str, int]]
"""Path, rule and line of each finding."""


def of_json(text: str) -> Said:
    return [
        (file["path"], finding["rule"], finding["line"])
        for file in json.loads(text)["files"]
        for finding in file["findings"]
    ]


def of_sarif(text: str) -> Said:
    [run] = json.loads(text)["runs"]
    places: list[tuple[str, Any]] = [
        (result["ruleId"], result["locations"][0]["physicalLocation"]) for result in run["results"]
    ]
    return [
        (place["artifactLocation"]["uri"], rule, place["region"]["startLine"])
        for rule, place in places
    ]


def of_gitlab(text: str) -> Said:
    return [
        (each["location"]["path"], each["check_name"], each["location"]["lines"]["begin"])
        for each in json.loads(text)
    ]


def of_rdjson(text: str) -> Said:
    return [
        (
            each["location"]["path"],
            each["code"]["value"],
            each["location"]["range"]["start"]["line"],
        )
        for each in json.loads(text)["diagnostics"]
    ]


def of_junit(text: str) -> Said:
    cases = ET.fromstring(text).iter("testcase")  # noqa: S314 - our own
    return [
        (case.attrib["file"], case[0].text.split()[2], int(case.attrib["line"]))
        for case in cases
        if len(case) and case[0].text
    ]


@pytest.fixture(scope="module", params=["\n", "\r\n"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("lists")
    (top / "docs").mkdir()
    lists = {"README.md": FAULTY, "docs/b.md": "\ufeff" + UNORDERED, "docs/clean.md": "# L\n"}
    for name, text in lists.items():
        (top / name).write_text(text, "utf-8", newline=request.param)
    return top


READERS: Mapping[str, Callable[[str], Said]] = {
    "json": of_json,
    "sarif": of_sarif,
    "gitlab": of_gitlab,
    "rdjson": of_rdjson,
    "junit": of_junit,
}
FOR_PEOPLE = {"text", "concise", "markdown", "github"}
REPORTS = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8")


@pytest.mark.parametrize("name", in_group(entry_points(), FORMAT_GROUP))
def test_each_format_is_in_the_docs_and_read_here(name: str) -> None:
    assert f"| `{name}` |" in REPORTS, "docs/reports.md lists all formats"
    assert name in READERS.keys() ^ FOR_PEOPLE, "a format for programs needs a reader here"


def test_each_format_has_every_finding_at_its_line(run: RunCommand, folder: Path) -> None:
    wanted = [word for name in READERS for word in ("--format", f"{name}=report.{name}")]
    done = run("--no-links", *wanted, "README.md", "docs", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    said = {name: read((folder / f"report.{name}").read_text()) for name, read in READERS.items()}
    assert len(said["json"]) > 15
    for name in READERS:
        assert said[name] == said["json"]
