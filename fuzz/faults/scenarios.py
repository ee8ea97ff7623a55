"""What writes files: commands, the Action and the builder of facts, each on files of its own."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
import os
from pathlib import Path
import sys
from types import SimpleNamespace
from typing import Any, Final, NamedTuple
from unittest.mock import patch

from awesomecheck.__main__ import main
from awesomecheck.cli.action import act
from awesomecheck.cli.failures import failed
from awesomecheck.cli.fleet_run_command import show_run
from awesomecheck.errors import UserError
from awesomecheck.facts.build import main as build_facts
from tests.action.step import environment_of
from tests.fleet.inline import run_here as run_fleet_here
from tests.fleet.inline import way_into
from tests.fleet.made import a_list, finding, write_fleet
from tests.web import simulate
from tests.web.command import run as run_in_web
from tests.web.world import Arxiv, GitHub, Host, Paper, Repository, World, page, redirect
from tests.web.worlds import TOKEN

OWNER: Final = 1234
"""Whom files belong to where only root may be somebody else."""

_LIST: Final = """\
# List

- [Ant](https://ant.example/) - Builds things.\x20
- [Bee](https://bee.example/) - Flies to things.
- [Cat](#nowhere) - Catches things.
- [Dog](https://dog.example/) - Runs after things.
"""
_PAPERS: Final = """\
# Papers

## Methods

* **MAE**: Kaiming He, Piotr Dollár.
   - Masked Autoencoders Are Scalable. [[CVPR'2022](https://arxiv.org/abs/2111.06377)] [[code](https://github.com/old/name)]
* **BEiT**: Hangbo Bao, Li Dong.
   - BERT Pre-Training. [[ArXiv'2021](https://arxiv.org/abs/2106.08254)]
* **SdAE**: Yabo Chen, Yuchen Liu.
   - Self-distillated Autoencoder. [[ECCV'2022](https://arxiv.org/abs/2208.00449)]
"""
_WORLD: Final = World(
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
            Paper("2203.00001", "Masks at Work", ("Ann Kauri", "Bob Birch")),
        ),
        spacing=0.0,
    ),
    github=GitHub((Repository("owner/name", former=("old/name",)),), tokens=(TOKEN,)),
)
_LINKS: Final = """\
# Links

- [One](https://one.example/a) - A page.
- [Two](https://one.example/gone) - Another page.
- [Three](https://one.example/moved) - A third page.
"""
_NOW: Final = 1_796_000_000.0
_OLD: Final = "old\n" * 2000
_TABLE: Final = "title\tauthor\tvenue\tyear\nTowers of Light\tIda Berg\taaai\t2021\n"

_DATA: Final = (
    '{"section": ["List"], "name": "Elk", "description": "Grows things.",'
    ' "links": [{"url": "https://elk.example/", "role": "other", "text": "Elk"}]}\n'
)


class Scenario(NamedTuple):
    """Something that writes files, in a folder that is the current one."""

    name: str
    run: Callable[[], object]
    """Runs it to its end; it may exit."""
    files: Mapping[str, str]
    """What is there before; a text `-> PATH` is a symbolic link."""
    writes: tuple[str, ...]
    said: tuple[str, ...] = ()
    """Those of the written whose failure is reported, but costs nothing else."""
    caches: tuple[str, ...] = ()
    """Folders whose files speed up a later run: their failure changes no result."""
    goes_on: str = ""
    """The folder of a run that the next one continues, and ends as if nothing had failed."""
    made: Callable[[Path], object] | None = None
    """Writes more files that are there before, which are read only."""
    every: int = 1
    """Every so many of its thousands of faults is tried."""

    def prepare(self, folder: Path) -> None:
        """Write the files that are there before, each with a mode and an owner of its own."""
        (folder / ".git").mkdir(parents=True)
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text.startswith("-> "):
                path.symlink_to(text.removeprefix("-> "))
                continue
            path.write_text(text, "utf-8")
            path.chmod(0o640)
            if os.geteuid() == 0:
                os.chown(path, OWNER, OWNER)
        if self.made:
            self.made(folder)


def _command(*arguments: str) -> Callable[[], object]:
    return lambda: main(list(arguments), guest=True)


def _in_web(*arguments: str) -> Callable[[], object]:
    """The command in a simulated web; its cache is below the folder `cache`."""

    def run() -> None:
        with simulate(_WORLD) as web:
            done = run_in_web(web, Path("cache").absolute(), *arguments, token=TOKEN)
        sys.stdout.write(done.stdout)
        sys.stderr.write(done.stderr)
        sys.exit(done.returncode)

    return run


def _action() -> None:
    inputs = {"links": "false", "report-file": "report.md", "sarif-file": "report.sarif"}
    runner = {"GITHUB_STEP_SUMMARY": "runner/summary", "RUNNER_TEMP": os.environ["TMPDIR"]}
    sys.exit(act({**environment_of(inputs), **runner}))  # its outputs are those of each run


def _built() -> None:
    try:
        build_facts(["table.tsv", "--date", "2026-11-30", "--said", "a table", "-o", "facts.bin"])
    except UserError as error:
        sys.exit(error.message)


def _fleet() -> None:
    """A fleet, whose tasks are done in this process and take no time."""
    still = SimpleNamespace(perf_counter=lambda: 0.0, monotonic=lambda: 0.0)
    with simulate(_WORLD) as web, ExitStack() as stack:
        for module in ("run", "read", "read_phase", "ask", "ask_phase"):
            stack.enter_context(patch(f"awesomecheck.fleet.{module}.time", still))
        here = replace(way_into(web)(), clock=lambda: _NOW)
        more: dict[str, Any] = {"way": lambda: here}
        try:
            status = show_run(lambda said: run_fleet_here(Path("out"), "lists", said=said, **more))
        except Exception as error:
            status = failed(error)
    sys.exit(status)


def _fleet_of_two(folder: Path) -> None:
    rows = [a_list("a.md", findings=1), a_list("b.md"), finding("a.md")]
    write_fleet(folder / "out", rows)


def _scenario(
    name: str,
    run: Callable[[], object],
    files: Mapping[str, str],
    *writes: str,
    **more: Sequence[str],
) -> Scenario:
    return Scenario(
        name,
        run,
        files,
        writes,
        tuple(more.get("said", ())),
        tuple(more.get("caches", ())),
    )


_MANY: Final = {f"{name}.md": _LIST for name in ("one", "two", "three")}
_LONG: Final = "# List\n\n" + "".join(
    f"- [Tool {n}](https://tool{n}.example/) - Does the thing of number {n}.\n"
    for n in range(2000)
)
_README: Final = {"README.md": _LIST}
_BASELINE: Final = ".awesomecheck-baseline.json"

SCENARIOS: Final = {
    each.name: each
    for each in (
        _scenario("fix", _command("--no-links", "--fix"), _README, "README.md"),
        _scenario(
            "fix through a link",
            _command("--no-links", "--fix", "link.md"),
            {"docs/list.md": _LIST, "link.md": "-> docs/list.md"},
            "docs/list.md",
        ),
        _scenario("fix several", _command("--no-links", "--fix", *_MANY), _MANY, *_MANY),
        _scenario(
            "reports",
            _command(
                "--no-links",
                "--format",
                "text=out.txt",
                "--format",
                "json=out.json",
                "--format",
                "sarif=out.sarif",
                "--format",
                "junit=out.xml",
                "--format",
                "markdown=out.md",
            ),
            {**_README, "out.txt": _OLD, "out.json": _OLD, "out.xml": _OLD},
            "out.txt",
            "out.json",
            "out.sarif",
            "out.xml",
            "out.md",
        ),
        _scenario(
            "patch",
            _command("--no-links", "--diff", "-o", "my.patch"),
            {**_README, "my.patch": _OLD},
            "my.patch",
        ),
        _scenario("baseline", _command("--no-links", "--write-baseline"), _README, _BASELINE),
        _scenario(
            "pruned baseline",
            _command("--no-links", "--prune-baseline"),
            {
                **_README,
                _BASELINE: '{"version": 1, "files": {"gone.md":'
                ' [{"rule": "trailing-space", "subject": "x", "count": 1}]}}',
            },
            _BASELINE,
        ),
        _scenario("init", _command("init"), _README, ".awesomecheck.yaml"),
        _scenario(
            "workflows",
            _command("init", "--github"),
            _README,
            ".github/workflows/awesomecheck.yml",
            ".github/workflows/awesomecheck-links.yml",
        ),
        _scenario(
            "export",
            _command("export", "--format", "csv", "-o", "entries.csv"),
            {**_README, "entries.csv": _OLD},
            "entries.csv",
        ),
        _scenario(
            "changes",
            _command("changes", "old.md", "README.md", "-o", "changes.txt"),
            {**_README, "old.md": _LIST.replace("- [Dog]", "- [Cow]")},
            "changes.txt",
        ),
        _scenario(
            "render",
            _command("render", "data.jsonl", "-o", "entries.md"),
            {
                **_README,
                "entries.md": _OLD,
                "data.jsonl": _DATA,
            },
            "entries.md",
        ),
        _scenario("facts", _built, {"table.tsv": _TABLE, "facts.bin": _OLD}, "facts.bin"),
        _scenario(
            "Action",
            _action,
            {**_README, "runner/summary": _OLD, "report.md": _OLD},
            "report.md",
            "report.sarif",
            "runner/summary",
            said=("runner/summary",),
        ),
        _scenario(
            "links", _in_web("links", "README.md"), {"README.md": _LINKS}, caches=("cache",)
        ),
        _scenario(
            "page and badge",
            _in_web("report", "-o", "page.html", "--badge", "badge.svg", "README.md"),
            {"README.md": _LINKS, "page.html": _OLD},
            "page.html",
            "badge.svg",
            caches=("cache",),
        ),
        _scenario(
            "update",
            _in_web("update", "README.md"),
            {"README.md": _PAPERS},
            "README.md",
            caches=("cache",),
        ),
        _scenario(
            "add",
            _in_web("add", "--section", "Methods", "--field", "name=Masks", "2203.00001"),
            {"README.md": _PAPERS},
            "README.md",
            caches=("cache",),
        ),
        _scenario("fleet", _fleet, {"lists/a.md": _LINKS, "lists/b.md": _LIST})._replace(
            goes_on="out", every=20
        ),
        _scenario(
            "fleet report",
            _command("fleet", "report", "out", "-o", "page.html"),
            {"page.html": _OLD},
            "page.html",
        )._replace(made=_fleet_of_two),
        _scenario("results", _command("--no-links"), {"README.md": _LONG}, caches=("cache",)),
    )
}
