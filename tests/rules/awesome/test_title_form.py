"""Titles of awesome lists."""

import pytest

from awesomecheck_rules.awesome.title_form import TitleForm
from tests.rules.conftest import Check, fixed

BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"


@pytest.mark.parametrize(
    "title",
    [
        "Awesome Trees",
        f"Awesome Trees {BADGE}",
        "Awesome Trees and Shrubs of the North",
        "Awesome macOS and iOS",
        "Awesome npm",
        "Awesome Node.js",
        "Awesome ag-grid",
        "Awesome `ld-preload` Tricks",
        "Awesome C++",
        "🌳 Awesome Trees 🌳",
        "Awesome China’s Trees",
        "Awesome Trees: what grows where",
        "Awesome Trees - a list of them",
        "Awesome Trees (and shrubs)",
        "Awesome JavaScript",
        # Other scripts and languages.
        "樹木 Awesome",
        "令人敬畏的树木",
        "Awesome árboles del sur",
        "Потрясающие деревья",
        # An image.
        "![Awesome Trees](header.png)",
    ],
)
def test_titles_in_title_case(check: Check, title: str) -> None:
    assert check(TitleForm(), f"# {title}\n\n> Woody plants.\n\n## tall\n") == []


@pytest.mark.parametrize(
    "top",
    [
        '<h1 align="center">Awesome Trees</h1>\n\n',
        '<h1><img src="header.png" alt="Awesome Trees"></h1>\n\n',
        '<div align="center"><img src="header.png"></div>\n\n',
        "![Awesome Trees](header.png)\n\n",
        "<!-- a comment -->\n# Awesome Trees\n\n",
        "Awesome Trees\n=============\n\n",
        # An image above the title itself.
        '<h1><img src="header.png"></h1>\n\n# Awesome Trees\n\n',
    ],
)
def test_titles_of_other_kinds(check: Check, top: str) -> None:
    assert check(TitleForm(), f"{top}## Contents\n\n- [Tall](#tall)\n\n## Tall\n") == []


@pytest.mark.parametrize(
    ("title", "message"),
    [
        (
            "awesome-trees",
            "the title is the name of a repository: use words, as in `# Awesome Name`",
        ),
        (
            "Awesome-Tall-Trees",
            "the title is the name of a repository: use words, as in `# Awesome Name`",
        ),
        ("AwesomeTrees", "`Awesome` is joined to the next word: put a space between them"),
        ("Trees of the North", "title without `Awesome`: use `# Awesome Name`"),
        ("awesome trees", "title not in title case: use `Awesome` `Trees`"),
        ("Awesome web typography", "title not in title case: use `Web` `Typography`"),
    ],
)
def test_titles_of_another_form(check: Check, title: str, message: str) -> None:
    assert [each.message for each in check(TitleForm(), f"# {title} {BADGE}\n")] == [message]


def test_title_of_a_lower_level(check: Check) -> None:
    (finding,) = check(TitleForm(), "## Awesome Trees\n\n## Tall\n")
    assert finding.message == "title of level 2: use level 1, `#`"


def test_no_title(check: Check) -> None:
    (finding,) = check(TitleForm(), "Trees.\n\n## Tall\n\n## Small\n")
    assert finding.message == "no title: begin with a level 1 heading, `# Awesome Name`"


def test_a_section_below_the_contents_is_no_title(check: Check) -> None:
    text = "- [Tall](#tall)\n- [Small](#small)\n\n# Tall\n\n# Small\n"
    (finding,) = check(TitleForm(), text)
    assert finding.message.startswith("no title")


def test_a_fix_changes_capitals_alone(check: Check) -> None:
    text = f"# awesome trees of the north {BADGE}\n"
    findings = check(TitleForm(), text)
    assert fixed(text, findings) == f"# Awesome Trees of the North {BADGE}\n"
    assert not any(each.fix.safe for each in findings if each.fix)


def test_sections_are_no_titles(check: Check) -> None:
    text = "# Awesome Trees\n\n## Contents\n\n## Tall\n\n# Small\n\n# Old\n\n## Oaks\n"
    (finding,) = check(TitleForm(), text)
    assert finding.message == (
        "2 more headings of level 1 below the title: use level 2 for sections"
    )


def test_a_badge_is_no_title(check: Check) -> None:
    badge = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
    (finding,) = check(TitleForm(), f"{badge}\n\n## Tall\n")
    assert finding.message.startswith("no title")
    assert check(TitleForm(), f"![Awesome Trees](trees.png) {badge}\n\n## Tall\n") == []


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("Awesome real-time kernels", "Awesome Real-Time Kernels"),
        ("Awesome self-hosted Mail", "Awesome Self-Hosted Mail"),
        ("Awesome ag-grid plugins", "Awesome ag-grid Plugins"),
        ("Awesome time-series.js plugins", "Awesome time-series.js Plugins"),
    ],
)
def test_both_words_of_a_compound_are_capitalised(check: Check, title: str, right: str) -> None:
    text = f"# {title}\n\n> Woody plants.\n"
    assert fixed(text, check(TitleForm(), text)) == text.replace(title, right)
