"""Strangers' files on a runner that holds secrets: nothing of them is run, or believed."""

from collections.abc import Mapping
from dataclasses import dataclass
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys

import pytest

from tests.cli.test_plugins import RULE
from tests.conftest import RunCommand, clean_environment
from tests.git import ENVIRONMENT, Repository

LIST = "# List\n\nText. \n"
"""It has one problem: a space at the end of line 3."""
STRICT = "rules:\n  trailing-space: error\n"
LAX = "rules:\n  trailing-space: off\n"
FOUND = "README.md:3:6: error trailing-space"


@dataclass(frozen=True)
class Place:
    """A repository with a pull request, and what a runner says of it."""

    repository: Repository
    base: str
    mark: Path
    """What the stranger's code makes; if it is there, the code has run."""

    @property
    def top(self) -> Path:
        return self.repository.top

    def write(self, files: Mapping[str, str]) -> None:
        for name, content in files.items():
            path = self.top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)

    def commit(self, **files: str) -> str:
        self.write({name.replace("__", "/"): content for name, content in files.items()})
        return self.repository.commit()

    def propose(self, files: Mapping[str, str]) -> None:
        """Check out a pull request of a stranger that has these files."""
        self.repository.git("checkout", "-q", "-b", "topic")
        self.write(files)
        self.repository.commit()

    def environment(self, event: str = "pull_request_target", base: str = "") -> dict[str, str]:
        """The variables that GitHub sets for a step."""
        described = self.mark.with_name("event.json")
        head = self.repository.git("rev-parse", "HEAD")
        if event.startswith("pull_request"):
            request = {"head": {"sha": head}, "base": {"sha": base or self.base}}
            described.write_text(json.dumps({"pull_request": request}))
        else:
            described.write_text(json.dumps({"repository": {"default_branch": "main"}}))
        return ENVIRONMENT | {
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(described),
            "GITHUB_REPOSITORY": "curator/list",
            "GITHUB_SHA": self.base,
            "GITHUB_WORKSPACE": str(self.top),
        }

    def evil(self) -> str:
        """A module that shows whether it has been run."""
        return f"open({str(self.mark)!r}, 'w').close()\n" + RULE


def make(tmp_path: Path, files: Mapping[str, str]) -> Place:
    repository = Repository.init(tmp_path / "checkout")
    place = Place(repository, "", tmp_path / "mark")
    place.write(files)
    return Place(repository, repository.commit(), tmp_path / "mark")


EVENTS = (
    "pull_request_target",
    "workflow_run",
    "issue_comment",
    "check_run",
    "check_suite",
    "repository_dispatch",
    "workflow_dispatch",
    "workflow_call",
    "deployment_status",
    "label",
    "status",
    "event_of_tomorrow",
)
TRUSTED = (
    "push", "pull_request", "pull_request_review", "merge_group", "schedule", "release"
)  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_a_stranger_s_plugin_is_not_run_and_the_base_s_configuration_counts(
    run: RunCommand, tmp_path: Path, event: str
) -> None:
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": STRICT})
    place.propose(
        {".awesomecheck.yaml": "plugins: [evil]\n" + LAX, "evil.py": place.evil(), "x.md": "x\n"}
    )
    done = run("--no-links", "--no-since", cwd=place.top, env=place.environment(event))
    assert FOUND in done.stdout
    assert done.returncode == 1
    assert not place.mark.exists()


@pytest.mark.parametrize("event", TRUSTED)
def test_where_no_secrets_are_the_checkout_counts(
    run: RunCommand, tmp_path: Path, event: str
) -> None:
    """The tests before would show nothing if the plugin could not be run at all."""
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": STRICT})
    place.propose({".awesomecheck.yaml": "plugins: [evil]\n" + LAX, "evil.py": place.evil()})
    done = run("--no-links", "--no-since", cwd=place.top, env=place.environment(event))
    assert "No findings" in done.stdout
    assert place.mark.exists()


