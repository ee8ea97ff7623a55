"""Find configuration files, and read them as trees of values with line numbers."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
import re
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.errors import UserError
from awesomecheck.regexes import regex
from awesomecheck.safety.checkout import folders_around
from awesomecheck.safety.file_source import DISK, FileSource

if TYPE_CHECKING:
    import yaml

CONFIG_NAMES = (
    ".awesomecheck.yaml",
    ".awesomecheck.yml",
    ".github/.awesomecheck.yaml",
    ".github/.awesomecheck.yml",
)
_MAX_BYTES = 1024 * 1024
_MAX_NODES = 20_000
"""More values are a mistake, or an attack with YAML aliases."""
_MAX_EVENTS = 3 * _MAX_NODES
"""Of the YAML parser, which has at most three for a value."""
_MAX_DIGITS = 40
"""Of a number: Python refuses to convert numbers with thousands of digits."""
_MAX_SEARCHED = 5_000_000
"""Characters in all searches for the lines of keys in a TOML file together."""
_MAX_DEPTH = 40
"""Of a TOML file: parts of a key, and brackets around a value."""
_TOML_TOKEN = regex(
    r""""{3}(?:[^"\\]++|\\.|"(?!""))*+(?:"{3})?|"(?:[^"\\\n]++|\\.)*+"?"""
    r"""|'{3}(?:[^']++|'(?!''))*+(?:'{3})?|'[^'\n]*+'?|\#[^\n]*+|[][{}.,=\n]""",
    re.DOTALL,
)
"""Strings and comments as a whole, and what separates keys and values."""
_TAGS = frozenset({"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge"})
_RESERVED = regex(r"[@`%*&!]")
"""What no value without quotes begins with."""
_TABLE = regex(r"^\s*\[tool\.awesomecheck(?:\.(?P<rest>[^\]]+))?\]", re.MULTILINE)


class Node(Struct, frozen=True):
    """A value of a configuration and its line: a scalar, a list or a mapping."""

    line: int
    """From 1; 0 if unknown."""
    value: object = None
    """The scalar."""
    items: "tuple[Node, ...] | None" = None
    mapping: "Mapping[str, Node] | None" = None
    option: str = ""
    """The option of the command line that it is from; empty for a file."""
    written: str = ""
    """A scalar that is no text, as it is written: `off` and `false` are the same value."""

    def empty(self) -> "Node":
        """Return nothing at the same place."""
        return Node(self.line, option=self.option)


class ConfigFile(Struct, frozen=True):
    """A configuration that is parsed but not validated."""

    path: Path
    root: Node
    name: str
    """For messages."""

    def error(self, node: Node, message: str, hint: str | None = None) -> UserError:
        """Return an error at the line of a node."""
        place = node.option or (f"{self.name}:{node.line}" if node.line else self.name)
        return UserError(f"{place}: {message}", hint=hint)


def find_config(folder: Path, files: FileSource = DISK) -> Path | None:
    """Return the nearest configuration file of a folder, up to the top of its work tree."""
    for place in folders_around(folder / CONFIG_NAMES[0]):
        for name in CONFIG_NAMES:
            if files.is_file(place / name):
                return place / name
        pyproject = place / "pyproject.toml"
        if files.is_file(pyproject) and _has_table(pyproject, files):
            return pyproject
    return None


def _has_table(pyproject: Path, files: FileSource) -> bool:
    """Whether a `pyproject.toml` configures awesomecheck."""
    text = read_text(pyproject, files)
    if "awesomecheck" not in text:
        return False
    return "awesomecheck" in parse_toml(pyproject, text).get("tool", {})


def read_config_file(path: Path, files: FileSource = DISK) -> ConfigFile:
    """Read a YAML configuration, or `[tool.awesomecheck]` of a `pyproject.toml`.

    Raises:
        UserError: it cannot be read or parsed.
    """
    text = read_text(path, files)
    name = files.named(path)
    root = _toml(path, text, name) if path.suffix == ".toml" else parse_yaml(text, name)
    return ConfigFile(path, root, name)


def read_text(path: Path, files: FileSource = DISK) -> str:
    """Return the text of a configuration file.

    Raises:
        UserError: it cannot be read, is too large, or not UTF-8.
    """
    try:
        data = files.read(path, _MAX_BYTES + 1)
        if len(data) > _MAX_BYTES:
            raise UserError(f"{path}: too large for a configuration (1 MB at most)")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path}: not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}",
            hint="save the file as UTF-8",
        ) from error


