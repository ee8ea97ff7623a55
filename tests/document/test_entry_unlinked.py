"""Entries without a link: rows by their header, items by the venue and the year in front."""

import pytest

from tests.document.reading import read

KITES = {"title": "Kites that Fly by Themselves", "venue": "NSDI", "year": 2018}
STRINGS = {"title": "Strings for Kites in Strong Wind", "venue": "OSDI", "year": 2020}
HILLS = {"title": "Hills as Seen from Above", "venue": "SOSP", "year": 2019}
PAPERS = (KITES, STRINGS, HILLS)

LINES = [
    "{y}-{venue}-{title}",
    "**{year}-{venue}-{title}**",
    "{y}_{venue}_{title}",
    "{y} - {venue} - {title}",
    "{venue}{y} {title}",
    "{venue}'{y} {title}",
    "[{venue}'{y}] {title}",
    "({venue} {year}) {title}",
    "【{venue} {year}】{title}",
    "{venue} {year}: {title}",
    "{title} ({venue} {year})",
]


def written(line: str) -> list[str]:
    """The papers, each written as a line says."""
    return [line.format(**paper, y=str(paper["year"])[2:]) for paper in PAPERS]


@pytest.mark.parametrize("line", LINES)
def test_items_with_venue_and_year_are_entries(line: str) -> None:
    assert read("# Kites\n\n" + "".join(f"- {each}\n" for each in written(line))) == [*PAPERS]


def test_items_decide_together_however_few_are_in_each_section() -> None:
    parts = [
        f"**[Group {n}]**\n- {each}\n" for n, each in enumerate(written("{y}-{venue}-{title}"))
    ]
    questions = "**[Questions]**\n- How do kites fly at night?\n- Who holds the string?\n"
    assert read("# Kites\n\n" + "\n".join([questions, *parts])) == [*PAPERS]


def test_a_name_with_hyphens_is_part_of_the_title() -> None:
    text = "# Kites\n\n- 20-OSDI-1Kite-Re-envisioning Kites\n- 21-NSDI-kString: Fast Strings\n"
    assert read(text + "- 18-FCKM-Hill-An Open-Source 100-Foot Hill\n- 19-SOSP-The Wind\n") == [
        {"title": "1Kite-Re-envisioning Kites", "venue": "OSDI", "year": 2020},
        {"title": "kString: Fast Strings", "venue": "NSDI", "year": 2021},
        {"title": "Hill-An Open-Source 100-Foot Hill", "venue": "FCKM", "year": 2018},
        {"title": "The Wind", "venue": "SOSP", "year": 2019},
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["CVPR 2024: our paper on kites is accepted", "ICML 2024: We give a talk on kites"],
        ["CVPR 2024, June 17-21, Seattle, USA", "ICML 2024, July 21-27, Vienna, Austria"],
        ["CVPR 2024: Workshop on Kites and Wind", "ICML'24 Deadline: kites by January 23"],
        ["CVPR 2024 papers about kites", "ICML 2024 statistics of reviews of kites"],
        ["2018-03-Added kites and strings", "2019-05-Removed dead links everywhere"],
        ["24-Feb-Added kites and strings", "24-Mar-Removed dead links everywhere"],
        ["10-K-Means in three lines of code", "64-GPU-Cluster is needed for kites"],
    ],
)
def test_news_dates_and_changes_are_no_entries(lines: list[str]) -> None:
    assert read("# Kites\n\n" + "".join(f"- {each}\n" for each in lines * 2)) == []


NUMBERS = ["[{n}]", "({n})", "{n})", "**[{n}]**", "【{n}】"]


