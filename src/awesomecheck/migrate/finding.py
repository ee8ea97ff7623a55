"""Commands of other tools in files of any kind."""

from collections.abc import Iterator, Mapping, Sequence
import json
import re
from typing import TYPE_CHECKING, NamedTuple, cast

from awesomecheck.migrate import shell
from awesomecheck.migrate.markdown_link_check import ACTION
from awesomecheck.migrate.model import TOOLS, Tool
from awesomecheck.migrate.place import Place
from awesomecheck.migrate.shell import Word

if TYPE_CHECKING:
    import yaml

_LYCHEE_ACTION = "lycheeverse/lychee-action"
_LAUNCHERS = frozenset({
    "bundle", "bunx", "docker", "env", "exec", "find", "mise", "npm", "npx", "pnpm", "podman",
    "sudo", "time", "timeout", "travis_retry", "travis_wait", "xargs", "yarn",
})  # fmt: skip
_BEFORE = frozenset({
    "!", "{", "if", "then", "elif", "else", "do", "while", "until", "time", "exec", "command",
    "RUN", "CMD", "ENTRYPOINT",
})  # fmt: skip
_SPEAKERS = frozenset({"echo", "printf", "puts", "print", "name:"})
_NO_START = frozenset({
    "add", "build", "i", "install", "login", "pull", "push", "remove", "rm", "rmi", "tag",
    "uninstall", "update", "upgrade",
})  # fmt: skip
_CONTAINERS = frozenset({"docker", "podman"})
_QUESTIONS = frozenset({"--help", "--version", "-h", "-V", "help"})
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=.*", re.DOTALL)
_PROSE = frozenset({"name", "image", "description", "if", "title", "id", "repo", "uses", "key"})
"""Keys whose texts are no commands."""
_DEEPEST = 5


class Invocation(NamedTuple):
    """A tool, and what it is run with."""

    tool: Tool
    arguments: tuple[Word, ...]
    place: Place
    config: str | None = None
    """A configuration that is named beside the arguments."""
    inputs: tuple[str, ...] = ()
    """What an action of GitHub's is told besides."""
    is_action: bool = False


def in_text(
    text: str, place: Place, shift: int | None = None, depth: int = 0
) -> Iterator[Invocation]:
    """The commands in a text that a shell reads.

    Args:
        text: the text.
        place: where it stands.
        shift: how many lines of the file stand before its first, where its lines are the file's.
        depth: how many texts it is quoted in.
    """
    for command in shell.commands(text, TOOLS):
        own = place
        if shift is not None:
            own = place.part(command.first + shift + 1, command.last + shift + 1)
        yield from _of_command(command.words, own, depth)


def in_strings(value: object, place: Place) -> Iterator[Invocation]:
    """The commands in all texts of a JSON value, such as the scripts of a `package.json`."""
    if isinstance(value, str):
        if any(each in value for each in TOOLS):
            line = place.origin(json.dumps(value)).line
            yield from in_text(value, place.part(line, place.last))
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from in_strings(item, place)
    elif isinstance(value, dict):
        for item in cast("dict[str, object]", value).values():
            yield from in_strings(item, place)


def in_yaml(text: str, place: Place) -> Iterator[Invocation]:
    """The commands in a workflow, or in the configuration of another service.

    Raises:
        yaml.YAMLError: it is not YAML.
    """
    import yaml  # noqa: PLC0415 - only where a YAML file is read

    reader = _YamlReader(place)
    loader = yaml.SafeLoader(text)
    while loader.check_node():
        node = loader.get_node()
        if node is not None:
            yield from reader.read(node, "")


