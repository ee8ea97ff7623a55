"""Configuration files as trees of values that know their lines."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from awesomecheck.errors import UserError
from awesomecheck.file_access import DISK, Files

if TYPE_CHECKING:
    import yaml

NAMES = (
    ".awesomecheck.yaml",
    ".awesomecheck.yml",
    ".github/.awesomecheck.yaml",
    ".github/.awesomecheck.yml",
)
_MAX_BYTES = 1024 * 1024
_MAX_NODES = 20_000
"""A configuration with more values than this is a mistake, or an attack by YAML aliases."""
_TAGS = frozenset({"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge"})
_TABLE = re.compile(r"^\s*\[tool\.awesomecheck(?:\.(?P<rest>[^\]]+))?\]", re.MULTILINE)


class Node(NamedTuple):
    """A value of a configuration and its line: a scalar, or else a list or a mapping."""

    line: int
    """From 1; 0 where the format does not tell."""
    value: object = None
    """The scalar."""
    items: "tuple[Node, ...] | None" = None
    mapping: "Mapping[str, Node] | None" = None


class ConfigFile(NamedTuple):
    """A configuration as read, before anything is checked."""

    path: Path
    root: Node
    name: str
    """What to call it for people."""

    def error(self, node: Node, message: str, hint: str | None = None) -> UserError:
        """An error at a node's line."""
        place = f"{self.name}:{node.line}" if node.line else self.name
        return UserError(f"{place}: {message}", hint=hint)


def discover(folder: Path, files: Files = DISK) -> Path | None:
    """The configuration in force for the files of a folder: the nearest one upwards.

    The search ends at the root of a git work tree.
    """
    for place in (folder, *folder.parents):
        for name in NAMES:
            if files.is_file(place / name):
                return place / name
        pyproject = place / "pyproject.toml"
        if files.is_file(pyproject) and _has_table(pyproject, files):
            return pyproject
        if (place / ".git").exists():
            return None
    return None


def _has_table(pyproject: Path, files: Files) -> bool:
    """Whether a `pyproject.toml` has something for us; one that is no TOML may have."""
    text = text_of(pyproject, files)
    if "awesomecheck" not in text:
        return False
    return "awesomecheck" in toml_data(pyproject, text).get("tool", {})


def read(path: Path, files: Files = DISK) -> ConfigFile:
    """Read a YAML configuration, or `[tool.awesomecheck]` of a `pyproject.toml`.

    Raises:
        UserError: it cannot be read or parsed, with the line where the format tells it.
    """
    text = text_of(path, files)
    name = files.named(path)
    root = _toml(path, text) if path.suffix == ".toml" else parse_yaml(text, name)
    return ConfigFile(path, root, name)


def text_of(path: Path, files: Files = DISK) -> str:
    """The text of a configuration.

    Raises:
        UserError: it cannot be read, is too large, or not UTF-8.
    """
    try:
        data = files.read(path, _MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise UserError(f"{path}: larger than any configuration (1 MB at most)")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path}: not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}",
            hint="save the file as UTF-8",
        ) from error


def parse_yaml(text: str, place: str) -> Node:
    """The tree of a YAML document; an empty one is an empty mapping.

    Raises:
        UserError: it is not YAML, repeats a key, uses a tag, or unfolds without end.
    """
    import yaml  # noqa: PLC0415 - most runs have no YAML to read

    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise UserError(f"{place}{line}: not YAML: {error.problem or error.context}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise UserError(f"{place}: not YAML: {what}") from error
    if root is None:
        return Node(1, mapping={})
    try:
        return _YamlReader(place, yaml.SafeLoader("")).read(root)
    except RecursionError as error:
        raise UserError(f"{place}: a value contains itself, or is nested too deeply") from error


class _YamlReader:
    def __init__(self, place: str, loader: "yaml.SafeLoader") -> None:
        self._place = place
        self._loader = loader
        self._count = 0

    def read(self, node: "yaml.Node") -> Node:
        import yaml  # noqa: PLC0415

        line = node.start_mark.line + 1
        self._count += 1
        if self._count > _MAX_NODES:
            raise UserError(
                f"{self._place}: unfolds to more than {_MAX_NODES} values",
                hint="a configuration needs no aliases (`*name`)",
            )
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            raise UserError(f"{self._place}:{line}: the tag `{node.tag}` has no meaning here")
        if isinstance(node, yaml.MappingNode):
            return Node(line, mapping=dict(self._pairs(node)))
        if isinstance(node, yaml.SequenceNode):
            return Node(line, items=tuple(self.read(child) for child in node.value))
        try:
            value: object = self._loader.construct_object(node)  # pyright: ignore[reportUnknownMemberType]
        except (yaml.YAMLError, ValueError) as error:
            raise UserError(f"{self._place}:{line}: not a value: {node.value!r}") from error
        return Node(line, value)

    def _pairs(self, node: "yaml.MappingNode") -> Iterator[tuple[str, Node]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = self.read(key_node)
            if not isinstance(key.value, str):
                raise UserError(f"{self._place}:{key.line}: a key is a word, not {key.value!r}")
            if key.value in seen:
                raise UserError(f"{self._place}:{key.line}: `{key.value}` stands here twice")
            seen.add(key.value)
            yield key.value, self.read(value_node)._replace(line=key.line)


def _toml(path: Path, text: str) -> Node:
    table = toml_data(path, text).get("tool", {}).get("awesomecheck", {})
    return _toml_node(table, text.splitlines(), 0)


def toml_data(path: Path, text: str) -> dict[str, Any]:
    """The table of a TOML file.

    Raises:
        UserError: it is not TOML.
    """
    import tomllib  # noqa: PLC0415 - only where a pyproject.toml speaks of us

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path}: not TOML: {error}") from error


def _toml_node(value: object, lines: Sequence[str], line: int) -> Node:
    """Tomllib tells no lines: a key is looked for from its parent's line on."""
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return Node(
            line,
            mapping={
                key: _toml_node(child, lines, _toml_line(key, lines, line)) for key, child in pairs
            },
        )
    if isinstance(value, list):
        items = cast("list[object]", value)
        return Node(line, items=tuple(_toml_node(child, lines, line) for child in items))
    return Node(line, value)


def _toml_line(key: str, lines: Sequence[str], after: int) -> int:
    written = re.compile(
        rf"""^\s*(?:\[tool\.awesomecheck(?:\.[^\]]*)?\.)?["']?{re.escape(key)}["']?\s*[=\].]"""
        rf"""|^\s*\[tool\.awesomecheck\..*{re.escape(key)}["']?\]|[{{,]\s*["']?{re.escape(key)}["']?\s*="""
    )
    inside = False
    for number, line in enumerate(lines, start=1):
        inside = inside or bool(_TABLE.match(line))
        if inside and number >= after and written.search(line):
            return number
    return after
