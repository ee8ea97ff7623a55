"""The commands `rules` and `explain`: a table of rules, or the documentation of one."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
import types
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from msgspec import Struct

from awesomecheck.config.config import Config
from awesomecheck.config.options import key_of
from awesomecheck.document import parse
from awesomecheck.document.source import Source
from awesomecheck.engine.linter import ActiveRule, run_rules
from awesomecheck.engine.registry import RegisteredRule, Registry
from awesomecheck.engine.repository_files import repository_files_of
from awesomecheck.engine.rule_docs import RuleDocs, rule_docs, with_labels
from awesomecheck.facts.sources import facts_of
from awesomecheck.rules import Rule, SuppressionRule, options_of

if TYPE_CHECKING:
    from rich.console import Console


class ShownOption(Struct, frozen=True):
    """A rule's option as a user sees it."""

    name: str
    type: str
    default: object


class Card(Struct, frozen=True):
    """The description of a rule."""

    name: str
    bundle: str
    source: str
    severity: str
    """`off` if it does not run."""
    lists_only: bool
    by_badge: bool
    """Whether it runs only in lists with the awesome badge."""
    fix: Literal["safe", "unsafe"] | None
    """Taken from the findings of its examples, so that it is always true."""
    since: str
    """The version of its package that first had it."""
    page: RuleDocs
    options: tuple[ShownOption, ...]


def all_cards(config: Config) -> list[Card]:
    """Describe all rules, with their severities in a configuration."""
    active = {each.name: each for each in config.rules}
    return [
        card(each, active.get(each.name), config.registry) for each in config.registry.values()
    ]


def card(registered: RegisteredRule, active: ActiveRule | None, registry: Registry) -> Card:
    """Describe one rule, which is off if it is not active."""
    its_page = rule_docs(registered.rule)
    return Card(
        name=registered.name,
        bundle=registered.bundle,
        source=registered.source,
        severity=active.severity if active else "off",
        lists_only=registered.rule.lists_only,
        by_badge=active is not None and active.by_badge,
        fix=_fix(registered, its_page, registry),
        since=registered.rule.since,
        page=its_page,
        options=tuple(_options(registered.rule)),
    )


def _fix(
    registered: RegisteredRule, its_page: RuleDocs, registry: Registry
) -> Literal["safe", "unsafe"] | None:
    # What rules about suppressions report depends on all other rules.
    alone = not issubclass(registered.rule, SuppressionRule)
    chosen = [registered] if alone else list(registry.values())
    kinds: set[Literal["safe", "unsafe"]] = set()
    for example in its_page.examples:
        rules = [
            ActiveRule(each.name, example.with_options(each.rule), each.rule.severity)
            for each in chosen
        ]
        document = parse(Source.from_text(example.bad))
        verdicts = example.verdicts(document)
        result = run_rules(
            document,
            rules,
            known=registry,
            verdicts=verdicts,
            files=repository_files_of(dict(example.files)),
            facts=facts_of(verdicts, dict(example.links), titles=None),
        )
        for each in result.findings:
            if each.rule == registered.name and each.fix:
                kinds.add("safe" if each.fix.safe else "unsafe")
    return "safe" if "safe" in kinds else "unsafe" if kinds else None


def _options(rule: type[Rule]) -> Iterator[ShownOption]:
    hints = get_type_hints(rule)
    for name, each in options_of(rule).items():
        default = each.default
        if isinstance(default, Mapping):
            default = dict(cast("Mapping[object, object]", default))
        yield ShownOption(key_of(name), type_name(hints[name]), default)