@pytest.mark.parametrize("end", ["", "<br>", "  "])
@pytest.mark.parametrize("number", NUMBERS)
def test_lines_with_running_numbers_are_entries_of_one_paragraph(number: str, end: str) -> None:
    lines = [
        "Ann Oak, Bo Ash. Growing Elms in Cold Places, NSDI, 2020.",
        "Growing oaks by hand, 2021, OSDI. [pdf](https://a.example/oaks.pdf)",
        "C. Yew. Fast Yews. ICML, 2015. [[pdf]](https://arxiv.org/abs/2001.00001)",
        "Ann Oak et al. [Limes](https://arxiv.org/abs/2001.00002), CVPR 2020",
    ]
    rows = [f"{number.format(n=n)} {line}{end}\n" for n, line in enumerate(lines, start=7)]
    assert read("# Trees\n\nElms:\n" + "".join(rows), "title", "authors", "venue", "year") == [
        {
            "title": "Growing Elms in Cold Places",
            "authors": ["Ann Oak", "Bo Ash"],
            "venue": "NSDI",
            "year": 2020,
        },
        {"title": "Growing oaks by hand", "venue": "OSDI", "year": 2021},
        {"title": "Fast Yews", "authors": ["C. Yew"], "venue": "ICML", "year": 2015},
        {"title": "Limes", "authors": ["Ann Oak"], "venue": "CVPR", "year": 2020},
    ]


TABLES = [
    ("Paper Title | Conference | Method", "{title} | {venue}{y} | Fly a kite and see how it goes"),
    ("Year | Venue | Title", "{year} | {venue} | {title}"),
    ("论文 | 会议 | 年份", "{title} | {venue} | {year}"),
    ("**Paper** | **Venue** | Task", '**"{title}"** | {venue}\'{y} | Flying'),
    ("# | Publication | Published in | Citations", "1 | *{title}* | {venue} {year} | 12"),
    ("Name | Conference | Problem", "{title} | {venue} {year} | Wind"),
]


@pytest.mark.parametrize(("header", "row"), TABLES)
def test_rows_are_papers_by_their_header(header: str, row: str) -> None:
    lines = [header, "|".join(["---"] * len(header.split("|"))), *written(row)]
    found = read("# Kites\n\n" + "".join(f"| {line} |\n" for line in lines))
    assert [{**each, "description": ""} for each in found] == [
        {**each, "description": ""} for each in PAPERS
    ]


def test_rows_may_lack_cells() -> None:
    text = """\
| Title | Venue | Authors | Idea |
|---|---|---|---|
| Kites that Fly by Themselves | | Ann Doe, Bob Roe | Fly. |
| Strings for Kites in Strong Wind | OSDI20 |
| | | | |
| Hills as Seen from Above | SOSP19 | ||
"""
    assert read(f"# Kites\n\n{text}", "title", "venue", "authors") == [
        {"title": "Kites that Fly by Themselves", "authors": ["Ann Doe", "Bob Roe"]},
        {"title": "Strings for Kites in Strong Wind", "venue": "OSDI"},
        {"title": "Hills as Seen from Above", "venue": "SOSP"},
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Tool | License | Year", "Kite Maker for Windows | MIT | 2019"),
        ("Method | Venue | mAP | FPS", "Fast Kite Net | CVPR 2021 | 41.2 | 30"),
        ("Paper | Year | Accuracy", "Fast Kites with Nets | 2021 | 91.2"),
        ("Conference | Long Paper | Year", "CVPR | 29.9% (540/1807) (104 orals) | 2014"),
        ("Abbreviation | Name | Year", "KC | International Conference on Kites | 1983"),
        ("Date | Title | Speaker", "2021-03-01 | Learning to Fly Kites in Wind | Ann Doe"),
        ("Conference | Full Title | Deadline", "CKPR | Kites and Patterns in Wind | Nov 14"),
        ("Title | Description", "How to fold a kite | Folds a kite"),
    ],
)
def test_other_tables_without_links_list_no_papers(header: str, row: str) -> None:
    lines = [header, "|".join(["---"] * len(header.split("|"))), *[row] * 3]
    assert read("# Kites\n\n" + "".join(f"| {line} |\n" for line in lines)) == []


KEY_TABLES = [
    "| Items | Details |\n|---|---|\n| Date | {year} |\n| Conference | {venue} {year} |\n",
    "| **Venue** | {venue} |\n|:--|:--|\n| **Year** | {year} |\n| **Task** | Flying |\n",
    "| | |\n|---|---|\n| Publication | {venue} {year} |\n| Date | {year} |\n| Lab | MIT |\n",
    "| Field | Value |\n|---|---|\n| Published in: | {venue}'{y} |\n| Published on: | {year} |\n",
    "| Key | Value |\n|---|---|\n| Journal | {venue} |\n| Year | {year} |\n| Institute | |\n",
]


