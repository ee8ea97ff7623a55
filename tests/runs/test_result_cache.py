"""Results of earlier runs: used while nothing has changed that they depend on, and never else."""

from collections.abc import Callable, Iterator
import errno
import os
from pathlib import Path
import sys
from threading import get_ident
from typing import Any, NamedTuple

import pytest

from awesomecheck.config import config as configuration
from awesomecheck.config.file_settings import FileSettings
from awesomecheck.config.rule_settings import Choice
from awesomecheck.engine.linter import run_rules
from awesomecheck.engine.registry import entry_points
from awesomecheck.formats.report import Report
from awesomecheck.links.cache_folder import FILE
from awesomecheck.runs import many, result_cache
from awesomecheck.runs import run as runs
from awesomecheck.runs.baselines import Baselines
from awesomecheck.runs.config_cache import ConfigCache
from awesomecheck.runs.result_cache import ResultCache
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import Answers, ConfigRequest, Configs, ListFile, read_texts
from awesomecheck.safety.file_source import DISK
from tests.conftest import RunCommand
from tests.runs.test_many import RULE, in_all_formats

LIST = """\
# Things

- [One](https://one.example/) - A thing with [notes](docs/notes.md#part).
- [Two](https://two.example/) - Another one, [drawn](logo.png).\x20
"""
CONFIG = "plugins: [my_rules]\nrules:\n  obedient: {words: [one]}\n"


