"""Papers and repositories that many lists have, and papers on whose venue or year they differ.

A paper is known by its arXiv id; without one, by that of entries with the same title, else by its
title, else by its DOI.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pyarrow
from pyarrow import compute

from awesomecheck.facts.keys import title_key
from awesomecheck.facts.peers import LONG_TITLE, main_venue
from awesomecheck.fleet.query import COUNT, Fleet, RowDict, Selected, among, field, sorted_by
from awesomecheck.fleet.report.model import DisputedPaper, Place, Shown, Widespread
from awesomecheck.fleet.report.names import SOME, Names, brief, most_listed, shown_url

_arrow: Any = pyarrow
_compute: Any = compute

_ARXIV: Final = "https://arxiv.org/abs/"
_DOI: Final = "https://doi.org/"
_TITLE: Final = "title:"
_ONE_VENUE: Final = {
    **dict.fromkeys(("SIGGRAPH", "SIGGRAPH Asia", "TOG"), "SIGGRAPH / TOG"),
    **dict.fromkeys(("Eurographics", "EGSR", "SGP", "CGF"), "Eurographics / CGF"),
}
"""Conferences whose papers are published in a journal: both are right."""
_PLACE: Final = ("list", "line", "key", "arxiv", "doi")
_COLUMNS: Final = ("list", "line", "title", "arxiv", "doi", "venue", "year")
_REPOSITORY: Final = "^github:[^/?#]+/[^/?#]+$"


class Papers(NamedTuple):
    """The entries of papers."""

    fleet: Fleet
    rows: Selected
    """`paper` (what identifies it), `list`, `line`, `key` (of its title), `arxiv`, `doi`, `venue`
    and `year`."""

    @classmethod
    def of(cls, fleet: Fleet) -> "Papers":
        """Return the papers of a fleet."""
        known = field("title").is_valid() | field("arxiv").is_valid() | field("doi").is_valid()
        rows = _arrow.Table.from_batches(
            [_keyed(batch) for batch in fleet.batches("entries", _COLUMNS, known)], _KEYED
        )
        return cls(fleet, _identified(rows))

    def listed(self, names: Names, top: int) -> Shown[Widespread]:
        """Return the papers that most lists have."""
        found = most_listed(self.rows.select(["paper", "list"]), "paper", top, least=2)
        shown = self._shown([row["paper"] for row in found.rows])
        rows = (
            Widespread(*shown[row["paper"]], row[COUNT], names.some(row["some"]))
            for row in found.rows
        )
        return Shown(tuple(rows), found.total)

    def disputed(self, names: Names, top: int) -> Shown[DisputedPaper]:
        """Return the papers on whose venue or year lists differ, the most listed first."""
        named = self.rows.filter(field("venue").is_valid())
        said = named.group_by(["paper", "venue", "year", "list"]).aggregate([])
        distinct = [("venue", "count_distinct"), ("year", "count_distinct")]
        counts = said.group_by("paper").aggregate([*distinct, ("list", "count_distinct")])
        differing = counts.filter(
            (field("venue_count_distinct") > 1) | (field("year_count_distinct") > 1)
        )
        order = sorted_by(differing, ("list_count_distinct", True), ("paper", False))
        first = order.slice(0, top).to_pylist()
        wanted = [row["paper"] for row in first]
        shown, everywhere = self._shown(wanted), self._lists(wanted)
        places = _places(said.filter(among("paper", wanted)).to_pylist(), names)
        rows = (
            DisputedPaper(
                *shown[row["paper"]],
                lists=row["list_count_distinct"],
                places=places[row["paper"]],
                others=everywhere[row["paper"]] - row["list_count_distinct"],
            )
            for row in first
        )
        return Shown(tuple(rows), differing.num_rows)

    def _lists(self, papers: Sequence[str]) -> dict[str, int]:
        """Return how many lists have each of a few papers."""
        rows = self.rows.filter(among("paper", papers)).group_by("paper")
        counts = rows.aggregate([("list", "count_distinct")]).to_pylist()
        return {row["paper"]: row["list_count_distinct"] for row in counts}

    def _shown(self, papers: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return title and URL of each of a few papers, as the first list has them."""
        own = self.rows.filter(among("paper", papers))
        titled = _compute.is_valid(own.column("key"))
        order = sorted_by(
            own.append_column("titled", titled),
            ("paper", False),
            ("titled", True),
            ("list", False),
            ("line", False),
        ).group_by("paper", use_threads=False)
        whole = _compute.ScalarAggregateOptions(skip_nulls=False)  # of one row, not of several
        firsts = order.aggregate([(name, "first", whole) for name in _PLACE]).to_pylist()
        places = {tuple(row[f"{name}_first"] for name in _PLACE): row["paper"] for row in firsts}
        names, lines, *_ = zip(*places, strict=True) if places else ((), ())
        within = among("list", {*names}) & field("line").isin(_arrow.array(lines, _arrow.int64()))
        found = {paper: ("", _url(paper, None)) for paper in papers}
        for row in self.fleet.rows("entries", (*_COLUMNS, "name", "url"), within).to_pylist():
            place = (row["list"], row["line"], _key(row["title"]), row["arxiv"], row["doi"])
            if paper := places.get(place):
                found[paper] = brief(row["title"] or row["name"]), _url(paper, row["url"])
        return found