def headed(table: str) -> str:
    """The papers as headings, each with a table below."""
    return "# Kites\n\n## Papers\n\n" + "\n".join(
        f"### {paper['title']}\n\n" + table.format(**paper, y=str(paper["year"])[2:])
        for paper in PAPERS
    )


@pytest.mark.parametrize("table", KEY_TABLES)
def test_headings_with_a_table_of_keys_are_entries(table: str) -> None:
    assert read(headed(table)) == [*PAPERS]


def test_a_heading_beside_them_is_an_entry_with_links_below_or_nothing() -> None:
    keys = (
        "| Date | 2024-07-07 |\n|---|---|\n| Venue | NSDI |\n| Main Authors | Ann Doe, Bob Roe |\n"
    )
    text = f"""\
# Kites

These are papers about kites.

## Papers

### Kites that Fly by Themselves

{keys}
[Project Page](https://kite.example.org)

[Notes](kites/notes.md)

### Strings for Kites in Strong Wind

{keys}
### Hills as Seen from Above
"""
    known = {"authors": ["Ann Doe", "Bob Roe"], "venue": "NSDI", "year": 2024, "month": 7}
    assert read(text) == [
        {"title": "Kites that Fly by Themselves", **known, "links": "project other"},
        {"title": "Strings for Kites in Strong Wind", **known},
        {"title": "Hills as Seen from Above"},
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Feature | Support |\n|---|---|\n| Windows | yes |\n| License | MIT |\n",
        "| Property | Value |\n|---|---|\n| Author | Ann Doe |\n| Version | 1.0 |\n",
        "| What | When |\n|---|---|\n| Date | 2024-07-07 |\n| Deadline | 2024-05-01 |\n",
        "| Method | Accuracy |\n|---|---|\n| KiteNet | 91.2 |\n| WindNet | 93.0 |\n",
        "",
    ],
)
def test_sections_with_other_tables_or_nothing_are_no_entries(table: str) -> None:
    assert read(headed(table)) == []


ABOVE_AUTHORS = {
    "Growing Elms: A Tree for Everyone": ["Ann Oak", "Bo Ash", "Cy Elm"],
    "Oaks Seen from Above": ["Cy Elm", "Di Fir"],
    "How Do Tall Pines Drink in Winter?": ["Ann Oak", "Di Fir", "Bo Ash"],
}


@pytest.mark.parametrize(
    "form",
    [
        "1. **{}**\n\n    *{}*\n\n",
        "- **{}**  \n  *{}*\n",
        "- {}  \n  {}\n",
        "- **{}**\n  - {}\n",
    ],
)
def test_titles_above_their_authors_are_entries(form: str) -> None:
    items = [form.format(title, ", ".join(names)) for title, names in ABOVE_AUTHORS.items()]
    wanted = [{"title": title, "authors": names} for title, names in ABOVE_AUTHORS.items()]
    assert read(f"# Trees\n\n## Elms\n\n{''.join(items)}") == wanted
    assert read("# Trees\n\n" + "\n".join(f"## {len(each)}\n\n{each}" for each in items)) == wanted
    assert read(f"# Trees\n\n## 2024\n\n{''.join(items[:2])}") == []


@pytest.mark.parametrize(
    "items",
    [
        "".join(
            f"- **{team}**  \n  Ann Oak, Bo Ash, Di Fir\n" for team in ("Elms", "Oaks", "Firs")
        ),
        "".join(f"- Members of team {n}:\n  - Ann Oak, Bo Ash, Di Fir\n" for n in range(4)),
        "".join(f"- How to plant {n} trees\n\n  By hand, or with a spade.\n" for n in range(4)),
        "- How to plant trees\n  - Ann Oak, Bo Ash\n" + "- How to plant\n" * 6,
    ],
)
def test_teams_and_notes_below_items_are_no_entries(items: str) -> None:
    assert read(f"# Trees\n\n## 2024\n\n{items}") == []


