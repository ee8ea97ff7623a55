"""The rules on described entries: `missing-description`, `description-case`, and the like."""

import re

import pytest

from awesomecheck_rules.entries.description_case import DescriptionCase
from awesomecheck_rules.entries.description_period import DescriptionPeriod
from awesomecheck_rules.entries.description_repeats_name import DescriptionRepeatsName
from awesomecheck_rules.entries.missing_description import MissingDescription
from tests.rules.conftest import Check, fixed

VERBS = ("Searches", "Prints", "Shows", "Lists", "Finds", "Picks", "Cuts", "Explains", "Reads")


def entry(name: str, description: str) -> str:
    host = "-".join(re.findall(r"\w+", name.lower()))
    return f"- [{name}](https://{host}.org){description}\n"


def usual(number: int = 9, end: str = ".") -> str:
    """Entries that do everything alike."""
    return "".join(
        entry(f"tool{each}", f" - {VERBS[each % 9]} source code fast{end}")
        for each in range(number)
    )


def test_a_missing_description_is_marked_at_the_name(check: Check) -> None:
    text = usual() + "- [last](https://last.org)\n"
    [finding] = check(MissingDescription(), text)
    assert text[finding.span.start : finding.span.end] == "last"
    assert finding.message == "missing description of `last` (9 of 10 entries have one)"
    assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        usual(6) + entry("last", ""),  # too few to tell
        usual() + entry("Learning Go from Scratch", ""),  # describes itself
        usual() + entry("awesome-go", ""),
        usual() + entry("Foo | A tool for bars", ""),
        usual() + entry("last", " – see the manual"),
        usual() + entry("last", " - `read --fast source`"),
        usual() + "- [last](https://l.org)\n  - [one](https://o.org) - Reads source code.\n",
        usual() + "- [last](https://l.org) - Reads code well.\n  - [one](https://o.org)\n",
        # a section of its own habit
        usual(30) + "\n# Blogs\n\n" + "".join(entry(f"blog{n}", "") for n in range(9)),
        usual() + "\n# Blogs\n\n" + entry("blog", ""),
        # several bare ones in a row, or a list of mostly bare ones
        usual(30) + entry("faq", "") + entry("wiki", "") + entry("docs", ""),
        entry("faq", "") + entry("Learning Go from Scratch", "") + entry("docs", "") + usual(30),
        usual(30) + "\nMore:\n\n" + entry("faq", "") + entry("x", " - Reads.") + entry("y", ""),
        # a paper has none
        usual() + "- Masked Autoencoders Are Scalable. [[CVPR'2022](https://arxiv.org/abs/1)]\n",
    ],
)
def test_where_no_description_is_missing(check: Check, text: str) -> None:
    assert not check(MissingDescription(), text)


def test_two_bare_entries_among_described_ones_are_found(check: Check) -> None:
    text = usual(30) + entry("one", "") + entry("two", "") + usual(30) + entry("three", "")
    assert len(check(MissingDescription(), text)) == 3


def test_a_table_beside_a_list_changes_nothing(check: Check) -> None:
    table = "\n| Name | Description |\n|--|--|\n| [x](https://x.org) | Reads source code. |\n"
    [finding] = check(MissingDescription(), usual() + entry("last", "") + table)
    assert finding.message.startswith("missing description of `last`")


def test_every_description_can_be_required(check: Check) -> None:
    text = entry("one", " - Reads code.") + entry("two", "")
    [finding] = check(MissingDescription(expect="always"), text)
    assert finding.message == "missing description of `two`"


def test_a_section_is_compared_with_itself(check: Check) -> None:
    bare = "".join(entry(f"blog{n}", "") for n in range(30))
    text = f"# Blogs\n\n{bare}\n# Tools\n\n{usual(20)}" + entry("last", "")
    [finding] = check(MissingDescription(), text)
    assert finding.message.endswith("(20 of 21 entries in this section have one)")


def test_case_against_the_others(check: Check) -> None:
    text = usual() + entry("last", " - searches the whole disk.")
    [finding] = check(DescriptionCase(), text)
    assert finding.message == (
        "description starts in lower case: use `Searches` (9 of 10 entries use upper case)"
    )
    assert finding.fix is not None
    assert finding.fix.safe
    assert fixed(text, [finding]) == text.replace("- searches", "- Searches")


def test_a_word_that_no_other_begins_with_may_be_a_name(check: Check) -> None:
    [finding] = check(DescriptionCase(), usual() + entry("last", " - pandas made for speed."))
    assert finding.fix is not None
    assert not finding.fix.safe


