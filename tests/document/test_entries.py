"""Entries of every shape that lists use, with the fields that a reader would name."""

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck.document import Document, Entry, Field, Source, parse


def read(text: str) -> Document:
    return parse(Source.from_text(text))


def only(text: str) -> Entry:
    (entry,) = read(text).entries
    return entry


def text(field: Field | None) -> str | None:
    return field.text if field else None


def fields(entry: Entry) -> dict[str, object]:
    """The fields that an entry has, by name."""
    found = {
        "name": text(entry.name),
        "title": text(entry.title),
        "authors": [author.text for author in entry.authors],
        "venue": text(entry.venue),
        "year": text(entry.year),
        "description": text(entry.description),
        "links": [(each.role, text(each.label)) for each in entry.links],
    }
    return {name: value for name, value in found.items() if value}


NESTED = """\
# Papers

* **iGPT**: Mark Chen, Alec Radford, Ilya Sutskever.
   - Generative Pretraining from Pixels. [[ICML'2020](https://proceedings.mlr.press/v119/x.pdf)] [[code](https://github.com/openai/image-gpt)]
* Jason D. Lee, Qi Lei.
   - Are Large Datasets Necessary? [[NIPS'2021](https://arxiv.org/abs/2008.01064)]
"""


def test_a_nested_paper_has_its_name_authors_title_venue_and_links() -> None:
    first, second = read(NESTED).entries
    assert first.form == "nested"
    assert fields(first) == {
        "name": "iGPT",
        "title": "Generative Pretraining from Pixels",
        "authors": ["Mark Chen", "Alec Radford", "Ilya Sutskever"],
        "venue": "ICML",
        "year": "2020",
        "links": [("paper", None), ("code", "code")],
    }
    assert fields(second) == {
        "title": "Are Large Datasets Necessary?",
        "authors": ["Jason D. Lee", "Qi Lei"],
        "venue": "NIPS",
        "year": "2021",
        "links": [("paper", None)],
    }


