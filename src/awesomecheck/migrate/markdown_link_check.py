"""The keys of markdown-link-check's configuration.

As of 3.14, https://github.com/tcort/markdown-link-check#config-file-format.
"""

from collections.abc import Iterator
from functools import partial

from awesomecheck.migrate import values
from awesomecheck.migrate.conversions import (
    ALWAYS_SO,
    AS_WRITTEN,
    FROM_THE_LIST,
    NO_HEADERS,
    RETRIED,
    STATUS_CODES,
    WHERE_IT_RUNS,
    ignore_matching,
    link_setting,
)
from awesomecheck.migrate.model import Conversion, Given, Options, Outcome
from awesomecheck.migrate.values import number, seconds

_MATCHING = ignore_matching("ignored by markdown-link-check", "JavaScript")


def _ignore(given: Given) -> Iterator[Outcome]:
    patterns = (
        each._replace(value=values.as_table(each).get("pattern")) for each in given.items()
    )
    texts = [values.text(each, "a list of objects with `pattern`") for each in patterns]
    yield from _MATCHING.convert(given._replace(value=texts))


OPTIONS: Options = {
    "ignorePatterns": Conversion(_MATCHING.becomes, _ignore),
    "timeout": link_setting("timeout", partial(seconds, unit="ms")),
    "retryCount": link_setting("retries", number),
    "retryOn429": RETRIED,
    "fallbackRetryDelay": RETRIED,
    "aliveStatusCodes": STATUS_CODES,
    "httpHeaders": NO_HEADERS,
    "replacementPatterns": AS_WRITTEN,
    "projectBaseUrl": FROM_THE_LIST,
    "baseUrl": FROM_THE_LIST,
    "showProgressBar": WHERE_IT_RUNS,
    "ignoreDisable": ALWAYS_SO,
}
