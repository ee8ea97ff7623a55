"""The licence and the notes for contributors in the repository of an awesome list."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from awesomecheck import Finding, RepositoryRule, Source, parse, rule_name
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.engine.repository_files import repository_files_of
from awesomecheck.runs.repository import repository_files
from awesomecheck_rules.awesome._licences import licence_of
from awesomecheck_rules.awesome.missing_contributing import MissingContributing
from awesomecheck_rules.awesome.missing_licence import MissingLicence
from awesomecheck_rules.awesome.unfilled_placeholder import UnfilledPlaceholder
from awesomecheck_rules.awesome.unsuitable_licence import UnsuitableLicence

MIT = (
    "MIT License\n\nPermission is hereby granted, free of charge, to any\nperson obtaining a copy"
)
CC0 = "CC0 1.0 Universal\n\nThe laws of most jurisdictions throughout the world"


def found(rule: RepositoryRule, files: Mapping[str, str | None] | None) -> list[Finding]:
    """Lint a list with one rule about the files of its repository."""
    name = rule_name(type(rule))
    result = run_rules(
        parse(Source.from_text("# Awesome Trees\n")),
        [ActiveRule(name, rule, rule.severity)],
        known={name},
        files=None if files is None else repository_files_of(files),
    )
    assert not result.crashes
    return list(result.findings)


@pytest.mark.parametrize(
    "name",
    ["LICENSE", "license", "LICENSE.md", "Licence.txt", "COPYING", "UNLICENSE", "LICENSE-CC0"],
)
def test_licence_files(name: str) -> None:
    assert found(MissingLicence(), {name: ""}) == []


@pytest.mark.parametrize("files", [{}, {"contributing.md": "Please."}, {"docs/LICENSE": CC0}])
def test_no_licence_file(files: dict[str, str | None]) -> None:
    (finding,) = found(MissingLicence(), files)
    assert finding.message.startswith("no licence file in the root of the repository")


@pytest.mark.parametrize("rule", [MissingLicence(), UnsuitableLicence(), MissingContributing()])
def test_of_unknown_files_nothing_is_said(rule: RepositoryRule) -> None:
    assert found(rule, None) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (CC0, "CC0-1.0"),
        ("[![CC0](x.svg)](https://creativecommons.org/publicdomain/zero/1.0/)", "CC0-1.0"),
        ("To the extent possible under law, Ann has waived all copyright", "CC0-1.0"),
        ("Creative Commons Attribution-ShareAlike 4.0 International", "CC-BY-SA-4.0"),
        ("Attribution-NonCommercial-NoDerivatives 4.0 International", "CC-BY-NC-ND-4.0"),
        ("Attribution 3.0 Unported\n\nTHE WORK (AS DEFINED BELOW)", "CC-BY-3.0"),
        ("Licensed under http://creativecommons.org/licenses/by-nc-sa/3.0/", "CC-BY-NC-SA-3.0"),
        ("This list is CC BY-SA 4.0.", "CC-BY-SA-4.0"),
        # The text under one, the scripts beside it under the other.
        (f"The text is under CC BY 4.0, the scripts:\n\n{MIT}", "CC-BY-4.0"),
    ],
)
def test_licences_for_content(text: str, name: str) -> None:
    assert licence_of(text) == (name, True)
    assert found(UnsuitableLicence(), {"LICENSE": text}) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (MIT, "MIT"),
        ("Apache License\n  Version 2.0, January 2004", "Apache"),
        (
            "GNU GENERAL PUBLIC LICENSE\n Version 3\n … the GNU Affero General Public License",
            "GPL",
        ),
        ("GNU AFFERO GENERAL PUBLIC LICENSE", "AGPL"),
        ("Redistribution and use in source and binary forms, with or without", "BSD"),
        ("This is free and unencumbered software released into the public domain.", "Unlicense"),
        ("DO WHAT THE FUCK YOU WANT TO PUBLIC LICENSE", "WTFPL"),
        ("European Union Public Licence\n … Creative Commons CC BY-SA 3.0 for works", "EUPL"),
    ],
)
def test_licences_for_code(text: str, name: str) -> None:
    assert licence_of(text) == (name, False)
    (finding,) = found(UnsuitableLicence(), {"LICENSE.md": text})
    assert finding.message == (
        f"`LICENSE.md` is {name}, a licence for code: use one for content, such as CC0-1.0"
    )


@pytest.mark.parametrize(
    "files",
    [
        {"LICENSE": "All rights reserved."},
        {"LICENSE": None},
        {"LICENSE-CODE": MIT, "LICENSE": CC0},
        {},
    ],
)
def test_of_an_unknown_licence_nothing_is_said(files: dict[str, str | None]) -> None:
    assert found(UnsuitableLicence(), files) == []


@pytest.mark.parametrize(
    "name",
    ["contributing.md", "CONTRIBUTING.md", "docs/Contributing.md", ".github/contributing.md"],
)
def test_notes_for_contributors(name: str) -> None:
    assert found(MissingContributing(), {name: "Please add trees."}) == []
    assert found(MissingContributing(), {name: None}) == []
    (finding,) = found(MissingContributing(), {name: " \n"})
    assert finding.message == f"`{name}` is empty: say what the list takes, and how"


def test_no_notes_for_contributors() -> None:
    (finding,) = found(MissingContributing(), {"LICENSE": CC0})
    assert finding.message == "no `contributing.md`: add one that says what the list takes"


def test_notes_of_the_list_of_lists() -> None:
    text = "# Contribution Guidelines\n\n- Use the following format:\n  `[List Name](link)`\n"
    (finding,) = found(MissingContributing(), {"contributing.md": text})
    assert "copied from the list of awesome lists" in finding.message


PLACEHOLDER = "a placeholder of its template: replace `[INSERT CONTACT METHOD]`"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("code-of-conduct.md", "Write to [INSERT CONTACT METHOD].", PLACEHOLDER),
        ("docs/CODE_OF_CONDUCT.md", "At\n[INSERT CONTACT METHOD].", PLACEHOLDER),
        (".github/contributing.md", "Ask [INSERT CONTACT METHOD]", PLACEHOLDER),
        ("code-of-conduct.md", " \n", "is empty: say what you expect, and whom to tell"),
    ],
)
def test_placeholders_of_templates(name: str, text: str, message: str) -> None:
    (finding,) = found(UnfilledPlaceholder(), {name: text})
    assert finding.message.startswith(f"`{name}` ")
    assert finding.message.endswith(message)


def test_the_address_of_the_list_of_lists() -> None:
    files = {"code-of-conduct.md": "Write to sindresorhus@gmail.com."}
    (finding,) = found(UnfilledPlaceholder(), files)
    assert finding.message.startswith("`code-of-conduct.md` is copied: replace")
    own = parse(Source.from_text("# Awesome\n\n- [ow](https://github.com/sindresorhus/ow)\n"))
    assert not list(UnfilledPlaceholder().check(own, repository_files_of(files)))


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"code-of-conduct.md": "Write to conduct@trees.example, or [insert] a line."},
        {"contributing.md": "Use `- [Name](URL) - Description.`, insert it at the end."},
        {"code-of-conduct.md": None},
    ],
)
def test_files_without_placeholders(files: dict[str, str | None]) -> None:
    assert found(UnfilledPlaceholder(), files) == []


def test_files_are_read_beside_the_readme_of_a_work_tree(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".github").mkdir()
    (tmp_path / "LICENSE").write_text(CC0)
    (tmp_path / ".github" / "CONTRIBUTING.md").write_text("Please.")
    (tmp_path / "contributing.md").symlink_to(tmp_path / ".git")
    (tmp_path / "notes.md").write_text("Other.")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "code_of_conduct.md").write_text("Be kind.")
    files = repository_files(tmp_path / "README.md")
    assert files == (
        {"LICENSE": CC0},
        {".github/CONTRIBUTING.md": "Please.", "contributing.md": None},
        {"docs/code_of_conduct.md": "Be kind."},
    )
    assert repository_files(tmp_path / ".github" / "README.md") == files


def test_other_lists_have_no_repository_of_their_own(tmp_path: Path) -> None:
    assert repository_files(None) is None
    assert repository_files(tmp_path / "README.md") is None
    (tmp_path / ".git").mkdir()
    (tmp_path / "books").mkdir()
    assert repository_files(tmp_path / "books" / "README.md") is None
    assert repository_files(tmp_path / "trees.md") is None
    assert repository_files(tmp_path / "README.md") == ({}, {}, {})
