"""Completion, in the shells themselves: what they insert when all candidates are asked for."""

from collections.abc import Callable, Mapping
import os
from pathlib import Path
import re
import shutil
import subprocess
import sys

import click
import pytest

from awesomecheck.cli.commands import commands
from tests.conftest import RunCommand, clean_environment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="none of these shells is there"),
]

_PROMPT = "READY> "
_BASH = f"""
PS1='{_PROMPT}'
bind 'set enable-bracketed-paste off'
bind '"\\C-g": insert-completions'
eval "$(cat home/completion)"
"""
_ZSH = f"""
PS1='{_PROMPT}'
unsetopt zle_bracketed_paste prompt_sp 2>/dev/null
autoload -Uz compinit && compinit -u -D
zstyle ':completion:all-matches::::' completer _all_matches _complete
zstyle ':completion:all-matches:*' insert true
zle -C all-matches complete-word _generic
bindkey '^G' all-matches
eval "$(cat home/completion)"
"""


def _environment(folder: Path) -> dict[str, str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return clean_environment({"PATH": path, "HOME": str(folder / "home"), "TERM": "xterm"})


def _typed(arguments: list[str], line: str, folder: Path, more: dict[str, str]) -> list[str]:
    """Return the words of a line that was typed in a terminal, when all candidates are in it."""
    import pty  # noqa: PLC0415 - Windows has none
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, 500))
    with subprocess.Popen(
        arguments,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=_environment(folder) | more,
        start_new_session=True,
    ):
        os.close(theirs)
        shown = b""
        while _PROMPT.encode() not in shown:  # zsh has control codes after it
            shown += os.read(ours, 1024)
        home, end = "\x01", "\x05"
        os.write(ours, f"{line}\x07{home}printf '%s\\n' {end} >home/words\rexit\r".encode())
        try:
            while os.read(ours, 1024):
                pass
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(ours)
    return (folder / "home" / "words").read_text().splitlines()[1:]


def _bash(line: str, folder: Path) -> list[str]:
    (folder / "home" / "rc").write_text(_BASH)
    return _typed(["bash", "--noprofile", "--rcfile", "home/rc", "-i"], line, folder, {})


def _zsh(line: str, folder: Path) -> list[str]:
    (folder / "home" / ".zshrc").write_text(_ZSH)
    return _typed(
        ["zsh", "--no-global-rcs", "-i"], line, folder, {"ZDOTDIR": str(folder / "home")}
    )


def _fish(line: str, folder: Path) -> list[str]:
    script = f"source home/completion; complete -C '{line}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr
    return [*line.split()[1:-1], *(each.partition("\t")[0] for each in done.stdout.splitlines())]


Complete = Callable[[str, Path], list[str]]
_SHELLS: Mapping[str, Complete] = {"bash": _bash, "zsh": _zsh, "fish": _fish}


@pytest.fixture(params=_SHELLS)
def complete(
    request: pytest.FixtureRequest, run: RunCommand, tmp_path: Path
) -> Callable[[str], list[str]]:
    """Return the words of a line when a shell has inserted all candidates for its last word."""
    shell: str = request.param
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "completion").write_text(run("completion", shell).stdout)
    (tmp_path / "reading").mkdir()
    for name in ("README.md", "reading/more list.md", "experts.md"):
        (tmp_path / name).write_text("# Awesome\n")
    return lambda line: _SHELLS[shell](line, tmp_path)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("awesomecheck co", {"completion"}),
        ("awesomecheck RE", {"README.md"}),
        ("awesomecheck exp", {"explain", "export", "experts.md"}),
        ("awesomecheck check RE", {"check", "README.md"}),
        ("awesomecheck --offline RE", {"--offline", "README.md"}),
        ("awesomecheck --off", {"--offline"}),
        ("awesomecheck links --no-c", {"links", "--no-cache"}),
        ("awesomecheck --format js", {"--format", "json"}),
        ("awesomecheck --format=js", {"--format=json"}),
        ("awesomecheck --format json=RE", {"--format", "json=README.md"}),
        ("awesomecheck -o RE", {"-o", "README.md"}),
        ("awesomecheck --output=RE", {"--output=README.md"}),
        ("awesomecheck --color al", {"--color", "always"}),
        ("awesomecheck --select mark", {"--select", "markdown"}),
        ("awesomecheck --ignore anchors,trailing-s", {"--ignore", "anchors,trailing-space"}),
        ("awesomecheck explain stale-c", {"explain", "stale-contents"}),
        ("awesomecheck completion z", {"completion", "zsh"}),
        ("awesomecheck export --format b", {"export", "--format", "bibtex"}),
    ],
)
def test_a_word_is_completed(
    complete: Callable[[str], list[str]], line: str, words: set[str]
) -> None:
    assert set(complete(line)) == words


def test_a_file_name_with_a_space_is_one_word(complete: Callable[[str], list[str]]) -> None:
    [name] = complete("awesomecheck reading/m")
    assert name in ("reading/more list.md", "reading/more\\ list.md")  # fish escapes it later


@pytest.mark.parametrize("name", commands.commands)
def test_names_of_rules_and_files_complete_in_each_option(name: str) -> None:
    command = commands.commands[name]
    context = click.Context(command)
    for option in command.params:
        if re.search("RULE|FILE|FOLDER|PATH|LIST|SOURCE", option.metavar or ""):
            assert option.shell_complete(context, ""), option.opts


@pytest.mark.parametrize("shell", _SHELLS)
def test_the_script_says_where_to_add_it(run: RunCommand, shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert f"awesomecheck completion {shell}" in done.stdout


def test_an_unknown_shell_is_refused(run: RunCommand) -> None:
    done = run("completion", "tcsh")
    assert done.returncode == 2
    assert "'bash', 'zsh', 'fish'" in done.stderr


def test_plugins_of_the_folder_are_not_run_to_complete(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / ".awesomecheck.yaml").write_text("plugins: [mine]\n")
    (tmp_path / "mine.py").write_text("raise SystemExit('run')\n")
    words = {"COMP_WORDS": "awesomecheck explain sta", "COMP_CWORD": "2"}
    done = run(env={"_AWESOMECHECK_COMPLETE": "bash_complete", **words})
    assert "plain,stale-contents" in done.stdout
    assert not done.stderr
