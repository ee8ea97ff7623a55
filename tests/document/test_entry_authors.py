"""Authors: which names a list has, and what is no author."""
# ruff: noqa: E501 - entries of one line

import pytest

from tests.document.papers import PAPERS
from tests.document.reading import entries, read

WRITTEN = {
    "commas": ("Ann Kauri, Bob Birch, Cyd Elm", ["Ann Kauri", "Bob Birch", "Cyd Elm"]),
    "and": ("Ann Kauri and Bob Birch", ["Ann Kauri", "Bob Birch"]),
    "comma and": ("Ann Kauri, Bob Birch, and Cyd Elm", ["Ann Kauri", "Bob Birch", "Cyd Elm"]),
    "ampersand": ("Ann Kauri & Bob Birch", ["Ann Kauri", "Bob Birch"]),
    "semicolons": ("Ann Kauri; Bob Birch; Cyd Elm", ["Ann Kauri", "Bob Birch", "Cyd Elm"]),
    "initials in front": ("A. Kauri, B. Q. Birch", ["A. Kauri", "B. Q. Birch"]),
    "initials behind": ("Kauri A., Birch B.Q.", ["Kauri A.", "Birch B.Q."]),
    "initials behind a comma": ("Kauri, A., Birch, B. Q.", ["Kauri, A.", "Birch, B. Q."]),
    "particles": ("Ann van der Kauri, Bob de Birch", ["Ann van der Kauri", "Bob de Birch"]),
    "apostrophe and hyphen": ("Ann-Lee O'Kauri, Jean d'Elm", ["Ann-Lee O'Kauri", "Jean d'Elm"]),
    "accents": ("Åsa Ödman, Željko Šimić", ["Åsa Ödman", "Željko Šimić"]),
    "Chinese names": ("王小明, 李华", ["王小明", "李华"]),
    "full-width commas": ("Ann Kauri，Bob Birch", ["Ann Kauri", "Bob Birch"]),
    "notes": ("Ann Kauri*, Bob Birch†", ["Ann Kauri", "Bob Birch"]),
    "affiliations": ("Ann Kauri (Kite Lab), Bob Birch (OpenAI)", ["Ann Kauri", "Bob Birch"]),
}
"""Authors as written, and their names."""


@pytest.mark.parametrize(("written", "names"), WRITTEN.values(), ids=WRITTEN.keys())
@pytest.mark.parametrize(
    "template",
    [
        "- [{title}]({url}), {authors}, {venue} {year}",
        "- **{title}**. *{authors}*. {venue} {year}. [[paper]({url})]",
        "- {title}\n  - {authors}\n  - {venue} {year} [[paper]({url})]",
        "**{title}**  \n{authors}  \n{venue} {year} [[paper]({url})]\n",
    ],
    ids=["line", "emphasis", "items", "paragraph"],
)
def test_names_are_told_apart(template: str, written: str, names: list[str]) -> None:
    lines = "\n".join(
        paper.write(template.replace("{authors}", written), place)
        for place, paper in enumerate(PAPERS)
    )
    for entry, paper in zip(entries(f"# Maps\n\n## Papers\n\n{lines}\n"), PAPERS, strict=True):
        assert entry.title
        assert entry.title.text == paper.title
        assert [author.text for author in entry.authors] == names
        assert not entry.et_al


