"""Bylines: family names with a year behind them, which a journal and its year look like."""

from collections.abc import Sequence

import pytest

from tests.document.reading import read

CITED = (
    ("Growing Elms from Seeds", "Kauri", ["Kauri"], 2003),
    ("Folding Large Maps by Hand", "Birch et al.", ["Birch"], 2013),
    ("Cutting Maps along Roads", "Elm & McHazel", ["Elm", "McHazel"], 2014),
    ("Reading Maps in the Dark", "Oak, Rowan, Ash", ["Oak", "Rowan", "Ash"], 2015),
    ("Drawing Rivers", "Larch, van Pine, and Yew", ["Larch", "van Pine", "Yew"], 2016),
    ("Walking On", "Alder, Fir, Ivy, Sorb et al.", ["Alder", "Fir", "Ivy", "Sorb"], 2017),
)  # fmt: skip
URL = "https://arxiv.org/abs/1301.0000{n}"


def cited(template: str) -> str:
    lines = "\n".join(
        template.format(title=title, authors=authors, year=year, url=URL.format(n=n))
        for n, (title, authors, _, year) in enumerate(CITED)
    )
    return f"# Maps\n\n## Papers\n\n{lines}\n"


STATED = [
    {
        "title": title,
        "authors": names,
        "year": year,
        **({"et al.": True} if "et al" in authors else {}),
    }
    for title, authors, names, year in CITED
]


@pytest.mark.parametrize(
    "template",
    [
        "[{title}]({url})  \n{authors} {year}. Shows how it is done.\n",
        "[{title}]({url})  \n{authors} {year}  Shows how it is done.\n",
        "[{title}]({url})  \n{authors}. {year} - Shows how it is done.\n",
        "[{title}]({url})  \n({authors}, {year}) Shows how it is done.\n",
        "[{title}]({url})  \n*{authors} {year}*. Shows how it is done.\n",
        "[{title}]({url}) ([abstract]({url}))  \n{authors} {year}\n",
        "**{title}** [[pdf]({url})]\\\n{authors} {year}. Shows how it is done.\n",
        "- [{title}]({url})\n  {authors} {year}. Shows how it is done.",
        "- [{title}]({url})\n  - {authors} {year}. Shows how it is done.",
        "- [{title}]({url}) {authors} {year}. Shows how it is done.",
        "- [{title}]({url}) - {authors} {year}",
        "- [{title}]({url}) ({authors}, {year}) - shows how it is done.",
        "- [{title}]({url}) [{authors} {year}]",
        "- {authors} {year}. [{title}]({url})",
        "- {authors} ({year}) {title}. [[pdf]({url})]",
        "- **{authors} {year}** [{title}]({url})",
        "- [{authors}, {year}]({url}) - {title}",
        "1. [{authors} {year}] [{title}]({url})",
    ],
)
def test_family_names_before_a_year_are_authors(template: str) -> None:
    assert read(cited(template), "title", "authors", "et al.", "year") == STATED


@pytest.mark.parametrize(
    "more",
    ["et al.", "et al", "et. al.", "et. al", "et.al.", ", et al.", "*et al.*", "and others"],
)
def test_a_byline_may_be_left_open_in_any_spelling(more: str) -> None:
    text = cited("[{title}]({url})  \n{authors} {year}. Shows how it is done.\n")
    found = read(text.replace("Birch et al.", f"Birch {more}"), "authors", "et al.", "year")
    assert found[1] == {"authors": ["Birch"], "et al.": True, "year": 2013}


def test_authors_that_are_links_are_no_entries_of_their_own() -> None:
    text = cited("[{title}]({url})  \n{authors} {year}. Shows how it is done.\n")
    for name in ("Kauri", "Birch", "Rowan"):
        text = text.replace(name, f"[{name}](https://{name.lower()}.example.edu/~me)")
    assert read(text, "title", "authors", "et al.", "year") == STATED
    assert [each["links"] for each in read(text)] == [
        "paper mention",
        "paper mention",
        "paper",
        "paper mention",
        "paper",
        "paper",
    ]


