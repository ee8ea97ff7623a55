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
)
from awesomecheck.migrate.model import Option
from awesomecheck.migrate.values import number
from awesomecheck.migrate.words import (
    ALWAYS_SO,
    BESIDE_THE_LIST,
    MOVED,
    OWN_PACE,
    UNSURE,
    WHERE_IT_RUNS,
)

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
        needless(MOVED),
        takes=False,
    ),
    Option("--request-delay", needless(OWN_PACE), short="d"),
    Option("--base-url", left(BESIDE_THE_LIST)),
    Option("--files", needless(WHERE_IT_RUNS), short="f", split=","),
    Option("--skip-save-results", needless(WHERE_IT_RUNS), takes=False),
    Option("--validate-markdown", needless(ALWAYS_SO), takes=False),
)
