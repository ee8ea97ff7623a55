"""Sections of awesome lists: contents, contributing, licence, footnotes; and wrapped lines."""

from msgspec.structs import replace
import pytest

from awesomecheck import Source, Span, parse
from awesomecheck_rules.awesome.hard_wrapped import HardWrapped
from awesomecheck_rules.awesome.licence_section import LicenceSection
from awesomecheck_rules.awesome.misplaced_contents import MisplacedContents
from awesomecheck_rules.awesome.misplaced_section import MisplacedSection
from awesomecheck_rules.awesome.missing_theme import MissingTheme
from awesomecheck_rules.awesome.no_break_space import NoBreakSpace
from awesomecheck_rules.awesome.unmatched_bracket import UnmatchedBracket
from tests.rules.conftest import Check, fixed

TITLE = "# Awesome Trees\n\n> Woody plants.\n\n"
ITEMS = "- [Tall](#tall)\n- [Small](#small)\n"
SECTIONS = "\n## Tall\n\n## Small\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}## Contents\n\n{ITEMS}{SECTIONS}## Contributing\n\nPlease do.\n",
        f"{TITLE}## 📖 Contents\n\n{ITEMS}{SECTIONS}",
        f"{TITLE}## Contents <!-- omit in toc -->\n\n{ITEMS}{SECTIONS}",
        f"{TITLE}## 目录\n\n{ITEMS}{SECTIONS}",
        f"{TITLE}## Contents\n\n- [Tall](#tall)\n  - [Oaks](#oaks)\n- [Small](#small)\n{SECTIONS}"
        "### Oaks\n",
        f'<h2 align="center">Tall and small</h2>\n\n## Contents\n\n{ITEMS}{SECTIONS}',
        f"{TITLE}{SECTIONS}",
        # That of a section is free.
        f"{TITLE}## Contents\n\n{ITEMS}\n## Tall\n\n- [Oaks](#oaks)\n- [Elms](#elms)\n\n"
        "### Oaks\n\n### Elms\n\n## Small\n",
    ],
)
def test_contents_as_they_should_be(check: Check, text: str) -> None:
    assert check(MisplacedContents(), text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"{TITLE}## Table of Contents\n\n{ITEMS}{SECTIONS}",
            "the section of the contents has another name: use `Contents`",
        ),
        (
            f"{TITLE}{ITEMS}{SECTIONS}",
            "table of contents without a heading: add `## Contents` above it",
        ),
        (
            f"{TITLE}## News\n\nText.\n\n## Contents\n\n{ITEMS}{SECTIONS}",
            "the contents are not the first section: move them above `News`",
        ),
        (
            f"{TITLE}## Contents\n\n- [Tall](#tall)\n  - [Oaks](#oaks)\n    - [Red](#red)\n"
            f"- [Small](#small)\n{SECTIONS}### Oaks\n\n#### Red\n",
            "contents of 3 levels: use at most one nested level",
        ),
        (
            f"{TITLE}## Contents\n\n{ITEMS}- [🙌 Contributing](#contributing)\n{SECTIONS}"
            "## Contributing\n",
            "`🙌 Contributing` in the contents: remove this line",
        ),
        (
            f"{TITLE}## Contents\n\n{ITEMS}- [Footnotes](#footnotes)\n{SECTIONS}## Footnotes\n",
            "`Footnotes` in the contents: remove this line",
        ),
    ],
)
def test_contents_of_another_kind(check: Check, text: str, message: str) -> None:
    assert [each.message for each in check(MisplacedContents(), text)] == [message]


def test_a_line_for_the_title_is_no_level(check: Check) -> None:
    text = (
        "# Awesome Trees\n\n- [Awesome Trees](#awesome-trees)\n  - [Tall](#tall)\n"
        "    - [Oaks](#oaks)\n  - [Small](#small)\n\n## Tall\n\n### Oaks\n\n## Small\n"
    )
    messages = [each.message for each in check(MisplacedContents(), text)]
    assert messages == ["table of contents without a heading: add `## Contents` above it"]


