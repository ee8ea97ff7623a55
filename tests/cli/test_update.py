"""`awesomecheck update`: what is outdated is fixed, and said in words."""

from pathlib import Path

import pytest

from tests.conftest import RunCommand
from tests.web import simulate
from tests.web.command import run as run_in_web
from tests.web.world import Arxiv, GitHub, Host, Paper, Repository, World, page, redirect
from tests.web.worlds import TOKEN

LIST = """\
# List

- [Methods](#methods)
- [Blogs](#blogs)

## Methods

* **MAE**: Kaiming He, Piotr Dollár.
   - Masked Autoencoders Are Scalable. [[CVPR'2022](https://arxiv.org/abs/2111.06377)] [[code](https://github.com/old/name)]
* **BEiT**: Hangbo Bao, Li Dong.
   - BERT Pre-Training. [[ArXiv'2021](https://arxiv.org/abs/2106.08254)]
* **SdAE**: Yabo Chen, Yuchen Liu.
   - Self-distillated Autoencoder. [[ECCV'2022](https://arxiv.org/abs/2208.00449)] [[project](https://one.example/moved)]

## Blogs

- [Two](https://one.example/new) - A blog.

## Tools

- [One](https://one.example/a) - A tool.
"""
RENAMED = LIST.replace("old/name", "owner/name")
LISTED = LIST.replace("(#blogs)\n", "(#blogs)\n- [Tools](#tools)\n")
WORLD = World(
    hosts=(
        Host(
            "one.example",
            {"/a": page(), "/new": page(), "/moved": page(redirect("https://one.example/new"))},
        ),
    ),
    arxiv=Arxiv(
        (
            Paper("2111.06377", "Masked Autoencoders Are Scalable"),
            Paper("2106.08254", "BERT Pre-Training", comment="Accepted at ICLR 2022"),
            Paper("2208.00449", "Self-distillated Autoencoder"),
        ),
        spacing=0.0,
    ),
    github=GitHub((Repository("owner/name", former=("old/name",)),), tokens=(TOKEN,)),
)


@pytest.fixture(autouse=True)
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(LIST, "utf-8")
    return path


def test_all_that_the_web_and_the_list_show(readme: Path, tmp_path: Path) -> None:
    with simulate(WORLD) as web:
        done = run_in_web(web, tmp_path, "update", readme, token=TOKEN)
    assert done.returncode == 0, done.stderr
    text = readme.read_text("utf-8")
    assert "[[ICLR'2022](https://arxiv.org/abs/2106.08254)]" in text
    assert "https://github.com/owner/name" in text
    assert "- [Tools](#tools)" in text
    headline = done.stdout.splitlines()[0]
    assert headline.startswith(f"{readme}: gives 1 entry a venue, changes links of ")
    assert "BEiT: BERT Pre-Training (ICLR 2022; was ArXiv 2021)" in done.stdout


def test_only_some_kinds(readme: Path, tmp_path: Path) -> None:
    with simulate(WORLD) as web:
        done = run_in_web(web, tmp_path, "update", "--only", "repositories", readme, token=TOKEN)
    assert (done.returncode, readme.read_text("utf-8")) == (0, RENAMED)


def test_without_network(run: RunCommand, readme: Path) -> None:
    done = run("update", "--no-links", "--diff")
    assert (done.returncode, readme.read_text("utf-8")) == (1, LIST)
    assert "+- [Tools](#tools)\n" in done.stdout
    assert done.stderr == "README.md: changes the table of contents\n"
    done = run("update", "--no-links")
    assert (done.returncode, done.stderr, readme.read_text("utf-8")) == (0, "", LISTED)
    done = run("update", "--no-links")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "README.md: nothing to update\n"


def test_rules_that_are_off_stay_off(run: RunCommand, readme: Path) -> None:
    done = run("update", "--no-links", "--config", "rules.stale-contents=off")
    assert (done.returncode, readme.read_text("utf-8")) == (0, LIST)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nope.md",), "nope.md: no such file"),
        (("--only", "venues"), "'venues' is not one of"),
        (("-",), "standard input cannot be updated"),
    ],
)
def test_other_input(run: RunCommand, arguments: tuple[str, ...], said: str) -> None:
    done = run("update", "--no-links", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
