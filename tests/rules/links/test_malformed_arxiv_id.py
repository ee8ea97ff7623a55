"""arXiv ids that cannot exist."""

import pytest

from awesomecheck import lint
from awesomecheck_rules.links.malformed_arxiv_id import MalformedArxivId
from tests.rules.conftest import Check, fixed

LOOK = "correct it (example: `2111.06377`)"


@pytest.mark.parametrize(
    ("path", "written", "message"),
    [
        (
            "arxiv.org/abs/2103.0123",
            "2103.0123",
            "`2103.0123` has too few digits: arXiv ids since 2015 have 5 after the dot",
        ),
        (
            "arxiv.org/pdf/2103.012345.pdf",
            "2103.012345",
            "`2103.012345` has too many digits: arXiv ids since 2015 have 5 after the dot",
        ),
        (
            "arxiv.org/abs/1305.01234v2",
            "1305.01234v2",
            "`1305.01234v2` has too many digits: arXiv ids before 2015 have 4 after the dot",
        ),
        (
            "www.arxiv.org/abs/2113.01234",
            "2113.01234",
            "`2113.01234`: there is no month 13, correct the arXiv id",
        ),
        (
            "arxiv.org/abs/0601.1234",
            "0601.1234",
            "`0601.1234`: arXiv ids of this form begin with 0704, correct it",
        ),
        (
            "arxiv.org/abs/hep-th/990101",
            "hep-th/990101",
            "`hep-th/990101` has too few digits: old arXiv ids have 7",
        ),
        (
            "arxiv.org/abs/hep-th/9913001",
            "hep-th/9913001",
            "`hep-th/9913001`: there is no month 13, correct the arXiv id",
        ),
        (
            "arxiv.org/abs/boats/9901001",
            "boats/9901001",
            "`boats` is not an archive of arXiv: correct the id",
        ),
        (
            "arxiv.org/abs/2103.01234v1x",
            "2103.01234v1x",
            f"`2103.01234v1x` is not an arXiv id: {LOOK}",
        ),
        ("arxiv.org/abs/2103-01234", "2103-01234", f"`2103-01234` is not an arXiv id: {LOOK}"),
        (
            "huggingface.co/papers/2103.0123",
            "2103.0123",
            "`2103.0123` has too few digits: arXiv ids since 2015 have 5 after the dot",
        ),
        (
            "doi.org/10.48550/arXiv.2103.0123",
            "2103.0123",
            "`2103.0123` has too few digits: arXiv ids since 2015 have 5 after the dot",
        ),
    ],
)
def test_an_id_that_cannot_exist(check: Check, path: str, written: str, message: str) -> None:
    text = f"- [Oars](https://{path}) - Text.\n"
    [finding] = check(MalformedArxivId(), text)
    assert finding.message == message
    assert text[finding.span.start : finding.span.end] == written
    assert finding.fix is None


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("abs/cs.CV/2103.01234", "abs/2103.01234"),
        ("pdf/cs/2103.01234v1.pdf", "pdf/2103.01234v1.pdf"),
        ("abs/210301234", "abs/2103.01234"),
        ("abs/13051234v3", "abs/1305.1234v3"),
    ],
)
def test_an_id_with_one_correction(check: Check, wrong: str, right: str) -> None:
    text = f"- [Oars](https://arxiv.org/{wrong})\n"
    findings = check(MalformedArxivId(), text)
    assert fixed(text, findings) == f"- [Oars](https://arxiv.org/{right})\n"


@pytest.mark.parametrize(
    "path",
    [
        "arxiv.org/abs/2103.01234",
        "arxiv.org/abs/1412.1234",
        "arxiv.org/abs/0704.0001",
        "arxiv.org/abs/arXiv:2103.01234v12",
        "arxiv.org/pdf/2103.01234.pdf",
        "arxiv.org/pdf/2103.01234v3.pdf#page=2",
        "arxiv.org/abs/2103.01234?context=cs",
        "arxiv.org/html/2103.01234v1/extracted/oars.png",
        "arxiv.org/abs/hep-th/9901001v2",
        "arxiv.org/abs/math.GT/0309136",
        "arxiv.org/abs/cond-mat.mtrl-sci/0309136",
        "arxiv.org/list/cs.CV/recent",
        "arxiv.org/abs/",
        "arxiv.org/abs/xxxx.xxxxx",
        "arxiv.org/a/oar_a_1",
        "arxiv.org/abs/2103.01234).",  # what is around it is for malformed-link
        "huggingface.co/papers/trending",
        "doi.org/10.1000/arxiv",
    ],
)
def test_ids_that_can_exist(check: Check, path: str) -> None:
    assert not check(MalformedArxivId(), f"- <https://{path}>\n")


def test_the_id_is_reported_once() -> None:
    [file] = lint("# Oars\n\n- [Oars](https://arxiv.org/abs/2103.0123.)\n").files
    rules = [finding.rule for finding in file.findings]
    assert rules.count("malformed-arxiv-id") == 1
    [file] = lint("# Oars\n\n- [Oars](https://arxiv.org/abs/cs.CV/2103.01234)\n").files
    assert [finding.rule for finding in file.findings] == ["malformed-arxiv-id"]
