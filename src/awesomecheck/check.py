"""One run: paths to documents, documents to findings, findings to a report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
import traceback

from awesomecheck import config as configuration
from awesomecheck import config_file, inputs
from awesomecheck.config import Choice, Config
from awesomecheck.document import Document, parse
from awesomecheck.errors import UserError
from awesomecheck.files import file_verdicts
from awesomecheck.lint import Crash, LintResult, lint
from awesomecheck.plugins import EntryPoint
from awesomecheck.report import FileReport, Report


@dataclass(frozen=True, slots=True)
class Target:
    """A text to check: where it is, what it is called in the report, and its configuration."""

    path: Path | None
    """None for standard input without a name."""
    document: Document
    config: Config


class Configs:
    """Finds the configuration of each file; each is read once."""

    def __init__(
        self,
        points: Sequence[EntryPoint],
        choice: Choice,
        *,
        given: Path | None = None,
        isolated: bool = False,
    ) -> None:
        self._points = points
        self._choice = choice
        self._given = given
        self._isolated = isolated
        self._loaded: dict[Path | None, Config] = {}
        self._found: dict[Path, Path | None] = {}

    def of(self, folder: Path) -> Config:
        """The configuration for the files of a folder.

        Raises:
            UserError: it is faulty.
        """
        path = self._path(folder.absolute())
        if path not in self._loaded:
            self._loaded[path] = (
                configuration.load(path, self._points, self._choice)
                if path
                else configuration.default(self._points, self._choice)
            )
        return self._loaded[path]

    def _path(self, folder: Path) -> Path | None:
        if self._isolated:
            return None
        if self._given is not None:
            return self._given
        if folder not in self._found:
            self._found[folder] = config_file.discover(folder)
        return self._found[folder]


@dataclass(slots=True)
class Collected:
    """The texts of a run, and why some could not be read."""

    targets: list[Target] = field(default_factory=list[Target])
    errors: list[UserError] = field(default_factory=list[UserError])


def collect(
    paths: Sequence[str],
    configs: Configs,
    stdin: Callable[[], bytes],
    stdin_name: str | None = None,
) -> Collected:
    """Read and parse all that is to be checked, each file once.

    Raises:
        UserError: a configuration is faulty, or no path is given and there is no README.
    """
    collected = Collected()
    seen: set[Path] = set()
    for name in paths or [str(inputs.default_path(Path()))]:
        try:
            if name == inputs.STDIN:
                _add_stdin(collected, configs, stdin, stdin_name)
                continue
            folder = Path(name)
            exclude = configs.of(folder).exclude if folder.is_dir() else ()
            for path in inputs.expand(name, exclude):
                if (real := path.resolve()) not in seen:
                    seen.add(real)
                    _add_file(collected, path, configs)
        except inputs.InputError as error:
            collected.errors.append(error)
    return collected


def _add_stdin(
    collected: Collected, configs: Configs, stdin: Callable[[], bytes], name: str | None
) -> None:
    path = Path(name) if name else None
    config = configs.of(path.parent if path else Path())
    source = inputs.decode(stdin(), name or "<stdin>")
    collected.targets.append(Target(path, parse(source), config))


def _add_file(collected: Collected, path: Path, configs: Configs) -> None:
    config = configs.of(path.parent)
    try:
        source = inputs.read(path, str(path))
    except inputs.InputError as error:
        collected.errors.append(error)
    else:
        collected.targets.append(Target(path, parse(source), config))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report, and what went wrong on the way to it."""

    report: Report
    errors: tuple[UserError, ...]


def lint_all(collected: Collected) -> Outcome:
    """Run each text's rules over it."""
    files: list[FileReport] = []
    errors = list(collected.errors)
    for target in collected.targets:
        result = _lint(target)
        errors += (_crash(target, crash) for crash in result.crashes)
        files.append(
            FileReport(
                target.document.source.path, target.document, result.findings, result.suppressed
            )
        )
    report = Report(tuple(files), tuple(error.message for error in errors))
    return Outcome(report, tuple(errors))


def _lint(target: Target) -> LintResult:
    verdicts = file_verdicts(target.document, target.path)
    config = target.config
    return lint(target.document, config.rules, known=config.registry, verdicts=verdicts)


def _crash(target: Target, crash: Crash) -> UserError:
    error = crash.error
    where = traceback.extract_tb(error.__traceback__)[-1]
    path = target.document.source.path
    return UserError(
        f"{path}: the rule `{crash.rule}` failed: {type(error).__name__}: {error}"
        f" ({where.filename}:{where.lineno})",
        hint=f"a defect of the rule, not of the list; `--ignore {crash.rule}` leaves it out",
    )
