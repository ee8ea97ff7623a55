"""The formats that the entries of a document are held against, and where they come from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from awesomecheck.document import Document, Section
from awesomecheck.templates.documented import Documented, documented_templates
from awesomecheck.templates.habits import Family, Kind, Learned, learn
from awesomecheck.templates.pattern import Pattern, pattern_of
from awesomecheck.templates.template import parse_template


class Formats(NamedTuple):
    """All that entries are held against: templates, where there are any, else habits."""

    learned: Learned
    documented: tuple[tuple[Documented, Pattern], ...]
    everywhere: tuple[Pattern, ...]
    """The templates that the configuration gives for the whole list."""
    sections: Mapping[str, tuple[Pattern, ...]]
    """Those for a section and all below it, by the text of its heading, case folded."""

    def configured_for(self, kind: Kind) -> Sequence[Pattern] | None:
        """The configured templates that hold for some entries; None where there are none."""
        if self.sections:
            around: Section | None = kind.shapes[0].entry.section
            while around is not None and around.heading is not None:
                found = self.sections.get(around.heading.text.casefold())
                if found is not None:
                    return found
                around = around.parent
        return self.everywhere or None

    def configured(self) -> Iterator[tuple[str | None, Pattern]]:
        """All configured templates, with the section that each is for."""
        yield from ((None, pattern) for pattern in self.everywhere)
        for section, patterns in self.sections.items():
            yield from ((section, pattern) for pattern in patterns)

    def documented_for(self, family: Family) -> Pattern | None:
        """The documented template of entries with certain fields."""
        for _, pattern in self.documented:
            if pattern.lacking(family.core) == ():
                return pattern
        return None


def formats_of(
    document: Document,
    templates: Iterable[str] = (),
    sections: Mapping[str, Iterable[str]] | None = None,
) -> Formats:
    """The formats in force in a document: configured, or documented, or learned.

    Args:
        document: the list.
        templates: configured for the whole list.
        sections: configured for sections, by the text of a heading.

    Raises:
        UserError: one of them is no template.
    """
    everywhere = _patterns(templates)
    documented = () if everywhere else documented_templates(document)
    return Formats(
        learned=learn(document),
        documented=tuple((each, pattern_of(each.template)) for each in documented),
        everywhere=everywhere,
        sections={
            heading.casefold(): _patterns(each) for heading, each in (sections or {}).items()
        },
    )


def _patterns(texts: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(pattern_of(parse_template(text)) for text in texts)
