"""Entries in tables: columns say what their cells are."""
# ruff: noqa: E501 - rows of tables

from tests.document.reading import read

MODELS = """\
# Images

| Note | Model | Paper | Conference | paper link | code link |
|---|---|---|---|---|---|
| | KiteGAN | KiteGAN: flying images | CVPR 2018 | [1804.00100](https://arxiv.org/abs/1804.00100) | [lab/kite](https://github.com/lab/kite) |
| | WindGAN | WindGAN: blown images | CVPR 2018 | [1804.00101](https://arxiv.org/abs/1804.00101) | [lab/wind](https://github.com/lab/wind) |
| | HillGAN | HillGAN: steep images | MM 2018 | [author](https://hill.example.org/HillGAN.pdf) | [lab/hill](https://github.com/lab/hill) |
"""


def test_a_column_gives_its_links_their_role_whatever_their_labels_are() -> None:
    assert [tuple(each.values()) for each in read(MODELS)] == [
        ("KiteGAN", "KiteGAN: flying images", "CVPR", 2018, "paper code"),
        ("WindGAN", "WindGAN: blown images", "CVPR", 2018, "paper code"),
        ("HillGAN", "HillGAN: steep images", "MM", 2018, "paper code"),
    ]


def test_a_row_has_a_title_though_it_lacks_link_and_venue() -> None:
    text = """\
# Kites

| Title | Venue | Date | Code |
|---|---|---|---|
| [**Alder flies**](https://arxiv.org/abs/2304.00101) | arXiv | 2023-04 | [Github](https://github.com/lab/Alder) |
| [**Birch flies**](https://arxiv.org/abs/2305.00102) | ICML | 2023-05 | [Github](https://github.com/lab/Birch) |
| Cedar flies: a kite | - | 2023-06 | [Github](https://github.com/lab/cedar) |
"""
    assert read(text) == [
        {
            "title": "Alder flies",
            "venue": "arXiv",
            "year": 2023,
            "month": 4,
            "links": "paper code",
        },
        {"title": "Birch flies", "venue": "ICML", "year": 2023, "month": 5, "links": "paper code"},
        {"title": "Cedar flies: a kite", "year": 2023, "month": 6, "links": "code"},
    ]


def test_a_described_row_has_a_name_even_one_that_is_a_label_elsewhere() -> None:
    text = """\
# APIs

API | Description | Auth | HTTPS |
|:---|:---|:---|:---|
| [Kite Board](https://kite.example.org/docs) | Fly things | No | Yes |
| [Wind](https://wind.example.org/docs) | Blow things | `apiKey` | Yes |
| [Hill](https://hill.example.org/docs) | Raise things | No | No |
| [String](https://string.example.org/docs) | Hold things | No | No |
| [GitHub](https://docs.github.com/en/rest) | Code and repositories | `OAuth` | Yes |
| [Medium](https://medium.example.org/docs) | Community of readers | `OAuth` | Sure |
| [Twitter](https://twitter.example.org/docs) | Read and write posts | `OAuth` |
"""
    assert read(text) == [
        {"name": "Kite Board", "description": "Fly things", "links": "project"},
        {"name": "Wind", "description": "Blow things", "links": "project"},
        {"name": "Hill", "description": "Raise things", "links": "project"},
        {"name": "String", "description": "Hold things", "links": "project"},
        {"name": "GitHub", "description": "Code and repositories", "links": "project"},
        {"name": "Medium", "description": "Community of readers", "links": "project"},
        {"name": "Twitter", "description": "Read and write posts", "links": "project"},
    ]


def test_a_title_is_a_title_whatever_the_host_of_its_link() -> None:
    text = """\
# Music

| Year | Articles | Code |
|---|---|---|
| 1989 | [A neural net of kites](http://www.jstor.org/stable/3600550) | No |
| 1995 | [Neural nets for strings](http://ieeexplore.ieee.org/abstract/document/1000567) | No |
| 1997 | [Sources of the sound of wind](https://www.researchgate.net/publication/3600) | [GitHub](https://github.com/lab/wind) |
"""
    assert read(text) == [
        {"title": "A neural net of kites", "year": 1989, "links": "paper"},
        {"title": "Neural nets for strings", "year": 1995, "links": "paper"},
        {"title": "Sources of the sound of wind", "year": 1997, "links": "paper code"},
    ]


