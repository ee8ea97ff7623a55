"""What is wrong in a configuration, and what to write instead."""

from contextlib import suppress
from pathlib import Path

import pytest

from awesomecheck import UserError, load_config
from awesomecheck.config.file import parse_yaml
from tests.work import lines


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("rules:\n\ttrailing-space: off\n", 2, "indent with spaces, not with tabs"),
        (
            "exclude:\n- *.md\n",
            2,
            "put a value that begins with a special character in quotes",
        ),
        ("rules:\n  x: a: b\n", 2, "put a value that contains `: ` in quotes"),
        ("rules: off\n", 1, "such as `rules: {trailing-space: off}`"),
        ("exclude: drafts/\n", 1, "write `[drafts/]`"),
        ("links:\n  ignore: [x]\n", 2, "use the keys pattern, reason, until"),
        ("rules:\n  on: off\n", 2, "put it in quotes"),
        ("fail-on: no\n", 1, "did you mean `never`?"),
    ],
)
def test_a_mistake_has_its_place_and_a_hint(
    tmp_path: Path, text: str, line: int, hint: str
) -> None:
    config = tmp_path / ".awesomecheck.yaml"
    config.write_text(text)
    with pytest.raises(UserError) as caught:
        load_config(config)
    assert caught.value.message.startswith(f"{config}:{line}:")
    assert caught.value.hint == hint


BOMBS = {
    "items": "exclude:\n" + "".join(f"- a{number}\n" for number in range(90_000)),
    "keys": "rules:\n" + "".join(f"  a{number}: {{x: [1, 2]}}\n" for number in range(40_000)),
    "list": f"exclude: [{'1,' * 500_000}]\n",
    "brackets": "[" * 1_000_000,
    "markers": "- " * 500_000,
    "empty lines": "\n" * 1_000_000,
    "comment": f"# {'x' * 1_000_000}\n",
    "text": f'exclude: ["{"x " * 500_000}"]\n',
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_megabyte_of_yaml_costs_little(text: str) -> None:
    def read() -> None:
        with suppress(UserError):
            parse_yaml(text, "config")

    assert lines(read) < 1_000_000
