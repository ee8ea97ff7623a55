"""What the progress bar shows, however narrow the terminal is."""

from collections.abc import Iterator
from itertools import repeat

import pytest

from awesomecheck import Verdict
from awesomecheck.cli.progress import Observer, make_bar
from awesomecheck.links.checker import Checked, Planned


@pytest.mark.parametrize("width", [40, 80, 160])
def test_bar_and_count_are_shown_at_any_width(width: int) -> None:
    bar, task = make_bar()
    waiting = "31 in flight, a-rather-long-host-name.example in 4 s (retry-after)"
    bar.update(task, total=40, completed=13, waiting=waiting)
    bar.console.width = width
    with bar.console.capture() as shown:
        bar.console.print(bar.get_renderable())
    [line] = shown.get().splitlines()
    assert len(line) <= width
    assert "━━━" in line
    assert "13/40" in line
    assert (waiting in line) == (width > 130)


def ticking(*seconds: float) -> Iterator[float]:
    """Yield what a clock shows, and its last value from then on."""
    yield from seconds
    yield from repeat(seconds[-1])


def test_without_a_terminal_a_long_check_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = ticking(0.0, 5.0, 10.0, 31.0, 40.0)
    monkeypatch.setattr("awesomecheck.cli.progress.time.monotonic", lambda: next(clock))
    observer = Observer()
    observer(Planned(100, 20, {"web": 50, "arxiv": 30}, 130.0))
    observer(Checked("https://b.example/", Verdict("alive", "ok"), cached=True))
    for number in range(4):
        observer(Checked(f"https://a.example/{number}", Verdict("alive", "ok"), cached=False))
    assert capsys.readouterr().err.splitlines() == [
        "checking 100 links: 30 arxiv, 50 web; 20 need no request; about 3 minutes",
        "2 of 80 links checked in 31 s; about 1209 s left",
    ]


def test_a_short_or_quiet_check_says_nothing_at_its_start(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Observer()(Planned(20, 5, {"web": 15}))
    Observer(quiet=True)(Planned(200, 5, {"web": 195}))
    assert capsys.readouterr().err == ""
