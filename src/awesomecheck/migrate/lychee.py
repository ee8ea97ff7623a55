"""The options of lychee, as keys of its configuration and on its command line.

As of 0.24, https://github.com/lycheeverse/lychee/blob/master/lychee.example.toml and
https://lychee.cli.rs/guides/cli.
"""

from collections.abc import Iterator, Sequence
import re

from awesomecheck.links.settings import HostSettings
from awesomecheck.migrate import values
from awesomecheck.migrate.fates import (
    elsewhere,
    fault_in,
    ignored,
    left,
    needless,
    only,
    rule,
    setting,
    statuses,
    switched,
)
from awesomecheck.migrate.model import (
    Elsewhere,
    Fate,
    Given,
    Left,
    Needless,
    Option,
    Outcome,
    Pattern,
    Setting,
)
from awesomecheck.migrate.place import Place
from awesomecheck.migrate.values import number, seconds
from awesomecheck.migrate.words import (
    ALWAYS_SO,
    AS_WRITTEN,
    BESIDE_THE_LIST,
    MARKDOWN_ONLY,
    NO_HEADERS,
    NOTHING_LIKE_IT,
    OWN_PACE,
    PATHS,
    PRIVATE,
    RETRIED,
    UNSURE,
    WHERE_IT_RUNS,
)

EXCLUDED = "excluded for lychee"
IGNORE_FILE = ".lycheeignore"
CONFIG_FILE = "lychee.toml"
_HOST = re.compile(r"[a-z0-9.-]+")


def _schemes(given: Given) -> Iterator[Outcome]:
    """What is asked of http and https; other schemes never are."""
    wanted = {values.text(given._replace(value=each)).lower() for each in values.items(given)}
    missing = {"http", "https"} - wanted
    if not missing:
        yield Needless(given, ALWAYS_SO)
    for scheme in sorted(missing):
        yield Pattern("ignore", f"{scheme}://*", "of a scheme that lychee does not ask", given)


def _hosts(given: Given) -> Iterator[Outcome]:
    for name, table in values.table(given).items():
        host = _inside(given, name, table)
        for key, value in values.table(host).items():
            yield _of_host(name.lower(), key.replace("-", "_"), _inside(host, key, value))


def _inside(given: Given, key: str, value: object) -> Given:
    place = given.place and given.place.from_key(key)
    origin = place.origin() if place else given.origin
    return given._replace(name=f"{given.name}.{key}", value=value, origin=origin, place=place)


def _of_host(name: str, key: str, given: Given) -> Outcome:
    if not _HOST.fullmatch(name):
        return Left(given, "it is no host's name")
    if key == "concurrency":
        return _host_setting(name, "concurrency", number(given), given)
    if key == "request_interval":
        span = seconds(given)
        if not span:
            return Needless(given, OWN_PACE)
        return _host_setting(name, "rate", round(1 / span, 6), given)
    return Left(given, NO_HEADERS)


def _host_setting(name: str, field: str, value: float, given: Given) -> Outcome:
    fault = fault_in(HostSettings(), field, value)
    return Left(given, fault) if fault else Setting(("links", "hosts", name, field), value, given)


def _flag(name: str, fate: Fate, short: str = "") -> Option:
    return Option(name, switched(fate), short, takes=False)


def _run(name: str, short: str = "", *, takes: bool = True) -> Option:
    fate = needless(WHERE_IT_RUNS)
    return Option(name, fate if takes else switched(fate), short, takes)