def test_authors_may_be_links_to_their_pages() -> None:
    text = """\
# Maps

- **Folding Maps**, [Ann Kauri](https://kauri.example.org), Bob Elm, CVPR 2023 [[paper](https://arxiv.org/abs/2301.00101)]
- **Cutting Maps**, [Cyd Hazel](https://hazel.example.org), [Dee Oak](https://oak.example.org), ICML 2023 [[paper](https://arxiv.org/abs/2301.00102)]
"""
    assert read(text, "authors", "venue", "links") == [
        {"authors": ["Ann Kauri", "Bob Elm"], "venue": "CVPR", "links": "mention paper"},
        {
            "authors": ["Cyd Hazel", "Dee Oak"],
            "venue": "ICML",
            "links": "mention mention paper",
        },
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Ann Kauri et al.",
        "Ann Kauri, et al.",
        "Ann Kauri et al",
        "Ann Kauri *et al.*",
        "Ann Kauri et.al.",
        "Ann Kauri el al.",
        "Ann Kauri and others",
        "Ann Kauri (Institute for Kites and Wind) et al.",
    ],
)
def test_et_al_leaves_a_list_open_and_is_no_author(written: str) -> None:
    lines = "\n".join(
        paper.write(f"- **{{title}}.** {written}, {{venue}} {{year}}. [[paper]({{url}})]", place)
        for place, paper in enumerate(PAPERS)
    )
    found = read(f"# Maps\n\n## Papers\n\n{lines}\n", "title", "authors", "et al.")
    assert found == [
        {"title": paper.title, "authors": ["Ann Kauri"], "et al.": True} for paper in PAPERS
    ]


def test_authors_may_be_in_brackets_with_their_venue() -> None:
    text = """\
# Maps

- [Folding Maps](https://arxiv.org/abs/2301.00101) (Ann Kauri, Bob Elm, CVPR 2023)
- [Cutting Maps](https://arxiv.org/abs/2301.00102) (Cyd Hazel et al., ICML 2023)
- [Gluing Maps](https://arxiv.org/abs/2301.00103) (Spotlight, ICLR 2023)
"""
    assert read(text, "authors", "venue", "year") == [
        {"authors": ["Ann Kauri", "Bob Elm"], "venue": "CVPR", "year": 2023},
        {"authors": ["Cyd Hazel"], "venue": "ICML", "year": 2023},
        {"venue": "ICLR", "year": 2023},
    ]


def test_a_team_is_an_author_where_others_have_authors() -> None:
    text = """\
# Models

1. <u>Alder</u>: **"Alder: a growing kite"**. *Ann Example et al.* arXiv 2022. [[Paper](https://arxiv.org/abs/2205.00131)] [[Checkpoint](https://github.com/kites/alder)]
2. <u>Birch</u>: **"No kite left behind"**. *Birch Team.* arXiv 2022. [[Paper](https://arxiv.org/abs/2207.00672)]
3. <u>Cedar</u>: **"Cedar technical report"**. *Acme*. arXiv 2023. [[Paper](https://arxiv.org/abs/2303.00774)]
4. <u>Elm</u>: **"Fast kite decoding"**. *Cyd Q. Example*. arXiv 2019. [[Paper](https://arxiv.org/abs/1911.00150)]
"""
    assert [tuple(each.values()) for each in read(text, "name", "title", "authors")] == [
        ("Alder", "Alder: a growing kite", ["Ann Example"]),
        ("Birch", "No kite left behind", ["Birch Team"]),
        ("Cedar", "Cedar technical report", ["Acme"]),
        ("Elm", "Fast kite decoding", ["Cyd Q. Example"]),
    ]


def test_an_affiliation_is_neither_an_author_nor_a_venue() -> None:
    text = """\
# Agents

- [2023/05] **Alder: agents in kites.** *Ann Example (Institute for Artificial Kites) et al. arXiv.* [[paper](https://arxiv.org/abs/2305.00001)]
- [2021/07] **Birch: agents in wind.** *Bob Example (OpenAI) et al. arXiv.* [[paper](https://arxiv.org/abs/2107.00002)]
- [2022/01] **Cedar: agents in clouds.** *Cyd Example et al. IEEE (TETCI).* [[paper](https://arxiv.org/abs/2201.00003)]
- [2023/10] **Elm: agents in hills.** *Dee Example (University of Kites at Hill) et al. Frontiers in Kites.* [[paper](https://arxiv.org/abs/2310.00004)]
"""
    found = read(text, "title", "authors", "venue", "year", "month")
    assert [tuple(each.values()) for each in found] == [
        ("Alder: agents in kites", ["Ann Example"], "arXiv", 2023, 5),
        ("Birch: agents in wind", ["Bob Example"], "arXiv", 2021, 7),
        ("Cedar: agents in clouds", ["Cyd Example"], "TETCI", 2022, 1),
        ("Elm: agents in hills", ["Dee Example"], "Frontiers in Kites", 2023, 10),
    ]


