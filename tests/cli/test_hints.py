"""What commands say of options: each names what it has itself."""

from pathlib import Path
import re
import shlex

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


@pytest.mark.parametrize(
    "words",
    [
        ("add", "2106.08254"),
        ("changes",),
        ("check",),
        ("export",),
        ("init",),
        ("init", "--github"),
        ("render", "data.json"),
        ("report", "-o", "report.html"),
        ("submit",),
        ("update",),
    ],
)
def test_a_folder_without_a_list_says_how_this_command_is_given_one(
    words: tuple[str, ...], run: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / "data.json").write_text("[]")
    done = run(*words)
    assert done.returncode == 2
    assert "error: no README.md in this folder" in done.stderr
    [said] = re.findall(r"^hint: name the list: `awesomecheck (.+)`$", done.stderr, re.MULTILINE)
    given = [word for word in shlex.split(said) if word != "LIST.md"]
    name = given.pop(0) if given else "check"
    assert name == words[0]
    assert {*given} - {"DATA"} <= {
        option for each in commands.commands[name].params for option in each.opts
    }


def test_offline_is_taken_by_commands_that_make_no_request(
    run: RunCommand, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("# List\n\n- [One](https://one.io) - A thing.\n")
    for words in (("export",), ("facts", "--version"), ("init",)):
        done = run(*words, "--offline")
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("links",), "`awesomecheck --offline` checks all but links to the web"),
        (("add", "2106.08254"), "`awesomecheck render` writes entries from data of yours"),
        (("fleet", "run", ".", "--out", "out"), "`--links none` checks no links"),
    ],
)
def test_offline_is_refused_where_nothing_is_left_to_do(
    words: tuple[str, ...], hint: str, run: RunCommand
) -> None:
    done = run(*words, "--offline")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        f"error: --offline: nothing is left to do without the network\nhint: {hint}"
    )


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_help_names_only_options_of_its_command(name: str) -> None:
    command = commands.commands[name]
    own = {option for each in command.params for option in each.opts} | {"--help"}
    told = set(re.findall(r"(?<![-\w])--[a-z][a-z-]+", command.get_help(click.Context(command))))
    assert told <= own


@pytest.mark.parametrize("given", ["x", "0", "-1", "1.5"])
def test_a_number_of_processes_is_asked_for_in_words(given: str, run: RunCommand) -> None:
    done = run("check", "--jobs", given)
    assert done.returncode == 2
    assert f"'{given}' is not a number of processes: 1 or more" in done.stderr
