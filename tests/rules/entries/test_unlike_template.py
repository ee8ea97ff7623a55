"""The rule `unlike-template`."""

import pytest

from awesomecheck import Finding, UserError
from awesomecheck.templates.diff import gap_change
from awesomecheck_rules.entries._template.messages import changed
from awesomecheck_rules.entries.unlike_template import UnlikeTemplate
from tests.rules.conftest import Check, fixed


def paper(number: int, *, code: bool = True) -> str:
    return (
        f"* **Net{number}**: Jane Doe, Richard Roe.\n"
        f"  - Learning to See {number}. [[CVPR'2022](https://arxiv.org/abs/2201.{number:05})]"
        + (f" [[code](https://github.com/a/n{number})]" if code else "")
        + "\n"
    )


PAPERS = "# List\n\n" + "".join(paper(number, code=number % 3 > 0) for number in range(24))
TOOLS = "# List\n\n" + "".join(
    f"- [tool{number}](https://tool{number}.example) - Does thing {number}.\n"
    for number in range(12)
)


def only(findings: list[Finding]) -> Finding:
    [finding] = findings
    return finding


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("**Net7**: ", "**Net7** ", "missing `:` after the name (23 of 24 entries have it)"),
        (
            "**Net7**: ",
            "**Net7** - ",
            "use `:` instead of `-` after the name (23 of 24 entries do)",
        ),
        ("**Net7**: ", "**Net7**:  ", "2 spaces before the authors: use 1 (23 of 24 entries do)"),
        (
            "**Net7**: ",
            "**Net7**:",
            "missing space before the authors (23 of 24 entries have one)",
        ),
        ("**Net7**", "Net7", "name is not bold (it is in 23 of 24 entries)"),
        ("**Net7**", "*Net7*", "name is not bold (it is in 23 entries of this section)"),
        (
            "See 7. [[CVPR'2022](https://arxiv.org/abs/2201.00007)]",
            "See 7. [CVPR'2022](https://arxiv.org/abs/2201.00007)",
            "venue is not in double brackets (it is in 23 of 24 entries)",
        ),
        ("See 7. [", "See 7 [", "missing `.` after the title (23 of 24 entries have it)"),
        ("See 7. [", "See 7.[", "missing space before the venue (23 of 24 entries have one)"),
        (
            "[code](https://github.com/a/n7)",
            "[Code](https://github.com/a/n7)",
            "use the label `code` instead of `Code` (15 of 16 entries do)",
        ),
        (
            "[[code](https://github.com/a/n7)]",
            "[code](https://github.com/a/n7)",
            "`code` is not in double brackets (it is in 15 of 16 entries)",
        ),
    ],
)
def test_a_slip_in_punctuation_is_fixed(
    check: Check, right: str, wrong: str, message: str
) -> None:
    assert PAPERS.count(right) == 1
    text = PAPERS.replace(right, wrong)
    finding = only(check(UnlikeTemplate(), text))
    assert finding.message == message
    assert fixed(text, [finding]) == PAPERS
    assert finding.fix is not None
    is_taste = message.startswith("use the label") or "bold" in message
    assert finding.fix.safe != is_taste


@pytest.mark.parametrize(
    ("gap", "wrong", "message", "before"),
    [
        (") : ", "):", "missing space before and after `:` (unlike", "example)"),
        (
            ") :: ",
            " ):: ",
            "unexpected space before and missing space after `)` (unlike",
            "example",
        ),
        ("): ", ") :", "unexpected space before and missing space after `:` (unlike", "example)"),
        (") - | ", ") -| ", "missing space after the link (11 of 12", ") -"),
    ],
)
def test_where_the_marks_are_right_the_spaces_are_reported(
    check: Check, gap: str, wrong: str, message: str, before: str
) -> None:
    text = TOOLS.replace(") - ", gap)
    odd = text.replace(f"tool7.example{gap}", f"tool7.example{wrong}")
    finding = only(check(UnlikeTemplate(), odd))
    assert finding.message.startswith(message)
    assert odd[: finding.span.start].endswith(before)
    assert fixed(odd, [finding]) == text


