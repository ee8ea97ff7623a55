"""The options of awesome_bot, which has no configuration file: they are given as one string.

As of 1.20, https://github.com/dkhamsing/awesome_bot/blob/master/lib/awesome_bot/cli.rb.
"""

import getopt
import shlex

from awesomecheck.errors import UserError
from awesomecheck.migrate.conversions import (
    ALWAYS_SO,
    FROM_THE_LIST,
    MOVED,
    RATE_LIMITS,
    STATUS_CODES,
    UNSURE,
    WHERE_IT_RUNS,
    ignore_containing,
    link_setting,
    rule,
)
from awesomecheck.migrate.model import Options
from awesomecheck.migrate.values import number
from awesomecheck.regexes import regex
from awesomecheck.safety.redact import masked

OPTIONS: Options = {
    "--white-list": ignore_containing("on the white list of awesome_bot"),
    "--allow-dupe": rule("duplicate-link", "off"),
    "--set-timeout": link_setting("timeout", number),
    "--allow": STATUS_CODES,
    "--allow-ssl": UNSURE,
    "--allow-timeout": UNSURE,
    "--allow-redirect": MOVED,
    "--request-delay": RATE_LIMITS,
    "--base-url": FROM_THE_LIST,
    "--files": WHERE_IT_RUNS,
    "--skip-save-results": WHERE_IT_RUNS,
    "--validate-markdown": ALWAYS_SO,
}
_LETTERS = {
    "-w": "--white-list",
    "-t": "--set-timeout",
    "-a": "--allow",
    "-d": "--request-delay",
    "-f": "--files",
}
_WITH_VALUE = frozenset({*_LETTERS.values(), "--base-url"})
_EXPANSION = regex(r"\$[\w({]|`")


def parse(command: str) -> dict[str, object]:
    """Return the options of a command, True for a flag; the last of several wins, as with Ruby.

    Raises:
        UserError: a shell or awesome_bot would not accept it.
    """
    letters = "".join(f"{letter[1:]}:" for letter in _LETTERS)
    names = [f"{name[2:]}{'=' * (name in _WITH_VALUE)}" for name in OPTIONS]
    try:
        found, _ = getopt.gnu_getopt(shlex.split(command)[1:], letters, names)
    except (ValueError, getopt.GetoptError) as error:
        raise UserError(f"awesome_bot: {error}", hint="quote the whole command once") from error
    given = {_LETTERS.get(name, name): value for name, value in found}
    for value in given.values():
        if _EXPANSION.search(value):
            raise UserError(
                f"awesome_bot: `{masked(value)[:80]}` depends on a shell",
                hint="write the value that a variable or command stands for",
            )
    return {name: value if name in _WITH_VALUE else True for name, value in given.items()}
