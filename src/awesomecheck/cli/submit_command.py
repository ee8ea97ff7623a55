"""The command `submit`: a list against the requirements of the list of awesome lists."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
import re

from msgspec import Struct

from awesomecheck.config.overrides import simple_override
from awesomecheck.document import parse
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.document.source import Source
from awesomecheck.document.target import github_target
from awesomecheck.document.tree import Document
from awesomecheck.engine.registry import entry_points
from awesomecheck.engine.repository_files import WANTED, repository_files_of
from awesomecheck.errors import UserError
from awesomecheck.links.network import Network
from awesomecheck.links.services.repository import NoAnswer, RemoteRepository, fetch_repository
from awesomecheck.regexes import regex
from awesomecheck.rules import RepositoryFiles, Verdict
from awesomecheck.runs import inputs
from awesomecheck.runs.library import check_links
from awesomecheck.runs.repository import repository_files
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import Answers, ConfigRequest, Configs, ListFile, Scope
from awesomecheck.submission.assessment import Assessment, Candidate, assess
from awesomecheck.submission.entry import OwnEntry, entry_of
from awesomecheck.submission.facts import ListFacts, local_facts, remote_facts

_README = regex(r"(?:docs/|\.github/)?readme\.(?:md|markdown)", re.IGNORECASE)
_FETCHED = regex(rf"{WANTED.pattern}|{_README.pattern}", re.IGNORECASE)
_OFFLINE = "GitHub was not asked: --offline"


class Submission(Struct, frozen=True):
    """A list, and the answer to each requirement."""

    path: str
    entry: OwnEntry
    answers: tuple[Assessment, ...]


class _List(Struct, frozen=True):
    """A list with what is known of its repository."""

    path: Path | None
    document: Document
    facts: ListFacts
    files: RepositoryFiles | None


def submission(
    name: str | None, network: Network | None, *, offline: bool, links: bool
) -> Submission:
    """Return the answer to each requirement for a list.

    Args:
        name: a file or a folder, or the URL of a repository; default: the README of this folder.
        network: how to reach the web; None for the real one.
        offline: whether no request is made.
        links: whether the links of the list are checked, too.

    Raises:
        UserError: the list cannot be read.
    """
    way = network or Network()
    is_url = name is not None and name.lower().startswith(("http://", "https://"))
    own = (
        _of_url(name, way, offline=offline)
        if name and is_url
        else _of_path(name, way, offline=offline)
    )
    verdicts = _verdicts(own.document, network) if links and not offline else None
    request = ConfigRequest(
        isolated=True, overrides=(simple_override("preset", "awesome", "preset"),)
    )
    config = Configs(entry_points(), request).of(Path())
    checked = Answers(checked=verdicts is not None, verdicts=verdicts or {})
    file = ListFile(own.path, ParsedText.of(own.document), config, repository=own.files)
    scope = Scope.OFFLINE if verdicts is None else Scope.ALL
    report = Run((file,), scope, checked).lint().files[0]
    if report.errors:
        raise report.errors[0]
    entry = entry_of(own.document, own.facts)
    candidate = Candidate(
        document=own.document,
        report=report,
        facts=own.facts,
        files=own.files,
        entry=entry,
        links_checked=checked.checked,
        now=datetime.fromtimestamp(way.clock(), UTC),
    )
    return Submission(own.document.source.path, entry, tuple(assess(candidate)))


def _of_path(name: str | None, network: Network, *, offline: bool) -> _List:
    path = inputs.one_list(name, "awesomecheck submit LIST.md")
    document = parse(inputs.read_source(path, str(path)))
    facts = local_facts(path)
    if offline:
        facts = facts._replace(unknown=facts.unknown or _OFFLINE)
    elif facts.full_name is None:
        facts = facts._replace(unknown=facts.unknown or "no remote `origin` on GitHub")
    else:
        try:
            facts = remote_facts(fetch_repository(facts.full_name, network)).over(facts)
        except NoAnswer as error:
            facts = facts._replace(unknown=error.message)
    return _List(path, document, facts, repository_files(path))


def _of_url(url: str, network: Network, *, offline: bool) -> _List:
    target = github_target(url)
    if target is None or target.host != network.github_host:
        raise UserError(
            f"{url} is not the URL of a repository on {network.github_host}",
            hint="use https://github.com/OWNER/REPOSITORY, or the path of a clone",
        )
    if offline:
        raise UserError(
            "a URL needs the network: --offline cannot be used with it",
            hint="clone the repository, and use the path of its README",
        )
    found = fetch_repository(target.id, network, _FETCHED)
    path, text = _readme(found)
    document = parse(Source.from_text(text, path))
    return _List(None, document, remote_facts(found), repository_files_of(found.texts))


def _readme(found: RemoteRepository) -> tuple[str, str]:
    """Return the README as GitHub chooses it: of .github, of the root, of docs."""
    readmes = {path: text for path, text in found.texts.items() if _README.fullmatch(path)}
    for path in sorted(readmes, key=_rank):
        text = readmes[path]
        if text is not None:
            return path, text
    raise UserError(
        f"{found.full_name} has no README in Markdown", hint="name the file of a clone instead"
    )


def _rank(path: str) -> int:
    # https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes
    return (".github", "", "docs").index(path.rpartition("/")[0])


def _verdicts(document: Document, network: Network | None) -> Mapping[str, Verdict]:
    return check_links([link.url for link in document.links], network=network)