def test_lines_of_links_below_a_byline_belong_to_its_paper() -> None:
    text = cited(
        "[{title}]({url})  \n{authors} {year}.  \n[Source code](https://github.com/a/b)\n"
    )
    assert read(text, "title", "authors", "et al.", "year") == STATED


def test_other_years_behind_a_byline_are_not_when_it_was_published() -> None:
    text = cited('[{title}]({url})  \n{authors} {year}. "WMT\'21 to CVPR 2022, our score is 3"\n')
    assert read(text, "venue", "year") == [{"year": year} for *_, year in CITED]


@pytest.mark.parametrize(
    "written",
    [
        ("Automatica 2003", "Neurocomputing 2013", "Cell 2014"),
        ("March 2003", "Spring 2013", "May 2014"),
        ("Revised 2003", "Elms 2013", "Kites 2014"),
    ],
)
def test_words_before_a_year_are_no_bylines_where_none_is_left_open(written: list[str]) -> None:
    others = "\n".join(
        f"- [{title}]({URL.format(n=n)}) ({line})"
        for n, (line, (title, *_)) in enumerate(zip(written, CITED, strict=False))
    )
    text = cited("- {authors} {year}. [{title}]({url})")
    assert read(text, "title", "authors", "et al.", "year") == STATED
    found = read(f"{text}\n## Others\n\n{others}\n", "title", "authors")[len(CITED) :]
    assert found == [{"title": title} for title, *_ in CITED[: len(written)]]


@pytest.mark.parametrize(
    "name", ["NeRF", "PyTorch", "CVPR", "NeurIPS", "March", "Spring", "Since"]
)
def test_names_of_methods_venues_and_months_are_no_authors(name: str) -> None:
    text = cited("[{title}]({url})  \n{authors} {year}. Shows how it is done.\n")
    first, *others = read(text.replace("Kauri 2003", f"{name} 2003"), "authors", "et al.")
    assert first == {}
    assert others == [
        {key: value for key, value in each.items() if key in ("authors", "et al.")}
        for each in STATED[1:]
    ]


def test_a_known_venue_among_bylines_is_none() -> None:
    text = cited("- [{title}]({url}) ({authors}, {year})").replace("(Kauri, 2003)", "(CVPR, 2003)")
    first, *others = read(text, "title", "authors", "et al.", "year", "venue")
    assert first == {"title": CITED[0][0], "venue": "CVPR", "year": 2003}
    assert others == STATED[1:]


@pytest.mark.parametrize("name", ["Anthropic", "Google Research", "OpenAI", "Distill"])
def test_who_publishes_a_work_among_bylines_is_its_venue(name: str) -> None:
    text = cited("[{title}]({url})  \n{authors} {year}. Shows how it is done.\n")
    first, *others = read(text.replace("Kauri 2003", f"{name} 2003"), "authors", "venue", "year")
    assert first == {"venue": name, "year": 2003}
    assert [each["authors"] for each in others] == [each["authors"] for each in STATED[1:]]


ALONE = ("Kauri", "Birch", "McHazel", "van Oak", "Rowan", "Elm", "Larch-Yew", "Rowan")


def alone(template: str, names: Sequence[str] = ALONE) -> list[dict[str, object]]:
    lines = "\n".join(
        template.format(
            title=f"Growing Tree {n} from Seeds", name=name, year=2000 + n, url=URL.format(n=n)
        )
        for n, name in enumerate(names)
    )
    return read(f"# Trees\n\n## Papers\n\n{lines}\n", "authors", "venue")