def test_authors_venue_and_year_have_columns() -> None:
    text = """\
# Maps

| Year | Venue | Title | Authors | Code |
|---|---|---|---|---|
| 2019 | CVPR | [Folding Maps](https://arxiv.org/abs/1901.00100) | Ann Kauri, Bob Elm | [code](https://github.com/lab/maps) |
| 2020 | ICML'20 | [Cutting Maps](https://arxiv.org/abs/2001.00101) | Kite Team | - |
| 2021 | arXiv | [Gluing Maps](https://arxiv.org/abs/2101.00102) | Cyd Hazel et al. | ✗ |
"""
    assert read(text) == [
        {
            "title": "Folding Maps",
            "authors": ["Ann Kauri", "Bob Elm"],
            "venue": "CVPR",
            "year": 2019,
            "links": "paper code",
        },
        {
            "title": "Cutting Maps",
            "authors": ["Kite Team"],
            "venue": "ICML",
            "year": 2020,
            "links": "paper",
        },
        {
            "title": "Gluing Maps",
            "authors": ["Cyd Hazel"],
            "et al.": True,
            "venue": "arXiv",
            "year": 2021,
            "links": "paper",
        },
    ]


def test_tables_in_html_are_read_by_their_columns() -> None:
    text = """\
# Kites

<table>
  <tr><th rowspan="2">Kind</th><th rowspan="2">Research Paper</th><th rowspan="2">Datasets</th>
  <th rowspan="2">Source Code</th><th rowspan="2">Release Time</th></tr>
  <tr></tr>
  <tr>
    <td rowspan="2">Flat</td>
    <td><a href='https://arxiv.org/abs/1709.00100'>Alder <br/> Kites </a></td>
    <td><ul><li> DUC-2004 </li><li> Rows </li></ul></td>
    <td><ul><li><a href='https://github.com/lab/alder'>Pytorch</a></li></ul></td>
    <td>2017/10</td>
  </tr>
  <tr>
    <td><a href="https://arxiv.org/abs/1708.00101">Birch Kites</a></td>
    <td>Rows</td><td>none yet</td><td>2018</td>
  </tr>
</table>
"""
    assert read(text) == [
        {"title": "Alder Kites", "year": 2017, "month": 10, "links": "paper code"},
        {"title": "Birch Kites", "year": 2018, "links": "paper"},
    ]


_KITE_ROWS = """\
  <tr><td>Alder</td><td>wood</td><td>string</td><td>12/2021</td>
  <td><a href="https://arxiv.org/abs/2112.00100">Paper</a></td><td>-</td></tr>
  <tr><td>Birch</td><td colspan="2">cloth only</td><td>4/2022</td>
  <td><a href="https://arxiv.org/abs/2204.00101">Paper</a></td>
  <td><a href="https://github.com/lab/birch">Code</a></td></tr>
"""


def test_cells_of_a_header_in_html_reach_over_rows_and_columns() -> None:
    header = """\
<table>
  <tr><td rowspan='2'align='center'><b>Model</b></td><td colspan='2'>Built of</td>
  <td rowspan='2'>Time</td><td colspan='2'>Links</td></tr>
  <tr><td>Frame</td><td>Rest</td><td>Paper</td><td>Code</td></tr>
"""
    expected = [
        {"name": "Alder", "year": 2021, "month": 12, "links": "paper"},
        {"name": "Birch", "year": 2022, "month": 4, "links": "paper code"},
    ]
    assert read(f"# Kites\n\n{header}{_KITE_ROWS}</table>\n") == expected
    assert read(f"# Kites\n\n{header}{_KITE_ROWS}") == expected  # browsers close it, too


def test_a_first_row_in_html_that_names_no_columns_is_no_header() -> None:
    rows = """\
<table>
  <tr><td>Oak</td><td>Wind</td><td><a href="https://arxiv.org/abs/2112.00102">Oak</a></td></tr>
  <tr><td>Elm</td><td>Rain</td><td><a href="https://arxiv.org/abs/2112.00103">Elm</a></td></tr>
</table>
"""
    assert len(read(f"# Kites\n\n{rows}")) == 2


def test_links_to_papers_in_a_column_of_datasets_are_such() -> None:
    rows = "".join(
        f"| [Kites {number}]({url}) | flies |\n"
        for number, url in enumerate(
            (
                "https://arxiv.org/abs/2001.00001",
                "https://openaccess.thecvf.com/content/kites_paper.pdf",
                "https://doi.org/10.1000/182",
                "https://kites.example.org",
            )
        )
    )
    found = read(f"# Kites\n\n| Dataset | Notes |\n|---|---|\n{rows}", "links")
    assert [each["links"] for each in found] == ["paper", "paper", "dataset", "dataset"]