def entries(number: int) -> str:
    """Return a list of entries."""
    return "".join(
        f"- [Tree {chr(97 + index)}](https://tree{index}.dev) - Grows on hill {chr(97 + index)}.\n"
        for index in range(number)
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}## Contributing\n\nPlease do.\n\n## Tall\n\n{entries(12)}",
        f"{TITLE}## Tall\n\n{entries(12)}\n## Contributing\n\nPlease do.\n",
        f"{TITLE}{entries(12)}\n## Contributing\n\nPlease.\n\n## Related\n\n{entries(2)}",
        f"{TITLE}## Tall\n\n{entries(12)}\n## Footnotes\n\nPictures by the editors.\n",
        f"{TITLE}{entries(12)}\n### Contributing to Forests\n\n{entries(8)}\n## Small\n\n"
        f"{entries(12)}",
    ],
)
def test_sections_at_the_top_or_the_bottom(check: Check, text: str) -> None:
    assert check(MisplacedSection(), text) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Contributing", "`Contributing` between entries: move it to the end"),
        ("How to Contribute", "`How to Contribute` between entries: move it to the end"),
        ("Footnotes", "`Footnotes` above entries: move it to the end"),
    ],
)
def test_sections_between_others(check: Check, name: str, message: str) -> None:
    text = f"{TITLE}## Tall\n\n{entries(12)}\n## {name}\n\nText.\n\n## Small\n\n{entries(8)}"
    assert [each.message for each in check(MisplacedSection(), text)] == [message]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}## Tall\n\n{entries(3)}",
        # Resources about licences.
        f"{TITLE}## Licenses\n\n{entries(3)}\n## Tall\n\n{entries(3)}",
        f"{TITLE}## Tools\n\n### Licensing\n\n{entries(1)}\n### Other\n\n{entries(3)}",
        f"{TITLE}Only trees whose seeds are licensed under an open licence.\n\n## Tall\n",
        f"{TITLE}## Tall\n\n- [Alder](https://alder.dev) - The project is released under MIT.\n",
    ],
)
def test_other_texts_about_licences(check: Check, text: str) -> None:
    assert check(LicenceSection(), text) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (f"{TITLE}## Tall\n\n{entries(3)}\n## License\n\nMIT\n", "section `License`"),
        (f"{TITLE}## Tall\n\n{entries(3)}\n## 📜 Licence\n\n[![CC0](a.svg)](b)\n", "section `📜"),
        (f"{TITLE}## License\n\nMIT\n\n## Tall\n\n{entries(3)}", "section `License`"),
        (f"{TITLE}## Tall\n\n{entries(3)}\n### License\n\n[CC0](https://cc.org)\n", "section"),
        (
            f"{TITLE}## Tall\n\n{entries(3)}\n---\n\nThis work is licensed under a CC0 licence.\n",
            "text about the list's licence",
        ),
        (
            f"{TITLE}## Tall\n\n{entries(3)}\n---\n\nTo the extent possible under law, Ann Kauri"
            " has waived all copyright and related rights.\n",
            "text about the list's licence",
        ),
    ],
)
def test_sections_and_sentences_about_the_licence(check: Check, text: str, start: str) -> None:
    (finding,) = check(LicenceSection(), text)
    assert finding.message.startswith(start)


WRAPPED = """\
An oak is a tree of the genus Quercus in the beech family, and its leaves
have lobes, while its fruit is a nut in a cup.
"""


@pytest.mark.parametrize("mark", ["", "> ", "- "])
def test_wrapped_paragraphs_become_one_line(check: Check, mark: str) -> None:
    first, rest = WRAPPED.rstrip("\n").split("\n")
    text = f"{mark}{first}\n{'  ' if mark == '- ' else mark}{rest}\n"
    findings = check(HardWrapped(), text)
    assert fixed(text, findings) == f"{mark}{first} {rest}\n"


@pytest.mark.parametrize(
    "text",
    [
        # A sentence a line, and breaks on purpose.
        "An oak is a tree of the genus Quercus in the beech family.\nIts leaves have lobes.\n",
        "An oak is a tree of the genus Quercus in the beech family, and leaves  \nhave lobes.\n",
        "An oak is a tree of the genus Quercus in the beech family, and leaves\\\nhave lobes.\n",
        # Short lines.
        "An oak\nhas leaves,\nwhich have lobes.\n",
        "[![Alder](https://alder.dev/badge.svg)](https://alder.dev/a/long/path/to/a/page/of/it)\n"
        "[![Birch](https://birch.dev/badge.svg)](https://birch.dev)\n",
        f"```\n{WRAPPED}```\n",
        "| Tree | Fruit |\n|---|---|\n| Oak | Nut |\n",
        # The next word would have fitted.
        "An oak is a tree of the genus Quercus in the beech family and its leaves\nhave lobes\n"
        "while its fruit is a nut in a cup that is called an acorn, from which a new oak grows.\n",
    ],
)
def test_paragraphs_that_are_not_wrapped(check: Check, text: str) -> None:
    assert check(HardWrapped(), text) == []


