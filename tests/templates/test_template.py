"""Templates: what they mean, what is none, and what they write."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck import UserError
from awesomecheck.templates import parse_template

NESTED = "* **{name}**: {authors}.\n  - {title}. [[{venue}'{year}]({paper})]{? [[code]({code})]}"


def test_the_fields_of_a_template() -> None:
    core = parse_template(NESTED).core()
    assert core == tuple((each, False) for each in ("name", "authors", "title", "venue", "year"))


def test_a_field_in_braces_with_a_question_mark_may_be_absent() -> None:
    core = parse_template("- {title}{?. {authors}}").core()
    assert core == (("title", False), ("authors", True))


@pytest.mark.parametrize(
    ("values", "entry"),
    [
        ({"code": "c"}, "* **N**: A.\n  - T. [[V'2022](p)] [[code](c)]"),
        ({}, "* **N**: A.\n  - T. [[V'2022](p)]"),
    ],
)
def test_rendering_leaves_out_what_is_absent(values: dict[str, str], entry: str) -> None:
    given_values = {
        "name": "N",
        "authors": "A",
        "title": "T",
        "venue": "V",
        "year": "2022",
        "paper": "p",
    }
    assert parse_template(NESTED).render(given_values | values) == entry


def test_rendering_wants_every_value_that_may_not_be_absent() -> None:
    with pytest.raises(KeyError, match="authors"):
        parse_template(NESTED).render({"name": "N", "title": "T"})


def test_doubled_braces_are_braces() -> None:
    assert parse_template("- {{x}} {title}").render({"title": "T"}) == "- {x} T"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {titel}", "there is no field `titel`, at `{titel}`"),
        ("- {title", "`{` is never closed, at `{title`"),
        ("- {title} x}", "`}` closes nothing, at `}`"),
        ("- {title}{? [x]({code})", "`{?` is never closed, at `{? [x]({code})`"),
        ("- {title}{? a{? b}}", "holds another one, at `{? b}}`"),
        ("- {title}{authors}", "where `title` ends and `authors` begins, at `{authors}`"),
        ("- {title} {title}", "the field `title` stands here twice, at `{title}`"),
        ("- {title}{? now}", "a part that may be absent has a field"),
        ("- nothing", "a template has fields, such as `{title}`, at `- nothing`"),
        ("", "a template has fields, such as `{title}`, at the end"),
    ],
)
def test_what_is_no_template_is_shown_with_the_place(text: str, message: str) -> None:
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
    list(template.pairs())
    template.core()