@pytest.mark.parametrize(("numbers", "safe"), [((7,), [True]), ((7, 8), [False, False])])
def test_a_way_to_write_years_that_the_list_has_twice_may_be_meant(
    check: Check, numbers: tuple[int, ...], safe: list[bool]
) -> None:
    text = PAPERS
    for number in numbers:
        text = text.replace(f"See {number}. [[CVPR'2022", f"See {number}. [[CVPR 2022")
    found = check(UnlikeTemplate(), text)
    assert [each.fix.safe for each in found if each.fix] == safe


def test_spaces_are_counted(check: Check) -> None:
    text = TOOLS.replace("- [", "-   [")
    odd = text.replace("-   [tool7]", "- [tool7]")
    finding = only(check(UnlikeTemplate(), odd))
    assert finding.message == "1 space after the list marker: use 3 (11 of 12 entries do)"
    assert fixed(odd, [finding]) == text


def test_the_place_is_where_the_mark_is_missing(check: Check) -> None:
    text = PAPERS.replace("**Net7**: ", "**Net7** ")
    finding = only(check(UnlikeTemplate(), text))
    assert text[: finding.span.start].endswith("**Net7**")
    assert finding.span.start == finding.span.end


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            ": Jane Doe, Richard Roe.\n  - Learning to See 7.",
            ": \n  - Learning to See 7.",
            "authors",
        ),
        (
            "'2022](https://arxiv.org/abs/2201.00007)",
            "](https://arxiv.org/abs/2201.00007)",
            "year",
        ),
        ("Learning to See 7. ", "", "title"),
    ],
)
def test_a_missing_field_is_reported_and_has_no_fix(
    check: Check, right: str, wrong: str, message: str
) -> None:
    assert PAPERS.count(right) == 1
    finding = only(check(UnlikeTemplate(), PAPERS.replace(right, wrong)))
    assert finding.message.startswith(f"missing {message} (23 ")
    assert finding.fix is None


@pytest.mark.parametrize("text", [PAPERS, TOOLS])
def test_a_regular_list_is_fine(check: Check, text: str) -> None:
    assert check(UnlikeTemplate(), text) == []


@pytest.mark.parametrize(
    "entry",
    [
        "* **Net99**: Jane Doe, Richard Roe.\n  - Can It See? [[CVPR'2022](https://a.example/9)]\n",
        "* **Net99**: Jane Doe et al.\n  - To See. [[CVPR'2022](https://a.example/9)]\n",
        "* **Net99**: Jane Doe.\n  - To See. [[CVPR'2022](https://a.example/9)] (Oral)\n",
        "* **Net99**: Jane Doe.\n  - To See. [[CVPR'2022](https://a.example/9)] [[demo](https://b.c)]\n",
        "* [A page about it](https://a.example/9), which is worth a look.\n",
        "* A remark without any link.\n",
    ],
)
def test_what_is_not_a_slip_is_not_reported(check: Check, entry: str) -> None:
    assert check(UnlikeTemplate(), PAPERS + entry) == []


def test_entries_that_are_all_different_are_fine(check: Check) -> None:
    text = (
        "# List\n\n- [a](https://a.example) - One.\n- **[b](https://b.example)**: Two\n"
        "- c (https://c.example)\n- [d](https://d.example) | four\n"
    )
    assert check(UnlikeTemplate(), text) == []


def test_one_entry_is_no_habit(check: Check) -> None:
    assert check(UnlikeTemplate(), "# List\n\n" + paper(1)) == []


def test_two_ways_of_writing_are_two_habits(check: Check) -> None:
    text = TOOLS + "".join(
        f"- [kit{number}](https://kit{number}.example): Does thing {number}.\n"
        for number in range(6)
    )
    assert check(UnlikeTemplate(), text) == []


def test_a_section_may_have_its_own_habit(check: Check) -> None:
    text = (
        TOOLS
        + "\n## More\n\n"
        + "".join(
            f"- [kit{number}](https://kit{number}.example): Does thing {number}.\n"
            for number in range(3)
        )
    )
    assert check(UnlikeTemplate(), text) == []


