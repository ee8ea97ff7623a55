"""The rule `missing-file`."""

from pathlib import Path

from awesomecheck import Finding, Source, parse
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.links.local_files import file_verdicts
from awesomecheck_rules.links.missing_file import MissingFile
from tests.rules.conftest import fixed


def found(text: str, folder: Path) -> list[Finding]:
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "LICENSE").write_text("")
    document = parse(Source.from_text(text))
    rules = [ActiveRule("missing-file", MissingFile(), "error")]
    verdicts = file_verdicts(document, folder / "README.md")
    return list(run_rules(document, rules, known={"missing-file"}, verdicts=verdicts).findings)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    text = "* [a](none.md#x) ![b](img/none.png) [c](LICENSE) [d](../../issues)\n"
    findings = found(text, tmp_path)
    assert [(text[each.span.start : each.span.end], each.message) for each in findings] == [
        ("none.md#x", "`none.md` not found"),
        ("img/none.png", "folder `img` not found"),
    ]
    assert {each.severity for each in findings} == {"error"}
    assert all(each.fix is None for each in findings)


def test_a_wrong_case_is_fixed(tmp_path: Path) -> None:
    text = "Under the [license](license).\n"
    findings = found(text, tmp_path)
    assert [each.message for each in findings] == ["wrong upper or lower case: use `LICENSE`"]
    assert fixed(text, findings) == "Under the [license](LICENSE).\n"


def test_anchors_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("## Part one\n")
    text = "[a](guide.md#part-one) [b](guide.md#part-two) [c](guide.md#Part-One)\n"
    findings = found(text, tmp_path)
    assert [(each.severity, each.message) for each in findings] == [
        ("error", "no heading or HTML anchor `#part-two` in `guide.md`"),
        (
            "warning",
            "no heading `#Part-One` in `guide.md`: use `#part-one` (only GitHub ignores case)",
        ),
    ]
    right = "[a](guide.md#part-one) [b](guide.md#part-two) [c](guide.md#part-one)\n"
    assert fixed(text, findings) == right


def test_a_definition_is_reported_once(tmp_path: Path) -> None:
    text = "[a][n] [b][n]\n\n[n]: none.md\n"
    [finding] = found(text, tmp_path)
    assert text[finding.span.start : finding.span.end] == "none.md"


def test_web_links_and_code_are_not_its_business(tmp_path: Path) -> None:
    text = "[a](https://a.org/none.md) `[b](none.md)` [c](#none) [d](mailto:a@b.org)\n"
    assert not found(text, tmp_path)


def test_a_word_where_the_format_of_entries_is_shown_is_no_file(tmp_path: Path) -> None:
    text = "Format: [Title](link-to-paper) [[code](代码)]\n"
    assert not found(text, tmp_path)
    assert len(found(text.replace("Format", "See"), tmp_path)) == 2
    assert found("Format: [the guide](guide.md)\n", tmp_path)
