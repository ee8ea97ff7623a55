"""What is wrong in a configuration, and what to write instead."""

from pathlib import Path

import pytest

from awesomecheck import UserError, load_config


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("rules:\n\ttrailing-space: off\n", 2, "indent with spaces, not with tabs"),
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