@pytest.mark.parametrize(
    "name",
    [".awesomecheck.yaml", ".awesomecheck.yml", ".github/.awesomecheck.yaml",
     ".github/.awesomecheck.yml"],
)  # fmt: skip
def test_a_configuration_of_any_name_counts_as_the_base_has_it(
    run: RunCommand, tmp_path: Path, name: str
) -> None:
    place = make(tmp_path, {"docs/README.md": LIST, name: STRICT})
    place.propose({name: LAX, "docs/.awesomecheck.yaml": LAX, "pyproject.toml": ""})
    done = run(
        "--no-links", "--no-since", "-v", "docs/README.md",
        cwd=place.top, env=place.environment(),
    )  # fmt: skip
    assert f"docs/{FOUND}" in done.stdout
    assert f"configuration: {place.top / name} ({place.base[:12]});" in done.stderr


def test_a_pyproject_counts_as_the_base_has_it_and_one_that_is_new_does_not(
    run: RunCommand, tmp_path: Path
) -> None:
    table = "[tool.awesomecheck.rules]\ntrailing-space = {}\n"
    place = make(
        tmp_path, {"README.md": LIST, "a/b.md": LIST, "pyproject.toml": table.format('"error"')}
    )
    place.propose(
        {"pyproject.toml": table.format('"off"'), "a/pyproject.toml": table.format('"off"')}
    )
    done = run("--no-links", "--no-since", ".", cwd=place.top / "a", env=place.environment())
    assert "b.md:3:6: error trailing-space" in done.stdout


def test_a_configuration_that_the_base_does_not_have_does_not_count(
    run: RunCommand, tmp_path: Path
) -> None:
    place = make(tmp_path, {"README.md": LIST})
    place.propose({".awesomecheck.yaml": LAX + "nonsense: 1\n"})
    done = run("--no-links", "--no-since", "-v", cwd=place.top, env=place.environment())
    assert "README.md:3:6: warning trailing-space" in done.stdout
    assert "configuration: none;" in done.stderr


def test_an_invalid_configuration_is_reported_with_its_commit(
    run: RunCommand, tmp_path: Path
) -> None:
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": "\nnonsense: 1\n"})
    place.propose({".awesomecheck.yaml": ""})
    done = run("--no-links", cwd=place.top, env=place.environment())
    assert done.returncode == 2
    where = f"{place.top / '.awesomecheck.yaml'} ({place.base[:12]}):2: unknown key `nonsense`"
    assert where in done.stderr


# Plugins


@pytest.mark.parametrize("proposed", [True, False])
def test_no_module_of_the_repository_is_run_though_the_base_names_it(
    run: RunCommand, tmp_path: Path, proposed: bool
) -> None:
    """With the base itself checked out, too: other steps may have put files there."""
    files = {"README.md": LIST, ".awesomecheck.yaml": "plugins: [evil]\n"}
    place = make(tmp_path, files)
    if proposed:
        place.propose({"evil.py": place.evil()})
    else:
        place.write({"evil.py": place.evil()})
    done = run("--no-links", cwd=place.top, env=place.environment())
    assert done.returncode == 2
    assert ":1: the plugin `evil` is not installed" in done.stderr
    assert "a run for `pull_request_target` has secrets" in done.stderr
    assert "hint: install it, or check pull requests" in done.stderr
    assert not place.mark.exists()


def test_in_a_run_by_hand_plugins_are_off_and_that_is_said(
    run: RunCommand, tmp_path: Path
) -> None:
    """It is the maintainers' own, so it does not fail, but it has secrets."""
    settings = "plugins: [evil]\nrules:\n  shouted-heading: off\n  trailing-space: error\n"
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": settings})
    place.propose({"evil.py": place.evil()})
    environment = place.environment("workflow_dispatch")
    done = run("--no-links", "--format", "json", cwd=place.top, env=environment)
    [notice] = json.loads(done.stdout)["notices"]
    assert ".awesomecheck.yaml" in notice
    assert "plugins are off (`evil`): a run for `workflow_dispatch` has secrets" in notice
    assert notice in done.stderr
    text = run("--no-links", cwd=place.top, env=environment)
    assert FOUND in text.stdout
    assert text.returncode == 1
    assert not place.mark.exists()


