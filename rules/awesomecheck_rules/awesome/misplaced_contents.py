"""The rule `misplaced-contents`."""

from collections import Counter
from collections.abc import Iterator

from awesomecheck import Contents, Document, DocumentRule, Heading, Problem, Section, Span, regex
from awesomecheck_rules.awesome._top import bare_name, is_contents, prose_above, top_of, unlisted

_LATIN = regex(r"[a-z &-]+")
_NAMES_CONTENTS = regex(r"\b(?:contents?|toc|index|menu|catalog(?:ue)?)\b|目录|目次|目錄|索引")
_MANY_SECTIONS = 4
"""A list with fewer needs no table of contents."""
_MOST_LEVELS = 2


class MisplacedContents(DocumentRule):
    """A table of contents that is not the first section, or has another name or other lines.

    The awesome guidelines require a section `Contents`, the first of the list, with at most one
    nested level, and without lines for `Contributing` and `Footnotes`. Whether the other lines
    match the headings is the business of `stale-contents`.

    ```bad
    # Awesome Trees

    ## Table of Contents

    - [Tall](#tall)
    - [Small](#small)
    - [Contributing](#contributing)

    ## Tall
    ## Small
    ## Contributing
    ```

    ```good
    # Awesome Trees

    ## Contents

    - [Tall](#tall)
    - [Small](#small)

    ## Tall
    ## Small
    ## Contributing
    ```
    """

    enabled = False
    badge_turns_on = "everywhere"
    lists_only = True

    def check(self, document: Document) -> Iterator[Problem]:
        title = top_of(document).title
        contents = _of_the_list(document, title)
        if contents is None:
            yield from _missing(document, title)
            return
        yield from _place(document, contents, title)
        yield from _depth(contents, title)
        for item in contents.items:
            if unlisted(item.link.text):
                message = f"`{item.link.text}` in the contents: remove this line"
                yield Problem(item.link.span, message)


def _missing(document: Document, title: Heading | None) -> Iterator[Problem]:
    sections = list(_main_sections(document, title))
    named = any(_NAMES_CONTENTS.search(bare_name(each)) for each in document.headings)
    if len(sections) >= _MANY_SECTIONS and not document.contents and not named:
        message = "no table of contents: add a section `Contents` with a link to each section"
        yield Problem(top_of(document).place, message)


def _of_the_list(document: Document, title: Heading | None) -> Contents | None:
    """Return the table of contents of the whole list, not of a section.

    It is the first that is in a section of that name, or lists half of the main sections.
    """
    sections = frozenset(_main_sections(document, title))
    for contents in document.contents:
        listed = {each for item in contents.items if (each := item.link.url) in sections}
        heading = _heading_of(document, contents)
        if 2 * len(listed) >= len(sections) or (heading and is_contents(heading)):
            return contents
    return None


def _main_sections(document: Document, title: Heading | None) -> Iterator[str]:
    """Yield the anchors of the sections of the highest level."""
    headings = [each for each in document.headings if each.top_level and each is not title]
    levels = Counter(each.level for each in headings)
    main = min((level for level, number in levels.items() if number > 1), default=0)
    for each in headings:
        if each.level == main and not is_contents(each) and not unlisted(each.text):
            yield f"#{each.anchor}"


def _heading_of(document: Document, contents: Contents) -> Heading | None:
    """Return the heading of a table of contents: the one above it, or one above parts of it."""
    section: Section | None = contents.section
    while section is not None:
        if section.heading and is_contents(section.heading):
            return section.heading
        section = section.parent
    heading = contents.section.heading
    if heading is None or heading.text_span.end > contents.span.start:
        return None
    between = Span(heading.span.end, contents.span.start)
    is_first = all(span.end > between.end for span, _ in prose_above(document, between))
    return heading if is_first else None


def _place(document: Document, contents: Contents, title: Heading | None) -> Iterator[Problem]:
    heading = _heading_of(document, contents)
    if heading is None or heading is title:
        line = document.line_span(contents.span.start)
        yield Problem(line, "table of contents without a heading: add `## Contents` above it")
        return
    name = bare_name(heading)
    if _LATIN.fullmatch(name) and name != "contents":
        message = "the section of the contents has another name: use `Contents`"
        yield Problem(heading.text_span, message)
    before = _section_before(document, heading, title)
    if before is not None:
        message = f"the contents are not the first section: move them above `{before.text}`"
        yield Problem(heading.text_span, message)


def _section_before(document: Document, heading: Heading, title: Heading | None) -> Heading | None:
    for each in document.headings:
        if each is heading:
            return None
        if each is not title and each.text and each.level <= heading.level and each.form != "html":
            return each
    return None


def _depth(contents: Contents, title: Heading | None) -> Iterator[Problem]:
    first, *rest = contents.items
    leads_to_title = title is not None and first.link.url == f"#{title.anchor}"
    top = 1 if leads_to_title and all(item.depth for item in rest) else 0
    deepest = max(item.depth for item in contents.items) - top + 1
    if deepest > _MOST_LEVELS:
        item = next(each for each in contents.items if each.depth - top + 1 > _MOST_LEVELS)
        message = f"contents of {deepest} levels: use at most one nested level"
        yield Problem(Span(item.link.span.start, item.link.span.end), message)
