"""Which lines of a text a change touches."""

from collections.abc import Mapping
from contextlib import suppress
import json
import os
from pathlib import Path
import subprocess

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, Span, UserError
from awesomecheck.changes.find import Changes, Text, find
from awesomecheck.changes.git import difference
from awesomecheck.changes.lines import ChangeRequest, Hunk, LineChange
from awesomecheck.changes.patch import parse_patch
from tests.git import ENVIRONMENT, Repository

LINES = "".join(f"line {number}\n" for number in range(1, 11))


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.init(tmp_path)


def changes(
    *paths: Path,
    since: str | None = None,
    staged: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Changes:
    texts = [Text(path, Source.from_text(_read(path), str(path))) for path in paths]
    return find(ChangeRequest(since, staged), texts, environment or {})


def _read(path: Path) -> str:
    return path.read_bytes().decode()


def lines(change: LineChange | None) -> list[int]:
    """The numbers of the lines that a change added or altered."""
    assert change is not None
    count = len(change.source.line_starts)
    return [number for number in range(1, count + 1) if change.covers(number, number)]


def of(path: Path, since: str | None = None, *, staged: bool = False) -> list[int]:
    [change] = changes(path, since=since, staged=staged).changes
    return lines(change)


def test_lines_added_and_altered_since_a_branch_parted(repository: Repository) -> None:
    repository.commit(list=LINES)
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(list=LINES.replace("line 3\n", "line 3\nnew\n").replace("line 9", "Line 9"))
    repository.git("checkout", "-q", "main")
    repository.commit(list=LINES.replace("line 1\n", "first\nline 1\n"))
    repository.git("checkout", "-q", "topic")
    assert of(repository.top / "list.md", since="main") == [4, 10]


def test_what_is_not_committed_counts_too(repository: Repository) -> None:
    repository.commit(list=LINES)
    path = repository.top / "list.md"
    path.write_text(LINES + "staged\n")
    repository.git("add", "-A")
    path.write_text(LINES + "staged\nloose\n")
    assert of(path, since="HEAD") == [11, 12]


def test_a_merge_of_main_into_the_branch_brings_no_lines(repository: Repository) -> None:
    repository.commit(list=LINES)
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(list=LINES + "mine\n")
    repository.git("checkout", "-q", "main")
    repository.commit(list="theirs\n" + LINES)
    repository.git("checkout", "-q", "topic")
    repository.git("merge", "-q", "main")
    assert of(repository.top / "list.md", since="main") == [12]


def test_a_renamed_file_is_compared_with_its_former_self(repository: Repository) -> None:
    repository.commit(old=LINES)
    repository.git("mv", "old.md", "new name.md")
    (repository.top / "new name.md").write_text(LINES + "added\n")
    repository.commit()
    assert of(repository.top / "new name.md", since="HEAD~1") == [11]


def test_all_lines_of_an_untracked_file_are_new(repository: Repository) -> None:
    repository.commit(other=LINES)
    path = repository.top / "list.md"
    path.write_text("a\nb\n")
    assert of(path, since="HEAD") == [1, 2, 3]


def test_a_file_that_did_not_change_has_no_lines(repository: Repository) -> None:
    repository.commit(list=LINES)
    assert of(repository.top / "list.md", since="HEAD") == []


@pytest.mark.parametrize(
    "name",
    [
        "--output=x",
        ":(exclude)*",
        "ä ö.md",
        'quo"te',
        "new\nline",
        "-rf",
        "tab\t",
        "x:0:y",
        "a\\b",
    ],
)
def test_hostile_names_of_files(repository: Repository, name: str) -> None:
    path = repository.top / name
    path.write_text(LINES)
    repository.commit()
    path.write_text(LINES + "added\n")
    assert of(path, since="HEAD") == [11]
    repository.git("add", "-A")
    assert of(path, staged=True) == [11]
    assert sorted(each.name for each in repository.top.iterdir()) == sorted([".git", name])


@pytest.mark.parametrize(
    "name", ["--output=x", "-", "", "HEAD..HEAD", "a b", "HEAD:list.md", "\0"]
)
def test_revisions_that_are_none(repository: Repository, name: str) -> None:
    repository.commit(list=LINES)
    with pytest.raises(UserError, match="unknown revision"):
        of(repository.top / "list.md", since=name)
    assert {each.name for each in repository.top.iterdir()} == {".git", "list.md"}


def test_settings_that_change_what_git_prints(repository: Repository) -> None:
    repository.commit(list=LINES)
    (repository.top / ".gitattributes").write_text("*.md binary\n")
    for setting in (
        *("color.ui=always", "diff.noprefix=true", "diff.external=false", "diff.context=9"),
        *("diff.interHunkContext=9", "core.autocrlf=true", "core.safecrlf=true"),
    ):
        repository.git("config", *setting.split("="))
    path = repository.top / "list.md"
    path.write_text(LINES.replace("line 2", "x").replace("line 5", "y"))
    assert of(path, since="HEAD") == [2, 5]


def test_other_line_breaks_alone_are_no_change(repository: Repository) -> None:
    repository.commit(list=LINES)
    path = repository.top / "list.md"
    path.write_bytes((LINES + "added\n").replace("\n", "\r\n").encode())
    assert of(path, since="HEAD") == [11]
    path.write_bytes((LINES + "added\n").replace("\n", "\r").encode())
    assert of(path, since="HEAD") == [11]
    path.write_bytes(("\ufeff" + LINES + "added\n").encode())
    assert of(path, since="HEAD") == [11]


def test_a_file_below_the_current_folder_and_above_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = repository.top / "docs"
    folder.mkdir()
    (folder / "a.md").write_text(LINES)
    repository.commit(list=LINES)
    (folder / "a.md").write_text(LINES + "x\n")
    (repository.top / "list.md").write_text("x\n" + LINES)
    assert of(Path("docs/a.md"), since="HEAD") == [11]
    monkeypatch.chdir(folder)
    assert of(Path("a.md"), since="HEAD") == [11]
    assert of(Path("../list.md"), since="HEAD") == [1]


def test_another_repository_is_asked_for_its_own_files(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository.commit(list=LINES)
    other = Repository.init(tmp_path / "other")
    other.commit(list=LINES)
    (other.top / "list.md").write_text(LINES + "x\n")
    monkeypatch.setenv("GIT_DIR", str(repository.top / ".git"))  # as in a hook
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository.top / ".git/index"))
    assert of(other.top / "list.md", since="HEAD") == [11]


