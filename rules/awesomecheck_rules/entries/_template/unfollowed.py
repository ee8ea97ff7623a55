"""Templates that no entry follows: where they come from, and where they fail."""

from collections import Counter
from collections.abc import Iterator, Mapping

from awesomecheck import Document, Span
from awesomecheck.templates import FEWEST, Documented, Formats, Pattern, quoted
from awesomecheck_rules.entries._template.deviation import Deviation


def unfollowed_templates(document: Document, formats: Formats) -> Iterator[Deviation]:
    """The templates that no entry follows, though there are entries enough."""
    learned = formats.learned
    if learned.total < FEWEST:
        return
    cores: Counter[tuple[str, ...]] = Counter()
    for family in learned.families.values():
        cores[family.core] += family.total
    for documented, pattern in formats.documented:
        if not _is_near(pattern, cores):
            span = _first_line(document, documented)
            yield Deviation(span, f"no entry follows this template: {_failure(pattern, cores)}")
    for section, pattern in formats.configured():
        own = cores if section is None else _cores_of(formats, pattern)
        if own and not _is_near(pattern, own):
            shown = quoted(pattern.template.text)
            yield Deviation(
                Span(0, 0),
                f"no entry follows the template {shown} of the configuration:"
                f" {_failure(pattern, own)}",
            )


def _cores_of(formats: Formats, pattern: Pattern) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for kind in formats.learned.kinds:
        if pattern in (formats.configured_for(kind) or ()):
            found[kind.key[1]] += len(kind.shapes)
    return found


def _is_near(pattern: Pattern, cores: Mapping[tuple[str, ...], int]) -> bool:
    return any(
        len(pattern.lacking(core) or ()) <= 1 and pattern.lacking(core) is not None
        for core in cores
    )


def _failure(pattern: Pattern, cores: Counter[tuple[str, ...]]) -> str:
    """Where a template fails on most entries."""
    [(core, count)] = cores.most_common(1)
    fields = [field for field, _ in pattern.core]
    lacking = [field for field, optional in pattern.core if field not in core and not optional]
    surplus = [field for field in core if field not in fields]
    what = f"{count} of {cores.total()} entries have"
    if lacking:
        return f"{what} no {lacking[0]}"
    if surplus:
        return f"{what} a {surplus[0]}"
    return f"{what} their fields in another order"


def _first_line(document: Document, documented: Documented) -> Span:
    start = documented.span.start
    end = document.text.find("\n", start)
    return Span(start, end if 0 <= end <= documented.span.end else documented.span.end)
