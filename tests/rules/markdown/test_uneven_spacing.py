"""Spaces that are missing or too many in texts."""

import pytest

from awesomecheck_rules.markdown.uneven_spacing import UnevenSpacing
from tests.rules.conftest import Check, fixed

CLEAN = "".join(
    f"- [Tool {number}](https://example.org/{number}) - Cuts, peels (slowly): well. So.\n"
    for number in range(30)
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Bowls,plates and forks", "Bowls, plates and forks"),
        ("Bowls,plates,cups,forks", "Bowls, plates, cups, forks"),
        ("[Bowls,plates](https://example.org/a,b)", "[Bowls, plates](https://example.org/a,b)"),
        ("*Ann Ash,Bob Birch*", "*Ann Ash, Bob Birch*"),
        ("| [Bowls,plates](u) |", "| [Bowls, plates](u) |"),
        ("Salad Days:From Leaf to Bowl", "Salad Days: From Leaf to Bowl"),
        ("Great salad:a bowl of leaves", "Great salad: a bowl of leaves"),
        ("A tool for cooks.It peels well", "A tool for cooks. It peels well"),
        ("A set of spoons(and ladles).", "A set of spoons (and ladles)."),
        ("A set of spoons(SOS).", "A set of spoons (SOS)."),
        ("An SOS(Set of Spoons) of wood", "An SOS (Set of Spoons) of wood"),
        ("A set of spoons (SOS)made by cooks", "A set of spoons (SOS) made by cooks"),
        ("Bowls , plates", "Bowls, plates"),
        ("Bowls and plates .", "Bowls and plates."),
        ("Bowls ( and plates ).", "Bowls (and plates)."),
        (
            "Bowls ( [big](https://b.example) or [small](https://s.example) ) and plates",
            "Bowls ([big](https://b.example) or [small](https://s.example)) and plates",
        ),
        ("Bowls ( and [plates](https://p.example))", "Bowls (and [plates](https://p.example))"),
        ("Bowls and  plates", "Bowls and plates"),
        ("**Bowls and   plates**", "**Bowls and plates**"),
    ],
)
def test_uneven_spacing_is_reported_and_fixed(check: Check, text: str, right: str) -> None:
    found = check(UnevenSpacing(), f"{CLEAN}\n{text}\n")
    assert found
    assert fixed(f"{CLEAN}\n{text}\n", found) == f"{CLEAN}\n{right}\n"


@pytest.mark.parametrize(
    "text",
    [
        # Names, code and addresses.
        "Node.js, Boost.Asio and Socket.IO.",
        "Call http.Handler and fmt.Errorf(x) and f(x).",
        "An in-memory key:value cache, org.example:tool, std::move",
        "`a,b  c` and <https://example.org/ab,cd>",
        "https://example.org/spoons(and_ladles) and www.example.org/ab,cd",
        "A .NET library",
        # Brackets inside of words.
        "(de)serialization, (un)supervised, α-(de)Blending, word(s), Uni(versal)get",
        "Linkode(alpha) and softmax(x)",
        # Numbers and initials.
        "1,000 and 10:30 and K.He,X.Chen",
        # Scripts without spaces.
        "中文姓名,姓氏 和(领域泛化)的综述",
        # Line breaks and tables.
        "one  \ntwo",
        "**A title**  \\\n*Ann Ash*",
        "| a  | b  |\n|---|---|\n| c  | d |",
        "- one\n\n      code  code",
    ],
)
def test_other_spacing_is_not_reported(check: Check, text: str) -> None:
    found = check(UnevenSpacing(), f"{CLEAN}\n{text}\n")
    assert found == []


def test_what_a_list_does_often_is_its_style(check: Check) -> None:
    text = "".join(f"- Tool {number}.  It cuts,peels(slowly AND well).\n" for number in range(20))
    assert check(UnevenSpacing(), text) == []


def test_headings_are_reported_without_a_fix(check: Check) -> None:
    [finding] = check(UnevenSpacing(), f"{CLEAN}\n## Bowls,plates\n")
    assert finding.fix is None


def test_commas_in_one_line_are_one_finding(check: Check) -> None:
    [finding] = check(UnevenSpacing(), f"{CLEAN}\nGit,Maven,Chef and Ann,Bob\n")
    assert finding.message == "no space after `,`: add one"


def test_two_spaces_are_an_info(check: Check) -> None:
    [finding] = check(UnevenSpacing(), f"{CLEAN}\nBowls and  plates\n")
    assert finding.severity == "info"


@pytest.mark.parametrize(
    ("authors", "reported", "right"),
    [
        ("Ann Ash, Kim,Birch, Bob Fir", ["Kim,Birch"], None),
        ("Kim,Birch, Ann Ash, Bob Fir", ["Kim,Birch"], None),
        ("Ann Ash, Bob Fir, Kim,Birch", ["Kim,Birch"], None),
        ("Ann Ash,Bob Fir, Kim Birch", [","], "Ann Ash, Bob Fir, Kim Birch"),
        ("Ash,Fir, Birch, Elm", [","], "Ash, Fir, Birch, Elm"),
        ("Ash,Fir,Birch, Ann Elm", [","], "Ash, Fir, Birch, Ann Elm"),
    ],
)
def test_a_comma_within_the_name_of_one_author_has_no_fix(
    check: Check, authors: str, reported: list[str], right: str | None
) -> None:
    clean = "".join(
        f"- [How to cut {number} leaves](https://arxiv.org/abs/2101.{number:05}),"
        " Jan Rye, Eva Oat, Pia Hay, ICML 2022\n"
        for number in range(30)
    )
    line = "- [How to peel many roots](https://arxiv.org/abs/2102.00001), {}, ICML 2022\n"
    text = clean + line.format(authors)
    found = check(UnevenSpacing(), text)
    assert [text[each.span.start : each.span.end] for each in found] == reported
    assert fixed(text, found) == clean + line.format(right or authors)


def test_a_term_with_a_colon_needs_no_space(check: Check) -> None:
    text = f"{CLEAN}\nSignal:Noise Ratio; tools that state the signal:noise of a bowl\n"
    assert check(UnevenSpacing(), text) == []
