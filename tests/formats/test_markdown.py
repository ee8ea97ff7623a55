"""The report for job summaries, issues and comments, as GitHub shows it."""

from bisect import bisect_left
from collections.abc import Sequence
import json
from pathlib import Path
import re

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
import pytest

from awesomecheck import Edit, Finding, Fix, Severity, Source, Span, Verdict, parse
from awesomecheck.changes.lines import Hunk, LineChange
from awesomecheck.config.config import default
from awesomecheck.config.rule_settings import Choice
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import UserError
from awesomecheck.formats import Style
from awesomecheck.formats import json as json_format
from awesomecheck.formats._gfm import code, prose
from awesomecheck.formats.markdown import MARKER, MAX_CHARACTERS, render
from awesomecheck.formats.report import FileReport, LinkRow, Report
from awesomecheck.rules import PAGES, rule_url
from awesomecheck.safety.escape import escape_for_terminal
from awesomecheck.safety.redact import redacted
from tests.conftest import RunCommand
from tests.formats.gfm import Page, Table
from tests.git import Repository

RULES = default(entry_points(), Choice()).registry
TEXT = """\
# Awesome Papers

## Vision

### Masks

- [One](https://a.example/1)
- [Two](https://b.example/2)

## Sound

- [Three](https://c.example/3)
"""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def wrong(
    line: int,
    message: str = "wrong",
    severity: Severity = "error",
    *,
    rule: str = "trailing-space",
    url: str | None = None,
    safe: bool | None = None,
    text: str = TEXT,
) -> Finding:
    start = Source.from_text(text).line_starts[line - 1]
    span = Span(start, start + 1)
    fix = None if safe is None else Fix((Edit(span, ""),), safe)
    return Finding(rule, severity, span, message, fix, url)


def file(
    *findings: Finding,
    path: str = "README.md",
    text: str = TEXT,
    verdicts: Sequence[Verdict] | None = None,
) -> FileReport:
    document = parse(Source.from_text(text, path))
    links: tuple[LinkRow, ...] | None = None
    if verdicts is not None:
        links = tuple(map(LinkRow, document.links, verdicts))
    return FileReport(path, ParsedText.of(document), findings, links=links)


def written(report: Report, style: Style = Style()) -> str:  # noqa: B008 - it is frozen
    return "".join(render(report, style))


def shown(*files: FileReport) -> Page:
    return Page(written(Report(files, rules=RULES)))


def commands(*files: FileReport) -> list[str]:
    """The commands to run, without the comment that suppresses."""
    return shown(*files).blocks[:-1]


def many(count: int, severity: Severity = "warning", path: str = "README.md") -> FileReport:
    text = "- [One](https://a.example/1) \n" * count
    source = Source.from_text(text, path)
    findings = tuple(
        Finding("trailing-space", severity, Span(start, start + 1), f"wrong {line}")
        for line, start in enumerate(source.line_starts[:-1], start=1)
    )
    return FileReport(path, ParsedText(source), findings)


def test_rules_lead_to_their_pages_and_those_of_plugins_nowhere() -> None:
    page = shown(file(wrong(7, "x", rule="dead-link"), wrong(8, "y", rule="someones-own")))
    assert page.links == [rule_url("dead-link")] * 2
    assert [row[-1] for row in findings_in(page.tables[0])] == ["dead-link", "someones-own"]


def findings_in(table: Table) -> list[list[str]]:
    """The rows of a table that are findings, and no headings of sections."""
    return [row for row in table.body if row[1]]