_KEYED: Final = _arrow.schema(
    {
        "list": _arrow.string(),
        "line": _arrow.int64(),
        "key": _arrow.string(),
        "arxiv": _arrow.string(),
        "doi": _arrow.string(),
        "venue": _arrow.string(),
        "year": _arrow.int64(),
    }
)


def _keyed(batch: Any) -> Any:
    """Return rows of entries with keys for their titles, and venues by their usual names."""
    columns = {
        "list": batch.column("list"),
        "line": batch.column("line"),
        "key": [_key(title) for title in batch.column("title").to_pylist()],
        "arxiv": batch.column("arxiv"),
        "doi": batch.column("doi"),
        "venue": _usual_names(batch.column("venue")),
        "year": batch.column("year"),
    }
    return _arrow.RecordBatch.from_pydict(columns, _KEYED)


def _key(title: str | None) -> str | None:
    """Return the key of a title that is long enough to be that of one paper."""
    key = title_key(title) if title else ""
    return key if len(key) >= LONG_TITLE else None


def _usual_names(venues: Any) -> Any:
    """Return venues by their usual names; null for preprints, workshops and unknown ones."""
    encoded = venues.dictionary_encode()
    found = [main_venue(text) for text in encoded.dictionary.to_pylist()]
    names = [_ONE_VENUE.get(venue.name, venue.name) if venue else None for venue in found]
    return _arrow.array(names, _arrow.string()).take(encoded.indices)


def _identified(rows: Selected) -> Selected:
    """Return rows with what identifies their papers."""
    both = rows.select(["key", "arxiv"]).drop_null()
    counts = both.group_by(["key", "arxiv"]).aggregate([([], "count_all")])
    order = sorted_by(counts, ("key", False), ("count_all", True), ("arxiv", False))
    usual = order.group_by("key", use_threads=False).aggregate([("arxiv", "first")])
    joined = rows.join(usual, "key")
    joined_text = _compute.binary_join_element_wise
    paper = _compute.coalesce(
        joined_text(_ARXIV, joined.column("arxiv"), ""),
        joined_text(_ARXIV, joined.column("arxiv_first"), ""),
        joined_text(_TITLE, joined.column("key"), ""),
        joined_text(_DOI, joined.column("doi"), ""),
    )
    kept = joined.select([*_PLACE, "venue", "year"]).append_column("paper", paper)
    return kept.filter(field("paper").is_valid())


def _url(paper: str, url: str | None) -> str:
    return shown_url((url or "") if paper.startswith(_TITLE) else paper)


def _places(said: Sequence[RowDict], names: Names) -> dict[str, tuple[Place, ...]]:
    """Return where each paper was published, as lists say: what most say comes first."""
    groups: dict[str, dict[tuple[str, int | None], list[str]]] = {}
    for row in said:
        own = groups.setdefault(row["paper"], {})
        own.setdefault((row["venue"], row["year"]), []).append(row["list"])
    return {paper: tuple(_ranked(own, names)) for paper, own in groups.items()}


def _ranked(said: Mapping[tuple[str, int | None], list[str]], names: Names) -> Iterator[Place]:
    """Yield places without those that only leave out the year of another one."""
    dated = {venue for venue, year in said if year is not None}
    for (venue, year), lists in sorted(said.items(), key=_order):
        if year is not None or venue not in dated:
            yield Place(venue, year, len(lists), names.some(sorted(lists)[:SOME]))


def _order(place: tuple[tuple[str, int | None], list[str]]) -> tuple[int, str, int]:
    (venue, year), lists = place
    return -len(lists), venue, year or 0


def listed_repositories(fleet: Fleet, names: Names, top: int) -> Shown[Widespread]:
    """Return the repositories on GitHub that are an entry of most lists."""
    on_github = _compute.match_substring(field("url"), "github.com/", ignore_case=True)
    entries = fleet.rows("entries", ["list", "url"], on_github)
    whole = _compute.match_substring_regex(field("target"), _REPOSITORY)
    links = fleet.rows("links", ["list", "url", "target"], whole)
    pairs = links.join(entries, ["list", "url"], join_type="left semi")
    found = most_listed(pairs.select(["target", "list"]), "target", top, least=2)
    rows = (
        Widespread(
            brief(row["target"].removeprefix("github:")),
            f"https://github.com/{row['target'].removeprefix('github:')}",
            row[COUNT],
            names.some(row["some"]),
        )
        for row in found.rows
    )
    return Shown(tuple(rows), found.total)