@pytest.mark.parametrize(
    "entry",
    [
        "- [tool99](https://tool99.example) is a tool that does it all.\n",
        "- [tool99](https://tool99.example) (archived) - Does it all.\n",
        "- [tool99](https://tool99.example) :warning: - Does it all.\n",
        "- [tool99](https://tool99.example) `GPL` - Does it all.\n",
        "- [tool99](https://tool99.example) - Does it all\n",
        "- [tool99](https://tool99.example)\n",
    ],
)
def test_other_rules_report_descriptions(check: Check, entry: str) -> None:
    assert check(UnlikeTemplate(), TOOLS + entry) == []


def tools(after_link: str, description: str = "Does thing", size: int = 12) -> str:
    return "# List\n\n" + "".join(
        f"- [tool{number}](https://tool{number}.example){after_link}{description} {number}.\n"
        for number in range(size)
    )


@pytest.mark.parametrize(
    ("after_link", "description", "entry"),
    [
        # a suffix of the name
        ("：", "做一件事", "[awesome-tool](https://a.example) 系列"),
        ("：", "做一件事", "[tool](https://a.example) 分支，支持 Python 3。"),
        (" - ", "Does thing", "[tool](https://a.example) API"),
        (" - ", "Does thing", "[tool](https://a.example) Second Edition - Does it again."),
        # another link that would do as well
        (" - ", "Does thing", "[tool](https://a.example), or [kit](https://b.example) - Does it."),
        (
            " - ",
            "Does thing",
            "[tool](https://a.example), and [kit](https://b.example) - Does it.",
        ),
        (" - ", "Does thing", "[tool](https://a.example) / [kit](https://b.example) - Does it."),
        # a description where others have an author
        (" ", "by Jane Doe", "[tool](https://a.example) - Does it again and again."),
        (" ", "on a site", "[tool](https://a.example) - tiny and simple."),
        # a mark that is part of a word
        (" ", "Does thing", "[tool](https://a.example) -Diff does it again."),
        (" ", "Does thing", "[-tool](https://a.example) Does it again."),
    ],
)
def test_words_stay_where_they_belong(
    check: Check, after_link: str, description: str, entry: str
) -> None:
    text = tools(after_link, description) + f"- {entry}\n"
    assert check(UnlikeTemplate(), text) == []


def test_a_mark_of_a_title_is_part_of_it(check: Check) -> None:
    text = PAPERS.replace("- Learning to See 7.", "- -Diff: Learning to See 7.")
    assert check(UnlikeTemplate(), text) == []


def test_another_rule_reports_the_end_of_a_description(check: Check) -> None:
    text = TOOLS.replace(".\n", " with [kit](https://kit.example)\n")
    assert (
        check(
            UnlikeTemplate(),
            text.replace(
                "7 with [kit](https://kit.example)", "7 with [kit](https://kit.example)."
            ),
        )
        == []
    )


def test_a_code_label_is_a_word(check: Check) -> None:
    text = TOOLS.replace(".\n", ". ([Source](https://s.example)) `C`\n")
    assert (
        check(
            UnlikeTemplate(),
            text.replace(
                "thing 7. ([Source](https://s.example)) `C`",
                "thing 7. ([Source](https://s.example)) `C++`",
            ),
        )
        == []
    )


@pytest.mark.parametrize(
    ("usual", "wrong", "message"),
    [
        (" - ", " ", "missing `-` after the link (11 of 12 entries have it)"),
        (" ", " - ", "unexpected `-` after the link (11 of 12 entries have none)"),
        (": ", " - ", "use `:` instead of `-` after the link (11 of 12 entries do)"),
    ],
)
def test_a_separator_before_a_description_is_fixed(
    check: Check, usual: str, wrong: str, message: str
) -> None:
    text = tools(usual)
    odd = text.replace(f"tool7.example){usual}", f"tool7.example){wrong}")
    finding = only(check(UnlikeTemplate(), odd))
    assert finding.message == message
    assert fixed(odd, [finding]) == text


