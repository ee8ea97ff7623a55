"""Read the baselines of a run, compare them with its findings, write them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from awesomecheck.changes.baseline import (
    Baseline,
    Coverage,
    find_baseline,
    read_baseline,
    resolved,
    updated,
)
from awesomecheck.document.tree import Document
from awesomecheck.errors import UserError, counted
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.rules import FactRule, LinkRule, Verdict
from awesomecheck.runs.texts import BaselineMode, ListFile, rules_for
from awesomecheck.safety.file_source import FileSource
from awesomecheck.safety.redact import is_web, redacted

if TYPE_CHECKING:
    from awesomecheck.runs.run import Run


class Baselines:
    """The baselines of a run's texts; each file is read once."""

    def __init__(self, mode: BaselineMode, files: FileSource) -> None:
        if files.distrust_reason and mode in ("write", "prune"):
            raise UserError(f"the baseline is not written: {files.distrust_reason}")
        self._mode: BaselineMode = mode
        self._files = files
        self._read: dict[Path, Baseline] = {}
        self._found: dict[tuple[Path, Path | None], Baseline] = {}
        """By the folder of lists and their configuration."""

    def attach(self, files: Iterable[ListFile]) -> tuple[ListFile, ...]:
        """Return the texts, each with the findings in its baseline.

        Raises:
            UserError: a baseline cannot be read.
        """
        if self._mode == "off":
            return tuple(files)
        return tuple(
            file._replace(baseline=self._of(file, file.path).of(file.path)) if file.path else file
            for file in files
        )

    def settle(self, run: "Run", report: Report) -> tuple[Report, list[str]]:
        """Write or prune the baselines as requested, and find their stale findings.

        Returns:
            The report, and messages about what was written or is stale.

        Raises:
            UserError: a baseline cannot be written.
        """
        writes = self._mode in ("write", "prune")
        if writes and (report.errors or run.answers.interrupted):
            return report, ["the baseline was not changed: not everything could be checked"]
        files: list[FileReport] = []
        messages: list[str] = []
        for file, found in zip(run.files, report.files, strict=True):
            recorded = file.baseline
            unused = not recorded and self._mode == "use"
            if file.path is None or recorded is None or unused or file.change or found.errors:
                files.append(found)
                continue
            everything = (*found.findings, *found.baselined, *found.hidden)
            observed = Counter(map(found.keys(), everything))
            stale = resolved(recorded, observed, partial(_coverage, run, file, found))
            baseline = self._of(file, file.path)
            if self._mode == "write":
                baseline.put(file.path, updated(recorded, observed, stale))
                accepted = (*found.findings, *found.baselined)
                files.append(replace(found, findings=(), baselined=accepted))
                continue
            if self._mode == "prune":
                baseline.put(file.path, recorded - stale)
            elif stale:
                messages.append(_about_stale(found.path, stale.total()))
            files.append(found)
        if writes:
            messages += self._save()
        return replace(report, files=tuple(files)), messages

    def _of(self, file: ListFile, path: Path) -> Baseline:
        key = path.parent, file.config.path
        if key not in self._found:
            place, exists = find_baseline(*key, self._files)
            if place not in self._read:
                read = read_baseline(place, self._files) if exists else Baseline(place)
                self._read[place] = read
            self._found[key] = self._read[place]
        return self._found[key]

    def _save(self) -> Iterable[str]:
        for baseline in self._read.values():
            if baseline.raw is None and self._mode == "prune":
                yield f"{baseline.path}: no baseline to prune"
                continue
            baseline.remove_missing()
            if baseline.save():
                count = sum(counts.total() for counts in baseline.files.values())
                yield f"{baseline.path}: written with {counted(count, 'finding')}"


def _coverage(run: "Run", file: ListFile, found: FileReport) -> Coverage:
    rules = rules_for(file.config.rules, file.document, run.scope)
    return Coverage(
        rules=frozenset(
            active.name
            for active in rules
            if run.answers.checked or not isinstance(active.rule, LinkRule | FactRule)
        ),
        open=_open_urls(found.document, run.answers.verdicts),
    )


def _about_stale(path: str, count: int) -> str:
    verb = "occurs" if count == 1 else "occur"
    return (
        f"{path}: {counted(count, 'finding')} of the baseline no longer {verb}"
        "; remove with --prune-baseline"
    )


def _open_urls(document: Document, verdicts: Mapping[str, Verdict]) -> frozenset[str]:
    """Return the URLs of a text without a certain verdict, as findings write them."""
    return frozenset(
        redacted(link.url)
        for link in document.links
        if is_web(link.url) and _is_open(verdicts.get(link.url))
    )


def _is_open(verdict: Verdict | None) -> bool:
    return verdict is None or verdict.state in ("unsure", "skipped")
