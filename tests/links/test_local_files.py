"""Verdicts on relative links, by the names in the work tree and the anchors of its files."""

import os
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, Verdict, parse
from awesomecheck.links.local_files import file_verdicts


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A work tree with a few files, in a folder that is none."""
    root = tmp_path / "repo"
    for name in (
        ".git/HEAD",
        "README.md",
        "LICENSE",
        "docs/README.md",
        "docs/guide.md",
        "docs/my notes.md",
        "docs/100%.md",
        "assets/Logo.PNG",
        "assets/über.svg",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    text = '# Guide\n\n## Part One\n\n<a id="here"></a>\n\n## Part [two](x) {#own-id}\n'
    (root / "docs/guide.md").write_text(text)
    (tmp_path / "outside.md").write_text("")
    return root


def verdict(path: Path, url: str) -> Verdict:
    document = parse(Source.from_text(f"[x](<{url}>)\n"))
    [found] = file_verdicts(document, path).values()
    return found


@pytest.mark.parametrize(
    "url",
    [
        "LICENSE",
        "./LICENSE",
        "docs",
        "docs/",
        "docs/guide.md#part-one",
        "docs/guide.md#user-content-here",
        "docs/guide.md#L12",
        "docs/guide.md#",
        "docs/guide.md#own-id",
        "LICENSE#part",
        "docs/guide.md?raw=true",
        "docs/../LICENSE",
        "docs/my%20notes.md",
        "docs/my notes.md",
        "docs/100%25.md",
        "docs/100%.md",
        "/docs/guide.md",
        "assets/%C3%BCber.svg",
        "assets/u%CC%88ber.svg",
        ".",
        "?tab=readme",
    ],
)
def test_files_that_exist(repository: Path, url: str) -> None:
    assert verdict(repository / "README.md", url).state == "alive"


@pytest.mark.parametrize(
    ("url", "evidence"),
    [
        ("CONTRIBUTING.md", "`CONTRIBUTING.md` not found"),
        ("docs/none/x.md", "folder `none` not found"),
        ("docs/guide", "`guide` not found: use `guide.md`"),
        ("/guide.md", "`guide.md` not found"),
        ("LICENSE/x", "`LICENSE` is a file, not a folder"),
        ("docs\\guide.md", "`docs\\guide.md` not found"),
        ("a%00b", "`a\0b` not found"),
        ("x" * 5000, f"`{'x' * 5000}` not found"),
    ],
)
def test_files_that_do_not_exist(repository: Path, url: str, evidence: str) -> None:
    found = verdict(repository / "README.md", url)
    assert (found.state, found.reason, found.evidence) == ("dead", "not-found", evidence)


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("license", "LICENSE"),
        ("assets/logo.png?raw=1", "assets/Logo.PNG?raw=1"),
        ("Docs/My%20notes.md#x", "docs/my%20notes.md#x"),
        ("/Assets/logo.png", "/assets/Logo.PNG"),
        ("assets/ÜBER.svg", "assets/über.svg"),
    ],
)
def test_case_matters_whatever_the_file_system_says(
    repository: Path, url: str, right: str
) -> None:
    found = verdict(repository / "README.md", url)
    assert (found.state, found.reason, found.final_url) == ("dead", "wrong-case", right)


@pytest.mark.parametrize(
    "url",
    [
        "../../issues",
        "../../wiki/Home",
        "..",
        "../outside.md",
        "../../../../../etc/passwd",
        "/../x",
    ],
)
def test_what_leaves_the_work_tree_is_unsure(repository: Path, url: str) -> None:
    found = verdict(repository / "README.md", url)
    assert (found.state, found.reason) == ("unsure", "outside")


def test_a_document_in_a_folder(repository: Path) -> None:
    path = repository / "docs" / "README.md"
    assert verdict(path, "guide.md").state == "alive"
    assert verdict(path, "../LICENSE").state == "alive"
    assert verdict(path, "LICENSE").state == "dead"
    assert verdict(path, "/docs/guide.md").state == "alive"
    assert verdict(path, "../../issues").state == "unsure"


def test_without_a_repository_only_the_folder_is_checked(tmp_path: Path) -> None:
    (tmp_path / "list").mkdir()
    (tmp_path / "there.md").write_text("")
    path = tmp_path / "list" / "README.md"
    path.write_text("")
    assert verdict(path, "README.md").state == "alive"
    assert verdict(path, "none.md").state == "dead"
    assert verdict(path, "../there.md").reason == "outside"
    assert verdict(path, "/list/README.md").reason == "no-repository"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "FILE:x", "C:\\Users\\x.md", "c:/x.md"])
def test_paths_on_ones_own_computer(repository: Path, url: str) -> None:
    document = parse(Source.from_text(f'<a href="{url}">x</a>\n'))
    [found] = file_verdicts(document, repository / "README.md").values()
    assert (found.state, found.reason) == ("dead", "local-path")


def test_an_absolute_path_counts_from_the_root_of_the_work_tree(repository: Path) -> None:
    assert verdict(repository / "README.md", "/etc/passwd").state == "dead"


@pytest.mark.parametrize("url", ["{{ site.url }}/x", "${ROOT}/x", "docs/{% link x %}"])
def test_templates(repository: Path, url: str) -> None:
    assert verdict(repository / "README.md", url).reason == "template"


def test_symbolic_links_are_seen_and_not_followed(repository: Path) -> None:
    (repository / "out").symlink_to(repository.parent)
    (repository / "gone").symlink_to(repository.parent / "nowhere")
    assert verdict(repository / "README.md", "out").state == "alive"
    assert verdict(repository / "README.md", "gone").state == "alive"
    found = verdict(repository / "README.md", "out/outside.md")
    assert (found.state, found.reason) == ("unsure", "symbolic-link")


def test_a_relative_path_to_the_document(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "docs")
    assert verdict(Path("README.md"), "../LICENSE").state == "alive"
    assert verdict(Path("../assets/../README.md"), "docs/guide.md").state == "alive"


def test_the_path_to_the_document_is_not_checked(repository: Path) -> None:
    (repository / "other").symlink_to(repository / "docs")
    assert verdict(repository / "other" / "README.md", "guide.md").state == "alive"


def test_a_document_that_is_a_symbolic_link_has_no_verdicts(repository: Path) -> None:
    link = repository / "list.md"
    link.symlink_to(repository / "docs" / "README.md")
    assert not file_verdicts(parse(Source.from_text("[x](none.md)\n")), link)


def test_a_text_without_a_path_has_no_verdicts() -> None:
    assert not file_verdicts(parse(Source.from_text("[x](none.md)\n")), None)


def test_other_links_have_no_verdict(repository: Path) -> None:
    text = "[a](https://a.org) [b](#x) [c](mailto:a@b.org) [d]() ![e](x.png) <img src='x.png'>\n"
    found = file_verdicts(parse(Source.from_text(text)), repository / "README.md")
    assert [(link.url, each.state) for link, each in found.items()] == [
        ("x.png", "dead"),
        ("x.png", "dead"),
    ]


def test_a_folder_that_cannot_be_read(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(folder)

    monkeypatch.setattr("awesomecheck.links.local_files.os.scandir", refuse)
    found = verdict(repository / "README.md", "docs/guide.md")
    assert (found.state, found.reason) == ("unsure", "unreadable")


_PARTS = st.sampled_from(["..", ".", "", "docs", "out", "%2e%2e", "%2F", "\\", "~", "a", "etc"])


@given(st.lists(_PARTS, max_size=8).map("/".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_target_leads_out(repository: Path, url: str) -> None:
    out = repository / "out"
    if not out.is_symlink():
        out.symlink_to(repository.parent)
    read: list[Path] = []
    scan = os.scandir

    def recording(folder: Path) -> object:
        read.append(folder)
        return scan(folder)

    document = parse(Source.from_text(f"[x](<{url}>)\n"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("awesomecheck.links.local_files.os.scandir", recording)
        file_verdicts(document, repository / "docs" / "README.md")
    assert all(each.is_relative_to(repository) and "out" not in each.parts for each in read)
    assert not any(".." in each.parts for each in read)


@pytest.mark.parametrize(
    ("url", "fragment"),
    [
        ("docs/guide.md#part-three", "part-three"),
        ("./docs/guide.md?plain=1#part%20one", "part one"),
        ("/docs/guide.md#user-content-there", "there"),
    ],
)
def test_an_anchor_that_another_file_does_not_have(
    repository: Path, url: str, fragment: str
) -> None:
    found = verdict(repository / "README.md", url)
    assert (found.state, found.reason) == ("dead", "no-anchor")
    assert found.evidence == f"no heading or HTML anchor `#{fragment}` in `guide.md`"


def test_an_anchor_of_another_file_in_the_wrong_case(repository: Path) -> None:
    found = verdict(repository / "README.md", "docs/guide.md#Part-One")
    assert (found.state, found.reason) == ("dead", "wrong-anchor-case")
    assert found.final_url == "docs/guide.md#part-one"
    assert found.evidence == (
        "no heading `#Part-One` in `guide.md`: use `#part-one` (only GitHub ignores case)"
    )


def test_anchors_of_the_document_itself_are_not_looked_up(repository: Path) -> None:
    assert verdict(repository / "docs/guide.md", "guide.md#nowhere").state == "alive"


@pytest.mark.parametrize(
    "url", [".git/notes.md#a", "link.md#a", "far/a.md#a", "pipe.md#a", "b.md#a"]
)
def test_files_that_may_not_be_read_have_no_anchors(
    repository: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("awesomecheck.links.local_anchors._LARGEST", 100)
    (repository / ".git/notes.md").write_text("# b\n")
    (repository / "link.md").symlink_to(repository.parent / "outside.md")
    (repository / "far").symlink_to(repository.parent, target_is_directory=True)
    os.mkfifo(repository / "pipe.md")
    (repository / "b.md").write_bytes(b"# b\n" * 100)
    assert verdict(repository / "README.md", url).state in ("alive", "unsure")
