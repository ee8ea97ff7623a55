"""Make git histories out of lists, by scripted contributors and maintainers.

    python -m benchmarks.histories LISTS FOLDER [SEED [COMMITS]]

from the root of the project. For each Markdown file in the folder LISTS, a repository in FOLDER
has COMMITS commits (by default 10), each by a contributor who does one to three things: adds
entries, good ones or with a mistake, moves or edits what is there, removes it. Some mistakes are
then repaired. The message of a commit states its mistakes, which `benchmarks.replay` compares
with what is reported. Words of new entries come from other entries of the list.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
import json
from pathlib import Path
from random import Random
import re
import subprocess
from typing import NamedTuple

COMMITS = 10
NAME = "README.md"
FAULTS = "Faults: "
_ENTRY = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?=.*\]\(https?://)|\|(?=.*\]\(https?://)")
_URL = re.compile(r"https?://[^\s)>\]\"|]+")
_WORD = re.compile(r"(?<![\w/.-])[A-Z]?[a-z]{4,}(?![\w/.:-])")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d)?")
_PERIOD = re.compile(r"[-–—:] [^|]*\w\.$")
_COMMON = 8
"""A word that a list uses so often is a label or a kind, and is kept."""


class Fault(NamedTuple):
    """A mistake that a commit makes."""

    kind: str
    rules: tuple[str, ...]
    """Any of them may report it."""
    line: str
    """The line on which it is reported."""


class Contributor:
    """Edits a list, and keeps account of the mistakes."""

    def __init__(self, text: str, random: Random) -> None:
        self.lines = text.split("\n")
        self.random = random
        self.faults: list[Fault] = []
        words: Counter[str] = Counter(_WORD.findall(text))
        self._rare = [word for word, count in words.items() if count < _COMMON]
        self._common = {word for word, count in words.items() if count >= _COMMON}

    @property
    def text(self) -> str:
        """The list as it is now."""
        return "\n".join(self.lines)

    def entries(self) -> list[int]:
        """Return the indices of lines with an entry, outside of code."""
        inside = False
        found: list[int] = []
        for index, line in enumerate(self.lines):
            if line.lstrip().startswith(("```", "~~~")):
                inside = not inside
            elif not inside and _ENTRY.match(line):
                found.append(index)
        return found

    def made(self, source: str) -> str:
        """Return an entry of the form of another one, with other words and links."""
        parts: list[str] = []
        end = 0
        for match in _URL.finditer(source):
            parts += [self._reworded(source[end : match.start()]), self._url(match[0])]
            end = match.end()
        return "".join([*parts, self._reworded(source[end:])])

    def _reworded(self, text: str) -> str:
        return _WORD.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        word: str = match[0]
        if word in self._common:
            return word
        other = self.random.choice(self._rare).lower()
        return other.capitalize() if word[0].isupper() else other

    def _url(self, url: str) -> str:
        random = self.random
        if _ARXIV.search(url):
            made = (
                f"{random.randint(16, 24)}{random.randint(1, 12):02}.{random.randint(1, 9999):05}"
            )
            return _ARXIV.sub(made, url)
        host = "/".join(url.split("/")[:3])
        kept = url.split("/")[3:-1] if "github.com" not in host else [f"made{self._number()}"]
        return "/".join([host, *kept, f"made-{self._number()}"])

    def _number(self) -> int:
        return self.random.randint(10_000, 99_999)


Act = Callable[[Contributor], None]


def add(contributor: Contributor, fault: Callable[[str], Fault | None] | None = None) -> None:
    """Add an entry below one of its form."""
    lines, random = contributor.lines, contributor.random
    index = random.choice(contributor.entries())
    line = contributor.made(lines[index].rstrip().replace("http://", "https://"))
    found = fault(line) if fault else None
    if found is not None:
        contributor.faults.append(found)
        line = found.line
    lines.insert(index + 1, line)


def _trailing(line: str) -> Fault:
    return Fault("trailing space", ("trailing-space",), line + " ")


def _insecure(line: str) -> Fault | None:
    made = re.sub(r"https://(?=arxiv\.org|github\.com)", "http://", line, count=1)
    return Fault("http", ("insecure-link", "malformed-link"), made) if made != line else None


def _empty(line: str) -> Fault:
    made = _URL.sub("", line, count=1)
    return Fault("empty link", ("placeholder-link", "malformed-link"), made)


def _spaced(line: str) -> Fault:
    return Fault("space in a link", ("malformed-link",), line.replace("](", "] (", 1))


def _doubled_scheme(line: str) -> Fault:
    made = re.sub(r"https://", "https://https://", line, count=1)
    return Fault("doubled scheme", ("malformed-link", "malformed-arxiv-id"), made)


def copy(contributor: Contributor) -> None:
    """Add an entry that is there already, in another section."""
    entries = contributor.entries()
    source, place = contributor.random.sample(entries, 2)
    line = contributor.lines[source]
    repeats = ("duplicate-entry", "duplicate-link", "same-id-different-title", "malformed-link")
    if line[:1] in " \t|" or contributor.lines[place][:1] in " \t|":
        return
    contributor.faults.append(Fault("duplicate", repeats, line))
    contributor.lines.insert(place + 1, line)


def outvote(contributor: Contributor) -> None:
    """Add a section of entries without the period that nearly all others have."""
    entries = [contributor.lines[index].rstrip() for index in contributor.entries()]
    own = [line for line in entries if _PERIOD.search(line)]
    if len(own) < max(20, 0.95 * len(entries)) or "|" in own[0]:
        return
    chosen = contributor.random.choices([line for line in own if line[0] in "-*+"] or own, k=10)
    lines = [contributor.made(line).removesuffix(".") for line in chosen]
    rules = ("description-period", "unlike-template")
    contributor.faults += [Fault("outvoted period", rules, line) for line in lines]
    contributor.lines += ["", "## Many more", "", *lines, ""]


def move(contributor: Contributor) -> None:
    """Move a few neighbouring lines to below an entry."""
    lines, random = contributor.lines, contributor.random
    source, place = random.sample(contributor.entries(), 2)
    end = min(source + random.choice((1, 1, 6)), place if source < place else len(lines))
    taken = lines[source:end]
    lines[place + 1 : place + 1] = taken
    start = source if source < place else source + len(taken)
    del lines[start : start + len(taken)]


def move_section(contributor: Contributor) -> None:
    """Move a section to behind the next one."""
    lines = contributor.lines
    heads = [index for index, line in enumerate(lines) if re.match(r"##? \S", line)]
    if len(heads) < 4:
        return
    at = contributor.random.randrange(1, len(heads) - 2)
    first, second, end = heads[at : at + 3]
    lines[first:end] = [*lines[second:end], *lines[first:second]]


def edit(contributor: Contributor) -> None:
    """Change a word of many entries, whatever else is wrong with them."""
    lines, random = contributor.lines, contributor.random
    entries = contributor.entries()
    for index in random.sample(entries, min(len(entries), 20)):
        lines[index] = _WORD.sub(
            lambda match: match[0] if match[0][0].isupper() else match[0] + "s",
            lines[index],
            count=1,
        )


def link(contributor: Contributor) -> None:
    """Give an entry another address."""
    lines = contributor.lines
    index = contributor.random.choice(contributor.entries())
    lines[index] = _URL.sub(lambda match: contributor.made(match[0]), lines[index], count=1)


def remove(contributor: Contributor) -> None:
    """Remove some entries, or all trailing whitespace around one."""
    entries = contributor.entries()
    chosen = contributor.random.sample(entries, min(len(entries) // 2, 3))
    for index in sorted(chosen, reverse=True):
        del contributor.lines[index]


def tidy(contributor: Contributor) -> None:
    """Remove the trailing whitespace of a part of the list."""
    lines = contributor.lines
    start = contributor.random.randrange(len(lines))
    lines[start : start + 40] = [line.rstrip() for line in lines[start : start + 40]]


def swallow(contributor: Contributor) -> None:
    """Add a row to a table in the place of the blank line after it."""
    lines = contributor.lines
    ends = [
        index
        for index in contributor.entries()
        if lines[index].startswith("|")
        and index + 2 < len(lines)
        and not lines[index + 1].strip()
        and re.match(r"\w", lines[index + 2])
        and "|" not in lines[index + 2]
    ]
    if ends:
        index = contributor.random.choice(ends)
        lines[index + 1] = contributor.made(lines[index])
        rules = ("ragged-table-row",)
        contributor.faults.append(Fault("swallowed line", rules, lines[index + 2]))


def rename(contributor: Contributor) -> None:
    """Rename a section, but not its line in the contents."""
    lines = contributor.lines
    heads = [index for index, line in enumerate(lines) if re.fullmatch(r"## [A-Za-z ]+", line)]
    for index in contributor.random.sample(heads, len(heads)):
        name = lines[index][3:]
        anchor = f"](#{name.lower().replace(' ', '-')})"
        lists = [line for line in lines if anchor in line]
        if len(lists) == 1 and lines.count(lines[index]) == 1:
            lines[index] = f"{lines[index]} and Quite Other Matters"
            rules = ("missing-anchor", "stale-contents")
            contributor.faults.append(Fault("renamed section", rules, lines[index]))
            return


_ACTS: Sequence[Act] = (
    *(
        add,
        add,
        move,
        move_section,
        edit,
        edit,
        link,
        remove,
        tidy,
        copy,
        outvote,
        swallow,
        rename,
    ),
    lambda contributor: add(contributor, _trailing),
    lambda contributor: add(contributor, _insecure),
    lambda contributor: add(contributor, _empty),
    lambda contributor: add(contributor, _spaced),
    lambda contributor: add(contributor, _doubled_scheme),
)


def commits(text: str, random: Random, count: int) -> Iterator[tuple[str, str]]:
    """Yield texts, each with the message of its commit."""
    yield text, "start"
    for number in range(count):
        contributor = Contributor(text, random)
        for act in random.choices(_ACTS, k=random.randint(1, 3)):
            act(contributor)
        present = [
            fault for fault in contributor.faults if fault.line in contributor.lines
        ]  # a later act may remove it again
        text = contributor.text
        yield text, f"change {number}\n\n{FAULTS}{json.dumps(present)}"
        repaired = text
        for fault in present:
            if fault.kind in ("trailing space", "http"):
                right = fault.line.rstrip().replace("http://", "https://")
                repaired = repaired.replace(fault.line + "\n", right + "\n", 1)
        if repaired != text:
            text = repaired
            yield text, f"repair {number}\n\n{FAULTS}[]"


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("lists", type=Path, metavar="LISTS", help="folder of the lists")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to make repositories")
    parser.add_argument("seed", type=int, metavar="SEED", nargs="?", default=1)
    parser.add_argument("commits", type=int, metavar="COMMITS", nargs="?", default=COMMITS)
    options = parser.parse_args()
    for path in sorted(options.lists.glob("*.md")):
        text = path.read_text("utf-8")
        random = Random(f"{options.seed} {path.name}")  # noqa: S311 - repeatable
        if len(Contributor(text, random).entries()) < 10:
            continue
        top = options.folder / path.stem
        top.mkdir(parents=True)
        _git(top, "init", "-q")
        for each, message in commits(text, random, options.commits):
            (top / NAME).write_text(each, "utf-8")
            _git(top, "add", NAME)
            _git(top, "commit", "-q", "--allow-empty", "-m", message)


def _git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=Contributor", "-c", "user.email=contributor@example.org")
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True)


if __name__ == "__main__":
    main()
