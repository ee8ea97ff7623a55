"""Entries as data, read back by libraries that know nothing of us."""

import csv
import importlib
import io
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck.cli.export_command import export
from awesomecheck.document import Document, Source, parse
from awesomecheck.errors import UserError

LIST = """\
# List

## Papers

* **MAE**: Kaiming He, Piotr Dollár.
   - Masked Autoencoders Are Scalable Vision Learners.
     [[CVPR'2022](https://arxiv.org/abs/2111.06377v2)] \
[[code](https://github.com/facebookresearch/mae)]
* **SIM**: Kaiming He, Qi Lei.
   - Masked Siamese & BERT_50% {Networks}. [[TPAMI'2022](https://doi.org/10.1109/TPAMI.2022.1)]

## Tools

- [solo](https://github.com/a/solo): A library.
"""


def read(text: str) -> Document:
    return parse(Source.from_text(text))


PYBTEX: Any = importlib.import_module("pybtex.database")  # it ships no types


def bibtex(text: str) -> Any:
    return PYBTEX.parse_string(export([read(text)], "bibtex"), "bibtex")


def test_json_has_all_fields() -> None:
    first, _, tool = json.loads(export([read(LIST)], "json"))
    assert first == {
        "name": "MAE",
        "title": "Masked Autoencoders Are Scalable Vision Learners",
        "authors": ["Kaiming He", "Piotr Dollár"],
        "et_al": False,
        "venue": "CVPR",
        "year": 2022,
        "description": None,
        "section": ["List", "Papers"],
        "arxiv": "2111.06377",
        "doi": None,
        "links": [
            {"role": "paper", "label": None, "url": "https://arxiv.org/abs/2111.06377v2"},
            {"role": "code", "label": "code", "url": "https://github.com/facebookresearch/mae"},
        ],
        "line": 5,
        "end_line": 7,
        "month": None,
        "section_year": None,
    }
    assert (tool["name"], tool["description"]) == ("solo", "A library")


def test_a_placeholder_is_no_link() -> None:
    [entry] = json.loads(
        export([read("# List\n\n- [solo](https://solo.io) [[code]()]: A.\n")], "json")
    )
    assert [each["url"] for each in entry["links"]] == ["https://solo.io"]


def test_csv_has_a_row_for_each_entry() -> None:
    rows = list(csv.DictReader(io.StringIO(export([read(LIST)], "csv"))))
    assert [row["name"] for row in rows] == ["MAE", "SIM", "solo"]
    assert rows[0]["authors"] == "Kaiming He; Piotr Dollár"
    assert rows[0]["code"] == "https://github.com/facebookresearch/mae"
    assert rows[0]["section"] == "List > Papers"


def test_no_csv_cell_is_a_formula() -> None:
    document = read("- [=HYPERLINK(1)](https://example.org) - +1 of it.\n")
    (row,) = csv.DictReader(io.StringIO(export([document], "csv")))
    assert row["name"] == "'=HYPERLINK(1)"
    assert row["description"] == "'+1 of it"


def test_bibtex_is_what_a_reference_manager_expects() -> None:
    found = bibtex(LIST)
    paper = found.entries["he2022masked"]
    assert paper.type == "inproceedings"
    assert paper.persons["author"] == [
        PYBTEX.Person("Kaiming He"),
        PYBTEX.Person("Piotr Dollár"),
    ]
    assert dict(paper.fields) == {
        "title": "Masked Autoencoders Are Scalable Vision Learners",
        "booktitle": "CVPR",
        "year": "2022",
        "eprint": "2111.06377",
        "archiveprefix": "arXiv",
        "url": "https://arxiv.org/abs/2111.06377v2",
    }
    article = found.entries["he2022maskedsiamese"]
    assert article.type == "article"
    assert article.fields["journal"] == "TPAMI"
    assert article.fields["doi"] == "10.1109/tpami.2022.1"
    title = r"Masked Siamese \& {BERT\_50\%} \textbraceleft{}Networks\textbraceright{}"
    assert article.fields["title"] == title
    assert found.entries["solo"].type == "misc"


def test_keys_stay_when_entries_are_added() -> None:
    before = list(bibtex(LIST).entries)
    more = "* **MAE2**: Kaiming He, Qi Lei.\n   - Masked Autoencoders. [[CVPR'2022](https://b.example)]\n"
    after = list(bibtex(f"{LIST}\n## More\n\n{more}").entries)
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1


def test_an_open_list_of_authors_ends_in_others() -> None:
    text = "- [Deep Nets](https://arxiv.org/abs/2304.10773), Park et al., Arxiv 2020\n"
    assert "author = {Park and others}" in export([read(text)], "bibtex")


@pytest.mark.parametrize(
    ("names", "author"),
    [
        ("Ann Oar III, Ben Sail Jr.", "Oar, III, Ann and Sail, Jr, Ben"),
        ("Ann van der Oar II, Cyd Mast", "van der Oar, II, Ann and Cyd Mast"),
        ("Ann Oar, Gemini Team", "Ann Oar and {Gemini Team}"),
    ],
)
def test_names_with_a_suffix_and_groups(names: str, author: str) -> None:
    text = (
        f"- **Boats Float**, {names}. *CVPR 2022*. [[paper](https://arxiv.org/abs/2201.00001)]\n"
    )
    written = export([read(text)], "bibtex")
    assert f"author = {{{author}}}" in written
    assert "{oar2022boats," in written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        (r"$\alpha$-boats", r"$\alpha$-boats"),
        (r"Boats in $O(n^2)$", r"Boats in $O(n^2)$"),
        ("Boats for $5 or $10", r"Boats for \$5 or \$10"),
        (
            r"Boats $\input{a}$",
            r"Boats \$\textbackslash{}input\textbraceleft{}a\textbraceright{}\$",
        ),
    ],
)
def test_formulas_are_kept_if_they_only_show_symbols(title: str, written: str) -> None:
    text = f"- **{title}**, Ann Oar. *CVPR 2022*. [[paper](https://arxiv.org/abs/2201.00001)]\n"
    assert f"title = {{{written}}}" in export([read(text)], "bibtex")


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match="xml") as caught:
        export((), "xml")
    assert "bibtex" in str(caught.value.hint)


@pytest.mark.slow
@given(st.lists(st.text("aB {}\\%$#_&~^@\",='é\n", min_size=1, max_size=20), max_size=5))
@settings(max_examples=150, deadline=None)
def test_bibtex_can_be_read_back_whatever_titles_say(titles: list[str]) -> None:
    text = "".join(
        f"- **X {title.strip()} y** [[paper](https://arxiv.org/abs/2304.1000{index})]\n"
        for index, title in enumerate(titles)
    )
    entries = read(text).entries
    assert len(bibtex(text).entries) == len(entries)
