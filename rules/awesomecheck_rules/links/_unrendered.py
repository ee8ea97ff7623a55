"""Find text that was meant as a link and is not rendered as one.

The brackets of a block are paired once, with its code, HTML and links masked. Those that are left
unpaired beside a link, or are paired and still no link, are looked at closely.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
import re
from typing import NamedTuple
import unicodedata
from urllib.parse import unquote

from awesomecheck import Block, Document, Edit, Fix, Link, Problem, Span, slugify
from awesomecheck_rules.links._brackets import CLOSING, Brackets
from awesomecheck_rules.links._habits import LinkHabits

_LINK = "\x01"
_HIDDEN = "\x02"

UNSEEN = "\u00a0\u00ad\u2000-\u200f\u202f\u2060\u3000\ufeff"
"""Spaces that Markdown takes for letters, and characters without width: a class of a pattern."""
_AFTER_LABEL = re.compile(
    rf"(?P<gap>[ \t{UNSEEN}]*\n?[ \t]*)(?P<open>[(（\[])|(?=https?://)", re.IGNORECASE
)
_ADDRESS = re.compile(
    rf"[ \t\n]*<?(?P<url>(?:https?://|www\.)[^\s()<>\[\]（）{_LINK}{_HIDDEN}]*"
    rf"(?:\([^\s()]*\)[^\s()<>\[\]（）{_LINK}{_HIDDEN}]*)*)",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(rf"[ \t\n]*<?(?P<url>#[^\s()<>\[\]（）{_LINK}{_HIDDEN}]+)")
_URL = re.compile(rf"https?://[^\s()<>\[\]{_LINK}{_HIDDEN}]+", re.IGNORECASE)
_LONGEST = 2000
"""Of a label or a URL, in characters; nobody means a longer one as a link."""
_LONGEST_NAME = 200
"""Of a heading, in characters."""
_REFUSED = re.compile(r"[ \t\n]*<?(?P<scheme>file|javascript|vbscript):", re.IGNORECASE)
"""Schemes that neither the parser nor GitHub renders as a link."""
_NO_LABEL = re.compile(r"[\sxX]?|\d+|\^.*", re.DOTALL)
"""What is in the brackets of a task box, a citation or a footnote."""
_PATH = re.compile(r"[\w./ %-]*\w\.\w{1,5}(?:#\S*)?")
_LETTER = re.compile(r"[^\W\d_]")
_UNCLOSED_LABEL = re.compile(
    rf"\[(?P<label>[^\s\[\](){_LINK}{_HIDDEN}]"
    rf"(?:[^\[\]()\n{_LINK}{_HIDDEN}]|\([^\[\]()\n{_LINK}{_HIDDEN}]*\)){{0,200}}?)"
    rf"(?P<open>(?<! )\()(?P<url>https?://[^\s()\[\]{_LINK}{_HIDDEN}]+)\)",
    re.IGNORECASE,
)
_REVERSED = re.compile(
    rf"\((?P<label>[^()\[\]\n{_LINK}{_HIDDEN}]{{1,80}})\)\[(?P<url>https?://[^\s()\[\]]+)\]",
    re.IGNORECASE,
)


def unrendered_links(
    document: Document,
    block: Block,
    links: Sequence[Link],
    anchors: Collection[str],
    habits: LinkHabits,
) -> Iterator[Problem]:
    """Yield a problem for each text of a block that was meant as a link and is none.

    Args:
        document: the document of the block.
        block: a paragraph, heading or cell.
        links: the links in the block, in order.
        anchors: all fragments that lead to a place of the page.
        habits: how the document writes its links.
    """
    text = _masked(document, block, links)
    pairs = Brackets.of(text)
    starts = {link.span.start - block.span.start: link for link in links}
    reader = _Reader(block.span.start, text, pairs, starts, anchors, habits)
    yield from reader.labels()
    yield from reader.reversed()
    if pairs.unpaired:
        yield from reader.unclosed_labels()
        yield from reader.beside_links()


def _masked(document: Document, block: Block, links: Sequence[Link]) -> str:
    """Return a block's text with links, code and HTML masked; bare URLs stay."""
    offset = block.span.start
    source = document.slice(block.span)
    bare = {link.span.start for link in links if link.form == "bare"}
    parts: list[str] = []
    at = offset
    depth = 0
    for piece in block.pieces():
        start, end = max(at, piece.span.start), piece.span.end
        if start > at:  # the indent and quote marks of the next line
            parts.append(source[at - offset : start - offset])
        kind = piece.kind
        is_bare = kind == "link_open" and piece.span.start in bare
        if kind == "link_open" and not is_bare:
            depth += 1
        if end > start:
            if depth or kind == "image":
                parts.append(_LINK * (end - start))
            elif kind in ("code", "html", "footnote"):
                parts.append(_HIDDEN * (end - start))
            else:
                parts.append(source[start - offset : end - offset])
        if kind == "link_close" and depth:
            depth -= 1
        at = max(at, end)
    return "".join(parts)


