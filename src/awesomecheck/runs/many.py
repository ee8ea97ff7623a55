"""Lint and fix many files: in several processes, keeping of each only what reports need."""

from collections.abc import Callable, Iterable, Iterator, Sequence
import copyreg
import io
import pickle
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.errors import InternalError, UserError, as_internal_error
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.links.local_files import local_urls
from awesomecheck.runs.fixes import FixedFile
from awesomecheck.runs.report_data import data_of_json, report_as_json
from awesomecheck.runs.run import Run, failure_report, without_collection
from awesomecheck.runs.texts import Answers, ListFile
from awesomecheck.safety.python_output import escape_python_output

if TYPE_CHECKING:
    from awesomecheck.runs import workers
    from awesomecheck.runs.result_cache import ResultCache

_LEAST_TEXT = {"fork": 100_000, "spawn": 200_000}
"""Characters for which a worker process pays, by how it is started."""
_Proxy = MappingProxyType[str, object]


def lint_files(run: Run, jobs: int | None = None, cache: "ResultCache | None" = None) -> Report:
    """Run the rules on all texts that no earlier run has linted as they are.

    Args:
        run: the texts.
        jobs: how many processes to use at most; None for as many as there are processors.
        cache: the results of earlier runs.
    """
    if cache is not None:
        run = replace(run, files=tuple(map(cache.prepared, run.files)))
    with without_collection():
        return run.report(_reports(_Work(run, for_cache=cache is not None), jobs, cache))


def fix_files(run: Run, *, unsafe: bool = False, jobs: int | None = None) -> list[FixedFile]:
    """Apply the fixes of all texts.

    Args:
        run: the texts.
        unsafe: whether to apply fixes that may be wrong, too.
        jobs: as for `lint_files`.
    """
    with without_collection():
        reports = _reports(_Work(run, fixes=True, unsafe=unsafe), jobs)
    return [
        FixedFile(file, report, kept=bool(report.errors and not report.text.length))
        for file, report in zip(run.files, reports, strict=True)
    ]


class _Work(Struct, frozen=True):
    """What is done to the files of a run."""

    run: Run
    fixes: bool = False
    unsafe: bool = False
    for_cache: bool = False

    def __call__(self, number: int) -> bytes:
        """Return the report on a file as data."""
        file = self.run.files[number]
        try:
            with without_collection(), as_internal_error(file.name):
                # Looked up before: what changes meanwhile is another thing in the next run.
                local, seen = _looked_up(file) if self.for_cache else ((), "")
                return report_as_json(self._report(file), file, local, seen)
        except InternalError as error:
            return report_as_json(failure_report(file, error), file)

    def _report(self, file: ListFile) -> FileReport:
        if not self.fixes:
            return self.run.lint_file(file)
        [fixed] = replace(self.run, files=(file,)).fix(unsafe=self.unsafe)
        return replace(fixed.report, fixed=fixed.applied)


def _looked_up(file: ListFile) -> tuple[tuple[str, ...], str]:
    from awesomecheck.runs.result_cache import looked_up  # noqa: PLC0415 - loads hashlib

    local = local_urls(file.document)
    return local, looked_up(local, file.path)


def _reports(
    work: _Work, jobs: int | None, cache: "ResultCache | None" = None
) -> Sequence[FileReport]:
    files, answers = work.run.files, work.run.answers
    names = [cache.name(file) for file in files] if cache else [None] * len(files)
    reports: dict[int, FileReport] = {}
    for number, (file, name) in enumerate(zip(files, names, strict=True)):
        known = cache.load(name, file) if cache and name else None
        if known is not None:
            reports[number] = known
    left = [number for number in range(len(files)) if number not in reports]
    for number in left:
        _ = files[number].config.rules  # loaded once, before there are several processes
    for number, data in _data(work, left, jobs):
        reports[number] = report = _report(data, files[number], answers)
        name = names[number]
        if cache and name and not report.errors and isinstance(data, bytes):
            cache.store(name, data)
    if cache and left:
        cache.prune()
    return [reports[number] for number in range(len(files))]


def _report(data: bytes | InternalError, file: ListFile, answers: Answers) -> FileReport:
    if isinstance(data, InternalError):
        return failure_report(file, data)
    try:
        with as_internal_error(file.name):  # a plugin may report what is no text
            return data_of_json(data).report(file, answers)
    except UserError as error:
        return failure_report(file, error)


# --- Several processes ---


def _data(
    work: _Work, numbers: Sequence[int], jobs: int | None
) -> Iterator[tuple[int, bytes | InternalError]]:
    """Yield the reports on files as data, or why there is none."""
    left = dict.fromkeys(numbers)
    for result in _by_workers(work, numbers, jobs):
        del left[result.number]
        file = work.run.files[result.number]
        yield result.number, _died(file, result.exit_code) if result.data is None else result.data
    for number in left:
        yield number, work(number)


def _by_workers(
    work: _Work, numbers: Sequence[int], jobs: int | None
) -> "Iterable[workers.Result]":
    """Return the results of worker processes.

    There are none where such processes do not pay or cannot be started.
    """
    lengths = {number: work.run.files[number].text.length for number in numbers}
    length = sum(lengths.values())
    if jobs == 1 or len(numbers) <= 1 or length < 2 * min(_LEAST_TEXT.values()):
        return ()
    from awesomecheck.runs import workers  # noqa: PLC0415 - loads multiprocessing

    method = workers.start_method()
    count = min(jobs or workers.processors(), length // _LEAST_TEXT[method])
    sent = _Sent.of(work) if method == "spawn" and count > 1 else None
    if count < 2 or (method == "spawn" and sent is None):
        return ()
    make: Callable[[], workers.Task] = sent or (lambda: work)
    longest_first = sorted(numbers, key=lambda number: -lengths[number])
    return workers.results(make, longest_first, count, method)


def _died(file: ListFile, exit_code: int | None) -> InternalError:
    how = f"signal {-exit_code}" if exit_code and exit_code < 0 else f"exit code {exit_code}"
    return InternalError(
        f"{file.name}: the process that checked it ended ({how})",
        hint="it may have run out of memory: use `--jobs 1`; else report it with the list:"
        " https://github.com/awesomecheck/awesomecheck/issues",
    )


class _Sent(Struct, frozen=True):
    """Work for a process that begins anew."""

    data: bytes
    folders: tuple[str, ...]
    """Where plugins are."""

    @classmethod
    def of(cls, work: _Work) -> "_Sent | None":
        """Return the work to send; None if a plugin has what cannot be sent."""
        data = io.BytesIO()
        pickler = pickle.Pickler(data)
        pickler.dispatch_table = copyreg.dispatch_table | {MappingProxyType: _as_dict}
        try:
            pickler.dump(work)
        except Exception:  # whatever a plugin's classes raise
            return None
        paths = {file.config.path for file in work.run.files}
        folders = sorted({str(path.absolute().parent) for path in paths if path})
        return cls(data.getvalue(), tuple(folders))

    def __call__(self) -> _Work:
        """Return the work."""
        escape_python_output()
        before = [*sys.path]
        sys.path += self.folders
        try:
            return cast("_Work", pickle.loads(self.data))  # noqa: S301 - of our own parent
        finally:
            sys.path[:] = before


def _as_dict(mapping: _Proxy) -> tuple[Callable[[dict[str, object]], _Proxy], tuple[object]]:
    return _as_proxy, (dict(mapping),)


def _as_proxy(mapping: dict[str, object]) -> _Proxy:
    return MappingProxyType(mapping)
