"""Videos on YouTube, whose page answers 200 for those that are gone.

oEmbed has public videos, and answers 401 for those that may not be embedded, 403 for private ones,
404 for others; thumbnails are there for all that can be watched
(https://github.com/lycheeverse/lychee/issues/214, https://github.com/mellowagain/pomu/issues/9).
Only where both are missing a video is: thumbnails outlive their video for a while.
"""

from collections.abc import Mapping, Sequence
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from awesomecheck.document.target import Target
from awesomecheck.links.answers import Fault, refusal_of
from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.rules import Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session

_HOSTS = {"youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com"}
_ID = re.compile(r"[\w-]{11}")
_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})/?")
_OEMBED = "https://www.youtube.com/oembed?format=json&url=https://www.youtube.com/watch?v="
_THUMBNAIL = "https://i.ytimg.com/vi/{}/mqdefault.jpg"


class YouTube:
    """Videos; channels and playlists are pages as any."""

    name = "YouTube"
    limits: Mapping[str, RateLimit] = {
        "youtube.com": RateLimit(concurrency=4, rate=10.0),
        "i.ytimg.com": RateLimit(concurrency=4, rate=10.0),
    }

    def query_for(self, url: str, target: Target) -> LinkQuery | None:
        """Return a query for a video, whatever the time or the playlist that the URL names."""
        video = _video_in(url) if target.host in _HOSTS else None
        return LinkQuery(self.name, f"{self.name}:{video}", url, "", target) if video else None

    def seconds(self, queries: Sequence[LinkQuery]) -> float:
        """Return about how long the queries take."""
        return len(queries) / self.limits["youtube.com"].rate

    async def check(self, queries: Sequence[LinkQuery], session: "Session") -> None:
        """Request each video from oEmbed, and the thumbnails of those that it does not show."""
        await session.report_each(queries, lambda query: _verdict(query, session))


def _video_in(url: str) -> str | None:
    parts = urlsplit(url)
    if (parts.hostname or "").endswith("youtu.be"):
        video = parts.path.strip("/")
    elif parts.path.rstrip("/") == "/watch":
        video = parse_qs(parts.query).get("v", [""])[0]
    else:
        found = _PATH.fullmatch(parts.path)
        video = found[1] if found else ""
    return video if _ID.fullmatch(video) else None


async def _verdict(query: LinkQuery, session: "Session") -> Verdict:
    video = query.key.partition(":")[2]
    try:
        answer = await session.get(_OEMBED + video)
        said = f"YouTube's oEmbed returned {answer.status} for {video}"
        if answer.status == 200 and answer.json_object().get("type") == "video":
            return Verdict("alive", "ok", 200, evidence=said)
        known = {401: b"unauthorized", 404: b"not found"}.get(answer.status)
        if answer.body.strip().lower() != known:
            reason = "login-required" if answer.status == 403 else refusal_of(answer.status)
            return Verdict("unsure", reason, answer.status, evidence=said)
        picture = await session.get(_THUMBNAIL.format(video))
    except Fault as fault:
        return Verdict("unsure", fault.reason, evidence=fault.evidence)
    said = f"{said}, and its thumbnail {picture.status}"
    match answer.status, picture.status:
        case 401, 200:
            return Verdict("alive", "ok", 200, evidence=f"{said}: it may not be embedded")
        case 404, 404:
            return Verdict("dead", "not-found", 404, evidence=said)
        case _:
            return Verdict("unsure", "unconfirmed", answer.status, evidence=said)
