"""Published titles: what is found, and what is not said."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import UserError
from awesomecheck.facts import PublishedTitles, papers, published, published_titles, title_key
from awesomecheck.facts.published import HEADER
from tests.facts.made import data_of, places, titles_of

GATE = ("Gated Recurrent Towers for Vision", "Anna Lindqvist", "cvpr", 2021)


def test_the_data_of_the_package_knows_a_paper_by_its_title() -> None:
    [place] = published("Deep Residual Learning for Image Recognition", "Kaiming He")
    assert place == ("CVPR", 2016, "conference", "DBLP/ACL Anthology")
    assert published("Deep Residual Learning for Image Recognition, or Not") == ()
    assert len(published_titles()) > 180_000


@pytest.mark.parametrize(
    "title",
    [
        "Gated recurrent towers for vision.",
        "Gated  Recurrent Towers: for Vision!",
        "Gated Récurrent Towers for Visiön",
        r"Gated \textbf{Recurrent} Towers for \emph{Vision}",
        "Gated Recurrent-Towers for Vision",
    ],
)
def test_a_title_is_found_in_any_spelling(title: str) -> None:
    assert places(titles_of(GATE), title) == [("CVPR", 2021)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Faces & Places", "Faces and Places"),
        ("Faces &amp; Places", "Faces and Places"),
        (r"$\beta$-VAE", "β-VAE"),
        (r"$\mathcal{H}$-Nets", "H-Nets"),
        ("MAE²", "MAE2"),
    ],
)
def test_two_spellings_of_a_title_have_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    "author",
    ["Anna Lindqvist", "A. Lindqvist", "Lindqvist, Anna", "LINDQVIST Anna", "Lindqvist", ""],
)
def test_the_first_author_is_known_in_any_order_of_names(author: str) -> None:
    assert places(titles_of(GATE), GATE[0], author) == [("CVPR", 2021)]


def test_another_first_author_means_another_paper() -> None:
    assert places(titles_of(GATE), GATE[0], "Jun Ogawa") == []


@pytest.mark.parametrize(
    "name", ["Wei Wang 0001", "Wei Wang Jr.", "Wei Wang III", "3rd, Wei Wang"]
)
def test_what_bibliographies_add_to_a_name_is_no_part_of_it(name: str) -> None:
    titles = titles_of(("Fair Splits of Unfair Data", name, "icml", 2019))
    assert places(titles, "Fair Splits of Unfair Data", "W. Wang") == [("ICML", 2019)]


def test_a_short_title_needs_the_author() -> None:
    titles = titles_of(("Slow Nets", "Omar Haddad", "icml", 2019))
    assert places(titles, "Slow Nets") == []
    assert places(titles, "Slow Nets", "O. Haddad") == [("ICML", 2019)]


def test_a_conference_counts_before_its_workshop_and_findings() -> None:
    title = "Counting Stars without a Telescope"
    titles = titles_of(
        (title, "Ida Berg", "cvprw", 2020),
        (title, "Ida Berg", "cvpr", 2021),
        (title, "Ida Berg", "findings-acl", 2020),
    )
    assert places(titles, title) == [("CVPR", 2021)]


def test_of_two_conferences_the_earlier_counts() -> None:
    title = "Counting Stars without a Telescope"
    titles = titles_of((title, "Ida Berg", "icml", 2022), (title, "Ida Berg", "iclr", 2021))
    assert places(titles, title) == [("ICLR", 2021)]


def test_of_equal_places_both_are_said() -> None:
    title = "Counting Stars without a Telescope"
    both = titles_of((title, "Ida Berg", "icml", 2021), (title, "Ida Berg", "iclr", 2021))
    assert places(both, title) == [("ICLR", 2021), ("ICML", 2021)]
    also_journal = titles_of((title, "Ida Berg", "icml", 2021), (title, "Ida Berg", "jmlr", 2023))
    assert places(also_journal, title) == [("ICML", 2021), ("JMLR", 2023)]


def test_a_title_that_is_two_papers_needs_the_author() -> None:
    title = "Counting Stars without a Telescope"
    titles = titles_of((title, "Ida Berg", "icml", 2021), (title, "Jun Ogawa", "kdd", 2015))
    assert places(titles, title) == []
    assert places(titles, title, "Ogawa") == [("KDD", 2015)]
    assert sorted(len(each) for each in titles.papers(title)) == [1, 1]


def test_all_places_of_a_paper_can_be_listed() -> None:
    [paper] = papers("Deep Residual Learning for Image Recognition")
    assert [place.venue for place in paper] == ["CVPR"]
    assert papers("A title that nobody ever gave to a paper") == []


@pytest.mark.parametrize("title", ["", "!!!", "\ud800", "x" * 100_000])
def test_a_title_that_is_none_is_not_found(title: str) -> None:
    assert places(titles_of(GATE), title) == []


@given(st.sets(st.text("abcdefgh ", min_size=18, max_size=22).map(title_key), max_size=30))
@settings(max_examples=50)
def test_all_papers_of_a_file_are_found_and_no_others(titles: set[str]) -> None:
    known = sorted(titles)[: len(titles) // 2]
    file = titles_of(GATE, *((title, "Ida Berg", "icml", 2021) for title in known))
    long = [title for title in titles if len(title) >= 15]
    for title in long:
        assert bool(places(file, title)) == (title in known)


def test_each_damaged_byte_is_noticed() -> None:
    data = data_of(GATE)
    for index in range(len(data)):
        with pytest.raises(UserError) as raised:
            PublishedTitles(data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :], "made")
        assert raised.value.hint is not None
        assert "install awesomecheck again" in raised.value.hint


def test_a_truncated_file_is_noticed() -> None:
    data = data_of(GATE)
    for end in (*range(HEADER.size + 2), len(data) - 1):
        with pytest.raises(UserError):
            PublishedTitles(data[:end], "made")
    with pytest.raises(UserError, match="damaged or incomplete"):
        PublishedTitles(data + b"more", "made")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a foreign file", b"\0" * 4096])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "published.bin"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"published\.bin"):
        PublishedTitles.open(path)


def test_a_missing_file_is_an_error_of_the_user(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        PublishedTitles.open(tmp_path / "none.bin")
