"""The functions of the package: texts and URLs in, reports, fixed texts and verdicts out."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from awesomecheck.config import config as configuration
from awesomecheck.config.config import Choice, Config
from awesomecheck.document import Source, parse
from awesomecheck.engine.registry import entry_points
from awesomecheck.formats.report import Report
from awesomecheck.rules import Finding, Verdict
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import Answers, ListFile, Scope

if TYPE_CHECKING:
    from awesomecheck.links.checker import Cache, Network


class FixResult(NamedTuple):
    """A text with its fixes applied."""

    text: str
    """With the line breaks and the byte-order mark of the given text."""
    applied: tuple[Finding, ...]
    """The findings that were fixed, in the order in which their fixes were applied; their spans
    count in the text as it was then."""
    report: Report
    """What is left to report of the fixed text. Where the fixes could not be verified, it has an
    error, and the text is the given one."""


def load_config(
    path: str | os.PathLike[str] | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Config:
    """Read a configuration file, or return the defaults where no file is named.

    Args:
        path: a `.awesomecheck.yaml` or a `pyproject.toml`. None is looked for.
        select: rules or bundles that alone run.
        ignore: rules or bundles that do not run.

    Raises:
        UserError: the file cannot be read or is invalid, or there is no such rule.
    """
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
    """Check a list, without the network.

    Args:
        text: the Markdown of the list.
        path: where it is: its name in the report, and the place that its relative links are
            looked up from. The file itself is not read, and no configuration is looked for.
        config: the rules in force; the defaults without one.
        verdicts: what `check_links` found of its links, by URL: then the rules about where links
            lead run, too.

    Returns:
        The report; spans count characters of `report.files[0].document.text`, in which every line
        break is a line feed.

    Raises:
        UserError: the text is too long, or has characters that no text file has.
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
    """Apply the fixes of a list, and verify that they change nothing else.

    Args:
        text: as for `lint`.
        path: as for `lint`.
        config: as for `lint`.
        unsafe: whether fixes that a reader might disagree with are applied too.
        verdicts: as for `lint`.

    Raises:
        UserError: as for `lint`.
    """
    run = _run(text, path, config, verdicts)
    [fixed] = run.fix(unsafe=unsafe)
    applied = tuple(finding for each in fixed.passes for finding in each.fixed)
    return FixResult(fixed.source.raw, applied, run.report([fixed.report], fixed=len(applied)))


def check_links(
    urls: Iterable[str],
    config: Config | None = None,
    *,
    cache_dir: str | os.PathLike[str] | None = None,
    network: "Network | None" = None,
) -> dict[str, Verdict]:
    """Check where URLs lead, each once, in an event loop of its own.

    Args:
        urls: what to check; what is not http or https is `skipped`.
        config: what its `links` say of hosts, retries and what to ignore; the defaults without it.
        cache_dir: a folder that keeps verdicts for later calls; without it nothing is kept.
        network: how to reach the web; by default as the environment says, with `GITHUB_TOKEN`.

    Returns:
        The verdict on each distinct URL, by the URL as it was given. Nothing that a URL, a server
        or the network does raises an error.

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
    """Do what `check_links` does in the running event loop; cancelling the task ends the check.

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
    data = text.encode(errors="surrogatepass")  # so that half a pair of surrogates is an error
    source = Source.from_bytes(data, "<text>" if place is None else str(place))
    file = ListFile(place, parse(source), config or load_config())
    if verdicts is None:
        return Run((file,))
    return Run((file,), Scope.ALL, Answers(checked=True, verdicts=verdicts))
