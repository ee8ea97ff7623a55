"""Find what the fragment of a link leads to, and what a wrong fragment probably meant.

In a table of contents it meant neither the title of the list nor a section that another line
links to: then the section is gone, or not there yet.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
import re
from typing import TypeVar
from urllib.parse import quote, unquote

from msgspec import Struct

from awesomecheck import Anchor, Contents, Document, Heading, Link, regex, slugify

_T = TypeVar("_T")

_PREFIX = "user-content-"
"""What GitHub puts before each `id`; its script adds it to fragments."""
_SITE_FRAGMENT = regex(
    r"(?:|readme|top|start-of-content|(?:repo-content|js-repo)-pjax-container|L\d+(?:-L\d+)?)"
    r"|[/!].*|:~:.*",
    re.IGNORECASE | re.DOTALL,
)
"""Fragments that work on GitHub, or on a website made from the list, whatever the text."""
_FOOTNOTE = regex(r"fn(?:ref)?-(.+?)(?:-\d+)?", re.DOTALL)
_FOOTNOTE_LABEL = regex(r"\[\^([^\]\s]+)\]")
_CUSTOM_ID = regex(r"\{:?\s*#([\w:.-]+)[^{}]*\}$")
"""`{#id}` at the end of a heading, which other renderers than GitHub's understand."""
_PUNCTUATION = regex(r"[\W_]+")
_DIGITS = regex(r"\d+")
_WORD = regex(r"[^\W_]+")
_BETWEEN = regex(
    r"(?>(?:\s|<[^<>]*>|&nbsp;|^(?:-{3,}|\*{3,}|_{3,})[ \t]*$)*)", re.IGNORECASE | re.MULTILINE
)
"""What can be between an anchor and its heading: tags, comments and rules."""
_FARTHEST = 300
"""Most characters between an anchor and the heading that it belongs to."""
_LEAST_LETTERS = 6
_MOST_LETTERS = 80


def fragment_of(link: Link) -> str:
    """Return the fragment of a link, decoded and without GitHub's prefix."""
    return unquote(link.url.partition("#")[2]).removeprefix(_PREFIX)


def name_of(anchor: Anchor) -> str:
    """Return the name of a tag without GitHub's prefix."""
    return anchor.name.removeprefix(_PREFIX)


def letters_of(text: str) -> str:
    """Return the letters and digits of a text in lower case, to compare names."""
    return _PUNCTUATION.sub("", text.lower())


def encoded(anchor: str) -> str:
    """Return an anchor for use in a URL, with spaces and invisible characters encoded."""
    return "".join(
        char if char.isprintable() and char not in ' <>()"\\\ufe0f' else quote(char, safe="")
        for char in anchor
    )


class AnchorTarget(Struct, frozen=True):
    """A heading or HTML anchor that a fragment can lead to."""

    anchor: str
    heading: Heading | None
    """None for an `id` or `name` that belongs to no heading."""


