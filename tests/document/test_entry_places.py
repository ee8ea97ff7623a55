"""What is an entry and what is none, where lists write neither links nor layouts evenly."""

import pytest

from tests.document.reading import read


def test_contributors_are_no_entries() -> None:
    text = """\
# Agents

## Papers

- [Alder: agents in kites](https://arxiv.org/abs/2304.00101) - Ann Example. ICLR 2024.
- [Birch: agents in wind](https://arxiv.org/abs/2304.00102) - Bob Example. ACL 2024.

## Maintainers & Contributors

- Cyd Example ([@cyd](https://github.com/example-cyd))
- [@dee](https://github.com/example-dee)
"""
    assert read(text, "title") == [
        {"title": "Alder: agents in kites"},
        {"title": "Birch: agents in wind"},
    ]


def test_papers_in_paragraphs_below_the_name_of_a_group_are_entries() -> None:
    text = """\
# Retrieval

- By query

  [Alder: finding kites](https://doi.org/10.18653/v1/2022.acl-long.100)

  [Birch: finding wind](https://arxiv.org/abs/2304.00167)

- Hidden

  [Cedar: finding strings](https://arxiv.org/abs/2010.00159)

  [COPY IS ALL](https://arxiv.org/abs/2307.00162)
"""
    assert read(text) == [
        {"title": "Alder: finding kites", "links": "paper"},
        {"title": "Birch: finding wind", "links": "paper"},
        {"title": "Cedar: finding strings", "links": "paper"},
        {"title": "COPY IS ALL", "links": "paper"},
    ]


def test_names_before_their_addresses_are_entries() -> None:
    text = """\
# Blogs

#### A companies
* Alder https://alder.example.org/blog/
* Birch & Sons https://birch.example.org/blog/
* Cedar https://cedar.example.org/blog/
"""
    assert read(text) == [
        {"name": "Alder", "links": "project"},
        {"name": "Birch & Sons", "links": "project"},
        {"name": "Cedar", "links": "project"},
    ]


def test_papers_whose_links_are_all_nested_are_entries() -> None:
    names = ("Alder", "Birch", "Cedar", "Dogwood")
    lines = "".join(
        f"- **{name} pooling for kites (AAAI 2020)**\n"
        f"  - Ann {name}, Bob Example, Cyd Sample\n"
        f"  - [[Paper]](https://arxiv.org/abs/2004.0010{place})\n"
        f"  - [[Python]](https://github.com/lab/{name.lower()})\n\n"
        for place, name in enumerate(names)
    )
    assert read(f"# Kites\n\n## 2020\n\n{lines}") == [
        {
            "title": f"{name} pooling for kites",
            "authors": [f"Ann {name}", "Bob Example", "Cyd Sample"],
            "venue": "AAAI",
            "year": 2020,
            "links": "paper code",
        }
        for name in names
    ]


def test_an_anchor_in_doubled_parentheses_costs_no_entry() -> None:
    text = """\
# Skills

See [Tools]((#tools)) and [Fields](#fields).

## Tools

- [Kite](https://kite.example.org/x) - A tool for hills.
- [Glue](https://glue.example.org/x) - A tool for kites.

## Fields

- [Hill](https://hill.example.org/x) - A field for kites.
"""
    assert read(text, "name") == [{"name": "Kite"}, {"name": "Glue"}, {"name": "Hill"}]


def test_notes_below_a_paper_describe_it() -> None:
    text = """\
# Transfer

- [Kites without data: a survey](https://arxiv.org/abs/2112.00178)
  - A survey on kites without data
  - 一篇关于风筝和source-free DA的综述
- [Wind without data: a survey](https://arxiv.org/abs/2112.00179)
  - A survey on wind
"""
    assert read(text) == [
        {
            "title": "Kites without data: a survey",
            "description": "A survey on kites without data",
            "links": "paper",
        },
        {
            "title": "Wind without data: a survey",
            "description": "A survey on wind",
            "links": "paper",
        },
    ]


def test_a_preprint_and_the_paper_are_two_entries_with_their_own_titles() -> None:
    text = """\
# Folding

- **Folding Maps by Sound**, arXiv 2023. [[paper](https://arxiv.org/abs/2301.00111)]
- **Folding Maps by Sound**, ICML 2023. [[paper](https://proceedings.mlr.press/v202/x.html)]
- **Kites, Quietly**, arXiv 2023. [[paper](https://arxiv.org/abs/2303.00124)]
- **Kites4Rec: Wind, Ranked**, arXiv 2023. [[arvix](https://arxiv.org/abs/2303.00125)]
"""
    assert [tuple(each.values()) for each in read(text)] == [
        ("Folding Maps by Sound", "arXiv", 2023, "paper"),
        ("Folding Maps by Sound", "ICML", 2023, "paper"),
        ("Kites, Quietly", "arXiv", 2023, "paper"),
        ("Kites4Rec: Wind, Ranked", "arXiv", 2023, "paper"),
    ]


