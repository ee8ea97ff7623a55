"""Read and write baselines: the findings that are accepted in a list for now.

A baseline is the file `.awesomecheck-baseline.json` beside the list's configuration, or in the
list's folder or the nearest one above, up to the top of the git work tree. It identifies a finding
by its rule and its subject: the link, the entry, or else the text of the line, never its number.
So lines can be moved, sorted and indented.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
import os
from pathlib import Path
from typing import Any, NamedTuple, cast

from msgspec import Struct, field

from awesomecheck.document.tree import Document
from awesomecheck.errors import UserError
from awesomecheck.regexes import regex
from awesomecheck.rules import Finding
from awesomecheck.safety.checkout import folders_around
from awesomecheck.safety.file_source import DISK, FileSource
from awesomecheck.safety.redact import masked

BASELINE_NAME = ".awesomecheck-baseline.json"
BASELINE_VERSION = 1
_MAX_BYTES = 50 * 1024 * 1024
_MOST_FINDINGS = 10_000_000
"""More than any file within the limits can have; Python cannot print any number."""
_MARKERS = regex(r"^(?:\s|>|#|[-*+](?=\s)|\d+[.)](?=\s))+")
"""What comes before the text of a line, and may change if the line is moved."""


class FindingKey(NamedTuple):
    """What identifies a finding."""

    rule: str
    subject: str


FindingCounts = Counter[FindingKey]
"""The number of findings of each kind in a list."""


class Baseline(Struct):
    """The content of a baseline file."""

    path: Path
    files: dict[str, FindingCounts] = field(default_factory=dict[str, FindingCounts])
    """By the path of the list, relative to the folder of the file and separated by `/`."""
    raw: bytes | None = None
    """The content of the file; None for a new one."""

    def of(self, path: Path) -> FindingCounts:
        """Return the findings of a list."""
        return self.files.get(self._name(path), Counter()) if self.files else Counter()

    def put(self, path: Path, counts: FindingCounts) -> None:
        """Replace the findings of a list."""
        self.files[self._name(path)] = counts

    def remove_missing(self) -> None:
        """Remove the findings of lists that no longer exist."""
        folder = self.path.parent
        self.files = {name: each for name, each in self.files.items() if (folder / name).exists()}

    def save(self) -> bool:
        """Write the file if its content has changed, and return whether it has.

        Raises:
            UserError: it cannot be written, or somebody else has changed it.
        """
        from awesomecheck.safety.atomic_write import create_file, replace_file  # noqa: PLC0415 - few runs write

        data = "".join(self._pieces()).encode(errors="backslashreplace")
        if self.raw is None:
            create_file(self.path, data)
        elif data != self.raw:
            replace_file(self.path, self.raw, data)
        return data != self.raw

    def _name(self, path: Path) -> str:
        name = os.path.relpath(os.path.realpath(path), os.path.realpath(self.path.parent))
        return name.replace(os.sep, "/")

    def _pieces(self) -> Iterator[str]:
        """Yield JSON with a line for each finding, for readable diffs."""
        yield f'{{\n  "version": {BASELINE_VERSION},\n  "files": {{'
        comma = "\n"
        for name, counts in sorted(self.files.items()):
            if not +counts:
                continue
            records = (
                f'      {{"rule": {_json(key.rule)}, "subject": {_json(key.subject)},'
                f' "count": {count}}}'
                for key, count in sorted((+counts).items())
            )
            yield f"{comma}    {_json(name)}: [\n"
            yield ",\n".join(records)
            yield "\n    ]"
            comma = ",\n"
        yield "\n  }\n}\n"


def _json(text: str) -> str:
    import json  # noqa: PLC0415 - most runs have no baseline

    return json.dumps(text, ensure_ascii=False)


def find_baseline(
    folder: Path, config: Path | None, files: FileSource = DISK
) -> tuple[Path, bool]:
    """Return the path of the baseline for the lists of a folder, and whether it exists.

    Args:
        folder: the folder of the lists.
        config: the path of their configuration.
        files: where to look.
    """
    beside = [config.absolute().parent] if config else []
    folders = [*beside, *folders_around(folder / BASELINE_NAME)]
    for each in folders:
        if files.is_file(each / BASELINE_NAME):
            return each / BASELINE_NAME, True
    return folders[0] / BASELINE_NAME, False


def read_baseline(path: Path, files: FileSource = DISK) -> Baseline:
    """Read a baseline file.

    Raises:
        UserError: it cannot be read, is invalid, or was written by a later version.
    """
    import json  # noqa: PLC0415 - most runs have no baseline

    try:
        raw = files.read(path, _MAX_BYTES + 1)
        if len(raw) > _MAX_BYTES:
            raise UserError(f"{path}: too large for a baseline (50 MB at most)")
        data: object = json.loads(raw)
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise _invalid(path, str(error)) from error
    if not isinstance(data, dict) or "version" not in data:
        raise _invalid(path, "no `version`")
    content = cast("dict[str, Any]", data)
    version = content["version"]
    if isinstance(version, int) and BASELINE_VERSION < version < _MOST_FINDINGS:
        raise UserError(
            f"{path}: baseline of version {version}, written by a later awesomecheck",
            hint="update awesomecheck",
        )
    if version != BASELINE_VERSION:
        raise _invalid(path, f"version {version!r}"[:60])
    try:
        counts = {str(name): _counts(records) for name, records in content["files"].items()}
    except (AttributeError, LookupError, TypeError) as error:
        raise _invalid(path, "not written by `--write-baseline`") from error
    return Baseline(path, counts, raw)


def _invalid(path: Path, reason: str) -> UserError:
    return UserError(
        f"{path}: invalid baseline: {reason}",
        hint="restore the file, or delete it and run `--write-baseline` again",
    )


def _counts(records: Iterable[Any]) -> FindingCounts:
    counts: FindingCounts = Counter()
    for record in records:
        rule, subject, count = record["rule"], record["subject"], record["count"]
        if not (isinstance(rule, str) and isinstance(subject, str) and _is_count(count)):
            raise TypeError
        counts[FindingKey(rule, subject)] += count
    return counts


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_FINDINGS


def finding_key(finding: Finding, subjects: Callable[[int], str]) -> FindingKey:
    """Return the key of a finding.

    Args:
        finding: the finding.
        subjects: says what is the subject at an offset.
    """
    return FindingKey(finding.rule, finding.url or subjects(finding.span.start))


def finding_keys(document: Document) -> Callable[[Finding], FindingKey]:
    """Return a function from the findings on a document to their keys."""
    subjects = subjects_in(document)
    return lambda finding: finding_key(finding, subjects)


def subjects_in(document: Document) -> Callable[[int], str]:
    """Return a function from offsets in a document to the subjects of findings there.

    The subject is the heading of the entry, or else the text of the line.
    """
    starts = [entry.span.start for entry in document.entries]

    @cache  # a long line may have many findings
    def line_text(line: int) -> str:
        start, end = document.source.line_span(line)
        return " ".join(_MARKERS.sub("", masked(document.text[start:end])).split())

    def subject(start: int) -> str:
        index = bisect_right(starts, start) - 1
        entry = document.entries[index] if index >= 0 else None
        if entry and entry.heading and document.text.find("\n", entry.span.end, start) < 0:
            return entry.heading.text
        return line_text(document.source.position(start).line)

    return subject


class Split(NamedTuple):
    """New findings, and those in the baseline."""

    new: tuple[Finding, ...]
    baselined: tuple[Finding, ...]


def split(
    findings: Iterable[Finding],
    counts: FindingCounts,
    document: Document,
    outside: Iterable[Finding] = (),
) -> Split:
    """Separate new findings from those in the baseline, as many of each key as it counts.

    Args:
        findings: the findings to report.
        counts: the baseline of the list.
        document: the list.
        outside: findings outside of the change, which are not reported; they count first.
    """
    key = finding_keys(document)
    left = counts - Counter(map(key, outside))
    new: list[Finding] = []
    baselined: list[Finding] = []
    for finding in findings:
        name = key(finding)
        if left[name] > 0:
            left[name] -= 1
            baselined.append(finding)
        else:
            new.append(finding)
    return Split(tuple(new), tuple(baselined))


class Coverage(Struct, frozen=True):
    """How much of a list a run checked."""

    rules: Collection[str]
    """Rules that ran on the whole list."""
    open: Collection[str]
    """Links without a certain verdict: findings about them may still be there."""

    def covers(self, key: FindingKey) -> bool:
        """Whether the run would have found a finding with this key."""
        return key.rule in self.rules and key.subject not in self.open


def resolved(
    counts: FindingCounts, found: FindingCounts, checked: Callable[[], Coverage]
) -> FindingCounts:
    """Return the findings of a baseline that the list no longer has.

    Args:
        counts: the baseline of the list.
        found: the findings of the run.
        checked: says how much of the list the run checked, where findings are missing.
    """
    missing = counts - found
    if not missing:
        return missing
    check = checked()
    return Counter({key: count for key, count in missing.items() if check.covers(key)})


def updated(counts: FindingCounts, found: FindingCounts, stale: FindingCounts) -> FindingCounts:
    """Return all findings of a run, and those of the baseline that the run could not check."""
    return (counts - stale) | found
