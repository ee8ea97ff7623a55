"""The same papers in the layouts that lists use: each is read with the same fields.

Every layout is written with all papers, as the entries of a list decide together what is what.
"""

import pytest

from tests.document.papers import stated, written
from tests.document.reading import read

LAYOUTS = {
    "title links, venue behind": ("- [{title}]({url}), {venue} {year}.", "title venue year"),
    "title links, authors behind": ("- [{title}]({url}), {authors}.", "title authors"),
    "title links, authors and venue behind a dash": (
        "- [{title}]({url}) - {authors}. *{venue} {year}*.",
        "title authors venue year",
    ),
    "title links, bars": (
        "- [{title}]({url}) | {authors} | {venue} {year}",
        "title authors venue year",
    ),
    "title in bold, the rest behind commas": (
        "- **{title}**, {venue} {year}. [[paper]({url})] [[code]({code})]",
        "title venue year",
    ),
    "title in bold, authors in italics": (
        "- **{title}**, *{authors}*, {venue} {year} [[paper]({url})]",
        "title authors venue year",
    ),
    "title in italics": (
        "- *{title}*, {authors}, {venue} {year} [[paper]({url})]",
        "title authors venue year",
    ),
    "title in quotes, authors behind": (
        '- "{title}", {authors}, {venue} {year}. [Paper]({url})',
        "title authors venue year",
    ),
    "authors first, title in quotes": (
        '* {authors_and}. "{title}." {venue} ({year}). [[pdf]({url})]',
        "title authors venue year",
    ),
    "authors first, title in curly quotes": (
        "* {authors_and}, “{title},” *{venue}*, {year}. [[pdf]({url})]",
        "title authors venue year",
    ),
    "authors first, title links": (
        "* {authors}: [{title}]({url}), {venue} {year}",
        "title authors venue year",
    ),
    "authors and year first": (
        "* {authors_and} ({year}). {title}. *{venue}*. [[pdf]({url})]",
        "title authors venue year",
    ),
    "authors before a title in bold": (
        "- {authors}, **{title}**, *{venue}* ({year}). [paper]({url})",
        "title authors venue year",
    ),
    "authors between semicolons": (
        "- {title}; {authors}; {venue} {year}; [PDF]({url}); [Code]({code})",
        "title authors venue year",
    ),
    "by its authors": (
        "- [{title}]({url}) by {authors_and}, {venue} {year}",
        "title authors venue year",
    ),
    "plain title, label, venue": (
        "- {title} [paper]({url}) [code]({code}) ({venue} {year})",
        "title venue year",
    ),
    "plain title, in a venue": (
        "- {title}, in *{venue}* {year}. [\\[paper\\]]({url}) [\\[official code\\]]({code})",
        "title venue year",
    ),
    "plain title, sentences": (
        "- {title}. {authors}. {venue} {year}. [[pdf]({url})]",
        "title authors venue year",
    ),
    "labelled links before the title": (
        "- [[pdf]({url})] [[code]({code})] {title}. {authors}. {venue} {year}.",
        "title authors venue year",
    ),
    "venue in square brackets in front": (
        "- [{venue} {year}] {title} [[paper]({url})] [[code]({code})]",
        "title venue year",
    ),
    "venue in bold brackets in front": (
        "- **[{venue} {year}]** {title} [[paper]({url})]",
        "title venue year",
    ),
    "venue in round brackets in front": (
        "- ({venue} {year}) [{title}]({url}), {authors} [[code]({code})]",
        "title authors venue year",
    ),
    "venue in code in front": (
        "- `{venue} {year}` **{title}** [[Paper]({url})] [[Code]({code})]",
        "title venue year",
    ),
    "venue with two digits in front": (
        "- {venue}'{yy} {title} [[arxiv]({url})]",
        "title venue year",
    ),
    "venue as the label of the link": (
        "- {title}. {authors}. [[{venue} {year}]({url})] [[code]({code})]",
        "title authors venue year",
    ),
    "year first, bars": (
        "- {year} | {title} | {authors} | {venue} | [`PDF`]({url})",
        "title authors venue year",
    ),
    "date in front": (
        "- ({year}-0{month}) [{title}]({url}) | [code]({code})",
        "title year month",
    ),
    "date in front, authors and venue in italics": (
        "- [{year}/0{month}] **{title}.** *{authors}. {venue}.* [[paper]({url})]",
        "title authors venue year month",
    ),
    "name in bold and a colon": (
        "- **{name}**: {title}, {venue} {year} [[paper]({url})] [[code]({code})]",
        "name title venue year",
    ),
    "name in bold brackets": (
        "- **[{name}]** {title} | **[{venue}' {yy}]** | [`[pdf]`]({url})",
        "name title venue year",
    ),
    "name in brackets": (
        "- [{name}] {title} [[paper]({url})] [[code]({code})]",
        "name title",
    ),
    "name in brackets behind": (
        "- {title} (**{name}**) [[paper]({url})] [[code]({code})]",
        "name title",
    ),
    "name in code": (
        "- `{name}` [{title}]({url}), {venue} {year}",
        "name title venue year",
    ),
    "name before a linked title": (
        "- {name} - [{title}]({url}) ([github]({code}))",
        "name title",
    ),
    "name underlined, title in bold quotes": (
        '1. <u>{name}</u>: **"{title}"**. *{authors}.* {venue} {year}. [[Paper]({url})]',
        "name title authors venue year",
    ),
    "icons": ("- 📄 [{title}]({url}) ⭐ {venue} {year}", "title venue year"),
    "badges": (
        "- **{title}** ({venue} {year})"
        " [![Paper](https://img.shields.io/badge/Paper-arXiv-red)]({url})"
        " [![Code](https://img.shields.io/github/stars/a/b)]({code})",
        "title venue year",
    ),
    "numbers of preprints as labels": (
        "- **[{venue} {year}]** {title} [[2301.00123]](https://arxiv.org/abs/2301.00123)",
        "title venue year",
    ),
    "hard breaks": (
        "- **{title}** <br>\n  {authors} <br>\n  {venue}, {year} [[Paper]({url})]",
        "title authors venue year",
    ),
    "lines that end in a backslash": (
        "**{title}** \\\n*{authors}* \\\n{venue} {year}. [[Paper]({url})] [[Code]({code})]\n",
        "title authors venue year",
    ),
    "paragraphs": (
        "**{title}**, *{authors}*, {venue} {year} [[Paper]({url})]\n",
        "title authors venue year",
    ),
    "a paragraph below the title": (
        "1. **[{title}]({url})**\n\n    *{authors}.* {venue} {year}\n",
        "title authors venue year",
    ),
    "paragraphs that begin with a tag": (
        "**[{name}]** “{title}” - *{authors}*; {venue} {year}. [[Paper]({url})]\n",
        "name title authors venue year",
    ),
    "paragraphs that begin with authors": (
        "{authors}. [**{title}**]({url}). *{venue}*, {year}.\n",
        "title authors venue year",
    ),
    "lines of a paragraph": (
        "“[{title}]({url})”, *{authors}*, {venue} {year} ([code]({code}))<br>",
        "title authors venue year",
    ),
    "headings with all else below": (
        "### {title}\n\n*{authors}*; {venue} {year} [Paper]({url}) [Code]({code})\n",
        "title authors venue year",
    ),
    "headings with items below": (
        "### “{title}”\n\n- {authors}\n- *{venue}* ({year})\n- [[Paper]({url})]\n",
        "title authors venue year",
    ),
    "middle dots": (
        "- <u>{title}</u> · {authors_semicolon} · {venue} {year} · [Paper]({url})",
        "title authors venue year",
    ),
    "icons as labels": (
        "- **{title}** ({venue} {year}) [📄]({url}) [💻]({code})",
        "title venue year",
    ),
    "a label that is only `link`": (
        "- {title}. {venue} {year}. [[Link]({url})]",
        "title venue year",
    ),
    "volumes": (
        "- {authors}. **{title}**. {venue} 42(3), {year}. [[pdf]({url})]",
        "title authors venue year",
    ),
    "a key of its own below a title in italics": (
        "- *{title}*, {venue} {year}\n  - Links: [Paper]({url}), [Code]({code})",
        "title venue year",
    ),
    "a linked title before a bar and a label": (
        "- **[{title}]({url})**; *{authors}* / [Github]({code})",
        "title authors",
    ),
    "items below": (
        "- {title}\n  - *{authors}*\n  - {venue}, {year}\n  - [Paper]({url}) | [Code]({code})",
        "title authors venue year",
    ),
    "items below a title with its venue": (
        "- **{title} ({venue} {year})**\n  - {authors}\n  - [[Paper]]({url})\n",
        "title authors venue year",
    ),
    "keys below": (
        "- **{title}**\n  - Authors: {authors}\n  - Venue: {venue} {year}\n  - Paper: {url}",
        "title authors venue year",
    ),
    "keys of links below a paragraph": (
        "**{title}**\n\n- Paper: {url}\n- Code: {code}\n",
        "title",
    ),
    "name above, authors beside it": (
        "* **{name}**: {authors}.\n   - {title}. [[{venue}'{year}]({url})] [[code]({code})]",
        "name title authors venue year",
    ),
    "name above": (
        "* {name}\n    * [{title}]({url}), {venue} {year}\n    * [Code]({code})",
        "name title venue year",
    ),
}


