"""Years, months and venues in the forms that lists write them in."""

import pytest

from tests.document.papers import stated, written
from tests.document.reading import read

WITH_VENUE = {
    "two words": "{venue} {year}",
    "a comma": "{venue}, {year}",
    "brackets": "{venue} ({year})",
    "an apostrophe": "{venue}'{year}",
    "glued": "{venue}{year}",
    "glued, two digits": "{venue}{yy}",
    "two digits": "{venue}'{yy}",
    "two digits behind a curly apostrophe": "{venue}’{yy}",
    "two digits behind an apostrophe and a space": "{venue}' {yy}",
    "two digits behind a hyphen": "{venue}-{yy}",
    "year first": "{year} {venue}",
    "year first, comma": "{year}, {venue}",
    "emphasis": "*{venue}*, {year}",
    "bold": "**{venue} {year}**",
    "code": "`{venue} {year}`",
    "round brackets": "({venue} {year})",
    "square brackets": "[{venue} {year}]",
    "round brackets, two digits": "({venue}'{yy})",
    "an award": "{venue} {year} (Oral)",
    "an award without brackets": "{venue} {year} Spotlight",
    "in a venue": "in {venue} {year}",
    "published at": "published at {venue} {year}",
}


@pytest.mark.parametrize("form", WITH_VENUE.values(), ids=WITH_VENUE.keys())
@pytest.mark.parametrize(
    "template",
    ["- [{{title}}]({{url}}), {}.", "- **{{title}}**. {}. [[paper]({{url}})]"],
    ids=["link", "bold"],
)
def test_a_venue_and_its_year_are_read_behind_a_title(template: str, form: str) -> None:
    found = read(written(template.format(form)), "name", "title", "authors", "venue", "year")
    assert found == stated("title venue year")


@pytest.mark.parametrize(
    "form",
    [
        "({venue} {year})",
        "[{venue} {year}]",
        "**[{venue}{yy}]**",
        "`{venue} {year}`",
        "`[{venue} {year}]`",
        "{venue}-{yy}",
        "{venue}'{yy}",
        "{venue}'{yy}-spotlight",
        "{venue}-{yy}(oral)",
        "【{venue} {year}】",
        "{venue} {year}:",
        "*{venue} {year}* -",
    ],
)
def test_a_venue_and_its_year_are_read_before_a_title(form: str) -> None:
    found = read(written(f"- {form} [{{title}}]({{url}})"))
    assert [each.pop("links") for each in found] == ["paper"] * len(found)
    assert found == stated("title venue year")


WITH_MONTH = {
    "slash": "{year}/0{month}",
    "dot": "{year}.0{month}",
    "hyphen": "{year}-0{month}",
    "one digit": "{year}.{month}",
    "day": "{year}-0{month}-{day}",
    "compact": "{year}0{month}{day}",
    "month in front": "{mon} {year}",
    "month in full": "{full_month} {year}",
    "day, month, year": "{day} {mon} {year}",
    "month, day, year": "{full_month} {day}, {year}",
}


@pytest.mark.parametrize("form", WITH_MONTH.values(), ids=WITH_MONTH.keys())
@pytest.mark.parametrize(
    "template",
    [
        "- ({}) [{{title}}]({{url}})",
        "- [{}] **{{title}}.** [[paper]({{url}})]",
        "- [{{title}}]({{url}}), {}",
        "- {{title}} ({}) [[paper]({{url}})]",
        "- [{{title}}]({{url}}) | {}",
    ],
)
def test_a_date_has_a_year_and_a_month(template: str, form: str) -> None:
    found = read(written(template.format(form)), "name", "title", "venue", "year", "month")
    assert found == stated("title year month")


@pytest.mark.parametrize("written", ["IEEE (TETCI)", "IEEE (TPAMI)"])
def test_the_acronym_behind_who_publishes_it_is_the_venue(written: str) -> None:
    text = f"- **Kites in Strong Winds.** *Ann Oak et al. {written}.* [[paper](https://arxiv.org/abs/2201.00003)]\n"
    assert read(text * 3, "venue")[0] == {"venue": written[6:-1]}


