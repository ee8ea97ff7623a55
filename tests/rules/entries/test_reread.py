"""Reading an entry by the form of its neighbours: which slip it has, and where."""

import pytest

from awesomecheck_rules.entries._template.reread import reread

FORM = ("- ", "title", ". *", "authors", "*. ", "venue", " ", "year", "")


def mended(source: str) -> tuple[str, bool] | None:
    slip = reread(source, [FORM])
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
    assert mended(source) == ("- To See. *Jane Doe, Ann Poe*. ICCV 2022", True)


@pytest.mark.parametrize(
    "source",
    [
        "- To See. To Hear. Jane Doe, Ann Poe*. ICCV 2022",
        "- To See. To Hear. Jane Doe, Ann Poe. ICCV 2022",
        "- To See. Jane B. Doe, Ann Poe. ICCV 2022",
    ],
)
def test_a_slip_that_may_have_several_places_is_not_certain(source: str) -> None:
    found = mended(source)
    assert found is not None
    assert not found[1]


@pytest.mark.parametrize(
    "source", ["- To See. *Jane Doe*. ICCV 2022", "- To See, Jane Doe, ICCV 2022", "- To See"]
)
def test_what_has_the_form_or_is_far_from_it_has_no_slip(source: str) -> None:
    assert mended(source) is None