def test_a_small_report_reads_like_this() -> None:
    dead = Verdict("dead", "not-found", 404)
    report = Report(
        (
            file(
                wrong(7, "dead link: 404", rule="dead-link", url="https://a.example/1"),
                wrong(8, "`x` here, `y` in 3 of 4", "warning", rule="unusual-venue", safe=False),
                wrong(12, "trailing whitespace", "warning", safe=True),
                verdicts=(dead, Verdict("alive", "ok", 200), Verdict("alive", "ok", 200)),
            ),
        ),
        notices=("whole files are reported: git is not installed",),
        rules=RULES,
    )
    assert written(report) == (
        """\
<!-- awesomecheck -->

## ❌ awesomecheck: 1 error, 2 warnings

1 file, 3 entries, 3 links: 2 alive, 1 dead.

> [!NOTE]
> whole files are reported: git is not installed

### `README.md`

| | Line | Finding | Rule~~~~~~~~~~~~~ |
| :-: | --: | :-- | :-- |
| | | **Vision › Masks** | |
| ❌ | 7 | dead link: 404<br>`https://a.example/1` | [`dead-link`] |
| ⚠️ | 8 | `x` here, `y` in 3 of 4 | [`unusual-venue`] |
| | | **Sound** | |
| ⚠️ | 12 | trailing whitespace | [`trailing-space`]&nbsp;🔧 |

### What to do

🔧 1 of 3 findings can be fixed by this command \
(`python3 -m pip install git+https://github.com/awesomecheck/awesomecheck` installs it):

```sh
awesomecheck --offline --fix README.md
```

`--fix --unsafe-fixes` also applies 1 unsafe fix: review the changes first with \
`--diff --unsafe-fixes`.

`RULE: off` under `rules:` in `.awesomecheck.yaml` turns a rule off. This comment suppresses its \
findings on the next line:

```markdown
<!-- awesomecheck-disable-next-line RULE -->
```

<details>
<summary>What the rules look for</summary>

| Rule | Findings | What it looks for |
| :-- | --: | :-- |
| [`dead-link`] | 1 | A link that no longer works |
| [`trailing-space`] | 1 | Spaces or tabs at the end of a line |
| [`unusual-venue`] | 1 | A misspelt venue, or one written differently from the rest of the list |

`awesomecheck explain dead-link` describes a rule in full.

</details>

[`dead-link`]: https://awesomecheck.github.io/awesomecheck/rules/dead-link/
[`trailing-space`]: https://awesomecheck.github.io/awesomecheck/rules/trailing-space/
[`unusual-venue`]: https://awesomecheck.github.io/awesomecheck/rules/unusual-venue/
"""
    ).replace("~", "\u2007")


class TestHead:
    def test_a_clean_run_takes_two_lines(self) -> None:
        alive = Verdict("alive", "ok", 200)
        clean = file(verdicts=(alive, alive, alive))
        assert written(Report((clean, replace(clean, path="b.md")))) == (
            f"{MARKER}\n\n## ✅ awesomecheck: no findings\n\n"
            "2 files, 6 entries, 6 links: all alive.\n"
        )

    @pytest.mark.parametrize(
        ("counts", "headline"),
        [
            ((1, 0, 0), "❌ awesomecheck: 1 error"),
            ((2, 1, 3), "❌ awesomecheck: 2 errors, 1 warning, 3 info"),
            ((0, 2, 1), "⚠️ awesomecheck: 2 warnings, 1 info"),
            ((0, 0, 1), "ℹ️ awesomecheck: 1 info"),
        ],
    )
    def test_the_most_severe_finding_decides_the_icon(
        self, counts: Sequence[int], headline: str
    ) -> None:
        findings = [
            wrong(7, severity=severity)
            for severity, count in zip(SEVERITIES, counts, strict=True)
            for _ in range(count)
        ]
        assert shown(file(*findings)).headings[0] == headline

    def test_nothing_to_check(self) -> None:
        text = written(Report(()))
        assert "✅ awesomecheck: no findings" in text
        assert "0 files, 0 entries, links not checked." in text

    def test_a_run_with_errors_is_not_clean(self) -> None:
        errors = (UserError("a.md: not UTF-8"), UserError("b.md: no such file"))
        page = Page(written(Report((), errors)))
        assert page.headings == ["❌ awesomecheck could not check everything: no findings"]
        assert [each.split("\n", 2)[1:] for each in page.alerts] == [
            ["[!CAUTION]", "a.md: not UTF-8\n"],
            ["[!CAUTION]", "b.md: no such file\n"],
        ]

    def test_errors_and_findings_are_reported_together(self) -> None:
        page = Page(written(Report((file(wrong(7)),), errors=(UserError("the rule `x` failed"),))))
        assert page.headings[0] == "❌ awesomecheck could not check everything: 1 error"
        assert len(findings_in(page.tables[0])) == 1

    def test_links_are_counted_by_verdict(self) -> None:
        states = (Verdict("moved", "moved-permanently"), Verdict("unsure", "timeout"))
        report = Report((file(verdicts=(*states, Verdict("skipped", "ignored"))), file()))
        assert "6 entries, 3 links: 1 moved, 1 unsure, 1 skipped." in written(report)

    def test_links_outside_the_change_are_not_called_skipped(self) -> None:
        beside = Verdict("skipped", "unchanged")
        report = Report((file(verdicts=(Verdict("alive", "ok"), beside)),))
        assert "2 links: 1 alive, 1 outside the change." in written(report)
        report = Report((file(verdicts=(beside, beside)),))
        assert "2 links: 2 outside the change." in written(report)

    def test_findings_that_are_not_shown_are_counted(self) -> None:
        kept = replace(file(), suppressed=1, outside_change=2, baselined=(wrong(7),))
        text = written(Report((kept,), fixed=4))
        assert "4 findings fixed." in text
        kinds = "1 suppressed, 1 in the baseline, 2 outside the change"
        assert f"Findings not counted: {kinds}." in text

    def test_counts_are_those_of_the_json_report(self) -> None:
        report = Report((many(40, "error"), many(60, "warning", "b.md"), many(7, "info", "c.md")))
        summary = json.loads("".join(json_format.render(report, Style())))["summary"]
        page = Page(written(report))
        counts = [int(each) for each in re.findall(r"\d+", page.headings[0])]
        assert counts == [summary["errors"], summary["warnings"], summary["infos"]]
        assert sum(len(findings_in(table)) for table in page.tables[:-1]) == summary["findings"]
        assert {row[0]: int(row[1]) for row in page.tables[-1].body} == summary["rules"]


