"""Entries read by the shape of their neighbours: which slip they have, and where."""

import pytest

from awesomecheck_rules.entries._template.reread import reread

SHAPE = ("- ", "title", ". *", "authors", "*. ", "venue", " ", "year", "")


def repaired(source: str) -> tuple[str, bool] | None:
    slip = reread(source, [SHAPE])
    if slip is None:
        return None
    for change, at in reversed(slip.changes):
        start = at + change.at
        source = source[:start] + change.wanted + source[start + len(change.found) :]
    return source, slip.certain


@pytest.mark.parametrize(
    "source",
    [
        "- To See. Jane Doe, Ann Poe*. ICCV 2022",
        "- To See. *Jane Doe, Ann Poe. ICCV 2022",
        "- To See. Jane Doe, Ann Poe. ICCV 2022",
        "- To See. *Jane Doe, Ann Poe* ICCV 2022",
        "- To See. *Jane Doe, Ann Poe*.ICCV 2022",
        "- To See.*Jane Doe, Ann Poe*. ICCV 2022",
    ],
)
def test_a_slip_has_one_place(source: str) -> None:
    assert repaired(source) == ("- To See. *Jane Doe, Ann Poe*. ICCV 2022", True)


@pytest.mark.parametrize(
    "source",
    [
        "- To See. To Hear. Jane Doe, Ann Poe*. ICCV 2022",
        "- To See. To Hear. Jane Doe, Ann Poe. ICCV 2022",
        "- To See. Jane B. Doe, Ann Poe. ICCV 2022",
    ],
)
def test_a_slip_with_several_possible_places_is_not_certain(source: str) -> None:
    found = repaired(source)
    assert found is not None
    assert not found[1]


@pytest.mark.parametrize(
    "source", ["- To See. *Jane Doe*. ICCV 2022", "- To See, Jane Doe, ICCV 2022", "- To See"]
)
def test_a_source_with_the_shape_or_far_from_it_has_no_slip(source: str) -> None:
    assert repaired(source) is None


def test_no_part_has_a_bracket_whose_other_half_is_before_it() -> None:
    shape = ("- <[", "title", "](", "@paper", ")> by ", "authors", ", ", "year", ".")
    entry = "[To See](https://a.example/1)> by Ann Poe, 2022."
    slip = reread(f"- {entry}", [shape])
    assert slip is not None
    assert [change.wanted for change, _ in slip.changes] == ["<"]
    assert reread(f"- [SeeNet] <{entry}", [shape]) is None


def test_words_before_the_year_are_a_venue_that_is_not_known() -> None:
    shape = ("[", "title", "](", "@paper", "), ", "venue", " ", "year", "")
    link = "[To See](https://a.example/1)"
    slip = reread(f"{link}, 2022", [shape])
    assert slip is not None
    assert slip.missing == ("venue", len(link) + 1)
    assert reread(f"{link}, SIGHT J. Eyes. 2022", [shape]) is None
    assert reread(f"{link}, Sight 2022. [Site](https://b.example)", [shape]) is None
