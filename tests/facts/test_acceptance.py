"""What authors write on arXiv about where a paper was accepted."""

import pytest

from awesomecheck.facts.acceptance import said_by_arxiv, said_by_scholar, venue_named


def places(**facts: str) -> list[tuple[str, int | None, str]]:
    return [(each.venue, each.year, each.kind) for each in said_by_arxiv(facts)]


@pytest.mark.parametrize(
    ("comment", "place"),
    [
        ("Accepted to CVPR 2022", ("CVPR", 2022, "conference")),
        ("Accepted by ICCV'23 (oral)", ("ICCV", 2023, "conference")),
        ("12 pages; to appear in NeurIPS 2021", ("NeurIPS", 2021, "conference")),
        ("ICLR 2023 camera-ready. Code: https://x.example", ("ICLR", 2023, "conference")),
        ("ECCV 2022", ("ECCV", 2022, "conference")),
        ("Code is at https://x.example. AAAI 2022, 9 pages", ("AAAI", 2022, "conference")),
        ("Accepted to ACL-IJCNLP 2021", ("ACL", 2021, "conference")),
        ("Published at TPAMI 2023", ("TPAMI", 2023, "journal")),
        (
            "Accepted to NeurIPS Datasets and Benchmarks Track 2022",
            ("NeurIPS", 2022, "conference"),
        ),
        ("Accepted to Findings of EMNLP 2022", ("Findings of EMNLP", 2022, "findings")),
        ("Accepted at ACL Findings 2021", ("Findings of ACL", 2021, "findings")),
        ("Accepted to CVPR 2022 Workshop on Vision", ("CVPR Workshops", 2022, "workshop")),
        ("Accepted at CVPRW 2022", ("CVPR Workshops", 2022, "workshop")),
        ("Accepted to EMNLP 2022 System Demonstrations", ("EMNLP Workshops", 2022, "workshop")),
    ],
)
def test_words_of_acceptance(comment: str, place: tuple[str, int, str]) -> None:
    assert places(comment=comment) == [place]


@pytest.mark.parametrize(
    "comment",
    [
        "Submitted to CVPR 2022",
        "In review at ICLR 2023",
        "Under review as a conference paper at ICLR 2023",
        "Extended version of our CVPR 2020 paper",
        "Extended version of CVPR 2022",
        "An extension of the accepted ECCV 2020 paper",
        "Includes the rebuttal for ICML 2022",
        "Withdrawn from ICLR 2021",
        "Rejected from NeurIPS 2022",
        "2nd place solution of the CVPR 2022 challenge",
        "A preliminary version was accepted to ICML 2021",
        "Accepted to CVPR 2022 and ICCV 2023",
        "We compare with the methods of CVPR 2022 in Table 3",
        "Accepted",
        "Accepted to a conference in 2022",
        "arXiv 2022",
        "",
    ],
)
def test_words_that_are_no_acceptance(comment: str) -> None:
    assert places(comment=comment) == []


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ("TPAMI, 2023", ("TPAMI", 2023, "journal")),
        ("CVPR 2022, pp. 1-10", ("CVPR", 2022, "conference")),
        (
            "IEEE Transactions on Pattern Analysis and Machine Intelligence, vol. 45, 2023",
            ("TPAMI", 2023, "journal"),
        ),
    ],
)
def test_a_journal_reference(reference: str, place: tuple[str, int, str]) -> None:
    assert places(journal_ref=reference) == [place]


def test_the_journal_reference_comes_before_the_comment() -> None:
    assert places(journal_ref="CVPR 2022", comment="Accepted to ECCV 2022")[0][0] == "CVPR"
    assert places(journal_ref="Some Journal 5 (2022)", comment="ECCV 2022")[0][0] == "ECCV"


def test_facts_of_another_type_say_nothing() -> None:
    assert said_by_arxiv({"comment": 3, "journal_ref": None}) == ()


@pytest.mark.parametrize(
    ("container", "venue"),
    [
        ("2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
        (
            "Proceedings of the 29th International Conference on Computational Linguistics",
            "COLING",
        ),
        ("IEEE Transactions on Image Processing", "TIP"),
        ("Proceedings of the 30th ACM International Conference on Multimedia", "ACM MM"),
        ("Lecture Notes in Computer Science", None),
        ("2023 IEEE/CVF Conference on Computer Vision Workshops (CVPRW)", None),
        ("Findings of the Association for Computational Linguistics: EMNLP 2020", None),
        ("", None),
    ],
)
def test_titles_of_proceedings(container: str, venue: str | None) -> None:
    assert [each.venue for each in venue_named(container)] == ([venue] if venue else [])


@pytest.mark.parametrize(
    ("names", "venue"),
    [
        (("Computer Vision and Pattern Recognition",), "CVPR"),
        (("Neural Information Processing Systems", "NeurIPS", "NIPS"), "NeurIPS"),
        (("IEEE International Conference on Computer Vision",), "ICCV"),
        (("arXiv.org", "ArXiv"), None),
        (("2023 IEEE/CVF Conference on Computer Vision Workshops", "CVPR"), None),
        (("Some Journal of Little Things",), None),
        (("CVPR", "ICML"), None),
        ((), None),
    ],
)
def test_venues_according_to_semantic_scholar(names: tuple[str, ...], venue: str | None) -> None:
    found = said_by_scholar({"venue_names": names})
    assert [(each.venue, each.year) for each in found] == ([(venue, None)] if venue else [])
