"""The presets that ship with the rules."""

from pathlib import Path

import pytest
import yaml

from awesomecheck import lint, load_config
from awesomecheck.config.config import load
from awesomecheck.config.rule_settings import Choice
from awesomecheck.engine.registry import entry_points, load_rules
from awesomecheck_rules import presets


def test_minimal_has_the_rules_that_it_names_and_no_others(tmp_path: Path) -> None:
    config = tmp_path / ".awesomecheck.yaml"
    config.write_text("preset: minimal\nrules: {trailing-space: info}\n")
    active = [rule.name for rule in load(config, entry_points(), Choice()).rules]
    minimal = yaml.safe_load(Path(presets.__path__[0], "minimal.yaml").read_text("utf-8"))
    assert sorted(active) == sorted([*minimal["rules"], "trailing-space"])


BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
CLASSIC = "".join(
    f"- [Tree {letter}](https://{letter}.dev) - Grows on hill {letter}.\n" for letter in "abcdef"
)
PAPERS = "".join(
    f"- **A Study of {word} Trees in the North**, Ann Kauri, Ben Larch, *ICLR* 2024."
    f" [[paper](https://arxiv.org/abs/2401.0000{number})]\n"
    for number, word in enumerate(["Tall", "Small", "Old", "Young", "Wild"])
)
BUILD = "![Build](https://github.com/kauri/trees/actions/workflows/lint.yml/badge.svg)"


def found_by_bundle(text: str, config: Path | None = None) -> list[tuple[str, str]]:
    """Return rules and severities of the findings of the bundle `awesome`."""
    (report,) = lint(text, config=load_config(config) if config else None).files
    registry = load_rules(entry_points())
    assert not report.errors
    return [
        (each.rule, each.severity)
        for each in report.findings
        if registry[each.rule].bundle == "awesome"
    ]


def test_without_a_configuration_the_badge_turns_on_infos() -> None:
    text = f"# awesome trees {BADGE}\n\n> Woody plants. {BUILD}\n\n## Tall\n\n{CLASSIC}"
    assert found_by_bundle(text) == [("title-form", "info"), ("build-badge", "info")]
    assert found_by_bundle(text.replace(BADGE, "")) == []


def test_of_a_list_of_papers_the_badge_has_title_badge_licence_and_contents_checked() -> None:
    text = (
        f"# awesome-tree-papers {BADGE}\n\n{BUILD}\n\n## Table of Contents\n\n- [Tall](#tall)\n"
        f"- [License](#license)\n\n## Tall\n\n{PAPERS}\n## License\n\nMIT\n"
    )
    assert [rule for rule, _ in found_by_bundle(text)] == [
        "title-form",
        "misplaced-contents",
        "licence-section",
    ]


def test_a_badge_leaves_the_style_of_entries_to_the_list() -> None:
    entries = CLASSIC.replace(" - Grows", ": grows").replace(".\n", "\n")
    text = f"# Awesome Trees {BADGE}\n\n> Woody plants.\n\n## Tall\n\n{entries}"
    (report,) = lint(text).files
    assert report.findings == ()


def test_the_preset_awesome_has_full_severity_with_or_without_a_badge(tmp_path: Path) -> None:
    config = tmp_path / ".awesomecheck.yaml"
    config.write_text("preset: awesome\n")
    text = (
        f"# awesome trees\n\n> Woody plants. {BUILD}\n\n## Tall\n\n{CLASSIC}\n## License\n\nMIT\n"
    )
    assert found_by_bundle(text, config) == [
        ("missing-badge", "error"),
        ("title-form", "warning"),
        ("build-badge", "error"),
        ("licence-section", "error"),
    ]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("awesome: off", []),
        ("awesome: warning", [("title-form", "warning")]),
        ("title-form: off", []),
        ("title-form: error", [("title-form", "error")]),
    ],
)
def test_a_configuration_changes_what_the_badge_turns_on(
    tmp_path: Path, setting: str, expected: list[tuple[str, str]]
) -> None:
    config = tmp_path / ".awesomecheck.yaml"
    config.write_text(f"rules: {{{setting}}}\n")
    text = f"# awesome trees {BADGE}\n\n> Woody plants.\n\n## Tall\n\n{CLASSIC}"
    assert found_by_bundle(text, config) == expected


MANY = "".join(
    f"- [Tree {number}](https://tree{number}.dev) - Grows on hill number {number}.\n"
    for number in range(20)
)


def all_found(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    """Return the lines and rules of what the preset awesome reports."""
    config = tmp_path / ".awesomecheck.yaml"
    config.write_text("preset: awesome\n")
    (report,) = lint(text, config=load_config(config)).files
    return [(report.document.line_of(each.span), each.rule) for each in report.findings]


def test_the_preset_awesome_reports_each_requirement_that_a_list_does_not_meet(
    tmp_path: Path,
) -> None:
    text = (
        "# awesome trees\n\n> Trees.\n\n## License\n\nMIT\n\n## Tall\n\n"
        f"[![Build](https://ci.dev/b.svg)](https://ci.dev/b)\n\n{MANY}"
        "\n## Other\n\n"
        "- [Alder](https://alder.dev) - A tree (tall.\n"
        "- [](https://nameless.dev) - A tree.\n"
        "- [Willow](https://willow.dev)\u00a0- An old tree.\n"
        "- [Yew](https://yew.dev) - small tree.\n"
    )
    assert all_found(tmp_path, text) == [
        (1, "missing-badge"),
        (1, "title-form"),
        (5, "licence-section"),
        (11, "build-badge"),
        (36, "unmatched-bracket"),
        (37, "empty-link-text"),
        (38, "no-break-space"),
        (39, "description-case"),
    ]


@pytest.mark.parametrize(
    "entries",
    [
        "".join(f"- [{name}][] - Grows on hills.\n" for name in ("Alder", "Birch", "Cedar"))
        + "\n[Alder]: https://alder.dev\n[Birch]: https://birch.dev\n[Cedar]: https://cedar.dev\n",
        f"{MANY}\n## Other\n\n- [Alder](https://alder.dev) - `plant --tree alder`.\n",
        f"{MANY}\n## Other\n\n- [Macaw](https://macaw.dev) - macOS tool for trees.\n",
        f"{MANY}\n## Other\n\n- [Elm](https://elm.dev) - A tree, e.g. for China’s streets 🌳.\n",
        f"{MANY}\n## Other\n\n- [Fir](https://fir.dev) - Keeps its needles *(all year)*.\n",
        f"{MANY}\n## Other\n\n- [Yew](https://yew.dev) - See [its page](https://page.dev).\n",
        f"{MANY}\n## Other\n\n- [Sugi](https://sugi.dev) - 日本の木。\n",
    ],
)
def test_the_preset_awesome_leaves_right_entries_alone(tmp_path: Path, entries: str) -> None:
    text = f"# Awesome Trees {BADGE}\n\n> Woody plants.\n\n## Tall\n\n{entries}"
    assert all_found(tmp_path, text) == []
