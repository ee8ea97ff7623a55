"""The fragments that GitHub gives to headings."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck.document import Source, parse, slugify
from awesomecheck.document.slug import Slugger


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Papers", "papers"),
        ("Masked Image Modeling", "masked-image-modeling"),
        ("Scene Text Recognition (OCR)", "scene-text-recognition-ocr"),
        ("Data Ingestion / ETL", "data-ingestion--etl"),
        ("Audio & Video", "audio--video"),
        ("C++ and C#", "c-and-c"),
        ("snake_case stays", "snake_case-stays"),
        ("a - b", "a---b"),
        ("3.5 years", "35-years"),
        ("don’t", "dont"),
        ("en–dash and em—dash", "endash-and-emdash"),
        ("non‐breaking‑hyphens", "nonbreakinghyphens"),
    ],
)
def test_punctuation_goes_and_each_space_becomes_a_hyphen(text: str, expected: str) -> None:
    assert slugify(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目录", "目录"),
        ("深度学习 Deep Learning", "深度学习-deep-learning"),
        ("ÜBER Größe", "über-größe"),
        ("ПРИВЕТ мир", "привет-мир"),
        ("हिन्दी", "हिन्दी"),
        ("Ⅳ and ½", "ⅳ-and-"),
        ("x² y₂", "x-y"),
        ("under‿tie", "under‿tie"),
        ("Ⓐ 🅰 🄰", "ⓐ-🅰-🄰"),
    ],
)
def test_letters_marks_and_numbers_of_any_script_stay(text: str, expected: str) -> None:
    assert slugify(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("📚 Books", "-books"),
        ("Books 📚", "books-"),
        ("🔥 Hot 🔥 Topics", "-hot--topics"),
        (":fire: Hot", "fire-hot"),
        # The variation selector that makes a symbol an emoji is a mark, and stays.
        ("⚙️ Tools", "️-tools"),
        ("⚙ Tools", "-tools"),
    ],
)
def test_emoji_go_and_what_stood_beside_them_stays(text: str, expected: str) -> None:
    assert slugify(text) == expected


def test_the_text_is_not_trimmed() -> None:
    assert slugify("Awesome ") == "awesome-"
    assert slugify(" Awesome") == "-awesome"


def test_only_spaces_become_hyphens() -> None:
    assert slugify("a\tb\nc\u00a0d") == "abcd"


def test_repeats_are_numbered_past_those_taken() -> None:
    slugger = Slugger()
    given_slugs = ["a", "a", "a-1", "a", "a-1", "b-1", "b", "b", "__proto__", "__proto__"]
    expected = ["a", "a-1", "a-1-1", "a-2", "a-1-2", "b-1", "b", "b-2", "__proto__", "__proto__-1"]
    assert [slugger.unique(slug) for slug in given_slugs] == expected


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("# Awesome [![badge](b.svg)](https://awesome.re)", "awesome-"),
        ("## `code` and *em*", "code-and-em"),
        ("## [Linked](https://a.example/) heading", "linked-heading"),
        ("## Closed ##", "closed"),
        ("## A &amp; B", "a--b"),
        ('<h2 align="center">In HTML</h2>', "in-html"),
        ("Underlined\n---", "underlined"),
        ('## <a name="x"></a>Named', "named"),
    ],
)
def test_markup_in_a_heading_is_no_part_of_its_anchor(heading: str, anchor: str) -> None:
    assert [each.anchor for each in parse(Source.from_text(heading)).headings] == [anchor]


@given(st.text())
def test_a_slug_holds_no_space_and_no_upper_case(text: str) -> None:
    slug = slugify(text)
    assert " " not in slug
    assert slug == slug.lower()


@given(st.lists(st.sampled_from(["a", "a-1", "a-2", "a-1-1", "b"])))
def test_no_two_headings_share_an_anchor(slugs: list[str]) -> None:
    slugger = Slugger()
    unique = [slugger.unique(slug) for slug in slugs]
    assert len(set(unique)) == len(unique)
