"""Templates: what they mean, which texts are not templates, and what they write."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck import UserError
from awesomecheck.templates import parse_template

NESTED = "* **{name}**: {authors}.\n  - {title}. [[{venue}'{year}]({paper})]{? [[code]({code})]}"


def test_the_fields_of_a_template() -> None:
    fields = parse_template(NESTED).fields
    assert fields == tuple((each, False) for each in ("name", "authors", "title", "venue", "year"))


def test_a_field_in_braces_with_a_question_mark_is_optional() -> None:
    fields = parse_template("- {title}{?. {authors}}").fields
    assert fields == (("title", False), ("authors", True))


@pytest.mark.parametrize(
    ("values", "entry"),
    [
        ({"code": "c"}, "* **N**: A.\n  - T. [[V'2022](p)] [[code](c)]"),
        ({}, "* **N**: A.\n  - T. [[V'2022](p)]"),
    ],
)
def test_rendering_leaves_out_optional_parts_without_a_value(
    values: dict[str, str], entry: str
) -> None:
    given_values = {
        "name": "N",
        "authors": "A",
        "title": "T",
        "venue": "V",
        "year": "2022",
        "paper": "p",
    }
    assert parse_template(NESTED).render(given_values | values) == entry


def test_rendering_needs_every_value_that_is_not_optional() -> None:
    with pytest.raises(KeyError, match="authors"):
        parse_template(NESTED).render({"name": "N", "title": "T"})


def test_doubled_braces_are_braces() -> None:
    assert parse_template("- {{x}} {title}").render({"title": "T"}) == "- {x} T"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {titel}", "unknown field `titel`, at `{titel}`"),
        ("- {title", "`{` without `}`, at `{title`"),
        ("- {title} x}", "`}` without `{`, at `}`"),
        ("- {title}{? [x]({code})", "`{?` without `}`, at `{? [x]({code})`"),
        ("- {title}{? a{? b}}", "`{?` inside another `{? … }`, at `{? b}}`"),
        ("- {title}{authors}", "no text between `title` and `authors`, at `{authors}`"),
        ("- {title} {title}", "the field `title` is used twice, at `{title}`"),
        ("- {title}{? now}", "`{? … }` without a field or an address"),
        ("- nothing", "no field such as `{title}`, at `- nothing`"),
        ("", "no field such as `{title}`, at the end"),
    ],
)
def test_an_error_in_a_template_is_shown_with_its_place(text: str, message: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_template(text)
    assert message in caught.value.message
    assert text in caught.value.message


def test_a_misspelt_field_gets_a_hint() -> None:
    with pytest.raises(UserError) as caught:
        parse_template("- {titel}")
    assert caught.value.hint == "did you mean `title`?"


@given(st.text(alphabet="{}?*[]() \ntiledcoaur.'", max_size=60))
def test_any_text_is_a_template_or_a_user_error(text: str) -> None:
    try:
        template = parse_template(text)
    except UserError:
        return
    assert template.fits([(pair, gap) for pair, gaps in template.gaps.items() for gap in gaps])