@pytest.mark.parametrize(
    ("event", "found"), [(None, [11]), ("push", [11]), ("workflow_run", []), ("new_event", [])]
)
def test_the_index_of_a_commit_that_is_being_made(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, event: str | None, found: list[int]
) -> None:
    """For `git commit FILE`, git makes an index of its own, and tells a hook where it is."""
    path = repository.top / "list.md"
    repository.commit(list=LINES)
    path.write_text(LINES + "x\n")
    repository.git("add", "-A")
    (repository.top / ".git/index").rename(repository.top / ".git/next-index-1.lock")
    repository.git("reset", "-q")
    environment = {"GIT_INDEX_FILE": ".git/next-index-1.lock", "GIT_DIR": ".git"}
    if event:
        environment["GITHUB_EVENT_NAME"] = event
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert lines(changes(path, staged=True, environment=environment).changes[0]) == found


def test_a_renamed_file_that_is_staged(repository: Repository) -> None:
    repository.commit(old=LINES)
    repository.git("mv", "old.md", "new.md")
    (repository.top / "new.md").write_text(LINES + "x\n")
    assert of(repository.top / "new.md", since="HEAD") == [11]
    assert of(repository.top / "new.md", staged=True) == []


def test_a_partial_clone_fetches_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(list=LINES)
    repository.commit(list=LINES + "x\n")
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = Repository(tmp_path / "clone")
    repository.git("clone", "-q", "--filter=blob:none", f"file://{repository.top}", clone.top)
    monkeypatch.chdir(clone.top)
    with pytest.raises(
        UserError, match=r"the blob \w+ is missing in this clone, or damaged"
    ) as caught:
        of(Path("list.md"), since="HEAD~1")
    assert "`git fetch --refetch --no-filter`" in str(caught.value.hint)
    clone.git("mv", "list.md", "moved.md")
    assert of(Path("moved.md"), since="HEAD~1") == list(range(1, 13))
    clone.git("fetch", "-q", "--refetch", "--no-filter")
    assert of(Path("moved.md"), since="HEAD~1") == [11]