def test_a_column_of_names_beside_authors_has_titles_of_books() -> None:
    text = """\
# Books

| Name | Author | Goodreads Rating | Year Published |
|---|---|---|---|
| The Long String: A Memoir | Ann Kauri | [4.46](https://www.goodreads.com/book/show/1) | 2016 |
| Wind | Bo Elm, Cy Fir | [4.44](https://www.goodreads.com/book/show/2) | 2019 |
"""
    assert read(text, "name", "title", "authors", "year", "links") == [
        {
            "title": "The Long String: A Memoir",
            "authors": ["Ann Kauri"],
            "year": 2016,
            "links": "review",
        },
        {"title": "Wind", "authors": ["Bo Elm", "Cy Fir"], "year": 2019, "links": "review"},
    ]


def test_a_table_that_only_leads_into_the_page_has_no_entries() -> None:
    text = (
        "# Kites\n\n| Dataset | Task |\n|---|---|\n| [Rows](#rows) | a |\n| [Beds](#beds) | b |\n"
    )
    assert read(text) == []


def test_a_cell_may_have_all_of_an_entry_on_lines_of_its_own() -> None:
    text = (
        "# Papers\n\n|Title|Structure|Dataset|\n|---|---|---|\n"
        "|Maps of Folded Paper </br> **(MapNet)**</br> [2017 SIGIR\\*\\*] </br>[[paper]][1]"
        "|![image](https://a.example/1.png)|Pinterest</br>Vine|\n"
        "|Kites in Strong Winds<br>**(KW)** <br> [2018 WWW] <br> [[paper]][2]"
        "|![image](https://a.example/2.png)|ML 1m|\n"
        "|Leaves Seen from Above<br>**(Oral)**<br>[2019 KDD]<br>[[paper]][1]|x|Vine|\n\n"
        "[1]: https://arxiv.org/abs/1708.05031\n[2]: https://arxiv.org/abs/1808.05031\n"
    )
    assert read(text, "name", "title", "venue", "year") == [
        {"name": "MapNet", "title": "Maps of Folded Paper", "venue": "SIGIR", "year": 2017},
        {"name": "KW", "title": "Kites in Strong Winds", "venue": "WWW", "year": 2018},
        {"title": "Leaves Seen from Above", "venue": "KDD", "year": 2019},
    ]


def test_a_column_without_a_header_may_have_titles_above_all_else() -> None:
    def table(*cells: str) -> str:
        rows = (f"| ![kite](a{number}.png) | {cell} |\n" for number, cell in enumerate(cells))
        return f"# Kites\n\n| | |\n|---|---|\n{''.join(rows)}"

    paper = "[[Paper]](https://arxiv.org/abs/1909.0000{})"
    found = read(
        table(
            f"**Folding Paper Maps** <br> Ann Kauri, Bob Elm <br> CVPR 2019 <br> {paper.format(1)}",
            f"**Kites in Strong Winds** <br> Cyd Hazel, Dee Oak <br> ICML 2020<br>{paper.format(2)}",
            f"**Leaves from Above** <br> NeurIPS 2021 <br> {paper.format(3)}",
        ),
        "title", "authors", "venue", "year", "links",
    )  # fmt: skip
    assert found[0] == {
        "title": "Folding Paper Maps", "authors": ["Ann Kauri", "Bob Elm"],
        "venue": "CVPR", "year": 2019, "links": "badge paper",
    }  # fmt: skip
    assert [each["title"] for each in found[1:]] == ["Kites in Strong Winds", "Leaves from Above"]
    assert (
        read(table(f"It flies high. <br> See {paper}", "More to come <br> soon", "x <br> y")) == []
    )


def test_a_column_with_which_titles_begin_has_names() -> None:
    def table(*rows: tuple[str, str]) -> str:
        lines = (
            f"| {key} | [{title}](https://arxiv.org/abs/2001.0000{number}) |\n"
            for number, (key, title) in enumerate(rows)
        )
        return "| Keywords | Paper |\n|---|---|\n" + "".join(lines)

    named = [("OAK", "OAK: Trees for All"), ("Elm", "Elm: Old Trees"), ("Fir", "Fir: Tall Trees")]
    found = read(table(*named, ("Ash", "How Trees Burn")), "name", "description")
    assert found == [{"name": name} for name in ("OAK", "Elm", "Fir", "Ash")]
    topics = [("trees", "OAK: Trees for All"), ("leaves", "How Leaves Fall"), *named[1:]]
    assert [each["description"] for each in read(table(*topics))][:2] == ["trees", "leaves"]


