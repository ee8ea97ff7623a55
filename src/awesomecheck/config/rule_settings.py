"""Settings of rules: from presets, configurations and the command line to the rules that run."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.config.file import ConfigFile, Node
from awesomecheck.config.mistakes import Mistakes
from awesomecheck.config.options import build
from awesomecheck.engine.linter import ActiveRule
from awesomecheck.engine.registry import RegisteredRule, Registry
from awesomecheck.errors import UserError, did_you_mean, nearest
from awesomecheck.rules import SEVERITIES, Rule, Severity

SEVERITY_KEY = "severity"
OFF = "off"


class Choice(Struct, frozen=True):
    """Rules selected on the command line, by rule name or bundle name."""

    select: tuple[str, ...] = ()
    """If not empty, only these run, on or off."""
    ignore: tuple[str, ...] = ()


class RuleSetting(Struct, frozen=True):
    """What a configuration or a preset sets for one rule."""

    severity: Severity | None = None
    on: bool | None = None
    """None for what is set elsewhere."""
    rule: Rule | None = None
    """With its options."""

    def over(self, other: "RuleSetting | None") -> "RuleSetting":
        """Return this setting, with what it leaves open from another one."""
        if other is None:
            return self
        return RuleSetting(
            severity=self.severity or other.severity,
            on=other.on if self.on is None else self.on,
            rule=self.rule or other.rule,
        )


RuleSettings = Mapping[str, RuleSetting]
"""By rule name; rules that are not in it are as they are defined."""


def merged(below: RuleSettings, above: RuleSettings) -> dict[str, RuleSetting]:
    """Return settings over others."""
    return {**below, **{name: each.over(below.get(name)) for name, each in above.items()}}


def read_settings(
    node: Node | None, file: ConfigFile, registry: Registry, *, partly: bool = False
) -> dict[str, RuleSetting]:
    """Return the settings of a mapping of rules and bundles; a rule has priority over its bundle.

    Args:
        node: the mapping.
        file: the configuration, for error messages.
        registry: all rules.
        partly: whether unknown rules are left out.

    Raises:
        UserError: there are mistakes in it.
    """
    if node is None or node == node.empty():
        return {}
    if node.mapping is None:
        hint = "such as `rules: {trailing-space: off}`"
        raise file.error(node, "`rules` must be a mapping of rule and bundle names", hint)
    rules: dict[str, RuleSetting] = {}
    bundles: dict[str, RuleSetting] = {}
    mistakes = Mistakes()
    for name, value in node.mapping.items():
        with mistakes.collected():
            if name in registry:
                rules[name] = _setting(registry[name], value, file)
            elif members := members_of(name, registry):
                bundles |= dict.fromkeys(members, _bundle_setting(name, value, file))
            elif not partly:
                hint = name_hint(name, registry)
                raise file.error(value, f"unknown rule or bundle `{name}`", hint)
    mistakes.check()
    return merged(bundles, rules)


def _setting(registered: RegisteredRule, node: Node, file: ConfigFile) -> RuleSetting:
    name = registered.name
    if node.mapping is None:
        return RuleSetting(*read_severity(name, node, file))
    options = dict(node.mapping)
    severity_node = options.pop(SEVERITY_KEY, None)
    mistakes = Mistakes()
    setting = RuleSetting(on=True)
    with mistakes.collected():
        if severity_node:
            setting = RuleSetting(*read_severity(name, severity_node, file))
    with mistakes.collected():
        rest = replace(node, mapping=options)
        setting = replace(setting, rule=build(registered.rule, rest, file, f"the rule `{name}`"))
    mistakes.check()
    return setting


def _bundle_setting(name: str, node: Node, file: ConfigFile) -> RuleSetting:
    """Return the setting of a bundle; a severity does not turn rules on that are off."""
    if node.mapping is not None:
        raise file.error(
            node,
            f"`{name}` is a bundle, which has no options",
            f"write `{name}: off`, for example",
        )
    severity, on = read_severity(name, node, file)
    return RuleSetting(severity, None if severity else on)


def read_severity(name: str, node: Node, file: ConfigFile) -> tuple[Severity | None, bool]:
    """Return the severity that a value sets, and whether it turns rules on.

    Raises:
        UserError: it is something else.
    """
    value = node.value
    if value is False or value == OFF:  # YAML reads `off` as false
        return None, False
    if value is True or value == "on":
        return None, True
    for severity in SEVERITIES:
        if value == severity:
            return severity, True
    hint = did_you_mean(str(value), [*SEVERITIES, OFF, "on"])
    raise file.error(
        node,
        f"`{name}` must be error, warning, info, on, off or a mapping of options",
        hint,
    )


def active_rules(
    registry: Registry, settings: RuleSettings, choice: Choice
) -> Iterator[ActiveRule]:
    """Yield the rules that run.

    Raises:
        UserError: the command line selects an unknown rule.
    """
    selected = named_rules(choice.select, registry)
    ignored = named_rules(choice.ignore, registry)
    if selected and selected <= ignored:
        raise UserError(
            "--ignore leaves none of the rules that --select names",
            hint="--ignore has priority: leave out what should run",
        )
    for name, registered in registry.items():
        setting = settings.get(name, RuleSetting())
        on = registered.rule.enabled if setting.on is None else setting.on
        if choice.select:
            on = name in selected
        by_badge = setting.on is None and not choice.select and _follows_badge(registered.rule)
        if (on or by_badge) and name not in ignored:
            rule = setting.rule or registered.rule()
            severity = setting.severity or ("info" if by_badge else rule.severity)
            yield ActiveRule(name, rule, severity, name in choice.select, by_badge)


def _follows_badge(rule: type[Rule]) -> bool:
    return not rule.enabled and rule.badge_turns_on != "nowhere"


def named_rules(words: Iterable[str], registry: Registry) -> frozenset[str]:
    """Return the names of the rules that words name, directly or by bundle.

    Raises:
        UserError: a word is neither a rule nor a bundle.
    """
    chosen: set[str] = set()
    for word in words:
        members = [word] if word in registry else members_of(word, registry)
        if not members:
            hint = name_hint(word, registry)
            raise UserError(f"unknown rule or bundle `{word}`", hint=hint)
        chosen.update(members)
    return frozenset(chosen)


def name_hint(word: str, registry: Registry) -> str:
    """Return a hint for a word that is the name of no rule or bundle."""
    found = nearest(word, [*registry, *bundles_of(registry)])
    return f"did you mean `{found}`?" if found else "`awesomecheck rules` lists all"


def members_of(bundle: str, registry: Registry) -> list[str]:
    """Return the rules of a bundle."""
    return [name for name, each in registry.items() if each.bundle == bundle]


def bundles_of(registry: Registry) -> list[str]:
    """Return the names of all bundles."""
    return list(dict.fromkeys(each.bundle for each in registry.values()))
