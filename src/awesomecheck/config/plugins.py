"""Import the plugins of a configuration: modules beside it, or of installed packages."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
import keyword
from pathlib import Path, PurePosixPath
import sys
from typing import NamedTuple

from awesomecheck.config.file import ConfigFile, Node
from awesomecheck.config.mistakes import Mistakes
from awesomecheck.engine.registry import (
    RULE_GROUP,
    EntryPoint,
    Registry,
    import_plugin,
    in_group,
    is_installed,
    load_rules,
    with_bundle,
)
from awesomecheck.errors import UserError, nearest
from awesomecheck.safety.file_source import FileSource


class Plugins(NamedTuple):
    """The rules that there are with plugins, and the plugins that are left out."""

    registry: Registry
    skipped: tuple[str, ...] = ()
    """Plugins that are not imported, because the files of the run are not trusted."""
    faulty: bool = False
    """Whether plugins have mistakes, so that their rules are unknown."""


def load_plugins(
    named: Mapping[str, Node],
    file: ConfigFile,
    points: Sequence[EntryPoint],
    files: FileSource,
    mistakes: Mistakes,
) -> Plugins:
    """Return all rules: those of installed packages, and of plugins.

    Args:
        named: the plugins, each with its place in the configuration.
        file: the configuration.
        points: the entry points of installed packages.
        files: says whether modules beside the configuration are trusted.
        mistakes: collects an error for each plugin that cannot be used.
    """
    registry = load_rules(points)
    installed = {point.module: name for name, point in in_group(points, RULE_GROUP).items()}
    folder = file.path.absolute().parent
    skipped: list[str] = []
    loaded = 0
    for name, node in named.items():
        with mistakes.collected():
            if fault := _fault(name, installed):
                raise file.error(node, *fault)
            if files.distrust_reason and not is_installed(name, apart_from=folder):
                if not files.skips_plugins:
                    raise _refused(name, file, node, files.distrust_reason)
                skipped.append(name)
            else:
                registry = _with_plugin(registry, name, folder, file, node)
                loaded += 1
    return Plugins(registry, tuple(skipped), loaded + len(skipped) < len(named))


def _fault(name: str, installed: Mapping[str, str]) -> tuple[str, str] | None:
    """Return why a name is not that of a plugin, and what to do; None if it may be."""
    parts = name.split(".")
    is_module = all(part.isidentifier() and not keyword.iskeyword(part) for part in parts)
    if not is_module or parts[1:] == ["py"]:
        stem = PurePosixPath(name.replace("\\", "/")).name.removesuffix(".py")
        hint = (
            f"write `{stem}`, and put {stem}.py beside the configuration"
            if stem.isidentifier()
            else "write `my_rules` for the file my_rules.py beside the configuration"
        )
        return f"the plugin `{name}` is not the name of a Python module", hint
    if parts[0] in sys.stdlib_module_names:
        return (
            f"the plugin `{name}` has the name of a module of Python itself, which is imported"
            " instead",
            f"rename it, for example to `{name.replace('.', '_')}_rules`",
        )
    if name in installed:
        return (
            f"the plugin `{name}` is the bundle `{installed[name]}` of an installed package, which"
            " runs anyway",
            "remove it from `plugins`",
        )
    return None


def _with_plugin(
    registry: Registry, name: str, folder: Path, file: ConfigFile, node: Node
) -> Registry:
    """Return rules with those of a plugin.

    Raises:
        UserError: it cannot be imported or has something that is not a rule.
    """
    try:
        with _on_search_path(folder):
            module = import_plugin(name)
    except ModuleNotFoundError as error:
        raise file.error(
            node,
            f"the plugin `{name}` is neither a module in {folder} nor installed",
            _missing_hint(name, folder),
        ) from error
    except UserError as error:
        raise file.error(node, error.message, error.hint) from error
    beside = folder.joinpath(*name.split("."))
    own = next((each for each in _files_of(beside) if each.is_file()), None)
    found = getattr(module, "__file__", None)  # none of a built-in one, or of a folder
    if own and not (found and own.samefile(found)):
        other = found or ", ".join(getattr(module, "__path__", ("built-in",)))
        raise file.error(
            node,
            f"the plugin `{name}` is not {own}: another module has this name: {other}",
            "give yours another name",
        )
    try:
        return with_bundle(registry, module, name, name)
    except UserError as error:
        raise file.error(node, error.message, error.hint) from error


def _files_of(place: Path) -> tuple[Path, Path]:
    """Return the files that a module may be in."""
    return place / "__init__.py", place.with_name(f"{place.name}.py")


@contextmanager
def _on_search_path(folder: Path) -> Generator[None]:
    sys.path.append(str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def _missing_hint(name: str, folder: Path) -> str:
    beside = [path.stem for path in folder.glob("*.py")]
    if found := nearest(name, beside):
        return f"did you mean `{found}`?"
    return f"create {name.replace('.', '/')}.py there, or install the package of the plugin"


def _refused(plugin: str, file: ConfigFile, node: Node, distrust_reason: str) -> UserError:
    return file.error(
        node,
        f"the plugin `{plugin}` is not installed as a package, and is not imported from the"
        f" list's repository: {distrust_reason}",
        "install it, or check pull requests on the event `pull_request`",
    )