@pytest.mark.parametrize(("template", "names"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_layout_is_read_with_the_fields_that_it_states(template: str, names: str) -> None:
    found = read(written(template))
    links = [str(each.pop("links")).split() for each in found]
    assert found == stated(names)
    wanted = ["paper", *(["code"] if "{code}" in template else [])]
    assert all([role for role in roles if role != "badge"] == wanted for roles in links)


def test_emoji_behind_an_entry_are_no_description() -> None:
    text = "".join(
        f"- [2023/0{n}] **Kite {n}: a Study of Wind** [[paper](https://arxiv.org/abs/2305.0000{n})]"
        f"[[code](https://github.com/a/k{n})]{' *Light*' if n == 3 else ''} :heavy_check_mark:\n"
        for n in range(1, 6)
    )
    assert {tuple(each) for each in read(text)} == {("title", "year", "month", "links")}


def test_the_venue_of_a_label_may_have_an_award() -> None:
    text = "".join(
        f"**Kite {n}: a Study of Wind**  \nAnn Oak, Bo Elm  \n"
        f"[ACL 202{n} Outstanding paper](https://kites.example/{n}.pdf) • [Code](https://c.example)\n\n"
        for n in range(1, 4)
    )
    assert read(text, "venue", "year", "links") == [
        {"venue": "ACL", "year": 2020 + n, "links": "paper code"} for n in range(1, 4)
    ]


def test_paragraphs_without_a_link_cite_papers() -> None:
    template = "**[{month}]** {authors_and}. **{title}.** {venue} ({year}).\n"
    assert read(written(template)) == stated("title authors venue year")


def test_authors_before_a_linked_title_need_no_mark_between() -> None:
    text = """\
# Papers

Oak, A., & Elm, B. [**Kites of the North**](https://kites.example.org/north) arXiv (2020)

Ann Oak, Bo Elm, Cy Fir [**Kites of the South**](https://kites.example.org/south) bioRxiv (2021)

Fir, C., Elm, B., ... & Oak, A. [**Kites of the West**](https://kites.example.org/west) Cell (2022)

Oak, A., Fir, C. [**Kites of the East**](https://arxiv.org/abs/2301.00001) Nature (2023)
"""
    assert read(text, "title", "authors", "venue", "year") == [
        {
            "title": f"Kites of the {at}",
            "authors": authors,
            "venue": venue,
            "year": year,
        }
        for at, authors, venue, year in (
            ("North", ["Oak, A.", "Elm, B."], "arXiv", 2020),
            ("South", ["Ann Oak", "Bo Elm", "Cy Fir"], "bioRxiv", 2021),
            ("West", ["Fir, C.", "Elm, B.", "Oak, A."], "Cell", 2022),
            ("East", ["Oak, A.", "Fir, C."], "Nature", 2023),
        )
    ]
    prose = "You see kites of [**the North**](https://kites.example.org/north) every day.\n\n"
    assert not read(f"# Kites\n\n{prose * 3}")


def test_a_venue_that_nobody_knows_may_be_before_a_linked_title() -> None:
    template = "Map Folders {year}, [{title}]({url})---Notes:[blog](https://a.example)\n"
    found = read(written(template), "title", "venue", "year", "authors")
    assert found == [{**each, "venue": "Map Folders"} for each in stated("title year")]


def test_a_venue_may_follow_a_linked_paragraph_in_words() -> None:
    template = "-[{title}]({url}) in {venue} {year}.\n"
    assert read(written(template), "title", "venue", "year") == stated("title venue year")


def test_what_all_links_of_a_table_are_called_is_no_name() -> None:
    head = "# Sets\n\n|Name|What|Get it|\n|-|-|-|\n"
    rows = "".join(f"|Set{n}|Kites|[fetch](https://k.example/{n})|\n" for n in range(4))
    assert [each["name"] for each in read(head + rows)] == ["Set0", "Set1", "Set2", "Set3"]
    assert not read((head + rows).replace("Name", "Any"))


def test_a_column_of_venues_beside_titles_has_no_titles() -> None:
    head = "# Papers\n\n|Year|Publication|Title|\n|-|-|-|\n"
    rows = "".join(
        f"|202{n}|**CVPR**|[Kite {n}](https://arxiv.org/abs/2301.0000{n})|\n" for n in range(4)
    )
    wanted = [{"title": f"Kite {n}", "venue": "CVPR", "year": 2020 + n} for n in range(4)]
    assert read(head + rows, "title", "venue", "year") == wanted
    one_row = head + rows.split("\n", 1)[0]
    assert read(one_row, "title", "venue", "year") == wanted[:1]


@pytest.mark.parametrize("mark", ["**", "`"])
def test_names_in_bold_and_brackets_end_the_papers_that_have_one(mark: str) -> None:
    names = ["Kite", "Tail-2", "Gull (Hull)", "Wind", None]
    text = "".join(
        f"1. **How Kites Fly in Winds of Force {force}**. *Ann Oak, Bo Elm*. ICML 2019. "
        f"[[pdf](https://arxiv.org/abs/1901.0000{force})]"
        + (f" ({mark}{name}{mark} )\n" if name else "\n")
        for force, name in enumerate(names)
    )
    assert [each.get("name") for each in read(text)] == names


@pytest.mark.parametrize("notes", [["Oral"] * 5, ["Oral", "Best Paper", "Oral", "Oral", "Poster"]])
def test_awards_in_bold_and_brackets_are_no_names(notes: list[str]) -> None:
    text = "".join(
        f"1. **How Kites Fly in Winds of Force {force}**. *Ann Oak, Bo Elm*. ICML 2019. "
        f"[[pdf](https://arxiv.org/abs/1901.0000{force})] (**{note}**)\n"
        for force, note in enumerate(notes)
    )
    assert [each.get("name") for each in read(text)] == [None] * 5


def test_a_tag_before_a_title_is_a_venue_where_nearly_all_others_are_known() -> None:
    tags = [*("ECCV 22", "CVPR 22", "ICML 21", "ICCV 21", "NeurIPS 20") * 2, "RA-L&KITES 22"]
    text = "# Flow\n\n" + "".join(
        f"- **[{tag}]** Kites in Winds of Force {n} [[pdf](https://arxiv.org/abs/2001.{n:05})]\n"
        for n, tag in enumerate(tags)
    )
    assert read(text, "title", "venue", "year")[-1] == {
        "title": "Kites in Winds of Force 10",
        "venue": "RA-L&KITES",
        "year": 2022,
    }
    names = text.replace("ECCV 22", "KiteNet").replace("CVPR 22", "WindNet")
    assert [each.get("name") for each in read(names, "name")][:2] == ["KiteNet", "WindNet"]


def test_venues_in_plain_words_are_before_linked_titles_where_nearly_all_are_known() -> None:
    known = [f"{venue} 20" for venue in ("ECCV", "CVPR", "ICML", "ICCV", "AAAI") * 3]
    venues = [*known, "Journal of Kite Sciences", "KITES-19", "ICLR Oral"]
    text = "".join(
        f"1. {venue} [Kites in Winds {n}](https://arxiv.org/abs/2001.{n:05})(风筝KITES)\n"
        for n, venue in enumerate(venues)
    )
    found = read(text, "name", "title", "venue", "year")[-3:]
    assert found == [
        {"title": "Kites in Winds 15", "venue": "Journal of Kite Sciences"},
        {"title": "Kites in Winds 16", "venue": "KITES", "year": 2019},
        {"title": "Kites in Winds 17", "venue": "ICLR"},
    ]


def test_a_key_tells_authors_however_many_keys_there_are() -> None:
    text = "".join(
        f"+ **Kites in Winds {n}**\n  + **Authors:** Ann Oak, Bo Elm, et al.\n"
        "  + **Affiliation:** Oak University\n  + **Publisher:** arXiv\n  + **Weather:** Fine\n"
        f"  + **Download:** [PDF](https://arxiv.org/abs/2001.0000{n})\n"
        "  + **Keywords:** Kites, Wind\n"
        for n in range(3)
    )
    assert read(text, "title", "authors", "et al.", "venue") == [
        {
            "title": f"Kites in Winds {n}",
            "authors": ["Ann Oak", "Bo Elm"],
            "et al.": True,
            "venue": "arXiv",
        }
        for n in range(3)
    ]


def test_what_code_has_in_brackets_is_without_them() -> None:
    text = "".join(
        f"* `[{before}]` {authors}Kites in Winds of Force {n}. ICML, 2020. "
        f"[[paper]](https://arxiv.org/abs/2001.0000{n})\n"
        for n, (before, authors) in enumerate(
            [("Oak et al. ICML20", ""), ("Elm et al. ICML20", ""), ("KITE", "Fir et al. ")]
        )
    )
    assert [each["title"] for each in read(text)] == [
        f"Kites in Winds of Force {n}" for n in range(3)
    ]
    assert read(text, "name", "authors") == [
        {"authors": ["Oak"]},
        {"authors": ["Elm"]},
        {"name": "KITE", "authors": ["Fir"]},
    ]


TOPICS = ("LIFT", "DRAG") * 4
NAMES = ("KiteNet", "WindNet", "LIFT", "StringNet", "TailNet", "DRAG", "LIFT", "LIFT-2")


@pytest.mark.parametrize(
    ("tags", "names"), [(TOPICS, [None] * 8), (NAMES, list(NAMES))], ids=["topics", "names"]
)
def test_tags_before_titles_that_come_again_are_no_names(
    tags: tuple[str, ...], names: list[str | None]
) -> None:
    text = "".join(
        f":kite: `{tag}` [paper](https://arxiv.org/abs/2001.0000{n}) - Kites in Winds {n}\n\n"
        for n, tag in enumerate(tags)
    )
    found = read(text)
    assert [each.get("title") for each in found] == [f"Kites in Winds {n}" for n in range(8)]
    assert [each.get("name") for each in found] == names


def test_labels_without_links_and_spaces_where_no_line_breaks_are_no_part_of_a_title() -> None:
    gap = "&nbsp;&nbsp;-&nbsp;\u00a0"
    text = "".join(
        f"- `Kite{n}` [paper](https://arxiv.org/abs/2001.000{n}1) / {code}{gap} Winds {n}\n"
        for n, code in enumerate(["code", "[code](https://github.com/a/b)", "project page"])
    )
    assert [each["title"] for each in read(text)] == [f"Winds {n}" for n in range(3)]


def test_where_the_authors_of_a_linked_title_work_is_no_title() -> None:
    text = "".join(
        f"1. **[{title}](https://arxiv.org/pdf/2001.0000{n}). Ann Oak et al. Elm Institute of "
        "Kite Sciences, Fir Research. March 2020. [Code](https://github.com/a/b)**\n"
        for n, title in enumerate(["Kites in Winds", "Wind GAN"])
    )
    assert read(text, "name", "title", "authors") == [
        {"title": "Kites in Winds", "authors": ["Ann Oak"]},
        {"title": "Wind GAN", "authors": ["Ann Oak"]},
    ]


def test_an_award_in_bold_ends_no_title() -> None:
    text = "- Growing *Trees* and **Best Paper** ICML 2021 [[pdf](https://arxiv.org/abs/2001.00001)]\n"
    assert "Best" not in str(read(text, "title"))
