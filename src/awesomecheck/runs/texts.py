"""Read the texts of a run, each with its configuration."""

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from awesomecheck.changes.baseline import FindingCounts
from awesomecheck.changes.lines import LineChange
from awesomecheck.config import config as configuration
from awesomecheck.config.config import Config
from awesomecheck.config.file import find_config
from awesomecheck.config.overrides import Override
from awesomecheck.config.rule_settings import Choice
from awesomecheck.document.kind import has_badge, is_mostly_papers, kind_of
from awesomecheck.document.parsed_text import ParsedText, Shelf
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.engine.linter import ActiveRule
from awesomecheck.engine.registry import EntryPoint
from awesomecheck.errors import InputError, UserError, as_internal_error
from awesomecheck.rules import FactRule, FactValue, LinkRule, RepositoryFiles, Verdict
from awesomecheck.runs import inputs
from awesomecheck.safety.file_source import DISK, FileSource

if TYPE_CHECKING:
    from awesomecheck.facts.peers import Peers
    from awesomecheck.runs.config_cache import ConfigCache

BaselineMode = Literal["use", "write", "prune", "off"]


class Scope(Enum):
    """Which rules run, and which links are checked."""

    ALL = "all"
    OFFLINE = "offline"
    """All rules; no web links."""
    CHANGED = "changed"
    """All rules; the links on changed lines, and none if no change is known."""
    LINKS = "links"
    """Only the rules that use link verdicts; all links."""


Recall = Callable[[Collection[str]], Mapping[str, Mapping[str, FactValue]]]
"""Returns the facts that the link cache has under some keys."""


class Answers(NamedTuple):
    """The verdicts of a link check, and what else is known."""

    checked: bool = False
    verdicts: Mapping[str, Verdict] = MappingProxyType({})
    """By URL."""
    interrupted: bool = False
    recall: Recall | None = None
    """Looks facts up in the link cache; None where that is not used."""
    peers: "Callable[[], Peers] | None" = None
    """Reads other lists, when a rule first asks for what they say."""

    @property
    def none_checked(self) -> bool:
        """Whether there was no network for any link that was to be checked."""
        reasons = {v.reason for v in self.verdicts.values() if v.state != "skipped"}
        return "offline" in reasons and reasons <= {"offline", "malformed-url"}


class ConfigRequest(Struct, frozen=True):
    """Which configuration to use."""

    path: Path | None = None
    """The file for all texts; None to search for each text's own."""
    isolated: bool = False
    """Whether to use no file."""
    choice: Choice = Choice()
    overrides: tuple[Override, ...] = ()
    """Keys that are set on the command line."""


class ListFile(NamedTuple):
    """A text of a run."""

    path: Path | None
    """None for standard input without a name."""
    text: ParsedText
    config: Config
    piped: bool = False
    """Whether it comes from standard input; its fixed text goes to standard output."""
    change: LineChange | None = None
    """Only its findings are reported; None for the whole text."""
    baseline: FindingCounts | None = None
    """The findings in the baseline."""
    repository: RepositoryFiles | None = None
    """Files of the repository, where they are not read beside the list."""

    @property
    def name(self) -> str:
        """The path as it is shown."""
        return self.text.path

    @property
    def document(self) -> Document:
        """The parsed text; parsed again where the run has many.

        Raises:
            InternalError: a bug in the parser.
        """
        return self.text.document

    def with_only(self, names: Collection[str]) -> "ListFile":
        """Return the text with only those of its rules that have one of these names."""
        rules = tuple(active for active in self.config.rules if active.name in names)
        return self._replace(config=self.config._replace(rules=rules))


class Texts(Struct, frozen=True):
    """The texts of a run, and errors for those that cannot be read."""

    files: tuple[ListFile, ...]
    errors: tuple[UserError, ...]


