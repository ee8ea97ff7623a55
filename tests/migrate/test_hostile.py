"""Whatever a source contains, it ends in valid settings or in an error for people."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck.config.file import parse_yaml
from awesomecheck.errors import UserError
from awesomecheck.migrate import read
from awesomecheck.migrate.writing import link_lines, rule_lines

PIECES = (
    "-w ", "--white-list=", "--allow 404 ", "-t ", "exclude = ", "timeout = ", '"pattern": ',
    '"ignorePatterns": ', "[hosts.a]\n", "concurrency = 1\n", "{", "}", "[", "]", "'", '"', "\\",
    "\n", "  ", "- ", ": ", ", ", "#", "$", "`", "(", ")", "|", "\t", "\x1b[2J", "::error::",
    "##[error]", "\u202e", "\u2028", "é", "&a ", "*a", "!!python ", "1", "0.5", "true", "null",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@pytest.mark.parametrize("name", ["a.json", "lychee.toml", ".lycheeignore", "awesome_bot"])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
@given(text=HOSTILE)
def test_what_comes_out_is_sound(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    try:
        migration = read([f"awesome_bot {text}" if name == "awesome_bot" else str(path)])
    except UserError:
        return
    written = "".join(
        f"{line}\n" for line in (*link_lines(migration), "rules:", *rule_lines(migration))
    )
    node = parse_yaml(written, "config")
    assert node.mapping is not None
    assert set(node.mapping) <= {"links", "rules"}
    assert all(each.isprintable() for each in written.splitlines())