def test_where_authors_work_is_no_venue() -> None:
    rows = "".join(
        f"|2020-05|{who}|[Kites of {who}](https://arxiv.org/abs/2005.1416{n})|\n"
        for n, who in enumerate(["OpenAI", "Google", "Meta"])
    )
    for header in ("Institute", "Affiliation", "Team", "机构"):
        text = f"# Papers\n\n|Date|{header}|Paper|\n|---|---|---|\n{rows}"
        assert [each.keys() & {"venue", "name"} for each in read(text)] == [set()] * 3


def test_columns_of_icons_and_addresses_are_links_and_described_rows_have_names() -> None:
    text = """\
# Simulators

| Code | Description | Lang. | Repo | Paper |
|---|---|---|---|---|
| [Kite](https://kite.example.org/) | Flies kites | [![](https://i.example/c.svg)](https://c.example) | [![](https://i.example/g.svg)](https://github.com/lab/kite) | [<img src="https://i.example/p.svg">](https://arxiv.org/abs/2001.00001) |
| [Wind](https://wind.example.org/) | Blows winds | C | https://github.com/lab/wind | https://arxiv.org/abs/2001.00002 |
| [Hill](https://hill.example.org/) | Raises hills | | | https://arxiv.org/abs/2001.00003 |
| [Gull](https://gull.example.org/) | | | https://github.com/lab/gull | |
"""
    assert read(text) == [
        {"name": "Kite", "description": "Flies kites", "links": "project other code paper"},
        {"name": "Wind", "description": "Blows winds", "links": "project code paper"},
        {"name": "Hill", "description": "Raises hills", "links": "project paper"},
        {"name": "Gull", "links": "project code"},
    ]


def test_a_header_may_say_more_than_title_and_a_venue_has_no_year() -> None:
    text = (
        "| Type | Venue | Paper Title and Our Notes | Code |\n|---|---|---|---|\n"
        "| Survey | *Ann. Kites '20* | A Survey of Kites in the Wind 🌟 | None |\n"
        "| Method | *ICML '21* | Strings that Hold Kites in Storms | [S](https://github.com/a/s) |\n"
        "| Method | *NSDI '22* | How to Tie Knots with Gloves | None |\n"
    )
    assert read(text, "name", "title", "venue", "year") == [
        {"title": "A Survey of Kites in the Wind", "venue": "Ann. Kites", "year": 2020},
        {"title": "Strings that Hold Kites in Storms", "venue": "ICML", "year": 2021},
        {"title": "How to Tie Knots with Gloves", "venue": "NSDI", "year": 2022},
    ]


def test_numbers_of_references_are_no_titles_and_datasets_have_links_to_download() -> None:
    text = (
        "| Dataset | Download Link | Used Papers |\n|---|---|---|\n"
        "| Kites | https://kites.example/get | [1], [2] |\n"
        "| Knots | https://github.com/a/knots.zip | [7] |\n"
        "| Leaves | https://leaves.example/all | [1], [12] |\n"
    )
    assert read(text, "name", "title", "links") == [
        {"name": name, "links": "dataset"} for name in ("Kites", "Knots", "Leaves")
    ]


def test_a_column_of_notes_that_are_links_describes_nothing() -> None:
    def table(*notes: str) -> str:
        rows = "".join(
            f"| 1 May 20{n} | [How the {tree} Grows](https://arxiv.org/abs/2101.000{n}) | {note} |\n"
            for n, (tree, note) in enumerate(zip(("Elm", "Oak", "Fir"), notes, strict=True), 20)
        )
        return f"# Reading\n\n| Date | Topic | Notes |\n|---|---|---|\n{rows}"

    linked = table("[Summary](a/elm.pdf), [Code](a/elm.py)", "[Summary](a/oak.pdf)", "Cancelled")
    assert read(linked, "title", "links", "description") == [
        {"title": "How the Elm Grows", "links": "paper other code"},
        {"title": "How the Oak Grows", "links": "paper other"},
        {"title": "How the Fir Grows", "links": "paper"},
    ]
    worded = table(
        "A [survey](https://a.example) of elms", "Oaks only", "[Firs](b.md) and [more](c.md)"
    )
    assert [each["description"] for each in read(worded)] == [
        "A survey of elms",
        "Oaks only",
        "Firs and more",
    ]