def test_commas_in_a_title_part_no_authors() -> None:
    titles = [
        "Folding Kites",
        "Quiet Wind",
        "Small Strings",
        "Looking Twice",
        "Cutting, Folding, and Gluing Kites",
        "See Far, Fly High, Land Slow and Glue Fast",
    ]
    lines = "".join(
        f"- {title}, arXiv 202{place}, [[paper]](https://arxiv.org/abs/2{place}01.00011)\n"
        for place, title in enumerate(titles)
    )
    found = read(f"# Kites\n\n## Papers\n\n{lines}", "name", "title", "authors")
    assert found == [{"title": title} for title in titles]


@pytest.mark.parametrize(
    "described",
    ["Python, Ruby, and Go bindings.", "Written by Ann Kauri, Bob Birch.", "Rust Wasm, Deno."],
)
def test_a_described_tool_has_no_authors(described: str) -> None:
    text = f"""\
# Tools

- [Kite](https://kite.example.org) - Flies in the wind.
- [Glue](https://glue.example.org) - {described}
- [Wind](https://wind.example.org) - Makes noise.
"""
    assert read(text, "authors", "title", "venue") == [{}, {}, {}]


def test_persons_behind_books_are_authors_and_sentences_are_descriptions() -> None:
    text = """\
# Books

- [Kites](https://example.org/kites) - Ann Doe.
- [Strings](https://example.org/strings) - Bob Roe, Cy Poe.
- [Knots](https://example.org/knots) - Dan Lowe (University at Albany).
- [Flying](https://example.org/flying) - Eve Moe, Flo Coe, Gus Hoe.
- [Winds](https://example.org/winds) - Hal Joe.
- [Weather](https://example.org/weather) - Free course on the weather, with notes and exercises.
- [Storms](https://example.org/storms) - A playlist of lectures about storms.
- [Clouds](https://example.org/clouds) - All that anybody has to know about clouds.
"""
    assert read(text, "authors", "description") == [
        {"authors": ["Ann Doe"]},
        {"authors": ["Bob Roe", "Cy Poe"]},
        {"authors": ["Dan Lowe"]},
        {"authors": ["Eve Moe", "Flo Coe", "Gus Hoe"]},
        {"authors": ["Hal Joe"]},
        {"description": "Free course on the weather, with notes and exercises"},
        {"description": "A playlist of lectures about storms"},
        {"description": "All that anybody has to know about clouds"},
    ]


def test_titled_descriptions_among_sentences_are_no_authors() -> None:
    tools = "".join(
        f"- [tool{place}](https://example.org/{place}) - Checks what number {place} has changed.\n"
        for place in range(30)
    )
    text = f"# Tools\n\n{tools}- [kit](https://example.org/kit) - Web Framework\n"
    assert read(text, "authors", "description")[-1] == {"description": "Web Framework"}


def test_a_title_in_emphasis_behind_the_last_author_keeps_its_first_word() -> None:
    text = (
        "- Ann Oak, Bo Elm, and Cy Q. Fir, *Kite to Kite Signals by Hand*, ICML 2014 "
        "[[Paper](https://arxiv.org/abs/1409.0001)]\n"
    )
    assert read(text, "title", "authors") == [
        {"title": "Kite to Kite Signals by Hand", "authors": ["Ann Oak", "Bo Elm", "Cy Q. Fir"]}
    ]


def test_the_name_before_a_colon_in_a_linked_title_is_no_author() -> None:
    text = (
        "- Ann Oak, Bo Elm, Cy Fir, [KITE: A Study of Wind](https://arxiv.org/abs/1503.0001), "
        "arXiv:1503.0001\n"
    )
    assert read(text, "title", "authors") == [
        {"title": "KITE: A Study of Wind", "authors": ["Ann Oak", "Bo Elm", "Cy Fir"]}
    ]


