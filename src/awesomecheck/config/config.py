"""Load the configuration: which rules run, with what severities and options, and what fails."""

from collections.abc import Iterable, Mapping, Sequence
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awesomecheck.config.file import ConfigFile, Node, read_config_file
from awesomecheck.config.file_settings import (
    FILE_KEYS,
    NO_RULES,
    FailOn,
    FileSettings,
    PerFile,
    SettingsReader,
    check_key,
    strings_of,
    wrong_pattern,
)
from awesomecheck.config.mistakes import Mistakes
from awesomecheck.config.options import build
from awesomecheck.config.overrides import Override, with_overrides
from awesomecheck.config.rule_settings import (
    Choice,
    RuleSetting,
    active_rules,
    members_of,
    name_hint,
    read_settings,
    read_severity,
)
from awesomecheck.engine.linter import ActiveRule
from awesomecheck.engine.registry import (
    PRESET_GROUP,
    EntryPoint,
    Registry,
    in_group,
    load_rules,
)
from awesomecheck.errors import did_you_mean
from awesomecheck.rules import Severity
from awesomecheck.safety.file_source import DISK, FileSource

if TYPE_CHECKING:
    from awesomecheck.config.plugins import Plugins
    from awesomecheck.facts.settings import FactSettings
    from awesomecheck.links.settings import LinkSettings

AUTO = "auto"
"""The default preset: each rule as it is defined."""

CONFIG_KEYS = ("preset", *FILE_KEYS, "per-file", "plugins", "exclude", "links", "facts")


