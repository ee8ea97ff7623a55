"""The rules `preprint-year` and `year-before-preprint`."""

from collections.abc import Callable

import pytest

from awesomecheck import Document, Entry, Facts, Publication, Verdict
from awesomecheck_rules.papers.preprint_year import PreprintYear
from awesomecheck_rules.papers.year_before_preprint import YearBeforePreprint
from tests.rules.conftest import Check, fixed


def paper(label: str, url: str) -> str:
    return f"* **MAE**: Kaiming He, Xinlei Chen.\n   - Masked Autoencoders. [[{label}]({url})]\n"


def titled(title: str) -> Callable[[Document], Facts]:
    """What arXiv says of the title of all papers of a document."""
    said = Verdict("alive", "ok", facts={"title": title})
    return lambda document: Facts(dict.fromkeys(document.links, said))


def test_a_year_that_is_not_the_ids(check: Check) -> None:
    text = paper("ArXiv'2024", "https://arxiv.org/abs/2303.14389")
    [finding] = check(PreprintYear(), text)
    assert finding.message == (
        "year `2024`, but arXiv:2303.14389 is from 2023-03: correct the year or the link"
    )
    assert text[finding.span.start : finding.span.end] == "2024"
    assert finding.fix is None  # the link may be wrong
    [finding] = check(PreprintYear(), text, facts=titled("A Masked Autoencoder"))
    assert finding.fix is None
    [finding] = check(PreprintYear(), text, facts=titled("Masked autoencoders"))
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(text, [finding]) == text.replace("2024", "2023")


def test_the_year_of_a_publication(check: Check) -> None:
    text = paper("ArXiv'2024", "https://arxiv.org/abs/2312.14389")
    place = Publication("ICLR", 2024, "conference", "a test")
    assert not check(PreprintYear(), text, facts=known("2023-12-20", place))
    assert check(PreprintYear(), text, facts=known("2023-12-20", place._replace(year=2025)))


def test_two_digits_stay_two(check: Check) -> None:
    text = paper("ArXiv'24", "https://arxiv.org/pdf/2303.14389v1.pdf")
    found = check(PreprintYear(), text, facts=titled("Masked Autoencoders"))
    assert fixed(text, found) == text.replace("'24", "'23")


def test_ids_of_the_last_century(check: Check) -> None:
    text = paper("arXiv'2001", "https://arxiv.org/abs/cs/9901014")
    found = check(PreprintYear(), text, facts=titled("Masked Autoencoders"))
    assert fixed(text, found) == text.replace("2001", "1999")


@pytest.mark.parametrize(
    ("label", "url"),
    [
        ("ArXiv'2023", "https://arxiv.org/abs/2303.14389"),
        ("ArXiv'2024", "https://arxiv.org/abs/2303.14389v3"),  # a later version
        ("ArXiv'2022", "https://arxiv.org/abs/2301.00157"),  # submitted on New Year's Eve
        ("ArXiv'1998", "https://arxiv.org/abs/cs/9901014"),
        ("CVPR'2024", "https://arxiv.org/abs/2303.14389"),
        ("bioRxiv'2024", "https://arxiv.org/abs/2303.14389"),
        ("ArXiv'2024", "https://example.org/2303.14389"),
        ("ArXiv", "https://arxiv.org/abs/2303.14389"),
    ],
)
def test_years_that_are_right(check: Check, label: str, url: str) -> None:
    assert not check(PreprintYear(), paper(label, url))


def test_a_january_id_far_from_new_year(check: Check) -> None:
    assert check(PreprintYear(), paper("ArXiv'2023", "https://arxiv.org/abs/2401.15670"))


def test_a_venue_before_its_preprint(check: Check) -> None:
    text = paper("CVPR'2021", "https://arxiv.org/abs/2206.06377")
    [finding] = check(YearBeforePreprint(), text)
    assert finding.message == (
        "CVPR 2021, but arXiv:2206.06377 is from 2022-06: check the year and the link"
    )
    assert text[finding.span.start : finding.span.end] == "2021"
    assert finding.fix is None
    assert not YearBeforePreprint.enabled


@pytest.mark.parametrize(
    ("label", "url"),
    [
        ("CVPR'2022", "https://arxiv.org/abs/2111.06377"),
        ("NeurIPS'2021", "https://arxiv.org/abs/2201.06377"),
        ("ArXiv'2021", "https://arxiv.org/abs/2206.06377"),
        ("Nowhere'2021", "https://arxiv.org/abs/2206.06377"),
    ],
)
def test_venues_after_their_preprints(check: Check, label: str, url: str) -> None:
    assert not check(YearBeforePreprint(), paper(label, url))


