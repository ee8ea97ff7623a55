"""Whether another Markdown file of the work tree has the anchor that a link names.

A list may name any file, and its repository may hold anything: only regular files are read, none
in `.git` and none through a symbolic link, and nothing of their text is shown but an anchor that
differs from the link's in case alone.
"""

from pathlib import Path
from urllib.parse import quote, unquote

from awesomecheck.document.parsed_text import parse
from awesomecheck.document.source import Source
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex
from awesomecheck.rules import Verdict
from awesomecheck.safety.plain_files import read_plain_file

_MARKDOWN = (".md", ".markdown")
_LARGEST = 4_000_000
_PREFIX = "user-content-"
_ON_SITE = regex(r"|readme|top|L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?|fn(?:ref)?-.*|[/!:].*")
"""Fragments that need no anchor in the text."""
_CUSTOM_ID = regex(r"\{:?\s*#([\w:.-]+)[^{}]*\}$")
"""`{#id}` at the end of a heading, which other renderers than GitHub's understand."""


def anchor_verdict(file: Path, url: str, anchors: frozenset[str]) -> Verdict | None:
    """Return the verdict on a link to a file with some anchors; None if it has the link's."""
    base, _, written = url.partition("#")
    fragment = unquote(written).removeprefix(_PREFIX)
    lower = fragment.lower()
    if fragment in anchors or _ON_SITE.fullmatch(fragment):
        return None
    if lower not in anchors:
        evidence = f"no heading or HTML anchor `#{fragment}` in `{file.name}`"
        return Verdict("dead", "no-anchor", evidence=evidence)
    return Verdict(
        "dead",
        "wrong-anchor-case",
        final_url=f"{base}#{quote(lower) if '%' in written else lower}",
        evidence=f"no heading `#{fragment}` in `{file.name}`: use `#{lower}`"
        " (only GitHub ignores case)",
    )


def anchors_in(file: Path) -> frozenset[str] | None:
    """Return the anchors of a Markdown file; None if it is another file, or may not be read."""
    if not file.name.lower().endswith(_MARKDOWN):
        return None
    text = read_plain_file(file, _LARGEST)
    return None if text is None else _anchors_of(text)


def _anchors_of(text: str) -> frozenset[str]:
    document: Document = parse(Source.from_text(text))
    found = {heading.anchor for heading in document.headings}
    found.update(anchor.name.removeprefix(_PREFIX) for anchor in document.anchors)
    customs = (_CUSTOM_ID.search(heading.text) for heading in document.headings)
    found.update(match[1] for match in customs if match)
    return frozenset(found)
