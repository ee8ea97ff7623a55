"""Where the entries of a list begin and end: decided by the structure that repeats."""

import pytest

from awesomecheck.document import Document, Source, parse


def starts(text: str) -> list[int]:
    """The lines that entries begin on."""
    document = read(text)
    return [document.line_of(entry.span) for entry in document.entries]


def read(text: str) -> Document:
    return parse(Source.from_text(text))


def test_nested_authors_and_labelled_links_are_fields() -> None:
    text = "".join(
        f"- **{name} pruning for trees (AAAI 2020)**\n"
        "  - Ann Oak, Bo Elm\n"
        f"  - [[Paper]](https://arxiv.org/abs/2001.0000{n})\n"
        f"  - [[Rust reference]](https://github.com/a/{name})\n"
        for n, name in enumerate(("Early", "Late", "Dry"))
    )
    document = read(text)
    assert starts(text) == [1, 5, 9]
    assert [entry.form for entry in document.entries] == ["nested"] * 3
    assert [len(entry.links) for entry in document.entries] == [2, 2, 2]


def test_a_nested_title_with_its_venue_is_a_field_of_a_name_in_bold() -> None:
    text = "".join(
        f"- **{name}**\n  - Growing {name} from seeds, CIKM 2019\n  - [[Code]](https://b.example)\n"
        for name in ("ELM", "OAK", "FIR")
    )
    assert starts(text) == [1, 4, 7]


def test_items_below_a_category_are_entries_of_their_own() -> None:
    text = "".join(
        f"- {name}\n  - [{name} one](https://1.example) - Cuts.\n"
        f"  - [{name} two](https://2.example) - Saws.\n"
        for name in ("Wood", "Stone")
    )
    assert starts(text) == [2, 3, 5, 6]


def test_papers_below_a_category_in_bold_are_entries_of_their_own() -> None:
    text = "- **Wood**\n" + "".join(
        f"  - Title {n} of wood. CVPR 2020. [[pdf]](https://arxiv.org/abs/2001.0000{n})\n"
        for n in range(5)
    )
    assert starts(text) == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("few", ["2019", "CVPR 2019"])
def test_a_few_papers_below_a_category_or_another_paper_are_entries(few: str) -> None:
    papers = [
        f"Growing {name} in the dark ({few}) : [arxiv](https://arxiv.org/abs/1911.0000{n})\n"
        for n, name in enumerate(("elms", "oaks", "firs", "pines"))
    ]
    text = f"- **Trees**\n  - {papers[0]}  - {papers[1]}- {papers[2]}  - {papers[3]}"
    assert starts(text) == [2, 3, 4, 5]
    text = "".join(
        f"- Growing {name} ([arxiv](https://arxiv.org/abs/1911.1000{n}))\n"
        f"  - Ann Oak, Bo Elm ({few}) [pdf](https://arxiv.org/pdf/1911.1000{n})\n"
        for n, name in enumerate(("elms", "oaks", "firs"))
    )
    assert starts(text) == [1, 3, 5]


def test_notes_below_a_linked_title_are_fields_and_linked_items_are_not() -> None:
    text = (
        "- [Saws of wood](https://a.example/1)\n  - How to saw\n"
        "- [Saws of iron](https://a.example/2)\n  - How to saw iron\n"
        "- [Files](https://a.example/3) - They file.\n"
        "  - [Small files](https://a.example/4) - They file less.\n"
    )
    assert starts(text) == [1, 3, 5, 6]


FIELDS_BELOW = "".join(
    f"**{name}: a seeing net**\n\n- Paper(Oral): https://arxiv.org/abs/2103.0000{n}\n\n"
    f"- Code: https://github.com/a/{name}\n\n- Data: None\n\n"
    for n, name in enumerate(("Elm", "Oak", "Fir"))
)


def test_a_paragraph_has_the_list_of_its_fields() -> None:
    document = read(FIELDS_BELOW)
    assert starts(FIELDS_BELOW) == [1, 9, 17]
    assert [len(entry.links) for entry in document.entries] == [2, 2, 2]
    first = document.slice(document.entries[0].span)
    assert first.startswith("**Elm")
    assert first.endswith("None")


