"""The rule `unusual-venue`."""

import pytest

from awesomecheck_rules.entries.unusual_venue import UnusualVenue
from tests.rules.conftest import Check, fixed


def paper(label: str, number: int = 0) -> str:
    return (
        f"* **Net{number}**: Jane Doe, Min Li.\n"
        f"   - A Network of Kind {number}. [[{label}](https://arxiv.org/abs/2201.{number:05})]\n"
    )


def papers(*labels: str) -> str:
    return "# Papers\n\n" + "".join(paper(each, n) for n, each in enumerate(labels))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("NIP'2022", "NeurIPS'2022"), ("ILCR'2022", "ICLR'2022"), ("Arixv'2022", "arXiv'2022")],
)
def test_a_misspelling(check: Check, wrong: str, right: str) -> None:
    text = papers(wrong)
    [finding] = check(UnusualVenue(), text)
    name, wanted = wrong.partition("'")[0], right.partition("'")[0]
    assert text[finding.span.start : finding.span.end] == name
    assert finding.message == f'"{name}" is probably "{wanted}"'
    assert finding.severity == "warning"
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(text, [finding]) == papers(right)


def test_the_spelling_of_the_list_is_preferred(check: Check) -> None:
    text = papers("NIPS'2022", "NIPS'2021", "NIPS'2020", "NIP'2022")
    [finding] = check(UnusualVenue(), text)
    assert finding.message == '"NIP" is probably "NIPS"'


@pytest.mark.parametrize(
    ("cased", "right"), [("Iclr", "ICLR"), ("cvpr", "CVPR"), ("Neurips", "NeurIPS")]
)
def test_an_acronym_in_the_wrong_case(check: Check, cased: str, right: str) -> None:
    [finding] = check(UnusualVenue(), papers(f"{cased}'2022", "ECCV'2022", "ICML'2022"))
    assert (finding.severity, finding.message) == ("info", f'"{cased}" should be "{right}"')


def test_a_case_that_the_list_has_often_is_its_habit(check: Check) -> None:
    assert check(UnusualVenue(), papers(*["Iclr'2022"] * 3)) == []


def test_letters_swapped_in_a_venue_of_the_list(check: Check) -> None:
    text = papers(*["ICASSP'2022"] * 5, "ICASPS'2022")
    [finding] = check(UnusualVenue(), text)
    assert finding.message == '"ICASPS" is probably "ICASSP"'


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("arXiv'2022", "Arxiv'2022"),
        ("NeurIPS'2022", "NIPS'2021"),
        ("TPAMI'2022", "IEEE TPAMI'2022"),
    ],
)
def test_a_spelling_unlike_the_others(check: Check, usual: str, other: str) -> None:
    text = papers(*[usual] * 9, other)
    [finding] = check(UnusualVenue(), text)
    one, two = usual.partition("'")[0], other.partition("'")[0]
    assert finding.message == f'use "{one}" instead of "{two}" (9 of 10 entries do)'
    assert finding.severity == "info"
    assert fixed(text, [finding]) == papers(*[usual] * 9, other.replace(two, one))


@pytest.mark.parametrize(
    "labels",
    [
        ["NeurIPS'2022"] * 9 + ["NIPS'2017"],  # it was called so
        ["AsiaCCS'2022"] * 3 + ["ASIACCS'2017"],  # it writes both
        ["arXiv'2022"] * 5 + ["ArXiv'2022"] * 5,
        ["CVPR'2022"] * 9 + ["CVPRW'2022"],
        ["EMNLP'2022"] * 9 + ["EMNLP Findings'2022"],
        ["KDD'2022"] * 9 + ["SIGKDD'2022"],
        ["ICML'2022"] * 9 + ["ICTC'2022"],
        ["CHI'2022"] * 9 + ["HCI'2022"],
    ],
)
def test_correct_spellings_beside_each_other(check: Check, labels: list[str]) -> None:
    assert not check(UnusualVenue(), papers(*labels))


@pytest.mark.parametrize("label", ["CVPR 2022", "CVPR, 2022", "CVPR'22", "CVPR2022"])
def test_a_year_joined_differently(check: Check, label: str) -> None:
    text = papers(*["CVPR'2022"] * 9, label)
    [finding] = check(UnusualVenue(), text)
    assert finding.message == (
        f'use "CVPR\'2022" instead of "{label}" (9 of 10 entries use this form)'
    )
    assert text[finding.span.start : finding.span.end] == label
    assert finding.fix is not None
    assert finding.fix.safe
    assert fixed(text, [finding]) == papers(*["CVPR'2022"] * 10)


def test_a_year_in_brackets_is_shown_with_both(check: Check) -> None:
    [finding] = check(UnusualVenue(), papers(*["CVPR'2022"] * 9, "CVPR (2022)"))
    assert finding.message.startswith('use "CVPR\'2022" instead of "CVPR (2022)" (')


