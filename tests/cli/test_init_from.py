"""`awesomecheck init --from`: what it carries over works, and what it does not is reported."""

import json
from pathlib import Path

import pytest
import yaml

from awesomecheck.config import config
from awesomecheck.config.rule_settings import Choice
from awesomecheck.engine.registry import entry_points
from tests.cli.test_init import LIST
from tests.conftest import RunCommand
from tests.web import simulate
from tests.web.command import run as run_in_web
from tests.web.world import Host, World

URLS = (
    "https://one.example/gone",
    "https://two.example/gone",
    "https://www.three.example",
    "https://four.example/Path/gone",
    "http://five.example/gone",
    "https://six.example/gone",
)
HOSTS = ("one", "two", "www.three", "four", "five", "six")
WORLD = World(hosts=tuple(Host(f"{name}.example") for name in HOSTS))
"""Hosts of which each page answers 404."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text(LIST, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "skipped", "reason"),
    [
        ("awesome_bot README.md -w one.example,//four.example/Path", None,
         {0, 3}, "on the white list of awesome_bot"),
        ("lychee.toml", "exclude = ['^https://one', 'three\\.example/$']\n", {0, 2},
         "excluded for lychee"),
        ("lychee.toml", "scheme = ['https']\n", {4}, "scheme not checked by lychee"),
        (".lycheeignore", "# They block robots.\n(one|two)\\.example\n", {0, 1},
         "They block robots."),
        ("mlc.json", '{"ignorePatterns": [{"pattern": "^(?!https://(one|six))"}]}', {1, 2, 3, 4},
         "ignored by markdown-link-check"),
    ],
)  # fmt: skip
def test_ignored_urls_are_skipped_with_their_reason(
    run: RunCommand, folder: Path, name: str, text: str | None, skipped: set[int], reason: str
) -> None:
    list_of_links = "# Links\n\n" + "".join(f"- [link {url}]({url}) - One.\n" for url in URLS)
    (folder / "README.md").write_text(list_of_links)
    if text is not None:
        (folder / name).write_text(text)
    done = run("init", "--from", name)
    assert done.returncode == 0, done.stderr
    with simulate(WORLD) as web:
        checked = run_in_web(
            web, folder, "links", "--no-cache", "--format", "json", folder / "README.md"
        )
    rows = {row["url"]: row for row in json.loads(checked.stdout)["files"][0]["links"]}
    assert {URLS.index(url) for url, row in rows.items() if row["verdict"] == "skipped"} == skipped
    assert {row["verdict"] for row in rows.values()} == {"skipped", "dead"}
    findings = json.loads(checked.stdout)["files"][0]["findings"]
    assert len(findings) == len(URLS) - len(skipped)
    loaded = config.load(folder / ".awesomecheck.yaml", entry_points(), Choice())
    assert loaded.links is not None
    assert {each.reason for each in loaded.links.ignore} == {reason}


def test_settings_come_with_their_places(run: RunCommand, folder: Path) -> None:
    (folder / "lychee.toml").write_text(
        "max_retries = 1\n\n[hosts.'API.example.org']\nconcurrency = 2\nrequest_interval = '2s'\n"
    )
    command = "awesome_bot README.md --allow-dupe -w a.b -t 5"
    done = run("init", "--from", command, "--from", "lychee.toml")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        ".awesomecheck.yaml: created with 1 template, 6 settings carried over\n"
    )
    text = (folder / ".awesomecheck.yaml").read_text("utf-8")
    for line in (
        "    - pattern: '*a.b*'  # awesome_bot",
        "  timeout: 5  # awesome_bot",
        "  retries: 1  # lychee.toml:1",
        "      concurrency: 2  # lychee.toml:4",
        "      rate: 0.5  # lychee.toml:5",
        "  duplicate-link: off  # awesome_bot",
    ):
        assert f"{line}\n" in text
    loaded = config.load(folder / ".awesomecheck.yaml", entry_points(), Choice())
    assert loaded.links is not None
    assert (loaded.links.timeout, loaded.links.retries) == (5, 1)
    assert loaded.links.hosts["api.example.org"].rate == 0.5
    names = {each.name for each in loaded.rules}
    assert "duplicate-link" not in names
    assert "unlike-template" in names
    assert "template from the configuration" in run("--no-links", "-v").stderr


def test_what_is_not_carried_over_is_reported_with_line_and_reason(
    run: RunCommand, folder: Path
) -> None:
    (folder / "lychee.toml").write_text(
        "exclude = [\n  'a++',\n  'https://user:pw@x.example(',\n]\n"
        "accept = [200, 404]\ninsecure = true\nbasic_auth = ['x user:secret']\nexlude = []\n"
    )
    done = run("init", "--from", "lychee.toml")
    assert done.returncode == 0
    for line in (
        "lychee.toml:2: `exclude`: not carried over: `a++`: `+` may mean something else in Python",
        "lychee.toml:3: `exclude`: not carried over: `https://*******@x.example(`: not a Python",
        "lychee.toml:5: `accept`: not needed: only 404 and 410 make a link dead",
        "lychee.toml:6: `insecure`: not needed: such a link is `unsure`",
        "lychee.toml:7: `basic_auth`: not carried over: ",
        "lychee.toml:8: `exlude`: not carried over: unknown option; did you mean `exclude`?",
    ):
        assert f"\n{line}" in done.stderr
    assert "secret" not in done.stderr
    assert "pw@" not in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("missing.toml", None, "missing.toml: cannot be read: No such file"),
        (".", None, ".: not a configuration of another link checker"),
        ("a.toml", "[", "a.toml: not TOML"),
        ("a.json", "{", "a.json:1:2: not JSON"),
        ("a.toml", "exclude = 3", "a.toml:1: `exclude` must be a regular expression, not `3`"),
        ("a.yml", "a: 1", "a.yml: not a configuration of another link checker"),
        ("a.toml", b"\xff", "a.toml: not UTF-8"),
        ("a.json", b"[1111111111]" * 100_000, "a.json: too large for a configuration"),
        ("awesome_bot --allow", None, "awesome_bot: option --allow requires argument"),
        (".lycheeignore", "".join(f"a{number}\n" for number in range(3_001)),
         "3,002 settings to carry over: at most 3,000 fit"),
    ],
)  # fmt: skip
def test_a_bad_file_is_an_error_and_nothing_is_written(
    run: RunCommand, folder: Path, name: str, text: str | bytes | None, message: str
) -> None:
    if text is not None:
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / "lychee.toml").write_text("timeout = 5\n")
    done = run("init", "--from", "lychee.toml", "--from", name)
    assert done.returncode == 2
    assert f"error: {message}" in done.stderr
    assert not (folder / ".awesomecheck.yaml").exists()


def test_a_configuration_that_is_there_stays(run: RunCommand, folder: Path) -> None:
    (folder / "lychee.toml").write_text("timeout = 5\n")
    (folder / ".awesomecheck.yaml").write_text("preset: minimal\n")
    assert run("init", "--from", "lychee.toml").returncode == 2
    assert (folder / ".awesomecheck.yaml").read_text() == "preset: minimal\n"


def test_it_does_not_go_with_workflows(run: RunCommand, folder: Path) -> None:
    (folder / "lychee.toml").write_text("timeout = 5\n")
    done = run("init", "--github", "--from", "lychee.toml")
    assert done.returncode == 2
    assert "cannot be used together" in done.stderr
    assert not (folder / ".github").exists()


@pytest.mark.parametrize(
    "hostile",
    [
        "'\n      reason: x\n  allow-private: true\n#", "a: b", "!!python/object", "&a *b", "- x",
        "{{", "yes", "\x1b[2J", "\u202eevil", "::error::x", "a # b", "'''", "\\u0041", "\u0085",
        "\ufffe", "\U0001f600",
    ],
)  # fmt: skip
def test_nothing_in_a_pattern_is_executed(run: RunCommand, folder: Path, hostile: str) -> None:
    written = json.dumps(hostile, ensure_ascii=hostile < "\U00010000")
    (folder / "lychee.toml").write_text(f"exclude = [{written}, 'kept']\n", "utf-8")
    done = run("init", "--from", "lychee.toml")
    assert done.returncode == 0, done.stderr
    text = (folder / ".awesomecheck.yaml").read_text("utf-8")
    assert not set("\x1b\u202e\u0085") & set(text + done.stderr)
    links = yaml.safe_load(text)["links"]
    assert links.keys() == {"ignore"}
    assert {each["pattern"] for each in links["ignore"]} <= {f"/{hostile}/", "/kept/"}
    assert config.load(folder / ".awesomecheck.yaml", entry_points(), Choice())


def test_nothing_in_a_name_is_executed(run: RunCommand, folder: Path) -> None:
    name = "lychee\n::error::\x1b[2J.toml"
    (folder / name).write_text("timeout = 5\nheader = {}\n")
    done = run("init", "--from", name, env={"GITHUB_ACTIONS": "true"})
    assert done.returncode == 0, done.stderr
    text = (folder / ".awesomecheck.yaml").read_text("utf-8")
    assert "  timeout: 5  # lychee\\n::error::\\u001b[2J.toml:1\n" in text
    assert "\x1b" not in done.stderr
    assert not any(line.lstrip().startswith("::") for line in done.stderr.splitlines())


def test_a_list_elsewhere_gets_its_configuration_beside_it(run: RunCommand, folder: Path) -> None:
    (folder / "lists").mkdir()
    (folder / "lists" / "a.md").write_text(LIST)
    (folder / "lychee.toml").write_text("timeout = 5\n")
    done = run("init", "lists/a.md", "--from", "lychee.toml")
    assert done.returncode == 0
    text = (folder / "lists" / ".awesomecheck.yaml").read_text("utf-8")
    assert "timeout: 5  # lychee.toml:1\n" in text


def test_a_list_without_a_template_gets_the_settings_alone(run: RunCommand, folder: Path) -> None:
    (folder / "README.md").write_text("# List\n\n- [a](https://a.example) - One.\n")
    done = run("init", "--from", "awesome_bot README.md --allow-dupe")
    assert done.stderr == (
        ".awesomecheck.yaml: created with the default settings, 1 setting carried over\n"
        "no template found: the list is too small, or its entries differ too much\n"
    )
    text = (folder / ".awesomecheck.yaml").read_text("utf-8")
    assert "# No template found: the list is too small" in text
    assert text.endswith("rules:\n  duplicate-link: off  # awesome_bot\n")
    assert run("--no-links", "--exit-zero").returncode == 0
