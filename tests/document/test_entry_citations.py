"""References in the styles of publishers: read whatever the journal is called."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from tests.document.reading import read


class Reference(NamedTuple):
    authors: tuple[tuple[str, str], ...]
    title: str
    journal: str
    year: int

    @property
    def given_first(self) -> list[str]:
        return [f"{given} {family}" for given, family in self.authors]

    @property
    def initials_first(self) -> list[str]:
        return [f"{given[0]}. {family}" for given, family in self.authors]

    @property
    def initials_last(self) -> list[str]:
        return [f"{family}, {given[0]}." for given, family in self.authors]

    @property
    def bare_initials(self) -> list[str]:
        return [f"{family} {given[0]}" for given, family in self.authors]

    @property
    def first_inverted(self) -> list[str]:
        (given, family), *_ = self.authors
        return [f"{family}, {given}", *self.given_first[1:]]


REFERENCES = (
    Reference(
        (("Ann", "Kauri"), ("Bob", "Birch"), ("Cyd", "Elm")), "Folding paper maps with graphs",
        "Journal of Folded Things", 2019,
    ),
    Reference(
        (("Dee", "Alder"), ("Eve", "Oak")), "Sparse kites for dense winds", "Kite letters", 2020
    ),
    Reference((("Gus", "Hazel"),), "Counting leaves: A survey", "Leaf and Branch", 2021),
    Reference(
        (("Ida", "Ivy"), ("Jon", "Juniper"), ("Kim", "Larch"), ("Lee", "Maple")),
        "Climbing a ladder of priors", "Proceedings of the Society of Ladders", 2022,
    ),
)  # fmt: skip


def joined(names: Sequence[str], last: str = ", and ", two: str = " and ") -> str:
    *others, end = names
    return f"{', '.join(others)}{last if len(others) > 1 else two}{end}" if others else end


def mla(each: Reference, names: list[str]) -> str:
    listed = f"{names[0]}, et al" if len(names) > 2 else joined(names, two=", and ")
    return f'{listed}. "{each.title}." *{each.journal}* 12.3 ({each.year}): 45-67.'


STYLES: dict[str, tuple[Callable[[Reference], str], str]] = {
    "MLA": (lambda e: mla(e, e.first_inverted), "first"),
    "MLA as the text of a link": (
        lambda e: f"[{mla(e, e.first_inverted).replace('*', '')}](https://a.example/p.pdf)",
        "first",
    ),
    "MLA with a title that links": (
        lambda e: (
            mla(e, e.first_inverted)
            .replace("*", "")
            .replace(f'"{e.title}."', f'["{e.title}."](https://arxiv.org/abs/2001.00001)')
        ),
        "first",
    ),
    "Chicago": (
        lambda e: (
            f'{joined(e.first_inverted, two=", and ")}. "{e.title}." *{e.journal}* 12, no. 3'
            f" ({e.year}): 45-67. [Paper](https://a.example/p.pdf)"
        ),
        "all",
    ),
    "APA": (
        lambda e: (
            f"{joined(e.initials_last, ', & ', ', & ')} ({e.year}). {e.title}. *{e.journal}*,"
            " 12(3), 45-67. [[pdf](https://a.example/p.pdf)]"
        ),
        "initials",
    ),
    "IEEE": (
        lambda e: (
            f'{joined(e.initials_first)}, "{e.title}," {e.journal}, vol. 12, no. 3, pp. 45–67,'
            f" {e.year}. [paper](https://a.example/p.pdf)"
        ),
        "initials first",
    ),
    "ACM": (
        lambda e: (
            f"{joined(e.given_first)}. {e.year}. {e.title}. {e.journal} 12, 3 ({e.year}), 45–67."
            " [Link](https://a.example/p.pdf)"
        ),
        "given",
    ),
    "dblp": (
        lambda e: (
            f"{', '.join(e.given_first)}: {e.title}. {e.journal} 12(3): 45-67 ({e.year})"
            " [pdf](https://a.example/p.pdf)"
        ),
        "given",
    ),
    "Vancouver": (
        lambda e: (
            f"{', '.join(e.bare_initials)}. {e.title}. {e.journal}. {e.year};12(3):45-67."
            " [pdf](https://a.example/p.pdf)"
        ),
        "bare",
    ),
    "PubMed, unlinked": (
        lambda e: (
            f"{', '.join(e.bare_initials)}. {e.title}. {e.journal}. {e.year} May 4;12(3):ab123."
            " doi: 10.1000/kites.12"
        ),
        "bare",
    ),
    "GB/T 7714": (
        lambda e: (
            f"{', '.join(e.given_first)}. {e.title}[J]. {e.journal}, {e.year}, 12(3): 45-67."
            " [[pdf](https://a.example/p.pdf)]"
        ),
        "given",
    ),
    "GB/T 7714, proceedings": (
        lambda e: (
            f"{', '.join(e.given_first)}. {e.title}[C]//{e.journal}. {e.year}: 45-67."
            " [[pdf](https://a.example/p.pdf)]"
        ),
        "given",
    ),
    "initials before a title": (
        lambda e: (
            f"{', '.join(e.initials_last)} {e.title}. {e.journal} 12(3), 45-67, {e.year}."
            " doi:[10.1000/kites.12](https://doi.org/10.1000/kites.12)"
        ),
        "initials",
    ),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("marker", ["- ", "1. "])
def test_references_are_read_in_every_style(style: str, marker: str) -> None:
    write, names = STYLES[style]
    text = "# Papers\n\n## All\n\n" + "".join(f"{marker}{write(e)}\n" for e in REFERENCES)
    wanted = [
        {
            "title": each.title,
            "authors": {
                "first": each.first_inverted[: 1 if len(each.authors) > 2 else None],
                "all": each.first_inverted,
                "initials": each.initials_last,
                "initials first": each.initials_first,
                "bare": each.bare_initials,
                "given": each.given_first,
            }[names],
            "venue": each.journal,
            "year": each.year,
        }
        for each in REFERENCES
    ]
    assert read(text, "title", "authors", "venue", "year") == wanted


def test_publishers_are_behind_several_authors_in_brackets() -> None:
    text = "".join(
        f"- [{title}](https://a.example/{n}) - {names} ({who}, 201{n})\n"
        for n, (title, names, who) in enumerate(
            (
                ("Growing Elms for All", "Ann Kauri, Bob Birch", "Kite & Sons"),
                ("Folding Maps in a Day", "Cyd Elm and Dee Oak", "Leaf"),
                ("A Short Talk on Winds", "Eve Fir and Gus Ivy", "September"),
            )
        )
    )
    assert read(text, "authors", "venue", "year") == [
        {"authors": ["Ann Kauri", "Bob Birch"], "venue": "Kite & Sons", "year": 2010},
        {"authors": ["Cyd Elm", "Dee Oak"], "venue": "Leaf", "year": 2011},
        {"authors": ["Eve Fir", "Gus Ivy"], "year": 2012},
    ]


def test_words_like_initials_before_a_title_are_none() -> None:
    titles = ["Plan B. What Kites Do", "Vitamin D. A Study of Kites", "Kites of All Kinds"]
    text = "".join(
        f"- {title}. Ann Oak, Bob Elm. ICML 20{n}. [pdf](https://a.example/{n}.pdf)\n"
        for n, title in enumerate(titles, start=17)
    )
    assert [each["title"] for each in read(text)] == titles


def test_the_key_of_a_citation_is_no_name_and_no_venue() -> None:
    text = "".join(
        f"- [{key}] **Kites of Kind {n}**. Ann Oak, Bob Elm. ICML 2020. [pdf](https://a.example/{n}.pdf)\n"
        for n, key in enumerate(("oak2020fast", "elm2020kites", "oak2020", "elm_2020_all"))
    )
    assert read(text, "name", "title", "venue", "year") == [
        {"title": f"Kites of Kind {n}", "venue": "ICML", "year": 2020} for n in range(4)
    ]


def test_a_year_before_the_venue_and_no_pages() -> None:
    text = (
        "- A. Oak and B. Elm. 2021. Kites in the Wind. In 2021 Int. Conf. on Kites (ICK). 12–19."
        " [pdf](https://a.example/1.pdf)\n"
        "- C. Fir and D. Ash. 2022. Strings in the Rain. In 2022 3rd Symposium on Strings (SOS)."
        " [pdf](https://a.example/2.pdf)\n"
    )
    assert read(text, "title", "venue", "year") == [
        {"title": "Kites in the Wind", "venue": "Int. Conf. on Kites (ICK)", "year": 2021},
        {"title": "Strings in the Rain", "venue": "3rd Symposium on Strings (SOS)", "year": 2022},
    ]


def test_numbers_in_a_description_cite_nothing() -> None:
    text = "".join(
        f"- [Kite {n}](https://a.example/{n}) - Flies. Needs Python 3.{n}, and 12-15 knots.\n"
        for n in range(4)
    )
    assert [each["description"] for each in read(text)] == [
        f"Flies. Needs Python 3.{n}, and 12-15 knots" for n in range(4)
    ]
    assert not any("venue" in each for each in read(text))


def test_family_names_alone_and_words_that_several_begin_with() -> None:
    text = "".join(
        f"- {lead}**{title} ({year})**, {names}, [@{site}](https://{host}/{year}).\n"
        for lead, title, year, names, site, host in (
            (
                "",
                "On Folding Maps",
                1993,
                "Kauri, Birch, and Elm",
                "Springer",
                "link.springer.com",
            ),
            ("See also ", "Boosting a Kite", 1996, "Alder and Oak", "IEEE", "ieeexplore.ieee.org"),
            ("See also ", "Random Leaves", 2001, "Hazel", "CiteSeerX", "citeseerx.ist.psu.edu"),
            ("See also ", "Ladders and Snakes", 2004, "Ivy et al.", "SIAM", "epubs.siam.org"),
        )
    )
    assert read(text, "name", "title", "authors", "links") == [
        {"title": "On Folding Maps", "authors": ["Kauri", "Birch", "Elm"], "links": "paper"},
        {"title": "Boosting a Kite", "authors": ["Alder", "Oak"], "links": "paper"},
        {"title": "Random Leaves", "authors": ["Hazel"], "links": "paper"},
        {"title": "Ladders and Snakes", "authors": ["Ivy"], "links": "paper"},
    ]


def test_what_and_announces_is_the_last_author() -> None:
    text = "".join(
        f"- {names}, **{title}**, ICML {year}. [pdf](https://a.example/{year}.pdf)\n"
        for names, title, year in (
            ("A. Oak, B. Elm, and C. Fir", "Trust Region Kites", 2015),
            ("D. Ash, E. Ivy, and F. Yew", "Deterministic String Gradients", 2016),
            ("G. Gum and H. Box", "Soft Wind Critic", 2018),
        )
    )
    assert [(each["title"], each["authors"]) for each in read(text)] == [
        ("Trust Region Kites", ["A. Oak", "B. Elm", "C. Fir"]),
        ("Deterministic String Gradients", ["D. Ash", "E. Ivy", "F. Yew"]),
        ("Soft Wind Critic", ["G. Gum", "H. Box"]),
    ]


def test_a_tag_with_an_apostrophe_is_a_venue_whatever_its_name() -> None:
    text = "".join(
        f"- [{venue}'{year}] [{title}](https://a.example/{year}.pdf)\n"
        for venue, year, title in (
            ("Knots", 2017, "Mining Knots with Strings"),
            ("Ropes", 2018, "Ropes That Hold Themselves"),
            ("CVPR", 2019, "Seeing Knots from Afar"),
        )
    )
    assert [(each["venue"], each["year"]) for each in read(text)] == [
        ("Knots", 2017), ("Ropes", 2018), ("CVPR", 2019),
    ]  # fmt: skip


def test_labels_are_what_several_entries_link_with() -> None:
    text = "".join(
        f"* [{name}](https://{name.lower()}.example). About {name.lower()}s once a week."
        f" [Back issues](https://{name.lower()}.example/all).\n"
        for name in ("Kite", "Knot", "Leaf", "Wind")
    )
    assert [each["links"] for each in read(text)] == ["project other"] * 4
    assert read(text)[0]["description"] == "About kites once a week"


def test_links_that_introduce_a_list_are_none_of_its_entries() -> None:
    entries = "".join(f"- [Kite {n}](https://a.example/{n}) - Flies.\n" for n in range(20))
    text = f"# Kites\n\n- [What a kite is](https://b.example)\n\n## All\n\n{entries}"
    assert [each["name"] for each in read(text)] == [f"Kite {n}" for n in range(20)]


def test_lines_below_a_title_in_its_cell() -> None:
    text = (
        "# Papers\n\n|Title|Code|\n|---|---|\n"
        "|[Maps of Paper](https://doi.org/10.1000/19)<br>Ann Kauri, Bob Birch<br>CVPR 2019|x|\n"
        "|[Kites of Wind](https://doi.org/10.1000/20)<br>Dee Alder, Eve Oak<br>ICML 2020|x|\n"
        "|[Leaves](https://arxiv.org/abs/2101.00001)<br>**LeafNet:** counts leaves|x|\n"
    )
    assert read(text, "name", "title", "authors", "venue", "year") == [
        {
            "title": "Maps of Paper",
            "authors": ["Ann Kauri", "Bob Birch"],
            "venue": "CVPR",
            "year": 2019,
        },
        {
            "title": "Kites of Wind",
            "authors": ["Dee Alder", "Eve Oak"],
            "venue": "ICML",
            "year": 2020,
        },
        {"name": "LeafNet", "title": "Leaves"},
    ]  # fmt: skip


def test_the_main_links_of_a_table_of_datasets() -> None:
    text = (
        "# Resources\n\n|Dataset|Date|Link|Paper|\n|---|---|---|---|\n"
        "|Kites|26-Jul-21|[Link](https://a.example)|[paper](https://arxiv.org/abs/1901.00001)|\n"
        "|Knots|4-Nov-19|https://github.com/a/knots|[paper](https://arxiv.org/abs/1901.00002)|\n"
        "|Leaves|7-Feb-18|[Download](https://c.example)|[paper](https://arxiv.org/abs/1901.00003)|\n"
    )
    assert read(text, "name", "year", "links") == [
        {"name": name, "year": year, "links": "dataset paper"}
        for name, year in (("Kites", 2021), ("Knots", 2019), ("Leaves", 2018))
    ]


def test_a_year_and_a_venue_before_underscores() -> None:
    text = (
        "- 22_ICML_Kites in the Wind [[paper]](https://a.example/1.pdf)\n"
        "- 2021_KITE_Strings in the Rain [[paper]](https://a.example/2.pdf)\n"
        "- 20_Toward Knots [[paper]](https://a.example/3.pdf)\n"
    )
    assert read(text, "title", "venue", "year") == [
        {"title": "Kites in the Wind", "venue": "ICML", "year": 2022},
        {"title": "Strings in the Rain", "venue": "KITE", "year": 2021},
        {"title": "Toward Knots", "year": 2020},
    ]


def test_a_title_in_bold_over_two_lines() -> None:
    text = "".join(
        f"1. **{first}**\n   **{rest}.** ICML, 20{n}. [paper](https://a.example/{n}.pdf)\n"
        for n, (first, rest) in enumerate(
            (("Kites: A Machine", "for the wind"), ("Knots that Hold", "in the rain")), start=18
        )
    )
    assert [each["title"] for each in read(text)] == [
        "Kites: A Machine for the wind",
        "Knots that Hold in the rain",
    ]


def test_a_talk_below_a_paper_is_a_link_of_it() -> None:
    text = "".join(
        f"- A. Oak. [Kites of Kind {n}](https://arxiv.org/abs/2001.0000{n}). ICML 2020.\n"
        f"    - [Talk at ICML](https://youtu.be/{n})\n"
        for n in range(3)
    )
    assert [each["links"] for each in read(text)] == ["paper video"] * 3


def test_a_venue_behind_in_that_is_not_known() -> None:
    text = "".join(
        f"- [Kites of Kind {n}](https://arxiv.org/abs/2001.0000{n}) in JBK 202{n}.\n"
        for n in range(3)
    )
    assert [(each["venue"], each["year"]) for each in read(text)] == [
        ("JBK", 2020 + n) for n in range(3)
    ]


def test_datasets_among_papers_have_names() -> None:
    papers = "".join(
        f"- [A Network of Kind {n}](https://arxiv.org/abs/2001.0000{n}), ICML 2020\n"
        for n in range(6)
    )
    datasets = "- [Large Data Set of Red Kites](https://a.example)\n"
    text = f"# Kites\n\n## Papers\n\n{papers}\n## Datasets\n\n{datasets}"
    assert read(text, "name", "title", "links")[-1] == {
        "name": "Large Data Set of Red Kites",
        "links": "project",
    }


@pytest.mark.parametrize("piece", ["2001 ", "20-21 ", "pp. 12-13 ", "3(4) ", "7 (2001) "])
def test_a_line_of_hundreds_of_numbers_is_read(piece: str) -> None:
    text = f"# Papers\n\n- Jane Doe. Trees of Things. In Journal of Trees {piece * 300}and more.\n"
    assert len(read(text)) <= 1


@pytest.mark.parametrize("piece", ["AB", "中文"])
def test_a_word_of_a_hundred_thousand_letters_is_read(piece: str) -> None:
    text = f"# Papers\n\n- [Kites {piece * 50_000}](https://arxiv.org/abs/2001.00001), Ann Oak\n"
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("cited", "venue"),
    [
        ("in Proc. Int. Conf. Kite Technol., 2015, pp. 17–22.", "Proc. Int. Conf. Kite Technol."),
        ("Kite Mag., vol. 17, no. 3, pp. 56–65, 2015.", "Kite Mag"),
        ("Annals of Kites, vol. 17, no. 3, pp. 56–65, 2015.", "Annals of Kites"),
    ],
)
def test_an_abbreviated_venue_keeps_its_period_where_others_in_it_have_one(
    cited: str, venue: str
) -> None:
    text = f"- A. Oak and B. Elm, “Winds over tall trees,” {cited}\n"
    assert read(text, "venue") == [{"venue": venue}]
