"""Replay the commits of git repositories as pull requests: who is blamed, what is missed.

    python -m benchmarks.replay FOLDER [COMMITS]

from the root of the project. Each commit of the README of each repository in FOLDER (clones, or
made by `benchmarks.histories`), the latest COMMITS of them, is linted as a change, and its text
and that of its parent as a whole. Counted are:

- wrong blame: findings of the change that the parent has, too, by rule and text or line;
- on lines left alone: other findings on lines that the commit did not touch;
- missed: findings on added lines that the parent does not have and the change does not report, but
  for rules that compare with most of the list; and mistakes that the commit's message states;
- repairs: later alterations of added lines by kind, and how many had a finding on that line when
  they were added.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
import gc
import json
from pathlib import Path
import re
import subprocess
from typing import NamedTuple

from awesomecheck import Config, Finding, Source, load_config
from awesomecheck.changes.git import difference
from awesomecheck.changes.lines import LineChange
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.formats.report import FileReport
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import ListFile
from benchmarks.histories import FAULTS, Fault

_MOST_SHOWN = 400
_SPACES = re.compile(r"\s+")
_URL = re.compile(r"https?://[^\s)>\]\"|]+")
_KINDS: tuple[tuple[str, str], ...] = (
    ("trailing space", r"\s+\Z"),
    ("spaces", r"\s+"),
    ("final period", r"[.。]\s*\Z"),
    ("https", r"(?<=http)s(?=://)"),
    ("address", _URL.pattern),
    ("marks", r"[^\w\s]|_"),
)
"""What two lines differ in, if they are equal without it."""


class Key(NamedTuple):
    """A finding without its place."""

    rule: str
    about: str


class Version(NamedTuple):
    """The list in a commit, and the mistakes that the commit's message states, if it does."""

    name: str
    text: str
    faults: Sequence[Fault]


class Counts(NamedTuple):
    """What was counted over all commits."""

    numbers: Counter[str]
    faults: Counter[str]
    missed: Counter[str]
    repairs: Counter[str]
    said: Counter[str]
    shown: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder of the repositories")
    parser.add_argument("commits", type=int, metavar="COMMITS", nargs="?", default=1_000_000)
    options = parser.parse_args()
    gc.disable()
    config = load_config()
    counts = Counts(Counter(), Counter(), Counter(), Counter(), Counter(), [])
    for folder in sorted(options.folder.iterdir()):
        if (folder / ".git").is_dir():
            counts.numbers["repositories"] += 1
            _replay(list(_versions(folder, options.commits)), config, counts)
            gc.collect()
    for name, count in counts.numbers.items():
        print(f"{count:7} {name}")
    for title, all_, some in (
        ("mistakes stated, and missed", counts.faults, counts.missed),
        ("repairs, and said before", counts.repairs, counts.said),
    ):
        print(f"\n{title}")
        for kind, count in all_.most_common():
            print(f"{count:7} {some[kind]:7} {kind}")
    print("", *counts.shown[:_MOST_SHOWN], sep="\n")


def _versions(folder: Path, most: int) -> Iterator[Version]:
    """Yield the READMEs of a repository, the oldest first."""
    [name, *_] = sorted(path.name for path in folder.iterdir() if path.name.lower() == "readme.md")
    log = _git(folder, "log", "--first-parent", f"-{most}", "--format=%H%x00%B%x01", "--", name)
    for record in reversed(log.split("\x01")[:-1]):
        commit, message = record.strip().split("\0")
        stated = [line for line in message.split("\n") if line.startswith(FAULTS)]
        faults = json.loads(stated[0].removeprefix(FAULTS)) if stated else ()
        yield Version(
            f"{folder.name} {commit[:8]}",
            _git(folder, "show", f"{commit}:{name}"),
            [Fault(kind, tuple(rules), line) for kind, rules, line in faults],
        )


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode(errors="replace")


def _replay(versions: Sequence[Version], config: Config, counts: Counts) -> None:
    reported: dict[str, bool] = {}
    """Lines that commits added, and whether something was reported on them."""
    before: FileReport | None = None
    for version in versions:
        source = Source.from_text(version.text)
        after = _lint(source, None, config)
        if before is not None and before.document.text != source.text:
            old = before.document.source
            change = LineChange(source, old, difference(old.text, source.text))
            found = _lint(source, change, config)
            counts.numbers["commits"] += 1
            _compare(version, before, after, found, change, counts)
            _follow(reported, change, found, counts)
        before = after


def _lint(source: Source, change: LineChange | None, config: Config) -> FileReport:
    [report] = Run((ListFile(None, ParsedText(source), config, change=change),)).lint().files
    return report


