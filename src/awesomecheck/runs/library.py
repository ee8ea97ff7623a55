"""The library functions: lint and fix texts, check links, load a configuration."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from awesomecheck.config import config as configuration
from awesomecheck.config.config import Config
from awesomecheck.config.rule_settings import Choice
from awesomecheck.document import parse
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.document.source import Source
from awesomecheck.engine.registry import entry_points
from awesomecheck.errors import as_internal_error
from awesomecheck.formats.report import Report
from awesomecheck.rules import Finding, Verdict
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import Answers, ListFile, Scope

if TYPE_CHECKING:
    from awesomecheck.links.checker import Cache, Network


class FixResult(Struct, frozen=True):
    """A text with its fixes applied."""

    text: str
    """With the line breaks and the byte-order mark of the given text."""
    applied: tuple[Finding, ...]
    """The findings that were fixed, in the order in which their fixes were applied; their spans
    are offsets in the text before that pass."""
    report: Report
    """The findings that are left in the fixed text. A fix that cannot be verified is not applied,
    and is among its errors."""


def load_config(
    path: str | os.PathLike[str] | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Config:
    """Read a configuration file, or return the default configuration.

    Args:
        path: a `.awesomecheck.yaml` or a `pyproject.toml`; None for the defaults.
        select: the only rules or bundles to run.
        ignore: rules or bundles not to run.

    Raises:
        UserError: the file cannot be read or is invalid, or there is no such rule.
    """
    if isinstance(select, str) or isinstance(ignore, str):
        raise TypeError("select and ignore take several names, not one string")
    points = entry_points()
    choice = Choice(tuple(select), tuple(ignore))
    if path is None:
        return configuration.default(points, choice)
    return configuration.load(Path(path), points, choice)


def lint(
    text: str,
    path: str | os.PathLike[str] | None = None,
    config: Config | None = None,
    *,
    verdicts: Mapping[str, Verdict] | None = None,
) -> Report:
    """Check a list, without network requests.

    Args:
        text: the Markdown of the list.
        path: its name in the report; relative links start from there. The file is not read.
        config: the rules to run; None for the defaults. No configuration file is searched for.
        verdicts: the result of `check_links`; with it, the rules about links run, too.

    Returns:
        The report; spans are character offsets in `report.files[0].document.text`, in which every
        line break is a line feed.

    Raises:
        UserError: the text is too long, or has characters that text files do not have.
        InternalError: a bug in awesomecheck; a `UserError`, too. One that comes up while rules
            run is in the `errors` of the report instead.
    """
    return _run(text, path, config, verdicts).lint()


def fix(
    text: str,
    path: str | os.PathLike[str] | None = None,
    config: Config | None = None,
    *,
    unsafe: bool = False,
    verdicts: Mapping[str, Verdict] | None = None,
) -> FixResult:
    """Fix a list, and verify that the fixes change nothing else.

    Args:
        text: as for `lint`.
        path: as for `lint`.
        config: as for `lint`.
        unsafe: whether to apply fixes that may be wrong, too.
        verdicts: as for `lint`.

    Raises:
        UserError: as for `lint`.
        InternalError: as for `lint`.
    """
    run = _run(text, path, config, verdicts)
    [fixed] = run.fix(unsafe=unsafe)
    applied = tuple(finding for each in fixed.passes for finding in each.fixed)
    report = run.report([fixed.report], fixed=fixed.applied.total())
    return FixResult(fixed.source.raw, applied, report)


def check_links(
    urls: Iterable[str],
    config: Config | None = None,
    *,
    cache_dir: str | os.PathLike[str] | None = None,
    network: "Network | None" = None,
) -> dict[str, Verdict]:
    """Check URLs, each once, in a new event loop.

    Args:
        urls: what to check; others than http and https are `skipped`.
        config: the settings `links`: hosts, retries, ignored URLs; None for the defaults.
        cache_dir: the folder of the link cache; None for no cache.
        network: how to reach the web; default: from the environment, with `GITHUB_TOKEN`.

    Returns:
        The verdict on each distinct URL. Whatever a URL, a server or the network does, no error
        is raised.

    Raises:
        UserError: a pattern of the configuration is wrong.
        KeyboardInterrupt: the user interrupted the check.
    """
    from awesomecheck.links.checker import Interrupted, check  # noqa: PLC0415 - loads the client

    settings = config.links if config else None
    with ExitStack() as stack:
        cache = _cache(cache_dir, stack)
        try:
            return check(urls, settings, network, cache)
        except Interrupted:
            raise KeyboardInterrupt from None


async def check_links_async(
    urls: Iterable[str],
    config: Config | None = None,
    *,
    cache_dir: str | os.PathLike[str] | None = None,
    network: "Network | None" = None,
) -> dict[str, Verdict]:
    """Check URLs in the running event loop; cancelling the task ends the check.

    Args:
        urls: as for `check_links`.
        config: as for `check_links`.
        cache_dir: as for `check_links`.
        network: as for `check_links`.

    Raises:
        UserError: a pattern of the configuration is wrong.
    """
    from awesomecheck.links.checker import check_async  # noqa: PLC0415 - loads the client

    settings = config.links if config else None
    with ExitStack() as stack:
        return await check_async(urls, settings, network, _cache(cache_dir, stack))


def _cache(folder: str | os.PathLike[str] | None, stack: ExitStack) -> "Cache | None":
    from awesomecheck.links.checker import Cache  # noqa: PLC0415 - loads the client

    if folder is None:
        return None
    cache = Cache.open(Path(folder))
    stack.callback(cache.close)
    return cache


def _run(
    text: str,
    path: str | os.PathLike[str] | None,
    config: Config | None,
    verdicts: Mapping[str, Verdict] | None,
) -> Run:
    place = None if path is None else Path(path)
    data = text.encode(errors="surrogatepass")  # so that a lone surrogate is an error
    name = "<text>" if place is None else str(place)
    source = Source.from_bytes(data, name)
    with as_internal_error(name):
        document = parse(source)
    config = config or load_config()
    file = ListFile(place, ParsedText.of(document), config.for_file(place) if place else config)
    if verdicts is None:
        return Run((file,))
    return Run((file,), Scope.ALL, Answers(checked=True, verdicts=verdicts))