class TestTables:
    def test_few_findings_share_one_table_in_the_order_of_the_list(self) -> None:
        page = shown(file(wrong(7, severity="info"), wrong(8), wrong(12, severity="warning")))
        [table] = [each for each in page.tables if each.heading == "README.md"]
        assert [row[0] or row[2] for row in table.body] == [
            *("Vision › Masks", "ℹ️", "❌", "Sound", "⚠️")
        ]

    def test_many_findings_are_grouped_by_severity(self) -> None:
        dead = wrong(7, "dead", rule="dead-link", url="https://a.example/1")
        lesser = [wrong(8, severity="warning")] * 5 + [wrong(8, severity="info")] * 40
        verdict = Verdict("dead", "not-found", 404)
        page = shown(file(dead, wrong(7, "other"), *lesser, verdicts=(verdict,)))
        assert page.headings[1:-1] == ["README.md", "1 dead link", "1 other error", "5 warnings"]
        assert page.summaries == ["40 info", "What the rules look for"]
        assert [row[2] for row in findings_in(page.tables[0])] == ["dead\nhttps://a.example/1"]
        assert [row[2] for row in findings_in(page.tables[1])] == ["other"]
        assert [table.folded for table in page.tables] == [False, False, False, True, True]

    def test_errors_are_never_folded(self) -> None:
        page = shown(many(100, "error"))
        assert "100 errors" in page.headings
        assert not page.tables[0].folded

    def test_other_findings_about_a_dead_url_are_not_dead_links(self) -> None:
        verdict = Verdict("dead", "not-found", 404)
        others = [wrong(7, rule="duplicate-link", url="https://a.example/1") for _ in range(11)]
        assert "11 errors" in shown(file(*others, verdicts=(verdict,))).headings

    def test_every_file_with_findings_has_a_heading(self) -> None:
        page = shown(file(wrong(7), path="a.md"), file(path="b.md"), file(wrong(8), path="d/c.md"))
        assert page.headings[1:] == ["a.md", "d/c.md", "What to do"]

    def test_sections_of_a_list_without_a_title_are_named_in_full(self) -> None:
        text = "x\n\n# One\n\nx\n\n# Two\n\n## Deep\n\nx\n"
        lines = (1, 5, 11)
        page = shown(file(*(wrong(line, text=text) for line in lines), text=text))
        assert [row[2] for row in page.tables[0].body] == [
            *("wrong", "One", "wrong", "Two › Deep", "wrong")
        ]

    def test_a_url_is_below_a_message_that_does_not_contain_it(self) -> None:
        named = wrong(7, "moved permanently: use https://new.example/", url="https://a.example/1")
        full = wrong(8, "GET https://b.example/2 answered 404", url="https://b.example/2")
        rows = findings_in(shown(file(named, full)).tables[0])
        assert [row[2] for row in rows] == [
            "moved permanently: use https://new.example/\nhttps://a.example/1",
            "GET https://b.example/2 answered 404",
        ]

    def test_statistics_count_by_rule_and_list_nothing(self) -> None:
        report = Report((file(wrong(7), wrong(8), wrong(12, rule="dead-link")),), rules=RULES)
        page = Page(written(report, Style(statistics=True)))
        [table] = page.tables
        assert not table.folded
        assert [row[:2] for row in table.body] == [["trailing-space", "2"], ["dead-link", "1"]]

    def test_a_rule_without_a_page_is_named_all_the_same(self) -> None:
        page = shown(file(wrong(7, rule="of-a-plugin")))
        assert page.tables[-1].body == [["of-a-plugin", "1", ""]]

    def test_the_same_findings_give_the_same_text(self) -> None:
        def report() -> Report:
            return Report((many(400), many(3, "error", "b.md")), rules=RULES)

        terminal = Style(color=True, terminal=True, width=40)
        assert written(report()) == written(report()) == written(report(), terminal)


