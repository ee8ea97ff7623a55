"""Create the configuration of a list, with the templates that its entries follow."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from awesomecheck.config.config import default
from awesomecheck.config.file import CONFIG_NAMES, find_config
from awesomecheck.config.rule_settings import Choice
from awesomecheck.document import parse
from awesomecheck.document.nodes import Span
from awesomecheck.document.parsed_text import ParsedText
from awesomecheck.document.tree import Document
from awesomecheck.engine.registry import entry_points, load_rules
from awesomecheck.errors import UserError, counted
from awesomecheck.migrate import Migration
from awesomecheck.migrate.writing import link_lines, rule_lines
from awesomecheck.regexes import regex
from awesomecheck.rules import PAGES, DocumentRule
from awesomecheck.runs import inputs
from awesomecheck.runs.run import Run
from awesomecheck.runs.texts import ListFile
from awesomecheck.safety.atomic_write import create_file
from awesomecheck.safety.escape import escape_for_terminal
from awesomecheck.templates.compose import compose
from awesomecheck.templates.formats import Formats, formats_of
from awesomecheck.templates.habits import MIN_ENTRIES, ShapeGroup
from awesomecheck.templates.in_force import InForce, templates_in_force
from awesomecheck.templates.template import TemplateError, parse_template

RULE = "unlike-template"
"""The rule that has the templates as its option."""
_MOST_TEMPLATES = 12
"""A list with more templates than these has no format."""
SCHEMA_URL = f"{PAGES}awesomecheck.schema.json"
_FEW = 20
"""Findings of a rule that are not called many."""
_NOISY = "  # Rules with many findings; uncomment a line to turn its rule off:"
_FIELD = regex(r"\{\w+\}")
_MOST_MORE = 0.1
"""A list of whose entries more are unlike its templates has no format."""
_MOST_SETTINGS, _LONGEST = 3_000, 1_000_000
"""Settings and bytes of a configuration, well below the limits for reading one."""


class Templates(Struct, frozen=True):
    """The templates of a list, and what they would change."""

    kept: tuple[InForce, ...]
    total: int
    """How many entries could follow them."""
    more: tuple[Span, ...] = ()
    """What would be reported only with them."""
    fewer: int = 0
    """How many findings would not be reported with them."""

    @property
    def are_exact(self) -> bool:
        """Whether the same is reported with them as without a configuration."""
        return not (self.more or self.fewer)


def write_config(name: str | None, migration: Migration) -> tuple[Path, str, str | None]:
    """Create the configuration of a list beside it.

    Args:
        name: the list; None for the README of this folder.
        migration: settings of other tools to carry over.

    Returns:
        The new file, what it has, and why it has no templates if so, in words.

    Raises:
        UserError: the list cannot be read, a configuration exists, or it would be too large.
    """
    path = inputs.one_list(name, "awesomecheck init LIST.md")
    there = find_config(path.parent.absolute())
    if there is not None:
        raise UserError(
            f"{there}: a configuration already exists, not overwritten",
            hint="delete it to create it again; `awesomecheck -v` shows the templates in use",
        )
    document = parse(inputs.read_source(path, str(path)))
    formats = formats_of(document)
    found = covering(document, formats, templates_in_force(document, formats))
    target = path.parent / CONFIG_NAMES[0]
    [report] = (
        Run((ListFile(path, ParsedText.of(document), default(entry_points(), Choice())),))
        .lint()
        .files
    )
    counts = Counter(finding.rule for finding in report.findings)
    lines = _lines(path.name, document, found, migration, counts)
    text = "".join(f"{line}\n" for line in lines)
    if migration.size > _MOST_SETTINGS or len(text.encode()) > _LONGEST:
        raise UserError(
            f"{migration.size:,} settings to carry over: at most {_MOST_SETTINGS:,} fit",
            hint="combine URLs of one site in a pattern with `*`",
        )
    create_file(target, text.encode())
    if not found.kept:
        return target, "the default settings", f"no template found: {_reason(document)}"
    some = counted(len(found.kept), "template")
    return target, some if found.are_exact else f"{some} commented out", None


def _reason(document: Document) -> str:
    """Say why a list has no templates."""
    rows = sum(entry.row is not None for entry in document.entries)
    if 2 * rows > len(document.entries):
        return "most entries are rows of tables, which `unlike-column` compares"
    return "the list is too small, or its entries differ too much"


def covering(document: Document, formats: Formats, in_force: Sequence[InForce]) -> Templates:
    """Return the templates of a list that several entries follow.

    Besides those in use, there are some for entries that differ but are not reported. None if a
    list is too mixed.
    """
    make_rule = cast("Callable[..., DocumentRule]", load_rules(entry_points())[RULE].rule)
    before = _reported(document, make_rule())
    kept = [each for each in in_force if _is_useful(each)]
    while kept and len(kept) <= _MOST_TEMPLATES:
        texts = tuple(each.text for each in kept)
        after = _reported(document, make_rule(templates=texts))
        surplus = after - before
        more = _template_for(document, formats, kept, surplus) if surplus else None
        if more is None or more.text in texts or not _is_useful(more):
            found = Templates(
                tuple(kept),
                formats.habits.total,
                tuple(sorted(surplus, key=lambda span: span.start)),
                len(before - after),
            )
            return _counted_as_configured(document, found) if found.are_exact else found
        kept.append(more)
    return Templates((), formats.habits.total)


def _counted_as_configured(document: Document, templates: Templates) -> Templates:
    """Return templates with the followers that `-v` counts once they are in the configuration."""
    texts = tuple(each.text for each in templates.kept)
    now = templates_in_force(document, formats_of(document, texts))
    followers = {each.text: each.followers for each in now}
    kept = (replace(each, followers=followers[each.text]) for each in templates.kept)
    return replace(templates, kept=tuple(kept))


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


def _is_useful(found: InForce) -> bool:
    """Whether a template is a format of the list: no slip, and no piece of a title."""
    literal = _FIELD.sub("", found.text)
    if found.followers < MIN_ENTRIES or any(
        literal.count(left) != literal.count(right) for left, right in ("[]", "()")
    ):
        return False
    try:
        parse_template(found.text)
    except TemplateError:  # such as two fields with nothing between them
        return False
    return all(escape_for_terminal(line) == line for line in found.text.split("\n"))


def _lines(
    name: str,
    document: Document,
    templates: Templates,
    migration: Migration,
    counts: Mapping[str, int],
) -> Iterator[str]:
    """Yield the configuration; comments say how many entries follow each template."""
    yield f"# yaml-language-server: $schema={SCHEMA_URL}"
    yield escape_for_terminal(f"# Created by `awesomecheck init` from {name}.")
    yield f"# All keys: {PAGES}configuration/"
    yield ""
    yield "preset: auto  # or awesome, papers, minimal"
    yield "fail-on: error  # what fails a run; or warning, info, never"
    yield "# exclude: [drafts/]  # files to skip when a folder is checked, as in .gitignore"
    yield ""
    links = list(link_lines(migration))
    if links:
        yield from (*links, "")
    carried, noisy = list(rule_lines(migration)), list(_noisy(document, counts))
    header = (_NOISY,) if noisy else ()
    found = list(_templates(document, templates)) if templates.kept else []
    if not found:
        yield f"# No template found: {_reason(document)}."
    if carried or (found and templates.are_exact):
        yield from ("rules:", *carried, *header, *(f"  # {line}" for line in noisy))
        yield from found if templates.are_exact else map(_commented, found)
    elif noisy or found:
        yield from map(_commented, ("rules:", *header, *(f"  {line}" for line in noisy), *found))


def _commented(line: str) -> str:
    return f"# {line}".rstrip()


def _noisy(document: Document, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield settings that turn rules off that report much of the list."""
    least = max(_FEW, len(document.entries) / 10)
    for count, rule in sorted((-count, rule) for rule, count in counts.items() if count >= least):
        yield f"{rule}: off  # {-count} findings"


def _templates(document: Document, templates: Templates) -> Iterator[str]:
    yield f"  {RULE}:"
    if not templates.are_exact:
        yield f"    # Off, as {_difference(document, templates)}."
    yield "    # An entry in Markdown with {fields}; {? … } is optional."
    yield "    templates:"
    for each in templates.kept:
        yield escape_for_terminal(
            f"      # {each.followers} of {templates.total} entries; from {each.origin}"
        )
        yield from (escape_for_terminal(f"      # {remark}") for remark in each.remarks)
        yield from _block(each.text)


def _difference(document: Document, templates: Templates) -> str:
    if not templates.more:
        return f"{counted(templates.fewer, 'finding')} would not be reported with them"
    line = document.source.position(templates.more[0].start).line
    some = counted(len(templates.more), "more finding")
    return f"{some} would be reported with them, such as on line {line}"


def _block(text: str) -> Sequence[str]:
    """Return a YAML list item that keeps line breaks and spaces."""
    return ["      - |-", *(f"        {line}" if line else "" for line in text.split("\n"))]