def test_a_linked_paragraph_has_the_notes_below_it() -> None:
    text = "".join(
        f"[Grow {name}](https://arxiv.org/abs/2103.0000{n})\n\n- {name} grows.\n- More.\n\n---\n\n"
        for n, name in enumerate(("elms", "oaks", "firs"))
    )
    assert starts(text) == [1, 8, 15]


def test_a_paragraph_above_a_list_of_entries_is_an_introduction() -> None:
    text = "".join(
        f"[{name}](https://w.example/{name})\n\n- [A](https://a.example) - Cuts.\n"
        "- [B](https://b.example) - Saws.\n\n"
        for name in ("Wood", "Stone")
    )
    assert starts(text) == [3, 4, 8, 9]


def test_paragraphs_below_the_name_of_a_group_are_entries() -> None:
    text = (
        "- By query\n\n  [Finding elms](https://arxiv.org/abs/2103.00001)\n\n"
        "  [Finding oaks](https://arxiv.org/abs/2103.00002)\n\n"
        "- By place\n\n  [Placing elms](https://arxiv.org/abs/2103.00003)\n\n"
        "  [PLACE IT ALL](https://arxiv.org/abs/2103.00004)\n"
    )
    assert starts(text) == [3, 5, 9, 11]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("👉[All papers on {}](./topics/{}.md)", 0),
        ("→ **[More on {}](topics/{}.md)**", 0),
        ("[Notes on {}](./topics/{}.md)", 3),
        ("👉[All papers on {}](https://w.example/{}.md)", 3),
        ("👉[Growing {}](./papers/{}.pdf)", 3),
    ],
)
def test_paragraphs_that_point_to_other_pages_of_the_list_are_no_entries(
    line: str, number: int
) -> None:
    text = "# Trees\n\n" + "".join(
        f"## {name}\n\n{line.format(name, name)}\n\n" for name in ("Elms", "Oaks", "Firs")
    )
    assert len(starts(text)) == number


def test_fields_may_be_in_paragraphs_of_their_own() -> None:
    text = "".join(
        f"{n}. **Growing {name}.**\n\n   *Ann Oak, Bo Elm.* [[abs](https://arxiv.org/abs/2103.0000{n})]\n\n"
        for n, name in enumerate(("elms", "oaks", "firs"), start=1)
    )
    assert starts(text) == [1, 5, 9]


PROSE = {
    "a sentence below a list": "- More of them can be found at this [page](https://more.example).\n",
    "a reference": "\nThe table is from [this paper](https://arxiv.org/abs/2103.00009).\n",
    "a paragraph of links": "\n[2024](https://a.example/4), [2023](https://a.example/3)\n",
    "bold prose": "\n**This list is free**, but you may [give](https://give.example) us some.\n",
    "a note in a quote": "\n> - [Last year](last.md)\n",
    "its own licence": "- [Licence](LICENSE)\n",
    "maintainers": "\n## Project Maintainers & Contributors\n\n- Ann Oak ([@ann](https://g.example/ann))\n",
    "news": "\n## 🔔 News\n\n- [2024/05/01] We released [a survey](https://arxiv.org/abs/2103.00009).\n",
    "contents elsewhere": "\n## Table of Contents\n\n- [Trees](https://github.com/a/b#trees)\n",
    "licences": "\n## List of Licenses\n\n- `MIT` - [MIT License](https://spdx.example/MIT)\n",
}  # fmt: skip
PAPERS = "# Trees\n\n## Papers\n\n" + "".join(
    f"- Growing {name}. [[pdf]](https://arxiv.org/abs/2103.0000{n})\n"
    for n, name in enumerate(("elms", "oaks", "firs"))
)


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_prose_with_links_is_no_entry(text: str) -> None:
    assert starts(PAPERS + text) == [5, 6, 7]