class _Reader(NamedTuple):
    offset: int
    """Where the block starts; all other offsets count from there."""
    text: str
    pairs: Brackets
    links: Mapping[int, Link]
    """By where they start."""
    anchors: Collection[str]
    habits: LinkHabits

    def labels(self) -> Iterator[Problem]:
        """Yield problems with what follows a `]`."""
        for match in re.finditer(r"\]", self.text):
            after = _AFTER_LABEL.match(self.text, match.end())
            if after is not None and not self.text.endswith("\\", 0, match.start()):
                problem = self._after_label(match.start(), after)
                if problem is not None:
                    yield problem

    def _after_label(self, end: int, after: re.Match[str]) -> Problem | None:
        start = self.pairs.partner.get(end)
        if start is not None and end - start > _LONGEST:
            return None
        label = self.text[start + 1 : end] if start is not None else None
        if label is not None and (_NO_LABEL.fullmatch(label) or _HIDDEN * len(label) == label):
            return None
        opening = after["open"]
        if opening is None:
            return self._no_parentheses(label, end + 1)
        at = after.end()
        address = self._address(at)
        if opening == "(" and not after["gap"]:
            return self._no_link(label, end, at, address)
        if address is None or label is None or self._holds_link(start, end):
            return None
        if opening == "[":
            return self._square(after, address)
        return self._wide(after, address) if opening == "（" else self._gap(after, address)

    def _address(self, at: int) -> re.Match[str] | None:
        """Match a URL, or the anchor of a place that the page has."""
        fragment = _FRAGMENT.match(self.text, at)
        if fragment is not None:
            return fragment if unquote(fragment["url"][1:]).lower() in self.anchors else None
        return _ADDRESS.match(self.text, at)

    def _holds_link(self, start: int | None, end: int) -> bool:
        """Tell whether a label has links other than a single image, which may be a label."""
        if start is None or _LINK not in self.text[start:end]:
            return False
        first = self.links.get(start + 1)
        return not (first and first.image and first.span.end - self.offset == end)

    def _no_parentheses(self, label: str | None, at: int) -> Problem | None:
        match = _URL.match(self.text, at)
        if match is None or label is None or _LINK in label:
            return None
        end = match.start() + len(match.group().rstrip(".,;:!?*_'\""))
        fix = None
        closes = end in self.pairs.partner
        if not self.text[end : end + 1].strip() or closes or self.text[end] in ".,;:*":
            fix = Fix((self._insert(at, "("), self._insert(end, ")")))
        return self._problem(at, end, "missing `(` and `)` around the URL", fix, self.text[at:end])

    def _square(self, after: re.Match[str], address: re.Match[str]) -> Problem | None:
        at = after.end() - 1
        end = address.end()
        if after["gap"] or not self.text.startswith("]", end):
            return None
        edits = (self._put(at, at + 1, "("), self._put(end, end + 1, ")"))
        message = "URL in `[` and `]`: use `(` and `)`"
        return self._problem(at, end + 1, message, Fix(edits), address["url"])

    def _wide(self, after: re.Match[str], address: re.Match[str]) -> Problem | None:
        at = after.end() - 1
        close = address.end()
        if self.text[close : close + 1] not in ("）", ")"):
            return None
        edits = (
            self._put(after.start(), at + 1, "("),
            self._put(close, close + 1, ")"),
        )
        message = "full-width parentheses: use `(` and `)`"
        return self._problem(at, close + 1, message, Fix(edits), address["url"])

    def _gap(self, after: re.Match[str], address: re.Match[str]) -> Problem | None:
        at = after.end() - 1
        if self.pairs.partner.get(at) != address.end():
            return None
        fix = Fix((self._put(after.start(), at, ""),))
        message = f"{_named(after['gap'])} between `]` and `(`: not rendered as a link"
        return self._problem(after.start(), at, message, fix, address["url"])

    def _no_link(
        self, label: str | None, end: int, at: int, address: re.Match[str] | None
    ) -> Problem | None:
        close = self.pairs.partner.get(at - 1)
        if close is not None and close - at > _LONGEST:
            return None
        inside = self.text[at:close] if close is not None else ""
        url = address["url"] if address else None
        if label is None:
            if address is None or close is None:
                return None
            fix = self._opened(end, address["url"])
            return self._problem(end, end + 1, "missing `[` before the link text", fix, url)
        if close is None:
            return self._unclosed(at, address) if address else self._doubled(at)
        if address is not None and re.search(r"\s", inside.strip()):
            space = at + len(inside) - len(inside.lstrip()) + len(inside.strip().split()[0])
            message = "space in the URL: not rendered as a link"
            return self._problem(space, close, message, None, url)
        if _LINK in label and (address is not None or _LINK * len(inside) == inside != ""):
            message = "link in the text of another link: the outer one is not rendered"
            return self._problem(end, close + 1, message, None, url)
        if refused := _REFUSED.match(inside):
            message = f"GitHub renders no links to `{refused['scheme'].lower()}:` URLs"
            return self._problem(at, close, message, None, inside.strip())
        return self._prose(label, end, at, inside) if address is None else None

    def _opened(self, end: int, url: str) -> Fix | None:
        """Return the fix that adds a `[`, if only one place is possible."""
        if not url.startswith("#"):
            at = self.habits.opening(self.text, end, self.pairs.partner.get(end - 1))
            return None if at is None else Fix((self._insert(at, "["),))
        if end > _LONGEST_NAME:
            return None
        words = self.text[:end].lstrip(" \t*_~")
        named = "[" not in words and slugify(words.rstrip("*_~")) == unquote(url[1:]).lower()
        return Fix((self._insert(end - len(words), "["),)) if named else None

    def _doubled(self, at: int) -> Problem | None:
        """Return the problem of `[text]((url)`."""
        address = self._address(at + 1) if self.text[at : at + 1] == "(" else None
        if address is None or self.pairs.partner.get(at) != address.end():
            return None
        fix = Fix((self._put(at, at + 1, ""),))
        message = "`((` before the URL: remove one `(`"
        return self._problem(at, at + 1, message, fix, address["url"])

    def _unclosed(self, at: int, address: re.Match[str]) -> Problem:
        rest = self.text[address.end() : address.end() + 1]
        url = address["url"].rstrip('.,;:!?*"')
        end = address.start("url") + len(url)
        fix = Fix((self._insert(end, ")"),)) if not rest.strip() or rest == "]" else None
        return self._problem(at - 1, end, "missing `)` after the URL", fix, url)

    def _prose(self, label: str, end: int, at: int, inside: str) -> Problem | None:
        start = self.pairs.partner[end]
        in_a_word = start > 0 and (
            self.text[start - 1].isalnum() or self.text[start - 1] in "_)]$"
        )
        words = inside.split()
        if len(words) < 2 or in_a_word or _LINK in inside or _HIDDEN in inside:
            return None
        if words[1][0] in "\"'" or not _LETTER.search(label) or not _LETTER.search(inside):
            return None
        anchor = slugify(inside[1:].strip()) if len(inside) <= _LONGEST_NAME else ""
        if inside.startswith("#") and anchor in self.anchors:
            message = f"space in the anchor: use `#{anchor}`"
            fix = Fix((self._put(at, at + len(inside), f"#{anchor}"),))
            return self._problem(at, at + len(inside), message, fix, None)
        if _PATH.fullmatch(inside):
            spaces = [at + index for index, char in enumerate(inside) if char == " "]
            fix = Fix(tuple(self._put(each, each + 1, "%20") for each in spaces))
            message = "space in the file name: use `%20`"
            return self._problem(at, at + len(inside), message, fix, None)
        message = "text in place of a URL: not rendered as a link"
        return self._problem(at, at + len(inside), message, None, None)

    def reversed(self) -> Iterator[Problem]:
        """Yield problems of the form `(text)[url]`."""
        for match in _REVERSED.finditer(self.text):
            if self.text.startswith("(", match.end()):
                continue
            start, middle = match.start(), match.end("label")
            edits = (
                self._put(start, start + 1, "["),
                self._put(middle, middle + 2, "]("),
                self._put(match.end() - 1, match.end(), ")"),
            )
            message = "`(text)[URL]` is reversed: use `[text](URL)`"
            yield self._problem(start, match.end(), message, Fix(edits), match["url"])

    def unclosed_labels(self) -> Iterator[Problem]:
        """Yield problems of the form `[text(url)`."""
        alone = {at for at in self.pairs.unpaired if self.text[at] == "["}
        if not alone:
            return
        for match in _UNCLOSED_LABEL.finditer(self.text):
            if alone.isdisjoint((match.start() - 1, match.start())):
                continue
            at = match.start("open")
            fix = Fix((self._insert(at, "]"),), safe=len(alone) == 1)
            yield self._problem(at, at + 1, "missing `]` before `(`", fix, match["url"])

    def beside_links(self) -> Iterator[Problem]:
        """Yield problems with unpaired brackets that touch a link."""
        ends = {link.span.end - self.offset: link for link in self.links.values()}
        unpaired = frozenset(self.pairs.unpaired)
        wrapped = self._has_wrapped_link()
        reported: set[int] = set()
        for at in self.pairs.unpaired:
            mark = self.text[at]
            link = ends.get(at) if mark in ")]" else self.links.get(at + 1)
            if link is None or link.form == "bare" or at in reported:
                continue
            end = link.span.end - self.offset
            if mark in ")]":
                yield self._closing(at, link, wrapped=wrapped)
            elif end in unpaired and self.text[end] in ")]":
                reported.add(end)
                wrong, right = self.text[end], CLOSING[mark]
                fix = Fix((self._put(end, end + 1, right),), safe=False)
                message = f"`{wrong}` does not match the `{mark}` before the link: use `{right}`"
                yield self._problem(end, end + 1, message, fix, link.url)
            else:
                yield self._opening(at, link, wrapped=wrapped)

    def _closing(self, at: int, link: Link, *, wrapped: bool) -> Problem:
        mark = self.text[at]
        edit = self._put(at, at + 1, "")
        if mark == "]" and wrapped:
            edit = Edit(Span(link.span.start, link.span.start), "[")
        message = f"unmatched `{mark}` after the link: {_remedy(edit)}"
        return self._problem(at, at + 1, message, Fix((edit,), safe=False), link.url)

    def _opening(self, at: int, link: Link, *, wrapped: bool) -> Problem:
        mark = self.text[at]
        end = link.span.end - self.offset
        edit = self._put(at, at + 1, "")
        if not self.text[end : end + 1].strip() and (mark == "(" or wrapped):
            edit = self._insert(end, CLOSING[mark])
        message = f"unmatched `{mark}` before the link: {_remedy(edit)}"
        return self._problem(at, at + 1, message, Fix((edit,), safe=False), link.url)

    def _has_wrapped_link(self) -> bool:
        """Tell whether a link of the block is alone in brackets: `[[text](url)]`."""
        return any(
            self.text[start : start + 2] == f"[{_LINK}" and self.text[end - 1] == _LINK
            for start, end in self.pairs.partner.items()
        )

    def _insert(self, at: int, text: str) -> Edit:
        return self._put(at, at, text)

    def _put(self, start: int, end: int, text: str) -> Edit:
        return Edit(Span(self.offset + start, self.offset + end), text)

    def _problem(
        self, start: int, end: int, message: str, fix: Fix | None, url: str | None
    ) -> Problem:
        return Problem(Span(self.offset + start, self.offset + end), message, fix, url)


def _named(gap: str) -> str:
    """Return what a gap is called: a space, a line break, or a character that nobody sees."""
    unseen = gap.strip(" \t\n")
    if unseen:
        return f"{unicodedata.name(unseen[0]).lower()} (U+{ord(unseen[0]):04X})"
    return "line break" if "\n" in gap else "space"


def _remedy(edit: Edit) -> str:
    return f"add `{edit.text}`" if edit.text else "remove it"
