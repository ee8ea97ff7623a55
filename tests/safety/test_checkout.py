"""Which paths on a runner lead out of the checkout."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from awesomecheck import UserError
from awesomecheck.safety.checkout import check_readable


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checkout with another one in it, as a submodule, and a folder beside it."""
    top = tmp_path / "runner" / "list"
    for folder in (top / ".git", top / "docs", top / "part" / ".git", tmp_path / "home"):
        folder.mkdir(parents=True)
    for folder in (top, top / "docs", top / "part", tmp_path / "home"):
        (folder / "list.md").write_text("# List\n")
    return top


def refused(path: Path, workspace: Path | None, **more: str) -> bool:
    environment: Mapping[str, str] = {"GITHUB_ACTIONS": "true", **more}
    if workspace:
        environment = {"GITHUB_WORKSPACE": str(workspace), **environment}
    return refused_with(path, environment)


def refused_with(path: Path, environment: Mapping[str, str]) -> bool:
    try:
        check_readable(path, environment)
    except UserError:
        return True
    return False


def link(path: Path, target: str | Path) -> Path:
    path.symlink_to(target)
    return path


@pytest.mark.parametrize("known", [True, False])
def test_files_and_links_to_them(workspace: Path, known: bool) -> None:
    top = workspace if known else None
    assert not refused(workspace / "docs/list.md", top)
    assert not refused(workspace / "docs/../list.md", top)
    assert not refused(workspace / "missing.md", top)
    assert not refused(link(workspace / "a.md", "docs/list.md"), top)
    assert not refused(link(workspace / "docs/b.md", "../part/list.md"), top)
    assert refused(link(workspace / "c.md", workspace.parent.parent / "home/list.md"), top)
    assert refused(link(workspace / "d.md", ".git/config"), top)
    assert refused(link(workspace / "h.md", ".GIT/config"), top)  # case may make no difference
    assert refused(link(workspace / "e.md", "docs/../../../home/list.md"), top)
    assert refused(link(workspace / "f", "../../home") / "list.md", top)
    assert refused(link(workspace / "g.md", "f/list.md"), top)


def test_a_checkout_in_a_checkout_is_a_limit_of_its_own(workspace: Path) -> None:
    assert not refused(workspace / "part/list.md", workspace)
    assert refused(link(workspace / "part/a.md", "../list.md"), workspace)
    assert refused(link(workspace / "part/b.md", ".git"), workspace)


def test_a_folder_that_is_a_link_is_no_checkout_though_there_is_one(workspace: Path) -> None:
    home = workspace.parent.parent / "home"
    (home / ".git").mkdir()
    assert refused(link(workspace / "a", home) / "list.md", workspace)


def test_a_workspace_without_git_and_one_behind_a_link(workspace: Path, tmp_path: Path) -> None:
    (workspace / ".git").rmdir()
    assert not refused(workspace / "list.md", workspace)
    assert refused(link(workspace / "a.md", tmp_path / "home/list.md"), workspace)
    spelling = link(tmp_path / "spelling", workspace)
    for path in (workspace / "list.md", spelling / "list.md"):
        assert not refused(path, spelling)
    assert refused(workspace / "a.md", spelling)
    assert refused(spelling / "a.md", spelling)


@pytest.mark.parametrize(
    ("name", "value", "guarded"),
    [
        ("CI", "true", True),
        ("CI", "True", True),
        ("CI", "woodpecker", True),
        ("TF_BUILD", "True", True),
        ("JENKINS_URL", "https://ci.example/", True),
        ("TEAMCITY_VERSION", "2026.1", True),
        ("GITHUB_ACTIONS", "true", True),
        ("CI", "false", False),
        ("CI", "", False),
        ("CI", "0", False),
        ("GITHUB_ACTIONS", "false", False),
        ("HOME", "/", False),
    ],
)
def test_links_are_guarded_on_every_ci_system(
    workspace: Path, tmp_path: Path, name: str, value: str, guarded: bool
) -> None:
    path = link(workspace / "a.md", tmp_path / "home/list.md")
    assert refused_with(path, {name: value}) is guarded


def test_the_checkout_of_another_ci_system_without_git(workspace: Path, tmp_path: Path) -> None:
    (workspace / ".git").rmdir()
    path = link(workspace / "a.md", tmp_path / "home/list.md")
    assert refused_with(path, {"CI": "true", "CI_PROJECT_DIR": str(workspace)})
    assert not refused_with(path, {"CI": "true"})


def test_what_the_workflow_has_put_elsewhere_is_its_own(workspace: Path, tmp_path: Path) -> None:
    outside = link(tmp_path / "a.md", workspace / ".git")
    assert not refused(outside, workspace)
    assert not refused(outside, workspace, GITHUB_ACTIONS="false")
    assert not refused(link(workspace / "b.md", outside), workspace, GITHUB_ACTIONS="false")
