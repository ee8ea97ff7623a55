"""All fixes together: over the examples of all rules, and over made lists with faults in them."""

from collections.abc import Mapping
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Verdict, fix, load_config
from awesomecheck.engine.fix import choose
from awesomecheck.engine.rule_docs import Example, rule_docs

pytestmark = pytest.mark.slow

CONFIG = load_config()
EXAMPLES = [
    pytest.param(example, id=f"{name}-{number}")
    for name, each in CONFIG.registry.items()
    for number, example in enumerate(rule_docs(each.rule).examples)
]


def fixed(text: str, links: Mapping[str, Verdict], *, unsafe: bool) -> str:
    """Apply the fixes of all rules; none may be left, or fail to be verified."""
    done = fix(text, config=CONFIG, unsafe=unsafe, verdicts=links)
    assert [error.message for error in done.report.errors] == []
    assert choose(done.report.findings(), unsafe=unsafe) == []
    return done.text


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
    once = fixed(text, {}, unsafe=unsafe)
    assert fixed(once, {}, unsafe=unsafe) == once


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
    once = fixed(text, known, unsafe=unsafe)
    assert fixed(once, known, unsafe=unsafe) == once


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
