"""The options of markdown-link-check, and the keys of its configuration.

As of 3.14, https://github.com/tcort/markdown-link-check#config-file-format.
"""

from collections.abc import Iterator
from functools import partial

from awesomecheck.migrate import values
from awesomecheck.migrate.fates import (
    elsewhere,
    ignored,
    left,
    needless,
    setting,
    statuses,
    switched,
)
from awesomecheck.migrate.model import Fate, Given, Option, Outcome
from awesomecheck.migrate.values import number, seconds
from awesomecheck.migrate.words import (
    ALWAYS_SO,
    AS_WRITTEN,
    BESIDE_THE_LIST,
    NO_HEADERS,
    PATHS,
    RETRIED,
    WHERE_IT_RUNS,
)

ACTION = "github-action-markdown-link-check"
CONFIG_FILE = "mlc_config.json"
"""What the action reads where it is told nothing else."""
_IGNORED = ignored("ignored by markdown-link-check", "JavaScript")


def _ignore(given: Given) -> Iterator[Outcome]:
    own = given._replace(value=values.table(given).get("pattern"))
    values.text(own, "a list of objects with `pattern`")
    yield from _IGNORED.carry(own)


KEYS = (
    Option("ignorePatterns", Fate(_IGNORED.becomes, _ignore)),
    Option("timeout", setting("timeout", partial(seconds, unit="ms"))),
    Option("retryCount", setting("retries", number)),
    Option("retryOn429", switched(needless(RETRIED))),
    Option("fallbackRetryDelay", needless(RETRIED)),
    Option("aliveStatusCodes", statuses()),
    Option("httpHeaders", left(NO_HEADERS)),
    Option("replacementPatterns", left(AS_WRITTEN)),
    Option("projectBaseUrl", left(BESIDE_THE_LIST)),
    Option("baseUrl", left(BESIDE_THE_LIST)),
    Option("showProgressBar", needless(WHERE_IT_RUNS)),
    Option("ignoreDisable", switched(needless(ALWAYS_SO))),
)
OPTIONS = (
    Option("--config", elsewhere("markdown-link-check"), short="c"),
    Option("--alive", statuses(), short="a", split=","),
    Option("--retry", needless(RETRIED), short="r", takes=False),
    Option("--projectBaseUrl", left(BESIDE_THE_LIST)),
    Option("--ignore", left(PATHS), short="i", split=","),
    Option("--reporters", needless(WHERE_IT_RUNS), split=","),
    Option("--progress", needless(WHERE_IT_RUNS), short="p", takes=False),
    Option("--quiet", needless(WHERE_IT_RUNS), short="q", takes=False),
    Option("--verbose", needless(WHERE_IT_RUNS), short="v", takes=False),
)
