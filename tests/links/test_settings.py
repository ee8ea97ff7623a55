"""Numbers that no check can work with are the user's error, at their place."""

from pathlib import Path

import pytest

from awesomecheck.errors import UserError
from awesomecheck.links.checker import HostSettings, LinkSettings
from tests.conftest import RunCommand


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("concurrency", -3), ("concurrency", 0), ("timeout", 0.0), ("timeout", float("inf")),
        ("timeout", float("nan")), ("retries", -1), ("retries", 10_000), ("max_redirects", -1),
        ("max_wait", -1.0), ("max_age", float("nan")), ("patience", -0.5),
        ("allow_ports", (0,)), ("allow_ports", (443, 65_536)),
    ],
)  # fmt: skip
def test_settings_out_of_range(name: str, value: object) -> None:
    with pytest.raises(UserError, match=f"`{name.replace('_', '-')}`"):
        LinkSettings(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "value"), [("concurrency", 0), ("rate", 0.0), ("timeout", -1.0)])
def test_settings_of_a_host_out_of_range(name: str, value: float) -> None:
    with pytest.raises(UserError, match=f"`{name}` must be at least"):
        HostSettings(**{name: value})  # type: ignore[arg-type]


def test_least_settings_are_taken() -> None:
    assert LinkSettings(retries=0, max_redirects=0, max_wait=0.0, max_age=0.0).retries == 0
    assert HostSettings().rate is None


@pytest.mark.parametrize(
    ("lines", "place", "said"),
    [
        ("links:\n  concurrency: -3\n", ":2: ", "`concurrency` must be at least 1"),
        (
            "links:\n  hosts:\n    a.example:\n      rate: .inf\n",
            ":4: ",
            "`rate` must be at least",
        ),
    ],
)
def test_error_in_a_configuration_has_its_line(
    run: RunCommand, tmp_path: Path, lines: str, place: str, said: str
) -> None:
    (tmp_path / ".awesomecheck.yaml").write_text(lines)
    (tmp_path / "README.md").write_text("# L\n")
    done = run("--no-links")
    assert done.returncode == 2
    assert said in done.stderr
    assert place in done.stderr
