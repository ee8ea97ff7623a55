"""What a baseline knows, and how it is kept."""

from collections import Counter
from contextlib import suppress
import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck import Finding, Source, Span, UserError, parse
from awesomecheck.changes.baseline import (
    BASELINE_NAME,
    Baseline,
    Coverage,
    FindingCounts,
    FindingKey,
    find_baseline,
    finding_keys,
    read_baseline,
    resolved,
    split,
    updated,
)

LIST = """\
# List

## Tools

- [Alpha](https://a.example/) - The first.
- [Beta](https://b.example/) - The second.

Some prose here.
"""


def finding(text: str, word: str, rule: str = "rule", url: str | None = None) -> Finding:
    start = text.index(word)
    return Finding(rule, "warning", Span(start, start + len(word)), "message", url=url)


def key(text: str, word: str, url: str | None = None) -> FindingKey:
    return finding_keys(parse(Source.from_text(text)))(finding(text, word, url=url))


def test_a_finding_is_known_by_its_link_its_entry_or_its_line() -> None:
    assert key(LIST, "second", url="https://b.example/") == FindingKey(
        "rule", "https://b.example/"
    )
    assert key(LIST, "second") == FindingKey("rule", "Beta")
    assert key(LIST, "prose") == FindingKey("rule", "Some prose here.")
    assert key(LIST, "List") == FindingKey("rule", "List")


@pytest.mark.parametrize(
    "other",
    [
        LIST.replace(
            "# List\n", "# List\n\nNew lines above.\n\n- [Zeta](https://z.example/) - Z.\n"
        ),
        "# List\n\n1. [Beta](https://b.example/) - The second.\n\n  Some   prose here.\n",
        "# List\n\n- X\n  - [Beta](https://b.example/) - The second.\n\n> Some prose here.\n",
        LIST.replace("\n", "\r\n"),
    ],
)
def test_keys_survive_moves_marks_and_indents(other: str) -> None:
    text = Source.from_text(other).text
    assert key(text, "second") == key(LIST, "second")
    assert key(text, "prose") == key(LIST, "prose")


def test_as_many_are_known_as_there_were() -> None:
    text = "a line\n\na line\n\na line\n"
    document = parse(Source.from_text(text))
    places = [Span(start, start + 6) for start in (0, 8, 16)]
    found = [Finding("rule", "error", span, "message") for span in places]
    new, known = split(found, Counter({FindingKey("rule", "a line"): 2}), document)
    assert [each.span for each in new] == places[2:]
    assert [each.span for each in known] == places[:2]
    assert split(found, Counter({FindingKey("other", "a line"): 9}), document).baselined == ()


def test_what_is_not_shown_anyway_is_known_first() -> None:
    text = "a line\n\na line\n"
    document = parse(Source.from_text(text))
    new, old = (Finding("rule", "error", Span(at, at + 6), "message") for at in (0, 8))
    assert split([new], Counter({FindingKey("rule", "a line"): 1}), document, [old]).new == (new,)


def found_now(**found: int) -> FindingCounts:
    return Counter({FindingKey("rule", name): count for name, count in found.items()})


def test_what_is_gone_is_what_would_have_been_found() -> None:
    known: FindingCounts = Counter(
        {
            FindingKey("rule", "less"): 3,
            FindingKey("rule", "gone"): 1,
            FindingKey("rule", "open"): 1,
            FindingKey("idle", "gone"): 1,
            FindingKey("rule", "more"): 1,
        }
    )
    now = found_now(less=1, more=2)
    stale = resolved(known, now, lambda: Coverage({"rule"}, {"open"}))
    assert stale == {FindingKey("rule", "less"): 2, FindingKey("rule", "gone"): 1}
    assert updated(known, now, stale) == {
        FindingKey("rule", "less"): 1,
        FindingKey("rule", "open"): 1,
        FindingKey("idle", "gone"): 1,
        FindingKey("rule", "more"): 2,
    }


