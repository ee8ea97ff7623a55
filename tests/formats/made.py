"""Reports of sample lists."""

from collections.abc import Sequence
from functools import cache
from types import ModuleType

from hypothesis import strategies as st

from awesomecheck import Source, parse
from awesomecheck.config.config import Config, default
from awesomecheck.config.rule_settings import Choice
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.engine.fix import apply
from awesomecheck.engine.linter import run_rules
from awesomecheck.engine.registry import entry_points
from awesomecheck.formats import Style
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.rules import Finding
from tests.document.fragments import any_text

FAULTY = """\
# Awesome Lists ✨

- [Models](#models)
- [Tools](#tools)

## Models

* **MAE**: Masked Autoencoders. [[CVPR'2022](http://arxiv.org/abs/2111.06377)] \n\
* **BEiT**: 中文 BERT Pre-Training. [[ICLR'2022](http://arxiv.org/abs/2106.08254)]\t
* **Two**: See [`nowhere`](#not-here) and [again](#not-here).
  A second line of the same entry.\x20
* **MAE**: Masked Autoencoders. [[CVPR'2022](https://arxiv.org/abs/2111.06377)]

## Tools

* [A 😀 tool](http://github.com/a/b) - Makes things.\x20
* [A 😀 tool](https://github.com/a/b) - Makes things.
- [Another](https://www.arxiv.org/abs/2106.08254) - Makes {0} of [things][there].

## Unlisted
"""
"""A list with faults of many kinds, on long and short lines."""

_NAMES = ("Alpha", "Beta", "Charlie", "Delta", "Golf", "Echo", "Foxtrot", "Hotel", "India")
UNORDERED = "# List\n\n## Words\n\n" + "".join(
    f"* [{name}](https://{name.lower()}.example/) - Does é.\n" for name in _NAMES
)
"""A list with one entry to move: a fix of two edits, and other places that it is about."""

_LINES = [
    "# List", "## A", "## B", "### C", "- [A](#a)", "- [B](#b)", "- [Bee](#bee)", "", "", " ",
    "* [x](http://arxiv.org/abs/2111.06377) ", "* [x](https://arxiv.org/abs/2111.06377)",
    "* [y 😀](http://github.com/a/b) \t", "- [z](https://www.github.com/a/b) - text",
    "* [é](http://user:secret@github.com/a/c) ", "中文 [n](#none) [m](#none)", "| a | b |",
    "| - | - |", "| 1 |", "  two  ", "```", "[u]: http://github.com/a/d", "text  ", "<a name=a>",
    "* **MAE**: Masked. [[CVPR'2022](http://arxiv.org/abs/2111.06377)]", "##[error]x", "::error::",
]  # fmt: skip


@st.composite
def _lists(draw: st.DrawFn) -> str:
    mark = draw(st.sampled_from(["", "\ufeff"]))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    lines = draw(st.lists(st.sampled_from(_LINES), max_size=25))
    return mark + newline.join(lines) + draw(st.sampled_from(["", "\n", "\r\n"]))


any_list: st.SearchStrategy[str] = st.one_of(_lists(), any_text)


@cache
def config() -> Config:
    """Return the default configuration."""
    return default(entry_points(), Choice((), ()))


def report(text: str, path: str = "README.md") -> Report:
    """Return the report of all rules on a list without a badge, without checking its links."""
    document = parse(Source.from_text(text, path))
    rules = [active for active in config().rules if not active.by_badge]
    result = run_rules(document, rules, known=config().registry)
    assert not result.crashes
    file = FileReport(path, ParsedText.of(document), result.findings)
    return Report((file,), rules=config().registry)


def made_report(text: str, findings: Sequence[Finding], path: str = "README.md") -> Report:
    """Return a report with only these findings."""
    file = FileReport(path, ParsedText(Source.from_text(text, path)), tuple(findings))
    return Report((file,), rules=config().registry)


def rendered(form: ModuleType, shown: Report) -> str:
    """Return a report in a format."""
    return "".join(form.render(shown, Style()))


def fixed(text: str, finding: Finding) -> bytes:
    """Return a file in which `--fix` has fixed one finding."""
    [file] = report(text).files
    assert finding.fix
    return apply(file.document.source, finding.fix.edits).raw.encode()
