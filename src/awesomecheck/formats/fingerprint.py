"""Identify findings across runs, even if lines have moved."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterator
import hashlib
from operator import mul
from typing import NamedTuple

from awesomecheck.changes.baseline import FindingKey
from awesomecheck.document.source import Source
from awesomecheck.formats.report import FileReport
from awesomecheck.rules import Finding

_WINDOW = 100
_MODULUS = 1 << 64
_POWERS = tuple(pow(37, exponent, _MODULUS) for exponent in reversed(range(_WINDOW)))
_END_OF_FILE = 0xFFFF


class Identified(NamedTuple):
    """A finding with its identity."""

    finding: Finding
    key: FindingKey
    """Its rule and subject, as in a baseline."""
    fingerprint: str
    """128 bits in hexadecimal digits, unique in a run."""


def identified(file: FileReport, path: str) -> Iterator[Identified]:
    """Yield the findings of a file in the order of the text.

    Findings with the same key are numbered in their fingerprints. Those in the baseline count too,
    so that fingerprints do not depend on it.

    Args:
        file: the findings.
        path: the file's path, which does not depend on where the tool is run.
    """
    key_of = file.keys()
    known = set(map(id, file.baselined))
    findings = [*file.findings, *file.baselined]
    findings.sort(key=lambda finding: (finding.span.start, finding.rule))
    counts: Counter[FindingKey] = Counter()
    digests: dict[FindingKey, str] = {}
    for finding in findings:
        key = key_of(finding)
        counts[key] += 1
        if id(finding) not in known:
            if key not in digests:
                digests[key] = _digest(path, *key)
            yield Identified(finding, key, _digest(digests[key], str(counts[key])))


def _digest(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:32]


def line_hashes(source: Source, lines: Collection[int]) -> dict[int, str]:
    """Return the `primaryLocationLineHash` of some lines, by their numbers.

    Code scanning on GitHub identifies an alert by this hash alone. It covers the first 100 UTF-16
    code units from the line's start that are not spaces or tabs, across line breaks; a count
    follows, which numbers equal ones. `upload-sarif` computes it the same way if it is missing,
    and warns if it differs
    (https://github.com/github/codeql-action/blob/main/src/fingerprints.ts).
    """
    starts, units = _without_spaces(source)
    places = [(line, starts[line - 1]) for line in lines]
    windows = {line: bytes(units[start : start + _WINDOW]) for line, start in places}
    wanted = frozenset(windows.values())
    hashes = {window: _polynomial(window) for window in wanted}
    counts: Counter[bytes] = Counter()
    found: dict[int, str] = {}
    for line, start in enumerate(starts, start=1):
        window = bytes(units[start : start + _WINDOW])
        if window in wanted:
            counts[window] += 1
            if line in windows:
                found[line] = f"{hashes[window]:x}:{counts[window]}"
    return found


def _without_spaces(source: Source) -> tuple[list[int], memoryview]:
    """Return where each line begins, and the file's UTF-16 code units without spaces and tabs."""
    starts = [0]
    units = array("H")
    mark = "\ufeff" if source.raw.startswith("\ufeff") else ""
    for line in (mark + source.text).split("\n"):
        text = line.replace(" ", "").replace("\t", "") + "\n"
        units.frombytes(text.encode("utf-16", "surrogatepass")[2:])
        starts.append(len(units))
    del starts[-1]
    units[-1] = _END_OF_FILE
    units.extend([0] * _WINDOW)
    return starts, memoryview(units)


def _polynomial(window: bytes) -> int:
    total: int = sum(map(mul, array("H", window), _POWERS))
    return total % _MODULUS
