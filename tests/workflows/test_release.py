"""The tag of the major version, which users' workflows name, moves with each release."""

import sys

import pytest

from tests.workflows.github_api import GitHub
from tests.workflows.running import COMMIT, ROOT, Runner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a runner with bash")
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"


@pytest.mark.parametrize("before", [{}, {"refs/tags/v0": "a" * 40}])
def test_the_tag_is_made_or_moved(github: GitHub, runner: Runner, before: dict[str, str]) -> None:
    others = {"refs/tags/v0.1.0": COMMIT, "refs/tags/v1": "b" * 40, "refs/heads/v0": "b" * 40}
    github.refs |= others | before
    done = runner.run(WORKFLOW, "Move the tag of the major version")
    assert done.returncode == 0, done.stderr
    assert github.refs == {**others, "refs/tags/v0": COMMIT}
