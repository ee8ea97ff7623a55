"""Figures of the layout, read from the code itself: how far a newcomer has to look.

    python benchmarks/house.py [-v]

- Modules at the top level: `*.py` files of `src/awesomecheck`, with `__init__.py`.
- Import chain: modules each of which imports the next, in a function too, but not under
  `TYPE_CHECKING`. A circle counts with all its modules.
- Frames: functions of ours on the stack, from the console script on; the probe's `check` counts,
  comprehensions and generator expressions do not.
- Names: those without underscore at the top level of modules. What each format (`render`) or
  each bundle (`RULES`) has to define is left out.

With -v, what a figure is made of is listed too.
"""

import ast
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, redirect_stdout, suppress
from dataclasses import dataclass
from importlib.metadata import entry_points
import inspect
from io import StringIO
from pathlib import Path
import sys
import tempfile
import tomllib
from types import ModuleType
from typing import Any, ClassVar, NamedTuple
from unittest.mock import patch

import awesomecheck
from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span, Touch
import awesomecheck_rules

ROOT = Path(__file__).parents[1]
MACHINE, RULES = "awesomecheck", "awesomecheck_rules"
PACKAGES = {
    MACHINE: Path(awesomecheck.__path__[0]),
    RULES: Path(awesomecheck_rules.__path__[0]),
}
CONTRACT = ("render", "RULES")

Imports = Mapping[str, Collection[str]]


class Figure(NamedTuple):
    """A figure, the most that it should be, and what it is made of."""

    name: str
    value: int
    goal: int | None
    details: Sequence[str] = ()


def main() -> None:
    for figure in figures():
        goal = "" if figure.goal is None else f"goal: at most {figure.goal:,}"
        print(f"{figure.name:<46}{figure.value:>7,}   {goal}".rstrip())
        if "-v" in sys.argv[1:]:
            print("".join(f"    {each}\n" for each in figure.details), end="")


def figures() -> Iterator[Figure]:
    top = sorted(each.name for each in PACKAGES[MACHINE].glob("*.py"))
    yield Figure("modules at the top level", len(top), 6, top)
    trees = {name: ast.parse(path.read_bytes()) for name, path in modules()}
    imports = {name: set(imported(name, tree, trees)) for name, tree in trees.items()}
    chain = longest_chain({name: imports[name] for name in imports if not name.startswith(RULES)})
    yield Figure("longest import chain of src", len(chain), 14, chain)
    chain = longest_chain(imports)
    yield Figure("longest import chain of src and rules", len(chain), None, chain)
    yield from frames()
    lines = sum(len(path.read_text("utf-8").splitlines()) for _, path in modules())
    yield Figure("lines of src and rules", lines, 28_000)
    names = repeated_names(trees, definitions)
    yield Figure("classes and functions of the same name", len(names), 8, names)
    names = repeated_names(trees, constants)
    yield Figure("constants and aliases of the same name", len(names), None, names)
    circles = [" ".join(sorted(each)) for each in components(imports) if len(each) > 1]
    yield Figure("circles of imports", len(circles), 0, circles)
    upward = sorted(set(upward_imports(imports)))
    yield Figure("upward imports", len(upward), 0, upward)


def modules() -> Iterator[tuple[str, Path]]:
    """Yield the full name and the file of each of our modules."""
    for package, folder in PACKAGES.items():
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            yield ".".join([package, *parts]).removesuffix(".__init__"), path


def imported(name: str, tree: ast.Module, known: Collection[str]) -> Iterator[str]:
    """Yield the modules of ours that a module imports, at its start or later."""
    for node in _nodes_that_run(tree):
        targets: list[str] = []
        if isinstance(node, ast.Import):
            targets = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{each.name}" for each in node.names]
            targets = [each if each in known else node.module for each in inner]
        yield from (target for target in targets if target in known and target != name)


