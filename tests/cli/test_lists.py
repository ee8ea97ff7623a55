"""Markdown that is not a list is checked by general rules only."""

from pathlib import Path

import pytest

from tests.conftest import RunCommand
from tests.git import ENVIRONMENT, Repository

PROSE = "Our community is large, and welcomes all who want to know more of it.\n" * 9
GUIDE = f"""# How we work

{PROSE}
- [Forum](https://forum.example): where we talk.
- [Forum](https://forum.example): where we talk.

Text.\u0020
"""
LIST = """# Tools

- [Alpha](https://alpha.example) - What it is.
- [Alpha](https://alpha.example) - What it is.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "CONTRIBUTING.md").write_text(GUIDE)
    (tmp_path / "README.md").write_text(LIST)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_guide_is_checked_by_general_rules(run: RunCommand) -> None:
    done = run("--no-links", "-q", "--format", "concise", ".")
    found = [line.split()[:3:2] for line in done.stdout.splitlines() if line]
    assert found == [
        ["CONTRIBUTING.md:16:6:", "trailing-space"],
        ["README.md:4:11:", "duplicate-link"],
    ]


@pytest.mark.usefixtures("folder")
def test_that_is_said_to_whoever_asks(run: RunCommand) -> None:
    done = run("--no-links", "-v", ".")
    assert (
        "CONTRIBUTING.md: not checked as a list: entries make up 13% of its text;"
        " rules about lists run only where --select names each\n"
    ) in done.stderr
    assert "README.md: not checked as a list" not in done.stderr


@pytest.mark.usefixtures("folder")
def test_the_summary_names_the_files_that_are_no_lists(run: RunCommand) -> None:
    done = run("--no-links", ".")
    line = "Not checked as a list: CONTRIBUTING.md (entries make up 13% of its text)."
    assert line in done.stdout.splitlines()
    assert "Not checked as a list" not in run("--no-links", "README.md").stdout
    assert "Not checked as a list" not in run("--no-links", "-q", ".").stdout


@pytest.mark.usefixtures("folder")
def test_a_rule_that_is_named_runs_and_a_bundle_is_none(run: RunCommand) -> None:
    named = run("--no-links", "--select", "duplicate-link", "CONTRIBUTING.md")
    assert "CONTRIBUTING.md:14:" in named.stdout
    bundle = run("--no-links", "--select", "links", "CONTRIBUTING.md")
    assert "No findings in 1 file" in bundle.stdout


@pytest.mark.usefixtures("folder")
def test_it_is_on_the_page_of_the_rule(run: RunCommand) -> None:
    sentence = "It checks lists only"
    assert sentence in run("explain", "duplicate-link").stdout
    assert sentence not in run("explain", "trailing-space").stdout


def test_of_a_change_that_makes_a_list_only_its_own_findings_are_reported(
    run: RunCommand, tmp_path: Path
) -> None:
    """The text before a change is checked by the rules for the text after it."""
    repository = Repository.init(tmp_path / "repository")
    repository.commit(README=GUIDE)
    more = "".join(f"- [Site {n}](https://site{n}.example) - What it is.\n" for n in range(30))
    repository.commit(README=GUIDE + "\n## Sites\n\n" + more)
    done = run("--no-links", "--since", "HEAD~1", cwd=repository.top, env=ENVIRONMENT)
    assert done.stdout.startswith("No findings in 1 file (")
    whole = run("--no-links", cwd=repository.top)
    assert "README.md:14:" in whole.stdout
    assert "duplicate-link" in whole.stdout


@pytest.mark.usefixtures("folder")
def test_a_suppression_of_a_rule_that_does_not_run_is_not_useless(
    run: RunCommand, folder: Path
) -> None:
    comment = "<!-- awesomecheck-disable duplicate-link -->\n\n"
    (folder / "CONTRIBUTING.md").write_text(comment + GUIDE.replace(".\u0020\n", ".\n"))
    done = run("--no-links", "CONTRIBUTING.md")
    assert "No findings in 1 file" in done.stdout
