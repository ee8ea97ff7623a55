"""Names of lists, and texts of strangers short enough for a table."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from awesomecheck.fleet.query import COUNT, Fleet, RowDict, Selected, among, field, sorted_by
from awesomecheck.fleet.report.model import ListName
from awesomecheck.formats.report import shortened
from awesomecheck.regexes import regex
from awesomecheck.safety.redact import masked, redacted

SOME: Final = 3
"""Lists that are named as examples."""
_LONGEST: Final = 200
"""Characters of a text."""
_LONGEST_URL: Final = 2000
_REPOSITORY: Final = regex(r"[\w.-]+/[\w.-]+")
_COMMIT: Final = regex(r"[0-9a-f]{40,64}")


class Names(NamedTuple):
    """The lists of a fleet by their names in its tables."""

    lists: Mapping[str, ListName]

    @classmethod
    def of(cls, fleet: Fleet) -> "Names":
        """Return the lists of a fleet."""
        rows = fleet.rows("lists", ["list", "repository", "path", "commit"]).to_pylist()
        return cls({row["list"]: _named(row) for row in rows})

    def one(self, name: str) -> ListName:
        """Return a list, which may be missing in the table of lists."""
        return self.lists.get(name) or ListName(brief(name), "")

    def some(self, names: Iterable[str]) -> tuple[ListName, ...]:
        """Return several lists."""
        return tuple(self.one(name) for name in names)


def _named(row: RowDict) -> ListName:
    name, repository, path, commit = row["list"], row["repository"], row["path"], row["commit"]
    url = ""
    if repository and _REPOSITORY.fullmatch(repository):
        url = f"https://github.com/{repository}"
        if path and commit and _COMMIT.fullmatch(commit):
            url += f"/blob/{commit}/{quote(path)}"
    elif name.startswith("https://"):
        url = shown_url(name)
    return ListName(brief(name), url)


def brief(text: str | None) -> str:
    """Return the beginning of a text, without passwords of URLs in it."""
    return shortened(masked((text or "")[: 2 * _LONGEST]), _LONGEST)


def shown_url(url: str) -> str:
    """Return a URL without password; the beginning of one that is too long to be one."""
    return redacted(url[:_LONGEST_URL])


class MostListed(NamedTuple):
    """What several lists have: the most listed, and how many there are."""

    rows: list[RowDict]
    """With `count` and `some`, the lists that have it."""
    total: int


def most_listed(pairs: Selected, item: str, top: int | None, least: int) -> MostListed:
    """Return what most lists have.

    Args:
        pairs: columns of items and of the lists that have them.
        item: the name of the column of items.
        top: the most items; None for all.
        least: the lists that have to have one.
    """
    distinct = pairs.group_by([item, "list"]).aggregate([])
    counts = distinct.group_by(item).aggregate([([], "count_all")])
    counts = counts.rename_columns([item, COUNT]).filter(field(COUNT) >= least)
    best = sorted_by(counts, (COUNT, True), (item, False)).slice(0, top)
    wanted = distinct.filter(among(item, best.column(item).combine_chunks()))
    groups: Any = sorted_by(wanted, (item, False), ("list", False))
    lists = groups.group_by(item, use_threads=False).aggregate([("list", "list")]).to_pylist()
    some = {row[item]: row["list_list"][:SOME] for row in lists}
    rows = [{**row, "some": some[row[item]]} for row in best.to_pylist()]
    return MostListed(rows, counts.num_rows)
