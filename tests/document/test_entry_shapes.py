"""Lists in shapes that nobody wrote down: most of each form are read right."""

import pytest

from tests.document.papers import PAPERS, written
from tests.document.papers import stated as stated_by
from tests.document.reading import entries, read
from tests.document.shapes import FORMS, Shape, shape, stated

_SHAPES = 12
"""Of each form."""
_LEAST = 0.9


@pytest.mark.parametrize("form", FORMS)
def test_entries_of_made_up_shapes_are_read_right(form: str) -> None:
    first = FORMS.index(form)
    shapes = [shape(first + len(FORMS) * n) for n in range(_SHAPES)]
    wrong = {each: 1 - right(each) for each in shapes if right(each) < 1}
    assert sum(wrong.values()) <= (1 - _LEAST) * _SHAPES, wrong


def right(found: Shape) -> float:
    """The share of fields that are read as they are stated, of all that are read or stated."""
    names = stated(found)
    ours = {
        (n, *each)
        for n, entry in enumerate(read(found.write(), *names.split()))
        for each in items(entry)
    }
    wanted = {(n, *each) for n, entry in enumerate(stated_by(names)) for each in items(entry)}
    return len(ours & wanted) / len(ours | wanted)


def items(entry: dict[str, object]) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in entry.items() if name != "et al."]


APART = {
    "a paragraph above its label": (
        "**{title}**. {authors}. {venue} {year}.\n- [paper]({url})\n",
        "title authors venue year",
    ),
    "several labels, a blank line": (
        "**{title}**. {authors}. {venue} {year}.\n\n- [paper]({url})\n- [code]({code})\n",
        "title authors venue year",
    ),
    "keys with links": (
        "{title}. {authors}. {venue} {year}.\n\n* Paper: [link]({url})\n* Code: [link]({code})\n",
        "title authors venue year",
    ),
    "a title that links": (
        "[{title}]({url}), {venue} {year}\n+ [code]({code})\n",
        "title venue year",
    ),
    "a title alone": ("{title}\n- [pdf]({url})\n- [code]({code})\n", "title"),
    "a numbered paragraph": (
        "**[1] {title}** ({venue} {year})\n\n- 📄 [Paper]({url})\n- 💻 [Code]({code})\n",
        "title venue year",
    ),
    "authors and a venue beside the label": (
        "**{title}**\n- {authors}\n- {venue} {year}\n- [paper]({url})\n",
        "title authors venue year",
    ),
    "a note beside the label": (
        "**{title}**. {authors}. {venue} {year}.\n- [paper]({url})\n- They fold maps well.\n",
        "title authors venue year",
    ),
    "a paragraph of labels": (
        "{title}. {authors}. {venue} {year}.\n\n[[paper]]({url}) [[code]]({code})\n",
        "title authors venue year",
    ),
    "a number above bullets": (
        "1. {name}\n- Paper: *{title}*, {url}\n- Implementation: github {code}\n",
        "name title",
    ),
    "a number above a part without a link": (
        "1. {name}\n- Paper: *{title}*, {url}\n- Implementation: \n",
        "name title",
    ),
    "a title with a number above bullets": (
        "1. **{title}**, {authors}, {venue} {year}\n- [paper]({url})\n- [code]({code})\n",
        "title authors venue year",
    ),
    "another marker": (
        "* {title}\n- Authors: {authors}\n- Paper: {url}\n- Code: {code}\n",
        "title authors",
    ),
    "the same marker": (
        "- **{title}**\n- Authors: {authors}\n- Paper: {url}\n- Code: {code}\n",
        "title authors",
    ),
    "one loose list": ("- {title}\n- [paper]({url})\n- [code]({code})\n", "title"),
    "a link above bullets": (
        "1. [{title}]({url})\n- Authors: {authors}\n- Code: {code}\n",
        "title authors",
    ),
}
"""Entries of two blocks each, which are no part of each other in Markdown."""


