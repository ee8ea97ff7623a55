"""Rule bundles, formats and presets, found by entry points or named by the configuration.

`importlib.metadata` costs as much to import as a small list to check, so that the entry points
are read here: each distribution keeps them in a small INI file beside its metadata
(https://packaging.python.org/en/latest/specifications/entry-points/).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
import importlib
import importlib.util
import os
from pathlib import Path
import re
import sys
from types import ModuleType
from typing import NamedTuple, cast

from awesomecheck.errors import UserError
from awesomecheck.rules import DocumentRule, LinkRule, Rule, SuppressionRule, rule_name
from awesomecheck.safety.checkout import work_tree

RULE_GROUP = "awesomecheck.rules"
FORMAT_GROUP = "awesomecheck.formats"
PRESET_GROUP = "awesomecheck.presets"

_SECTION = re.compile(r"^\[(?P<group>[^\]]+)\]\s*$")
_ENTRY = re.compile(r"^(?P<name>[^=\s#;][^=]*?)\s*=\s*(?P<value>[^#\s]+)")
_DISTRIBUTION = re.compile(r"(?P<name>.+?)-[^-]+(?:-py[\d.]+)?\.(?:dist|egg)-info$")


class EntryPoint(NamedTuple):
    """A name that a distribution registers in one of our groups."""

    group: str
    name: str
    module: str
    distribution: str

    def load(self) -> ModuleType:
        """Import the module.

        Raises:
            UserError: it cannot be imported.
        """
        return _import(self.module, f"`{self.name}` of the package {self.distribution}")


class RegisteredRule(NamedTuple):
    """A rule and where it comes from."""

    name: str
    bundle: str
    source: str
    """The distribution, or the module that the configuration names."""
    rule: type[Rule]


Registry = Mapping[str, RegisteredRule]


def entry_points(path: Iterable[str] | None = None) -> tuple[EntryPoint, ...]:
    """All entry points of ours on a module search path, the first of a distribution winning."""
    found: list[EntryPoint] = []
    seen: set[str] = set()
    for folder in sys.path if path is None else path:
        for name, text in _entry_point_files(folder or "."):
            if name not in seen:
                seen.add(name)
                found += _parse(text, name)
    return tuple(found)


def _entry_point_files(folder: str) -> Iterator[tuple[str, str]]:
    try:
        names = sorted(path.name for path in os.scandir(folder) if path.name.endswith("-info"))
    except OSError:  # a zip archive, or nothing
        return
    for each in names:
        match = _DISTRIBUTION.match(each)
        try:
            text = Path(folder, each, "entry_points.txt").read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if "awesomecheck." in text:
            name = match["name"] if match else each.removesuffix("-info").removesuffix(".egg")
            yield name.replace("_", "-").lower(), text


def _parse(text: str, distribution: str) -> Iterator[EntryPoint]:
    group = ""
    for line in text.splitlines():
        if section := _SECTION.match(line):
            group = section["group"].strip()
        elif group.startswith("awesomecheck.") and (entry := _ENTRY.match(line)):
            yield EntryPoint(group, entry["name"], entry["value"], distribution)


def in_group(points: Iterable[EntryPoint], group: str) -> dict[str, EntryPoint]:
    """The entry points of one group by name.

    Raises:
        UserError: the group is empty, or two distributions register one name.
    """
    named: dict[str, EntryPoint] = {}
    for point in points:
        if point.group != group:
            continue
        other = named.setdefault(point.name, point)
        if other is not point:
            raise UserError(
                f"{point.distribution} and {other.distribution} both register"
                f" `{point.name}` as {group}",
                hint="uninstall one of them",
            )
    if not named:
        raise UserError(
            f"no installed package registers anything as {group}",
            hint="the installation is broken: `pip install --force-reinstall awesomecheck`",
        )
    return named


def load_rules(points: Iterable[EntryPoint], modules: Sequence[str] = ()) -> Registry:
    """Every rule there is, by name, in the order of bundles and of their `RULES`.

    Args:
        points: the entry points; those of other groups are passed over.
        modules: importable modules with a `RULES` of their own.

    Raises:
        UserError: a bundle cannot be loaded, holds something that is no rule, or two rules have
            one name.
    """
    registry: dict[str, RegisteredRule] = {}
    for point in in_group(points, RULE_GROUP).values():
        _register(registry, point.load(), point.name, point.distribution)
    for name in modules:
        _register(registry, _import(name, f"the plugin `{name}`"), name, name)
    return registry


def is_installed(module: str, *, apart_from: Path) -> bool:
    """Whether a module is one of Python's or of an installed package; nothing is imported for it.

    Args:
        module: its full name.
        apart_from: a folder of a work tree, of which nothing counts as installed, but for what a
            virtual environment in it holds.
    """
    try:
        spec = importlib.util.find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return False
    if spec is None:
        return False
    top = (work_tree(apart_from / "file") or apart_from).resolve()
    environment = Path(sys.prefix).resolve()
    places = [Path(place).resolve() for place in spec.submodule_search_locations or ()]
    if spec.has_location and spec.origin:
        places.append(Path(spec.origin).resolve())
    return all(
        place.is_relative_to(environment) or not place.is_relative_to(top) for place in places
    )


def _register(
    registry: dict[str, RegisteredRule], module: ModuleType, bundle: str, source: str
) -> None:
    rules: object = getattr(module, "RULES", None)
    if not isinstance(rules, tuple) or not rules:
        raise UserError(
            f"the rule bundle `{bundle}` ({module.__name__}) has no RULES",
            hint="RULES is a tuple of rule classes",
        )
    for rule in cast("tuple[object, ...]", rules):
        checked = _checked(rule, bundle)
        name = rule_name(checked)
        other = registry.get(name)
        if other is not None:
            raise UserError(
                f"two rules are called `{name}`: one of {other.source}, one of {source}",
                hint="rename one, or uninstall its package",
            )
        registry[name] = RegisteredRule(name, bundle, source, checked)


def _checked(rule: object, bundle: str) -> type[Rule]:
    if not (
        isinstance(rule, type)
        and issubclass(rule, (DocumentRule, LinkRule, SuppressionRule))
        and is_dataclass(rule)
        and not getattr(rule, "__abstractmethods__", None)
    ):
        raise UserError(
            f"RULES of the bundle `{bundle}` holds {rule!r}, which is no rule",
            hint="a rule is a dataclass that derives from DocumentRule, LinkRule or"
            " SuppressionRule and has a `check`",
        )
    return rule


def _import(module: str, what: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except Exception as error:
        raise UserError(
            f"{what} does not load: {type(error).__name__}: {error}",
            hint=f"`python -c 'import {module}'` shows where it fails",
        ) from error