def test_the_span_of_an_entry_holds_its_nested_lines() -> None:
    document = read(NESTED)
    first, second = document.entries
    assert document.slice(first.span).startswith("* **iGPT**")
    assert document.slice(first.span).endswith("image-gpt)]")
    assert document.slice(second.span).endswith("2008.01064)]")
    assert first.section.path == ("Papers",)
    assert first.item == 0
    assert [document.slice(block.span)[:8] for block in first.blocks] == ["**iGPT**", "Generati"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            "- [MMSelfSup](https://github.com/open-mmlab/mmselfsup): A toolbox.",
            {"name": "MMSelfSup", "description": "A toolbox", "links": [("code", None)]},
            id="described",
        ),
        pytest.param(
            "- **[Grafana](https://grafana.com)** - Search dashboards and "
            "[more](https://example.org/more).",
            {
                "name": "Grafana",
                "description": "Search dashboards and more",
                "links": [("project", None), ("mention", "more")],
            },
            id="described, bold",
        ),
        pytest.param(
            "- [ownCloud](https://owncloud.com) - Sync files. ([Demo](https://demo.example), "
            "[Source Code](https://github.com/owncloud/core)) `AGPL-3.0` `PHP`",
            {
                "name": "ownCloud",
                "description": "Sync files",
                "links": [("project", None), ("demo", "Demo"), ("code", "Source Code")],
            },
            id="described, with labelled links and tags behind",
        ),
        pytest.param(
            "- [MATLAB](https://mathworks.com) - Numerical computing.",
            {
                "name": "MATLAB",
                "description": "Numerical computing",
                "links": [("project", None)],
            },
            id="a name that is a label elsewhere",
        ),
        pytest.param(
            "- [Deep Mutual Learning](https://arxiv.org/abs/1706.00384), Ying Zhang, "
            "Tao Xiang, 2017",
            {
                "title": "Deep Mutual Learning",
                "authors": ["Ying Zhang", "Tao Xiang"],
                "year": "2017",
                "links": [("paper", None)],
            },
            id="title as link, authors and year behind",
        ),
        pytest.param(
            "* **A Closer Look**<br>\n*Shaoru Wang, To Eun Kim*<br>\n"
            "ICML'2023 [[Paper](https://arxiv.org/abs/2205.14443)]\n[[Code](https://a.example)]",
            {
                "title": "A Closer Look",
                "authors": ["Shaoru Wang", "To Eun Kim"],
                "venue": "ICML",
                "year": "2023",
                "links": [("paper", "Paper"), ("code", "Code")],
            },
            id="hard breaks",
        ),
        pytest.param(
            "- BitNet Reloaded: State of the Art <br> Arxiv 2024 "
            "[[Paper]](https://arxiv.org/abs/2407.09527)",
            {
                "title": "BitNet Reloaded: State of the Art",
                "venue": "Arxiv",
                "year": "2024",
                "links": [("paper", "Paper")],
            },
            id="plain title, label in the link's own brackets",
        ),
        pytest.param(
            "- Self-Supervised CycleGAN for Adaptation [[ECCV Workshop 2020]](http://ecva.net/x.pdf)"
            " [[Pytorch](https://github.com/a/b)]",
            {
                "title": "Self-Supervised CycleGAN for Adaptation",
                "venue": "ECCV Workshop",
                "year": "2020",
                "links": [("paper", None), ("code", "Pytorch")],
            },
            id="venue as label",
        ),
        pytest.param(
            "- **A Neural Language Model**(2000), Yoshua Bengio et al. "
            "[[pdf]](https://example.org/x.pdf)",
            {
                "title": "A Neural Language Model",
                "authors": ["Yoshua Bengio"],
                "year": "2000",
                "links": [("paper", "pdf")],
            },
            id="year first, et al.",
        ),
        pytest.param(
            "* DCGAN - [Unsupervised Representation Learning](https://arxiv.org/abs/1511.06434) "
            "([github](https://github.com/Newmu/dcgan_code))",
            {
                "name": "DCGAN",
                "title": "Unsupervised Representation Learning",
                "links": [("paper", None), ("code", "github")],
            },
            id="name before a linked title",
        ),
        pytest.param(
            "- `[CVPR 2024]` [Q-Instruct: Better Vision](https://arxiv.org/abs/2311.06783), "
            "Wu et al. "
            "[Github](https://github.com/Q/Q) | [Bibtex](./iqa_ref.bib#L878)",
            {
                "title": "Q-Instruct: Better Vision",
                "authors": ["Wu"],
                "venue": "CVPR",
                "year": "2024",
                "links": [("paper", None), ("code", "Github"), ("bibtex", "Bibtex")],
            },
            id="venue in front",
        ),
        pytest.param(
            "1. **[Let's Reason.](https://arxiv.org/abs/2205.10625)**\n\n"
            "    *Denny Zhou, Ed Chi.* ICLR'23",
            {
                "title": "Let's Reason",
                "authors": ["Denny Zhou", "Ed Chi"],
                "venue": "ICLR",
                "year": "23",
                "links": [("paper", None)],
            },
            id="numbered, a paragraph below",
        ),
        pytest.param(
            "- [Decision Trees](https://arxiv.org/abs/2203.07413)\n  - Qinjie Lin, Han Liu\n"
            "  - Publisher: ICML 2023\n  - Code: [official](https://github.com/a/b)\n",
            {
                "title": "Decision Trees",
                "authors": ["Qinjie Lin", "Han Liu"],
                "venue": "ICML",
                "year": "2023",
                "links": [("paper", None), ("code", "official")],
            },
            id="fields with keys below",
        ),
        pytest.param(
            "- 2018 | Parameter Sharing | Hieu Pham, et al. | arXiv "
            "| [`PDF`](https://arxiv.org/pdf/1802.03268)",
            {
                "title": "Parameter Sharing",
                "authors": ["Hieu Pham"],
                "venue": "arXiv",
                "year": "2018",
                "links": [("paper", "PDF")],
            },
            id="fields between bars",
        ),
        pytest.param(
            "- [awesome](https://example.org/a) ![stars](https://img.shields.io/github/stars/a/b)",
            {"name": "awesome", "links": [("project", None), ("badge", "stars")]},
            id="badge",
        ),
        pytest.param(
            "- **[Kite.](https://example.org/k)**\n  .NET library for paper",
            {
                "name": "Kite",
                "description": ".NET library for paper",
                "links": [("project", None)],
            },
            id="a period of the name, none of the description",
        ),
        pytest.param(
            "- [新しい変換エンジン](https://github.com/a/b) - 日本語の辞書。",
            {
                "name": "新しい変換エンジン",
                "description": "日本語の辞書",
                "links": [("code", None)],
            },
            id="no Latin letters",
        ),
        pytest.param(
            "- [xz](https://example.org/xz) - Writes files.\n**[⬆ back to top](#section)**",
            {"name": "xz", "description": "Writes files", "links": [("project", None)]},
            id="described, with a way back to the top right below",
        ),
        pytest.param(
            "- [xz](https://example.org/xz)\n[back to top](#section)",
            {"name": "xz", "links": [("project", None)]},
            id="a way back to the top alone is no description",
        ),
        pytest.param(
            "- [xz](https://example.org/xz) - Writes files\nof the [usual form](#section)",
            {
                "name": "xz",
                "description": "Writes files of the usual form",
                "links": [("project", None)],
            },
            id="a link into the page in the last line of a description",
        ),
    ],
)
def test_an_item_is_read_as_a_reader_would(written: str, expected: dict[str, object]) -> None:
    assert fields(only(f"## Section\n\n{written}\n")) == expected


