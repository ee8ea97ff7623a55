"""Settings that can differ from file to file, and how they are read."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from msgspec import Struct

from awesomecheck.config.file import ConfigFile, Node
from awesomecheck.config.mistakes import Mistakes
from awesomecheck.config.options import typed_value
from awesomecheck.config.rule_settings import RuleSettings, merged, named_rules, read_settings
from awesomecheck.engine.registry import Registry
from awesomecheck.errors import UserError, did_you_mean
from awesomecheck.rules import Severity

if TYPE_CHECKING:
    from awesomecheck.config.patterns import Pattern

FailOn = Literal["error", "warning", "info", "never"]
"""The least severe findings with which a run fails."""

FILE_KEYS = ("rules", "fail-on", "min-severity", "fixable", "unfixable")
"""What `per-file` can set, too."""
NO_RULES: RuleSettings = {}


class FileSettings(NamedTuple):
    """What can differ from file to file; None for what is set elsewhere."""

    rules: RuleSettings = NO_RULES
    fail_on: FailOn | None = None
    min_severity: Severity | None = None
    fixable: frozenset[str] | None = None
    """Rules whose fixes are applied; None for all."""
    unfixable: frozenset[str] | None = None
    """Rules whose fixes are not applied."""

    def over(self, other: "FileSettings") -> "FileSettings":
        """Return these settings, with what they leave open from others."""
        rest = zip(self[1:], other[1:], strict=True)
        filled: list[Any] = [own if own is not None else theirs for own, theirs in rest]
        return FileSettings(merged(other.rules, self.rules), *filled)


class PerFile(Struct, frozen=True):
    """Settings for the files that match a pattern."""

    pattern: "Pattern"
    settings: FileSettings


def check_key(key: str, node: Node, known: Sequence[str], file: ConfigFile) -> None:
    """Require that a key is known.

    Raises:
        UserError: it is not.
    """
    if key not in known:
        raise file.error(node, f"unknown key `{key}`", did_you_mean(key, known))


class SettingsReader:
    """Reads the settings that can differ from file to file."""

    def __init__(self, file: ConfigFile, registry: Registry, *, partly: bool) -> None:
        self._file = file
        self._registry = registry
        self._partly = partly
        """Whether unknown rules may be those of plugins that are not imported."""

    def read(self, keys: Mapping[str, Node]) -> FileSettings:
        """Return the settings of a mapping; other keys are ignored.

        Raises:
            UserError: there are mistakes in it.
        """
        file, mistakes = self._file, Mistakes()
        settings = FileSettings(
            mistakes.value(
                NO_RULES,
                read_settings,
                keys.get("rules"),
                file,
                self._registry,
                partly=self._partly,
            ),
            mistakes.value(None, _one_of, FailOn, "fail-on", keys, file),
            mistakes.value(None, _one_of, Severity, "min-severity", keys, file),
            mistakes.value(None, self._rule_names, "fixable", keys),
            mistakes.value(None, self._rule_names, "unfixable", keys),
        )
        mistakes.check()
        return settings

    def per_file(self, node: Node | None) -> tuple[PerFile, ...]:
        """Return the settings for files that match patterns.

        Raises:
            UserError: there are mistakes in them.
        """
        if node is None or node == node.empty():
            return ()
        if node.mapping is None:
            hint = "such as `docs/*.md: {rules: {markdown: off}}`"
            raise self._file.error(node, "`per-file` must be a mapping of patterns", hint)
        mistakes = Mistakes()
        found = [
            mistakes.value(None, self._of_pattern, pattern, value)
            for pattern, value in node.mapping.items()
        ]
        mistakes.check()
        return tuple(filter(None, found))

    def _of_pattern(self, written: str, node: Node) -> PerFile:
        from awesomecheck.config.patterns import parse_pattern  # noqa: PLC0415 - few lists have any

        pattern = parse_pattern(written.encode(errors="replace"))
        if pattern is None or pattern.negative:
            raise wrong_pattern("per-file", written, node, self._file)
        if node.mapping is None:
            hint = f"use the keys {', '.join(FILE_KEYS)}"
            raise self._file.error(node, f"`{written}` of `per-file` must be a mapping", hint)
        mistakes = Mistakes()
        for key, inner in node.mapping.items():
            mistakes.value(None, check_key, key, inner, FILE_KEYS, self._file)
        settings = mistakes.value(FileSettings(), self.read, node.mapping)
        mistakes.check()
        return PerFile(pattern, settings)

    def _rule_names(self, key: str, keys: Mapping[str, Node]) -> frozenset[str] | None:
        """Return the rules that a list of rules and bundles names; None without a list."""
        node = keys.get(key)
        if node is None:
            return None
        mistakes = Mistakes()
        found: set[str] = set()
        for name, item in zip(
            strings_of(node, self._file, f"`{key}`"), node.items or (), strict=True
        ):
            found |= mistakes.value(frozenset(), self._rules_of, key, name, item)
        mistakes.check()
        return frozenset(found)

    def _rules_of(self, key: str, name: str, node: Node) -> frozenset[str]:
        try:
            return named_rules([name], self._registry)
        except UserError as error:
            if self._partly:
                return frozenset()
            raise self._file.error(node, f"`{key}`: {error.message}", error.hint) from error


def _one_of(choices: Any, key: str, keys: Mapping[str, Node], file: ConfigFile) -> Any:
    """Return the value of a key that has one of several; None without it."""
    return typed_value(choices, keys[key], file, f"`{key}`") if key in keys else None


def wrong_pattern(key: str, written: str, node: Node, file: ConfigFile) -> UserError:
    """Return the error for a pattern for files that none can match."""
    return file.error(
        node,
        f"`{key}`: the pattern `{written}` can never match",
        "write it as in .gitignore: no comment, no `./`, `[sets]` complete,"
        " `\\\\` for a backslash",
    )


def strings_of(node: Node | None, file: ConfigFile, what: str) -> tuple[str, ...]:
    """Return a list of strings; empty if it is not set.

    Raises:
        UserError: it is something else.
    """
    return cast("tuple[str, ...]", typed_value(tuple[str, ...], node, file, what)) if node else ()
