"""List items indented unlike the others."""

import pytest

from awesomecheck_rules.markdown.uneven_indent import UnevenIndent
from tests.rules.conftest import Check, fixed


@pytest.mark.parametrize(
    "text",
    [
        "- a\n- b\n- c\n",
        " - a\n - b\n - c\n",
        "- a\n - b\n",
        # Numbers that end in one column.
        " 8. a\n 9. b\n10. c\n11. d\n",
        # Each list to itself.
        "- a\n  - b\n- c\n\n# X\n\n- a\n    - b\n- c\n",
        "* a\n   - b\n* c\n   - d\n",
        "- - a\n  - b\n- c\n",
        "- a\n\n      code\n",
        "- a\n\n  ```\n      - b\n  ```\n",
        "text\n\n    - code at the top\n",
        "- a\n\n- b\n\n1. c\n",
    ],
)
def test_even(check: Check, text: str) -> None:
    assert check(UnevenIndent(), text) == []


def test_item_indented_more(check: Check) -> None:
    text = "- a\n- b\n - c\n- d\n"
    (finding,) = findings = check(UnevenIndent(), text)
    assert (finding.span.start, finding.span.end) == (9, 10)
    assert finding.message == "indented by 1 space: use 0 like 3 of 4 items of this list"
    assert fixed(text, findings) == "- a\n- b\n- c\n- d\n"
    assert finding.fix is not None
    assert finding.fix.safe


def test_item_indented_less(check: Check) -> None:
    text = "- a\n - b\n - c\n - d\n"
    findings = check(UnevenIndent(), text)
    assert fixed(text, findings) == " - a\n - b\n - c\n - d\n"


def test_an_item_is_indented_with_everything_in_it(check: Check) -> None:
    text = "- a\n - b\n   more\n\n   ```\n   code\n   ```\n- c\n- d\n"
    findings = check(UnevenIndent(), text)
    assert fixed(text, findings) == "- a\n- b\n  more\n\n  ```\n  code\n  ```\n- c\n- d\n"


@pytest.mark.parametrize(
    "text",
    [
        "- a\n - b\nlazy\n- c\n- d\n",  # a line indented less than the item
        "- a\n- b\n - c\n\n  text\n",  # would become a part of the item
        "> - a\n>  - b\n> - c\n> - d\n",
    ],
)
def test_no_fix_where_the_nesting_could_change(check: Check, text: str) -> None:
    (finding,) = check(UnevenIndent(), text)
    assert finding.fix is None


def test_fix_is_unsafe_where_items_are_nested_elsewhere(check: Check) -> None:
    text = "- a\n  - x\n - b\n- c\n- d\n"
    (finding,) = check(UnevenIndent(), text)
    assert finding.fix is not None
    assert not finding.fix.safe


def test_nested_item_that_became_a_sibling(check: Check) -> None:
    text = "- a\n  - x\n-  b\n  - y\n- c\n  - z\n- d\n"
    (finding,) = check(UnevenIndent(), text)
    assert text[finding.span.start :].startswith("- y")
    assert finding.message == (
        "indented by 2 spaces, too little to be nested in the item above: use 3"
    )
    assert finding.fix is None


def test_nested_item_that_became_a_list_of_its_own(check: Check) -> None:
    text = "1. a\n  - b\n2. c\n   - d\n"
    (finding,) = check(UnevenIndent(), text)
    assert text[finding.span.start :].startswith("- b")
    assert finding.message == (
        "indented by 2 spaces, too little to be nested in the item above: use 3"
    )


def test_nested_item_that_became_text(check: Check) -> None:
    text = "- a\n      - b\n- c\n"
    (finding,) = check(UnevenIndent(), text)
    assert (finding.span.start, finding.span.end) == (10, 11)
    assert finding.message == "shown as part of the text above, not as a list item: indent it less"


def test_nested_item_that_became_code(check: Check) -> None:
    text = "- a\n\n      - b\n      - c\n\n- d\n"
    (finding,) = check(UnevenIndent(), text)
    assert (finding.span.start, finding.span.end) == (11, 12)
    assert finding.message == "shown as code, not as a list item: indent it less"


def test_tabs_too_many(check: Check) -> None:
    assert len(check(UnevenIndent(), "- a\n\t\t- b\n")) == 1


