"""The rule `published-preprint`."""

import pytest

from awesomecheck import Finding, Source, Verdict, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.facts.sources import facts_of
from awesomecheck.rules import FactValue
from awesomecheck_rules.papers.published_preprint import PublishedPreprint
from tests.facts.made import titles_of
from tests.rules.conftest import fixed

URL = "https://arxiv.org/abs/2111.06377"
OTHER = "* **BEiT**: BERT Pre-Training. [[{}](https://arxiv.org/abs/2106.08254)]\n"


def entry(label: str) -> str:
    return f"* **MAE**: Masked Autoencoders. [[{label}]({URL})]\n"


KNOWN = titles_of(
    ("Masked Autoencoders for Slow Cameras", "Ida Berg", "cvpr", 2023),
    ("Masked Autoencoders for Slow Phones", "Ida Berg", "icml", 2023),
    ("Masked Autoencoders for Slow Phones", "Ida Berg", "jmlr", 2023),
    ("Masked Autoencoders for Slow Radios", "Ida Berg", "neurips", 2009),
    ("Masked Autoencoders for Slow Clocks", "Ida Berg", "cvprw", 2023),
    ("Masked Autoencoders for Slow Readers", "Ida Berg", "findings-acl", 2021),
)


def paper(thing: str, label: str, authors: str = "Ida Berg, Jun Ogawa", month: int = 1) -> str:
    url = f"https://arxiv.org/abs/21{month:02}.01234"
    return f"* {authors}.\n   - Masked Autoencoders for Slow {thing}. [[{label}]({url})]\n"


def findings(text: str, **facts: FactValue) -> list[Finding]:
    document = parse(Source.from_text(text))
    verdicts = {
        link: Verdict("alive", "ok", facts=facts) for link in document.links if link.url == URL
    }
    rules = [ActiveRule("published-preprint", PublishedPreprint(), "info")]
    known = facts_of(verdicts, titles=lambda: KNOWN)
    result = run_rules(document, rules, known=(), facts=known)
    assert not result.crashes
    return list(result.findings)


@pytest.mark.parametrize(
    ("fact", "said", "label"),
    [
        ("comment", "Accepted to CVPR 2022. Code: https://x.example", "CVPR'2022"),
        ("comment", "NeurIPS 2022 (oral)", "NeurIPS'2022"),
        ("comment", "To appear in ICLR'2023", "ICLR'2023"),
        ("journal_ref", "TPAMI, 2023", "TPAMI'2023"),
    ],
)
def test_a_preprint_that_was_published(fact: str, said: str, label: str) -> None:
    text = entry("arXiv'2021")
    [finding] = findings(text, **{fact: said})
    assert finding.message == f"published, according to arXiv: use `{label}` instead of `arXiv`"
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(text, [finding]) == entry(label)


@pytest.mark.parametrize(
    "said",
    [
        "12 pages, 3 figures",
        "Submitted to CVPR 2022",
        "Under review at ICLR 2023",
        "CVPR 2022 Workshop on Vision",
        "Rejected from ICML 2022",
        "Extends our CVPR 2020 and ECCV 2022 papers",
        "",
    ],
)
def test_comments_that_do_not_say_so(said: str) -> None:
    assert findings(entry("arXiv'2021"), comment=said) == []


def test_what_is_labelled_with_its_venue_is_left_alone() -> None:
    assert findings(entry("CVPR'2022"), comment="Accepted to CVPR 2022") == []
    assert findings(entry("arXiv'2021")) == []


def test_the_venue_is_spelt_as_in_the_list() -> None:
    text = OTHER.format("NIPS'2020") + entry("arXiv'2021")
    [finding] = findings(text, comment="NeurIPS 2022")
    assert fixed(text, [finding]) == OTHER.format("NIPS'2020") + entry("NIPS'2022")


@pytest.mark.parametrize(
    ("written", "times", "right"),
    [("Neurips", 1, "NeurIPS"), ("Neurips", 3, "Neurips"), ("NeurlIPS", 3, "NeurIPS")],
)
def test_a_slip_of_the_list_is_no_spelling_of_it(written: str, times: int, right: str) -> None:
    others = OTHER.format(f"{written}'2020") * times
    text = others + entry("arXiv'2021")
    [finding] = findings(text, comment="NeurIPS 2022")
    assert fixed(text, [finding]) == others + entry(f"{right}'2022")


def test_a_published_title_is_known_without_links() -> None:
    text = paper("Cameras", "arXiv'2021")
    [finding] = findings(text)
    assert finding.message == (
        "published, according to a test: use `CVPR'2023` instead of `arXiv`"
    )
    assert fixed(text, [finding]) == paper("Cameras", "CVPR'2023")


@pytest.mark.parametrize(
    "text",
    [
        paper("Cameras", "arXiv'2021", authors="Jun Ogawa, Ida Berg"),
        paper("Radios", "arXiv'2021"),  # published twelve years before
        paper("Clocks", "arXiv'2021"),  # at a workshop
        paper("Doors", "arXiv'2021"),
        paper("Cameras", "ICCV'2023"),
    ],
)
def test_what_may_be_another_paper_is_left_alone(text: str) -> None:
    assert findings(text) == []


def test_of_two_places_both_are_named_and_nothing_is_fixed() -> None:
    [finding] = findings(paper("Phones", "arXiv'2021"))
    assert finding.message == (
        "published, according to a test: use `ICML'2023` or `JMLR'2023` instead of `arXiv`"
    )
    assert finding.fix is None