def parse_yaml(text: str, place: str) -> Node:
    """Return the tree of a YAML document; an empty mapping for an empty one.

    Raises:
        UserError: it is not YAML, repeats a key, uses a tag, or has too many values.
    """
    import yaml  # noqa: PLC0415 - most runs have no YAML to read

    # libyaml takes a fiftieth of the time, and refuses nesting below 1,000 levels.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if next(islice(yaml.parse(text, loader), _MAX_EVENTS, None), None):
            raise _too_many(place)
        root = yaml.compose(text, loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _yaml_error(error, text, place) from error
    if root is None:
        return Node(1, mapping={})
    try:
        return _YamlReader(place, yaml.SafeLoader("")).read(root)
    except RecursionError as error:
        raise UserError(f"{place}: a value contains itself or is nested too deeply") from error


def _yaml_error(error: Exception, text: str, place: str) -> UserError:
    """Return the error for a text that cannot be parsed as YAML."""
    import yaml  # noqa: PLC0415

    if not isinstance(error, yaml.MarkedYAMLError):
        cause = "nested too deeply" if isinstance(error, RecursionError) else error
        return UserError(f"{place}: not YAML: {cause}")
    mark, what = error.problem_mark, error.problem or error.context
    if mark is None:
        return UserError(f"{place}: not YAML: {what}")
    line = next(islice(text.split("\n"), mark.line, None), "")
    found = line[max(0, mark.column - 1) : mark.column + 1]  # of an alias, the mark is behind `*`
    hint = None
    if found.endswith("\t"):
        hint = "indent with spaces, not with tabs"
    elif _RESERVED.search(found):
        hint = "put a value that begins with a special character in quotes"
    elif found.endswith(":"):
        hint = "put a value that contains `: ` in quotes"
    return UserError(f"{place}:{mark.line + 1}:{mark.column + 1}: not YAML: {what}", hint=hint)


def _too_many(place: str) -> UserError:
    hint = "do not use aliases (`*name`)"
    return UserError(f"{place}: more than {_MAX_NODES} values", hint=hint)


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
            raise _too_many(self._place)
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            raise UserError(f"{self._place}:{line}: unsupported tag `{node.tag}`")
        if isinstance(node, yaml.MappingNode):
            return Node(line, mapping=dict(self._pairs(node)))
        if isinstance(node, yaml.SequenceNode):
            return Node(line, items=tuple(self.read(child) for child in node.value))
        value = self._value(node, line)
        is_text = value is None or isinstance(value, str)
        return Node(line, value, written="" if is_text else str(node.value))

    def _value(self, node: "yaml.Node", line: int) -> object:
        wrong = UserError(f"{self._place}:{line}: invalid value `{str(node.value)[:80]}`")
        is_number = node.tag.endswith((":int", ":float"))
        if is_number and len(node.value) > _MAX_DIGITS:  # base 60 takes minutes
            raise wrong
        try:
            return self._loader.construct_object(node)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        except Exception as error:  # a value that does not match its tag
            raise wrong from error

    def _pairs(self, node: "yaml.MappingNode") -> Iterator[tuple[str, Node]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = self.read(key_node)
            if not isinstance(key.value, str):
                shown = key.written or str(key.value)
                raise UserError(
                    f"{self._place}:{key.line}: keys must be text, not `{shown}`",
                    hint="put it in quotes",
                )
            if key.value in seen:
                raise UserError(f"{self._place}:{key.line}: duplicate key `{key.value}`")
            seen.add(key.value)
            yield key.value, replace(self.read(value_node), line=key.line)


def _toml(path: Path, text: str, place: str) -> Node:
    table = parse_toml(path, text).get("tool", {}).get("awesomecheck", {})
    return _TomlReader(text.splitlines(), place).read(table, 0)


def parse_toml(path: Path, text: str) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises:
        UserError: it is not TOML, or nested too deeply.
    """
    import tomllib  # noqa: PLC0415 - only for a pyproject.toml with our table

    _check_depth(path, text)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path}: not TOML: {error}") from error


def _check_depth(path: Path, text: str) -> None:
    """Refuse deep nesting, for which tomllib needs time and memory that grow with its square.

    Raises:
        UserError: a key has too many parts, or there are too many brackets around a value.
    """
    brackets = dots = 0
    for token in _TOML_TOKEN.finditer(text):
        mark = token.group()
        dots = dots + 1 if mark == "." else dots if mark[0] in "\"'" else 0
        if mark in ("[", "{"):
            brackets += 1
        elif mark in ("]", "}"):
            brackets = max(0, brackets - 1)
        if max(brackets, dots) > _MAX_DEPTH:
            line = text.count("\n", 0, token.start()) + 1
            what = f"nested too deeply (at most {_MAX_DEPTH} levels)"
            raise UserError(f"{path}:{line}: not TOML: {what}")


class _TomlReader:
    """Adds lines, which tomllib does not give: of a key, by search from its parent's line on."""

    def __init__(self, lines: Sequence[str], place: str) -> None:
        self._lines = lines
        self._place = place
        self._first = next((at for at, line in enumerate(lines, 1) if _TABLE.match(line)), 1)
        self._left = _MAX_SEARCHED

    def read(self, value: object, line: int) -> Node:
        if isinstance(value, dict):
            pairs = cast("dict[str, object]", value).items()
            mapping = {key: self.read(child, self._line(key, line)) for key, child in pairs}
            return Node(line, mapping=mapping)
        if isinstance(value, list):
            items = cast("list[object]", value)
            return Node(line, items=tuple(self.read(child, line) for child in items))
        if isinstance(value, int) and abs(value) >= 10**_MAX_DIGITS:
            raise UserError(f"{self._place}:{line}: number with more than {_MAX_DIGITS} digits")
        return Node(line, value, written=str(value).lower() if isinstance(value, bool) else "")

    def _line(self, key: str, after: int) -> int:
        name = re.escape(key)
        written = re.compile(
            rf"""^\s*(?:\[tool\.awesomecheck(?:\.[^\]]*)?\.)?["']?{name}["']?\s*[=\].]"""
            rf"""|^\s*\[tool\.awesomecheck\..*{name}["']?\]|[{{,]\s*["']?{name}["']?\s*="""
        )
        for number in range(max(after, self._first), len(self._lines) + 1):
            line = self._lines[number - 1]
            self._left -= len(line) + 1
            if self._left < 0:
                break
            if written.search(line):
                return number
        return after
