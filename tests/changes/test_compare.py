"""What a change does to a list: each entry and section that it alters, and no other."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, parse
from awesomecheck.changes.compare import ChangeKind, ListChange, compare
from awesomecheck.formats.list_changes import ChangedList, as_markdown, as_text, in_words

WORDS = tuple(
    word.lower()
    for word in re.findall(
        "[A-Z][a-z]+",
        "KiteMapleLadderClockRiverStoneCloudPaperLanternBridgeGardenWindowViolinCopperMeadow"
        "HarborEngineMirrorPepperSaddleThreadWalnutAnchorBeaconCandleDragon",
    )
)


def entry(number: int, **changed: str) -> str:
    """An entry whose name, title, authors and addresses only it has."""
    chosen = random.Random(number)
    title = " ".join(chosen.sample(WORDS, 4)).title()
    fields = {
        "name": f"Net{number}",
        "title": f"{title} {number}",
        "authors": f"Ann {WORDS[number % 25].title()}, Bob {WORDS[number % 23].title()}",
        "venue": "ArXiv'2022",
        "paper": f"https://arxiv.org/abs/22{1 + number // 9999:02d}.{number % 9999 + 1:05d}",
        "code": "",
    } | changed
    code = f" [[code]({fields['code']})]" if fields["code"] else ""
    return (
        f"* **{fields['name']}**: {fields['authors']}.\n"
        f"   - {fields['title']}. [[{fields['venue']}]({fields['paper']})]{code}\n"
    )


def written(sections: Sequence[Sequence[str]], title: str = "Part") -> str:
    parts = (
        f"## {title} {number}\n\n{''.join(each)}\n" for number, each in enumerate(sections, 1)
    )
    return f"# List\n\nSome papers.\n\n{''.join(parts)}"


def between(old: str, new: str) -> tuple[ListChange, ...]:
    return compare(parse(Source.from_text(old)), parse(Source.from_text(new)))


def found(old: str, new: str) -> list[tuple[ChangeKind, str]]:
    return [briefly(each) for each in between(old, new)]


def briefly(change: ListChange) -> tuple[ChangeKind, str]:
    return change.kind, change.subject.partition(":")[0]


def lists(count: int, size: int = 50) -> list[list[str]]:
    return [[entry(at + start) for at in range(size)] for start in range(0, count, size)]


OLD = lists(20, 10)

EDITS: dict[ChangeKind, Callable[[int], str]] = {
    "venue-given": lambda at: entry(at, venue="CVPR'2023"),
    "link-added": lambda at: entry(at, code=f"https://github.com/lab/net-{at}"),
    "link-changed": lambda at: entry(at, paper=f"https://arxiv.org/abs/2301.{at + 1:05d}"),
    "title-changed": lambda at: entry(at, title=f"Quite Another Heading for Number {at}"),
    "authors-changed": lambda at: entry(at, authors="Cyd Elm, Dee Alder, Eve Oak"),
    "name-changed": lambda at: entry(at, name=f"Better{at}"),
    "date-changed": lambda at: entry(at, venue="ArXiv'2021"),
    "form-changed": lambda at: entry(at).replace("). [[", ") . [[").replace("**:", "** :"),
}


@pytest.mark.parametrize("kind", EDITS)
def test_one_altered_entry_is_named(kind: ChangeKind) -> None:
    new = [list(each) for each in OLD]
    new[1][3] = EDITS[kind](13)
    [change] = between(written(OLD), written(new))
    assert change.kind == kind
    assert change.subject.startswith("Better13" if kind == "name-changed" else "Net13")
    assert change.section == "Part 2"


def test_added_removed_and_moved_entries() -> None:
    new = [list(each) for each in OLD]
    gone = new[0].pop(2)
    new[1].insert(0, entry(500))
    new[1].append(new[0].pop(5))
    new[0].append(new[0].pop(0))
    assert gone == entry(2)
    assert found(written(OLD), written(new)) == [
        ("entry-added", "Net500"),
        ("entry-removed", "Net2"),
        ("entry-moved", "Net6"),
        ("entry-moved", "Net0"),
    ]


def test_sections_added_removed_renamed_and_moved() -> None:
    def text(*titles: str) -> str:
        parts = (f"## {title}\n\n{''.join(content[title])}\n" for title in titles)
        return "# List\n\n" + "".join(parts)

    content = {
        name: [entry(at + 10 * place) for at in range(5)]
        for place, name in enumerate(("Audio", "Video", "Text", "Faces"))
    }
    content |= {"Moving Pictures": content["Video"], "Robots": [entry(900 + at) for at in (1, 2)]}
    changes = between(
        text("Audio", "Video", "Text", "Faces"),
        text("Faces", "Audio", "Moving Pictures", "Robots"),
    )
    sections = [(each.kind, each.subject) for each in changes if each.kind.startswith("section")]
    assert sections == [
        ("section-added", "Robots"),
        ("section-removed", "Text"),
        ("section-renamed", "Moving Pictures"),
        ("section-moved", "Faces"),
    ]
    assert Counter(each.kind for each in changes) == Counter(
        {"entry-added": 2, "entry-removed": 5, **dict.fromkeys(dict(sections), 1)}
    )


def test_numbers_of_items_are_no_change() -> None:
    lines = [f"[Tool {at}](https://tool.io/{at}) - Does {WORDS[at]} well." for at in range(12)]

    def text(chosen: Sequence[str]) -> str:
        return "# List\n\n## Tools\n\n" + "".join(f"{n}. {t}\n" for n, t in enumerate(chosen, 1))

    assert found(text(lines), text(lines[1:])) == [("entry-removed", "Tool 0")]


def test_contents_and_other_lines() -> None:
    old = written(OLD)
    new = old.replace("Some papers.", "Some papers.\n\n- [Part 1](#part-1)\n- [Part 2](#part-2)\n")
    assert in_words(between(old, new)) == "changes the table of contents"
    new = old.replace("Some papers.", "Some good papers.\n\nPlease contribute.")
    assert in_words(between(old, new)) == "adds 2 other lines and removes 1 other line"
    assert in_words(between(old, old + "\n")) == "changes only blank lines or line breaks"
    assert in_words(between(old, old.replace("\n", "\r\n"))) == (
        "changes only blank lines or line breaks"
    )
    assert in_words(between(old, old)) == "changes nothing"


def test_an_empty_list() -> None:
    assert in_words(between("", written(OLD))) == (
        "adds 20 entries, adds 3 sections, adds 1 other line"
    )
    assert in_words(between(written(OLD), "")).startswith("removes 20 entries")
    assert in_words(between("", "")) == "changes nothing"


@pytest.mark.slow
def test_two_hundred_of_a_thousand_are_named_and_no_others() -> None:
    old = lists(1000)
    new = [list(each) for each in old]
    chosen = random.Random(7).sample(range(1000), 160)
    expected: set[tuple[ChangeKind, str]] = set()
    kinds: list[ChangeKind] = list(EDITS)
    for place, at in enumerate(chosen):
        kind: ChangeKind = kinds[place % len(kinds)]
        new[at // 50][at % 50] = EDITS[kind](at)
        expected.add((kind, f"Better{at}" if kind == "name-changed" else f"Net{at}"))
    untouched = [at for at in range(1000) if at not in set(chosen)]
    moved = untouched[5:400:20]
    for at in moved:
        new[at // 50].remove(entry(at))
        new[(at // 50 + 7) % 20].append(entry(at))
        expected.add(("entry-moved", f"Net{at}"))
    removed = untouched[403:800:40]
    for at in removed:
        new[at // 50].remove(entry(at))
        expected.add(("entry-removed", f"Net{at}"))
    for at in range(2000, 2010):
        new[at % 20].insert(at % 17, entry(at))
        expected.add(("entry-added", f"Net{at}"))
    assert len(expected) == 200
    assert set(found(written(old), written(new))) == expected


@settings(max_examples=50)
@given(st.permutations(range(12)), st.sets(st.integers(0, 11)), st.integers(0, 11))
def test_whatever_changes_every_entry_is_accounted_for(
    order: list[int], dropped: set[int], cut: int
) -> None:
    old = [[entry(at) for at in range(6)], [entry(at) for at in range(6, 12)]]
    kept = [entry(at) for at in order if at not in dropped]
    changes = between(written(old), written([kept[:cut], kept[cut:]]))
    gone = [each.subject for each in changes if each.kind == "entry-removed"]
    assert {each.partition(":")[0] for each in gone} == {f"Net{at}" for at in dropped}
    assert not any(each.kind in ("entry-added", "form-changed") for each in changes)


def test_text_and_markdown_show_what_a_stranger_wrote_as_text() -> None:
    hostile = entry(
        77, title="Evil ](https://x.io) <img src=x> ::error:: ##[group] | \x1b[31m @all"
    )
    new = [list(each) for each in OLD]
    new[0].append(hostile)
    changed = [ChangedList("README.md", between(written(OLD), written(new)))]
    text = "\n".join(as_text(changed))
    assert "\x1b" not in text
    assert "##[" not in text
    markdown = "".join(as_markdown(changed, 60_000))
    assert "\x1b" not in markdown
    assert "<img" not in markdown.replace("\\<img", "")
    assert "](https" not in markdown.replace("\\]", "")


def test_markdown_ends_where_its_room_ends() -> None:
    changed = [ChangedList("README.md", between("", written(lists(1000))))]
    assert len("".join(as_markdown(changed, 5_000))) < 5_400
    assert "… and" in "".join(as_markdown(changed, 5_000))
    assert len(list(chain.from_iterable(each.changes for each in changed))) > 1000
