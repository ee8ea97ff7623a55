"""Misspelt words in headings, titles and descriptions."""

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, parse
from awesomecheck_rules.spelling._vocabulary import vocabulary
from awesomecheck_rules.spelling.misspelt_word import MisspeltWord
from tests.rules.anchors._fixing import fix_all
from tests.rules.conftest import Check, fixed

WORDS = sorted({word for group in vocabulary().words.values() for word in group.split()})
ENTRY = "- [Salad](https://example.org/salad) - {}.\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Fundermental", "Fundamental"),
        ("Rrepresentation", "Representation"),
        ("Porject", "Project"),
        ("Constrastive", "Contrastive"),
        ("Represention", "Representation"),
    ],
)
def test_headings_are_renamed_with_all_that_leads_to_them(
    check: Check, wrong: str, right: str
) -> None:
    text = (
        "# List\n\n- [Our {0} (2)](#our-{1}-2)\n- [Other](#other)\n\n"
        "## Our {0} (2)\n\nSee [above](#our-{1}-2) and <a href='#user-content-our-{1}-2'>it</a>,"
        " or [this][].\n\n[this]: #our-{1}-2\n\n## Other\n\n" + ENTRY.format("Green")
    )
    found = check(MisspeltWord(), text.format(wrong, wrong.lower()))
    assert [(each.message, each.severity) for each in found] == [
        (f"`{wrong}` is probably `{right}`", "warning")
    ]
    assert found[0].fix is not None
    assert not found[0].fix.safe
    assert fixed(text.format(wrong, wrong.lower()), found) == text.format(right, right.lower())


@pytest.mark.parametrize(
    "other",
    ["## Porject\n", "## Project\n", "### Porject\n\n### Porject\n"],
)
def test_a_heading_is_only_reported_if_anchors_of_others_would_change(
    check: Check, other: str
) -> None:
    found = check(MisspeltWord(), f"# List\n\n## Porject\n\n{other}")
    assert found
    assert not any(each.fix for each in found)


def test_two_words_of_one_heading_are_fixed_one_after_the_other(check: Check) -> None:
    text = "- [Lerning Porject](#lerning-porject)\n- [B](#b)\n\n## Lerning Porject\n\n## B\n"
    text = text.replace("Lerning", "Leanring").replace("lerning", "leanring")
    assert fix_all(check, MisspeltWord(), text) == text.replace("eanring", "earning").replace(
        "orject", "roject"
    )


def test_titles_and_descriptions_are_infos(check: Check) -> None:
    text = (
        "* **MAE**: Kaiming He, Xinlei Chen.\n"
        "  - Masked Autoencoders Are Scalable Vision Leaners for Classifcation."
        " [[CVPR'2022](https://arxiv.org/abs/2111.06377)]\n"
    )
    found = check(MisspeltWord(), text) + check(MisspeltWord(), ENTRY.format("For text extration"))
    assert [(each.message, each.severity) for each in found] == [
        ("`Classifcation` is probably `Classification`", "info"),
        ("`extration` is probably `extraction`", "info"),
    ]
    assert all(each.fix and not each.fix.safe for each in found)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("occassional", "occasional"),
        ("brigtness", "brightness"),
        ("reconstrcut", "reconstruct"),
        ("programatically", "programmatically"),
        ("pronounciations", "pronunciations"),
        ("polyonomials", "polynomials"),
        ("implementating", "implementing"),
        ("transfrom", "transform"),
    ],
)
def test_long_words_are_compared_with_rare_ones_too(check: Check, wrong: str, right: str) -> None:
    (found,) = check(MisspeltWord(), ENTRY.format(f"For {wrong} use"))
    assert found.message == f"`{wrong}` is probably `{right}`"
    assert check(MisspeltWord(), ENTRY.format("A hashtable of rvalues, with scanf")) == []


def test_a_word_that_may_mean_several_is_not_fixed(check: Check) -> None:
    (found,) = check(MisspeltWord(), ENTRY.format("To search easly in the text of a page"))
    assert found.message == "`easly` is probably `easy` or `easily`"
    assert found.fix is None


