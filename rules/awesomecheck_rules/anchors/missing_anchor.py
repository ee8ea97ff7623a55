"""The rule `missing-anchor`."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Fix,
    Heading,
    Link,
    Problem,
    RelatedPlace,
    Span,
    regex,
    slugify,
)
from awesomecheck_rules.anchors._anchor_targets import AnchorTargets, encoded, fragment_of
from awesomecheck_rules.anchors._outline import outlines

_WORD = regex(r"[^\W_]+")
_MANY = 3
"""So many links to one anchor that is not there are one finding."""


class MissingAnchor(DocumentRule):
    """A link to a heading or anchor that does not exist in the page.

    Nothing happens when a reader clicks on it. Links that name the list's own file
    (`README.md#papers`) are checked too. Valid anchors are those of headings (as GitHub makes
    them, duplicates numbered), `id` and `name` of HTML tags, footnotes, and those that GitHub
    itself adds (`#readme`, `#top`). The fix uses the one anchor with the same letters, or the
    heading with the text of the link, or what differs by one letter. A line of a table of
    contents means neither the title nor a section that another line of it links to. There,
    where the one unlisted section between the neighbours of a line has a similar name, the fix
    uses that section, writes its name and is unsafe. Where a change is checked that renames a
    heading, what still links to it is reported there, and the fix corrects the links, and the
    lines of a table of contents with its name.

    An anchor in the wrong case works on GitHub, whose script also tries lower case, but nowhere
    else: it is a warning.

    ```bad
    - [Object Detection](#object_detection)
    - [Survey](#Survey)

    ## Object Detection
    ## Survey
    ```

    ```good
    - [Object Detection](#object-detection)
    - [Survey](#survey)

    ## Object Detection
    ## Survey
    ```
    """

    touches = ("links", "wording")
    severity = "error"

    def check(self, document: Document) -> Iterator[Problem]:
        links = list(_into_the_page(document))
        if not links:
            return
        anchors = AnchorTargets(document)
        renamed: dict[int, Heading] | None = None
        definitions: set[int] = set()
        left_behind: dict[str, list[Link]] = {}
        unmet: dict[str, list[Link]] = {}
        for link in links:
            # References of one definition share one problem, at the first of them.
            fragment, definition = fragment_of(link), link.url_span.start
            exists = anchors.exact(fragment) or anchors.is_on_site(fragment)
            if exists or definition in definitions:
                continue
            definitions.add(definition)
            if anchors.renamed(fragment):
                left_behind.setdefault(fragment, []).append(link)
                continue
            problem = _similar(link, anchors)
            if problem is None:
                if renamed is None:
                    renamed = _renamed(document, anchors)
                heading = renamed.get(link.span.start)
                if heading is None and anchors.contents_of(link) is None:
                    unmet.setdefault(fragment, []).append(link)
                    continue
                problem = _missing(link, heading, document)
            yield problem
        for fragment, some in unmet.items():
            yield from _unmet(document, fragment, some)
        for fragment, some in left_behind.items():
            target = anchors.renamed(fragment)
            if target is not None and target.heading is not None:
                yield from _left_behind(document, fragment, some, target.heading)


def _left_behind(
    document: Document, fragment: str, links: Sequence[Link], heading: Heading
) -> Iterator[Problem]:
    """Report links to a heading that a change renamed; one fix corrects all of them."""
    lines, verb = _lines(document, links)
    where = f"{lines} still {verb}"
    here = f"renamed, but {where} to `#{fragment}`: use `#{heading.anchor}`"
    there = f'no heading `#{fragment}`: it was renamed to "{heading.text}": `#{heading.anchor}`'
    entries = {item.link.span.start for each in document.contents for item in each.items}
    edits: list[Edit] = []
    for link in links:
        if link.span.start in entries and slugify(link.text) == fragment:
            edits += _relabelled(document, link, heading)
        edits += _fix(link, heading.anchor).edits
    fix = Fix(tuple(edits), repeats=(heading.text_span,))
    for link in links:
        also = (RelatedPlace(heading.text_span, here, fix),)
        yield Problem(link.url_span, there, fix, link.url, also=also)


def _lines(document: Document, links: Sequence[Link]) -> tuple[str, str]:
    """Return the lines that links are on, and the verb for them: `lines 3 and 7`, `link`."""
    lines = list(dict.fromkeys(str(document.line_of(link.span)) for link in links))
    if len(lines) == 1:
        return f"line {lines[0]}", "links"
    if len(lines) == 2:
        return f"lines {lines[0]} and {lines[1]}", "link"
    return f"lines {lines[0]}, {lines[1]} and {len(lines) - 2} more", "link"


def _relabelled(document: Document, link: Link, heading: Heading) -> Iterator[Edit]:
    """Give a link the name of a heading, where it is plain text."""
    label = Span(link.span.start + 1, link.span.start + 1 + len(link.text))
    is_plain = link.form == "inline" and document.slice(label) == link.text
    if (
        is_plain
        and document.slice(heading.text_span) == heading.text
        and label.end < link.url_span.start
    ):
        yield Edit(label, heading.text)


def _into_the_page(document: Document) -> Iterator[Link]:
    """Yield the links into the page, with or without the name of its own file."""
    own = PurePath(document.source.path).name
    for link in document.links:
        if link.kind == "anchor" and not link.image:
            yield link
        elif link.kind == "file" and not link.image and "#" in link.url:
            name = link.url.partition("#")[0].removeprefix("./")
            if name == own and document.slice(link.url_span) == link.url:
                yield link


def _renamed(document: Document, anchors: AnchorTargets) -> dict[int, Heading]:
    """Return the renamed headings of dangling lines in the contents, by the start of the link."""
    return {
        line.item.link.span.start: line.near.heading
        for outline in outlines(document, anchors)
        for line in outline.lines
        if line.renamed and line.near is not None and line.near.heading is not None
    }


def _similar(link: Link, anchors: AnchorTargets) -> Problem | None:
    """Report an anchor in the wrong case, or similar to one that exists."""
    fragment = fragment_of(link)
    target = anchors.lower(fragment)
    if target is not None:
        message = f"no heading `#{fragment}`: use `#{target.anchor}` (only GitHub ignores case)"
        fix = _fix(link, target.anchor)
        return Problem(link.url_span, message, fix, link.url, severity="warning")
    target = anchors.meant_by(link)
    if target is None or _leads_away(link, fragment, target.heading):
        return None
    what = f'the heading "{target.heading.text}"' if target.heading else "an HTML tag"
    message = f"no heading `#{fragment}`; {what} has the anchor `#{target.anchor}`"
    return Problem(link.url_span, message, _fix(link, target.anchor), link.url)


def _leads_away(link: Link, fragment: str, heading: Heading | None) -> bool:
    """Return whether a link in a heading leads elsewhere: `## [Papers](#contents)`."""
    if heading is None or not heading.span.contains(link.span.start):
        return False
    words = set(_WORD.findall(heading.text.casefold()))
    return words.isdisjoint(_WORD.findall(fragment.casefold()))


def _missing(link: Link, renamed: Heading | None, document: Document) -> Problem:
    """Report a line of the contents that leads nowhere, or to a heading by its old name."""
    fragment = fragment_of(link)
    if renamed is None:
        cure = "remove this line, or add the section"
        return Problem(link.url_span, f"{_nowhere(fragment)}: {cure}", None, link.url)
    name = f'"{renamed.text}": `#{renamed.anchor}`'
    message = f"no heading `#{fragment}`; probably renamed to {name}"
    edits = _fix(link, renamed.anchor).edits
    if slugify(link.text) == fragment:
        edits = (*_relabelled(document, link, renamed), *edits)
    return Problem(
        link.url_span, message, Fix(edits, safe=False, repeats=(renamed.text_span,)), link.url
    )


def _unmet(document: Document, fragment: str, links: Sequence[Link]) -> Iterator[Problem]:
    """Report links in the text that lead nowhere: many to one anchor, such as its top, once."""
    first, *others = links
    if len(others) < _MANY - 1:
        for link in links:
            yield Problem(link.url_span, f"{_nowhere(fragment)}: correct the link", None, link.url)
        return
    lines, verb = _lines(document, links)
    message = f"{_nowhere(fragment)}, but {lines} {verb} to it: add the anchor or correct them"
    line = document.line_of(first.span)
    also = tuple(
        [
            RelatedPlace(each.url_span, f"{_nowhere(fragment)}, as on line {line}")
            for each in others
        ]
    )
    yield Problem(first.url_span, message, None, first.url, also=also)


def _nowhere(fragment: str) -> str:
    return f"no heading or HTML anchor `#{fragment}` in this file"


def _fix(link: Link, anchor: str) -> Fix:
    file = link.url.partition("#")[0]
    return Fix((Edit(link.url_span, f"{file}#{encoded(anchor)}"),))
