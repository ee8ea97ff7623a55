"""What an awesome list has at its top: its badge and theme, and what it has not."""

import pytest

from awesomecheck import Source, Verdict, parse
from awesomecheck_rules.awesome.build_badge import BuildBadge
from awesomecheck_rules.awesome.generated_list import GeneratedList
from awesomecheck_rules.awesome.inspired_by import InspiredBy
from awesomecheck_rules.awesome.missing_badge import MissingBadge
from awesomecheck_rules.awesome.missing_theme import MissingTheme
from awesomecheck_rules.awesome.oversized_logo import OversizedLogo
from tests.rules.conftest import Check, fixed

IMAGE = "![Awesome](https://awesome.re/badge.svg)"
BADGE = f"[{IMAGE}](https://awesome.re)"
HTML = '<a href="https://awesome.re"><img src="https://awesome.re/badge.svg" alt="Awesome"></a>'
REST = "\n\n> Woody plants.\n\n## Tall\n"


@pytest.mark.parametrize(
    "top",
    [
        f"# Awesome Trees {BADGE}",
        f"# Awesome Trees [{IMAGE}](https://awesome.re/)",
        f"# Awesome Trees [{IMAGE}](https://github.com/sindresorhus/awesome#readme)",
        "# Awesome Trees [![Awesome](https://awesome.re/badge-flat2.svg)](https://awesome.re)",
        f"# Awesome Trees\n{BADGE}",
        f"# Awesome Trees\n\n{BADGE} ![PRs](https://img.shields.io/badge/PRs-welcome-green)",
        f"# Awesome Trees {HTML}",
        f"<h1>Awesome Trees {HTML}</h1>",
        f'<div align="center">\n<h1>Awesome Trees</h1>\n{HTML}\n</div>',
        f'<div align="center">\n<img src="header.png">\n<br>\n{HTML}\n</div>',
        f"<!-- comment -->\n\n# Awesome Trees {BADGE}",
        "# Awesome Trees [![Awesome][badge]][list]\n\n[badge]: https://awesome.re/badge.svg\n"
        "[list]: https://awesome.re",
    ],
)
def test_badges_at_the_title(check: Check, top: str) -> None:
    assert check(MissingBadge(), top + REST) == []


@pytest.mark.parametrize(
    ("top", "start"),
    [
        ("# Awesome Trees", "no awesome badge at the title: add"),
        ("<h1>Awesome Trees</h1>", "no awesome badge at the title: add"),
        (
            "# Awesome Trees ![Awesome](https://img.shields.io/badge/awesome-yes-pink)",
            "not the official awesome badge: use",
        ),
        (f"# Awesome Trees {IMAGE}", "the awesome badge is not linked"),
        (f"# Awesome Trees [{IMAGE}](https://kauri.dev)", "the awesome badge leads elsewhere"),
        (f"# Awesome Trees [{IMAGE}]()", "the awesome badge leads elsewhere"),
        (f"# Awesome Trees\n\nThey grow on hills.\n\n{BADGE}", "the awesome badge is below"),
    ],
)
def test_badges_that_are_missing_or_changed(check: Check, top: str, start: str) -> None:
    (finding,) = check(MissingBadge(), top + REST)
    assert finding.fix is None or not finding.fix.safe
    assert finding.message.startswith(start)


def test_the_badge_of_another_list_further_down_does_not_count(check: Check) -> None:
    text = f"# Awesome Trees{REST}\n- [Shrubs](https://shrubs.dev) {BADGE} - Small plants.\n"
    (finding,) = check(MissingBadge(), text)
    assert finding.message.startswith("no awesome badge")


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.rawgit.com/sindresorhus/awesome/d7305f3/media/badge.svg",
        "https://raw.githubusercontent.com/sindresorhus/awesome/main/media/badge.svg",
        "https://cdn.jsdelivr.net/gh/sindresorhus/awesome@main/media/badge.svg",
        "https://awesome.re/badge.svg?style=flat",
    ],
)
def test_other_urls_of_the_badge_are_replaced(check: Check, url: str) -> None:
    text = f"# Awesome Trees [![Awesome]({url})](https://awesome.re){REST}"
    findings = check(MissingBadge(), text)
    assert fixed(text, findings) == f"# Awesome Trees {BADGE}{REST}"


