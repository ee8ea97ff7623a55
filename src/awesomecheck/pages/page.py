"""Render a page of its template: what all pages share, and how texts of strangers get into them.

A template extends `base.html`. Its filters: `text` for text of strangers, `said` for messages with
code between backquotes, `web` for whether a URL may become a link, `number` for large numbers.
"""

import base64
from collections.abc import Sequence
import hashlib
from importlib.resources import files
import re
from typing import Final, cast

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from awesomecheck import __version__
from awesomecheck.pages.charts import Slice, bar, ring
from awesomecheck.rules import PAGES
from awesomecheck.safety.escape import disarm_commands
from awesomecheck.safety.markdown_text import as_one_line

_WEB: Final = re.compile(
    r"https?://[^\s<>\"'`\\\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", re.IGNORECASE
)
"""URLs that become links: no other scheme, and nothing that hides or reorders text."""
_PLAIN: Final = re.compile(r"(?:[!\"$-~]+(?: [!\"$-~]+)*)?")
"""Text that is the same on one line, and no command."""
_CODE: Final = re.compile(r"`([^`]+)`")
_SHARED: Final = ("base.html", "macros.html")


def html_page(template: str, **values: object) -> str:
    """Return a page.

    Args:
        template: its text, in the language of jinja2.
        **values: what the template uses.
    """
    texts = {name: _own(name) for name in _SHARED}
    environment = Environment(
        loader=DictLoader({**texts, "page.html": template}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = cast("dict[str, object]", environment.filters)
    filters |= {"text": _text, "said": _said, "web": _is_web, "number": "{:,}".format}
    style, script = _own("page.css"), _own("page.js")
    return environment.get_template("page.html").render(
        style=Markup(style),  # noqa: S704 - our own, as the next
        style_hash=_hash(style),
        script=Markup(script),  # noqa: S704
        script_hash=_hash(script),
        ring=_ring,
        bar=_bar,
        documentation=PAGES,
        version=__version__,
        **values,
    )


def _own(name: str) -> str:
    return files("awesomecheck.pages").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return what a Content-Security-Policy allows a style or a script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(text: str) -> str:
    """Return text of strangers on one line; the template escapes it for HTML."""
    return text if _PLAIN.fullmatch(text) else disarm_commands(as_one_line(text))


def _said(text: str) -> Markup:
    """Return a message, with code between backquotes as code."""
    if not text:
        return Markup()
    parts = _CODE.split(_text(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )


def _is_web(url: str) -> bool:
    return _WEB.fullmatch(url) is not None


def _slices(parts: Sequence[Slice | tuple[str, int]]) -> list[Slice]:
    return [part if isinstance(part, Slice) else Slice(*part) for part in parts]


def _ring(parts: Sequence[Slice | tuple[str, int]]) -> Markup:
    """Return a ring of parts, each with the class that has its color; our own names."""
    drawn = "".join(ring(_slices(parts)))
    return Markup(  # noqa: S704 - numbers and our own names, as the next
        f'<svg class="ring" viewBox="-1 -1 38 38" aria-hidden="true">{drawn}</svg>'
    )


def _bar(parts: Sequence[Slice | tuple[str, int]], most: int) -> Markup:
    drawn = "".join(bar(_slices(parts), most))
    return Markup(  # noqa: S704
        f'<svg viewBox="0 0 200 10" preserveAspectRatio="none">{drawn}</svg>'
    )