class AnchorTargets:
    """All anchor targets of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_anchor: dict[str, AnchorTarget] = {}
        self._names: dict[int, str] = {}
        self._again: dict[str, list[AnchorTarget]] = {}
        for heading in document.headings:
            self._by_anchor[heading.anchor] = AnchorTarget(heading.anchor, heading)
            custom = _CUSTOM_ID.search(heading.text)
            if custom:
                self._by_anchor.setdefault(custom[1], AnchorTarget(custom[1], heading))
        for anchor in document.anchors:
            name = name_of(anchor)
            target = AnchorTarget(name, self.heading_of(anchor))
            first = self._by_anchor.setdefault(name, target)
            if first is target and target.heading:
                self._names.setdefault(target.heading.span.start, name)
            elif target.heading and first.heading and first.heading.anchor != name:
                others = self._again.setdefault(name, [])
                if target.heading not in {first.heading, *(each.heading for each in others)}:
                    others.append(target)

    def meant_by(self, link: Link) -> AnchorTarget | None:
        """Return the one target that a link which leads nowhere was probably meant for."""
        target = self.nearest(fragment_of(link), link.text)
        if target is None or target.heading is None:
            return target
        contents = self.contents_of(link)
        if contents is None or self.renamed(fragment_of(link)) is target:
            return target
        is_taken = target.heading.span.start in self._listed[contents]
        return None if is_taken or self._is_title(target.heading, contents, link) else target

    def contents_of(self, link: Link) -> Contents | None:
        """Return the table of contents of which a link is a line."""
        return self._contents.get(link.span.start)

    def _is_title(self, heading: Heading, contents: Contents, link: Link) -> bool:
        """Return whether a line would mean the title: none does but the first, with some below."""
        if heading.level > 1 or heading is not self._document.headings[0]:
            return False
        first, second = contents.items[:2]
        is_root = first.link is link and second.depth > first.depth
        return heading.span.start < contents.span.start and not is_root

    @cached_property
    def _contents(self) -> Mapping[int, Contents]:
        every = self._document.contents
        return {item.link.span.start: each for each in every for item in each.items}

    @cached_property
    def _listed(self) -> Mapping[Contents, frozenset[int]]:
        """The headings that lines of each table of contents link to, by their start."""
        found: dict[Contents, frozenset[int]] = {}
        for contents in self._document.contents:
            fragments = [fragment_of(item.link) for item in contents.items]
            targets = [self.exact(each) or self.lower(each) for each in fragments]
            headings = [target.heading for target in targets if target is not None]
            found[contents] = frozenset(each.span.start for each in headings if each is not None)
        return found

    @cached_property
    def _footnotes(self) -> frozenset[str]:
        labels = _FOOTNOTE_LABEL.findall(self._document.text)
        return frozenset(label.lower() for label in labels)

    def heading_of(self, anchor: Anchor) -> Heading | None:
        """Return the heading that an anchor is in, directly above, or else directly below."""
        own = self._document.section_at(anchor.span.start).heading
        if own is not None and own.span.contains(anchor.span.start):
            return own
        headings = self._document.headings
        index = bisect_left(headings, anchor.span.end, key=lambda heading: heading.span.start)
        # The opening tag of an HTML heading counts as one of the tags between.
        if index < len(headings) and headings[index].span.start <= self._reach(anchor.span.end):
            return headings[index]
        is_below = own is not None and self._reach(own.span.end) >= anchor.span.start
        return own if is_below else None

    def _reach(self, start: int) -> int:
        """Return where the text begins behind an offset, at most some lines farther."""
        between = _BETWEEN.match(self._document.text, start, start + _FARTHEST)
        return between.end() if between else start

    def name_of(self, heading: Heading) -> str | None:
        """Return the `id` or `name` of a tag that leads to a heading."""
        return self._names.get(heading.span.start)

    def exact(self, fragment: str) -> AnchorTarget | None:
        """Return the target of exactly this name."""
        return self._by_anchor.get(fragment)

    def again(self, fragment: str) -> Sequence[AnchorTarget]:
        """Return the other headings with a tag of the name, which cannot be reached by it."""
        return self._again.get(fragment, ())

    def lower(self, fragment: str) -> AnchorTarget | None:
        """Return the target named like the fragment in lower case, as GitHub's script does."""
        return self._by_anchor.get(fragment.lower())

    def is_on_site(self, fragment: str) -> bool:
        """Return whether the page around the text has this anchor, or it is that of a footnote."""
        if _SITE_FRAGMENT.fullmatch(fragment):
            return True
        footnote = _FOOTNOTE.fullmatch(fragment)
        return footnote is not None and footnote[1].lower() in self._footnotes

    def renamed(self, fragment: str) -> AnchorTarget | None:
        """Return the heading of the fragment's name before the change that is checked."""
        anchor = self._document.renamed.get(fragment)
        return self._by_anchor.get(anchor) if anchor else None

    def nearest(self, fragment: str, text: str) -> AnchorTarget | None:
        """Return the one target that a wrong fragment is similar to, or the link's text names.

        Similar is what a change renamed; else what has the same letters and digits; else the one
        heading with the text of the link; else what differs by one letter missing, added,
        replaced or moved, in no digit, and makes no other word that the list has.
        """
        renamed = self.renamed(fragment)
        if renamed is not None:
            return renamed
        key = letters_of(fragment)
        if not key:
            return None
        targets = self._by_letters.get(key) or self._by_text.get(letters_of(text))
        if not targets and text and slugify(text) != fragment:
            targets = self._by_letters.get(letters_of(slugify(text)))
        if not targets:
            numbers = _DIGITS.findall(key)
            keys = {
                other
                for shorter in _deletions(key)
                for other in self._by_deletion.get(shorter, ())
                if _DIGITS.findall(other) == numbers
            }
            near = [target for other in keys for target in self._by_letters[other]]
            targets = [each for each in near if not self._is_another(fragment, text, each)]
        return _only(targets)

    def _is_another(self, fragment: str, text: str, target: AnchorTarget) -> bool:
        """Return whether the word that differs is one of the list, such as `RGBD` beside `RGB`."""
        heading = target.heading.text if target.heading else target.anchor
        other = set(_WORD.findall(heading.casefold()))
        own = set(_WORD.findall(fragment.casefold())) & set(_WORD.findall(text.casefold()))
        return any(
            not _same_stem(word, near) and self._has_word(word)
            for word in own - other
            for near in other - own
            if abs(len(word) - len(near)) <= 1
        )

    def _has_word(self, word: str) -> bool:
        """Return whether a word is anywhere in the text but in tables of contents."""
        pattern = re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", re.IGNORECASE)
        contents = [each.span for each in self._document.contents]
        found = (match.start() for match in pattern.finditer(self._document.text))
        return any(not any(span.contains(start) for span in contents) for start in found)

    @cached_property
    def _by_letters(self) -> Mapping[str, Sequence[AnchorTarget]]:
        return _grouped((letters_of(each.anchor), each) for each in self._by_anchor.values())

    @cached_property
    def _by_text(self) -> Mapping[str, Sequence[AnchorTarget]]:
        targets = self._by_anchor.values()
        return _grouped((letters_of(each.heading.text), each) for each in targets if each.heading)

    @cached_property
    def _by_deletion(self) -> Mapping[str, Sequence[str]]:
        return _grouped((shorter, key) for key in self._by_letters for shorter in _deletions(key))


