"""Roles of links: what a label, a column, a section, a host or a path says of them."""

import pytest

from tests.document.reading import read


def roles(markdown: str) -> list[object]:
    return [each["links"] for each in read(markdown)]


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("https://blog.kites.example/why-they-fly", "blog"),
        ("https://kitesblog.example/2", "blog"),
        ("https://kites.example/blog/why-they-fly", "blog"),
        ("https://kites.example/en/tech-blog/why-they-fly", "blog"),
        ("https://kites.example/blog?id=why", "blog"),
        ("https://kites.example/posts/7/why-they-fly", "blog"),
        ("https://kites.example/2019/07/14/why-they-fly.html", "blog"),
        ("https://engineering.kites.example/why", "blog"),
        ("https://eng.kites.example/why", "blog"),
        ("https://mp.weixin.qq.com/s/kite", "blog"),
        ("https://research.kites.example/publications/why-kites-fly", "paper"),
        ("https://ann.substack.com/p/why-they-fly", "blog"),
        ("https://ann.github.io/blog/why-they-fly", "blog"),
        ("https://kites.example/videos/play/7/", "video"),
        ("https://kites.example/talks/why-they-fly", "video"),
        ("https://confreaks.tv/videos/why-they-fly", "video"),
        ("https://gitlab.kites.example/ann/kite", "code"),
        ("https://press.kites.example/doi/10.1000/kite", "paper"),
        ("https://ann.github.io/kite.pdf", "paper"),
        ("https://kites.example/blog/kite.pdf#page=3", "paper"),
    ],
)
def test_host_and_path_say_what_a_page_is(url: str, role: str) -> None:
    assert roles(f"- [Why They Fly]({url})\n") == [role]


@pytest.mark.parametrize(
    "url",
    [
        "https://kites.example/blog",
        "https://blog.kites.example/",
        "https://ann.substack.com",
        "https://www.youtube.com/",
        "https://www.nature.com",
        "https://kites.example/blogger/why",
        "https://kites.example/video-tools",
        "https://kites.example/search?next=/blog/why",
        "https://engineering.kites.edu/lab",
        "https://kites.example/releases/2019/7",
        "https://kites.example/doi/index.html",
        "https://kites.example/publications/",
    ],
)
def test_a_whole_site_is_a_project_and_so_is_what_only_looks_like_a_post(url: str) -> None:
    assert roles(f"- [Kites](<{url}>) - About kites.\n") == ["project"]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Articles", "blog"),
        ("📝 Articles", "blog"),
        ("Blogs and Articles", "blog"),
        ("Blog Posts & Tutorials", "blog"),
        ("Talks and Podcasts", "video"),
        ("Talks & Videos", "video"),
        ("Articles and Talks", "project"),
        ("Articles of Clothing", "project"),
        ("Podcasts", "project"),
        ("Video", "project"),
    ],
)
def test_a_section_of_one_kind_says_what_its_links_are(title: str, role: str) -> None:
    assert roles(f"## {title}\n\n- [Why They Fly](https://kites.example/why)\n") == [role]


def test_a_paper_in_a_section_of_articles_stays_a_paper() -> None:
    text = "## Articles\n\n- [Kites](https://arxiv.org/abs/2301.00001), Ann Oak, ICML 2023\n"
    assert roles(text) == ["paper"]


@pytest.mark.parametrize("name", ["Kite Makers' Blog", "kite.example blog", "The Kite Blogs"])
def test_what_is_called_a_blog_is_one(name: str) -> None:
    assert roles(f"- [{name}](https://kites.example)\n") == ["blog"]


def test_the_next_parts_of_a_post_are_posts() -> None:
    site = "https://kites.example/blog"
    parts = f"[Part 2]({site}/why-2), [III]({site}/why-3), [Part 4](https://else.example/why)"
    assert roles(f"- [Why They Fly]({site}/why) {parts}\n") == ["blog blog blog mention"]


def test_the_site_of_a_workshop_is_no_paper() -> None:
    lines = "".join(
        f"- [Seeing and {verb}](https://sites.example/{verb}), ECCV 2018\n"
        for verb in ("Hearing", "Tasting", "Moving")
    )
    assert roles(f"## Workshops\n\n{lines}") == ["project"] * 3
    assert roles(f"## Seeing\n\n{lines}") == ["paper"] * 3


def test_a_tool_with_blog_in_its_name_is_a_project() -> None:
    assert roles("- [Blog Maker](https://kites.example)\n") == ["project"]


def test_the_first_link_is_the_page_of_a_project_where_another_is_the_paper() -> None:
    text = (
        "- [Folding Maps](https://maps.example/fold), Ann Oak, CVPR 2020. [[paper](https://maps.example/1)]\n"
        "- [Cutting Maps](https://maps.example/cut), Bo Elm, CVPR 2021. [[code](https://github.com/a/b)]\n"
    )
    assert roles(text) == ["project paper", "paper code"]


