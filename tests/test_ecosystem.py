"""The report on what a change to the code makes of lists."""

from collections import Counter

from benchmarks.ecosystem import Outcome, report

OLD = Outcome(Counter({("trailing-space", 3, "a `b`"): 1, ("dead-link", 4, "gone"): 2}), "1", "")
NEW = Outcome(Counter({("trailing-space", 5, "a `b`"): 1, ("dead-link", 4, "gone"): 2}), "2", "")


def test_nothing_is_said_where_nothing_differs() -> None:
    assert list(report({"a.md": OLD}, {"a.md": OLD})) == []


def test_what_came_and_went_is_counted_and_shown() -> None:
    lines = list(report({"a.md": OLD}, {"a.md": NEW}))
    assert lines[2:3] == ["| trailing-space | 1 | 1 |"]
    assert lines[6:8] == ["- + a.md:5: a \\`b\\`", "- - a.md:3: a \\`b\\`"]
    assert lines[-3:] == ["### Fixed otherwise", "", "- a.md"]


def test_findings_that_repeat_are_counted() -> None:
    once = OLD._replace(findings=Counter({("dead-link", 4, "gone"): 1}))
    assert "| dead-link | 1 | 0 |" in list(report({"a.md": once}, {"a.md": OLD}))
