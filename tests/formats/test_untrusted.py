"""Whatever a list contains, a runner of GitHub Actions executes none of it, and shows all."""

from collections.abc import Mapping
from contextlib import closing
import io
import json
from pathlib import Path
import re
import subprocess
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Finding, Severity, Source, Span, Verdict, parse
from awesomecheck.cli.export_command import export
from awesomecheck.cli.progress import Observer
from awesomecheck.cli.terminal import say
from awesomecheck.config.config import default
from awesomecheck.config.rule_settings import Choice
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.engine.registry import FORMAT_GROUP, entry_points, in_group
from awesomecheck.errors import UserError
from awesomecheck.formats import Renderer, Style, load_format
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.links.checker import Checked, Notice
from awesomecheck.runs.fixes import patch_of
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import Answers, ListFile, Scope
from awesomecheck.safety.escape import (
    CONTROLS,
    disarm_commands,
    disarm_json,
    escape_for_terminal,
    stop_commands,
)
from tests.conftest import RunCommand
from tests.runner import ANNOTATIONS, FINDS, Annotation, Find, Runner

POINTS = entry_points()
CONFIG = default(POINTS, Choice())
PLUGINS = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text("utf-8")


def _from_docs() -> Renderer:
    """The format that the page on plugins shows."""
    namespace: dict[str, Renderer] = {}
    block = PLUGINS.partition("## Formats")[2].split("```")[1].removeprefix("python")
    exec(block, namespace)  # noqa: S102 - our own page
    return namespace["render"]


FROM_DOCS = _from_docs()
FORMATS = {name: load_format(each) for name, each in in_group(POINTS, FORMAT_GROUP).items()}
UNESCAPED = "text of strangers is printed as it is: escape it (safety/escape.py)"
TITLE = {"title": "awesomecheck"}
OURS = {*ANNOTATIONS, "group", "endgroup"}

_PIECES = (
    "::",
    ":",
    "##[",
    "##vso[",
    "#",
    "[",
    "]",
    "::error::",
    "::error file=a.md,line=1::",
    "##[error]",
    "##[add-mask]",
    "##[group]",
    "::add-mask::",
    "::set-output name=a::",
    "::stop-commands::a",
    "::a::",
    "::endgroup::",
    "%0A",
    "%3A%3A",
    "%25",
    ",",
    "=",
    ";",
    " ",
    "  \t",
    "\n",
    "\r",
    "\r\n",
    "\x0b",
    "\x0c",
    "\x1b[0m",
    "\x1c",
    "\x85",
    "\xa0",
    "\xad",
    "\u0301",
    "\u034f",
    "\u115f",
    "\u200b",
    "\u200d",
    "\u2028",
    "\u2029",
    "\u3000",
    "\ufe0f",
    "\ufeff",
    "error",
    "x",
)
hostile = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map("".join)
names = hostile.filter(lambda name: "/" not in name)
severities: st.SearchStrategy[Severity] = st.sampled_from(["error", "warning", "info"])
finds = st.sampled_from(FINDS)
styles = st.builds(
    Style,
    color=st.booleans(),
    terminal=st.booleans(),
    show_all=st.booleans(),
    width=st.integers(20, 120),
    statistics=st.booleans(),
)

