"""The formats that the entries of a document are checked against."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from awesomecheck.document.nodes import Section
from awesomecheck.document.tree import Document
from awesomecheck.templates.documented import Documented, documented_templates
from awesomecheck.templates.habits import Family, Habits, ShapeGroup, habits_of
from awesomecheck.templates.template import Template, parse_template


class Formats(Struct, frozen=True):
    """What entries are checked against: templates, where there are any, else habits."""

    habits: Habits
    documented: tuple[Documented, ...]
    everywhere: tuple[Template, ...]
    """The templates that the configuration has for the whole list."""
    sections: Mapping[str, tuple[Template, ...]]
    """Those for a section and all sections in it, by its heading in lower case."""

    def configured_for(self, group: ShapeGroup) -> Sequence[Template] | None:
        """Return the configured templates for some entries; None if there are none."""
        if self.sections:
            around: Section | None = group.entries[0].entry.section
            while around is not None and around.heading is not None:
                found = self.sections.get(around.heading.text.casefold())
                if found is not None:
                    return found
                around = around.parent
        return self.everywhere or None

    def configured(self) -> Iterator[tuple[str | None, Template]]:
        """Yield all configured templates, each with its section if it is for one."""
        yield from ((None, template) for template in self.everywhere)
        for section, templates in self.sections.items():
            yield from ((section, template) for template in templates)

    def documented_for(self, family: Family) -> Documented | None:
        """Return the documented template of entries with the fields of a family."""
        for each in self.documented:
            if each.template.lacking(family.fields) == ():
                return each
        return None


def formats_of(
    document: Document,
    templates: Iterable[str] = (),
    sections: Mapping[str, Iterable[str]] | None = None,
) -> Formats:
    """Return the formats of a document: configured, documented in it, or shown by its entries.

    Args:
        document: the list.
        templates: configured for the whole list.
        sections: configured for sections, by the text of a heading.

    Raises:
        TemplateError: one of them is not a template.
    """
    everywhere = tuple(map(parse_template, templates))
    return Formats(
        habits=habits_of(document),
        documented=() if everywhere else documented_templates(document),
        everywhere=everywhere,
        sections={
            heading.casefold(): tuple(map(parse_template, each))
            for heading, each in (sections or {}).items()
        },
    )
