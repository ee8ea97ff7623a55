"""What the progress bar shows, however narrow the terminal is."""

import pytest

from awesomecheck.cli.progress import make_bar


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