def test_a_title_in_bold_before_its_description_in_one_cell() -> None:
    text = (
        "# Papers of the Week\n\n| **Paper** | **Links** |\n|---|---|\n"
        "| 1) **Kites: A Survey** - what kites do, and why. | [Paper](https://a.example/1.pdf) |\n"
        "| 2) **Large Elms** - see [more](https://m.example). | [Paper](https://a.example/2.pdf) |\n"
        "| 3) **Small Lakes** and all | [Paper](https://a.example/3.pdf) |\n"
    )
    assert read(text, "title", "description", "links") == [
        {"title": "Kites: A Survey", "description": "what kites do, and why", "links": "paper"},
        {"title": "Large Elms", "description": "see more", "links": "mention paper"},
        {"title": "3) Small Lakes and all", "links": "paper"},
    ]


def test_an_empty_line_ends_no_table_in_html() -> None:
    rows = "".join(
        f"<tr>\n<td><a href='https://arxiv.org/abs/2001.0000{n}'> Kites of Force {n} </a></td>\n"
        f"<td><ul><li> Wind </li></ul></td>\n<td>CVPR</td>\n<td>202{n}</td>\n</tr>\n   \n"
        for n in range(1, 4)
    )
    text = (
        "# Kites\n\n<table>\n<tr><th>Paper</th><th>Data</th><th>Publisher</th><th>Year</th></tr>\n"
        f"{rows}</table>\n"
    )
    assert read(text, "title", "venue", "year", "links") == [
        {"title": f"Kites of Force {n}", "venue": "CVPR", "year": 2020 + n, "links": "paper"}
        for n in range(1, 4)
    ]


def test_the_first_column_has_names_where_no_header_says_so_and_links_are_sources() -> None:
    text = "# Solved\n\n| Game | Result | Year | Source |\n|---|---|---|---|\n" + "".join(
        f"| {name} | Draw | {year} | [{author} {year}](https://a.example/{year}.pdf) |\n"
        for name, author, year in (
            ("Leap-frog", "Oak", 1951),
            ("Four kites", "Elm et al.", 1993),
            ("Winds (5×5)", "Fir", 2007),
        )
    )
    assert read(text, "name", "venue", "year", "links") == [
        {"name": "Leap-frog", "year": 1951, "links": "paper"},
        {"name": "Four kites", "year": 1993, "links": "paper"},
        {"name": "Winds (5×5)", "year": 2007, "links": "paper"},
    ]
    assert read(text.replace("https://a.example/", "solutions/")) == []
    assert read(text.replace("Four kites", "Leap-frog")) == []


def test_a_first_row_of_plain_cells_may_be_the_header_of_a_table_in_html() -> None:
    rows = "".join(
        f"<tr><td colspan='3'>Winds of {n}</td></tr>\n"
        f"<tr><td>120</td><td>Without</td>\n"
        f"<td><a href='https://arxiv.org/abs/2001.0000{n}'>Kites of Force {n}</a></td></tr>\n"
        for n in range(1, 4)
    )
    header = "<tr><td>Cited</td><td>With reference</td><td>Paper name</td></tr>"
    text = f"# Kites\n\n<table>\n{header}\n{rows}</table>\n"
    assert read(text, "name", "title", "authors", "venue") == [
        {"title": f"Kites of Force {n}"} for n in range(1, 4)
    ]


def test_a_month_and_its_year_are_a_date_in_a_column_of_venues() -> None:
    text = "# Kites\n\n| Title | Pub. & Date |\n|---|---|\n" + "".join(
        f"| [Kites of Force {n}](https://arxiv.org/abs/2001.0000{n}) | {date} |\n"
        for n, date in enumerate(("ICCV, 2021", "Jan, 2021", "Sep. 2021", "May Day 2021"))
    )
    assert read(text, "venue", "year", "month") == [
        {"venue": "ICCV", "year": 2021},
        {"year": 2021, "month": 1},
        {"year": 2021, "month": 9},
        {"venue": "May Day", "year": 2021},
    ]