def test_a_commit_of_the_pull_request_does_not_stand_in_for_its_base(
    run: RunCommand, tmp_path: Path
) -> None:
    """For other events than `pull_request_target` the commit of the run may be a stranger's."""
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": STRICT})
    place.propose({".awesomecheck.yaml": LAX})
    head = place.repository.git("rev-parse", "HEAD")
    environment = place.environment("pull_request_review_comment", base="0123456789" * 4)
    done = run("--no-links", cwd=place.top, env=environment | {"GITHUB_SHA": head})
    assert done.returncode == 2
    assert "does not have the base commit 012345678901" in done.stderr


def test_modules_count_as_installed_by_where_they_are(run: RunCommand, tmp_path: Path) -> None:
    place = make(
        tmp_path, {"README.md": "# LIST\n", ".awesomecheck.yaml": "plugins: [rules_of]\n"}
    )
    site = tmp_path / "site"
    site.mkdir()
    (site / "rules_of.py").write_text(RULE)
    outside = place.environment() | {"PYTHONPATH": str(site)}
    assert "shouted-heading" in run("--no-links", cwd=place.top, env=outside).stdout
    place.propose({"lib/rules_of.py": place.evil()})
    inside = place.environment() | {"PYTHONPATH": str(place.top / "lib")}
    done = run("--no-links", cwd=place.top, env=inside)
    assert "the plugin `rules_of` is not installed" in done.stderr
    assert not place.mark.exists()


@pytest.mark.parametrize("command", [("rules",), ("explain", "dead-link")])
def test_other_commands_run_nothing_either(
    run: RunCommand, tmp_path: Path, command: tuple[str, ...]
) -> None:
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": STRICT})
    place.propose({".awesomecheck.yaml": "plugins: [evil]\n", "evil.py": place.evil()})
    done = run(*command, cwd=place.top, env=place.environment())
    assert done.returncode == 0
    assert not place.mark.exists()