def test_the_day_of_a_date_is_no_year() -> None:
    text = "".join(
        f"- **Kites of Force {day}** Ann Oak, Bo Elm [arXiv{comma} {day} Dec 2023]"
        f"(https://arxiv.org/abs/2312.000{day})\n"
        for day, comma in ((10, ","), (26, ""), (14, ","))
    )
    assert (
        read(text, "venue", "year", "month") == [{"venue": "arXiv", "year": 2023, "month": 12}] * 3
    )


def test_a_date_and_a_venue_before_the_title_are_none_of_it() -> None:
    text = """\
# Adapting

## Papers

- 20180410 CVPR-18 [Largest kite discrepancy](https://arxiv.org/abs/1712.00560)
- 20191015 IEEE TNNLS-19 [Towards a kite of my own](http://arxiv.org/abs/1910.00710)
- 20211130 NeurIPS-21(oral) [On kites](https://arxiv.org/abs/2111.00822) [代码](https://github.com/lab-1/kites)
- 20180412 CVPR-18 用两个风筝：[Mean kite discrepancy](https://arxiv.org/abs/1712.00562)
- 20200220 [Butterfly kites](http://arxiv.org/abs/1905.00720)
- IJCV'23 Exploring kites [[arxiv](https://arxiv.org/abs/2304.00457)] [[code](https://github.com/lab-2/kites)]
"""
    found = read(text, "title", "venue", "year")
    assert [tuple(each.values()) for each in found] == [
        ("Largest kite discrepancy", "CVPR", 2018),
        ("Towards a kite of my own", "IEEE TNNLS", 2019),
        ("On kites", "NeurIPS", 2021),
        ("Mean kite discrepancy", "CVPR", 2018),
        ("Butterfly kites", 2020),
        ("Exploring kites", "IJCV", 2023),
    ]


def test_a_misspelt_venue_is_a_venue() -> None:
    venues = ["CVPR 2021", "NeurlPS 2023", "ILCR 2023", "arvix 2023", "ICML2023", "AAAI-23"]
    lines = "".join(
        f"- **Folding {place} Maps**, {venue}. [[paper](https://arxiv.org/abs/2301.0000{place})]\n"
        for place, venue in enumerate(venues)
    )
    found = read(f"# Maps\n\n## Papers\n\n{lines}", "name", "venue", "year")
    assert [tuple(each.values()) for each in found] == [
        ("CVPR", 2021),
        ("NeurlPS", 2023),
        ("ILCR", 2023),
        ("arvix", 2023),
        ("ICML", 2023),
        ("AAAI", 2023),
    ]


@pytest.mark.parametrize("heading", ["2023", "2023年", "Papers of 2023", "2023 (3)"])
def test_the_year_of_a_heading_is_not_that_of_its_entries(heading: str) -> None:
    text = f"""\
# Kites

## {heading}

- [Folding Kites](https://arxiv.org/abs/2301.00001), ICML
- [Cutting Kites](https://arxiv.org/abs/2301.00002), CVPR
- [Gluing Kites](https://arxiv.org/abs/2211.00003), ICLR 2022
"""
    found = read(text, "venue", "year", "section year")
    assert found == [
        {"venue": "ICML", "section year": 2023},
        {"venue": "CVPR", "section year": 2023},
        {"venue": "ICLR", "year": 2022},
    ]


def test_a_range_of_years_is_no_part_of_a_title() -> None:
    text = """\
# Courses

- [Flying Kites](https://arxiv.org/abs/2001.00001) (2019-2021)
- [Folding Kites](https://arxiv.org/abs/2001.00002) (2018–2020)
- [Gluing Kites](https://arxiv.org/abs/2001.00003) (2020 - present)
"""
    found = read(text, "title", "year")
    assert found == [
        {"title": "Flying Kites", "year": 2019},
        {"title": "Folding Kites", "year": 2018},
        {"title": "Gluing Kites", "year": 2020},
    ]


