"""What reports depend on besides the files: rules and their options, this program, its plugins."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import is_dataclass
from datetime import date
from errno import ELOOP
from hashlib import blake2b
import importlib.util
import os
from pathlib import Path
import sys
from typing import Any, cast

from msgspec import Struct

from awesomecheck.config.config import Config
from awesomecheck.config.file_settings import FailOn
from awesomecheck.engine.linter import ActiveRule
from awesomecheck.engine.registry import (
    PRESET_GROUP,
    RULE_GROUP,
    EntryPoint,
    distributions,
)
from awesomecheck.rules import RepositoryRule, options_of


def digest_of(value: object) -> str:
    """Return a digest of the `repr` of a value."""
    return blake2b(represented(value), digest_size=20).hexdigest()


def represented(value: object) -> bytes:
    """Return the `repr` of a value, which may have the name of a file that is not UTF-8."""
    return repr(value).encode(errors="surrogatepass")


class ConfigFacts(Struct, frozen=True):
    """What a run with known results needs of a configuration."""

    settings: str | None
    """A digest of all that reports depend on but the files; None if that is not known."""
    needs_files: bool
    """Whether a rule asks for the files of the repository."""
    name: str
    exclude: tuple[str, ...]
    fail_on: FailOn


def noted_facts(config: Config, versions: "Versions") -> ConfigFacts:
    """Return what a run with known results needs of a configuration."""
    return ConfigFacts(
        settings=_settings(config, versions),
        needs_files=any(isinstance(each.rule, RepositoryRule) for each in config.rules),
        name=config.name,
        exclude=config.exclude,
        fail_on=config.fail_on,
    )


def _settings(config: Config, versions: "Versions") -> str | None:
    names = [(each.name, each.bundle, each.source) for each in config.registry.values()]
    own = config.settings
    try:
        return digest_of(
            [
                versions.of(code_of(config)),
                names,
                [plain(each) for each in config.rules],
                [plain(each) for each in (own.min_severity, own.fixable, own.unfixable)],
            ]
        )
    except (UnknownDependencyError, OSError, KeyError):  # KeyError: a rule of no module
        return None


class UnknownDependencyError(Exception):
    """A value of a plugin's rule of which it is not known what it depends on."""


def plain(value: object) -> object:
    """Return a value whose `repr` is the same whenever the value is.

    Raises:
        UnknownDependencyError: it has a part that is none of what options have.
    """
    if value is None or isinstance(value, bool | int | float | str | date):
        return type(value).__name__, value
    if isinstance(value, ActiveRule):
        kind = type(value.rule)
        return kind.__module__, kind.__qualname__, _fields(value.rule), value[0], value[2:]
    if isinstance(value, tuple | list):
        return [plain(each) for each in cast("Sequence[object]", value)]
    if isinstance(value, frozenset | set):
        return sorted(repr(plain(each)) for each in cast("Set[object]", value))
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return sorted(repr((plain(key), plain(each))) for key, each in items)
    if is_dataclass(value) or isinstance(value, Struct):
        return _fields(value)
    raise UnknownDependencyError


def _fields(value: Any) -> list[object]:
    kind = type(cast("object", value))
    names = kind.__struct_fields__ if issubclass(kind, Struct) else tuple(options_of(kind))
    return [(name, plain(getattr(value, name))) for name in names]


class CodePlaces(Struct, frozen=True):
    """Where the code is that findings depend on."""

    packages: tuple[str, ...]
    beside: tuple[str, ...]
    """Folders of modules in no package, which may use what is beside them."""


def code_of(config: Config) -> CodePlaces:
    """Return where this program and the rules of a configuration are."""
    rules = config.registry.values()
    own = __name__.partition(".")[0]
    names = {own, *(each.rule.__module__.partition(".")[0] for each in rules)}
    modules = [sys.modules[name] for name in sorted(names)]
    packages = [folder for module in modules for folder in getattr(module, "__path__", ())]
    alone = [module for module in modules if not hasattr(module, "__path__")]
    beside = {str(Path(str(module.__file__)).parent) for module in alone}
    if config.path is not None and any(each.source == each.bundle for each in rules):  # a plugin
        beside.add(str(config.path.absolute().parent))
    return CodePlaces(tuple(packages), tuple(sorted(beside)))


def installed_code(points: Iterable[EntryPoint]) -> CodePlaces | None:
    """Return where this program, its rules and presets are, none of them imported.

    None where one is not in a package.
    """
    groups = (RULE_GROUP, PRESET_GROUP)
    tops = {each.module.partition(".")[0] for each in points if each.group in groups}
    packages: list[str] = []
    for name in sorted({__name__.partition(".")[0], *tops}):
        spec = importlib.util.find_spec(name)
        if spec is None or not spec.submodule_search_locations:
            return None
        packages += spec.submodule_search_locations
    return CodePlaces(tuple(packages), ())


class Versions:
    """What tells this program, its rules and its libraries from other versions of them."""

    def __init__(self) -> None:
        self._known: dict[CodePlaces, object] = {}

    def of(self, code: CodePlaces) -> object:
        """Return the version of some code, as it was when first asked for."""
        if code not in self._known:
            self._known[code] = (
                sys.version,
                distributions(),
                [[*_stamps(folder, deep=True)] for folder in code.packages],
                [[*_stamps(folder, deep=False)] for folder in code.beside],
            )
        return self._known[code]


def _stamps(
    folder: str, *, deep: bool, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the files of a package, or the modules in a folder and in all that may be packages.

    As Python does, a folder without `__init__.py` is taken for a package.

    Raises:
        OSError: a file cannot be looked at, or such a folder is a link, which may lead anywhere.
    """
    above = (*above, os.path.realpath(folder))
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir():
            is_package = deep or os.path.exists(os.path.join(entry.path, "__init__.py"))  # noqa: PTH110, PTH118
            if entry.name != "__pycache__" and (is_package or entry.name.isidentifier()):
                if entry.is_symlink() and os.path.realpath(entry.path) in above:
                    continue
                if entry.is_symlink() and not is_package:
                    raise OSError(ELOOP, os.strerror(ELOOP), entry.path)
                yield from _stamps(entry.path, deep=is_package, above=above)
        elif (deep or entry.name.endswith(".py")) and entry.is_file():
            status = entry.stat()
            times = status.st_mtime_ns, status.st_ctime_ns
            yield entry.path, status.st_size, *times, status.st_ino