def test_rows_are_read_by_their_columns() -> None:
    entries = read(
        "| Title | Venue | Date | Code |\n|---|---|---|---|\n"
        "| [CATE: Encoding](https://arxiv.org/abs/2102.07108) | ICML | 2021-05 "
        "| [GitHub](https://github.com/a/b) |\n"
        "| [DARTS](https://arxiv.org/abs/1806.09055) | ICLR | 2019 | - |\n"
    ).entries
    assert [fields(entry) for entry in entries] == [
        {
            "title": "CATE: Encoding",
            "venue": "ICML",
            "year": "2021",
            "links": [("paper", None), ("code", "GitHub")],
        },
        {"title": "DARTS", "venue": "ICLR", "year": "2019", "links": [("paper", None)]},
    ]
    assert [entry.row for entry in entries] == [(0, 1), (0, 2)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Repository", {"name": "Tool", "description": "It helps", "links": [("code", None)]}),
        ("Paper", {"title": "Tool", "description": "It helps", "links": [("code", None)]}),
    ],
)
def test_a_header_that_names_a_kind_of_link_stands_above_names_too(
    header: str, expected: dict[str, object]
) -> None:
    entry = only(
        f"{header} | Description\n---|---\n[Tool](https://github.com/a/tool) | It helps.\n"
    )
    assert fields(entry) == expected


def test_paragraphs_are_entries_where_they_look_like_papers() -> None:
    document = read(
        "# List\n\nThis list is about [papers](https://example.org) of all kinds.\n\n"
        "**NeRF.**<br>\n*[Zirui Wang](https://a.example), Min Chen.*<br>\n"
        "arXiv 2021. [[PDF](https://arxiv.org/abs/2102.07064)]\n\n"
        "[MELD: Emotions](https://arxiv.org/abs/1810.02508), ACL 2019 [[code]](http://meld.example)\n\n"
        "[Memcached](https://memcached.org/) is generally used in this manner.\n"
    )
    assert [fields(entry) for entry in document.entries] == [
        {
            "title": "NeRF",
            "authors": ["Zirui Wang", "Min Chen"],
            "venue": "arXiv",
            "year": "2021",
            "links": [("mention", "Zirui Wang"), ("paper", "PDF")],
        },
        {
            "title": "MELD: Emotions",
            "venue": "ACL",
            "year": "2019",
            "links": [("paper", None), ("code", "code")],
        },
    ]


def test_what_is_not_a_resource_is_no_entry() -> None:
    document = read(
        "# List [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n\n"
        "- [Tools](#tools)\n- [License](#license)\n\n## Tools\n\n"
        "- Discord\n  - [concord](https://github.com/a/concord) - A client.\n"
        "- [Back to top](#list)\n"
        "- To cite papers, check out [arXiv](https://arxiv.org/) or "
        "[S2](https://www.semanticscholar.org/) of the paper for all formats.\n\n"
        "```markdown\n- [Name](https://link) - Description.\n```\n\n"
        "## How to contribute\n\n- [Open an issue](https://github.com/a/b/issues)\n\n"
        "## License\n\n- [CC0](https://creativecommons.org/cc0)\n"
    )
    assert [text(entry.name) for entry in document.entries] == ["concord"]