def test_numbers_in_titles_are_no_dates() -> None:
    text = """\
# Kites

- [Kites of 1850](https://arxiv.org/abs/2001.00001), ICML 2020
- [2001: A Kite Odyssey](https://arxiv.org/abs/2001.00002), CVPR 2020
- [Lessons of the KDD 1999 Cup](https://arxiv.org/abs/2001.00003), KDD 2020
- [A 4096 Token Kite](https://arxiv.org/abs/2001.00004), ACL 2020
"""
    assert read(text, "title", "year") == [
        {"title": "Kites of 1850", "year": 2020},
        {"title": "2001: A Kite Odyssey", "year": 2020},
        {"title": "Lessons of the KDD 1999 Cup", "year": 2020},
        {"title": "A 4096 Token Kite", "year": 2020},
    ]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Graphs in Cells (Annals of Cells 2017)",
            {"title": "Graphs in Cells", "venue": "Annals of Cells", "year": 2017},
        ),
        (
            "Graphs in Cells (Second Edition 2017)",
            {"title": "Graphs in Cells (Second Edition 2017)"},
        ),
    ],
)
def test_what_fills_brackets_with_a_year_is_a_venue(
    title: str, expected: dict[str, object]
) -> None:
    text = f"# Cells\n\n- **{title}** [[paper](https://arxiv.org/abs/1703.01234)]\n"
    assert read(text, "title", "venue", "year") == [expected]


def test_a_year_in_a_name_is_no_date() -> None:
    text = "# Data\n\n- [BIRDS-200-2011](https://example.org/birds) - Birds in the field.\n"
    assert read(text, "name", "year") == [{"name": "BIRDS-200-2011"}]


def test_a_venue_in_full_width_brackets_ends_there() -> None:
    text = "# Data\n\n- [データ](https://github.com/a/b) - 説明データセット（COLING 2020）\n"
    assert read(text, "venue", "year") == [{"venue": "COLING", "year": 2020}]


def test_the_key_before_a_date_is_no_venue() -> None:
    text = "".join(
        f"- [{name} Kites](https://arxiv.org/abs/2603.0010{n})\n"
        "  - Ann Kauri, Bob Elm\n"
        "  - 📅 Date: March 2{n}, 2026\n"
        "  - 📑 Publisher: {venue}\n".replace("{n}", str(n)).replace("{venue}", venue)
        for n, (name, venue) in enumerate((("Flat", "arXiv"), ("Box", "CVPR 2026")))
    )
    assert read(text, "authors", "venue", "year", "month") == [
        {"authors": ["Ann Kauri", "Bob Elm"], "venue": venue, "year": 2026, "month": 3}
        for venue in ("arXiv", "CVPR")
    ]


def test_a_year_in_brackets_behind_a_name_makes_the_name_no_venue() -> None:
    text = "".join(
        f"**{name} (2015)** [[Link]](https://{name}.example)\n\n"
        for name in ("KiteNet", "WindNet")
    )
    assert read(text, "name", "venue", "year") == [
        {"name": "KiteNet", "year": 2015},
        {"name": "WindNet", "year": 2015},
    ]


def test_the_term_in_the_label_of_a_recording_is_no_date() -> None:
    text = (
        "- [Kites 170](https://kites.example.edu) [Fall 2019, YouTube](https://youtube.com/watch?v=1)"
        " [2013 Bilibili](https://www.bilibili.com/video/2)\n"
    )
    (found,) = read(text)
    assert found.get("year") is None
    assert "paper" not in str(found["links"])


def test_the_month_of_a_preprint_is_no_year() -> None:
    text = "".join(
        f"#### [Kites {n}](https://arxiv.org/abs/2011.1352{n})\n\narXiv 2011\n\n1. flies\n\n"
        for n in range(4)
    )
    assert read(text, "year") == [{}] * 4


