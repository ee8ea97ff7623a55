"""The scripts by which bash, zsh and fish complete our commands.

They replace those of click, which lose words with `=` or `,` and, in bash, offer no files where
there are commands.
"""

from collections.abc import Mapping
from typing import Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from awesomecheck.cli.completion import VARIABLE

_BASH = r"""# Completion of awesomecheck in bash 4.4 or newer. Add to ~/.bashrc:
#   eval "$(awesomecheck completion bash)"

%(complete_func)s() {
    local IFS=$'\n' type value files= response word=${COMP_WORDS[COMP_CWORD]}
    response=$(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \
        %(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            plain) COMPREPLY+=("$value") ;;
            file) files=1 ;;
            dir) compopt -o dirnames ;;
        esac
    done <<< "$response"
    if [[ $files && ${#COMPREPLY[@]} -eq 0 ]]; then
        compopt -o default
    elif [[ $files ]]; then
        compopt -o filenames
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$word")
    fi
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH = r"""#compdef %(prog_name)s
# Completion of awesomecheck in zsh. Add to ~/.zshrc, after compinit:
#   eval "$(awesomecheck completion zsh)"

%(complete_func)s() {
    local -a plain described response
    local type key help
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \
        %(complete_var)s=zsh_complete %(prog_name)s)}")
    compset -P '--*='
    for type key help in $response; do
        case $type in
            plain)
                if [[ $help == _ ]]; then plain+=("$key"); else described+=("$key:$help"); fi ;;
            dir)
                _path_files -/ ;;
            file)
                [[ $PREFIX == *=* && $PREFIX != $key ]] && compset -P '*='
                _path_files -f ;;
        esac
    done
    (( $#described )) && _describe -V unsorted described
    (( $#plain )) && compadd -V unsorted -a plain
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_FISH = r"""# Completion of awesomecheck in fish. Add to ~/.config/fish/config.fish:
#   awesomecheck completion fish | source

function %(complete_func)s
    command -q %(prog_name)s; or return
    set -l word (commandline -ct)
    set -l words (commandline -cp)
    for item in (COMP_WORDS=$words COMP_CWORD=$word %(complete_var)s=fish_complete %(prog_name)s)
        set -l parts (string split -m 1 , $item)
        set -l before ''
        if string match -qr -- '^--[^=]*=' $word
            set before (string match -r -- '^--[^=]*=' $word)
        else if test $parts[1] != plain -a "$parts[2]" != "$word"
            set before (string match -r -- '^.*=' $word)
        end
        switch $parts[1]
            case plain
                echo $before$parts[2]
            case dir
                printf '%%s\n' $before(__fish_complete_directories $parts[2])
            case file
                printf '%%s\n' $before(__fish_complete_path $parts[2])
        end
    end
end

complete --no-files --command %(prog_name)s --arguments '(%(complete_func)s)'
"""


class _OptionsOfCheck(ShellComplete):
    """Completes the value of an option of `check` right after the program's name."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        option = not args and incomplete.startswith("-") and "=" in incomplete
        return super().get_completions(["check"] if option else args, incomplete)


class _Bash(_OptionsOfCheck, BashComplete):
    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Join what bash splits at `=`: `--format`, `=`, `js` is the word `--format=js`."""
        words, word = super().get_completion_args()
        joined: list[str] = []
        for each in [*words, word]:
            if joined and (each == "=" or joined[-1].endswith("=")):
                joined[-1] += each
            else:
                joined.append(each)
        return joined[:-1], joined[-1]


class _Zsh(_OptionsOfCheck, ZshComplete):
    source_template = _ZSH


class _Fish(_OptionsOfCheck, FishComplete):
    source_template = _FISH


_CLASSES: Final[Mapping[str, type[ShellComplete]]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def script(shell: str, command: click.Command) -> str:
    """Return the script that a shell reads to complete a command."""
    return _CLASSES[shell](command, {}, "awesomecheck", VARIABLE).source()


def register() -> None:
    """Make click use these scripts and what they pass."""
    for shell in _CLASSES.values():
        add_completion_class(shell)
