"""Load the configuration: which rules run, with what severities and options."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import importlib.util
from pathlib import Path
import sys
from typing import TYPE_CHECKING, NamedTuple, cast

from awesomecheck.config.file import ConfigFile, Node, read_config_file
from awesomecheck.config.options import build, typed_value
from awesomecheck.engine.linter import ActiveRule
from awesomecheck.engine.registry import (
    PRESET_GROUP,
    EntryPoint,
    Registry,
    in_group,
    is_installed,
    load_rules,
)
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.rules import SEVERITIES, Rule, Severity
from awesomecheck.safety.file_source import DISK, FileSource

if TYPE_CHECKING:
    from awesomecheck.links.settings import LinkSettings

AUTO = "auto"
"""The default preset: each rule as it is defined."""

CONFIG_KEYS = ("preset", "rules", "plugins", "exclude", "links")
SEVERITY_KEY = "severity"
OFF = "off"


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
    skipped_plugins: tuple[str, ...] = ()
    """Plugins that are not imported, because the files of the run are not trusted."""


class Choice(NamedTuple):
    """Rules selected on the command line, by rule name or bundle name."""

    select: tuple[str, ...] = ()
    """If not empty, only these run, on or off."""
    ignore: tuple[str, ...] = ()


class _Setting(NamedTuple):
    """What a configuration or a preset sets for one rule."""

    severity: Severity | None
    on: bool | None
    rule: Rule | None


def default(points: Sequence[EntryPoint], choice: Choice) -> Config:
    """Return the default configuration."""
    registry = load_rules(points)
    return Config(None, "none", registry, tuple(_active(registry, {}, choice)))


def load(
    path: Path, points: Sequence[EntryPoint], choice: Choice, files: FileSource = DISK
) -> Config:
    """Read and validate a configuration file.

    Raises:
        UserError: the file cannot be read or is invalid.
    """
    file = read_config_file(path, files)
    top = file.root.mapping
    if top is None:
        raise file.error(
            file.root,
            "the configuration must be a mapping",
            f"use the keys {', '.join(CONFIG_KEYS)}",
        )
    for key, node in top.items():
        if key not in CONFIG_KEYS:
            raise file.error(node, f"unknown key `{key}`", did_you_mean(key, CONFIG_KEYS))
    plugins = _strings(top.get("plugins"), file, "`plugins`")
    skipped: tuple[str, ...] = ()
    if plugins and files.distrust_reason:
        skipped = tuple(_not_installed(plugins, path.parent))
        if skipped and not files.skips_plugins:
            raise _refused(skipped[0], file, top["plugins"], files.distrust_reason)
        registry = load_rules(points, [name for name in plugins if name not in skipped])
    else:
        registry = _load_rules(points, plugins, path.parent)
    preset, settings = _preset(top.get("preset"), file, points, registry, plugins)
    settings |= _settings(top.get("rules"), file, registry, partly=bool(skipped))
    links = top.get("links")
    return Config(
        path=path,
        name=file.name,
        registry=registry,
        rules=tuple(_active(registry, settings, choice)),
        preset=preset,
        exclude=_exclude(top.get("exclude"), file),
        links=_link_settings(links, file) if links else None,
        skipped_plugins=skipped,
    )


def _link_settings(node: Node, file: ConfigFile) -> "LinkSettings":
    from awesomecheck.links.settings import LinkSettings  # noqa: PLC0415 - few lists have any

    return build(LinkSettings, node, file, "`links`")


def _strings(node: Node | None, file: ConfigFile, what: str) -> tuple[str, ...]:
    return cast("tuple[str, ...]", typed_value(tuple[str, ...], node, file, what)) if node else ()


def _exclude(node: Node | None, file: ConfigFile) -> tuple[str, ...]:
    """Return patterns for files; refuse those that can never match."""
    written = _strings(node, file, "`exclude`")
    if node and written:
        from awesomecheck.config.patterns import parse_pattern  # noqa: PLC0415 - few lists have any

        for item, pattern in zip(node.items or (), written, strict=True):
            if parse_pattern(pattern.encode(errors="replace")) is None:
                raise file.error(
                    item,
                    f"`exclude`: the pattern `{pattern}` can never match",
                    "write it as in .gitignore: no comment, no `./`, `[sets]` complete,"
                    " `\\\\` for a backslash",
                )
    return written


def _load_rules(points: Sequence[EntryPoint], plugins: Sequence[str], folder: Path) -> Registry:
    """Load all rules; plugins may be beside the configuration."""
    if not plugins:
        return load_rules(points)
    sys.path.append(str(folder))
    try:
        return load_rules(points, plugins)
    finally:
        sys.path.remove(str(folder))


def _not_installed(plugins: Iterable[str], folder: Path) -> Iterator[str]:
    """Yield the plugins that may be modules of the list's repository, not of a package."""
    return (name for name in plugins if not is_installed(name, apart_from=folder))


