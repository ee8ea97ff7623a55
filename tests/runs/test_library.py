"""The functions of the package: what a caller gets, and that the command gets the same."""

import asyncio
import json
from pathlib import Path

import pytest

from awesomecheck import (
    UserError,
    Verdict,
    check_links,
    check_links_async,
    fix,
    lint,
    load_config,
)
from awesomecheck.engine.rule_docs import rule_docs
from awesomecheck.formats import Style
from awesomecheck.formats.json import render
from tests.conftest import RunCommand
from tests.web import serve
from tests.web.checking import network
from tests.web.world import Host, Link, World, page

CONFIG = load_config()
TEXT = "# List\n\n- [Ant](https://ant.example/) - Builds things. \n- [Bee](#bees) - Flies.\n"
EXAMPLES = [
    text
    for each in CONFIG.registry.values()
    for example in rule_docs(each.rule).examples
    for text in (example.bad, example.good)
]
WORLD = World(
    links=(Link("https://ant.example/", "alive"), Link("https://ant.example/gone", "dead")),
    hosts=(Host("ant.example", {"/": page()}),),
)
URLS = ["https://ant.example/", "https://ant.example/gone", "mailto:ant@ant.example"]
STATES = {URLS[0]: "alive", URLS[1]: "dead", URLS[2]: "skipped"}


def test_a_text_is_linted_with_the_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".awesomecheck.yaml").write_text("rules: {trailing-space: off}\n")
    monkeypatch.chdir(tmp_path)
    report = lint(TEXT, "README.md")
    assert [finding.rule for finding in report.findings()] == ["trailing-space", "missing-anchor"]
    assert report.files[0].path == "README.md"
    assert report.errors == ()


def test_a_configuration_says_which_rules_run(tmp_path: Path) -> None:
    path = tmp_path / ".awesomecheck.yaml"
    path.write_text("rules: {trailing-space: off}\n")
    assert [each.rule for each in lint(TEXT, config=load_config(path)).findings()] == [
        "missing-anchor"
    ]
    selected = load_config(select=["trailing-space"])
    assert [each.rule for each in lint(TEXT, config=selected).findings()] == ["trailing-space"]
    with pytest.raises(UserError) as error:
        load_config(select=["trailing-spice"])
    assert error.value.hint == "did you mean `trailing-space`?"
    with pytest.raises(TypeError):
        load_config(select="trailing-space")


def test_verdicts_of_links_are_reported() -> None:
    dead = Verdict("dead", "not-found", status=404)
    report = lint(TEXT, verdicts={"https://ant.example/": dead})
    assert "dead-link" in {finding.rule for finding in report.findings()}
    assert report.files[0].links is not None
    assert [row.verdict for row in report.files[0].links] == [dead]


def test_a_text_is_fixed_and_keeps_its_line_breaks() -> None:
    result = fix("\ufeff" + TEXT.replace("\n", "\r\n"))
    assert result.text == "\ufeff" + TEXT.replace(". \n", ".\n").replace("\n", "\r\n")
    assert [finding.rule for finding in result.applied] == ["trailing-space"]
    assert [finding.rule for finding in result.report.findings()] == ["missing-anchor"]
    assert result.report.fixed == 1


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_no_file_holds_is_an_error(text: str) -> None:
    with pytest.raises(UserError):
        lint(text)


def test_the_command_says_and_fixes_the_same(run: RunCommand, tmp_path: Path) -> None:
    for number, text in enumerate(EXAMPLES):
        (tmp_path / f"{number:03}.md").write_text(text, newline="")
    names = [path.name for path in sorted(tmp_path.glob("*.md"))]
    done = run("--no-links", "--isolated", "--format", "json", *names)
    said = json.loads(done.stdout)["files"]
    for name, text, file in zip(names, EXAMPLES, said, strict=True):
        report = lint(text, tmp_path / name, CONFIG)
        [own] = json.loads("".join(render(report, Style())))["files"]
        assert own | {"path": name} == file
    run("--no-links", "--isolated", "--fix", *names)
    for name, text in zip(names, EXAMPLES, strict=True):
        assert (tmp_path / name).read_bytes().decode() == fix(text, tmp_path / name, CONFIG).text


def test_links_are_checked_once_and_cached_on_request(tmp_path: Path) -> None:
    with serve(WORLD) as web:
        found = check_links([*URLS, *URLS], network=network(web), cache_dir=tmp_path)
        again = check_links(URLS, network=network(web), cache_dir=tmp_path)
        requests = web.requests
    assert {url: verdict.state for url, verdict in found.items()} == STATES
    assert again == found
    assert len(requests) == 2


def test_links_are_checked_in_a_running_loop() -> None:
    async def check() -> dict[str, Verdict]:
        return await check_links_async(URLS, network=network(web))

    with serve(WORLD) as web:
        found = asyncio.run(check())
    assert {url: verdict.state for url, verdict in found.items()} == STATES


def test_no_line_is_changed_that_no_finding_names() -> None:
    # With its one fix the list is regular enough for three more findings, on other lines.
    separators = [" : "] * 20 + [": "] * 3 + [" :  "]
    text = "# Tools\n\n## Tools\n\n" + "".join(
        f"- [tool{number}](https://tool{number}.example){separator}Does thing number {number}.\n"
        for number, separator in enumerate(separators)
    )
    [before] = lint(text).files
    fixed = fix(text)
    named = {before.position(finding).line for finding in before.findings}
    changed = [
        number
        for number, (old, new) in enumerate(
            zip(text.splitlines(), fixed.text.splitlines(), strict=True), start=1
        )
        if old != new
    ]
    assert changed == sorted(named) == [28]
    assert len(fixed.report.files[0].findings) == 3


def test_a_second_run_of_fixes_finds_nothing_on_a_line_that_the_first_has_fixed() -> None:
    tools = "".join(
        f"- [Tool{n}](https://tool{n}.example) - Cuts all kinds of door number {n}.\n"
        for n in range(40)
    )
    odd = "- [jDoor](https://jdoor.example) - jDoor is a tool that cuts doors.\n"
    link = "- [Last]((http://arxiv.org/abs/2111.06377)) - Cuts the last kind of door.\n"
    once = fix(f"# Tools\n\n{tools}{odd}{link}", unsafe=True).text
    assert "(https://arxiv.org/abs/2111.06377)" in once
    assert "- A tool that" in once
    assert fix(once, unsafe=True).text == once