@pytest.mark.parametrize(
    "top",
    [
        "> Woody plants.",
        "Plants made of wood.",
        "*Plants made of [wood](https://wood.dev).*",
        "木のある植物についての一覧です。",
        '<p align="center">Plants made of wood.</p>',
        '<div align="center">\n\nPlants made of wood.\n\n</div>',
        "A curated list of awesome things about trees.",
        "## About\n\nPlants made of wood.",
        "## Contents\n\n- [Why](#why-trees)\n- [Tall](#tall)\n\n## Why Trees\n\nThey are tall.",
    ],
)
def test_themes(check: Check, top: str) -> None:
    assert check(MissingTheme(), f"# Awesome Trees\n\n{top}\n\n## Tall\n") == []


@pytest.mark.parametrize(
    "top",
    [
        "",
        BADGE,
        "[English](README.md) | [中文](README.zh.md)",
        "Inspired by [awesome-python](https://github.com/vinta/awesome-python).",
        "- [Tall](#tall)\n- [Small](#small)",
        "<!-- Plants made of wood. -->",
    ],
)
def test_no_theme(check: Check, top: str) -> None:
    (finding,) = check(MissingTheme(), f"# Awesome Trees\n\n{top}\n\n## Tall\n\n## Small\n")
    assert finding.message == "no description under the title: add a sentence on the list's theme"


@pytest.mark.parametrize(
    "theme",
    ["Resources and tools for iOS development.", "Awesome Framer packages and tools."],
)
def test_descriptions_of_the_list(check: Check, theme: str) -> None:
    (finding,) = check(MissingTheme(), f"# Awesome Trees\n\n> {theme}\n\n## Tall\n")
    assert finding.message.endswith("describes the list: describe its theme, the subject")


@pytest.mark.parametrize(
    "badge",
    [
        "![Build](https://ci.kauri.dev/b.svg)",
        "[![x](https://github.com/kauri/trees/actions/workflows/a.yml/badge.svg)](https://kauri.dev)",
        "![x](https://github.com/kauri/trees/workflows/Lint%20it/badge.svg)",
        "![x](https://travis-ci.org/kauri/trees.svg?branch=main)",
        "![x](https://img.shields.io/github/actions/workflow/status/kauri/trees/lint.yml)",
        '<img src="https://circleci.com/gh/kauri/trees.svg" alt="x">',
    ],
)
def test_badges_of_builds(check: Check, badge: str) -> None:
    (finding,) = check(BuildBadge(), f"# Awesome Trees\n\n{badge}\n\n## Tall\n\nText.\n")
    assert finding.message == "badge of a build: remove it from the list"


@pytest.mark.parametrize(
    "text",
    [
        f"# Awesome Trees {BADGE}\n",
        "![PRs Welcome](https://img.shields.io/badge/PRs-welcome-green)\n",
        # Of a project that the list names.
        "## Tall\n\n- [Alder](https://alder.dev) ![Build](https://travis-ci.org/a/b.svg) - Wet.\n",
        "| Tree | |\n|---|---|\n| [Alder](https://alder.dev) | ![CI](https://ci.dev/b.svg) |\n",
        "```\n![Build](https://travis-ci.org/a/b.svg)\n```\n",
    ],
)
def test_other_badges(check: Check, text: str) -> None:
    assert check(BuildBadge(), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Inspired by [awesome-python](https://github.com/vinta/awesome-python).",
        "Woody plants. Inspired by the awesome list thing.",
        "Woody plants. Inspired by\n[awesome-python](https://github.com/vinta/awesome-python).",
        'Woody plants, <i>inspired by <a href="https://kauri.dev">this</a></i>.',
    ],
)
def test_credits_at_the_top(check: Check, text: str) -> None:
    assert len(check(InspiredBy(), f"# Awesome Trees\n\n{text}\n\n## Tall\n")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Algorithms inspired by nature.",
        "## Footnotes\n\nInspired by [awesome-python](https://github.com/vinta/awesome-python).",
        "<!-- Inspired by [awesome-python](https://github.com/vinta/awesome-python). -->",
    ],
)
def test_inspiration_that_is_no_credit_at_the_top(check: Check, text: str) -> None:
    assert check(InspiredBy(), f"# Awesome Trees\n\n{text}\n\n## Tall\n") == []


