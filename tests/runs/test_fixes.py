"""All fixes together: over the examples of all rules, and over made lists with faults in them."""

from collections.abc import Mapping
from typing import Literal

from hypothesis import assume, given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Verdict, fix, lint, load_config
from awesomecheck.engine.fix import choose, fixer_of
from awesomecheck.engine.rule_docs import Example, rule_docs
from fuzz.properties import changed_only
from tests.document.fragments import markdown

pytestmark = pytest.mark.slow

CONFIG = load_config()
EXAMPLES = [
    pytest.param(example, id=f"{name}-{number}")
    for name, each in CONFIG.registry.items()
    for number, example in enumerate(rule_docs(each.rule).examples)
]


def fixed(text: str, links: Mapping[str, Verdict], *, unsafe: bool) -> str:
    """Apply the fixes of all rules; each can be verified.

    None may be left but for what only a more regular list shows, on lines that were not named.
    """
    done = fix(text, config=CONFIG, unsafe=unsafe, verdicts=links)
    assert [error.message for error in done.report.errors] == []
    left = choose(done.report.findings(), unsafe=unsafe)
    assert [each for each in left if not CONFIG.registry[fixer_of(each)].rule.learns] == []
    return done.text


def settled(text: str, links: Mapping[str, Verdict], *, unsafe: bool) -> str:
    """Fix a list run after run, until a run changes nothing."""
    for _ in range(4):
        before, text = text, fixed(text, links, unsafe=unsafe)
        if text == before:
            break
    return text


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("example", EXAMPLES)
def test_all_fixes_of_the_examples_of_rules_are_verified_and_settle(
    example: Example, unsafe: bool
) -> None:
    for text in (example.bad, example.good):
        once = fixed(text, dict(example.links), unsafe=unsafe)
        assert fixed(once, dict(example.links), unsafe=unsafe) == once


_NAMES = ["Alpha", "beta", "Gamma-Net", "delta.js", "Zeta 2", "MAE", "iGPT", "Éta"]
_URLS = [
    "https://alpha.example/",
    "http://github.com/owner/name",
    "https://github.com/owner/name.git",
    "https://GitHub.com/Owner/Name/",
    "http://arxiv.org/pdf/2111.06377v2.pdf",
    "https://arxiv.org/abs/2111.06377",
    "https://doi.org/10.1000/xyz",
    "https://epsilon.example/a?utm_source=x&b=1",
    "https://epsilon.example/a_(b)",
    "docs/missing.md",
    "#one",
    "#One",
    "#nothing",
]
_WORDS = ["A tool", "a tool for things", "Alpha is a tool", "An *old* `tool`", "tool (new)", ""]
_ENDS = [".", "", "!", "。", ". ", "  ", ".\t", " ."]
_VENUES = ["ICML 2020", "icml'20", "CVPR'2022", "arXiv 2021", "NeurIPS, 2021", "NIPS 2021"]
_AUTHORS = ["Ada Lovelace, Alan Turing", "Ada Lovelace and Alan Turing", "Ada  Lovelace,Alan T."]

names, urls, words, ends, venues, authors = map(
    st.sampled_from, (_NAMES, _URLS, _WORDS, _ENDS, _VENUES, _AUTHORS)
)
links = st.one_of(
    st.builds("[{}]({})".format, names, urls),
    st.builds("[{}] ({})".format, names, urls),
    st.builds("[{}]( {} )".format, names, urls),
    st.builds('[{}](<{}> "t")'.format, names, urls),
    st.builds("[[{}]({})]".format, names, urls),
    st.builds("[{}]({}".format, names, urls),
    st.builds("<{}>".format, urls),
    urls,
    st.builds("<a href={0!r}>{1}</a>".format, urls, names),
    st.builds("[{}][r]".format, names),
    st.sampled_from(["[r]", "[Eta][R]", "[Eta][q]", "![i](http://img.shields.io/i.png)", "x[^1]"]),
)
_tools = st.builds("{} - {}{}".format, links, words, ends)
_papers = st.builds("**{}**: {}{}\n{}Title. [[{}]({})] {}".format, *(
    names, authors, ends, st.sampled_from(["  - ", "   * ", "    - ", "\t- ", "  "]), venues, urls,
    links,
))  # fmt: skip
_rows = st.builds(
    "| {} | {}{} | {} |{}".format, links, words, ends, venues, st.sampled_from(["", " "])
)