def test_numbers_and_trailing_spaces_are_no_deviation(check: Check) -> None:
    text = "# List\n\n" + "".join(
        f"{number}. [tool{number}](https://t{number}.example) - Does thing {number}."
        f"{' ' * (number == 3)}\n"
        for number in range(1, 15)
    )
    assert check(UnlikeTemplate(), text) == []


def test_windows_line_ends(check: Check) -> None:
    text = PAPERS.replace("**Net7**: ", "**Net7** ")
    assert len(check(UnlikeTemplate(), text.replace("\n", "\r\n"))) == 1


def test_nested_entries_are_compared_by_their_own_indent(check: Check) -> None:
    inner = "".join(f"  {line}\n" for line in PAPERS.split("\n")[2:] if line)
    assert check(UnlikeTemplate(), f"# List\n\n- Vision\n{inner}") == []


def test_configured_templates_apply_from_the_first_entry(check: Check) -> None:
    rule = UnlikeTemplate(templates=("- [{name}]({url}): {description}.",))
    text = "# List\n\n- [a](https://a.example) - Does a thing.\n"
    finding = only(check(rule, text))
    assert finding.message == "use `:` instead of `-` after the link (unlike the template)"
    assert fixed(text, [finding]) == "# List\n\n- [a](https://a.example): Does a thing.\n"


def test_an_entry_is_compared_with_the_nearest_template(check: Check) -> None:
    rule = UnlikeTemplate(
        templates=(
            "- [{name}]({url}): {description}.",
            "- **{title}**. {authors}. [[pdf]({paper})]",
        )
    )
    text = (
        "# List\n\n- [a](https://a.example): Does a thing.\n"
        "- **Learning to See**. Jane Doe, Richard Roe. [pdf](https://arxiv.org/abs/2201.00001)\n"
    )
    finding = only(check(rule, text))
    assert finding.message == "`pdf` is not in double brackets (unlike the template)"


def test_a_section_has_its_own_templates(check: Check) -> None:
    rule = UnlikeTemplate(sections={"Tools": ("- [{name}]({url}): {description}.",)})
    text = TOOLS + "\n## tools\n\n- [a](https://a.example) - Does a thing.\n"
    assert only(check(rule, text)).message.startswith("use `:` instead of `-`")


def test_a_template_that_no_entry_follows_is_reported(check: Check) -> None:
    rule = UnlikeTemplate(templates=("- **{title}**. {authors}. [[pdf]({paper})]",))
    finding = only(check(rule, TOOLS))
    assert finding.message == (
        "no entry follows the configured template `- **{title}**. {authors}. [[pdf]({paper})]`:"
        " 12 of 12 entries have no title"
    )


def test_a_documented_template_that_no_entry_follows_is_reported(check: Check) -> None:
    notes = "\n## Contributing\n\n```\n- [Paper Title](link), Author List, Year\n```\n"
    text = TOOLS + notes
    finding = only(check(UnlikeTemplate(), text))
    assert finding.message == "no entry follows this template: 12 of 12 entries have no title"
    assert text[finding.span.start :].startswith("```\n- [Paper")


def test_a_template_with_an_error_is_refused() -> None:
    with pytest.raises(UserError, match="unknown field `titel`"):
        UnlikeTemplate(templates=("- {titel}",))
    with pytest.raises(UserError, match="without"):
        UnlikeTemplate(sections={"Tools": ("- {title",)})


def numbered(authors: str = "*Ann C. Poe, Ross B. Roe.* ") -> str:
    return "# List\n\n" + "\n".join(
        f"1. **[Learning to See {number}.](https://arxiv.org/abs/2201.0000{number})**\n\n"
        f"   {authors if number == 7 else '*Jane Doe, Richard Roe.* '}ICCV'2022\n"
        for number in range(9)
    )


@pytest.mark.parametrize(
    ("authors", "message"),
    [
        (
            "*Ann C. Poe, Ross B. Roe.*",
            "missing space before the venue (8 entries of this section have one)",
        ),
        (
            "Ann C. Poe, Ross B. Roe. ",
            "authors are not in italics (they are in 8 of 9 entries)",
        ),
        (
            "*Ann C. Poe, Ross B. Roe. ",
            "missing `*` after the authors (8 entries of this section have it)",
        ),
    ],
)
def test_an_initial_is_not_the_end_of_the_authors(
    check: Check, authors: str, message: str
) -> None:
    text = numbered(authors)
    finding = only(check(UnlikeTemplate(), text))
    assert finding.message == message
    assert fixed(text, [finding]) == numbered()