@pytest.mark.parametrize("name", ['Jan "Honza" Elm', "Jan(Honza) Elm"])
def test_a_nickname_is_part_of_a_name(name: str) -> None:
    text = (
        f"- Ann Oak, {name}, Cy Fir, *Wind over Kites*, Interspeech 2010 "
        "[[Paper](https://a.example/kite.pdf)]\n"
    )
    assert read(text, "title", "authors") == [
        {"title": "Wind over Kites", "authors": ["Ann Oak", name, "Cy Fir"]}
    ]


def test_persons_may_end_links_to_books_and_no_titles_of_papers() -> None:
    names = ("Ann Oak", "Bo Elm and Cy Q. Fir", "Dee Gum")
    text = "## Books\n" + "".join(
        f"- [Kites of Kind {n} by {name}](https://books.example/{n}) - Tells all of them.\n"
        for n, name in enumerate(names)
    )
    persons = [name.split(" and ") for name in names]
    assert [each["authors"] for each in read(text)] == persons
    assert [each.get("name") or each["title"] for each in read(text)] == [
        f"Kites of Kind {n}" for n in range(3)
    ]
    papers = "".join(
        f"- [Growing {n} Trees by Watering Leaves](https://arxiv.org/abs/2001.0000{n})\n"
        for n in range(4)
    )
    few = text.replace("Ann Oak", "Paper Labs").replace("Dee Gum", "hand")
    assert not any("authors" in each for each in read(papers + few))


def test_books_have_authors_before_their_year_and_lead_to_their_own_page() -> None:
    text = (
        "- [Kites: Models and Wind](http://kites.example.com/) - Ann J. D. Oak 2012\n"
        "- [Strings](http://strings.example.com/) - Bo Elm and Cy Fir 2010\n"
        "- [Kites for Makers](http://makers.example.com) - Dee Gum, 2011\n"
        "- [Knots](http://knots.example.com) - Eve Hazel\n"
        "- [Reels](http://reels.example.com) - Ida Jute and Kim Larch\n"
    )
    found = read(text)
    assert [each.get("year") for each in found] == [2012, 2010, 2011, None, None]
    assert found[0]["authors"] == ["Ann J. D. Oak"]
    assert found[1]["authors"] == ["Bo Elm", "Cy Fir"]
    assert {each["links"] for each in found} == {"project"}
    assert all("title" in each for each in found)


def test_two_words_before_a_colon_in_an_emphasised_title_are_no_authors() -> None:
    text = (
        "- Ann Oak, Bo Elm, and Cy Fir, *Flat and Box: A Study of Kites*, arXiv:1411.0001 "
        "/ CVPR 2015 [[Paper](https://arxiv.org/abs/1411.0001)]\n"
    )
    assert read(text, "title", "authors", "venue", "year") == [
        {
            "title": "Flat and Box: A Study of Kites",
            "authors": ["Ann Oak", "Bo Elm", "Cy Fir"],
            "venue": "CVPR",
            "year": 2015,
        }
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Oak, Ann and Elm, Bo", ["Oak, Ann", "Elm, Bo"]),
        ("Fir, Cy and Gum, Dee and Hazel, Eve", ["Fir, Cy", "Gum, Dee", "Hazel, Eve"]),
        ("Oak, Ann, Bo Elm, and Cy Fir", ["Oak, Ann", "Bo Elm", "Cy Fir"]),
        ("Oak, Ann, Elm, Bo B, and Fir, Cy", ["Oak, Ann", "Elm, Bo B", "Fir, Cy"]),
        ("Oak, Ann M, de Elm, Bo & Fir, Cy", ["Oak, Ann M", "de Elm, Bo", "Fir, Cy"]),
        ("Oak A, Elm B B, Fir C", ["Oak A", "Elm B B", "Fir C"]),
        ("Ann Oak, Bo Elm, Cy Fir and Dee Gum", ["Ann Oak", "Bo Elm", "Cy Fir", "Dee Gum"]),
    ],
)
def test_the_family_name_may_be_first(written: str, names: list[str]) -> None:
    text = f'- {written}. "Growing Elms in Pots." ICML 2020. [pdf](https://arxiv.org/pdf/2001.00002)\n'
    assert read(text, "title", "authors") == [{"title": "Growing Elms in Pots", "authors": names}]


