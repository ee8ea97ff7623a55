"""Names and titles: which of them the head of an entry is, as most around it are."""

import pytest

from tests.document.reading import read

PAPERS = "".join(
    f"- [{title}](https://arxiv.org/abs/2001.0000{n}) (201{n}): shows how.\n"
    for n, title in enumerate(("Oaks in the Cold Wind", "Elms and Water", "Firs that Fall"))
)


def head_of(line: str, others: str = PAPERS, section: str = "Growth") -> dict[str, object]:
    """The last entry of a section."""
    return read(f"# Trees\n\n## {section}\n\n{others}{line}\n", "name", "title", "links")[-1]


def test_a_year_behind_a_link_tells_a_paper_where_it_does_elsewhere_in_the_section() -> None:
    line = "- [Roots of Limes](https://oak.example/~ann/roots.html) (2015): explains roots."
    assert head_of(line) == {"title": "Roots of Limes", "links": "paper"}
    undated = line.replace(" (2015)", "")
    assert head_of(undated) == {"name": "Roots of Limes", "links": "project"}
    assert head_of(line, section="Datasets")["name"] == "Roots of Limes"
    others = PAPERS.replace("arxiv.org/abs", "trees.example")
    assert head_of(line, others)["name"] == "Roots of Limes"


def test_contests_have_names_where_who_organises_them_is_written_like_a_venue() -> None:
    text = "# Contests\n\n" + "".join(
        f"- [**Kite Race {n}**](https://races.example/{n}) *(Kite Club {n}, Jul 201{n})*  \n"
        "Race of paper kites (2 kinds of tails), until the first one falls.\n\n"
        for n in range(6)
    )
    assert read(text, "name", "title", "links") == [
        {"name": f"Kite Race {n}", "links": "project"} for n in range(6)
    ]
    papers = "".join(
        f"- [**Tall Kites {n}**](https://arxiv.org/abs/2001.0000{n}) *(ICML 2020)*  \nFalls.\n\n"
        for n in range(6)
    )
    assert [each.get("title") for each in read(text + papers)][:6] == [
        f"Kite Race {n}" for n in range(6)
    ]


def test_one_word_with_a_year_is_a_name_among_papers() -> None:
    line = "- [Rootmeter](https://oak.example/~ann/roots.html) (2015): measures roots."
    assert head_of(line) == {"name": "Rootmeter", "links": "project"}


@pytest.mark.parametrize("url", ["https://deeptree.example", "https://github.com/ann/tree"])
def test_two_words_that_lead_to_code_or_a_site_are_a_name_among_papers(url: str) -> None:
    papers = PAPERS.replace(": shows how.", "")
    assert head_of(f"- [Deep Tree]({url})", papers)["name"] == "Deep Tree"
    assert head_of(f"- [A Deep Tree Grows]({url})", papers)["title"] == "A Deep Tree Grows"
    assert head_of("- [Deep Tree](https://arxiv.org/abs/2001.9)", papers)["title"] == "Deep Tree"


def test_a_short_title_that_leads_to_the_paper_is_no_name_in_a_list_of_papers() -> None:
    line = "- [Limes Growing Tall](https://arxiv.org/abs/2001.00009) - Shows limes."
    assert head_of(line)["title"] == "Limes Growing Tall"
    tools = "".join(
        f"- [{name}](https://{name}.example) - Cuts wood.\n" for name in ("Saw", "Axe", "Adze")
    )
    assert head_of(line, tools * 2)["name"] == "Limes Growing Tall"


@pytest.mark.parametrize(
    ("section", "field", "role"),
    [("Articles", "name", "blog"), ("Talks", "name", "project"), ("Books", "title", "project")],
)
def test_a_whole_site_is_no_article_and_no_talk(section: str, field: str, role: str) -> None:
    line = "- [Tree Weekly](https://trees.example/)"
    assert head_of(line, "", section) == {field: "Tree Weekly", "links": role}


@pytest.mark.parametrize(("label", "role"), [("Blog", "blog"), ("Youtube", "video")])
def test_what_has_only_an_article_or_a_talk_is_called_by_its_title(label: str, role: str) -> None:
    line = f"- Growing Limes, Part 1 [[{label}]](https://lime.example/1): for everyone"
    assert head_of(line, "") == {"title": "Growing Limes, Part 1", "links": role}
    both = f"{line} [[Code]](https://github.com/ann/lime)"
    assert "name" in head_of(both, "")


@pytest.mark.parametrize(
    "link", ["https://deepfig.example", "[deepfig.example](https://deepfig.example)"]
)
def test_the_address_that_ends_a_description_is_that_of_its_entry(link: str) -> None:
    assert head_of(f"- **Deep Fig** - Fig trees for everyone {link}", "")["links"] == "project"
    assert head_of(f"- **Deep Fig** - Fig trees, see {link}", "")["links"] == "mention"