def test_a_name_may_stand_above_the_title_in_its_cell() -> None:
    head = "# Kites\n\n| Paper | Venue | Focus |\n|---|---|---|\n"
    rows = "".join(
        f"| **[{name}](https://arxiv.org/abs/2001.0000{n})**<br>{below} | CVPR 202{n} | Wind. |\n"
        for n, (name, below) in enumerate(
            [
                ("KiteNet", "KiteNet: Flying Kites in the Wind"),
                ("Wind Flyer", "How Hulls Rise in Strong Winds"),
                ("Kites Above All Hills", "Ann Oak, Bo Elm"),
            ],
            start=1,
        )
    )
    assert read(head + rows, "name", "title", "authors") == [
        {"name": "KiteNet", "title": "KiteNet: Flying Kites in the Wind"},
        {"name": "Wind Flyer", "title": "How Hulls Rise in Strong Winds"},
        {"title": "Kites Above All Hills", "authors": ["Ann Oak", "Bo Elm"]},
    ]
    tools = "# Kites\n\n| Tool | Stars | Licence |\n|---|---|---|\n" + "".join(
        f"| **[Kite{n}](https://kite{n}.example)**<br>Flies a kite in wind | {n} | MIT |\n"
        for n in range(4)
    )
    assert [each["name"] for each in read(tools)] == [f"Kite{n}" for n in range(4)]


def test_the_names_of_datasets_lead_to_them_on_whatever_site_they_are() -> None:
    def table(header: str) -> str:
        return (
            f"# Kites\n\n| {header} | Size |\n|---|---|\n"
            "| [Alder](https://github.com/lab/alder) | 12k leaves |\n"
            "| [Birch](https://doi.org/10.5281/zenodo.1234567) | 3k leaves |\n"
            "| [Cedar](https://cedar.example) | 20 leaves |\n"
            "| [Maple](https://arxiv.org/abs/2001.00001) | 4k leaves |\n"
        )

    def links(header: str) -> list[object]:
        return [each["links"] for each in read(table(header))]

    for header in ("Dataset", "Data Sets", "**Corpora**", "Dataset Name"):
        assert links(header) == ["dataset", "dataset", "dataset", "paper"]
    assert links("Tool") == ["code", "dataset", "project", "paper"]


def test_two_digits_and_a_month_are_a_date_where_the_preprint_is_of_that_year() -> None:
    text = (
        "# Papers\n\n| Date | Venue | Paper |\n|---|---|---|\n"
        "| 23.07 | arXiv | [Kites in the Wind](https://arxiv.org/abs/2307.00101) |\n"
        "| 24.01 | ICLR | [Hulls of Kites](https://arxiv.org/abs/2306.00102) |\n"
        "| 12.05 | arXiv | [Tails of Kites](https://arxiv.org/abs/2306.00103) |\n"
    )
    assert read(text, "title", "year", "month") == [
        {"title": "Kites in the Wind", "year": 2023, "month": 7},
        {"title": "Hulls of Kites", "year": 2024, "month": 1},
        {"title": "Tails of Kites"},
    ]


def test_dates_are_beside_titles_where_no_column_has_them() -> None:
    text = """\
# Kites

| Paper | Shape |
|---|---|
| [Flying kites of silk, 2019](https://arxiv.org/abs/1901.00101) | round |
| [Flying kites of elm, 2020, ICRA](https://arxiv.org/abs/2001.00102) | square |
| [Kites in the wind (CVPR 2021)](https://arxiv.org/abs/2101.00103) | round |
| [Kites in the rain](https://arxiv.org/abs/2101.00104) (ICML 2022) | round |
| [Kites in 2023](https://arxiv.org/abs/2101.00105) | square |
| [The CVPR 2019 challenge: kites](https://arxiv.org/abs/2101.00106) | [code, 2019](https://github.com/lab/kite) |
"""
    assert read(text, "title", "venue", "year") == [
        {"title": "Flying kites of silk", "year": 2019},
        {"title": "Flying kites of elm", "venue": "ICRA", "year": 2020},
        {"title": "Kites in the wind", "venue": "CVPR", "year": 2021},
        {"title": "Kites in the rain", "venue": "ICML", "year": 2022},
        {"title": "Kites in 2023"},
        {"title": "The CVPR 2019 challenge: kites"},
    ]


def test_a_seldom_year_is_part_of_a_title_in_a_row() -> None:
    text = """\
# Reports

| Paper | Shape |
|---|---|
| [An outlook on the kites of the world, 2019](https://arxiv.org/abs/1901.00101) | round |
| [Kites of elm](https://arxiv.org/abs/2001.00102) | square |
| [Kites of silk](https://arxiv.org/abs/2101.00103) | round |
"""
    assert read(text, "title", "year")[0] == {
        "title": "An outlook on the kites of the world, 2019"
    }