def test_authors_in_brackets_behind_a_linked_title() -> None:
    text = (
        "- [Growing Oaks](https://arxiv.org/abs/2001.00001) (Ann Oak, Bo Elm, Cy Fir)\n"
        "- [Sawing Firs](https://arxiv.org/abs/2001.00005) (Kim Larch, Moe Nut)\n"
    )
    assert read(text, "authors") == [
        {"authors": ["Ann Oak", "Bo Elm", "Cy Fir"]},
        {"authors": ["Kim Larch", "Moe Nut"]},
    ]


def test_a_title_behind_its_authors_and_a_comma_is_none_of_them() -> None:
    text = (
        "- Ann Oak, Bo Elm, Cy Fir, Memory Networks, arXiv:1410.0001. "
        "[[Paper](http://arxiv.org/pdf/1410.0001v10)]\n"
    )
    assert read(text, "title", "authors") == [
        {"title": "Memory Networks", "authors": ["Ann Oak", "Bo Elm", "Cy Fir"]}
    ]


def test_a_person_in_bold_behind_by_is_the_author_of_a_talk() -> None:
    text = "".join(
        f"* [{title}](https://vimeo.com/7127{n}) by **{name}** [3{n}:55]\n"
        for n, (title, name) in enumerate((("To the Moon!", "Ann Oak"), ("Kites", "Bo Elm")))
    )
    assert read(text, "title", "authors", "links") == [
        {"title": "To the Moon!", "authors": ["Ann Oak"], "links": "video"},
        {"title": "Kites", "authors": ["Bo Elm"], "links": "video"},
    ]


def test_authors_with_initials_may_end_the_text_of_a_link() -> None:
    text = (
        "- [Kites: A Maker’s View, A. Oak, B. O'Elm](https://a.example/kites) - About kites.\n"
        "- [Strings Using Wind, A. Oak & C. Fir](https://a.example/strings.pdf).\n"
        "- [Knots, D. Gum](https://a.example/knots).\n"
    )
    assert [(each["title"], each["authors"]) for each in read(text)] == [
        ("Kites: A Maker’s View", ["A. Oak", "B. O'Elm"]),
        ("Strings Using Wind", ["A. Oak", "C. Fir"]),
        ("Knots", ["D. Gum"]),
    ]


def test_paragraphs_that_cite_family_names_first_are_entries() -> None:
    written = [
        ("Oak, Ann, Elm, Bo B, and Fir, Cy.", "In ICML, 2015."),
        ("Gum, Dee and Oak, Ann.", "In ICLR, 2016."),
        ("Elm, B., Fir, C. (2016).", "arXiv preprint arXiv:1606.00001."),
    ]
    text = "\n\n".join(
        f"**[{number}]** {authors} **How Tree {number} Grows**. {where}"
        for number, (authors, where) in enumerate(written, 1)
    )
    assert read(f"# Trees\n\n{text}\n", "title", "authors", "year") == [
        {
            "title": "How Tree 1 Grows",
            "authors": ["Oak, Ann", "Elm, Bo B", "Fir, Cy"],
            "year": 2015,
        },
        {"title": "How Tree 2 Grows", "authors": ["Gum, Dee", "Oak, Ann"], "year": 2016},
        {"title": "How Tree 3 Grows", "authors": ["Elm, B.", "Fir, C."], "year": 2016},
    ]


@pytest.mark.parametrize("title", ['["How Kites Fly."]({url})', '"[How Kites Fly]({url})"'])
def test_a_person_behind_a_title_in_quotes_is_its_author_among_tools(title: str) -> None:
    tools = "".join(f"- [Kite{n}](https://k{n}.example) - Flies kites.\n" for n in range(8))
    article = title.format(url="https://kites.example/how-they-fly")
    text = f"## Articles\n\n- {article} - *Ann Oak*\n\n## Tools\n\n{tools}"
    assert read(text, "name", "title", "authors", "description")[:2] == [
        {"title": "How Kites Fly", "authors": ["Ann Oak"]},
        {"name": "Kite0", "description": "Flies kites"},
    ]


