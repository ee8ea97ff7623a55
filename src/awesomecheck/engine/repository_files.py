"""Which files of a repository rules are about, and what each is for."""

import re

from awesomecheck.regexes import regex
from awesomecheck.rules import FileTexts, RepositoryFiles

_FOLDER = r"(?:docs/|\.github/)?"
_LICENCE = regex(r"(?:(?:un)?licen[cs]e|copying)\b[^/]*", re.IGNORECASE)
_CONTRIBUTING = regex(rf"{_FOLDER}contributing\.(?:md|markdown)", re.IGNORECASE)
_CONDUCT = regex(rf"{_FOLDER}code[-_]of[-_]conduct\.(?:md|markdown)", re.IGNORECASE)
WANTED = regex(
    "|".join(each.pattern for each in (_LICENCE, _CONTRIBUTING, _CONDUCT)), re.IGNORECASE
)
"""Their paths."""


def repository_files_of(texts: FileTexts) -> RepositoryFiles:
    """Return files by what they are for, without all others."""

    def matching(pattern: re.Pattern[str]) -> FileTexts:
        return {path: text for path, text in texts.items() if pattern.fullmatch(path)}

    return RepositoryFiles(matching(_LICENCE), matching(_CONTRIBUTING), matching(_CONDUCT))
