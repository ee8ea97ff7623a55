"""The website: built strictly, with a page for whatever it describes and no broken link."""

import json
from pathlib import Path
import re
import subprocess
import sys

import pytest

from awesomecheck.cli.commands import commands
from awesomecheck.cli.init_command import SCHEMA_URL
from awesomecheck.engine.registry import entry_points, load_rules
from awesomecheck.rules import PAGES, rule_url
from docs.build import write_pages
from tests.conftest import RunCommand, clean_environment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the picture is of a POSIX terminal"),
]

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    write_pages(folder)
    return folder


@pytest.fixture(scope="module")
def site(pages: Path) -> Path:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "zensical"), "build", "--strict"],
        cwd=pages,
        env={key: value for key, value in clean_environment().items() if key != "PYTHONWARNINGS"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return pages / "site"


def test_the_url_of_each_rule_is_a_page(site: Path) -> None:
    for name in load_rules(entry_points()):
        assert (site / rule_url(name).removeprefix(PAGES) / "index.html").is_file()


def test_the_schema_that_init_names_is_there(site: Path) -> None:
    schema = ROOT / "src" / "awesomecheck" / "awesomecheck.schema.json"
    assert (site / SCHEMA_URL.removeprefix(PAGES)).read_bytes() == schema.read_bytes()


def test_each_command_and_option_is_on_a_page(pages: Path) -> None:
    for name, command in commands.commands.items():
        text = (pages / "docs" / "commands" / f"{name}.md").read_text("utf-8")
        shown = [each for each in command.params if not getattr(each, "hidden", False)]
        for option in (option for each in shown for option in each.opts):
            assert f"`{option}" in text or not option.startswith("-")


def test_each_key_of_the_configuration_is_on_its_page(pages: Path) -> None:
    schema = json.loads((ROOT / "src/awesomecheck/awesomecheck.schema.json").read_text("utf-8"))
    text = (pages / "docs" / "configuration.md").read_text("utf-8")
    keys = [*schema["properties"], *schema["properties"]["links"]["properties"]]
    assert [key for key in keys if f"| `{key}` |" not in text] == []


def test_awesomecheck_finds_no_broken_link_or_anchor(pages: Path, run: RunCommand) -> None:
    options = ("--no-links", "--isolated", "--select", "anchors,missing-file,malformed-link")
    done = run(*options, ".", cwd=pages / "docs")
    assert done.returncode == 0, done.stdout
    assert not re.search(r"^\S+\.md:\d", done.stdout, re.MULTILINE), done.stdout


def test_links_of_the_readme_lead_to_pages_and_their_anchors(site: Path) -> None:
    links = re.findall(rf"\({PAGES}([^)#]*)#?([^)]*)\)", README)
    assert len(links) > 10
    for path, anchor in links:
        place = site / path / "index.html" if path.endswith("/") else site / path
        assert not anchor or f'id="{anchor}"' in place.read_text("utf-8")
        assert place.is_file(), path


def test_the_readme_is_short_and_has_no_relative_link() -> None:
    assert len(README.splitlines()) < 120
    assert re.findall(r"\]\((?!https://)[^)]*\)", re.sub(r"`[^`]*`", "", README)) == []


def test_the_picture_is_of_a_real_run(site: Path) -> None:
    shown = (site / "run.svg").read_text("utf-8").replace("&#160;", " ")
    assert "missing-anchor" in shown
    assert "What to do next" in shown
    assert "\x1b" not in shown


PROMISES = (ROOT / "docs" / "promises.md").read_text("utf-8")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize(("file", "test"), _TEST.findall(PROMISES))
def test_a_promise_has_its_test(file: str, test: str) -> None:
    assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_each_promise_names_a_test() -> None:
    promises = [line for line in PROMISES.splitlines() if line.startswith("- ")]
    assert promises
    assert [line for line in promises if not _TEST.search(line)] == []
