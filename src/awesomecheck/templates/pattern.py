"""A template made ready to hold forms against."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from awesomecheck.templates.diff import Change, difference
from awesomecheck.templates.shape import Pair
from awesomecheck.templates.template import Template


class Pattern(NamedTuple):
    """What a template wants: fields in order, and the gaps between any two of its marks."""

    template: Template
    core: tuple[tuple[str, bool], ...]
    """Each field, and whether it may be absent."""
    gaps: Mapping[Pair, tuple[str, ...]]

    def lacking(self, core: Sequence[str]) -> tuple[str, ...] | None:
        """The fields that entries with some fields lack; None where they have others."""
        missing: list[str] = []
        position = 0
        for field, optional in self.core:
            if position < len(core) and core[position] == field:
                position += 1
            elif not optional:
                missing.append(field)
        return tuple(missing) if position == len(core) else None

    def fits(self, pairs: Sequence[tuple[Pair, str]]) -> bool:
        """Whether nothing stands between marks but what is wanted there."""
        return all(gap in self.gaps.get(pair, (gap,)) for pair, gap in pairs)

    def change(self, index: int, pair: Pair, gap: str) -> Change | None:
        """How a gap differs from the nearest that is wanted there; None where it does not."""
        wanted = self.gaps.get(pair)
        if wanted is None or gap in wanted:
            return None
        changes = [
            change for each in wanted if (change := difference(index, each, gap)) is not None
        ]
        return min(changes, key=lambda each: len(each.wanted) + len(each.found), default=None)


def pattern_of(template: Template) -> Pattern:
    """The pattern of a template."""
    gaps: dict[Pair, dict[str, None]] = {}
    for pair, gap in template.pairs():
        gaps.setdefault(pair, {})[gap] = None
    return Pattern(template, template.core(), {pair: tuple(each) for pair, each in gaps.items()})