@pytest.mark.parametrize(
    "words", ["Maps of Neural Networks", "Kites for Pattern Recognition", "Machine Learning"]
)
def test_the_year_in_brackets_is_no_part_of_a_title_that_ends_like_a_journal(words: str) -> None:
    text = (
        f"- Folding and {words} (2015) [[paper](https://arxiv.org/abs/1505.00001)]\n"
        f"- Bending {words}, 2015. [[paper](https://arxiv.org/abs/1505.00002)]\n"
        "- Cutting Wind (2016) [[paper](https://arxiv.org/abs/1605.00002)]\n"
    )
    assert read(text, "title", "venue", "year") == [
        {"title": f"Folding and {words}", "year": 2015},
        {"title": f"Bending {words}", "year": 2015},
        {"title": "Cutting Wind", "year": 2016},
    ]


@pytest.mark.parametrize(
    "title", ["Maps of Neural Networks 2015", "Neural Networks in 2015 Kites"]
)
def test_a_year_without_brackets_of_its_own_stays_in_a_title(title: str) -> None:
    text = f"- {title} [[paper](https://arxiv.org/abs/1505.00001)]\n"
    assert read(text, "title", "venue") == [{"title": title}]


@pytest.mark.parametrize(
    "template",
    [
        "- **2016-0{n}** | {title} | *Ann Oak, Bo Elm* | [{venue}](https://doi.org/10.1000/{n})",
        "- {title}. Ann Oak, Bo Elm. [{venue}](https://doi.org/10.1000/{n})",
        "- {title}, [{venue}](https://doi.org/10.1000/{n}) | [code](https://github.com/oak/{n})",
    ],
    ids=["bars", "periods", "code"],
)
def test_linked_texts_are_venues_where_those_of_others_are_known(template: str) -> None:
    venues = ["bioRxiv", "Nature", "Kites and Tails", "Bioinformatics", "Arxiv", "Annals of Wind"]
    text = "\n".join(
        template.format(n=n, title=f"How kites number {n} fly in the wind", venue=venue)
        for n, venue in enumerate(venues, 1)
    )
    assert read(text, "title", "venue") == [
        {"title": f"How kites number {n} fly in the wind", "venue": venue}
        for n, venue in enumerate(venues, 1)
    ]


def test_a_linked_title_behind_its_authors_is_no_venue() -> None:
    titles = ["Nature", "How Kites Fly", "Why Kites Fly", "Tails of Kites", "Kites in the Wind"]
    text = "\n".join(
        f"- Ann Oak, Bo Elm, Cy Fir. [{title}](https://doi.org/10.1000/{n})"
        for n, title in enumerate(titles)
    )
    assert [each.get("title") for each in read(text)][1:] == titles[1:]


@pytest.mark.parametrize(
    "form",
    [
        "[2024.05 {}]",
        "[2024-05, {}]",
        "(2024/05: {})",
        "**[2024.05 {}]**",
        "[2024.05 | {}]",
        "【2024.05.17 {}】",
    ],
)
@pytest.mark.parametrize(
    "venue",
    ["Nature Methods", "npj Kites", "iKite", "Annals of the Kite", "Preprint", "arXiv"],
)
def test_brackets_before_a_title_have_a_month_and_a_venue(form: str, venue: str) -> None:
    text = (
        f"- {form.format(venue)} [Kites that Fly](https://arxiv.org/abs/2405.01234)\n"
        "- [Strings in Wind](https://arxiv.org/abs/2405.01235)\n"
    )
    assert read(text)[0] == {
        "title": "Kites that Fly",
        "venue": venue,
        "year": 2024,
        "month": 5,
        "links": "paper",
    }


@pytest.mark.parametrize(
    "note",
    [
        "2024.05 update",
        "2024.05 Released",
        "2024.05 New",
        "2024.05 Windows only",
        "2024.05",
        "2024.04 LTS",
        "2024.04 Server",
        "2024.05 Stable",
    ],
)
def test_brackets_with_a_month_and_a_note_have_no_venue(note: str) -> None:
    text = f"- [{note}] [Kites that Fly](https://arxiv.org/abs/2405.01234)\n"
    assert "venue" not in read(text)[0]


