"""The rule `title-form`."""

from collections.abc import Iterator
import re

from awesomecheck import (
    Document,
    DocumentRule,
    Edit,
    Fix,
    Heading,
    Problem,
    Span,
    counted,
    is_awesome_badge,
    regex,
)
from awesomecheck_rules.awesome._top import Top, top_of

_SLUG = regex(r"[\w.]+(?:[-_][\w.]+)+")
_JOINED = regex(r"\bAwesome(?=[A-Z]\w)")
_AWESOME = regex(r"\bawesome", re.IGNORECASE)
_NAME_END = regex(r"\s[-–—|·]\s|[:：,;(（]|\s//\s")
"""What ends the name of a list and begins its description."""
_WORD = regex(r"(?<![\w.@/#'’-])[a-z]{3,}(?![\w'’@/#+-]|\.\w)")
"""A word in lower case, but no part of `ag-grid`, `node.js` or `c++`."""
_COMPOUND = regex(
    r"(?<![\w.@/#'’-])(?:computer|cross|data|deep|few|hand|high|large|long|low|machine|multi|open"
    r"|real|self|time|zero)-[a-z]{3,}(?![\w'’@/#+-]|\.\w)"
)
"""Two words with a hyphen that are no name: `time-series`."""
_SMALL = regex(
    r"and|are|but|for|from|into|its|nor|off|onto|out|over|per|than|that|the|via|with|your"
)
"""Words that title case leaves in lower case."""
_LOWER_NAMES = regex(
    r"bash|conda|css|curl|dbt|deno|dotnet|dwm|esbuild|etcd|fastlane|ffmpeg|fish|fzf|git|gnuplot"
    r"|imgui|jax|jupyter|kdb|ksh|lit|mpv|ngrok|nginx|npm|nvim|pandas|perl|pip|pnpm|polars|qemu"
    r"|rofi|rsync|scikit|scipy|sed|spacy|sqlite|ssh|sudo|systemd|tmux|vim|vlang|wasm|wget|xmonad"
    r"|zig|zsh"
)
"""Names that are written in lower case."""


class TitleForm(DocumentRule):
    """A title that is not of the form `# Awesome Name`.

    The awesome guidelines require a title in title case: not the name of the repository
    (`awesome-swift`, `AwesomeSwift`), and no lower case but for small words and names such as
    `macOS` and `npm`. An image may be the title. Titles in other languages are in their own case.
    There is one title: sections are of level 2.

    ```bad
    # awesome web typography

    > Type and its use on screens.
    ```

    ```good
    # Awesome Web Typography

    > Type and its use on screens.
    ```

    ```bad
    # AwesomeSwift
    ```

    ```good
    # Awesome Swift
    ```
    """

    enabled = False
    badge_turns_on = "everywhere"
    lists_only = True
    touches = ("wording",)
    yields_to = ("second-title",)

    def check(self, document: Document) -> Iterator[Problem]:
        top = top_of(document)
        title = top.title
        if title is None:
            yield from _missing(document, top)
            return
        name = title.text.strip()
        if not name:
            return
        yield from _second(document, title)
        if title.level > 1:
            yield Problem(title.text_span, f"title of level {title.level}: use level 1, `#`")
        if _SLUG.fullmatch(name):
            message = "the title is the name of a repository: use words, as in `# Awesome Name`"
            yield Problem(title.text_span, message)
        elif joined := _JOINED.search(name):
            message = f"`{joined.group()}` is joined to the next word: put a space between them"
            yield Problem(title.text_span, message, _spaced(document, title))
        elif not _AWESOME.search(name) and name.isascii():
            yield Problem(title.text_span, "title without `Awesome`: use `# Awesome Name`")
        else:
            yield from _in_lower_case(document, title)


def _missing(document: Document, top: Top) -> Iterator[Problem]:
    has_image = any(
        link.image and link.span.start < top.span.end and not is_awesome_badge(link)
        for link in document.links
    )
    if not has_image and document.headings:
        message = "no title: begin with a level 1 heading, `# Awesome Name`"
        yield Problem(document.headings[0].text_span, message)


def _second(document: Document, title: Heading) -> Iterator[Problem]:
    """Yield a problem for the first of the other headings of level 1."""
    others = [
        each
        for each in document.headings
        if each.level == 1 and each.top_level and each is not title and each.text.strip()
    ]
    if others and title.level == 1:
        number = counted(len(others), "more heading")
        message = f"{number} of level 1 below the title: use level 2 for sections"
        yield Problem(others[0].text_span, message)


def _spaced(document: Document, title: Heading) -> Fix | None:
    found = _JOINED.search(document.text, title.text_span.start, title.text_span.end)
    return Fix((Edit(Span(found.end(), found.end()), " "),), safe=False) if found else None


def _in_lower_case(document: Document, title: Heading) -> Iterator[Problem]:
    words = list(_words(document, title))
    first = title.text.split()[0]
    if not title.text.isascii():
        words = words[:1] if words and first == document.slice(words[0]) else []
    if words:
        written = [document.slice(word) for word in words]
        capitals = " ".join(f"`{_capitalised(word)}`" for word in written)
        edits = tuple(
            Edit(word, _capitalised(text)) for word, text in zip(words, written, strict=True)
        )
        message = f"title not in title case: use {capitals}"
        yield Problem(Span(words[0].start, words[-1].end), message, Fix(edits, safe=False))


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _words(document: Document, title: Heading) -> Iterator[Span]:
    """Yield the words of the list's name that are in lower case and should not be."""
    block = document.block_at(title.text_span.start)
    if block is None or title.form == "html":
        return
    for piece in block.pieces():
        if piece.kind in ("image", "link_open"):
            return
        if piece.kind != "text":
            continue
        end = _NAME_END.search(document.text, piece.span.start, piece.span.end)
        stop = end.start() if end else piece.span.end
        found = [
            *_WORD.finditer(document.text, piece.span.start, stop),
            *_COMPOUND.finditer(document.text, piece.span.start, stop),
        ]
        for word in sorted(found, key=lambda each: each.start()):
            if not (_SMALL.fullmatch(word.group()) or _LOWER_NAMES.fullmatch(word.group())):
                yield Span(word.start(), word.end())
        if end:
            return
