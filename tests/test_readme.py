"""Every command and every Python block of the README and the website works as written."""

from pathlib import Path
import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import clean_environment
from tests.fleet.made import a_list, write_fleet
from tests.git import Repository
from tests.test_packaging import Environment, build

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCS = [page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*.md"))]


def lines_of(text: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


INSTALLING = [  # `@v0` and `rev: v0.1.0` are run by the tests of the Action and of the hooks
    line
    for line in dict.fromkeys(line for text in (README, *DOCS) for line in lines_of(text))
    if "install" in line or "uvx" in line
]
COMMANDS = [
    line
    for line in dict.fromkeys(line for text in (README, *DOCS) for line in lines_of(text))
    if line not in INSTALLING
]
SHELLS_OWN = re.findall(r"`(eval [^`]+)`", README)


def test_the_first_two_commands_are_run_where_changes_land() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert README.index(INSTALLING[1]) < README.index("## ")
    for line in INSTALLING[:2]:
        assert line in script


NO_WAY_OUT = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
"""No test goes out: with these, every request is refused at once."""


@pytest.mark.skipif(sys.platform == "win32", reason="shown for POSIX shells")
@pytest.mark.parametrize("command", [*COMMANDS, *SHELLS_OWN])
def test_a_command_works(command: str, tmp_path: Path) -> None:
    folder = tmp_path / "list"
    text = (ROOT / "examples" / "awesome-representation-learning.md").read_text("utf-8")
    for file in ("README.md", "docs/more.md", "lists/more.md", "../other-lists/README.md"):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, "utf-8")
    (folder / "lychee.toml").write_text("exclude = ['^https://example\\.org/']\ntimeout = 30\n")
    for name in ("before", "fleet") if "fleet " in command and " run " not in command else ():
        write_fleet(folder / name, [a_list("README.md")])
    (folder / ".lycheeignore").write_text("https://example.com/private\n")
    Repository.init(folder).commit()
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=clean_environment(
            {"PATH": path, "XDG_CACHE_HOME": str(tmp_path / "cache")} | NO_WAY_OUT
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    if "submit" in command and "https://" in command:  # all that it is about is elsewhere
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert done.stderr.startswith("error: GitHub says nothing of OWNER/awesome-trees: ")
        return
    checks_links = command.startswith(("awesomecheck links", "awesomecheck fleet run"))
    offline = checks_links and "no link could be checked" in done.stderr
    assert offline or done.returncode in (0, 1), done.stderr
    assert "error:" not in done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    [wheel] = build(ROOT, tmp_path_factory.mktemp("dist"), "--wheel")
    return wheel


@pytest.mark.skipif(sys.platform == "win32", reason="shown for POSIX shells")
@pytest.mark.parametrize("line", INSTALLING[2:])
def test_what_is_installed_as_shown_works(line: str, wheel: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "awesome-representation-learning.md", tmp_path / "README.md")
    Environment(tmp_path / "venv")
    tools = Path(sys.executable).parent  # with uv, which pipx uses, too
    environment = clean_environment(
        {
            "PATH": f"{tmp_path}/bin:{tmp_path}/venv/bin:{tools}:/usr/bin:/bin",
            "PIPX_HOME": str(tmp_path / "pipx"),
            "PIPX_BIN_DIR": str(tmp_path / "bin"),
            "PIPX_DEFAULT_PYTHON": sys.executable,
            "UV_TOOL_DIR": str(tmp_path / "uv"),
            "PYTHONWARNINGS": "",  # pip's and pipx's own
        }
    )

    def shell(command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    place = "git+https://github.com/awesomecheck/awesomecheck"
    assert place in line
    done = shell(line.replace(f"@ {place}", f"@ {wheel.as_uri()}").replace(place, str(wheel)))
    if not line.startswith("uvx"):
        assert done.returncode == 0, done.stdout + done.stderr
        program = shell("command -v awesomecheck").stdout.strip()
        assert Path(program).parent in (tmp_path / "bin", tmp_path / "venv" / "bin")
        done = shell("awesomecheck --no-links README.md")
    assert "README.md:11:25: error missing-anchor" in done.stdout, done.stderr


def test_the_python_block_reports_and_fixes(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "awesome-representation-learning.md").read_text("utf-8")
    (tmp_path / "README.md").write_text(text, "utf-8")
    page = (ROOT / "docs" / "library.md").read_text("utf-8")
    [block] = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    done = subprocess.run(
        [sys.executable, "-c", f"{block}\nassert fixed != text"],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "missing-anchor no heading `#without-negative-pairs`" in done.stdout


def test_the_output_shown_is_the_output_given(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "awesome-representation-learning.md", tmp_path / "README.md")
    for block in re.findall(
        r"^```console\n\$ awesomecheck (.*?)\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    ):
        arguments, shown = block
        done = subprocess.run(
            [sys.executable, "-m", "awesomecheck", *arguments.split()],
            cwd=tmp_path,
            env=clean_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        for line in shown.splitlines():
            assert line in done.stdout.splitlines()
