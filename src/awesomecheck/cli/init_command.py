"""Create the configuration of a list, with the templates that its entries follow."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

from awesomecheck.config.file import CONFIG_NAMES, find_config
from awesomecheck.document import parse
from awesomecheck.document.nodes import Span
from awesomecheck.document.tree import Document
from awesomecheck.engine.registry import entry_points, load_rules
from awesomecheck.errors import UserError
from awesomecheck.migrate import Migration
from awesomecheck.migrate.writing import link_lines, rule_lines
from awesomecheck.rules import DocumentRule
from awesomecheck.runs import inputs
from awesomecheck.safety.atomic_write import create_file
from awesomecheck.safety.escape import escape_for_terminal
from awesomecheck.templates.compose import compose
from awesomecheck.templates.formats import Formats, formats_of
from awesomecheck.templates.habits import ShapeGroup
from awesomecheck.templates.in_force import InForce, templates_in_force
from awesomecheck.templates.template import TemplateError, parse_template

RULE = "unlike-template"
"""The rule that has the templates as its option."""
_MOST_TEMPLATES = 12
"""A list with more templates than these has no format."""
_MOST_SETTINGS, _LONGEST = 3_000, 1_000_000
"""Settings and bytes of a configuration, well below the limits for reading one."""


def write_config(name: str | None, migration: Migration) -> tuple[Path, int]:
    """Create the configuration of a list beside it.

    Args:
        name: the list; None for the README of this folder.
        migration: settings of other tools to carry over.

    Returns:
        The new file, and how many templates it has.

    Raises:
        UserError: the list cannot be read, a configuration exists, or it would be too large.
    """
    path = inputs.one_list(name)
    there = find_config(path.parent.absolute())
    if there is not None:
        raise UserError(
            f"{there}: a configuration already exists, not overwritten",
            hint="delete it to create it again; `awesomecheck -v` shows the templates in use",
        )
    document = parse(inputs.read_source(path, str(path)))
    formats = formats_of(document)
    kept = covering(document, formats, templates_in_force(document, formats))
    target = path.parent / CONFIG_NAMES[0]
    text = "".join(f"{line}\n" for line in _lines(path.name, document, kept, migration))
    if migration.size > _MOST_SETTINGS or len(text.encode()) > _LONGEST:
        raise UserError(
            f"{migration.size:,} settings to carry over: at most {_MOST_SETTINGS:,} fit",
            hint="combine URLs of one site in a pattern with `*`",
        )
    create_file(target, text.encode())
    return target, len(kept)


def covering(
    document: Document, formats: Formats, found: Sequence[InForce]
) -> tuple[InForce, ...]:
    """Return templates that report nothing that is not reported without a configuration.

    Besides those in use, there are some for entries that differ but are not reported. An empty
    tuple if a list is too mixed.
    """
    make_rule = cast("Callable[..., DocumentRule]", load_rules(entry_points())[RULE].rule)
    before = _reported(document, make_rule())
    kept = [each for each in found if _is_usable(each.text)]
    while kept and len(kept) <= _MOST_TEMPLATES:
        texts = tuple(each.text for each in kept)
        surplus = _reported(document, make_rule(templates=texts)) - before
        if not surplus:
            return tuple(kept)
        more = _template_for(document, formats, kept, surplus)
        if more is None or more.text in texts or not _is_usable(more.text):
            break
        kept.append(more)
    return ()


def _reported(document: Document, rule: DocumentRule) -> set[Span]:
    return {problem.span for problem in rule.check(document)}


def _template_for(
    document: Document, formats: Formats, kept: Sequence[InForce], surplus: set[Span]
) -> InForce | None:
    """Return the template of the largest group of entries that would be reported in error."""
    starts = sorted(span.start for span in surplus)
    known = {
        (pair, gap)
        for each in kept
        for pair, gaps in parse_template(each.text).gaps.items()
        for gap in gaps
    }
    ways: dict[object, list[ShapeGroup]] = {}
    for group in formats.habits.groups:
        entries = tuple(each for each in group.entries if _holds_one(starts, each.entry.span))
        if entries:
            way = tuple(pair for pair in group.pairs if pair not in known)
            ways.setdefault((group.key, way), []).append(group._replace(entries=entries))
    if not ways:
        return None
    largest = max(ways.values(), key=_count)
    text = compose(document, formats.habits.labels, largest)
    return InForce(text, "entries unlike the others", _count(largest))


def _holds_one(starts: Sequence[int], span: Span) -> bool:
    index = bisect_left(starts, span.start)
    return index < len(starts) and starts[index] < span.end


def _count(groups: Sequence[ShapeGroup]) -> int:
    return sum(len(group.entries) for group in groups)


def _is_usable(text: str) -> bool:
    try:
        parse_template(text)
    except TemplateError:  # such as two fields with nothing between them
        return False
    return all(escape_for_terminal(line) == line for line in text.split("\n"))


def _lines(
    name: str, document: Document, templates: Sequence[InForce], migration: Migration
) -> Iterator[str]:
    """Yield the configuration; comments say how many entries follow each template."""
    yield escape_for_terminal(f"# Created by `awesomecheck init` from {name}.")
    yield "# `awesomecheck rules` lists all rules; `awesomecheck explain RULE` describes one."
    yield ""
    yield "preset: auto  # or awesome, papers, minimal"
    yield ""
    links = list(link_lines(migration))
    if links:
        yield from (*links, "")
    rules = list(rule_lines(migration))
    if not templates:
        yield "# No templates: the list is too small, or its entries differ too much."
    if templates or rules:
        yield "rules:"
    yield from rules
    if templates:
        yield from _templates(document, templates)


def _templates(document: Document, templates: Sequence[InForce]) -> Iterator[str]:
    total = sum(entry.form not in ("row", "html") for entry in document.entries)
    yield f"  {RULE}:"
    yield "    # An entry in Markdown with {fields}; {? … } is optional."
    yield "    templates:"
    for each in templates:
        yield escape_for_terminal(
            f"      # {each.followers} of {total} entries; from {each.origin}"
        )
        yield from (escape_for_terminal(f"      # {remark}") for remark in each.remarks)
        yield from _block(each.text)


def _block(text: str) -> Sequence[str]:
    """Return a YAML list item that keeps line breaks and spaces."""
    return ["      - |-", *(f"        {line}" if line else "" for line in text.split("\n"))]