@pytest.mark.parametrize(
    "description",
    [
        "iOS app for notes.",
        "`grep` with colours and more.",
        "[grep](https://grep.org) with colours.",
        "“grep” with colours and more.",
        "3D plots of anything.",
        "x86 assembler for you.",
        "libyaml for the rest of us.",
        "node.js for the rest of us.",
        "jQuery for the rest of us.",
        "tool3 made for the rest.",
        "last is a tool for you.",
        "源代码 的 搜索 工具.",
        "Ünlü source code search.",
        ":zap: a fast tool for you.",
        "std::vector made for you.",
        "fast code.",
    ],
)
def test_what_may_begin_a_description(check: Check, description: str) -> None:
    assert not check(DescriptionCase(), usual() + entry("last", f" - {description}"))


def test_a_sentence_that_the_name_begins(check: Check) -> None:
    assert not check(DescriptionCase(), usual() + entry("Docker", " makes containers small."))


def test_lower_case_is_a_habit_too(check: Check) -> None:
    text = usual().lower() + entry("last", " - Searches the whole disk.")
    [finding] = check(DescriptionCase(), text)
    assert fixed(text, [finding]) == text.replace("Searches the", "searches the")
    assert not check(DescriptionCase(), usual().lower() + entry("last", " - Python for all."))


def test_case_as_configured(check: Check) -> None:
    text = entry("one", " - reads all the code.")
    assert len(check(DescriptionCase(expect="upper"), text)) == 1
    assert not check(DescriptionCase(expect="lower"), text)
    assert not check(DescriptionCase(), text)


def test_a_short_description_has_the_case_that_is_demanded(check: Check) -> None:
    text = usual() + entry("last", " - small tool.")
    assert not check(DescriptionCase(), text)
    [finding] = check(DescriptionCase(expect="upper"), text)
    assert finding.message == "description starts in lower case: use `Small`"


@pytest.mark.parametrize(
    ("ending", "right"),
    [
        ("the whole disk", "the whole disk."),
        ("with [grep](https://g.org)", "with [grep](https://g.org)."),
        ("with `grep`", "with `grep`."),
        ("with **care**", "with **care**."),
        ("with *care*", "with *care*."),
        ("files (and more)", "files (and more)."),
        ("in C++", "in C++."),
        ("搜索 源代码", "搜索 源代码。"),
    ],
)
def test_a_missing_period_is_put_in(check: Check, ending: str, right: str) -> None:
    text = usual() + entry("last", f" - Searches {ending}")
    [finding] = check(DescriptionPeriod(), text)
    assert finding.message == "missing period after the description (9 of 10 entries have one)"
    assert finding.fix is not None
    assert finding.fix.safe
    assert fixed(text, [finding]) == usual() + entry("last", f" - Searches {right}")


def test_a_way_back_to_the_top_right_below_an_entry_is_no_description(check: Check) -> None:
    text = usual(10) + "**[⬆ back to top](#contents)**\n"
    assert not check(DescriptionPeriod(), text)
    bare = usual() + entry("last", " - Reads code") + "[back to top](#contents)\n"
    findings = check(DescriptionPeriod(), bare)
    assert fixed(bare, findings) == bare.replace("Reads code", "Reads code.")


def test_a_period_goes_after_a_reference(check: Check) -> None:
    text = usual() + entry("last", " - Searches with [grep][g]") + "\n[g]: https://g.org\n"
    assert fixed(text, check(DescriptionPeriod(), text)) == text.replace("[g]\n", "[g].\n")


@pytest.mark.parametrize(
    "ending",
    [
        *(
            "all!",
            "all?",
            "all…",
            "all.",
            "搜索。",
            "all (all.)",
            "all. (GPL)",
            "at https://all.org",
        ),
        "all of it. [Developer Website](https://all.org)",
    ],
)
def test_other_ends_are_as_good_as_a_period(check: Check, ending: str) -> None:
    assert not check(DescriptionPeriod(), usual() + entry("last", f" - Searches {ending}"))


def test_what_follows_a_description_stays(check: Check) -> None:
    text = usual() + entry("last", " - Searches all ([Source](https://s.org)) `MIT`")
    assert fixed(text, check(DescriptionPeriod(), text)) in (
        text,
        text.replace("all (", "all. ("),
    )


