"""A fix that changes more than its rule says is found out, whatever else is fixed beside it."""

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Document, Edit, Source, Span, Touch, parse
from awesomecheck.engine.fix import apply
from awesomecheck.engine.fix_verify import AllowedChange, forbidden_changes

LIST = """\
---
title: t
---

# Tools

- [One](#one)
- [Two](#two)

## One

- [Alpha](https://alpha.example/) - A tool.
- [Beta](https://beta.example/ "b") - Another **tool**.
  - [Gamma](https://gamma.example/) - A third.

<!-- a comment -->

1. [Delta][d] - With a note.[^1]
2. [Zeta](https://zeta.example/) - Last.

| Name | Link |
| ---- | ---- |
| Eta  | [code](https://eta.example/) |

## Two

Words `in code` and <a name="here"></a> an anchor.

```sh
run  this
```

<details><summary>More</summary>

![image](https://image.example/i.png)

</details>

[d]: https://delta.example/
[^1]: The note.
"""


def read(text: str) -> Document:
    return parse(Source.from_text(text))


def change(text: str, old: str, new: str, *touches: Touch) -> AllowedChange:
    """What is replaced, at the one place where it stands."""
    assert text.count(old) == 1
    start = text.index(old)
    return AllowedChange([Edit(Span(start, start + len(old)), new)], frozenset(touches))


def found(text: str, *changes: AllowedChange) -> list[str]:
    before = read(text)
    after = apply(before.source, [edit for each in changes for edit in each.edits])
    return list(forbidden_changes(before, parse(after), changes))


def faults_of(old: str, new: str, *touches: Touch) -> list[str]:
    return found(LIST, change(LIST, old, new, *touches))


@pytest.mark.parametrize(
    ("old", "new", "touches"),
    [
        ("# Tools\n", "Tools\n=====\n", ()),
        ("- A tool.\n", "- A tool. \n", ()),
        ("**tool**", "__tool__", ()),
        ("<!-- a comment -->", "<!-- another -->", ()),
        ("Eta  |", "Eta |", ()),
        ("[Delta][d]", "[Delta](https://delta.example/)", ()),
        ("<!-- a comment -->\n\n", "", ()),
        ("[^1]: The note.\n", "[^1]: The note.", ()),
        ("https://alpha.example/", "https://alpha.example/new", ("links",)),
        ("[d]: https://delta.example/", "[d]: https://delta.example/new", ("links",)),
        ("A third.", "A third", ("marks",)),
        ("**tool**", "tool", ("marks",)),
        ("A third.", "A fourth.", ("wording",)),
        ("A third.", "A third one.", ("additions",)),
        ("A third.", "A.", ("removals",)),
        ("A third.", "third A.", ("order",)),
        ("  - [Gamma]", "- [Gamma]", ("structure",)),
        ("## Two", "### Two", ("structure",)),
        ("Words `in code`", "### Words `in code`", ("structure", "headings")),
        (
            "- [Alpha](https://alpha.example/) - A tool.\n",
            "",
            ("removals",),
        ),
    ],
)
def test_what_a_rule_says_it_changes_it_may(
    old: str, new: str, touches: tuple[Touch, ...]
) -> None:
    assert faults_of(old, new, *touches) == []


@pytest.mark.parametrize(
    ("old", "new", "touches", "fault"),
    [
        ("title: t", "title: x", (), "the rendered page changes"),
        ("run  this", "run this", (), "the rendered page changes"),
        ("The note", "A note", (), "the rendered page changes"),
        ("[^1]:", "[^2]:", (), "the footnote `1` is removed"),
        ("`in code`", "in code", (), "the rendered page changes"),
        ("<summary>More", "<summary>Less", (), "the rendered page changes"),
        ('<a name="here"></a>', "", (), "the rendered page changes"),
        ("\n  - [Gamma]", "\n\n  - [Gamma]", (), "the rendered page changes"),
        ("A tool.\n- [Beta]", "A tool.\n\n- [Beta]", (), "the rendered page changes"),
        ("1. [Delta]", "3. [Delta]", (), "the rendered page changes"),
        ('"b"', '"c"', (), "the rendered page changes"),
        ("A third", "A fourth", ("links",), "the rendered page changes"),
        ("A third", "A fourth", ("marks",), "the words of the page change"),
        ("A third", "third A", ("marks",), "the words of the page change"),
        ("A third", "A fourth", ("structure",), "the words of the page change"),
        ("A third", "A fourth", ("order",), "the word `third` is removed"),
        ("A third", "A fourth", ("additions",), "the word `third` is removed"),
        ("A third", "A fourth", ("removals",), "the word `fourth` is added"),
        ("## Two", "Two", ("structure", "wording"), "the headings change"),
        ("## Two", "Two", ("structure", "headings"), "the headings change"),
        ("Words `in", "### Words `in", ("structure", "marks"), "the headings change"),
        ("## Two", "## Deux", ("links",), "the headings change"),
        ("## Two", "### Two", ("wording",), "the headings change"),
        ("- A tool.\n", "- A tool.\n\n## New\n\n", ("additions",), "the headings change"),
        (
            "- [Alpha](https://alpha.example/) - A tool.\n",
            "",
            ("links", "wording", "structure", "additions", "order"),
            "the entry `Alpha` is removed",
        ),
        (
            "[code](https://eta.example/)",
            "code",
            ("links", "wording"),
            "1 link removed",
        ),
        (
            "https://alpha.example/",
            "https://evil.example/",
            ("wording",),
            "the link `https://alpha.example/` is removed",
        ),
        (
            "[d]: https://delta.example/",
            "[d]: https://evil.example/",
            ("marks",),
            "the link `https://delta.example/` is removed",
        ),
        (
            "Words",
            "[Words](https://evil.example/)",
            ("marks",),
            "the link `https://evil.example/` is added",
        ),
        ("image.example", "evil.example", ("marks",), "the link `https://image.example/i.png`"),
    ],
)
def test_what_a_rule_does_not_say_is_found_out(
    old: str, new: str, touches: tuple[Touch, ...], fault: str
) -> None:
    assert any(each.startswith(fault) for each in faults_of(old, new, *touches))


