"""The rules there are, for people who want to know: a table, a page each, JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
import types
from typing import Any, Literal, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from awesomecheck.config.config import Config
from awesomecheck.config.options import key_of
from awesomecheck.document import Source, parse
from awesomecheck.engine.linter import ActiveRule, lint
from awesomecheck.engine.registry import RegisteredRule, Registry
from awesomecheck.engine.rule_docs import Page, page
from awesomecheck.rules import Rule, SuppressionRule


class Option(NamedTuple):
    """A rule's option as a user sees it."""

    name: str
    type: str
    default: object


class Card(NamedTuple):
    """What there is to know of a rule."""

    name: str
    bundle: str
    source: str
    severity: str
    """`off` where it does not run."""
    lists_only: bool
    fix: Literal["safe", "unsafe"] | None
    """Of its examples' findings, so that it is never claimed without proof."""
    page: Page
    options: tuple[Option, ...]


def cards(config: Config) -> list[Card]:
    """A card for each rule, with the severities that a configuration gives them."""
    active = {each.name: each for each in config.rules}
    return [
        card(each, active.get(each.name), config.registry) for each in config.registry.values()
    ]


def card(registered: RegisteredRule, active: ActiveRule | None, registry: Registry) -> Card:
    """What there is to know of one rule; it is off where it is not active."""
    its_page = page(registered.rule)
    return Card(
        name=registered.name,
        bundle=registered.bundle,
        source=registered.source,
        severity=active.severity if active else "off",
        lists_only=registered.rule.lists_only,
        fix=_fix(registered, its_page, registry),
        page=its_page,
        options=tuple(_options(registered.rule)),
    )


def _fix(
    registered: RegisteredRule, its_page: Page, registry: Registry
) -> Literal["safe", "unsafe"] | None:
    # What suppressions are good for depends on all other rules.
    alone = not issubclass(registered.rule, SuppressionRule)
    chosen = [registered] if alone else list(registry.values())
    rules = [ActiveRule(each.name, each.rule(), each.rule.severity) for each in chosen]
    kinds: set[Literal["safe", "unsafe"]] = set()
    for example in its_page.examples:
        document = parse(Source.from_text(example.bad))
        verdicts = example.verdicts(document)
        for each in lint(document, rules, known=registry, verdicts=verdicts).findings:
            if each.rule == registered.name and each.fix:
                kinds.add("safe" if each.fix.safe else "unsafe")
    return "safe" if "safe" in kinds else "unsafe" if kinds else None


def _options(rule: type[Rule]) -> Iterator[Option]:
    hints = get_type_hints(rule)
    for field in fields(cast("Any", rule)):
        factory = field.default_factory
        default = field.default if factory is MISSING else factory()
        yield Option(key_of(field.name), type_name(hints[field.name]), default)


def type_name(annotation: Any) -> str:
    """A type in the words of a configuration."""
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
        int: "number",
        float: "number",
        bool: "true or false",
        type(None): "nothing",
    }
    return names[annotation]


def table(all_cards: Sequence[Card]) -> Iterator[str]:
    """Lines of a table for people: name, severity, fix, summary, under its bundle's name."""
    width = max(len(each.name) for each in all_cards)
    bundle = ""
    for each in all_cards:
        if each.bundle != bundle:
            if bundle:
                yield ""
            bundle = each.bundle
            yield f"{bundle} ({each.source})"
        fix = {"safe": "fix", "unsafe": "fix?", None: ""}[each.fix]
        yield f"  {each.name:<{width}}  {each.severity:<7}  {fix:<4}  {each.page.summary}"
    yield ""
    yield "fix: --fix mends what has one right answer; fix?: only with --unsafe-fixes"


def as_json(all_cards: Sequence[Card]) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {
            "name": each.name,
            "bundle": each.bundle,
            "source": each.source,
            "severity": each.severity,
            "lists_only": each.lists_only,
            "fix": each.fix,
            "summary": each.page.summary,
            "options": [
                {"name": option.name, "type": option.type, "default": option.default}
                for option in each.options
            ],
        }
        for each in all_cards
    ]


def explanation(each: Card) -> Iterator[str]:
    """Lines of a rule's page."""
    yield f"# {each.name}"
    yield ""
    yield f"{each.page.summary}."
    yield ""
    yield f"Bundle `{each.bundle}` of {each.source}. {_severity_sentence(each)} {_FIX[each.fix]}"
    if each.lists_only:
        yield "It runs on lists alone, not on other Markdown such as CONTRIBUTING.md."
    yield ""
    yield each.page.body
    yield ""
    if each.options:
        yield "## Options"
        yield ""
        for option in each.options:
            yield f"* `{option.name}`: {option.type}; {_shown(option.default)} by default"
        yield ""
    yield "## In the configuration"
    yield ""
    yield "```yaml"
    yield "rules:"
    yield f"  {each.name}: off  # or error, warning, info"
    if each.options:
        yield "```"
        yield ""
        yield "```yaml"
        yield "rules:"
        yield f"  {each.name}:"
        for option in each.options:
            yield f"    {option.name}: {_yaml(option.default)}"
    yield "```"
    yield ""
    yield "## In a list"
    yield ""
    yield "```markdown"
    yield f"<!-- awesomecheck-disable-next-line {each.name} -->"
    yield "```"


_FIX = {
    "safe": "What it finds can be fixed, where there is one right answer.",
    "unsafe": "It has fixes that change what the list says, and so have to be asked for.",
    None: "It has no fix: what is right is for people to say.",
}


def _severity_sentence(each: Card) -> str:
    if each.severity == "off":
        return "It is off."
    return f"Severity: {each.severity}."


def _shown(default: object) -> str:
    return f"`{_yaml(default)}`"


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
