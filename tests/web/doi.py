"""doi.org: the handle API, and the resolver that redirects to publishers.

The API's answers follow https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation
(response codes 1 found, 100 no such handle, 200 no such values).
"""

from collections.abc import Iterable
import json
from urllib.parse import unquote

from tests.web.wire import Request
from tests.web.world import Answer, Doi, html, redirect, refuse


class Resolver:
    """The host doi.org."""

    def __init__(self, dois: Iterable[Doi]) -> None:
        self._dois = {doi.name.lower(): doi for doi in dois}

    def answer(self, request: Request) -> Answer:
        """The API's JSON, or the redirect that readers get."""
        path = unquote(request.path)
        if path.startswith("/api/handles/"):
            return self._handle(path.removeprefix("/api/handles/"))
        doi = self._dois.get(path[1:].lower())
        if path == "/":
            return Answer(body=html("DOI"))
        if doi is None or doi.target is None:
            return refuse(404, title="DOI Not Found")
        return redirect(doi.target, 302)

    def _handle(self, name: str) -> Answer:
        doi = self._dois.get(name.lower())
        if doi is None:
            return _json({"responseCode": 100, "handle": name}, 404)
        if doi.target is None:
            return _json({"responseCode": 200, "handle": name, "values": []})
        value = {
            "index": 1,
            "type": "URL",
            "data": {"format": "string", "value": doi.target},
            "ttl": 86400,
            "timestamp": "2021-01-01T00:00:00Z",
        }
        return _json({"responseCode": 1, "handle": name, "values": [value]})


class Forward:
    """A host that sends all its paths to another."""

    def __init__(self, to: str, status: int = 301) -> None:
        self._to = to
        self._status = status

    def answer(self, request: Request) -> Answer:
        """The redirect."""
        return redirect(self._to + request.target, self._status)


def doi_sites(dois: Iterable[Doi]) -> dict[str, Resolver | Forward]:
    """doi.org under its names."""
    return {
        "doi.org": Resolver(dois),
        "www.doi.org": Forward("https://doi.org"),
        "dx.doi.org": Forward("https://doi.org", 302),
    }


def _json(value: object, status: int = 200) -> Answer:
    headers = (("Content-Type", "application/json;charset=UTF-8"),)
    return Answer(status, json.dumps(value).encode(), headers)
