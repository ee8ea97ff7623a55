"""The hooks for pre-commit: what they run is a command that there is."""

from pathlib import Path
import shlex

import pytest
import yaml

from tests.conftest import Run

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_runs(hook: dict[str, str], run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# List\n\nx \n")
    command, *arguments = shlex.split(hook["entry"])
    assert command == "awesomecheck"
    done = run(*arguments, "README.md")
    assert done.returncode == 0, done.stderr
    mended = hook["id"] == "awesomecheck-fix"
    assert (tmp_path / "README.md").read_text() == (
        "# List\n\nx\n" if mended else "# List\n\nx \n"
    )
