"""The keys of lychee's configuration, and its file of patterns.

As of 0.24, https://github.com/lycheeverse/lychee/blob/master/lychee.example.toml.
"""

from collections.abc import Iterable, Iterator

from awesomecheck.links.settings import HostSettings
from awesomecheck.migrate import values
from awesomecheck.migrate.conversions import (
    ALWAYS_SO,
    AS_WRITTEN,
    FROM_THE_LIST,
    MARKDOWN_ONLY,
    NO_COUNTERPART,
    NO_HEADERS,
    PATHS,
    PRIVATE,
    RATE_LIMITS,
    RETRIED,
    STATUS_CODES,
    UNSURE,
    WHERE_IT_RUNS,
    checked,
    ignore_matching,
    link_setting,
    only_matching,
    rule,
)
from awesomecheck.migrate.model import (
    Conversion,
    Given,
    Options,
    Outcome,
    Remark,
    SettingsSource,
    UrlPattern,
)
from awesomecheck.migrate.values import number, seconds
from awesomecheck.regexes import regex

IGNORE_FILE = ".lycheeignore"
_EXCLUDED = "excluded for lychee"
_HOST = regex(r"[a-z0-9.-]+")


def _schemes(given: Given) -> Iterator[Outcome]:
    """Ignore URLs of http or https unless they are listed; other schemes are never requested."""
    missing = {"http", "https"} - {values.text(each).lower() for each in given.items()}
    if not missing:
        yield from ALWAYS_SO.convert(given)
    for scheme in sorted(missing):
        yield UrlPattern("ignore", f"{scheme}://*", "scheme not checked by lychee", given)


def _hosts(given: Given) -> Iterator[Outcome]:
    for name, table in values.as_table(given).items():
        host = given.inner(name, table)
        for key, value in values.as_table(host).items():
            yield from _of_host(name.lower(), key.replace("-", "_"), host.inner(key, value))


def _of_host(name: str, key: str, given: Given) -> Iterable[Outcome]:
    keys = ("links", "hosts", name)
    if not _HOST.fullmatch(name):
        return [Remark("not carried over", given, "not a host name")]
    if key == "concurrency":
        return [checked(HostSettings(), (*keys, key), key, given, number(given))]
    if key != "request_interval":
        return NO_HEADERS.convert(given)
    interval = seconds(given)
    if not interval:
        return RATE_LIMITS.convert(given)
    return [checked(HostSettings(), (*keys, "rate"), "rate", given, round(1 / interval, 6))]


OPTIONS: Options = {
    name: conversion
    for conversion, names in (
        (ignore_matching(_EXCLUDED, "Rust"), "exclude"),
        (Conversion("`links.ignore`", _schemes), "scheme"),
        (only_matching("Rust"), "include"),
        (link_setting("timeout", seconds), "timeout"),
        (link_setting("retries", number), "max_retries"),
        (link_setting("max_redirects", number), "max_redirects"),
        (link_setting("concurrency", number), "max_concurrency"),
        (link_setting("max_age", seconds), "max_cache_age"),
        (Conversion("`links.hosts`", _hosts), "hosts"),
        (rule("insecure-link", "error"), "require_https"),
        (STATUS_CODES, "accept"),
        (UNSURE, "accept_timeouts insecure"),
        (PRIVATE, "exclude_all_private exclude_private exclude_link_local exclude_loopback"),
        (ALWAYS_SO, "exclude_mail include_fragments cache cache_exclude_status method"),
        (RETRIED, "retry_wait_time"),
        (RATE_LIMITS, "host_concurrency host_request_interval"),
        (
            WHERE_IT_RUNS,
            "github_token offline output format files_from mode threads generate verbose quiet"
            " no_progress host_stats skip_missing no_ignore hidden glob_ignore_case dump"
            " dump_inputs",
        ),
        (NO_HEADERS, "header headers user_agent basic_auth cookie_jar"),
        (AS_WRITTEN, "remap"),
        (FROM_THE_LIST, "base base_url root_dir index_files fallback_extensions"),
        (PATHS, "exclude_path exclude_file"),
        (NO_COUNTERPART, "include_mail min_tls suggest archive"),
        (
            MARKDOWN_ONLY,
            "include_verbatim include_wikilinks preprocess extensions default_extension",
        ),
    )
    for name in names.split()
}


def ignore_file(source: SettingsSource) -> Iterator[Outcome]:
    """Yield what each line of `.lycheeignore` becomes; a comment above lines is their reason."""
    comment = ""
    in_comment = False
    for row, line in enumerate(source.lines, start=1):
        written = line.removesuffix("\r")
        text = written.strip()
        if text.startswith("#"):
            comment = f"{comment if in_comment else ''} {text.strip('# ')}".strip()
        elif not text:
            comment = ""
        else:
            is_reason = " " in comment and comment.isprintable()
            conversion = ignore_matching(comment if is_reason else _EXCLUDED, "Rust")
            yield from conversion.convert(Given("pattern", written, source, row))
        in_comment = text.startswith("#")
