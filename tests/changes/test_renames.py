"""Headings that a change renamed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from awesomecheck import Source, parse
from awesomecheck.changes.git import difference
from awesomecheck.changes.lines import LineChange
from awesomecheck.changes.origins import origins_of
from awesomecheck.changes.renames import renamed_headings

OLD = """# List

## Kites

Things that fly.

### Small ones

- [spar](https://acme.dev/spar)

## Lamps

- [wick](https://acme.dev/wick)
"""


def renamed(old: str, new: str) -> dict[str, str]:
    source = Source.from_text(new)
    change = LineChange(source, Source.from_text(old), difference(old, new))
    return dict(renamed_headings(parse(source), change, origins_of(change)))


def test_a_heading_of_the_same_text_is_renamed() -> None:
    assert renamed(OLD, OLD.replace("## Kites", "## Flying Objects")) == {
        "kites": "flying-objects"
    }
    assert renamed(OLD, OLD.replace("## Lamps", "### Lights\n")) == {"lamps": "lights"}
    assert renamed(OLD, OLD.replace("### Small ones", "### [Tiny](https://acme.dev) ones")) == {
        "small-ones": "tiny-ones"
    }


def test_a_heading_that_moves_with_its_text_is_renamed_too() -> None:
    head, kites, lamps = OLD.partition("## Kites")[0], *OLD.split("## ")[1:3]
    lamps = "Lamps" + OLD.partition("## Lamps")[2]
    kites = OLD.partition("## Kites")[2].partition("## Lamps")[0]
    new = f"{head}## {lamps.replace('Lamps', 'Lights')}\n## Kites{kites}"
    assert renamed(OLD, new) == {"lamps": "lights"}


def test_a_section_in_the_place_of_another_is_not() -> None:
    new = OLD.replace("## Lamps", "## Boats").replace("wick", "hull").replace("acme", "other")
    assert renamed(OLD, new) == {}
    assert renamed(OLD, OLD.replace("## Lamps", "## Boats\n\n- [hull](x)\n\n## Lamps")) == {}


def test_a_heading_above_the_old_one_takes_nothing_from_it() -> None:
    assert renamed(OLD, OLD.replace("## Lamps", "## Lights\n\n## Lamps")) == {}
    assert renamed("- [wick](x)\n", "## Lamps\n\n- [wick](x)\n") == {}


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(["# A", "## B", "## C", "", "text", "- x"]), max_size=12).map(
        "\n".join
    )
)
def test_equal_texts_have_nothing_renamed(text: str) -> None:
    assert renamed(text, text) == {}