def _nodes_that_run(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            yield from _nodes_that_run(child)


def components(imports: Imports) -> Iterator[frozenset[str]]:
    """Yield the modules, those of a circle together, each after what it imports (Tarjan)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []

    def visit(module: str) -> Iterator[frozenset[str]]:
        order[module] = lowest[module] = len(order)
        stack.append(module)
        for other in sorted(imports[module]):
            if other not in order:
                yield from visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in stack:
                lowest[module] = min(lowest[module], order[other])
        if lowest[module] == order[module]:
            start = stack.index(module)
            yield frozenset(stack[start:])
            del stack[start:]

    for module in sorted(imports):
        if module not in order:
            yield from visit(module)


def longest_chain(imports: Imports) -> Sequence[str]:
    chains: dict[str, tuple[str, ...]] = {}
    for component in components(imports):
        below = {other for each in component for other in imports[each]} - component
        longest = max((chains[other] for other in sorted(below)), key=len, default=())
        chains.update(dict.fromkeys(component, (*sorted(component), *longest)))
    return max(chains.values(), key=len)


def upward_imports(imports: Imports) -> Iterator[str]:
    """Yield the imports that go up, or sideways, in the layers of the import contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        for container in contract.get("containers", ()):
            floors = {
                f"{container}.{room.strip()}": floor
                for floor, rooms in enumerate(contract["layers"])
                for room in rooms.replace(":", "|").split("|")
            }
            for module, others in imports.items():
                here = floors.get(_room(module))
                for other in others:
                    there = floors.get(_room(other))
                    same = _room(module) == _room(other)
                    if here is not None and there is not None and there <= here and not same:
                        yield f"{module} -> {other}"


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def repeated_names(
    trees: Mapping[str, ast.Module], names: Callable[[ast.Module], Iterable[str]]
) -> Sequence[str]:
    places: dict[str, list[str]] = defaultdict(list)
    for module, tree in trees.items():
        for name in set(names(tree)):
            if not name.startswith("_") and name not in CONTRACT:
                places[name].append(module)
    return [
        f"{name}: {', '.join(found)}" for name, found in sorted(places.items()) if len(found) > 1
    ]


def definitions(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def constants(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield from (each.id for each in ast.walk(target) if isinstance(each, ast.Name))


CHECKS: list[list[str]] = []
EDITS: list[list[str]] = []


class ProbeEdit(Edit, frozen=True):
    """An edit that notes the stack whenever its text is read."""

    def __getattribute__(self, name: str) -> Any:
        if name == "text":
            EDITS.append(own_frames())
        return super().__getattribute__(name)


@dataclass(frozen=True, slots=True)
class StackProbe(DocumentRule):
    """Note the stack at each check, and correct one word."""

    touches: ClassVar[tuple[Touch, ...]] = ("wording",)

    def check(self, document: Document) -> Iterator[Problem]:
        CHECKS.append([*own_frames(), "the probe's check"])
        start = document.text.find("wrong")
        if start >= 0:
            span = Span(start, start + len("wrong"))
            yield Problem(span, "wrong", fix=Fix((ProbeEdit(span, "right"),)))


def own_frames() -> list[str]:
    """Return the functions of ours that are running, the outermost first."""
    frames: list[str] = []
    frame = inspect.currentframe()
    while frame is not None:
        code = frame.f_code
        own = any(Path(code.co_filename).is_relative_to(each) for each in PACKAGES.values())
        if own and not code.co_name.startswith("<"):
            frames.append(f"{frame.f_globals['__name__']}.{code.co_qualname}")
        frame = frame.f_back
    return frames[::-1]


def frames() -> Iterator[Figure]:
    yield _deepest("frames to a rule's check", CHECKS, 7)
    yield _deepest("frames to a rule's check with --fix", CHECKS, 9, "--fix")
    yield _deepest("frames to the text of an edit with --fix", EDITS, 9, "--fix")


def _deepest(name: str, stacks: list[list[str]], goal: int, *options: str) -> Figure:
    stacks.clear()
    _run_command("--no-links", "--quiet", *options, "README.md")
    deepest = max(stacks, key=len)
    return Figure(name, len(deepest), goal, deepest)


def _run_command(*arguments: str) -> None:
    """Run the console script in this process, on a small list and with the probe as a plugin."""
    plugin = ModuleType("house_probe")
    plugin.__dict__["RULES"] = (StackProbe,)
    (script,) = entry_points(group="console_scripts", name="awesomecheck")
    with tempfile.TemporaryDirectory() as folder, chdir(folder), redirect_stdout(StringIO()):
        Path("README.md").write_text("# List\n\n- [a](https://example.org) wrong\n", "utf-8")
        Path(".awesomecheck.yaml").write_text("plugins: [house_probe]\n", "utf-8")
        sys.modules["house_probe"] = plugin  # `patch.dict` would have yaml loaded twice
        command = ["awesomecheck", *arguments]
        with patch.object(sys, "argv", command), suppress(SystemExit):
            script.load()()


if __name__ == "__main__":
    main()
