"""Reports of small lists whose links a cache knows, without any request."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from html.parser import HTMLParser
import os
from pathlib import Path
import subprocess
from unittest.mock import patch

from click.testing import CliRunner
from msgspec.structs import replace
import pytest

from awesomecheck.__main__ import main
from awesomecheck.links.cache import DAY
from awesomecheck.links.cached_verdict import CachedVerdict
from awesomecheck.links.checker import Cache, LinkSettings, Network
from awesomecheck.links.plan import make_plan
from awesomecheck.links.services import services
from awesomecheck.rules import FactValue, Verdict
from tests.conftest import clean_environment

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp()
TODAY = date(2026, 11, 30)
NETWORK = Network(github_token=None, clock=lambda: NOW)

ALIVE = Verdict("alive", "ok", 200, evidence="GET answered 200")
DEAD = Verdict("dead", "not-found", 404, evidence="GET answered 404")
UNSURE = Verdict("unsure", "blocked", 403, evidence="GET answered 403")
COPY = "https://web.archive.org/web/20200101000000/https://one.example/copied"
COPIED = replace(DEAD, facts={"archived_copy": COPY})


def moved(to: str) -> Verdict:
    """The verdict on a link that moved."""
    return Verdict("moved", "moved-permanently", 301, to, "GET answered 301")


def repository(name: str, pushed: str, *, archived: bool = False) -> Verdict:
    """The verdict on a repository."""
    facts: dict[str, FactValue] = {
        "full_name": name,
        "pushed_at": f"{pushed}T00:00:00Z",
        "archived": archived,
    }
    return replace(ALIVE, facts=facts)


def fill(folder: Path, verdicts: Mapping[str, Verdict], failures: int = 1) -> None:
    """Put verdicts into a cache; dead links have failed so many times."""
    cache = Cache.open(folder)
    plan = make_plan(verdicts, LinkSettings(), services(NETWORK), TODAY)
    for key in plan.queries:
        verdict = verdicts[plan.urls_of(key)[0]]
        failed = verdict.state == "dead" and failures > 1
        before = CachedVerdict(verdict, NOW - DAY, None, NOW - 2 * DAY, failures - 1)
        cache.store(key, verdict, NOW - 60, before if failed else None)
    cache.close()


def awesomecheck(*arguments: str | Path, cache: Path) -> "subprocess.CompletedProcess[str]":
    """Run the command in this process, without a network."""
    environment = clean_environment({"XDG_CACHE_HOME": str(cache)})
    with (
        patch.dict(os.environ, environment, clear=True),
        CliRunner().isolation() as (out, err, _),
        pytest.raises(SystemExit) as ended,
    ):
        main([*map(str, arguments)], NETWORK, guest=True)
    said = (stream.getvalue().decode() for stream in (out, err))
    return subprocess.CompletedProcess(arguments, int(ended.value.code or 0), *said)


class Page(HTMLParser):
    """What a page has: its elements with attributes, and its text without scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.raw: dict[str, str] = {}
        """The content of `script` and `style`."""
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style"):
            self.raw[self._open] = self.raw.get(self._open, "") + data
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == self._open else self._open

    def values(self, attribute: str) -> list[str]:
        """Return all values of an attribute."""
        return [attrs[attribute] or "" for _, attrs in self.elements if attribute in attrs]