def test_an_unexpected_period(check: Check) -> None:
    text = usual(end="") + entry("last", " - Searches the whole disk.")
    [finding] = check(DescriptionPeriod(), text)
    assert finding.message.startswith("unexpected period after the description (")
    assert fixed(text, [finding]) == text.replace("disk.", "disk")
    for ending in ("One. Two.", "files, links, etc."):
        assert not check(DescriptionPeriod(), usual(end="") + entry("last", f" - {ending}"))


@pytest.mark.parametrize(
    ("words", "mark"),
    [("A port of the tool 木工", "."), ("基于 TensorFlow 的木工工具", "。"), ("木工 kites", ".")],
)
def test_a_name_in_chinese_makes_no_chinese_sentence(check: Check, words: str, mark: str) -> None:
    text = usual(30) + entry("last", f" - {words}")
    assert fixed(text, check(DescriptionPeriod(), text)) == text.replace(words, words + mark)


@pytest.mark.parametrize("end", [",", ";", ":", "..", " ."])
def test_an_end_that_nobody_means(check: Check, end: str) -> None:
    text = usual() + entry("last", f" - Reads your code{end}") + usual()
    findings = check(DescriptionPeriod(), text)
    assert [(text[each.span.start : each.span.end], each.message) for each in findings] == [
        (end, f"`{end}` at the end of the description: use `.` (19 of 19 entries do)")
        if end in ("..", " .")
        else (end, f"`{end}` at the end of the description: use `.` (18 of 18 entries do)")
    ]
    assert fixed(text, findings) == usual() + entry("last", " - Reads your code.") + usual()


@pytest.mark.parametrize(
    "text",
    [
        usual(end="") + entry("last", " - Reads your code,"),
        usual() + entry("last", " - Reads code in:") + "  - [Go](https://go.org)\n",
        usual() + entry("last", " - Reads code in:") + "\n* Go\n",
        usual() + entry("last", " - Reads code in:") + "\nText.\n",
        usual() + entry("last", " - Reads your code :moneybag:"),
        usual() + entry("last", " - Reads your code..."),
        usual() + entry("last", " - Reads your code, [docs](https://d.org);"),
    ],
)
def test_ends_that_may_be_meant(check: Check, text: str) -> None:
    assert not check(DescriptionPeriod(), text)


CHINESE = " - 快速搜索源代码"


@pytest.mark.parametrize(
    ("others", "description", "mark"),
    [
        (usual(), CHINESE, "。"),
        (usual(), " - ソースコードを検索する", "。"),
        (usual(), " - Searches 源代码 fast", "."),
        (usual(), " - 소스 코드 검색", "."),
        ("".join(entry(f"tool{n}", f"{CHINESE}。") for n in range(9)), CHINESE, "。"),
        ("".join(entry(f"tool{n}", f"{CHINESE}。") for n in range(9)), " - 支持 Go", "。"),
        ("".join(entry(f"tool{n}", f"{CHINESE}。") for n in range(9)), " - Fast search", "."),
        (usual() + entry("zh", f"{CHINESE}."), CHINESE, "."),
        (usual() + entry("zh", f"{CHINESE}.") + entry("zh2", f"{CHINESE}。"), CHINESE, None),
    ],
)
def test_the_period_is_that_of_the_script_in_the_list(
    check: Check, others: str, description: str, mark: str | None
) -> None:
    [finding] = check(DescriptionPeriod(), others + entry("last", description))
    assert (finding.fix.edits[0].text if finding.fix else None) == mark


@pytest.mark.parametrize("face", ["(^･o･^)ﾉ", "¯\\_(ツ)_/¯", "(=ↀωↀ=)✧"])
def test_nothing_follows_a_face(check: Check, face: str) -> None:
    assert not check(DescriptionPeriod(), usual() + entry("last", f" - Reads code {face}"))


def test_periods_as_configured(check: Check) -> None:
    text = entry("one", " - Reads code")
    assert len(check(DescriptionPeriod(expect="always"), text)) == 1
    assert not check(DescriptionPeriod(expect="never"), text)
    assert not check(DescriptionPeriod(), text)


def test_no_habit_no_finding(check: Check) -> None:
    text = usual(6) + usual(6, end="")
    assert not check(DescriptionPeriod(), text)