KITES = """\
# Awesome Kite {title}

## Flat

| Name | Size | URL |
|---|---|---|
| Alder | 12 | [[raw](https://alder.example/a)] [[clean](https://alder.example/b)] |
| Birch | 13 | [[raw](https://github.com/lab/birch)] [[clean](https://birch.example/b)] |
"""


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Datasets", "dataset"),
        ("Data Sets", "dataset"),
        ("Tools", "project"),
        ("Papers and Datasets", "project"),
    ],
)
def test_tables_in_a_list_of_datasets_are_of_datasets(title: str, role: str) -> None:
    assert roles(KITES.format(title=title)) == [f"{role} {role}"] * 2


@pytest.mark.parametrize("header", ["Source", "Sources", "Paper"])
def test_a_column_of_labelled_links_has_what_the_labels_say(header: str) -> None:
    text = f"""\
# Awesome Kite Datasets

| Name | Size | {header} |
|---|---|---|
| Alder | 12 | [URL](https://lab.github.io/alder) [Paper](https://arxiv.org/abs/2301.00001) |
| Birch | 13 | [URL](https://github.com/lab/birch) [Paper](https://arxiv.org/abs/2301.00002) |
| Cedar | 14 | [URL](https://github.com/lab/cedar) [Paper](https://arxiv.org/abs/2301.00003) |
"""
    found = read(text, "venue", "links")
    assert [each.get("venue") for each in found] == [None] * 3
    if header != "Paper":
        assert [each["links"] for each in found] == ["project paper", "code paper", "code paper"]


def test_a_column_of_sources_without_labels_has_venues() -> None:
    text = """\
| Title | Source |
|---|---|
| [Folding Maps](https://maps.example/fold) | Journal of Maps |
| [Cutting Maps](https://maps.example/cut) | Map Week |
| [Gluing Maps](https://maps.example/glue) | Journal of Maps |
"""
    assert [each["venue"] for each in read(text)] == [
        "Journal of Maps",
        "Map Week",
        "Journal of Maps",
    ]


@pytest.mark.parametrize(
    ("below", "role"),
    [
        ("\n    - [Kite Week 2019 Talk](https://kites.example/week)", "video"),
        ("\n    - [A seminar](https://www.youtube.com/watch?v=1)", "video"),
        ("<br>Flies. <br>[Slow kites](https://github.com/lab/slow).", "code"),
        ("<br>Flies. <br>[Slow kites](https://github.com/lab/slow) fly, too.", "mention"),
        ("<br>Flies.\n  [Slow kites](https://github.com/lab/slow)", "mention"),
        ("<br>Flies. <br>[Ann Oak](https://ann.example)", "mention"),
    ],
)
def test_a_link_alone_on_its_line_is_no_mention(below: str, role: str) -> None:
    lines = [
        f'* Oak, Ann. ["Why Kites Fly {number}."](https://arxiv.org/abs/2301.0000{number}) (2018).'
        for number in range(4)
    ]
    lines[1] += below
    assert roles("\n".join(lines) + "\n") == ["paper", f"paper {role}", "paper", "paper"]


def test_the_address_below_a_title_is_its_link() -> None:
    text = "".join(
        f"Kite{number}: how it flies\nhttps://kite{number}.github.io/\n\n" for number in range(3)
    )
    assert roles(f"# Kites\n\n- [Reel](https://reel.example)\n\n{text}") == ["project"] * 4


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("our slow paper", "paper"),
        ("a summary of the paper", "blog"),
        ("notes on the code", "blog"),
        ("Python port of paper", "code"),
        ("more on the company blog", "blog"),
    ],
)
def test_what_is_about_a_paper_is_none(label: str, role: str) -> None:
    text = f"- [Kites](https://arxiv.org/abs/2301.00001) Oak et al. 2015 ([{label}](https://blog.kites.example/1))\n"
    assert roles(text) == [f"paper {role}"]


@pytest.mark.parametrize(
    "feed",
    [
        "([RSS](https://ann.example/feed))",
        "- [RSS](https://ann.example/rss.xml)",
        "[[Atom feed](https://feeds.example/ann)]",
        "(RSS: https://ann.example/index.xml)",
    ],
)
def test_a_feed_is_no_paper_of_the_conference_of_that_name(feed: str) -> None:
    markdown = f"## Blogs\n\n- [Ann Writes](https://ann.example) {feed}\n"
    assert read(markdown) == [{"name": "Ann Writes", "links": "blog other"}]


def test_a_name_before_its_address_and_a_feed_is_linked() -> None:
    markdown = "## Blogs\n\n" + "".join(
        f"- {name} https://{name}.example {feed}\n"
        for name, feed in [
            ("ann", "[(RSS)] (https://ann.example/feed.xml)"),
            ("bob", "RSS https://bob.example/atom.xml"),
            ("min", "[RSS](https://min.example/rss)"),
        ]
    )
    assert [each["links"] for each in read(markdown)] == ["blog other"] * 3


