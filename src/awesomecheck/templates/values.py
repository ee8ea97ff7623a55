"""What to write in an entry, as plain text."""

from msgspec import Struct

from awesomecheck.document.entry import Role
from awesomecheck.document.target import classify
from awesomecheck.templates.shape import FIELDS


class LinkValue(Struct, frozen=True):
    """A link to write."""

    role: Role
    url: str
    label: str | None = None
    """The words in its brackets; None if a field is in them."""
    any_label: bool = False
    """Whether the list decides on its words."""


class EntryValues(Struct, frozen=True):
    """What to write in an entry, as plain text."""

    name: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    et_al: bool = False
    venue: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    description: str = ""
    links: tuple[LinkValue, ...] = ()
    section: tuple[str, ...] = ()
    """The headings above it."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that it has."""
        return tuple(name for name in FIELDS if getattr(self, name))

    @property
    def repository(self) -> str:
        """The repository on GitHub that its links name, if there is one."""
        targets = (classify(link.url) for link in self.links)
        return next((each.id for each in targets if each.kind == "github"), "")
