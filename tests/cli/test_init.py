"""`awesomecheck init`, and what `-v` prints about templates."""

from pathlib import Path
import re

import pytest

from awesomecheck.rules import PAGES
from tests.conftest import RunCommand

LIST = (
    "# List\n\n"
    + "".join(
        f"* **Net{number}**: Jane Doe, Richard Roe.\n"
        f"   - Learning to See {number}. [[CVPR'2022](https://arxiv.org/abs/2201.{number:05})]"
        f"{f' [[code](https://github.com/a/n{number})]' * (number % 3 > 0)}\n"
        for number in range(12)
    )
    + """
## Contribution

```markdown
* **Abbreviation**: Author List.
  - Paper Name. [[Conference'Year](link)] [[code](link)]
```
"""
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text(LIST, "utf-8")
    return tmp_path


def test_it_writes_the_template_with_its_share_and_its_origin(
    run: RunCommand, folder: Path
) -> None:
    done = run("init")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ".awesomecheck.yaml: created with 1 template\n"
    text = (folder / ".awesomecheck.yaml").read_text("utf-8")
    assert "# 12 of 12 entries; from the section `Contribution` (line 30)\n" in text
    assert "12 of 12 entries use `.\\n   - `: the entries win\n" in text
    assert (
        "      - |-\n"
        "        * **{name}**: {authors}.\n"
        "           - {title}. [[{venue}'{year}]({paper})]{? [[code]({code})]}\n"
    ) in text


def test_what_it_writes_is_in_force_and_reports_nothing_new(run: RunCommand, folder: Path) -> None:
    slip = LIST.replace("**Net7**: ", "**Net7** ")
    (folder / "README.md").write_text(slip, "utf-8")
    before = run("--no-links", "--select", "unlike-template")
    assert run("init").returncode == 0
    after = run("--no-links", "--select", "unlike-template", "-v")
    assert "README.md:17:11: warning unlike-template" in before.stdout
    assert re.findall(r"README\.md:\d+:\d+", after.stdout) == re.findall(
        r"README\.md:\d+:\d+", before.stdout
    )
    assert "template from the configuration, followed by 11 of 12 entries" in after.stderr


def test_a_template_of_one_entry_is_not_written(run: RunCommand, folder: Path) -> None:
    nameless = LIST.replace("* **Net7**: ", "* ")
    (folder / "README.md").write_text(nameless, "utf-8")
    done = run("init")
    text = (folder / ".awesomecheck.yaml").read_text("utf-8")
    assert "* {authors}." not in text
    assert "# 1 of 12 entries" not in text
    assert done.stderr == ".awesomecheck.yaml: created with 1 template commented out\n"
    assert "Off, as 1 more finding would be reported with them, such as on line 17." in text


def test_of_a_list_of_tables_it_says_why_there_is_no_template(
    run: RunCommand, folder: Path
) -> None:
    rows = "".join(
        f"| [Networks of Kind {n}](https://arxiv.org/abs/{n}01.01234) | CVPR 20{n} |\n"
        for n in range(10, 20)
    )
    (folder / "README.md").write_text(f"# L\n\n| Title | Venue |\n|---|---|\n{rows}", "utf-8")
    done = run("init")
    reason = "most entries are rows of tables, which `unlike-column` compares"
    assert done.stderr == (
        f".awesomecheck.yaml: created with the default settings\nno template found: {reason}\n"
    )
    text = (folder / ".awesomecheck.yaml").read_text("utf-8")
    assert text.endswith(f"# No template found: {reason}.\n")


@pytest.mark.parametrize("text", [LIST, LIST.replace("* **Net7**: ", "* ")])
def test_all_that_was_reported_is_reported_with_it(
    run: RunCommand, folder: Path, text: str
) -> None:
    (folder / "README.md").write_text(text.replace("Richard Roe.", "Richard Roe. ", 3), "utf-8")
    before = run("--no-links", "--format", "concise").stdout
    assert run("init").returncode == 0
    assert run("--no-links", "--format", "concise").stdout == before


def test_what_is_commented_out_can_be_uncommented(run: RunCommand, folder: Path) -> None:
    nameless = LIST.replace("* **Net7**: ", "* ") + "\nMore.  \n" * 25
    (folder / "README.md").write_text(nameless, "utf-8")
    assert run("init").returncode == 0
    config = folder / ".awesomecheck.yaml"
    text = config.read_text("utf-8")
    assert "\n#   trailing-space: off  # 25 findings\n" in text
    assert "\n#   unlike-template:\n" in text
    config.write_text(re.sub(r"^# (?=rules:|  )", "", text, flags=re.MULTILINE), "utf-8")
    done = run("--no-links", "--format", "concise")
    assert done.returncode in (0, 1), done.stderr
    assert "trailing-space" not in done.stdout


def test_comments_are_indented_as_what_they_stand_for(run: RunCommand, folder: Path) -> None:
    (folder / "README.md").write_text(LIST + "\nMore.  \n" * 25, "utf-8")
    assert run("init").returncode == 0
    config = folder / ".awesomecheck.yaml"
    text = config.read_text("utf-8")
    assert (
        "\nrules:\n  # Rules with many findings; uncomment a line to turn its rule off:\n"
        "  # trailing-space: off  # 25 findings\n  unlike-template:\n"
    ) in text
    config.write_text(text.replace("  # trailing-space", "  trailing-space"), "utf-8")
    assert "trailing-space" not in run("--no-links").stdout


def test_editors_find_the_schema(run: RunCommand, folder: Path) -> None:
    assert run("init").returncode == 0
    first = (folder / ".awesomecheck.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={PAGES}awesomecheck.schema.json"


def test_it_leaves_a_configuration_alone(run: RunCommand, folder: Path) -> None:
    config = folder / ".awesomecheck.yaml"
    config.write_text("preset: minimal\n", "utf-8")
    done = run("init", "README.md")
    assert done.returncode == 2
    assert "a configuration already exists, not overwritten" in done.stderr
    assert "hint: delete it to create it again" in done.stderr
    assert config.read_text("utf-8") == "preset: minimal\n"


def test_a_list_that_is_not_there_is_an_error(run: RunCommand, folder: Path) -> None:
    done = run("init", "missing.md")
    assert done.returncode == 2
    assert "missing.md" in done.stderr
    assert not (folder / ".awesomecheck.yaml").exists()


def test_a_list_without_a_template_gets_a_configuration_that_loads(
    run: RunCommand, folder: Path
) -> None:
    (folder / "README.md").write_text("# List\n\n- [a](https://a.example) - One.\n", "utf-8")
    assert run("init").returncode == 0
    assert run("--no-links").returncode == 0
    assert run("--no-links").returncode == 0


def test_no_template_is_written_that_would_be_refused(run: RunCommand, folder: Path) -> None:
    text = "# List\n\n" + "".join(
        f"- Explore and Distill {number}: Learning to Recommend [CIKM 2021]"
        f" [[Video]](https://dl.acm.org/doi/abs/10.1145/{number})\n"
        for number in range(8)
    )
    (folder / "README.md").write_text(text, "utf-8")
    assert run("init").returncode == 0
    assert run("--no-links").returncode == 0


@pytest.mark.usefixtures("folder")
def test_verbose_prints_which_template_is_in_force_and_why(run: RunCommand) -> None:
    done = run("--no-links", "-v")
    assert (
        "README.md: unlike-template: template from the section `Contribution` (line 30),"
        " followed by 12 of 12 entries:\n"
        "README.md: unlike-template:     * **{name}**: {authors}.\n"
    ) in done.stderr
    assert "the entries win" in done.stderr


def test_an_error_in_a_template_is_shown_with_its_place(run: RunCommand, folder: Path) -> None:
    (folder / ".awesomecheck.yaml").write_text(
        "rules:\n  unlike-template:\n    templates:\n      - '- {titel}'\n", "utf-8"
    )
    done = run("--no-links")
    assert done.returncode == 2
    assert ".awesomecheck.yaml:2: the rule `unlike-template`: unknown field `titel`" in (
        done.stderr
    )
    assert "hint: did you mean `title`?" in done.stderr