def test_contents_by_full_addresses_are_no_entries_where_one_leads_nowhere() -> None:
    page = "https://github.com/a/trees"
    text = f"""\
# Trees

## Overview

- [Elms]({page}#elms)
  - [Reveiws&Notes]({page}#reveiws\\&notes)
- [Firs]({page}#firs)
- [Oaks]({page}#oaks)

## Elms

- [Growing elms](https://elms.example)
- [Counting elms]({page}/issues/7#comment)

## Firs

- [Growing firs](https://firs.example)

## Oaks

- [Growing oaks](https://oaks.example)
- [One oak](https://github.com/b/oaks#one)
"""
    assert starts(text) == [12, 13, 17, 21, 22]


_OWN = "https://github.com/me/list"


def test_folders_of_the_own_repository_are_contents() -> None:
    parts = "".join(f"- [Part {n}]({_OWN}/tree/main/part{n})\n" for n in range(3))
    badge = f"# List [![stars](https://badges.example/s.svg)]({_OWN}/stargazers)\n\n"
    tool = "## Tools\n\n- [ack](https://ack.example) - Searches.\n"
    deck = f"- [Deck]({_OWN}/tree/main/deck.apkg) - Cards.\n"
    assert starts(badge + parts + tool + deck) == [8, 9]
    assert starts(badge.replace("me/list", "me/other") + parts + tool) == [3, 4, 5, 8]


@pytest.mark.parametrize(
    ("title", "listed"),
    [("TODO", False), ("待办 (TODO)", False), ("To-do lists", True), ("Todo", True)],
)
def test_what_is_to_be_added_is_no_entry_and_tools_for_tasks_are(title: str, listed: bool) -> None:
    tool = "- [ack](https://ack.example) - Searches.\n"
    assert starts(f"# List\n\n{tool}\n## {title}\n\n{tool}") == ([3, 7] if listed else [3])


def test_groups_in_bold_within_a_group_in_bold_are_no_entry() -> None:
    group = "- ***(a) Early.***\n  All before.\n  - ***(a1) Short*** ones, which are cut;\n"
    assert starts(f"{group}  - ***(a2) Long*** ones, which are not.\n") == []
    paper = "- **Early trees**\n  - **Ann Oak, Bo Elm**\n  - [[Paper]](https://a.example/{})\n"
    assert starts("".join(map(paper.format, range(3)))) == [1, 4, 7]


def test_a_file_within_the_contents_is_no_entry() -> None:
    contents = "- [A](#a)\n- [B](b.md)\n- [C](#c)\n"
    assert starts(f"# List\n\n{contents}\n## A\n\n- [ack](https://ack.example)\n\n## C\n") == [9]


def test_a_section_of_news_sites_lists_them() -> None:
    text = "# Sites\n\n## News\n\n- [Hacker News](https://h.example)\n- [Wood Weekly](https://w.example)\n"
    assert starts(text) == [5, 6]


def test_rows_of_a_table_in_html_are_entries() -> None:
    text = "# Feeds\n\n<table>\n" + "".join(
        f'  <tr>\n    <td><a href="https://{name}.example">{name}</a></td>\n'
        f"    <td>\n      Cuts &amp; saws.\n    </td>\n  </tr>\n"
        for name in ("elm", "oak", "fir")
    )
    document = read(text + "</table>\n")
    assert [entry.form for entry in document.entries] == ["html"] * 3
    assert [entry.name and entry.name.text for entry in document.entries] == ["elm", "oak", "fir"]
    assert document.slice(document.entries[0].span).endswith("</tr>")
    assert not document.entries[0].blocks


def test_items_of_a_list_in_html_are_entries_and_may_be_nested() -> None:
    text = (
        '<ul>\n<li><a href="https://a.example">Elm</a>: cuts.</li>\n'
        '<li><a href="https://b.example">Oak</a>: saws.\n<ul>\n'
        '<li><a href="https://c.example">Fir</a>: saws.</li>\n'
        '<li><a href="https://d.example">Ash</a>: saws.</li>\n</ul></li>\n</ul>\n'
    )
    assert starts(text) == [2, 3, 5, 6]