CITED = """\
# Trees

## Elms

- Ann Oak, et al.: How Elms Grow, 2001.
- Bo Ash and Cy Elm: How Oaks Grow in Winter, NSDI 2002.
- Di Fir, Cy Elm: How Firs Grow, 2003.
"""


def test_one_author_before_a_colon_is_one_where_others_are_cited() -> None:
    assert read(CITED + "- Bo Ash: How Pines Grow, 2004.\n")[3:] == [
        {"title": "How Pines Grow", "authors": ["Bo Ash"], "year": 2004}
    ]
    assert len(read(CITED + "- Note: the oldest first\n- See also: trees\n")) == 3
    alone = "\n## Pines\n\n- Bo Ash: How Pines Grow, 2004.\n- Last change: 1 May 2004\n"
    assert read(f"{CITED}- Di Fir and Bo Ash: How Yews Grow, 2003.{alone}", "authors")[4:] == [
        {"authors": ["Bo Ash"]}
    ]


def test_authors_before_a_title_without_a_year_among_papers() -> None:
    assert read(CITED + "- Bo Ash, Di Fir. How All Pines Grow.\n")[3:] == [
        {"title": "How All Pines Grow", "authors": ["Bo Ash", "Di Fir"]}
    ]


ADDRESSES = "- <https://github.com/a/elms>\n- https://elms.example.org\n- <https://arxiv.org/abs/2101.00001>\n"
NAMED = "".join(f"- [Elm {n}](https://elms.example.org/{n}) - grows\n" for n in range(9))


def test_addresses_alone_are_entries_where_most_of_their_list_are() -> None:
    roles = [{"links": role} for role in ("code", "project", "paper")]
    assert read(f"# Trees\n\n## Elms\n\n{ADDRESSES}") == roles
    assert read(f"# Trees\n\n## Elms\n\n{NAMED}\n## Oaks\n\n{ADDRESSES}")[9:] == roles
    alone = "\n## Oaks\n\n- <https://oaks.example.org>\n"
    assert len(read(f"# Trees\n\n## Elms\n\n{ADDRESSES}{alone}")) == 4
    assert len(read(f"# Trees\n\n## Elms\n\n{NAMED}{alone}")) == 9
    assert len(read(f"# Trees\n\n## Elms\n\n{NAMED}{ADDRESSES}")) == 9


def test_addresses_below_an_entry_are_its_links() -> None:
    below = "".join(f"  {line}\n" for line in ADDRESSES.splitlines())
    text = "# Trees\n\n## Elms\n\n" + "".join(
        f"- [How Elm {n} Grows](https://arxiv.org/abs/2101.0000{n})\n{below}" for n in range(3)
    )
    assert all("title" in each for each in read(text))


TITLES = ["Growing very tall elms", "Felling very tall oaks", "Elms and oaks in the wind"]


@pytest.mark.parametrize(
    "line",
    ["**{}** ICML 2020", "**{}**, ICML 2020", "*{}* (ICML 2020)", '"{}" *ICML 2020*'],
)
def test_titles_set_off_before_a_venue_are_entries_however_few_in_each_section(line: str) -> None:
    parts = [f"## {n}\n\n1. {line.format(title)}\n\n" for n, title in enumerate(TITLES)]
    expected = [{"title": each, "venue": "ICML", "year": 2020} for each in TITLES]
    assert read("# Trees\n\n" + "".join(parts), "title", "venue", "year") == expected


@pytest.mark.parametrize(
    "line",
    ["**{}** in June 2020", "**{}** We met at ICML 2020", "**{}** of ICML 2020: a talk", "**{}**"],
)
def test_what_is_set_off_before_other_words_is_no_title(line: str) -> None:
    assert read("# Trees\n\n" + "".join(f"- {line.format(each)}\n" for each in TITLES)) == []


def test_names_and_notes_with_a_venue_are_no_titles() -> None:
    names = "".join(f"- **{each}** ICML 2020\n" for each in ("Elm", "Tall Oak", "Trees"))
    notes = "- **Our paper is out** ICML 2020\n- **We wrote a note**: how trees fall\n- Trees\n"
    assert read(f"# Trees\n\n{names}\n## Notes\n\n{notes}") == []
