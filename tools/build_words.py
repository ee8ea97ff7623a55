"""Build the vocabulary of the spelling rules: `python tools/build_words.py --help`.

What it takes are word lists, titles of papers and lists of resources; what it writes are words.
"""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
import gzip
from pathlib import Path
import re
from typing import NamedTuple

from awesomecheck import Source, parse
from awesomecheck_rules.spelling._prose import Prose
from awesomecheck_rules.spelling._vocabulary import (
    Vocabulary,
    is_one_edit,
    read_vocabulary,
    written,
)

_WORD = re.compile(r"[a-z]+")
_APOSTROPHE = re.compile(r"['’].*")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SHORTEST = 4
_SHORTEST_TYPO = 5
_RIGHT_TITLES = 10
"""A word in so many titles is right."""
_RIGHT_LISTS = 3
"""A word in so many lists is right."""
_FREQUENT_TITLES = 50
"""A word in so many titles has typos that nobody else writes."""
_FREQUENT_LISTS = 0.1
"""A word of the dictionaries in this share of the lists has them, too."""
_TITLES_OF_A_LIST = 100
"""A list has as many words as so many titles."""
_RATIO = 150
"""A word so much more frequent than another is what that one is a typo of."""
_SAME = 0.5
"""The share of its phrases that another list has too, so that both count as one."""


class _List(NamedTuple):
    words: set[str]
    phrases: set[tuple[str, ...]]


def main() -> None:
    """Build the file."""
    options = _options()
    titles = Counter(word for line in _lines(options.titles) for word in set(_title_words(line)))
    lists = _distinct([_list(path) for path in options.lists])
    in_lists = Counter(word for each in lists for word in each.words)
    dictionary = {
        word for path in options.dictionary for line in _lines(path) for word in _plain(line)
    } | {word for path in options.terms for line in _lines(path) for word in _terms(line)}
    used = {word: number for word, number in titles.items() if number >= _FREQUENT_TITLES}
    for word, number in in_lists.items():
        if number >= _FREQUENT_LISTS * len(lists) and word in dictionary:
            used[word] = max(titles[word], _TITLES_OF_A_LIST * number)
    frequent = sorted(
        (word for word in used if len(word) >= _SHORTEST), key=lambda word: (-used[word], word)
    )
    right = dictionary | used.keys()
    right |= {word for word, number in titles.items() if number >= _RIGHT_TITLES}
    right |= {word for word, number in in_lists.items() if number >= _RIGHT_LISTS}
    vocabulary = read_vocabulary(written(right, frequent))
    right |= {word for word in titles if _is_too_frequent(word, titles[word], vocabulary, used)}
    options.output.write_text(written(right, frequent), "ascii", newline="")
    print(
        f"{len(right)} words ({len(dictionary)} of dictionaries), {len(frequent)} frequent ones;"
        f" {titles.total()} words of titles, {len(lists)} lists;"
        f" {options.output.stat().st_size} bytes"
    )


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=Path, required=True, help="TSV, titles first, .gz or not")
    parser.add_argument("--lists", type=Path, nargs="+", required=True, help="Markdown files")
    parser.add_argument("--dictionary", type=Path, nargs="+", required=True, help="a word a line")
    parser.add_argument("--terms", type=Path, nargs="*", default=[], help="a term a line (cspell)")
    parser.add_argument("-o", "--output", type=Path, required=True)
    return parser.parse_args()


def _lines(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from text.splitlines()


def _title_words(line: str) -> Iterator[str]:
    return _plain(line.partition("\t")[0])


def _plain(line: str) -> Iterator[str]:
    """Yield the English words of a line in lower case, without `'s`."""
    for match in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", line.lower()):
        word = _APOSTROPHE.sub("", match.group())
        if _WORD.fullmatch(word):
            yield word


def _terms(line: str) -> Iterator[str]:
    """Yield the words of a term: `AlphaFold` is alphafold, alpha and fold."""
    term = line.partition("#")[0]
    yield from _plain(term)
    yield from map(str.lower, _PART.findall(term))


def _list(path: Path) -> _List:
    document = parse(Source.from_bytes(path.read_bytes(), path.name))
    prose = Prose(document)
    words = [
        word
        for passage in prose.passages
        for token in prose.tokens(passage)
        for word in _plain(document.slice(token))
    ]
    return _List(set(words), set(zip(words, words[1:], words[2:], words[3:], strict=False)))


def _distinct(lists: Iterable[_List]) -> list[_List]:
    """Join the lists that have much in common: old versions and copies."""
    found: list[_List] = []
    for each in lists:
        same = [other for other in found if _are_same(each, other)]
        found = [other for other in found if other not in same]
        words = each.words.union(*(other.words for other in same))
        found.append(_List(words, each.phrases.union(*(other.phrases for other in same))))
    return found


def _are_same(one: _List, other: _List) -> bool:
    fewest = min(len(one.phrases), len(other.phrases))
    return len(one.phrases & other.phrases) > _SAME * fewest


def _is_too_frequent(word: str, number: int, vocabulary: Vocabulary, used: dict[str, int]) -> bool:
    """Return whether a word that looks like a typo is in too many titles to be one."""
    meant = vocabulary.meant_by(word) if len(word) >= _SHORTEST_TYPO else ()
    return bool(meant) and (
        max(used.get(each, 0) for each in meant) < _RATIO * number
        or (number > 1 and not any(is_one_edit(word, each) for each in meant))
    )


if __name__ == "__main__":
    main()
