"""Templates that no entry follows, and where they fail."""

from collections import Counter
from collections.abc import Iterator

from awesomecheck import Document, Problem, Span, share
from awesomecheck.templates import MIN_ENTRIES, Formats, Template, quoted

Fields = tuple[str, ...]


def unfollowed_templates(document: Document, formats: Formats) -> Iterator[Problem]:
    """Yield the templates that no entry follows, though there are enough entries."""
    habits = formats.habits
    if habits.total < MIN_ENTRIES:
        return
    counts: Counter[Fields] = Counter()
    for family in habits.families.values():
        counts[family.fields] += family.total
    for documented in formats.documented:
        if failure := _failure(documented.template, counts):
            span = _first_line(document, documented.span)
            yield Problem(span, f"no entry follows this template: {failure}")
    for section, template in formats.configured():
        own = counts if section is None else _counts_for(formats, template)
        if failure := _failure(template, own):
            message = f"no entry follows the configured template {quoted(template.text)}"
            yield Problem(Span(0, 0), f"{message}: {failure}")


def _counts_for(formats: Formats, template: Template) -> Counter[Fields]:
    """Count the entries that a template is configured for, by their fields."""
    counts: Counter[Fields] = Counter()
    for group in formats.habits.groups:
        if template in (formats.configured_for(group) or ()):
            counts[group.fields] += len(group.entries)
    return counts


def _failure(template: Template, counts: Counter[Fields]) -> str | None:
    """Return how most entries differ from a template; None if some do not differ much."""
    if not counts or any(map(template.is_near, counts)):
        return None
    [(fields, count)] = counts.most_common(1)
    known = [field for field, _ in template.fields]
    lacking = [field for field, optional in template.fields if not (optional or field in fields)]
    others = share(count, counts.total())
    if lacking:
        return f"{others} have no {lacking[0]}"
    for field in fields:
        if field not in known:
            return f"{others} also have {'authors' if field == 'authors' else f'a {field}'}"
    return f"{others} have their fields in another order"


def _first_line(document: Document, span: Span) -> Span:
    end = document.text.find("\n", span.start, span.end)
    return Span(span.start, end if end >= 0 else span.end)
