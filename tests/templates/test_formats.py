"""Which templates are in force in a list, and where they come from."""

from random import Random

import pytest

from awesomecheck import Document, Source, parse
from awesomecheck.templates import format_grounds, formats_of
from awesomecheck.templates.in_force import templates_in_force
from awesomecheck_rules.entries._template.deviation import format_deviations
from tests.rules.entries.regular import FORMATS, regular_list


def document(text: str) -> Document:
    return parse(Source.from_text(text))


def nested(count: int, indent: str = "   ", start: int = 0) -> str:
    return "".join(
        f"* **Net{number}**: Jane Doe, Richard Roe.\n"
        f"{indent}- Learning to See {number}. [[CVPR'2022](https://arxiv.org/abs/2201.{number:05})]"
        + (f" [[code](https://github.com/a/n{number})]" if number % 3 else "")
        + "\n"
        for number in range(start, start + count)
    )


DOCUMENTED = """
## Contribution

Please use this format:

```markdown
* **Abbreviation**: Author List.
  - Paper Name. [[Conference'Year](link)] [[code](link)]
```
"""


@pytest.mark.parametrize("name", FORMATS)
def test_a_regular_list_shows_its_template(name: str) -> None:
    regular = regular_list(Random(7), name, size=15)  # noqa: S311 - the same at each run
    [found] = templates_in_force(read := document(regular.text), formats_of(read))
    shown = found.text.replace("[{title}]({url})", "[{title}]({paper})")
    shown = shown.replace("[{title}.]({url})", "[{title}.]({paper})")
    assert shown == FORMATS[name]
    assert found.followers == 30
    assert found.origin == "the entries"


def test_two_kinds_of_entries_have_two_templates() -> None:
    text = nested(9) + "\n## Tools\n\n"
    text += "".join(f"- [tool{n}](https://a.example/{n}) - Does a thing.\n" for n in range(6))
    read = document("# List\n\n" + text)
    found = [(each.text, each.followers) for each in templates_in_force(read, formats_of(read))]
    assert found == [
        (
            "* **{name}**: {authors}.\n   - {title}. [[{venue}'{year}]({paper})]"
            "{? [[code]({code})]}",
            9,
        ),
        ("- [{name}]({url}) - {description}.", 6),
    ]


def test_the_documented_template_is_in_force_and_the_entries_stand() -> None:
    read = document("# List\n\n" + nested(9) + DOCUMENTED)
    [found] = templates_in_force(read, formats_of(read))
    assert found.origin == "the section `Contribution` (line 26)"
    assert "{?" in found.text
    assert found.remarks == (
        "between the authors and the title, `.\\n  - ` is documented,"
        " but 9 of 9 entries have `.\\n   - `: the entries stand",
    )


def test_what_is_documented_decides_where_entries_are_divided() -> None:
    entries = "# List\n\n" + nested(6) + nested(6, start=6).replace("**:", "**")
    undecided = document(entries)
    assert list(format_deviations(undecided, formats_of(undecided))) == []
    decided = document(entries + DOCUMENTED)
    found = list(format_deviations(decided, formats_of(decided)))
    assert [each.message for each in found] == [
        "expected `:` after the name, as in 6 of 12 entries"
    ] * 6


@pytest.mark.parametrize(
    "block",
    [
        "* **MAE**: Kaiming He.\n  - Masked Autoencoders. [[CVPR'2022](https://arxiv.org)]",
        "pip install name",
        "- [title](link) some other words",
        "format:\n- [title](paper link) [links]\n  - keyword",
    ],
)
def test_other_code_is_no_template(block: str) -> None:
    text = f"# List\n\n{nested(6)}\n## Contribution\n\n```\n{block}\n```\n"
    assert formats_of(document(text)).documented == ()


@pytest.mark.parametrize(
    ("block", "template"),
    [
        (
            "- [Paper Title](paper link), Author(s), Venue Year",
            "- [{title}]({paper}), {authors}, {venue} {year}",
        ),
        (
            "* **TITLE**<br>\n*AUTHORS*<br>\nVENUE'YEAR [[Paper](link)]\n<details>\n</details>",
            "* **{title}**<br>\n*{authors}*<br>\n{venue}'{year} [[Paper]({paper})]",
        ),
        ("- [name](url) - Short description.", "- [{name}]({url}) - {description}."),
    ],
)
def test_place_holders_are_known_by_their_words(block: str, template: str) -> None:
    text = f"# List\n\n## Contributing\n\n```md\n{block}\n```\n"
    [(found, _)] = formats_of(document(text)).documented
    assert found.template.text == template


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# List\n", "no template: the list has no entries outside tables"),
        ("# List\n\n" + nested(1), "no template: 1 entry is too few to learn one from"),
    ],
)
def test_without_a_template_the_reason_is_said(text: str, reason: str) -> None:
    read = document(text)
    assert list(format_grounds(read, formats_of(read))) == [reason]