_TEMPLATES = (
    "# {}\n\n## Contents\n\n- [{}](#{})\n\n## {}\n\n",
    "- [{}](https://a.example/{}) - {}\n- [{}](https://a.example/{}) - {}. \n",
    "* **{}**: {}.\n   - {}. [[CVPR'2022](https://arxiv.org/abs/2111.06377?{})] [[code]({})]\n",
    "{}\n",
    "##{}\n",
    "[{}](#{})\t\n",
    "| {} | {} |\n|---|---|\n| [{}](http://github.com/a/b#{}) | {} |\n",
    "<a name={}>\n<!-- {} --><!-- awesomecheck-disable {} -->\n",
)


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A list of which every piece that can be chosen is hostile."""
    parts = draw(st.lists(st.sampled_from(_TEMPLATES), min_size=1, max_size=5))
    text = "".join(parts)
    return text.format(*(draw(hostile) for _ in range(text.count("{}"))))


def linted(path: str, text: str) -> Report:
    """Return the report of all built-in rules."""
    document = parse(Source.from_text(text, path))
    verdicts = {
        link.url: Verdict("dead", "not-found", 404, link.url, link.url) for link in document.links
    }
    file = ListFile(None, ParsedText.of(document), CONFIG)
    return Run((file,), Scope.ALL, Answers(True, verdicts)).lint()


def made(path: str, message: str, severity: Severity) -> Report:
    """Return what a rule might report that quotes a list without care."""
    document = parse(Source.from_text(f"{message}\n\n{message}", path))
    spans = (Span(0, 1), Span(len(message) // 2, len(document.text)))
    findings = tuple(Finding("a-rule", severity, span, message, url=message) for span in spans)
    return Report(
        (FileReport(path, ParsedText.of(document), findings),),
        errors=(UserError(message),),
        notices=(f"{path}: {message}",),
    )


def printed(report: Report, name: str, style: Style, find: Find) -> Runner:
    runner = Runner(find).take("".join(FORMATS[name](report, style)))
    assert not runner.stopped
    return runner


def executed(runner: Runner) -> list[str]:
    return [each.name for each in runner.executed]


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"github"}))
@given(path=names, message=hostile, severity=severities, style=styles, find=finds)
def test_no_format_passes_commands_on(
    name: str, path: str, message: str, severity: Severity, style: Style, find: Find
) -> None:
    assert executed(printed(made(path, message, severity), name, style, find)) == [], UNESCAPED


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"github"}))
@settings(max_examples=25)
@given(path=names, text=lists(), style=styles, find=finds)
def test_no_list_gives_commands(name: str, path: str, text: str, style: Style, find: Find) -> None:
    assert executed(printed(linted(path, text), name, style, find)) == [], UNESCAPED


@given(path=names, message=hostile, find=finds)
def test_the_format_of_the_docs_passes_no_commands_on(path: str, message: str, find: Find) -> None:
    text = "".join(FROM_DOCS(made(path, message, "error"), Style()))
    assert len(text.split("\n")) == 3
    assert not re.search(f"[{CONTROLS}]", re.sub(r"[\t\n]", "", text))
    assert executed(Runner(find).take(text)) == []


@given(path=names, message=hostile, severity=severities, find=finds)
@example("::", "::error::x", "error", str.find)
@example("\x0b", "::", "error", str.find)
def test_annotations_say_what_was_found_and_where(
    path: str, message: str, severity: Severity, find: Find
) -> None:
    report = made(path, message, severity)
    runner = printed(report, "github", Style(), find)
    kind = "notice" if severity == "info" else severity
    assert sorted(executed(runner)) == sorted(["error", "warning", kind, kind])
    by_kind: dict[str, list[Annotation]] = {kind: [] for kind in ANNOTATIONS}
    for each in runner.annotations:
        by_kind[each.kind].append(each)
    assert _said(by_kind["error"].pop(0), report.errors[0].message) == TITLE
    assert _said(by_kind["warning"].pop(0), report.notices[0]) == TITLE
    source = report.files[0].document.source
    for finding in report.findings():
        at = source.position(finding.span.start)
        text = f"{path}:{at.line}:{at.column} a-rule {message}"
        properties = _said(by_kind[kind].pop(0), text)
        controls = any(unicodedata.category(char) == "Cc" for char in path if char not in "\n\r")
        if path.startswith("=") or controls:
            assert properties.keys() == TITLE.keys()
        else:
            assert (properties["file"], properties["line"]) == (path, str(at.line))


def _said(annotation: Annotation, text: str) -> Mapping[str, str]:
    """The properties of an annotation that says a text, and nothing else."""
    plain = disarm_commands(escape_for_terminal(text))
    assert annotation.message == (plain if plain[0].isascii() else f" {plain}")
    return annotation.properties


@settings(max_examples=50)
@given(path=names, text=lists(), find=finds)
def test_annotations_of_a_hostile_list(path: str, text: str, find: Find) -> None:
    report = linted(path, text)
    runner = printed(report, "github", Style(), find)
    assert {*executed(runner)} <= OURS
    assert not runner.lost
    listed = [line for group in runner.groups.values() for line in group if line]
    tenths = [each for each in runner.annotations if each.properties == TITLE]
    assert len(runner.annotations) - len(tenths) + len(listed) == report.total


@settings(max_examples=50)
@given(text=lists(), find=finds)
def test_patches_are_fenced(text: str, find: Find) -> None:
    run = Run((ListFile(None, ParsedText(Source.from_text(text, "list.md")), CONFIG),))
    patch = "".join(patch_of(run.fix(unsafe=True)))
    assert_fenced(patch, find)


@given(st.lists(hostile.map("{}\n".format)).map("".join), finds)
def test_a_fence_holds_whatever_it_contains(text: str, find: Find) -> None:
    assert_fenced(text, find)


def assert_fenced(text: str, find: Find) -> None:
    shown = stop_commands(text)
    runner = Runner(find).take(shown)
    assert executed(runner) == ([] if shown == text else ["stop-commands"])
    assert not runner.stopped
    assert text in shown


@given(message=hostile, find=finds)
def test_messages_on_stderr_give_no_commands(message: str, find: Find) -> None:
    stream = io.StringIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.stderr", stream)
        say(message)
        with closing(Observer(verbose=True)) as observer:
            observer(
                Checked(message, Verdict("dead", "not-found", evidence=message), cached=False)
            )
            observer(Notice(message, message))
    assert executed(Runner(find).take(stream.getvalue())) == []


def test_invisible_characters_are_shown_by_their_numbers() -> None:
    hidden = "".join(chr(0xE0000 + ord(char)) for char in "hi")
    assert escape_for_terminal(f"a{hidden}\u200b") == "a\\U000e0068\\U000e0069\\u200b"


@given(hostile)
def test_a_defused_line_looks_the_same(line: str) -> None:
    assert disarm_commands(line).replace("\u200b", "") == line.replace("\u200b", "")
    assert disarm_commands(disarm_commands(line)) == disarm_commands(line)


@given(hostile)
def test_inert_json_means_the_same(text: str) -> None:
    for value in (text, [text, {text: text}]):
        for ascii_only in (True, False):
            assert json.loads(disarm_json(json.dumps(value, ensure_ascii=ascii_only))) == value


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "bibtex"])
@settings(max_examples=50)
@given(text=lists(), find=finds)
def test_exports_give_no_commands(form: str, text: str, find: Find) -> None:
    exported = export([parse(Source.from_text(text))], form)
    assert executed(Runner(find).take(exported)) == []


NAME = "100%,a\n::error::##[add-mask]x\r::error::.md"
WORD = "\n::error::##[add-mask]x"
LIST = """\
# List

