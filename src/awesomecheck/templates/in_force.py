"""Which templates are in force in a document, and why: for people who ask."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from awesomecheck.document import Document
from awesomecheck.templates.compose import compose
from awesomecheck.templates.diff import name_of, quoted
from awesomecheck.templates.documented import Documented
from awesomecheck.templates.formats import Formats
from awesomecheck.templates.habits import FEWEST, OWN, Family, Kind, has_words, most_common
from awesomecheck.templates.match import follows
from awesomecheck.templates.pattern import Pattern
from awesomecheck.templates.shape import END, START, Form, Pair


class InForce(NamedTuple):
    """A template that entries are held against."""

    text: str
    origin: str
    """Where it comes from, in words."""
    followers: int
    """The entries that are written so."""
    remarks: tuple[str, ...] = ()
    """Where the entries stand against what is documented."""


def templates_in_force(document: Document, formats: Formats) -> tuple[InForce, ...]:
    """The templates that entries are held against, the most followed first."""
    if formats.everywhere:
        found = list(_configured(formats))
    else:
        found = [*_configured(formats), *_learned(document, formats)]
    return tuple(sorted(found, key=lambda each: -each.followers))


def grounds(document: Document, formats: Formats) -> Iterator[str]:
    """What entries are held against, in lines for people."""
    total = formats.learned.total
    templates = templates_in_force(document, formats)
    for each in templates:
        yield f"template from {each.origin}, followed by {each.followers} of {total} entries:"
        yield from (f"    {line}" for line in each.text.split("\n"))
        yield from each.remarks
    if templates:
        return
    if total == 0:
        yield "no template: the list has no entries outside tables"
    elif total < FEWEST:
        few = "1 entry is" if total == 1 else f"{total} entries are"
        yield f"no template: {few} too few to learn one from"
    else:
        yield f"no template: no {FEWEST} of the {total} entries are written alike"


def _configured(formats: Formats) -> Iterator[InForce]:
    for section, pattern in formats.configured():
        origin = "the configuration"
        if section is not None:
            origin += f" for the section `{section}`"
        followers = sum(
            len(kind.shapes)
            for kind in formats.learned.kinds
            if pattern in (formats.configured_for(kind) or ())
            and pattern.lacking(kind.key[1]) == ()
            and pattern.fits(kind.pairs)
        )
        yield InForce(pattern.template.text, origin, followers)


def _learned(document: Document, formats: Formats) -> Iterator[InForce]:
    learned = formats.learned
    kinds: dict[int, list[Kind]] = {}
    for kind in learned.kinds:
        if formats.configured_for(kind) is None:
            kinds.setdefault(id(learned.families[kind.key]), []).append(kind)
    for family in learned.families.values():
        pattern = formats.documented_for(family)
        if id(family) not in kinds or (
            pattern is None and family.total < max(FEWEST, OWN * learned.total)
        ):
            continue
        ways: dict[tuple[tuple[Pair, str], ...], list[Kind]] = {}
        for kind in kinds[id(family)]:
            if follows(kind, formats):
                ways.setdefault(_unusual(kind, family), []).append(kind)
        for way, own in ways.items():
            count = sum(len(kind.shapes) for kind in own)
            if count < max(FEWEST, OWN * family.total) and not (pattern and not way):
                continue
            text = text_of(document, formats, own)
            documented = None if way else _documented(formats, pattern)
            if documented is None or pattern is None:
                yield InForce(text, "the entries", count)
            else:
                line = document.source.position(documented.span.start).line
                origin = f"the section `{documented.section}` (line {line})"
                yield InForce(text, origin, count, tuple(_remarks(pattern, family)))


def _documented(formats: Formats, pattern: Pattern | None) -> Documented | None:
    return next((each for each, other in formats.documented if other is pattern), None)


def _unusual(kind: Kind, family: Family) -> tuple[tuple[Pair, str], ...]:
    """Where a form has another habit than the usual one: the two are two templates."""
    return tuple(
        [
            (pair, gap)
            for pair, gap in kind.pairs
            if gap != most_common(family.gaps[pair]) and not has_words(gap)
        ]
    )


def text_of(document: Document, formats: Formats, kinds: Sequence[Kind]) -> str:
    """The template of entries that have the same fields."""
    forms: Counter[Form] = Counter()
    for kind in kinds:
        forms[kind.form] += len(kind.shapes)
    [(usual, _)] = forms.most_common(1)
    return compose(forms, formats.learned.labels, _marker(document, kinds, usual))


def _marker(document: Document, kinds: Sequence[Kind], usual: Form) -> str:
    """The marker as the first entry of a form has it; empty outside lists."""
    for kind in kinds:
        entry = kind.shapes[0].entry
        if kind.form == usual and entry.item is not None:
            return document.items[entry.item].marker
    return ""


def _remarks(pattern: Pattern, family: Family) -> Iterator[str]:
    """Where most entries do not follow what is documented, and so stand against it."""
    for pair, wanted in pattern.gaps.items():
        counts = family.gaps.get(pair)
        if not counts or family.documented(pair, wanted) is not None:
            continue
        usual = most_common(counts)
        if usual in wanted:
            continue
        total = sum(counts.values())
        yield (
            f"{_between(*pair)}, {quoted(wanted[0])} is documented,"
            f" but {counts[usual]} of {total} entries have {quoted(usual)}: the entries stand"
        )


def _between(left: str, right: str) -> str:
    if left == START:
        return f"before {_called(right)}"
    if right == END:
        return f"after {_called(left)}"
    return f"between {_called(left)} and {_called(right)}"


def _called(kind: str) -> str:
    if kind[0] == "@":
        return "a link" if kind in ("@", "@=") else f"the address of {name_of(kind[1:])}"
    return "a link" if kind == "=" else name_of(kind)
