"""JSON for readers that are strict, and that a runner of GitHub Actions may print."""

import json
import re

from awesomecheck.formats.escape import inert_json

_ESCAPES = re.compile(r"\\ud[89ab]..\\ud[c-f]..|\\ud[89a-f]..|\\.")
r"""The escapes of `json.dumps`, pairs of surrogates as one."""
_LONE = len(r"\ud800")


def encoded(value: object) -> str:
    """JSON in ASCII and in one line.

    Half a pair of surrogates, which stands in a file's name for a byte that is no UTF-8 and which
    parsers in Go and Ruby refuse, becomes U+FFFD.
    """
    text = json.dumps(value)
    if r"\ud" in text:
        text = _ESCAPES.sub(_whole, text)
    return inert_json(text)


def _whole(escape: re.Match[str]) -> str:
    return r"\ufffd" if len(escape.group()) == _LONE else escape.group()
