"""The vocabulary of venues."""

import pytest

from awesomecheck.document.venues import find_venue, key, venues


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NeurIPS", "NeurIPS"),
        ("NIPS", "NeurIPS"),
        ("NeurlPS", "NeurIPS"),
        ("Arxiv", "arXiv"),
        ("ACMMM", "ACM MM"),
        ("IEEE T-PAMI", "TPAMI"),
        ("ILCR", "ICLR"),
        ("Pattern Recognition Letters", "PRL"),
        ("USENIX Sec", "USENIX Security"),
        ("Wisec", "WiSec"),
    ],
)
def test_spellings_lead_to_their_venue(written: str, name: str) -> None:
    venue = find_venue(written)
    assert venue is not None
    assert venue.name == name


def test_what_is_no_venue_is_not_found() -> None:
    assert find_venue("Reading List") is None


def test_no_spelling_is_both_right_and_wrong() -> None:
    right = {key(each) for venue in venues() for each in (venue.name, *venue.aliases)}
    wrong = {each for venue in venues() for each in venue.misspellings}
    assert not {each for each in wrong if key(each) in right}