class Configs:
    """The configuration of each folder; each file is read once."""

    def __init__(
        self,
        points: Sequence[EntryPoint],
        request: ConfigRequest,
        files: FileSource = DISK,
        cache: "ConfigCache | None" = None,
    ) -> None:
        self._points = points
        self._request = request
        self._files = files
        self._cache = cache
        self._loaded: dict[Path | None, Config] = {}
        self._found: dict[Path, Path | None] = {}
        self._per_file: dict[tuple[Path | None, tuple[int, ...]], Config] = {}

    def of(self, folder: Path) -> Config:
        """Return the configuration for the files of a folder.

        Raises:
            UserError: it is invalid.
        """
        path = self._path(folder.absolute())
        if path not in self._loaded:
            load = partial(self._load, path)
            self._loaded[path] = self._cache.config(path, load) if self._cache else load()
        return self._loaded[path]

    def _load(self, path: Path | None) -> Config:
        choice, overrides = self._request.choice, self._request.overrides
        if path is None:
            return configuration.default(self._points, choice, overrides)
        return configuration.load(path, self._points, choice, self._files, overrides)

    def of_file(self, path: Path) -> Config:
        """Return the configuration for a file; files with the same settings share it.

        Raises:
            UserError: it is invalid.
        """
        config = self.of(path.parent)
        overrides = config.overrides_for(path)
        if not overrides:
            return config
        key = (config.path, tuple(map(id, overrides)))
        if key not in self._per_file:
            self._per_file[key] = config.with_overrides(overrides)
        return self._per_file[key]

    def _path(self, folder: Path) -> Path | None:
        if self._request.isolated or self._request.path is not None:
            return self._request.path
        if folder not in self._found:
            self._found[folder] = find_config(folder, self._files)
        return self._found[folder]


def read_texts(
    paths: Sequence[str],
    configs: Configs,
    stdin: Callable[[], bytes],
    stdin_name: str | None = None,
) -> Texts:
    """Read the texts to check, each file once.

    Args:
        paths: files, folders, `-` for standard input; if empty, the README of this folder.
        configs: the configurations.
        stdin: reads all of standard input.
        stdin_name: the path to use for standard input.

    Raises:
        UserError: a configuration is invalid, or there are no paths and no README.
    """
    files: dict[Path | None, ListFile] = {}
    errors: list[UserError] = []
    shelf = Shelf()
    for name in paths or [str(inputs.default_path(Path()))]:
        try:
            if name == inputs.STDIN:
                files.setdefault(None, _piped(stdin(), configs, stdin_name))
                continue
            folder = Path(name)
            exclude = configs.of(folder).exclude if folder.is_dir() else ()
            found = inputs.expand(name, exclude)
        except InputError as error:
            errors.append(error)
            continue
        errors += _add_files(files, found, configs, shelf)
    return Texts(tuple(files.values()), tuple(errors))


def _piped(data: bytes, configs: Configs, name: str | None) -> ListFile:
    path = Path(name) if name else None
    config = configs.of_file(path) if path else configs.of(Path())
    source = Source.from_bytes(data, name or "<stdin>")
    return ListFile(path, ParsedText(source), config, piped=True)


def _add_files(
    files: dict[Path | None, ListFile], paths: Sequence[Path], configs: Configs, shelf: Shelf
) -> list[UserError]:
    """Add files that are not there yet; return the errors of those that cannot be read."""
    errors: list[UserError] = []
    for path in paths:
        real = path.resolve()
        if real in files:
            continue
        config = configs.of_file(path)
        try:
            with as_internal_error(str(path)):
                data = inputs.read_bytes(path, str(path))
                text = ParsedText.of_bytes(data, str(path), shelf)
            files[real] = ListFile(path, text, config)
        except InputError as error:
            errors.append(error)
    return errors


def rules_for(
    rules: Sequence[ActiveRule], document: Document, scope: Scope
) -> Sequence[ActiveRule]:
    """Return the rules of a configuration that run on a document."""
    if scope is Scope.LINKS:
        rules = tuple(active for active in rules if isinstance(active.rule, LinkRule | FactRule))
    if why_not_a_list(rules, document):
        rules = tuple(active for active in rules if not _needs_list(active))
    if any(active.by_badge for active in rules):
        turned_on = _turned_on_by_badge(document)
        rules = tuple(
            active
            for active in rules
            if not active.by_badge or active.rule.badge_turns_on in turned_on
        )
    return rules


def _turned_on_by_badge(document: Document) -> Collection[str]:
    """Return for which lists rules are meant that a document's badge turns on."""
    if not has_badge(document):
        return ()
    return ("everywhere",) if is_mostly_papers(document) else ("everywhere", "classic")


def why_not_a_list(rules: Sequence[ActiveRule], document: Document) -> str:
    """Return why rules about lists do not run on a document; empty if they do, or are all off."""
    kind = kind_of(document) if any(map(_needs_list, rules)) else None
    return kind.reason if kind and not kind.is_list else ""


def _needs_list(active: ActiveRule) -> bool:
    return active.rule.lists_only and not active.named