@pytest.mark.parametrize(
    "comment",
    [
        "This file is generated from trees.yml. Do not edit.",
        "DON'T EDIT THIS FILE DIRECTLY. Edit `data/trees.yml` instead.",
        "auto-generated by build.py",
        "Generated by make_readme.py",
    ],
)
def test_marks_of_generators(check: Check, comment: str) -> None:
    assert len(check(GeneratedList(), f"<!-- {comment} -->\n\n# Awesome Trees\n")) == 1


@pytest.mark.parametrize(
    "comment",
    [
        "START doctoc generated TOC please keep comment here to allow auto update",
        "DON'T EDIT THIS SECTION, INSTEAD RE-RUN doctoc TO UPDATE",
        "ALL-CONTRIBUTORS-LIST:START - Do not remove or modify this section",
        "Please edit this list by hand",
        "Trees that are generated by rules: L-systems",
    ],
)
def test_comments_that_are_no_marks(check: Check, comment: str) -> None:
    assert check(GeneratedList(), f"# Awesome Trees\n\n<!-- {comment} -->\n") == []


def test_the_file_for_dark_mode_and_a_height_say_nothing_of_a_logos_width() -> None:
    dark = '<source media="(prefers-color-scheme: dark)" srcset="dark.png">'
    assert logo_messages(f'<picture>{dark}<img src="logo.png" width="600"></picture>', 1200) == []
    [message] = logo_messages(f'<picture>{dark}<img src="a.png" width="900"></picture>', 1200)
    assert message.startswith("logo shown at 900 of its 1200 pixels")
    assert logo_messages('<img src="logo.png" height="5">', 1200) == []


def logo_messages(image: str, width: int) -> list[str]:
    document = parse(Source.from_text(f"# Awesome Trees\n\n{image}\n\n## Tall\n"))
    verdict = Verdict("alive", "ok", facts={"width": width})
    problems = OversizedLogo().check(document, dict.fromkeys(document.links, verdict))
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("image", "width", "shown"),
    [
        ('<img src="logo.png" width="500">', 800, 500),
        ("<img align='right' src='logo.png' width=401px>", 800, 401),
        ('<p align="center"><a href="#"><img width="900" src="logo.png"></a></p>', 1600, 900),
        ("![Trees](logo.png)", 640, 640),
        ("[![Trees](logo.png)](https://trees.dev)", 1600, 1000),
    ],
)
def test_a_logo_at_more_than_half_of_its_width(image: str, width: int, shown: int) -> None:
    (message,) = logo_messages(image, width)
    assert message == f'logo shown at {shown} of its {width} pixels: use `width="{width // 2}"`'


@pytest.mark.parametrize(
    ("image", "width"),
    [
        ('<img src="logo.png" width="400">', 800),
        ('<img src="logo.png" width="401">', 801),
        ('<img src="logo.png" width="100%">', 1200),
        ("![Trees](logo.png)", 2400),
        ("![Follow us](icon.png)", 48),
    ],
)
def test_logos_that_are_small_enough(image: str, width: int) -> None:
    assert logo_messages(image, width) == []