@pytest.mark.parametrize(("template", "names"), APART.values(), ids=APART)
def test_an_entry_may_have_its_parts_in_a_list_beside_it(template: str, names: str) -> None:
    text = written(template)
    assert read(text, *names.split(), "et al.") == stated_by(names)
    assert [len(each.links) for each in entries(text)] == [
        template.count("{url}") + template.count("{code}")
    ] * len(PAPERS)


WITHIN = {
    "addresses below a title with its year": (
        "- {title} ({venue} {year})\n  - {url}\n  - {code}\n",
        "title venue year",
    ),
    "addresses and a note below a title": (
        "1. {title}\n   - {url}\n   - {venue} {year}\n   - Folds well on a table.\n",
        "title venue year",
    ),
    "an address in brackets, which is no link": (
        "- {title} [https://a.example/1.pdf] [{venue} {year}]\n    + {code} [Keras]\n",
        "title venue year",
    ),
    "the title as a link": (
        "* {title}\n    * [{title} (arxiv.org)]({url})\n    * {venue} {year}\n",
        "title venue year",
    ),
    "keys in Chinese": (
        "- {title}\n  - 会议：{venue} {year}\n  - 作者：{authors}\n  - 论文：{url}\n",
        "title authors venue year",
    ),
    "a table of one row": (
        "<table><tr><td><img src='a.png'></td><td>{title}<br>\n{authors}<br>\n"
        "In {venue} {year}<br>\n<a href='{url}'>[Paper]</a></td></tr></table>\n",
        "title authors venue year",
    ),
    "a table of one row with paragraphs": (
        "<table>\n<tr>\n<td><p><strong>{title}</strong></p>\n<p>{authors}</p>\n"
        "<p><i>{venue} {year}</i></p>\n<a href='{url}'>Paper</a></td></tr>\n</table>\n",
        "title authors venue year",
    ),
}
"""Entries that Markdown or HTML makes one of."""


@pytest.mark.parametrize(("template", "names"), WITHIN.values(), ids=WITHIN)
def test_an_entry_may_have_its_parts_within_it(template: str, names: str) -> None:
    text = written(template)
    assert read(text, *names.split(), "et al.") == stated_by(names)
    assert [
        len([link for link in each.links if link.role != "badge"]) for each in entries(text)
    ] == [template.count("{url}") + template.count("{code}")] * len(PAPERS)


HEADED = {
    "keys": "- Paper: [{title}]({url})\n- Homepage: <{code}>\n- Download: <{code}/data.zip>\n",
    "keys in Chinese, below a picture, above a quote": (
        "![img](./a.png)\n\n* 论文: [{title}]({url})\n* 下载:\n  + [Drive]({code})\n\n"
        "> It has many maps.\n>\n> They are folded.\n"
    ),
}


@pytest.mark.parametrize("template", HEADED.values(), ids=HEADED)
def test_what_is_below_the_name_in_a_heading_may_say_what_its_links_are(template: str) -> None:
    found = read(written(f"### {{name}}\n\n{template}"), "name", "title")
    assert found == stated_by("name title")


def test_a_description_may_be_between_a_heading_and_what_its_links_are() -> None:
    template = (
        "### {name}\n\nThe maps were all folded by hand.\n\n- Paper: {url}\n- Data: {code}\n"
    )
    found = read(written(template), "name", "description", "links")
    assert [each["name"] for each in found] == [paper.name for paper in PAPERS]
    assert {each["description"] for each in found} == {"The maps were all folded by hand"}
    assert {each["links"] for each in found} == {"paper dataset"}


@pytest.mark.parametrize(
    "below",
    [
        "- Paper: [Kites of {n}](https://a.example/{n})\n"
        "- Paper: [Maps of {n}](https://b.example/{n})\n",
        "**Kites of {n} Folds**\n\n- Paper: https://arxiv.org/abs/2001.0000{n}\n"
        "- Code: https://github.com/a/{n}\n\n**Maps of {n} Folds**\n\n"
        "- Paper: https://arxiv.org/abs/2002.0000{n}\n- Code: https://github.com/b/{n}\n",
        "- Elm{n}: [flies](https://a.example/{n})\n- Oak{n}: [flies](https://b.example/{n})\n",
    ],
)
def test_headings_of_topics_are_no_entries(below: str) -> None:
    text = "# Kites\n\n" + "".join(f"## Topic {n}\n\n{below.format(n=n)}\n" for n in range(4))
    assert [each.form for each in entries(text)].count("heading") == 0
    assert len(entries(text)) == 8


