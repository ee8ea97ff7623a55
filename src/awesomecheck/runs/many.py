"""Lint and fix many files: in several processes, keeping of each only what reports need."""

from collections.abc import Callable, Sequence
import copyreg
from dataclasses import dataclass, replace
import io
import pickle
import sys
from types import MappingProxyType
from typing import cast

from awesomecheck.errors import InternalError, as_internal_error
from awesomecheck.formats.report import FileReport, Report
from awesomecheck.runs import report_data
from awesomecheck.runs.fixes import FixedFile
from awesomecheck.runs.run import Run, failed, without_collection
from awesomecheck.runs.texts import ListFile
from awesomecheck.safety.python_output import escape_python_output

_LEAST_TEXT = {"fork": 100_000, "spawn": 400_000}
"""Characters for which a worker process pays, by how it is started."""
_Proxy = MappingProxyType[str, object]


def lint(run: Run, jobs: int | None = None) -> Report:
    """Run the rules on all texts.

    Args:
        run: the texts.
        jobs: how many processes to use at most; None for as many as there are processors.
    """
    with without_collection():
        return run.report(_reports(_Work(run), jobs))


def fix(run: Run, *, unsafe: bool = False, jobs: int | None = None) -> list[FixedFile]:
    """Apply the fixes of all texts.

    Args:
        run: the texts.
        unsafe: whether to apply fixes that may be wrong, too.
        jobs: as for `lint`.
    """
    with without_collection():
        reports = _reports(_Work(run, fixes=True, unsafe=unsafe), jobs)
    return [
        FixedFile(file, report, kept=bool(report.errors and not report.text.length))
        for file, report in zip(run.files, reports, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Work:
    """What is done to the files of a run."""

    run: Run
    fixes: bool = False
    unsafe: bool = False

    def __call__(self, number: int) -> bytes:
        """Return the report on a file as data."""
        file = self.run.files[number]
        try:
            with without_collection(), as_internal_error(file.name):
                return report_data.written(self._report(file), file)
        except InternalError as error:
            return report_data.written(failed(file, error), file)

    def _report(self, file: ListFile) -> FileReport:
        if not self.fixes:
            return self.run.lint_file(file)
        [fixed] = replace(self.run, files=(file,)).fix(unsafe=self.unsafe)
        return fixed.report._replace(fixed=fixed.applied)


def _reports(work: _Work, jobs: int | None) -> Sequence[FileReport]:
    files = work.run.files
    reports = _by_workers(work, jobs)
    for number, file in enumerate(files):
        if number not in reports:
            reports[number] = report_data.read(work(number), file, work.run.answers)
    return [reports[number] for number in range(len(files))]


# --- Several processes ---


def _by_workers(work: _Work, jobs: int | None) -> dict[int, FileReport]:
    """Return the reports of worker processes, by the numbers of the files.

    There are none where such processes do not pay or cannot be started.
    """
    files = work.run.files
    length = sum(file.text.length for file in files)
    if jobs == 1 or len(files) == 1 or length < 2 * min(_LEAST_TEXT.values()):
        return {}
    from awesomecheck.runs import workers  # noqa: PLC0415 - loads multiprocessing

    method = workers.start_method()
    count = min(jobs or workers.processors(), length // _LEAST_TEXT[method])
    sent = _Sent.of(work) if method == "spawn" and count > 1 else None
    if count < 2 or (method == "spawn" and sent is None):
        return {}
    make: Callable[[], workers.Task] = sent or (lambda: work)
    longest_first = sorted(range(len(files)), key=lambda each: -files[each].text.length)
    reports: dict[int, FileReport] = {}
    for result in workers.results(make, longest_first, count, method):
        file = files[result.number]
        reports[result.number] = (
            failed(file, _died(file, result.exit_code))
            if result.data is None
            else report_data.read(result.data, file, work.run.answers)
        )
    return reports


def _died(file: ListFile, exit_code: int | None) -> InternalError:
    how = f"signal {-exit_code}" if exit_code and exit_code < 0 else f"exit code {exit_code}"
    return InternalError(
        f"{file.name}: the process that checked it ended ({how})",
        hint="it may have run out of memory: use `--jobs 1`; else report it with the list:"
        " https://github.com/awesomecheck/awesomecheck/issues",
    )


@dataclass(frozen=True, slots=True)
class _Sent:
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
