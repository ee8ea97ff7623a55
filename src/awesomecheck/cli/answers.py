"""Find what rules ask about: the links of lists, the link cache, other lists."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
import dataclasses
from datetime import date
from functools import partial
from pathlib import Path
import signal

from awesomecheck.cli.requests import CheckRequest
from awesomecheck.cli.terminal import say
from awesomecheck.errors import UserError, counted
from awesomecheck.runs.paper_facts import read_peers, recall_from, unreadable_peers
from awesomecheck.runs.texts import Answers, ListFile, Scope


def watch_links(
    files: Sequence[ListFile], scope: Scope, request: CheckRequest, network: object
) -> Answers:
    """Check the links, and show progress."""
    from awesomecheck.cli.progress import observer_for  # noqa: PLC0415 - loads the client
    from awesomecheck.links.cache_folder import default_folder  # noqa: PLC0415
    from awesomecheck.links.checker import Cache, Network  # noqa: PLC0415
    from awesomecheck.runs.link_check import Limits, check_links_of  # noqa: PLC0415

    links = request.links
    for message in _expired(files):
        say(message)
    network = network if isinstance(network, Network) else Network()
    if links.token_file:
        network = dataclasses.replace(network, github_token=_token(links.token_file))
    verbose, quiet = request.report.verbose, request.report.quiet
    with closing(observer_for(verbose=verbose, quiet=quiet)) as observer, ExitStack() as stack:
        cache = None
        if links.use_cache:
            cache = Cache.open(links.cache_dir or default_folder(), observer)
            stack.callback(cache.close)
        only_changed = scope is Scope.CHANGED
        limits = Limits(links.max_age, links.deadline, links.default_deadline, links.suggest)
        answers = check_links_of(
            files, network, cache, observer, limits, only_changed=only_changed
        )
    if answers.interrupted:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # so that the report is printed
    return answers


_MOST_UNREAD = 3
"""Files that are named."""


def with_sources(answers: Answers, files: Iterable[ListFile], request: CheckRequest) -> Answers:
    """Return answers, with what rules may ask of the link cache and of other lists."""
    links, folder = request.links, request.peers
    recall = recall_from(links.cache_dir) if links.use_cache else None
    own = tuple(file.path for file in files if file.path)
    peers = partial(read_peers, folder, own) if folder else None
    if folder and (unread := [error.message for error in unreadable_peers(folder)]):
        more = [f"{len(unread) - _MOST_UNREAD} more"] if len(unread) > _MOST_UNREAD else []
        said = "; ".join((*unread[:_MOST_UNREAD], *more))
        say(f"notice: --peers: {counted(len(unread), 'file')} left out: {said}")
    return answers._replace(recall=recall, peers=peers)


def _expired(files: Iterable[ListFile]) -> Iterator[str]:
    """Yield a warning for each ignored URL whose time has passed."""
    today = date.today()
    configs = {id(file.config.links): file.config for file in files if file.config.links}
    for config in configs.values():
        for ignore in config.links.ignore if config.links else ():
            if ignore.until and ignore.until < today:
                since = f"its `until` ({ignore.until}) has passed"
                yield (
                    f"warning: {config.name}: `{ignore.pattern}` is checked again: {since};"
                    " remove it from `links.ignore`, or set a later day"
                )


def _token(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise UserError(
            f"--github-token-file: {path}: cannot be read: {error.strerror}"
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(f"--github-token-file: {path}: not UTF-8, so no token") from error