def test_findings_of_a_conference_are_not_the_conference() -> None:
    text = OTHER.format("ACL'2020") + paper("Readers", "arXiv'2021")
    [finding] = findings(text)
    assert "use `Findings of ACL'2021`" in finding.message


DATED = "**Masked Autoencoders for Slow {}** \\\n*Ida Berg, Jun Ogawa* \\\n{} \\\n7 Mar 2021\n\n"


def test_the_day_of_a_preprint_stays() -> None:
    label = "[[Paper](https://arxiv.org/abs/2103.01234)]"
    others = "".join(DATED.format(thing, f"ICLR 2022. {label}") for thing in ("Doors", "Roofs"))
    text = others + DATED.format("Cameras", f"arXiv 2021. {label}")
    done = others + DATED.format("Cameras", f"CVPR 2023. {label}")
    assert fixed(text, findings(text)) == done


@pytest.mark.parametrize("date", ["2021.03", "2021-03", "2021, Mar", "Mar 2021"])
def test_the_month_of_a_preprint_is_not_left_behind_a_venue(date: str) -> None:
    title, url = "Masked Autoencoders for Slow Cameras", "https://arxiv.org/abs/2103.01234"
    [finding] = findings(f"- {title}. arXiv {date}. [[paper]({url})]\n")
    assert finding.fix is None


def test_where_no_year_follows_the_venue_nothing_is_fixed() -> None:
    others = "".join(
        f"{number}. A Study of {thing}. Ogawa, Jun et al. ICLR {2016 + number}\n"
        for number, thing in enumerate(("Old Doors", "Flat Roofs", "Thin Walls"), 1)
    )
    title = "Masked Autoencoders for Slow Cameras"
    [finding] = findings(f"{others}4. {title}. Berg, Ida et al. arXiv:2101.01234\n")
    assert "use `CVPR 2023`" in finding.message
    assert finding.fix is None


def test_arxiv_and_the_titles_are_asked_together() -> None:
    text = entry("arXiv'2021").replace("Autoencoders.", "Autoencoders for Slow Cameras.")
    [finding] = findings(text, comment="CVPR 2023 workshop on cameras")
    assert "according to a test: use `CVPR'2023`" in finding.message
    [finding] = findings(text, comment="Accepted to CVPR 2023")
    assert "according to arXiv: use `CVPR'2023`" in finding.message
    [finding] = findings(text, comment="Accepted to ECCV 2023")
    assert "according to a test and arXiv: use `CVPR'2023` or `ECCV'2023`" in finding.message


def test_the_grounds_say_what_is_known_offline() -> None:
    document = parse(Source.from_text(paper("Cameras", "arXiv'2021")))
    [line] = PublishedPreprint().grounds(document)
    assert line.startswith("1 preprint is looked up in the published titles")


def test_a_fix_leaves_no_words_of_the_preprint_behind_the_venue() -> None:
    others = "".join(
        f"{number}. A Study of {thing}. Ogawa, Jun et al. ICLR ({2016 + number}).\n"
        for number, thing in enumerate(("Old Doors", "Flat Roofs", "Thin Walls"), 1)
    )
    title = "Masked Autoencoders for Slow Cameras"
    preprint = "arXiv preprint arXiv:2101.01234 (2021)"
    [finding] = findings(f"{others}4. {title}. Berg, Ida et al. {preprint}.\n")
    assert "use `CVPR (2023)`" in finding.message
    assert finding.fix is None


@pytest.mark.parametrize(
    ("usual", "preprint", "right"),
    [
        ("ICLR{}", "arXiv 2021", "CVPR2023"),
        ("(ICLR, {})", "(arXiv, 2021)", "(CVPR, 2023)"),
        ("({} ICLR)", "(2021 arXiv)", "(2023 CVPR)"),
        ("[ICLR-{}]", "[arXiv 2021]", "[CVPR-2023]"),
        ("ICLR ({})", "arXiv (2021)", "CVPR (2023)"),
    ],
)
def test_venue_and_year_are_written_as_most_of_the_list_does(
    usual: str, preprint: str, right: str
) -> None:
    def line(thing: str, place: str) -> str:
        url = "https://arxiv.org/abs/2101.01234"
        return f"- Masked Autoencoders for Slow {thing}. {place}. [[paper]({url})]\n"

    others = "".join(
        line(thing, usual.format(2018 + number))
        for number, thing in enumerate(("Doors", "Roofs", "Walls", "Floors"))
    )
    [finding] = findings(others + line("Cameras", preprint))
    shown = right if right.endswith("(2023)") else right.strip("()[]")
    assert f"use `{shown}` instead of `arXiv`" in finding.message
    assert fixed(others + line("Cameras", preprint), [finding]) == others + line("Cameras", right)


def test_a_year_of_two_digits_is_written_where_most_of_the_list_does() -> None:
    others = "".join(OTHER.format(f"ICLR'{year}") for year in (18, 19, 20))
    text = others + paper("Cameras", "arXiv 2021")
    [finding] = findings(text)
    assert fixed(text, [finding]) == others + paper("Cameras", "CVPR'23")


def test_the_forms_of_a_few_venues_are_no_habit() -> None:
    others = "".join(OTHER.format(form) for form in ("ICLR'18", "CVPR2020", "ICML 2021"))
    text = others + paper("Cameras", "arXiv, 2021")
    [finding] = findings(text)
    assert fixed(text, [finding]) == others + paper("Cameras", "CVPR, 2023")
