"""How well entries are found and read, measured with truth made by hand: see `truth/README.md`.

    python benchmarks/entries.py LISTS [--half dev|held] [--show FIELD] [NAME…]

LISTS is a folder of real lists. Found is a truth entry that one of ours begins on (or in, where
it has several lines); fields are compared strictly, letter by letter, with whitespace folded.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
import json
from pathlib import Path
from typing import Any

from awesomecheck.document import Entry, Source, parse

TRUTH = Path(__file__).parent / "truth"
FIELDS = ("name", "title", "authors", "venue", "year", "links")
Values = Counter[str]


def main() -> None:
    """Print the figures of each list and of all."""
    options = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    options.add_argument("lists", type=Path)
    options.add_argument("--half", choices=("dev", "held"), default="dev")
    options.add_argument("--truth", type=Path, default=TRUTH)
    options.add_argument("--show", action="append", default=[], metavar="FIELD")
    options.add_argument("names", nargs="*")
    arguments = options.parse_args()
    halves = json.loads((arguments.truth / "halves.json").read_text())
    total: Counter[str] = Counter()
    print(f"{'list':45} {'F1':>5} {'found':>6} {'count':>11} {'false':>5}  " + " ".join(FIELDS))
    for stem in halves[arguments.half]:
        if arguments.names and not any(name in stem for name in arguments.names):
            continue
        truth = json.loads((arguments.truth / f"{stem}.json").read_text())
        counts = _score(truth, arguments.lists / f"{stem}.md", arguments.show)
        total += counts
        _print(stem, counts)
    _print("all", total)


def _score(truth: Mapping[str, Any], path: Path, show: list[str]) -> Counter[str]:
    document = parse(Source.from_text(path.read_text(encoding="utf-8", errors="replace")))
    lines = {document.line_of(entry.span): entry for entry in document.entries}
    counts: Counter[str] = Counter(truth=truth["count"], ours=len(lines), lists=1)
    ratio = len(document.entries) / max(1, truth["count"])
    counts["count right"] = int(abs(ratio - 1) <= 0.02)
    counts["false"] = sum(line in lines for line in truth.get("not_entries", ()))
    counts["not"] = len(truth.get("not_entries", ()))
    for line in truth.get("not_entries", ()):
        if "false" in show and line in lines:
            print(f"   line {line} is no entry: {document.slice(lines[line].span)[:100]!r}")
    for wanted in truth["entries"]:
        counts["entries"] += 1
        entry = _entry(lines, wanted)
        counts["found"] += entry is not None
        if entry is None and "found" in show:
            print(f"   line {wanted['line']} is not found: {wanted['name'] or wanted['title']}")
        for field in FIELDS:
            right = Counter(_wanted(wanted, field))
            ours = Counter(_ours(entry, field)) if entry else Counter[str]()
            counts[f"{field} hit"] += (right & ours).total()
            counts[f"{field} right"] += right.total()
            counts[f"{field} ours"] += ours.total()
            if entry and right != ours and field in show:
                difference = f"{_shown(ours - right)} not {_shown(right - ours)}"
                print(f"   line {wanted['line']} {field}: {difference}")
    return counts


def _shown(values: Values) -> str:
    return ", ".join(values.elements()) or "nothing"


def _entry(lines: Mapping[int, Entry], wanted: Mapping[str, Any]) -> Entry | None:
    first, last = wanted["line"], wanted.get("end_line", wanted["line"])
    return next((lines[line] for line in range(first, last + 1) if line in lines), None)


def _wanted(wanted: Mapping[str, Any], field: str) -> Iterator[str]:
    value = wanted[field]
    if field == "links":
        yield from (f"{each['role']} {each['url']}" for each in value)
    elif field == "authors":
        yield from (" ".join(each.split()) for each in value)
    elif value is not None:
        yield " ".join(str(value).split())


def _ours(entry: Entry, field: str) -> Iterator[str]:
    match field:
        case "links":
            yield from (f"{each.role} {each.link.url}" for each in entry.links)
        case "authors":
            yield from (author.text for author in entry.authors)
        case "year":
            if entry.published is not None:
                yield str(entry.published)
        case _:
            value = getattr(entry, field)
            if value is not None:
                yield value.text


def _print(name: str, counts: Counter[str]) -> None:
    def f1(hit: int, right: int, ours: int) -> float:
        return 2 * hit / (right + ours) if right + ours else 1.0

    fields = [
        f1(counts[f"{field} hit"], counts[f"{field} right"], counts[f"{field} ours"])
        for field in FIELDS
    ]
    micro = f1(
        *(sum(counts[f"{field} {kind}"] for field in FIELDS) for kind in ("hit", "right", "ours"))
    )
    print(
        f"{name[:45]:45} {micro:5.3f} {counts['found']:3}/{counts['entries']:3}"
        f" {counts['ours']:5}/{counts['truth']:5} {counts['false']:2}/{counts['not']:2}  "
        + " ".join(f"{each:.2f}" for each in fields)
        + (f"  counts right: {counts['count right']}/{counts['lists']}" if name == "all" else "")
    )


if __name__ == "__main__":
    main()