@pytest.mark.slow
class TestRoom:
    def test_ten_thousand_findings(self) -> None:
        report = Report((many(9_990), many(10, "error", "b.md")), rules=RULES)
        text = written(report)
        assert MAX_CHARACTERS * 0.95 < len(text) <= MAX_CHARACTERS
        assert len(text.encode()) < 262_144
        page = Page(text)
        rows = [row for table in page.tables[:-1] for row in findings_in(table)]
        assert [row[0] for row in rows].count("❌") == 10
        warnings = len(rows) - 10
        assert [row[1] for row in rows[:warnings]] == [str(at) for at in range(1, warnings + 1)]
        assert f"… and {9_990 - warnings} more." in page.text
        [note] = page.alerts
        assert f"{9_990 - warnings} of 10000 findings did not fit" in note
        assert f"README.md ({9_990 - warnings})." in note
        assert page.headings[0] == "❌ awesomecheck: 10 errors, 9990 warnings"
        assert page.headings[-1] == "What to do"

    def test_what_just_fits_is_shown_whole(self) -> None:
        def is_cut(count: int) -> bool:
            return "did not fit" in written(Report((many(count),)))

        most = bisect_left(range(2_000), True, key=is_cut) - 1
        whole, cut = (written(Report((many(count),))) for count in (most, most + 1))
        assert MAX_CHARACTERS - 100 < len(whole) <= MAX_CHARACTERS
        assert MAX_CHARACTERS - 200 < len(cut) <= MAX_CHARACTERS
        assert len(findings_in(Page(whole).tables[0])) == most

    @pytest.mark.parametrize("files", [1, 3, 40, 400])
    def test_the_most_severe_findings_are_shown_and_fill_the_room(self, files: int) -> None:
        reports = [many(2_000 // files, "info", f"{number}.md") for number in range(files)]
        first = [many(3, "error", f"{number}-first.md") for number in range(20)]
        text = written(Report((*reports, *first)))
        rows = [row for table in Page(text).tables[:-1] for row in findings_in(table)]
        assert [row[0] for row in rows].count("❌") == 60
        assert MAX_CHARACTERS - 500 < len(text) <= MAX_CHARACTERS

    def test_files_of_which_nothing_is_shown_are_named(self) -> None:
        files = [many(40, "info", f"{number}.md") for number in range(30)]
        page = Page(written(Report((many(2_000, "error", "a.md"), *files))))
        assert page.headings[1] == "a.md"
        assert "0.md (40), 1.md (40)" in page.alerts[0]
        assert "and 21 more files" in page.alerts[0]

    @pytest.mark.parametrize("char", ["x", "|", "`", "*", "\x00", "𝔸", "@ ", "a` `|"])
    def test_nothing_long_breaks_the_limit(self, char: str) -> None:
        long = char * 70_000
        text = f"# {long}\n\nx\n"
        findings = [wrong(3, long, rule=f"r-{each}-{long}", text=text, url=long) for each in "ab"]
        one = file(*findings, text=text)
        files = tuple(replace(one, path=f"{number}-{long}") for number in range(30))
        report = Report(files, errors=(UserError(long),) * 40, notices=(long,) * 40)
        out = written(report)
        assert len(out) <= MAX_CHARACTERS
        assert len(Page(out).tables) > 1

    def test_what_is_left_out_of_a_text_is_marked(self) -> None:
        [row] = findings_in(shown(file(wrong(7, "x" * 600, url="y" * 600))).tables[0])
        assert row[2] == f"{'x' * 499}…\n{'y' * 499}…"


class TestWhatToDo:
    def test_nothing_fixable_needs_no_command(self) -> None:
        page = shown(file(wrong(7)))
        assert page.blocks == ["<!-- awesomecheck-disable-next-line RULE -->\n"]
        assert "--fix" not in page.text

    def test_a_fix_that_depends_on_a_link_check_needs_links(self) -> None:
        moved = wrong(7, rule="moved-link", url="https://a.example/1", safe=True)
        assert commands(file(moved)) == ["awesomecheck --fix README.md\n"]
        displaced = wrong(7, rule="unclean-link", url="https://a.example/1", safe=True)
        assert commands(file(displaced)) == ["awesomecheck --offline --fix README.md\n"]
        assert commands(file(replace(displaced, fixer="moved-link"))) == [
            "awesomecheck --fix README.md\n"
        ]

    def test_files_are_named_as_a_shell_takes_them(self) -> None:
        paths = ("-a.md", "a b.md", "c$d`e.md", "``` f.md")
        files = [file(wrong(7, safe=True), path=path) for path in paths]
        assert commands(*files, file(wrong(7))) == [
            "awesomecheck --offline --fix ./-a.md 'a b.md' 'c$d`e.md' '``` f.md'\n"
        ]

    def test_names_that_nobody_can_type_are_not_part_of_a_command(self) -> None:
        paths = ("a\nb.md", "##[error].md", "<stdin>", "a.md")
        page = shown(*(file(wrong(7, safe=True), path=path) for path in paths))
        assert page.blocks[:-1] == ["awesomecheck --offline --fix a.md\n"]
        assert "It can also fix 3 more files." in page.text

    def test_a_change_alone_is_fixed_in_a_pull_request(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        changed = file(wrong(7, safe=True))
        source = changed.document.source
        changed = replace(changed, change=LineChange(source, source, (Hunk(7, 1),)))
        assert commands(changed) == ["awesomecheck --offline --fix README.md\n"]
        monkeypatch.setenv("GITHUB_BASE_REF", "release/1")
        assert commands(changed) == [
            "awesomecheck --offline --fix --since origin/release/1 README.md\n"
        ]

    def test_the_command_fixes_what_it_promises(self, run: RunCommand, tmp_path: Path) -> None:
        (tmp_path / "a list.md").write_text("# List\n\n- one \n- two\t\n")
        first = Page(run("--offline", "--format", "markdown", "a list.md").stdout)
        assert "2 of 2 findings can be fixed" in first.text
        [command] = first.blocks[:-1]
        assert command == "awesomecheck --offline --fix 'a list.md'\n"
        run(*command.replace("'a list.md'", "").split()[1:], "a list.md")
        assert "no findings" in run("--offline", "--format", "markdown", "a list.md").stdout

    def test_the_comment_suppresses_what_it_promises(
        self, run: RunCommand, tmp_path: Path
    ) -> None:
        (tmp_path / "README.md").write_text("# List\n\n- one \n")
        comment = Page(run("--offline", "--format", "markdown").stdout).blocks[-1]
        comment = comment.replace("RULE", "trailing-space")
        (tmp_path / "README.md").write_text(f"# List\n\n{comment}- one \n")
        page = Page(run("--offline", "--format", "markdown").stdout)
        assert page.headings == ["✅ awesomecheck: no findings"]
        assert "Findings not counted: 1 suppressed." in page.text


class TestOnGitHub:
    @pytest.fixture
    def here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
        here = Repository.init(tmp_path / "work")
        sha = here.commit(**{"a (list)": "# List\n\n- one \n"})
        for name, value in {
            "SERVER_URL": "https://github.example",
            "REPOSITORY": "some/list",
            "SHA": sha,
        }.items():
            monkeypatch.setenv(f"GITHUB_{name}", value)
        return here

    def links(self, run: RunCommand, here: Repository) -> list[str]:
        page = Page(run("--offline", "--format", "markdown", ".", cwd=here.top).stdout)
        return [link for link in page.links if not link.startswith(PAGES)]

    def test_lines_are_links(self, run: RunCommand, here: Repository) -> None:
        sha = here.git("rev-parse", "HEAD")
        page = f"https://github.example/some/list/blob/{sha}/a%20%28list%29.md?plain=1"
        assert self.links(run, here) == [page, f"{page}#L3"]

    def test_lines_of_another_text_are_not(self, run: RunCommand, here: Repository) -> None:
        (here.top / "a (list).md").write_text("# List\n\nnew\n\n- one \n")
        assert self.links(run, here) == []

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("SHA", "0" * 40),
            ("SHA", ""),
            ("SHA", "HEAD"),
            ("SHA", "--help"),
            ("REPOSITORY", ""),
            ("REPOSITORY", "a/b)](c"),
            ("SERVER_URL", "javascript:alert(1)"),
        ],
    )
    def test_nor_are_those_of_another_commit_or_place(
        self,
        run: RunCommand,
        here: Repository,
        monkeypatch: pytest.MonkeyPatch,
        name: str,
        value: str,
    ) -> None:
        monkeypatch.setenv(f"GITHUB_{name}", value)
        assert self.links(run, here) == []

    def test_without_git_there_are_none(
        self, run: RunCommand, here: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(here.top))
        assert self.links(run, here) == []


_HOSTILE = (
    *(
        "`",
        "``",
        "```",
        "~~~",
        "|",
        r"\|",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "    ",
        " ",
        "\xa0",
        "\u3000",
    ),
    *("[x](https://evil.example)", "![x](https://evil.example/i.png)", "<https://evil.example>"),
    *("https://evil.example/", "www.evil.example", "a@b.example", "mailto:a@b.example", "ftp://x"),
    *("@octocat", "@org/team", "#1", "a/b#2", "GH-3", "GHSA-aaaa-bbbb-cccc", "CVE-2024-1"),
    *("deadbeef", "0" * 40, ":+1:", ":tada:", "$x$", "$$", "$`x`$", "[^1]", "[^1]: x", "[x]: y"),
    *(
        "*",
        "**",
        "_",
        "__",
        "~",
        "~~",
        "==",
        "---",
        "===",
        "# ",
        "- ",
        "+ ",
        "1. ",
        "> ",
        "- [ ] ",
    ),
    *("<!--", "-->", "<!-- awesomecheck -->", "</details>", "</table>", "</code>", "<details>"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<br>", "&lt;", "&#64;", "&"),
    *(
        "[!WARNING]",
        "::error::x",
        "##[error]x",
        "##vso[x]",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
    ),
    *("\x00", "\x1b[31m", "\ud800", "“", "”", "(", ")", ".", ":", ",", "x", "a word", "é", "漢字"),
)
hostile = st.lists(st.sampled_from(_HOSTILE), min_size=1, max_size=8).map("".join)
any_text = hostile | st.text(min_size=1, max_size=60)
any_name = any_text.map(lambda text: text[:20])
_OURS = {
    *("h2", "h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "pre"),
    *("details", "summary", "br", "blockquote"),
}


def plain(text: str) -> str:
    """Return the readable part of a text, without spaces and marks of code."""
    return squeezed(escape_for_terminal(text))


def squeezed(text: str) -> str:
    return re.sub(r"[`\s]+", "", text)


class TestUntrusted:
    @given(message=any_text, url=any_text, path=any_text, heading=any_text, rule=any_name)
    @example("`a``b`@c", "`", "`", "`", "`")
    @example("(`x`@me) `", "|`|", "\\", "##[x", "$")
    def test_nothing_of_a_list_does_anything(
        self, message: str, url: str, path: str, heading: str, rule: str
    ) -> None:
        section = heading.replace("\n", " ").replace("\r", " ")
        text = f"# List\n\n## {section}\n\nx\n"
        found = wrong(5, message, rule=rule, url=url, text=text, safe=True)
        kept = wrong(5, message, rule=rule, url=url, text=text)
        files = (file(found, path=path, text=text), file(kept, path="b.md", text=text))
        report = Report(files, errors=(UserError(message),), notices=(url,), rules=RULES)
        out = written(report)
        page = Page(out)
        assert (page.links, page.references) == ([], [])
        assert page.tags <= _OURS
        assert page.attributes <= {"align", "lang"}
        assert not [line for line in out.splitlines() if line.lstrip().startswith("::")]
        assert "##[" not in out
        tables = [each for each in page.tables if each.heading != "What to do"]
        assert len(tables) == 2
        assert len(page.tables) == 3
        assert all(len(row) == 4 for table in tables for row in table.rows)
        address = "" if url in message else plain(redacted(url))
        for table in tables:
            [row] = findings_in(table)
            assert squeezed(row[2]) == plain(message) + address
            assert squeezed(row[3]).removesuffix("🔧") == plain(rule)
        assert squeezed(page.headings[1]) == plain(path)
        assert [squeezed(alert) for alert in page.alerts] == [
            f"[!CAUTION]{plain(message)}",
            f"[!NOTE]{plain(url)}",
        ]

    @given(st.lists(any_text, min_size=1, max_size=5))
    def test_words_keep_their_order_and_spaces(self, words: list[str]) -> None:
        message = " ".join(words)
        page = Page(f"| {prose(message, 10_000)} |\n| - |\n")
        read = page.tables[0].rows[0][0]
        assert read.replace("`", "") == escape_for_terminal(message).strip().replace("`", "")

    @given(any_text)
    def test_code_is_shown_as_it_is(self, text: str) -> None:
        page = Page(f"| x {code(text)} x |\n| - |\n")
        assert page.tables[0].rows == [[f"x {escape_for_terminal(text)} x"]]

    @pytest.mark.parametrize(
        ("message", "result"),
        [
            ("`x` here", "`x` here"),
            ("no `a`b` here, `[c](d)`.", "no ``a`b`` here, `[c](d)`."),
            ("a ` alone", r"a \` alone"),
            ("ask @me (https://x.example/) or #1", "ask `@me` (`https://x.example/`) or `#1`"),
            ("of 2021, as in 3 of 4 here", "of 2021, as in 3 of 4 here"),
            ("a_b *c* [d] <e> & f~g", r"a\_b \*c\* \[d\] \<e\> \& f\~g"),
            ("`a|b` and c|d", "`a`&#124;`b` and c&#124;d"),
            ("- no list", r"\- no list"),
            ("1. no list", r"1\. no list"),
            (":-", r"\:-"),
            ("`##[error]`", "`#`<!-- -->`#[error]`"),
        ],
    )
    def test_messages_read_well_in_the_source_too(self, message: str, result: str) -> None:
        assert prose(message, 500) == result

    def test_credentials_are_not_shown(self) -> None:
        text = "# List\n\n## https://user:secret@a.example/\n\nx\n"
        found = wrong(5, url="https://user:secret@b.example/", text=text)
        page = shown(file(found, text=text))
        assert "a.example" in page.text
        assert "b.example" in page.text
        assert "secret" not in page.text


def test_a_workflow_knows_its_own_by_the_first_line(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# List\n\nSee [there](#nowhere).\n")
    run("--offline", "--format", "markdown=out.md")
    assert (tmp_path / "out.md").read_text().splitlines()[0] == "<!-- awesomecheck -->"
