"""What is known of words: which are right, and which of them a wrong one is similar to."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST_PART = 4
_INFLECTED_PART = 6
"""A shorter rest is one by chance: `ponses` of `reponses`."""
_LONG = 9
"""So long a word is a slip of any right word, not only of a frequent one."""
_COMPARED = 3
"""Letters at the end by which words that are as near are told apart: `-ing`, `-ion`."""
_GRAMMAR = frozenset({"ing", "ion"})
"""Of these, an ending that is right says what kind of word is meant."""
_CUT_OFF = 3
"""Letters that an abbreviation leaves out, at least one more: `Commun` of `Communications`."""
_TWO_EDITS_FROM = 10
"""A shorter word is another word after two edits."""
_ENDINGS = (
    *("s", "es", "ed", "ing", "er", "ers", "or", "ors", "ator", "ators", "able", "ability"),
    *("less", "ness", "ism", "ist", "ists", "ics", "ly", "ish", "ize", "ized", "izer", "ise"),
    *("ised", "iser", "in", "ins", "up", "ups", "out", "outs", "off", "offs", "set", "sets"),
    *("map", "maps", "box", "kit", "kits", "app", "apps", "bot", "bots", "hub", "lab", "labs"),
)
_BEGINNINGS = (
    *("anti", "auto", "bi", "bio", "co", "counter", "cross", "crypto", "cyber", "de", "dis"),
    *("geo", "hetero", "homo", "hyper", "infra", "inter", "intra", "macro", "mega", "meta"),
    *("micro", "mini", "mono", "multi", "nano", "neuro", "non", "out", "over", "photo", "poly"),
    *("post", "pre", "proto", "pseudo", "quasi", "re", "self", "semi", "sub", "super", "tele"),
    *("tensor", "thermo", "trans", "tri", "ultra", "un", "under", "up"),
)
_OF_SCIENCE = frozenset(
    {
        *("hetero", "hyper", "infra", "intra", "macro", "micro", "multi", "nano", "neuro"),
        *("photo", "pseudo", "quasi", "thermo", "ultra"),
    }
)
"""Beginnings before which a short rest is no chance: `multipole`, but not `transfrom`."""
_INFLECTIONS = (
    *("", "al", "e", "ed", "er", "ers", "es", "ic", "ies", "ing", "ly", "or", "s", "y"),
)


class Vocabulary(Struct, frozen=True):
    """Right words, and those of them that are so frequent that others are likely typos of them."""

    words: Mapping[str, str]
    """All right words that start with the same three letters, with a space around each."""
    frequent: Mapping[str, Sequence[str]]
    """The frequent words by how they start and end: see `_keys`."""
    rank: Mapping[str, int]
    """The place of each frequent word among them, the most frequent first."""

    def knows(self, word: str) -> bool:
        """Return whether a word in lower case is right; words of less than four letters are."""
        return len(word) < 4 or f" {word} " in self.words.get(word[:3], "")

    def abbreviates(self, word: str) -> bool:
        """Return whether a right word begins with one in lower case, and goes on for long."""
        group = self.words.get(word[:3], "")
        at = group.find(f" {word}")
        while at >= 0:
            if group.find(" ", at + 1) - at - 1 > len(word) + _CUT_OFF:
                return True
            at = group.find(f" {word}", at + 1)
        return False

    def meant_by(self, word: str) -> tuple[str, ...]:
        """Return the frequent words that a word is probably a typo of, the likeliest first.

        None for a right word, and for one that is formed of one.
        """
        if self.knows(word):
            return ()
        rank = self.rank.__getitem__
        near = sorted(self._within(word, 1), key=rank)
        if not near and len(word) >= _TWO_EDITS_FROM and not self._is_compound(word):
            ending = word[-_COMPARED:]
            by_ending = sorted(self._within(word, 2), key=rank)
            near = sorted(by_ending, key=lambda right: not right.endswith(ending))[:1]
            if ending in _GRAMMAR:
                near = [right for right in near if right.endswith(ending)]
        if not near and len(word) >= _LONG and not self._is_compound(word):
            near = self._slips_of_rare(word)
        if not near or any(_are_inflections(word, each) for each in near):
            return ()
        if self._is_formed(word):
            return ()
        near = [*dict.fromkeys(self._in_number_of(word, right) for right in near)]
        slips = [right for right in near if _is_slip(word, right)]
        if slips:
            return tuple(slips)
        return (*(each for each in sorted(_slips_to(word)) if self.knows(each)), *near)

    def _in_number_of(self, word: str, right: str) -> str:
        """Return a right word in the plural if the wrong one seems to be in it."""
        is_plural = word.endswith("s") and not right.endswith("s") and self.knows(f"{right}s")
        return f"{right}s" if is_plural else right

    def _slips_of_rare(self, word: str) -> list[str]:
        """Return the right words, frequent or not, that a long word is a slip of.

        A slip leaves the first three letters alone, and one half of the word.
        """
        group, half = self.words.get(word[:3], ""), len(word) // 2 - 1
        found: set[str] = set()
        for part in (f" {word[:half]}", f"{word[-half:]} "):
            at = group.find(part)
            while at >= 0:
                start = group.rfind(" ", 0, at + 1) + 1
                end = group.find(" ", at + 1)
                found.add(group[start:end])
                at = group.find(part, end)
        return sorted(right for right in found if _is_slip(word, right))

    def _within(self, word: str, edits: int) -> set[str]:
        """Return the frequent words that are at most so many edits away, first letters alike."""
        length = len(word)
        # One edit, perhaps of two letters, leaves nearly half of a word alone; two leave a third.
        alone = (length - 2 * edits) // (edits + 1)
        start, end = word[:alone], word[length - alone :]
        near = {
            right
            for key in _keys(word)
            for right in self.frequent.get(key, ())
            if -edits <= len(right) - length <= edits
            and (right.startswith(start) or right.endswith(end))
        }
        is_near = is_one_edit if edits == 1 else _are_two_edits
        return {right for right in near if is_near(word, right)}

    def _is_formed(self, word: str) -> bool:
        """Return whether a word is a right one with another beginning or ending, or no `s`."""
        if self.knows(f"{word}s"):
            return True
        rests = [(each, word.removeprefix(each)) for each in _BEGINNINGS if word.startswith(each)]
        return self._is_inflected(word) or any(
            len(rest) >= _SHORTEST_PART + (beginning not in _OF_SCIENCE)
            and (self.knows(rest) or (len(rest) > _INFLECTED_PART and self._is_inflected(rest)))
            for beginning, rest in rests
        )

    def _is_inflected(self, word: str) -> bool:
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if stem == word or len(stem) < _SHORTEST_PART:
                continue
            loses_e = ending[0] in "aei" or ending in ("or", "ors")
            if self.knows(stem) and not (loses_e and stem.endswith("e")):
                return True
            if loses_e and (self.knows(f"{stem}e") or self._is_doubled(stem)):
                return True
        return False

    def _is_doubled(self, stem: str) -> bool:
        return stem[-1] == stem[-2] and self.knows(stem[:-1])

    def _is_compound(self, word: str) -> bool:
        return any(
            self.knows(word[:at]) and self.knows(word[at:])
            for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        )


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the package."""
    return read_vocabulary(Path(__file__).with_name("words.txt").read_text("ascii"))