HTML_OF_OTHERS = {
    "sponsors": "<table><tr>"
    + "".join(
        f'<td><a href="https://{n}.example"><img src="{n}.png"><br><b>Sponsor {n}</b></a></td>'
        for n in range(3)
    )
    + "</tr></table>\n",
    "contents": '<ul>\n<li><a href="#papers">Papers</a></li>\n'
    '<li><a href="#tools">Tools</a></li></ul>\n',
    "a figure": "<details>\n<summary>Figure</summary>\n"
    '<p align="center"><img src="https://a.example/f.png"></p>\n</details>\n',
    "scores": "<table><tr><td>ACL</td><td>26 %</td></tr>\n"
    "<tr><td>ICML</td><td>21 %</td></tr></table>\n",
}  # fmt: skip


@pytest.mark.parametrize("text", HTML_OF_OTHERS.values(), ids=HTML_OF_OTHERS)
def test_other_html_is_no_entry(text: str) -> None:
    assert starts(text + "\n" + PAPERS) == [line + text.count("\n") + 1 for line in (5, 6, 7)]


def test_details_that_their_summaries_name_are_entries() -> None:
    text = "\n".join(
        f"<details>\n<summary><b>{name} net</b></summary>\n"
        f'Ann Oak. <a href="https://arxiv.org/abs/2001.0000{n}">paper</a>\n</details>\n'
        for n, name in enumerate(("Elm", "Oak", "Fir"))
    )
    assert starts(text) == [1, 6, 11]


def test_details_around_lists_are_no_entries() -> None:
    text = "\n".join(
        f"<details>\n<summary>{name}</summary>\n\n- [A](https://a.example) - Cuts.\n"
        f"- [B](https://b.example) - Saws.\n\n</details>\n"
        for name in ("Wood", "Stone", "Iron")
    )
    assert starts(text) == [4, 5, 12, 13, 20, 21]


def test_headings_with_keyed_lines_are_entries() -> None:
    text = "# Trees\n\n" + "".join(
        f"## Growing {name}\n\n**Authors**: Ann Oak, Bo Elm\n\n"
        f"**Paper**: https://arxiv.org/abs/2001.0000{n}\n\n"
        for n, name in enumerate(("elms", "oaks", "firs"))
    )
    document = read(text)
    assert starts(text) == [3, 9, 15]
    assert [entry.form for entry in document.entries] == ["heading"] * 3
    assert document.slice(document.entries[0].span).endswith("2001.00000")


def test_headings_that_are_links_are_entries() -> None:
    text = "# Saws\n\n" + "".join(
        f"## [{name}](https://{name}.example)\n\n> What it cuts.\n\n"
        for name in ("Elm", "Oak", "Keras")  # the last could be the label of code
    )
    assert starts(text) == [3, 7, 11]


def test_headings_above_entries_or_prose_are_none() -> None:
    changes = "# Changes\n\n" + "".join(
        f"## [1.{n}.0](https://github.com/a/b/compare/v{n})\n\nBetter.\n\n" for n in range(5)
    )
    assert starts(changes) == []
    guide = "# Guide\n\n" + "".join(
        f"## Step {n}\n\nRead [the page](https://page.example/{n}) of it first.\n\n"
        for n in range(5)
    )
    assert starts(guide) == []
    linked = "# Saws\n\n" + "".join(
        f"## [{name}](https://{name}.example)\n\n- [A](https://a.example/{name}) - Cuts.\n\n"
        for name in ("Elm", "Oak", "Fir")
    )
    assert starts(linked) == [5, 9, 13]


def test_a_row_may_be_named_like_a_label_and_have_no_link() -> None:
    text = (
        "API | About\n---|---\n[Elm](https://elm.example) | Cuts.\n"
        "[Oak](https://oak.example) | Saws.\n"
        "[GitHub](https://github.example) | Hosts.\n[Fir](https://fir.example) | Files.\n"
        "Ash | To come.\n"
    )
    document = read(text)
    assert starts(text) == [3, 4, 5, 6, 7]
    names = [entry.name and entry.name.text for entry in document.entries]
    assert names == ["Elm", "Oak", "GitHub", "Fir", "Ash"]