def _refused(plugin: str, file: ConfigFile, node: Node, distrust_reason: str) -> UserError:
    return file.error(
        node,
        f"the plugin `{plugin}` is not installed as a package, and is not imported from the"
        f" list's repository: {distrust_reason}",
        "install it, or check pull requests on the event `pull_request`",
    )


def _preset(
    node: Node | None,
    file: ConfigFile,
    points: Sequence[EntryPoint],
    registry: Registry,
    plugins: Sequence[str],
) -> tuple[str, dict[str, _Setting]]:
    if node is None or node.value == AUTO:
        return AUTO, {}
    files = preset_files(points)
    name = node.value
    if not isinstance(name, str) or name not in files:
        hint = did_you_mean(str(name), [AUTO, *files])
        raise file.error(node, f"unknown preset `{name}`", hint)
    preset = read_config_file(files[name])
    top = preset.root.mapping or {}
    settings = _settings(top.get("rules"), preset, registry)
    default = top.get("default")
    if default is not None and not _severity("default", default, preset)[1]:
        # Rules of plugins stay on with any preset.
        off = [name for name, rule in registry.items() if rule.source not in plugins]
        settings = dict.fromkeys(off, _Setting(None, False, None)) | settings
    return name, settings


def preset_files(points: Iterable[EntryPoint]) -> dict[str, Path]:
    """Return the preset files of all installed packages, by preset name."""
    found: dict[str, Path] = {}
    for point in in_group(points, PRESET_GROUP).values():
        spec = importlib.util.find_spec(point.module)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            found |= {path.stem: path for path in sorted(Path(folder).glob("*.yaml"))}
    return found


def _settings(
    node: Node | None, file: ConfigFile, registry: Registry, *, partly: bool = False
) -> dict[str, _Setting]:
    """Return the setting of each rule; with `partly`, those of unknown rules are left out."""
    if node is None or node == Node(node.line):
        return {}
    if node.mapping is None:
        raise file.error(node, "`rules` must be a mapping of rule names")
    return {
        name: _setting(name, value, file, registry)
        for name, value in node.mapping.items()
        if name in registry or not partly
    }


def _setting(name: str, node: Node, file: ConfigFile, registry: Registry) -> _Setting:
    registered = registry.get(name)
    if registered is None:
        raise file.error(node, f"unknown rule `{name}`", rule_hint(name, registry))
    if node.mapping is None:
        severity, on = _severity(name, node, file)
        return _Setting(severity, on, None)
    options = dict(node.mapping)
    severity_node = options.pop(SEVERITY_KEY, None)
    severity, on = _severity(name, severity_node, file) if severity_node else (None, True)
    rule = build(registered.rule, Node(node.line, mapping=options), file, f"the rule `{name}`")
    return _Setting(severity, on, rule)


def _severity(name: str, node: Node, file: ConfigFile) -> tuple[Severity | None, bool]:
    value = node.value
    if value is False or value == OFF:  # YAML reads `off` as false
        return None, False
    if value is True or value == "on":
        return None, True
    for severity in SEVERITIES:
        if value == severity:
            return severity, True
    hint = did_you_mean(str(value), [*SEVERITIES, OFF, "on"])
    raise file.error(
        node,
        f"`{name}` must be error, warning, info, on, off or a mapping of options",
        hint,
    )


def _active(
    registry: Registry, settings: Mapping[str, _Setting], choice: Choice
) -> Iterator[ActiveRule]:
    selected = _chosen(choice.select, registry)
    ignored = _chosen(choice.ignore, registry)
    for name, registered in registry.items():
        setting = settings.get(name, _Setting(None, None, None))
        on = registered.rule.enabled if setting.on is None else setting.on
        if choice.select:
            on = name in selected
        if on and name not in ignored:
            rule = setting.rule or registered.rule()
            severity = setting.severity or rule.severity
            yield ActiveRule(name, rule, severity, named=name in choice.select)


def rule_hint(word: str, registry: Registry) -> str:
    """Return a hint for a word that is not the name of a rule."""
    rules = [name for name, each in registry.items() if each.bundle == word]
    if rules:
        return f"`{word}` is a bundle: use its rules {', '.join(rules)}"
    return did_you_mean(word, registry)


def _chosen(words: Iterable[str], registry: Registry) -> frozenset[str]:
    """Return the names of the rules that the words name, directly or by bundle."""
    bundles = {registered.bundle for registered in registry.values()}
    chosen: set[str] = set()
    for word in words:
        if word in bundles:
            chosen.update(name for name, each in registry.items() if each.bundle == word)
        elif word in registry:
            chosen.add(word)
        else:
            raise UserError(
                f"unknown rule or bundle `{word}`",
                hint=did_you_mean(word, [*registry, *bundles]),
            )
    return frozenset(chosen)