def test_a_symbolic_link_is_what_it_leads_to(repository: Repository) -> None:
    repository.commit(list=LINES)
    (repository.top / "README.md").symlink_to("list.md")
    (repository.top / "list.md").write_text(LINES + "x\n")
    assert of(repository.top / "README.md", since="HEAD") == [11]


def test_a_submodule_is_compared_with_the_commit_that_the_base_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = Repository.init(tmp_path / "inner")
    inner.commit(list=LINES)
    outer = Repository.init(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", inner.top, "sub")
    outer.commit()
    sub = Repository(outer.top / "sub")
    sub.commit(list=LINES + "x\n")
    outer.commit()
    monkeypatch.chdir(outer.top)
    assert of(Path("sub/list.md"), since="HEAD~1") == [11]
    assert of(Path("sub/list.md"), since="HEAD") == []


def test_a_submodule_that_the_base_does_not_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = Repository.init(tmp_path / "inner")
    inner.commit(list=LINES)
    outer = Repository.init(tmp_path / "outer")
    outer.commit(list=LINES)
    outer.git("submodule", "--quiet", "add", inner.top, "sub")
    outer.commit()
    monkeypatch.chdir(outer.top)
    found = changes(Path("sub/list.md"), since="HEAD~1")
    assert found.changes == (None,)
    assert "whole files are reported: the submodule sub is new" in found.notices[0].message


def test_histories_without_anything_in_common(repository: Repository) -> None:
    repository.commit(list=LINES)
    repository.git("checkout", "-q", "--orphan", "alone")
    repository.commit(list=LINES + "x\n")
    found = changes(repository.top / "list.md", since="main")
    assert found.changes == (None,)
    [notice] = found.notices
    assert notice.weight != "detail"
    assert notice.message == ("whole files are reported: HEAD and `main` have no common history")


@pytest.fixture
def shallow(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A clone of two branches, each cut off after its last commit."""
    repository.commit(list=LINES)
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(list=LINES + "x\n")
    repository.git("checkout", "-q", "main")
    repository.commit(list="y\n" + LINES)
    clone = tmp_path / "clone"
    repository.git(
        *("clone", "-q", "--depth=1", "--no-single-branch", "--branch=topic"),
        *(f"file://{repository.top}", clone),
    )
    monkeypatch.chdir(clone)
    return Repository(clone)


def test_a_shallow_clone_without_the_place_of_parting(shallow: Repository) -> None:
    found = changes(Path("list.md"), since="origin/main")
    assert found.changes == (None,)
    [notice] = found.notices
    assert "shallow and does not have the merge base with `origin/main`" in notice.message
    assert "`git fetch --unshallow`, or `fetch-depth: 0`" in str(notice.hint)
    shallow.git("fetch", "-q", "--unshallow")
    assert of(Path("list.md"), since="origin/main") == [11]


def test_a_revision_that_a_shallow_clone_does_not_have(shallow: Repository) -> None:
    with pytest.raises(UserError, match="unknown revision `HEAD~1`") as caught:
        changes(shallow.top / "list.md", since="HEAD~1")
    assert "fetch-depth: 0" in str(caught.value.hint)


def test_a_file_in_no_repository(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LINES)
    for since, staged in (("main", False), (None, True)):
        with pytest.raises(UserError, match=r"list\.md: not in a git repository"):
            changes(tmp_path / "list.md", since=since, staged=staged)


def test_standard_input_needs_a_name(repository: Repository) -> None:
    repository.commit(list=LINES)
    source = Source.from_text(LINES + "x\n")
    with pytest.raises(UserError, match="no path in a repository") as caught:
        find(ChangeRequest(since="HEAD"), [Text(None, source)], {})
    assert "--stdin-filename" in str(caught.value.hint)
    [change] = find(ChangeRequest(since="HEAD"), [Text(Path("list.md"), source)], {}).changes
    assert lines(change) == [11]


def test_git_that_is_not_there(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository.commit(list=LINES)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(UserError, match="git is not installed") as caught:
        changes(repository.top / "list.md", since="HEAD")
    assert "--diff-file" in str(caught.value.hint)


@pytest.mark.parametrize("folder", ["", ".", "bin"])
def test_no_program_of_the_work_tree_is_taken_for_git(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    program = repository.top / folder / "git"
    program.parent.mkdir(exist_ok=True)
    program.write_text("#!/bin/sh\ntouch was-run\n", "utf-8")
    program.chmod(0o755)
    repository.commit(list=LINES)
    monkeypatch.setenv("PATH", os.pathsep.join((folder, os.environ["PATH"])))
    assert of(repository.top / "list.md", since="HEAD") == []
    assert not list(repository.top.rglob("was-run"))


def test_git_that_will_not_read_a_repository(repository: Repository) -> None:
    repository.commit(list=LINES)
    repository.git("config", "core.repositoryFormatVersion", "1")
    repository.git("config", "extensions.ofTomorrow", "true")
    with pytest.raises(UserError, match="git: unknown repository extension") as caught:
        changes(repository.top / "list.md", since="HEAD")
    assert "oftomorrow" in str(caught.value.hint)


# What is staged


def test_staged_lines_are_those_of_the_index(repository: Repository) -> None:
    repository.commit(list=LINES)
    path = repository.top / "list.md"
    path.write_text(LINES.replace("line 5\n", "line 5\nstaged\n"))
    repository.git("add", "-A")
    assert of(path, staged=True) == [6]
    path.write_text("loose\n" + LINES.replace("line 5\n", "line 5\nstaged\nloose\n"))
    found = changes(path, staged=True)
    assert lines(found.changes[0]) == [7]
    assert "only some changes are staged" in found.notices[0].message


def test_staged_before_the_first_commit(repository: Repository) -> None:
    path = repository.top / "list.md"
    path.write_text("a\n")
    repository.git("add", "-A")
    assert of(path, staged=True) == [1, 2]


def test_a_staged_rename(repository: Repository) -> None:
    repository.commit(old=LINES)
    repository.git("mv", "old.md", "new.md")
    (repository.top / "new.md").write_text(LINES + "x\n")
    repository.git("add", "-A")
    assert of(repository.top / "new.md", staged=True) == [11]


def test_nothing_staged(repository: Repository) -> None:
    repository.commit(other=LINES)
    path = repository.top / "list.md"
    path.write_text(LINES)
    found = changes(path, staged=True)
    assert lines(found.changes[0]) == []
    assert "nothing is staged" in found.notices[0].message


# Where a base is found without being named


def test_nowhere_else_is_a_base_looked_for(repository: Repository) -> None:
    repository.commit(list=LINES)
    found = changes(repository.top / "list.md", environment={"GITHUB_EVENT_NAME": "push"})
    assert found == Changes((None,), ())


def test_pre_commit_between_two_commits(repository: Repository) -> None:
    first = repository.commit(list=LINES)
    repository.commit(list=LINES + "x\n")
    environment = {"PRE_COMMIT_FROM_REF": first, "PRE_COMMIT_TO_REF": "HEAD"}
    found = changes(repository.top / "list.md", environment=environment)
    assert lines(found.changes[0]) == [11]
    assert found.notices[0].weight != "detail"
    assert first[:12] in found.notices[0].message


@pytest.mark.parametrize("reference", ["0" * 40, "f" * 40])
def test_pre_commit_without_a_commit_before(repository: Repository, reference: str) -> None:
    repository.commit(list=LINES)
    found = changes(repository.top / "list.md", environment={"PRE_COMMIT_FROM_REF": reference})
    assert found.changes == (None,)
    assert found.notices[0].message.startswith("whole files are reported: ")


@pytest.fixture
def pull_request(repository: Repository) -> dict[str, str]:
    """What GitHub checks out and tells for a pull request onto a main that has moved on."""
    repository.commit(list=LINES)
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(list=LINES + "x\n")
    repository.git("checkout", "-q", "main")
    repository.commit(list="y\n" + LINES)
    repository.git("checkout", "-q", "--detach")
    repository.git("merge", "-q", "--no-ff", "topic")
    event = repository.top / ".git" / "event.json"
    head, base = repository.git("rev-parse", "topic"), repository.git("rev-parse", "main")
    event.write_text(
        f'{{"pull_request": {{"head": {{"sha": "{head}"}}, "base": {{"sha": "{base}"}}}}}}'
    )
    return {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_SHA": repository.git("rev-parse", "HEAD"),
        "GITHUB_EVENT_PATH": str(event),
    }


def test_a_pull_request_is_what_its_merge_adds_to_the_base(
    repository: Repository, pull_request: dict[str, str]
) -> None:
    found = changes(repository.top / "list.md", environment=pull_request)
    assert lines(found.changes[0]) == [12]
    [notice] = found.notices
    assert notice.weight != "detail"
    assert "since the base of the pull request" in notice.message


def test_a_pull_request_whose_head_is_checked_out(
    repository: Repository, pull_request: dict[str, str]
) -> None:
    repository.git("checkout", "-q", "topic")
    found = changes(repository.top / "list.md", environment=pull_request)
    assert lines(found.changes[0]) == [11]


def test_a_pull_request_while_something_else_is_checked_out(
    repository: Repository, pull_request: dict[str, str]
) -> None:
    repository.git("checkout", "-q", "main")
    for event in (pull_request["GITHUB_EVENT_PATH"], "", "/nowhere"):
        environment = pull_request | {"GITHUB_EVENT_PATH": event}
        found = changes(repository.top / "list.md", environment=environment)
        assert found.changes == (None,)
        assert "whole files are reported: HEAD is neither" in found.notices[0].message


def merge_alone(repository: Repository, folder: Path) -> Path:
    """A clone with the merge of a pull request, and with no other commit."""
    repository.git("branch", "merge")
    clone = folder / "clone"
    url = f"file://{repository.top}"
    repository.git("clone", "-q", "--depth=1", "--branch=merge", url, clone)
    return clone


def test_a_pull_request_in_a_clone_of_depth_1(
    repository: Repository,
    pull_request: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clone = merge_alone(repository, tmp_path)
    monkeypatch.chdir(clone)
    found = changes(Path("list.md"), environment=pull_request)
    assert found.changes == (None,)
    assert "but not its first parent" in found.notices[0].message
    assert found.notices[0].hint == "set `fetch-depth: 2` for actions/checkout"
    Repository(clone).git("fetch", "-q", "--depth=2", "origin", "merge")
    assert lines(changes(Path("list.md"), environment=pull_request).changes[0]) == [12]


# A run of GitHub's on the default branch, for a pull request


@pytest.fixture
def on_target(repository: Repository, pull_request: dict[str, str]) -> dict[str, str]:
    """The same pull request in a run for `pull_request_target`; its merge is checked out."""
    event = Path(pull_request["GITHUB_EVENT_PATH"])
    described = json.loads(event.read_text())
    described["pull_request"]["merge_commit_sha"] = pull_request["GITHUB_SHA"]
    event.write_text(json.dumps(described))
    main = repository.git("rev-parse", "main")
    return pull_request | {"GITHUB_EVENT_NAME": "pull_request_target", "GITHUB_SHA": main}


def test_what_the_workflow_checks_out_of_a_pull_request(
    repository: Repository, on_target: dict[str, str]
) -> None:
    path = repository.top / "list.md"
    assert lines(changes(path, environment=on_target).changes[0]) == [12]
    event = Path(on_target["GITHUB_EVENT_PATH"])
    event.write_text(event.read_text().replace("merge_commit_sha", "other"))
    assert lines(changes(path, environment=on_target).changes[0]) == [12]
    repository.git("checkout", "-q", "topic")
    assert lines(changes(path, environment=on_target).changes[0]) == [11]


def test_a_head_that_is_a_merge_itself_is_held_against_where_it_began(
    repository: Repository, on_target: dict[str, str]
) -> None:
    repository.git("checkout", "-q", "topic")
    repository.git("merge", "-q", "--no-ff", "main")
    event = Path(on_target["GITHUB_EVENT_PATH"])
    described = json.loads(event.read_text())
    described["pull_request"]["head"]["sha"] = repository.git("rev-parse", "HEAD")
    event.write_text(json.dumps(described))
    found = changes(repository.top / "list.md", environment=on_target)
    assert lines(found.changes[0]) == [12]


def test_where_the_base_itself_is_checked_out_that_is_said(
    repository: Repository, on_target: dict[str, str]
) -> None:
    repository.git("checkout", "-q", "main")
    found = changes(repository.top / "list.md", environment=on_target)
    assert found.changes == (None,)
    [notice] = found.notices
    assert notice.message.endswith("the base is checked out, not the pull request")
    assert notice.hint
    assert "`pull_request`" in notice.hint


def test_a_merge_in_a_clone_of_depth_1_there(
    repository: Repository,
    on_target: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(merge_alone(repository, tmp_path))
    [notice] = changes(Path("list.md"), environment=on_target).notices
    assert notice.hint == "set `fetch-depth: 2` for actions/checkout"


# Patches


def patched(text: str, patch: str, name: str = "list.md") -> Changes:
    request = ChangeRequest(patch=patch.encode())
    return find(request, [Text(Path(name), Source.from_text(text, name))], {})


def diff(old: str, new: str, name: str, *options: str) -> str:
    """What `git diff` prints for one file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        Path("before.txt").write_bytes(old.encode())
        Path("after.txt").write_bytes(new.encode())
        command = ["git", "diff", "--no-index", *options, "before.txt", "after.txt"]
        text = subprocess.run(command, capture_output=True, check=False).stdout.decode()
    return text.replace("before.txt", name).replace("after.txt", name)


NEW = LINES.replace("line 3\n", "line 3\n-- new\n").replace("line 8", "++ line 8")


@pytest.mark.parametrize("options", [(), ("-U0",), ("-U9",), ("--no-prefix",)])
def test_a_patch_of_git(options: tuple[str, ...]) -> None:
    [change] = patched(NEW, diff(LINES, NEW, "list.md", *options)).changes
    assert lines(change) == [4, 9]
    assert change is not None
    assert change.old.text == LINES


def test_the_way_back_over_lines_that_look_like_headers() -> None:
    patch = diff(NEW, LINES, "list.md", "-U0") + diff("a\n", "b\n", "other.md")
    assert "\n--- new\n" in patch.replace("--- a/list.md", "").replace("---- new", "--- new")
    assert lines(patched(LINES, patch).changes[0]) == [8]
    assert lines(patched("b\n", patch, "other.md").changes[0]) == [1]


def test_a_patch_without_git_s_header_and_with_times() -> None:
    patch = (
        "Index: list.md\n--- list.md\t2026-01-01 00:00:00\n+++ list.md\t2026-01-02 00:00:00\n"
        "@@ -1,2 +1,3 @@ heading\n a\n+b\n\n"
    )
    assert lines(patched("a\nb\n", patch).changes[0]) == [2]


def test_patches_and_texts_with_other_line_breaks() -> None:
    patch = diff(LINES, NEW, "list.md")
    wide = NEW.replace("\n", "\r\n")
    assert lines(patched(wide, patch).changes[0]) == [4, 9]
    assert lines(patched(NEW, patch.replace("\n", "\r\n")).changes[0]) == [4, 9]


def test_a_last_line_without_a_line_break() -> None:
    [change] = patched("a\nb", diff("a\nc", "a\nb", "list.md")).changes
    assert lines(change) == [2]


def test_quoted_names_and_renames() -> None:
    patch = (
        'diff --git "a/\\303\\244 \\"x\\".md" b/new.md\nsimilarity index 90%\n'
        'rename from "\\303\\244 \\"x\\".md"\nrename to new.md\n'
        '--- "a/\\303\\244 \\"x\\".md"\n+++ b/new.md\n@@ -1 +1,2 @@\n a\n+b\n'
    )
    [file] = parse_patch(patch)
    assert (file.old, file.new) == ('ä "x".md', "new.md")
    assert lines(patched("a\nb\n", patch, "new.md").changes[0]) == [2]


def test_names_count_from_the_top_of_the_work_tree(repository: Repository) -> None:
    (repository.top / "docs").mkdir()
    path = repository.top / "docs" / "list.md"
    path.write_text(LINES)
    repository.commit()
    path.write_text(NEW)
    patch = repository.git("diff")
    text = Text(path, Source.from_text(NEW, "list.md"))
    [change] = find(ChangeRequest(patch=patch.encode()), [text], {}).changes
    assert lines(change) == [4, 9]


def test_a_patch_for_another_file() -> None:
    found = patched(NEW, diff(LINES, NEW, "other.md"))
    assert lines(found.changes[0]) == []
    [notice] = found.notices
    assert notice.message == "list.md: nothing is reported: not in the patch"
    assert notice.hint == "the patch changes other.md"


def test_an_empty_patch() -> None:
    found = patched(NEW, " \n")
    assert lines(found.changes[0]) == []
    assert found.notices[0].message == "list.md: nothing is reported: the patch is empty"


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        ("hello\n", "not a unified diff"),
        ("@@ -1 +1 @@\n-a\n+b\n", "hunk without a file name before it"),
        ("--- a/list.md\n+++ b/list.md\n@@ -1,3 +1,4 @@\n a\n+b\n", "fewer lines follow"),
        ("diff --cc list.md\n@@@ -1,1 -1,1 +1,2 @@@\n", "combined diff"),
        (
            diff_text := "--- a/list.md\n+++ b/list.md\n@@ -1 +1 @@\n-a\n+other\n",
            "not the result of the patch",
        ),
        (diff_text.replace("+1 @@", "+99 @@"), "line 3 on of the patch"),
    ],
)
def test_patches_that_cannot_be_used(patch: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        patched(LINES, patch)


@given(st.text(alphabet='-+ @\\ab\n1,\t"/', max_size=200))
def test_no_patch_makes_it_fail_but_with_a_message(patch: str) -> None:
    with suppress(UserError):
        [change] = patched(LINES, "--- a/list.md\n+++ b/list.md\n" + patch).changes
        assert change is not None
        assert change.source.text == LINES


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "", "-- d", "+e"]), max_size=12).map(
    lambda words: "".join(f"{word}\n" for word in words)
)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_what_lies_between_two_texts_leads_from_one_to_the_other(old: str, new: str) -> None:
    rest = new.split("\n")
    for block in reversed(difference(old, new)):
        rest[block.line - 1 : block.end - 1] = block.removed
    assert "\n".join(rest) == old