def test_the_period_behind_a_full_name_is_that_of_the_initials_of_others(check: Check) -> None:
    text = "# List\n\n" + "".join(
        f"- {authors} [Learning to See {n}](https://arxiv.org/abs/2201.{n:05}). ICCV 2022\n"
        for n, authors in enumerate([*["Doe, J., Roe, R."] * 12, "Oak, Ann, Elm, Bo."])
    )
    assert check(UnlikeTemplate(), text) == []


def test_links_among_which_a_bracket_is_missing_elsewhere_are_not_reported(check: Check) -> None:
    papers = "\n".join(
        f"**Learning to See {n}.**<br>\nCVPR 2021. [[PDF](https://arxiv.org/abs/2201.000{n})]"
        f" [[Page](https://p.example/{n})] [[Talk Data](https://t.example/{n})]"
        f" [[More Data](https://m.example/{n})]\n"
        for n in range(10, 30)
    )
    authors = (
        "[Ann Poe](https://a.example), [Bob Roe](https://b.example), [Cy Doe](https://c.example),"
        " Dee Poe](https://d.example), [Eve Roe](https://e.example), [Flo Doe](https://f.example)"
    )
    odd = papers.replace("See 17.**<br>", f"See 17.**<br>\n*{authors}.*<br>")
    assert check(UnlikeTemplate(), f"# List\n\n{odd}") == []


def test_a_reference_is_a_link_to_a_template(check: Check) -> None:
    rule = UnlikeTemplate(templates=("- [{name}]({url}) - {description}.",))
    text = (
        "# List\n\n- [One][] - Does one thing.\n- [Two][t] - Does two things.\n"
        "- [Three][]: Does three things.\n\n"
        "[One]: https://one.example\n[t]: https://two.example\n[Three]: https://three.example\n"
    )
    findings = check(rule, text)
    assert [each.message for each in findings] == [
        "use `-` instead of `:` after the link (unlike the template)"
    ]
    assert fixed(text, findings) == text.replace("[Three][]: ", "[Three][] - ")


def test_an_entry_without_its_second_line_is_reported(check: Check) -> None:
    alone = "* **Net30**: Jane Doe, Richard Roe.\n"
    finding = only(check(UnlikeTemplate(), PAPERS + alone + paper(31)))
    assert finding.message == "missing second line with the links (25 of 26 entries have one)"


def test_a_note_among_entries_of_two_lines_lacks_none(check: Check) -> None:
    note = "* More are in [the archive](archive.md).\n"
    assert not check(UnlikeTemplate(), PAPERS + note + paper(31))


def test_links_in_another_order_are_reported(check: Check) -> None:
    one = paper(7)
    label, code = (
        "[[CVPR'2022](https://arxiv.org/abs/2201.00007)]",
        "[[code](https://github.com/a/n7)]",
    )
    text = PAPERS.replace(one, one.replace(f"{label} {code}", f"{code} {label}"))
    messages = [finding.message for finding in check(UnlikeTemplate(), text)]
    assert messages == [
        "the code link is before the paper link: put it after (15 of 16 entries do)"
    ]


def test_links_whose_order_varies_are_in_none(check: Check) -> None:
    text = PAPERS
    for number in range(1, 24, 6):
        label = f"[[CVPR'2022](https://arxiv.org/abs/2201.{number:05})]"
        code = f"[[code](https://github.com/a/n{number})]"
        text = text.replace(f"{label} {code}", f"{code} {label}")
    assert not check(UnlikeTemplate(), text)


@pytest.mark.parametrize(
    "name", ["tool :tada:", "0 A.D.", "Acme Ltd.", "Warner Bros.", "Loading...", "and so on…"]
)
def test_the_last_mark_of_a_name_is_a_part_of_it(check: Check, name: str) -> None:
    assert not check(UnlikeTemplate(), TOOLS + f"- [{name}](https://t.example) - Does a thing.\n")


