"""The rule `description-case`."""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import ClassVar, Literal

from awesomecheck import Document, DocumentRule, Edit, Entry, Fix, Problem, Span, Touch
from awesomecheck_rules.entries._habits import described, deviations

_WORD = re.compile(r"[^\W\d_](?:[a-zß-ÿа-яё'’-]*[a-zß-ÿа-яё])?(?![\w'’])")
"""One whose case may be either: no `iOS`, no `x86`."""
_END = re.compile(r"[,;.]?\s")
_BLANKS = 2
"""A description of fewer words is no sentence, but a name, a place or a kind."""


@dataclass(frozen=True, slots=True)
class DescriptionCase(DocumentRule):
    """A description that begins in another case than the others do.

    A list reads as one text when all its descriptions begin alike. With `expect: habit` a
    description is held against its section, or against the whole list; `upper` and `lower` say
    it for all. Code, links, quotes, figures, scripts without case, and names such as `iOS` or
    `jQuery` may begin a description anywhere.

    ```bad
    - [ack](https://beyondgrep.com) - Searches source code.
    - [bat](https://github.com/sharkdp/bat) - Prints files with colours.
    - [dust](https://github.com/bootandy/dust) - Shows what fills a disk.
    - [exa](https://the.exa.website) - Lists files in colours.
    - [fd](https://github.com/sharkdp/fd) - Finds files by name.
    - [fzf](https://github.com/junegunn/fzf) - Picks lines from anything.
    - [jq](https://jqlang.org) - Cuts JSON to pieces.
    - [procs](https://github.com/dalance/procs) - Lists processes by use.
    - [tldr](https://tldr.sh) - Explains commands by example.
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - jumps between folders.
    ```

    ```good
    - [ack](https://beyondgrep.com) - Searches source code.
    - [bat](https://github.com/sharkdp/bat) - Prints files with colours.
    - [dust](https://github.com/bootandy/dust) - Shows what fills a disk.
    - [exa](https://the.exa.website) - Lists files in colours.
    - [fd](https://github.com/sharkdp/fd) - Finds files by name.
    - [fzf](https://github.com/junegunn/fzf) - Picks lines from anything.
    - [jq](https://jqlang.org) - Cuts JSON to pieces.
    - [procs](https://github.com/dalance/procs) - Lists processes by use.
    - [tldr](https://tldr.sh) - Explains commands by example.
    - [zoxide](https://github.com/ajeetdsouza/zoxide) - Jumps between folders.
    ```
    """

    lists_only = True
    touches: ClassVar[tuple[Touch, ...]] = ("wording",)
    severity = "info"
    yields_to = ("description-repeats-name", "unlike-template")

    expect: Literal["habit", "upper", "lower"] = "habit"

    def check(self, document: Document) -> Iterator[Problem]:
        words = {
            id(entry): word
            for entry in described(document)
            if (word := _first_word(document, entry))
        }
        entries = [entry for entry in document.entries if id(entry) in words]
        names = {entry.name.text.casefold() for entry in document.entries if entry.name}
        seen = set(words.values())
        for entry, upper, others in self._unlike(entries, words):
            word = words[id(entry)]
            turned = word[0].upper() + word[1:] if upper else word[0].lower() + word[1:]
            if _is_name(entry, word, names) or (not upper and turned not in seen):
                continue  # a name keeps its case; only what begins others in lower case is none
            start = entry.description.span.start if entry.description else 0
            case = "an upper-case" if upper else "a lower-case"
            edit = Edit(Span(start, start + 1), turned[0])
            yield Problem(
                Span(start, start + len(word)),
                f"the description begins with `{word}`: {case} letter expected{others}",
                Fix((edit,), safe=turned in seen),
            )

    def _unlike(
        self, entries: list[Entry], words: dict[int, str]
    ) -> Iterator[tuple[Entry, bool, str]]:
        if self.expect == "habit":
            for entry, upper, others in deviations(entries, lambda e: words[id(e)][0].isupper()):
                yield entry, upper, f", as in {others}"
            return
        upper = self.expect == "upper"
        for entry in entries:
            if words[id(entry)][0].isupper() != upper:
                yield entry, upper, ""


def _is_name(entry: Entry, word: str, names: set[str]) -> bool:
    """Whether a word is the name of something: of an entry, or of what this one links to."""
    folded = word.casefold()
    if folded in names or folded.partition("-")[0] in names:
        return True
    if folded.startswith("lib") and not folded.startswith(("liber", "librar")):
        return True  # `libyaml`
    return len(word) > 3 and any(folded in each.link.url.casefold() for each in entry.links[:1])


def _first_word(document: Document, entry: Entry) -> str | None:
    """The word that a sentence begins with, unless it can have but one spelling."""
    description = entry.description
    if description is None or description.text.count(" ") < _BLANKS:
        return None
    text, start = document.text, description.span.start
    match = _WORD.match(text, start)
    if match is None or text[start - 1] in "`[\"'“‘«:" or not _END.match(text, match.end()):
        return None
    if text[start - 2 : start] in (") ", "] ", ")\n"):
        return None  # the name is a part of the sentence
    return match.group()
