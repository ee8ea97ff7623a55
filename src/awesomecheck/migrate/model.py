"""The nouns: an option of another tool as it is written somewhere, and what becomes of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from awesomecheck.migrate.place import Origin, Place

Tool = Literal["awesome_bot", "lychee", "markdown-link-check"]
TOOLS: tuple[Tool, ...] = get_args(Tool)
Form = Literal["unknown", "lychee", "lychee-patterns", "markdown-link-check"]
"""What a file is: some tool's own configuration, or to be found out."""


class Given(NamedTuple):
    """One value of one option, as somebody wrote it."""

    name: str
    """The option: `--exclude` on a command line, `exclude` in a configuration."""
    value: object
    """A text on a command line, True for a flag; in a configuration what its format has."""
    origin: Origin
    place: Place | None = None
    """In a configuration, the lines from the option's on."""
    varies: bool = False
    """Whether a shell puts the value together when the command runs."""


class Pattern(NamedTuple):
    """URLs that are not asked, or that alone are."""

    kind: Literal["ignore", "only"]
    pattern: str
    reason: str
    given: Given
    yields: bool = False
    """Whether URLs that an `only` pattern matches are asked nevertheless."""


class Setting(NamedTuple):
    """A value of our configuration."""

    keys: tuple[str, ...]
    """The way to it: `("links", "timeout")`."""
    value: float | str
    given: Given


class Needless(NamedTuple):
    """Nothing has to be set for it, or not in a configuration."""

    given: Given
    why: str


class Left(NamedTuple):
    """It is not carried over."""

    given: Given
    why: str


class Elsewhere(NamedTuple):
    """The tool reads another file too."""

    name: str
    form: Form
    given: Given
    optional: bool = False
    """Whether the tool does without it where it is not there."""


Outcome = Pattern | Setting | Needless | Left | Elsewhere
Carry = Callable[[Given], Iterator[Outcome]]


class Fate(NamedTuple):
    """What becomes of an option, in words and in deed."""

    becomes: str
    """Markdown, as in the README's table."""
    carry: Carry


class Option(NamedTuple):
    """An option of another tool."""

    name: str
    """As in the tool's own documentation."""
    fate: Fate
    short: str = ""
    """The letter that stands for it on a command line."""
    takes: bool = True
    """Whether a value follows on a command line."""
    split: str = ""
    """What separates several values in one text."""
    repeats: bool = False
    """Whether giving it again adds to it, and does not replace it."""
    together: bool = False
    """Whether its values mean something only all together: it is handed them as a list."""


class Reading(NamedTuple):
    """A command or a configuration of a tool, and what becomes of its options."""

    tool: Tool
    origin: Origin
    outcomes: Sequence[Outcome]
    is_command: bool = False
