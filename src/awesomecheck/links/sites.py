"""Which hosts are of one site, and which sites have moved as a whole."""

from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from awesomecheck.links.address import is_ip

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_SUCCESSORS: Final = {
    "aclweb.org": "aclanthology.org",  # https://aclanthology.org/faq/
    "discord.gg": "discord.com",  # https://support.discord.com/hc/articles/360042987951
    "discordapp.com": "discord.com",
    "fb.com": "facebook.com",
    "godoc.org": "go.dev",  # https://go.dev/blog/godoc.org-redirect
    "golang.org": "go.dev",  # https://go.dev/blog/tidy-web
    "hf.co": "huggingface.co",  # https://huggingface.co/docs/hub
    "instagr.am": "instagram.com",
    "nips.cc": "neurips.cc",  # https://proceedings.neurips.cc has all years since 1987
    "npmjs.org": "npmjs.com",
    "pypi.io": "pypi.org",
    "python.org": "pypi.org",  # pypi.python.org: https://peps.python.org/pep-0541/
    "redd.it": "reddit.com",
    "readthedocs.org": "readthedocs.io",  # https://blog.readthedocs.com/securing-subdomains/
    "springerlink.com": "springer.com",
    "telegram.me": "t.me",  # https://core.telegram.org/api/links
    "twitter.com": "x.com",  # https://help.x.com/en/using-x/x-supported-browsers
    "youtu.be": "youtube.com",  # https://support.google.com/youtube/answer/57741
    "youtube-nocookie.com": "youtube.com",
}
"""Domains that their owners have given up for another one, with the same names before it."""


def is_another_site(url: str, other: str) -> bool:
    """Return whether two URLs are of different owners, as far as their domains show."""
    here, there = (urlsplit(each).hostname or "" for each in (url, other))
    if here == there or here.removeprefix("www.") == there.removeprefix("www."):
        return False
    return _site(here) != _site(there)


def _site(host: str) -> str:
    domain = domain_of(host)
    successor = _SUCCESSORS.get(domain)
    return domain_of(host.removesuffix(domain) + successor) if successor else domain


def domain_of(host: str) -> str:
    """Return the part of a host's name that somebody has registered: `a.co.uk`, `me.github.io`."""
    host = host.rstrip(".")
    return host if is_ip(host) else (_suffixes().privatesuffix(host) or host)


@cache
def _suffixes() -> "PublicSuffixList":
    """Return the list of suffixes under which names are registered (https://publicsuffix.org)."""
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - takes a tenth of a second

    return PublicSuffixList()