@pytest.mark.parametrize("publisher", ["Kites", "OpenElm", "UC Elms", "Tree-Lab"])
def test_a_name_glued_to_its_year_behind_a_quoted_title_is_a_venue(publisher: str) -> None:
    text = f'- **ElmChat**: "Chatting with Elms". {publisher}(2023) [[code]](https://github.com/a/elm)\n'
    assert read(text) == [
        {
            "name": "ElmChat",
            "title": "Chatting with Elms",
            "venue": publisher,
            "year": 2023,
            "links": "code",
        }
    ]


def test_a_year_in_brackets_with_a_place_cuts_no_linked_name() -> None:
    text = """\
- [ElmConf 0 (Bonn, 2014) talks and films](https://youtube.com/watch?v=a)
- [ElmConf 1 (Bern, 2015)](https://youtube.com/watch?v=b)
- [ElmConf West (2016)](https://youtube.com/watch?v=c)
"""
    assert [(each["name"], each["year"]) for each in read(f"# Trees\n\n## Films\n\n{text}")] == [
        ("ElmConf 0 (Bonn, 2014) talks and films", 2014),
        ("ElmConf 1 (Bern, 2015)", 2015),
        ("ElmConf West", 2016),
    ]


@pytest.mark.parametrize("journal", ["J. of Elms and Oaks", "J. Machine Learning Research"])
def test_a_journal_may_be_short_for_itself(journal: str) -> None:
    text = f"- Ann Oak, Bo Ash and Cy Fir: How Elms Grow, {journal}, 2003.\n"
    assert read(text, "title", "venue") == [{"title": "How Elms Grow", "venue": journal}]


@pytest.mark.parametrize("form", ["[`{}`]", "**[`{}`]**", "`[{}]`", "[{}]", "({})"])
def test_a_month_in_digits_behind_a_venue_is_no_name(form: str) -> None:
    text = "# Maps\n\n" + "".join(
        f"- {form.format(f'arXiv 2023.0{n}')} Folding Maps of Kind {n} "
        f"[[paper](https://arxiv.org/abs/230{n}.00001)]\n"
        for n in range(2, 6)
    )
    assert read(text, "name", "title", "venue", "year", "month") == [
        {"title": f"Folding Maps of Kind {n}", "venue": "arXiv", "year": 2023, "month": n}
        for n in range(2, 6)
    ]


@pytest.mark.parametrize(
    "template",
    [
        "- [{title} [{venue} {year}]]({url})",
        "- {year}-{venue}-[{title}]({url})",
        "- **{title}**, *[📝{venue} {year}]({url})*",
        "- [{title}]({url}) [[{venue}{yy}]](https://papers.example/1.pdf)\n  - {authors}",
        "- {title} ({authors}) - {venue} {year} - [[paper]({url})]",
        "**{title}**\n{authors}\n[{venue} ({year})]({url}) • [code]({code})\n",
    ],
)
def test_a_venue_and_its_year_are_read_in_links_and_before_them(template: str) -> None:
    found = read(written(template), "name", "title", "venue", "year")
    assert found == stated("title venue year")


def test_a_data_set_called_after_a_conference_is_no_paper() -> None:
    text = "".join(
        f"- [Growing Elms of Kind {n}](https://arxiv.org/abs/2001.0000{n})\n"
        f"  - Dataset: [ECCV{n}](https://data.example/{n})\n"
        for n in range(17, 20)
    )
    assert read(text, "links") == [{"links": "paper dataset"}] * 3


def test_a_language_in_brackets_behind_a_linked_title_is_a_part_of_it() -> None:
    text = "".join(f"- [Kites of {n} [HD]](https://kites.example/{n})\n" for n in ("Al", "Bo"))
    assert [each["name"] for each in read(text)] == ["Kites of Al [HD]", "Kites of Bo [HD]"]