# A text that is worked on after the change


def change_of(old: str, new: str) -> LineChange:
    return LineChange(Source.from_text(new), Source.from_text(old), difference(old, new))


def test_lines_that_move_keep_what_they_are() -> None:
    change = change_of("a\nb\nc\n", "a\nnew\nb\nc\n")
    later = Source.from_text("c\nb\nmended\na\nnew\n")
    assert lines(change.onto(later, with_new=True)) == [3, 5]
    assert lines(change.onto(later, with_new=False)) == [5]
    assert change.onto(change.source, with_new=True) is change


@given(TEXTS, st.sets(st.integers(1, 12)), TEXTS)
def test_no_old_line_becomes_part_of_a_change(text: str, touched: set[int], added: str) -> None:
    blocks = tuple(Hunk(line, 1) for line in sorted(touched) if line <= text.count("\n"))
    change = LineChange(Source.from_text(text), Source.from_text(""), blocks)
    later = Source.from_text(added + text)
    shift = added.count("\n")
    moved = lines(change.onto(later, with_new=False))
    assert len(moved) == len(blocks)
    if not set(added.split("\n")) & set(text.split("\n")):
        assert moved == [block.line + shift for block in blocks]


def test_a_span_is_touched_where_one_of_its_lines_is() -> None:
    change = change_of("a\nb\nc\nd\n", "a\nB\nc\nD\n")
    assert change.touches(Span(0, 3))
    assert not change.touches(Span(0, 2))
    assert change.touches(Span(2, 2))
    assert not change.touches(Span(4, 6))
    assert change.touches(Span(4, 7))