def test_a_join_that_several_entries_have_may_be_meant(check: Check) -> None:
    text = papers(*["CVPR'2022"] * 36, "CVPR 2022", "CVPR 2022", "CVPR'22")
    safe = [finding.fix.safe for finding in check(UnusualVenue(), text) if finding.fix]
    assert safe == [False, False, True]


def test_a_line_break_is_a_space(check: Check) -> None:
    assert not check(UnusualVenue(), papers(*["CVPR 2022"] * 9, "CVPR\n   2022"))


def test_two_digits_are_a_habit_too(check: Check) -> None:
    text = papers(*["CVPR'22"] * 9, "CVPR'2021")
    assert fixed(text, check(UnusualVenue(), text)) == papers(*["CVPR'22"] * 9, "CVPR'21")


def test_no_habit_no_finding(check: Check) -> None:
    assert not check(UnusualVenue(), papers(*["CVPR'2022"] * 6, *["CVPR 2022"] * 6))


def test_line_breaks_of_windows(check: Check) -> None:
    text = papers("NIP'2022")
    [finding] = check(UnusualVenue(), text.replace("\n", "\r\n"))
    assert text[finding.span.start : finding.span.end] == "NIP"


@pytest.mark.parametrize(
    "venue", ["ACM Comput. Surv", "Nat. Mach. Intell", "IEEE Trans. Image Process"]
)
def test_the_period_of_an_abbreviation_is_a_part_of_the_venue(check: Check, venue: str) -> None:
    assert check(UnusualVenue(), papers(*["CVPR 2022"] * 19, f"{venue}. 2022")) == []


def test_a_venue_before_the_title_may_be_joined_otherwise(check: Check) -> None:
    after = "".join(
        f"- [Network of Kind {n} - CVPR - 2018](https://arxiv.org/abs/1801.{n:05})\n"
        for n in range(20)
    )
    for odd in ("ECCV2018 Doors and Walls", "ICCV'18 Roofs of Houses", "CVPR 2018 Stairs Up"):
        text = f"# Papers\n\n- [{odd}](https://example.org/workshop)\n{after}"
        assert check(UnusualVenue(), text) == []


def test_a_full_citation_joins_venue_and_year_in_its_own_way(check: Check) -> None:
    cited = papers(*["CVPR 2022"] * 19, "CVPR, 2022, pp. 12-19")
    assert check(UnusualVenue(), cited) == []
    assert len(check(UnusualVenue(), papers(*["CVPR 2022"] * 19, "CVPR, 2022"))) == 1


def test_a_venue_in_brackets_keeps_its_own_join(check: Check) -> None:
    text = "# Papers\n\n" + "".join(
        f"- Ann Oak, Bo Elm. [**Kite {n}**](https://arxiv.org/abs/1801.{n:05}) {venue}\n"
        for n, venue in enumerate([*["ICLR (2018)"] * 19, "arXiv (ICLR 2018)"])
    )
    assert check(UnusualVenue(), text) == []


def labelled(*labels: str) -> str:
    return "# Papers\n\n" + "".join(
        f"- **Network {n}**, ICLR 2022. [[{each}](https://arxiv.org/abs/2201.{n:05})]\n"
        for n, each in enumerate(labels)
    )


def test_a_label_beside_the_venue(check: Check) -> None:
    text = labelled("arXiv", "arXiv", "arXiv", "arvix")
    [finding] = check(UnusualVenue(), text)
    assert finding.message == '"arvix" is probably "arXiv"'
    assert fixed(text, [finding]) == labelled(*["arXiv"] * 4)


@pytest.mark.parametrize("labels", [("arvix",) * 4, ("pdf", "pdf", "pdf", "arvix")])
def test_a_label_that_no_other_spells_right(check: Check, labels: tuple[str, ...]) -> None:
    assert check(UnusualVenue(), labelled(*labels)) == []


def test_the_name_of_a_preprint_server_in_the_wrong_case(check: Check) -> None:
    [finding] = check(UnusualVenue(), papers("Arxiv'2022", "ICML'2022"))
    assert (finding.severity, finding.message) == ("info", '"Arxiv" should be "arXiv"')
    assert check(UnusualVenue(), papers(*["arxiv'2022"] * 4, "Arxiv'2022")) == []


def test_a_former_name_beside_the_present_one(check: Check) -> None:
    text = papers("NeurIPS'2021", "NeurIPS'2022", "NIPS'2023", "NIPS'2016", "NIPS'2018")
    [finding] = check(UnusualVenue(), text)
    assert (finding.severity, finding.message) == (
        "info",
        '"NIPS" has been "NeurIPS" since 2018',
    )
    assert "NeurIPS'2023" in fixed(text, [finding])
    assert check(UnusualVenue(), papers("NeurIPS'2021", "NIPS'2023", "NIPS'2022")) == []
