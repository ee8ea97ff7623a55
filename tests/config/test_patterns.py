"""Patterns as in `.gitignore`: they match what they match for git, and in little time."""

from collections.abc import Sequence
from pathlib import Path
import subprocess
import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck.config.patterns import ignores, parse_pattern, read_patterns
from tests.git import Repository


def ignored(lines: str | bytes, path: str) -> bool:
    """Whether git would ignore a file: for a folder around it, or for itself."""
    patterns = read_patterns(lines.encode() if isinstance(lines, str) else lines)
    parts = path.encode().split(b"/")
    verdict = None
    for end in range(1, len(parts) + 1):
        verdict = ignores(patterns, b"/".join(parts[:end]), is_folder=end < len(parts))
        if verdict:
            return True
    return bool(verdict)


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("a.md", ["a.md", "x/a.md"], ["a.md.md", "ba.md"]),
        ("/a.md", ["a.md"], ["x/a.md"]),
        ("x/a.md", ["x/a.md"], ["y/x/a.md"]),
        ("drafts/", ["drafts/a.md", "x/drafts/a.md"], ["drafts"]),
        ("*.md", ["a.md", "x/a.md", ".md"], ["a.mdx"]),
        ("x/*.md", ["x/a.md"], ["x/y/a.md"]),
        ("**/a", ["a", "x/a", "x/y/a/b"], ["xa"]),
        ("x/**", ["x/a", "x/y/a"], ["x", "y/x/a"]),
        ("x/**/a", ["x/a", "x/y/a", "x/y/z/a"], ["x/ya", "a"]),
        ("x/**y", ["x/y", "x/ay"], ["x/a/y"]),
        ("a*b*c", ["abc", "axbxc", "abcbc"], ["ab", "acb", "abcb"]),
        ("a?c", ["abc"], ["ac", "abbc"]),
        ("[a-c]x", ["ax", "cx"], ["dx", "-x"]),
        ("[!a-c]x", ["dx"], ["ax"]),
        ("[]-]x", ["]x", "-x"], ["ax"]),
        ("[z-a]", ["z"], ["a", "m", "-"]),
        ("[[:digit:]x]", ["1", "x"], ["a", ":"]),
        ("[[a]", ["[", "a"], ["b"]),
        ("\\#a", ["#a"], ["a"]),
        ("\\!a", ["!a"], ["a"]),
        ("a\\*", ["a*"], ["ab"]),
        ("a\\ ", ["a "], ["a"]),
        ("a  ", ["a"], ["a "]),
        ("a\r\nb", ["a", "b"], ["a\r"]),
        ("\ufeffa", ["a"], []),
        ("*\n!a", ["b"], ["a"]),
        ("*\n!a\na", ["a"], []),
        ("x/\n!x/a", ["x/a"], []),  # nothing in a folder that is ignored comes back
        ("\u00e4", ["\u00e4"], ["a"]),
        ("a\x0cb", ["a\x0cb"], ["a", "b"]),
    ],
)
def test_what_git_s_manual_says(pattern: str, yes: Sequence[str], no: Sequence[str]) -> None:
    assert [path for path in yes if not ignored(pattern, path)] == []
    assert [path for path in no if ignored(pattern, path)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        *("", " ", "#", "# a", "!", "/", "//", "[", "a[", "[/]", "[!", "[]", "[a-", "x\\", "\\"),
        *("[[:alpha:]", "[[:letter:]]", "[[::]]", "[a\\", ".", "..", "./a", "a/../b", "!./a"),
        "a" * 5000,
    ],
)
def test_a_pattern_that_can_never_match(pattern: str) -> None:
    assert parse_pattern(pattern.encode()) is None
    assert not ignored(pattern, "a")


PIECES = (
    *("a", "b", "ab", "a", "b", "*", "*", "**", "**/", "/**", "/**/", "/", "?", "[ab]", "[!a]"),
    *("[^b]", "[a-c]", "[c-a]", "[]a]", "[]-a]", "[a-]", "[[:alpha:]]", "[[:digit:]b]", "[[a]"),
    *("[[:foo:]]", "[[:alpha:]", "[", "]", "\\", "\\*", "\\a", "\\/", "\\ ", " ", "-", "!", "#"),
    *("[/]", "[a/b]", "[\\]]", "[a\\-c]", "[!]a]", "[[:]", "\t", ".", "[*]", "[\u00e9]", "\u00e9"),
)
NAMES = (
    *("a", "b", "c", "ab", "ba", "abc", "aa", "bab", "1", "-", "]", "[", "*", "a b", " a", "a "),
    *("#a", "!b", "\\", "a-", "\u00e9"),
)
PATTERN_TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join)
PATHS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map("/".join)
FILES = st.tuples(
    st.lists(PATTERN_TEXTS, min_size=1, max_size=3), st.lists(PATHS, min_size=10, max_size=20)
)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.lists(FILES, min_size=10, max_size=30))
def test_what_git_ignores_is_ignored_and_nothing_else(
    files: list[tuple[list[str], list[str]]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        top = Repository.init(Path(name)).top
        for number, (lines, _) in enumerate(files):
            (top / str(number)).mkdir()
            (top / str(number) / ".gitignore").write_bytes("\n".join(lines).encode())
        asked = [
            (number, lines, path)
            for number, (lines, paths) in enumerate(files)
            for path in dict.fromkeys(paths)
        ]
        done = subprocess.run(
            ["git", "check-ignore", "--no-index", "--verbose", "--non-matching", "-z", "--stdin"],
            cwd=top,
            input="".join(f"{number}/{path}\0" for number, _, path in asked).encode(),
            capture_output=True,
            check=False,
        )
    fields = done.stdout.split(b"\0")[:-1]
    found = zip(fields[0::4], fields[2::4], strict=True)
    by_git = [bool(source) and not pattern.startswith(b"!") for source, pattern in found]
    by_us = [ignored("\n".join(lines), path) for _, lines, path in asked]
    assert len(by_git) == len(by_us)
    different = [
        (lines, path, git)
        for (_, lines, path), git, own in zip(asked, by_git, by_us, strict=True)
        if git != own
    ]
    assert different == []


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 20 + "*b", "a" * 250),
        ("*a" * 2000 + "*b", "a" * 4000),
        ("x/" + "*a" * 2000 + "*b", "x/" + "a" * 4000),
        ("**/a/" * 500 + "b", "a/" * 2000 + "c"),
        ("**/*a*a/" * 300 + "b", "aaaa/" * 800 + "c"),
        ("**/" + "*a*a/" * 300 + "b", "aaaa/" * 800 + "c"),
        ("[!b]" * 1000 + "*b", "a" * 4000),
        ("?" * 4000 + "\n" + "*" * 4000 + "b", "a" * 3999),
    ],
)
def test_no_pattern_takes_long(pattern: str, path: str) -> None:
    """Each would take years with a pattern that tries all ways to match."""
    assert ignores(read_patterns(pattern.encode()), path.encode(), is_folder=False) is None