def test_the_conference_that_is_called_like_a_feed_stays_one() -> None:
    markdown = "- Arms That Learn. Ann Doe, Min Li. [RSS](https://arms.example)\n"
    assert [each["venue"] for each in read(markdown)] == ["RSS"]


@pytest.mark.parametrize(
    ("section", "field"),
    [
        ("Articles", "title"),
        ("Books", "title"),
        ("📚 E-Books", "title"),
        ("Talks and Podcasts", "title"),
        ("Books & Articles", "title"),
        ("Blog Posts", "name"),
        ("Videos", "name"),
        ("Books and Tools", "name"),
        ("Bookkeeping", "name"),
    ],
)
def test_articles_talks_and_books_have_titles(section: str, field: str) -> None:
    text = (
        f"## {section}\n\n- [Why Kites Fly: a Tale](https://kites.example/why)\n"
        "- [Reel](https://reel.example) - A reel for kites.\n\n"
        "## Tools\n\n- [Knot Tyer](https://knots.example)\n"
    )
    assert read(text, "name", "title") == [
        {field: "Why Kites Fly: a Tale"},
        {"name": "Reel"},
        {"name": "Knot Tyer"},
    ]


def test_a_section_of_questions_and_sentences_has_titles_described_or_not() -> None:
    text = """\
## Wind

- [How Kites Fly](https://kites.example/how) - A tale of string.
- [Why do my kites fall?](https://kites.example/why)
- [Knots and reels for a windy day](https://kites.example/knots)
- [Advanced reel winding](https://kites.example/reels)
- [Reel](https://reel.example) - A reel for kites.
- [The Kite Flyer Blog](https://flyer.example)
"""
    assert read(text, "name", "title") == [
        {"title": "How Kites Fly"},
        {"title": "Why do my kites fall?"},
        {"title": "Knots and reels for a windy day"},
        {"title": "Advanced reel winding"},
        {"name": "Reel"},
        {"name": "The Kite Flyer Blog"},
    ]
    questions = "".join(
        f"- [{name}](https://github.com/ann/{n}) - Checks kites.\n"
        for n, name in enumerate(["Is It Up There Now", "Can I Go Out Flying", "Big Red Reel"])
    )
    assert [list(each) for each in read(f"## Tools\n\n{questions}", "name", "title")] == [
        ["name"]
    ] * 3
    orders = "".join(
        f"- [{head}](https://kites.example/{n})\n"
        for n, head in enumerate(
            ["Build a Kite in Go", "How to Fly It", "Why It Falls", "Part 1: Hull", "Part 2: Tail"]
        )
    )
    assert [list(each) for each in read(f"## Kites\n\n{orders}", "name", "title")][:3] == [
        ["title"]
    ] * 3
    tools = "".join(
        f"- [{name}](https://{name.lower().replace(' ', '')}.example) - Flies a kite.\n"
        for name in ("Can my kite fly this wind", "Knotter", "Reel", "Wind Box", "Hull", "Sail")
    )
    assert [list(each) for each in read(f"## Tools\n\n{tools}", "name", "title")] == [["name"]] * 6


@pytest.mark.parametrize(
    ("label", "url", "role"),
    [
        ("code & model", "https://github.com/ann/kite", "code"),
        ("Models and Code", "https://github.com/ann/kite", "code"),
        ("data/code", "https://kites.example", "dataset"),
        ("Models + Data", "https://kites.example", "model"),
        ("PyTorch code", "https://kites.example", "code"),
    ],
)
def test_of_two_labels_in_one_the_host_decides_else_the_first(
    label: str, url: str, role: str
) -> None:
    text = f"- How Kites Fly. [[pdf](https://arxiv.org/abs/1901.00001)] [[{label}]({url})]\n"
    assert roles(text) == [f"paper {role}"]


@pytest.mark.parametrize("label", ["10.1000/182", "doi:10.1000/182", "2301.00001"])
def test_the_id_of_a_paper_is_a_label(label: str) -> None:
    text = "".join(
        f"- {line}\n"
        for line in (
            f"Folding Maps of Isles. Ann Oak, Bob Elm. [{label}](https://doi.org/10.1000/182)",
            f"[{label}](https://doi.org/10.1000/183) Cutting Maps of Isles. Ann Oak, Bob Elm.",
            f"[{label}](https://doi.org/10.1000/184) Gluing Maps of Isles",
        )
    )
    assert read(text, "name", "title", "links") == [
        {"title": f"{verb} Maps of Isles", "links": "paper"}
        for verb in ("Folding", "Cutting", "Gluing")
    ]


def test_a_name_behind_a_short_code_of_an_emoji_is_no_label_though_its_host_is_called_so() -> None:
    text = "".join(
        f"- :{mark}: [{name}](https://www.{name.lower()}.com) : Builds games without code.\n"
        for mark, name in [
            ("money_with_wings", "Boxkite"),
            ("tada", "Unikite"),
            ("lock", "Felkite"),
        ]
    )
    assert read(text, "name", "links") == [
        {"name": name, "links": "project"} for name in ("Boxkite", "Unikite", "Felkite")
    ]