def test_the_texts_of_a_column_decide_where_its_header_says_nothing() -> None:
    text = "Work | By | In | When\n---|---|---|---\n" + "".join(
        f"[Growing {name} from seeds](https://arxiv.org/abs/2001.0000{n})"
        f" | Ann Oak, Bo Elm | CVPR | 202{n}\n"
        for n, name in enumerate(("elms", "oaks", "firs"))
    )
    first = read(text).entries[0]
    assert [author.text for author in first.authors] == ["Ann Oak", "Bo Elm"]
    assert first.venue is not None
    assert first.venue.text == "CVPR"
    assert first.published == 2020


def test_a_column_of_labels_names_nothing() -> None:
    text = "Paper | Method | Code\n---|---|---\n" + "".join(
        f"[PDF](https://arxiv.org/abs/2001.0000{n}) | {name} | [Code](https://github.com/a/{name})\n"
        for n, name in enumerate(("Elm", "Oak", "Fir"))
    )
    assert [entry.name and entry.name.text for entry in read(text).entries] == [
        "Elm",
        "Oak",
        "Fir",
    ]


def test_a_line_behind_a_link_may_have_more_than_its_name() -> None:
    text = "".join(
        f"> **[{name}](https://{name}.example)** <kbd>3 stars</kbd> <kbd>MIT</kbd><br>Cuts.\n\n"
        for name in ("Elm", "Oak", "Fir")
    )
    assert starts(text) == [1, 3, 5]


def test_an_item_with_nothing_but_a_quotation_behind_its_colon_is_read() -> None:
    assert starts('* Default: "https://registry.example.org/"\n* Type: URL\n') == [1]


def test_titles_without_a_link_are_entries_where_most_end_in_a_venue() -> None:
    text = (
        "- Growing Oaks from Seeds (CIKM 2019)\n"
        "- ***Elms: A Survey (VLDB 2020)***\n"
        "- Pruning in the dry season: does it help? (SIGMOD 2021) [Source code](https://a.example)\n"
        "- Firs, Forks and Fungi ( 2018 arXiv)\n"
        "- A Note on Alders (2016)\n"
        "- Hazel: an essay\n"
    )
    assert starts(text) == [1, 2, 3, 4, 5, 6]


def test_items_with_a_year_in_brackets_are_no_entries() -> None:
    text = "- Moved to the new site (May 2020)\n- Split the list (June 2021)\n- Begun (2019)\n"
    assert starts(text) == []


def test_titles_without_a_link_may_end_in_a_venue_behind_a_period() -> None:
    text = (
        "1. Growing Oaks from Seeds. Fir, Ann et al. arXiv:1710.00001\n"
        "2. Elms within. AAAI 2020\n"
        "3. Residual Firs. arXiv:2002.00002\n"
        "4. Cutting Alders. Fir, Ann & Nut, Bo. IJCAI 2021\n"
        "5. Hazels: a note\n"
    )
    assert starts(text) == [1, 2, 3, 4, 5]


def test_paragraphs_with_authors_right_before_the_title_and_a_venue_in_small_letters() -> None:
    titles = ["Growing Oaks from Seeds", "Elms in Cold Places", "Firs that Fall"]
    text = "".join(
        f"{authors} [**{title}**](https://a.example/{title[:3]}) {venue} (2021)\n\n"
        for title, authors, venue in zip(
            titles,
            ("Ann Oak, Bo Ash", "Oak, A., & Ash, B.", "Ann Oak, Bo Ash, and Cy Fir"),
            ("bioRxiv", "Neuron", "arXiv"),
            strict=True,
        )
    )
    document = read(f"# Trees\n\nWhat [others](https://b.example) have grown.\n\n{text}")
    assert [entry.title and entry.title.text for entry in document.entries] == titles
    assert [len(entry.authors) for entry in document.entries] == [2, 2, 3]


def test_sentences_with_names_before_a_link_are_no_entries() -> None:
    text = "".join(
        f"Trees by Ann Oak, Bo Ash and [Cy {n}](https://a.example/{n}) are old.\n\n"
        f"Ann Oak and Bo Ash [grew](https://b.example/{n}) trees in 202{n}.\n\n"
        for n in range(3)
    )
    assert starts(f"# Trees\n\n{text}") == []