def _listed(markers: str, entries: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    marked = st.tuples(st.sampled_from(markers.split(",")), entries)
    lines = st.lists(marked.map("".join), min_size=1, max_size=8)
    return st.tuples(st.sampled_from(["\n", "\n", "\n", "\n\n"]), lines).map(
        lambda pair: pair[0].join(pair[1])
    )


_blocks = st.one_of(
    _listed("- ", _tools),
    _listed("- ,- ,- ,* ,  - , - ", _tools),
    _listed("* ", _papers),
    _listed("1. ,1. ,2. ,3) ", _tools | _papers),
    _listed("", _papers | _tools),
    st.lists(_rows, min_size=1, max_size=5).map(
        lambda rows: "| Name | What | Where |\n|---|---|---|\n" + "\n".join(rows)
    ),
    st.sampled_from(
        [
            "## One", "## Two ", "### One", "#### Three #", "One\n---", "# Title", "## [x](#y)",
            "## See http://github.com/owner/name", '<h2 id="one">One</h2>', '<a name="two"></a>',
            "- [One](#one)\n- [Two](#two)", "* [One](#one)\n    * [Three](#three)",
            "[r]: http://github.com/owner/name", "[R]: https://x.example/ 'T'", "[^1]: A note. ",
            "[s]: <https://unused.example/>", "```\ncode  \n\tcode \n```", "    code \n\n    code",
            "> - [q](http://a.example/b) \n>\n> quoted  ", "<!-- a comment --> ", "word  \nword",
            "<!-- awesomecheck-disable-next-line trailing-space -->",
            "<!-- awesomecheck-disable missing-anchor -->", "<!--lint disable no-x-->",
            "<details>\n<summary>More </summary>", "</details>", "<p align=center> x </p>", "---",
        ]
    ),
)  # fmt: skip


@st.composite
def made_lists(draw: st.DrawFn) -> str:
    blocks = draw(st.lists(_blocks, min_size=1, max_size=10))
    separators = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n\n\n", "\n", "\n \n"])
    text = "".join(block + draw(separators) for block in blocks)
    text = draw(st.sampled_from([text, text.rstrip("\n"), f"---\nt: x \n---\n{text}"]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", newline)


@settings(max_examples=150, deadline=None)
@given(made_lists(), st.booleans())
def test_all_fixes_of_a_made_list_are_verified_and_settle(text: str, unsafe: bool) -> None:
    end = settled(text, {}, unsafe=unsafe)
    assert fixed(end, {}, unsafe=unsafe) == end


@settings(max_examples=60, deadline=None)
@given(made_lists(), st.sampled_from(["alive", "moved"]), st.booleans())
def test_so_they_are_where_links_have_been_checked(
    text: str, state: Literal["alive", "moved"], unsafe: bool
) -> None:
    moved = "https://new.example/" if state == "moved" else None
    facts = {"permanent": True}
    known = {
        url: Verdict(state, "moved-permanently", final_url=moved, facts=facts) for url in _URLS
    }
    end = settled(text, known, unsafe=unsafe)
    assert fixed(end, known, unsafe=unsafe) == end


UNFIXED = [
    "- [ ] \n",
    "* [x] \n",
    "> 1. [ ] \n",
    "- - [ ] \n- [ ] b\n",
    "http://b.example?utm_source=(#)\n",
    "http://b.example?utm_source=z|_ x\n",
    "see http://b.example?utm_source=z_b_ x\n",
    "http://b.example.[a] (http://c.example)\n",
    "text\n\n#<!-- awesomecheck-enable -->\n",
    "[r]: /t<!-- awesomecheck-enable -->\n\n[r]\n",
    "[r]:'<!-- awesomecheck-enable -->\n[r]\n",
    "<!-- awesomecheck-enable -->www.b.example\n",
    "text <!-- awesomecheck-enable -->www.b.example\n",
    "http://b.example<!-- awesomecheck-enable -->text\n",
    "- <!-- awesomecheck-enable -->\n\n    1.\n",
    "<!-- awesomecheck-enable\n",
    "##a | b\n--- | ---\n",
    "##A <!-- open\ntext -->\n",
]
"""Where what looks like a fix would change the page."""


@pytest.mark.parametrize("text", UNFIXED)
def test_what_would_change_the_page_is_not_fixed_and_the_rest_is(text: str) -> None:
    assert fixed(text, {}, unsafe=False) == text
    other = f"# One\n\nsome words \n\n{text}\n"
    assert fixed(other, {}, unsafe=False) == other.replace("words ", "words")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [ ]   \n", "- [ ] \n"),
        ("- [ ] a \n", "- [ ] a\n"),
        ("text\n\n```\n|", "text\n\n```\n|\n"),
        ("> ~~~\n> code", "> ~~~\n> code\n"),
        ("- a\n\n- <!--", "- a\n\n- <!--\n"),
        ("> - <pre\n> ", "> - <pre\n> \n"),
        ("http://b.example/?utm_source=z&a=1 x\n", "http://b.example/?a=1 x\n"),
        ("(see http://b.example/?utm_source=z).\n", "(see http://b.example/).\n"),
        ("a <!-- awesomecheck-enable -->\nb\n", "a\nb\n"),
        ("<div>\n<!-- awesomecheck-enable -->\n[a](b)\n", "<div>\n[a](b)\n"),
    ],
)
def test_a_fix_leaves_what_the_page_needs(before: str, after: str) -> None:
    assert fixed(before, {}, unsafe=False) == after


def test_the_lines_of_an_item_move_with_the_space_behind_its_marker() -> None:
    entry = (
        "{}**Title {}.** Preprint.\n\n{}*A. Saw, B. Nail* [[pdf](https://a.example/{})], 2021\n\n"
    )
    others = "".join(entry.format("1. ", n, "   ", n) for n in range(6))
    wide = entry.format("9.    ", 9, "        ", 9)
    narrow = entry.format("9. ", 9, "   ", 9)
    text = "# A\n\n## P\n\n{}"
    assert fixed(text.format(wide + others), {}, unsafe=False) == text.format(narrow + others)


_extra = st.sampled_from([
    "- [ ] ", "* [x] ", "<!-- awesomecheck-enable -->", "\n```\n", "\n<!-- ", "  \n", " \n",
    "<!-- awesomecheck-disable-line trailing-space -->", "http://x.example?utm_source=z", "\n##A",
    "\n- [A](http://a.example) - A thing. ", "\n* [B](https://b.example) - Thing", "1.    ",
])  # fmt: skip
documents = st.lists(st.one_of(markdown, _extra), max_size=8).map("".join)


@settings(max_examples=150, deadline=None)
@given(documents, st.booleans())
def test_fixing_any_document_again_changes_nothing(text: str, unsafe: bool) -> None:
    """Even if some fixes were left out because they cannot be verified."""
    assume("\0" not in text)
    once = fix(text, config=CONFIG, unsafe=unsafe).text
    assert fix(once, config=CONFIG, unsafe=unsafe).text == once


@settings(max_examples=150, deadline=None)
@given(st.one_of(documents, made_lists()))
def test_lines_that_fixes_change_have_findings_on_them_or_beside_them(text: str) -> None:
    """Beside them: a heading that gets its space ends a paragraph, and its last line break."""
    assume("\0" not in text)
    [before] = lint(text, config=CONFIG).files
    [after] = fix(text, config=CONFIG).report.files
    named = {
        before.document.source.position(offset).line
        for finding in before.findings
        if finding.fix
        for edit in finding.fix.edits
        for offset in (finding.span.start, edit.span.start, edit.span.end)
    }
    near = {line + by for line in named for by in (-1, 0, 1)}
    assert changed_only(before.document.text, after.document.text, near)


@pytest.mark.parametrize(
    ("new", "lines", "expected"),
    [
        ("a\nb\nb", {2}, True),
        ("a\nx\nb", {2}, True),
        ("a\nb", {2}, True),
        ("a\nx\ny\nb", {2}, True),
        ("x\nb\nb", {2}, False),
        ("a\nb\nx", {2}, False),
    ],
)
def test_changes_are_where_they_may_be(new: str, lines: set[int], expected: bool) -> None:
    assert changed_only("a\nb\nb", new, lines) is expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a\n{}\n- b\n", "- a\n- b\n"),
        ("- a\n\n{}\n- b\n", "- a\n\n- b\n"),
        ("text\n{}\n---\n", "text\n\n---\n"),
        ("text\n{}\nmore\n", "text\n\nmore\n"),
        ("text\n\n{}\n\nmore\n", "text\n\n\nmore\n"),
        ("{}\n# List\n", "# List\n"),
        ("text\n{}\n", "text\n"),
    ],
)
def test_a_comment_that_goes_joins_nothing_but_the_items_around_it(
    before: str, after: str
) -> None:
    comment = "<!-- awesomecheck-disable-next-line missing-anchor -->"
    assert fixed(before.format(comment), {}, unsafe=False) == after
