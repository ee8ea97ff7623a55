"""Findings and lines are identified from run to run."""

import pytest

from awesomecheck import Source
from awesomecheck.formats.fingerprint import identified, line_hashes
from awesomecheck.formats.report import FileReport
from tests.formats.made import FAULTY, report


def known_as(text: str, path: str = "README.md") -> dict[str, tuple[str, str]]:
    """Rule and subject of each finding, by its fingerprint."""
    [file] = report(text).files
    return {each.fingerprint: each.key for each in identified(file, path)}


def test_no_two_findings_of_a_list_have_one_fingerprint() -> None:
    assert len(known_as(FAULTY)) == report(FAULTY).total > 10
    repeated = "# L\n\n" + "x \n\n" * 50
    assert len(known_as(repeated)) == report(repeated).total > 40


def test_fingerprints_stay_when_lines_move() -> None:
    moved = "Words about it.\n\n" + FAULTY.replace("## Models", "\n\n## Models", 1)
    before, after = known_as(FAULTY), known_as(moved)
    assert before == after


def test_one_more_of_a_kind_leaves_the_others_as_they_are() -> None:
    text = "# L\n\nx \n\nx \n"
    assert known_as(text).items() < known_as("# L\n\nx \n\nx \n\nx \n").items()


def test_files_of_different_names_have_different_fingerprints() -> None:
    assert not known_as(FAULTY).keys() & known_as(FAULTY, "docs/README.md").keys()


def test_findings_in_the_baseline_do_not_change_fingerprints() -> None:
    [file] = report(FAULTY).files
    for count in (1, 5):
        part = FileReport(
            file.path, file.text, file.findings[count:], baselined=file.findings[:count]
        )
        shown = [each.fingerprint for each in identified(part, "README.md")]
        assert shown == list(known_as(FAULTY))[count:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "c129715d7a2bc9a3:1"),
        (" a\nb\n  \t\tc\n d", "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1"),
        (
            " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
            "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1"
            " b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1",
        ),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            " ".join(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7))
            + " a7f2ff1481e87703:1",
        ),
    ],
)
def test_lines_are_hashed_as_upload_sarif_hashes_them(text: str, expected: str) -> None:
    """The figures are those of https://github.com/github/codeql-action's own tests."""
    hashes = expected.split()
    lines = range(1, len(hashes) + 1)
    assert line_hashes(Source.from_text(text), lines) == dict(zip(lines, hashes, strict=True))
    last = {len(hashes): hashes[-1]}
    assert line_hashes(Source.from_text(text), last.keys()) == last