def test_what_describes_a_tool_in_quotes_is_no_author() -> None:
    tools = "".join(f"- [Kite{n}](https://k{n}.example) - Flies kites.\n" for n in range(8))
    text = f'- ["Kite Maker"](https://maker.example) - Web Framework\n{tools}'
    assert "authors" not in read(text)[0]


def slots(line: str, authors: str = "Oak, Ann et al.") -> list[dict[str, object]]:
    """Entries of the shape `Title. Authors. ICML 2020`, and a line among them."""
    titles = ("Growing trees in sand", "A fast saw", "Are elms tall?", "Planting: a new way")
    written = "\n".join(
        f"{n}. {title}{'' if title.endswith('?') else '.'} {authors} ICML 202{n}"
        for n, title in enumerate(titles)
    )
    found = read(f"## Papers\n\n{written}\n5. {line}\n", "title", "authors")
    assert len(found) == 5
    return found


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        ("Saws for tall trees. Doe & Roe. ICLR 2021", "Saws for tall trees", ["Doe", "Roe"]),
        ("Saws for _tall_ trees. Doe and Roe. arXiv:2103.00001", None, ["Doe", "Roe"]),
        ("Do saws cut trees? van den Doe & Roe. ICLR 2021", None, ["van den Doe", "Roe"]),
        ("Saws for tall trees. Doe, Roe & Fir. ICLR 2021", None, ["Doe", "Roe", "Fir"]),
        ("Saws for tall trees. McDoe. ICLR 2021", None, ["McDoe"]),
        ("Saws for tall trees. D. Doe. ICLR 2021", None, ["D. Doe"]),
        ("Saws. Doe, Jo & Roe, Al.(KiteLab) arXiv:2103.00001", "Saws", ["Doe, Jo", "Roe, Al"]),
    ],
)
def test_family_names_alone_are_authors_where_others_have_them(
    line: str, title: str | None, authors: list[str]
) -> None:
    found = slots(line)[-1]
    assert found["authors"] == authors
    assert title in (None, found["title"])


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Saws for tall trees. Pruning. ICLR 2021", "Saws for tall trees. Pruning"),
        ("Saws for tall trees. SawNet. ICLR 2021", "Saws for tall trees. SawNet"),
        ("Saws for tall trees: Doe & Roe. ICLR 2021", "Saws for tall trees: Doe & Roe"),
        ("Saws for tall trees. Nature. arXiv:2103.00001", "Saws for tall trees"),
    ],
)
def test_a_topic_or_a_venue_behind_a_title_is_no_family_name(line: str, title: str) -> None:
    assert slots(line)[-1] == {"title": title}


@pytest.mark.parametrize("end", ["Causes and Effects", "Roe", "Trees, Leaves & Roots"])
def test_what_ends_a_title_is_no_family_name_where_no_other_entry_has_authors(end: str) -> None:
    title = f"Saws for tall trees. {end}"
    assert slots(f"{title}. ICLR 2021", authors="")[-1] == {"title": title}


def test_a_surname_of_two_letters_ends_the_authors_before_a_title() -> None:
    text = """\
# Maps

- Ann Kauri, Bo Li. A Fold of Maps. CVPR 2023 [[paper](https://arxiv.org/abs/2301.00101)]
- Bo Xu and Dr. Min Wu. On Maps of Air. ICML 2023 [[paper](https://arxiv.org/abs/2301.00102)]
- Cy Ma, St. John Elm. Deep Maps for Birds. ICML 2023 [[paper](https://arxiv.org/abs/2301.00103)]
"""
    assert read(text, "authors", "title") == [
        {"authors": ["Ann Kauri", "Bo Li"], "title": "A Fold of Maps"},
        {"authors": ["Bo Xu", "Dr. Min Wu"], "title": "On Maps of Air"},
        {"authors": ["Cy Ma", "St. John Elm"], "title": "Deep Maps for Birds"},
    ]


