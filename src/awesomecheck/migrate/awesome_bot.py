"""The options of awesome_bot.

As of 1.20, https://github.com/dkhamsing/awesome_bot/blob/master/lib/awesome_bot/cli.rb.
"""

from awesomecheck.migrate.fates import (
    left,
    needless,
    rule,
    setting,
    statuses,
    substrings,
    switched,
)
from awesomecheck.migrate.model import Option
from awesomecheck.migrate.values import number
from awesomecheck.migrate.words import BESIDE_THE_LIST, OWN_PACE, UNSURE, WHERE_IT_RUNS

OPTIONS = (
    Option(
        "--white-list",
        substrings("on the white list of awesome_bot"),
        short="w",
        split=",",
    ),
    Option("--allow-dupe", rule("duplicate-link", "off"), takes=False),
    Option("--set-timeout", setting("timeout", number), short="t"),
    Option("--allow", statuses(), short="a", split=","),
    Option("--allow-ssl", needless(UNSURE), takes=False),
    Option("--allow-timeout", needless(UNSURE), takes=False),
    Option(
        "--allow-redirect",
        needless("a link that has moved is a warning, and `moved-link: off` silences it"),
        takes=False,
    ),
    Option("--request-delay", needless(OWN_PACE), short="d"),
    Option("--base-url", left(BESIDE_THE_LIST)),
    Option("--files", needless(WHERE_IT_RUNS), short="f", split=","),
    Option("--skip-save-results", needless("nothing is saved without `--output`"), takes=False),
    Option("--validate-markdown", switched(needless("`malformed-link` does so")), takes=False),
)
