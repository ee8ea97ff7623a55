"""The rule `unclean-link`."""

import pytest

from awesomecheck_rules.links.insecure_link import InsecureLink
from awesomecheck_rules.links.unclean_link import UncleanLink
from tests.rules.conftest import Check, fixed

ABSTRACTS = "".join(f"* [a](https://arxiv.org/abs/2101.0000{n})\n" for n in range(8))
PDFS = ABSTRACTS.replace("/abs/", "/pdf/")
BARE = "".join(f"* [a](https://github.com/owner/tool-{n})\n" for n in range(8))


def one(check: Check, url: str, before: str = "", rule: UncleanLink | None = None) -> str:
    """The URL after the fix of the only finding."""
    text = f"{before}* [x]({url})\n"
    findings = check(rule or UncleanLink(), text)
    assert [each.url for each in findings] == [url]
    assert all(each.severity == "info" for each in findings)
    result = fixed(text, findings)
    assert not check(rule or UncleanLink(), result)
    return result.removeprefix(f"{before}* [x](").removesuffix(")\n")


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://www.github.com/a/b", "https://github.com/a/b"),
        ("https://github.com/a/b.git", "https://github.com/a/b"),
        ("http://github.com/a/b.js.git/", "http://github.com/a/b.js"),
        ("https://github.com/a/b?tab=readme-ov-file", "https://github.com/a/b"),
        ("https://github.com/a/b?tab=readme-ov-file#demo", "https://github.com/a/b#demo"),
        ("https://github.com/a/b?fbclid=x", "https://github.com/a/b"),
        ("https://export.arxiv.org/abs/2111.06377", "https://arxiv.org/abs/2111.06377"),
        ("https://www.arxiv.org/pdf/2111.06377v2", "https://arxiv.org/pdf/2111.06377v2"),
        ("https://ar5iv.labs.arxiv.org/html/2111.06377", "https://arxiv.org/abs/2111.06377"),
        ("https://a.org/?utm_source=x&utm_medium=y#top", "https://a.org/#top"),
        ("https://a.org/p?a=1&utm_source=x&b=2", "https://a.org/p?a=1&b=2"),
        ("https://a.org/p?ref_src=x&igsh=y&b=2", "https://a.org/p?b=2"),
        ("https://youtu.be/abc?si=xyz", "https://youtu.be/abc"),
        ("https://a.org/p?id=1&CFID=123&CFTOKEN=456", "https://a.org/p?id=1"),
        ("https://a.org/p?casa_token=W6Ux%3ACTbu#top", "https://a.org/p#top"),
        (
            "https://www.google.com/url?q=https%3A%2F%2Fa.org%2Fp%3Fx%3D1&sa=D&ust=2",
            "https://a.org/p?x=1",
        ),
        ("https://www.google.com/url?sa=t&url=https://a.org/p.pdf", "https://a.org/p.pdf"),
        ("https://scholar.google.com/scholar_url?url=https://a.org/p&hl=en", "https://a.org/p"),
        (
            "https://www.youtube.com/watch?v=a&feature=youtu.be",
            "https://www.youtube.com/watch?v=a",
        ),
    ],
)
def test_what_is_never_needed(check: Check, url: str, clean: str) -> None:
    assert one(check, url) == clean


@pytest.mark.parametrize(
    ("before", "url", "clean"),
    [
        (ABSTRACTS, "https://arxiv.org/pdf/2111.06377.pdf", "https://arxiv.org/abs/2111.06377"),
        (ABSTRACTS, "https://arxiv.org/pdf/2111.06377v2", "https://arxiv.org/abs/2111.06377"),
        (ABSTRACTS, "https://arxiv.org/abs/2111.06377v2", "https://arxiv.org/abs/2111.06377"),
        (ABSTRACTS, "https://arxiv.org/html/2111.06377v2", "https://arxiv.org/abs/2111.06377"),
        (
            ABSTRACTS,
            "http://arxiv.org/pdf/math.GT/0309136",
            "http://arxiv.org/abs/math.GT/0309136",
        ),
        (PDFS, "https://arxiv.org/pdf/2111.06377v2.pdf", "https://arxiv.org/pdf/2111.06377.pdf"),
        (BARE, "https://github.com/a/b/", "https://github.com/a/b"),
        (BARE, "https://github.com/a/b#readme", "https://github.com/a/b"),
        (BARE, "https://www.github.com/a/b.git/", "https://github.com/a/b"),
    ],
)
def test_what_the_list_itself_does_not_do(check: Check, before: str, url: str, clean: str) -> None:
    assert one(check, url, before) == clean


