"""Read lists, and write what is in them: the first phase of a fleet, in its workers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from functools import partial
import os
from pathlib import Path
import time
from typing import NamedTuple

from msgspec.structs import replace

from awesomecheck.changes.trusted_files import trusted_files
from awesomecheck.document.entry import Entry
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import UserError, as_internal_error
from awesomecheck.fleet.clone import Clone, DiskFullError, cloned
from awesomecheck.fleet.download import downloaded
from awesomecheck.fleet.shards import Shards
from awesomecheck.fleet.sources import ListSource
from awesomecheck.fleet.tables import (
    LISTS,
    EntryRow,
    FindingRow,
    ListedLink,
    ListRow,
    Row,
    write_rows,
)
from awesomecheck.formats.report import FileReport, is_fixable
from awesomecheck.links.network import Network
from awesomecheck.links.plan import make_plan
from awesomecheck.links.services import services
from awesomecheck.links.settings import LinkSettings
from awesomecheck.rules import Finding
from awesomecheck.runs import inputs
from awesomecheck.runs.run import Run, without_collection
from awesomecheck.runs.texts import ConfigRequest, Configs, ListFile
from awesomecheck.safety.redact import is_web, masked, redacted

_CLONES_AT_ONCE = 4


class ReadTask(NamedTuple):
    """A part of the lists, for a worker to read."""

    name: str
    """Of its files."""
    sources: tuple[ListSource, ...]
    setting: "ReadSetting"
    alone: bool = False
    """Whether workers do nothing else meanwhile."""


class ReadSetting(NamedTuple):
    """What all parts share."""

    folder: Path
    config: ConfigRequest
    network: Callable[[], Network]
    """Makes the way to the web, which cannot be sent to another process."""
    workers: int
    shards: int


class Read(NamedTuple):
    """What became of a part of the lists."""

    lists: int
    failed: int
    seconds: float


Rows = dict[str, list[Row]]


def read_part(task: ReadTask) -> Read:
    """Read lists, and write their rows; the row of a list that cannot be read says why.

    Raises:
        UserError: what was found cannot be written.
    """
    begun = time.perf_counter()
    rows: Rows = {"findings": [], "entries": [], "links": [], LISTS: []}
    with without_collection():
        reader = _Reader(task.setting)
        for source, fetched in _fetched(task.sources, task.setting):
            for table, new in reader.rows(source, fetched).items():
                rows[table] += new
    for table, found in rows.items():  # the lists are last: they say that the part is whole
        write_rows(task.setting.folder, table, task.name, found)
    failed = sum(isinstance(row, ListRow) and row.status == "failed" for row in rows[LISTS])
    return Read(len(task.sources), failed, time.perf_counter() - begun)


def failure(source: ListSource, error: str) -> ListRow:
    """Return the row of a list that could not be read."""
    remote = source.kind == "repository"
    return ListRow(
        list=source.name,
        source=source.given,
        key=source.key,
        repository=source.name if remote else None,
        path=None if remote else source.name,
        commit=None,
        bytes=source.size,
        lines=0,
        entries=0,
        findings=0,
        links=0,
        status="failed",
        error=error,
        seconds=0.0,
    )


# --- Where a list is ---

_Fetched = Clone | bytes | UserError | None
"""A clone, what is at a URL, why there is neither; None for a file."""


def _fetched(
    sources: Sequence[ListSource], setting: ReadSetting
) -> Iterator[tuple[ListSource, _Fetched]]:
    """Yield sources with what is at their place.

    Raises:
        DiskFullError: there is no room for a clone.
    """
    urls = [each.place for each in sources if each.kind == "url"]
    at_urls: Mapping[str, _Fetched] = (
        downloaded(urls, setting.network(), setting.workers) if urls else {}
    )
    repositories = [each for each in sources if each.kind == "repository"]
    for source in sources:
        if source.kind != "repository":
            yield source, at_urls.get(source.place)
    for start in range(0, len(repositories), _CLONES_AT_ONCE):
        some = repositories[start : start + _CLONES_AT_ONCE]
        with ExitStack() as stack, ThreadPoolExecutor(_CLONES_AT_ONCE) as threads:
            clones = threads.map(partial(_cloned, stack), some)
            yield from zip(some, clones, strict=True)


def _cloned(stack: ExitStack, source: ListSource) -> _Fetched:
    try:
        return stack.enter_context(cloned(source.place, source.name))
    except DiskFullError:
        raise
    except UserError as error:
        return error


# --- What is in a list ---


class _Reader:
    """Reads lists with one way to configure them."""

    def __init__(self, setting: ReadSetting) -> None:
        points, request = entry_points(), setting.config
        self._own = Configs(points, request, trusted_files(os.environ))
        # What is in a stranger's repository does not decide how it is checked.
        strict = request if request.path else replace(request, isolated=True)
        self._strangers = Configs(points, strict, trusted_files(os.environ))
        self._network = setting.network()
        self._services = services(self._network)
        self._shards = Shards(self._network, setting.shards)

    def rows(self, source: ListSource, fetched: _Fetched) -> Mapping[str, Sequence[Row]]:
        """Return the rows of a list by table."""
        begun = time.perf_counter()
        try:
            if isinstance(fetched, UserError):
                raise fetched
            with as_internal_error(source.name):
                file = self._file(source, fetched)
                rows, error = self._found(file)
                row = _list_row(source, fetched, file, rows)._replace(error=error)
        except UserError as failed:
            row, rows = failure(source, failed.message.removeprefix(f"{source.name}: ")), {}
        return {**rows, LISTS: [row._replace(seconds=time.perf_counter() - begun)]}

    def _file(self, source: ListSource, fetched: Clone | bytes | None) -> ListFile:
        match fetched:
            case Clone():
                name = f"{source.name}:{fetched.path}"
                data = inputs.read_bytes(fetched.readme, name)
                config = self._strangers.of(Path())
                return ListFile(fetched.readme, ParsedText.of_bytes(data, name), config)
            case bytes():
                config = self._strangers.of(Path())
                return ListFile(None, ParsedText.of_bytes(fetched, source.name), config)
            case None:
                path = Path(source.place)
                data = inputs.read_bytes(path, source.name)
                config = self._own.of_file(path)
                return ListFile(path, ParsedText.of_bytes(data, source.name), config)

    def _found(self, file: ListFile) -> tuple[dict[str, Sequence[Row]], str | None]:
        """Return the rows of all tables but that of the lists, and why some may be missing.

        Raises:
            InternalError: the parser failed.
        """
        report = Run((file,)).lint_file(file)
        rows: dict[str, Sequence[Row]] = {
            "findings": [_finding_row(report, each) for each in report.findings],
            "entries": [_entry_row(file, each) for each in file.document.entries],
            "links": [*self._links(file)],
        }
        return rows, next((each.message for each in report.errors), None)

    def _links(self, file: ListFile) -> Iterator[ListedLink]:
        links = {each.url: each for each in reversed(file.document.links) if is_web(each.url)}
        urls = [*reversed(links)]
        settings = file.config.links or LinkSettings()
        today = date.fromtimestamp(self._network.clock())
        plan = make_plan(urls, settings, self._services, today)
        targets = {
            url: (key, self._shards.of_query(query))
            for key, query in plan.queries.items()
            for url in plan.urls_of(key)
        }
        for url in urls:
            place = file.text.source.position(links[url].span.start)
            target, shard = targets.get(url, (None, None))
            yield ListedLink(file.name, place.line, place.column, redacted(url), target, shard)


def _finding_row(report: FileReport, finding: Finding) -> FindingRow:
    place = report.position(finding)
    return FindingRow(
        list=report.path,
        rule=finding.rule,
        severity=finding.severity,
        line=place.line,
        column=place.column,
        message=finding.message,
        fixable=is_fixable(finding),
    )


def _list_row(
    source: ListSource,
    fetched: Clone | bytes | None,
    file: ListFile,
    rows: Mapping[str, Sequence[Row]],
) -> ListRow:
    clone = fetched if isinstance(fetched, Clone) else None
    text = file.text.source
    return failure(source, "")._replace(
        list=file.name,
        path=clone.path if clone else source.name,
        commit=clone.commit if clone else None,
        bytes=len(text.raw.encode()),
        lines=len(text.line_starts),
        entries=len(rows["entries"]),
        findings=len(rows["findings"]),
        links=len(rows["links"]),
        status="read",
        error=None,
    )


def _entry_row(file: ListFile, entry: Entry) -> EntryRow:
    text = file.text.source
    offers = [each for each in entry.links if each.role not in ("badge", "mention")]
    papers = [each.link.target for each in offers if each.role == "paper"]
    ids = {target.kind: target.id for target in reversed(papers)}
    link = entry.link("paper") or next(iter(offers), None)
    return EntryRow(
        list=file.name,
        line=text.position(entry.span.start).line,
        end_line=text.position(max(entry.span.start, entry.span.end - 1)).line,
        name=masked(entry.name.text) if entry.name else None,
        title=masked(entry.title.text) if entry.title else None,
        authors=tuple(each.text for each in entry.authors),
        venue=entry.venue.text if entry.venue else None,
        year=entry.published,
        month=entry.month,
        section=entry.section.path,
        url=redacted(link.link.url) if link else None,
        arxiv=ids.get("arxiv"),
        doi=ids.get("doi"),
    )
