"""Where the link checker finds names, certificates, proxies and APIs."""

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
    """Return the URL in a variable of the environment; empty where there is none."""
    written = os.environ.get(variable, "").strip()
    if not written:
        return ""
    try:
        return normalize(written).rstrip("/")
    except MalformedUrl as error:
        raise UserError(
            f"`{variable}` is not a valid URL: {error}",
            hint="set it to a URL such as https://api.github.com or https://HOST/api/v3",
        ) from error


def _graphql_beside(api: str) -> str:
    # https://docs.github.com/en/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint
    return api.removesuffix("/v3") + "/graphql"


def _github_token() -> str | None:
    """Return the token in the environment; GitHub's own program takes it from either name."""
    tokens = (os.environ.get(name, "").strip() for name in ("GITHUB_TOKEN", "GH_TOKEN"))
    return next(filter(None, tokens), None)


def _semantic_scholar_key() -> str | None:
    return os.environ.get("SEMANTIC_SCHOLAR_API_KEY", "").strip() or None


@dataclass(frozen=True, slots=True)
class Network:
    """Where names, certificates, proxies and APIs are found.

    Raises:
        UserError: a variable of the environment is not a URL.
    """

    resolver: Callable[[], AbstractResolver] | None = None
    """Makes what looks names up; by default the system does."""
    ssl_context: ssl.SSLContext | None = None
    """By default the system's certificates and those that SSL_CERT_FILE names."""
    port_map: Mapping[int, int] = field(default_factory=dict[int, int])
    """Ports to connect to instead of those in URLs."""
    trusted_addresses: frozenset[str] = frozenset()
    """Special addresses that may be connected to nevertheless."""
    proxies: Mapping[str, str] | None = None
    """Proxy URLs by scheme; None: HTTP_PROXY, HTTPS_PROXY, NO_PROXY and the system's settings."""
    github_api: str = field(default_factory=_github_api)
    github_graphql: str = field(default_factory=_github_graphql)
    github_token: str | None = field(default_factory=_github_token, repr=False)
    semantic_scholar_key: str | None = field(default_factory=_semantic_scholar_key, repr=False)
    may_request: Callable[[str], bool] | None = None
    """Whether this run may send requests to a host; None for any host."""
    clock: Callable[[], float] = time.time
    """Seconds since 1970, for the ages of verdicts and for dates in Retry-After."""

    @property
    def github_host(self) -> str:
        """The host whose repositories the GitHub API knows.

        An Enterprise server has its API under `/api/v3`, an Enterprise Cloud tenant under
        `api.TENANT.ghe.com`; any other URL is taken for one of github.com's API.
        """
        api = urlsplit(self.github_api)
        host = api.hostname or ""
        if api.path.rstrip("/").endswith("/api/v3"):
            return host
        if host.endswith(".ghe.com"):
            return host.removeprefix("api.")
        return "github.com"