def test_messages_count_the_habit(check: Check) -> None:
    findings = check(UncleanLink(), ABSTRACTS + "* [x](https://arxiv.org/pdf/2111.06377v2)\n")
    assert [each.message for each in findings] == [
        (
            "link to the abstract, not `pdf` (8 of 9 links do); "
            "remove the version `v2` (8 of 9 arXiv links have none)"
        )
    ]


def test_what_leads_elsewhere_is_cleaned_by_request_only(check: Check) -> None:
    text = ABSTRACTS + "* [x](https://arxiv.org/abs/2111.06377v2)\n"
    safe = [
        finding.fix.safe
        for rule in (UncleanLink(), UncleanLink(arxiv="abs"))
        for finding in check(rule, text)
        if finding.fix
    ]
    assert safe == [False, True]


def test_only_the_unclean_part_is_marked(check: Check) -> None:
    text = "* [x](https://github.com/a/b.git) and [y](https://a.org/?b=1&gclid=3)\n"
    assert [text[each.span.start : each.span.end] for each in check(UncleanLink(), text)] == [
        ".git",
        "&gclid=3",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "* [x](https://arxiv.org/pdf/2111.06377v2.pdf)\n",
        PDFS + "* [x](https://arxiv.org/abs/2111.06377)\n",
        PDFS + "* [x](https://arxiv.org/pdf/2111.06377.pdf)\n",
        # PDFs under their own name beside abstracts
        "".join(
            f"* [abs](https://arxiv.org/abs/2101.0000{n}) [pdf](https://arxiv.org/pdf/2101.0000{n})\n"
            for n in range(8)
        ),
        "* [ar5iv](https://ar5iv.org/abs/2111.06377)\n",
        "* [x](https://huggingface.co/papers/2111.06377)\n",
        "* [x](https://www.alphaxiv.org/abs/2111.06377)\n",
        "* [x](https://github.com/a/b/)\n* [x](https://github.com/a/b#readme)\n",
        BARE.replace(")", "/)") + "* [x](https://github.com/a/b/)\n",
        "* [x](https://github.com/a/b?tab=MIT-1-ov-file)\n",
        "* [x](https://github.com/a/b/blob/main/x.git)\n",
        "* [x](https://a.org/?q=utm_source)\n* [x](https://a.org/utm_source=3)\n",
        "* [x](https://a.org/?si=3&feature=4)\n",
        "* [![b](https://a.org/b.svg?utm_source=x)](https://a.org/?utm_source=badge)\n",
        "* ![x](https://github.com/a/b.git)\n",
        "`https://github.com/a/b.git`\n\n    git clone https://github.com/a/b.git\n",
    ],
)
def test_what_is_clean_enough(check: Check, text: str) -> None:
    assert not check(UncleanLink(), text)


def test_the_form_is_an_option(check: Check) -> None:
    url = "https://arxiv.org/pdf/2111.06377v2.pdf"
    clean = "https://arxiv.org/abs/2111.06377"
    assert one(check, url, PDFS[:0], UncleanLink(arxiv="abs")) == clean
    assert not check(UncleanLink(arxiv="any"), f"{ABSTRACTS}* [x]({url})\n")


def test_the_fix_goes_together_with_https(check: Check) -> None:
    text = "* [x](http://export.arxiv.org/abs/2111.06377)\n"
    findings = check(UncleanLink(), text) + check(InsecureLink(), text)
    assert fixed(text, findings) == "* [x](https://arxiv.org/abs/2111.06377)\n"


def test_an_address_with_entities_is_left_to_its_author(check: Check) -> None:
    [finding] = check(UncleanLink(), '<a href="https://a.org/?a=1&amp;utm_source=x">x</a>\n')
    assert finding.fix is None


def test_a_definition_is_reported_once(check: Check) -> None:
    text = "[x][g] [y][g]\n\n[g]: https://github.com/a/b.git\n"
    findings = check(UncleanLink(), text)
    assert fixed(text, findings) == "[x][g] [y][g]\n\n[g]: https://github.com/a/b\n"


