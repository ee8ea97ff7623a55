"""What other lists say of a paper."""

import pytest

from awesomecheck import Source, parse
from awesomecheck.facts.peers import Peers, repository_url

TITLE = "Masked Autoencoders for Slow Cameras"


def line(label: str, url: str = "https://arxiv.org/abs/2101.01234", title: str = TITLE) -> str:
    return f"* Ida Berg, Jun Ogawa.\n   - {title}. [[{label}]({url})]\n"


def in_other_words(text: str) -> str:
    return text.replace("Ida Berg, Jun Ogawa", "I. Berg, J. Ogawa")


def said_by(*lists: str, of: str = "") -> list[tuple[str, int | None, str]]:
    peers = Peers(parse(Source.from_text(each, f"{n}.md")) for n, each in enumerate(lists))
    [entry] = parse(Source.from_text(of or line("arXiv'2021"))).entries
    return [(each.venue, each.year, each.source) for each in peers.published(entry)]


CVPR, ICCV = line("CVPR'2023"), line("ICCV'2023")
CVPR2, ICCV2 = in_other_words(CVPR), in_other_words(ICCV)


def test_lists_that_agree() -> None:
    assert said_by(CVPR, CVPR2) == [("CVPR", 2023, "2 other lists")]
    assert said_by(CVPR, CVPR2, ICCV) == [("CVPR", 2023, "2 other lists")]
    by_title = line("CVPR'2023", "https://example.org/paper.pdf")
    assert said_by(CVPR, by_title) == [("CVPR", 2023, "2 other lists")]


ANOTHER = line("CVPR'2023", "https://arxiv.org/abs/2101.99999", "Another Paper of Them")


@pytest.mark.parametrize(
    "lists",
    [
        (CVPR,),
        (CVPR, CVPR),  # one copied it from the other
        (CVPR, CVPR2, ICCV, ICCV2),
        (CVPR + CVPR2,),  # one list that has it twice
        (CVPR, line("CVPR'2022")),
        (line("arXiv'2021"), in_other_words(line("arXiv'2021"))),
        (line("CVPRW'2023"), in_other_words(line("CVPRW'2023"))),
        (ANOTHER, in_other_words(ANOTHER)),
        ("", "# No entries\n"),
    ],
)
def test_in_doubt_they_say_nothing(lists: tuple[str, ...]) -> None:
    assert said_by(*lists) == []


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/Owner/Name.git", "https://github.com/Owner/Name"),
        ("https://www.github.com/Owner/Name/", "https://github.com/Owner/Name"),
        ("https://gitlab.com/owner/name/", "https://gitlab.com/owner/name"),
        ("https://github.com/owner/name/tree/main/x", None),
        ("https://raw.githubusercontent.com/owner/name/main/x", None),
        ("https://github.com/owner", None),
        ("https://example.org/owner/name", None),
    ],
)
def test_the_url_of_a_repository(url: str, repository: str | None) -> None:
    assert repository_url(url) == repository