def type_name(annotation: Any) -> str:
    """Return the name of a type for a person who writes a configuration."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " or ".join(f"`{each}`" for each in arguments)
    if origin is tuple:
        return f"list of {type_name(arguments[0])}"
    if origin in (Union, types.UnionType):
        return " or ".join(type_name(each) for each in arguments)
    if origin is not None:
        return f"mapping of {type_name(arguments[1])}"
    names: dict[Any, str] = {
        str: "text",
        int: "integer",
        float: "number",
        bool: "true or false",
        type(None): "nothing",
    }
    return names[annotation]


def lines_of_table(cards: Sequence[Card]) -> Iterator[str]:
    """Yield lines of a table: name, severity, fix and summary, grouped by bundle."""
    width = max(len(each.name) for each in cards)
    for bundle, own in groupby(cards, _bundle):
        yield bundle
        for each in own:
            fix = _MARKS[each.fix]
            yield f"  {each.name:<{width}}  {_severity(each):<7}  {fix:<4}  {each.page.summary}"
        yield ""
    yield _LEGEND


def print_table(cards: Sequence[Card], console: "Console | None" = None) -> None:
    """Print the table, fitted to a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only for a terminal
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table.grid("name", "severity", "fix", "summary", padding=(0, 2))
    for column in grid.columns[:3]:
        column.no_wrap = True
    for bundle, own in groupby(cards, _bundle):
        grid.add_row(Text(bundle, "bold"))
        for each in own:
            severity = Text(_severity(each), _STYLES.get(each.severity, "dim"))
            grid.add_row(f"  {each.name}", severity, _MARKS[each.fix], Text(each.page.summary))
        grid.add_row()
    (console or Console()).print(grid, Text(_LEGEND), sep="\n")


def _severity(card: Card) -> str:
    return f"{card.severity}*" if card.by_badge else card.severity


def _bundle(card: Card) -> str:
    return f"{card.bundle} ({card.source})"


_MARKS = {"safe": "fix", "unsafe": "fix?", None: ""}
_LEGEND = (
    "fix: fixed by --fix; fix?: only with --unsafe-fixes; *: only in lists with the awesome badge"
)
_STYLES = {"error": "red", "warning": "yellow", "info": "cyan"}


def as_json(cards: Sequence[Card]) -> list[dict[str, object]]:
    """Return the table for programs."""
    return [
        {
            "name": each.name,
            "bundle": each.bundle,
            "source": each.source,
            "severity": each.severity,
            "lists_only": each.lists_only,
            "by_badge": each.by_badge,
            "fix": each.fix,
            "summary": each.page.summary,
            "options": [
                {"name": option.name, "type": option.type, "default": option.default}
                for option in each.options
            ],
        }
        for each in cards
    ]


def explanation(each: Card) -> str:
    """Return the documentation of a rule in Markdown."""
    return "\n".join(_explanation(each))


def print_explanation(each: Card, console: "Console | None" = None) -> None:
    """Print the documentation of a rule, rendered for a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only for a terminal
    from rich.markdown import Markdown  # noqa: PLC0415

    (console or Console()).print(Markdown(explanation(each), code_theme="ansi_dark"))


def _explanation(each: Card) -> Iterator[str]:
    yield f"# {each.name}\n"
    yield f"{each.page.summary}.\n"
    yield f"Bundle: `{each.bundle}` ({each.source}). Severity: {each.severity}. {_FIXES[each.fix]}"
    if each.lists_only:
        yield "It checks lists only, not other Markdown such as CONTRIBUTING.md."
    if each.by_badge:
        yield (
            "It runs only in lists with the awesome badge; `preset: awesome` turns it on in all,"
            " with its full severity."
        )
    yield ""
    if each.page.body:
        yield f"{with_labels(each.page.body)}\n"
    if each.options:
        yield "## Options\n"
        for option in each.options:
            yield f"* `{option.name}`: {option.type}; default: `{_yaml(option.default)}`"
        yield ""
    yield "## Configuration\n\n```yaml\nrules:"
    yield f"  {each.name}: off  # or error, warning, info\n```"
    if each.options:
        yield f"\n```yaml\nrules:\n  {each.name}:"
        for option in each.options:
            yield f"    {option.name}: {_yaml(option.default)}"
        yield "```"
    yield "\n## Suppression\n"
    yield f"```markdown\n<!-- awesomecheck-disable-next-line {each.name} -->\n```"


_FIXES = {
    "safe": "Fixes: `--fix`.",
    "unsafe": "Fixes: only with `--unsafe-fixes`.",
    None: "Fixes: none.",
}


def _yaml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case None:
            return "null"
        case tuple():
            items = cast("tuple[object, ...]", value)
            return f"[{', '.join(_yaml(item) for item in items)}]"
        case str():
            return value if value.replace("-", "").isalnum() else f'"{value}"'
        case _:
            return str(value)
