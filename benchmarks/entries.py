"""How well entries are found and read, measured with truth made by hand: see `truth/README.md`.

    python benchmarks/entries.py LISTS [--half dev|opened|held] [--sure] [--show FIELD] [NAME…]

LISTS is a folder of real lists. Found is a truth entry that one of ours begins on (or in, where
it has several lines); fields are compared strictly, letter by letter, with whitespace folded.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
import json
from pathlib import Path
from typing import Any

from awesomecheck.document import Entry, Source, parse

TRUTH = Path(__file__).parent / "truth"
FIELDS = ("name", "title", "authors", "venue", "year", "links")
Values = Counter[str]
_COUNT_TOLERANCE = 0.02


def main() -> None:
    """Print the figures of each list and of all."""
    options = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    options.add_argument("lists", type=Path, metavar="LISTS", help="folder of the lists")
    options.add_argument("--half", choices=("dev", "opened", "held"), default="dev")
    options.add_argument(
        "--show",
        action="append",
        default=[],
        choices=(*FIELDS, "found", "false"),
        help="print differences of a field, entries not found, or places that are no entry",
    )
    options.add_argument(
        "--sure", action="store_true", help="leave out fields that people could judge otherwise"
    )
    options.add_argument("names", nargs="*", metavar="NAME", help="only lists with NAME in theirs")
    arguments = options.parse_args()
    halves = json.loads((TRUTH / "halves.json").read_text("utf-8"))
    total: Counter[str] = Counter()
    print(f"{'list':45} {'F1':>5} {'found':>6} {'count':>11} {'false':>5}  " + " ".join(FIELDS))
    for stem in halves[arguments.half]:
        if arguments.names and not any(name in stem for name in arguments.names):
            continue
        truth = json.loads((TRUTH / f"{stem}.json").read_text("utf-8"))
        if not arguments.sure:
            for entry in truth["entries"]:
                entry["unsure"] = []
        counts = _score(truth, arguments.lists / f"{stem}.md", arguments.show)
        total += counts
        _print(stem, counts)
    _print("all", total)


def _score(truth: Mapping[str, Any], path: Path, show: Sequence[str]) -> Counter[str]:
    """Return the counts of a list, and print the differences of the fields to show."""
    document = parse(Source.from_text(path.read_text(encoding="utf-8", errors="replace")))
    lines = {document.line_of(entry.span): entry for entry in document.entries}
    false = [line for line in truth.get("not_entries", ()) if line in lines]
    ratio = len(document.entries) / max(1, truth["count"])
    counts = Counter(
        {
            "lists": 1,
            "truth": truth["count"],
            "ours": len(document.entries),
            "count right": int(abs(ratio - 1) <= _COUNT_TOLERANCE),
            "false": len(false),
            "not": len(truth.get("not_entries", ())),
        }
    )
    if "false" in show:
        for line in false:
            print(f"   line {line} is no entry: {document.slice(lines[line].span)[:100]!r}")
    for wanted in truth["entries"]:
        counts += _score_entry(wanted, _entry(lines, wanted), show)
    return counts


def _score_entry(
    wanted: Mapping[str, Any], entry: Entry | None, show: Sequence[str]
) -> Counter[str]:
    counts = Counter({"entries": 1, "found": int(entry is not None)})
    if entry is None and "found" in show:
        print(f"   line {wanted['line']} is not found: {wanted['name'] or wanted['title']}")
    for field in FIELDS:
        if field in wanted.get("unsure", ()):
            continue
        right = Values(_wanted(wanted, field))
        ours = Values(_ours(entry, field) if entry else ())
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
    fields = " ".join(f"{_f1(counts, [field]):.2f}" for field in FIELDS)
    right = f"  counts right: {counts['count right']}/{counts['lists']}" if name == "all" else ""
    print(
        f"{name[:45]:45} {_f1(counts, FIELDS):5.3f} {counts['found']:3}/{counts['entries']:3}"
        f" {counts['ours']:5}/{counts['truth']:5} {counts['false']:2}/{counts['not']:2}"
        f"  {fields}{right}"
    )


def _f1(counts: Counter[str], fields: Sequence[str]) -> float:
    """Return the harmonic mean of precision and recall over some fields."""
    hit, right, ours = (
        sum(counts[f"{field} {kind}"] for field in fields) for kind in ("hit", "right", "ours")
    )
    return 2 * hit / (right + ours) if right + ours else 1.0


if __name__ == "__main__":
    main()
