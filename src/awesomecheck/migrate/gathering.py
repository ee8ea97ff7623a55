"""All that was found, without contradictions: what is to be set, and what is to be told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from awesomecheck.migrate.model import Left, Needless, Outcome, Pattern, Reading, Setting

_EXCEPTIONS = "it makes exceptions from what is excluded, which `links.ignore` does not know"


class Migration(NamedTuple):
    """Settings for a configuration, each with where it comes from."""

    ignore: tuple[Pattern, ...] = ()
    only: tuple[Pattern, ...] = ()
    settings: tuple[Setting, ...] = ()
    """Each way once."""
    remarks: tuple[str, ...] = ()
    """For people: what is not carried over, and what needs no setting."""

    @property
    def size(self) -> int:
        """How many settings there are."""
        return len(self.ignore) + len(self.only) + len(self.settings)


def gather(readings: Sequence[Reading]) -> Migration:
    """Bring together what several commands and configurations hold.

    Of two values for one setting the first is in force.
    """
    outcomes = [each for reading in readings for each in reading.outcomes]
    patterns: dict[tuple[str, str], Pattern] = {}
    settings: dict[tuple[str, ...], Setting] = {}
    told: list[Left | Needless] = []
    for each in outcomes:
        if isinstance(each, Pattern):
            patterns.setdefault((each.kind, each.pattern), each)
        elif isinstance(each, Setting):
            first = settings.setdefault(each.keys, each)
            if first.value != each.value:
                told.append(Left(each.given, _taken(first)))
        elif isinstance(each, Left | Needless):
            told.append(each)
    ignore = tuple(each for each in patterns.values() if each.kind == "ignore")
    only = tuple(each for each in patterns.values() if each.kind == "only")
    if any(each.yields for each in ignore):
        told += (Left(each.given, _EXCEPTIONS) for each in only)
        only = ()
    remarks = (*_repeated(readings), *_told(told, Left), *_told(told, Needless))
    return Migration(ignore, only, tuple(settings.values()), remarks)


def _taken(first: Setting) -> str:
    value = first.value if isinstance(first.value, str) else f"{first.value:g}"
    return f"`{'.'.join(first.keys)}` is {value} already, from {first.given.origin}"


def _repeated(readings: Iterable[Reading]) -> Iterator[str]:
    """Tools that are run more than once, perhaps over different files."""
    commands = [each for each in readings if each.is_command]
    for tool, count in Counter(each.tool for each in commands).items():
        if count > 1:
            first, second, *_ = (each.origin for each in commands if each.tool == tool)
            more = ", …" if count > 2 else ""
            where = f"{first}, {second}{more}"
            yield f"{tool} is run {count} times ({where}); the settings of all are in force here"


def _told(outcomes: Sequence[Outcome], kind: type[Left] | type[Needless]) -> Iterator[str]:
    """A sentence for each file and reason."""
    groups: dict[tuple[str, str], list[Left | Needless]] = {}
    for each in outcomes:
        if isinstance(each, kind):
            groups.setdefault((each.given.origin.path, each.why), []).append(each)
    for (path, why), group in groups.items():
        names = list(dict.fromkeys(f"`{each.given.name}`" for each in group))
        lines = sorted({each.given.origin.line for each in group})
        one = len(names) == 1
        if kind is Left:
            verb = "is not carried over" if one else "are not carried over"
        else:
            verb = "needs no setting" if one else "need no setting"
        yield f"{path}:{', '.join(map(str, lines))}: {', '.join(names)} {verb}: {why}"
