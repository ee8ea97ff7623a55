"""What an editor shows of an entry under the cursor: where it was published, and verdicts."""

from pathlib import Path

from lsprotocol import types
from pygls.workspace import PositionCodec
import pytest

from awesomecheck.links.cache_folder import default_folder
from awesomecheck.server.known import known_at
from awesomecheck.server.opened import lint_opened
from tests.health.made import ALIVE, DEAD, fill, moved

LIST = """\
# List

* **MAE**: Kaiming He, Piotr Dollár.
   - Masked Autoencoders Are Scalable Vision Learners.
     [[ArXiv'2021](https://arxiv.org/abs/2111.06377)] [[code](https://me:secret@one.example/gone)]
* **Two**: Ann Other, Bea Other.
   - A Second Paper About Pictures. [[ArXiv'2022](https://one.example/old)]
"""
VERDICTS = {
    "https://arxiv.org/abs/2111.06377": ALIVE,
    "https://me:secret@one.example/gone": DEAD,
    "https://one.example/old": moved("https://one.example/new"),
}
PUBLISHED = "- published: CVPR 2022, according to DBLP/ACL Anthology"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return default_folder()


def shown(word: str) -> list[str]:
    """The lines that hovering over a word shows."""
    codec = PositionCodec()
    opened = lint_opened("untitled:1", 1, None, LIST, codec, plugins=False)
    position = opened.position(LIST.index(word) + 1)
    hover = known_at(opened, position)
    if hover is None:
        return []
    assert isinstance(hover.contents, types.MarkupContent)
    return hover.contents.value.splitlines()


def test_a_title_shows_where_it_was_published_and_all_verdicts(cache: Path) -> None:
    fill(cache, VERDICTS, failures=2)
    assert shown("Masked Autoencoders") == [
        PUBLISHED,
        "- `https://arxiv.org/abs/2111.06377`: alive on 2026-11-30",
        "- `https://one.example/gone`: dead on 2026-11-30: GET answered 404, in 2 checks",
    ]


def test_a_link_shows_its_own_verdict(cache: Path) -> None:
    fill(cache, VERDICTS)
    assert shown("https://one.example/old") == [
        "- `https://one.example/old`: moved on 2026-11-30: now `https://one.example/new`"
    ]


def test_without_a_cache_only_the_data_speaks(cache: Path) -> None:
    assert shown("Masked Autoencoders") == [PUBLISHED]
    assert shown("A Second Paper") == []
    assert shown("Ann Other") == []
    assert shown("List") == []
    assert not cache.exists()
