"""The services that check links: one module each."""

from awesomecheck.links.network import Network
from awesomecheck.links.service import Service
from awesomecheck.links.services.arxiv import Arxiv
from awesomecheck.links.services.crates_io import CratesIo
from awesomecheck.links.services.doi import Doi
from awesomecheck.links.services.github import GitHub
from awesomecheck.links.services.hugging_face import HuggingFace
from awesomecheck.links.services.npm import Npm
from awesomecheck.links.services.openreview import OpenReview
from awesomecheck.links.services.paper_facts import PaperFacts
from awesomecheck.links.services.pypi import PyPI
from awesomecheck.links.services.semantic_scholar import SemanticScholar
from awesomecheck.links.services.wayback import Wayback
from awesomecheck.links.services.web import Web
from awesomecheck.links.services.youtube import YouTube


def services(network: Network) -> tuple[Service, ...]:
    """Return all services: the first one with a query for a URL checks it, and Web takes any."""
    return (
        Arxiv(),
        GitHub(network),
        Doi(),
        PaperFacts(network),
        YouTube(),
        CratesIo(),
        HuggingFace(),
        OpenReview(),
        Wayback(),
        SemanticScholar(),
        PyPI(),
        Npm(),
        Web(),
    )