def test_lines_that_begin_with_a_link_are_entries_of_their_own() -> None:
    text = (
        "[Saw](https://saw.example) - Saws.<br>\n[Axe](https://axe.example) - Cuts.<br>\n"
        "[Kite](https://kite.example) - Flies.  \n[Reel](https://reel.example) - Winds.\n"
    )
    assert starts(text) == [1, 2, 3, 4]


def test_a_numbered_line_goes_on_to_the_next_number_and_short_rows_follow_long_ones() -> None:
    text = (
        "## Elms\n\n[1] Ann Oak, Bo Ash. Growing Elms\nin Cold Places, NSDI, 2020.\n"
        "[2] Ann Oak, Bo Ash. Growing Limes, NSDI, 2021.\n[Code](https://a.example)\n\n"
        "## Oaks\n\n[3] Ann Oak, Bo Ash. Growing Oaks, NSDI, 2022.\n[4] Oaks, a note.\n"
    )
    assert starts(text) == [3, 5, 10, 11]


@pytest.mark.parametrize(
    "lines",
    [
        "[1] Fork this [repository](https://a.example).\n[2] Open a pull request.\n[3] Wait.",
        "(1) What do trees eat, and (2) who eats trees,\n(3) as [Oak](https://a.example) asks.",
        "[1] May 2024: Out, see [notes](https://a.example).\n[2] May 2023: [Begun](https://b.example).",
        "We grow elms, as in\n[1] and\n[7], since 2020 [2](https://a.example)\n[9] and later.",
    ],
)
def test_numbered_steps_and_references_are_no_entries(lines: str) -> None:
    assert starts(f"# Trees\n\n{lines}\n") == []


def test_a_paper_behind_its_key_is_an_entry_and_its_code_is_none() -> None:
    text = (
        "- Paper: [Growing Oaks](https://arxiv.org/abs/2001.00001), CVPR 2019\n"
        "- Code: [oaks](https://github.com/a/oaks)\n"
        "- Paper: [Growing Firs](https://arxiv.org/abs/2001.00003), ECCV 2020\n"
    )
    document = read(text)
    assert [entry.title and entry.title.text for entry in document.entries] == [
        "Growing Oaks",
        "Growing Firs",
    ]


def test_numbered_paragraphs_that_begin_with_authors_are_entries() -> None:
    text = "".join(
        f'**[{n}]** Oak, Ann, and Bo Elm. "**Growing {name} from Seeds**." Kites preprint '
        f"arXiv:1409.000{n} (2014). [[pdf]](https://arxiv.org/pdf/1409.000{n}) **(KI)** :star:\n\n"
        for n, name in enumerate(("Oaks", "Elms", "Firs"), start=1)
    )
    document = read(text)
    assert starts(text) == [1, 3, 5]
    first = document.entries[0]
    assert first.title
    assert first.title.text == "Growing Oaks from Seeds"
    assert [author.text for author in first.authors] == ["Oak, Ann", "Bo Elm"]
    assert first.published == 2014


def test_headings_with_labelled_links_and_authors_below_are_entries() -> None:
    text = "## Trees\n\n" + "".join(
        f"##### • [\\[arXiv:2012.0000{n}\\]](https://arxiv.org/abs/2012.0000{n}) Growing {name}. "
        f"[\\[PDF\\]](https://arxiv.org/pdf/2012.0000{n})\n_Ann Oak, Bo Elm_\n\n"
        for n, name in enumerate(("Oaks", "Elms", "Firs"))
    )
    document = read(text)
    assert [entry.form for entry in document.entries] == ["heading"] * 3
    assert [entry.title and entry.title.text for entry in document.entries] == [
        "Growing Oaks",
        "Growing Elms",
        "Growing Firs",
    ]


def test_nested_links_with_the_same_text_are_labels() -> None:
    text = "".join(
        f"- [K {n}](https://kites.example/{n}) **Kites {name}** *Hill School*\n"
        f"  - This class is about kites that are {name}.\n"
        f"  - [Old Tasks](https://kites.example/{n}/tasks)\n"
        for n, name in enumerate(("indoors", "outdoors", "at sea"))
    )
    assert starts(text) == [1, 4, 7]


