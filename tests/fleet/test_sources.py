"""What a fleet is given: folders, files, and texts of repositories and URLs."""

from pathlib import Path
import subprocess
from unittest.mock import Mock

import pytest

from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import InputError, UserError
from awesomecheck.fleet.clone import DiskFullError, cloned
from awesomecheck.fleet.download import downloaded
from awesomecheck.fleet.sources import ListSource, find_sources, remote_source
from awesomecheck.links.checker import Network
from awesomecheck.runs.texts import ConfigRequest, Configs
from tests.fleet.inline import rows, run_here, way_into
from tests.git import Repository
from tests.web import simulate
from tests.web.checking import network
from tests.web.world import Answer, Host, Page, World, page, redirect, refuse

_LIST = "# Things\n\n## A\n\n- [One](https://one.example/a) - A thing.\n"


def _find(*names: Path | str) -> tuple[ListSource, ...]:
    return find_sources([*map(str, names)], Configs(entry_points(), ConfigRequest()))


@pytest.mark.parametrize(
    ("word", "kind", "name", "place"),
    [
        ("a/b", "repository", "a/b", "https://github.com/a/b.git"),
        ("https://github.com/a/b", "repository", "a/b", "https://github.com/a/b.git"),
        ("https://github.com/a/b.git", "repository", "a/b", "https://github.com/a/b.git"),
        ("https://gitlab.com/a/b.git", "repository", "https://gitlab.com/a/b.git", None),
        ("https://me:secret@git.example/b.git", "repository", "https://git.example/b.git", None),
        ("file:///srv/b", "repository", "file:///srv/b", None),
        ("https://one.example/list.md", "url", "https://one.example/list.md", None),
        (
            "https://github.com/a/b/blob/main/list.md",
            "url",
            "https://github.com/a/b/raw/main/list.md",
            "https://github.com/a/b/raw/main/list.md",
        ),
    ],
)
def test_a_line_names_a_repository_or_a_file(
    word: str, kind: str, name: str, place: str | None
) -> None:
    source = remote_source(word)
    assert source is not None
    assert (source.kind, source.name, source.place) == (kind, name, place or word)


def test_a_url_is_a_source_itself_and_a_name_may_be_a_mistyped_folder() -> None:
    [source] = _find("https://github.com/a/b")
    assert source.place == "https://github.com/a/b.git"
    with pytest.raises(UserError, match="no such file or folder") as caught:
        _find("a/b")
    assert caught.value.hint == "for the repository, name https://github.com/a/b"


@pytest.mark.parametrize(
    "word",
    ["a", "a/b/c", "--upload-pack=x", "ext::sh -c x", "ssh://h/a.git", "git@h:a/b", "https://h",
     "https://[", "../a/b", "file://", "-a/b c"],
)  # fmt: skip
def test_a_line_that_names_nothing_is_refused(word: str, tmp_path: Path) -> None:
    assert remote_source(word) is None
    (tmp_path / "repositories.txt").write_text(f"# ours\n\na/b\n{word}\n")
    with pytest.raises(UserError, match=r"repositories\.txt:4: ") as raised:
        _find(tmp_path / "repositories.txt")
    assert "a line is" in str(raised.value.hint)


def test_each_list_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(_LIST)
    (tmp_path / "b.md").write_text(_LIST)
    (tmp_path / "all.txt").write_text("a/b\nhttps://github.com/a/b\n\n#c/d\nc/d\n")
    found = _find(tmp_path, tmp_path / "a.md", tmp_path / "all.txt")
    assert [source.name.removeprefix(f"{tmp_path}/") for source in found] == [
        "a.md", "b.md", "a/b", "c/d",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["gone.md", "empty.txt", "folder"])