def test_what_one_rule_may_do_another_may_not_elsewhere() -> None:
    contents = change(
        LIST,
        "- [Two](#two)\n",
        "- [Deux](#two)\n",
        "links",
        "additions",
        "order",
        "structure",
        "wording",
    )
    assert found(LIST, contents) == []
    assert found(LIST, contents, change(LIST, "A third", "A fourth")) != []
    assert found(LIST, contents, change(LIST, "zeta.example", "evil.example", "marks")) != []


def test_two_rules_at_one_place_may_do_what_both_may() -> None:
    longer = change(LIST, "https://alpha.example/", "https://alpha.example/new", "links")
    period = change(LIST, "- A tool.", "- A tool", "marks")
    assert found(LIST, longer, period) == []


def test_what_one_fix_moves_is_sought_at_all_its_places() -> None:
    beta = '- [Beta](https://beta.example/ "b") - Another **tool**.\n'
    zeta = "2. [Zeta](https://zeta.example/) - Last.\n"
    text = LIST.replace(beta, "").replace(zeta, f"{zeta}\n{beta}")
    taken, brought = (
        change(text, f"\n{beta}", "").edits,
        change(text, "1. [Delta]", f"{beta}1. [Delta]").edits,
    )
    moved = AllowedChange([*taken, *brought], frozenset[Touch](("order", "structure")))
    period = change(text, "- Last.", "- Last", "marks")
    assert found(text, moved) == []
    assert found(text, moved, period) == []
    assert found(text, AllowedChange(taken, moved.touches), period) != []


def test_a_definition_is_held_to_its_own_rule_not_to_those_where_it_is_used() -> None:
    definition = change(LIST, "[d]: https://delta", "[d]: https://www.delta", "links")
    space = change(LIST, "With a note.", "With  a note.")
    assert found(LIST, definition, space) == []


def test_a_bare_url_may_be_part_of_a_heading() -> None:
    text = "# See http://a.example/ too\n"
    assert found(text, change(text, "http:", "https:", "links")) == []
    assert found(text, change(text, "http:", "https:")) != []


def test_a_note_with_a_list_in_it_is_one_stretch() -> None:
    text = "x[^n]\n\n[^n]: note\n\n    - one \n    - two\n"
    assert found(text, change(text, "one ", "one")) == []
    assert found(text, change(text, "two", "three")) != []


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.integers(0, len(LIST)), st.integers(0, len(LIST))), max_size=3),
    st.sampled_from(["", "x", " ", "\n", "- "]),
)
@settings(max_examples=300, deadline=None)
def test_what_is_read_alike_is_all_that_passes_unsaid(
    places: list[tuple[int, int]], text: str
) -> None:
    """Of any edits at all: where nothing is amiss, all words and links are as they were."""
    edits: list[Edit] = []
    for start, length in sorted(places):
        if not edits or start > edits[-1].span.end:
            edits.append(Edit(Span(start, min(len(LIST), start + length % 20)), text))
    before = read(LIST)
    after = parse(apply(before.source, edits))
    if not list(
        forbidden_changes(before, after, [AllowedChange(edits, frozenset())] if edits else [])
    ):
        assert [link.url for link in before.links] == [link.url for link in after.links]
        assert [each.text for each in before.headings] == [each.text for each in after.headings]
        assert words(before) == words(after)


def words(document: Document) -> list[str]:
    """All that a reader sees of inline content, and of code."""
    pieces = (piece.text for block in document.blocks for piece in block.pieces())
    return [*"".join(pieces).split(), *(document.slice(span) for span in document.code)]
