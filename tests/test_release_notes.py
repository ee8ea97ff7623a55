"""What a release says of itself: the changelog's entry, if tag, source and changelog agree."""

from pathlib import Path
import subprocess
import sys

import pytest

from awesomecheck import __version__

ROOT = Path(__file__).parent.parent
CHANGELOG = """# Changelog

## [Unreleased]

### Added

- Something to come.

## [1.2.0] - 2026-11-24

### Added

- A rule, `## [1.1.0]` and all.

### Fixed

- A fault.

## [1.1.0] - 2026-10-01

## [1.0.0] - 2026-09-01

- The first.

[Unreleased]: https://github.com/a/b/compare/v1.2.0...HEAD
[1.2.0]: https://github.com/a/b/compare/v1.1.0...v1.2.0
"""


def notes(
    folder: Path, tag: str, version: str, changelog: str = CHANGELOG
) -> "subprocess.CompletedProcess[str]":
    package = folder / "src" / "awesomecheck"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(f'"""A."""\n\n__version__ = "{version}"\n')
    (folder / "CHANGELOG.md").write_text(changelog)
    return release_notes(folder, tag)


def release_notes(folder: Path, tag: str) -> "subprocess.CompletedProcess[str]":
    script = ROOT / ".ci" / "release_notes.py"
    return subprocess.run(
        [sys.executable, script, tag], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_entry_is_printed_without_its_heading(tmp_path: Path) -> None:
    done = notes(tmp_path, "v1.2.0", "1.2.0")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "### Added\n\n- A rule, `## [1.1.0]` and all.\n\n### Fixed\n\n- A fault.\n"
    )


def test_links_at_the_end_are_no_part_of_the_last_entry(tmp_path: Path) -> None:
    assert notes(tmp_path, "v1.0.0", "1.0.0").stdout == "- The first.\n"


@pytest.mark.parametrize(
    ("tag", "version", "said"),
    [
        ("v1.2.1", "1.2.0", "the tag is v1.2.1, and the version of the source is 1.2.0"),
        ("1.2.0", "1.2.0", "the tag is 1.2.0, and the version of the source is 1.2.0"),
        ("v1.1.0", "1.1.0", "CHANGELOG.md has no entry for 1.1.0"),
        ("v3.0.0", "3.0.0", "CHANGELOG.md has no entry for 3.0.0"),
    ],
)
def test_what_does_not_belong_together_makes_no_release(
    tmp_path: Path, tag: str, version: str, said: str
) -> None:
    done = notes(tmp_path, tag, version)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{said}\n")


def test_the_projects_own_files_are_read() -> None:
    done = release_notes(ROOT, "v0.0.0")
    assert "the version of the source is none" not in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "docs/action.md",
        "docs/getting-started.md",
        "docs/hooks.md",
        "src/awesomecheck/cli/commands.py",
    ],
)
def test_what_names_a_release_says_as_long_as_there_is_none(name: str) -> None:
    is_released = f"## [{__version__}] - unreleased" not in (ROOT / "CHANGELOG.md").read_text()
    said = " ".join((ROOT / name).read_text("utf-8").split()).lower()
    assert ("no release yet" in said) is not is_released


def test_our_version_has_an_entry() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "release_notes.py", f"v{__version__}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "### Added" in done.stdout
