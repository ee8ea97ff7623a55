"""The report for people."""

from itertools import chain
from typing import Any

from msgspec.structs import replace
import pytest
from rich.cells import cell_len

from awesomecheck import Finding, Span
from awesomecheck.engine.registry import entry_points, load_rules
from awesomecheck.formats import CommandLine, Style, text
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.rules import Edit, Fix, Severity
from awesomecheck.safety.redact import masked
from tests.formats.made import made_report, report


def lines(shown: Report, **style: Any) -> list[str]:
    """Return what a terminal of 80 columns shows."""
    wanted = replace(Style(terminal=True, width=80), **style)
    return "".join(text.render(shown, wanted)).splitlines()


def test_of_a_long_line_only_the_part_around_a_finding_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    links = " ".join(f"[a](#{number})" for number in range(2_000))
    shown = report(f"x@y {links}\n")
    few = [each for each in shown.findings() if each.rule == "missing-anchor"][1_000:1_010]
    looked_at = 0

    def counted(part: str) -> str:
        nonlocal looked_at
        looked_at += len(part)
        return masked(part)

    monkeypatch.setattr(text, "masked", counted)
    [file] = shown.files
    out = lines(Report((replace(file, findings=tuple(few)),)))
    assert any("[a](#1001) [a](#1002) [a](#1003)" in line for line in out)
    assert 0 < looked_at < 5_000 * len(few)


@pytest.mark.parametrize("password", ["secret", "s" * 500])
def test_passwords_beside_the_excerpt_are_recognised(password: str) -> None:
    shown = report(f"[a](https://user:{password}@c.example/) and [b](#{'c' * 200})\n")
    out = "".join(text.render(shown, Style(terminal=True, width=60)))
    assert "ssss" not in out
    assert "secret" not in out


@pytest.mark.parametrize(("before", "columns"), [("ab", 2), ("漢字", 4), ("e\u0301", 1)])
def test_the_mark_is_below_its_text_on_a_terminal(before: str, columns: int) -> None:
    mark = next(line for line in lines(report(f"{before} [a](#b)\n")) if not line.strip(" ^"))
    assert mark.index("^") == len("      ") + columns + len(" [a](")


@pytest.mark.parametrize("word", ["word ", "漢字 "])
def test_a_long_line_is_cut_to_the_width(word: str) -> None:
    shown = lines(report(f"[a](#b) {word * 100}\n"), width=60)
    cut = [cell_len(line) for line in shown if line.endswith("…")]
    assert cut
    assert set(cut) <= {59, 60}


SAFE, UNSAFE = Fix((Edit(Span(0, 1), ""),)), Fix((Edit(Span(0, 1), ""),), safe=False)
LINE = "some words of a list\n"


def many(
    count: int,
    severity: Severity = "warning",
    rule: str = "a-rule",
    fix: Fix | None = None,
    message: str = "wrong",
) -> list[Finding]:
    """Return findings, one on each line."""
    spans = (Span(number * len(LINE), number * len(LINE) + 4) for number in range(count))
    return [Finding(rule, severity, span, message, fix) for span in spans]


def of(*groups: list[Finding]) -> Report:
    findings = sorted(chain(*groups), key=lambda each: each.span.start)
    return made_report(LINE * 30, findings)


def test_a_rule_is_folded_after_five_of_its_findings() -> None:
    shown = lines(of(many(12), many(6, rule="other")))
    assert sum(line.endswith("wrong  a-rule") for line in shown) == 5
    assert sum(line.endswith("wrong  other") for line in shown) == 6
    assert "  … and 7 more `a-rule`" in shown
    assert "12 warning a-rule" in shown
    everything = lines(of(many(12), many(6, rule="other")), show_all=True)
    assert sum(line.endswith("wrong  a-rule") for line in everything) == 12


def test_errors_are_never_folded() -> None:
    shown = lines(of(many(30, "error")))
    assert sum(line.endswith("wrong  a-rule") for line in shown) == 30
    assert not any("…" in line for line in shown)


def test_infos_are_counted_and_listed_only_on_request() -> None:
    shown = of(many(3, "info"), many(1, rule="other"))
    assert "  … and 3 info" in lines(shown)
    assert "3 info    a-rule" in lines(shown)
    assert sum("wrong  a-rule" in line for line in lines(shown, infos=True)) == 3
    only = lines(of(many(3, "info")))
    assert "README.md" not in only
    assert "3 findings in 1 file: 3 info." in only


def test_findings_say_whether_they_have_a_fix() -> None:
    shown = lines(of(many(1, fix=SAFE), many(1, rule="b-rule", fix=UNSAFE), many(1, rule="c")))
    assert [line[16:] for line in shown if line.startswith("  1:1")] == [
        "wrong  a-rule [fix]",
        "wrong  b-rule [unsafe]",
        "wrong  c",
    ]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_long_messages_are_wrapped_at_words(width: int) -> None:
    message = "an unusually long message, so long that no terminal is wide enough " * 3
    shown = lines(of(many(2, message=message.strip()), many(20, rule="other")), width=width)
    assert max(map(len, shown)) <= width
    joined = " ".join(line.strip() for line in shown)
    assert joined.count(message.strip()) == 2


def test_words_without_spaces_are_cut_and_urls_are_not() -> None:
    url = f"https://a.example/{'b' * 90}"
    shown = lines(of(many(2, message=f"{'漢' * 90} {url}")))
    assert any(url in line for line in shown)
    assert all(cell_len(line) <= 80 for line in shown if url not in line)


def test_what_to_do_next_can_be_copied() -> None:
    command = CommandLine(("--offline",), ("a list.md",))
    shown = lines(of(many(25, fix=SAFE), many(2, rule="b", fix=UNSAFE)), command=command)
    at = shown.index("What to do next:")
    commands = [line.partition(": ")[2].strip() or line.strip() for line in shown[at + 1 :]]
    assert [each for each in commands if each.startswith("awesomecheck")] == [
        "awesomecheck --fix --offline 'a list.md'",
        "awesomecheck --fix --unsafe-fixes --offline 'a list.md'",
        "awesomecheck --show-all --offline 'a list.md'",
        "awesomecheck --write-baseline --offline 'a list.md'",
        "awesomecheck explain a-rule",
    ]
    narrowed = lines(of(many(25)), command=replace(command, narrowed=True))
    assert not any("--write-baseline" in line for line in narrowed)
    assert lines(of(), command=command) == ["No findings in 1 file."]


def test_rules_link_to_their_pages_where_colors_are_on() -> None:
    rules = load_rules(entry_points())
    finding = Finding("trailing-space", "warning", Span(0, 1), "wrong")
    shown = Report((FileReport("a.md", made_report(LINE, []).files[0].text, (finding,)),))
    url = "https://awesomecheck.github.io/awesomecheck/rules/trailing-space/"
    colored = "".join(lines(replace(shown, rules=rules), color=True))
    assert f"\x1b]8;;{url}\x1b\\" in colored
    assert "\x1b" not in "".join(lines(replace(shown, rules=rules)))
    assert "\x1b]8" not in "".join(lines(shown, color=True))  # a plugin's rule has no page there


def test_a_rule_of_two_severities_has_two_lines_of_statistics() -> None:
    shown = of(many(3), many(2, "info"))
    assert lines(shown, statistics=True) == [
        "3 warning a-rule",
        "2 info    a-rule",
        "",
        "5 findings in 1 file: 3 warnings, 2 info.",
    ]