@pytest.mark.parametrize(
    "template",
    [
        "- [{title}]({url}) [{name} {year}]",
        "- [{title}]({url}) {name} {year}. Shows how it is done.",
        "- [{title}]({url}) ({name}, {year}) - shows how it is done.",
        "[{title}]({url})  \n{name} {year}. Shows how it is done.\n",
    ],
)
def test_different_family_names_alone_are_authors_without_et_al(template: str) -> None:
    assert alone(template) == [{"authors": [name]} for name in ALONE]
    found = alone(template, [*ALONE, "Anthropic", "ICML"])
    assert found == [
        *({"authors": [name]} for name in ALONE),
        {"venue": "Anthropic"},
        {"venue": "ICML"},
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Automatica", "Cell", "Automatica", "Nature", "Cell", "Sensors", "Cell", "Nature"),
        ("Treebank", "LeafNet", "Forests", "CIFAR", "ElmBench", "OAK", "Trees10", "Birch"),
        (
            "Segmentation",
            "Pruning",
            "Robotics",
            "Detection",
            "Biology",
            "Optics",
            "Cutting",
            "Oak",
        ),
        ("Kauri", "Kauri", "Birch", "Birch", "Birch", "Elm", "Kauri", "Elm"),
        ALONE[:5],
    ],
)
def test_journals_datasets_and_topics_before_a_year_are_no_authors(names: Sequence[str]) -> None:
    found = alone("- [{title}]({url}) [{name} {year}]", names)
    assert not any("authors" in each for each in found)


COLUMN = (
    ("TreeFold", "Kauri", "sparse trees", 2007),
    ("LeafCount", "Birch", "counts leaves in parallel", 2008),
    ("RootKit", "Lê Elm", "roots under streets: a map", 2009),
    ("BarkNet", "Hazel", "Networks of Bark", 2010),
    ("TwigSort", "Oak (second author is Pine)", "sorts twigs", 2012),
    ("SeedBank", "De Vito", "keeps seeds", 2013),
    ("NutShell", "Larch and Maple", "cracks nuts", 2015),
    ("PollenMap", "Alder-Fir", "maps of pollen", 2016),
    ("SapFlow", "Rowan", "flows of sap", 2019),
)
COLUMN_NAMES = [
    ["Kauri"], ["Birch"], ["Lê Elm"], ["Hazel"], ["Oak"], ["De Vito"], ["Larch", "Maple"],
    ["Alder-Fir"], ["Rowan"],
]  # fmt: skip


def column(template: str) -> str:
    lines = "\n".join(
        template.format(name=name, author=author, text=text, year=year, url=URL.format(n=n))
        for n, (name, author, text, year) in enumerate(COLUMN)
    )
    return f"# Trees\n\n## Methods\n\n{lines}\n"


@pytest.mark.parametrize(
    "template",
    [
        "- {year} - **{name}** - {author} - {text} - [paper]({url})",
        "- {year} - [{name}](https://{name}.example.org) - {author} - {text} - [paper]({url})",
        "- {year} – **{name}** – {author} – {text} – [[paper]({url})]",
        "- **{name}** ({year}) - {author} - {text} - [paper]({url}), [slides]({url}/s)",
        "- {year} | **{name}** | {author} | {text} | [paper]({url})",
    ],
)
def test_a_column_of_family_names_behind_names_is_of_authors(template: str) -> None:
    assert read(column(template), "name", "title", "authors", "description", "year") == [
        {"name": name, "authors": authors, "description": text, "year": year}
        for (name, _, text, year), authors in zip(COLUMN, COLUMN_NAMES, strict=True)
    ]