- [##[add-mask]x](https://a.example/##[error]x) - ##[error]x.
- [##[add-mask]x](#::error::##[add-mask]x) - ##[error]x.\x20
 ::error::x
- [b](::error::x) ##[add-mask]x. \r ::error::y
<!-- awesomecheck-disable ::error::##[add-mask]x -->
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / NAME).write_text(LIST, "utf-8", newline="")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((".",), 1),
        ((NAME,), 1),
        ((NAME, "-v"), 1),
        ((NAME, "--format", "concise"), 1),
        ((NAME, "--format", "json"), 1),
        ((NAME, "--statistics"), 1),
        ((NAME, "--fix"), 1),
        ((NAME, "--write-baseline"), 0),
        ((f"no{NAME}",), 2),
        ((NAME, "--config", f"no{NAME}"), 2),
        ((NAME, "--since", WORD), 2),
        ((NAME, "--diff-file", f"no{NAME}"), 2),
        ((NAME, "--select", WORD), 2),
        ((NAME, "--format", WORD), 2),
        ((NAME, "--format", f"json=no/{NAME}"), 2),
        ((NAME, "--max-age", WORD), 2),
        ((f"--{NAME}",), 2),
        (("explain", WORD), 2),
        (("explain", "stale-contents", WORD), 2),
        (("init", NAME), 0),
        (("export", NAME), 0),
        (("export", NAME, "--format", "csv"), 0),
        (("export", NAME, "--format", "bibtex"), 0),
        (("export", f"no{NAME}"), 2),
        (("export", NAME, "--format", WORD), 2),
    ],
)
def test_a_runner_executes_nothing_that_the_command_prints(
    run: RunCommand, folder: Path, arguments: tuple[str, ...], status: int
) -> None:
    offline = () if arguments[0] in ("explain", "init", "export") else ("--no-links",)
    done = run(*arguments, *offline, cwd=folder)
    assert done.returncode == status, done.stderr
    assert executed(Runner().take(done.stderr).take(done.stdout)) == []
    assert done.stderr + done.stdout


def test_a_runner_executes_nothing_of_a_configuration(run: RunCommand, folder: Path) -> None:
    (folder / ".awesomecheck.yaml").write_text(f"rules:\n  {json.dumps(WORD)}: error\n")
    done = run(NAME, "--no-links", cwd=folder)
    assert done.returncode == 2
    assert "add-mask" in done.stderr
    assert executed(Runner().take(done.stderr).take(done.stdout)) == []


@pytest.mark.parametrize("surroundings", [{}, {"GITHUB_ACTIONS": "true"}])
def test_the_command_annotates_a_hostile_file(
    run: RunCommand, folder: Path, surroundings: Mapping[str, str]
) -> None:
    done = run(NAME, "missing\n::error::.md", "--no-links", "--format", "github",
               cwd=folder, env=surroundings)  # fmt: skip
    assert done.returncode == 2
    runner = Runner().take(done.stderr).take(done.stdout)
    assert {*executed(runner)} <= {*ANNOTATIONS}
    first, *others = runner.annotations
    assert first.message == "missing\\n::error::.md: no such file or folder"
    assert {each.properties["file"] for each in others} == {NAME}
    assert "error: missing\\n::error::.md: no such file or folder" in runner.log


def test_the_patch_of_a_hostile_file_applies(run: RunCommand, folder: Path) -> None:
    done = run(NAME, "--no-links", "--diff", cwd=folder)
    runner = Runner().take(done.stderr).take(done.stdout)
    assert executed(runner) == ["stop-commands"]
    assert not runner.stopped
    patch = done.stdout.encode()
    subprocess.run(["git", "apply", "-"], cwd=folder, input=patch, check=True)
    assert "x.\n" in (folder / NAME).read_bytes().decode()
