"""Titles with words in emphasis, in bold or in code."""

import pytest

from tests.document.reading import read


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Kites for slow _wind and rain_. {}", "Kites for slow wind and rain"),
        ("Kites against supervised *wind*. {}", "Kites against supervised wind"),
        ("Kites for slow _Wind_. {}", "Kites for slow"),
        ("Learning to Fly with *Paper Kites*. {}", "Learning to Fly with Paper Kites"),
        ("Kites by _slow_ wind. {}", "Kites by slow wind"),
        ("**Unbiased Kites for _Slow Wind_**. {}", "Unbiased Kites for Slow Wind"),
        ("**Unbiased _Kites_ for Slow Wind**. {}", "Unbiased Kites for Slow Wind"),
        ("**Kites for Wind** _a study of strings_. {}", "Kites for Wind"),
        ("Ann Gum, Eve Hazel. _wind and rain_. {}", "wind and rain"),
    ],
)
def test_emphasis_within_a_title_does_not_end_it(line: str, title: str) -> None:
    text = line.format("Bo Elm, Cy Fir. ICLR 2021 [[code]](https://github.com/acme/kite)")
    assert [each["title"] for each in read(f"- {text}\n")] == [title]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Kites for Slow Wind *ICLR 2021*", "venue", "ICLR"),
        ("Kites for Slow Wind in _Journal of Kites_, 2021", "venue", "Journal of Kites"),
        ("Kites for Slow Wind by _Bo Elm, Cy Fir_. ICLR 2021", "authors", ["Bo Elm", "Cy Fir"]),
        ("**Kites for Wind** _a study of all strings_", "description", "a study of all strings"),
    ],
)
def test_emphasis_behind_a_title_stays_a_field(line: str, field: str, value: object) -> None:
    text = f"- {line} [[paper]](https://arxiv.org/abs/2103.00001)\n"
    assert [each.get(field) for each in read(text)] == [value]


PLAIN = ("How to Fly Kites", "Kites for the Few", "Strings: A Survey", "On Wind and Rain")
STYLES = [
    "{}. CVPR 2020 [[pdf]](https://arxiv.org/abs/2001.00001)",
    "{}. Ann Doe, Bo Roe. CVPR 2020 [[pdf]](https://arxiv.org/abs/2001.00001)",
    "{}. Doe et al. ICML 2021. [[code]](https://github.com/acme/kite)",
    "{} [[pdf]](https://arxiv.org/abs/2001.00001)",
]


def titles(style: str, *written: str) -> list[object]:
    """Titles as they are read, of entries in one style."""
    lines = "".join(f"- {style.format(each)}\n" for each in written)
    return [each.get("title") for each in read(f"# Kites\n\n## Papers\n\n{lines}")]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Is *in vivo* or *in vitro*? A Study", "Is in vivo or in vitro? A Study"),
        ("Is **KITE** really fast? A Strong Wind", "Is KITE really fast? A Strong Wind"),
        ("The `map` and `fold` of Kites", "The map and fold of Kites"),
        ("`map` and `fold` for Kites", "map and fold for Kites"),
        ("The **not** so easy *way* of Kites", "The not so easy way of Kites"),
        ("How <i>not</i> to Fly <b>Big</b> Kites", "How not to Fly Big Kites"),
        ("From *S. kitus* to *K. avis*: Kites of Life", "From S. kitus to K. avis: Kites of Life"),
        ("Kites with **KiteNet** and *Strings*", "Kites with KiteNet and Strings"),
        ("Towards *fair* **and** *robust* kites", "Towards fair and robust kites"),
        ("On the *k*-means and *k*-medians of Kites", "On the k-means and k-medians of Kites"),
        ("Quick *Kite Detection* Using Few Strings", "Quick Kite Detection Using Few Strings"),
        ("All You **Need** Is Kites", "All You Need Is Kites"),
        ("Kites *vs.* Strings", "Kites vs. Strings"),
        ("Flying $k$ Kites with $\\alpha$-Strings", "Flying $k$ Kites with $\\alpha$-Strings"),
    ],
)
def test_words_that_are_set_apart_within_a_title_are_part_of_it(
    style: str, written: str, title: str
) -> None:
    assert titles(style, *PLAIN, written) == [*PLAIN, title]


def test_a_title_may_end_in_emphasis_before_its_authors() -> None:
    written = [*PLAIN, "Fast Human *Kite Estimation*"]
    assert titles(STYLES[2], *written)[-1] == "Fast Human Kite Estimation"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("{title} *Ann Doe, Bo Roe* CVPR 2020", "authors", ["Ann Doe", "Bo Roe"]),
        ("Ann Doe, Bo Roe **{title}** CVPR 2020", "authors", ["Ann Doe", "Bo Roe"]),
        ("KiteNet **{title}** CVPR 2020", "name", "KiteNet"),
        ("{title} *NeurIPS* Oral", "venue", "NeurIPS"),
    ],
)
def test_what_all_entries_set_apart_stays_a_field(line: str, field: str, value: object) -> None:
    style = line.replace("{title}", "{}") + " [[pdf]](https://arxiv.org/abs/2001.00001)"
    lines = "".join(f"- {style.format(each)}\n" for each in PLAIN)
    found = read(f"# Kites\n\n## Papers\n\n{lines}")
    assert [each["title"] for each in found] == [*PLAIN]
    assert [each.get(field) for each in found] == [value] * len(PLAIN)


def test_a_tool_described_in_bold_keeps_its_name() -> None:
    text = "".join(f"- [Kite{n}](https://k{n}.example) flies **Big** Kites\n" for n in range(4))
    assert [each["name"] for each in read(f"# Kites\n\n{text}")] == [f"Kite{n}" for n in range(4)]


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("Growing Trees in Sand: An Overview", "Kauri et al."),
        ("Growing Oaks", "Elm et al"),
        ("Growing Oaks, Firs and Elms", "Elm et al."),
        ("Are Elms Tall?", "Oak, Ann et al."),
    ],
)
def test_a_title_before_a_comma_and_a_family_name_is_no_author(title: str, authors: str) -> None:
    mark = "" if title.endswith("?") else ","
    text = f"- {title}{mark} {authors}, 2018 https://arxiv.org/abs/1801.00001\n"
    others = "".join(
        f"- Cutting {tree} with Saws, {tree}er et al., 201{n} https://arxiv.org/abs/181{n}.00001\n"
        for n, tree in enumerate(("Oak", "Elm", "Fir"))
    )
    found = read(f"## Papers\n\n{others}{text}", "title", "authors")
    assert found[-1] == {"title": title, "authors": [authors.partition(" et al")[0]]}
    assert found[0] == {"title": "Cutting Oak with Saws", "authors": ["Oaker"]}


@pytest.mark.parametrize("dates", ["arXiv 2019; ECCV 2020", "ECCV 2020, arXiv 2019"])
def test_of_a_preprint_and_a_venue_with_their_years_the_venue_counts(dates: str) -> None:
    text = f"- [Cutting Tall Trees with Saws](https://arxiv.org/abs/1904.05682). {dates}\n"
    assert read(text, "title", "venue", "year") == [
        {"title": "Cutting Tall Trees with Saws", "venue": "ECCV", "year": 2020}
    ]
