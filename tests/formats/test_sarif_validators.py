"""The report in SARIF before the official schema and Microsoft's validator."""

from collections.abc import Callable
import json
import os
from pathlib import Path
import platform
import subprocess
from typing import Any

from hypothesis import HealthCheck, given, settings
import jsonschema
from jsonschema import Draft4Validator
from msgspec.structs import replace
import pytest

from awesomecheck.errors import UserError
from awesomecheck.formats import sarif
from awesomecheck.formats.report import Report
from tests.conftest import HANGS
from tests.formats.made import FAULTY, UNORDERED, any_list, rendered, report
from tests.formats.npm_packages import installed

pytestmark = pytest.mark.slow

Multitool = Callable[..., None]

_TOOL = "@microsoft/sarif-multitool"
_VERSION = "5.7.0"
_SYSTEMS = {("Linux", "x86_64"): "linux", ("Darwin", "x86_64"): "darwin"}
_OFFLINE = """\
<Properties><Properties Key="SARIF2006.UrisShouldBeReachable.Options">
<Property Key="RuleEnabled" Value="Disabled" Type="Driver.RuleEnabledState" />
</Properties></Properties>
"""
"""Without this the tool requests every URI."""


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The official schema, in the version that GitHub names."""
    package = "@microsoft/jest-sarif"
    folder = installed(f"{package}@1.0.0-beta.0")
    [path] = (folder / package).glob("lib/schemas/sarif-2.1.0-*.json")
    official: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return official


@pytest.fixture(scope="session")
def multitool() -> Multitool:
    """Microsoft's validator, with the rules of the standard and those of GitHub's ingestion."""
    system = _SYSTEMS.get((platform.system(), platform.machine()))
    if system is None:
        pytest.skip("the tool does not run on this machine")
    package = f"{_TOOL}-{system}"
    program = installed(f"{package}@{_VERSION}") / package / "Sarif.Multitool"
    program.chmod(0o755)

    def start(*arguments: str | Path) -> None:
        done = subprocess.run(
            [program, *arguments],
            env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=HANGS,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    return start


def hostile() -> Report:
    """A report with all that is odd, in a folder with an odd name."""
    text = "\ufeff" + FAULTY.replace("\n", "\r\n") + "\x1b[31m [x](#\u202e##[error]) {1} \r\n"
    return replace(
        report(text, "a b/::error::[x](y).md"),
        errors=(UserError("[x](https://evil.example): {0}\x00"),),
        notices=("one.", "two\n::three::"),
    )


LISTS: dict[str, Callable[[], Report]] = {
    "clean": lambda: report("# List\n"),
    "faulty": lambda: report(FAULTY),
    "unordered": lambda: report(UNORDERED),
    "hostile": hostile,
    "errors": lambda: Report((), (UserError("a.md: no such file"),)),
}


def assert_fits(schema: dict[str, Any], log: Any) -> None:
    jsonschema.validate(log, schema, Draft4Validator)


@pytest.mark.parametrize("name", LISTS)
def test_reports_fit_the_official_schema(schema: dict[str, Any], name: str) -> None:
    assert_fits(schema, json.loads(rendered(sarif, LISTS[name]())))


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(text=any_list)
def test_any_list_fits_the_official_schema(schema: dict[str, Any], text: str) -> None:
    assert_fits(schema, json.loads(rendered(sarif, report(text))))


def test_microsofts_validator_finds_nothing(multitool: Multitool, tmp_path: Path) -> None:
    for name, make in LISTS.items():
        (tmp_path / f"{name}.sarif").write_text(rendered(sarif, make()), "ascii")
    (tmp_path / "offline.xml").write_text(_OFFLINE)
    out = tmp_path / "out.sarif"
    multitool(
        "validate",
        *("--config", tmp_path / "offline.xml", "--rule-kind", "Sarif;Ghas"),
        *("--level", "Error;Warning", "--output", out),
        *(tmp_path / f"{name}.sarif" for name in LISTS),
    )
    validated = json.loads(out.read_text("utf-8-sig"))["runs"][0]
    assert validated.get("results", []) == []
    assert validated["invocations"][0]["executionSuccessful"]


def test_microsofts_validator_finds_errors_in_a_wrong_report(
    multitool: Multitool, tmp_path: Path
) -> None:
    log = json.loads(rendered(sarif, report(FAULTY)))
    del log["runs"][0]["results"][0]["locations"]
    (tmp_path / "bad.sarif").write_text(json.dumps(log))
    (tmp_path / "offline.xml").write_text(_OFFLINE)
    out = tmp_path / "out.sarif"
    multitool(
        "validate",
        *("--config", tmp_path / "offline.xml", "--rule-kind", "Sarif;Ghas"),
        *("--level", "Error;Warning", "--output", out, tmp_path / "bad.sarif"),
    )
    assert json.loads(out.read_text("utf-8-sig"))["runs"][0]["results"]


def test_line_hashes_are_those_that_others_compute(multitool: Multitool, tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    text = "\ufeff" + (FAULTY + UNORDERED * 2).replace("\n", "\r\n")
    path.write_bytes(text.encode())
    log = json.loads(rendered(sarif, report(text)))
    mine = [each.pop("partialFingerprints") for each in log["runs"][0]["results"]]
    for result in log["runs"][0]["results"]:
        result["locations"][0]["physicalLocation"]["artifactLocation"] = {"uri": path.as_uri()}
    (tmp_path / "in.sarif").write_text(json.dumps(log))
    out = tmp_path / "out.sarif"
    multitool(
        *("rewrite", "--insert", "RollingHashPartialFingerprints"),
        *("--output", out, tmp_path / "in.sarif"),
    )
    theirs = json.loads(out.read_text("utf-8-sig"))["runs"][0]["results"]
    assert [each["primaryLocationLineHash"] for each in mine] == [
        each["partialFingerprints"]["primaryLocationLineHash"] for each in theirs
    ]
