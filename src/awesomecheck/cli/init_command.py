"""Writes the configuration that a list itself shows."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

from awesomecheck.config import file as config_file
from awesomecheck.document import Document, Span, parse
from awesomecheck.engine.registry import entry_points, load_rules
from awesomecheck.errors import UserError
from awesomecheck.migrate import Migration
from awesomecheck.migrate.writing import link_lines, rule_lines
from awesomecheck.rules import DocumentRule
from awesomecheck.runs import inputs
from awesomecheck.safety.escape import for_terminal
from awesomecheck.templates.formats import Formats, formats_of
from awesomecheck.templates.habits import Kind
from awesomecheck.templates.in_force import InForce, templates_in_force, text_of

RULE = "unlike-template"
"""The rule that takes the templates."""
_MOST_TEMPLATES = 12
"""With more than these, templates say nothing of a list."""
_MOST_SETTINGS, _LONGEST = 3_000, 1_000_000
"""Settings, and bytes, that a configuration may have, and some to spare."""


def write_config(name: str | None, migration: Migration) -> tuple[Path, int]:
    """Write the configuration of a list beside it.

    Args:
        name: the list; None for the README of this folder.
        migration: settings of other tools to carry over.

    Returns:
        The new file, and how many templates are in force by it.

    Raises:
        UserError: the list cannot be read, there is a configuration, or there would be too much
            in it.
    """
    path = inputs.one_list(name)
    there = config_file.discover(path.parent.absolute())
    if there is not None:
        raise UserError(
            f"{there}: there is a configuration, and it stays as it is",
            hint="move it away to have one written; `awesomecheck -v` says which templates are"
            " in force",
        )
    document = parse(inputs.read(path, str(path)))
    formats = formats_of(document)
    kept = covering(document, formats, templates_in_force(document, formats))
    target = path.parent / config_file.NAMES[0]
    text = "".join(f"{line}\n" for line in _lines(path.name, document, kept, migration))
    if migration.size > _MOST_SETTINGS or len(text.encode()) > _LONGEST:
        raise UserError(
            f"{migration.size} settings to carry over are more than a configuration holds",
            hint=f"up to {_MOST_SETTINGS:,} are; `*` in a pattern stands for many URLs",
        )
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UserError(f"{target}: cannot be written: {error.strerror}") from error
    return target, len(kept)


def covering(
    document: Document, formats: Formats, found: Sequence[InForce]
) -> tuple[InForce, ...]:
    """Templates that report nothing which is not reported without a configuration.

    To those in force come more, for entries that are unlike them and are let be. None where a
    list is too mixed for that.
    """
    make_rule = cast("Callable[..., DocumentRule]", load_rules(entry_points())[RULE].rule)
    before = _reported(document, make_rule())
    kept = [each for each in found if _is_printable(each.text)]
    while kept and len(kept) <= _MOST_TEMPLATES:
        texts = tuple(each.text for each in kept)
        surplus = _reported(document, make_rule(templates=texts)) - before
        if not surplus:
            return tuple(kept)
        more = _template_for(document, formats, formats_of(document, texts), surplus)
        if more is None or more.text in {each.text for each in kept}:
            break
        kept.append(more)
    return ()


def _reported(document: Document, rule: DocumentRule) -> set[Span]:
    return {problem.span for problem in rule.check(document)}


def _template_for(
    document: Document, formats: Formats, configured: Formats, surplus: set[Span]
) -> InForce | None:
    """The template of the largest group of entries that are reported without need."""
    starts = sorted(span.start for span in surplus)
    known = {
        (pair, gap)
        for pattern in configured.everywhere
        for pair, gaps in pattern.gaps.items()
        for gap in gaps
    }
    groups: dict[object, list[Kind]] = {}
    for kind in formats.learned.kinds:
        shapes = tuple(shape for shape in kind.shapes if _holds_one(starts, shape.entry.span))
        if shapes:
            way = tuple(pair for pair in kind.pairs if pair not in known)
            groups.setdefault((kind.key, way), []).append(kind._replace(shapes=shapes))
    if not groups:
        return None
    largest = max(groups.values(), key=_count)
    return InForce(
        text_of(document, formats, largest), "entries unlike the others", _count(largest)
    )


def _holds_one(starts: Sequence[int], span: Span) -> bool:
    index = bisect_left(starts, span.start)
    return index < len(starts) and starts[index] < span.end


def _count(kinds: Sequence[Kind]) -> int:
    return sum(len(kind.shapes) for kind in kinds)


def _is_printable(text: str) -> bool:
    return all(for_terminal(line) == line for line in text.split("\n"))


def _lines(
    name: str, document: Document, templates: Sequence[InForce], migration: Migration
) -> Iterator[str]:
    """The configuration, with the share of entries behind each of its lines."""
    yield for_terminal(f"# What {name} shows of itself, written by `awesomecheck init`.")
    yield "# `awesomecheck rules` lists all rules, `awesomecheck explain RULE` shows one."
    yield ""
    yield "preset: auto  # what rules start from; or awesome, papers, minimal"
    yield ""
    links = list(link_lines(migration))
    if links:
        yield from (*links, "")
    rules = list(rule_lines(migration))
    if not templates:
        yield "# No templates: this list is too small for one, or its entries are too mixed."
    if templates or rules:
        yield "rules:"
    yield from rules
    if templates:
        yield from _templates(document, templates)


def _templates(document: Document, templates: Sequence[InForce]) -> Iterator[str]:
    total = sum(entry.form != "row" for entry in document.entries)
    yield f"  {RULE}:"
    yield "    # An entry in Markdown with its fields in braces; {? … } holds what may be absent."
    yield "    templates:"
    for each in templates:
        yield for_terminal(f"      # {each.followers} of {total} entries; from {each.origin}")
        yield from (for_terminal(f"      # {remark}") for remark in each.remarks)
        yield from _block(each.text)


def _block(text: str) -> Sequence[str]:
    """A YAML list item that keeps lines and blanks as they are."""
    return ["      - |-", *(f"        {line}" if line else "" for line in text.split("\n"))]