def linked(title: str, number: int) -> str:
    return f"- [{title}](https://arxiv.org/abs/2201.{number:05}), Jane Doe, CVPR 2022\n"


LINKED = "# List\n\n" + "".join(linked(f"How to See {n} Things", n) for n in range(20))


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_a_title_in_quotes_alone(check: Check, marks: str) -> None:
    text = LINKED + linked(f"{marks[0]}How to Hear Many Things{marks[1]}", 99)
    finding = only(check(UnlikeTemplate(), text))
    assert finding.message == "title in quotes: remove the marks (20 of 21 entries have none)"
    assert fixed(text, [finding]) == LINKED + linked("How to Hear Many Things", 99)


@pytest.mark.parametrize(
    "title",
    [
        "“Why Me?”: On Trust in Things",
        "“Going Far” Takes Longer than “Going”",
        "How to “See” Things",
    ],
)
def test_a_quotation_in_a_title_is_a_part_of_it(check: Check, title: str) -> None:
    assert check(UnlikeTemplate(), LINKED + linked(title, 99)) == []


def test_a_sentence_in_quotes_with_its_period_is_left_alone(check: Check) -> None:
    text = "# List\n\n" + "".join(
        f"- **{title}** *Ann Oak et al. arXiv.* [[paper](https://arxiv.org/abs/2304.{n:05})]\n"
        for n, title in enumerate([*(f"Tree {n} grows." for n in range(12)), '"Trees think."'])
    )
    assert check(UnlikeTemplate(), text) == []


def test_a_description_in_bold_alone(check: Check) -> None:
    right = "- [tool99](https://tool99.example) - Does another thing.\n"
    text = TOOLS + right.replace("Does another thing", "**Does another thing**")
    finding = only(check(UnlikeTemplate(), text))
    assert finding.message == "description in bold: remove the marks (12 of 13 entries have none)"
    assert fixed(text, [finding]) == TOOLS + right
    quoted = TOOLS + right.replace("Does another thing", '"Does another thing"')
    assert check(UnlikeTemplate(), quoted) == []


@pytest.mark.parametrize("mark", ["*", "**", "***"])
def test_a_paper_that_the_list_highlights_is_right(check: Check, mark: str) -> None:
    rows = [f"* Growing {n} kites: a study (VLDB 20{n})\n" for n in range(10, 26)]
    rows[7] = f"* {mark}Growing 17 kites: a study (VLDB 2017){mark}\n"
    assert check(UnlikeTemplate(), "# Kites\n\n" + "".join(rows)) == []


def test_titles_in_quotes_before_a_venue_are_in_quotes_too(check: Check) -> None:
    rows = [
        f'* K{n}: "Growing {n} kites in the wind" CVPR. [[Paper]](https://arxiv.org/abs/2001.{n:05})\n'
        for n in range(14)
    ]
    rows[5] = '* K5: "Growing 5 kites in the wind" [[Paper]](https://arxiv.org/abs/2001.00005)\n'
    found = check(UnlikeTemplate(), "# Kites\n\n" + "".join(rows))
    assert not any("quotes" in each.message for each in found)


@pytest.mark.parametrize("ending", ["Ann Bee, et al.", "Ann Bee et al.", "Ann Bee, Cy Dee Jr."])
def test_a_name_keeps_the_period_of_its_abbreviation(check: Check, ending: str) -> None:
    papers = [
        f"- [Learning to See {n}](https://arxiv.org/abs/2201.{n:05}), Jane Doe, Richard Roe, 2022"
        for n in range(30)
    ]
    papers[9] = f"- [Learning to See 9](https://arxiv.org/abs/2201.00009), {ending} 2022"
    text = "# List\n\n" + "\n".join(papers) + "\n"
    finding = only(check(UnlikeTemplate(), text))
    assert finding.message.startswith("missing `,` after the authors")
    assert fixed(text, [finding]) == text.replace(f"{ending} 2022", f"{ending}, 2022")


