"""The rule `malformed-link`."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, parse
from awesomecheck_rules.links.malformed_link import MalformedLink
from tests.rules.conftest import Check, fixed
from tests.work import calls

A = "https://arxiv.org/abs/2111.06377"
B = "https://github.com/facebookresearch/mae"
GAP = "{} between `]` and `(`: not rendered as a link"


@pytest.mark.parametrize(
    ("broken", "marked", "message", "fixed_text"),
    [
        # brackets that the parser leaves as text
        (f"[a] ({A})", " ", GAP.format("space"), f"[a]({A})"),
        (f"[[a]] ({A})", " ", GAP.format("space"), f"[[a]]({A})"),
        (f"[a]\n({A})", "\n", GAP.format("line break"), f"[a]({A})"),
        (f"[a]({A}", f"({A}", "missing `)` after the URL", f"[a]({A})"),
        (f"[[a]({A}]", f"({A}", "missing `)` after the URL", f"[[a]({A})]"),
        (f"[a]{A} x", A, "missing `(` and `)` around the URL", f"[a]({A}) x"),
        (f"[[a({A})]", "(", "missing `]` before `(`", f"[[a]({A})]"),
        (
            f"[a][{A}]",
            f"[{A}]",
            "URL in `[` and `]`: use `(` and `)`",
            f"[a]({A})",
        ),
        (
            f"(a)[{A}]",
            f"(a)[{A}]",
            "`(text)[URL]` is reversed: use `[text](URL)`",
            f"[a]({A})",
        ),
        (
            f"[a]（{A}）",
            f"（{A}）",
            "full-width parentheses: use `(` and `)`",
            f"[a]({A})",
        ),
        (f"[a b)({A}) x", ")", "`)` between the text and the URL: use `]`", f"[a b]({A}) x"),
        (
            f"x ([paper])({A}) y",
            ")",
            "`)` between `]` and `(`: move it behind the URL",
            f"x ([paper]({A})) y",
        ),
        (f"[a]({A} b)", " b", "space in the URL: not rendered as a link", None),
        (f"[a]({A} {B})", f" {B}", "space in the URL: not rendered as a link", None),
        (
            "[a](some words here)",
            "some words here",
            "text in place of a URL: write the URL",
            None,
        ),
        (
            "[a](docs/my notes.md)",
            "docs/my notes.md",
            "space in the file name: use `%20`",
            "[a](docs/my%20notes.md)",
        ),
        (
            "[a](file:///home/me/a.md)",
            "file:///home/me/a.md",
            "GitHub renders no links to `file:` URLs",
            None,
        ),
        (f"a]({A})", "]", "missing `[` before the link text", None),
        (f"[a]]({A})", "]", "missing `[` before the link text", None),
        (
            f"[a [b]({A}) c]({B})",
            f"]({B})",
            "link in the text of another link: the outer one is not rendered",
            None,
        ),
        (f"[a]\u00a0({A})", "\u00a0", GAP.format("no-break space (U+00A0)"), f"[a]({A})"),
        (f"[a]\u200b({A})", "\u200b", GAP.format("zero width space (U+200B)"), f"[a]({A})"),
        (
            f"[a] \ufeff ({A})",
            " \ufeff ",
            GAP.format("zero width no-break space (U+FEFF)"),
            f"[a]({A})",
        ),
        (
            f"[![i]({B}/i.svg)] ({A})",
            " ",
            GAP.format("space"),
            f"[![i]({B}/i.svg)]({A})",
        ),
        (f"[a](({A}) - Text.", "(", "`((` before the URL: remove one `(`", f"[a]({A}) - Text."),
        (f"[a](({A})", "(", "`((` before the URL: remove one `(`", f"[a]({A})"),
        # brackets around links
        (f"[a]({A}))", ")", "unmatched `)` after the link: remove it", f"[a]({A})"),
        (
            f"\\([b] [a]({A})]",
            "]",
            "unmatched `]` after the link: remove it",
            f"\\([b] [a]({A})",
        ),
        (
            f"\\[b] [a]({A})]",
            "]",
            "unmatched `]` after the link: remove it",
            f"\\[b] [a]({A})",
        ),
        (f"[a]({A})]", "]", "unmatched `]` after the link: remove it", f"[a]({A})"),
        (
            f"[[b]({B})] [a]({A})]",
            "]",
            "unmatched `]` after the link: add `[`",
            f"[[b]({B})] [[a]({A})]",
        ),
        (
            f"[[b]({B})] [[a]({A}) c",
            "[",
            "unmatched `[` before the link: add `]`",
            f"[[b]({B})] [[a]({A})] c",
        ),
        (
            f"([a]({A})]",
            "]",
            "`]` does not match the `(` before the link: use `)`",
            f"([a]({A}))",
        ),
        # destinations
        (
            "[a](htps://a.org/x)",
            "htps://",
            "`htps://` should be `https://`",
            "[a](https://a.org/x)",
        ),
        ("[a](ttps://a.org)", "ttps://", "`ttps://` should be `https://`", "[a](https://a.org)"),
        ("[a](hhttp://a.org)", "hhttp://", "`hhttp://` should be `http://`", "[a](http://a.org)"),
        ("[a](https:/a.org)", "https:/", "`https:/` should be `https://`", "[a](https://a.org)"),
        ("[a](https//a.org)", "https//", "`https//` should be `https://`", "[a](https://a.org)"),
        (
            "[a](https:///a.org)",
            "https:///",
            "`https:///` should be `https://`",
            "[a](https://a.org)",
        ),
        (
            "[a](http://https://a.org)",
            "http://",
            "`http://` before another scheme: remove it",
            "[a](https://a.org)",
        ),
        (
            "[a](www.github.com/x)",
            "www.github.com",
            "missing `https://`: GitHub takes this for a file in the repository",
            "[a](https://www.github.com/x)",
        ),
        (
            "[a](someone.github.io/page/)",
            "someone.github.io",
            "missing `https://`: GitHub takes this for a file in the repository",
            "[a](https://someone.github.io/page/)",
        ),
        (
            "[a](me@a.org)",
            "me@a.org",
            "missing `mailto:` before the email address",
            "[a](mailto:me@a.org)",
        ),
        (f"[a]({A}{B})", B, "two URLs in one link: keep one", None),
        (f"[a]({A}{A})", A, "two URLs in one link: keep one", f"[a]({A})"),
        (
            "[a](https://doi.org/https://doi.org/10.1/x)",
            "https://doi.org/",
            "`https://doi.org/` before the URL: remove it",
            "[a](https://doi.org/10.1/x)",
        ),
        (f"[a]([{A})", f"[{A}", "`[` before the URL: remove it", f"[a]({A})"),
        (f"[a](({A}))", f"({A})", "`(` before the URL: remove it", f"[a]({A})"),
        (f'[a]("{A}")', f'"{A}"', '`"` before the URL: remove it', f"[a]({A})"),
        (f"[a]([b]({A}))", f"[b]({A})", "link in place of a URL: keep only the URL", f"[a]({A})"),
        (f"[a](%20{A})", "%20", "`%20` before the URL: remove it", f"[a]({A})"),
        ("[a]((#b))", "(#b)", "`(` before the URL: remove it", "[a](#b)"),
        *(
            (
                f"[a]({url})",
                url,
                "address for git, not for readers: use `https://github.com/b/c.d`",
                "[a](https://github.com/b/c.d)",
            )
            for url in (
                "git@github.com:b/c.d.git",
                "git://github.com/b/c.d.git",
                "ssh://git@GitHub.com/b/c.d",
            )
        ),
        (f"[a]({A}%20)", "%20", "`%20` at the end of the URL: remove it", f"[a]({A})"),
        (
            f"[a]({A}\u200b)",
            "\u200b",
            "zero width space (U+200B) at the end of the URL: remove it",
            f"[a]({A})",
        ),
        (
            f"[a]({A}\u00a0)",
            "\u00a0",
            "no-break space (U+00A0) at the end of the URL: remove it",
            f"[a]({A})",
        ),
        (
            f"[a](\u200b{A})",
            "\u200b",
            "zero width space (U+200B) before the URL: remove it",
            f"[a]({A})",
        ),
        (
            f"[a]({A}%E2%80%8B)",
            "%E2%80%8B",
            "`%E2%80%8B` at the end of the URL: remove it",
            f"[a]({A})",
        ),
        (
            f"{A}\u200b",
            "\u200b",
            "zero width space (U+200B) at the end of the URL: remove it",
            A,
        ),
        (f"[a]({A},)", ",", "`,` at the end of the URL: remove it", f"[a]({A})"),
        (f"[a]({A}.)", ".", "`.` at the end of the URL: remove it", f"[a]({A})"),
        (f"[a]({B}])", "]", "`]` at the end of the URL: remove it", f"[a]({B})"),
        (f'[a]({B}")', '"', '`"` at the end of the URL: remove it', f"[a]({B})"),
        (
            f"[a]({A})({B})",
            f"({B})",
            "second URL behind a link, in brackets: give it a text: `[text](URL)`",
            None,
        ),
        (f"[a](<{A} {B}>)", B, "two URLs in one link: keep one", None),
        (f"[a](<{A} {A}>)", A, "two URLs in one link: keep one", f"[a](<{A}>)"),
        (f"[a](<{A} >)", " ", "` ` at the end of the URL: remove it", f"[a](<{A}>)"),
        (f'<img src="{B})">', ")", "`)` at the end of the URL: remove it", f'<img src="{B}">'),
        ("[a](https://a,org/x)", "a,org", "`,` in the host name: correct it", None),
        (f"见 {B}。然后", "。然后", "`。` becomes part of the URL: put a space before it", None),
    ],
)
def test_what_is_broken(
    check: Check, broken: str, marked: str, message: str, fixed_text: str | None
) -> None:
    for text in (f"* x {broken}\n", f"## A\n\n> 1. x {broken}\n"):
        if "\n" in broken and ">" in text:  # the next line would need its own quote mark
            continue
        findings = check(MalformedLink(), text)
        assert [each.message for each in findings] == [message]
        [finding] = findings
        assert text[finding.span.start : finding.span.end].strip(" ") == marked.strip(" ")
        assert finding.severity == "error"
        assert (finding.fix is not None) == (fixed_text is not None)
        if fixed_text is not None:
            assert fixed(text, findings) == text.replace(broken, fixed_text)
            assert not check(MalformedLink(), fixed(text, findings))


@pytest.mark.parametrize(
    ("broken", "message", "fixed_text"),
    [
        (
            "[B two] (#b-two)",
            GAP.format("space"),
            "[B two](#b-two)",
        ),
        ("[B two](#b-two", "missing `)` after the URL", "[B two](#b-two)"),
        ("B two](#b-two)", "missing `[` before the link text", "[B two](#b-two)"),
        ("**B two](#b-two)**", "missing `[` before the link text", "**[B two](#b-two)**"),
        ("Go to B](#b-two)", "missing `[` before the link text", None),
        ("[B two]((#b-two)", "`((` before the URL: remove one `(`", "[B two](#b-two)"),
        (
            "[B two](#b two)",
            "space in the anchor: use `#b-two`",
            "[B two](#b-two)",
        ),
        ("[it] (#place)", GAP.format("space"), "[it](#place)"),
    ],
)
def test_links_into_the_page(
    check: Check, broken: str, message: str, fixed_text: str | None
) -> None:
    text = f"- [A](#a)\n- {broken}\n\n## A\n\n## B two\n\n<a id='place'></a>\n"
    [finding] = check(MalformedLink(), text)
    assert finding.message == message
    assert (finding.fix is not None) == (fixed_text is not None)
    if fixed_text is not None:
        assert fixed(text, [finding]) == text.replace(broken, fixed_text)


@pytest.mark.parametrize(
    "broken", ["see [a] (#12)", "[a] (#nowhere)", "a] (#a)", "`[a] (#a)`", "[a](#a 'title')"]
)
def test_numbers_of_issues_are_no_links_into_the_page(check: Check, broken: str) -> None:
    assert not check(MalformedLink(), f"- {broken}\n\n## A\n")


@pytest.mark.parametrize(
    "text",
    [
        f"[[CVPR'2022]({A})] [[code]({B})] [[code]]({B}) ([pdf]({A})) ([[a]({A})])\n",
        f"[![badge](https://a.org/b.svg)]({A}) <img src='https://a.org/x(1).png'>\n",
        "- [ ] (a remark)\n- [x] (https://a.org)\n- [X] done\n",
        "A claim[^1] and [1] (2020), [2] (https://a.org), [x] (some remark), [RFC] (above).\n\n"
        "[^1]: note\n",
        f"[a]({A}) ({B}) and [a]({A})(see {B}) and `[a]({A})({B})`\n",
        f"[a][ref] (see {A}) [ref] ({A})\n\n[ref]: {A}\n",
        "`[code](https://a.org/a b)` `[a] (https://a.org)`\n\n```\n[a](https://x.y\n```\n",
        "<!-- [a] (https://a.org) [b](https://x.y\n[c](a b c) -->\n",
        "text <!-- [a] (https://a.org) --> text\n",
        "$[0,1](a b)$ and f[x](a, b) and $x \\in [0, 1) (https://a.org)$\n",
        "\\[a\\] (https://a.org) \\[b](c d)\n",
        f"**doc**: \\[[a]({A})] by \\[b] (Anna) [[c]({B})\\] \\([d]({B})) (e [f]({A})\\)\n",
        f"[a]({A} \"a title\") [b](<{B}> 't') [c]( {A} )\n",
        f"[[a]({A})] ({B}) [x]\u00a0({A}) [a]\u00a0(see {A})\n",
        f'[a](<{A}/x 2>) ![b](<{B}/a b.png> "t") <img src="{B}/a b.png">\n',
        "[a](https://en.wikipedia.org/wiki/A_(b)) [b](<a b.md>) [c](docs/a.md) [d](#x)\n",
        "[a](https://web.archive.org/web/2020/http://a.org) [b](https://a.org/?u=https://b.org)\n",
        "[a](ftp://a.org) [b](mailto:a@b.org) [c](irc://a.org/x) [d](vscode:extension/a.b)\n",
        "[a](http://localhost:80) [b](https://1.2.3.4/x) [c](//a.org/x) [d](a.md) [e](a.sh)\n",
        "[a](https://github.com/alexpashevich/E.T.) [b](https://a.org/x[1].pdf)\n",
        f"See [the survey] or {A}, (and {B}).\n",
        f"1) [a]({A}) :) ;) 2) [b]({B}) (c\n",
        f"| [a]({A}) | ([b]({B})) |\n|--|--|\n| \\[x\\] | [c]({B}) (d) |\n",
        "[0, 1] (0, 1) [a, b](c)\n",
        "[email](mailto:a@b.org) a [see](docs/) [f](LICENSE) [g](../../issues) [h](/x/y)\n",
        f"as shown ([1])({A})",
        f"a [b]) ({A}) and (c)({A})",
        f"[a (b)({A})]",
    ],
)
def test_what_is_meant(check: Check, text: str) -> None:
    assert [each.message for each in check(MalformedLink(), text)] == []


def test_places_hold_in_tables_and_with_crlf(check: Check) -> None:
    text = f"| Name | Code |\r\n|--|--|\r\n| a \\| b | [c] ({B}) |\r\n\r\n> * x [a]({A}\r\n"
    findings = check(MalformedLink(), text)
    normal = text.replace("\r\n", "\n")
    assert [normal[each.span.start : each.span.end] for each in findings] == [" ", f"({A}"]
    assert f"[c]({B})" in fixed(normal, findings)
    assert f"[a]({A})\n" in fixed(normal, findings)


def test_several_faults_of_one_line(check: Check) -> None:
    text = f"* [a] ({A}) [b](htps://b.org) [c]({B}\n"
    findings = check(MalformedLink(), text)
    assert fixed(text, findings) == f"* [a]({A}) [b](https://b.org) [c]({B})\n"


def test_a_host_not_known_for_https_makes_the_fix_unsafe(check: Check) -> None:
    [finding] = check(MalformedLink(), "[a](www.some-lab.org/x)\n")
    assert finding.fix is not None
    assert not finding.fix.safe


@pytest.mark.parametrize(
    "unit", ["[", "](", "[a](", "[a](https://a.org ", "](https://a.org)", "([", "[](", ")]"]
)
def test_brackets_without_end_are_read_once(check: Check, unit: str) -> None:
    once, twice = (calls(partial(check, MalformedLink(), unit * size)) for size in (1000, 2000))
    assert twice < 2.2 * once


@given(st.text(alphabet="[]()（ \n\\`a|*<>!\"'.,:/", max_size=40).map(lambda s: s + "[a](b)"))
def test_places_and_edits_lie_in_the_text(text: str) -> None:
    document = parse(Source.from_text(text.replace("a", "https://a.org")))
    for problem in MalformedLink().check(document):
        edits = problem.fix.edits if problem.fix else ()
        for span in (problem.span, *(edit.span for edit in edits)):
            assert 0 <= span.start <= span.end <= len(document.text)


NAMED = "".join(f"- [tool{n}](https://tool{n}.example) - Does thing {n}.\n" for n in range(6))
DOUBLED = "".join(f"- Thing {n} [[Paper]]({A}{n}) ([code]({B}{n}))\n" for n in range(6))


@pytest.mark.parametrize(
    ("text", "right", "broken"),
    [
        (NAMED, "[tool3](https", "tool3](https"),
        (NAMED, "[tool3](https://tool3.example) ", "[tool3](https://tool3.example "),
        (NAMED, "[tool3](https://tool3.example)", "[tool3(https://tool3.example)"),
        (NAMED.replace(" -", ":"), "tool3.example):", "tool3.example:"),
        (NAMED.replace(" -", ":"), "(https://tool3.example):", "https://tool3.example:"),
        (NAMED.replace("[t", "**[t").replace(") -", ")** -"), "tool3.example)", "tool3.example"),
        (DOUBLED, f"3 [[Paper]]({A}3)", f"3 [Paper]]({A}3)"),
        (DOUBLED, f"([code]({B}3)", f"(code]({B}3)"),
        (DOUBLED, f"([code]({B}3))", f"([code]{B}3)"),
    ],
)
def test_the_list_shows_where_a_bracket_has_stood(
    check: Check, text: str, right: str, broken: str
) -> None:
    odd = text.replace(right, broken, 1)
    found = check(MalformedLink(), odd)
    assert all(each.fix and each.fix.safe for each in found)
    assert fixed(odd, found) == text


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (NAMED, "Some words about it](https://a.example)"),
        (NAMED, "[tool9]](https://a.example)"),
        (DOUBLED, f"Some words about it]({A})"),
        (DOUBLED, f"the source code]({B})"),
        (DOUBLED, f"[Slides]]({B})"),
    ],
)
def test_where_the_list_does_not_show_it_there_is_no_fix(
    check: Check, text: str, broken: str
) -> None:
    [finding] = check(MalformedLink(), f"{text}- A link, see: {broken}\n")
    assert finding.message == "missing `[` before the link text"
    assert finding.fix is None


@pytest.mark.parametrize(
    "title",
    [
        "Masked Autoencoders Are Scalable Vision Learners: A Study of Images and of Words",
        "Masked Autoencoders (MAE) Are Scalable (and More)",
    ],
)
def test_a_linked_title_that_is_not_closed(check: Check, title: str) -> None:
    text = f"- [{title}]({A}), Kaiming He, 2022\n"
    odd = text.replace("](", "(")
    [finding] = check(MalformedLink(), odd)
    assert finding.message == "missing `]` before `(`"
    assert fixed(odd, [finding]) == text


@pytest.mark.parametrize(
    "text",
    [
        f"[a title (see {A}) and more\n",
        f"[a] some words({A}) and [ more\n",
        f"- [x] task({A})\n",
    ],
)
def test_a_url_in_parentheses_is_no_link(check: Check, text: str) -> None:
    assert check(MalformedLink(), text) == []
