"""The one seam between the link checker and the outside world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import os
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from awesomecheck.errors import UserError
from awesomecheck.links.urls import MalformedUrl, normalize

if TYPE_CHECKING:
    import ssl

    from aiohttp.abc import AbstractResolver

GITHUB_API = "https://api.github.com"


def _github_api() -> str:
    return _address_in("GITHUB_API_URL") or GITHUB_API


def _github_graphql() -> str:
    return _address_in("GITHUB_GRAPHQL_URL") or _graphql_beside(_github_api())


def _address_in(variable: str) -> str:
    """The URL that a variable of the environment holds; empty where there is none."""
    written = os.environ.get(variable, "").strip()
    if not written:
        return ""
    try:
        return normalize(written).rstrip("/")
    except MalformedUrl as error:
        raise UserError(
            f"{variable} holds no address that can be asked: {error}",
            hint="it takes a URL such as https://api.github.com or https://HOST/api/v3",
        ) from error


def _graphql_beside(api: str) -> str:
    # https://docs.github.com/en/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint
    return api.removesuffix("/v3") + "/graphql"


def _github_token() -> str | None:
    return (os.environ.get("GITHUB_TOKEN") or "").strip() or None


@dataclass(frozen=True, slots=True)
class Network:
    """Where names, certificates, proxies and services are found; by default, in the real world.

    Raises:
        UserError: an address in the environment is none.
    """

    resolver: Callable[[], AbstractResolver] | None = None
    """Makes what looks names up; the system's own by default."""
    ssl_context: ssl.SSLContext | None = None
    """By default the system's certificates and those that SSL_CERT_FILE names."""
    port_map: Mapping[int, int] = field(default_factory=dict[int, int])
    """Ports that a named host is really reached at."""
    trusted_addresses: frozenset[str] = frozenset()
    """Special addresses that may be connected to all the same."""
    proxies: Mapping[str, str] | None = None
    """Proxy URL by scheme; None takes the system's, and HTTP_PROXY, HTTPS_PROXY and NO_PROXY."""
    arxiv_api: str = "https://export.arxiv.org/api/query"
    doi_api: str = "https://doi.org/api/handles/"
    github_api: str = field(default_factory=_github_api)
    github_graphql: str = field(default_factory=_github_graphql)
    github_token: str | None = field(default_factory=_github_token, repr=False)
    clock: Callable[[], float] = time.time
    """Seconds since the epoch, for the ages of verdicts and for dates in Retry-After."""

    @property
    def github_host(self) -> str:
        """The host whose repositories the GitHub API knows.

        An Enterprise server answers under `/api/v3`, an Enterprise Cloud tenant under
        `api.TENANT.ghe.com`; any other address is taken for a way to github.com.
        """
        api = urlsplit(self.github_api)
        host = api.hostname or ""
        if api.path.rstrip("/").endswith("/api/v3"):
            return host
        if host.endswith(".ghe.com"):
            return host.removeprefix("api.")
        return "github.com"