def test_addresses_below_a_group_are_entries_of_their_own() -> None:
    text = "# Kites\n\n" + "".join(
        f"- {group}\n  - https://{number}.example/a\n  - https://{number}.example/b\n"
        for number, group in enumerate(("Talks 2019", "Blogs", "Shops"))
    )
    assert len(read(text)) == 6


def test_links_called_as_their_group_are_entries_of_their_own() -> None:
    text = "# Kites\n\n" + "".join(
        f"- {group}\n  - [{group} Kites](https://{number}.example/a)\n"
        f"  - [Oak of {group}](https://{number}.example/b)\n"
        for number, group in enumerate(("Wood", "Stone", "Iron"))
    )
    assert len(read(text)) == 6


def test_a_label_may_end_in_the_site_that_it_leads_to() -> None:
    text = "# Kites\n\n- [Kite (lab.example)](https://www.lab.example/kite) - Flies.\n"
    text += "- [Kite (v1.2)](https://oak.example) - Flies.\n"
    assert [each["name"] for each in read(text)] == ["Kite", "Kite (v1.2)"]


@pytest.mark.parametrize(
    "template",
    [
        "<details>\n<summary><b>{title}</b> ({venue} {year})</summary>\n\n*{authors}*\n\n"
        "[[paper]({url})] [[code]({code})]\n\n</details>\n",
        "### {title}\n\n*{authors}* · {venue} {year} · [[paper]({url})]\n> TL;DR: maps fold.\n",
    ],
    ids=["details", "headings with a summary"],
)
def test_what_is_below_a_title_may_be_its_fields(template: str) -> None:
    names = ("title", "authors", "venue", "year")
    assert read(written(template), *names, "et al.") == stated_by(" ".join(names))


def test_details_around_entries_are_no_titles() -> None:
    text = "# Saws\n\n" + "".join(
        f"<details>\n<summary>Saws that cut {name}</summary>\n\n"
        f"Sawing by Hand. Ann Oak, Bob Elm. [[paper](https://arxiv.org/abs/2001.0000{n})]\n\n"
        f"Sawing at Night. Cyd Fir, Dee Ivy. [[paper](https://arxiv.org/abs/2002.0000{n})]\n\n"
        "</details>\n\n"
        for n, name in enumerate(("elms", "oaks", "firs"))
    )
    titles = ["Sawing by Hand", "Sawing at Night"]
    assert [each["title"] for each in read(text)] == 3 * titles


def test_details_with_links_in_their_summaries_are_entries_with_all_in_them() -> None:
    text = "# Tools\n\n## Saws\n\n" + "".join(
        f'<details><summary><b><a href="https://github.com/a/{name}">{name}</a></b> - Cuts. '
        f'<code><a href="https://licences.example">MIT</a></code></summary>\n\n'
        f"- [GitHub](https://github.com/a/{name}) (1.2K · 28.03.2024):\n\n"
        f"\t```\n\tgit clone {name}\n\t```\n- [Conda](https://conda.example/{name})\n</details>\n"
        for name in ("Acorn", "Birch", "Cedar")
    )
    text += "<details><summary>Show 2 more</summary>\n\n"
    text += '- <b><a href="https://a.example">Elm</a></b> - Saws.\n'
    text += '- <b><a href="https://b.example">Fir</a></b> - Files.\n</details>\n'
    assert read(text, "name", "description", "year") == [
        *({"name": name, "description": "Cuts"} for name in ("Acorn", "Birch", "Cedar")),
        {"name": "Elm", "description": "Saws"},
        {"name": "Fir", "description": "Files"},
    ]


