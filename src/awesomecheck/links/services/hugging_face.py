"""Models, data sets and spaces on Hugging Face (https://huggingface.co/docs/hub/api).

What is private and what is not there is one answer: 401, so that nothing here is ever called dead
(https://github.com/huggingface/huggingface_hub/issues/1080). Its page is then requested, as it may
be another page of the site. What has a new name redirects to it.
"""

from collections.abc import Mapping, Sequence
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from awesomecheck.links.service import LinkQuery, RateLimit
from awesomecheck.links.services._by_api import ByApi, Request
from awesomecheck.rules import Verdict

if TYPE_CHECKING:
    from awesomecheck.links.session import Session

_PAGES = (
    "api|blog|chat|collections|docs|enterprise|join|learn|login|models|new|papers"
    "|posts|pricing|settings|tasks|terms-of-service|organizations|course"
)
"""First parts of paths that name no owner of models."""
_API = "https://huggingface.co/api/"


class HuggingFace(ByApi):
    """Repositories as a whole: what is in one has a page that tells."""

    name = "Hugging Face"
    limits: Mapping[str, RateLimit] = {"huggingface.co": RateLimit(concurrency=4, rate=5.0)}
    urls = re.compile(
        rf"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/"
        rf"((?:datasets/|spaces/|(?!(?:{_PAGES}|datasets|spaces)/))[\w.-]+/[\w.-]+)/?"
    )

    def thing_of(self, found: re.Match[str]) -> str:
        """Return the path of the repository in the API."""
        path = found[1]
        return path if path.startswith(("datasets/", "spaces/")) else f"models/{path}"

    def requests_for(self, thing: str) -> Sequence[Request]:
        """Return the request for its metadata, which begin with its name."""
        name = re.escape(thing.partition("/")[2])
        return [Request(f"{_API}{thing}", rf'(?i)"id":\s*"{name}"', r"(?!)")]

    async def verdict(self, query: LinkQuery, session: "Session") -> Verdict:
        """Return the verdict of the API, or where it tells nothing, of a page that is there."""
        verdict = await super().verdict(query, session)
        if verdict.reason != "login-required":
            return verdict
        on_page = await session.page_verdict(query.url)
        said = f"{verdict.evidence}: it is private, or not there"
        return on_page if on_page.state == "alive" else replace(verdict, evidence=said)

    def new_url(self, location: str) -> str | None:
        """Return the page of a repository that has another name now."""
        found = re.fullmatch(rf"(?:{_API}|/api/)((?:models|datasets|spaces)/[\w./-]+)", location)
        return f"https://huggingface.co/{found[1].removeprefix('models/')}" if found else None