@pytest.mark.parametrize(
    "template",
    [
        "- {year} - {author} - [The {name} of {text}]({url})",
        "- {year} | {author} | [The {name} of {text}]({url})",
        "- {author} - [The {name} of {text}]({url}) - {year}",
        "- [The {name} of {text}]({url}) - {author} - {year}",
        "- {year} - {author} - The {name} of {text} - [paper]({url})",
    ],
)
def test_a_column_of_family_names_beside_titles_is_of_authors(template: str) -> None:
    assert read(column(template), "name", "title", "authors", "year") == [
        {"title": f"The {name} of {text}", "authors": authors, "year": year}
        for (name, _, text, year), authors in zip(COLUMN, COLUMN_NAMES, strict=True)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Segmentation Tracking Detection Parsing Captioning Retrieval Matching Grounding Planning",
        "Python Rust Python Python Julia Rust Python Julia Python",
        "ICML CVPR ICLR AAAI ECCV NeurIPS ACL EMNLP KDD",
        "PyTorch JAX MXNet TensorFlow ImageNet KITTI COCO NuScenes GTA",
    ],
)
def test_a_column_of_topics_languages_or_datasets_is_of_no_authors(words: str) -> None:
    text = column("- {year} - **{name}** - {author} - {text} - [paper]({url})")
    for (_, author, *_), word in zip(COLUMN, words.split(), strict=True):
        text = text.replace(f" {author} ", f" {word} ")
    assert read(text, "authors") == [{}] * len(COLUMN)


@pytest.mark.parametrize(
    "template",
    [
        "- **{name}** - {author} - {text} - [paper]({url})",
        "- {year} - [{name}](https://{name}.example.org) - {author} - {text}",
    ],
)
def test_a_column_of_words_without_years_or_papers_is_of_no_authors(template: str) -> None:
    assert not any(each.get("authors") == ["Kauri"] for each in read(column(template)))


BY = (
    ("Ann Kauri, Bob Birch", ["Ann Kauri", "Bob Birch"], "https://arxiv.org/abs/1301.00001"),
    ("Cyd Elm", ["Cyd Elm"], "https://arxiv.org/abs/1301.00002"),
    ("Dee Oak et al.", ["Dee Oak"], "https://maps.example.org/oak"),
    ("Eve Pine", ["Eve Pine"], "https://pine.example.org/maps"),
    ("Fay Yew and Gus Fir", ["Fay Yew", "Gus Fir"], "https://arxiv.org/abs/1301.00005"),
)


def by(template: str) -> str:
    lines = "\n".join(
        template.format(title=f"Maps of Lake {n}", authors=authors, url=url, year=2010 + n)
        for n, (authors, _, url) in enumerate(BY)
    )
    return f"# Maps\n\n## Papers\n\n{lines}\n"


@pytest.mark.parametrize(
    "template",
    [
        "- [{title}]({url}) by {authors}, {year}.",
        "- <[{title}]({url})> by {authors}, {year}. (Slides)",
        "- [{title}]({url}) by\t{authors}, {year}",
        "- [{title}]({url}) by\n  {authors}, {year}.",
        "- **[{title}]({url})** by {authors} ({year})",
    ],
)
def test_behind_by_and_before_a_year_are_authors_wherever_papers_are(template: str) -> None:
    found = read(by(template), "name", "title", "authors", "year")
    assert found == [
        {"title": f"Maps of Lake {n}", "authors": names, "year": 2010 + n}
        for n, (_, names, _) in enumerate(BY)
    ]


def test_who_made_a_tool_and_when_is_its_description() -> None:
    text = """\
# Tools

- [MapFold](https://fold.example.org) by Ann Kauri, 2019
- [MapCut](https://cut.example.org) by Bob Birch, 2020
- [MapGlue](https://glue.example.org) by Cyd Elm and Dee Oak, 2021
- [MapPin](https://pin.example.org) by Eve Pine, 2022
"""
    assert read(text, "name", "title", "authors") == [
        {"name": name} for name in ("MapFold", "MapCut", "MapGlue", "MapPin")
    ]


