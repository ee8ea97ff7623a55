"""Labels in tables that say less than the header of their column or the host: `[link](…)`."""

import re

from awesomecheck.document.entries._plain import shown
from awesomecheck.document.entries._reading import Part, Reading
from awesomecheck.document.nodes import Span

_VAGUE = frozenset(
    re.findall(
        r"\S+",
        "author authors author's official link here page site url download"
        " 下载链接 下载 链接 地址",
    )
)


def is_vague(plain: str, part: Part) -> bool:
    """Return whether a label says less than the header of its column."""
    return shown(plain[part.label[0] : part.label[1]]).lower().strip("[]()") in _VAGUE


def take_role_of_host(plain: str, cell: Span, reading: Reading) -> None:
    """Give links below `Link` that say no more themselves the roles of their hosts."""
    for part in reading.parts:
        vague = part.label[0] == part.label[1] or is_vague(plain, part)
        if vague and cell.start <= part.link.span.start < cell.end and part.host_role:
            part.label_role = part.host_role if part.label_role == "project" else part.label_role
