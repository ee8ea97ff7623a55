"""Where the entries of a list begin and end: decided by the structure that repeats."""

import pytest

from awesomecheck.document import Document, Source, parse


def starts(text: str) -> list[int]:
    """The lines that entries begin on."""
    document = read(text)
    return [document.line_of(entry.span) for entry in document.entries]


def read(text: str) -> Document:
    return parse(Source.from_text(text))


def test_nested_authors_and_labelled_links_are_fields() -> None:
    text = "".join(
        f"- **{name} pruning for trees (AAAI 2020)**\n"
        "  - Ann Oak, Bo Elm\n"
        f"  - [[Paper]](https://arxiv.org/abs/2001.0000{n})\n"
        f"  - [[Rust reference]](https://github.com/a/{name})\n"
        for n, name in enumerate(("Early", "Late", "Dry"))
    )
    document = read(text)
    assert starts(text) == [1, 5, 9]
    assert [entry.form for entry in document.entries] == ["nested"] * 3
    assert [len(entry.links) for entry in document.entries] == [2, 2, 2]


def test_a_nested_title_with_its_venue_is_a_field_of_a_name_in_bold() -> None:
    text = "".join(
        f"- **{name}**\n  - Growing {name} from seeds, CIKM 2019\n  - [[Code]](https://b.example)\n"
        for name in ("ELM", "OAK", "FIR")
    )
    assert starts(text) == [1, 4, 7]


def test_items_below_a_category_are_entries_of_their_own() -> None:
    text = "".join(
        f"- {name}\n  - [{name} one](https://1.example) - Cuts.\n"
        f"  - [{name} two](https://2.example) - Saws.\n"
        for name in ("Wood", "Stone")
    )
    assert starts(text) == [2, 3, 5, 6]


def test_papers_below_a_category_in_bold_are_entries_of_their_own() -> None:
    text = "- **Wood**\n" + "".join(
        f"  - Title {n} of wood. CVPR 2020. [[pdf]](https://arxiv.org/abs/2001.0000{n})\n"
        for n in range(5)
    )
    assert starts(text) == [2, 3, 4, 5, 6]


def test_notes_below_a_linked_title_are_fields_and_linked_items_are_not() -> None:
    text = (
        "- [Saws of wood](https://a.example/1)\n  - How to saw\n"
        "- [Saws of iron](https://a.example/2)\n  - How to saw iron\n"
        "- [Files](https://a.example/3) - They file.\n"
        "  - [Small files](https://a.example/4) - They file less.\n"
    )
    assert starts(text) == [1, 3, 5, 6]


FIELDS_BELOW = "".join(
    f"**{name}: a seeing net**\n\n- Paper(Oral): https://arxiv.org/abs/2103.0000{n}\n\n"
    f"- Code: https://github.com/a/{name}\n\n- Data: None\n\n"
    for n, name in enumerate(("Elm", "Oak", "Fir"))
)


def test_a_paragraph_has_the_list_of_its_fields() -> None:
    document = read(FIELDS_BELOW)
    assert starts(FIELDS_BELOW) == [1, 9, 17]
    assert [len(entry.links) for entry in document.entries] == [2, 2, 2]
    first = document.slice(document.entries[0].span)
    assert first.startswith("**Elm")
    assert first.endswith("None")


def test_a_linked_paragraph_has_the_notes_below_it() -> None:
    text = "".join(
        f"[Grow {name}](https://arxiv.org/abs/2103.0000{n})\n\n- {name} grows.\n- More.\n\n---\n\n"
        for n, name in enumerate(("elms", "oaks", "firs"))
    )
    assert starts(text) == [1, 8, 15]


def test_a_paragraph_above_a_list_of_entries_is_an_introduction() -> None:
    text = "".join(
        f"[{name}](https://w.example/{name})\n\n- [A](https://a.example) - Cuts.\n"
        "- [B](https://b.example) - Saws.\n\n"
        for name in ("Wood", "Stone")
    )
    assert starts(text) == [3, 4, 8, 9]


def test_paragraphs_below_the_name_of_a_group_are_entries() -> None:
    text = (
        "- By query\n\n  [Finding elms](https://arxiv.org/abs/2103.00001)\n\n"
        "  [Finding oaks](https://arxiv.org/abs/2103.00002)\n\n"
        "- By place\n\n  [Placing elms](https://arxiv.org/abs/2103.00003)\n\n"
        "  [PLACE IT ALL](https://arxiv.org/abs/2103.00004)\n"
    )
    assert starts(text) == [3, 5, 9, 11]


def test_fields_may_be_in_paragraphs_of_their_own() -> None:
    text = "".join(
        f"{n}. **Growing {name}.**\n\n   *Ann Oak, Bo Elm.* [[abs](https://arxiv.org/abs/2103.0000{n})]\n\n"
        for n, name in enumerate(("elms", "oaks", "firs"), start=1)
    )
    assert starts(text) == [1, 5, 9]


PROSE = {
    "a sentence below a list": "- More of them can be found at this [page](https://more.example).\n",
    "a reference": "\nThe table is from [this paper](https://arxiv.org/abs/2103.00009).\n",
    "a paragraph of links": "\n[2024](https://a.example/4), [2023](https://a.example/3)\n",
    "bold prose": "\n**This list is free**, but you may [give](https://give.example) us some.\n",
    "a note in a quote": "\n> - [Last year](last.md)\n",
    "its own licence": "- [Licence](LICENSE)\n",
    "maintainers": "\n## Project Maintainers & Contributors\n\n- Ann Oak ([@ann](https://g.example/ann))\n",
    "news": "\n## 🔔 News\n\n- [2024/05/01] We released [a survey](https://arxiv.org/abs/2103.00009).\n",
    "contents elsewhere": "\n## Table of Contents\n\n- [Trees](https://github.com/a/b#trees)\n",
    "licences": "\n## List of Licenses\n\n- `MIT` - [MIT License](https://spdx.example/MIT)\n",
}  # fmt: skip
PAPERS = "# Trees\n\n## Papers\n\n" + "".join(
    f"- Growing {name}. [[pdf]](https://arxiv.org/abs/2103.0000{n})\n"
    for n, name in enumerate(("elms", "oaks", "firs"))
)


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_prose_with_links_is_no_entry(text: str) -> None:
    assert starts(PAPERS + text) == [5, 6, 7]


def test_a_section_of_news_sites_lists_them() -> None:
    text = "# Sites\n\n## News\n\n- [Hacker News](https://h.example)\n- [Wood Weekly](https://w.example)\n"
    assert starts(text) == [5, 6]