@pytest.mark.parametrize(
    "link",
    [
        "[a]( https://a.org)",
        "[a](https://a.org \t)",
        "[a]( https://a.org )",
        "[a]( <https://a.org> )",
        "![a]( a.png )",
    ],
)
def test_spaces_around_the_url(check: Check, link: str) -> None:
    [finding] = check(UncleanLink(), f"- {link} - Text.\n")
    assert finding.message == "space around the URL: remove it"
    text = f"- {link} - Text.\n"
    assert fixed(text, [finding]) == text.replace("( ", "(").replace(" \t)", ")").replace(
        " )", ")"
    )


@pytest.mark.parametrize(
    "link", ["[a](https://a.org)", "[a](https://a.org 'T')", "[a][b]\n\n[b]:  /u", "[a]( )"]
)
def test_no_spaces_around_the_url(check: Check, link: str) -> None:
    assert not check(UncleanLink(), f"- {link}\n")


def test_only_whoever_wants_abstracts_gets_them_without_being_asked(check: Check) -> None:
    text = ABSTRACTS + "* [x](https://arxiv.org/pdf/2111.06377)\n"
    [learned] = check(UncleanLink(), text)
    [wanted] = check(UncleanLink(arxiv="abs"), text)
    assert learned.fix
    assert wanted.fix
    assert (learned.fix.safe, wanted.fix.safe) == (False, True)


def test_a_linked_image_keeps_its_address(check: Check) -> None:
    links = "".join(f"- [t{n}](https://github.com/acme/t{n})\n" for n in range(20))
    badge = "[![Stars](https://img.shields.io/a.svg)](https://github.com/acme/t1{})\n"
    for end in ("/", "#readme", ".git"):
        assert check(UncleanLink(), links + badge.format(end)) == []


@pytest.mark.parametrize("mirror", ["128.84.4.34", "xxx.lanl.gov", "cn.arxiv.org"])
def test_what_led_to_a_mirror_leads_to_arxiv_over_https(check: Check, mirror: str) -> None:
    text = f"[paper](http://{mirror}/abs/2111.06377)\n"
    found = check(UncleanLink(), text)
    assert fixed(text, found) == "[paper](https://arxiv.org/abs/2111.06377)\n"


@pytest.mark.parametrize(
    "queries",
    [
        ["utm_source=Github&utm_medium=Referral"],
        ["utm_source=news&utm_campaign=awesome-saws"],
        ["utm_source=saws"] * 3,
    ],
)
def test_campaigns_of_the_list(check: Check, queries: list[str]) -> None:
    text = "".join(f"* [x{n}](https://a{n}.org/?{query})\n" for n, query in enumerate(queries))
    assert check(UncleanLink(), text) == []
    assert len(check(UncleanLink(), text + "* [y](https://b.org/?utm_source=mail)\n")) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/search?q=https://a.org/p",
        "https://www.google.com/url?q=https://a.org/p?x=1&y=2",  # where it ends is not clear
        "https://www.google.com/url?q=spoons",
        "https://a.org/url?q=https://b.org/p",
        "https://translate.google.com/translate?u=https://a.org/p",
        "https://a.org/p?token=1&session=2&cfidelity=3",
    ],
)
def test_what_other_parameters_mean(check: Check, url: str) -> None:
    assert check(UncleanLink(), f"- [x]({url})\n") == []


def test_a_url_that_only_leads_on_is_replaced_by_a_clean_one(check: Check) -> None:
    text = "- [x](https://www.google.com/url?q={}&sa=D)\n"
    inner = "http%3A%2F%2Fx.slack.com%2Fp%3Fa%3D1%26utm_source%3Dy%26casa_token%3Dz"
    wrong = text.format(inner)
    assert fixed(wrong, check(UncleanLink(), wrong)) == "- [x](https://x.slack.com/p?a=1)\n"
    (finding,) = check(UncleanLink(), text.format("https%3A%2F%2Farxiv.org%2Fpdf%2F2111.06377v2"))
    assert finding.fix is None  # how the list links to papers is another question


def test_a_url_that_only_leads_on_is_replaced_as_a_whole(check: Check) -> None:
    text = "- [x](http://www.google.com/url?q=https%3A%2F%2Fa.org%2Fp&sa=D)\n"
    assert check(InsecureLink(), text) == []
    assert fixed(text, check(UncleanLink(), text)) == "- [x](https://a.org/p)\n"
