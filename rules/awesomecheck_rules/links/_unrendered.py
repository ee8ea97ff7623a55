"""Find text that was meant as a link and is not rendered as one.

The brackets of a block are paired once, with its code, HTML and links masked. Those that are left
unpaired beside a link, or are paired and still no link, are looked at closely.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
import re
from typing import NamedTuple
from urllib.parse import unquote

from awesomecheck import Block, Document, Edit, Fix, Link, Problem, Span, regex, slugify
from awesomecheck_rules.links._brackets import CLOSING, Brackets
from awesomecheck_rules.links._habits import LinkHabits
from awesomecheck_rules.links._masking import HIDDEN, LINK, masked
from awesomecheck_rules.links._url_faults import UNSEEN, character_name

_FRAIL = regex(r"\A\[?(?:[^\[\]\\]|(?s:\\.)){0,999}\]:|^[-|: \t]++$", re.MULTILINE)
"""What is a definition, or the line below the header of a table, but for its form."""
_AFTER_LABEL = regex(
    rf"(?P<gap>[ \t{UNSEEN}]*\n?[ \t]*)(?P<open>[(（\[])|(?=https?://)", re.IGNORECASE
)
_TARGET = regex(
    rf"[ \t\n]*<?(?P<url>(?:https?://|www\.)[^\s()<>\[\]（）{LINK}{HIDDEN}]*"
    rf"(?:\([^\s()]*\)[^\s()<>\[\]（）{LINK}{HIDDEN}]*)*)",
    re.IGNORECASE,
)
_FRAGMENT = regex(rf"[ \t\n]*<?(?P<url>#[^\s()<>\[\]（）{LINK}{HIDDEN}]+)")
_URL = regex(rf"https?://[^\s()<>\[\]{LINK}{HIDDEN}]+", re.IGNORECASE)
_SPACE = regex(r"[ \t\n]")
_LONGEST = 2000
"""Of a label or a URL, in characters; nobody means a longer one as a link."""
_LONGEST_NAME = 200
"""Of a heading, in characters."""
_REFUSED = regex(r"[ \t\n]*<?(?P<scheme>file|javascript|vbscript):", re.IGNORECASE)
"""Schemes that neither the parser nor GitHub renders as a link."""
_NO_LABEL = regex(r"[\sxX]?|\d+|\^.*", re.DOTALL)
"""What is in the brackets of a task box, a citation or a footnote."""
_PATH = regex(r"[\w./ %-]*\w\.\w{1,5}(?:#\S*)?")
_LETTER = regex(r"[^\W\d_]")
_UNCLOSED_LABEL = regex(
    rf"\[(?P<label>[^\s\[\](){LINK}{HIDDEN}]"
    rf"(?:[^\[\]()\n{LINK}{HIDDEN}]|\([^\[\]()\n{LINK}{HIDDEN}]*\)){{0,200}}?)"
    rf"(?P<open>(?<! )\()(?P<url>https?://[^\s()\[\]{LINK}{HIDDEN}]+)\)",
    re.IGNORECASE,
)
_REVERSED = regex(
    rf"\((?P<label>[^()\[\]\n{LINK}{HIDDEN}]{{1,80}})\)\[(?P<url>https?://[^\s()\[\]]+)\]",
    re.IGNORECASE,
)
_WRONG_END = regex(
    rf"\[(?P<label>[^\[\](){LINK}{HIDDEN}\n]{{2,300}})(?P<end>\))"
    rf"\((?P<url>https?://[^\s()<>\[\]]+)\)",
    re.IGNORECASE,
)
_EARLY_END = regex(
    rf"\(\[(?P<label>[^\W\d_][^\[\](){LINK}{HIDDEN}\n]{{1,80}})\](?P<end>\))"
    rf"\((?P<url>https?://[^\s()<>\[\]]+)\)",
    re.IGNORECASE,
)
_SECOND_URL = regex(rf"(?<={LINK})\((?P<url>https?://[^\s()<>\[\]]+)\)", re.IGNORECASE)


def unrendered_links(
    document: Document,
    block: Block,
    links: Sequence[Link],
    anchors: Collection[str],
    habits: LinkHabits,
) -> Iterator[Problem]:
    """Yield a problem for each text of a block that was meant as a link and is none.

    `links` has those of the block, `anchors` all fragments that lead to a place of the page.
    """
    text = masked(document, block, links)
    pairs = Brackets.of(text)
    starts = {link.span.start - block.span.start: link for link in links}
    is_frail = _FRAIL.search(text) is not None
    reader = _Reader(
        block.span.start, text, pairs, starts, tuple(starts), anchors, habits, is_frail
    )
    yield from reader.after_labels()
    yield from reader.reversed()
    yield from reader.second_urls()
    yield from reader.early_ends()
    if pairs.unpaired:
        yield from reader.unclosed_labels()
        yield from reader.wrong_ends()
        yield from reader.beside_links()


class _Reader(NamedTuple):
    offset: int
    """Where the block starts; all other offsets count from there."""
    text: str
    pairs: Brackets
    links: Mapping[int, Link]
    """By where they start, in order."""
    starts: Sequence[int]
    """Of the links."""
    anchors: Collection[str]
    habits: LinkHabits
    is_frail: bool
    """Whether a bracket more or less may make a definition or a table of it: nothing is fixed."""

    def after_labels(self) -> Iterator[Problem]:
        """Yield problems with what follows a `]`."""
        for match in re.finditer(r"\]", self.text):
            after = _AFTER_LABEL.match(self.text, match.end())
            if after is not None and not self.text.endswith("\\", 0, match.start()):
                problem = self._after_label(match.start(), after)
                if problem is not None:
                    yield problem

    def _after_label(self, end: int, after: re.Match[str]) -> Problem | None:
        start = self.pairs.partner.get(end)
        if start is not None and (end - start > _LONGEST or self._is_in_url(start)):
            return None
        label = self.text[start + 1 : end] if start is not None else None
        if label is not None and (_NO_LABEL.fullmatch(label) or HIDDEN * len(label) == label):
            return None
        opening = after["open"]
        if opening is None:
            return self._no_parentheses(label, end + 1)
        at = after.end()
        target = self._target(at)
        if opening == "(" and not after["gap"]:
            return self._parentheses(label, end, at, target)
        if target is None or label is None or self._has_link(start, end):
            return None
        if opening == "[":
            message = "URL in `[` and `]`: use `(` and `)`"
            return None if after["gap"] else self._other_marks(after, target, "]", message)
        if opening == "（":
            message = "full-width parentheses: use `(` and `)`"
            return self._other_marks(after, target, "）)", message)
        return self._gap(after, target)

    def _is_in_url(self, at: int) -> bool:
        """Return whether a bracket is part of a bare URL, which swallows all up to a space."""
        index = bisect_left(self.starts, at) - 1
        if index < 0:
            return False
        link = self.links[self.starts[index]]
        return link.form == "bare" and at < link.span.end - self.offset

    def _target(self, at: int) -> re.Match[str] | None:
        """Match a URL, or the anchor of a place that the page has."""
        fragment = _FRAGMENT.match(self.text, at)
        if fragment is not None:
            return fragment if unquote(fragment["url"][1:]).lower() in self.anchors else None
        return _TARGET.match(self.text, at)

    def _has_link(self, start: int | None, end: int) -> bool:
        """Return whether a label has links other than a single image, which may be a label."""
        if start is None or LINK not in self.text[start:end]:
            return False
        first = self.links.get(start + 1)
        return not (first and first.image and first.span.end - self.offset == end)

    def _no_parentheses(self, label: str | None, at: int) -> Problem | None:
        match = _URL.match(self.text, at)
        if match is None or label is None or LINK in label:
            return None
        end = match.start() + len(match.group().rstrip(".,;:!?*_'\""))
        edits = ((at, at, "("), (end, end, ")")) if self._is_whole(end) else ()
        message = "missing `(` and `)` around the URL"
        return self._problem(at, end, message, self.text[at:end], *edits)

    def _is_whole(self, end: int) -> bool:
        """Return whether a URL is followed by whitespace, a mark, or the partner of a bracket.

        A `[` right behind it could keep what follows from being a link.
        """
        rest = self._up_to_space(end)
        closes = rest[:1] in ("]", ")") and end in self.pairs.partner
        return (not rest or rest[0] in ".,;:*" or closes) and "[" not in rest

    def _up_to_space(self, start: int) -> str:
        """Return what a bare URL swallows: all behind it up to a space."""
        space = _SPACE.search(self.text, start)
        return self.text[start : space.start() if space else len(self.text)]

    def _other_marks(
        self, after: re.Match[str], target: re.Match[str], closing: str, message: str
    ) -> Problem | None:
        at, end = after.end() - 1, target.end()
        if self.text[end : end + 1] not in tuple(closing):
            return None
        edits = (after.start(), at + 1, "("), (end, end + 1, ")")
        return self._problem(at, end + 1, message, target["url"], *edits)

    def _gap(self, after: re.Match[str], target: re.Match[str]) -> Problem | None:
        start, end = after.start(), after.end() - 1
        if self.pairs.partner.get(end) != target.end():
            return None
        message = f"{_named(after['gap'])} between `]` and `(`: not rendered as a link"
        edits = () if "`" in self._up_to_space(target.end()) else ((start, end, ""),)
        return self._problem(start, end, message, target["url"], *edits)

    def _parentheses(
        self, label: str | None, end: int, at: int, target: re.Match[str] | None
    ) -> Problem | None:
        """Return the problem of `](` where no link is rendered."""
        close = self.pairs.partner.get(at - 1)
        if close is not None and close - at > _LONGEST:
            return None
        inside = self.text[at:close] if close is not None else ""
        url = target["url"] if target else None
        if label is None:
            return self._no_opening(end, url) if url and close is not None else None
        if close is None:
            return self._no_closing(at, target) if target else self._doubled(at)
        if target is not None and re.search(r"\s", inside.strip()):
            space = at + len(inside) - len(inside.lstrip()) + len(inside.strip().split()[0])
            message = "space in the URL: not rendered as a link"
            return self._problem(space, close, message, url)
        if LINK in label and (target is not None or LINK * len(inside) == inside != ""):
            message = "link in the text of another link: the outer one is not rendered"
            return self._problem(end, close + 1, message, url)
        if refused := _REFUSED.match(inside):
            message = f"GitHub renders no links to `{refused['scheme'].lower()}:` URLs"
            return self._problem(at, close, message, inside.strip())
        return self._words(label, end, at, inside) if target is None else None

    def _no_opening(self, end: int, url: str) -> Problem:
        at = self._opening(end, url)
        edits = () if at is None else ((at, at, "["),)
        return self._problem(end, end + 1, "missing `[` before the link text", url, *edits)

    def _opening(self, end: int, url: str) -> int | None:
        """Return where the `[` belongs, if only one place is possible."""
        if not url.startswith("#"):
            return self.habits.opening(self.text, end, self.pairs.partner.get(end - 1))
        if end > _LONGEST_NAME:
            return None
        words = self.text[:end].lstrip(" \t*_~")
        is_name = "[" not in words and slugify(words.rstrip("*_~")) == unquote(url[1:]).lower()
        return end - len(words) if is_name else None

    def _doubled(self, at: int) -> Problem | None:
        """Return the problem of `[text]((url)`."""
        target = self._target(at + 1) if self.text[at : at + 1] == "(" else None
        if target is None or self.pairs.partner.get(at) != target.end():
            return None
        message = "`((` before the URL: remove one `(`"
        return self._problem(at, at + 1, message, target["url"], (at, at + 1, ""))

    def _no_closing(self, at: int, target: re.Match[str]) -> Problem:
        rest = self.text[target.end() : target.end() + 1]
        url = target["url"].rstrip('.,;:!?*"')
        end = target.start("url") + len(url)
        is_last = rest in ("", "]", " ", "\t", "\n")
        edits = ((end, end, ")"),) if is_last and self._is_whole(target.end()) else ()
        return self._problem(at - 1, end, "missing `)` after the URL", url, *edits)

    def _words(self, label: str, end: int, at: int, inside: str) -> Problem | None:
        """Return the problem of words in the place of a URL."""
        start = self.pairs.partner[end]
        before = self.text[max(0, start - 1) : start]
        words = inside.split()
        if len(words) < 2 or before.isalnum() or before in tuple("_)]$"):
            return None
        if LINK in inside or HIDDEN in inside or words[1][0] in "\"'":
            return None
        if not _LETTER.search(label) or not _LETTER.search(inside):
            return None
        close = at + len(inside)
        anchor = slugify(inside[1:].strip()) if len(inside) <= _LONGEST_NAME else ""
        if inside.startswith("#") and anchor in self.anchors:
            message = f"space in the anchor: use `#{anchor}`"
            return self._problem(at, close, message, None, (at, close, f"#{anchor}"))
        if _PATH.fullmatch(inside):
            edits = [
                (each, each + 1, "%20") for each in range(at, close) if self.text[each] == " "
            ]
            return self._problem(at, close, "space in the file name: use `%20`", None, *edits)
        return self._problem(at, close, "text in place of a URL: write the URL", None)

    def reversed(self) -> Iterator[Problem]:
        """Yield problems of the form `(text)[url]`."""
        for match in _REVERSED.finditer(self.text):
            start, middle, end = match.start(), match.end("label"), match.end()
            if not self.text.startswith("(", end):
                edits = (start, start + 1, "["), (middle, middle + 2, "]("), (end - 1, end, ")")
                message = "`(text)[URL]` is reversed: use `[text](URL)`"
                yield self._problem(start, end, message, match["url"], *edits)

    def second_urls(self) -> Iterator[Problem]:
        """Yield problems of the form `[text](url)(url)`."""
        for match in _SECOND_URL.finditer(self.text):
            message = "second URL behind a link, in brackets: give it a text: `[text](URL)`"
            yield self._problem(match.start(), match.end(), message, match["url"])

    def unclosed_labels(self) -> Iterator[Problem]:
        """Yield problems of the form `[text(url)`."""
        unpaired = {at for at in self.pairs.unpaired if self.text[at] == "["}
        if not unpaired:
            return
        for match in _UNCLOSED_LABEL.finditer(self.text):
            if not unpaired.isdisjoint((match.start() - 1, match.start())):
                at, safe = match.start("open"), len(unpaired) == 1
                edit = (at, at, "]")
                message = "missing `]` before `(`"
                yield self._problem(at, at + 1, message, match["url"], edit, safe=safe)

    def wrong_ends(self) -> Iterator[Problem]:
        """Yield problems of the form `[text)(url)`."""
        for match in _WRONG_END.finditer(self.text):
            if match.start() in self.pairs.unpaired:
                at = match.start("end")
                message = "`)` between the text and the URL: use `]`"
                yield self._problem(at, at + 1, message, match["url"], (at, at + 1, "]"))

    def early_ends(self) -> Iterator[Problem]:
        """Yield problems of the form `([text])(url)`."""
        for match in _EARLY_END.finditer(self.text):
            at, end = match.start("end"), match.end()
            message = "`)` between `]` and `(`: move it behind the URL"
            edits = (at, at + 1, ""), (end, end, ")")
            yield self._problem(at, at + 1, message, match["url"], *edits)

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
            if mark in "([" and end in unpaired and self.text[end] in ")]":
                reported.add(end)
                wrong, right = self.text[end], CLOSING[mark]
                message = f"`{wrong}` does not match the `{mark}` before the link: use `{right}`"
                edit = (end, end + 1, right)
                yield self._problem(end, end + 1, message, link.url, edit, safe=False)
            else:
                yield self._unmatched(at, link, unpaired, wrapped=wrapped)

    def _unmatched(
        self, at: int, link: Link, unpaired: frozenset[int], *, wrapped: bool
    ) -> Problem:
        mark = self.text[at]
        start, end = link.span.start - self.offset, link.span.end - self.offset
        where = "after" if mark in ")]" else "before"
        step = 1 if where == "after" else -1
        last = at  # all that stand in a row go at once
        while last + step in unpaired and self.text[last + step] == mark:
            last += step
        edit = (min(at, last), max(at, last) + 1, "")
        if mark == "]" and wrapped:
            edit = (start, start, "[")
        elif mark == "(" or (mark == "[" and wrapped):
            is_last = not self.text[end : end + 1].strip()
            edit = (end, end, CLOSING[mark]) if is_last else edit
        if edit[2]:
            message = f"unmatched `{mark}` {where} the link: add `{edit[2]}`"
            return self._problem(at, at + 1, message, link.url, edit, safe=False)
        message = f"unmatched `{self.text[edit[0] : edit[1]]}` {where} the link: remove it"
        return self._problem(edit[0], edit[1], message, link.url, edit, safe=False)

    def _has_wrapped_link(self) -> bool:
        """Return whether a link of the block is alone in brackets: `[[text](url)]`."""
        return any(
            self.text[start : start + 2] == f"[{LINK}" and self.text[end - 1] == LINK
            for start, end in self.pairs.partner.items()
        )

    def _problem(
        self,
        start: int,
        end: int,
        message: str,
        url: str | None,
        *edits: tuple[int, int, str],
        safe: bool = True,
    ) -> Problem:
        made = tuple(Edit(self._span(first, last), text) for first, last, text in edits)
        fix = Fix(made, safe) if made and not self.is_frail else None
        return Problem(self._span(start, end), message, fix, url)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.offset + start, self.offset + end)


def _named(gap: str) -> str:
    """Return what a gap is called: a space, a line break, or a character that nobody sees."""
    unseen = gap.strip(" \t\n")
    if unseen:
        return character_name(unseen[0])
    return "line break" if "\n" in gap else "space"
