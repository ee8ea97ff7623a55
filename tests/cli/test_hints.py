"""What commands say of options: each names what it has itself."""

from pathlib import Path

import click
import pytest

from awesomecheck.cli.commands import commands
from tests.conftest import RunCommand

LIST = "# Tools\n\n- [Alpha](alpha.md) - What it is.\n- [Beta](beta.md) - What it does.\n"


@pytest.mark.parametrize("name", ["check", "update", "report", "submit"])
def test_one_option_makes_no_request_and_its_other_name_counts(
    name: str, run: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text(LIST)
    one, other = run(name, "--offline"), run(name, "--no-links")
    assert (one.returncode, one.stdout, one.stderr) == (
        other.returncode,
        other.stdout,
        other.stderr,
    )
    assert one.stdout or one.stderr
    page = commands.commands[name].get_help(click.Context(commands.commands[name]))
    assert "--offline" in page
    assert "--no-links" not in page