def test_marks_that_are_there_are_not_added_again(check: Check) -> None:
    """Half of the entries end their authors in `.*`, the others in `*.`."""
    ends = ("*.", "*.", ".*", ".*", ".*", ".*")
    venues = ("arXiv 2022", "AB12 Labs", *["arXiv 2023"] * 4)
    text = "# Papers\n\n" + "".join(
        f'1. **"Learning to See, Part {number}"**. *Ada Byron{number} et al{end} {venue}.'
        f" [[paper](https://arxiv.org/abs/2203.0111{number})]\n"
        for number, (end, venue) in enumerate(zip(ends, venues, strict=True))
    )
    assert not check(UnlikeTemplate(), text)


@pytest.mark.parametrize(
    "slip",
    [
        "Learning from Teachers. Byron, Ada & Hopper, Grace M. CVPR 2019",
        "Better Detectors with Search, Pruning and Distillation. CVPR 2021",
    ],
)
def test_a_comma_of_a_title_or_of_an_inverted_name_is_no_slip(check: Check, slip: str) -> None:
    words = ("Deep", "Wide", "Long", "Short", "Fast", "Slow", "Big", "Small", "Red", "Green")
    lines = [f"1. {word} Networks for Vision. Byron, Ada et al. CVPR 2019" for word in words]
    text = "\n".join(["# Papers", "", *lines, f"1. {slip}", ""])
    assert not [each for each in check(UnlikeTemplate(), text) if each.fix]


def test_a_venue_that_is_not_known_may_end_the_title(check: Check) -> None:
    entries = [
        f"- [Net{n} - A Network of Kind {n} - CVPR - 2018](https://arxiv.org/abs/1801.{n:05})\n"
        for n in range(20)
    ]
    for odd in ("SLIC - Small Doors - EPFL Report", "Doors of Wood - Master Thesis"):
        odd_entry = f"- [{odd} - 2010](https://example.org/report.pdf)\n"
        assert check(UnlikeTemplate(), "# Papers\n\n" + "".join([*entries, odd_entry])) == []
    lacking = "- [DoorNet - Doors of Wood - 2010](https://example.org/report.pdf)\n"
    found = check(UnlikeTemplate(), "# Papers\n\n" + "".join([*entries, lacking]))
    assert [each.message for each in found] == ["missing venue (20 of 21 entries have one)"]


def test_a_venue_and_two_digits_are_one_word(check: Check) -> None:
    entries = [
        f"- Jane Doe. **A Network of Kind {n}.** ICLR. 2016. [pdf](https://a.example/{n})\n"
        for n in range(20)
    ]
    for odd in ("ICML-15", "ICML'15", "ICML15"):
        entry = f"- Jane Doe. **Doors of Wood.** {odd}. [pdf](https://a.example/x)\n"
        assert check(UnlikeTemplate(), "# Papers\n\n" + "".join([*entries, entry])) == []


def test_the_full_stop_of_a_sentence_in_another_script_is_kept(check: Check) -> None:
    entries = [
        f"- 20180{n} ICLR-17 [Network of Kind {n}](https://a.example/{n})\n" for n in range(1, 9)
    ]
    entry = "- 201809 ICLR-17 [Doors of Wood](https://a.example/x)。\n"
    assert check(UnlikeTemplate(), "# Papers\n\n" + "".join([*entries, entry])) == []


@pytest.mark.parametrize(("usual", "odd"), [("--", "-"), ("--", "---"), ("-", "--")])
def test_dashes_are_counted(check: Check, usual: str, odd: str) -> None:
    text = "# Papers\n\n" + "".join(
        f"- CVPR 2016 {odd if n == 7 else usual} [Doors of Kind {n}](https://a.example/{n})\n"
        for n in range(20)
    )
    assert [each.message for each in check(UnlikeTemplate(), text)] == [
        f"use `{usual}` instead of `{odd}` after the year (19 of 20 entries do)"
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("__[bam](https://bam.example)__ Cuts all the doors.", "missing `-` after the link"),
        ("[bam](https://bam.example) — *Antoine of the Doors*", "use `-` instead of `—` after"),
        ("**[bam](https://bam.example)**: Cuts all the doors.", "use `-` instead of `:` after"),
    ],
)
def test_a_fix_leaves_no_half_of_an_emphasis(check: Check, entry: str, message: str) -> None:
    rule = UnlikeTemplate(templates=("- [{name}]({url}) - {description}.",))
    text = f"{TOOLS}* {entry}\n"
    found = [each for each in check(rule, text) if each.span.start > len(TOOLS)]
    assert [each.message[: len(message)] for each in found] == [message]
    line = fixed(text, found).removeprefix(TOOLS)
    assert [line[1:].count(mark) % 2 for mark in "*_"] == [0, 0]


