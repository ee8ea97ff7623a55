"""Plugins of a configuration: which mistakes are refused, all at once, each at its place."""

from collections.abc import Iterator
from pathlib import Path
import sys

import pytest
import yaml

from awesomecheck import UserError, lint, load_config

LOADED = yaml
"""Before all tests: its part in C cannot be loaded again after the fixture below."""
RULE = '''
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal
from awesomecheck import Document, DocumentRule, Edit, Fix, Problem, Span


@dataclass(frozen=True, slots=True)
class LoudHeading(DocumentRule):
    """A heading in capitals."""

    words: int = 3

    def check(self, document: Document) -> Iterator[Problem]:
        yield Problem(Span(0, 1), "a heading in capitals")


RULES = (LoudHeading,)
'''


@pytest.fixture(autouse=True)
def _imports_are_forgotten() -> Iterator[None]:
    before = {*sys.modules}
    yield
    for name in {*sys.modules} - before:
        del sys.modules[name]


def written(folder: Path, plugins: str, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)
    config = folder / ".awesomecheck.yaml"
    config.write_text(f"plugins:\n{plugins}")
    return config


def refused(folder: Path, plugins: str, **modules: str) -> list[tuple[str, str | None]]:
    with pytest.raises(UserError) as caught:
        load_config(written(folder, plugins, **modules))
    return [(each.message, each.hint) for each in (caught.value, *caught.value.others)]


def test_all_mistakes_are_reported_at_once_each_at_its_line(tmp_path: Path) -> None:
    plugins = "  - broken\n  - my_rulez\n  - my_rules\nrules:\n  loud-heading: {words: many}\n"
    found = refused(tmp_path, plugins, broken="raise ValueError('oh')", my_rules=RULE)
    assert [message.partition(" the plugin")[0] for message, _ in found[:2]] == [
        f"{tmp_path}/.awesomecheck.yaml:{line}:" for line in (2, 3)
    ]
    assert "cannot be imported: ValueError: oh" in found[0][0]
    assert "`my_rulez` is neither a module in" in found[1][0]
    assert found[1][1] == "did you mean `my_rules`?"
    assert "`words` of the rule `loud-heading` must be a whole number" in found[2][0]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("calendar", "has the name of a module of Python itself", "`calendar_rules`"),
        ("../shared/x.py", "is not the name of a Python module", "write `x`, and put x.py beside"),
        ("my-rules", "is not the name of a Python module", "write `my_rules` for the file"),
        ("my_rules.py", "is not the name of a Python module", "write `my_rules`, and put"),
        ("nothing_like_it", "is neither a module in", "create nothing_like_it.py there"),
        (
            "awesomecheck_rules.anchors",
            "is the bundle `anchors` of an installed package",
            "remove it",
        ),
        ("tests", "another module has this name", "give yours another name"),
    ],
)
def test_a_name_that_is_no_plugin(tmp_path: Path, name: str, message: str, hint: str) -> None:
    files = dict.fromkeys(("calendar", "tests", "my_rules"), RULE)
    [(said, hinted)] = refused(tmp_path, f"  - {name}\n", **files)
    assert f"{message}" in said
    assert hint in (hinted or "")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("int = 3", "set[str] = frozenset()", "`words` has a type that no option can have: set"),
        ("int = 3", "tuple[int, str] = (1, '')", "`words` has a type that no option can have"),
        ("int = 3", "Literal[1, 2] = 1", "`words` has a type that no option can have"),
        ("int = 3", "int | str = 3", "`words` has a type that no option can have"),
        ("int = 3", "'Missing' = 3", "its options cannot be read: NameError"),
        ("words: int = 3", "severity: ClassVar[str] = 'fatal'", "its severity is 'fatal'"),
        ("words: int = 3", "touches = ('link',)", "`link` in `touches`"),
        ("yield Problem", "import sys; sys.exit(3)\n        yield Problem", ""),
    ],
)
def test_what_no_rule_can_have_is_refused_when_it_is_loaded(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    module = RULE.replace(old, new)
    if message:
        [(said, _)] = refused(tmp_path, "  - own\n", own=module)
        assert f":2: not a rule in RULES of the bundle `own`: LoudHeading: {message}" in (
            said.replace("the option ", "")
        )
    else:
        config = load_config(written(tmp_path, "  - own\n", own=module))
        [error] = lint("x\n", config=config).errors
        assert "the rule `loud-heading` failed: SystemExit: 3" in error.message


@pytest.mark.parametrize(
    "options",
    [
        "bool = True",
        "float = 1.0",
        "tuple[str, ...] = ()",
        "int | None = None",
        "'Literal[\"a\", \"b\"]' = 'a'",
        "tuple[Mapping[str, tuple[int, ...]], ...] = ()",
    ],
)
def test_types_that_options_can_have(tmp_path: Path, options: str) -> None:
    module = RULE.replace("int = 3", options)
    config = load_config(written(tmp_path, "  - own\n", own=module))
    assert "loud-heading" in config.registry


@pytest.mark.parametrize(
    "problem",
    [
        "Problem(Span(2, 900), 'm')",
        "Problem(Span(-3, 1), 'm')",
        "Problem(Span(2, 1), 'm')",
        "Problem(Span(0, 1), 'm', Fix((Edit(Span(5, 6), ''),)))",
    ],
)
def test_a_place_outside_of_the_text_is_an_error_of_its_rule(tmp_path: Path, problem: str) -> None:
    module = RULE.replace('Problem(Span(0, 1), "a heading in capitals")', problem)
    config = load_config(written(tmp_path, "  - own\n", own=module))
    report = lint("x \n", config=config)
    [error] = report.errors
    assert "the rule `loud-heading` failed: it reports " in error.message
    assert error.message.endswith("of a text of 3 characters")
    assert [each.rule for each in report.findings()] == ["trailing-space"]


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("'a heading'", "it yields str instead of Problem"),
        ("Problem((0, 1), 'm')", "the span of its problem is tuple instead of Span"),
        ("Problem(Span(0, 1), None)", "the message of its problem is NoneType instead of str"),
    ],
)
def test_what_is_no_problem_is_an_error_of_its_rule(
    tmp_path: Path, problem: str, said: str
) -> None:
    module = RULE.replace('Problem(Span(0, 1), "a heading in capitals")', problem)
    config = load_config(written(tmp_path, "  - own\n", own=module))
    [error] = lint("x\n", config=config).errors
    assert error.message == f"<text>: the rule `loud-heading` failed: {said}"


def test_a_rule_that_is_listed_twice(tmp_path: Path) -> None:
    module = RULE.replace("(LoudHeading,)", "(LoudHeading, LoudHeading)")
    [(said, hint)] = refused(tmp_path, "  - own\n", own=module)
    assert "two rules are named `loud-heading`" in said
    assert hint == "name each once"
