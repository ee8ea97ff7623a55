"""What a change to the code makes of real lists: `python -m benchmarks.ecosystem FOLDER`.

    python -m benchmarks.ecosystem FOLDER [--base REVISION] [-o REPORT.md]

All Markdown files of a folder are checked and fixed twice, by a revision of this repository, which
is installed into a folder of its own, and by the source as it is. The report, in Markdown, has the
findings that came and went by rule, with examples, the files whose fixed text differs, those that
fail, and the processor time. Links are not checked. The status is 1 if anything differs.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
import hashlib
import json
import os
from pathlib import Path
import subprocess
import sys
import tempfile
import time
from typing import Any, NamedTuple

from awesomecheck.safety.markdown_text import markdown_text

ROOT = Path(__file__).parents[1]
_EXAMPLES = 5


class Outcome(NamedTuple):
    """What a version of the code says of one file."""

    findings: Counter[tuple[str, int, str]]
    """Rule, line and message."""
    fixed: str
    """The hash of the fixed text; empty where the file cannot be read."""
    failure: str


def outcomes(files: Sequence[Path], libraries: Sequence[Path]) -> tuple[dict[str, Outcome], float]:
    """Check and fix files in another process; also its processor time in seconds."""
    done = subprocess.run(
        [sys.executable, __file__, "--inside", *files],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, libraries))},
        capture_output=True,
        text=True,
        check=True,
    )
    *lines, seconds = done.stdout.splitlines()
    found: dict[str, Outcome] = {}
    for path, line in zip(files, lines, strict=True):
        findings, fixed, failure = json.loads(line)
        found[str(path)] = Outcome(
            Counter((rule, place, said) for rule, place, said in findings), fixed, failure
        )
    return found, float(seconds)


def _inside(paths: Sequence[str]) -> None:
    from awesomecheck import UserError, fix, lint, load_config  # noqa: PLC0415 - that of PYTHONPATH

    config = load_config()
    begun = time.process_time()
    for path in paths:
        findings: list[Any] = []
        fixed = failure = ""
        try:
            text = Path(path).read_text("utf-8")
            report = lint(text, path, config)
            [file] = report.files
            findings = [
                [each.rule, file.position(each).line, each.message] for each in file.findings
            ]
            done = fix(text, path, config)
            fixed = hashlib.sha256(done.text.encode()).hexdigest()
            failure = "; ".join(error.message for error in done.report.errors)
        except (UserError, OSError, ValueError) as error:
            failure = f"{type(error).__name__}: {error}"
        print(json.dumps([findings, fixed, failure]))
    print(time.process_time() - begun)


def report(old: Mapping[str, Outcome], new: Mapping[str, Outcome]) -> Iterator[str]:
    """Yield the lines of a report on what differs; none if nothing does."""
    came = _differences(new, old)
    went = _differences(old, new)
    rules = sorted({rule for _, rule, _, _ in (*came, *went)})
    if rules:
        yield from ("| rule | came | went |", "|---|---|---|")
        for rule in rules:
            counts = (sum(each[1] == rule for each in some) for some in (came, went))
            yield f"| {rule} | {' | '.join(map(str, counts))} |"
    for rule in rules:
        yield from ("", f"### {rule}", "")
        for sign, some in (("+", came), ("-", went)):
            for path, _, line, message in [each for each in some if each[1] == rule][:_EXAMPLES]:
                said = f"{path}:{line}: {message}"
                yield f"- {sign} {markdown_text(said)}"
    for title, field in (("Fixed otherwise", "fixed"), ("Failures that differ", "failure")):
        differs = [path for path in old if getattr(old[path], field) != getattr(new[path], field)]
        if differs:
            yield from ("", f"### {title}", "")
            for path in differs:
                said = f"{path}: {new[path].failure}".removesuffix(": ")
                yield f"- {markdown_text(said)}"


def _differences(
    these: Mapping[str, Outcome], others: Mapping[str, Outcome]
) -> list[tuple[str, str, int, str]]:
    return [
        (path, *finding)
        for path, outcome in these.items()
        for finding in (outcome.findings - others[path].findings).elements()
    ]


def install(revision: str, folder: Path) -> Path:
    """Install a revision of this repository into a folder."""
    source, target = folder / "source", folder / "installed"
    archive = subprocess.run(
        ["git", "archive", "--format=tar", revision], cwd=ROOT, capture_output=True, check=True
    )
    source.mkdir()
    subprocess.run(["tar", "-x", "-C", source], input=archive.stdout, check=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", target, source], check=True)
    return target


def main() -> int:
    """Compare two versions of the code over the lists of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--base", default="main", metavar="REVISION")
    parser.add_argument("-o", "--output", type=Path, metavar="REPORT")
    arguments = parser.parse_args()
    files = sorted(arguments.folder.resolve().rglob("*.md"))
    with tempfile.TemporaryDirectory() as folder:
        old, before = outcomes(files, [install(arguments.base, Path(folder))])
    new, after = outcomes(files, [ROOT / "src", ROOT / "rules"])
    lines = list(report(old, new))
    text = "\n".join(
        [f"{len(files)} lists, {before:.1f} s before, {after:.1f} s after", "", *lines, ""]
    )
    if arguments.output:
        arguments.output.write_text(text, "utf-8")
    print(text)
    return 1 if lines else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        _inside(sys.argv[2:])
    else:
        sys.exit(main())