def test_the_key_of_a_link_says_what_it_is() -> None:
    text = """\
# Seeing

**Alder sees**

- Paper: https://arxiv.org/abs/2103.00101
- Code: https://github.com/lab/alder

**Birch sees**

- Paper: https://arxiv.org/abs/2103.00102
- Code: https://arxiv.org/abs/2103.00102

**Cedar sees**

- Paper: https://arxiv.org/abs/2103.00103
- Dataset: https://cedar.example.org/data
"""
    assert read(text) == [
        {"title": "Alder sees", "links": "paper code"},
        {"title": "Birch sees", "links": "paper code"},
        {"title": "Cedar sees", "links": "paper dataset"},
    ]


@pytest.mark.parametrize(
    "before",
    [" :copyright: — ", " `⚠` - ", ". ", " - 🔥 ", " :zap: - ", " - "],
    ids=["short code", "sign in code", "period", "icon", "short code before a dash", "dash"],
)
def test_a_description_begins_behind_signs_and_separators(before: str) -> None:
    text = f"# Tools\n\n- [Kite](https://github.com/a/kite){before}Flies on its own.\n"
    assert read(text, "name", "description") == [
        {"name": "Kite", "description": "Flies on its own"}
    ]


def test_a_number_written_before_a_title_is_no_part_of_it() -> None:
    text = """\
# Papers

**1. Folding Kites**

- Paper: https://arxiv.org/abs/2301.00001

**28. Gluing Kites**

- Paper: https://arxiv.org/abs/2301.00002
"""
    assert read(text, "title") == [{"title": "Folding Kites"}, {"title": "Gluing Kites"}]


def test_links_to_headings_by_the_address_of_the_page_are_contents() -> None:
    page = "https://github.com/lab/kites"
    text = (
        f"- [Flat]({page}#flat)\n  - [Box]({page}#box)\n- [Wind]({page}#wind)\n\n"
        "## Flat\n\n- [Alder](https://alder.example) - A kite.\n\n"
        "## Box\n\n- [Birch](https://birch.example) - A kite.\n\n"
        "## Wind\n\n- [Cedar](https://cedar.example) - A kite.\n"
    )
    assert [each["name"] for each in read(text)] == ["Alder", "Birch", "Cedar"]


def test_the_title_of_a_section_says_what_its_links_are() -> None:
    text = (
        "## Blog posts\n\n- [Kites in the Wind](https://ann.github.io/kites/) - Why they fly.\n\n"
        "## Tools\n\n- [Reel](https://reel.example) - Winds, with a [post](https://b.example).\n"
    )
    assert [each["links"] for each in read(text)] == ["blog", "project mention"]


@pytest.mark.parametrize("year", ["", ", 2021", " (2021)"])
def test_talks_below_the_conference_of_several_are_entries(year: str) -> None:
    text = f"""\
- [KiteCon](https://kitecon.example/)
    - [Wind on Real Kites](https://vimeo.com/1){year}
    - [Why Kites Break Sometimes](https://www.youtube.com/watch?v=1){year}
    - [Slow Kites for All](https://vimeo.com/2){year}
- [ReelCon](https://reelcon.example/)
    - [How We Test a Reel](https://youtu.be/2){year}
- [Knots](https://knots.example/)
"""
    assert len(read(text)) == 7


def test_one_or_two_talks_below_a_tool_are_its_own() -> None:
    text = """\
- [Reel](https://reel.example/)
    - [At KiteCon](https://vimeo.com/1)
    - [In Spanish](https://vimeo.com/2)
- [Spool](https://spool.example/)
    - [At ReelCon](https://youtu.be/2)
- [Knots](https://knots.example/)
"""
    assert [each["links"] for each in read(text)] == [
        "project video video",
        "project video",
        "project",
    ]


COURSES = (
    ("Introduction to Folding", "Kauri University", 2020),
    ("CS 231: Machines that See", "Birch Institute of Technology", 2018),
    ("Deep Learning for Gardeners", "Oakfield College", 2021),
    ("Kites", "The Open Sky", 2022),
)


def courses(template: str) -> str:
    lines = "\n".join(
        template.format(title=title, place=place, year=year, url=f"https://{n}.example/course")
        for n, (title, place, year) in enumerate(COURSES)
    )
    return f"# Kites\n\n## Lectures on kites\n\n{lines}\n"


@pytest.mark.parametrize("mark", [" - ", ": "])
def test_universities_before_linked_courses_are_no_names_of_them(mark: str) -> None:
    found = read(courses(f"- {{place}}{mark}[{{title}}]({{url}})"), "name", "authors", "links")
    assert found == [{"name": title, "links": "project"} for title, *_ in COURSES]


def test_names_before_links_stay_names_where_few_of_them_are_places() -> None:
    text = "# Tools\n\n## Saws\n\n" + "".join(
        f"- {name} - [The page of saws](https://{n}.example)\n"
        for n, name in enumerate(("Acorn Labs", "Birch", "Cedar", "Dogwood", "Elm"))
    )
    assert [each["name"] for each in read(text)][1:] == ["Birch", "Cedar", "Dogwood", "Elm"]


def test_the_year_behind_a_university_is_that_of_the_course() -> None:
    found = read(courses("- [{title}]({url}), {place} {year}"), "year")
    assert found[:3] == [{"year": year} for *_, year in COURSES[:3]]


def test_a_number_behind_other_words_is_no_year() -> None:
    assert read("- [Kites](https://a.example), seen in the sky of 2020\n", "year") == [{}]
