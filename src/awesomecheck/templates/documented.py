"""Find the template that a list documents for its contributors, in a code block."""

import re

from msgspec import Struct

from awesomecheck.document.nodes import Span
from awesomecheck.document.tree import Document
from awesomecheck.regexes import regex
from awesomecheck.templates.template import Template, TemplateError, literal, parse_template

_KINDS = "(?:short|method|model|project|tool|package|library|resource|repo(?:sitory)?|dataset)"
_VENUE = r"(?:conference|journal|venue|publi(?:sher|shed|sh|cation)|conf\.?)"
_PLACEHOLDERS = (
    (
        "authors",
        r"author\d(?:,? (?:and )?author\w+(?:\.{3}|…)?)+|auth[oe]rs?(?:\(s\))?(?: lists?| names?)?"
        r"|list of authors|names? of (?:the )?authors?",
    ),
    ("title", r"(?:(?:paper|full|article|work)[ _-]*)?title(?: of (?:the )?paper)?|paper name"),
    ("name", rf"abbreviations?|abbr\.?|acronym|(?:{_KINDS}[ _-]*)?names?"),
    ("venue", rf"{_VENUE}(?:(?: ?/ ?| or )(?:{_VENUE}|arxiv|preprint))*(?: name)?"),
    ("year", r"years?|yyyy"),
    (
        "description",
        r"(?:an? )?(?:(?:short|brief|one[- ](?:line|sentence))[ _-]*)?(?:description|summary)",
    ),
)


_PLACEHOLDER = regex(
    "|".join(rf"(?P<{field}>\b(?:{words}))(?![\w(])" for field, words in _PLACEHOLDERS),
    re.IGNORECASE,
)
_LINK = regex(r"\[(?P<label>[^\[\]]*)\](?P<closing>\]?)\((?P<url>[^()]*)\)")
_ITEM = regex(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_WORD = regex(r"[^\W\d_]{2,}")
_FIELDS = regex(r"<[^<>]*>|\{[^{}]*\}|\[[^\[\]{}]*\](?=\]?\(\{)")


class Documented(Struct, frozen=True):
    """A template that was found in the text of the list."""

    template: Template
    span: Span
    """Of the code block."""
    section: str
    """The heading above it."""


def documented_templates(document: Document) -> tuple[Documented, ...]:
    """Return the templates in code blocks with placeholders, such as `Author List`, each once."""
    found: dict[str, Documented] = {}
    for span in document.code:
        template = _template(document.slice(span))
        if template is not None and template.text not in found:
            heading = document.section_at(span.start).heading
            found[template.text] = Documented(template, span, heading.text if heading else "")
    return tuple(found.values())


def _template(code: str) -> Template | None:
    if "](" not in code:
        return None
    lines = [line for line in code.split("\n") if not line.lstrip().startswith(("```", "~~~"))]
    text, links = _LINK.subn(_link, literal("\n".join(_first_entry(lines))))
    if not links:
        return None
    outside = re.split(r"(\{\w+\})", text)
    seen: set[str] = set()
    for index in range(0, len(outside), 2):
        outside[index] = _PLACEHOLDER.sub(lambda match: _once(match, seen), outside[index])
    text = "".join(outside)
    if len(seen) < 2 or _WORD.search(_FIELDS.sub("", text)):
        return None
    try:
        return parse_template(text)
    except TemplateError:
        return None


def _first_entry(lines: list[str]) -> list[str]:
    """Return the lines of the first item, without raw HTML."""
    entry: list[str] = []
    margin = 0
    for line in lines:
        if not entry:
            if "[" in line or _ITEM.match(line):
                margin = len(line) - len(line.lstrip())
                entry.append(line[margin:])
            continue
        indent = len(line) - len(line.lstrip())
        if not line.strip() or (indent <= margin and _ITEM.match(line)):
            break
        if not line.lstrip().startswith("<"):
            entry.append(line[margin:].rstrip() if not line.endswith("  ") else line[margin:])
    return entry


def _link(match: re.Match[str]) -> str:
    from awesomecheck.document.entries import role_of_label  # noqa: PLC0415 - it is slow to load

    label = match["label"]
    role: str | None = role_of_label(label)
    if role is None:
        field = _PLACEHOLDER.match(label)
        of_paper = field is not None and field.lastgroup in ("title", "venue", "year", "authors")
        role = "paper" if of_paper else "url"
        label = label if field else "{label}"
    return f"[{label}]{match['closing']}({{{role}}})"


def _once(match: re.Match[str], seen: set[str]) -> str:
    field = match.lastgroup or ""
    if field in seen:
        return match.group()
    seen.add(field)
    return f"{{{field}}}"
