"""Projects on PyPI, whose pages check for humans (https://docs.pypi.org/api/json/)."""

from collections.abc import Mapping, Sequence
import re

from awesomecheck.links.service import RateLimit
from awesomecheck.links.services._by_api import ByApi, Request


class PyPI(ByApi):
    """Projects, and their releases."""

    name = "PyPI"
    limits: Mapping[str, RateLimit] = {"pypi.org": RateLimit(concurrency=4, rate=10.0)}
    urls = re.compile(
        r"https?://(?:(?:www\.)?pypi\.org/project|pypi\.(?:org|python\.org)/pypi)"
        r"/([\w.-]+(?:/[\w.+!-]+)?)/?"
    )

    def thing_of(self, found: re.Match[str]) -> str:
        """Return the normalized name (https://peps.python.org/pep-0503/), and the version."""
        name, slash, version = found[1].partition("/")
        return re.sub(r"[-_.]+", "-", name).lower() + slash + version

    def requests_for(self, thing: str) -> Sequence[Request]:
        """Return the request for its metadata: large ones begin with `info`."""
        url = f"https://pypi.org/pypi/{thing}/json"
        return [Request(url, r'^\s*\{"info":\s*\{', r'"message":\s*"Not Found"')]
