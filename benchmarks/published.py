"""How well published titles agree with lists: venues that lists name, hidden and looked up.

    python benchmarks/published.py [-v] LIST...

Of each entry that names a conference or a journal, only the title and the first author are given
to the look-up, as `published-preprint` gives those of a preprint. An answer agrees if the venue is
the one that the list names. Whether another answer is another paper no program can tell: -v lists
these, to be read. Answers with several venues are counted apart: the rule has no fix for them.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from awesomecheck import Entry, Source, find_venue, parse
from awesomecheck.facts import Publication, published


def main() -> None:
    """Print a line for each list, and one for all."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("-v", action="store_true", help="list the answers that differ")
    parser.add_argument("lists", type=Path, metavar="LIST", nargs="+")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    print(f"{'list':<60}{'named':>7}{'found':>7}{'venue':>7}{'year':>7}{'several':>8}")
    for path in options.lists:
        counts: Counter[str] = Counter()
        for entry in parse(Source.from_bytes(path.read_bytes(), str(path))).entries:
            counts.update(outcome(entry, verbose=options.v))
        print(row(path.stem, counts))
        total += counts
    print(row("all", total))
    if found := total["found"]:
        print(f"{total['venue'] / found:.1%} of those found with the venue that the list names")


def row(name: str, counts: Counter[str]) -> str:
    """Return a line of the table."""
    cells = "".join(f"{counts[key]:>7}" for key in ("named", "found", "venue", "year"))
    return f"{name[:59]:<60}{cells}{counts['several']:>8}"


def outcome(entry: Entry, *, verbose: bool) -> Iterable[str]:
    """Yield what the look-up of an entry counts as."""
    named = find_venue(entry.venue.text) if entry.venue else None
    if named is None or named.kind == "preprint" or entry.title is None:
        return
    yield "named"
    author = entry.authors[0].text if entry.authors else ""
    found = list(published(entry.title.text, author))
    if not found:
        return
    if len(found) > 1:
        yield "several"
        return
    yield "found"
    [place] = found
    if same_venue(place, named.name):
        yield "venue"
        if place.year == entry.published:
            yield "year"
    elif verbose:
        print(
            f"    {entry.title.text} ({author}): {named.name} {entry.published},"
            f" found {place.venue} {place.year}"
        )


def same_venue(place: Publication, named: str) -> bool:
    """Return whether an answer is the venue that a list names; its workshops are part of it."""
    venue = find_venue(place.venue)
    return venue is not None and venue.name == named


if __name__ == "__main__":
    main()
