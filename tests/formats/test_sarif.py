"""The report as code scanning on GitHub, editors and validators read SARIF."""

from collections.abc import Iterator
import gzip
import json
import os
from pathlib import Path
import random
import re
from typing import Any
from urllib.parse import unquote_to_bytes

from hypothesis import HealthCheck, example, given, settings
from msgspec.structs import replace
import pytest

from awesomecheck import Edit, Finding, Fix, RelatedPlace, Span, __version__
from awesomecheck.engine.registry import RegisteredRule
from awesomecheck.formats import sarif
from tests.conftest import RunCommand
from tests.formats.made import (
    FAULTY,
    UNORDERED,
    any_list,
    fixed,
    made_report,
    rendered,
    report,
)
from tests.git import Repository

Log = dict[str, Any]
_MEGABYTE = 1_000_000


def read(text: str) -> Log:
    """The only run of a log."""
    assert text.isascii()
    log = json.loads(text)
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    only: Log = run
    return only


def results(text: str) -> list[Log]:
    """What a run has found in a list."""
    found: list[Log] = read(rendered(sarif, report(text)))["results"]
    return found


def region(result: Log) -> list[int]:
    place = result["locations"][0]["physicalLocation"]["region"]
    return [place[name] for name in ("startLine", "startColumn", "endLine", "endColumn")]


def applied(data: bytes, fix: Log) -> bytes:
    r"""The file with a fix made: lines end in `\n` or `\r\n`, columns count code points."""
    mark, text = (b"\xef\xbb\xbf", data[3:]) if data.startswith(b"\xef\xbb\xbf") else (b"", data)
    [change] = fix["artifactChanges"]
    left = text.decode()
    starts = [0, *(match.end() for match in re.finditer("\r?\n", left))]

    def offset(place: dict[str, int], which: str) -> int:
        return starts[place[f"{which}Line"] - 1] + place[f"{which}Column"] - 1

    for each in reversed(change["replacements"]):
        start, end = offset(each["deletedRegion"], "start"), offset(each["deletedRegion"], "end")
        assert start <= end <= len(left)
        left = left[:start] + each["insertedContent"]["text"] + left[end:]
    return mark + left.encode()


def test_a_result_says_what_github_shows() -> None:
    [result] = results("# List\n\né [to](#nowhere).\n")
    prints = result.pop("partialFingerprints")
    assert prints.keys() == {"primaryLocationLineHash", "awesomecheckFinding/v1"}
    assert result == {
        "ruleId": "missing-anchor",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "no heading or HTML anchor `#nowhere` in this file: correct the link."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "README.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 16},
                }
            }
        ],
    }


def test_the_tool_says_who_it_is_and_how_it_counts() -> None:
    run = read(rendered(sarif, report(FAULTY)))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("awesomecheck", __version__)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["originalUriBaseIds"].keys() == {"%SRCROOT%"}
    assert "automationDetails" not in run, "upload-sarif would ignore its category"


def test_each_rule_with_findings_is_described_once() -> None:
    shown = report(FAULTY)
    run = read(rendered(sarif, shown))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(dict.fromkeys(f.rule for f in shown.findings()))
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    [rule] = [rule for rule in rules if rule["id"] == "insecure-link"]
    assert rule["name"] == "InsecureLink"
    assert rule["shortDescription"]["text"] == "A link over http to a host that supports https."
    assert rule["fullDescription"]["text"].startswith("Others can read and change")
    assert rule["defaultConfiguration"] == {"level": "note"}
    assert rule["properties"] == {"tags": ["links"], "problem.severity": "recommendation"}
    page = rule["help"]["markdown"]
    assert page.startswith("A link over http to a host that supports https.\n\nOthers can")
    assert "**Bad:**\n\n```markdown\n* [MAE](http://" in page
    assert "**Good:**\n\n```markdown\n* [MAE](https://" in page
    assert "awesomecheck explain insecure-link" in page


def test_all_rules_can_be_described_within_githubs_limits() -> None:
    registry = report("").rules
    findings = [Finding(name, "info", Span(0, 0), "a message") for name in registry]
    run = read(rendered(sarif, made_report("# L\n", findings)))
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["id"] in registry
        assert len(rule["name"]) <= 255
        for text in ("shortDescription", "fullDescription"):
            assert 0 < len(rule[text]["text"]) <= 1024
        assert not re.search("^```(bad|good|links)", rule["help"]["markdown"], re.MULTILINE)
        assert len(rule["properties"]["tags"]) <= 10


def test_a_rule_of_a_plugin_needs_no_page() -> None:
    class BareRule(next(iter(report("").rules.values())).rule):  # type: ignore[misc]  # a base
        __slots__ = ()

    BareRule.__doc__ = None
    others = {"bare-rule": RegisteredRule("bare-rule", "theirs", "pack", BareRule)}
    findings = [Finding(name, "info", Span(0, 0), "words") for name in ("bare-rule", "unknown")]
    shown = replace(made_report("# L\n", findings), rules=others)
    bare, unknown = read(rendered(sarif, shown))["tool"]["driver"]["rules"]
    assert (bare["shortDescription"]["text"], bare["properties"]["tags"]) == (
        "bare-rule.",
        ["theirs"],
    )
    assert (unknown["id"], unknown["defaultConfiguration"]["level"]) == ("unknown", "note")