def test_a_name_in_the_bold_title_is_no_key() -> None:
    text = "".join(
        f"{n}. **{name}: Trained on Trees.** Preprint.\n\n"
        f"   *Ann Oak, Bo Elm.* [[pdf](https://arxiv.org/abs/2106.0000{n})], 2021.6\n\n"
        for n, name in enumerate(("PPT", "Pre-Trained Models", "Kite"), start=1)
    )
    assert starts(text) == [1, 5, 9]


@pytest.mark.parametrize("indent", ["", "   "])
def test_a_paragraph_of_authors_below_an_item_belongs_to_it(indent: str) -> None:
    text = "".join(
        f"1. **Growing {tree} by the sea** CIKM, 2019. [Paper](https://a.example/{tree}.pdf)\n\n"
        f"{indent}*Ann Oak, Bo {tree.title()}son and Cy Fir*\n\n"
        for tree in ("elms", "oaks", "firs")
    )
    document = read(text)
    assert starts(text) == [1, 5, 9]
    for entry in document.entries:
        authors = [document.slice(each.span) for each in entry.authors]
        assert authors[::2] == ["Ann Oak", "Cy Fir"]
        assert document.slice(entry.span).endswith("*")


@pytest.mark.parametrize(
    "below",
    [
        "`ICML 2019` [[code](https://github.com/a/{})]",
        "```ICML 2019``` [[code]](https://github.com/a/{})",
        "ICML 2019 | [code](https://github.com/a/{})",
    ],
)
def test_a_paragraph_of_a_venue_and_labels_below_an_item_belongs_to_it(below: str) -> None:
    text = "".join(
        f"- **[Growing {tree} by the sea](https://a.example/{tree}.pdf)**\n\n"
        f"{below.format(tree)}\n\n"
        for tree in ("elms", "oaks", "firs")
    )
    for entry in read(text).entries:
        assert entry.venue is not None
        assert (entry.venue.text, entry.published) == ("ICML", 2019)
        assert [each.role for each in entry.links][-1] == "code"


def test_labels_below_few_items_do_not_belong_to_them() -> None:
    items = [
        f"- [Growing {n} elms](https://a.example/{n})\n" for n in ("two", "three", "four", "five")
    ]
    text = "".join(
        f"## {tree}\n\n{''.join(items)}\n[Code](https://github.com/a/{tree})\n\n"
        for tree in ("Elms", "Oaks", "Firs")
    )
    assert all(len(entry.links) == 1 for entry in read(text).entries)


def test_a_sentence_below_an_item_does_not_belong_to_it() -> None:
    text = "".join(
        f"- [Growing {tree}](https://a.example/{tree})\n\nThe best of all books on {tree}.\n\n"
        for tree in ("elms", "oaks", "firs")
    )
    document = read(text)
    assert [document.slice(entry.span)[-1] for entry in document.entries] == [")"] * 3


@pytest.mark.parametrize(
    "below", ["Deep Learning, Computer Vision, Recognition", "Elm University, Oak Research"]
)
def test_topics_and_places_below_items_are_no_authors(below: str) -> None:
    text = "".join(
        f"- [Growing {tree}](https://arxiv.org/abs/2101.0000{n})\n\n{below}\n\n"
        for n, tree in enumerate(("elms", "oaks", "firs"))
    )
    assert [entry.authors for entry in read(text).entries] == [()] * 3


def test_a_link_whose_text_is_a_picture_is_no_entry_below_headings_that_are() -> None:
    text = "".join(
        f"## [{tree}](https://arxiv.org/abs/2106.0000{n})\nPublished at ICML 2021.\n\n"
        f"[images/{tree}.png]({tree})\n\nGrows by the sea.\n\n"
        for n, tree in enumerate(("ElmNet", "OakNet", "FirNet"))
    )
    found = read(text).entries
    assert [entry.published for entry in found] == [2021] * 3
    assert [entry.links[0].role for entry in found] == ["paper"] * 3
