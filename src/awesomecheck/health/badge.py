"""Draw a badge about the links of a list, to be shown in its README."""

from awesomecheck.health.model import Health

_LABEL = "links"
_GREEN, _YELLOW, _RED, _GREY = "#2c7a3f", "#8a6100", "#b3261e", "#595959"
"""White text on each has a contrast of 4.5 or more."""
_NARROW, _USUAL, _WIDE = 38, 65, 100
"""Widths of characters in tenths of a pixel, in Verdana of 11 pixels."""


def badge(health: Health) -> str:
    """Return the badge as SVG."""
    message, color = _message(health)
    left, right = _width(_LABEL), _width(message)
    name = f"{_LABEL}: {message}"
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" \
aria-label="{name}">
<title>{name}</title>
<clipPath id="round"><rect width="{left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#round)">
<rect width="{left}" height="20" fill="#444"/>
<rect x="{left}" width="{right}" height="20" fill="{color}"/>
</g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
<text x="{left / 2:g}" y="14" textLength="{left - 12}">{_LABEL}</text>
<text x="{left + right / 2:g}" y="14" textLength="{right - 12}">{message}</text>
</g>
</svg>
"""


def _message(health: Health) -> tuple[str, str]:
    """Return what the badge says, and its color."""
    states = health.states
    checked = sum(states.get(state, 0) for state in ("alive", "moved", "dead", "unsure"))
    if dead := states.get("dead", 0):
        return f"{dead} of {checked} dead", _RED
    if not checked:
        return "not checked", _GREY
    if moved := states.get("moved", 0):
        return f"{moved} of {checked} moved", _YELLOW
    return ("no dead ones" if states.get("unsure") else "all alive"), _GREEN


def _width(text: str) -> int:
    tenths = sum(
        _NARROW if char in " ilj.:" else _WIDE if char in "mw" else _USUAL for char in text
    )
    return round(tenths / 10) + 12