def test_a_paper_in_the_repository_is_one() -> None:
    others = "".join(
        f"- [{title}](./papers/{n}.pdf)\n"
        for n, title in enumerate(("Oaks in the Cold", "Elms and Water", "Firs that Fall"))
    )
    line = "- [Tracing trees- A model of growing](./papers/Tracing_trees.pdf)"
    assert head_of(line, others) == {
        "title": "Tracing trees- A model of growing",
        "links": "paper",
    }
    assert head_of("- [Our rules](./rules.md)", others)["links"] == "other"


def test_arxiv_before_a_title_is_a_venue_where_others_have_one_there() -> None:
    line = "- [[{}](https://arxiv.org/abs/2001.0000{})] Growing {} from Seeds\n"
    dated = "".join(map(line.format, ("CVPR2020", "ICLR2021", "3DV2021"), "123", "OEF"))
    both = read(dated + line.format("Arxiv", 4, "Limes"))
    assert [each["venue"] for each in both] == ["CVPR", "ICLR", "3DV", "Arxiv"]
    alone = "".join(map(line.format, ("Arxiv", "Arxiv", "Arxiv"), "123", "OEF"))
    assert [each.get("venue") for each in read(alone)] == [None] * 3


@pytest.mark.parametrize("icons", [" 🌟", " ⭐️", ". 🔥", " :star: :fire:"])
def test_emoji_behind_a_title_are_none_of_it_and_a_name_has_its_own(icons: str) -> None:
    paper = f"- [Growing Oaks from Seeds{icons}](https://arxiv.org/abs/2001.00001) (ICML 2020)"
    assert head_of(paper, "")["title"] == "Growing Oaks from Seeds"
    tool = "- [Woodcutter 🪓](https://cut.example) - Cuts wood."
    assert head_of(tool, "")["name"] == "Woodcutter 🪓"


def test_a_conference_is_no_paper_of_the_list_that_links_to_it() -> None:
    papers = "".join(
        f"- [Trees of Kind {n}](https://arxiv.org/abs/2001.0000{n}) - Ann Oak, Bo Elm (ICML)\n"
        for n in range(6)
    )
    text = (
        f"## Papers\n{papers}\n## Venues\n"
        "- [International Conference on Tall Trees (ICTT)](https://ictt.example/)\n"
        "- [International Conference on Kites and Winds (KITES)](https://kites.example/)\n"
    )
    assert [each["links"] for each in read(text, "name", "links")[-2:]] == ["project"] * 2
    assert all("name" in each for each in read(text)[-2:])


def test_people_have_names_and_no_authors() -> None:
    text = "## People\n" + "".join(
        f"- {name}\n  - Assistant Professor\n  - Oak University\n  - HomePage: https://{n}.example\n"
        for n, name in enumerate(("Ann Oak", "Bo Elm", "Cy Fir"))
    )
    assert read(text, "name", "title", "authors") == [
        {"name": name} for name in ("Ann Oak", "Bo Elm", "Cy Fir")
    ]


def test_names_in_brackets_end_titles_where_most_have_one() -> None:
    names = ["MTF", "Kite-Net", "iFold", "FoldGAN", "R2D"]
    ends = [f" ({name})" for name in names] + [""]
    rows = "".join(
        f"| 2022 | **How to Fold the Maps of {word}{end}** | ICML | [Link](https://a.org/) |\n"
        for word, end in zip(("Oaks", "Elms", "Firs", "Yews", "Figs", "Gums"), ends, strict=True)
    )
    table = "# Papers\n\n| Year | Title | Venue | Paper |\n|--|--|--|--|\n"
    assert [each.get("name") for each in read(table + rows)] == [*names, None]
    assert read(table + rows)[0]["title"] == "How to Fold the Maps of Oaks"
    few = table + rows.replace(" (iFold)", "").replace(" (R2D)", "")
    assert [each.get("name") for each in read(few)] == [None] * 6
    awards = table + rows.replace("Kite-Net", "MTF").replace("iFold", "MTF").replace("R2D", "MTF")
    assert [each.get("name") for each in read(awards)] == [None] * 6


def test_headings_that_link_are_entries_whatever_pictures_are_below() -> None:
    text = "# Previews\n\n## Plugins\n\n" + "".join(
        f"### [{name}](https://github.com/a/{name})\n\n> Shows {name}\n\n"
        f"Run `add {name}` or [download](https://github.com/a/{name}/releases)\n\n"
        f"[![{name} in a window](shown/{name}.png)](https://github.com/a/{name})\n\n"
        for name in ("QuickOak", "QuickElm", "QuickFir")
    )
    assert [each.get("name") for each in read(text)] == ["QuickOak", "QuickElm", "QuickFir"]


def test_short_heads_of_papers_with_a_year_are_titles_beside_where_they_are_from() -> None:
    heads = ("Kites over Hills", "Folding Paper Maps", "Learning to Glue")
    text = "# Papers\n\n" + "".join(
        f"- [202{number}] {head} · Google · Survey [[paper](https://arxiv.org/abs/2{number}01.00001)]\n"
        for number, head in enumerate(heads)
    )
    assert read(text, "name", "title") == [{"title": head} for head in heads]