def _compare(
    version: Version,
    before: FileReport,
    after: FileReport,
    found: FileReport,
    change: LineChange,
    counts: Counts,
) -> None:
    counts.numbers["findings"] += len(found.findings)
    counts.numbers["commits with findings"] += bool(found.findings)
    old = Counter(_keys(before))
    left = old - (Counter(_keys(after)) - Counter(_keys(found)))
    """Findings of the parent that those outside of the change do not account for."""
    for finding, key in zip(found.findings, _keys(found), strict=True):
        line = source_line(found, finding)
        if any(line == each.line and finding.rule in each.rules for each in version.faults):
            counts.numbers["findings of mistakes stated"] += 1
        elif left[key]:
            left[key] -= 1
            counts.numbers["WRONG BLAME"] += 1
            counts.shown.append(_shown("wrong blame", version, found, finding))
        elif not change.touches(finding.span):
            counts.numbers["on lines left alone"] += 1
            counts.shown.append(_shown("left alone", version, found, finding))
        else:
            counts.numbers["other"] += 1
            counts.shown.append(_shown("other", version, found, finding))
    for kind, rules, line in version.faults:
        counts.faults[kind] += 1
        if not any(
            finding.rule in rules and source_line(found, finding) == line
            for finding in found.findings
        ):
            counts.missed[kind] += 1
            counts.shown.append(f"missed: {version.name} {kind}: {line}")
    missed = list(_missed(before, after, found, change))
    counts.numbers["COMMITS WITH MISSES"] += bool(missed)
    counts.shown.extend(_shown("missed", version, after, finding) for finding in missed)


def _missed(
    before: FileReport, after: FileReport, found: FileReport, change: LineChange
) -> Iterator[Finding]:
    """Yield the findings on added lines that are neither reported nor older."""
    known = Counter(_keys(before)) + Counter(_keys(found))
    rules = Counter(finding.rule for finding in found.findings)
    older = Counter(finding.rule for finding in before.findings)
    whole = Counter(finding.rule for finding in after.findings)
    for finding, key in zip(after.findings, _keys(after), strict=True):
        if known[key]:
            known[key] -= 1
        elif change.touches(finding.span) and whole[finding.rule] > (
            older[finding.rule] + rules[finding.rule]
        ):
            yield finding


def _keys(report: FileReport) -> Sequence[Key]:
    source = report.document.source
    return [
        Key(
            finding.rule,
            finding.url
            or _SPACES.sub(" ", source.text[finding.span.start : finding.span.end]).strip()
            or source_line(report, finding).strip(),
        )
        for finding in report.findings
    ]


def source_line(report: FileReport, finding: Finding) -> str:
    """Return the line that a finding starts on."""
    return report.document.source.line_at(finding.span.start)


def _shown(what: str, version: Version, report: FileReport, finding: Finding) -> str:
    line = source_line(report, finding)
    place = report.position(finding)
    return (
        f"{what}: {version.name}:{place.line}:{place.column} {finding.rule}"
        f" {finding.message}\n    {line.strip()[:150]}"
    )


def _follow(
    reported: dict[str, bool], change: LineChange, found: FileReport, counts: Counts
) -> None:
    """Classify the alterations of lines that earlier commits added, and add those of this one."""
    lines = change.source.text.split("\n")
    added = [lines[number - 1] for number in _touched(change)]
    for hunk in change.hunks:
        fresh = lines[hunk.line - 1 : hunk.end - 1]
        for line in hunk.removed:
            said = reported.pop(line, None)
            kind = _kind(line, fresh) if said is not None and line not in added else None
            if kind:
                counts.repairs[kind] += 1
                counts.said[kind] += bool(said)
    noted = {source_line(found, finding) for finding in found.findings}
    reported.update({line: line in noted for line in added if line.strip()})


def _touched(change: LineChange) -> Iterable[int]:
    return [number for hunk in change.hunks for number in range(hunk.line, hunk.end)]


def _kind(old: str, lines: Sequence[str]) -> str | None:
    """Return what was altered in a line that became one of some others, if that is little."""
    for name, pattern in _KINDS:
        if any(re.sub(pattern, "", old) == re.sub(pattern, "", line) for line in lines):
            return name
    folded: Mapping[str, str] = {line.casefold(): line for line in lines}
    if old.casefold() in folded:
        return "letter case"
    words = set(re.findall(r"\w+", old))
    for line in lines:
        other = set(re.findall(r"\w+", line))
        if words and len(words ^ other) <= 2:
            return "a word"
    return None


if __name__ == "__main__":
    main()