class Config(NamedTuple):
    """A validated configuration."""

    path: Path | None
    """None for the defaults."""
    name: str
    """For messages."""
    registry: Registry
    rules: tuple[ActiveRule, ...]
    """The rules that are on."""
    preset: str = AUTO
    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore` for files that are not checked if a folder is."""
    links: "LinkSettings | None" = None
    """None for the defaults."""
    facts: "FactSettings | None" = None
    """None for the defaults."""
    skipped_plugins: tuple[str, ...] = ()
    """Plugins that are not imported, because the files of the run are not trusted."""
    settings: FileSettings = FileSettings()
    """Those of all files."""
    per_file: tuple[PerFile, ...] = ()
    given: FileSettings = FileSettings()
    """Those that options of the command line set for every file."""
    choice: Choice = Choice()

    @property
    def fail_on(self) -> FailOn:
        """The least severe findings with which a run fails."""
        return self.settings.fail_on or "error"

    @property
    def min_severity(self) -> Severity:
        """The least severe findings that are reported."""
        return self.settings.min_severity or "info"

    def fixes(self, rule: str) -> bool:
        """Whether the fixes of a rule are applied."""
        fixable, unfixable = self.settings.fixable, self.settings.unfixable
        return (fixable is None or rule in fixable) and rule not in (unfixable or ())

    def overrides_for(self, path: Path) -> tuple[PerFile, ...]:
        """Return what `per-file` sets for a file."""
        if not self.per_file:
            return ()
        from awesomecheck.config.patterns import matches_path  # noqa: PLC0415 - few lists have any

        folder = _folder_of(self.path)
        place = path.absolute()
        if not place.is_relative_to(folder):
            return ()
        inside = place.relative_to(folder).as_posix().encode(errors="surrogateescape")
        return tuple(each for each in self.per_file if matches_path(each.pattern, inside))

    def with_overrides(self, overrides: Iterable[PerFile]) -> "Config":
        """Return the configuration for files that some of `per-file` is for."""
        settings = self.settings
        for each in overrides:
            settings = each.settings.over(settings)
        settings = self.given.over(settings)
        rules = tuple(active_rules(self.registry, settings.rules, self.choice))
        return self._replace(settings=settings, rules=rules)

    def for_file(self, path: Path) -> "Config":
        """Return the configuration for a file, with what `per-file` sets for it."""
        overrides = self.overrides_for(path)
        return self.with_overrides(overrides) if overrides else self


def _folder_of(path: Path | None) -> Path:
    """Return the folder that the patterns of a configuration file start from."""
    folder = path.absolute().parent if path else Path.cwd()
    return folder.parent if path and folder.name == ".github" else folder


def default(
    points: Sequence[EntryPoint], choice: Choice, overrides: Sequence[Override] = ()
) -> Config:
    """Return the default configuration.

    Raises:
        UserError: an override is invalid.
    """
    if overrides:
        file = ConfigFile(Path("none"), Node(0, mapping={}), "none")
        return _load(file, points, choice, overrides)._replace(path=None)
    registry = load_rules(points)
    return Config(None, "none", registry, tuple(active_rules(registry, {}, choice)), choice=choice)


def load(
    path: Path,
    points: Sequence[EntryPoint],
    choice: Choice,
    files: FileSource = DISK,
    overrides: Sequence[Override] = (),
) -> Config:
    """Read and validate a configuration file.

    Raises:
        UserError: the file cannot be read or is invalid; the error has all mistakes.
    """
    return _load(read_config_file(path, files), points, choice, overrides, files)


def _load(
    file: ConfigFile,
    points: Sequence[EntryPoint],
    choice: Choice,
    overrides: Sequence[Override],
    files: FileSource = DISK,
) -> Config:
    if file.root.mapping is None:
        raise file.error(
            file.root,
            "the configuration must be a mapping",
            f"use the keys {', '.join(CONFIG_KEYS)}",
        )
    top = with_overrides(file.root, overrides).mapping or {}
    mistakes = Mistakes()
    for key, node in top.items():
        mistakes.value(None, check_key, key, node, CONFIG_KEYS, file)
    plugins = mistakes.value((), strings_of, top.get("plugins"), file, "`plugins`")
    registry, skipped, faulty = _plugins(plugins, top, file, points, files, mistakes)
    preset, below = mistakes.value(
        (AUTO, NO_RULES), _preset, top.get("preset"), file, points, registry, plugins
    )
    reader = SettingsReader(file, registry, partly=bool(skipped) or faulty)
    settings = mistakes.value(FileSettings(), reader.read, top).over(FileSettings(below))
    per_file = mistakes.value((), reader.per_file, top.get("per-file"))
    exclude = mistakes.value((), _exclude, top.get("exclude"), file)
    links = mistakes.value(None, _link_settings, top.get("links"), file)
    facts = mistakes.value(None, _fact_settings, top.get("facts"), file)
    mistakes.check()
    given = reader.read(with_overrides(Node(0, mapping={}), overrides).mapping or {})
    return Config(
        path=file.path,
        name=file.name,
        registry=registry,
        rules=tuple(active_rules(registry, settings.rules, choice)),
        preset=preset,
        exclude=exclude,
        links=links,
        facts=facts,
        skipped_plugins=skipped,
        settings=settings,
        per_file=per_file,
        given=given._replace(rules=NO_RULES),
        choice=choice,
    )


def _link_settings(node: Node | None, file: ConfigFile) -> "LinkSettings | None":
    if node is None:
        return None
    from awesomecheck.links.settings import LinkSettings  # noqa: PLC0415 - few lists have any

    return build(LinkSettings, node, file, "`links`")


def _fact_settings(node: Node | None, file: ConfigFile) -> "FactSettings | None":
    if node is None:
        return None
    from awesomecheck.facts.settings import FactSettings  # noqa: PLC0415 - few lists have any

    return build(FactSettings, node, file, "`facts`")


def _exclude(node: Node | None, file: ConfigFile) -> tuple[str, ...]:
    """Return patterns for files; refuse those that can never match."""
    written = strings_of(node, file, "`exclude`")
    if node and written:
        from awesomecheck.config.patterns import parse_pattern  # noqa: PLC0415 - few lists have any

        mistakes = Mistakes()
        for item, pattern in zip(node.items or (), written, strict=True):
            with mistakes.collected():
                if parse_pattern(pattern.encode(errors="replace")) is None:
                    raise wrong_pattern("exclude", pattern, item, file)
        mistakes.check()
    return written


def _plugins(
    names: Sequence[str],
    top: Mapping[str, Node],
    file: ConfigFile,
    points: Sequence[EntryPoint],
    files: FileSource,
    mistakes: Mistakes,
) -> "Plugins":
    from awesomecheck.config.plugins import load_plugins  # noqa: PLC0415 - few runs have a file

    items = top["plugins"].items or () if names else ()
    return load_plugins(dict(zip(names, items, strict=True)), file, points, files, mistakes)


def _preset(
    node: Node | None,
    file: ConfigFile,
    points: Sequence[EntryPoint],
    registry: Registry,
    plugins: Sequence[str],
) -> tuple[str, dict[str, RuleSetting]]:
    if node is None or node.value == AUTO:
        return AUTO, {}
    files = preset_files(points)
    name = node.value
    if not isinstance(name, str):
        raise file.error(node, f"`preset` must be one of {', '.join([AUTO, *files])}")
    if name not in files:
        hint = did_you_mean(name, [AUTO, *files])
        raise file.error(node, f"unknown preset `{name}`", hint)
    preset = read_config_file(files[name])
    top = preset.root.mapping or {}
    settings = read_settings(top.get("rules"), preset, registry)
    default = top.get("default")
    if default is not None and not read_severity("default", default, preset)[1]:
        # Rules of plugins stay on with any preset.
        off = [name for name, rule in registry.items() if rule.source not in plugins]
        settings = dict.fromkeys(off, RuleSetting(on=False)) | settings
    return name, settings


def preset_files(points: Iterable[EntryPoint]) -> dict[str, Path]:
    """Return the preset files of all installed packages, by preset name."""
    found: dict[str, Path] = {}
    for point in in_group(points, PRESET_GROUP).values():
        spec = importlib.util.find_spec(point.module)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            found |= {path.stem: path for path in sorted(Path(folder).glob("*.yaml"))}
    return found


def rule_hint(word: str, registry: Registry) -> str:
    """Return a hint for a word that is not the name of a rule."""
    if rules := members_of(word, registry):
        return f"`{word}` is a bundle: its rules are {', '.join(rules)}"
    return name_hint(word, registry)