OPTIONS = (
    Option("exclude", ignored(EXCLUDED, "Rust", yields=True), repeats=True),
    Option("include", only("Rust"), repeats=True),
    Option("exclude_file", elsewhere("lychee-patterns"), repeats=True),
    Option("config", elsewhere("lychee"), short="c", repeats=True),
    Option("scheme", Fate("`links.ignore`", _schemes), short="s", repeats=True, together=True),
    Option("timeout", setting("timeout", seconds), short="t"),
    Option("max_retries", setting("retries", number)),
    Option("max_redirects", setting("max_redirects", number), short="m"),
    Option("max_concurrency", setting("concurrency", number)),
    Option("max_cache_age", setting("max_age", seconds)),
    Option("hosts", Fate("`links.hosts`", _hosts)),
    _flag("require_https", rule("insecure-link", "error")),
    Option("accept", statuses(), short="a", split=",", repeats=True),
    _flag("accept_timeouts", needless(UNSURE)),
    _flag("insecure", needless(UNSURE), short="i"),
    _flag("exclude_all_private", needless(PRIVATE), short="E"),
    _flag("exclude_private", needless(PRIVATE)),
    _flag("exclude_link_local", needless(PRIVATE)),
    _flag("exclude_loopback", needless(PRIVATE)),
    _flag("exclude_mail", needless(ALWAYS_SO)),
    _flag("include_fragments", needless(ALWAYS_SO)),
    _flag("cache", needless(ALWAYS_SO)),
    Option("cache_exclude_status", needless(ALWAYS_SO)),
    Option("retry_wait_time", needless(RETRIED), short="r"),
    Option("method", needless(ALWAYS_SO), short="X"),
    Option("host_concurrency", needless(OWN_PACE)),
    Option("host_request_interval", needless(OWN_PACE)),
    _run("github_token"),
    _run("offline", takes=False),
    _run("output", short="o"),
    _run("format", short="f"),
    Option("header", left(NO_HEADERS), short="H", repeats=True),
    Option("headers", left(NO_HEADERS), short="h", repeats=True),
    Option("user_agent", left(NO_HEADERS), short="u"),
    Option("basic_auth", left(NO_HEADERS), repeats=True),
    Option("cookie_jar", left(NO_HEADERS)),
    Option("remap", left(AS_WRITTEN), repeats=True),
    Option("base", left(BESIDE_THE_LIST)),
    Option("base_url", left(BESIDE_THE_LIST), short="b"),
    Option("root_dir", left(BESIDE_THE_LIST)),
    Option("index_files", left(BESIDE_THE_LIST), split=","),
    Option("fallback_extensions", left(BESIDE_THE_LIST), split=","),
    Option("exclude_path", left(PATHS), repeats=True),
    _flag("include_mail", left(NOTHING_LIKE_IT)),
    _flag("include_verbatim", left(MARKDOWN_ONLY)),
    _flag("include_wikilinks", left(MARKDOWN_ONLY)),
    Option("min_tls", left(NOTHING_LIKE_IT)),
    _flag("suggest", left(NOTHING_LIKE_IT)),
    Option("archive", left(NOTHING_LIKE_IT)),
    Option("preprocess", left(MARKDOWN_ONLY), short="p"),
    Option("extensions", left(MARKDOWN_ONLY), split=","),
    Option("default_extension", left(MARKDOWN_ONLY)),
    _run("files_from"),
    _run("mode"),
    _run("threads", short="T"),
    _run("generate"),
    Option("verbose", needless(WHERE_IT_RUNS), short="v", takes=False),
    Option("quiet", needless(WHERE_IT_RUNS), short="q", takes=False),
    _run("no_progress", short="n", takes=False),
    _run("host_stats", takes=False),
    _run("skip_missing", takes=False),
    _run("no_ignore", takes=False),
    _run("hidden", takes=False),
    _run("glob_ignore_case", takes=False),
    _run("dump", takes=False),
    _run("dump_inputs", takes=False),
)


def files_beside(given: Given, *, config: bool) -> Iterator[Elsewhere]:
    """The files that lychee reads without being told to."""
    if config:
        yield Elsewhere(CONFIG_FILE, "lychee", given, optional=True)
    yield Elsewhere(IGNORE_FILE, "lychee-patterns", given, optional=True)


def patterns_of(text: str, place: Place) -> Iterator[Outcome]:
    """What a file of regular expressions excludes; a remark above them is their reason."""
    remark: list[str] = []
    goes_on = False  # whether the line above is of the remark
    for row, line in enumerate(text.split("\n"), start=1):
        written = line.removesuffix("\r")
        is_remark = written.lstrip().startswith("#")
        if is_remark:
            remark = [*(remark if goes_on else ()), written.strip("# \t")]
        elif not written.strip():
            remark = []
        else:
            given = Given("pattern", written, place.part(row, row).origin())
            yield from ignored(_reason(remark), "Rust", yields=True).carry(given)
        goes_on = is_remark


def _reason(remark: Sequence[str]) -> str:
    text = " ".join(filter(None, remark))
    return text if " " in text and text.isprintable() else EXCLUDED
