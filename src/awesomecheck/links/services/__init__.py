"""The services that check links: one module each."""

from awesomecheck.links.network import Network
from awesomecheck.links.service import Service
from awesomecheck.links.services.arxiv import Arxiv
from awesomecheck.links.services.doi import Doi
from awesomecheck.links.services.github import GitHub
from awesomecheck.links.services.web import Web


def services(network: Network) -> tuple[Service, ...]:
    """Return all services: the first one with a query for a URL checks it, and Web takes any."""
    return (Arxiv(), Doi(), GitHub(network), Web())