def test_it_lies_beside_the_configuration_or_the_list_or_above(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "lists"
    folder.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    assert find_baseline(folder, None) == (folder / BASELINE_NAME, False)
    config = tmp_path / ".github" / ".awesomecheck.yaml"
    config.parent.mkdir()
    assert find_baseline(folder, config) == (config.parent / BASELINE_NAME, False)
    (tmp_path / BASELINE_NAME).touch()
    assert find_baseline(folder, config) == (tmp_path / BASELINE_NAME, True)
    (config.parent / BASELINE_NAME).touch()
    assert find_baseline(folder, config) == (config.parent / BASELINE_NAME, True)


def test_the_search_ends_at_the_root_of_the_work_tree(tmp_path: Path) -> None:
    (tmp_path / BASELINE_NAME).touch()
    tree = tmp_path / "tree"
    (tree / ".git").mkdir(parents=True)
    assert find_baseline(tree, None) == (tree / BASELINE_NAME, False)


SUBJECTS = st.text(st.characters(codec="utf-8"), max_size=20)
COUNTS = st.dictionaries(st.builds(FindingKey, SUBJECTS, SUBJECTS), st.integers(1, 9), max_size=5)


@given(st.dictionaries(st.sampled_from(["a.md", "b/c.md", "ä \"'.md"]), COUNTS))
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, dict[FindingKey, int]]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / BASELINE_NAME
    counted = {name: Counter(counts) for name, counts in files.items() if counts}
    assert Baseline(path, dict(counted)).save()
    again = read_baseline(path)
    assert again.files == counted
    assert not again.save()


def test_a_line_for_each_finding_in_a_fixed_order(tmp_path: Path) -> None:
    path = tmp_path / BASELINE_NAME
    baseline = Baseline(path)
    baseline.put(tmp_path / "b.md", Counter({FindingKey("z", "2"): 1, FindingKey("a", "1"): 2}))
    baseline.put(tmp_path / "a.md", Counter())
    baseline.save()
    assert path.read_text() == (
        '{\n  "version": 1,\n  "files": {\n    "b.md": [\n'
        '      {"rule": "a", "subject": "1", "count": 2},\n'
        '      {"rule": "z", "subject": "2", "count": 1}\n'
        "    ]\n  }\n}\n"
    )


def test_half_a_character_is_written_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / BASELINE_NAME
    data = {"version": 1, "files": {"a.md": [{"rule": "r", "subject": "\ud800", "count": 1}]}}
    path.write_text(json.dumps(data))
    baseline = read_baseline(path)
    baseline.put(tmp_path / "b.md", Counter({FindingKey("r", "x"): 1}))
    baseline.save()
    assert read_baseline(path).of(tmp_path / "a.md") == {FindingKey("r", "\ud800"): 1}


def test_somebody_else_has_written_it_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / BASELINE_NAME
    Baseline(path, {"a.md": Counter({FindingKey("r", "x"): 1})}).save()
    baseline = read_baseline(path)
    path.write_text("{}")
    baseline.put(tmp_path / "b.md", Counter({FindingKey("r", "x"): 1}))
    with pytest.raises(UserError, match="not written"):
        baseline.save()
    assert path.read_text() == "{}"
    assert [each.name for each in tmp_path.iterdir()] == [BASELINE_NAME]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not written: No such file"):
        Baseline(tmp_path / "no" / BASELINE_NAME).save()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "invalid baseline"),
        ("<<<<<<< HEAD\n", "invalid baseline"),
        ("[]", "no `version`"),
        ("{}", "no `version`"),
        ('{"version": 0}', "version 0"),
        ('{"version": "1"}', "version '1'"),
        ('{"version": 1}', "not written by `--write-baseline`"),
        ('{"version": 1, "files": []}', "not written by `--write-baseline`"),
        ('{"version": 1, "files": {"a": [1]}}', "not written by `--write-baseline`"),
        (
            '{"version": 1, "files": {"a": [{"rule": 1, "subject": "", "count": 1}]}}',
            "not written",
        ),
        ("[" * 100_000, "invalid baseline"),
        *(
            (
                '{"version": 1, "files": {"a": [{"rule": "b", "subject": "c", "count": '
                + count
                + "}]}}",
                "not written",
            )
            for count in ("-1", "true", "1.5", "10000000000", "9" * 4300)
        ),
        ('{"version": %s}' % ("9" * 4300), "version 9{50}"),
        ('{"version": [%s]}' % ("1, " * 9000 + "1"), "version"),
        ('{"version": 2, "files": 5}', "version 2, written by a later awesomecheck"),
    ],
)
def test_baselines_that_cannot_be_used(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / BASELINE_NAME
    path.write_text(content)
    with pytest.raises(UserError, match=message) as caught:
        read_baseline(path)
    assert caught.value.hint
    assert len(caught.value.message) < 300
    assert path.read_text() == content


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(JSON)
def test_no_content_makes_it_fail_but_with_a_message(
    tmp_path_factory: pytest.TempPathFactory, content: Any
) -> None:
    path = tmp_path_factory.mktemp("baseline") / BASELINE_NAME
    path.write_text(json.dumps({"version": 1, "files": content}))
    with suppress(UserError):
        assert read_baseline(path).files.keys() == content.keys()
