"""Names that are not written as their makers write them."""

import pytest

from awesomecheck_rules.spelling.misspelt_name import MisspeltName, misspelt_names
from awesomecheck_rules.spelling.misspelt_word import MisspeltWord
from tests.rules.conftest import Check, fixed

ENTRY = "- [zx](https://github.com/google/zx) - {}.\n"


@pytest.mark.parametrize(
    ("wrong", "right", "safe"),
    [
        ("Scripts in Javascript", "Scripts in JavaScript", True),
        ("For MacOS, Windows and IPhone", "For macOS, Windows and iPhone", True),
        ("A Pytorch-like library (Tensorflow too)", None, True),
        ("Runs on NodeJS", "Runs on Node.js", False),
        ("A python library, a Java client", "A Python library, a Java client", True),
        ("Made with Ruby on rails", "Made with Ruby on Rails", True),
        ("For Stackoverflow and a Raspberry pi", "For Stack Overflow and a Raspberry Pi", None),
        ('Youtube\'s API, and "Github"', 'YouTube\'s API, and "GitHub"', True),
    ],
)
def test_names_in_descriptions_are_fixed(
    check: Check, wrong: str, right: str | None, safe: bool | None
) -> None:
    text = ENTRY.format(wrong)
    found = check(MisspeltName(), text)
    assert found
    assert all(each.severity == "info" and each.fix for each in found)
    assert safe is None or all(each.fix and each.fix.safe == safe for each in found)
    expected = right or "A Pytorch-like library (TensorFlow too)"
    assert fixed(text, found) == ENTRY.format(expected)


def test_headings_are_renamed_with_all_that_leads_to_them(check: Check) -> None:
    text = "- [NodeJS](#nodejs)\n- [B](#b)\n\n## NodeJS\n\n## B\n\n" + ENTRY.format("Scripts")
    found = check(MisspeltName(), text)
    assert [(each.message, each.fix is not None and each.fix.safe) for each in found] == [
        ("`NodeJS` is written `Node.js`", False)
    ]
    assert fixed(text, found) == text.replace("NodeJS", "Node.js")


@pytest.mark.parametrize(
    "description",
    [
        "Uses `Javascript`, Github/actions, Javascript.dev, @Youtube, #Github and Github_x",
        "See [Javascript Weekly](https://example.org) and <b title='Github'>it</b>",
        "Installs numpy, pytorch, typescript and mysql",
        "JavaScript on GitHub, macOS, iOS and Node.js",
        "The Githubber of Javascripting",
        "A python in the docker of java, rust and ruby red",
        "A docker-image for python: code, of a python_library",
        "Start it with python script.py, or python module/main.py",
    ],
)
def test_code_links_handles_and_packages_are_not_reported(check: Check, description: str) -> None:
    assert check(MisspeltName(), ENTRY.format(description)) == []


def test_names_of_entries_are_not_reported(check: Check) -> None:
    text = "- [Javascript Jabber](https://example.org) - A podcast.\n- **Github** - A site.\n"
    assert check(MisspeltName(), text) == []


def test_the_form_that_a_list_uses_most_of_the_time_is_right(check: Check) -> None:
    often = "".join(ENTRY.format(f"{word} with VueJS") for word in ("Tables", "Forms", "Charts"))
    assert check(MisspeltName(), often + ENTRY.format("Maps with Vue.js")) == []
    assert (
        len(check(MisspeltName(), often + ENTRY.format("Maps: Vue.js or Vue.js or Vue.js"))) == 3
    )


def test_allowed_forms_are_not_reported(check: Check) -> None:
    assert check(MisspeltName(allow=("Javascript",)), ENTRY.format("In Javascript")) == []


def test_the_table_of_names_is_right() -> None:
    names = misspelt_names()
    assert len(names) > 80
    assert not set(names) & {name.right for name in names.values()}
    assert all(wrong.isascii() and wrong == name.wrong for wrong, name in names.items())
    assert all(
        name.before or not wrong.islower() for wrong, name in names.items() if len(wrong) < 6
    )


def test_right_names_are_no_misspelt_words(check: Check) -> None:
    right = {name.right for name in misspelt_names().values()}
    text = "".join(ENTRY.format(f"With {name.lower()} text") for name in right)
    assert check(MisspeltWord(), text) == []