@pytest.mark.parametrize(
    "description",
    [
        "Uses `classifcation` for images",
        "See https://example.org/classifcation and classifcation.py",
        "By @classifcation, in #classifcation, of user/classifcation and classifcation_2",
        "MixMIM, BootMAE, ConvNeXt and iBOT for images",
        "From Packt, sold by Marketo and Classifcation",  # names of companies
        "Pour une classifcation avec des modeles dans le texte",
        "La plus grande API de blagues",
        "Creates an imageset and a wordmap",
        "Such as dkim, dmark and mimemail",  # a short word among others that are unknown
        "Diff checkins, rollups, a configurator of segmentors, combinatoric",
        "Papers on reading comprehensing and speaking",  # no slip of `comprehensive`
        "Colour and color, normalise and normalize, autoencoders, multiplane",
        "A multipole operator on the manifold of microdata",
        "China’s and Intel's, cafés, naïve",
        "<b>classifcation</b> is text, <i title='classifcation'>this</i> is not",
    ],
)
def test_what_is_no_english_word_is_not_reported(check: Check, description: str) -> None:
    found = check(MisspeltWord(), ENTRY.format(description))
    assert len(found) == ("is text" in description)


@pytest.mark.parametrize(
    "text",
    [
        ENTRY.format("A wrapper of smalli, see [smalli](https://example.org/smalli)"),
        "- [Classifcation](https://example.org) - The home of classifcation and more.\n",
        "- **Classifcation Kit** - The home of classifcation and more, see https://a.dev.\n",
        "".join(ENTRY.format(f"Classifcation {each} for classifcation") for each in "abcd"),
        "* **MAE**: Bin Classifcation, Xinlei Chen.\n  - A Text by Classifcation."
        " [[CVPR'2022](https://arxiv.org/abs/2111.06377)]\n",
        "* **DMAE**: Jiawei Mao, Honggu Zhou. Binling Nie. Rui Xu.\n  - A Text about Autoencoders."
        " [[CVPR'2022](https://arxiv.org/abs/2111.06377)]\n",
        "* **MAE**: Kaiming He, Xinlei Chen.\n  - Conffusion: A Text by Tarvainen, Antti."
        " [[CVPR'2022](https://arxiv.org/abs/2111.06377)]\n",
    ],
    ids=[
        "address",
        "name of an entry",
        "name in bold",
        "own word of the list",
        "author",
        "author after a full stop",
        "names in a title",
    ],
)
def test_words_that_a_list_has_for_itself_are_not_reported(check: Check, text: str) -> None:
    assert check(MisspeltWord(), text) == []


def test_words_of_titles_are_no_names(check: Check) -> None:
    title = "- [An Introduction to Classifcation](https://example.org) - Of classifcation.\n"
    assert [each.message for each in check(MisspeltWord(), title)] == [
        "`Classifcation` is probably `Classification`",
        "`classifcation` is probably `classification`",
    ]
    surname = "- [An Interview with Jana Balch](https://example.org) - By Vogel.\n"
    assert check(MisspeltWord(), surname) == []


@pytest.mark.parametrize(
    "text",
    [
        "(extration),",
        "[extration](https://a.dev),extration",
        "<b>extration</b>",
        "*extration*",
    ],
)
def test_words_are_found_whatever_is_around_them(check: Check, text: str) -> None:
    entry = "- [Salad](https://example.org/salad) - For the text of an {}.\n"
    found = check(MisspeltWord(), entry.format(text))
    assert {each.message for each in found} == {"`extration` is probably `extraction`"}


def test_allowed_words_are_not_reported(check: Check) -> None:
    text = f"# Porject\n\n{ENTRY.format('For text extration')}"
    assert len(check(MisspeltWord(), text)) == 2
    assert check(MisspeltWord(allow=("porject", "Extration")), text) == []


@given(st.lists(st.sampled_from(WORDS), min_size=20, max_size=200))
@settings(max_examples=50)
def test_no_right_word_is_reported(words: list[str]) -> None:
    text = f"## {' '.join(words).title()}\n\n{ENTRY.format(' '.join(words))}"
    assert not list(MisspeltWord().check(parse(Source.from_text(text))))


def test_no_right_word_means_another() -> None:
    known = vocabulary()
    assert len(WORDS) > 100_000
    assert not any(known.meant_by(word) for word in WORDS)


@pytest.mark.parametrize(
    "venue", ["Signal Process Image Commun", "Trans Technol", "Appl Environ Res"]
)
def test_a_capitalised_abbreviation_is_no_slip(check: Check, venue: str) -> None:
    assert (
        check(MisspeltWord(), f"## Papers of {venue} in 2020\n\n{ENTRY.format('For text')}") == []
    )