def test_nested_list_indented_more_than_all_others(check: Check) -> None:
    text = "".join(f"- {n}\n{'   ' if n == 5 else '  '}- x\n" for n in range(12))
    (finding,) = findings = check(UnevenIndent(), text)
    assert finding.message == "nested list indented by 3 spaces: use 2 like 11 of 12 similar lists"
    assert fixed(text, findings) == text.replace("   -", "  -")


def test_a_list_with_its_own_consistent_nesting(check: Check) -> None:
    usual = "".join(f"- {n}\n  - x\n" for n in range(30))
    own = "".join(f"- {n}\n   - x\n" for n in range(3))
    assert check(UnevenIndent(), f"{usual}\n# X\n\n{own}") == []


FLAT = "".join(f"- [Tool {n}](https://example.org/{n}) - Cuts.\n" for n in range(25))
PAPERS = "".join(f"* **Net{n}**: Ann Ash.\n  - A title of {n} words.\n" for n in range(25))
WORDS = "".join(
    f"- A title of some {n} words. *Ann Ash*. [pdf](https://a.dev/{n})\n" for n in range(25)
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            f"{FLAT}  - [Peeler](https://example.org/peeler) - Peels.\n",
            f"{FLAT}- [Peeler](https://example.org/peeler) - Peels.\n",
        ),
        (
            f"{PAPERS}  * **Fork**: Bob Birch.\n    - Forks are all you need.\n",
            f"{PAPERS}* **Fork**: Bob Birch.\n  - Forks are all you need.\n",
        ),
        (
            f"{PAPERS}    * **Fork**: Bob Birch.\n",
            f"{PAPERS}* **Fork**: Bob Birch.\n",
        ),
        (
            f"{WORDS}  - Forks are all you need. *Bob*. [pdf](https://a.dev/x)\n",
            f"{WORDS}- Forks are all you need. *Bob*. [pdf](https://a.dev/x)\n",
        ),
        (
            f"{FLAT}  - [Tool makers of all lands](https://example.org/x) - Peels.\n",
            f"{FLAT}- [Tool makers of all lands](https://example.org/x) - Peels.\n",
        ),
    ],
)
def test_an_item_that_alone_is_nested(check: Check, text: str, right: str) -> None:
    found = check(UnevenIndent(), text)
    assert [each.message for each in found] == [
        "nested in the item above, as no other item is: remove the indent"
    ]
    assert fixed(text, found) == right
    assert found[0].fix
    assert not found[0].fix.safe


@pytest.mark.parametrize(
    "text",
    [
        f"{FLAT}  - [Tool 24 extension](https://example.org/x) - Extends it.\n",
        f"{FLAT}  - [Peeler](https://example.org/x) - An extension of Tool 24.\n",
        f"{FLAT}  - A remark on it.\n",
        f"{WORDS}  - Slides of it are here. [slides](https://a.dev/slides)\n",
        f"{FLAT}- [Fork](https://github.com/ash/fork)\n  - [Oak](https://github.com/ash/oak)\n",
        f"{FLAT}  * [Peeler](https://example.org/peeler) - Peels.\n",
        f"{FLAT[:400]}\n  - [Peeler](https://example.org/peeler) - Peels.\n",
        FLAT + "  - [Peeler](https://example.org/peeler) - Peels.\n" * 3,
        FLAT + "  - [Peeler](https://example.org/peeler)\n  - [Pod](https://example.org/pod)\n",
        FLAT
        + "".join(f"  - [Peeler {n}](https://example.org/p{n}) - Peels.\n" for n in range(25))
        + "    - [Pod](https://example.org/pod)\n    - [Pip](https://example.org/pip)\n",
    ],
)
def test_what_belongs_to_an_item_may_be_nested(check: Check, text: str) -> None:
    assert check(UnevenIndent(), text) == []


def test_a_mistyped_link_is_a_line_of_the_contents(check: Check) -> None:
    names = ("Oak", "Elm", "Ash", "Fir", "Yew")
    lines = [f"    - [{name}](#{name.lower()})\n" for name in names]
    lines[2] = lines[2].replace("](", "] (")
    sections = "".join(
        f"\n## {name}\n"
        + "".join(f"- [{name} {n}](https://example.org/{name}/{n})\n" for n in range(6))
        for name in names
    )
    text = f"# Trees\n\n- [Trees](#trees)\n{''.join(lines)}{sections}"
    assert check(UnevenIndent(), text) == []
    deeper = text.replace("- [Ash 3]", "    - [Ash 3]")
    assert len(check(UnevenIndent(), deeper)) == 1  # below the contents it is one