def test_severities_are_levels() -> None:
    shown = report(FAULTY)
    levels = [result["level"] for result in read(rendered(sarif, shown))["results"]]
    meant = {"error": "error", "warning": "warning", "info": "note"}
    assert levels == [meant[finding.severity] for finding in shown.findings()]
    assert set(levels) == {"error", "warning", "note"}


def test_a_finding_over_several_lines_is_shown_on_the_first() -> None:
    findings = [
        Finding("a-rule", "error", span, "words")
        for span in (Span(2, 12), Span(6, 9), Span(7, 7), Span(8, 13))
    ]
    shown = read(rendered(sarif, made_report("# List\n\nwords\n", findings)))["results"]
    assert list(map(region, shown)) == [[1, 3, 1, 7], [1, 7, 1, 7], [2, 1, 2, 1], [3, 1, 3, 6]]


def test_messages_link_to_the_other_places() -> None:
    [result] = results(UNORDERED)
    assert result["message"]["text"].endswith(" See [1](1), [2](2).")
    first, second = result["relatedLocations"]
    assert (first["id"], second["id"]) == (1, 2)
    assert first["physicalLocation"]["region"]["startLine"] == 10
    assert "move before `Golf`" in first["message"]["text"]
    [twice] = [each for each in results(FAULTY) if each["ruleId"] == "duplicate-link"]
    assert twice["message"]["text"].endswith(". See [there](1).")
    many = tuple(RelatedPlace(Span(0, 1), "https://a:secret@b.c") for _ in range(2000))
    written = rendered(
        sarif, made_report("# L\n", [Finding("a", "error", Span(0, 1), "words", also=many)])
    )
    assert 1 < len(read(written)["results"][0]["relatedLocations"]) <= 100
    assert "secret" not in written


def test_messages_have_no_links_but_ours() -> None:
    def said(message: str) -> str:
        finding = Finding("a-rule", "error", Span(0, 1), message)
        text = read(rendered(sarif, made_report("# L\n", [finding])))["results"][0]["message"]
        assert isinstance(text["text"], str)
        return text["text"]

    assert said("see [x](https://evil.example)") == r"see \[x\](https://evil.example)."
    assert said("expected `[code]` and {0}") == "expected `[code]` and {0}."
    assert said("is it so?") == "is it so?"
    assert said("##[error]x") == "##[error]x."
    assert said("a https://me:secret@b.c/") == "a https://*********@b.c/."


def test_only_safe_fixes_are_included() -> None:
    text = "\ufeff# List é\r\n\r\n😀 [x](http://arxiv.org/abs/2111.06377) \r\n"
    made = {each["ruleId"]: applied(text.encode(), each["fixes"][0]) for each in results(text)}
    secure = text.replace("http:", "https:")
    assert made == {
        "insecure-link": secure.encode(),
        "trailing-space": text.replace(" \r\n", "\r\n").encode(),
    }
    [moved] = results(UNORDERED)
    assert len(moved["fixes"][0]["artifactChanges"][0]["replacements"]) == 2
    unsafe = Fix((Edit(Span(0, 1), "##"),), safe=False)
    shown = made_report("# L\n", [Finding("a-rule", "error", Span(0, 1), "words", unsafe)])
    assert "fixes" not in read(rendered(sarif, shown))["results"][0]


def test_a_fix_that_findings_share_is_included_once() -> None:
    fix = Fix((Edit(Span(0, 1), "##"),))
    findings = [Finding("a", "error", Span(0, 1), "words", replace(fix)) for _ in range(3)]
    found = read(rendered(sarif, made_report("# L\n", findings)))["results"]
    assert ["fixes" in each for each in found] == [True, False, False]


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(Span(0, 2), "a"), Edit(Span(1, 3), "b")),
        (Edit(Span(0, 99), "a"),),
    ],
)
def test_fixes_of_faulty_rules_are_not_included(edits: tuple[Edit, ...]) -> None:
    finding = Finding("a", "error", Span(0, 1), "words", Fix(edits))
    [found] = read(rendered(sarif, made_report("# L\n", [finding])))["results"]
    assert "fixes" not in found