def test_what_the_name_of_a_conference_is_short_for_is_its_description() -> None:
    long = {
        "NSDI": "Symposium on Networked Systems Design and Implementation",
        "ICML": "International Conference on Machine Learning",
        "ESEM": "International Symposium on Empirical Software Engineering and Measurement",
    }
    items = "".join(
        f"- [{name}](https://{name}.example) - {text}.\n" for name, text in long.items()
    )
    assert read(f"# Elms\n\n## Meetings\n\n{items}", "name", "description", "venue") == [
        {"name": name, "description": text} for name, text in long.items()
    ]
    paper = (
        "- [How Elms Grow](https://arxiv.org/abs/2101.00001) - Empirical Software Engineering\n"
    )
    assert read(paper, "title", "venue") == [
        {"title": "How Elms Grow", "venue": "Empirical Software Engineering"}
    ]


@pytest.mark.parametrize(
    ("title", "behind", "venue"),
    [
        ("Deep Kites in medical image analysis", ", 2019", None),
        ("How kites fly in nature", " (2020)", None),
        ("How kites fly", " in cvpr 2020", "cvpr"),
        ("How kites fly", ", in pattern recognition, 2020", "pattern recognition"),
        ("How kites fly", " in Pattern Recognition, 2020", "Pattern Recognition"),
    ],
)
def test_a_journal_in_small_letters_is_what_a_title_is_about(
    title: str, behind: str, venue: str | None
) -> None:
    text = f"- {title}{behind} [paper](https://arxiv.org/abs/2001.00001)\n"
    [found] = read(text, "title", "venue")
    assert (found["title"], found.get("venue")) == (title, venue)


def test_a_quoted_title_may_go_on_in_the_next_line() -> None:
    text = (
        '- "Growing trees in cold places\n  with snow", Ann Oak, Bo Ash, ICML 2020. '
        "[pdf](https://a.example/1.pdf)\n"
    )
    assert read(text, "title", "authors") == [
        {"title": "Growing trees in cold places with snow", "authors": ["Ann Oak", "Bo Ash"]}
    ]


@pytest.mark.parametrize(
    ("title", "venue"),
    [
        ("Kites for All Weathers: A Survey (TKDE)", "TKDE"),
        ("Charting Hills In Long Lines (CHIL)", None),
        ("Kites in the Wild (Nature)", None),
        ("Kites in the Wild (KITW)", None),
    ],
)
def test_a_venue_without_a_year_is_in_brackets_behind_a_title(
    title: str, venue: str | None
) -> None:
    *_, entry = read(
        "- Sails, a Survey [[Paper]](https://arxiv.org/abs/2103.00001)\n"
        "- Winds: A Survey [[Paper]](https://arxiv.org/abs/2103.00002)\n"
        f"- {title} [[Paper]](https://arxiv.org/abs/2103.00003)\n"
    )
    assert entry.get("venue") == venue
    assert entry["title"] == (title.removesuffix(f" ({venue})"))


def test_a_publisher_that_begins_like_a_month_is_none() -> None:
    text = "".join(
        f"- [Growing {tree}](https://{tree}.example/), {publisher}, 2016\n"
        for tree, publisher in (("firs", "Apress"), ("elms", "Marvel"), ("oaks", "Juniper"))
    )
    assert [list(each) for each in read(f"## Books\n\n{text}", "month")] == [[]] * 3


@pytest.mark.parametrize(
    "line",
    [
        "- [Growing Elms in Rain]({url}), 03/2019",
        "- (3/2019) [Growing Elms in Rain]({url})",
        "- 3-2019 - [Growing Elms in Rain]({url})",
        "- [03.2019] Growing Elms in Rain [[paper]]({url})",
    ],
)
def test_a_month_may_be_before_its_year(line: str) -> None:
    text = "# Trees\n\n" + "\n".join(
        line.format(url=f"https://arxiv.org/abs/1903.0000{number}") for number in range(3)
    )
    expected = {"title": "Growing Elms in Rain", "year": 2019, "month": 3}
    assert read(text, "name", "title", "year", "month") == [expected] * 3


@pytest.mark.parametrize("version", ["13/2019", "v3.2019", "1.2019.4", "2/3/20190"])
def test_no_month_is_in_other_numbers(version: str) -> None:
    text = f"# Trees\n\n- [Elm]({{url}}) {version}\n- [Oak](https://oak.example) Grows.\n"
    assert not any("month" in each for each in read(text))
