"""Text that was meant as a link and that the parser did not take for one.

The brackets of a block are paired once, with code, HTML and the links that there are out of the
way; what is left unpaired beside a link, or is paired and still no link, is looked at closely.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
import re
from typing import NamedTuple
from urllib.parse import unquote

from awesomecheck import Block, Document, Edit, Fix, Link, Problem, Span, slugify
from awesomecheck_rules.links._brackets import CLOSING, OPENING, Brackets
from awesomecheck_rules.links._habits import LinkHabits

_LINK = "\x01"
_HIDDEN = "\x02"

UNSEEN = "\u00a0\u00ad\u2000-\u200f\u202f\u2060\u3000\ufeff"
"""Blanks that Markdown takes for letters, and characters without width, as in a class."""
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
"""Characters of a label or a destination beyond which nobody meant a link."""
_LONGEST_NAME = 200
"""Characters of a heading beyond which nobody meant its name."""
_REFUSED = re.compile(r"[ \t\n]*<?(?P<scheme>file|javascript|vbscript):", re.IGNORECASE)
"""Schemes of which neither the parser nor GitHub makes a link."""
_NO_LABEL = re.compile(r"[\sxX]?|\d+|\^.*", re.DOTALL)
"""What brackets hold that are a task box, a citation or a footnote."""
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


def leftover_problems(
    document: Document,
    block: Block,
    links: Sequence[Link],
    anchors: Collection[str],
    habits: LinkHabits,
) -> Iterator[Problem]:
    """What a block holds of links that are none.

    Args:
        document: the document of the block.
        block: a paragraph, heading or cell.
        links: the links that the block holds, in order.
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
    """A block's text with links, code and HTML blotted out; bare addresses stay."""
    offset = block.span.start
    source = document.slice(block.span)
    bare = {link.span.start for link in links if link.form == "bare"}
    parts: list[str] = []
    at = offset
    depth = 0
    for piece in block.pieces():
        start, end = max(at, piece.span.start), piece.span.end
        if start > at:  # indents and quote marks of the next line
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
        """What stands after each `]`."""
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
        """An address, or the anchor of a place that the page has."""
        fragment = _FRAGMENT.match(self.text, at)
        if fragment is not None:
            return fragment if unquote(fragment["url"][1:]).lower() in self.anchors else None
        return _ADDRESS.match(self.text, at)

    def _holds_link(self, start: int | None, end: int) -> bool:
        """Whether a label holds links other than one image alone, which may be a link's label."""
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
        message = "no parentheses around the address"
        return self._problem(at, end, message, fix, self.text[at:end])

    def _square(self, after: re.Match[str], address: re.Match[str]) -> Problem | None:
        at = after.end() - 1
        end = address.end()
        if after["gap"] or not self.text.startswith("]", end):
            return None
        edits = (self._put(at, at + 1, "("), self._put(end, end + 1, ")"))
        message = "an address in brackets: parentheses would make it a link"
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
        message = "full-width parentheses: `(` and `)` would make it a link"
        return self._problem(at, close + 1, message, Fix(edits), address["url"])

    def _gap(self, after: re.Match[str], address: re.Match[str]) -> Problem | None:
        at = after.end() - 1
        if self.pairs.partner.get(at) != address.end():
            return None
        fix = Fix((self._put(after.start(), at, ""),))
        unseen = after["gap"].strip(" \t\n")
        what = f"U+{ord(unseen[0]):04X}, which nobody sees," if unseen else "a blank"
        message = f"{what} between `]` and `(`: this is no link"
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
            return self._problem(end, end + 1, "`]` without a `[` before it", fix, url)
        if close is None:
            return self._unclosed(at, address) if address else self._doubled(at)
        if address is not None and re.search(r"\s", inside.strip()):
            blank = at + len(inside) - len(inside.lstrip()) + len(inside.strip().split()[0])
            return self._problem(blank, close, "a blank in the address", None, url)
        if _LINK in label and (address is not None or _LINK * len(inside) == inside != ""):
            return self._problem(end, close + 1, "a link cannot hold another link", None, url)
        if refused := _REFUSED.match(inside):
            message = f"GitHub makes no link of a `{refused['scheme'].lower()}:` address"
            return self._problem(at, close, message, None, inside.strip())
        return self._prose(label, end, at, inside) if address is None else None

    def _opened(self, end: int, url: str) -> Fix | None:
        """Puts in the `[` where it can have stood in one place alone."""
        if not url.startswith("#"):
            at = self.habits.opening(self.text, end, self.pairs.partner.get(end - 1))
            return None if at is None else Fix((self._insert(at, "["),))
        if end > _LONGEST_NAME:
            return None
        words = self.text[:end].lstrip(" \t*_~")
        named = "[" not in words and slugify(words.rstrip("*_~")) == unquote(url[1:]).lower()
        return Fix((self._insert(end - len(words), "["),)) if named else None

    def _doubled(self, at: int) -> Problem | None:
        """`[text]((url)`."""
        address = self._address(at + 1) if self.text[at : at + 1] == "(" else None
        if address is None or self.pairs.partner.get(at) != address.end():
            return None
        fix = Fix((self._put(at, at + 1, ""),))
        return self._problem(at, at + 1, "`((` before the address", fix, address["url"])

    def _unclosed(self, at: int, address: re.Match[str]) -> Problem:
        rest = self.text[address.end() : address.end() + 1]
        url = address["url"].rstrip('.,;:!?*"')
        end = address.start("url") + len(url)
        fix = Fix((self._insert(end, ")"),)) if not rest.strip() or rest == "]" else None
        return self._problem(at - 1, end, "`(` is never closed", fix, url)

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
            message = f"a blank in the anchor: `#{anchor}` would make it a link"
            fix = Fix((self._put(at, at + len(inside), f"#{anchor}"),))
            return self._problem(at, at + len(inside), message, fix, None)
        if _PATH.fullmatch(inside):
            blanks = [index for index, char in enumerate(inside) if char == " "]
            edits = tuple(self._put(at + each, at + each + 1, "%20") for each in blanks)
            message = "a blank in the name of a file: `%20` would make it a link"
            return self._problem(at, at + len(inside), message, Fix(edits), None)
        return self._problem(at, at + len(inside), "words where an address should be", None, None)

    def reversed(self) -> Iterator[Problem]:
        """`(text)[url]`."""
        for match in _REVERSED.finditer(self.text):
            if self.text.startswith("(", match.end()):
                continue
            start, middle = match.start(), match.end("label")
            edits = (
                self._put(start, start + 1, "["),
                self._put(middle, middle + 2, "]("),
                self._put(match.end() - 1, match.end(), ")"),
            )
            message = "parentheses and brackets the wrong way round"
            yield self._problem(start, match.end(), message, Fix(edits), match["url"])

    def unclosed_labels(self) -> Iterator[Problem]:
        """`[text(url)` where a bracket is missing."""
        alone = {at for at in self.pairs.unpaired if self.text[at] == "["}
        if not alone:
            return
        for match in _UNCLOSED_LABEL.finditer(self.text):
            if alone.isdisjoint((match.start() - 1, match.start())):
                continue
            at = match.start("open")
            fix = Fix((self._insert(at, "]"),), safe=len(alone) == 1)
            yield self._problem(at, at + 1, "no `]` before `(`", fix, match["url"])

    def beside_links(self) -> Iterator[Problem]:
        """Brackets without a partner that touch a link."""
        ends = {link.span.end - self.offset: link for link in self.links.values()}
        unpaired = frozenset(self.pairs.unpaired)
        wrapped = self._has_wrapped_link()
        spoken_of: set[int] = set()
        for at in self.pairs.unpaired:
            mark = self.text[at]
            link = ends.get(at) if mark in ")]" else self.links.get(at + 1)
            if link is None or link.form == "bare" or at in spoken_of:
                continue
            end = link.span.end - self.offset
            if mark in ")]":
                yield self._closing(at, link, wrapped=wrapped)
            elif end in unpaired and self.text[end] in ")]":
                spoken_of.add(end)
                wrong, right = self.text[end], CLOSING[mark]
                fix = Fix((self._put(end, end + 1, right),), safe=False)
                message = f"`{wrong}` where the `{mark}` before the link asks for `{right}`"
                yield self._problem(end, end + 1, message, fix, link.url)
            else:
                yield self._opening(at, link, wrapped=wrapped)

    def _closing(self, at: int, link: Link, *, wrapped: bool) -> Problem:
        mark = self.text[at]
        edit = self._put(at, at + 1, "")
        if mark == "]" and wrapped:
            edit = Edit(Span(link.span.start, link.span.start), "[")
        message = f"`{mark}` after the link, without a `{OPENING[mark]}` before it"
        return self._problem(at, at + 1, message, Fix((edit,), safe=False), link.url)

    def _opening(self, at: int, link: Link, *, wrapped: bool) -> Problem:
        mark = self.text[at]
        end = link.span.end - self.offset
        edit = self._put(at, at + 1, "")
        if not self.text[end : end + 1].strip() and (mark == "(" or wrapped):
            edit = self._insert(end, CLOSING[mark])
        message = f"`{mark}` before the link is never closed"
        return self._problem(at, at + 1, message, Fix((edit,), safe=False), link.url)

    def _has_wrapped_link(self) -> bool:
        """Whether a link of the block stands alone in brackets: `[[text](url)]`."""
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