def test_fixes_that_would_write_a_password_are_not_included() -> None:
    text = "# L\n\nhttp://me@a.b/\n"
    fix = Fix((Edit(Span(14, 14), ":secret"),))
    written = rendered(sarif, made_report(text, [Finding("a", "error", Span(0, 1), "words", fix)]))
    assert "fixes" not in read(written)["results"][0]


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_list)
@example(FAULTY)
@example(UNORDERED.replace("\n", "\r\n"))
def test_any_list_gives_results_whose_fixes_do_what_fix_does(text: str) -> None:
    shown = report(text)
    written = rendered(sarif, shown)
    found = read(written)["results"]
    for finding, result in zip(shown.findings(), found, strict=True):
        assert result["ruleId"] == finding.rule
        for fix in result.get("fixes", ()):
            assert finding.fix
            assert finding.fix.safe
            assert applied(text.encode(), fix) == fixed(text, finding)
        first, _, last, _ = region(result)
        assert first == last
    prints = [result["partialFingerprints"]["awesomecheckFinding/v1"] for result in found]
    assert len(set(prints)) == len(prints)
    assert "secret" not in written
    assert "##[" not in written


def test_alerts_are_recognised_when_lines_move() -> None:
    def prints(text: str) -> list[Log]:
        return [result["partialFingerprints"] for result in results(text)]

    text = FAULTY + "\n".join(f"word {number}" for number in range(30)) + "\n"
    assert prints(text) == prints("Words about it.\n\n" + text)


@pytest.mark.parametrize(
    "name", [b"a b.md", b"100%.md", b"a:b.md", b"a#b?.md", "ü😀.md".encode(), b"a\xffb.md"]
)
def test_paths_are_uris_from_the_top_of_the_repository(
    run: RunCommand, tmp_path: Path, name: bytes
) -> None:
    Repository.init(tmp_path)
    folder = tmp_path / "docs"
    folder.mkdir()
    try:
        (folder / os.fsdecode(name)).write_text(FAULTY, "utf-8")
    except OSError:
        pytest.skip("the file system has no such names")
    done = run("--no-links", "--format", "sarif", os.fsdecode(name), cwd=folder)
    [uri] = {
        place["artifactLocation"]["uri"]
        for result in read(done.stdout)["results"]
        for place in [result["locations"][0]["physicalLocation"]]
    }
    assert re.fullmatch(r"docs/[\w.%-]+", uri, re.ASCII)
    assert unquote_to_bytes(uri) == b"docs/" + name


def test_a_file_outside_of_the_repository_is_named_in_full(
    run: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / "a b.md").write_text("# L\n\nx \n")
    folder = tmp_path / "repository"
    Repository.init(folder)
    done = run("--no-links", "--format", "sarif", "../a b.md", cwd=folder)
    [result] = read(done.stdout)["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": (tmp_path / "a b.md").as_uri()}


def test_errors_and_notices_are_notifications(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# L\n")
    done = run(
        *("--no-links", "--format", "sarif", "README.md", "none.md"),
        env={"GITHUB_EVENT_NAME": "pull_request"},
    )
    [invocation] = read(done.stdout)["invocations"]
    assert invocation["executionSuccessful"] is False
    error, notice = invocation["toolExecutionNotifications"]
    assert error["level"] == "error"
    assert error["message"]["text"].startswith("none.md: no such file")
    assert notice["level"] == "note"
    assert notice["message"]["text"].startswith("whole files are reported: ")
    well = read(rendered(sarif, report(FAULTY)))["invocations"]
    assert well == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_what_is_suppressed_or_in_the_baseline_is_left_out(
    run: RunCommand, tmp_path: Path
) -> None:
    path = tmp_path / "README.md"
    path.write_text("# L\n\nx \n\n<!-- awesomecheck-disable-next-line trailing-space -->\ny \n")
    assert run("--no-links", "--write-baseline").returncode == 0
    path.write_text(path.read_text() + "\nz \n")
    done = run("--no-links", "--format", "sarif")
    assert [region(result)[0] for result in read(done.stdout)["results"]] == [8]


def notifications(run: Log) -> Iterator[str]:
    for each in run["invocations"][0]["toolExecutionNotifications"]:
        yield each["message"]["text"]


def test_a_run_has_no_more_results_than_github_accepts() -> None:
    findings = [
        Finding("a-rule", "error" if number % 10 == 0 else "info", Span(0, 1), f"words {number}")
        for number in range(30_000)
    ]
    run = read(rendered(sarif, made_report("# L\n", findings)))
    kept = [int(each["message"]["text"][6:-1]) for each in run["results"]]
    assert len(kept) == 25_000
    assert kept == sorted(kept)
    assert set(range(0, 30_000, 10)) <= set(kept)
    [cut] = notifications(run)
    assert cut.startswith("5000 of 30000 findings left out")


@pytest.mark.slow
def test_a_report_is_no_larger_than_github_accepts() -> None:
    noise = random.Random(0)
    findings = [
        Finding(
            "a-rule", "error" if number < 50 else "info", Span(0, 1), noise.randbytes(9000).hex()
        )
        for number in range(1500)
    ]
    written = rendered(sarif, made_report("# L\n", findings))
    run = read(written)
    assert len(gzip.compress(written.encode())) < 10 * _MEGABYTE
    assert [each["level"] for each in run["results"][:51]] == ["error"] * 50 + ["note"]
    [cut] = notifications(run)
    assert cut.startswith(f"{1500 - len(run['results'])} of 1500 findings left out")