DATED = "".join(
    f"- [2023/{n:02}] **A title of {n} words.** [[paper](https://arxiv.org/abs/23{n:02}.1{n:04})]\n"
    for n in (*range(1, 13), *range(1, 13))
)


def test_a_date_of_another_month(check: Check) -> None:
    text = "- [2023/05] **Forks.** [[paper](https://arxiv.org/abs/2309.07870)]\n"
    [finding] = check(PreprintYear(), DATED + text)
    assert finding.message == (
        "date 2023-05, but arXiv:2309.07870 is from 2023-09: correct one (24 of 25 entries agree)"
    )
    assert finding.fix is None


def test_ten_dates_show_the_one_that_is_of_another_month_but_not_two(check: Check) -> None:
    ten = "".join(DATED.splitlines(keepends=True)[:10])
    odd = "- [2023/05] **Forks.** [[paper](https://arxiv.org/abs/2309.07870)]\n"
    [finding] = check(PreprintYear(), ten + odd)
    assert finding.message.endswith("(10 of 11 entries agree)")
    assert not check(PreprintYear(), ten + odd + odd.replace("Forks", "Knives"))
    nine = "".join(DATED.splitlines(keepends=True)[:9])
    assert not check(PreprintYear(), nine + odd)


@pytest.mark.parametrize(
    "text",
    [
        "- [2023/09] **Forks.** [[paper](https://arxiv.org/abs/2309.07870)]\n",
        "- [2023/08] **Forks.** [[paper](https://arxiv.org/abs/2309.07870)]\n",  # on its last day
        "- [2023/11] **Forks.** [[paper](https://arxiv.org/abs/2309.07870v2)]\n",
        "- [2023/05] **Forks.** [[paper](https://example.org/forks)]\n",
    ],
)
def test_dates_that_may_be_right(check: Check, text: str) -> None:
    assert check(PreprintYear(), DATED + text) == []


def test_a_list_that_dates_publications(check: Check) -> None:
    assert check(PreprintYear(), DATED.replace("[2023/", "[2024/")) == []


def known(published: str, *places: Publication) -> Callable[[Document], Facts]:
    """What arXiv and other sources say of all papers of a document."""
    said = Verdict("alive", "ok", facts={"published": published})

    def places_of(_: Entry) -> tuple[Publication, ...]:
        return places

    def facts(document: Document) -> Facts:
        return Facts(dict.fromkeys(document.links, said), places_of)

    return facts


def test_the_day_of_the_first_version_is_arxivs(check: Check) -> None:
    eve = paper("ArXiv'2022", "https://arxiv.org/abs/2301.04567")
    assert check(PreprintYear(), eve)
    assert not check(PreprintYear(), eve, facts=known("2022-12-31T23:00:00Z"))
    [finding] = check(PreprintYear(), eve, facts=known("2023-01-02T23:00:00Z"))
    assert "is from 2023-01" in finding.message
    early = paper("ArXiv'2022", "https://arxiv.org/abs/2301.00157")
    assert check(PreprintYear(), early, facts=known("2023-01-01T09:00:00Z"))
    assert not check(PreprintYear(), early, facts=known("no date"))


def test_a_year_of_a_venue_that_is_known(check: Check) -> None:
    text = paper("CVPR'2021", "https://arxiv.org/abs/2206.06377")
    right = Publication("CVPR", 2021, "conference", "a test")
    assert not check(YearBeforePreprint(), text, facts=known("2022-06-13", right))
    [finding] = check(
        YearBeforePreprint(), text, facts=known("2022-06-13", right._replace(year=2023))
    )
    assert finding.message == "CVPR 2021, but 2023 according to a test: correct the year"
    assert fixed(text, [finding]) == text.replace("2021", "2023")
    for other in (right._replace(venue="ICML", year=2023), right._replace(year=None)):
        [finding] = check(YearBeforePreprint(), text, facts=known("2022-06-13", other))
        assert "check the year and the link" in finding.message


@pytest.mark.parametrize(
    ("date", "arxiv", "reported"),
    [
        ("20190102", "1812.11478", False),
        ("20180605", "1711.02511", False),
        ("20190904", "1808.10585", True),
        ("20101008", "1810.02266", True),
        ("20171105", "1801.02511", True),
    ],
)
def test_a_whole_date_may_be_the_day_of_the_entry(
    check: Check, date: str, arxiv: str, reported: bool
) -> None:
    text = f"- {date} arXiv [Doors of Wood in the Rain](https://arxiv.org/abs/{arxiv})\n"
    assert bool(check(PreprintYear(), text)) == reported
