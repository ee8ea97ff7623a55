"""Rules that are off until a list turns them on: sparse sections, words of praise."""

import pytest

from awesomecheck_rules.entries.promotional_word import PromotionalWord
from awesomecheck_rules.entries.sparse_section import SparseSection
from tests.rules.conftest import Check

ENTRY = "- [Alder](https://alder.dev) - Grows near water.\n"
OTHER = "- [Birch](https://birch.dev) - Has white bark.\n"


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("## Tall\n\n", "empty section: add entries, or remove the heading"),
        (f"## Tall\n\n{ENTRY}\n", "section with only 1 entry: merge it with another"),
        (f"### Tall\n\n{ENTRY}\n", "section with only 1 entry: merge it with another"),
    ],
)
def test_sections_with_little_in_them(check: Check, section: str, message: str) -> None:
    text = f"# Trees\n\n## All\n\n{ENTRY}{OTHER}\n{section}## Small\n\n{ENTRY}{OTHER}"
    assert [each.message for each in check(SparseSection(), text)] == [message]


@pytest.mark.parametrize(
    "section",
    [
        f"## Tall\n\n{ENTRY}{OTHER}\n",
        f"## Tall\n\n### Oaks\n\n{ENTRY}{OTHER}\n",
        f"## Tall\n\nOf more than ten metres.\n\n{ENTRY}\n",
        "## Contributing\n\nPlease do.\n\n",
        "##\n\n",
        "## Sponsors\n\n![Sponsors](sponsors.png)\n\n",
        f"## Tall\n\n{ENTRY}  - [Its wood](https://wood.dev) - Is red.\n\n",
    ],
)
def test_sections_with_enough_in_them(check: Check, section: str) -> None:
    text = f"# Trees\n\n{section}## Small\n\n{ENTRY}{OTHER}"
    assert check(SparseSection(), text) == []


def test_how_many_entries_a_section_needs(check: Check) -> None:
    text = f"# Trees\n\n## Tall\n\n{ENTRY}\n## Small\n\n{ENTRY}{OTHER}\n## Dead\n"
    assert len(check(SparseSection(fewest=1), text)) == 1
    assert len(check(SparseSection(fewest=3), text)) == 3


@pytest.mark.parametrize(
    ("description", "word"),
    [
        ("An amazing tree", "amazing"),
        ("Grows at a blazing speed, in an incredible way", "blazing"),
        ("The world-class **ultimate** tree", "world-class"),
    ],
)
def test_words_of_praise(check: Check, description: str, word: str) -> None:
    (finding,) = check(PromotionalWord(), f"- [Alder](https://alder.dev) - {description}.\n")
    assert finding.message == f"`{word}` is praise: say what it does instead"
    assert finding.severity == "info"


@pytest.mark.parametrize(
    "description",
    [
        "The best practice of trees",
        "Themes for Awesome, and for awesome-wm",
        "Runs `awesome`, see [more](https://a.dev/awesome)",
        "Of https://awesome.re and @amazing",
        "A [list](https://github.com/a/awesome-trees) of awesome trees",
    ],
)
def test_what_is_no_praise(check: Check, description: str) -> None:
    assert check(PromotionalWord(), f"- [Alder](https://alder.dev) - {description}.\n") == []


def test_own_words(check: Check) -> None:
    text = "- [Alder](https://alder.dev) - The finest, amazing tree.\n"
    (finding,) = check(PromotionalWord(words=("Finest",)), text)
    assert finding.message.startswith("`finest`")
    assert check(PromotionalWord(words=()), text) == []