def test_who_gave_a_talk_at_a_conference_is_its_author() -> None:
    text = """\
# Talks

- [How Maps Fold](https://www.youtube.com/watch?v=1) by Ann Kauri (MapConf 2019)
- [Cutting for Beginners](https://www.youtube.com/watch?v=2) by Bob Birch (MapConf 2020)
- [Glue Considered](https://www.youtube.com/watch?v=3) by Cyd Elm and Dee Oak (MapConf 2021)
"""
    assert read(text, "name", "title", "authors", "venue") == [
        {"title": "How Maps Fold", "authors": ["Ann Kauri"], "venue": "MapConf"},
        {"title": "Cutting for Beginners", "authors": ["Bob Birch"], "venue": "MapConf"},
        {"title": "Glue Considered", "authors": ["Cyd Elm", "Dee Oak"], "venue": "MapConf"},
    ]


BOOKS = (
    ("Growing Elms for Everyone", ["Ann Kauri"], 2019),
    ("Maps: An Applied Approach", ["Bob Q. Birch", "Cyd Elm-Oak"], 2013),
    ("Rivers Explained", ["Dee McOak"], 2007),
    ("Walking since Homer", ["Eve Pine", "Fay van Yew", "Gus Fir"], 2016),
)


@pytest.mark.parametrize(
    "template",
    [
        "- {title} ({authors}, {year})",
        "- {title} ({authors},{year}).",
        "1. *{title}* ({authors} {year})",
    ],
)
def test_books_without_links_are_entries_with_authors_and_a_year(template: str) -> None:
    lines = "\n".join(
        template.format(title=title, authors=", ".join(names), year=year)
        for title, names, year in BOOKS
    )
    needed = "## Prerequisites\n\n- Algebra (linear)\n- Some Botany\n- Trees (2019)\n"
    assert read(f"# Books\n\n{needed}\n## Books\n\n{lines}\n", "title", "authors", "year") == [
        {"title": title, "authors": names, "year": year} for title, names, year in BOOKS
    ]


@pytest.mark.parametrize(
    "written",
    [
        ("Scientific Reports, 2017", "Big Data 2014", "Data Mining and Knowledge Discovery, 2013"),
        ("Paris, France, 2017", "Berlin 2014", "Rome, Italy 2013"),
        ("First Edition, 2017", "Second Edition, 2014", "Third Edition, 2013"),
    ],
)
def test_journals_and_places_in_brackets_name_no_authors(written: tuple[str, ...]) -> None:
    lines = "\n".join(
        f"- {title} ({line})" for line, (title, *_) in zip(written, BOOKS, strict=False)
    )
    assert not any("authors" in each for each in read(f"# Books\n\n## Books\n\n{lines}\n"))


def _linked(*inside: str) -> str:
    return "# Kites\n\n" + "".join(
        f"- [Kites of {number} Ropes {text}](https://lab.example/{number}) They fly well.\n"
        for number, text in enumerate(inside)
    )


def test_family_names_and_a_year_end_the_text_of_a_link() -> None:
    text = _linked(
        "(Kauri, Elm & Birch, 1997)", "(Fir, 2002)", "(Oak et al. 2015)", "(Ash, Yew, 2018)"
    )
    assert read(text, "title", "authors", "year") == [
        {"title": "Kites of 0 Ropes", "authors": ["Kauri", "Elm", "Birch"], "year": 1997},
        {"title": "Kites of 1 Ropes", "authors": ["Fir"], "year": 2002},
        {"title": "Kites of 2 Ropes", "authors": ["Oak"], "year": 2015},
        {"title": "Kites of 3 Ropes", "authors": ["Ash", "Yew"], "year": 2018},
    ]


@pytest.mark.parametrize(
    "inside",
    [
        ("(Nature, 2014)", "(Kite Press, 2015)", "(Springer, 2015)", "(ACL, 2018)"),
        ("(Paris, France, 2017)", "(Berlin, 2014)", "(Rome, Italy 2013)", "(Oslo, Norway, 2012)"),
        ("(Data Mining and Knowledge Discovery, 2013)", "(Big Data, 2014)", "(Nature, 2015)"),
    ],
)
def test_publishers_and_places_that_end_the_text_of_a_link_are_no_authors(
    inside: tuple[str, ...],
) -> None:
    assert not any("authors" in each for each in read(_linked(*inside)))