@pytest.mark.parametrize("action", [True, False])
def test_python_imports_nothing_of_the_current_folder(tmp_path: Path, action: bool) -> None:
    place = make(tmp_path, {"README.md": LIST})
    names = ("click", "markdown_it", "sitecustomize", "yaml", "json", "evil")
    place.propose(
        {f"{name}.py": place.evil() for name in names}
        | {
            ".awesomecheck.yaml": "{}\n",
            "evil-1.0.dist-info/entry_points.txt": "[awesomecheck.rules]\nevil = evil\n",
        }
    )
    command = [str(Path(sys.executable).with_name("awesomecheck")), "--no-links", "--no-since"]
    own: dict[str, str] = {}
    if action:
        command = [sys.executable, "-I", "-m", "awesomecheck.cli.action"]
        own = {"INPUT_LINKS": "false", "INPUT_ARGS": "--no-since"}
    done = subprocess.run(
        command,
        cwd=place.top,
        env=clean_environment(place.environment() | own),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "trailing-space" in done.stdout, done.stderr
    assert not place.mark.exists()


# Commits that are not there


def clone_without_base(place: Place, tmp_path: Path) -> Place:
    """A clone of the pull request's head alone, as actions/checkout makes it."""
    clone = tmp_path / "clone"
    place.repository.git(
        "clone", "-q", "--depth=1", "--branch=topic", f"file://{place.top}", clone
    )
    return Place(Repository(clone), place.base, place.mark)


def test_a_clone_without_the_base_is_refused(run: RunCommand, tmp_path: Path) -> None:
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": STRICT})
    place.propose({".awesomecheck.yaml": LAX})
    clone = clone_without_base(place, tmp_path)
    done = run("--no-links", cwd=clone.top, env=clone.environment())
    assert done.returncode == 2
    assert f"does not have the base commit {place.base[:12]}" in done.stderr
    fetch = f"git fetch --depth=1 https://github.com/curator/list {place.base}"
    assert f"`{fetch}`, or `fetch-depth: 0` for actions/checkout" in done.stderr
    isolated = run("--no-links", "--isolated", cwd=clone.top, env=clone.environment())
    assert "README.md:3:6: warning trailing-space" in isolated.stdout
    clone.repository.git("fetch", "-q", "--depth=1", "origin", place.base)
    assert FOUND in run("--no-links", cwd=clone.top, env=clone.environment()).stdout


def test_the_default_branch_replaces_a_missing_base(run: RunCommand, tmp_path: Path) -> None:
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": STRICT})
    place.propose({".awesomecheck.yaml": LAX})
    environment = place.environment(base="0123456789" * 4)
    assert FOUND in run("--no-links", "--no-since", cwd=place.top, env=environment).stdout


@pytest.mark.parametrize("event", ["{}", "", "[", '{"pull_request": []}'])
def test_an_event_that_says_nothing_and_no_commit_at_all(
    run: RunCommand, tmp_path: Path, event: str
) -> None:
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": STRICT})
    place.propose({".awesomecheck.yaml": LAX})
    environment = place.environment()
    Path(environment["GITHUB_EVENT_PATH"]).write_text(event)
    done = run("--no-links", "--no-since", cwd=place.top, env=environment)
    assert FOUND in done.stdout
    for sha in ("", "topic", "HEAD", "--help"):
        done = run(
            "--no-links", "--no-since", cwd=place.top, env=environment | {"GITHUB_SHA": sha}
        )
        assert done.returncode == 2
        assert "does not have the base commit" in done.stderr


# Files that the command line names


def test_a_configuration_that_is_named_counts_as_the_base_has_it(
    run: RunCommand, tmp_path: Path
) -> None:
    place = make(tmp_path, {"README.md": LIST, "strict.yaml": STRICT})
    place.propose({"strict.yaml": LAX, "new.yaml": LAX})
    environment = place.environment()
    named = run(
        "--no-links", "--no-since", "--config", "strict.yaml", cwd=place.top, env=environment
    )
    assert FOUND in named.stdout
    new = run("--no-links", "--config", "new.yaml", cwd=place.top, env=environment)
    assert new.returncode == 2
    assert "new.yaml: cannot be read: not in the base commit" in new.stderr
    outside = tmp_path / "own.yaml"
    outside.write_text(STRICT)
    own = run("--no-links", "--no-since", "--config", outside, cwd=place.top, env=environment)
    assert FOUND in own.stdout


def test_a_list_in_no_repository_has_no_configuration_there(
    run: RunCommand, tmp_path: Path
) -> None:
    """Such as one that another run has handed over."""
    place = make(tmp_path, {"README.md": LIST})
    folder = tmp_path / "artifact"
    folder.mkdir()
    (folder / "README.md").write_text(LIST)
    (folder / ".awesomecheck.yaml").write_text("plugins: [evil]\n" + LAX)
    (folder / "evil.py").write_text(place.evil())
    done = run("--no-links", cwd=folder, env=place.environment("workflow_run"))
    assert "README.md:3:6: warning trailing-space" in done.stdout
    assert not place.mark.exists()


# The baseline


def test_the_baseline_counts_as_the_base_has_it(run: RunCommand, tmp_path: Path) -> None:
    place = make(tmp_path, {"README.md": LIST, ".awesomecheck.yaml": STRICT})
    place.propose({"README.md": LIST + "More. \n"})
    run("--no-links", "--write-baseline", cwd=place.top)
    place.repository.commit()
    assert "No findings" in run("--no-links", cwd=place.top).stdout
    done = run("--no-links", "--no-since", cwd=place.top, env=place.environment())
    assert FOUND in done.stdout
    assert "README.md:4:6: error" in done.stdout
    base = place.repository.git("rev-parse", "HEAD")
    known = run("--no-links", "--no-since", cwd=place.top, env=place.environment(base=base))
    assert "No findings" in known.stdout
    for option in ("--write-baseline", "--prune-baseline"):
        refused = run("--no-links", option, cwd=place.top, env=place.environment())
        assert refused.returncode == 2
        assert "the baseline is not written" in refused.stderr


# Symbolic links


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.mkdir()
    (path / "README.md").write_text("# token \n")
    return path / "README.md"


LEAVES = "README.md: not read: a symbolic link leads out of the checkout"


def link(place: Place, name: str, target: str | Path) -> None:
    (place.top / name).unlink(missing_ok=True)
    (place.top / name).symlink_to(target)


@pytest.mark.parametrize("event", ["pull_request", "pull_request_target", "push"])
@pytest.mark.parametrize("given", [(), (".",), ("README.md",)])
def test_a_list_that_is_a_link_out_of_the_checkout_is_not_read(
    run: RunCommand, tmp_path: Path, secret: Path, event: str, given: tuple[str, ...]
) -> None:
    place = make(tmp_path, {"README.md": LIST, "other.md": LIST})
    link(place, "README.md", secret)
    done = run(*given, "--no-links", cwd=place.top, env=place.environment(event))
    assert done.returncode == 2
    assert LEAVES in done.stderr
    assert "token" not in done.stdout + done.stderr


def test_nor_is_one_in_a_folder_that_is_a_link(
    run: RunCommand, tmp_path: Path, secret: Path
) -> None:
    """A repository in that folder does not make it a checkout of its own."""
    place = make(tmp_path, {"README.md": LIST})
    Repository.init(secret.parent)
    link(place, "docs", secret.parent)
    for name in ("docs/README.md", "docs"):
        done = run("--no-links", name, cwd=place.top, env=place.environment("pull_request"))
        assert done.returncode == 2
        assert f"docs/{LEAVES}" in done.stderr
        done = run("--no-links", name, cwd=place.top, env=place.environment())
        assert done.returncode == 2
        assert "token" not in done.stdout + done.stderr


def test_nor_one_into_git_s_own_folder_where_the_token_is(run: RunCommand, tmp_path: Path) -> None:
    place = make(tmp_path, {"README.md": LIST})
    link(place, "README.md", ".git/config")
    done = run("--no-links", cwd=place.top, env=place.environment("pull_request"))
    assert done.returncode == 2
    assert LEAVES in done.stderr


def test_nor_are_other_commands_led_astray(run: RunCommand, tmp_path: Path, secret: Path) -> None:
    place = make(tmp_path, {"README.md": LIST})
    link(place, "README.md", secret)
    for command in ("export", "init"):
        done = run(command, cwd=place.top, env=place.environment("push"))
        assert done.returncode == 2
        assert LEAVES in done.stderr


@pytest.mark.parametrize("name", [".awesomecheck.yaml", ".awesomecheck-baseline.json"])
def test_nor_is_a_configuration_or_a_baseline_read_that_is_such_a_link(
    run: RunCommand, tmp_path: Path, secret: Path, name: str
) -> None:
    secret.write_text("token: 1\n")
    place = make(tmp_path, {"README.md": LIST})
    link(place, name, secret)
    done = run("--no-links", cwd=place.top, env=place.environment("pull_request"))
    assert done.returncode == 2
    assert f"{name}: not read: a symbolic link leads out of the checkout" in done.stderr
    assert "token" not in done.stdout + done.stderr


def test_links_inside_of_the_checkout_and_off_github_are_followed(
    run: RunCommand, tmp_path: Path, secret: Path
) -> None:
    place = make(tmp_path, {"docs/list.md": LIST})
    link(place, "README.md", "docs/list.md")
    done = run("--no-links", "--no-since", cwd=place.top, env=place.environment())
    assert "README.md:3:6" in done.stdout
    link(place, "README.md", secret)
    assert "README.md:1:8" in run("--no-links", cwd=place.top).stdout
    elsewhere = run("--no-links", secret, cwd=place.top, env=place.environment("push"))
    assert "README.md:1:8" in elsewhere.stdout


def test_a_link_in_the_place_of_a_folder_does_not_lead_to_another_configuration(
    run: RunCommand, tmp_path: Path, secret: Path
) -> None:
    place = make(tmp_path, {"README.md": LIST, ".github/.awesomecheck.yaml": STRICT})
    (secret.parent / ".awesomecheck.yaml").write_text(LAX)
    place.propose({})
    (place.top / ".github/.awesomecheck.yaml").unlink()
    (place.top / ".github").rmdir()
    link(place, ".github", secret.parent)
    done = run("--no-links", "--no-since", cwd=place.top, env=place.environment())
    assert FOUND in done.stdout


def test_the_base_s_configuration_may_be_a_link_in_its_tree(
    run: RunCommand, tmp_path: Path, secret: Path
) -> None:
    repository = Repository.init(tmp_path / "checkout")
    place = Place(repository, "", tmp_path / "mark")
    place.write({"README.md": LIST, "settings/list.yaml": STRICT})
    link(place, ".awesomecheck.yaml", "settings/list.yaml")
    place = Place(repository, repository.commit(), tmp_path / "mark")
    place.propose({"settings/list.yaml": LAX})
    done = run("--no-links", "--no-since", cwd=place.top, env=place.environment())
    assert FOUND in done.stdout
    link(place, ".awesomecheck.yaml", secret)
    base = repository.commit()
    done = run("--no-links", "--no-since", cwd=place.top, env=place.environment(base=base))
    assert "README.md:3:6: warning" in done.stdout


def test_a_gitignore_that_is_a_link_is_ignored_as_git_does(
    run: RunCommand, tmp_path: Path
) -> None:
    place = make(tmp_path, {"README.md": LIST})
    (tmp_path / "all").write_text("*.md\n")
    link(place, ".gitignore", tmp_path / "all")
    assert "README.md:3:6" in run("--no-links", ".", cwd=place.top).stdout


# Git


def test_a_repository_in_a_folder_of_the_list_has_no_say(run: RunCommand, tmp_path: Path) -> None:
    """A folder with a HEAD is a repository to git, and its settings name programs."""
    place = make(tmp_path, {"README.md": LIST})
    place.propose({"docs/new.md": LIST})
    docs = place.top / "docs"
    monitor = tmp_path / "monitor"
    monitor.write_text(f"#!/bin/sh\ntouch {place.mark}\n")
    monitor.chmod(0o755)
    for name in ("objects", "refs", "index"):
        copy(place.top / ".git" / name, docs / name)
    (docs / "HEAD").write_text("ref: refs/heads/topic\n")
    (docs / "refs/heads/main").write_text(place.repository.git("rev-parse", "topic") + "\n")
    (docs / "config").write_text(
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n"
        f"\tfsmonitor = {monitor}\n"
    )
    environment = clean_environment(ENVIRONMENT)
    subprocess.run(["git", "status"], cwd=docs, env=environment, check=True, capture_output=True)
    place.mark.unlink()  # so far git itself falls for it
    done = run("--no-links", "--since", "main", "new.md", cwd=docs, env=ENVIRONMENT)
    assert "new.md:3:6" in done.stdout, done.stderr
    run("--no-links", "--staged", "new.md", cwd=docs, env=ENVIRONMENT)
    run("--no-links", "new.md", cwd=docs, env=place.environment())
    assert not place.mark.exists()


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def test_nothing_of_this_holds_up_whoever_sets_no_event(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LIST)
    done = run("--no-links", env={"GITHUB_ACTIONS": "true", "PATH": os.devnull})
    assert "README.md:3:6: warning" in done.stdout
