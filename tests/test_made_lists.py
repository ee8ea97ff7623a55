"""The lists that work is counted on are lists that a reader would take for real."""

from awesomecheck import Source, lint, parse
from benchmarks.work import ENTRIES, made


def test_all_entries_of_a_made_list_are_read_and_right() -> None:
    text = made(1)
    entries = parse(Source.from_text(text)).entries
    assert len(entries) == ENTRIES
    assert sum(entry.is_paper for entry in entries) == ENTRIES // 3
    assert not list(lint(text).findings())


def test_each_number_makes_another_list_and_always_the_same() -> None:
    assert made(2) == made(2) != made(3)
