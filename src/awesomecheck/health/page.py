"""Write the health of a list as a page: one HTML file that loads nothing from elsewhere."""

import base64
from collections.abc import Mapping, Sequence
import hashlib
from importlib.resources import files
import re
from typing import Final, cast

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from awesomecheck import __version__
from awesomecheck.health.charts import Slice, bar, parts_of, ring
from awesomecheck.health.model import STATES, Health
from awesomecheck.health.words import (
    ABOUT_UNSURE,
    CHECKED,
    changed_counts,
    percentage,
    said_counts,
    with_code,
)
from awesomecheck.links.recorded_run import RecordedRun
from awesomecheck.rules import PAGES
from awesomecheck.safety.escape import disarm_commands
from awesomecheck.safety.markdown_text import as_one_line

COLUMNS: Final = ("Line", "State", "Entry", "Link", "Section", "Year", "Venue", "Why")
_FEW: Final = 10
"""Places of a group that are shown without being folded."""
_MANY: Final = 40
"""Sections from which on their table is folded."""
_WEB: Final = re.compile(
    r"https?://[^\s<>\"'`\\\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", re.IGNORECASE
)
"""URLs that become links: no other scheme, and nothing that hides or reorders text."""
_PLAIN: Final = re.compile(r"(?:[!\"$-~]+(?: [!\"$-~]+)*)?")
"""Text that is the same on one line, and no command."""
_CODE: Final = re.compile(r"`([^`]+)`")


def as_page(health: Health) -> str:
    """Return the report as HTML."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    filters = cast("dict[str, object]", environment.filters)
    filters |= {"text": _text, "said": _said, "web": _is_web}
    style, script = _own("page.css"), _own("page.js")
    return environment.from_string(_own("page.html")).render(
        health=health,
        style=Markup(style),  # noqa: S704 - our own, as the next
        style_hash=_hash(style),
        script=Markup(script),  # noqa: S704
        script_hash=_hash(script),
        few=_FEW,
        many=_MANY,
        columns=COLUMNS,
        checked=CHECKED,
        ring=_ring,
        bar=_bar,
        run_parts=_run_parts,
        most_links=max((sum(run.counts.values()) for run in health.trend), default=0),
        counts=said_counts(health),
        changed=changed_counts(health.since, health) if health.since else "",
        with_code=with_code(health),
        percent=percentage,
        about_unsure=ABOUT_UNSURE,
        documentation=PAGES,
        version=__version__,
    )


def _own(name: str) -> str:
    return files("awesomecheck.health").joinpath(name).read_text("utf-8")


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


def _ring(counts: Mapping[str, int]) -> Markup:
    names = [name for name in (*STATES, "entries", "rest") if name in counts]
    return Markup("".join(ring(parts_of(counts, names))))  # noqa: S704 - numbers, our own names


def _run_parts(run: RecordedRun) -> list[Slice]:
    counts = {str(state): count for state, count in run.counts.items()}
    return parts_of(counts, CHECKED)


def _bar(parts: Sequence[tuple[str, int]], most: int) -> Markup:
    drawn = "".join(bar([Slice(*part) for part in parts], most))
    return Markup(  # noqa: S704 - as above
        f'<svg viewBox="0 0 200 10" preserveAspectRatio="none">{drawn}</svg>'
    )