def test_a_paper_without_its_title_keeps_its_authors() -> None:
    entry = only(
        "## Papers\n\n* Hong Wang, Yu Wang, Hao Dong <br>\nCVPR, 2023. "
        "[[Paper]](https://arxiv.org/abs/2304.10773)\n"
    )
    assert entry.title is None
    assert entry.is_paper
    assert fields(entry)["authors"] == ["Hong Wang", "Yu Wang", "Hao Dong"]
    assert (text(entry.venue), entry.published) == ("CVPR", 2023)


def test_two_digits_make_a_year() -> None:
    entry = only("- [T](https://arxiv.org/abs/9901.0001), ACL'99\n")
    assert (text(entry.year), entry.published) == ("99", 1999)


def test_an_open_list_of_authors_is_told() -> None:
    entry = only("- [Deep Nets](https://arxiv.org/abs/2304.10773), Park et al., Arxiv 2020\n")
    assert entry.et_al
    assert [author.text for author in entry.authors] == ["Park"]


def test_label_and_host_of_a_link_are_kept_apart() -> None:
    entry = only(
        "- [T](https://arxiv.org/abs/2304.10773) [[code](https://arxiv.org/abs/2304.1)]\n"
    )
    link = entry.links[1]
    assert (link.role, link.label_role, link.host_role) == ("code", "code", None)
    swapped = only("- A Title [[paper](https://github.com/a/b)]\n").links[0]
    assert (swapped.role, swapped.label_role, swapped.host_role) == ("paper", "paper", "code")


@pytest.mark.parametrize("label", ["Papers with Code", "paper-with-code", "`[pwc]`"])
def test_a_page_about_a_paper_and_its_code_is_neither(label: str) -> None:
    url = "https://paperswithcode.com/paper/kites"
    text = f"- Kites. [[PDF](https://arxiv.org/abs/2111.06377)] [{label}]({url})\n"
    [entry] = parse(Source.from_text(text)).entries
    assert [link.role for link in entry.links] == ["paper", "other"]


def test_entries_are_read_once() -> None:
    document = read(NESTED)
    assert document.entries is document.entries


PARTS = st.lists(
    st.sampled_from(
        [
            "- ",
            "* **N**: ",
            "1. ",
            "  - ",
            "> ",
            "[Title](https://arxiv.org/abs/2304.10773)",
            "[[ICML'2020](u)]",
            "![b](https://img.example)",
            "<https://a.example>",
            "https://a.example ",
            "&amp;",
            "&#1;",
            "\\*",
            "`code`",
            "*A B, C D*",
            "**",
            "| a | [b](c) |\n|---|---|\n| d | [e](f) |",
            " - text.",
            "(2019)",
            "<br>",
            "<a href='x'>",
            "</a>",
            "\x01",
            "  \n",
            "\n",
            "\n\n",
            "## H\n",
            "é",
        ]
    ),
    max_size=30,
).map("".join)


@given(PARTS)
@settings(max_examples=300, deadline=None)
def test_every_field_stands_inside_its_entry(written: str) -> None:
    document = read(written)
    for entry in document.entries:
        places = [entry.name, entry.title, entry.description, entry.venue, entry.year]
        for place in [*places, *entry.authors]:
            if place is not None:
                assert entry.span.start <= place.span.start < place.span.end <= entry.span.end
                assert place.text == " ".join(place.text.split())
                assert place.text.isprintable()
        for link in entry.links:
            assert entry.span.start <= link.link.span.start < entry.span.end


@pytest.mark.parametrize("piece", ["(b) ", "b | ", '"b c", '])
def test_an_entry_of_thousands_of_tags_cells_or_quotes_is_read(piece: str) -> None:
    assert text(only("- [Name](https://a.example) - " + piece * 3000).name) == "Name"
