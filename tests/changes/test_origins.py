"""Where the lines of a changed list were before."""

from hypothesis import given
from hypothesis import strategies as st

from awesomecheck import Source
from awesomecheck.changes.git import difference
from awesomecheck.changes.lines import LineChange
from awesomecheck.changes.origins import new_lines, origins_of


def change_of(old: str, new: str) -> LineChange:
    return LineChange(Source.from_text(new), Source.from_text(old), difference(old, new))


def origins(old: str, new: str) -> dict[int, int]:
    return dict(origins_of(change_of(old, new)))


def test_lines_are_kept_moved_altered_or_new() -> None:
    old = "# Kites\n\n- Paper kites fly. [pdf](https://arxiv.org/abs/1)\n- Silk\n- Tin\n"
    new = (
        "# Kites\n\n- Tin\n- New\n- Paper kites fly. [pdf](https://arxiv.org/abs/1)"
        " [code](https://github.com/a/b)\n- Silk\n"
    )
    assert origins(old, new) == {1: 1, 2: 2, 3: 5, 5: 3, 6: 4, 7: 6}


def test_an_entry_in_the_place_of_another_one_is_new() -> None:
    entry = "- [{0}](https://github.com/acme/{0}) - Makes things of {0}.\n"
    names = ["wick", "wool", "silk", "tin", "glass"]
    old = "".join(map(entry.format, names))
    assert origins(old, old.replace("silk", "lead")) == {1: 1, 2: 2, 4: 4, 5: 5, 6: 6}


def test_an_edited_entry_is_known_by_its_address() -> None:
    names = ["django-forms", "django-rest", "django-cache", "django-mail", "rest-cache", "forms"]
    old = "".join(f"- [{name}](https://github.com/acme/{name}) - For {name}.\n" for name in names)
    new = old.replace("For django-rest.", "For REST with Django.")
    assert origins(old, new) == {number: number for number in range(1, 8)}


def test_of_lines_that_are_equally_alike_the_shortest_and_then_the_nearest_is_it() -> None:
    line = "- [oar](https://github.com/acme/oar) - Rows.\n"
    old = f"{line}{line}- Rows oar, as https://github.com/acme/oar says.\n"
    assert origins(old, old.replace(" - ", ": ")) == {1: 1, 2: 2, 3: 3, 4: 4}


def test_a_line_of_spaces_is_moved_too() -> None:
    assert origins("a\n  \nb\n", "a\nb\n  \n") == {1: 1, 2: 3, 3: 2, 4: 4}


def test_a_line_that_is_still_there_is_not_the_origin_of_its_copy() -> None:
    assert origins("a b\nc d\n", "a b\nc d\na b\n") == {1: 1, 2: 2, 4: 3}


def test_new_lines_are_those_without_an_origin_unless_most_are() -> None:
    def new(old: str, text: str) -> list[str]:
        change = change_of(old, text)
        spans = new_lines(change, origins_of(change))
        return [text[span.start : span.end] for span in spans]

    assert new("a\nb\nc\nd\n", "a\nx\ny\nb\nc\nz\nd\n") == ["x\ny", "z"]
    assert new("a\nb\n", "a\nw\nx\ny\nz\nb\n") == []


LINES = st.lists(st.sampled_from(["", "a b c", "a b d", "e f", "g"]), max_size=8)


@given(LINES, LINES)
def test_no_two_lines_with_the_text_of_before_have_one_origin(
    before: list[str], after: list[str]
) -> None:
    old, new = "\n".join(before), "\n".join(after)
    found = origins(old, new)
    exact = [
        place
        for line, place in found.items()
        if new.split("\n")[line - 1] == old.split("\n")[place - 1]
    ]
    assert len(set(exact)) == len(exact)
    assert all(1 <= place <= len(old.split("\n")) for place in found.values())
