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


class Agency:
    """The API of an agency that registers DOIs, with what publishers tell it."""

    def __init__(self, dois: Iterable[Doi], agency: str) -> None:
        self._dois = {doi.name.lower(): doi for doi in dois if doi.agency == agency and doi.title}

    def answer(self, request: Request) -> Answer:
        """The record of a DOI."""
        start, _, name = unquote(request.path)[1:].partition("/")
        doi = self._dois.get(name.lower())
        if start == "works":
            return _json({"status": "ok", "message": _work(doi)}) if doi else _plain_404()
        if start == "dois":
            errors = {"errors": [{"status": "404", "title": "The resource doesn't exist."}]}
            return _json({"data": {"attributes": _attributes(doi)}} if doi else errors,
                         200 if doi else 404)  # fmt: skip
        return refuse(404)


def _work(doi: Doi) -> dict[str, object]:
    return {
        "DOI": doi.name,
        "title": [doi.title],
        "author": [{"given": given, "family": family} for given, family in doi.authors],
        "container-title": [doi.container] if doi.container else [],
        "published": {"date-parts": [list(doi.date)]},
        "reference": [{"unstructured": "words " * 500}] * 50,
    }


def _attributes(doi: Doi) -> dict[str, object]:
    return {
        "doi": doi.name,
        "titles": [{"title": doi.title}],
        "creators": [
            {"name": f"{family}, {given}", "givenName": given, "familyName": family}
            for given, family in doi.authors
        ],
        "publicationYear": doi.date[0],
        "container": {"title": doi.container},
    }


def _plain_404() -> Answer:
    return Answer(404, b"Resource not found.", (("Content-Type", "text/plain"),))


def doi_sites(dois: Iterable[Doi]) -> dict[str, Resolver | Forward | Agency]:
    """doi.org under its names, and the agencies."""
    dois = tuple(dois)
    return {
        "api.crossref.org": Agency(dois, "Crossref"),
        "api.datacite.org": Agency(dois, "DataCite"),
        "doi.org": Resolver(dois),
        "www.doi.org": Forward("https://doi.org"),
        "dx.doi.org": Forward("https://doi.org", 302),
    }


def _json(value: object, status: int = 200) -> Answer:
    headers = (("Content-Type", "application/json;charset=UTF-8"),)
    return Answer(status, json.dumps(value).encode(), headers)
