"""What is asked beside the links: other lists, APIs that the configuration names, the cache."""

from pathlib import Path
import re

import pytest

from tests.conftest import RunCommand
from tests.web import simulate
from tests.web.command import run as run_in_web
from tests.web.things import SCHOLAR_KEY
from tests.web.world import Arxiv, Paper, Thing, World
from tests.web.worlds import TOKEN

PLACE = "[[{}](https://arxiv.org/abs/2101.0123{})]"


def entry(number: int, label: str, code: str = "") -> str:
    more = f" [[code](https://github.com/{code})]" if code else ""
    place = PLACE.format(label, number)
    return f"* Ida Berg, Jun Ogawa.\n   - Masked Models, Part {number}. {place}{more}\n"


OTHERS = "".join(entry(number, "CVPR'2022", f"a/{number}") for number in range(1, 5))
LIST = "# Papers\n\n" + OTHERS + entry(5, "arXiv'2021")
PEER = "# Others\n\n" + entry(5, "ICLR'2022", "lab/five") + entry(6, "ICML'2022")
KEY = {"SEMANTIC_SCHOLAR_API_KEY": SCHOLAR_KEY}
WORLD = World(
    arxiv=Arxiv(
        tuple(
            Paper(f"2101.0123{n}", f"Masked Models, Part {n}", ("Ida Berg", "Jun Ogawa"))
            for n in range(1, 6)
        ),
        spacing=0.0,
    ),
    things=(
        Thing(
            "semantic scholar",
            "ARXIV:2101.01235",
            says="International Conference on Machine Learning",
        ),
        Thing("hugging face", "arxiv:2101.01235", says="https://github.com/lab/five"),
    ),
)
SELECT = ("--select", "published-preprint,code-available,authors-differ")


@pytest.fixture(autouse=True)
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(LIST, "utf-8")
    for name, text in (("one", PEER), ("two", PEER.replace("Ida Berg", "I. Berg"))):
        (tmp_path / "peers" / name).mkdir(parents=True)
        (tmp_path / "peers" / name / "README.md").write_text(text, "utf-8")
    return path


def test_other_lists_that_agree(run: RunCommand, readme: Path) -> None:
    done = run("--no-links", "--peers", "peers", *SELECT)
    assert "according to 2 other lists: use `ICLR'2022` instead of `arXiv`" in done.stdout
    assert "code, according to 2 other lists: https://github.com/lab/five" in done.stdout
    done = run("update", "--no-links", "--peers", "peers", "README.md")
    assert done.returncode == 0, done.stderr
    assert readme.read_text("utf-8") == "# Papers\n\n" + OTHERS + entry(5, "ICLR'2022", "lab/five")
    assert run("update", "--no-links", "--peers", ".", "README.md").returncode == 0


def test_other_lists_that_cannot_be_read_are_named(run: RunCommand, tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / "peers" / f"{name}.md").write_bytes(b"caf\xe9")
    for command in (("check",), ("update", "--diff"), ("report",)):
        done = run(*command, "--offline", "--peers", "peers")
        assert done.stderr.count("notice: --peers: 4 files left out: peers/a.md:1: not UTF-8") == 1
        assert "; 1 more\n" in done.stderr


@pytest.mark.parametrize("folder", ["nope", "README.md", "empty"])
def test_a_folder_without_lists(folder: str, run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("--no-links", "--peers", folder)
    assert done.returncode == 2
    assert folder in done.stderr


def test_apis_that_the_configuration_names(readme: Path, tmp_path: Path) -> None:
    config = ("--config", "facts.semantic-scholar=true", "--config", "facts.hugging-face=true")
    with simulate(WORLD) as web:
        done = run_in_web(web, tmp_path, readme, *SELECT, *config, token=TOKEN, environment=KEY)
        assert [call.method for call in web.asked("api.semanticscholar.org")] == ["POST"]
        assert len(web.asked("huggingface.co")) == 1
    assert (
        "according to Semantic Scholar: use `ICML` and its year instead of `arXiv`" in done.stdout
    )
    assert "code, according to Hugging Face: https://github.com/lab/five" in done.stdout
    links = set(re.findall(r"https://[^)\s]+", readme.read_text("utf-8")))
    assert f"{len(links)} links: " in done.stderr  # what APIs are asked is none


def test_apis_are_not_asked_by_default(readme: Path, tmp_path: Path) -> None:
    with simulate(WORLD) as web:
        done = run_in_web(web, tmp_path, readme, *SELECT, token=TOKEN, environment=KEY)
        assert not web.asked("api.semanticscholar.org")
        assert not web.asked("huggingface.co")
    assert "Semantic Scholar" not in done.stdout


def test_what_was_known_before_is_known_offline(
    run: RunCommand, readme: Path, tmp_path: Path
) -> None:
    said = "author `Ida Burg`: arXiv has `Ida Berg`"
    readme.write_text(LIST.replace("Ida Berg", "Ida Burg", 1), "utf-8")
    home = {"XDG_CACHE_HOME": str(tmp_path)}
    assert said not in run("--no-links", *SELECT, env=home).stdout
    with simulate(WORLD) as web:
        assert said in run_in_web(web, tmp_path, readme, *SELECT, token=TOKEN).stdout
    assert said in run("--no-links", *SELECT, env=home).stdout
    assert said not in run("--no-links", *SELECT).stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("facts: {semantic-scholar: yes please}", "true or false"),
        ("facts: {scholar: true}", "unknown option `scholar` of `facts`"),
        ("facts: true", "`facts` must be a mapping"),
    ],
)
def test_mistakes_in_the_configuration(
    settings: str, said: str, run: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / ".awesomecheck.yaml").write_text(f"{settings}\n", "utf-8")
    done = run("--no-links")
    assert done.returncode == 2
    assert said in done.stderr, done.stderr
