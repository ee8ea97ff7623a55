"""Which templates are in force in a list, and where they come from."""

from random import Random

import pytest

from awesomecheck import Document, Source, parse
from awesomecheck.templates import formats_of, templates_in_force
from awesomecheck_rules.entries.unlike_template import UnlikeTemplate
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
    regular = regular_list(Random(7), name, size=15)
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


def test_the_documented_template_is_in_force_but_the_entries_win() -> None:
    read = document("# List\n\n" + nested(9) + DOCUMENTED)
    [found] = templates_in_force(read, formats_of(read))
    assert found.origin == "the section `Contribution` (line 26)"
    assert "{?" in found.text
    assert found.remarks == (
        "between the authors and the title, `.\\n  - ` is documented,"
        " but 9 of 9 entries use `.\\n   - `: the entries win",
    )


def test_what_is_documented_decides_where_entries_are_divided() -> None:
    entries = "# List\n\n" + nested(6) + nested(6, start=6).replace("**:", "**")
    assert list(UnlikeTemplate().check(document(entries))) == []
    found = UnlikeTemplate().check(document(entries + DOCUMENTED))
    assert [each.message for each in found] == [
        "missing `:` after the name (6 of 12 entries have it)"
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
def test_other_code_is_not_a_template(block: str) -> None:
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
def test_placeholders_are_recognised_by_their_words(block: str, template: str) -> None:
    text = f"# List\n\n## Contributing\n\n```md\n{block}\n```\n"
    [found] = formats_of(document(text)).documented
    assert found.template.text == template


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# List\n", "no template: 0 entries outside tables, at least 5 needed"),
        ("# List\n\n" + nested(1), "no template: 1 entry outside tables, at least 5 needed"),
    ],
)
def test_without_a_template_the_reason_is_given(text: str, reason: str) -> None:
    assert list(UnlikeTemplate().grounds(document(text))) == [reason]