class _YamlReader:
    def __init__(self, place: Place) -> None:
        self._place = place
        self._seen: set[int] = set()

    def read(self, node: "yaml.Node", key: str) -> Iterator[Invocation]:
        import yaml  # noqa: PLC0415

        if id(node) in self._seen:  # an alias
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if key not in _PROSE:
                shift = node.start_mark.line + 1 if node.style == "|" else None
                yield from in_text(node.value, self._part(node), shift)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from self.read(item, key)
        elif isinstance(node, yaml.MappingNode):
            pairs = _pairs(node)
            found = self._step(pairs) or self._hook(pairs)
            if found:
                yield found
            for name, value in pairs.items():
                if not (found and name in ("with", "args")):
                    yield from self.read(value, name)

    def _part(self, node: "yaml.Node") -> Place:
        return self._place.part(node.start_mark.line + 1, node.end_mark.line + 1)

    def _step(self, pairs: "Mapping[str, yaml.Node]") -> Invocation | None:
        """A step of a workflow that uses a tool's action or image."""
        import yaml  # noqa: PLC0415

        uses = pairs.get("uses")
        if not isinstance(uses, yaml.ScalarNode):
            return None
        name = uses.value.partition("@")[0].lower()
        tool: Tool | None = None
        if name == _LYCHEE_ACTION:
            tool = "lychee"
        elif name.endswith(f"/{ACTION}"):
            tool = "markdown-link-check"
        elif name.startswith("docker://"):
            tool = _tool(uses.value)
        if tool is None:
            return None
        given = pairs.get("with")
        inputs = _pairs(given) if isinstance(given, yaml.MappingNode) else {}
        end = given or uses
        place = self._place.part(uses.start_mark.line + 1, end.end_mark.line + 1)
        arguments = inputs.pop("args", None)
        config = inputs.pop("config-file", None)
        return Invocation(
            tool,
            _words(arguments),
            place,
            config.value if isinstance(config, yaml.ScalarNode) else None,
            tuple(inputs),
            is_action=name.endswith(f"/{ACTION}"),
        )

    def _hook(self, pairs: "Mapping[str, yaml.Node]") -> Invocation | None:
        """A hook of pre-commit."""
        import yaml  # noqa: PLC0415

        name = pairs.get("id")
        if not isinstance(name, yaml.ScalarNode) or "uses" in pairs or "run" in pairs:
            return None
        tool = _tool(name.value.removesuffix("-docker"))
        if tool is None:
            return None
        arguments = pairs.get("args")
        return Invocation(tool, _words(arguments), self._part(arguments or name))


def _pairs(node: "yaml.MappingNode") -> "dict[str, yaml.Node]":
    import yaml  # noqa: PLC0415

    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _words(node: "yaml.Node | None") -> tuple[Word, ...]:
    """Arguments as a text, which a shell splits, or as a list."""
    import yaml  # noqa: PLC0415

    if isinstance(node, yaml.ScalarNode):
        return shell.split(node.value)
    if isinstance(node, yaml.SequenceNode):
        return tuple(Word(each.value) for each in node.value if isinstance(each, yaml.ScalarNode))
    return ()


def _of_command(words: Sequence[Word], place: Place, depth: int) -> Iterator[Invocation]:
    start = _start(words)
    if start is not None:
        tool, index = start
        arguments = words[index + 1 :]
        if not any(each.text in _QUESTIONS for each in arguments):
            yield Invocation(tool, tuple(arguments), place)
        return
    if not words or depth == _DEEPEST or words[0].text.lstrip("@-") in _SPEAKERS:
        return
    for word in words:
        inside = [shell.inner(each) for each in word.expansions]
        if re.search(r"\s", word.text) and not word.text.startswith(("$", "`")):
            inside.append(word.text)
        for text in inside:
            yield from in_text(text, place, depth=depth + 1)


def _start(words: Sequence[Word]) -> tuple[Tool, int] | None:
    """The tool that a command runs, and its index."""
    index = 0
    while index < len(words):
        text = words[index].text.lstrip("@-+") if index == 0 else words[index].text
        if text and text not in _BEFORE and not _ASSIGNMENT.fullmatch(text):
            break
        index += 1
    else:
        return None
    first = words[index].text.lstrip("@-+")
    tool = _tool(first)
    if tool:
        return tool, index
    if first.rpartition("/")[2] not in _LAUNCHERS:
        return None
    for later in range(index + 1, len(words)):
        text = words[later].text
        if text in _NO_START or (text == "run" and first not in _CONTAINERS):
            return None
        tool = _tool(text)
        if tool:
            return tool, later
    return None


def _tool(word: str) -> Tool | None:
    """The tool that a program, a package or an image is."""
    name = re.split(r"[:@]", word.removeprefix("docker://").rpartition("/")[2], maxsplit=1)[0]
    return next((each for each in TOOLS if name == each), None)
