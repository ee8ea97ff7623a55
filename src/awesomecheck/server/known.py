"""What is known of an entry in an editor: where its paper appeared, and the last verdicts."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

from lsprotocol import types

from awesomecheck.document.entry import Entry
from awesomecheck.document.nodes import Link, Span
from awesomecheck.errors import counted
from awesomecheck.formats._gfm import code, prose
from awesomecheck.links.cache import Cache
from awesomecheck.links.cache_folder import with_cache
from awesomecheck.links.known import known_links
from awesomecheck.links.network import Network
from awesomecheck.links.settings import LinkSettings
from awesomecheck.runs.paper_facts import known_facts, recall_from
from awesomecheck.runs.texts import Answers
from awesomecheck.safety.redact import is_web, masked, redacted
from awesomecheck.server.opened import Opened

_LONGEST = 300


def known_at(opened: Opened, position: types.Position) -> types.Hover | None:
    """Return what is known of the entry or the link at a position, without any request.

    Of an entry that is so at its name, title, venue and year; elsewhere in it, nothing is shown.

    Raises:
        UserError: the published titles cannot be read.
    """
    offset = opened.offset(position)
    link = next((each for each in opened.document.links if _is_at(each.span, offset)), None)
    entry = next((each for each in opened.document.entries if _is_at(each.span, offset)), None)
    head = next((span for span in _head(entry) if _is_at(span, offset)), None) if entry else None
    lines: list[str] = []
    if entry is not None and (head or link):
        lines += _published(opened, entry)
    if entry is not None and head and not link:
        lines += _verdicts(opened, [each.link for each in entry.links])
    elif link is not None:
        lines += _verdicts(opened, [link])
    span = link.span if link else head
    if not lines or span is None:
        return None
    text = "\n".join(f"- {line}" for line in lines)
    content = types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.Hover(content, opened.range(span))


def _is_at(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end


def _head(entry: Entry) -> Iterator[Span]:
    for field in (entry.name, entry.title, entry.venue, entry.year):
        if field is not None:
            yield field.span


def _published(opened: Opened, entry: Entry) -> Iterator[str]:
    """Yield where the paper of an entry appeared."""
    facts = known_facts(opened.document, {}, Answers(recall=recall_from(None)))
    for place in facts.published(entry):
        yield prose(
            f"published: {place.venue} {place.year}, according to {place.source}", _LONGEST
        )


def _verdicts(opened: Opened, links: list[Link]) -> Iterator[str]:
    """Yield the last verdicts on links that the user's cache has."""
    urls = list(dict.fromkeys(link.url for link in links if is_web(link.url)))
    folder = with_cache()
    if not urls or folder is None:
        return
    settings = opened.file.config.links or LinkSettings()
    with closing(Cache.open(folder)) as cache:
        known = known_links(urls, settings, Network(), cache)
    for url in urls:
        if url not in known.history:
            continue
        verdict, cached = known.verdicts[url], known.history[url]
        day = datetime.fromtimestamp(cached.checked, UTC).date()
        said = f"{verdict.state} on {day}"
        if verdict.state == "moved" and verdict.final_url:
            said += f": now {code(redacted(verdict.final_url), _LONGEST)}"
        elif verdict.state != "alive":
            said += f": {prose(masked(verdict.evidence), _LONGEST)}"
        if verdict.state == "dead" and cached.failures > 1:
            said += f", in {counted(cached.failures, 'check')}"
        yield f"{code(redacted(url), _LONGEST)}: {said}"