@pytest.mark.parametrize(
    ("names", "found"),
    [(("Acorn", "Birch", "Cedar", "Acorn"), 4), (("More", "More", "More", "More"), 0)],
)
def test_one_of_the_details_may_be_listed_twice(names: tuple[str, ...], found: int) -> None:
    text = "# Tools\n\n## Saws\n\n" + "".join(
        f'<details><summary><a href="https://{n}.example">{name}</a> - Cuts.</summary>\n\n'
        "- Licence: MIT\n\n</details>\n\n"
        for n, name in enumerate(names)
    )
    assert len(entries(text)) == found


def test_details_around_entries_of_their_own_are_none() -> None:
    text = "# Tools\n\n" + "".join(
        f'<details><summary><a href="https://{name}.example">{name}</a></summary>\n\n'
        f"- [{name}saw](https://github.com/a/{name}) - Cuts.\n"
        f"- [{name}file](https://github.com/b/{name}) - Files.\n\n</details>\n"
        for name in ("Acorn", "Birch", "Cedar")
    )
    assert [str(each["name"])[5:] for each in read(text)] == ["saw", "file"] * 3


UNLIKE = {
    "an introduction": (
        "These saws cut {n}. They are picked by hand.\n"
        "- [Saw {n}](https://a.example/{n}) - Cuts.\n"
        "- [File {n}](https://b.example/{n}) - Files.\n\n"
    ),
    "a topic": (
        "{n}. Saws of {n}\n"
        "- [Saw {n}](https://a.example/{n})\n"
        "- [File {n}](https://b.example/{n}) - Files.\n\n"
    ),
    "a topic with keys": (
        "{n}. Saws of {n}\n"
        "- Paper: [Sawing {n} trees](https://a.example/{n})\n"
        "- Paper: [Filing {n} trees](https://b.example/{n})\n\n"
    ),
}
"""What is above lists of entries."""


@pytest.mark.parametrize("template", UNLIKE.values(), ids=UNLIKE)
def test_what_introduces_entries_is_none(template: str) -> None:
    text = "# Saws\n\n## By hand\n\n" + "".join(template.format(n=n) for n in range(2, 7))
    assert [each.span.start for each in entries(text)] == [
        n for n in range(len(text)) if text[n:].startswith("- ") and text[n - 1] == "\n"
    ]


def test_names_below_groups_that_may_be_labels_are_entries() -> None:
    text = (
        "# Tools\n\n1. Deep\n- [PyTorch](https://p.example)\n- [Lua](https://t.example)\n\n"
        "2. Other\n- [Caffe](https://c.example)\n- [Keras](https://k.example)\n\n"
        "3. Old\n- [Theano](https://o.example)\n- [MXNet](https://m.example)\n"
    )
    names = [each["name"] for each in read(text)]
    assert names == ["PyTorch", "Lua", "Caffe", "Keras", "Theano", "MXNet"]


def test_the_name_of_a_group_is_above_entries_with_parts() -> None:
    entry = (
        "{n}. Kite{n}\n- Paper: *Growing {n} elms*, https://a.example/{n}.pdf\n"
        "- Code: https://github.com/a/{n}\n\n"
    )
    group = "".join(entry.format(n=n) for n in range(1, 4))
    found = read(f"# Kites\n\n**Elms**\n\n{group}**Oaks**\n\n{group}", "name", "links")
    assert found == 2 * [{"name": f"Kite{n}", "links": "paper code"} for n in range(1, 4)]


def test_fields_without_a_label_begin_no_entry() -> None:
    text = "# Trees\n\n" + "".join(
        f"**Growing {name} from seeds**\n- Ann Oak, Bo Elm\n- Paper: https://a.example/{n}.pdf\n"
        f"- CVPR 2020\n- Code: https://github.com/a/{n}\n\n"
        for n, name in enumerate(("elms", "oaks", "firs"))
    )
    assert all("Growing" in text[slice(each.span.start, each.span.end)] for each in entries(text))
