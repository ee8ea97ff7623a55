"""Print what a run would check, and with which settings: `--show-files`, `--show-settings`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, cast

from awesomecheck.config.config import Config
from awesomecheck.config.options import key_of
from awesomecheck.config.rule_settings import OFF, SEVERITY_KEY
from awesomecheck.rules import Rule, options_of
from awesomecheck.runs.texts import ListFile
from awesomecheck.safety.escape import disarm_commands, escape_for_terminal


def files_shown(files: Iterable[ListFile]) -> Iterator[str]:
    """Yield the paths of files, one on each line."""
    for file in files:
        yield disarm_commands(escape_for_terminal(file.name)) + "\n"


def settings_shown(files: Iterable[ListFile]) -> Iterator[str]:
    """Yield the settings of files as configurations in YAML, each after the files it is for."""
    import yaml  # noqa: PLC0415 - only for this

    groups: dict[int, list[ListFile]] = {}
    for file in files:
        groups.setdefault(id(file.config), []).append(file)
    for number, own in enumerate(groups.values()):
        yield "---\n" if number else ""
        config = own[0].config
        for file in own:
            yield f"# {escape_for_terminal(file.name)}\n"
        yield f"# configuration: {escape_for_terminal(config.name)}\n"
        text: str = yaml.safe_dump(_settings(config), sort_keys=False)  # pyright: ignore[reportUnknownMemberType] - its stubs
        for line in text.splitlines():
            yield disarm_commands(line) + "\n"


def _settings(config: Config) -> dict[str, object]:
    active = {each.name: each for each in config.rules}
    rules: dict[str, object] = {}
    for name in config.registry:
        if name not in active:
            rules[name] = OFF
            continue
        each = active[name]
        options = _plain(each.rule)
        rules[name] = {SEVERITY_KEY: each.severity, **options} if options else each.severity
    settings: dict[str, object] = {
        "preset": config.preset,
        "fail-on": config.fail_on,
        "min-severity": config.min_severity,
        "unfixable": sorted(name for name in config.registry if not config.fixes(name)),
        "exclude": list(config.exclude),
        "rules": rules,
    }
    if config.links:
        settings["links"] = _plain(config.links)
    return settings


def _plain(value: object) -> Any:
    """Return a value as YAML has it."""
    if isinstance(value, Rule) or is_dataclass(value):
        own = {key_of(name): getattr(value, name) for name in options_of(type(value))}
        return {key: _plain(each) for key, each in own.items() if each is not None}
    if isinstance(value, tuple):
        return [_plain(each) for each in cast("tuple[object, ...]", value)]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in cast("Mapping[str, object]", value).items()}
    return value
