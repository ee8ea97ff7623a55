"""The baseline: findings that a list had when its maintainers began to use the tool.

It is the file `.awesomecheck-baseline.json` beside the list's configuration, in the list's own
folder or in the nearest one above, up to the root of the git work tree. A finding is known in it
by its rule and by what that is about: the link, the entry, or else the text of the line; never by
the line's number. So it holds while lines are moved, sorted and indented.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
import os
from pathlib import Path
import re
from typing import Any, NamedTuple, cast

from awesomecheck.document.tree import Document
from awesomecheck.errors import UserError
from awesomecheck.rules import Finding
from awesomecheck.safety.checkout import folders_around
from awesomecheck.safety.file_source import DISK, FileSource
from awesomecheck.safety.redact import masked

BASELINE_NAME = ".awesomecheck-baseline.json"
BASELINE_VERSION = 1
_MAX_BYTES = 50 * 1024 * 1024
_MARKERS = re.compile(r"^(?:\s|>|#|[-*+](?=\s)|\d+[.)](?=\s))+")
"""What stands before the text of a line, and changes where the line is moved to."""


class FindingKey(NamedTuple):
    """What a finding is known by."""

    rule: str
    subject: str


FindingCounts = Counter[FindingKey]
"""The number of findings of each kind in a list."""


@dataclass(slots=True)
class Baseline:
    """The content of a baseline file."""

    path: Path
    files: dict[str, FindingCounts] = field(default_factory=dict[str, FindingCounts])
    """By the lists' paths from the folder of the file, parted by `/`."""
    raw: bytes | None = None
    """The file as it was read; None for one that is not there yet."""

    def of(self, path: Path) -> FindingCounts:
        """What is known of a list."""
        return self.files.get(self._name(path), Counter())

    def put(self, path: Path, counts: FindingCounts) -> None:
        """Know this of a list, and nothing else."""
        self.files[self._name(path)] = counts

    def remove_missing(self) -> None:
        """Drop what is known of lists that are there no more."""
        folder = self.path.parent
        self.files = {name: each for name, each in self.files.items() if (folder / name).exists()}

    def save(self) -> bool:
        """Write the file, whole or not at all; whether there was anything to write.

        Raises:
            UserError: it cannot be written, or somebody else has written it meanwhile.
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
        """JSON with a line for each finding, so that a diff of it can be read."""
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
    """The baseline of the lists of a folder, and whether it is there already.

    Args:
        folder: where the lists are.
        config: the configuration that is in force for them.
        files: where it is looked for.
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
        UserError: it cannot be read, is none, or is of a later version.
    """
    import json  # noqa: PLC0415

    try:
        raw = files.read(path, _MAX_BYTES + 1)
        if len(raw) > _MAX_BYTES:
            raise UserError(f"{path}: larger than any baseline")
        data: object = json.loads(raw)
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise _unusable(path, str(error)) from error
    if not isinstance(data, dict) or "version" not in data:
        raise _unusable(path, "it has no version")
    content = cast("dict[str, Any]", data)
    version = content["version"]
    if isinstance(version, int) and version > BASELINE_VERSION:
        raise UserError(
            f"{path}: a baseline of version {version}, which a later awesomecheck has written",
            hint="update awesomecheck to the version that wrote it",
        )
    if version != BASELINE_VERSION:
        raise _unusable(path, f"version {version!r}")
    try:
        known = {str(name): _counts(records) for name, records in content["files"].items()}
    except (AttributeError, LookupError, TypeError) as error:
        raise _unusable(path, "not what `--write-baseline` writes") from error
    return Baseline(path, known, raw)


def _unusable(path: Path, reason: str) -> UserError:
    return UserError(
        f"{path}: no usable baseline: {reason}",
        hint="restore it, or delete it and write it anew with `--write-baseline`",
    )


def _counts(records: Iterable[Any]) -> FindingCounts:
    counts: FindingCounts = Counter()
    for record in records:
        rule, subject, count = record["rule"], record["subject"], record["count"]
        if not (isinstance(rule, str) and isinstance(subject, str) and isinstance(count, int)):
            raise TypeError
        counts[FindingKey(rule, subject)] += count
    return counts


def finding_keys(document: Document) -> Callable[[Finding], FindingKey]:
    """What tells the key of a finding on a document."""
    starts = [entry.span.start for entry in document.entries]

    @cache  # a line may be long, and have many findings
    def words(line: int) -> str:
        start, end = document.source.line_span(line)
        return " ".join(_MARKERS.sub("", masked(document.text[start:end])).split())

    def key(finding: Finding) -> FindingKey:
        if finding.url:
            return FindingKey(finding.rule, finding.url)
        start = finding.span.start
        index = bisect_right(starts, start) - 1
        entry = document.entries[index] if index >= 0 else None
        if entry and entry.heading and document.text.find("\n", entry.span.end, start) < 0:
            return FindingKey(finding.rule, entry.heading.text)
        return FindingKey(finding.rule, words(document.source.position(start).line))

    return key


class Split(NamedTuple):
    """Findings that are new, and those that are in a baseline."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]


def split(
    findings: Iterable[Finding],
    counts: FindingCounts,
    document: Document,
    elsewhere: Iterable[Finding] = (),
) -> Split:
    """Split new findings from known ones, of which there may be as many as a baseline counts.

    Args:
        findings: what would be shown.
        counts: what the baseline knows of the list.
        document: the list.
        elsewhere: findings that are not shown anyway; they are the first to be the known ones.
    """
    key = finding_keys(document)
    left = counts - Counter(map(key, elsewhere))
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        name = key(finding)
        if left[name] > 0:
            left[name] -= 1
            known.append(finding)
        else:
            new.append(finding)
    return Split(tuple(new), tuple(known))


class BaselineCheck(NamedTuple):
    """What a run found out about a list."""

    found: FindingCounts
    rules: Collection[str]
    """Those that have looked at everything."""
    open: Collection[str]
    """Links of which it is not known how they are: what was found of them may still hold."""

    def covers(self, key: FindingKey) -> bool:
        """Whether a finding of this kind would have been found if it were there."""
        return key.rule in self.rules and key.subject not in self.open


def resolved(counts: FindingCounts, observed: BaselineCheck) -> FindingCounts:
    """What a baseline knows and the list does not have any more."""
    return Counter(
        {
            key: count - observed.found[key]
            for key, count in counts.items()
            if count > observed.found[key] and observed.covers(key)
        }
    )


def updated(counts: FindingCounts, observed: BaselineCheck) -> FindingCounts:
    """All that is found now, and of what was known that which this run could not judge."""
    return (counts - resolved(counts, observed)) | observed.found