@pytest.mark.parametrize(
    ("usual", "odd", "message"),
    [
        ("  ", "    ", "is indented by 4 spaces: use 2"),
        ("\t", " \t", "is indented by spaces and tabs: use 1 tab"),
    ],
)
def test_indents_are_in_spaces_or_tabs(usual: str, odd: str, message: str) -> None:
    expected, actual = f"**\n{usual}- ", f"**\n{odd}- "
    change = gap_change(1, expected, actual)
    assert change is not None
    words = changed(change, ("- **", "title", actual, "authors", "."))
    assert words.what == f"line of the authors {message}"


@pytest.mark.parametrize("words", ["_Semantic Segmentation_", "*Wooden Roofs*", "**Old Doors**"])
def test_emphasised_words_of_a_title_are_no_authors(check: Check, words: str) -> None:
    entries = "".join(
        f"{n}. Networks of Kind {n}. Doe, Jane et al. ICCV 2019\n" for n in range(1, 21)
    )
    odd = f"21. Distillation for Learning in {words}. arXiv:1911.03462\n"
    assert check(UnlikeTemplate(), f"## Papers\n\n{entries}{odd}") == []


QUOTED = "# List\n\n" + "".join(
    f'* **Net{number}**: "Learning to See {number}", *CVPR, 2022*.'
    f" [[Paper](https://arxiv.org/abs/2201.{number:05})]\n"
    for number in range(24)
)


def test_a_quotation_mark_of_a_wrapped_title_is_not_missing(check: Check) -> None:
    wrapped = QUOTED.replace('Learning to See 7"', 'Learning to See\n  Seven Things"')
    assert check(UnlikeTemplate(), wrapped) == []
    open_ended = QUOTED.replace('See 7"', "See 7")
    assert 'missing `"` after the title' in only(check(UnlikeTemplate(), open_ended)).message


def test_a_colon_behind_the_emphasis_leads_to_the_rest_of_the_title(check: Check) -> None:
    books = "# List\n\n" + "".join(
        f"**[{number}]** Jane Doe and Richard Roe. **Learning to see {number}**."
        f" In Meetings on Sight, pages {number}-99. Springer, 2001.\n\n"
        for number in range(1, 25)
    )
    titled = books.replace("see 7**.", "see 7**: Sight for everybody.")
    assert check(UnlikeTemplate(), titled) == []
    slip = books.replace("see 7**.", "see 7**;")
    assert "use `.` instead of `;`" in only(check(UnlikeTemplate(), slip)).message


@pytest.mark.parametrize(
    ("name", "count"), [("Opinions on sight. Seeing is our daily bread", 0), ("Eye Doctor", 1)]
)
def test_a_name_that_is_a_sentence_keeps_its_period(check: Check, name: str, count: int) -> None:
    sites = "# List\n\n" + "".join(
        f"* Eyes of Site{number} https://s{number}.example/ [feed](https://s{number}.example/f)\n"
        for number in range(24)
    )
    assert len(check(UnlikeTemplate(), sites.replace("Eyes of Site7", f"{name}."))) == count


def test_a_label_written_as_its_makers_write_it_is_right(check: Check) -> None:
    coded = PAPERS.replace("[code]", "[Pytorch Code]")
    one, other = "[Pytorch Code](https://github.com/a/n7)", "(https://github.com/a/n7)"
    assert check(UnlikeTemplate(), coded.replace(one, f"[PyTorch Code]{other}")) == []
    slip = coded.replace(one, f"[pytorch code]{other}")
    assert "use the label `Pytorch Code`" in only(check(UnlikeTemplate(), slip)).message
