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
                problem = _missing(document, anchors, link, renamed.get(link.span.start))
            yield problem
        for fragment, some in left_behind.items():
            target = anchors.renamed(fragment)
            if target is not None and target.heading is not None:
                yield from _left_behind(document, fragment, some, target.heading)


def _left_behind(
    document: Document, fragment: str, links: Sequence[Link], heading: Heading
) -> Iterator[Problem]:
    """Report links to a heading that a change renamed; one fix corrects all of them."""
    lines = list(dict.fromkeys(str(document.line_of(link.span)) for link in links))
    if len(lines) == 1:
        where = f"line {lines[0]} still links"
    elif len(lines) == 2:
        where = f"lines {lines[0]} and {lines[1]} still link"
    else:
        where = f"lines {lines[0]}, {lines[1]} and {len(lines) - 2} more still link"
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


def _missing(
    document: Document, anchors: AnchorTargets, link: Link, renamed: Heading | None
) -> Problem:
    fragment = fragment_of(link)
    if renamed is None:
        is_line = anchors.contents_of(link) is not None
        cure = "remove this line, or add the section" if is_line else "correct the link"
        message = f"no heading or HTML anchor `#{fragment}` in this file: {cure}"
        return Problem(link.url_span, message, None, link.url)
    name = f'"{renamed.text}": `#{renamed.anchor}`'
    message = f"no heading `#{fragment}`; probably renamed to {name}"
    edits = _fix(link, renamed.anchor).edits
    if slugify(link.text) == fragment:
        edits = (*_relabelled(document, link, renamed), *edits)
    return Problem(
        link.url_span, message, Fix(edits, safe=False, repeats=(renamed.text_span,)), link.url
    )


def _fix(link: Link, anchor: str) -> Fix:
    file = link.url.partition("#")[0]
    return Fix((Edit(link.url_span, f"{file}#{encoded(anchor)}"),))