def test_sources_without_a_list_are_an_error_for_users(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# nothing\n")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError):
        _find(tmp_path / name)


# --- Repositories ---


def _origin(folder: Path, **files: str) -> str:
    """Make a repository; return its URL."""
    Repository.init(folder).commit(**files)
    return folder.as_uri()


def test_the_readme_of_a_repository_is_read_in_it(tmp_path: Path) -> None:
    url = _origin(tmp_path / "origin", README=f"{_LIST}- [Two](other.md) - Here.\n", other="# B\n")
    (tmp_path / "all.txt").write_text(f"{url}\n")
    run_here(tmp_path / "out", tmp_path / "all.txt", links="none")
    [row] = rows(tmp_path / "out", "lists")
    assert (row["list"], row["path"], row["entries"]) == (f"{url}:README.md", "README.md", 2)
    assert row["commit"] == Repository(tmp_path / "origin").git("rev-parse", "HEAD")
    assert "missing-file" not in {each["rule"] for each in rows(tmp_path / "out", "findings")}


def test_nothing_of_a_repository_is_run(tmp_path: Path) -> None:
    origin = Repository.init(tmp_path / "origin")
    (tmp_path / "origin" / ".awesomecheck.yaml").write_text("plugins: [evil]\nrules: {nope: 1}\n")
    (tmp_path / "origin" / "evil.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')\n")
    (tmp_path / "origin" / ".gitattributes").write_text("* filter=evil\n")
    hook = tmp_path / "templates" / "hooks" / "post-checkout"
    hook.parent.mkdir(parents=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path / 'run'}\n")
    hook.chmod(0o755)
    origin.commit(README=_LIST)
    own = tmp_path / "home" / ".gitconfig"
    own.parent.mkdir()
    own.write_text(
        f'[init]\n templateDir = {hook.parent.parent}\n[filter "evil"]\n smudge = "touch'
        f' {tmp_path / "run"}"\n'
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(own.parent))
        (tmp_path / "all.txt").write_text(origin.top.as_uri())
        run_here(tmp_path / "out", tmp_path / "all.txt", links="none")
    [row] = rows(tmp_path / "out", "lists")
    assert (row["status"], row["entries"]) == ("read", 1)
    assert not (tmp_path / "run").exists()


def test_a_readme_may_be_a_link_to_a_file_of_its_repository_alone(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n")
    origin = Repository.init(tmp_path / "origin")
    (origin.top / "docs").mkdir()
    (origin.top / "docs" / "list.md").write_text(_LIST)
    (origin.top / "README.md").symlink_to("docs/list.md")
    origin.commit()
    with cloned(origin.top.as_uri(), "a/b") as clone:
        assert clone.path == "docs/list.md"
    for target in ("../secret.md", str(tmp_path / "secret.md"), ".git/config", "gone.md"):
        (origin.top / "README.md").unlink()
        (origin.top / "README.md").symlink_to(target)
        origin.commit()
        with (
            pytest.raises(InputError, match=r"no README\.md"),
            cloned(origin.top.as_uri(), "a/b"),
        ):
            pass


def test_a_repository_without_readme_or_commit_or_at_all_is_a_failed_list(tmp_path: Path) -> None:
    places = [
        _origin(tmp_path / "bare", other="# Other\n"),
        Repository.init(tmp_path / "empty").top.as_uri(),
        (tmp_path / "gone").as_uri(),
        _origin(tmp_path / "good", README=_LIST),
    ]
    (tmp_path / "all.txt").write_text("\n".join(places))
    outcome = run_here(tmp_path / "out", tmp_path / "all.txt", links="none")
    assert (outcome.lists, outcome.failed) == (4, 3)
    said = {row["source"]: row["error"] for row in rows(tmp_path / "out", "lists")}
    assert "no README.md in this repository" in said[places[0]]
    assert "no README.md in this repository" in said[places[1]]
    assert "cannot be cloned" in said[places[2]]
    assert said[places[3]] is None


@pytest.mark.parametrize(
    ("said", "error", "expected"),
    [
        ("fatal: could not read Username for 'https://h': terminal prompts disabled",
         InputError, "it is gone, or asks for a password"),
        ("fatal: write error: No space left on device", DiskFullError, "No space left"),
        ("fatal: unable to access 'https://h/': Could not resolve host: h", InputError,
         "Could not resolve host"),
    ],
)  # fmt: skip
def test_what_git_says_is_told_in_words(
    said: str, error: type[UserError], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.CompletedProcess(["git"], 128, b"", said.encode())
    monkeypatch.setattr("awesomecheck.fleet.clone.run_git", Mock(return_value=done))
    with pytest.raises(error, match=expected), cloned("https://h/a.git", "a/b"):
        pass


# --- URLs ---

_TEXT = (("Content-Type", "text/plain; charset=utf-8"),)


def _at(text: str) -> Answer:
    return Answer(200, text.encode(), _TEXT)


def test_files_on_the_web_are_read_whole_and_through_redirects(tmp_path: Path) -> None:
    long = _LIST + "- [More](https://one.example/b) - More.\n" * 3000
    host = Host(
        "raw.example",
        {
            "/long.md": page(_at(long)),
            "/moved.md": page(redirect("/long.md")),
            "/page.md": page(),
            "/once.md": page(refuse(503), _at(_LIST)),
        },
    )
    names = ["long", "moved", "page", "once", "gone"]
    lines = "".join(f"https://raw.example/{name}.md\n" for name in names)
    (tmp_path / "all.txt").write_text(f"{lines}http://127.0.0.1/inner.md\n")
    with simulate(World((), (host,))) as web:
        run_here(tmp_path / "out", tmp_path / "all.txt", way=way_into(web), links="none")
    found = {row["list"].rpartition("/")[2]: row for row in rows(tmp_path / "out", "lists")}
    assert found["long.md"]["bytes"] == found["moved.md"]["bytes"] == len(long)
    assert found["once.md"]["status"] == "read"
    assert "a page, not Markdown" in found["page.md"]["error"]
    assert "it is gone (404)" in found["gone.md"]["error"]
    assert "not on the public internet" in found["inner.md"]["error"]


def test_workers_together_keep_to_the_rate_limit_of_a_host() -> None:
    urls = [f"https://raw.example/{number}.md" for number in range(40)]
    world = World((), (Host("raw.example", other=Page((_at(_LIST),))),))
    with simulate(world) as web:
        downloaded(urls, network(web), workers=4)
        assert web.most_at_once("raw.example") <= 2
        assert sum(web.spacing("raw.example")) >= 39 * 4 / 20 - 0.3
    assert downloaded([], Network(), workers=1) == {}


def test_an_endless_file_is_read_as_far_as_a_list_may_be(tmp_path: Path) -> None:
    endless = Answer(200, b"- a\n" * 1000, _TEXT, fault="endless")
    world = World(
        (),
        (Host("raw.example", {"/a.md": page(endless)}),),
    )
    (tmp_path / "all.txt").write_text("https://raw.example/a.md")
    with simulate(world) as web:
        run_here(tmp_path / "out", tmp_path / "all.txt", way=way_into(web), links="none")
    [row] = rows(tmp_path / "out", "lists")
    assert row["status"] == "failed"
