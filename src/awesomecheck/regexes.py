"""Regular expressions that are compiled when they are first used: a run needs a third of them."""

import re
from typing import AnyStr, Generic, cast


class _Regex(Generic[AnyStr]):
    """Takes over the methods of a compiled pattern as each is first used: then they cost no more.

    The text of the expression is there without compiling it, for expressions made of others.
    """

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        method: object = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, method)
        return method


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that `re.compile` makes when one of its methods is used."""
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))
