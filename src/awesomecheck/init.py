"""Writes the configuration that a list itself shows."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from awesomecheck import config_file, inputs
from awesomecheck.document import Document, Span, parse
from awesomecheck.errors import UserError
from awesomecheck.formats.escape import for_terminal
from awesomecheck.template import (
    InForce,
    format_deviations,
    format_grounds,
    formats_of,
    templates_in_force,
    unfollowed_templates,
)

RULE = "unlike-template"
"""The rule that takes the templates."""


def write_config(name: str | None) -> tuple[Path, int]:
    """Write the configuration of a list beside it.

    Args:
        name: the list; None for the README of this folder.

    Returns:
        The new file, and how many templates are in force by it.

    Raises:
        UserError: the list cannot be read, or there is a configuration.
    """
    path = Path(name) if name else inputs.default_path(Path())
    if path.is_dir():
        path = inputs.default_path(path)
    there = config_file.discover(path.parent.absolute())
    if there is not None:
        raise UserError(
            f"{there}: there is a configuration, and it stays as it is",
            hint="move it away to have one written; `awesomecheck -v` says which templates are"
            " in force",
        )
    document = parse(inputs.read(path, str(path)))
    found = templates_in_force(document, formats_of(document))
    kept = harmless(document, found)
    target = path.parent / config_file.NAMES[0]
    text = "".join(f"{line}\n" for line in _lines(path.name, document, found, kept))
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UserError(f"{target}: cannot be written: {error.strerror}") from error
    return target, len(kept)


def harmless(document: Document, found: Sequence[InForce]) -> tuple[InForce, ...]:
    """The templates that report nothing which is not reported without a configuration.

    Args:
        document: the list.
        found: its templates, the most followed first; the least followed are given up first.
    """
    before = _reported(document, ())
    kept = [
        each
        for each in found
        if for_terminal(each.text.replace("\n", "")) == each.text.replace("\n", "")
    ]
    while kept and not _reported(document, [each.text for each in kept]) <= before:
        kept.pop()
    return tuple(kept)


def _reported(document: Document, templates: Sequence[str]) -> set[Span]:
    formats = formats_of(document, templates)
    return {
        each.span
        for found in (format_deviations, unfollowed_templates)
        for each in found(document, formats)
    }


def _lines(
    name: str, document: Document, found: Sequence[InForce], kept: Sequence[InForce]
) -> Iterator[str]:
    """The configuration, with the share of entries behind each of its lines."""
    total = sum(entry.form != "row" for entry in document.entries)
    yield for_terminal(f"# What {name} shows of itself, written by `awesomecheck init`.")
    yield "# All keys: `awesomecheck explain RULE`; all rules: `awesomecheck rules`."
    yield ""
    yield "preset: auto  # every rule as it sets itself"
    yield ""
    if not found:
        yield from (f"# {line}" for line in format_grounds(document, formats_of(document)))
        return
    yield "rules:" if kept else "# rules:"
    yield from _commented((f"  {RULE}:",), commented=not kept)
    yield "    # An entry in Markdown with its fields in braces; {? … } holds what may be absent."
    yield from _commented(("    templates:",), commented=not kept)
    for each in found:
        yield for_terminal(f"      # {each.followers} of {total} entries; from {each.origin}")
        yield from (for_terminal(f"      # {remark}") for remark in each.remarks)
        if each not in kept:
            yield "      # Entries that are fine by themselves would be reported with this one:"
        yield from _commented(_block(each.text), commented=each not in kept)


def _commented(lines: Sequence[str], *, commented: bool) -> Iterator[str]:
    yield from (f"#{line[1:]}" if commented and line else line for line in lines)


def _block(text: str) -> Sequence[str]:
    """A YAML list item that keeps lines and blanks as they are."""
    return ["      - |-", *(f"        {line}" if line else "" for line in text.split("\n"))]