MANY = "".join(f"## {name}\n\n" for name in ("Tall", "Small", "Old", "Young"))


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (f"{TITLE}{MANY}", ["no table of contents: add a section `Contents` with a link to each"]),
        (f"{TITLE}## Contents 列表\n\n### 1. [Tall](#tall)\n\n{MANY}", []),
        (f"{TITLE}## Tall\n\n## Small\n\n## Old\n\n## Contributing\n", []),
    ],
)
def test_missing_contents(check: Check, text: str, messages: list[str]) -> None:
    found = check(MisplacedContents(), text)
    assert [each.message.removesuffix(" section") for each in found] == messages


def test_a_list_that_is_wrapped_throughout_has_one_finding(check: Check) -> None:
    lines = [line.strip() for line in WRAPPED.strip().split("\n")]
    wrapped = "".join(f"- {lines[0]}\n  {lines[1]}\n" for _ in range(30))
    (finding,) = check(HardWrapped(), wrapped)
    assert finding.message == "30 hard-wrapped paragraphs: write each as one line"
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(wrapped, [finding]) == f"- {' '.join(lines)}\n" * 30


@pytest.mark.parametrize(
    "comment",
    [
        "awesomecheck-disable-next-line hard-wrapped",
        "lint disable",
        "awesomecheck-disable -- a poem",
    ],
)
def test_where_some_are_suppressed_each_has_a_finding(check: Check, comment: str) -> None:
    wrapped = f"{WRAPPED}\n" * 30
    assert len(check(HardWrapped(), f"{wrapped}<!-- {comment} -->\n{WRAPPED}")) == 30
    other = f"{wrapped}<!-- awesomecheck-disable-line trailing-space -->\n"
    assert len(check(HardWrapped(), other)) == 1


def test_a_wrapped_paragraph_that_is_added_to_such_a_list_is_no_reason_to_report_it() -> None:
    document = parse(Source.from_text(f"{WRAPPED}\n" * 30))
    added = replace(document, new=(Span(0, len(WRAPPED) + 1),))
    (problem,) = HardWrapped().check(added)
    assert problem.span.start == len(WRAPPED) + 1


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u3000"])
def test_other_spaces_beside_the_dash(check: Check, space: str) -> None:
    text = f"- [Alder](https://alder.dev){space}-{space}A small tree.\n"
    findings = check(NoBreakSpace(), text)
    assert len(findings) == 1
    assert fixed(text, findings) == "- [Alder](https://alder.dev) - A small tree.\n"


@pytest.mark.parametrize(
    "text",
    [
        "- [Alder](https://alder.dev) - A small tree, 30\u00a0m tall.\n",
        "- [Alder](https://alder.dev) - Un arbre\u00a0: petit - très petit.\n",
        "[Alder](https://alder.dev)\u00a0- A small tree.\n",
    ],
)
def test_other_spaces_elsewhere(check: Check, text: str) -> None:
    assert check(NoBreakSpace(), text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A tree (tall.", "`(` without `)`: add it, or remove this one"),
        ("A tree tall).", "`)` without `(`: add it, or remove this one"),
        ("A “tall tree.", "`“` without `”`: add it, or remove this one"),
        ('A "tall tree.', '`"` that is not closed: add one, or remove it'),
        ("背の高い「木。", "`「` without `」`: add it, or remove this one"),
    ],
)
def test_marks_without_the_other_half(check: Check, text: str, message: str) -> None:
    (finding,) = check(UnmatchedBracket(), f"- [Alder](https://alder.dev) - {text}\n")
    assert finding.message == message


@pytest.mark.parametrize(
    "text",
    [
        "A tree (tall, or (in the north) small).",
        "A tree :) and :-( or ;) in the north.",
        "Has 1) leaves, 2) wood, a) nuts and iv) roots.",
        "Grows as `f(x` in code, and at [a page (of it)](https://a.dev/b_(c)).",
        "China’s tree, the oaks’ friend, 5' 10\" tall.",
        "A tree (see [more](https://a.dev)).",
        "A tree \\(tall.\\)",
        'A 7" tree of "tall" size, with `"` in code.',
        'A tree of 7" and more, or 7 " and more.',
        'See [the tree](https://a.dev "Trees") or <i title="x">it</i>.',
    ],
)
def test_marks_that_are_matched_or_no_brackets(check: Check, text: str) -> None:
    assert check(UnmatchedBracket(), f"- [Alder](https://alder.dev) - {text}\n") == []


@pytest.mark.parametrize("text", ["## Tall (and old\n", "> Of “tall trees.\n", "Tall) trees.\n"])
def test_marks_in_headings_and_paragraphs(check: Check, text: str) -> None:
    assert len(check(UnmatchedBracket(), text)) == 1


@pytest.mark.parametrize("theme", ["> Trees.", "Trees."])
def test_a_theme_of_one_word(check: Check, theme: str) -> None:
    assert check(MissingTheme(), f"# Awesome Trees\n\n{theme}\n\n## Tall\n") == []