@pytest.mark.parametrize(
    "template",
    [
        "* {authors}, {title}, ICML, 20{n}. [[Paper](https://a.example/{n}.pdf)]",
        "* Kite{n} [[Paper]](https://arxiv.org/abs/20{n}.00001)\n  * {authors}, {title}, ICML, 20{n}.",
    ],
    ids=["line", "items"],
)
def test_authors_are_told_from_a_title_behind_a_comma(template: str) -> None:
    written = {
        "Folding Maps of Lakes by Hand": ["Ann Kauri", "Bob Birch", "Cyd Elm"],
        "Maps Are Unfolded Kites": ["Dee Alder", "Eve Q. Oak", "Fay Pine"],
        "Deep Water and Tall Trees": ["Gus Hazel", "Ida Ivy", "Jon Juniper"],
        "Pre-training of Small Kites on Large Lakes": ["Kim Larch", "Lee Maple"],
    }
    lines = [
        template.format(authors=", ".join(names), title=title, n=n)
        for n, (title, names) in enumerate(written.items(), start=17)
    ]
    lines.append(
        template.format(
            authors="Ann Kauri, Bob Birch and Cyd Elm", title="Drawn Elms of Air", n=21
        )
    )
    found = read("# Maps\n\n## Papers\n\n" + "\n".join(lines) + "\n", "title", "authors")
    assert found == [
        *({"title": title, "authors": names} for title, names in written.items()),
        {"title": "Drawn Elms of Air", "authors": ["Ann Kauri", "Bob Birch", "Cyd Elm"]},
    ]


def test_who_is_in_brackets_behind_a_venue_is_an_affiliation_unless_several() -> None:
    text = "".join(
        f'* **Kite{n}**: "Growing Kites of Kind {n}", ICML, 2020 (*{who}*). '
        f"[[Paper](https://arxiv.org/abs/2001.0000{n})]\n"
        for n, who in enumerate(("Kite Lab", "MIT", "Elm", "Oak University", "Ann Oak, Bob Elm"))
    )
    assert [each.get("authors") for each in read(text)] == [*[None] * 4, ["Ann Oak", "Bob Elm"]]
    assert [each["name"] for each in read(text)] == [f"Kite{n}" for n in range(5)]


def test_family_names_before_a_venue_in_the_same_brackets() -> None:
    text = "".join(
        f"- **Growing Kites of Kind {n}** ({who}; ICML 2020) [[pdf](https://a.example/{n}.pdf)]\n"
        for n, who in enumerate(("Kauri, Birch, Elm", "Oak, Pine", "Fir et al."))
    )
    assert [each["authors"] for each in read(text)] == [
        ["Kauri", "Birch", "Elm"],
        ["Oak", "Pine"],
        ["Fir"],
    ]


def test_raised_numbers_of_affiliations_are_no_part_of_a_name() -> None:
    text = "".join(
        f"- **Growing Kites of Kind {n}**  \n  Ann Oak<sup>1,2</sup>, Bob Elm<sup>2*</sup>, "
        f"Cyd Fir<sup>1</sup>  \n  ICML 2020 [[pdf](https://a.example/{n}.pdf)]\n"
        for n in range(3)
    )
    assert [each["authors"] for each in read(text)] == [["Ann Oak", "Bob Elm", "Cyd Fir"]] * 3


def test_the_number_of_an_entry_in_its_bold_title_is_no_name() -> None:
    text = "# Kites\n\n" + "".join(
        f"**[{n}] Growing Kites of Kind {n}**  \n*Ann Oak, Bob Elm*  \n"
        f"[[pdf](https://a.example/{n}.pdf)]\n\n"
        for n in range(1, 4)
    )
    assert read(text, "name", "title") == [
        {"title": f"Growing Kites of Kind {n}"} for n in range(1, 4)
    ]


def test_a_column_of_universities_has_no_authors_whatever_they_are_called() -> None:
    places = ("Oak University", "MIT", "UC Elm", "Institute of Firs", "Univ of Limes, Ash Valley")
    text = "".join(
        f"- [CS {n}](https://{n}.example) **Growing Trees {n}** *{place}*\n  - Trees and more.\n"
        for n, place in enumerate(places)
    )
    found = read(text, "name", "title", "authors")
    assert found == [{"name": f"CS {n}", "title": f"Growing Trees {n}"} for n in range(5)]
    for place, person in zip(
        places, ("Ann Oak", "Bo Elm", "Cy Fir", "Di Ash", "Al Yew"), strict=True
    ):
        text = text.replace(place, person)
    assert all("authors" in each for each in read(text, "authors"))


