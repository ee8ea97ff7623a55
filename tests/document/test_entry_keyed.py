"""Papers as keys and values, a paragraph each."""

import pytest

from tests.document.papers import PAPERS
from tests.document.reading import entries, read

HEAD = """\
# Trees

## Format

Please write:

**Title:**

**Authors:**

**Journal Info:**

## Papers

"""


def paper(n: int) -> str:
    return f"""\
**Title:** [How to Compare Tree {n}](https://doi.org/10.1000/182{n})

**Authors:** Ann Kauri\\*, Bo Elm, et al.

**Journal Info:** Cell, May 201{n}

**Description:** This compares trees.
They are tall.

**Recommendation(s):** Varies. [Kite](https://kite.example) is fast.

More generally, trees are tall.

"""


def test_paragraphs_of_keys_and_values_are_one_entry() -> None:
    rule = "---\n\n"
    text = f"{HEAD}{paper(1)}{rule}{paper(2)}### More\n\n{paper(3)}## Contributors\n\nThanks!\n"
    assert read(text, "title", "authors", "et al.", "venue", "year", "month", "description") == [
        {
            "title": f"How to Compare Tree {n}",
            "authors": ["Ann Kauri", "Bo Elm"],
            "et al.": True,
            "venue": "Cell",
            "year": 2010 + n,
            "month": 5,
            "description": "This compares trees. They are tall",
        }
        for n in (1, 2, 3)
    ]
    found = entries(text)
    assert [text[each.span.start : each.span.end] for each in found] == [
        paper(n).strip() for n in (1, 2, 3)
    ]


def test_two_titles_or_titles_without_other_keys_are_no_such_entries() -> None:
    assert read(f"{HEAD}{paper(1)}{paper(2)}") == []
    assert read(HEAD + "".join(f"**Title:** Tree {n}\n\nTall.\n\n" for n in range(4))) == []


@pytest.mark.parametrize("key", ["**{}**: ", "**{}:** ", "<b>{}</b>: ", "*{}*: "])
def test_a_key_in_bold_may_have_its_colon_behind(key: str) -> None:
    authors, summary = key.format("Authors"), key.format("Summary")
    text = "# Kites\n\n" + "".join(
        f"- {paper.title}\n  - {authors}{', '.join(paper.authors)}\n"
        f"  - {summary}They glue kites.\n  - [paper](https://arxiv.org/abs/2001.0000{number})\n"
        for number, paper in enumerate(PAPERS)
    )
    assert read(text, "title", "authors", "description") == [
        {
            "title": paper.title,
            "authors": list(paper.authors),
            "description": "They glue kites",
        }
        for paper in PAPERS
    ]


def test_notes_in_bold_below_a_linked_name_are_no_titles() -> None:
    notes = ("Idea", "The main modules", "What we like")
    text = "# Kites\n\n" + "".join(
        f"[Kite{number}](https://arxiv.org/abs/2001.0000{number})  \n"
        f"**{note}**: It flies in winds and rains.  \n**Data**: All of them.\n\n"
        for number, note in enumerate(notes)
    )
    found = read(text, "name", "title", "description")
    assert not any(note in str(each.get("title")) for each, note in zip(found, notes, strict=True))