def read_vocabulary(text: str) -> Vocabulary:
    """Read a vocabulary as `written` makes it."""
    first, *groups = text.split("\n")
    rank = {word: place for place, word in enumerate(first.split())}
    frequent: dict[str, list[str]] = {}
    for word in rank:
        for key in _keys(word):
            frequent.setdefault(key, []).append(word)
    return Vocabulary({group[1:4]: group for group in groups}, frequent, rank)


def written(words: Iterable[str], frequent: Iterable[str]) -> str:
    """Return right words, and the frequent ones from the most frequent on, as they are shipped.

    They are shipped as they are: to decompress them would take a third of the time of reading.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted({each for each in words if len(each) >= 4}):
        groups.setdefault(word[:3], []).append(word)
    lines = [" ".join(frequent), *(f" {' '.join(group)} " for group in groups.values())]
    return "\n".join(lines)


def _keys(word: str) -> tuple[str, str]:
    """Return by what to look up similar words: one edit leaves the start or the end alone."""
    return word[:2], f"{word[0]}-{word[-2:]}"


def is_one_edit(one: str, other: str) -> bool:
    """Return whether one letter is missing, added or replaced, or two are swapped."""
    start, end, last = 0, 0, min(len(one), len(other))
    while start < last and one[start] == other[start]:
        start += 1
    while end < last - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return (len(left) <= 1 and len(right) <= 1) or (len(left) == 2 and left == right[::-1])


def _are_two_edits(one: str, other: str) -> bool:
    """Return whether one edit makes a word one edit away from another."""
    start, last = 0, min(len(one), len(other))
    while start < last and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    return (
        is_one_edit(left[1:], right[1:])
        or is_one_edit(left[1:], right)
        or is_one_edit(left, right[1:])
        or (left[:2] == right[1::-1] and is_one_edit(left[2:], right[2:]))
    )


def _is_slip(wrong: str, right: str) -> bool:
    """Return whether letters were left out, doubled or swapped, and none replaced."""
    return is_one_edit(wrong, right) and (
        len(wrong) != len(right) or sorted(wrong) == sorted(right)
    )


def _slips_to(word: str) -> set[str]:
    """Return what a word may be if a letter was left out, doubled, or swapped with the next."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    return {
        *(start + letter + end for start, end in cuts for letter in _LETTERS),
        *(start + end[1:] for start, end in cuts if start[-1] == end[:1]),
        *(start + end[1::-1] + end[2:] for start, end in cuts),
    } - {word}


def _are_inflections(one: str, other: str) -> bool:
    """Return whether two words differ only in a grammatical ending."""
    if one.startswith(other) or other.startswith(one):
        return True
    stems = [
        {word.removesuffix(ending) for ending in _INFLECTIONS if word.endswith(ending)}
        for word in (one, other)
    ]
    return any(len(stem) >= 4 for stem in stems[0] & stems[1])