@pytest.mark.parametrize(
    ("description", "right"),
    [
        ("Last is a tool for all.", "A tool for all."),
        ("last is a tool for all.", "A tool for all."),
        ("Last: searches all.", "Searches all."),
        ("Last - searches all.", "Searches all."),
    ],
)
def test_a_repeated_name(check: Check, description: str, right: str) -> None:
    text = usual(30) + entry("Last", f" - {description}")
    [finding] = check(DescriptionRepeatsName(), text)
    assert finding.message == (
        "description repeats the name `Last`: leave it out (30 of 31 entries do)"
    )
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(text, [finding]) == usual(30) + entry("Last", f" - {right}")


@pytest.mark.parametrize(
    "description", ["Last clients for Go.", "Lasting peace.", "Last, least and best."]
)
def test_a_name_in_a_sentence(check: Check, description: str) -> None:
    assert not check(DescriptionRepeatsName(), usual(30) + entry("Last", f" - {description}"))


def test_a_list_that_repeats_all_names_does_so_on_purpose(check: Check) -> None:
    text = "".join(entry(f"Tool{n}", f" - Tool{n} is a tool.") for n in range(9))
    assert not check(DescriptionRepeatsName(), text)
    assert len(check(DescriptionRepeatsName(expect="never"), text)) == 9


@pytest.mark.parametrize("words", ["see the", "now on", "with a", "a tool and", "more in"])
def test_a_sentence_that_goes_on_in_a_link_has_no_end_before_it(check: Check, words: str) -> None:
    last = entry("last", f" - Fast, {words} [documentation](https://docs.example.org)")
    assert not check(DescriptionPeriod(), usual() + last)


def test_an_exclamation_mark_that_hardly_any_other_has_is_an_info(check: Check) -> None:
    text = usual(30) + entry("loud", "Peels well!")
    [finding] = check(DescriptionPeriod(), text)
    assert finding.severity == "info"
    assert finding.message == (
        "`!` at the end of the description: use `.` (30 of 31 descriptions do)"
    )
    assert finding.fix is not None
    assert not finding.fix.safe
    assert fixed(text, [finding]) == usual(30) + entry("loud", "Peels well.")
    [both] = check(DescriptionPeriod(), usual(30) + entry("loud", "Peels well!."))
    assert both.message.startswith("`!.` at the end")


def test_exclamation_marks_of_a_list_that_has_them(check: Check) -> None:
    loud = entry("loud", "Peels well!")
    assert check(DescriptionPeriod(), usual(9) + loud) == []
    assert check(DescriptionPeriod(), usual(30) + loud + entry("other", "Cuts well!")) == []


def test_what_is_left_of_a_description_begins_as_the_others_do(check: Check) -> None:
    odd = " - jSci is a library for thin walls and flat roofs."
    text = usual(30) + entry("jSci", odd)
    right = usual(30) + entry("jSci", " - A library for thin walls and flat roofs.")
    assert fixed(text, check(DescriptionRepeatsName(), text)) == right
    lower = usual(30).lower() + entry("jSci", odd)
    assert " - a library" in fixed(lower, check(DescriptionRepeatsName(), lower))


@pytest.mark.parametrize(
    "links",
    [
        " - [Part 1](https://a.example/1) & [Part 2](https://a.example/2)",
        ". [Archive](https://a.example/1)",
        " - [Video](https://a.example/v), [slides](https://a.example/s)",
    ],
)
def test_links_without_a_word_are_no_sentence(check: Check, links: str) -> None:
    assert check(DescriptionPeriod(), usual(30) + entry("Talk", links)) == []
    assert check(DescriptionPeriod(expect="always"), usual(30) + entry("Talk", links)) == []
    said = usual(30) + entry("Talk", f"{links} of a talk on doors")
    assert len(check(DescriptionPeriod(), said)) == 1


def test_a_command_is_a_description_and_a_licence_in_code_is_a_tag(check: Check) -> None:
    text = usual(30) + entry("Alder", " - `plant --tree alder`")
    [finding] = check(DescriptionPeriod(expect="always"), text)
    assert fixed(text, [finding]) == usual(30) + entry("Alder", " - `plant --tree alder`.")
    for tags in (" - `Go`", " - `Apache License 2.0` `Go`", " - `MIT License`"):
        assert check(DescriptionPeriod(expect="always"), usual(30) + entry("Alder", tags)) == []


def test_a_note_behind_the_period(check: Check) -> None:
    for note in (" <sup>DRAFT</sup>", "<sub>old</sub>"):
        assert check(DescriptionPeriod(), usual(30) + entry("last", f" - Reads code.{note}")) == []
        assert check(DescriptionPeriod(), usual(30) + entry("last", f" - Reads code{note}"))
