"""Papers as keys and values, a paragraph each."""

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