def test_a_name_in_bold_brackets_behind_a_venue_is_none_of_an_affiliation() -> None:
    text = "".join(
        f'**[{n}]** Oak, Ann, et al. "**Growing Kites of Kind {n}**." ICML, 201{n}. '
        f"[[pdf]](https://a.example/{n}.pdf){name}\n\n"
        for n, name in enumerate((" **(KiteNet)**", "", " **(ElmFormer)** :star:", " **(FIR)**"))
    )
    assert [each.get("name") for each in read(text)] == ["KiteNet", None, "ElmFormer", "FIR"]


def test_persons_that_are_all_of_a_description_are_authors_of_titles() -> None:
    by = (
        "Ann Kauri",
        "Bo Elm and Cy Q. Fir",
        "Oak University",
        "kite",
        "Di van Ash.",
        "Ann Yew at Elm",
    )
    text = "## Tutorials\n\n" + "".join(
        f"- [How to grow a tree of kind {n}](https://{n}.example/grow) by {each}\n"
        for n, each in enumerate(by)
    )
    found = [each.get("authors") for each in read(text)]
    assert found == [["Ann Kauri"], ["Bo Elm", "Cy Q. Fir"], None, None, ["Di van Ash"], None]
    assert [each.get("description") for each in read(text)][:3] == [
        None,
        None,
        "by Oak University",
    ]
    tools = text.replace("How to grow a tree of kind ", "elm").replace("Tutorials", "Tools")
    assert not any("authors" in each for each in read(tools))
    published = text.replace("kite", "Di Yew, Casa do Elmo").replace(
        " and Cy Q. Fir", ", Casa do Elmo"
    )
    assert [each.get("authors") for each in read(published)] == [
        ["Ann Kauri"],
        None,
        None,
        None,
        ["Di van Ash"],
        None,
    ]
    few = "".join(text.splitlines(keepends=True)[:4])
    assert not any("authors" in each for each in read(few))


def test_a_period_before_et_al_is_none_of_a_name() -> None:
    text = "".join(
        f"- [Grow {n}](https://arxiv.org/abs/2103.0000{n}), *{names}*\n"
        for n, names in enumerate(
            ("Ann Oak, Bo Elm. et al.", "A. Oak, Fir J. et al.", "Ann Oak, Di Yew")
        )
    )
    assert [each["authors"] for each in read(text)] == [
        ["Ann Oak", "Bo Elm"],
        ["A. Oak", "Fir J."],
        ["Ann Oak", "Di Yew"],
    ]


WHERE = [
    "Oak University, Elm Inc",
    "Elm University",
    "University of Birch, KTH",
    "ETH Zurich, Kites",
]


@pytest.mark.parametrize("people", ["", "Ann Oak, Bo Elm<br>"])
def test_lines_of_universities_below_papers_are_no_authors(people: str) -> None:
    text = "".join(
        f"- [Growing very tall elms {n}](https://arxiv.org/abs/2106.0000{n}) [**ICML 2021**]<br>"
        f"{people}{places}\n"
        for n, places in enumerate(WHERE)
    )
    expected = ["Ann Oak", "Bo Elm"] if people else []
    assert [each.get("authors", []) for each in read(text)] == [expected] * len(WHERE)


def test_authors_with_their_universities_and_few_universities_are_as_ever() -> None:
    lines = ["Ann Oak, Elm University", "Bo Elm, Cy Fir", "Di Ash, Ed Yew", "Elm University"]
    text = "".join(
        f"- [Growing very tall elms {n}](https://arxiv.org/abs/2106.0000{n}) [**ICML 2021**]<br>"
        f"{line}\n"
        for n, line in enumerate(lines)
    )
    assert [each.get("authors") for each in read(text)][1:3] == [
        ["Bo Elm", "Cy Fir"],
        ["Di Ash", "Ed Yew"],
    ]
