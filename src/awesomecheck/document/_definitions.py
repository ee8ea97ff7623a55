"""Link reference definitions and footnotes, with the position of each."""

from collections.abc import Iterable, Mapping, Sequence

from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token
from msgspec.structs import replace

from awesomecheck.document._positions import block_span
from awesomecheck.document.nodes import Definition, Footnote, Span
from awesomecheck.document.source import Source
from awesomecheck.regexes import regex

_LABEL_END = regex(r"\]:[ \t]*(?:\n[ \t>]*)?")


def find_definitions(tokens: Iterable[Token], source: Source) -> list[Definition]:
    """Return the definitions among some block tokens, each as unused until a link is found."""
    found: list[Definition] = []
    seen: set[str] = set()
    for token in tokens:
        if token.type == "definition":
            written = str(token.meta["label"])
            label = normalizeReference(written)
            span = url_span = block_span(token, source)
            start = source.text.find(f"[{written}]:", span.start, span.end)
            if start >= 0:  # it is not found where a label goes over several lines of a quote
                span = Span(start, span.end)
                url_span = _url_span(source.text, span, start + 1 + len(written))
            url = str(token.meta["url"])
            found.append(Definition(label, url, span, url_span, False, label in seen))
            seen.add(label)
    return found


def _url_span(text: str, span: Span, label_end: int) -> Span:
    match = _LABEL_END.match(text, label_end)
    if match is None:
        return span
    start = match.end()
    end = parseLinkDestination(text, start, span.end).pos
    if text.startswith("<", start):
        return Span(start + 1, max(start + 1, end - 1))
    return Span(start, max(start, end))


def mark_used(definitions: Sequence[Definition], labels: set[str]) -> tuple[Definition, ...]:
    """Return the definitions, as used where links have their labels."""
    return tuple(
        replace(each, used=each.label in labels and not each.overridden) for each in definitions
    )


def make_footnote(token: Token, source: Source, references: Mapping[str, int]) -> Footnote:
    """Return the footnote that a token opens; `references` has a number for each that is used."""
    label = str(token.meta["label"])
    lines = block_span(token, source)
    start = source.text.index(f"[^{label}]:", lines.start)
    return Footnote(label, Span(start, lines.end), references[f":{label}"] >= 0)