def _grouped(pairs: Iterable[tuple[str, _T]]) -> Mapping[str, Sequence[_T]]:
    groups: dict[str, list[_T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _only(targets: Iterable[AnchorTarget]) -> AnchorTarget | None:
    """Return the one target among them; of the names of one heading, its own anchor."""
    found: dict[int, AnchorTarget] = {}
    for target in targets:
        identity = id(target) if target.heading is None else target.heading.span.start
        kept = found.get(identity)
        if kept is None or (target.heading and target.heading.anchor == target.anchor):
            found[identity] = target
    return next(iter(found.values())) if len(found) == 1 else None


def _same_stem(word: str, near: str) -> bool:
    """Return whether two words are one in another form: `survey(s)`, `model(l)ing`, `-is(z)e`."""
    shorter, longer = sorted((word, near), key=len)
    if longer.removesuffix("s") == shorter or word.replace("z", "s") == near.replace("z", "s"):
        return True
    at = next((at for at, char in enumerate(shorter) if longer[at] != char), len(shorter))
    return shorter == longer[:at] + longer[at + 1 :] and longer[at - 1] == longer[at]


def _deletions(key: str) -> set[str]:
    """Return a key, and what is left of it without any one letter."""
    if not _LEAST_LETTERS <= len(key) <= _MOST_LETTERS:
        return set()
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}