class Lists(NamedTuple):
    """A folder of lists that are linted with the cache of earlier runs."""

    folder: Path
    home: Path
    linted: list[str]

    def lint(self, *paths: str, choice: Choice | None = None, cache: Path | None = None) -> Report:
        """Lint lists; `linted` has those that are not known."""
        self.linted.clear()
        sys.modules.pop("my_rules", None)  # as a process of its own has none
        points, request = entry_points(), ConfigRequest(choice=choice or Choice())
        results = ResultCache.open(self.home, cache, None)
        known = ConfigCache(results, points, request) if results else None
        configs = Configs(points, request, DISK, known)
        texts = read_texts(paths or ["README.md"], configs, lambda: b"")
        files = Baselines("use", DISK).attach(texts.files)
        return many.lint_files(Run(files, errors=texts.errors), 1, results)

    def path(self, name: str = "README.md") -> Path:
        """Return the path of a file, whose folder exists."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def results(self) -> list[Path]:
        """Return the files of results."""
        folder = self.home / result_cache.FOLDER
        return sorted(each for each in folder.iterdir() if len(each.name) == 40)


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lists]:
    made = Lists(tmp_path / "repository", tmp_path / "home", [])
    made.path(".git/HEAD").write_text("")
    made.path().write_text(LIST)
    made.path("docs/notes.md").write_text("# Notes\n\n## Part\n")
    made.path("logo.png").write_text("")
    made.path("LICENSE").write_text("MIT License\n")
    made.path("my_rules.py").write_text(RULE)
    made.path(".awesomecheck.yaml").write_text(CONFIG)
    monkeypatch.chdir(made.folder)

    def counting(document: object, *arguments: object, **named: object) -> object:
        made.linted.append(document.source.path)  # type: ignore[attr-defined]
        return run_rules(document, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(runs, "run_rules", counting)
    yield made
    sys.modules.pop("my_rules", None)


def test_an_unchanged_list_is_not_linted_again(lists: Lists) -> None:
    lists.path("b.md").write_text("# Report\n\nx \n")
    first = lists.lint("README.md", "b.md")
    assert sorted(lists.linted) == ["README.md", "b.md"]
    again = lists.lint("README.md", "b.md")
    assert lists.linted == []
    assert in_all_formats(again) == in_all_formats(first)
    assert first.total > 1


def test_only_what_changed_is_linted_again(lists: Lists) -> None:
    lists.path("b.md").write_text("# Report\n\nx \n")
    lists.lint("README.md", "b.md")
    lists.path("b.md").write_text("# Report\n\nx\n")
    lists.lint("README.md", "b.md")
    assert lists.linted == ["b.md"]


def write(name: str, text: str) -> Callable[[Lists], object]:
    return lambda lists: lists.path(name).write_text(text)


def touch_library(lists: Lists) -> None:
    """Install another version of a library."""
    folder = lists.home / "site"
    (folder / "markdown_it_py-99.dist-info").mkdir(parents=True)
    sys.path.append(str(folder))


CHANGES: dict[str, Callable[[Lists], object]] = {
    "text": write("README.md", LIST.replace("Another", "Other")),
    "line breaks": write("README.md", LIST.replace("\n", "\r\n")),
    "severity": write(".awesomecheck.yaml", CONFIG + "  trailing-space: error\n"),
    "option": write(".awesomecheck.yaml", CONFIG.replace("one", "two")),
    "rule off": write(".awesomecheck.yaml", CONFIG + "  trailing-space: off\n"),
    "min-severity": write(".awesomecheck.yaml", CONFIG + "min-severity: error\n"),
    "unfixable": write(".awesomecheck.yaml", CONFIG + "unfixable: [trailing-space]\n"),
    "per-file": write(".awesomecheck.yaml", CONFIG + "per-file: {R*: {rules: {links: off}}}\n"),
    "preset": write(".awesomecheck.yaml", CONFIG + "preset: minimal\n"),
    "no configuration": lambda lists: lists.path(".awesomecheck.yaml").unlink(),
    "plugin": write("my_rules.py", RULE.replace("said so", "said it")),
    "helper of a plugin": write("helper.py", "pass\n"),
    "helping package of a plugin": write("helpers/__init__.py", "pass\n"),
    "helper of a plugin in a folder": write("helpers/more/helper.py", "pass\n"),
    "library": touch_library,
    "baseline": write(
        ".awesomecheck-baseline.json",
        '{"version": 1, "files": {"README.md": [{"rule": "x", "subject": "y", "count": 1}]}}',
    ),
    "licence": write("LICENSE", "Apache License\n"),
    "licence is gone": lambda lists: lists.path("LICENSE").unlink(),
    "contributing": write("CONTRIBUTING.md", "# Contributing\n"),
    "linked file is gone": lambda lists: lists.path("logo.png").unlink(),
    "linked file has another case": lambda lists: lists.path("logo.png").rename(
        lists.path("Logo.png")
    ),
    "linked image is wider": lambda lists: lists.path("logo.png").write_bytes(b"GIF89a\xff\xff"),
    "linked anchor is gone": write("docs/notes.md", "# Notes\n"),
    "facts of the link cache": lambda lists: (lists.home / FILE).write_text("x"),
    "no work tree": lambda lists: lists.path(".git/HEAD").parent.rename(lists.path("git")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_linted_again(
    lists: Lists, change: Callable[[Lists], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    lists.lint()
    lists.lint()
    assert lists.linted == []
    change(lists)
    lists.lint()
    assert lists.linted == ["README.md"]


# --- Configurations that are noted, so that no rule is loaded ---

NOTED = "preset: papers\nrules:\n  trailing-space: error\n"


class Loads(NamedTuple):
    """The lists, and how often their configuration was loaded."""

    lists: Lists
    loaded: list[object]

    def lint(self, *paths: str, choice: Choice | None = None) -> Report:
        """Lint lists; `loaded` has the configurations that are not noted."""
        self.loaded.clear()
        return self.lists.lint(*paths, choice=choice)


@pytest.fixture
def noted(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> Loads:
    """Lists whose configuration an earlier run has noted."""
    made = Loads(lists, [])
    for name in ("load", "default"):
        loader = getattr(configuration, name)

        def counting(*arguments: object, loader: Any = loader) -> object:
            made.loaded.append(arguments[0])
            return loader(*arguments)

        monkeypatch.setattr(configuration, name, counting)
    monkeypatch.setattr(sys, "path", [*sys.path])
    lists.path(".awesomecheck.yaml").write_text(NOTED)
    made.lint()
    return made


CONFIGURED: dict[str, Callable[[Lists], object]] = {
    "severity": write(".awesomecheck.yaml", NOTED.replace("error", "warning")),
    "rule off": write(".awesomecheck.yaml", NOTED.replace("error", "off")),
    "preset": write(".awesomecheck.yaml", NOTED.replace("papers", "minimal")),
    "min-severity": write(".awesomecheck.yaml", f"{NOTED}min-severity: error\n"),
    "fail-on": write(".awesomecheck.yaml", f"{NOTED}fail-on: never\n"),
    "exclude": write(".awesomecheck.yaml", f"{NOTED}exclude: [docs]\n"),
    "per-file": write(".awesomecheck.yaml", f"{NOTED}per-file: {{R*: {{rules: {{links: off}}}}}}"),
    "plugin": write(".awesomecheck.yaml", f"plugins: [my_rules]\n{NOTED}"),
    "no configuration": lambda lists: lists.path(".awesomecheck.yaml").unlink(),
    "another file": lambda lists: lists.path(".awesomecheck.yaml").rename(
        lists.path(".awesomecheck.yml")
    ),
    "library": touch_library,
    "place of modules": lambda lists: sys.path.append(str(lists.home)),
}


@pytest.mark.parametrize("change", CONFIGURED.values(), ids=CONFIGURED)
def test_a_configuration_is_noted_until_it_changes(
    noted: Loads, change: Callable[[Lists], object]
) -> None:
    noted.lint()
    assert noted.loaded == noted.lists.linted == []
    change(noted.lists)
    noted.lint()
    assert len(noted.loaded) == 1


FILES = ("text", "line breaks", "baseline", "licence", "linked file is gone", "no work tree")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_changed_is_linted_with_a_noted_configuration(noted: Loads, name: str) -> None:
    CHANGES[name](noted.lists)
    again = noted.lint()
    assert noted.lists.linted == ["README.md"]
    assert len(noted.loaded) == 1
    noted.lint()
    assert noted.loaded == noted.lists.linted == []
    for each in noted.lists.results():
        each.unlink()
    assert in_all_formats(noted.lint()) == in_all_formats(again)


@pytest.mark.parametrize(
    "more",
    ["plugins: [my_rules]\n", "per-file: {R*: {rules: {links: off}}}\n"],
    ids=["plugin", "per-file"],
)
def test_what_depends_on_more_than_its_bytes_is_loaded_each_time(noted: Loads, more: str) -> None:
    noted.lists.path(".awesomecheck.yaml").write_text(NOTED + more)
    for _ in range(2):
        noted.lint()
        assert len(noted.loaded) == 1
    assert noted.lists.linted == []


def test_a_noted_configuration_says_the_same(noted: Loads) -> None:
    noted.lists.path(".awesomecheck.yaml").write_text(f"{NOTED}fail-on: info\nexclude: [docs]\n")
    first = noted.lint(".", "README.md")
    again = noted.lint(".", "README.md")
    assert noted.loaded == noted.lists.linted == []
    assert [file.path for file in again.files] == [file.path for file in first.files]
    assert in_all_formats(again) == in_all_formats(first)


def test_other_rules_of_the_command_line_are_another_configuration(noted: Loads) -> None:
    noted.lint(choice=Choice(ignore=("trailing-space",)))
    assert len(noted.loaded) == 1


def test_another_version_of_the_program_loads_a_configuration_again(
    noted: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = noted.lists.home / "awesomecheck_rules"
    package.mkdir()
    module = sys.modules["awesomecheck_rules"]
    monkeypatch.setattr(module, "__path__", [str(package)])
    monkeypatch.setattr(module.__spec__, "submodule_search_locations", [str(package)])
    noted.lists.path(".awesomecheck.yaml").write_text("rules: {trailing-space: error}\n")
    noted.lint()
    noted.lint()
    assert noted.loaded == noted.lists.linted == []
    (package / "words.gz").write_bytes(b"")
    noted.lint()
    assert len(noted.loaded) == 1
    assert noted.lists.linted == ["README.md"]


def test_a_spoilt_note_counts_for_nothing(noted: Loads) -> None:
    first = noted.lint()
    for result in noted.lists.results():
        result.write_bytes(result.read_bytes()[:-1])
    assert in_all_formats(noted.lint()) == in_all_formats(first)
    assert noted.lists.linted == ["README.md"]


def test_a_configuration_that_comes_through_a_pipe_is_read_once(
    run: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text(LONG)
    for _ in range(2):
        piped = run("--no-links", "--config", "/dev/stdin", stdin="rules: {trailing-space: off}\n")
        assert piped.stdout.startswith("No findings")


def test_known_files_need_no_rules(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LONG)
    (tmp_path / ".awesomecheck.yaml").write_text("rules: {uneven-spacing: off}\n")
    first, second = (run("--no-links", env={"PYTHONPROFILEIMPORTTIME": "1"}) for _ in range(2))
    assert second.stdout == first.stdout
    for module in (" awesomecheck_rules", " markdown_it", " yaml"):
        assert module in first.stderr
        assert module not in second.stderr


def test_a_folder_beside_a_plugin_that_contains_itself_ends(lists: Lists) -> None:
    lists.path("parts/helper.py").write_text("pass\n")
    lists.path("parts/again").symlink_to(lists.folder)
    lists.lint()
    lists.lint()
    assert lists.linted == []
    lists.path("parts/helper.py").write_text("pass  # more\n")
    lists.lint()
    assert lists.linted == ["README.md"]


def test_the_rules_of_the_command_line_count(lists: Lists) -> None:
    lists.lint()
    lists.lint(choice=Choice(ignore=("trailing-space",)))
    assert lists.linted == ["README.md"]


def test_another_version_of_the_program_lints_again(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.lint()
    package = lists.home / "awesomecheck_rules"
    package.mkdir()
    monkeypatch.setattr(sys.modules["awesomecheck_rules"], "__path__", [str(package)])
    lists.lint()
    assert lists.linted == ["README.md"]
    (package / "words.gz").write_bytes(b"")
    lists.lint()
    assert lists.linted == ["README.md"]


def test_the_same_text_elsewhere_is_another_list(lists: Lists) -> None:
    lists.path("docs/README.md").write_text(LIST)
    lists.lint("README.md")
    lists.lint("docs/README.md")
    assert lists.linted == ["docs/README.md"]


def test_a_list_with_a_failing_rule_is_linted_again(lists: Lists) -> None:
    lists.path().write_text("# Fail\n")
    for _ in range(2):
        assert lists.lint().errors
        assert lists.linted == ["README.md"]


READ: list[str] = []
"""What was opened, listed or connected to while somebody listens."""
LISTENING: list[int] = []
"""The threads that are listened to: others watch processes, once a cluster was started."""


def listen(event: str, arguments: tuple[object, ...]) -> None:
    """Note what Python tells its auditors, which cannot be removed again."""
    kinds = ("open", "os.listdir", "os.scandir", "sqlite3", "socket")
    if get_ident() in LISTENING and event.startswith(kinds):
        READ.append(str(arguments[0]))


def test_linting_reads_nothing_else(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # the plugin is read each time
    configs = Configs(entry_points(), ConfigRequest())
    everything = Choice(select=tuple(configs.of(lists.folder).registry))
    lists.lint(choice=everything)  # loads what is loaded once
    lists.path().write_text(f"{LIST}\n")
    sys.addaudithook(listen)
    READ.clear()
    LISTENING.append(get_ident())
    lists.lint(choice=everything)
    LISTENING.clear()
    assert lists.linted == ["README.md"]
    read = {Path.cwd() / name for name in READ if not name.isdigit()}  # numbers are of open files
    inside = {each for each in read if each.is_relative_to(lists.folder)}
    known = ("", "README.md", "LICENSE", "docs", "docs/notes.md", "logo.png")
    assert inside == {lists.folder / name for name in (*known, ".awesomecheck.yaml", *PLUGIN)}
    code = {Path(name) for name in (*sys.path, sys.prefix, sys.base_prefix) if name}
    others = [each for each in read - inside if not each.is_relative_to(lists.home)]
    assert [each for each in others if not any(map(each.is_relative_to, code))] == []


PLUGIN = ("my_rules.py", f"__pycache__/my_rules.{sys.implementation.cache_tag}.pyc")


def test_all_that_is_given_to_rules_is_known() -> None:
    """What is added here may change findings: then results depend on it, or there are none."""
    assert set(Run.__struct_fields__) == {"files", "scope", "answers", "errors"}
    assert {*ListFile._fields, *Answers._fields} == {
        *("path", "text", "config", "piped", "change", "baseline", "repository"),
        *("checked", "verdicts", "interrupted", "recall", "peers"),
    }
    assert FileSettings._fields == ("rules", "fail_on", "min_severity", "fixable", "unfixable")


# --- Folders of strangers, and folders that cannot be used ---

SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[:-1],
    "changed": lambda data: data.replace(b"trailing", b"TRAILING"),
    "of another version": lambda _: b"SQLite format 3\0",
    "signed by nobody": lambda data: bytes(32) + data[32:],
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_result_counts_for_nothing(lists: Lists, spoil: Callable[[bytes], bytes]) -> None:
    first = lists.lint()
    [result] = lists.results()
    result.write_bytes(spoil(result.read_bytes()))
    assert in_all_formats(lists.lint()) == in_all_formats(first)
    assert lists.linted == ["README.md"]
    lists.lint()
    assert lists.linted == []


def _make_huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 2**36)


PUT: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": lambda path: path.mkdir(),
    "link": lambda path: path.symlink_to("/dev/zero"),
    "huge": _make_huge,
}


@pytest.mark.parametrize("put", PUT.values(), ids=PUT)
@pytest.mark.parametrize("what", ["result", "key"])
def test_what_is_no_file_of_ours_counts_for_nothing(
    lists: Lists, what: str, put: Callable[[Path], object]
) -> None:
    first = lists.lint()
    path = lists.home / result_cache.KEY_FILE if what == "key" else lists.results()[0]
    path.unlink()
    put(path)
    assert in_all_formats(lists.lint()) == in_all_formats(first)
    assert lists.linted == ["README.md"]


def test_a_result_has_one_name(lists: Lists) -> None:
    clean = lists.path().write_text("# List\n")
    assert clean
    lists.lint()
    [result] = lists.results()
    lists.path().write_text(LIST)
    first = lists.lint()
    [other] = {*lists.results()} - {result}
    other.write_bytes(result.read_bytes())
    assert lists.lint().total == first.total > 0


def test_results_that_a_stranger_made_count_for_nothing(lists: Lists, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    lists.lint(cache=folder)
    lists.lint(cache=folder)
    assert lists.linted == []
    (lists.home / result_cache.KEY_FILE).unlink()  # the key of another user
    lists.lint(cache=folder)
    assert lists.linted == ["README.md"]


SHAPES: dict[str, Callable[[bytes], bytes]] = {
    "a number": lambda _: b"1",
    "a list": lambda _: b"[]",
    "nothing": lambda _: b"{}",
    "deep": lambda _: b"[" * 100_000,
    "out of place": lambda data: data.replace(b'"start":', b'"start":-'),
    "after its text": lambda data: data.replace(b'"end":', b'"end":9'),
    "control codes": lambda data: data.replace(b'"warning"', rb'"\u001b[31m"'),
}


@pytest.mark.parametrize("change", SHAPES.values(), ids=SHAPES)
def test_a_signed_result_of_another_shape_counts_for_nothing(
    lists: Lists, change: Callable[[bytes], bytes]
) -> None:
    first = lists.lint()
    [result] = lists.results()
    cache = ResultCache.open(lists.home, None, None)
    assert cache
    cache.store(result.name, change(result.read_bytes()[32:]))
    assert in_all_formats(lists.lint()) == in_all_formats(first)
    assert lists.linted == ["README.md"]


def test_a_folder_that_cannot_be_made_is_none(lists: Lists) -> None:
    lists.home.mkdir()
    (lists.home / result_cache.FOLDER).write_text("a file")
    said: list[str] = []
    assert ResultCache.open(lists.home, None, said.append) is None
    assert len(said) == 1
    assert "results are not cached: " in said[0]
    assert lists.lint().total


def test_a_link_cache_that_cannot_be_looked_at_costs_the_cached_results_alone(
    lists: Lists,
) -> None:
    lists.home.mkdir()
    (lists.home / f"{FILE}-wal").symlink_to(f"{FILE}-wal")
    said: list[str] = []
    assert ResultCache.open(lists.home, None, said.append) is None
    assert "results are not cached: " in said[0]
    assert lists.lint().total


def test_a_link_out_of_the_work_tree_is_not_followed(lists: Lists, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    lists.path("cache").symlink_to(outside)
    lists.lint(cache=lists.path("cache"))
    assert list(outside.iterdir()) == []


def test_a_full_disk_is_no_error(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    cache = ResultCache.open(lists.home, None, said.append)
    assert cache

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    cache.store("a" * 40, b"one")
    cache.store("b" * 40, b"two")
    assert said == ["results are not cached: [Errno 28] No space left on device"]
    assert [*(lists.home / result_cache.FOLDER).iterdir()] == []


def test_results_that_nobody_uses_are_removed_once_a_day(lists: Lists) -> None:
    lists.lint()
    [old] = lists.results()
    folder = old.parent
    os.utime(old, (1, 1))
    (left_over := folder / f".{'a' * 40}.1.tmp").touch()
    os.utime(left_over, (1, 1))
    (other := folder / "other").touch()
    os.utime(other, (1, 1))
    lists.path().write_text(f"{LIST}\n")
    lists.lint()
    assert old.exists()
    os.utime(folder / "pruned", (1, 1))
    lists.path().write_text(f"{LIST}\n\n")
    lists.lint()
    assert not old.exists()
    assert not left_over.exists()
    assert other.exists()
    assert len(lists.results()) == 2


def test_a_result_that_is_used_is_kept(lists: Lists) -> None:
    lists.lint()
    [used] = lists.results()
    os.utime(used, (1, 1))
    lists.lint()
    assert lists.linted == []
    assert used.stat().st_mtime > 1


# --- The command ---

LONG = f"# List\n\nx \n\n```\n{'some words of no interest ' * 5000}\n```\n"


def test_the_command_keeps_results(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LONG)
    first, second = (run("--no-links", "--cache-dir", "cache") for _ in range(2))
    assert (tmp_path / "cache" / result_cache.FOLDER).is_dir()
    assert second.stdout == first.stdout


@pytest.mark.parametrize(
    ("options", "variables"), [(("--no-cache",), {}), ((), {"CI": "true"})], ids=str
)
def test_the_command_keeps_none_where_they_are_not_to_be_trusted(
    run: RunCommand, tmp_path: Path, options: tuple[str, ...], variables: dict[str, str]
) -> None:
    (tmp_path / "README.md").write_text(LONG)
    run("--no-links", "--cache-dir", "cache", *options, env=variables)
    assert not (tmp_path / "cache").exists()


def test_short_lists_are_linted_each_time(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# List\n\nx \n")
    run("--no-links", "--cache-dir", tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_a_link_beside_a_plugin_is_not_followed_to_other_folders(
    lists: Lists, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "helper.py").write_text("pass\n")
    lists.path("elsewhere").symlink_to(other)
    lists.lint()
    lists.lint()
    assert lists.linted == ["README.md"]


def test_a_helper_of_the_same_size_and_time_is_another(lists: Lists) -> None:
    helper = lists.path("parts/helper.py")
    helper.write_text("ONE\n")
    before = helper.stat().st_mtime_ns
    lists.lint()
    helper.write_text("TWO\n")
    os.utime(helper, ns=(before, before))
    lists.lint()
    assert lists.linted == ["README.md"]
